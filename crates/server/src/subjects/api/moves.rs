//! Status and risk class of a subject: acts with reasons.

use axum::extract::State;
use sea_orm::ActiveModelTrait as _;
use sea_orm::entity::prelude::*;
use serde::Deserialize;
use utoipa::ToSchema;

use super::settled;
use super::wire::SubjectBody;
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::{Json, Path};
use crate::app::problem::Problem;
use crate::subjects::rules::check::line;
use crate::subjects::rules::{self, Risk, Status, SubjectId};
use crate::subjects::store::child::risk as risk_move;
use crate::subjects::store::{Whole, subject, whole_within};

/// The most characters of a reason.
const REASON_MOST: i64 = 500;

/// How it stands with a subject from now on, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StatusChange {
    /// To.
    pub to: Status,
    /// Why: 1–500 characters.
    pub reason: String,
    /// The version that was read.
    pub version: i64,
}

/// A risk class and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RiskChange {
    /// To.
    pub to: Risk,
    /// Why: 1–500 characters.
    pub reason: String,
    /// The rule or document it rests on. D needs one.
    #[serde(default)]
    pub basis: String,
    /// The version that was read.
    pub version: i64,
}

/// Change a subject's status. From what to what is public; why isn't.
#[utoipa::path(post, path = "/api/v1/subjects/{id}/status", tag = "subjects", params(("id" = SubjectId, Path)), request_body = StatusChange, responses((status = 200, body = SubjectBody)))]
pub async fn status(
    State(app): State<App>,
    by: By,
    Path(id): Path<SubjectId>,
    Json(body): Json<StatusChange>,
) -> Result<Json<SubjectBody>, Problem> {
    settled(line("reason", &body.reason, REASON_MOST, true).into_iter().collect())?;
    let mut tx = app.begin(&by).await?;
    let whole = whole_within(tx.db(), id, &by.scope).await?;
    let was = whole.row.status;
    let status = rules::change_status(was, body.to)?;
    let row =
        subject::Model { status, status_reason: Some(body.reason), ..whole.row.clone().touched(tx.now, body.version) };
    subject::save_same(tx.db(), &row).await?;
    let whole = Whole { row, ..whole };
    tx.record(whole.act("subject.status-changed").code("from", was.code()).code("to", status.code())).await?;
    tx.commit().await?;
    Ok(Json(SubjectBody::new(&app, whole)))
}

/// Move a subject's risk class. From where to where is public, and so is how often; why isn't.
#[utoipa::path(post, path = "/api/v1/subjects/{id}/risk", tag = "subjects", params(("id" = SubjectId, Path)), request_body = RiskChange, responses((status = 200, body = SubjectBody)))]
pub async fn risk(
    State(app): State<App>,
    by: By,
    Path(id): Path<SubjectId>,
    Json(body): Json<RiskChange>,
) -> Result<Json<SubjectBody>, Problem> {
    let faults = [line("reason", &body.reason, REASON_MOST, true), line("basis", &body.basis, 300, false)];
    settled(faults.into_iter().flatten().collect())?;
    let mut tx = app.begin(&by).await?;
    let mut whole = whole_within(tx.db(), id, &by.scope).await?;
    let was = whole.row.risk;
    let risk = rules::move_risk(whole.row.status, was, body.to, &body.basis)?;
    let moved = risk_move::Model {
        id: app.fresh(),
        subject: whole.row.number,
        place: whole.row.risk_moves,
        was,
        became: risk,
        reason: body.reason,
        basis: body.basis,
        person: by.person,
        at: tx.now,
    };
    let risk_moves = whole.row.risk_moves + 1;
    whole.row = subject::Model { risk, risk_moves, ..whole.row.touched(tx.now, body.version) };
    subject::save_same(tx.db(), &whole.row).await?;
    let row = risk_move::ActiveModel::from(moved.clone()).reset_all();
    risk_move::Entity::insert(row).exec_without_returning(tx.db()).await?;
    whole.moves.push(moved);
    tx.record(whole.act("subject.risk-moved").code("from", was.fact()).code("to", risk.fact())).await?;
    tx.commit().await?;
    Ok(Json(SubjectBody::new(&app, whole)))
}
