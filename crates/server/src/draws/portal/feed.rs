//! Commits, results and annulments, for those who want to be told: the draw whose last step is the latest first, however long ago it was committed.

use axum::extract::State as Held;
use axum::http::HeaderMap;

use crate::app::App;
use crate::app::input::Query;
use crate::app::page::Reader;
use crate::app::portal::atom::{Asked, Entry, Feed, Which, of_span};
use crate::app::portal::base;
use crate::app::problem::Problem;
use crate::app::value::Timestamp;
use crate::draws::store::{draw as row, public};

const FEED: Which = Which { path: "/feeds/draws.atom", title: "draws-feed", page: "/draws" };

/// Draws by their last public step.
pub async fn feed(
    Held(app): Held<App>,
    reader: Reader,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Result<Feed, Problem> {
    let (rows, more) = of_span(public::by_step(app.read(), asked.span()).await?);
    let base = base(&app, &headers);
    let entries = rows.iter().map(|(row, at)| entry(reader, (row, *at), &base)).collect();
    Ok(Feed::of(FEED, (reader, &base), &asked, (entries, more)))
}

fn entry(reader: Reader, (row, updated): (&row::Model, Timestamp), base: &str) -> Entry {
    let state = reader.say(&format!("draw-state-{}", row.state));
    let commitment = row.commitment.clone().unwrap_or_default();
    let summary = reader
        .words
        .say("draws-feed-summary", &[("state", &state), ("subjects", &row.subjects), ("commitment", &commitment)]);
    Entry {
        id: format!("urn:uuid:{}", row.id),
        title: row.task.clone(),
        link: format!("{base}/draws/{}", row.id),
        updated,
        summary,
    }
}
