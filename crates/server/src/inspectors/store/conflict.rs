//! Conflicts that were declared.

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::{DbErr, QueryOrder};
use serde::Serialize;

use crate::app::journal::{Act, Case};
use crate::app::problem::Problem;
use crate::app::shell::saved;
use crate::app::value::Date;
use crate::inspectors::rules::{ConflictId, ConflictKind, InspectorId};

/// A conflict: an inspector and a business that must not meet.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, utoipa::ToSchema)]
#[sea_orm(table_name = "inspector_conflict")]
#[schema(as = Conflict)]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ConflictId,
    /// Whose.
    pub inspector: InspectorId,
    /// Why.
    pub kind: ConflictKind,
    /// The business's credit code; empty if it isn't known.
    pub subject_code: String,
    /// The business's name; empty if the code says it.
    pub subject_name: String,
    /// The last day on which it holds, if it ends: a former employer's.
    pub until: Option<Date>,
    /// What else there is to say.
    pub remark: String,
    /// Who declared it, by name: the inspector, or somebody who knew.
    pub declared_by: String,
    /// When it was declared.
    pub declared_on: Date,
    /// Whether the declaration was withdrawn.
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
        Act::new(kind, Case { kind: "inspector-conflict", id: self.id.0 }).image(image(self))
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

/// Those of an inspector, in the order they were declared.
///
/// # Errors
/// [`DbErr`].
pub async fn of<C: ConnectionTrait>(db: &C, inspector: InspectorId) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::Inspector.eq(inspector)).order_by_asc(Column::Id).all(db).await
}
