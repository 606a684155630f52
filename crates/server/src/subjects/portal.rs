//! The registry as the public sees it: who may be inspected, and nothing of persons.
//!
//! Shown are name, code, kind, domain, industry, region, status, how often the risk class was moved and the licences' numbers; and what later
//! slices have published of it. Not the class itself, which would mark a business before anybody has looked at it: a draw that goes by classes shows
//! that of whom it drew. Nor phones, liaisons, addresses and caps; nor is anything found by these.

pub mod codes;
mod feed;
mod home;
mod merges;
mod was;

use std::cmp::Reverse;

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use maud::{Markup, html};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};

use super::rules::search::{Search, initials, read, words};
use super::rules::{self, Domain, Kind, Status};
use super::store::list::{Filters, Found, page};
use super::store::reach::Reach;
use super::store::{Whole, image, subject};
use crate::app::App;
use crate::app::input::{Path, Query};
use crate::app::list::{Ask, Count};
use crate::app::page::{Page, Reader, answer, choice as page_choice, crumbs};
use crate::app::portal::data::{Dataset, Holds, always};
use crate::app::problem::Problem;
use crate::app::shell::found;

pub use home::{card, pages};
pub use merges::DATASET as MERGES;

/// The registry, as far as it is public.
pub const DATASET: Dataset = Dataset {
    name: "subjects",
    path: "/subjects.json",
    paged: true,
    others: &["/subjects.csv", "/subjects.atom", "/subjects"],
    key: &["code"],
    fields: &[
        always("name", Holds::Text),
        always("code", Holds::Text),
        always("kind", Holds::Code),
        always("domain", Holds::Code),
        always("industry", Holds::Text),
        always("region", Holds::Text),
        always("status", Holds::Code),
    ],
};

/// How many pages of matches are looked through for one that has something to show.
const LOOKS: usize = 20;

/// The pages.
pub fn routes(_: &App) -> Router<App> {
    Router::new()
        .route("/subjects", get(search))
        .route("/subjects.csv", get(feed::csv))
        .route("/subjects.json", get(feed::json))
        .route("/subjects.atom", get(feed::atom))
        .route("/subjects/{code}", get(look))
        .route("/merges", get(merges::look))
        .route("/merges.json", get(merges::json))
}

/// What somebody looks for.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
struct Wanted {
    #[serde(skip_serializing_if = "String::is_empty")]
    q: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    domain: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    region: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    status: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    after: String,
}

impl Wanted {
    /// What isn't a known code isn't asked: an old link shows more than it did, never an error.
    fn filters(&self) -> Filters {
        let digits = !self.region.is_empty() && self.region.bytes().all(|b| b.is_ascii_digit());
        Filters {
            domain: self.domain.parse().ok(),
            status: self.status.parse().ok().filter(|status| *status != Status::Merged),
            region: digits.then(|| self.region.clone()),
            ..Filters::default()
        }
    }

    /// What is searched for, if anything is.
    fn search(&self) -> Option<Search> {
        (!self.q.trim().is_empty()).then(|| read(&self.q))
    }

    /// The same list on another path, behind a place.
    fn link(&self, path: &str, after: &str) -> String {
        let wanted = Self { after: after.to_owned(), ..self.clone() };
        let query = [
            ("q", wanted.q),
            ("domain", wanted.domain),
            ("region", wanted.region),
            ("status", wanted.status),
            ("after", wanted.after),
        ];
        let encoded =
            |text: &str| percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string();
        let query: Vec<String> = query
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", encoded(&value)))
            .collect();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{}", query.join("&")) }
    }
}

/// A page of the registry as it may be shown.
struct Listed {
    rows: Vec<Shown>,
    next: Option<String>,
    count: Count,
}

/// A page of what the public may find: every subject there is, whoever keeps it. The registry's own search goes by addresses and unmasked names too: what is
/// found by these alone is neither shown nor counted, or a search would tell who is where.
async fn list(app: &App, wanted: &Wanted, limit: u64) -> Result<Listed, Problem> {
    let (search, filters) = (wanted.search(), wanted.filters());
    let mut after = (!wanted.after.is_empty()).then(|| wanted.after.clone());
    let mut looks = 0;
    loop {
        let ask = Ask { limit: Some(limit), after: after.clone(), sort: None, q: Some(wanted.q.clone()) };
        let found = page(app.read(), &ask, &filters, &Reach::All).await?;
        let mut rows = shown(app, &found).await?;
        let Some(search) = &search else { return Ok(Listed { rows, next: found.next, count: found.count }) };
        rows.retain(|row| row.is_found_by(search));
        looks += 1;
        if !rows.is_empty() || found.next.is_none() || looks == LOOKS {
            let is_all = found.next.is_none() && wanted.after.is_empty();
            let value = u64::try_from(rows.len()).unwrap_or(u64::MAX);
            return Ok(Listed { rows, next: found.next, count: Count { value, exact: is_all } });
        }
        after = found.next;
    }
}

/// Those among them that changed last, the latest first.
async fn latest(app: &App, wanted: &Wanted, most: u64) -> Result<Vec<Shown>, Problem> {
    let ask = Ask { limit: Some(most), after: None, sort: Some("-updated".to_owned()), q: Some(wanted.q.clone()) };
    let found = page(app.read(), &ask, &wanted.filters(), &Reach::All).await?;
    let mut rows = shown(app, &found).await?;
    if let Some(search) = wanted.search() {
        rows.retain(|row| row.is_found_by(&search));
    }
    rows.sort_by_key(|row| Reverse(row.updated));
    Ok(rows)
}

async fn search(State(app): State<App>, reader: Reader, Query(wanted): Query<Wanted>) -> Result<Response, Problem> {
    let found = list(&app, &wanted, 50).await?;
    let former = if found.rows.is_empty() { was::former(&app, &wanted.q).await? } else { None };
    let title = reader.say("portal-subjects");
    let body = html! {
        (crumbs(reader, &[], &title))
        h1 { (title) }
        p { (reader.say("portal-subjects-about")) }
        (form(reader, &wanted))
        @if found.rows.is_empty() { p { (reader.say("portal-subjects-none")) } } @else { (table(reader, &found.rows)) }
        @if let Some(code) = &former { p { (reader.say("portal-codes-former")) " " a href={ "/subjects/" (code) } { (code) } } }
        p.small { (counted(reader, &found)) }
        @if let Some(next) = &found.next { p { a href=(wanted.link("/subjects", next)) rel="next" { (reader.say("portal-next")) } } }
        p.small {
            a href=(wanted.link("/subjects.csv", "")) { "CSV" } " · "
            a href=(wanted.link("/subjects.json", "")) { "JSON" } " · "
            a href=(wanted.link("/subjects.atom", "")) { "Atom" } " · "
            a href="/merges" { (reader.say("portal-merges")) }
        }
    };
    Ok(answer(reader, &Page { title: &title, path: "/subjects", body }))
}

fn form(reader: Reader, wanted: &Wanted) -> Markup {
    let choice = |name: &str, key: &str, chosen: &str, codes: Vec<&'static str>| {
        let all = (String::new(), reader.say("portal-all"));
        let named = codes.into_iter().map(|code| (code.to_owned(), reader.say(&format!("{key}-{code}"))));
        let options: Vec<_> = std::iter::once(all).chain(named).collect();
        page_choice(name, &reader.say(key), &options, chosen)
    };
    let domains = Domain::ALL.iter().map(|domain| domain.code()).collect();
    let statuses = Status::ALL.iter().filter(|status| **status != Status::Merged).map(|status| status.code()).collect();
    html! {
        form.filter action="/subjects" method="get" role="search" {
            label.field {
                span { (reader.say("portal-subjects-q")) }
                input type="search" name="q" value=(wanted.q) maxlength="100" autocomplete="off";
            }
            (choice("domain", "subject-domain", &wanted.domain, domains))
            (choice("status", "subject-status", &wanted.status, statuses))
            button type="submit" { (reader.say("portal-search")) }
        }
    }
}

fn counted(reader: Reader, found: &Listed) -> String {
    let key = if found.count.exact { "portal-subjects-count" } else { "portal-subjects-more" };
    let count = i64::try_from(found.count.value).unwrap_or(i64::MAX);
    reader.words.say(key, &[("count", &count)])
}

/// What everybody may know of a subject.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Shown {
    name: String,
    code: String,
    kind: Kind,
    domain: Domain,
    industry: String,
    region: String,
    status: Status,
    #[serde(skip)]
    updated: crate::app::value::Timestamp,
}

impl Shown {
    fn of(row: &subject::Model) -> Self {
        Self {
            name: rules::public_name(row.kind, &row.name, &row.representative),
            code: row.code.clone(),
            kind: row.kind,
            domain: row.domain,
            industry: rules::industry::bare(&row.industry).to_owned(),
            region: row.region.clone(),
            status: row.status,
            updated: row.updated,
        }
    }

    fn link(&self) -> String {
        format!("/subjects/{}", self.code)
    }

    /// Whether a search finds it by what is public of it: its code, its name as it is shown, the initials of that.
    fn is_found_by(&self, search: &Search) -> bool {
        let is_code = |code: &String| self.code.starts_with(code.as_str()) || self.code.ends_with(code.as_str());
        let initials = initials(&self.name);
        let is_name = || !search.terms.is_empty() && search.finds(&words([self.name.as_str(), initials.as_str()]));
        search.code.as_ref().is_some_and(is_code) || is_name()
    }
}

/// The rows of a page as they may be shown, in order.
async fn shown(app: &App, found: &Found) -> Result<Vec<Shown>, Problem> {
    let numbers = found.rows.iter().map(|row| row.number);
    let rows = subject::Entity::find().filter(subject::Column::Number.is_in(numbers));
    let rows = rows.order_by_asc(subject::Column::Number).all(app.read()).await?;
    Ok(rows.iter().map(Shown::of).collect())
}

fn table(reader: Reader, rows: &[Shown]) -> Markup {
    let heads = ["subject-name", "subject-code", "subject-domain", "data-subjects-region", "subject-status"];
    let heads = heads.map(|key| reader.say(key));
    html! {
        div.scroll tabindex="0" role="region" aria-label=(reader.say("portal-subjects")) {
            table.stacked {
                thead { tr { @for head in &heads { th scope="col" { (head) } } } }
                tbody {
                    @for row in rows {
                        tr {
                            th scope="row" { a href=(row.link()) { (row.name) } }
                            td data-label=(heads[1]) { (row.code) }
                            td data-label=(heads[2]) { (reader.say(&format!("subject-domain-{}", row.domain))) }
                            td data-label=(heads[3]) { (codes::region(reader, &row.region)) }
                            td data-label=(heads[4]) { (reader.say(&format!("subject-status-{}", row.status))) }
                        }
                    }
                }
            }
        }
    }
}

/// The page of a code. A code that was merged leads to the entry that stays, and one that no entry has any more to the one that had it.
async fn look(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Response, Problem> {
    let mut rows = subject::Entity::find()
        .filter(subject::Column::Code.eq(&code))
        .order_by_asc(subject::Column::Number)
        .limit(20)
        .all(app.read())
        .await?;
    // Two organisations may keep the same business; one that is in force goes first.
    rows.sort_by_key(|row| row.status == Status::Merged);
    let Some(row) = rows.into_iter().next() else { return was::lead(&app, &code).await };
    match row.merged_into {
        Some(_) => {
            let stays = survivor(&app, row).await?;
            Ok(Redirect::permanent(&format!("/subjects/{}", stays.code)).into_response())
        }
        None => {
            let mut wholes = image::gather(app.read(), vec![row]).await?;
            one(&app, reader, &wholes.remove(0)).await
        }
    }
}

/// The entry at the end of a chain of merges. Each one points to an entry that wasn't merged then, so the chain ends.
async fn survivor(app: &App, row: subject::Model) -> Result<subject::Model, Problem> {
    let mut row = row;
    while let Some(into) = row.merged_into {
        row = found(subject::of_id(app.read(), into).await?)?;
    }
    Ok(row)
}

async fn one(app: &App, reader: Reader, whole: &Whole) -> Result<Response, Problem> {
    let row = &whole.row;
    let shown = Shown::of(row);
    let named = |key: &str, code: &str| reader.say(&format!("{key}-{code}"));
    let representative = rules::public_representative(row.kind, &row.representative);
    let facts = [
        ("subject-code", shown.code.clone()),
        ("subject-kind", named("subject-kind", row.kind.code())),
        ("subject-domain", named("subject-domain", row.domain.code())),
        ("data-subjects-industry", codes::industry(reader, &shown.industry)),
        ("data-subjects-region", codes::region(reader, &shown.region)),
        ("subject-status", named("subject-status", row.status.code())),
        ("subject-representative", representative),
        ("subject-risk-moves", reader.words.say("subject-risk-moves-count", &[("count", &row.risk_moves)])),
    ];
    let mut parts = Vec::new();
    // The pages of the codes that were merged into it lead here, and so do those of the codes that it had.
    let known = was::known(app, row).await?;
    for part in crate::SUBJECT_PARTS {
        parts.push(part(app.clone(), reader, known.registered.clone()).await?);
    }
    let body = html! {
        (crumbs(reader, &[("/subjects", &reader.say("portal-subjects"))], &shown.name))
        h1 { (shown.name) }
        dl.facts {
            @for (key, value) in facts.iter().filter(|(_, value)| !value.is_empty()) {
                dt { (reader.say(key)) } dd { (value) }
            }
        }
        h2 { (reader.say("subject-licences")) }
        @if whole.licences.is_empty() { p { (reader.say("portal-subject-no-licences")) } } @else {
            ul { @for licence in &whole.licences { li { (licence.kind) " " (licence.code) } } }
        }
        p.small { (reader.say("portal-subject-about")) }
        (was::section(reader, &known))
        (merges::into(reader, &known.merged))
        @for part in &parts { (part) }
        p { a href="/subjects" { (reader.say("portal-subjects-back")) } }
    };
    Ok(answer(reader, &Page { title: &shown.name, path: &shown.link(), body }))
}
