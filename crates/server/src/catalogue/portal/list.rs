//! All editions that were ever published.

use axum::extract::State as Held;
use axum::http::Uri;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde::{Deserialize, Serialize};

use super::parts;
use crate::accounts::OrganisationId;
use crate::app::App;
use crate::app::input::{Json, Query};
use crate::app::list::Count;
use crate::app::page::{self, Page, Reader};
use crate::app::problem::Problem;
use crate::app::value::{Date, Timestamp};
use crate::catalogue::api::items::blank_is_none;
use crate::catalogue::api::wire::Names;
use crate::catalogue::rules::EditionId;
use crate::catalogue::store::{self, edition};

/// How many stand on a page. A bureau publishes a few a year.
const ROWS: usize = 30;
/// The standings one can ask for.
const STANDINGS: [&str; 4] = ["edition-in-force", "edition-to-come", "edition-past", "edition-withdrawn"];
/// The ways to sort.
const SORTS: [&str; 3] = ["published", "effective", "number"];

/// What is asked for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    standing: String,
    sort: String,
    #[serde(deserialize_with = "blank_is_none")]
    from: Option<usize>,
}

/// The editions that are asked for, all of them.
async fn asked(app: &App, asked: &Asked) -> Result<(Vec<edition::Model>, Names), Problem> {
    let today = app.now().date();
    let rows = store::all_public(app.read()).await?;
    let names = Names::of(app.read(), &rows).await?;
    let q = asked.q.trim().to_lowercase();
    let mut rows: Vec<_> = rows
        .into_iter()
        .filter(|row| asked.standing.is_empty() || row.standing_on(today) == asked.standing)
        .filter(|row| {
            row.title.to_lowercase().contains(&q) || names.organisation(row.organisation).to_lowercase().contains(&q)
        })
        .collect();
    match &*asked.sort {
        "effective" => rows.sort_by_key(|row| std::cmp::Reverse(row.effective_from)),
        "number" => rows.sort_by_key(|row| row.number),
        _ => {}
    }
    Ok((rows, names))
}

/// The page.
pub async fn page(
    Held(app): Held<App>,
    reader: Reader,
    uri: Uri,
    Query(query): Query<Asked>,
) -> Result<Response, Problem> {
    let (rows, names) = asked(&app, &query).await?;
    let title = reader.say("items-title");
    let from = query.from.unwrap_or(0).min(rows.len());
    let count = Count { value: u64::try_from(rows.len()).unwrap_or(u64::MAX), exact: true };
    let shown = &rows[from..rows.len().min(from + ROWS)];
    let at = |from: usize| {
        page::address(
            "/items",
            &[("q", &query.q), ("standing", &query.standing), ("sort", &query.sort), ("from", &from.to_string())],
        )
    };
    let next = (from + ROWS < rows.len()).then(|| at(from + ROWS));
    let first = (from > 0).then(|| at(0));
    let body = html! {
        (page::crumbs(reader, &[], &title))
        h1 { (title) }
        p.lead { (reader.say("items-lead")) }
        (form(reader, &query))
        @if shown.is_empty() { p.empty { (reader.say(if query.q.is_empty() && query.standing.is_empty() { "items-none" } else { "items-no-match" })) } }
        @else { (page::cards(&title, &table(reader, shown, &names, app.now().date()))) }
        (page::pager(reader, count, first.as_deref(), next.as_deref()))
        (links(reader, &query))
    };
    Ok(page::answer(reader, &Page { title: &title, path: page::path_of(&uri), body }))
}

fn form(reader: Reader, query: &Asked) -> Markup {
    let standings = STANDINGS.map(|key| (key.to_owned(), reader.say(key))).to_vec();
    let sorts = SORTS.map(|key| (key.to_owned(), reader.say(&format!("items-sort-{key}")))).to_vec();
    let all = vec![(String::new(), reader.say("items-all"))];
    html! {
        form.filter action="/items" method="get" aria-label=(reader.say("items-filter")) {
            label.field { span { (reader.say("items-edition")) } input type="search" name="q" value=(query.q) maxlength="100"; }
            (page::choice("standing", &reader.say("items-standing"), &[all, standings].concat(), &query.standing))
            (page::choice("sort", &reader.say("items-sort"), &sorts, &query.sort))
            button type="submit" { (reader.say("items-apply")) }
        }
    }
}

fn table(reader: Reader, rows: &[edition::Model], names: &Names, today: Date) -> Markup {
    let heads =
        ["items-edition", "items-organisation", "items-standing", "items-effective", "items-until", "items-count"];
    let day = |day: Option<Date>| day.map(|day| page::date(reader, day)).unwrap_or_default();
    html! {
        table {
            thead { tr { @for key in heads { th scope="col" { (reader.say(key)) } } } }
            tbody { @for row in rows { tr {
                th scope="row" { a href={ "/items/" (row.id) } { (parts::name(reader, row)) } }
                td { (names.organisation(row.organisation)) }
                td { (parts::standing(reader, row, today)) }
                td.date { (day(row.effective_from)) }
                td.date { (day(row.effective_until)) }
                td.number { (row.items) }
            } } }
        }
    }
}

fn links(reader: Reader, query: &Asked) -> Markup {
    let file =
        |path: &str| page::address(path, &[("q", &query.q), ("standing", &query.standing), ("sort", &query.sort)]);
    html! {
        ul.links {
            li { a href="/items/compare" { (reader.say("items-compare-title")) } }
            li { a href=(file("/items.csv")) { "CSV" } }
            li { a href=(file("/items.json")) { "JSON" } }
            li { a href="/feeds/items.atom" { "Atom" } }
        }
    }
}

/// An edition, for everybody.
#[derive(Debug, Serialize)]
pub struct PublicEdition {
    id: EditionId,
    organisation: OrganisationId,
    organisation_name: String,
    number: i64,
    title: String,
    note: String,
    standing: &'static str,
    effective_from: Option<Date>,
    effective_until: Option<Date>,
    published_at: Option<Timestamp>,
    items: i64,
    digest: Option<String>,
}

fn public(row: edition::Model, names: &Names, today: Date) -> PublicEdition {
    PublicEdition {
        standing: row.standing_on(today).trim_start_matches("edition-"),
        organisation_name: names.organisation(row.organisation).to_owned(),
        id: row.id,
        organisation: row.organisation,
        number: row.number,
        title: row.title,
        note: row.note,
        effective_from: row.effective_from,
        effective_until: row.effective_until,
        published_at: row.published_at,
        items: row.items,
        digest: row.digest,
    }
}

/// The editions as JSON.
pub async fn json(Held(app): Held<App>, Query(query): Query<Asked>) -> Result<Json<Vec<PublicEdition>>, Problem> {
    let (rows, names) = asked(&app, &query).await?;
    let today = app.now().date();
    Ok(Json(rows.into_iter().map(|row| public(row, &names, today)).collect()))
}

/// The editions as CSV.
pub async fn text(Held(app): Held<App>, Query(query): Query<Asked>) -> Result<Response, Problem> {
    let (rows, names) = asked(&app, &query).await?;
    let today = app.now().date();
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    for row in rows {
        writer.serialize(public(row, &names, today)).map_err(Problem::broken)?;
    }
    let bytes = writer.into_inner().map_err(Problem::broken)?;
    let headers =
        [(CONTENT_TYPE, "text/csv; charset=utf-8"), (CONTENT_DISPOSITION, "attachment; filename=\"catalogues.csv\"")];
    Ok((headers, bytes).into_response())
}
