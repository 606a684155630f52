//! Which business of the registry a complaint is about, where whoever registered it didn't say: by itself, or with the handler's report or the end.
//!
//! A link that was made isn't changed here: what was found true counts for the business that it names.

use axum::extract::State;
use serde::Deserialize;
use utoipa::ToSchema;

use super::edit::known_subject;
use super::moves::finish;
use super::wire::ComplaintBody;
use crate::accounts::Act as Permit;
use crate::accounts::store::organisation;
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::{Json, Path};
use crate::app::journal::Act;
use crate::app::problem::Problem;
use crate::app::shell::Tx;
use crate::complaints::rules::{self, ComplaintId, Refusal};
use crate::complaints::store::{Whole, complaint, whole_within};
use crate::subjects::SubjectId;

/// Which business it is about.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ComplaintLink {
    /// The business in the registry.
    pub subject: SubjectId,
    /// The version that was read.
    pub version: i64,
}

/// Say which business of the registry a complaint is about, where nobody did: by its handler, or by somebody who may close complaints; until who complained is
/// erased.
#[utoipa::path(post, path = "/api/v1/complaints/{id}/link", tag = "complaints", params(("id" = ComplaintId, Path)), request_body = ComplaintLink, responses((status = 200, body = ComplaintBody)))]
pub async fn link(
    State(app): State<App>,
    by: By,
    Path(id): Path<ComplaintId>,
    Json(body): Json<ComplaintLink>,
) -> Result<Json<ComplaintBody>, Problem> {
    let tx = app.begin(&by).await?;
    let (whole, office) = whole_within(tx.db(), id, &by.scope).await?;
    let closes = Permit::ComplaintAssign.allowed().contains(&by.role);
    rules::link(&whole.row.standing(), by.person, closes)?;
    let row = linked(&tx, whole.row.touched(tx.now, body.version), Some(body.subject), (&office, &by)).await?;
    finish(&app, tx, Whole { row, ..whole }, |whole| whole.act("complaint.linked")).await
}

/// The row of a complaint of an office with the business that is named beside another act, where none was named before.
pub(super) async fn linked(
    tx: &Tx,
    row: complaint::Model,
    chosen: Option<SubjectId>,
    by: (&organisation::Model, &By),
) -> Result<complaint::Model, Problem> {
    if chosen.is_none() {
        return Ok(row);
    }
    if row.subject.is_some() {
        return Err(Refusal::Linked.into());
    }
    known_subject(tx, chosen, by).await?;
    Ok(complaint::Model { subject: chosen, ..row })
}

/// The act with the fact that it named the business, if it did.
pub(super) fn telling(act: Act, chosen: Option<SubjectId>) -> Act {
    if chosen.is_some() { act.code("subject", "linked") } else { act }
}
