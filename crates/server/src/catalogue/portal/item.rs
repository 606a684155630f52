//! One item: all it says, its checklist and 裁量基准, and what it said in other editions.

use axum::extract::State as Held;
use axum::http::Uri;
use axum::response::Response;
use maud::{Markup, html};

use super::parts;
use crate::app::App;
use crate::app::input::Path;
use crate::app::page::{self, Page, Reader};
use crate::app::problem::Problem;
use crate::app::shell::found;
use crate::catalogue::api::sheet::cells;
use crate::catalogue::rules::compare::changes;
use crate::catalogue::rules::{EditionId, ItemText, read};
use crate::catalogue::store::{self, edition};

/// The page.
pub async fn page(
    Held(app): Held<App>,
    reader: Reader,
    uri: Uri,
    Path((id, code)): Path<(EditionId, String)>,
) -> Result<Response, Problem> {
    let row = store::public(app.read(), id).await?;
    let item = found(store::of_code(app.read(), id, &code).await?)?.said()?;
    let history = history(&app, &row, &code).await?;
    let name = parts::name(reader, &row);
    let title = if item.sub.is_empty() { item.name.clone() } else { format!("{}：{}", item.name, item.sub) };
    let above = [("/items", &*reader.say("items-title")), (&*format!("/items/{id}"), &name)];
    let body = html! {
        (page::crumbs(reader, &above, &item.code))
        h1 { (title) }
        p { (parts::standing(reader, &row, app.now().date())) " " a href={ "/items/" (id) } { (name) } }
        (said(reader, &item))
        (checklist(reader, &item))
        (discretion(reader, &item))
        (history_shown(reader, &code, &history))
    };
    Ok(page::answer(reader, &Page { title: &title, path: page::path_of(&uri), body }))
}

fn said(reader: Reader, item: &ItemText) -> Markup {
    let fields = [
        "code",
        "domain",
        "name",
        "sub",
        "body",
        "object",
        "content",
        "methods",
        "class",
        "rate",
        "frequency",
        "qualification",
    ];
    html! {
        dl.facts {
            @for field in fields {
                @let text = cells::cell(item, field, reader.words);
                @if !text.is_empty() {
                    dt { (parts::field_name(reader, field)) }
                    dd { (text) }
                }
            }
            dt { (parts::field_name(reader, "bases")) }
            dd { ul { @for basis in &item.bases { li { (read::basis_text(basis)) } } } }
            @if !item.materials.is_empty() {
                dt { (parts::field_name(reader, "materials")) }
                dd { ul { @for material in &item.materials { li { (material) } } } }
            }
        }
    }
}

fn checklist(reader: Reader, item: &ItemText) -> Markup {
    let title = parts::field_name(reader, "checklist");
    html! {
        h2 { (title) }
        @if item.checklist.is_empty() { p.empty { (reader.say("items-no-checklist")) } }
        @else { (page::cards(&title, &html! { table {
            thead { tr { @for key in ["check-text", "check-answer", "check-basis"] { th scope="col" { (reader.say(key)) } } } }
            tbody { @for row in &item.checklist { tr {
                th scope="row" { (row.text) }
                td { (reader.say(&format!("answer-{}", row.answer))) }
                td { (row.basis) }
            } } }
        } })) }
    }
}

fn discretion(reader: Reader, item: &ItemText) -> Markup {
    let title = parts::field_name(reader, "discretion");
    let heads = ["discretion-violation", "discretion-basis", "discretion-grade", "discretion-range"];
    html! {
        h2 { (title) }
        @if item.discretion.is_empty() { p.empty { (reader.say("items-no-discretion")) } }
        @else { (page::cards(&title, &html! { table {
            thead { tr { @for key in heads { th scope="col" { (reader.say(key)) } } } }
            tbody { @for row in &item.discretion { tr {
                th scope="row" { (row.violation) }
                td { (row.basis) }
                td { (reader.say(&format!("grade-{}", row.grade))) }
                td { (row.range) }
            } } }
        } })) }
    }
}

/// What an item said in an edition, beside the one before; nothing if it is the first.
struct Past {
    edition: edition::Model,
    changed: Option<Vec<&'static str>>,
}

/// The organisation's public editions that have the code, the latest first.
async fn history(app: &App, row: &edition::Model, code: &str) -> Result<Vec<Past>, Problem> {
    let mut editions = store::all_public(app.read()).await?;
    editions.retain(|other| other.organisation == row.organisation);
    let mut past: Vec<Past> = Vec::new();
    let mut before: Option<ItemText> = None;
    for edition in editions.into_iter().rev() {
        let Some(item) = store::of_code(app.read(), edition.id, code).await? else { continue };
        let item = item.said()?;
        let changed = before.as_ref().map(|before| changes(before, &item));
        past.push(Past { edition, changed });
        before = Some(item);
    }
    past.reverse();
    Ok(past)
}

fn history_shown(reader: Reader, code: &str, history: &[Past]) -> Markup {
    let title = reader.say("items-history");
    let what = |past: &Past| match &past.changed {
        None => reader.say("items-history-first"),
        Some(fields) if fields.is_empty() => reader.say("items-history-same"),
        Some(fields) => {
            let names: Vec<_> = fields.iter().map(|field| parts::field_name(reader, field)).collect();
            let between = reader.say("portal-list-separator");
            reader.words.say("items-history-changed", &[("fields", &names.join(&between))])
        }
    };
    html! {
        h2 { (title) }
        ol.history { @for past in history { li {
            a href={ "/items/" (past.edition.id) "/" (code) } { (parts::name(reader, &past.edition)) }
            " " span.small { (past.edition.effective_from.map(|day| page::date(reader, day)).unwrap_or_default()) }
            " " (what(past))
        } } }
    }
}
