//! Who saw an encrypted field in full, and why.

use sea_orm::DbErr;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::accounts::PersonId;
use crate::app::journal::{Act, Case};
use crate::app::value::Timestamp;
use crate::inspectors::rules::{InspectorId, Secret};

/// One look.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "inspector_unmasking")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Whose field.
    pub inspector: InspectorId,
    /// Which field.
    pub field: Secret,
    /// Why.
    pub reason: String,
    /// Who looked.
    pub person: PersonId,
    /// When.
    pub at: Timestamp,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// The act of looking; the reason is sealed with the rest.
    #[must_use]
    pub fn act(&self) -> Act {
        Act::new("inspector.unmasked", Case { kind: "inspector-unmasking", id: self.id }).image(image(self))
    }
}

/// All that must not change unseen.
#[must_use]
pub fn image(row: &Model) -> String {
    lots::canonical::to_text(row)
}

/// Put in a new one.
///
/// # Errors
/// [`DbErr`].
pub async fn insert<C: ConnectionTrait>(db: &C, row: &Model) -> Result<(), DbErr> {
    let row: ActiveModel = row.clone().into();
    Entity::insert(row.reset_all()).exec_without_returning(db).await.map(|_| ())
}

/// The looks at an inspector's fields.
///
/// # Errors
/// [`DbErr`].
pub async fn of<C: ConnectionTrait>(db: &C, inspector: InspectorId) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::Inspector.eq(inspector)).all(db).await
}
