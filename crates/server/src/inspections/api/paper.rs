//! 《行政检查通知书》 and 抽查记录表 as pages to print.

use axum::extract::State as Held;
use axum::http::HeaderMap;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::wire::{MemberBody, VisitPage};
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::Path;
use crate::app::page::{self, Reader};
use crate::app::portal::base;
use crate::app::problem::Problem;
use crate::app::shell::found;
use crate::app::totp::qr;
use crate::app::words::tag;
use crate::catalogue::rules::Basis;
use crate::inspections::rules::record::{FormItem, ItemSaid, RowSaid, Signing};
use crate::inspections::rules::{Record, Refusal, State, VisitId};
use crate::inspections::store::{sight, whole};

/// What the inspected may do: each a sentence of the notice.
pub const RIGHTS: [&str; 5] =
    ["notice-right-state", "notice-right-recuse", "notice-right-refuse", "notice-right-complain", "notice-right-copy"];

async fn told(app: &App, by: &By, id: VisitId) -> Result<VisitPage, Problem> {
    let row = sight::load(app.read(), id, by).await?;
    let whole = whole(app.read(), row).await?;
    VisitPage::of(app.read(), whole, (by.person, app.now().date())).await
}

/// A sheet of paper.
#[must_use]
pub fn sheet(reader: Reader, title: &str, body: &Markup) -> Response {
    let page = html! {
        (DOCTYPE)
        html lang=(tag(reader.tongue)) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                link rel="stylesheet" href="/static/portal.css";
                script src="/static/print.js" defer {}
            }
            body.paper { main #main {
                button.print type="button" hidden { (reader.say("paper-print")) }
                (body)
            } }
        }
    };
    let headers = [(CONTENT_TYPE, "text/html; charset=utf-8"), (CACHE_CONTROL, "no-store")];
    (headers, page.into_string()).into_response()
}

/// The law and article, as a notice names them.
#[must_use]
pub fn basis(basis: &Basis) -> String {
    format!("{}{}", basis.law, basis.article)
}

/// A visit's notice: number, basis, items, period, team, rights, and the address that says it is genuine.
#[utoipa::path(get, path = "/api/v1/visits/{id}/notice.html", tag = "inspections", params(("id" = VisitId, Path)), responses((status = 200, body = String, content_type = "text/html")))]
pub async fn notice(
    Held(app): Held<App>,
    by: By,
    reader: Reader,
    headers: HeaderMap,
    Path(id): Path<VisitId>,
) -> Result<Response, Problem> {
    let told = told(&app, &by, id).await?;
    let Some(path) = &told.notice_path else { return Err(Refusal::NotNoticed.into()) };
    let address = format!("{}{path}", base(&app, &headers));
    let number = number(reader, &told)?;
    let visit = &told.visit;
    let body = html! {
        h1 { (visit.organisation_name) br; (reader.say("notice-title")) }
        p.right { (number) }
        p { strong { (visit.name) } "（" (visit.code) "）" }
        p { (reader.words.say("notice-says", &[
            ("from", &page::date(reader, visit.first_day)), ("to", &page::date(reader, visit.last_day)), ("task", &visit.task)])) }
        (items(reader, &told.form))
        h2 { (reader.say("notice-team")) }
        (team(reader, &visit.team))
        h2 { (reader.say("notice-rights")) }
        ol { @for key in RIGHTS { li { (reader.say(key)) } } }
        div.row {
            div.code { (PreEscaped(qr(&address)?)) }
            div {
                p { (reader.say("notice-genuine-how")) }
                p.small { code { (address) } }
                p.small { (reader.words.say("notice-draw", &[("path", &format!("{}/draws/{}", base(&app, &headers), visit.draw))])) }
            }
        }
        (signatures(reader, &["notice-sign-office", "notice-sign-receiver", "notice-sign-day"]))
    };
    Ok(sheet(reader, &reader.say("notice-title"), &body))
}

fn number(reader: Reader, told: &VisitPage) -> Result<String, Problem> {
    let notice = found(told.visit.notice)?;
    Ok(reader.words.say("notice-number", &[("year", &notice.year.to_string()), ("number", &notice.number.to_string())]))
}

fn items(reader: Reader, items: &[FormItem]) -> Markup {
    html! {
        h2 { (reader.say("notice-items")) }
        table.notice_items {
            thead { tr { @for key in ["notice-item", "notice-basis", "notice-content", "notice-materials"] { th scope="col" { (reader.say(key)) } } } }
            tbody { @for item in items { tr {
                th scope="row" { (item.code) " " (item.name) }
                td { @for one in &item.bases { div { (basis(one)) } } }
                td { (item.content) }
                td { @for one in &item.materials { div { (one) } } }
            } } }
        }
    }
}

fn team(reader: Reader, team: &[MemberBody]) -> Markup {
    html! {
        table {
            thead { tr { @for key in ["notice-inspector", "notice-certificate"] { th scope="col" { (reader.say(key)) } } } }
            tbody { @for member in team { tr { th scope="row" { (member.name) } td { (member.certificate) } } } }
        }
    }
}

/// Lines to sign on, by the keys of what stands before them.
#[must_use]
pub fn signatures(reader: Reader, keys: &[&str]) -> Markup {
    html! { dl.signatures { @for key in keys { dt { (reader.say(key)) } dd {} } } }
}

/// A visit's record as it is written, to be signed; marked as a draft until it is handed in.
#[utoipa::path(get, path = "/api/v1/visits/{id}/record.html", tag = "inspections", params(("id" = VisitId, Path)), responses((status = 200, body = String, content_type = "text/html")))]
pub async fn record(
    Held(app): Held<App>,
    by: By,
    reader: Reader,
    Path(id): Path<VisitId>,
) -> Result<Response, Problem> {
    let told = told(&app, &by, id).await?;
    if told.visit.state == State::Assigned {
        return Err(Refusal::NotNoticed.into());
    }
    let (visit, said) = (&told.visit, &told.draft);
    let body = html! {
        h1 { (visit.organisation_name) br; (reader.say("record-title")) }
        @if visit.state == State::Noticed { p.mark { (reader.say("record-draft")) } }
        (facts(reader, &told)?)
        @for item in &told.form { (rows(reader, item, said.items.iter().find(|one| one.item == item.code))) }
        // What isn't handed in yet may still be written by hand.
        @if visit.state == State::Noticed || !said.findings.trim().is_empty() {
            h2 { (reader.say("record-findings")) }
            p.lines { (said.findings) }
        }
        h2 { (reader.say("record-results")) }
        ul { @for result in said.outcome() { li { (reader.say(&format!("visit-result-{result}"))) } } }
        (inspected(reader, said, visit.state == State::Noticed))
        (signatures(reader, &["record-sign-inspectors", "record-sign-subject", "record-sign-witness", "notice-sign-day"]))
    };
    Ok(sheet(reader, &reader.say("record-title"), &body))
}

/// A minute of the day as clocks show it.
fn clock(minute: Option<u16>) -> String {
    minute.map(|minute| format!("{:02}:{:02}", minute / 60, minute % 60)).unwrap_or_default()
}

fn facts(reader: Reader, told: &VisitPage) -> Result<Markup, Problem> {
    let (visit, said) = (&told.visit, &told.draft);
    let day = said.visited.map(|day| page::date(reader, day)).unwrap_or_default();
    let there = |code: &String| visit.team.iter().find(|member| member.code == *code);
    let present: Vec<String> = said
        .present
        .iter()
        .filter_map(there)
        .map(|member| {
            reader.words.say("record-inspector", &[("name", &member.name), ("certificate", &member.certificate)])
        })
        .collect();
    let facts = [
        ("record-notice", number(reader, told)?),
        ("record-version", visit.number.to_string()),
        ("record-subject", format!("{}（{}）", visit.name, visit.code)),
        ("record-place", said.place.clone()),
        ("record-time", format!("{day} {}–{}", clock(said.from), clock(said.to))),
        ("record-method", said.method.map(|method| reader.say(&format!("method-{method}"))).unwrap_or_default()),
        ("record-present", present.join(&reader.say("portal-list-separator"))),
    ];
    Ok(html! { dl.facts {
        @for (key, value) in facts { dt { (reader.say(key)) } dd { (value) } }
        @if !said.absent_why.is_empty() { dt { (reader.say("record-absent")) } dd.lines { (said.absent_why) } }
    } })
}

fn rows(reader: Reader, item: &FormItem, said: Option<&ItemSaid>) -> Markup {
    let answer = |at: usize| said.and_then(|said| said.rows.get(at)).cloned().unwrap_or_default();
    html! {
        h2 { (item.code) " " (item.name) }
        table.answers {
            thead { tr { @for key in ["record-row", "record-basis", "record-answer", "record-found"] { th scope="col" { (reader.say(key)) } } } }
            tbody { @for (at, row) in item.rows.iter().enumerate() {
                @let RowSaid { tick, value, found } = answer(at);
                tr {
                    th scope="row" { (row.text) }
                    td { (row.basis) }
                    td { @if let Some(tick) = tick { (reader.say(&format!("visit-tick-{tick}"))) } @else { (value) } }
                    td.lines { (found) }
                }
            } }
        }
    }
}

/// Who was there for the inspected, and what they said. Where that may still be written by hand, it is left empty.
fn inspected(reader: Reader, said: &Record, is_draft: bool) -> Markup {
    let subject = &said.subject;
    let stated = !subject.statement.trim().is_empty();
    let signing = subject.signing.map(|signing| reader.say(&format!("visit-signing-{signing}"))).unwrap_or_default();
    html! {
        h2 { (reader.say("record-inspected")) }
        dl.facts {
            dt { (reader.say("record-who")) } dd { (subject.who) }
            dt { (reader.say("record-statement")) } dd.lines { @if stated || is_draft { (subject.statement) } @else { (reader.say("record-no-statement")) } }
            dt { (reader.say("record-signing")) } dd { (signing) }
            @if subject.signing == Some(Signing::Refused) {
                dt { (reader.say("record-refusal")) } dd { (subject.reason) }
                dt { (reader.say("record-witness")) } dd { (subject.witness) }
            }
        }
    }
}
