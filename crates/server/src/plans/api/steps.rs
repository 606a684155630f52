//! The steps of a version: submitted by one, approved by a second, filed, published by a third.

use axum::extract::State as Held;

use super::sound;
use super::wire::{FilingBody, PlanPage, ReasonBody, StepBody, one_line};
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::{Json, Path};
use crate::app::journal::Act;
use crate::app::problem::{FieldFault, Problem};
use crate::app::shell::{Tx, next};
use crate::plans::rules::line::LENGTHS;
use crate::plans::rules::{self, Hand, PlanId, State, filing_flaw, head_flaws};
use crate::plans::store::{self, plan};

/// The most characters of a filing's number.
const NUMBER: usize = 100;

/// Save a version, lay the hand that did it, record the act, answer with the version.
async fn done(app: &App, mut tx: Tx, row: plan::Model, act: Act) -> Result<Json<PlanPage>, Problem> {
    plan::save(tx.db(), &row).await?;
    tx.record(act).await?;
    tx.commit().await?;
    Ok(Json(PlanPage::of(app.read(), row).await?))
}

/// Hand a draft to the approver. Nothing in it changes any more unless it is returned.
#[utoipa::path(post, path = "/api/v1/plans/{id}/submit", tag = "plans", params(("id" = PlanId, Path)), request_body = StepBody, responses((status = 200, body = PlanPage)))]
pub async fn submit(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<PlanId>,
    Json(body): Json<StepBody>,
) -> Result<Json<PlanPage>, Problem> {
    let tx = app.begin(&by).await?;
    let row = store::load(tx.db(), id, &by.scope).await?;
    let lines = row.said()?;
    let state = rules::submit(row.state, lines.len())?;
    sound(head_flaws(&row.head()))?;
    sound(store::wrong(tx.db(), row.organisation, &lines).await?)?;
    let digest = row.text_digest()?;
    let (submitted_at, version) = (Some(tx.now), next(row.version, body.version));
    let row = plan::Model { state, digest: Some(digest.to_string()), submitted_at, version, ..row };
    store::lay_hand(tx.db(), id, by.person, Hand::Draft).await?;
    let act = row.act("plan.submitted").digest("plan", digest).number("lines", row.line_count);
    done(&app, tx, row, act).await
}

/// Give a draft up.
#[utoipa::path(post, path = "/api/v1/plans/{id}/discard", tag = "plans", params(("id" = PlanId, Path)), request_body = ReasonBody, responses((status = 200, body = PlanPage)))]
pub async fn discard(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<PlanId>,
    Json(body): Json<ReasonBody>,
) -> Result<Json<PlanPage>, Problem> {
    let reason = one_line("reason", &body.reason, LENGTHS.0)?;
    let tx = app.begin(&by).await?;
    let row = store::load(tx.db(), id, &by.scope).await?;
    let state = rules::discard(row.state)?;
    let row = plan::Model { state, reason, version: next(row.version, body.version), ..row };
    let act = row.act("plan.discarded");
    done(&app, tx, row, act).await
}

/// Approve a version that others wrote.
#[utoipa::path(post, path = "/api/v1/plans/{id}/approve", tag = "plans", params(("id" = PlanId, Path)), request_body = StepBody, responses((status = 200, body = PlanPage)))]
pub async fn approve(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<PlanId>,
    Json(body): Json<StepBody>,
) -> Result<Json<PlanPage>, Problem> {
    let tx = app.begin(&by).await?;
    let row = store::load(tx.db(), id, &by.scope).await?;
    let standing = store::standing(tx.db(), &row).await?;
    let state = rules::approve(row.state, &standing, by.person)?;
    let (approver, approved_at, version) = (Some(by.person), Some(tx.now), next(row.version, body.version));
    let row = plan::Model { state, approver, approved_at, reason: String::new(), version, ..row };
    store::lay_hand(tx.db(), id, by.person, Hand::Approve).await?;
    let act = row.act("plan.approved").digest("plan", row.text_digest()?);
    done(&app, tx, row, act).await
}

/// Send a version back to those who write it, with the reason. What was approved is no longer.
#[utoipa::path(post, path = "/api/v1/plans/{id}/return", tag = "plans", params(("id" = PlanId, Path)), request_body = ReasonBody, responses((status = 200, body = PlanPage)))]
pub async fn send_back(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<PlanId>,
    Json(body): Json<ReasonBody>,
) -> Result<Json<PlanPage>, Problem> {
    let reason = one_line("reason", &body.reason, LENGTHS.0)?;
    let tx = app.begin(&by).await?;
    let row = store::load(tx.db(), id, &by.scope).await?;
    let standing = store::standing(tx.db(), &row).await?;
    let state = rules::send_back(row.state, &standing, by.person)?;
    let row = plan::Model {
        state,
        reason,
        digest: None,
        approver: None,
        approved_at: None,
        version: next(row.version, body.version),
        ..row
    };
    let act = row.act("plan.returned");
    done(&app, tx, row, act).await
}

/// Note the superior authority's filing.
#[utoipa::path(post, path = "/api/v1/plans/{id}/file", tag = "plans", params(("id" = PlanId, Path)), request_body = FilingBody, responses((status = 200, body = PlanPage)))]
pub async fn file(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<PlanId>,
    Json(body): Json<FilingBody>,
) -> Result<Json<PlanPage>, Problem> {
    let filing_number = one_line("number", &body.number, NUMBER)?;
    let tx = app.begin(&by).await?;
    let row = store::load(tx.db(), id, &by.scope).await?;
    let state = rules::file(row.state)?;
    if let Some((field, code)) = filing_flaw(body.date, tx.now.date()) {
        return Err(Problem::fields(vec![FieldFault::new(field, code)]));
    }
    let (filing_date, filed_at, version) = (Some(body.date), Some(tx.now), next(row.version, body.version));
    let row = plan::Model { state, filing_number, filing_date, filed_at, version, ..row };
    let act = row.act("plan.filed");
    done(&app, tx, row, act).await
}

/// Publish a filed version: the final act. The version in force before is superseded.
#[utoipa::path(post, path = "/api/v1/plans/{id}/publish", tag = "plans", params(("id" = PlanId, Path)), request_body = StepBody, responses((status = 200, body = PlanPage)))]
pub async fn publish(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<PlanId>,
    Json(body): Json<StepBody>,
) -> Result<Json<PlanPage>, Problem> {
    let mut tx = app.begin(&by).await?;
    let row = store::load(tx.db(), id, &by.scope).await?;
    let standing = store::standing(tx.db(), &row).await?;
    let state = rules::publish(row.state, &standing, by.person)?;
    supersede(&mut tx, &row).await?;
    let (publisher, published_at, version) = (Some(by.person), Some(tx.now), next(row.version, body.version));
    let row = plan::Model { state, publisher, published_at, version, ..row };
    store::lay_hand(tx.db(), id, by.person, Hand::Publish).await?;
    let act = row.act("plan.published").digest("plan", row.text_digest()?).number("lines", row.line_count);
    done(&app, tx, row, act).await
}

/// Published -> Superseded.
async fn supersede(tx: &mut Tx, by: &plan::Model) -> Result<(), Problem> {
    let Some(row) = store::published(tx.db(), by.organisation, by.year).await? else { return Ok(()) };
    let version = row.version + 1;
    let row = plan::Model { state: State::Superseded, ended_at: Some(tx.now), version, ..row };
    plan::save(tx.db(), &row).await?;
    tx.record(row.act("plan.superseded")).await
}

/// Close a published plan: its year is over, or it was stopped. It stays public.
#[utoipa::path(post, path = "/api/v1/plans/{id}/close", tag = "plans", params(("id" = PlanId, Path)), request_body = ReasonBody, responses((status = 200, body = PlanPage)))]
pub async fn close(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<PlanId>,
    Json(body): Json<ReasonBody>,
) -> Result<Json<PlanPage>, Problem> {
    let reason = one_line("reason", &body.reason, LENGTHS.0)?;
    let tx = app.begin(&by).await?;
    let row = store::load(tx.db(), id, &by.scope).await?;
    let state = rules::close(row.state)?;
    let row = plan::Model { state, reason, ended_at: Some(tx.now), version: next(row.version, body.version), ..row };
    let act = row.act("plan.closed");
    done(&app, tx, row, act).await
}
