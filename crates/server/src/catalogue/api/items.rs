//! Items of a draft: added, edited, taken out, put in another order.

#![expect(unused_qualifications, reason = "in what `utoipa::path` writes for a path and a query")]

use axum::extract::State as Held;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryTrait as _, Select};
use serde::Deserialize;
use utoipa::IntoParams;

use super::wire::{ItemBody, ItemEdit, OrderBody, StepBody, sound};
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::{Json, Path, Query};
use crate::app::list::{Ask, Page, Sorts, page};
use crate::app::problem::Problem;
use crate::app::shell::next;
use crate::catalogue::rules::{self, Class, EditionId, ItemId, ItemText, Method};
use crate::catalogue::store::item::Place;
use crate::catalogue::store::{self, edition, item};

/// How items can be sorted.
pub const SORTS: Sorts<item::Column> = &[
    ("place", item::Column::Place),
    ("code", item::Column::Code),
    ("domain", item::Column::Domain),
    ("name", item::Column::Name),
    ("class", item::Column::Class),
];

/// Which items are asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct Which {
    /// 领域.
    pub domain: Option<String>,
    /// 事项类别.
    #[serde(deserialize_with = "crate::catalogue::api::items::blank_is_none")]
    pub class: Option<Class>,
    /// 抽查方式.
    #[serde(deserialize_with = "crate::catalogue::api::items::blank_is_none")]
    pub method: Option<Method>,
}

/// A field left empty in a form asks for nothing.
///
/// # Errors
/// If it is filled with no code of the set.
pub fn blank_is_none<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
where
    T: std::str::FromStr,
    T::Err: std::fmt::Display,
    D: serde::Deserializer<'de>,
{
    let text = Option::<String>::deserialize(deserializer)?.filter(|text| !text.is_empty());
    text.map(|text| text.parse().map_err(serde::de::Error::custom)).transpose()
}

/// The items of an edition that a search and filters leave.
#[must_use]
pub fn matching(edition: EditionId, q: Option<&str>, which: &Which) -> Select<item::Entity> {
    let q = q.unwrap_or_default().trim().to_lowercase();
    let domain = which.domain.clone().filter(|domain| !domain.is_empty());
    item::Entity::find()
        .filter(item::Column::Edition.eq(edition))
        .filter(item::Column::Removed.eq(false))
        .filter(item::Column::Search.contains(q))
        .apply_if(domain, |rows, domain| rows.filter(item::Column::Domain.eq(domain)))
        .apply_if(which.class, |rows, class| rows.filter(item::Column::Class.eq(class)))
        // Codes of methods stand in the text between quotation marks and nowhere else.
        .apply_if(which.method, |rows, method| rows.filter(item::Column::Text.contains(format!("\"{method}\""))))
}

/// An edition's items, in its order.
#[utoipa::path(get, path = "/api/v1/editions/{id}/items", tag = "catalogue", params(("id" = EditionId, Path), Ask, Which), responses((status = 200, body = Page<ItemBody>)))]
pub async fn list(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<EditionId>,
    Query(ask): Query<Ask>,
    Query(which): Query<Which>,
) -> Result<Json<Page<ItemBody>>, Problem> {
    let row = store::load(app.read(), id, &by.scope).await?;
    let rows = matching(row.id, ask.q.as_deref(), &which);
    let rows = page(app.read(), rows, &ask, SORTS, item::Column::Id).await?;
    let bodies = rows.rows.into_iter().map(ItemBody::try_from).collect::<Result<_, _>>()?;
    Ok(Json(Page { rows: bodies, next: rows.next, count: rows.count }))
}

/// One item.
#[utoipa::path(get, path = "/api/v1/editions/{id}/items/{item}", tag = "catalogue", params(("id" = EditionId, Path), ("item" = ItemId, Path)), responses((status = 200, body = ItemBody)))]
pub async fn look(
    Held(app): Held<App>,
    by: By,
    Path((id, item)): Path<(EditionId, ItemId)>,
) -> Result<Json<ItemBody>, Problem> {
    let edition = store::load(app.read(), id, &by.scope).await?;
    Ok(Json(store::load_item(app.read(), edition.id, item).await?.try_into()?))
}

/// Add an item at a draft's end.
#[utoipa::path(post, path = "/api/v1/editions/{id}/items", tag = "catalogue", params(("id" = EditionId, Path)), request_body = ItemText, responses((status = 200, body = ItemBody)))]
pub async fn add(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<EditionId>,
    Json(text): Json<ItemText>,
) -> Result<Json<ItemBody>, Problem> {
    sound(&text)?;
    let mut tx = app.begin(&by).await?;
    let edition = store::load(tx.db(), id, &by.scope).await?;
    rules::write(edition.state)?;
    store::touch(tx.db(), &edition, by.person).await?;
    let rows = store::items(tx.db(), id).await?;
    rules::room(rows.len() + 1)?;
    let row = item::Model::new(app.fresh(), Place { edition: id, at: behind(&rows) }, &text);
    item::insert(tx.db(), std::slice::from_ref(&row)).await?;
    tx.record(row.act("item.added")).await?;
    tx.commit().await?;
    Ok(Json(row.try_into()?))
}

/// The place behind the last.
#[must_use]
pub fn behind(rows: &[item::Model]) -> i64 {
    rows.iter().map(|row| row.place).max().unwrap_or(0) + 1
}

/// Change what an item of a draft says.
#[utoipa::path(post, path = "/api/v1/editions/{id}/items/{item}", tag = "catalogue", params(("id" = EditionId, Path), ("item" = ItemId, Path)), request_body = ItemEdit, responses((status = 200, body = ItemBody)))]
pub async fn edit(
    Held(app): Held<App>,
    by: By,
    Path((id, item)): Path<(EditionId, ItemId)>,
    Json(body): Json<ItemEdit>,
) -> Result<Json<ItemBody>, Problem> {
    sound(&body.text)?;
    let mut tx = app.begin(&by).await?;
    let edition = store::load(tx.db(), id, &by.scope).await?;
    rules::write(edition.state)?;
    store::touch(tx.db(), &edition, by.person).await?;
    let row = store::load_item(tx.db(), id, item).await?;
    let row = item::Model { version: next(row.version, body.version), ..row.with(&body.text) };
    item::save(tx.db(), &row).await?;
    tx.record(row.act("item.edited")).await?;
    tx.commit().await?;
    Ok(Json(row.try_into()?))
}

/// Take an item out of a draft. Published editions keep theirs.
#[utoipa::path(post, path = "/api/v1/editions/{id}/items/{item}/remove", tag = "catalogue", params(("id" = EditionId, Path), ("item" = ItemId, Path)), request_body = StepBody, responses((status = 200, body = ItemBody)))]
pub async fn remove(
    Held(app): Held<App>,
    by: By,
    Path((id, item)): Path<(EditionId, ItemId)>,
    Json(body): Json<StepBody>,
) -> Result<Json<ItemBody>, Problem> {
    let mut tx = app.begin(&by).await?;
    let edition = store::load(tx.db(), id, &by.scope).await?;
    rules::write(edition.state)?;
    store::touch(tx.db(), &edition, by.person).await?;
    let row = store::load_item(tx.db(), id, item).await?;
    let row = item::Model { removed: true, version: next(row.version, body.version), ..row };
    item::save(tx.db(), &row).await?;
    tx.record(row.act("item.removed")).await?;
    tx.commit().await?;
    Ok(Json(row.try_into()?))
}

/// Put a draft's items in another order.
#[utoipa::path(post, path = "/api/v1/editions/{id}/order", tag = "catalogue", params(("id" = EditionId, Path)), request_body = OrderBody, responses((status = 200, body = Vec<ItemId>)))]
pub async fn order(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<EditionId>,
    Json(body): Json<OrderBody>,
) -> Result<Json<Vec<ItemId>>, Problem> {
    let mut tx = app.begin(&by).await?;
    let row = store::load(tx.db(), id, &by.scope).await?;
    rules::write(row.state)?;
    let row = edition::Model { version: next(row.version, body.version), ..row };
    edition::save(tx.db(), &row).await?;
    let rows = store::items(tx.db(), id).await?;
    rules::order(&rows.iter().map(|row| row.id).collect::<Vec<_>>(), &body.items)?;
    let moved = placed(rows, &body.items);
    for (_, row) in &moved {
        item::save(tx.db(), row).await?;
    }
    store::lay_hand(tx.db(), id, by.person, rules::Hand::Draft).await?;
    let changes: Vec<_> = moved.iter().map(|(was, row)| row.change(Some(was))).collect();
    tx.record_many(row.act_on_many("edition.reordered"), &changes).await?;
    tx.commit().await?;
    Ok(Json(body.items))
}

/// The items whose place is another one now: where they were, and there.
fn placed(rows: Vec<item::Model>, order: &[ItemId]) -> Vec<(item::Model, item::Model)> {
    let at = |id| order.iter().position(|other| *other == id).and_then(|at| i64::try_from(at + 1).ok());
    let moved = rows.into_iter().filter_map(|row| {
        let place = at(row.id)?;
        let moved = item::Model { place, version: row.version + 1, ..row.clone() };
        (place != row.place).then_some((row, moved))
    });
    moved.collect()
}
