//! What is done to an outcome: each step is loaded, decided by the rules, saved with its row of the story, and recorded.

use axum::extract::State as Held;

use super::lists::answer;
use super::sound;
use super::wire::{AcknowledgeBody, ApproveBody, DecisionBody, ExtendBody, OutcomePage, ReasonBody, RecheckBody};
use crate::accounts::rules::Act as May;
use crate::app::App;
use crate::app::auth::{By, standing};
use crate::app::input::{Json, Path};
use crate::app::problem::Problem;
use crate::app::shell::Tx;
use crate::inspections::rules as inspections;
use crate::outcomes::rules::said::{Recheck, extension_faults, reason_faults};
use crate::outcomes::rules::{self, Acknowledgement, Act, CASE_DAYS, Caller, Decision, Kind, OutcomeId, State};
use crate::outcomes::store::{self, Whole, number, outcome, sight, step};

/// A step under way.
struct Under<'a> {
    app: &'a App,
    by: By,
    tx: Tx,
    whole: Whole,
    known: bool,
    caller: Caller,
}

impl<'a> Under<'a> {
    async fn begin(app: &'a App, by: By, id: OutcomeId) -> Result<Self, Problem> {
        let tx = app.begin(&by).await?;
        let (row, visit) = sight::load(tx.db(), id, &by).await?;
        let (known, caller) = sight::caller(app, tx.db(), (&visit, &by)).await?;
        let whole = store::whole(tx.db(), row).await?;
        Ok(Self { app, by, tx, whole, known, caller })
    }

    /// The same, by somebody of the visit's team.
    async fn own(app: &'a App, by: By, id: OutcomeId) -> Result<Self, Problem> {
        let under = Self::begin(app, by, id).await?;
        inspections::of_team(under.known, under.caller.is_member)?;
        Ok(under)
    }

    /// The day it became open, and today.
    fn days(&self) -> (crate::app::value::Date, crate::app::value::Date) {
        (self.whole.row.since(), self.tx.now.date())
    }

    fn step(&self, act: Act, text: &str) -> step::Model {
        step::Model {
            outcome: self.whole.row.id,
            place: self.whole.row.version + 1,
            act,
            at: self.tx.now,
            person: self.by.person,
            day: None,
            text: text.to_owned(),
            due: None,
            cleared: None,
            said: String::new(),
        }
    }

    /// Save the row as it is now, of the version that was read.
    async fn done(
        mut self,
        row: outcome::Model,
        version: i64,
        done: step::Model,
    ) -> Result<Json<OutcomePage>, Problem> {
        if self.whole.row.version != version {
            return Err(Problem::stale());
        }
        let over = row.state.is_final().then_some(self.tx.now);
        self.whole.row = outcome::Model { closed_at: over, version: version.saturating_add(1), ..row };
        let done = step::Model { place: self.whole.row.version, ..done };
        store::save(&mut self.tx, &mut self.whole, done).await?;
        self.tx.commit().await?;
        answer(self.app, &self.by, self.whole.row).await.map(Json)
    }

    /// The row as a proposal's approval leaves it: with its number, and of a case the day by which it is to be decided.
    async fn numbered(&self, state: State) -> Result<outcome::Model, Problem> {
        let (row, today) = (self.whole.row.clone(), self.tx.now.date());
        let year = i64::from(today.0.year());
        let number = number::take(self.tx.db(), (row.organisation, row.kind), year).await?;
        Ok(outcome::Model {
            state,
            year: Some(year),
            number: Some(number),
            approver: Some(self.by.person),
            opened_at: (state == State::Open).then_some(self.tx.now),
            due: (row.kind == Kind::Case).then(|| today.plus_days(CASE_DAYS)),
            ..row
        })
    }
}

/// Approve what waits: a proposal gets its number, a decision closes its case.
#[utoipa::path(post, path = "/api/v1/outcomes/{id}/approve", tag = "outcomes", params(("id" = OutcomeId, Path)), request_body = ApproveBody, responses((status = 200, body = OutcomePage)))]
pub async fn approve(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<OutcomeId>,
    Json(body): Json<ApproveBody>,
) -> Result<Json<OutcomePage>, Problem> {
    let under = Under::begin(&app, by, id).await?;
    let state = rules::approve(&under.whole.row.standing(), &under.caller)?;
    let step = under.step(Act::Approved, "");
    let row = match under.whole.row.state {
        State::Deciding => outcome::Model { state, decider: Some(under.by.person), ..under.whole.row.clone() },
        _ => under.numbered(state).await?,
    };
    let step = step::Model { due: row.due.filter(|_| state == State::Open), ..step };
    under.done(row, body.version, step).await
}

/// Decline what waits, with the reason: a proposal is over, a decision is written anew.
#[utoipa::path(post, path = "/api/v1/outcomes/{id}/decline", tag = "outcomes", params(("id" = OutcomeId, Path)), request_body = ReasonBody, responses((status = 200, body = OutcomePage)))]
pub async fn decline(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<OutcomeId>,
    Json(body): Json<ReasonBody>,
) -> Result<Json<OutcomePage>, Problem> {
    sound(reason_faults(&body.reason))?;
    let under = Under::begin(&app, by, id).await?;
    let state = rules::decline(&under.whole.row.standing(), &under.caller)?;
    let step = under.step(Act::Declined, &body.reason);
    // What was decided stays in its step.
    let row = outcome::Model { state, writer: None, decision: String::new(), ..under.whole.row.clone() };
    under.done(row, body.version, step).await
}

/// Look whether an order was followed.
#[utoipa::path(post, path = "/api/v1/outcomes/{id}/recheck", tag = "outcomes", params(("id" = OutcomeId, Path)), request_body = RecheckBody, responses((status = 200, body = OutcomePage)))]
pub async fn recheck(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<OutcomeId>,
    Json(body): Json<RecheckBody>,
) -> Result<Json<OutcomePage>, Problem> {
    let under = Under::own(&app, by, id).await?;
    let state = rules::recheck(&under.whole.row.standing(), &under.caller, body.cleared)?;
    let look = Recheck { day: body.day, text: body.text, cleared: body.cleared, due: body.due };
    sound(look.faults(under.days()))?;
    let step = step::Model {
        day: Some(look.day),
        due: look.due,
        cleared: Some(look.cleared),
        ..under.step(Act::Rechecked, &look.text)
    };
    let due = look.due.or(under.whole.row.due);
    let row = outcome::Model { state, due, ..under.whole.row.clone() };
    under.done(row, body.version, step).await
}

/// Give an order more time, with the reason.
#[utoipa::path(post, path = "/api/v1/outcomes/{id}/extend", tag = "outcomes", params(("id" = OutcomeId, Path)), request_body = ExtendBody, responses((status = 200, body = OutcomePage)))]
pub async fn extend(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<OutcomeId>,
    Json(body): Json<ExtendBody>,
) -> Result<Json<OutcomePage>, Problem> {
    let under = Under::begin(&app, by, id).await?;
    let state = rules::extend(&under.whole.row.standing(), &under.caller)?;
    sound(extension_faults(&body.reason, body.due, under.whole.row.due))?;
    let step = step::Model { due: Some(body.due), ..under.step(Act::Extended, &body.reason) };
    let row = outcome::Model { state, due: Some(body.due), ..under.whole.row.clone() };
    under.done(row, body.version, step).await
}

/// Write a case's decision, which then waits for approval.
#[utoipa::path(post, path = "/api/v1/outcomes/{id}/decision", tag = "outcomes", params(("id" = OutcomeId, Path)), request_body = DecisionBody, responses((status = 200, body = OutcomePage)))]
pub async fn decision(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<OutcomeId>,
    Json(body): Json<DecisionBody>,
) -> Result<Json<OutcomePage>, Problem> {
    let under = Under::own(&app, by, id).await?;
    let state = rules::decide(&under.whole.row.standing(), &under.caller)?;
    let decision = Decision {
        number: body.number,
        day: body.day,
        sanctions: body.sanctions,
        fine: body.fine,
        confiscated: body.confiscated,
        text: body.text,
    };
    sound(decision.faults(under.days()))?;
    let said = lots::canonical::to_text(&decision);
    let step = step::Model { day: Some(decision.day), said: said.clone(), ..under.step(Act::Decision, &decision.text) };
    let row = outcome::Model { state, writer: Some(under.by.person), decision: said, ..under.whole.row.clone() };
    under.done(row, body.version, step).await
}

/// Take in what the receiving department answered.
#[utoipa::path(post, path = "/api/v1/outcomes/{id}/acknowledge", tag = "outcomes", params(("id" = OutcomeId, Path)), request_body = AcknowledgeBody, responses((status = 200, body = OutcomePage)))]
pub async fn acknowledge(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<OutcomeId>,
    Json(body): Json<AcknowledgeBody>,
) -> Result<Json<OutcomePage>, Problem> {
    let under = Under::own(&app, by, id).await?;
    let state = rules::acknowledge(&under.whole.row.standing(), &under.caller)?;
    let answered = Acknowledgement { day: body.day, by: body.by, accepted: body.accepted, text: body.text };
    sound(answered.faults(under.days()))?;
    let said = lots::canonical::to_text(&answered);
    let step =
        step::Model { day: Some(answered.day), said: said.clone(), ..under.step(Act::Acknowledged, &answered.text) };
    let row = outcome::Model { state, acknowledgement: said, ..under.whole.row.clone() };
    under.done(row, body.version, step).await
}

/// Withdraw it, with the reason: one's own proposal, or as one who approves.
#[utoipa::path(post, path = "/api/v1/outcomes/{id}/withdraw", tag = "outcomes", params(("id" = OutcomeId, Path)), request_body = ReasonBody, responses((status = 200, body = OutcomePage)))]
pub async fn withdraw(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<OutcomeId>,
    Json(body): Json<ReasonBody>,
) -> Result<Json<OutcomePage>, Problem> {
    sound(reason_faults(&body.reason))?;
    // The journal names the role that permits it, not the first that reads.
    let role = match standing(&app, by.person, May::OutcomeApprove).await {
        Ok(approver) => approver.role,
        Err(_) => standing(&app, by.person, May::OutcomePropose).await.map_or(by.role, |one| one.role),
    };
    let under = Under::begin(&app, By { role, ..by }, id).await?;
    let state = rules::withdraw(&under.whole.row.standing(), &under.caller)?;
    let step = under.step(Act::Withdrawn, &body.reason);
    let row = outcome::Model { state, ..under.whole.row.clone() };
    under.done(row, body.version, step).await
}
