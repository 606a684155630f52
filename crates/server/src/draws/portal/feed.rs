//! Commits, results and annulments, for those who want to be told: the draw whose last step is the latest first, however long ago it was committed.

use axum::extract::State as Held;
use axum::http::HeaderMap;

use crate::app::App;
use crate::app::input::Query;
use crate::app::page::Reader;
use crate::app::portal::atom::{Asked, ENTRIES, Entry, Feed};
use crate::app::portal::base;
use crate::app::problem::Problem;
use crate::app::value::Timestamp;
use crate::draws::store::{draw as row, public};

/// Draws by their last public step.
pub async fn feed(
    Held(app): Held<App>,
    reader: Reader,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Result<Feed, Problem> {
    let mut rows = public::by_step(app.read(), (asked.before(), ENTRIES + 1)).await?;
    let shown = usize::try_from(ENTRIES).unwrap_or(usize::MAX);
    let more = rows.len() > shown;
    rows.truncate(shown);
    let base = base(&app, &headers);
    Ok(Feed {
        address: format!("{base}/feeds/draws.atom"),
        part: asked.part(),
        more,
        title: reader.say("draws-feed"),
        author: reader.say("portal-name"),
        page: format!("{base}/draws"),
        entries: rows.iter().map(|(row, at)| entry(reader, (row, *at), &base)).collect(),
    })
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
