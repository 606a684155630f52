//! A new outcome: an order, or a proposal of anything else.

use axum::extract::State as Held;

use super::lists::answer;
use super::sound;
use super::wire::{OutcomePage, ProposeBody};
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::{Json, Path};
use crate::app::problem::Problem;
use crate::app::shell::{Tx, found};
use crate::inspections::rules::{self as inspections, State as VisitState, VisitId};
use crate::inspections::store::{form, record, sight as visits, visit};
use crate::outcomes::rules::said::{Against, Draft};
use crate::outcomes::rules::{self, Act, Kind, Place, State};
use crate::outcomes::store::{self, Whole, number, outcome, sight, step};

/// Order to put right, or propose a case, a transfer, a referral or that nothing is done.
#[utoipa::path(post, path = "/api/v1/visits/{id}/outcomes", tag = "outcomes", params(("id" = VisitId, Path)), request_body = ProposeBody, responses((status = 200, body = OutcomePage)))]
pub async fn propose(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<VisitId>,
    Json(body): Json<ProposeBody>,
) -> Result<Json<OutcomePage>, Problem> {
    let mut tx = app.begin(&by).await?;
    let visit = visits::load(tx.db(), id, &by).await?;
    let (known, caller) = sight::caller(&app, tx.db(), (&visit, &by)).await?;
    inspections::of_team(known, caller.is_member)?;
    let there = outcome::kinds(tx.db(), &[id]).await?.len();
    let recorded = visit.state == VisitState::Recorded;
    let state = rules::begin(body.kind, (recorded, visit.reviewed > 0), there)?;
    let record = basis(&tx, &visit, body.kind).await?;
    let draft = Draft {
        kind: body.kind,
        text: body.text,
        findings: body.findings,
        due: body.due,
        to: body.to.unwrap_or_default(),
    };
    sound(draft.faults(&against(&tx, &visit, &record).await?.view()))?;
    let place = i64::try_from(there).unwrap_or(i64::MAX).saturating_add(1);
    let row = row((&app, &tx, &by), (&visit, &record), draft, (state, place)).await?;
    let act = if state == State::Open { Act::Ordered } else { Act::Proposed };
    let first = step::Model {
        outcome: row.id,
        place: 1,
        act,
        at: tx.now,
        person: by.person,
        day: None,
        text: row.text.clone(),
        due: row.due,
        cleared: None,
        said: String::new(),
    };
    let mut whole = Whole { row, steps: Vec::new() };
    store::save(&mut tx, &mut whole, first).await?;
    tx.commit().await?;
    answer(&app, &by, whole.row).await.map(Json)
}

/// The version of the visit's record that it begins with: what waits for review, of an order; else what was reviewed last.
async fn basis(tx: &Tx, visit: &visit::Model, kind: Kind) -> Result<record::Model, Problem> {
    let waits = visit.state == VisitState::Recorded && kind == Kind::Rectification;
    if waits {
        return found(record::of(tx.db(), &[visit.id]).await?.pop());
    }
    found(record::reviewed(tx.db(), visit.id, visit.reviewed).await?)
}

/// What a draft is held against.
struct Basis {
    rows: Vec<(String, usize)>,
    found: Vec<Place>,
    visited: crate::app::value::Date,
}

impl Basis {
    fn view(&self) -> Against<'_> {
        Against { rows: &self.rows, found: &self.found, visited: self.visited }
    }
}

async fn against(tx: &Tx, visit: &visit::Model, record: &record::Model) -> Result<Basis, Problem> {
    let said = record.said()?;
    let items = form(tx.db(), visit).await?.items;
    let place = |(item, row, _): (&str, usize, &str)| Place { item: item.to_owned(), row };
    Ok(Basis {
        rows: items.into_iter().map(|item| (item.code, item.rows.len())).collect(),
        found: said.found().map(place).collect(),
        visited: record.visited,
    })
}

async fn row(
    (app, tx, by): (&App, &Tx, &By),
    (visit, record): (&visit::Model, &record::Model),
    draft: Draft,
    (state, place): (State, i64),
) -> Result<outcome::Model, Problem> {
    let year = i64::from(tx.now.date().0.year());
    let number = match state {
        State::Open => Some(number::take(tx.db(), (visit.organisation, draft.kind), year).await?),
        _ => None,
    };
    Ok(outcome::Model {
        id: app.fresh(),
        visit: visit.id,
        place,
        draw: visit.draw,
        organisation: visit.organisation,
        record: record.id,
        kind: draft.kind,
        state,
        year: number.map(|_| year),
        number,
        name: visit.name.clone(),
        code: visit.code.clone(),
        text: draft.text,
        findings: lots::canonical::to_text(&draft.findings),
        recipient: draft.to,
        due: draft.due,
        proposer: by.person,
        approver: None,
        writer: None,
        decider: None,
        at: tx.now,
        opened_at: number.map(|_| tx.now),
        closed_at: None,
        decision: String::new(),
        acknowledgement: String::new(),
        version: 1,
    })
}
