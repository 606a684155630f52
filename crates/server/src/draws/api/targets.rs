//! Who was drawn. Before an unannounced draw is published each look is on record.

use std::collections::BTreeMap;

use axum::extract::State as Held;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::app::auth::By;
use crate::app::input::{Json, Path};
use crate::app::problem::Problem;
use crate::draws::rules::{DrawId, Refusal, State};
use crate::draws::store::{self, draw, identity, target};
use crate::inspectors::store as inspector;

/// A drawn subject and its team.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = DrawTarget)]
pub struct TargetBody {
    /// Its place in the result, from 0.
    pub place: i64,
    /// The subject's code.
    pub code: String,
    /// Its name when it was drawn; empty if it wasn't there any more.
    pub name: String,
    /// Its stratum.
    pub stratum: String,
    /// Its rank in it, from 1.
    pub rank: i64,
    /// Its ticket.
    pub ticket: String,
    /// Its team by seat as it stands: code in the draw, and name.
    pub team: Vec<MemberBody>,
    /// Whether an amendment changed its team.
    pub amended: bool,
    /// The number of the amendment by which it left.
    pub gone: Option<i64>,
    /// The number of the amendment by which it became a target, of a reserve.
    pub stood_in: Option<i64>,
}

/// Somebody of a team.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = DrawMember)]
pub struct MemberBody {
    /// Their code in the draw.
    pub code: String,
    /// Their name.
    pub name: String,
    /// Their certificate number.
    pub certificate: String,
}

/// Who was drawn, in the result's order.
#[utoipa::path(post, path = "/api/v1/draws/{id}/open", tag = "draws", params(("id" = DrawId, Path)), responses((status = 200, body = Vec<TargetBody>)))]
pub async fn list(Held(app): Held<App>, by: By, Path(id): Path<DrawId>) -> Result<Json<Vec<TargetBody>>, Problem> {
    let mut tx = app.begin(&by).await?;
    draw::look(tx.db(), id).await?;
    let whole = store::load(tx.db(), id, &by.scope).await?;
    match whole.draw.state {
        State::Announced => {}
        State::Drawn => tx.record(whole.act("drawing.list-opened")).await?,
        _ => return Err(Refusal::NotDrawn.into()),
    }
    let rows = target::of(tx.db(), id).await?;
    let codes: Vec<&str> = rows.iter().map(|row| row.code.as_str()).collect();
    let (who, members) = (identity::of(tx.db(), &whole.draw, &codes).await?, members(tx.db(), id).await?);
    tx.commit().await?;
    let body = |row: target::Model| TargetBody {
        team: row.now().iter().filter_map(|code| members.get(code).cloned()).collect(),
        amended: row.team_now.is_some(),
        gone: row.gone,
        stood_in: row.stood_in,
        name: who.get(&row.code).map(|one| one.name.clone()).unwrap_or_default(),
        place: row.place,
        code: row.code,
        stratum: row.stratum,
        rank: row.rank,
        ticket: row.ticket,
    };
    Ok(Json(rows.into_iter().map(body).collect()))
}

/// A draw's inspectors, by their codes in it.
///
/// # Errors
/// A [`Problem`] from the database.
pub async fn members<C: sea_orm::ConnectionTrait>(db: &C, id: DrawId) -> Result<BTreeMap<String, MemberBody>, Problem> {
    let codes = target::members(db, id).await?;
    let mut members = BTreeMap::new();
    for part in codes.chunks(500) {
        let ids = part.iter().map(|member| member.inspector);
        let found = inspector::Entity::find().filter(inspector::Column::Id.is_in(ids)).all(db).await?;
        let known: BTreeMap<_, _> = found.into_iter().map(|row| (row.id, row)).collect();
        for member in part {
            if let Some(row) = known.get(&member.inspector) {
                let (name, certificate) = member.as_at_commit(row);
                members.insert(member.code.clone(), MemberBody { code: member.code.clone(), name, certificate });
            }
        }
    }
    Ok(members)
}
