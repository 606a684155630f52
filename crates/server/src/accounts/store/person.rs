//! People with accounts.

use std::collections::BTreeMap;

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;

use super::role;
use crate::accounts::rules::{Lane, OrganisationId, PersonId, PersonState};
use crate::app::journal::{Act, Case};
use crate::app::problem::Problem;
use crate::app::shell::saved;

/// An account.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "person")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PersonId,
    /// What they sign in with, in lower case.
    pub login: String,
    /// Their name.
    pub name: String,
    /// Where they work.
    pub organisation: OrganisationId,
    /// Whether the account can be used.
    pub state: PersonState,
    /// Which of the separate worlds it belongs to.
    pub lane: Lane,
    /// Argon2id, in PHC form.
    pub password: String,
    /// Whether somebody else chose the password, so that it must be changed.
    pub password_given: bool,
    /// The second factor's secret, encrypted.
    pub totp: Option<Vec<u8>>,
    /// Whether the second factor is asked for.
    pub totp_on: bool,
    /// The last time step a code was taken for: none is taken twice.
    pub totp_step: i64,
    /// Whether its roles rest until somebody else confirms that it is still its owner's.
    pub resting: bool,
    /// From 1.
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// What the journal's entries on it are about.
    #[must_use]
    pub fn case(&self) -> Case {
        Case { kind: "person", id: self.id.0 }
    }

    /// An act on it that leaves it so.
    #[must_use]
    pub fn act(&self, kind: &'static str, roles: &[role::Model]) -> Act {
        Act::new(kind, self.case()).image(image(self, roles))
    }
}

/// All that must not change unseen: who it is, where, whether usable, with which roles and factors. Not the password: its hash
/// changes with each salt, and nobody should be able to test guesses on a journal's opening.
#[must_use]
pub fn image(row: &Model, roles: &[role::Model]) -> String {
    let mut grants: Vec<_> = roles.iter().map(|grant| format!("{} {}", grant.organisation, grant.role)).collect();
    grants.sort();
    let mut image = serde_json::json!({
        "login": row.login, "name": row.name, "organisation": row.organisation, "state": row.state, "lane": row.lane,
        "totp_on": row.totp_on, "roles": grants, "version": row.version,
    });
    // Named only where it is so: the images of all other accounts stay what they were before there was such a thing.
    if row.resting {
        image["resting"] = true.into();
    }
    lots::canonical::to_text(&image)
}

/// Put in a new one.
///
/// # Errors
/// [`DbErr`].
pub async fn insert<C: ConnectionTrait>(db: &C, row: &Model) -> Result<(), DbErr> {
    let row: ActiveModel = row.clone().into();
    Entity::insert(row.reset_all()).exec_without_returning(db).await.map(|_| ())
}

/// Save a change of the version before.
///
/// # Errors
/// `stale`.
pub async fn save<C: ConnectionTrait>(db: &C, row: &Model) -> Result<(), Problem> {
    let change = ActiveModel {
        name: Set(row.name.clone()),
        organisation: Set(row.organisation),
        state: Set(row.state),
        lane: Set(row.lane),
        password: Set(row.password.clone()),
        password_given: Set(row.password_given),
        totp: Set(row.totp.clone()),
        totp_on: Set(row.totp_on),
        resting: Set(row.resting),
        version: Set(row.version),
        ..Default::default()
    };
    let before =
        Entity::update_many().set(change).filter(Column::Id.eq(row.id)).filter(Column::Version.eq(row.version - 1));
    saved(before.exec(db).await?.rows_affected)
}

/// The account of a login.
///
/// # Errors
/// [`DbErr`].
pub async fn of_login<C: ConnectionTrait>(db: &C, login: &str) -> Result<Option<Model>, DbErr> {
    Entity::find().filter(Column::Login.eq(login.to_lowercase())).one(db).await
}

/// A code of this time step is taken, unless it or a later one was.
///
/// # Errors
/// [`DbErr`].
pub async fn take_step<C: ConnectionTrait>(db: &C, id: PersonId, step: i64) -> Result<bool, DbErr> {
    let change = ActiveModel { totp_step: Set(step), ..Default::default() };
    let earlier = Entity::update_many().set(change).filter(Column::Id.eq(id)).filter(Column::TotpStep.lt(step));
    Ok(earlier.exec(db).await?.rows_affected == 1)
}

/// The names of people.
///
/// # Errors
/// [`DbErr`].
pub async fn names<C: ConnectionTrait>(
    db: &C,
    ids: impl IntoIterator<Item = PersonId>,
) -> Result<BTreeMap<PersonId, String>, DbErr> {
    let mut ids: Vec<PersonId> = ids.into_iter().collect();
    ids.sort();
    ids.dedup();
    let mut names = BTreeMap::new();
    for part in ids.chunks(500) {
        let people = Entity::find().filter(Column::Id.is_in(part.iter().copied())).all(db).await?;
        names.extend(people.into_iter().map(|person| (person.id, person.name)));
    }
    Ok(names)
}
