//! Two entries of one subject become one.

use axum::extract::State;
use sea_orm::{ColumnTrait as _, DatabaseTransaction, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use serde::Deserialize;
use utoipa::ToSchema;

use super::wire::SubjectBody;
use crate::accounts::OrganisationId;
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::{Json, Path};
use crate::app::journal::record::opening;
use crate::app::problem::Problem;
use crate::subjects::rules::{self, Refusal, Side, SubjectId};
use crate::subjects::store::image::CASE;
use crate::subjects::store::{Whole, search, subject, whole_within, with_merged};

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
        risk: row.risk,
        tags: &whole.tags,
        limits: (row.visits_most, row.cooldown_days),
    }
}

/// As the entry came into the registry: whoever edits one until it is like another doesn't make them one business.
async fn at_first(db: &DatabaseTransaction, row: &subject::Model) -> Result<Whole, Problem> {
    let opening = opening::Entity::find()
        .filter(opening::Column::CaseId.eq(row.id.0))
        .filter(opening::Column::CaseKind.eq(CASE))
        .order_by_asc(opening::Column::RowId)
        .order_by_asc(opening::Column::Leaf);
    let value = opening.one(db).await?.and_then(|opening| opening.value).unwrap_or_default();
    let image: serde_json::Value = serde_json::from_str(&value).unwrap_or_default();
    let text = |field: &str, now: &String| image[field].as_str().map_or_else(|| now.clone(), str::to_owned);
    let (code, name) = (text("code", &row.code), text("name", &row.name));
    // An image doesn't name what is empty.
    let address = if image.is_object() { text("address", &String::new()) } else { row.address.clone() };
    Ok(Whole::bare(subject::Model { code, name, address, ..row.clone() }))
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
    let first = at_first(tx.db(), &stays.row).await?;
    for row in with_merged(tx.db(), &gone.row).await? {
        if !side(&at_first(tx.db(), &row).await?).is_like(&side(&first)) {
            return Err(Refusal::MergeUnlike.into());
        }
    }
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
