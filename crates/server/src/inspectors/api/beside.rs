//! Trainings, conflicts and leaves of an inspector: added, and withdrawn where they were wrong; never edited.

use axum::extract::State;
use axum::http::HeaderMap;
use lots_cli::roster::character::hides;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde::Deserialize;
use utoipa::ToSchema;

use super::register::whole;
use super::wire::{InspectorPage, ReasonBody};
use crate::accounts::Faults;
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::{Json, Path};
use crate::app::problem::{FieldFault, Problem};
use crate::app::shell::{Tx, found, next};
use crate::app::value::Date;
use crate::app::words::asked_for;
use crate::inspectors::rules::{self, ConflictId, ConflictKind, InspectorId, LeaveId, LeaveKind, TrainingId};
use crate::inspectors::store::{self, Model, conflict, leave, training};

/// A training to write down.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewTraining {
    /// The last day of it; not in the future.
    pub day: Date,
    /// What it was on.
    pub course: String,
    /// How many class hours, 1 to 1000.
    pub hours: i64,
    /// Whether the examination was passed.
    pub passed: bool,
}

/// A conflict to declare.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewConflict {
    /// Why.
    pub kind: ConflictKind,
    /// The business's credit code.
    #[serde(default)]
    pub subject_code: String,
    /// The business's name. One of the two is needed.
    #[serde(default)]
    pub subject_name: String,
    /// The last day on which it holds, if it ends.
    pub until: Option<Date>,
    /// What else there is to say.
    #[serde(default)]
    pub remark: String,
    /// Who declared it.
    pub declared_by: String,
}

/// A leave to write down.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewLeave {
    /// The first day away.
    pub first_day: Date,
    /// The last day away.
    pub last_day: Date,
    /// Why.
    pub kind: LeaveKind,
}

/// The inspector, about whom something may be written down.
async fn kept(tx: &Tx, id: InspectorId, by: &By) -> Result<Model, Problem> {
    let row = found(store::of(tx.db(), id, &by.scope).await?)?;
    rules::keep(row.state)?;
    Ok(row)
}

/// Write down a training.
#[utoipa::path(post, path = "/api/v1/inspectors/{id}/trainings", tag = "inspectors", params(("id" = InspectorId, Path)), request_body = NewTraining, responses((status = 200, body = InspectorPage)))]
pub async fn add_training(
    State(app): State<App>,
    by: By,
    Path(id): Path<InspectorId>,
    headers: HeaderMap,
    Json(body): Json<NewTraining>,
) -> Result<Json<InspectorPage>, Problem> {
    let mut faults = Faults::default();
    let course = faults.line("course", &body.course, 100);
    faults.note("hours", (!(1..=1000).contains(&body.hours)).then_some("out-of-range"));
    faults.note("day", (body.day > app.now().date()).then_some("in-the-future"));
    faults.settled()?;
    let mut tx = app.begin(&by).await?;
    let inspector = kept(&tx, id, &by).await?;
    let NewTraining { day, hours, passed, .. } = body;
    let row = training::Model {
        id: app.fresh(),
        inspector: id,
        day,
        course,
        hours,
        passed,
        withdrawn: false,
        withdrawn_reason: None,
        version: 1,
    };
    training::insert(tx.db(), &row).await?;
    tx.record(row.act("inspector-training.added")).await?;
    tx.commit().await?;
    whole(&app, inspector, asked_for(&headers)).await
}

/// Withdraw a training that was written down wrongly.
#[utoipa::path(post, path = "/api/v1/inspectors/{id}/trainings/{training}/withdraw", tag = "inspectors", params(("id" = InspectorId, Path), ("training" = TrainingId, Path)), request_body = ReasonBody, responses((status = 200, body = InspectorPage)))]
pub async fn withdraw_training(
    State(app): State<App>,
    by: By,
    Path((id, training)): Path<(InspectorId, TrainingId)>,
    headers: HeaderMap,
    Json(body): Json<ReasonBody>,
) -> Result<Json<InspectorPage>, Problem> {
    let withdrawn_reason = Some(body.settled()?);
    let mut tx = app.begin(&by).await?;
    let inspector = kept(&tx, id, &by).await?;
    let row = training::Entity::find_by_id(training).filter(training::Column::Inspector.eq(id));
    let row = found(row.one(tx.db()).await?)?;
    let withdrawn = rules::withdraw(row.withdrawn)?;
    let row = training::Model { withdrawn, withdrawn_reason, version: next(row.version, body.version), ..row };
    training::withdraw(tx.db(), &row).await?;
    tx.record(row.act("inspector-training.withdrawn")).await?;
    tx.commit().await?;
    whole(&app, inspector, asked_for(&headers)).await
}

/// Declare a conflict.
#[utoipa::path(post, path = "/api/v1/inspectors/{id}/conflicts", tag = "inspectors", params(("id" = InspectorId, Path)), request_body = NewConflict, responses((status = 200, body = InspectorPage)))]
pub async fn add_conflict(
    State(app): State<App>,
    by: By,
    Path(id): Path<InspectorId>,
    headers: HeaderMap,
    Json(body): Json<NewConflict>,
) -> Result<Json<InspectorPage>, Problem> {
    let row = declared(&app, id, &body)?;
    let mut tx = app.begin(&by).await?;
    let inspector = kept(&tx, id, &by).await?;
    conflict::insert(tx.db(), &row).await?;
    tx.record(row.act("inspector-conflict.declared")).await?;
    tx.commit().await?;
    whole(&app, inspector, asked_for(&headers)).await
}

fn declared(app: &App, inspector: InspectorId, body: &NewConflict) -> Result<conflict::Model, Problem> {
    let mut faults = Faults::default();
    let declared_by = faults.line("declared_by", &body.declared_by, 50);
    let subject_code = body.subject_code.trim().to_ascii_uppercase();
    let subject_name = body.subject_name.trim().to_owned();
    let unsound = !subject_code.is_empty() && lots_cli::roster::uscc::check(&subject_code).is_err();
    faults.note("subject_code", unsound.then_some("uscc-form"));
    faults.note("subject_name", (subject_code.is_empty() && subject_name.is_empty()).then_some("conflict-subject"));
    for (field, text) in [("subject_name", &subject_name), ("remark", &body.remark)] {
        faults.note(field, (text.chars().count() > 200 || text.chars().any(char::is_control)).then_some("text-form"));
    }
    faults.note("remark", hides(&body.remark).then_some("unseen-character"));
    // A conflict declared by a name holds for the entry of that name.
    faults.0.extend(FieldFault::unclean("subject_name", &subject_name));
    faults.settled()?;
    Ok(conflict::Model {
        id: app.fresh(),
        inspector,
        kind: body.kind,
        subject_code,
        subject_name,
        until: body.until,
        remark: body.remark.trim().to_owned(),
        declared_by,
        declared_on: app.now().date(),
        withdrawn: false,
        withdrawn_reason: None,
        version: 1,
    })
}

/// Withdraw a conflict that doesn't hold.
#[utoipa::path(post, path = "/api/v1/inspectors/{id}/conflicts/{conflict}/withdraw", tag = "inspectors", params(("id" = InspectorId, Path), ("conflict" = ConflictId, Path)), request_body = ReasonBody, responses((status = 200, body = InspectorPage)))]
pub async fn withdraw_conflict(
    State(app): State<App>,
    by: By,
    Path((id, conflict)): Path<(InspectorId, ConflictId)>,
    headers: HeaderMap,
    Json(body): Json<ReasonBody>,
) -> Result<Json<InspectorPage>, Problem> {
    let withdrawn_reason = Some(body.settled()?);
    let mut tx = app.begin(&by).await?;
    let inspector = kept(&tx, id, &by).await?;
    let row = conflict::Entity::find_by_id(conflict).filter(conflict::Column::Inspector.eq(id));
    let row = found(row.one(tx.db()).await?)?;
    let withdrawn = rules::withdraw(row.withdrawn)?;
    let row = conflict::Model { withdrawn, withdrawn_reason, version: next(row.version, body.version), ..row };
    conflict::withdraw(tx.db(), &row).await?;
    tx.record(row.act("inspector-conflict.withdrawn")).await?;
    tx.commit().await?;
    whole(&app, inspector, asked_for(&headers)).await
}

/// Write down a leave.
#[utoipa::path(post, path = "/api/v1/inspectors/{id}/leaves", tag = "inspectors", params(("id" = InspectorId, Path)), request_body = NewLeave, responses((status = 200, body = InspectorPage)))]
pub async fn add_leave(
    State(app): State<App>,
    by: By,
    Path(id): Path<InspectorId>,
    headers: HeaderMap,
    Json(body): Json<NewLeave>,
) -> Result<Json<InspectorPage>, Problem> {
    let mut faults = Faults::default();
    faults.note("last_day", (body.last_day < body.first_day).then_some("leave-order"));
    faults.settled()?;
    let mut tx = app.begin(&by).await?;
    let inspector = kept(&tx, id, &by).await?;
    let NewLeave { first_day, last_day, kind } = body;
    let row = leave::Model {
        id: app.fresh(),
        inspector: id,
        first_day,
        last_day,
        kind,
        withdrawn: false,
        withdrawn_reason: None,
        version: 1,
    };
    leave::insert(tx.db(), &row).await?;
    tx.record(row.act("inspector-leave.added")).await?;
    tx.commit().await?;
    whole(&app, inspector, asked_for(&headers)).await
}

/// Withdraw a leave that isn't taken.
#[utoipa::path(post, path = "/api/v1/inspectors/{id}/leaves/{leave}/withdraw", tag = "inspectors", params(("id" = InspectorId, Path), ("leave" = LeaveId, Path)), request_body = ReasonBody, responses((status = 200, body = InspectorPage)))]
pub async fn withdraw_leave(
    State(app): State<App>,
    by: By,
    Path((id, leave)): Path<(InspectorId, LeaveId)>,
    headers: HeaderMap,
    Json(body): Json<ReasonBody>,
) -> Result<Json<InspectorPage>, Problem> {
    let withdrawn_reason = Some(body.settled()?);
    let mut tx = app.begin(&by).await?;
    let inspector = kept(&tx, id, &by).await?;
    let row = leave::Entity::find_by_id(leave).filter(leave::Column::Inspector.eq(id));
    let row = found(row.one(tx.db()).await?)?;
    let withdrawn = rules::withdraw(row.withdrawn)?;
    let row = leave::Model { withdrawn, withdrawn_reason, version: next(row.version, body.version), ..row };
    leave::withdraw(tx.db(), &row).await?;
    tx.record(row.act("inspector-leave.withdrawn")).await?;
    tx.commit().await?;
    whole(&app, inspector, asked_for(&headers)).await
}
