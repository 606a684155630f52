//! One result, in the version in force or in any other. No address of a version ever leads to another text.

use std::collections::BTreeMap;

use axum::extract::State as Held;
use axum::http::Uri;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use serde::Serialize;

use super::outcome;
use crate::app::App;
use crate::app::input::{Json, Path};
use crate::app::journal::record::row as act;
use crate::app::page::{self, Page, Reader};
use crate::app::problem::Problem;
use crate::app::shell::found;
use crate::disclosure::rules::{Public, State};
use crate::disclosure::store::due;
use crate::disclosure::store::result::{self as row, in_force};
use crate::draws::rules::amend::{Kind, State as Amended};
use crate::draws::store::amendment;
use crate::inspections::store::record;
use crate::inspections::{RecordId, VisitId};
use crate::outcomes::portal::section;
use crate::outcomes::rules::told::{PublicOutcome, is_lacking};
use crate::outcomes::store::public_of;

/// All public versions of a visit's result, the first first.
async fn versions(app: &App, visit: VisitId) -> Result<Vec<row::Model>, Problem> {
    let rows = row::Entity::find().filter(row::Column::Visit.eq(visit)).order_by_asc(row::Column::Number);
    Ok(rows.all(app.read()).await?)
}

/// One public version.
pub(super) async fn one(app: &App, visit: VisitId, number: i64) -> Result<row::Model, Problem> {
    let of = row::Entity::find().filter(row::Column::Visit.eq(visit)).filter(row::Column::Number.eq(number));
    found(of.one(app.read()).await?)
}

/// The place in the journal of the entry that made a version public, once it has one.
pub(super) async fn entry(app: &App, id: RecordId) -> Result<Option<i64>, Problem> {
    let of = act::Entity::find().filter(act::Column::CaseKind.eq("disclosure")).filter(act::Column::CaseId.eq(id.0));
    let of = of.filter(act::Column::Kind.eq("disclosure.published"));
    Ok(of.one(app.read()).await?.and_then(|act| act.entry))
}

/// What stands on the page of a result besides the version that is shown.
struct Beside {
    /// All public versions.
    all: Vec<row::Model>,
    /// What followed.
    followed: Vec<PublicOutcome>,
    /// Versions that aren't public.
    waiting: Vec<due::Waiting>,
    /// By version: how many recusals of somebody who was there were asked for, by what became of them.
    recusals: BTreeMap<RecordId, BTreeMap<Amended, usize>>,
}

async fn beside(app: &App, visit: VisitId) -> Result<Beside, Problem> {
    let all = versions(app, visit).await?;
    let records = record::of(app.read(), &[visit]).await?;
    let recusals = recusals(app, all.first(), &records).await?;
    let now = (&app.config.disclosure, app.now().date());
    let waiting = due::waiting(app.read(), visit, &all, now).await?;
    Ok(Beside { followed: public_of(app.read(), visit).await?, all, waiting, recusals })
}

/// What was asked for of those who were there by each version of the record. One that was approved was so after the visit: before, it would have kept them away.
async fn recusals(
    app: &App,
    result: Option<&row::Model>,
    records: &[record::Model],
) -> Result<BTreeMap<RecordId, BTreeMap<Amended, usize>>, Problem> {
    let mut by_record = BTreeMap::new();
    let Some(result) = result else { return Ok(by_record) };
    let mut asked = amendment::of(app.read(), result.draw).await?;
    asked.retain(|one| one.kind == Kind::Recuse && one.subject == result.code);
    for record in records {
        let there = record.said()?.present;
        let mut by_state: BTreeMap<Amended, usize> = BTreeMap::new();
        for one in asked.iter().filter(|one| there.contains(&one.inspector)) {
            *by_state.entry(one.state).or_default() += 1;
        }
        by_record.insert(record.id, by_state);
    }
    Ok(by_record)
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
    shown(reader, &uri, row, &beside, entry(&app, row.id).await?)
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
    shown(reader, &uri, row, &beside, entry(&app, row.id).await?)
}

/// A version by its record, as the journal's entries name it.
pub async fn by_record(Held(app): Held<App>, Path(id): Path<RecordId>) -> Result<Redirect, Problem> {
    let row = found(row::Entity::find_by_id(id).one(app.read()).await?)?;
    Ok(Redirect::to(&row.path()))
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
    let row = one(&app, visit, number).await?;
    let name = format!("attachment; filename=\"{}\"", row.file());
    let headers = [(CONTENT_TYPE, "application/json".to_owned()), (CONTENT_DISPOSITION, name)];
    Ok((headers, row.text).into_response())
}

fn shown(
    reader: Reader,
    uri: &Uri,
    row: &row::Model,
    Beside { all, followed, waiting, recusals }: &Beside,
    entry: Option<i64>,
) -> Result<Response, Problem> {
    let said = row.said()?;
    let title = said.name.clone();
    let body = html! {
        (page::crumbs(reader, &[("/results", &reader.say("results-title"))], &title))
        h1 { (title) }
        @if row.state == State::Superseded {
            p.empty { (reader.say("result-superseded")) " " a href={ "/results/" (row.visit) } { (reader.say("result-current")) } }
        }
        @for one in waiting { p { strong { (waits(reader, *one)) } } }
        @if !said.reason.is_empty() { p { (reader.words.say("result-reason", &[("reason", &said.reason)])) } }
        (facts(reader, row, &said)?)
        (findings(reader, &said))
        (section(reader, followed, row.state == State::Published && is_lacking(&row.outcome()?, followed)))
        @if !followed.is_empty() { p { a href={ "/results/" (row.visit) "/outcomes.json" } { (reader.say("outcomes-file")) } } }
        (team(reader, &said))
        @for (state, n) in recusals.get(&row.id).into_iter().flatten() {
            p {
                strong { (reader.words.say(&format!("result-recusal-{state}"), &[("n", n)])) } " "
                a href={ "/draws/" (row.draw) "#amendments" } { (reader.say("draw-amended")) }
            }
        }
        (history(reader, row, all))
        (digest(reader, row, entry))
    };
    Ok(page::answer(reader, &Page { title: &title, path: page::path_of(uri), body }))
}

/// How anybody holds what stands here against the journal.
fn digest(reader: Reader, row: &row::Model, entry: Option<i64>) -> Markup {
    html! {
        section.digest {
            h2 { (reader.say("result-digest")) }
            p { (reader.say("result-digest-about")) }
            p { code.hash { (row.digest) } }
            @match entry {
                Some(index) => {
                    p { (reader.say("result-entry")) " " a href={ "/journal/entries/" (index) } { (reader.words.say("journal-entry", &[("index", &index.to_string())])) } }
                    p { a.button href={ (row.path()) "/verify" } { (reader.say("result-verify")) } }
                }
                None => { p { (reader.say("result-entry-waiting")) } }
            }
            p { a href={ (row.path()) "/disclosure.json" } download=(row.file()) { (reader.say("result-file")) } }
        }
    }
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

/// That there is a version that isn't public, how far it is and since when: nothing of what it says.
fn waits(reader: Reader, of: due::Waiting) -> String {
    let key = match of.stage {
        due::Stage::Reviewed => "result-waiting",
        due::Stage::HandedIn => "result-waiting-handed-in",
        due::Stage::Returned => "result-waiting-returned",
        due::Stage::Begun => "result-waiting-begun",
    };
    reader.words.say(key, &[("number", &of.number), ("day", &page::date(reader, of.since))])
}

fn version_name(reader: Reader, row: &row::Model) -> String {
    reader.words.say("result-version", &[("number", &row.number), ("day", &page::date(reader, row.day))])
}
