//! Results as they become public, for those who want to be told.

use axum::extract::State as Held;
use axum::http::HeaderMap;

use super::{latest, outcome};
use crate::app::App;
use crate::app::input::Query;
use crate::app::page::Reader;
use crate::app::portal::atom::{Asked, Entry, Feed, Which, of_span};
use crate::app::portal::base;
use crate::app::problem::Problem;
use crate::disclosure::store::result as row;

const FEED: Which = Which { path: "/feeds/results.atom", title: "results-feed", page: "/results" };

/// The results in force, those published last first.
pub async fn feed(
    Held(app): Held<App>,
    reader: Reader,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Result<Feed, Problem> {
    let (rows, more) = of_span(latest(&app, asked.span()).await?);
    let base = base(&app, &headers);
    let entries = rows.iter().map(|row| entry(reader, row, &base)).collect::<Result<_, Problem>>()?;
    Ok(Feed::of(FEED, (reader, &base), &asked, (entries, more)))
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
