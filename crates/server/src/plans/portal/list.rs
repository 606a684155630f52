//! All versions that were ever published, and a feed of them.

use axum::extract::State as Held;
use axum::http::{HeaderMap, Uri};
use maud::{Markup, html};
use serde::{Deserialize, Serialize};

use super::{name, standing};
use crate::app::App;
use crate::app::input::{Json, Query};
use crate::app::list::Count;
use crate::app::page::{self, Page, Reader};
use crate::app::portal::atom::{self, Entry, Feed, Which, of_part};
use crate::app::portal::base;
use crate::app::problem::Problem;
use crate::app::value::{Date, Timestamp};
use crate::plans::api::wire::Names;
use crate::plans::rules::{PlanId, State};
use crate::plans::store::{self, plan};

/// How many stand on a page.
const ROWS: usize = 30;
const FEED: Which = Which { path: "/feeds/plans.atom", title: "plans-feed", page: "/plans" };

/// What is asked for. Fields left empty ask for nothing.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    year: String,
    from: String,
}

async fn asked(app: &App, asked: &Asked) -> Result<(Vec<plan::Model>, Names), Problem> {
    let rows = store::all_public(app.read()).await?;
    let names = Names::of(app.read(), &rows, &[]).await?;
    let q = asked.q.trim().to_lowercase();
    let fits = |row: &plan::Model| {
        let year = asked.year.is_empty() || row.year.to_string() == asked.year;
        let organisation = names.organisation(row.organisation).to_lowercase();
        year && (row.title.to_lowercase().contains(&q) || organisation.contains(&q))
    };
    let rows = rows.into_iter().filter(fits).collect();
    Ok((rows, names))
}

/// The page.
pub async fn page(
    Held(app): Held<App>,
    reader: Reader,
    uri: Uri,
    Query(query): Query<Asked>,
) -> Result<axum::response::Response, Problem> {
    let (rows, names) = asked(&app, &query).await?;
    let years = years(&store::all_public(app.read()).await?);
    let title = reader.say("plans-title");
    let from = query.from.parse().unwrap_or(0).min(rows.len());
    let count = Count { value: u64::try_from(rows.len()).unwrap_or(u64::MAX), exact: true };
    let shown = &rows[from..rows.len().min(from + ROWS)];
    let at =
        |from: usize| page::address("/plans", &[("q", &query.q), ("year", &query.year), ("from", &from.to_string())]);
    let next = (from + ROWS < rows.len()).then(|| at(from + ROWS));
    let first = (from > 0).then(|| at(0));
    let empty = if years.is_empty() { "plans-none" } else { "plans-no-match" };
    let body = html! {
        (page::crumbs(reader, &[], &title))
        h1 { (title) }
        p.lead { (reader.say("plans-lead")) }
        (form(reader, &query, &years))
        @if shown.is_empty() { p.empty { (reader.say(empty)) } }
        @else { (page::cards(&title, &table(reader, shown, &names))) }
        (page::pager(reader, count, first.as_deref(), next.as_deref()))
        ul.links {
            li { a href=(page::address("/plans.json", &[("q", &query.q), ("year", &query.year)])) { "JSON" } }
            li { a href="/feeds/plans.atom" { "Atom" } }
        }
    };
    Ok(page::answer(reader, &Page { title: &title, path: page::path_of(&uri), body }))
}

fn years(rows: &[plan::Model]) -> Vec<String> {
    let years: std::collections::BTreeSet<i64> = rows.iter().map(|row| row.year).collect();
    years.into_iter().rev().map(|year| year.to_string()).collect()
}

fn form(reader: Reader, query: &Asked, years: &[String]) -> Markup {
    let all = vec![(String::new(), reader.say("items-all"))];
    let years: Vec<_> = years.iter().map(|year| (year.clone(), year.clone())).collect();
    html! {
        form.filter action="/plans" method="get" aria-label=(reader.say("items-filter")) {
            label.field { span { (reader.say("plans-search")) } input type="search" name="q" value=(query.q) maxlength="100"; }
            (page::choice("year", &reader.say("plan-year"), &[all, years].concat(), &query.year))
            button type="submit" { (reader.say("items-apply")) }
        }
    }
}

fn table(reader: Reader, rows: &[plan::Model], names: &Names) -> Markup {
    let heads = [
        "plans-plan",
        "plans-body",
        "plan-year",
        "plans-standing",
        "plan-lines",
        "plan-filing-number",
        "plans-published",
    ];
    html! {
        table {
            thead { tr { @for key in heads { th scope="col" { (reader.say(key)) } } } }
            tbody { @for row in rows { tr {
                th scope="row" { a href={ "/plans/" (row.id) } { (name(reader, row)) } }
                td { (names.organisation(row.organisation)) }
                td.number { (row.year) }
                td { (standing(reader, row.state)) }
                td.number { (row.line_count) }
                td { (row.filing_number) }
                td.date { @if let Some(at) = row.published_at { (page::date(reader, at.date())) } }
            } } }
        }
    }
}

/// A version, for everybody.
#[derive(Debug, Serialize)]
pub struct PublicPlan {
    id: PlanId,
    organisation_name: String,
    year: i64,
    number: i64,
    title: String,
    state: State,
    lines: i64,
    filing_number: String,
    filing_date: Option<Date>,
    published_at: Option<Timestamp>,
    digest: Option<String>,
}

/// The versions as JSON.
pub async fn json(Held(app): Held<App>, Query(query): Query<Asked>) -> Result<Json<Vec<PublicPlan>>, Problem> {
    let (rows, names) = asked(&app, &query).await?;
    let public = |row: plan::Model| PublicPlan {
        organisation_name: names.organisation(row.organisation).to_owned(),
        id: row.id,
        year: row.year,
        number: row.number,
        title: row.title,
        state: row.state,
        lines: row.line_count,
        filing_number: row.filing_number,
        filing_date: row.filing_date,
        published_at: row.published_at,
        digest: row.digest,
    };
    Ok(Json(rows.into_iter().map(public).collect()))
}

/// The publications, the latest first.
pub async fn feed(
    Held(app): Held<App>,
    reader: Reader,
    headers: HeaderMap,
    Query(asked): Query<atom::Asked>,
) -> Result<Feed, Problem> {
    let rows = store::all_public(app.read()).await?;
    let names = Names::of(app.read(), &rows, &[]).await?;
    let base = base(&app, &headers);
    let (shown, more) = of_part(&rows, &asked);
    let entries = shown.iter().map(|row| entry(reader, row, &names, &base)).collect();
    Ok(Feed::of(FEED, (reader, &base), &asked, (entries, more)))
}

fn entry(reader: Reader, row: &plan::Model, names: &Names, base: &str) -> Entry {
    let organisation = names.organisation(row.organisation);
    let digest = row.digest.clone().unwrap_or_default();
    let summary = reader.words.say(
        "plans-feed-summary",
        &[
            ("organisation", &organisation),
            ("lines", &row.line_count),
            ("filing", &row.filing_number),
            ("digest", &digest),
        ],
    );
    Entry {
        id: format!("urn:uuid:{}", row.id),
        title: name(reader, row),
        link: format!("{base}/plans/{}", row.id),
        updated: row.published_at.unwrap_or(Timestamp(0)),
        summary,
    }
}
