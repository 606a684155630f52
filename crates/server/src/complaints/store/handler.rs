//! Who can handle complaints.

use sea_orm::DbErr;
use sea_orm::QuerySelect;
use sea_orm::entity::prelude::*;

use crate::accounts::rules::PersonState;
use crate::accounts::store::{grants, organisation, person, role};
use crate::accounts::{Act, OrganisationId, PersonId};

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
    let mut people = people.filter(person::Column::State.eq(PersonState::Active)).limit(500).all(db).await?;
    people.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
    Ok(people)
}
