//! Standing rules: written by one, approved by another, in force until the next one is. One that waits is withdrawn by who wrote it, or returned.

use axum::extract::State as Held;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::faults;
use super::wire::{ReasonBody, StepBody, line};
use crate::accounts::store::{organisation_within, within};
use crate::accounts::{OrganisationId, PersonId};
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::{Json, Path};
use crate::app::journal::Act;
use crate::app::problem::Problem;
use crate::app::shell::{Tx, found, next};
use crate::app::value::Timestamp;
use crate::draws::rules::standing::{self, Standing};
use crate::draws::rules::{Refusal, RuleId, StandingRule};
use crate::draws::store::rule;

/// A standing rule.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RuleBody {
    /// Which.
    pub id: RuleId,
    /// Whose.
    pub organisation: OrganisationId,
    /// Which of theirs, from 1.
    pub number: i64,
    /// What it says.
    pub rule: StandingRule,
    /// The level of assurance it grants where two parties from outside reveal: A to C.
    pub assurance: String,
    /// Where it stands.
    pub state: Standing,
    /// Who wrote it.
    pub drafter: PersonId,
    /// Who approved it.
    pub approver: Option<PersonId>,
    /// Whether it is the one in force.
    pub in_force: bool,
    /// When it was written.
    pub begun_at: Timestamp,
    /// When it was approved.
    pub approved_at: Option<Timestamp>,
    /// When it was withdrawn or returned.
    pub ended_at: Option<Timestamp>,
    /// Why it was returned.
    pub reason: Option<String>,
    /// For acts on it.
    pub version: i64,
}

impl RuleBody {
    fn new(row: &rule::Model) -> Result<Self, Problem> {
        let rule = row.rule()?;
        Ok(Self {
            assurance: format!("{:?}", rule.assurance()),
            rule,
            state: row.state(),
            id: row.id,
            organisation: row.organisation,
            number: row.number,
            drafter: row.drafter,
            approver: row.approver,
            in_force: row.in_force,
            begun_at: row.begun_at,
            approved_at: row.approved_at,
            ended_at: row.ended_at,
            reason: row.reason.clone(),
            version: row.version,
        })
    }
}

/// A rule to be.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRule {
    /// Whose; the caller's own organisation if not said.
    pub organisation: Option<OrganisationId>,
    /// What it says.
    pub rule: StandingRule,
}

/// All standing rules of the caller's organisations, the latest first.
#[utoipa::path(get, path = "/api/v1/draw-rules", tag = "draws", responses((status = 200, body = Vec<RuleBody>)))]
pub async fn list(Held(app): Held<App>, by: By) -> Result<Json<Vec<RuleBody>>, Problem> {
    let rows = rule::Entity::find().filter(rule::Column::Organisation.in_subquery(within(&by.scope)));
    let rows = rows.order_by_desc(rule::Column::Id).all(app.read()).await?;
    Ok(Json(rows.iter().map(RuleBody::new).collect::<Result<_, _>>()?))
}

/// Write a rule, which somebody else approves.
#[utoipa::path(post, path = "/api/v1/draw-rules", tag = "draws", request_body = NewRule, responses((status = 200, body = RuleBody)))]
pub async fn add(Held(app): Held<App>, by: By, Json(body): Json<NewRule>) -> Result<Json<RuleBody>, Problem> {
    let lacks = body.rule.lacks();
    if !lacks.is_empty() {
        return Err(Problem::fields(faults(lacks)));
    }
    let mut tx = app.begin(&by).await?;
    let wanted = body.organisation.unwrap_or(by.organisation);
    let organisation = found(organisation_within(tx.db(), wanted, &by.scope).await?)?.id;
    rule::differs(&body.rule, rule::in_force(tx.db(), organisation).await?.as_ref())?;
    let last = rule::Entity::find().filter(rule::Column::Organisation.eq(organisation));
    let last = last.order_by_desc(rule::Column::Number).one(tx.db()).await?;
    let row = rule::Model {
        id: app.fresh(),
        organisation,
        number: last.map_or(1, |last| last.number + 1),
        rule: lots::canonical::to_text(&body.rule),
        drafter: by.person,
        approver: None,
        in_force: false,
        begun_at: tx.now,
        approved_at: None,
        ended_at: None,
        ended_by: None,
        reason: None,
        version: 1,
    };
    rule::insert(tx.db(), &row).await?;
    tx.record(row.act("draw-rule.written")).await?;
    tx.commit().await?;
    Ok(Json(RuleBody::new(&row)?))
}

/// Put a rule in force that somebody else wrote; the one before is no longer.
#[utoipa::path(post, path = "/api/v1/draw-rules/{id}/approve", tag = "draws", params(("id" = RuleId, Path)), request_body = StepBody, responses((status = 200, body = RuleBody)))]
pub async fn approve(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<RuleId>,
    Json(body): Json<StepBody>,
) -> Result<Json<RuleBody>, Problem> {
    let (mut tx, row) = begun(&app, &by, id, standing::approve).await?;
    let before = rule::in_force(tx.db(), row.organisation).await?;
    rule::differs(&row.rule()?, before.as_ref())?;
    if let Some(before) = before {
        let before = rule::Model { in_force: false, version: before.version + 1, ..before };
        rule::save(tx.db(), &before).await?;
        tx.record(before.act("draw-rule.superseded")).await?;
    }
    let row = rule::Model {
        approver: Some(by.person),
        in_force: true,
        approved_at: Some(tx.now),
        version: next(row.version, body.version),
        ..row
    };
    done(tx, &row, row.act("draw-rule.approved")).await
}

/// Send a rule that waits back to who wrote it, with the reason. It comes again as another one.
#[utoipa::path(post, path = "/api/v1/draw-rules/{id}/return", tag = "draws", params(("id" = RuleId, Path)), request_body = ReasonBody, responses((status = 200, body = RuleBody)))]
pub async fn give_back(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<RuleId>,
    Json(body): Json<ReasonBody>,
) -> Result<Json<RuleBody>, Problem> {
    let reason = line("reason", &body.reason, true)?;
    let (tx, row) = begun(&app, &by, id, standing::give_back).await?;
    let row = rule::Model { reason: Some(reason), ..ended(&tx, &by, row, body.version) };
    done(tx, &row, row.act("draw-rule.returned")).await
}

/// Take back a rule that waits, which one wrote oneself.
#[utoipa::path(post, path = "/api/v1/draw-rules/{id}/withdraw", tag = "draws", params(("id" = RuleId, Path)), request_body = StepBody, responses((status = 200, body = RuleBody)))]
pub async fn withdraw(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<RuleId>,
    Json(body): Json<StepBody>,
) -> Result<Json<RuleBody>, Problem> {
    let (tx, row) = begun(&app, &by, id, standing::withdraw).await?;
    let row = ended(&tx, &by, row, body.version);
    done(tx, &row, row.act("draw-rule.withdrawn")).await
}

/// Begin a change of one of the caller's organisations' rules, if `may` allows it: by where the rule stands, who wrote it, and who asks.
async fn begun(
    app: &App,
    by: &By,
    id: RuleId,
    may: fn(Standing, PersonId, PersonId) -> Result<(), Refusal>,
) -> Result<(Tx, rule::Model), Problem> {
    let tx = app.begin(by).await?;
    let row = rule::Entity::find_by_id(id).filter(rule::Column::Organisation.in_subquery(within(&by.scope)));
    let row = found(row.one(tx.db()).await?)?;
    may(row.state(), row.drafter, by.person)?;
    Ok((tx, row))
}

/// A rule that will never be approved.
fn ended(tx: &Tx, by: &By, row: rule::Model, read: i64) -> rule::Model {
    let version = next(row.version, read);
    rule::Model { ended_at: Some(tx.now), ended_by: Some(by.person), version, ..row }
}

/// Save it, record the act, answer with it.
async fn done(mut tx: Tx, row: &rule::Model, act: Act) -> Result<Json<RuleBody>, Problem> {
    rule::save(tx.db(), row).await?;
    tx.record(act).await?;
    tx.commit().await?;
    Ok(Json(RuleBody::new(row)?))
}
