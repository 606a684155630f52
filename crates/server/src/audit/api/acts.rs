//! Acts read: the list, one with its openings.

#![expect(unused_qualifications, reason = "utoipa writes out the query's types")]

use axum::extract::State;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::wire::{ActBody, ActDetail, OpeningBody};
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::{Json, Path, Query};
use crate::app::journal::record::row;
use crate::app::list::{Ask, MOST, Page, page};
use crate::app::problem::{FieldFault, Problem};
use crate::app::shell::found;
use crate::audit::store::list::{self, Filters, SORTS, seen, select};
use crate::audit::store::open;

/// Acts: filtered, searched, sorted by `at`. `q` is an entry's number, or how somebody's name or login begins.
#[utoipa::path(get, path = "/api/v1/journal/acts", tag = "journal", params(Ask, Filters), responses((status = 200, body = Page<ActBody>)))]
pub async fn acts(
    State(app): State<App>,
    by: By,
    Query(ask): Query<Ask>,
    Query(filters): Query<Filters>,
) -> Result<Json<Page<ActBody>>, Problem> {
    let those = select(&filters, ask.q.as_deref(), &by.scope);
    let Page { rows, next, count } = page(app.read(), those, &ask, SORTS, row::Column::Id).await?;
    Ok(Json(Page { rows: ActBody::all(app.read(), rows).await?, next, count }))
}

/// What there is to choose from.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ActKinds)]
pub struct KindsBody {
    /// Kinds of acts, e.g. `subject.risk-moved`.
    pub acts: Vec<String>,
    /// Kinds of things, e.g. `subject`.
    pub things: Vec<String>,
}

/// The kinds of acts and of things of which there are acts.
#[utoipa::path(get, path = "/api/v1/journal/kinds", tag = "journal", responses((status = 200, body = KindsBody)))]
pub async fn kinds(State(app): State<App>, _by: By) -> Result<Json<KindsBody>, Problem> {
    let (acts, things) = list::kinds(app.read()).await?;
    Ok(Json(KindsBody { acts, things }))
}

/// The row, if it may be seen.
async fn row(app: &App, by: &By, id: Uuid) -> Result<row::Model, Problem> {
    let one = row::Entity::find().filter(row::Column::Id.eq(id));
    let one = match seen(&by.scope) {
        Some(part) => one.filter(part),
        None => one,
    };
    found(one.one(app.read()).await?)
}

/// About what an act is looked at.
#[derive(Clone, Copy, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct ThingAsk {
    /// Of an act on many things, such as an import: about which of them. Not said: about what the act itself is on.
    pub thing: Option<Uuid>,
}

/// One act with what it sealed, and what the thing was before.
#[utoipa::path(get, path = "/api/v1/journal/acts/{id}", tag = "journal", params(("id" = Uuid, Path), ThingAsk), responses((status = 200, body = ActDetail)))]
pub async fn look(
    State(app): State<App>,
    by: By,
    Path(id): Path<Uuid>,
    Query(ask): Query<ThingAsk>,
) -> Result<Json<ActDetail>, Problem> {
    let row = row(&app, &by, id).await?;
    let opened = found(open::of(app.read(), &row, ask.thing).await?)?;
    let seals = serde_json::from_str(&row.seals).map_err(Problem::broken)?;
    let act = found(ActBody::all(app.read(), vec![row]).await?.pop())?;
    Ok(Json(ActDetail {
        act,
        seals,
        opening: opened.opening.map(Into::into),
        before: opened.before,
        sealed: opened.count,
        previous: opened.previous,
        following: opened.following,
    }))
}

/// Which openings.
#[derive(Clone, Copy, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct OpeningsAsk {
    /// How many, 1 to 200; 50 if not said.
    pub limit: Option<u64>,
    /// What `next` said of the page before.
    pub after: Option<i64>,
}

/// A page of openings.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OpeningsBody {
    /// In the order of leaves.
    pub rows: Vec<OpeningBody>,
    /// For `after` of the next page; nothing at the end.
    pub next: Option<i64>,
}

/// What an act on many things sealed: one opening a thing.
#[utoipa::path(get, path = "/api/v1/journal/acts/{id}/openings", tag = "journal", params(("id" = Uuid, Path), OpeningsAsk), responses((status = 200, body = OpeningsBody)))]
pub async fn openings(
    State(app): State<App>,
    by: By,
    Path(id): Path<Uuid>,
    Query(ask): Query<OpeningsAsk>,
) -> Result<Json<OpeningsBody>, Problem> {
    let limit = ask.limit.unwrap_or(50);
    if !(1..=MOST).contains(&limit) {
        return Err(Problem::fields(vec![FieldFault::new("limit", "out-of-range")]));
    }
    let row = row(&app, &by, id).await?;
    let mut rows = open::page(app.read(), row.id, ask.after, limit).await?;
    let more = rows.len() > usize::try_from(limit).unwrap_or(usize::MAX);
    if more {
        rows.pop();
    }
    let next = rows.last().filter(|_| more).map(|last| last.leaf);
    Ok(Json(OpeningsBody { rows: rows.into_iter().map(Into::into).collect(), next }))
}
