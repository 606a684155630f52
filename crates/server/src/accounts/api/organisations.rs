//! The tree of organisations.

use axum::extract::State;
use sea_orm::{ColumnTrait as _, EntityTrait, QueryFilter as _, QueryOrder as _};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::wire::{Faults, region_fault};
use crate::accounts::rules::{self, Level, OrganisationId, OrganisationState};
use crate::accounts::store::{self, organisation};
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::{Json, Path};
use crate::app::problem::Problem;
use crate::app::shell::{found, next};

/// An organisation.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OrganisationBody {
    /// Which.
    pub id: OrganisationId,
    /// The one above.
    pub parent: Option<OrganisationId>,
    /// Its name.
    pub name: String,
    /// 省、市、县.
    pub level: Level,
    /// GB/T 2260 code of what it is competent for.
    pub region: String,
    /// Whether it works.
    pub state: OrganisationState,
    /// For edits.
    pub version: i64,
}

impl From<organisation::Model> for OrganisationBody {
    fn from(row: organisation::Model) -> Self {
        let organisation::Model { id, parent, name, level, region, state, version, .. } = row;
        Self { id, parent, name, level, region, state, version }
    }
}

/// A new organisation.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewOrganisation {
    /// The one above.
    pub parent: OrganisationId,
    /// Its name.
    pub name: String,
    /// 省、市、县; below its parent's.
    pub level: Level,
    /// GB/T 2260 code.
    pub region: String,
}

/// What can be changed of an organisation.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OrganisationEdit {
    /// Its name.
    pub name: String,
    /// GB/T 2260 code.
    pub region: String,
    /// The version that was read.
    pub version: i64,
}

/// The version that was read.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VersionBody {
    /// The version that was read.
    pub version: i64,
}

/// All organisations, by their place in the tree. At most 10,000.
#[utoipa::path(get, path = "/api/v1/organisations", tag = "accounts", responses((status = 200, body = Vec<OrganisationBody>)))]
pub async fn list(State(app): State<App>) -> Result<Json<Vec<OrganisationBody>>, Problem> {
    let rows = organisation::Entity::find().order_by_asc(organisation::Column::Path).all(app.read()).await?;
    Ok(Json(rows.into_iter().map(Into::into).collect()))
}

/// Set up an organisation below another.
#[utoipa::path(post, path = "/api/v1/organisations", tag = "accounts", request_body = NewOrganisation, responses((status = 200, body = OrganisationBody)))]
pub async fn add(
    State(app): State<App>,
    by: By,
    Json(body): Json<NewOrganisation>,
) -> Result<Json<OrganisationBody>, Problem> {
    let name = checked(&body.name, &body.region)?;
    let mut tx = app.begin(&by).await?;
    let parent = found(store::organisation_within(tx.db(), body.parent, &by.scope).await?)?;
    rules::check_levels(parent.level, body.level)?;
    let id: OrganisationId = app.fresh();
    let row = organisation::Model {
        id,
        parent: Some(parent.id),
        path: format!("{}{id}/", parent.path),
        name,
        level: body.level,
        region: body.region,
        state: OrganisationState::Open,
        version: 1,
    };
    organisation::insert(tx.db(), &row).await?;
    tx.record(row.act("organisation.added")).await?;
    tx.commit().await?;
    Ok(Json(row.into()))
}

/// Rename an organisation, or correct its region.
#[utoipa::path(post, path = "/api/v1/organisations/{id}", tag = "accounts", params(("id" = OrganisationId, Path)), request_body = OrganisationEdit, responses((status = 200, body = OrganisationBody)))]
pub async fn edit(
    State(app): State<App>,
    by: By,
    Path(id): Path<OrganisationId>,
    Json(body): Json<OrganisationEdit>,
) -> Result<Json<OrganisationBody>, Problem> {
    let name = checked(&body.name, &body.region)?;
    let mut tx = app.begin(&by).await?;
    let row = found(store::organisation_within(tx.db(), id, &by.scope).await?)?;
    let row = organisation::Model { name, region: body.region, version: next(row.version, body.version), ..row };
    organisation::save(tx.db(), &row).await?;
    tx.record(row.act("organisation.edited")).await?;
    tx.commit().await?;
    Ok(Json(row.into()))
}

/// Close an organisation that nothing and nobody stands in any more.
#[utoipa::path(post, path = "/api/v1/organisations/{id}/close", tag = "accounts", params(("id" = OrganisationId, Path)), request_body = VersionBody, responses((status = 200, body = OrganisationBody)))]
pub async fn close(
    State(app): State<App>,
    by: By,
    Path(id): Path<OrganisationId>,
    Json(body): Json<VersionBody>,
) -> Result<Json<OrganisationBody>, Problem> {
    let mut tx = app.begin(&by).await?;
    let row = found(store::organisation_within(tx.db(), id, &by.scope).await?)?;
    let state = rules::close(row.state, store::in_use(tx.db(), &row).await?)?;
    let row = organisation::Model { state, version: next(row.version, body.version), ..row };
    organisation::save(tx.db(), &row).await?;
    tx.record(row.act("organisation.closed")).await?;
    tx.commit().await?;
    Ok(Json(row.into()))
}

fn checked(name: &str, region: &str) -> Result<String, Problem> {
    let mut faults = Faults::default();
    let name = faults.line("name", name, 100);
    faults.note("region", region_fault(region));
    faults.settled()?;
    Ok(name)
}

/// Where somebody works or a role is for: an open organisation within the scope.
///
/// # Errors
/// `not-found`.
pub async fn open_within<C: sea_orm::ConnectionTrait>(
    db: &C,
    id: OrganisationId,
    by: &By,
) -> Result<organisation::Model, Problem> {
    let open = organisation::Entity::find_by_id(id).filter(organisation::Column::State.eq(OrganisationState::Open));
    found(open.one(db).await?.filter(|row| by.scope.covers(&row.path)))
}
