//! All draws: announced, on their way, annulled; open ones with their age.

use std::collections::BTreeMap;

use axum::extract::State as Held;
use axum::http::Uri;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use sea_orm::{ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _};
use serde::{Deserialize, Serialize};

use super::{amend, lost, mark};
use crate::accounts::OrganisationId;
use crate::accounts::store::organisation;
use crate::app::App;
use crate::app::input::{Json, Query};
use crate::app::list::{Ask, Page as Rows, Sorts, page as keyed};
use crate::app::named;
use crate::app::page::{self, Page, Reader};
use crate::app::problem::Problem;
use crate::app::value::{Date, Timestamp};
use crate::draws::rules::{DrawId, Lost, State};
use crate::draws::store::{draw as row, public};

/// A public draw has a commit.
const SORTS: Sorts<row::Column> = &[("committed", row::Column::CommittedAt)];
/// How many stand on a page.
const ROWS: u64 = 30;
/// How many are read at once of a list that has no pages.
const PART: u64 = 1_000;

/// What is asked for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    state: String,
    after: String,
}

impl Asked {
    /// What isn't a known code isn't asked: an old link shows more than it did, never an error.
    fn clause(&self) -> Condition {
        let q = self.q.trim();
        let said =
            || Condition::any().add(row::Column::Task.contains(q)).add_option(named::has(row::Column::Folded, q));
        Condition::all()
            .add_option((!q.is_empty()).then(said))
            .add_option(self.state.parse().ok().map(|state: State| row::Column::State.eq(state)))
    }

    fn link(&self, path: &str, after: &str) -> String {
        page::address(path, &[("q", &self.q), ("state", &self.state), ("after", after)])
    }
}

type Names = BTreeMap<OrganisationId, String>;

async fn offices(app: &App) -> Result<Names, Problem> {
    Ok(organisation::Entity::find().all(app.read()).await?.into_iter().map(|row| (row.id, row.name)).collect())
}

/// A page of those that are asked for, the latest commit first.
async fn shown(app: &App, asked: &Asked) -> Result<Rows<row::Model>, Problem> {
    let after = (!asked.after.is_empty()).then(|| asked.after.clone());
    let ask = Ask { limit: Some(ROWS), after, sort: Some("-committed".to_owned()), q: None };
    let rows = row::Entity::find().filter(public::is_public()).filter(asked.clause());
    keyed(app.read(), rows, &ask, SORTS, row::Column::Id).await
}

/// All that are asked for, the latest commit first, for programs: what falls off a list unsaid would be the oldest, of which one looks for those that came to
/// nothing.
async fn all(app: &App, asked: &Asked) -> Result<Vec<PublicDraw>, Problem> {
    let names = offices(app).await?;
    let mut told = Vec::new();
    let mut last: Option<row::Model> = None;
    loop {
        let rows = public::part(app.read(), asked.clause(), (last.as_ref(), PART)).await?;
        last = rows.last().cloned();
        let lost = lost::among(app, &rows).await?;
        told.extend(rows.into_iter().map(|row| {
            let why = lost.get(&row.id).copied();
            row_of(row, &names, why)
        }));
        if last.is_none() {
            return Ok(told);
        }
    }
}

/// Whole days since the commit of a draw that isn't over.
pub(super) fn age(row: &row::Model, now: Timestamp) -> Option<i64> {
    let open = matches!(row.state, State::Committed | State::Seeded | State::Drawn);
    row.committed_at.filter(|_| open).map(|at| (now.seconds() - at.seconds()).max(0) / 86_400)
}

/// The page.
pub async fn page(
    Held(app): Held<App>,
    reader: Reader,
    uri: Uri,
    Query(query): Query<Asked>,
) -> Result<Response, Problem> {
    let (rows, names) = (shown(&app, &query).await?, offices(&app).await?);
    let title = reader.say("draws-title");
    let next = rows.next.as_deref().map(|next| query.link("/draws", next));
    let first = (!query.after.is_empty()).then(|| query.link("/draws", ""));
    let lost = lost::among(&app, &rows.rows).await?;
    let nothing = if query.q.is_empty() && query.state.is_empty() { "draws-none" } else { "draws-no-match" };
    let body = html! {
        (page::crumbs(reader, &[], &title))
        h1 { (title) }
        p.lead { (reader.say("draws-lead")) }
        (form(reader, &query))
        @if rows.rows.is_empty() { p.empty { (reader.say(nothing)) } }
        @else { (page::scroll(&title, &table(reader, &rows.rows, (&names, &lost), app.now()))) }
        (page::pager(reader, rows.count, first.as_deref(), next.as_deref()))
        (amend::rates(&app, reader).await?)
        ul.links {
            li { a href="/draws.csv" { "CSV" } }
            li { a href="/draws.json" { "JSON" } }
            li { a href="/feeds/draws.atom" { "Atom" } }
        }
    };
    Ok(page::answer(reader, &Page { title: &title, path: page::path_of(&uri), body }))
}

fn form(reader: Reader, query: &Asked) -> Markup {
    let all = vec![(String::new(), reader.say("draws-all"))];
    let states = State::PUBLIC.map(|state| (state.code().to_owned(), reader.say(&format!("draw-state-{state}"))));
    html! {
        form.filter action="/draws" method="get" aria-label=(reader.say("draws-filter")) {
            label.field { span { (reader.say("draws-task")) } input type="search" name="q" value=(query.q) maxlength="100"; }
            (page::choice("state", &reader.say("draws-state"), &[all, states.to_vec()].concat(), &query.state))
            button type="submit" { (reader.say("draws-apply")) }
        }
    }
}

fn table(
    reader: Reader,
    rows: &[row::Model],
    (names, lost): (&Names, &BTreeMap<DrawId, Lost>),
    now: Timestamp,
) -> Markup {
    let heads = ["task", "organisation", "state", "committed", "assurance", "subjects", "targets"];
    let heads = heads.map(|key| reader.say(&format!("draws-{key}")));
    html! {
        table.stacked {
            thead { tr { @for head in &heads { th scope="col" { (head) } } } }
            tbody { @for row in rows { tr {
                th scope="row" { a href={ "/draws/" (row.id) } { (row.task) @if row.number > 1 { " (" (row.number) ")" } } }
                td data-label=(heads[1]) { (names.get(&row.organisation).map_or("", String::as_str)) }
                td data-label=(heads[2]) {
                    (mark(reader, row.state, lost.get(&row.id).copied()))
                    @if let Some(days) = age(row, now) { " " span.small { (reader.words.say("draws-age", &[("days", &days)])) } }
                }
                td.date data-label=(heads[3]) { (row.committed_at.map(|at| page::moment(reader, at)).unwrap_or_default()) }
                td data-label=(heads[4]) { (row.assurance.as_deref().unwrap_or_default()) }
                td.number data-label=(heads[5]) { (row.subjects) }
                td.number data-label=(heads[6]) { @if row.state == State::Announced { (row.targets) } @else { "–" } }
            } } }
        }
    }
}

/// A draw, for everybody.
#[derive(Debug, Serialize)]
pub struct PublicDraw {
    id: DrawId,
    organisation: String,
    task: String,
    number: i64,
    state: State,
    assurance: Option<String>,
    commitment: Option<String>,
    committed_at: Option<Timestamp>,
    seeded_at: Option<Timestamp>,
    drawn_at: Option<Timestamp>,
    announced_at: Option<Timestamp>,
    disclosure: Option<Date>,
    subjects: i64,
    excluded: i64,
    inspectors: i64,
    recusals: i64,
    targets: Option<i64>,
    open_seats: Option<i64>,
    lost: Option<Lost>,
}

fn row_of(row: row::Model, names: &Names, lost: Option<Lost>) -> PublicDraw {
    let (told, inspectors) = (row.state == State::Announced, row.able());
    PublicDraw {
        id: row.id,
        organisation: names.get(&row.organisation).cloned().unwrap_or_default(),
        task: row.task,
        number: row.number,
        state: row.state,
        assurance: row.assurance,
        commitment: row.commitment,
        committed_at: row.committed_at,
        seeded_at: row.seeded_at,
        drawn_at: row.drawn_at,
        announced_at: row.announced_at,
        disclosure: row.disclosure,
        subjects: row.subjects,
        excluded: row.excluded,
        inspectors,
        recusals: row.recusals,
        targets: told.then_some(row.targets),
        open_seats: told.then_some(row.open_seats),
        lost,
    }
}

/// The draws as JSON.
pub async fn json(Held(app): Held<App>, Query(query): Query<Asked>) -> Result<Json<Vec<PublicDraw>>, Problem> {
    Ok(Json(all(&app, &query).await?))
}

/// The draws as CSV.
pub async fn text(Held(app): Held<App>, Query(query): Query<Asked>) -> Result<Response, Problem> {
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    for row in all(&app, &query).await? {
        writer.serialize(row).map_err(Problem::broken)?;
    }
    let bytes = writer.into_inner().map_err(Problem::broken)?;
    let headers =
        [(CONTENT_TYPE, "text/csv; charset=utf-8"), (CONTENT_DISPOSITION, "attachment; filename=\"draws.csv\"")];
    Ok((headers, bytes).into_response())
}
