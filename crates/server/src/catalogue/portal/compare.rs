//! Two editions beside each other.

use axum::extract::State as Held;
use axum::http::Uri;
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;

use super::parts;
use crate::app::App;
use crate::app::input::Query;
use crate::app::page::{self, Page, Reader};
use crate::app::problem::Problem;
use crate::catalogue::api::items::blank_is_none;
use crate::catalogue::rules::{Change, Comparison, EditionId, ItemText, compare};
use crate::catalogue::store::{self, edition};

/// Which two.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    #[serde(deserialize_with = "blank_is_none")]
    before: Option<EditionId>,
    #[serde(deserialize_with = "blank_is_none")]
    after: Option<EditionId>,
}

/// The page.
pub async fn page(
    Held(app): Held<App>,
    reader: Reader,
    uri: Uri,
    Query(query): Query<Asked>,
) -> Result<Response, Problem> {
    let editions = store::all_public(app.read()).await?;
    let found = compared(&app, query).await?;
    let title = reader.say("items-compare-title");
    let result = found.map(|found| shown(reader, query, &found));
    let body = html! {
        (page::crumbs(reader, &[("/items", &reader.say("items-title"))], &title))
        h1 { (title) }
        p.lead { (reader.say("items-compare-lead")) }
        (form(reader, query, &editions))
        @if let Some(result) = result { (result) }
    };
    Ok(page::answer(reader, &Page { title: &title, path: page::path_of(&uri), body }))
}

/// What differs, if two are named.
async fn compared(app: &App, query: Asked) -> Result<Option<Comparison>, Problem> {
    let (Some(before), Some(after)) = (query.before, query.after) else { return Ok(None) };
    let (before, after) = (store::public(app.read(), before).await?, store::public(app.read(), after).await?);
    let before = store::texts(&store::items(app.read(), before.id).await?)?;
    let after = store::texts(&store::items(app.read(), after.id).await?)?;
    Ok(Some(compare(&before, &after)))
}

fn form(reader: Reader, query: Asked, editions: &[edition::Model]) -> Markup {
    let options: Vec<_> = editions.iter().map(|row| (row.id.to_string(), parts::name(reader, row))).collect();
    let chosen = |id: Option<EditionId>, at: usize| {
        id.map(|id| id.to_string()).or_else(|| options.get(at).map(|(id, _)| id.clone())).unwrap_or_default()
    };
    html! {
        form.filter action="/items/compare" method="get" aria-label=(reader.say("items-compare-title")) {
            (page::choice("before", &reader.say("items-before"), &options, &chosen(query.before, 1)))
            (page::choice("after", &reader.say("items-after"), &options, &chosen(query.after, 0)))
            button type="submit" { (reader.say("items-compare-go")) }
        }
    }
}

fn shown(reader: Reader, query: Asked, found: &Comparison) -> Markup {
    let at = |id: Option<EditionId>| id.map(|id| id.to_string()).unwrap_or_default();
    let (before, after) = (at(query.before), at(query.after));
    html! {
        (listed(reader, "items-added", &found.added, &after))
        (listed(reader, "items-removed", &found.removed, &before))
        h2 { (reader.say("items-changed")) }
        @if found.changed.is_empty() { p { (reader.say("items-nothing-changed")) } }
        @for change in &found.changed { (changed(reader, change, &after)) }
        p { (reader.words.say("items-same", &[("n", &found.same)])) }
    }
}

fn listed(reader: Reader, key: &str, items: &[ItemText], edition: &str) -> Markup {
    html! {
        h2 { (reader.say(key)) }
        @if items.is_empty() { p { (reader.say("items-nothing-changed")) } }
        @else { ul { @for item in items { li {
            a href={ "/items/" (edition) "/" (item.code) } { (item.code) " " (item.name) }
        } } } }
    }
}

fn changed(reader: Reader, change: &Change, edition: &str) -> Markup {
    let Change { before, after, fields } = change;
    html! {
        h3 { a href={ "/items/" (edition) "/" (after.code) } { (after.code) " " (after.name) } }
        (page::scroll(&after.code, &html! { table.changes {
            thead { tr { @for key in ["items-field", "items-was", "items-is"] { th scope="col" { (reader.say(key)) } } } }
            tbody { @for field in fields { tr {
                th scope="row" { (parts::field_name(reader, field)) }
                td { del { (parts::value(reader, before, field)) } }
                td { ins { (parts::value(reader, after, field)) } }
            } } }
        } }))
    }
}
