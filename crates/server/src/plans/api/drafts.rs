//! Plans written: begun, edited, adjusted.

use axum::extract::State as Held;

use super::sound;
use super::wire::{NewPlan, PlanEdit, PlanLines, PlanPage, Start, StepBody};
use crate::accounts::store::organisation_within;
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::{Json, Path};
use crate::app::problem::{FieldFault, Problem};
use crate::app::shell::{found, next};
use crate::plans::rules::line::{YEARS, head_flaws};
use crate::plans::rules::{self, Hand, PlanId, State};
use crate::plans::store::{self, plan};

/// Begin a year's plan: without lines, or with those of the year before.
#[utoipa::path(post, path = "/api/v1/plans", tag = "plans", request_body = NewPlan, responses((status = 200, body = PlanPage)))]
pub async fn add(Held(app): Held<App>, by: By, Json(body): Json<NewPlan>) -> Result<Json<PlanPage>, Problem> {
    sound(head_flaws(&body.head))?;
    year_in_range(body.year)?;
    let mut tx = app.begin(&by).await?;
    let wanted = body.organisation.unwrap_or(by.organisation);
    let organisation = found(organisation_within(tx.db(), wanted, &by.scope).await?)?.id;
    let there = store::versions(tx.db(), organisation, body.year).await?;
    rules::begin(&states(&there))?;
    let before = store::last_public(tx.db(), organisation, body.year - 1).await?;
    let base = before.filter(|_| body.from == Start::LastYear);
    let lines = base.as_ref().map_or(Ok(Vec::new()), plan::Model::said)?;
    let fresh = plan::Model::fresh(app.fresh(), (organisation, body.year, next_number(&there)), by.person);
    let row = plan::Model { base: base.map(|base| base.id), ..fresh.with_head(body.head).with_lines(&lines) };
    plan::insert(tx.db(), &row).await?;
    store::lay_hand(tx.db(), row.id, by.person, Hand::Draft).await?;
    tx.record(row.act("plan.begun")).await?;
    tx.commit().await?;
    Ok(Json(PlanPage::of(app.read(), row).await?))
}

fn year_in_range(year: i64) -> Result<(), Problem> {
    let range = YEARS.0..=YEARS.1;
    if range.contains(&year) { Ok(()) } else { Err(Problem::fields(vec![FieldFault::new("year", "plan-year")])) }
}

fn states(rows: &[plan::Model]) -> Vec<State> {
    rows.iter().map(|row| row.state).collect()
}

fn next_number(rows: &[plan::Model]) -> i64 {
    rows.iter().map(|row| row.number).max().unwrap_or(0) + 1
}

/// Another head.
#[utoipa::path(post, path = "/api/v1/plans/{id}", tag = "plans", params(("id" = PlanId, Path)), request_body = PlanEdit, responses((status = 200, body = PlanPage)))]
pub async fn edit(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<PlanId>,
    Json(body): Json<PlanEdit>,
) -> Result<Json<PlanPage>, Problem> {
    sound(head_flaws(&body.head))?;
    let mut tx = app.begin(&by).await?;
    let row = store::load(tx.db(), id, &by.scope).await?;
    rules::write(row.state)?;
    let row = plan::Model { version: next(row.version, body.version), ..row.with_head(body.head) };
    plan::save(tx.db(), &row).await?;
    store::lay_hand(tx.db(), id, by.person, Hand::Draft).await?;
    tx.record(row.act("plan.edited")).await?;
    tx.commit().await?;
    Ok(Json(PlanPage::of(app.read(), row).await?))
}

/// Other lines: all of them at once, in order. Nothing is saved while one has a fault.
#[utoipa::path(post, path = "/api/v1/plans/{id}/lines", tag = "plans", params(("id" = PlanId, Path)), request_body = PlanLines, responses((status = 200, body = PlanPage)))]
pub async fn lines(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<PlanId>,
    Json(body): Json<PlanLines>,
) -> Result<Json<PlanPage>, Problem> {
    let mut tx = app.begin(&by).await?;
    let row = store::load(tx.db(), id, &by.scope).await?;
    rules::write(row.state)?;
    sound(store::wrong(tx.db(), row.organisation, &body.lines).await?)?;
    let row = plan::Model { version: next(row.version, body.version), ..row.with_lines(&body.lines) };
    plan::save(tx.db(), &row).await?;
    store::lay_hand(tx.db(), id, by.person, Hand::Draft).await?;
    tx.record(row.act("plan.lined").number("lines", row.line_count)).await?;
    tx.commit().await?;
    Ok(Json(PlanPage::of(app.read(), row).await?))
}

/// Begin the next version of a published plan. The published one stays in force until that is published.
#[utoipa::path(post, path = "/api/v1/plans/{id}/adjust", tag = "plans", params(("id" = PlanId, Path)), request_body = StepBody, responses((status = 200, body = PlanPage)))]
pub async fn adjust(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<PlanId>,
    Json(body): Json<StepBody>,
) -> Result<Json<PlanPage>, Problem> {
    let mut tx = app.begin(&by).await?;
    let base = store::load(tx.db(), id, &by.scope).await?;
    if base.version != body.version {
        return Err(Problem::stale());
    }
    let there = store::versions(tx.db(), base.organisation, base.year).await?;
    let state = rules::adjust(base.state, &states(&there))?;
    let fresh = plan::Model::fresh(app.fresh(), (base.organisation, base.year, next_number(&there)), by.person);
    let copied = fresh.with_head(base.head()).with_lines(&base.said()?);
    let row = plan::Model { state, base: Some(base.id), ..copied };
    plan::insert(tx.db(), &row).await?;
    store::lay_hand(tx.db(), row.id, by.person, Hand::Draft).await?;
    tx.record(row.act("plan.adjusted")).await?;
    tx.commit().await?;
    Ok(Json(PlanPage::of(app.read(), row).await?))
}
