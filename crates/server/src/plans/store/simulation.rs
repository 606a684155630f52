//! Simulations that were made.

use sea_orm::entity::prelude::*;
use sea_orm::{DbErr, QueryOrder, QuerySelect};

use crate::accounts::PersonId;
use crate::app::jobs::{self, JobState};
use crate::app::value::Timestamp;
use crate::plans::rules::{PlanId, SimulationId};

/// The kind of job.
pub const SIMULATE: &str = "plan-simulation";

/// A simulation.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "plan_simulation")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SimulationId,
    /// Of which version.
    pub plan: PlanId,
    /// The digest of the text it was made for.
    pub digest: String,
    /// Who asked for it.
    pub person: PersonId,
    /// When it was made.
    pub at: Timestamp,
    /// What it came to: canonical JSON.
    pub figures: String,
}

impl ActiveModelBehavior for ActiveModel {}

/// Put one in.
///
/// # Errors
/// [`DbErr`].
pub async fn insert<C: ConnectionTrait>(db: &C, row: &Model) -> Result<(), DbErr> {
    let row: ActiveModel = row.clone().into();
    Entity::insert(row.reset_all()).exec_without_returning(db).await.map(|_| ())
}

/// The latest of a version.
///
/// # Errors
/// [`DbErr`].
pub async fn latest<C: ConnectionTrait>(db: &C, plan: PlanId) -> Result<Option<Model>, DbErr> {
    Entity::find().filter(Column::Plan.eq(plan)).order_by_desc(Column::Id).limit(1).one(db).await
}

/// Whether one of this version is under way.
///
/// # Errors
/// [`DbErr`].
pub async fn running<C: ConnectionTrait>(db: &C, plan: PlanId) -> Result<bool, DbErr> {
    let those = jobs::Entity::find().filter(jobs::Column::Kind.eq(SIMULATE));
    let those = those.filter(jobs::Column::State.is_in([JobState::Waiting, JobState::Running]));
    let args = serde_json::to_string(&plan).unwrap_or_default();
    Ok(those.filter(jobs::Column::Args.eq(args)).one(db).await?.is_some())
}
