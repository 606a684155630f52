//! Who sees which outcomes: who sees their visit. And what they may do there.

use axum::http::StatusCode;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Query, SelectStatement};

use super::outcome;
use crate::accounts::rules::Act;
use crate::accounts::store::organisation_within;
use crate::accounts::{OrganisationId, Role};
use crate::app::App;
use crate::app::auth::{By, Scope, standing};
use crate::app::problem::Problem;
use crate::app::shell::found;
use crate::inspections::store::sight::{Sight, load as visit_of};
use crate::inspections::store::{member, visit};
use crate::outcomes::rules::{Caller, OutcomeId};

/// The ids of the visits that somebody sees.
#[must_use]
pub fn visits(sight: &Sight) -> SelectStatement {
    Query::select().column(visit::Column::Id).from(visit::Entity).cond_where(sight.clause()).take()
}

/// The outcome with its visit, if the caller sees it.
///
/// # Errors
/// `not-found`.
pub async fn load<C: ConnectionTrait>(
    db: &C,
    id: OutcomeId,
    by: &By,
) -> Result<(outcome::Model, visit::Model), Problem> {
    let row = found(outcome::Entity::find_by_id(id).one(db).await?)?;
    let visit = visit_of(db, row.visit, by).await?;
    Ok((row, visit))
}

/// What the caller is to a visit: whether they have an account of an inspector, and what they may do there.
///
/// # Errors
/// A [`Problem`] from the database.
pub async fn caller<C: ConnectionTrait>(
    app: &App,
    db: &C,
    (visit, by): (&visit::Model, &By),
) -> Result<(bool, Caller), Problem> {
    let (known, is_member) = member(db, visit, by.person).await?;
    let grants = crate::accounts::store::grants(db, by.person).await?;
    let leader: Vec<String> =
        grants.into_iter().filter(|grant| grant.role == Role::Leader).map(|grant| grant.path).collect();
    let caller = Caller {
        person: by.person,
        is_member,
        inspects: here(app, db, (by, Act::OutcomePropose), visit.organisation).await?,
        approves: here(app, db, (by, Act::OutcomeApprove), visit.organisation).await?,
        leads: organisation_within(db, visit.organisation, &Scope(leader)).await?.is_some(),
    };
    Ok((known, caller))
}

/// Whether they may do an act in an organisation.
async fn here<C: ConnectionTrait>(
    app: &App,
    db: &C,
    (by, act): (&By, Act),
    organisation: OrganisationId,
) -> Result<bool, Problem> {
    match standing(app, by.person, act).await {
        Ok(by) => Ok(organisation_within(db, organisation, &by.scope).await?.is_some()),
        Err(problem) if problem.status == StatusCode::FORBIDDEN => Ok(false),
        Err(problem) => Err(problem),
    }
}
