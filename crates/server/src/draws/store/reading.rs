//! Values as people read them off.

use sea_orm::entity::prelude::*;
use sea_orm::{DbErr, QueryOrder as _};
use serde::Serialize;

use crate::accounts::PersonId;
use crate::app::value::Timestamp;
use crate::draws::rules::seed::Reading;
use crate::draws::rules::{DrawId, ReadingId};

/// A value as one person read it off.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "draw_reading")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ReadingId,
    /// Of which draw.
    pub draw: DrawId,
    /// Which of the plan's sources, from 0.
    pub place: i64,
    /// The source's name.
    pub name: String,
    /// In normal form.
    pub value: String,
    /// A citation, or a beacon's signature.
    pub evidence: String,
    /// Why an earlier source did not come into being.
    pub why: String,
    /// Who read it; nobody if the system fetched it.
    pub person: Option<PersonId>,
    /// The host it was fetched from; empty if a person read it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub origin: String,
    /// When.
    pub at: Timestamp,
}

impl ActiveModelBehavior for ActiveModel {}

/// The fact of a reading that says of which of the plan's sources it is, from 0.
pub const SOURCE: &str = "source";
/// The fact that says which of that source's choices was read: 0 for the planned one.
pub const CHOICE: &str = "choice";

impl Model {
    /// As the rules see it.
    #[must_use]
    pub fn reading(&self) -> Reading {
        Reading {
            place: usize::try_from(self.place).unwrap_or(usize::MAX),
            name: self.name.clone(),
            value: self.value.clone(),
            evidence: self.evidence.clone(),
            why: self.why.clone(),
            by: self.person,
        }
    }
}

/// A draw's readings, in order.
///
/// # Errors
/// [`DbErr`].
pub async fn of<C: ConnectionTrait>(db: &C, draw: DrawId) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::Draw.eq(draw)).order_by_asc(Column::Id).all(db).await
}

/// Put one in.
///
/// # Errors
/// [`DbErr`]; a unique violation if this person read this source already.
pub async fn insert<C: ConnectionTrait>(db: &C, row: &Model) -> Result<(), DbErr> {
    let row: ActiveModel = row.clone().into();
    Entity::insert(row.reset_all()).exec_without_returning(db).await.map(|_| ())
}
