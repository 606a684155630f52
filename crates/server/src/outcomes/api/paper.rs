//! 责令改正通知书, 移交函 and 移送函 as pages to print, by kind.

use axum::extract::State as Held;
use axum::response::Response;
use maud::{Markup, html};
use sea_orm::EntityTrait as _;

use super::lists::answer;
use super::wire::{FindingBody, OutcomePage};
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::Path;
use crate::app::page::{self, Reader};
use crate::app::problem::Problem;
use crate::app::shell::found;
use crate::app::value::Date;
use crate::inspections::api::paper::{sheet, signatures};
use crate::inspections::store::record;
use crate::outcomes::rules::{self, Kind, OutcomeId};
use crate::outcomes::store::sight;

/// What follows of an order: each a sentence of its paper.
const RIGHTS: [&str; 3] = ["outcome-order-recheck", "outcome-order-review", "outcome-order-refusal"];

/// An order, a transfer or a referral as paper: number, findings, what is ordered or handed over, signatures.
#[utoipa::path(get, path = "/api/v1/outcomes/{id}/paper.html", tag = "outcomes", params(("id" = OutcomeId, Path)), responses((status = 200, body = String, content_type = "text/html")))]
pub async fn paper(
    Held(app): Held<App>,
    by: By,
    reader: Reader,
    Path(id): Path<OutcomeId>,
) -> Result<Response, Problem> {
    let (row, _) = sight::load(app.read(), id, &by).await?;
    rules::paper(row.kind, row.number.is_some())?;
    let record = found(record::Entity::find_by_id(row.record).one(app.read()).await?)?;
    let told = answer(&app, &by, row).await?;
    let title = reader.say(&format!("outcome-paper-{}", told.row.kind));
    let body = html! {
        h1 { (told.row.organisation.name) br; (title) }
        p.right { (number(reader, &told)?) }
        @if told.row.kind == Kind::Rectification { (order(reader, &told, record.visited)) }
        @else { (letter(reader, &told, record.visited)) }
    };
    Ok(sheet(reader, &title, &body))
}

fn number(reader: Reader, told: &OutcomePage) -> Result<String, Problem> {
    let number = found(told.row.number)?;
    let (year, number) = (number.year.to_string(), number.number.to_string());
    Ok(reader.words.say(&format!("outcome-number-{}", told.row.kind), &[("year", &year), ("number", &number)]))
}

fn order(reader: Reader, told: &OutcomePage, visited: Date) -> Markup {
    let due = told.row.due.map(|due| page::date(reader, due)).unwrap_or_default();
    html! {
        p { strong { (told.row.name) } "（" (told.row.code) "）" }
        p { (reader.words.say("outcome-order-says", &[("day", &page::date(reader, visited)), ("task", &told.draw.task)])) }
        (findings(reader, &told.findings))
        h2 { (reader.say("outcome-order-what")) }
        p.lines { (told.text) }
        p { (reader.words.say("outcome-order-until", &[("due", &due)])) }
        ol { @for key in RIGHTS { li { (reader.say(key)) } } }
        (signatures(reader, &["notice-sign-office", "notice-sign-receiver", "notice-sign-day"]))
    }
}

fn letter(reader: Reader, told: &OutcomePage, visited: Date) -> Markup {
    let kind = told.row.kind;
    let day = page::date(reader, visited);
    let says = reader.words.say(
        &format!("outcome-says-{kind}"),
        &[("name", &told.row.name), ("code", &told.row.code), ("day", &day), ("task", &told.draw.task)],
    );
    html! {
        p { strong { (told.to.as_deref().unwrap_or_default()) } }
        p { (says) }
        (findings(reader, &told.findings))
        h2 { (reader.say("outcome-letter-what")) }
        p.lines { (told.text) }
        p { (reader.say("outcome-letter-answer")) }
        (signatures(reader, &["notice-sign-office", "outcome-sign-recipient", "notice-sign-day"]))
    }
}

fn findings(reader: Reader, findings: &[FindingBody]) -> Markup {
    let heads = ["notice-item", "record-row", "record-found"];
    html! { @if !findings.is_empty() {
        table {
            thead { tr { @for key in heads { th scope="col" { (reader.say(key)) } } } }
            tbody { @for one in findings { tr {
                th scope="row" { (one.item) " " (one.item_name) }
                td { (one.question) }
                td.lines { (one.found) }
            } } }
        }
    } }
}
