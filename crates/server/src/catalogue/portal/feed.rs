//! Publications, for those who want to be told.

use axum::extract::State as Held;
use axum::http::HeaderMap;

use super::parts;
use crate::app::App;
use crate::app::input::Query;
use crate::app::page::Reader;
use crate::app::portal::atom::{Asked, Entry, Feed, Which, of_part};
use crate::app::portal::base;
use crate::app::problem::Problem;
use crate::catalogue::api::wire::Names;
use crate::catalogue::store::{self, edition};

const FEED: Which = Which { path: "/feeds/items.atom", title: "items-feed", page: "/items" };

/// The publications, the latest first.
pub async fn feed(
    Held(app): Held<App>,
    reader: Reader,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Result<Feed, Problem> {
    let rows = store::all_public(app.read()).await?;
    let names = Names::of(app.read(), &rows).await?;
    let base = base(&app, &headers);
    let (shown, more) = of_part(&rows, &asked);
    let entries = shown.iter().map(|row| entry(reader, row, &names, &base)).collect();
    Ok(Feed::of(FEED, (reader, &base), &asked, (entries, more)))
}

fn entry(reader: Reader, row: &edition::Model, names: &Names, base: &str) -> Entry {
    let from = row.effective_from.map(|day| day.to_string()).unwrap_or_default();
    let digest = row.digest.clone().unwrap_or_default();
    let organisation = names.organisation(row.organisation);
    let summary = reader.words.say(
        "items-feed-summary",
        &[
            ("organisation", &organisation),
            ("from", &from),
            ("items", &row.items),
            ("note", &row.note),
            ("digest", &digest),
        ],
    );
    Entry {
        id: format!("urn:uuid:{}", row.id),
        title: parts::name(reader, row),
        link: format!("{base}/items/{}", row.id),
        updated: row.published_at.unwrap_or(crate::app::value::Timestamp(0)),
        summary,
    }
}
