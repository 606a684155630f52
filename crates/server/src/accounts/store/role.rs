//! Who holds which role, for which organisation and below.

use sea_orm::ActiveValue::Set;
use sea_orm::QueryOrder;
use sea_orm::entity::prelude::*;

use crate::accounts::rules::{Lane, OrganisationId, PersonId, Role};

/// A role somebody holds.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "person_role")]
pub struct Model {
    /// Whose.
    #[sea_orm(primary_key, auto_increment = false)]
    pub person: PersonId,
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    pub role: Role,
    /// For which organisation and what is below it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation: OrganisationId,
    /// The account's lane, which the database holds the role to.
    pub lane: Lane,
}

/// To the account.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// Whose.
    #[sea_orm(belongs_to = "super::person::Entity", from = "Column::Person", to = "super::person::Column::Id")]
    Person,
}

impl Related<super::person::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Person.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

/// The roles of an account.
///
/// # Errors
/// [`DbErr`].
pub async fn of<C: ConnectionTrait>(db: &C, person: PersonId) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::Person.eq(person)).order_by_asc(Column::Role).all(db).await
}

/// The roles of several accounts.
///
/// # Errors
/// [`DbErr`].
pub async fn of_all<C: ConnectionTrait>(db: &C, people: &[PersonId]) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::Person.is_in(people.iter().copied())).order_by_asc(Column::Role).all(db).await
}

/// Put these in the place of all an account has. The journal keeps what was.
///
/// # Errors
/// [`DbErr`].
pub async fn replace<C: ConnectionTrait>(db: &C, person: PersonId, roles: &[Model]) -> Result<(), DbErr> {
    take_all(db, person).await?;
    give(db, roles).await
}

/// Take all of an account's roles.
///
/// # Errors
/// [`DbErr`].
pub async fn take_all<C: ConnectionTrait>(db: &C, person: PersonId) -> Result<(), DbErr> {
    Entity::delete_many().filter(Column::Person.eq(person)).exec(db).await.map(|_| ())
}

/// Give roles.
///
/// # Errors
/// [`DbErr`].
pub async fn give<C: ConnectionTrait>(db: &C, roles: &[Model]) -> Result<(), DbErr> {
    for row in roles.iter().cloned() {
        let row = ActiveModel {
            person: Set(row.person),
            role: Set(row.role),
            organisation: Set(row.organisation),
            lane: Set(row.lane),
        };
        Entity::insert(row).exec_without_returning(db).await?;
    }
    Ok(())
}
