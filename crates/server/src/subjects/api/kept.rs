//! Searches that people keep: their own, nobody else's, and no business of the journal's.

use axum::extract::State;
use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::settled;
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::{Json, Path};
use crate::app::problem::Problem;
use crate::app::shell::saved;
use crate::app::value::Timestamp;
use crate::subjects::rules::FilterId;
use crate::subjects::rules::check::line;
use crate::subjects::store::child::filter;

/// A search to keep. One of the same name is replaced.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewFilter {
    /// What to call it: 1–30 characters.
    pub name: String,
    /// The list's query string: 1–1000 characters.
    pub query: String,
}

/// A search that was kept.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FilterBody {
    /// Which.
    pub id: FilterId,
    /// What it is called.
    pub name: String,
    /// The list's query string.
    pub query: String,
    /// When it was kept.
    pub at: Timestamp,
}

impl From<filter::Model> for FilterBody {
    fn from(row: filter::Model) -> Self {
        let filter::Model { id, name, query, at, .. } = row;
        Self { id, name, query, at }
    }
}

/// The caller's kept searches, by name. At most 100.
#[utoipa::path(get, path = "/api/v1/subjects/filters", tag = "subjects", responses((status = 200, body = Vec<FilterBody>)))]
pub async fn list(State(app): State<App>, by: By) -> Result<Json<Vec<FilterBody>>, Problem> {
    let mine = filter::Entity::find()
        .filter(filter::Column::Person.eq(by.person))
        .filter(filter::Column::Removed.eq(false))
        .order_by_asc(filter::Column::Name)
        .limit(100);
    Ok(Json(mine.all(app.read()).await?.into_iter().map(Into::into).collect()))
}

/// Keep a search.
#[utoipa::path(post, path = "/api/v1/subjects/filters", tag = "subjects", request_body = NewFilter, responses((status = 200, body = FilterBody)))]
pub async fn keep(State(app): State<App>, by: By, Json(body): Json<NewFilter>) -> Result<Json<FilterBody>, Problem> {
    let faults = [line("name", &body.name, 30, true), line("query", &body.query, 1000, true)];
    settled(faults.into_iter().flatten().collect())?;
    let tx = app.begin(&by).await?;
    let row = filter::Model {
        id: app.fresh(),
        person: by.person,
        name: body.name,
        query: body.query,
        removed: false,
        at: tx.now,
    };
    let replaced = OnConflict::columns([filter::Column::Person, filter::Column::Name])
        .update_columns([filter::Column::Id, filter::Column::Query, filter::Column::Removed, filter::Column::At])
        .to_owned();
    let new = filter::ActiveModel::from(row.clone()).reset_all();
    filter::Entity::insert(new).on_conflict(replaced).exec_without_returning(tx.db()).await?;
    tx.commit().await?;
    Ok(Json(row.into()))
}

/// Take a kept search away.
#[utoipa::path(post, path = "/api/v1/subjects/filters/{id}/remove", tag = "subjects", params(("id" = FilterId, Path)), responses((status = 200, body = FilterBody)))]
pub async fn remove(State(app): State<App>, by: By, Path(id): Path<FilterId>) -> Result<Json<FilterBody>, Problem> {
    let tx = app.begin(&by).await?;
    let mine = filter::Entity::find_by_id(id).filter(filter::Column::Person.eq(by.person));
    let row = crate::app::shell::found(mine.one(tx.db()).await?)?;
    let change = filter::ActiveModel { removed: Set(true), ..Default::default() };
    let gone = filter::Entity::update_many().set(change).filter(filter::Column::Id.eq(row.id));
    saved(gone.exec(tx.db()).await?.rows_affected)?;
    tx.commit().await?;
    Ok(Json(row.into()))
}
