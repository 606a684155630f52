//! Editions: lists, looks, drafts, comparisons.

#![expect(unused_qualifications, reason = "in what `utoipa::path` writes for a path and a query")]

use axum::extract::State as Held;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryTrait as _};
use serde::Deserialize;
use utoipa::IntoParams;

use super::wire::{ComparisonBody, EditionBody, EditionEdit, Names, NewEdition, Start, line};
use crate::accounts::store::{organisation_within, within};
use crate::accounts::{OrganisationId, PersonId};
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::{Json, Path, Query};
use crate::app::journal::Change;
use crate::app::list::{Ask, Page, Sorts, page};
use crate::app::problem::Problem;
use crate::app::shell::{Tx, found, next};
use crate::catalogue::rules::{self, EditionId, Hand, State};
use crate::catalogue::store::{self, edition, item};

const SORTS: Sorts<edition::Column> =
    &[("number", edition::Column::Number), ("version", edition::Column::Version), ("title", edition::Column::Title)];

/// Which editions are asked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct Which {
    /// Where they stand.
    pub state: Option<State>,
    /// Whose.
    pub organisation: Option<OrganisationId>,
}

/// Editions, drafts included.
#[utoipa::path(get, path = "/api/v1/editions", tag = "catalogue", params(Ask, Which), responses((status = 200, body = Page<EditionBody>)))]
pub async fn list(
    Held(app): Held<App>,
    by: By,
    Query(ask): Query<Ask>,
    Query(which): Query<Which>,
) -> Result<Json<Page<EditionBody>>, Problem> {
    let rows = edition::Entity::find()
        .filter(edition::Column::Organisation.in_subquery(within(&by.scope)))
        .filter(edition::Column::Title.contains(ask.q.clone().unwrap_or_default()))
        .apply_if(which.state, |rows, state| rows.filter(edition::Column::State.eq(state)))
        .apply_if(which.organisation, |rows, id| rows.filter(edition::Column::Organisation.eq(id)));
    let rows = page(app.read(), rows, &ask, SORTS, edition::Column::Id).await?;
    let names = Names::of(app.read(), &rows.rows).await?;
    Ok(Json(rows.map(|row| EditionBody::new(row, &names))))
}

/// One edition.
#[utoipa::path(get, path = "/api/v1/editions/{id}", tag = "catalogue", params(("id" = EditionId, Path)), responses((status = 200, body = EditionBody)))]
pub async fn look(Held(app): Held<App>, by: By, Path(id): Path<EditionId>) -> Result<Json<EditionBody>, Problem> {
    let row = store::load(app.read(), id, &by.scope).await?;
    Ok(Json(EditionBody::named(app.read(), row).await?))
}

/// With what an edition is compared.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct With {
    /// The earlier edition.
    pub with: EditionId,
}

/// What is new in an edition beside an earlier one.
#[utoipa::path(get, path = "/api/v1/editions/{id}/compare", tag = "catalogue", params(("id" = EditionId, Path), With), responses((status = 200, body = ComparisonBody)))]
pub async fn comparison(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<EditionId>,
    Query(With { with }): Query<With>,
) -> Result<Json<ComparisonBody>, Problem> {
    let after = store::load(app.read(), id, &by.scope).await?;
    let before = store::load(app.read(), with, &by.scope).await?;
    let before = store::texts(&store::items(app.read(), before.id).await?)?;
    let after = store::texts(&store::items(app.read(), after.id).await?)?;
    Ok(Json(rules::compare(&before, &after).into()))
}

/// Begin an edition: empty, or as a copy of the one published last.
#[utoipa::path(post, path = "/api/v1/editions", tag = "catalogue", request_body = NewEdition, responses((status = 200, body = EditionBody)))]
pub async fn add(Held(app): Held<App>, by: By, Json(body): Json<NewEdition>) -> Result<Json<EditionBody>, Problem> {
    let (title, note) = (line("title", &body.title, true)?, line("note", &body.note, false)?);
    let mut tx = app.begin(&by).await?;
    let wanted = body.organisation.unwrap_or(by.organisation);
    let organisation = found(organisation_within(tx.db(), wanted, &by.scope).await?)?.id;
    let base = store::latest(tx.db(), organisation).await?.filter(|_| body.from == Start::Published);
    let number = store::next_number(tx.db(), organisation).await?;
    let base_id = base.as_ref().map(|base| base.id);
    let row = edition::Model { number, title, note, base: base_id, ..fresh(app.fresh(), organisation, by.person) };
    edition::insert(tx.db(), &row).await?;
    store::lay_hand(tx.db(), row.id, by.person, Hand::Draft).await?;
    tx.record(row.act("edition.begun")).await?;
    copy(&app, &mut tx, &row).await?;
    tx.commit().await?;
    Ok(Json(EditionBody::named(app.read(), row).await?))
}

fn fresh(id: EditionId, organisation: OrganisationId, drafter: PersonId) -> edition::Model {
    edition::Model {
        id,
        organisation,
        number: 0,
        title: String::new(),
        note: String::new(),
        state: State::Draft,
        base: None,
        drafter,
        approver: None,
        publisher: None,
        reason: String::new(),
        digest: None,
        items: 0,
        effective_from: None,
        effective_until: None,
        submitted_at: None,
        approved_at: None,
        published_at: None,
        version: 1,
    }
}

/// The items of the edition it starts from, as the draft's own.
async fn copy(app: &App, tx: &mut Tx, row: &edition::Model) -> Result<(), Problem> {
    let Some(base) = row.base else { return Ok(()) };
    let rows = store::items(tx.db(), base).await?;
    let own = |row_of: item::Model| item::Model { id: app.fresh(), edition: row.id, version: 1, ..row_of };
    let rows: Vec<_> = rows.into_iter().map(own).collect();
    item::insert(tx.db(), &rows).await?;
    let changes: Vec<Change> = rows.iter().map(|row| row.change(None)).collect();
    tx.record_many(row.act_on_many("edition.copied"), &changes).await
}

/// Another title, or another note on what is new.
#[utoipa::path(post, path = "/api/v1/editions/{id}", tag = "catalogue", params(("id" = EditionId, Path)), request_body = EditionEdit, responses((status = 200, body = EditionBody)))]
pub async fn edit(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<EditionId>,
    Json(body): Json<EditionEdit>,
) -> Result<Json<EditionBody>, Problem> {
    let (title, note) = (line("title", &body.title, true)?, line("note", &body.note, false)?);
    let mut tx = app.begin(&by).await?;
    let row = store::load(tx.db(), id, &by.scope).await?;
    rules::write(row.state)?;
    let row = edition::Model { title, note, version: next(row.version, body.version), ..row };
    edition::save(tx.db(), &row).await?;
    store::lay_hand(tx.db(), row.id, by.person, Hand::Draft).await?;
    tx.record(row.act("edition.edited")).await?;
    tx.commit().await?;
    Ok(Json(EditionBody::named(app.read(), row).await?))
}
