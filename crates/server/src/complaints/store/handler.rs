//! Who can handle complaints, and who does.

use sea_orm::entity::prelude::*;
use sea_orm::{DbErr, QuerySelect, QueryTrait as _};

use super::complaint;

use crate::accounts::rules::PersonState;
use crate::accounts::store::{grants, organisation, person, role, within};
use crate::accounts::{Act, OrganisationId, PersonId};
use crate::app::auth::Scope;

/// Whether somebody's account is in use and holds a role that handles complaints of an organisation.
///
/// # Errors
/// [`DbErr`].
pub async fn is_able<C: ConnectionTrait>(
    db: &C,
    id: PersonId,
    organisation: &organisation::Model,
) -> Result<bool, DbErr> {
    let active = person::Entity::find_by_id(id).filter(person::Column::State.eq(PersonState::Active));
    if active.one(db).await?.is_none() {
        return Ok(false);
    }
    let fits = |role, path: &str| Act::ComplaintHandle.allowed().contains(&role) && organisation.path.starts_with(path);
    Ok(grants(db, id).await?.iter().any(|grant| fits(grant.role, &grant.path)))
}

/// Everybody who can handle complaints of an organisation, at most 500, by name.
///
/// # Errors
/// [`DbErr`].
pub async fn able<C: ConnectionTrait>(db: &C, of: &organisation::Model) -> Result<Vec<person::Model>, DbErr> {
    let above: Vec<OrganisationId> = of.path.split('/').filter_map(|id| id.parse().ok().map(OrganisationId)).collect();
    let holders: Vec<PersonId> = role::Entity::find()
        .select_only()
        .column(role::Column::Person)
        .filter(role::Column::Role.is_in(Act::ComplaintHandle.allowed().iter().copied()))
        .filter(role::Column::Organisation.is_in(above))
        .into_tuple()
        .all(db)
        .await?;
    let people = person::Entity::find().filter(person::Column::Id.is_in(holders));
    let people = people.filter(person::Column::State.eq(PersonState::Active)).filter(person::Column::Resting.eq(false));
    let mut people = people.limit(500).all(db).await?;
    people.sort_by(by_name);
    Ok(people)
}

/// Everybody who handles or handled complaints that lie in a scope, at most 500, by name; also those who can't be given any more.
///
/// # Errors
/// [`DbErr`].
pub async fn known<C: ConnectionTrait>(db: &C, scope: &Scope) -> Result<Vec<person::Model>, DbErr> {
    let handlers = complaint::Entity::find()
        .select_only()
        .column(complaint::Column::Handler)
        .filter(complaint::Column::Handler.is_not_null())
        .filter(complaint::Column::Organisation.in_subquery(within(scope)))
        .into_query();
    let people = person::Entity::find().filter(person::Column::Id.in_subquery(handlers));
    let mut people = people.limit(500).all(db).await?;
    people.sort_by(by_name);
    Ok(people)
}

fn by_name(a: &person::Model, b: &person::Model) -> std::cmp::Ordering {
    (&a.name, a.id).cmp(&(&b.name, b.id))
}
