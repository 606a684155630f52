//! A complainant's data erased (个人信息保护法, article 47), once the complaint is over.

use axum::extract::State;

use super::moves::{ReasonBody, noted};
use super::settled;
use super::wire::ComplaintBody;
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::{Json, Path};
use crate::app::problem::Problem;
use crate::complaints::rules::{self, ComplaintId, NoteKind, check};
use crate::complaints::store::{complaint, erase as store_erase, plain, whole_within};

/// Erase who complained: name, phone and address are destroyed, texts that repeat them keep masks, and what opened the journal's
/// seals so far is destroyed. What was done, and that this was, stays in the journal. It can't be undone.
#[utoipa::path(post, path = "/api/v1/complaints/{id}/erase", tag = "complaints", params(("id" = ComplaintId, Path)), request_body = ReasonBody, responses((status = 200, body = ComplaintBody)))]
pub async fn erase(
    State(app): State<App>,
    by: By,
    Path(id): Path<ComplaintId>,
    Json(body): Json<ReasonBody>,
) -> Result<Json<ComplaintBody>, Problem> {
    settled(check::reason(&body.reason))?;
    let mut tx = app.begin(&by).await?;
    let (whole, _) = whole_within(tx.db(), id, &by.scope).await?;
    rules::erase(&whole.row.standing(), by.person)?;
    let whole = noted(&app, &tx, whole, (NoteKind::Erased, &by), &body.reason).await?;
    let mut whole = plain::erased(&app, whole)?;
    whole.row = complaint::Model { eraser: Some(by.person), ..whole.row.touched(tx.now, body.version) };
    complaint::save(tx.db(), &whole.row).await?;
    store_erase::destroy(tx.db(), &whole).await?;
    tx.record(whole.act("complaint.erased")).await?;
    let body = ComplaintBody::new(&app, tx.db(), whole).await?;
    tx.commit().await?;
    Ok(Json(body))
}
