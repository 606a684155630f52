//! Which account is which inspector's.

use sea_orm::ActiveValue;
use sea_orm::entity::prelude::*;
use sea_orm::{DbErr, SqlErr};
use serde::Serialize;

use crate::accounts::PersonId;
use crate::app::journal::{Act, Case};
use crate::app::problem::{FieldFault, Problem};
use crate::app::shell::saved;
use crate::app::value::Timestamp;
use crate::inspectors::InspectorId;

/// Whose account is an inspector's.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "inspection_account")]
pub struct Model {
    /// The inspector.
    #[sea_orm(primary_key, auto_increment = false)]
    pub inspector: InspectorId,
    /// The account's person; nobody if it was taken away.
    pub person: Option<PersonId>,
    /// Who said so.
    pub set_by: PersonId,
    /// When.
    pub at: Timestamp,
    /// From 1.
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// An act on it that leaves it so.
    #[must_use]
    pub fn act(&self, kind: &'static str) -> Act {
        Act::new(kind, Case { kind: "inspection-account", id: self.inspector.0 }).image(image(self))
    }
}

/// All that must not change unseen.
#[must_use]
pub fn image(row: &Model) -> String {
    lots::canonical::to_text(&serde_json::to_value(row).expect("texts and numbers are JSON"))
}

/// The inspector an account belongs to.
///
/// # Errors
/// [`DbErr`].
pub async fn inspector<C: ConnectionTrait>(db: &C, person: PersonId) -> Result<Option<InspectorId>, DbErr> {
    Ok(Entity::find().filter(Column::Person.eq(person)).one(db).await?.map(|row| row.inspector))
}

/// Put it in, or save a change of the version before.
///
/// # Errors
/// `stale`; `fields` if the account is another inspector's.
pub async fn put<C: ConnectionTrait>(db: &C, row: &Model) -> Result<(), Problem> {
    let change: ActiveModel = row.clone().into();
    let done = if row.version == 1 {
        Entity::insert(change.reset_all()).exec_without_returning(db).await
    } else {
        let change = ActiveModel { inspector: ActiveValue::NotSet, ..change.reset_all() };
        let before = Entity::update_many().set(change).filter(Column::Inspector.eq(row.inspector));
        before.filter(Column::Version.eq(row.version - 1)).exec(db).await.map(|done| done.rows_affected)
    };
    let taken = |error: DbErr| match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => {
            Problem::fields(vec![FieldFault::new("person", "visit-account-taken")])
        }
        _ => error.into(),
    };
    saved(done.map_err(taken)?)
}
