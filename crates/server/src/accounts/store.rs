//! What is kept of accounts: entities and queries.

pub mod first;
pub mod organisation;
pub mod person;
pub mod role;
pub mod session;

use std::collections::BTreeSet;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Query, SelectStatement};
use sea_orm::{Condition, DbErr, QuerySelect};

pub use self::session::{Caller, Grant, grants, session_caller, standing};
use super::rules::{OrganisationId, PersonId, PersonState, Role};
use crate::app::auth::Scope;

/// The ids of the organisations in a scope, as a subquery: `column IN (…)`.
#[must_use]
pub fn within(scope: &Scope) -> SelectStatement {
    let paths =
        scope.0.iter().fold(Condition::any(), |any, path| any.add(organisation::Column::Path.starts_with(path)));
    let none = scope.0.is_empty().then(|| Expr::value(false));
    Query::select()
        .column(organisation::Column::Id)
        .from(organisation::Entity)
        .cond_where(paths)
        .cond_where(Condition::all().add_option(none))
        .take()
}

/// The organisation, if it lies in the scope.
///
/// # Errors
/// [`DbErr`].
pub async fn organisation_within<C: ConnectionTrait>(
    db: &C,
    id: OrganisationId,
    scope: &Scope,
) -> Result<Option<organisation::Model>, DbErr> {
    let row = organisation::Entity::find_by_id(id).one(db).await?;
    Ok(row.filter(|row| scope.covers(&row.path)))
}

/// Whether there is any account yet.
///
/// # Errors
/// [`DbErr`].
pub async fn is_empty<C: ConnectionTrait>(db: &C) -> Result<bool, DbErr> {
    Ok(person::Entity::find().limit(1).one(db).await?.is_none())
}

/// The administrators' roles that only this account holds among those in force.
///
/// # Errors
/// [`DbErr`].
pub async fn only_here<C: ConnectionTrait>(db: &C, person: PersonId) -> Result<BTreeSet<Role>, DbErr> {
    let mut only = BTreeSet::new();
    for role in role::of(db, person).await?.into_iter().map(|row| row.role).filter(|role| role.is_privileged()) {
        let others = role::Entity::find()
            .inner_join(person::Entity)
            .filter(role::Column::Role.eq(role))
            .filter(role::Column::Person.ne(person))
            .filter(in_force());
        if others.one(db).await?.is_none() {
            only.insert(role);
        }
    }
    Ok(only)
}

/// The condition that an account can be used with its roles.
fn in_force() -> Condition {
    Condition::all().add(person::Column::State.eq(PersonState::Active)).add(person::Column::Resting.eq(false))
}

/// Whether somebody else holds a role on an account in force, for the account's organisation or one above it.
///
/// # Errors
/// [`DbErr`].
pub async fn is_held_beside<C: ConnectionTrait>(db: &C, row: &person::Model, role: Role) -> Result<bool, DbErr> {
    let Some(home) = organisation::Entity::find_by_id(row.organisation).one(db).await? else { return Ok(false) };
    let above: Vec<OrganisationId> =
        home.path.split('/').filter_map(|id| id.parse().ok().map(OrganisationId)).collect();
    let others = role::Entity::find()
        .inner_join(person::Entity)
        .filter(role::Column::Role.eq(role))
        .filter(role::Column::Person.ne(row.id))
        .filter(role::Column::Organisation.is_in(above))
        .filter(in_force());
    Ok(others.one(db).await?.is_some())
}

/// How many open organisations and active accounts stand at or below a path, the organisation itself left out.
///
/// # Errors
/// [`DbErr`].
pub async fn in_use<C: ConnectionTrait>(db: &C, row: &organisation::Model) -> Result<u64, DbErr> {
    use super::rules::OrganisationState::Open;
    let below = organisation::Entity::find()
        .filter(organisation::Column::Path.starts_with(&row.path))
        .filter(organisation::Column::Id.ne(row.id))
        .filter(organisation::Column::State.eq(Open));
    let people = person::Entity::find()
        .filter(person::Column::Organisation.eq(row.id))
        .filter(person::Column::State.eq(PersonState::Active));
    Ok(below.count(db).await? + people.count(db).await?)
}
