//! Two entries of one subject become one.

use axum::extract::State;
use serde::Deserialize;
use utoipa::ToSchema;

use super::wire::SubjectBody;
use crate::accounts::OrganisationId;
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::{Json, Path};
use crate::app::problem::Problem;
use crate::subjects::rules::{self, Side, SubjectId};
use crate::subjects::store::{Whole, search, subject, whole_within};

/// The entry that stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MergeBody {
    /// Which.
    pub into: SubjectId,
    /// The version of it that was read.
    pub into_version: i64,
    /// The version that was read of the one that goes.
    pub version: i64,
}

fn side(whole: &Whole) -> Side<'_, OrganisationId> {
    let row = &whole.row;
    Side {
        id: row.id,
        organisation: row.organisation,
        status: row.status,
        code: &row.code,
        name: &row.name,
        address: &row.address,
        representative: &row.representative,
        region: &row.region,
    }
}

/// Merge a subject into another. Its name isn't found any more; its code is, and leads to the other. Both keep their story. The
/// answer is the one that stays.
#[utoipa::path(post, path = "/api/v1/subjects/{id}/merge", tag = "subjects", params(("id" = SubjectId, Path)), request_body = MergeBody, responses((status = 200, body = SubjectBody)))]
pub async fn merge(
    State(app): State<App>,
    by: By,
    Path(id): Path<SubjectId>,
    Json(body): Json<MergeBody>,
) -> Result<Json<SubjectBody>, Problem> {
    let mut tx = app.begin(&by).await?;
    let gone = whole_within(tx.db(), id, &by.scope).await?;
    let stays = whole_within(tx.db(), body.into, &by.scope).await?;
    let status = rules::merge(&side(&gone), &side(&stays))?;
    let row = gone.row.clone().touched(tx.now, body.version);
    let row = subject::Model { status, status_reason: None, merged_into: Some(stays.row.id), ..row };
    let gone = Whole { row, ..gone };
    let stays = Whole { row: stays.row.clone().touched(tx.now, body.into_version), ..stays };
    subject::save_same(tx.db(), &gone.row).await?;
    subject::save_same(tx.db(), &stays.row).await?;
    search::remove(tx.db(), &[gone.row.number]).await?;
    tx.record(gone.act("subject.merged").number("into", stays.row.number)).await?;
    tx.record(stays.act("subject.merge-taken").number("from", gone.row.number)).await?;
    tx.commit().await?;
    Ok(Json(SubjectBody::new(&app, stays)))
}
