//! One entry: what it says, and the proof that it stands in the journal.

use axum::extract::State;
use axum::http::Uri;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use journal::entry::Entry;
use journal::receipt::Receipt;
use maud::{Markup, html};

use super::{log, says};
use crate::app::App;
use crate::app::input::Path;
use crate::app::page::{self, Page, Reader};
use crate::app::problem::Problem;

/// The page.
pub async fn page(
    State(app): State<App>,
    reader: Reader,
    uri: Uri,
    Path(index): Path<u64>,
) -> Result<Response, Problem> {
    let (entry, receipt) = log::proved(&app, index).await?;
    let title = reader.words.say("journal-entry", &[("index", &index.to_string())]);
    let body = html! {
        (page::crumbs(reader, &[("/journal", &reader.say("portal-journal"))], &title))
        h1 { (title) }
        p.lead { (says::kind(reader, &entry)) }
        (said(reader, &entry))
        (facts(reader, &entry))
        (proof(reader, &entry, &receipt))
        h2 { (reader.say("journal-bytes")) }
        p.small { (reader.say("journal-bytes-what")) }
        pre { code { (String::from_utf8_lossy(entry.bytes())) } }
    };
    Ok(page::answer(reader, &Page { title: &title, path: page::path_of(&uri), body }))
}

fn said(reader: Reader, entry: &Entry) -> Markup {
    html! {
        dl.facts {
            dt { (reader.say("journal-act")) } dd { (says::kind(reader, entry)) " " code { (entry.kind()) } }
            dt { (reader.say("journal-case")) } dd {
                (says::case(reader, entry)) " " code { (entry.case().id) }
                @if let Some(path) = says::place(entry) { " " a href=(path) { (reader.say("journal-case-page")) } }
            }
            dt { (reader.say("journal-role")) } dd { (says::role(reader, entry)) }
            dt { (reader.say("journal-person")) } dd { code { (entry.actor().pseudonym) } }
            dt { (reader.say("journal-time")) } dd { (says::time(reader, entry.time())) }
            @if let Some(before) = entry.prev() {
                dt { (reader.say("journal-before")) }
                dd { a href={ "/journal/entries/" (before) } { (before) } }
            }
        }
    }
}

fn facts(reader: Reader, entry: &Entry) -> Markup {
    let body = entry.body();
    html! {
        @if !body.facts.is_empty() {
            h2 { (reader.say("journal-facts")) }
            dl.facts { @for (name, fact) in &body.facts {
                @let name = name.to_string();
                dt { (says::fact_name(reader, entry, &name)) }
                dd { span.hash { (says::fact(reader, entry, &name, fact)) } }
            } }
        }
        @if !body.sealed.is_empty() {
            h2 { (reader.say("journal-sealed")) }
            p { (reader.say("journal-sealed-what")) }
            dl.facts { @for (name, digest) in &body.sealed {
                dt { (says::fact_name(reader, entry, &name.to_string())) }
                dd { code.hash { (digest) } }
            } }
        }
    }
}

fn proof(reader: Reader, entry: &Entry, receipt: &Receipt) -> Markup {
    let holds = receipt.includes(entry.leaf());
    let verdict = if holds { "journal-proof-holds" } else { "journal-proof-broken" };
    html! {
        h2 { (reader.say("journal-proof")) }
        p { span class={ "mark " @if holds { "sound" } @else { "edition-withdrawn" } } { (reader.say(verdict)) } }
        p { (reader.words.say("journal-proof-what", &[("size", &receipt.checkpoint.checkpoint().size()), ("hashes", &receipt.proof.len())])) }
        p { a href={ "/journal/entries/" (receipt.index) "/receipt" } { (reader.say("journal-receipt")) } }
        @if !receipt.proof.is_empty() {
            ol.small { @for hash in &receipt.proof { li { code.hash { (hash) } } } }
        }
    }
}

/// The proof to take home (C2SP tlog-proof).
pub async fn receipt(State(app): State<App>, Path(index): Path<u64>) -> Result<Response, Problem> {
    let (_, receipt) = log::proved(&app, index).await?;
    let name = format!("attachment; filename=\"entry-{index}.tlog-proof\"");
    let headers = [(CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()), (CONTENT_DISPOSITION, name)];
    Ok((headers, receipt.to_string()).into_response())
}
