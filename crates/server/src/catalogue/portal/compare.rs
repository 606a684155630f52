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
use crate::catalogue::rules::compare::ItemChange;
use crate::catalogue::rules::{Comparison, EditionId, ItemText, compare};
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
    let result = found.map(|found| shown(reader, query, &found)).transpose()?;
    let body = html! {
        (page::crumbs(reader, &[("/items", &reader.say("items-title"))], &title))
        h1 { (title) }
        p.lead { (reader.say("items-compare-lead")) }
        (form(reader, query, &editions))
        @if let Some(result) = result { (result) }
    };
    Ok(page::answer(reader, &Page { title: &title, path: page::path_of(&uri), body }))
}

/// Both texts and what differs, if two are named.
struct Found {
    after: Vec<ItemText>,
    comparison: Comparison,
}

async fn compared(app: &App, query: Asked) -> Result<Option<Found>, Problem> {
    let (Some(before), Some(after)) = (query.before, query.after) else { return Ok(None) };
    let (before, after) = (store::public(app.read(), before).await?, store::public(app.read(), after).await?);
    let before = store::texts(&store::items(app.read(), before.id).await?)?;
    let after = store::texts(&store::items(app.read(), after.id).await?)?;
    Ok(Some(Found { comparison: compare(&before, &after), after }))
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

fn shown(reader: Reader, query: Asked, found: &Found) -> Result<Markup, Problem> {
    let comparison = &found.comparison;
    let at = |id: Option<EditionId>| id.map(|id| id.to_string()).unwrap_or_default();
    let (before, after) = (at(query.before), at(query.after));
    let changed = comparison.changed.iter().map(|change| changed(reader, change, found, &after));
    let changed = changed.collect::<Result<Vec<_>, _>>()?;
    Ok(html! {
        (listed(reader, "items-added", &comparison.added, &after))
        (listed(reader, "items-removed", &comparison.removed, &before))
        h2 { (reader.say("items-changed")) }
        @if changed.is_empty() { p { (reader.say("items-nothing-changed")) } }
        @for change in &changed { (change) }
        p { (reader.words.say("items-same", &[("n", &comparison.same)])) }
    })
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

fn changed(reader: Reader, change: &ItemChange, found: &Found, edition: &str) -> Result<Markup, Problem> {
    let base = found.after.iter().find(|item| item.code == change.code).ok_or_else(Problem::not_found)?;
    let rows = change.fields.iter().map(|field| {
        let text = |value| parts::value(reader, base, &field.field, value);
        Ok((parts::field_name(reader, &field.field), text(&field.before)?, text(&field.after)?))
    });
    let rows = rows.collect::<Result<Vec<_>, Problem>>()?;
    Ok(html! {
        h3 { a href={ "/items/" (edition) "/" (change.code) } { (change.code) " " (change.name) } }
        (page::scroll(&change.code, &html! { table.changes {
            thead { tr { @for key in ["items-field", "items-was", "items-is"] { th scope="col" { (reader.say(key)) } } } }
            tbody { @for (field, was, is) in &rows { tr {
                th scope="row" { (field) }
                td { del { (was) } }
                td { ins { (is) } }
            } } }
        } }))
    })
}
