//! The steps of a draft: submitted by one, approved or returned by another, given up before anything is frozen.

use std::collections::BTreeSet;

use axum::extract::State as Held;
use sea_orm::ConnectionTrait;

use super::drafts::told_apart;
use super::wire::{DrawBody, ReasonBody, StepBody, line};
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::{Json, Path};
use crate::app::problem::Problem;
use crate::app::shell::{Tx, next};
use crate::catalogue::store as catalogue;
use crate::draws::rules::{self, DrawId, Lack, Refusal, Scheme, progress};
use crate::draws::store::gather::registered;
use crate::draws::store::{self, Hand, Whole, draw};

/// Hand a draft to the approver.
#[utoipa::path(post, path = "/api/v1/draws/{id}/submit", tag = "draws", params(("id" = DrawId, Path)), request_body = StepBody, responses((status = 200, body = DrawBody)))]
pub async fn submit(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<DrawId>,
    Json(body): Json<StepBody>,
) -> Result<Json<DrawBody>, Problem> {
    let mut tx = app.begin(&by).await?;
    let whole = store::load(tx.db(), id, &by.scope).await?;
    let scheme = whole.draw.scheme()?;
    let known = known(&tx, &scheme).await?;
    let plan = match scheme.plan {
        Some(place) => store::plan::version(tx.db(), place.plan).await?,
        None => None,
    };
    progress::named(&scheme, plan.as_ref(), whole.draw.organisation)?;
    let state = rules::submit(whole.draw.state, &scheme, &known, tx.now.date())?;
    rules::holders(&scheme, whole.parties.iter().map(|party| party.holds))?;
    told_apart(&whole.parties)?;
    rules::named::check(&scheme, &registered(tx.db(), whole.draw.organisation, &scheme).await?)?;
    edition_stands(tx.db(), &scheme).await?;
    let draw = draw::Model {
        state,
        submitted_at: Some(tx.now),
        version: next(whole.draw.version, body.version),
        ..whole.draw
    };
    draw::save(tx.db(), &draw).await?;
    store::lay_hand(tx.db(), id, by.person, Hand::Draft).await?;
    let whole = Whole { draw, ..whole };
    tx.record(whole.act("drawing.submitted")).await?;
    tx.commit().await?;
    Ok(Json(DrawBody::named(app.read(), whole).await?))
}

/// The edition that a scheme names is in force on the draw's first day: nobody draws by one that was withdrawn or replaced.
///
/// # Errors
/// [`Refusal::Scheme`], at `edition`; others from the database.
pub async fn edition_stands<C: ConnectionTrait>(db: &C, scheme: &Scheme) -> Result<(), Problem> {
    let Some(edition) = scheme.edition else { return Ok(()) };
    let stands = match catalogue::public(db, edition).await {
        Ok(edition) => edition.standing_on(scheme.from) == "edition-in-force",
        Err(_) => false,
    };
    let lack = || Lack { field: "edition".into(), code: "draw-edition-past" };
    if stands { Ok(()) } else { Err(Refusal::Scheme(vec![lack()]).into()) }
}

/// The codes of the items of the scheme's edition, if that is public.
async fn known(tx: &Tx, scheme: &Scheme) -> Result<BTreeSet<String>, Problem> {
    let Some(edition) = scheme.edition else { return Ok(BTreeSet::new()) };
    let Ok(edition) = catalogue::public(tx.db(), edition).await else { return Ok(BTreeSet::new()) };
    let items = catalogue::texts(&catalogue::items(tx.db(), edition.id).await?)?;
    Ok(items.into_iter().map(|item| item.code).collect())
}

/// Approve a scheme that others wrote. It doesn't change any more.
#[utoipa::path(post, path = "/api/v1/draws/{id}/approve", tag = "draws", params(("id" = DrawId, Path)), request_body = StepBody, responses((status = 200, body = DrawBody)))]
pub async fn approve(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<DrawId>,
    Json(body): Json<StepBody>,
) -> Result<Json<DrawBody>, Problem> {
    let mut tx = app.begin(&by).await?;
    let whole = store::load(tx.db(), id, &by.scope).await?;
    let hands = store::hands(tx.db(), &whole.draw).await?;
    let state = rules::approve(whole.draw.state, &hands, by.person)?;
    let scheme = whole.draw.scheme()?;
    rules::holders(&scheme, whole.parties.iter().map(|party| party.holds))?;
    told_apart(&whole.parties)?;
    edition_stands(tx.db(), &scheme).await?;
    let draw = draw::Model {
        state,
        approver: Some(by.person),
        approved_at: Some(tx.now),
        reason: String::new(),
        version: next(whole.draw.version, body.version),
        ..whole.draw
    };
    draw::save(tx.db(), &draw).await?;
    store::lay_hand(tx.db(), id, by.person, Hand::Approve).await?;
    let whole = Whole { draw, ..whole };
    let (scheme, act) = (whole.draw.scheme()?, whole.act("drawing.approved"));
    // There are few schemes to try, so of an unannounced draw the image alone seals it, with a salt. A draft may still become one: its acts have no digest either.
    let is_told = scheme.disclosure.is_none();
    tx.record(if is_told { act.digest("scheme", scheme.digest()) } else { act }).await?;
    tx.commit().await?;
    Ok(Json(DrawBody::named(app.read(), whole).await?))
}

/// Send a draft back to those who write it, with the reason.
#[utoipa::path(post, path = "/api/v1/draws/{id}/return", tag = "draws", params(("id" = DrawId, Path)), request_body = ReasonBody, responses((status = 200, body = DrawBody)))]
pub async fn give_back(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<DrawId>,
    Json(body): Json<ReasonBody>,
) -> Result<Json<DrawBody>, Problem> {
    let reason = line("reason", &body.reason, true)?;
    let mut tx = app.begin(&by).await?;
    let whole = store::load(tx.db(), id, &by.scope).await?;
    let hands = store::hands(tx.db(), &whole.draw).await?;
    let state = rules::give_back(whole.draw.state, &hands, by.person)?;
    let draw = draw::Model { state, reason, version: next(whole.draw.version, body.version), ..whole.draw };
    draw::save(tx.db(), &draw).await?;
    let whole = Whole { draw, ..whole };
    tx.record(whole.act("drawing.returned")).await?;
    tx.commit().await?;
    Ok(Json(DrawBody::named(app.read(), whole).await?))
}

/// Give a draw up before anything is frozen.
#[utoipa::path(post, path = "/api/v1/draws/{id}/discard", tag = "draws", params(("id" = DrawId, Path)), request_body = ReasonBody, responses((status = 200, body = DrawBody)))]
pub async fn discard(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<DrawId>,
    Json(body): Json<ReasonBody>,
) -> Result<Json<DrawBody>, Problem> {
    let reason = line("reason", &body.reason, true)?;
    let mut tx = app.begin(&by).await?;
    let whole = store::load(tx.db(), id, &by.scope).await?;
    let state = rules::discard(whole.draw.state)?;
    let draw = draw::Model { state, reason, version: next(whole.draw.version, body.version), ..whole.draw };
    draw::save(tx.db(), &draw).await?;
    let whole = Whole { draw, ..whole };
    tx.record(whole.act("drawing.discarded")).await?;
    tx.commit().await?;
    Ok(Json(DrawBody::named(app.read(), whole).await?))
}
