//! Trainings that inspectors took part in.

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::SelectStatement;
use sea_orm::{DbErr, QueryOrder};
use serde::Serialize;

use crate::app::journal::{Act, Case};
use crate::app::problem::Problem;
use crate::app::shell::saved;
use crate::app::value::Date;
use crate::inspectors::rules::{InspectorId, TrainingId};

/// A training.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, utoipa::ToSchema)]
#[sea_orm(table_name = "inspector_training")]
#[schema(as = Training)]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TrainingId,
    /// Whose.
    pub inspector: InspectorId,
    /// The last day of it.
    pub day: Date,
    /// What it was on.
    pub course: String,
    /// How many class hours (学时).
    pub hours: i64,
    /// Whether the examination was passed.
    pub passed: bool,
    /// Whether the record was withdrawn as wrong.
    pub withdrawn: bool,
    /// Why it was withdrawn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withdrawn_reason: Option<String>,
    /// From 1.
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// An act on it that leaves it so.
    #[must_use]
    pub fn act(&self, kind: &'static str) -> Act {
        Act::new(kind, Case { kind: "inspector-training", id: self.id.0 }).image(image(self))
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

/// Withdraw one of the version before.
///
/// # Errors
/// `stale`.
pub async fn withdraw<C: ConnectionTrait>(db: &C, row: &Model) -> Result<(), Problem> {
    let change = ActiveModel {
        withdrawn: Set(true),
        withdrawn_reason: Set(row.withdrawn_reason.clone()),
        version: Set(row.version),
        ..Default::default()
    };
    let before =
        Entity::update_many().set(change).filter(Column::Id.eq(row.id)).filter(Column::Version.eq(row.version - 1));
    saved(before.exec(db).await?.rows_affected)
}

/// Those of some inspectors, the latest first.
///
/// # Errors
/// [`DbErr`].
pub async fn of<C: ConnectionTrait>(db: &C, inspectors: &[InspectorId]) -> Result<Vec<Model>, DbErr> {
    let rows = Entity::find().filter(Column::Inspector.is_in(inspectors.iter().copied()));
    rows.order_by_desc(Column::Day).order_by_desc(Column::Id).all(db).await
}

/// Who passed one between two days, as a subquery of ids.
#[must_use]
pub fn passed_between(from: Date, to: Date) -> SelectStatement {
    let mut ids = super::ids(Entity, Column::Inspector);
    ids.and_where(Column::Passed.eq(true))
        .and_where(Column::Withdrawn.eq(false))
        .and_where(Column::Day.gte(from))
        .and_where(Column::Day.lte(to))
        .take()
}
