//! Plans looked at: the list, one version, what lines are chosen from.

#![expect(unused_qualifications, reason = "in what `utoipa::path` writes for a path and a query")]

use axum::extract::State as Held;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryTrait as _};
use serde::Deserialize;
use utoipa::IntoParams;

use super::wire::{Names, OfficeChoice, PlanBody, PlanChoices, PlanPage};
use crate::accounts::OrganisationId;
use crate::accounts::store::within;
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::{Json, Path, Query};
use crate::app::list::{Ask, Page, Sorts, page};
use crate::app::problem::Problem;
use crate::plans::rules::{PlanId, State};
use crate::plans::store::{self, plan};

const SORTS: Sorts<plan::Column> = &[
    ("year", plan::Column::Year),
    ("number", plan::Column::Number),
    ("version", plan::Column::Version),
    ("title", plan::Column::Title),
];

/// Which plans are asked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct Which {
    /// Of which year.
    pub year: Option<i64>,
    /// Where they stand.
    pub state: Option<State>,
    /// Whose.
    pub organisation: Option<OrganisationId>,
}

/// Versions of plans, drafts included.
#[utoipa::path(get, path = "/api/v1/plans", tag = "plans", params(Ask, Which), responses((status = 200, body = Page<PlanBody>)))]
pub async fn list(
    Held(app): Held<App>,
    by: By,
    Query(ask): Query<Ask>,
    Query(which): Query<Which>,
) -> Result<Json<Page<PlanBody>>, Problem> {
    let rows = plan::Entity::find()
        .filter(plan::Column::Organisation.in_subquery(within(&by.scope)))
        .filter(plan::Column::Title.contains(ask.q.clone().unwrap_or_default()))
        .apply_if(which.year, |rows, year| rows.filter(plan::Column::Year.eq(year)))
        .apply_if(which.state, |rows, state| rows.filter(plan::Column::State.eq(state)))
        .apply_if(which.organisation, |rows, id| rows.filter(plan::Column::Organisation.eq(id)));
    let rows = page(app.read(), rows, &ask, SORTS, plan::Column::Id).await?;
    let names = Names::of(app.read(), &rows.rows, &[]).await?;
    Ok(Json(rows.map(|row| PlanBody::new(row, &names))))
}

/// One version, with its lines.
#[utoipa::path(get, path = "/api/v1/plans/{id}", tag = "plans", params(("id" = PlanId, Path)), responses((status = 200, body = PlanPage)))]
pub async fn look(Held(app): Held<App>, by: By, Path(id): Path<PlanId>) -> Result<Json<PlanPage>, Problem> {
    let row = store::load(app.read(), id, &by.scope).await?;
    Ok(Json(PlanPage::of(app.read(), row).await?))
}

/// What its lines are chosen from: the items in force today, and who may carry them out.
#[utoipa::path(get, path = "/api/v1/plans/{id}/choices", tag = "plans", params(("id" = PlanId, Path)), responses((status = 200, body = PlanChoices)))]
pub async fn choices(Held(app): Held<App>, by: By, Path(id): Path<PlanId>) -> Result<Json<PlanChoices>, Problem> {
    let row = store::load(app.read(), id, &by.scope).await?;
    let known = store::choices(app.read(), row.organisation, app.now().date()).await?;
    let offices = store::offices(app.read(), row.organisation).await?;
    let (edition, items) = known.map_or((None, Vec::new()), |(edition, items)| (Some(edition), items));
    Ok(Json(PlanChoices {
        edition,
        items: items.into_iter().map(Into::into).collect(),
        organisations: offices.into_iter().map(|row| OfficeChoice { id: row.id, name: row.name }).collect(),
    }))
}
