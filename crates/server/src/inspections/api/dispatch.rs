//! 派发: the visits of a drawn draw, all at once and none left out; and when and by whom that was done.

use axum::extract::State as Held;
use sea_orm::SqlErr;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::accounts::store::person;
use crate::app::App;
use crate::app::auth::By;
use crate::app::bulk::{self, Rows};
use crate::app::input::{Json, Path};
use crate::app::journal::Act;
use crate::app::journal::held::unlike;
use crate::app::problem::Problem;
use crate::app::shell::found;
use crate::app::value::Timestamp;
use crate::catalogue::api::wire::Named;
use crate::draws::store::identity::{self, Identities, Identity};
use crate::draws::store::{self as draws, draw, target};
use crate::draws::{DrawId, State as DrawState};
use crate::inspections::rules::{self, Refusal, State};
use crate::inspections::store::sight::Sight;
use crate::inspections::store::{Whole, visit};

/// Nothing is said but that it is wanted.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = VisitDispatch)]
pub struct DispatchBody {}

/// What was dispatched.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[schema(as = VisitDispatched)]
pub struct Dispatched {
    /// How many visits.
    pub visits: u64,
}

/// What was dispatched of a draw.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = DrawDispatches)]
pub struct DispatchesBody {
    /// How many targets that didn't leave have no visit yet.
    pub waiting: i64,
    /// What was dispatched at once, the earliest first, of the visits that the caller sees.
    pub done: Vec<DispatchedAt>,
}

/// Visits that were dispatched at once.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = DrawDispatch)]
pub struct DispatchedAt {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Option<Named>,
    /// How many of them the caller sees.
    pub visits: i64,
}

/// When and by whom a draw's visits were dispatched, and how many targets wait for theirs. That some do the list of draws says to whoever reads draws.
#[utoipa::path(get, path = "/api/v1/draws/{id}/dispatches", tag = "inspections", params(("id" = DrawId, Path)), responses((status = 200, body = DispatchesBody)))]
pub async fn dispatches(Held(app): Held<App>, by: By, Path(id): Path<DrawId>) -> Result<Json<DispatchesBody>, Problem> {
    let db = app.read();
    draws::load(db, id, &by.scope).await?;
    let done = visit::dispatches(db, id, &Sight::of(db, &by).await?).await?;
    let people = person::names(db, done.iter().filter_map(|one| one.by)).await?;
    let body = |one: visit::Dispatch| DispatchedAt {
        at: one.at,
        by: one.by.map(|id| Named { id, name: people.get(&id).cloned().unwrap_or_default() }),
        visits: one.visits,
    };
    Ok(Json(DispatchesBody { waiting: visit::waiting(db, id).await?, done: done.into_iter().map(body).collect() }))
}

/// Make the visits of a drawn draw: each target that has none gets one.
#[utoipa::path(post, path = "/api/v1/draws/{id}/dispatch", tag = "inspections", params(("id" = DrawId, Path)), request_body = DispatchBody, responses((status = 200, body = Dispatched)))]
pub async fn dispatch(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<DrawId>,
    Json(DispatchBody {}): Json<DispatchBody>,
) -> Result<Json<Dispatched>, Problem> {
    let mut tx = app.begin(&by).await?;
    draws::load(tx.db(), id, &by.scope).await?;
    // No amendment changes who was drawn while visits are made of it.
    draw::stay(tx.db(), id).await?;
    let whole = draws::load(tx.db(), id, &by.scope).await?;
    draws::as_sealed(&app.db, tx.db(), &whole).await?;
    let (case, drawn) = (whole.case(), whole.draw);
    let ready = matches!(drawn.state, DrawState::Drawn | DrawState::Announced);
    let there = visit::dispatched(tx.db(), id).await?;
    let all = target::of(tx.db(), id).await?;
    let mut targets = all.clone();
    targets.retain(|target| target.gone.is_none() && !there.contains(&target.code));
    let state = rules::dispatch(ready, targets.len())?;
    let codes: Vec<&str> = targets.iter().map(|target| target.code.as_str()).collect();
    let known = identity::of(tx.db(), &drawn, &codes).await?;
    // What is used is what was held: rows and file are read a second time here.
    if !target::are_sealed(&drawn, &all, &known) {
        return Err(unlike(case));
    }
    let rows = rows(&app, &drawn, &targets, (&known, state))?;
    let visits = bulk::load(tx.db(), Rows::of::<visit::Entity>(&rows)).await.map_err(twice)?;
    let acts: Vec<Act> = rows.into_iter().map(|row| Whole::bare(row).act(visit::DISPATCHED)).collect();
    tx.record_each(&acts).await?;
    tx.commit().await?;
    Ok(Json(Dispatched { visits }))
}

/// Somebody else dispatched it in between.
fn twice(error: sea_orm::DbErr) -> Problem {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => Refusal::Dispatched.into(),
        _ => error.into(),
    }
}

fn rows(
    app: &App,
    drawn: &draw::Model,
    targets: &[target::Model],
    (known, state): (&Identities, State),
) -> Result<Vec<visit::Model>, Problem> {
    let scheme = drawn.scheme()?;
    let edition = found(scheme.edition)?;
    let committed = found(drawn.committed_at)?.date();
    let items = lots::canonical::to_text(&scheme.items);
    let row = |target: &target::Model| {
        // Who was drawn, as they were then: an entry that is written over in between sends nobody elsewhere.
        let known = known.get(&target.code);
        let text = |field: fn(&Identity) -> &String| known.map(field).cloned().unwrap_or_default();
        visit::Model {
            id: app.fresh(),
            draw: drawn.id,
            place: target.place,
            organisation: drawn.organisation,
            subject: known.map(|one| one.subject),
            code: target.code.clone(),
            name: text(|one| &one.name),
            public_name: text(|one| &one.public_name),
            address: text(|one| &one.address),
            domain: known.map(|one| one.domain),
            region: text(|one| &one.region),
            edition,
            items: items.clone(),
            first_day: scheme.from,
            last_day: scheme.to,
            committed,
            state,
            number: 1,
            reviewed: 0,
            notice_year: None,
            notice_number: None,
            token: None,
            noticed_at: None,
            text: String::new(),
            digest: None,
            recorder: None,
            recorded_at: None,
            reason: String::new(),
            version: 1,
        }
    };
    Ok(targets.iter().map(row).collect())
}
