//! The steps of an edition: submitted by one, approved by a second, published by a third.

use axum::extract::State as Held;

use super::wire::{EditionBody, PublishBody, ReasonBody, StepBody, line};
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::{Json, Path};
use crate::app::problem::Problem;
use crate::app::shell::{Tx, next};
use crate::app::value::Date;
use crate::catalogue::rules::{self, EditionId, Effect, Hand, State};
use crate::catalogue::store::{self, edition};

/// Hand a draft to the approver. Nothing in it changes any more unless it is rejected.
#[utoipa::path(post, path = "/api/v1/editions/{id}/submit", tag = "catalogue", params(("id" = EditionId, Path)), request_body = StepBody, responses((status = 200, body = EditionBody)))]
pub async fn submit(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<EditionId>,
    Json(body): Json<StepBody>,
) -> Result<Json<EditionBody>, Problem> {
    let mut tx = app.begin(&by).await?;
    let row = store::load(tx.db(), id, &by.scope).await?;
    let items = store::texts(&store::items(tx.db(), id).await?)?;
    let state = rules::submit(row.state, &items)?;
    let digest = edition::digest(&row, &items);
    let row = edition::Model {
        state,
        digest: Some(digest.to_string()),
        items: i64::try_from(items.len()).unwrap_or(i64::MAX),
        submitted_at: Some(tx.now),
        version: next(row.version, body.version),
        ..row
    };
    edition::save(tx.db(), &row).await?;
    store::lay_hand(tx.db(), id, by.person, Hand::Draft).await?;
    tx.record(row.act_on_text("edition.submitted", digest)).await?;
    tx.commit().await?;
    Ok(Json(EditionBody::named(app.read(), row).await?))
}

/// Give a draft up.
#[utoipa::path(post, path = "/api/v1/editions/{id}/discard", tag = "catalogue", params(("id" = EditionId, Path)), request_body = ReasonBody, responses((status = 200, body = EditionBody)))]
pub async fn discard(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<EditionId>,
    Json(body): Json<ReasonBody>,
) -> Result<Json<EditionBody>, Problem> {
    let reason = line("reason", &body.reason, true)?;
    let mut tx = app.begin(&by).await?;
    let row = store::load(tx.db(), id, &by.scope).await?;
    rules::write(row.state)?;
    let row = edition::Model { state: State::Withdrawn, reason, version: next(row.version, body.version), ..row };
    edition::save(tx.db(), &row).await?;
    tx.record(row.act("edition.discarded")).await?;
    tx.commit().await?;
    Ok(Json(EditionBody::named(app.read(), row).await?))
}

/// Approve an edition that others wrote.
#[utoipa::path(post, path = "/api/v1/editions/{id}/approve", tag = "catalogue", params(("id" = EditionId, Path)), request_body = StepBody, responses((status = 200, body = EditionBody)))]
pub async fn approve(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<EditionId>,
    Json(body): Json<StepBody>,
) -> Result<Json<EditionBody>, Problem> {
    let mut tx = app.begin(&by).await?;
    let row = store::load(tx.db(), id, &by.scope).await?;
    let standing = store::standing(tx.db(), &row).await?;
    let state = rules::approve(row.state, &standing, by.person)?;
    let row = edition::Model {
        state,
        approver: Some(by.person),
        approved_at: Some(tx.now),
        reason: String::new(),
        version: next(row.version, body.version),
        ..row
    };
    edition::save(tx.db(), &row).await?;
    store::lay_hand(tx.db(), id, by.person, Hand::Approve).await?;
    tx.record(row.act("edition.approved")).await?;
    tx.commit().await?;
    Ok(Json(EditionBody::named(app.read(), row).await?))
}

/// Send an edition back to those who write it, with the reason.
#[utoipa::path(post, path = "/api/v1/editions/{id}/reject", tag = "catalogue", params(("id" = EditionId, Path)), request_body = ReasonBody, responses((status = 200, body = EditionBody)))]
pub async fn reject(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<EditionId>,
    Json(body): Json<ReasonBody>,
) -> Result<Json<EditionBody>, Problem> {
    let reason = line("reason", &body.reason, true)?;
    let mut tx = app.begin(&by).await?;
    let row = store::load(tx.db(), id, &by.scope).await?;
    let standing = store::standing(tx.db(), &row).await?;
    let state = rules::reject(row.state, &standing, by.person)?;
    let row = edition::Model { state, reason, digest: None, items: 0, version: next(row.version, body.version), ..row };
    edition::save(tx.db(), &row).await?;
    tx.record(row.act("edition.rejected")).await?;
    tx.commit().await?;
    Ok(Json(EditionBody::named(app.read(), row).await?))
}

/// Publish an approved edition: the final act. The one in force before ends the day this one begins.
#[utoipa::path(post, path = "/api/v1/editions/{id}/publish", tag = "catalogue", params(("id" = EditionId, Path)), request_body = PublishBody, responses((status = 200, body = EditionBody)))]
pub async fn publish(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<EditionId>,
    Json(body): Json<PublishBody>,
) -> Result<Json<EditionBody>, Problem> {
    let mut tx = app.begin(&by).await?;
    let row = store::load(tx.db(), id, &by.scope).await?;
    let others = store::beside(tx.db(), &row).await?;
    let standing = store::standing(tx.db(), &row).await?;
    let effect = Effect { from: body.effective_from, today: tx.now.date(), others: &store::spans(&others) };
    let state = rules::publish(row.state, &standing, by.person, effect)?;
    let items = store::texts(&store::items(tx.db(), id).await?)?;
    let row = edition::Model {
        state,
        publisher: Some(by.person),
        published_at: Some(tx.now),
        effective_from: Some(body.effective_from),
        version: next(row.version, body.version),
        ..row
    };
    supersede(&mut tx, others, body.effective_from).await?;
    edition::save(tx.db(), &row).await?;
    store::lay_hand(tx.db(), id, by.person, Hand::Publish).await?;
    let act = row.act_on_text("edition.published", edition::digest(&row, &items));
    tx.record(act.number("from", day_number(body.effective_from))).await?;
    tx.commit().await?;
    Ok(Json(EditionBody::named(app.read(), row).await?))
}

/// Published -> Superseded, from the day on: what had no end gets one.
async fn supersede(tx: &mut Tx, others: Vec<edition::Model>, day: Date) -> Result<(), Problem> {
    let endless = others.into_iter().filter(|row| row.state == State::Published && row.effective_until.is_none());
    for row in endless {
        let version = row.version + 1;
        let row = edition::Model { state: State::Superseded, effective_until: Some(day), version, ..row };
        edition::save(tx.db(), &row).await?;
        tx.record(row.act("edition.superseded").number("until", day_number(day))).await?;
    }
    Ok(())
}

/// A date as a number a journal's fact can be: 20260305.
fn day_number(date: Date) -> i64 {
    i64::from(date.0.year()) * 10_000 + i64::from(date.0.month()) * 100 + i64::from(date.0.day())
}

/// Take an edition back that is published, or approved. What was published stays to be read, marked as withdrawn.
#[utoipa::path(post, path = "/api/v1/editions/{id}/withdraw", tag = "catalogue", params(("id" = EditionId, Path)), request_body = ReasonBody, responses((status = 200, body = EditionBody)))]
pub async fn withdraw(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<EditionId>,
    Json(body): Json<ReasonBody>,
) -> Result<Json<EditionBody>, Problem> {
    let reason = line("reason", &body.reason, true)?;
    let mut tx = app.begin(&by).await?;
    let row = store::load(tx.db(), id, &by.scope).await?;
    let effective_until = rules::withdraw(row.state, row.span(), tx.now.date())?;
    let row = edition::Model {
        state: State::Withdrawn,
        reason,
        effective_until,
        version: next(row.version, body.version),
        ..row
    };
    edition::save(tx.db(), &row).await?;
    tx.record(row.act("edition.withdrawn")).await?;
    tx.commit().await?;
    Ok(Json(EditionBody::named(app.read(), row).await?))
}
