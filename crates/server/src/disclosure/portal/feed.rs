//! Results as they become public, for those who want to be told.

use axum::extract::State as Held;
use axum::http::HeaderMap;

use super::{latest, outcome};
use crate::app::App;
use crate::app::input::Query;
use crate::app::page::Reader;
use crate::app::portal::atom::{Asked, ENTRIES, Entry, Feed};
use crate::app::portal::base;
use crate::app::problem::Problem;
use crate::disclosure::store::result as row;

/// The results in force, those published last first.
pub async fn feed(
    Held(app): Held<App>,
    reader: Reader,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Result<Feed, Problem> {
    let mut rows = latest(&app, (asked.before(), ENTRIES + 1)).await?;
    let shown = usize::try_from(ENTRIES).unwrap_or(usize::MAX);
    let more = rows.len() > shown;
    rows.truncate(shown);
    let base = base(&app, &headers);
    let entries: Result<Vec<Entry>, Problem> = rows.iter().map(|row| entry(reader, row, &base)).collect();
    Ok(Feed {
        address: format!("{base}/feeds/results.atom"),
        part: asked.part(),
        more,
        title: reader.say("results-feed"),
        author: reader.say("portal-name"),
        page: format!("{base}/results"),
        entries: entries?,
    })
}

fn entry(reader: Reader, row: &row::Model, base: &str) -> Result<Entry, Problem> {
    let results = outcome(reader, row)?;
    let day = crate::app::page::date(reader, row.visited);
    let said = reader.words.say("results-feed-summary", &[("day", &day), ("results", &results)]);
    let corrected = row.number > 1;
    // Who reads the feed has read the version before, and would take this one for another inspection.
    let (title, summary) = if corrected {
        let why = row.said()?.reason;
        (
            reader.words.say("results-feed-corrected", &[("name", &row.name), ("number", &row.number)]),
            reader
                .words
                .say("results-feed-correction", &[("summary", &said), ("before", &(row.number - 1)), ("why", &why)]),
        )
    } else {
        (row.name.clone(), said)
    };
    Ok(Entry {
        id: format!("urn:uuid:{}", row.id),
        title,
        link: format!("{base}{}", row.path()),
        updated: row.at,
        summary,
    })
}
