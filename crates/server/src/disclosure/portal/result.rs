//! One result, in the version in force or in any other. No address of a version ever leads to another text.

use axum::extract::State as Held;
use axum::http::Uri;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use serde::Serialize;

use super::outcome;
use crate::app::App;
use crate::app::input::{Json, Path};
use crate::app::page::{self, Page, Reader};
use crate::app::problem::Problem;
use crate::app::shell::found;
use crate::disclosure::rules::{Public, State};
use crate::disclosure::store::result::{self as row, in_force};
use crate::inspections::VisitId;
use crate::inspections::store::record;
use crate::outcomes::portal::section;
use crate::outcomes::rules::told::{PublicOutcome, is_lacking};
use crate::outcomes::store::public_of;

/// All public versions of a visit's result, the first first.
async fn versions(app: &App, visit: VisitId) -> Result<Vec<row::Model>, Problem> {
    let rows = row::Entity::find().filter(row::Column::Visit.eq(visit)).order_by_asc(row::Column::Number);
    Ok(rows.all(app.read()).await?)
}

/// What stands on the page of a result besides the version that is shown.
struct Beside {
    /// All public versions.
    all: Vec<row::Model>,
    /// What followed.
    followed: Vec<PublicOutcome>,
    /// Versions that were reviewed and aren't public.
    waiting: Vec<record::Model>,
}

async fn beside(app: &App, visit: VisitId) -> Result<Beside, Problem> {
    let all = versions(app, visit).await?;
    let mut waiting = record::of(app.read(), &[visit]).await?;
    waiting.retain(|one| one.reviewer.is_some() && all.iter().all(|row| row.id != one.id));
    Ok(Beside { followed: public_of(app.read(), visit).await?, all, waiting })
}

/// The version in force.
pub async fn latest(
    Held(app): Held<App>,
    reader: Reader,
    uri: Uri,
    Path(visit): Path<VisitId>,
) -> Result<Response, Problem> {
    let beside = beside(&app, visit).await?;
    let row = found(beside.all.iter().find(|row| row.state == State::Published))?;
    shown(reader, &uri, row, &beside)
}

/// One version.
pub async fn version(
    Held(app): Held<App>,
    reader: Reader,
    uri: Uri,
    Path((visit, number)): Path<(VisitId, i64)>,
) -> Result<Response, Problem> {
    let beside = beside(&app, visit).await?;
    let row = found(beside.all.iter().find(|row| row.number == number))?;
    shown(reader, &uri, row, &beside)
}

/// What followed from a visit whose result is public, for programs.
pub async fn outcomes(Held(app): Held<App>, Path(visit): Path<VisitId>) -> Result<Json<PublicOutcomes>, Problem> {
    found(in_force(app.read(), visit).await?)?;
    Ok(Json(PublicOutcomes { visit, outcomes: public_of(app.read(), visit).await? }))
}

/// What followed from a visit.
#[derive(Debug, Serialize)]
pub struct PublicOutcomes {
    visit: VisitId,
    outcomes: Vec<PublicOutcome>,
}

/// A version's text, byte for byte: what its digest is over.
pub async fn whole(Held(app): Held<App>, Path((visit, number)): Path<(VisitId, i64)>) -> Result<Response, Problem> {
    let row = found(versions(&app, visit).await?.into_iter().find(|row| row.number == number))?;
    Ok(([(CONTENT_TYPE, "application/json")], row.text).into_response())
}

fn shown(
    reader: Reader,
    uri: &Uri,
    row: &row::Model,
    Beside { all, followed, waiting }: &Beside,
) -> Result<Response, Problem> {
    let said = row.said()?;
    let title = said.name.clone();
    let body = html! {
        (page::crumbs(reader, &[("/results", &reader.say("results-title"))], &title))
        h1 { (title) }
        @if row.state == State::Superseded {
            p.empty { (reader.say("result-superseded")) " " a href={ "/results/" (row.visit) } { (reader.say("result-current")) } }
        }
        @for one in waiting { p { strong { (waits(reader, one)) } } }
        @if !said.reason.is_empty() { p { (reader.words.say("result-reason", &[("reason", &said.reason)])) } }
        (facts(reader, row, &said)?)
        (findings(reader, &said))
        (section(reader, followed, row.state == State::Published && is_lacking(&row.outcome()?, followed)))
        @if !followed.is_empty() { p { a href={ "/results/" (row.visit) "/outcomes.json" } { (reader.say("outcomes-file")) } } }
        (team(reader, &said))
        (history(reader, row, all))
        section.digest {
            h2 { (reader.say("result-digest")) }
            p { (reader.say("result-digest-about")) }
            p { code.hash { (row.digest) } }
            p { a href={ (row.path()) "/disclosure.json" } { (reader.say("result-file")) } }
        }
    };
    Ok(page::answer(reader, &Page { title: &title, path: page::path_of(uri), body }))
}

fn facts(reader: Reader, row: &row::Model, said: &Public) -> Result<Markup, Problem> {
    let deadline = match (row.day <= row.due, row.provisional) {
        (true, _) => "results-in-time",
        (false, true) => "result-late-provisional",
        (false, false) => "results-late",
    };
    Ok(html! {
        dl.facts {
            dt { (reader.say("results-result")) } dd { strong { (outcome(reader, row)?) } }
            dt { (reader.say("results-code")) } dd { (said.code) }
            dt { (reader.say("results-office")) } dd { (said.office) }
            dt { (reader.say("results-visited")) } dd { (page::date(reader, said.visited)) }
            dt { (reader.say("result-items")) } dd { ul { @for item in &said.items { li { (item.code) " " (item.name) } } } }
            dt { (reader.say("result-draw")) } dd { a href={ "/draws/" (said.draw) } { (said.task) } }
            dt { (reader.say("result-due")) } dd { (page::date(reader, said.due)) }
            dt { (reader.say("results-day")) } dd { (page::date(reader, said.published)) " " span.small { (reader.say(deadline)) } }
        }
    })
}

fn findings(reader: Reader, said: &Public) -> Markup {
    let heads = ["result-finding-item", "result-finding-row", "result-finding"];
    html! {
        h2 { (reader.say("result-findings")) }
        @if said.findings.is_empty() { p { (reader.say("result-no-findings")) } }
        @else {
            (page::cards(&reader.say("result-findings"), &html! { table {
                thead { tr { @for key in heads { th scope="col" { (reader.say(key)) } } } }
                tbody { @for one in &said.findings { tr { th scope="row" { (one.item) } td { (one.row) } td.lines { (one.found) } } } }
            } }))
        }
        @if said.besides == Some(true) { p #besides { strong { (reader.say("result-besides")) } } }
        @if let Some(all) = said.answers {
            p { (reader.words.say("result-answers", &[("yes", &all.yes), ("no", &all.no), ("without", &all.not_applicable), ("stated", &all.stated)])) }
        }
    }
}

fn team(reader: Reader, said: &Public) -> Markup {
    let there = said.team.len();
    let confirmed = said.team.iter().filter(|member| member.confirmed == Some(true)).count();
    html! {
        h2 { (reader.say("notice-team")) }
        ul { @for member in &said.team { li {
            (member.name) " " (member.certificate)
            @if member.confirmed == Some(false) { " " strong { (reader.say("result-unconfirmed")) } }
        } } }
        @if let Some(absent) = said.absent {
            p { (reader.words.say("result-attendance", &[("drawn", &(there + absent)), ("there", &there)])) }
        }
        @if said.team.iter().any(|member| member.confirmed.is_some()) {
            p { (reader.words.say("result-confirmed", &[("there", &there), ("n", &confirmed)])) " " span.small { (reader.say("result-confirmed-about")) } }
        }
        @if !said.absent_why.is_empty() { p.lines { (reader.words.say("result-absent-why", &[("why", &said.absent_why)])) } }
    }
}

fn history(reader: Reader, row: &row::Model, all: &[row::Model]) -> Markup {
    html! {
        h2 { (reader.say("result-versions")) }
        ol.history { @for one in all { li {
            @if one.id == row.id { strong { (version_name(reader, one)) } }
            @else { a href=(one.path()) { (version_name(reader, one)) } }
            @if one.day > one.due { " " span.small { (reader.say("results-late")) } }
        } } }
    }
}

/// That a version was reviewed and isn't public, with its number and the day of its review.
fn waits(reader: Reader, record: &record::Model) -> String {
    let day = page::date(reader, record.reviewed_at.unwrap_or(record.recorded_at).date());
    reader.words.say("result-waiting", &[("number", &record.number), ("day", &day)])
}

fn version_name(reader: Reader, row: &row::Model) -> String {
    reader.words.say("result-version", &[("number", &row.number), ("day", &page::date(reader, row.day))])
}
