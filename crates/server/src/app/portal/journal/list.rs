//! The latest entries, and how to audit.

use axum::extract::State;
use axum::http::Uri;
use axum::response::Response;
use journal::checkpoint::SignedCheckpoint;
use journal::entry::Entry;
use maud::{Markup, html};
use serde::Deserialize;

use super::{log, says};
use crate::app::App;
use crate::app::input::Query;
use crate::app::list::Count;
use crate::app::page::{self, Page, Reader};
use crate::app::problem::Problem;

/// How many stand on a page.
const ROWS: u64 = 50;

/// Which page: the entries before this one.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    before: Option<u64>,
}

/// The page.
pub async fn page(
    State(app): State<App>,
    reader: Reader,
    uri: Uri,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let title = reader.say("portal-journal");
    let signed = log::checkpoint(&app).await?;
    let size = signed.as_ref().map_or(0, |signed| signed.checkpoint().size());
    let end = asked.before.unwrap_or(size).min(size);
    let first = end.saturating_sub(ROWS);
    let mut entries = log::entries(&app, first, end - first, size).await?;
    entries.reverse();
    let next = (first > 0).then(|| format!("/journal?before={first}"));
    let newest = (end < size).then_some("/journal");
    let body = html! {
        (page::crumbs(reader, &[], &title))
        h1 { (title) }
        p.lead { (reader.say("journal-lead")) }
        @if let Some(signed) = &signed { (checkpoint(reader, signed)) }
        h2 { (reader.say("journal-latest")) }
        @if entries.is_empty() { p.empty { (reader.say("journal-none")) } }
        @else { (page::cards(&title, &table(reader, &entries))) }
        (page::pager(reader, Count { value: size, exact: true }, newest, next.as_deref()))
        (audit(reader))
    };
    Ok(page::answer(reader, &Page { title: &title, path: page::path_of(&uri), body }))
}

fn checkpoint(reader: Reader, signed: &SignedCheckpoint) -> Markup {
    let checkpoint = signed.checkpoint();
    html! {
        dl.facts {
            dt { (reader.say("journal-origin")) } dd { code { (checkpoint.origin().as_str()) } }
            dt { (reader.say("journal-size")) } dd { (checkpoint.size()) }
            dt { (reader.say("journal-root")) } dd { code.hash { (checkpoint.root()) } }
            dt { (reader.say("journal-checkpoint")) } dd { a href="/journal/checkpoint" { "/journal/checkpoint" } }
        }
    }
}

fn table(reader: Reader, entries: &[(u64, Entry)]) -> Markup {
    let heads = ["journal-index", "journal-act", "journal-case", "journal-role", "journal-time"];
    html! {
        table {
            thead { tr { @for key in heads { th scope="col" { (reader.say(key)) } } } }
            tbody { @for (index, entry) in entries { tr {
                td.number { (index) }
                th scope="row" { a href={ "/journal/entries/" (index) } { (says::kind(reader, entry)) } }
                td { (says::case(reader, entry)) }
                td { (says::role(reader, entry)) }
                td.date { (says::time(reader, entry.time())) }
            } } }
        }
    }
}

fn audit(reader: Reader) -> Markup {
    html! {
        h2 { (reader.say("journal-audit")) }
        @for key in ["journal-audit-1", "journal-audit-2", "journal-audit-3"] { p { (reader.say(key)) } }
        pre { code { "lots audit --help" } }
    }
}
