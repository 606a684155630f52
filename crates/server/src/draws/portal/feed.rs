//! Commits, results and annulments, for those who want to be told.

use axum::extract::State as Held;
use axum::http::HeaderMap;

use super::public;
use crate::app::App;
use crate::app::page::Reader;
use crate::app::portal::atom::{Entry, Feed};
use crate::app::portal::base;
use crate::app::problem::Problem;
use crate::app::value::Timestamp;
use crate::draws::store::draw as row;

/// How many entries a feed has.
const MOST: usize = 50;

/// The latest draws.
pub async fn feed(Held(app): Held<App>, reader: Reader, headers: HeaderMap) -> Result<Feed, Problem> {
    let rows = public(&app).await?;
    let base = base(&app, &headers);
    Ok(Feed {
        address: format!("{base}/feeds/draws.atom"),
        title: reader.say("draws-feed"),
        author: reader.say("portal-name"),
        page: format!("{base}/draws"),
        entries: rows.iter().take(MOST).map(|row| entry(reader, row, &base)).collect(),
    })
}

fn entry(reader: Reader, row: &row::Model, base: &str) -> Entry {
    let state = reader.say(&format!("draw-state-{}", row.state));
    let commitment = row.commitment.clone().unwrap_or_default();
    let summary = reader
        .words
        .say("draws-feed-summary", &[("state", &state), ("subjects", &row.subjects), ("commitment", &commitment)]);
    Entry {
        id: format!("urn:uuid:{}", row.id),
        title: row.task.clone(),
        link: format!("{base}/draws/{}", row.id),
        updated: row.announced_at.or(row.drawn_at).or(row.committed_at).unwrap_or(Timestamp(0)),
        summary,
    }
}
