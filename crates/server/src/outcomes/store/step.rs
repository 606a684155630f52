//! What was done to an outcome, step by step. None is ever taken away: what was declined stays beside what came after it.

use sea_orm::DbErr;
use sea_orm::QueryOrder as _;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::accounts::PersonId;
use crate::app::problem::Problem;
use crate::app::value::{Date, Timestamp};
use crate::outcomes::rules::{Act, Decision, OutcomeId};

/// A step.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "outcome_step")]
pub struct Model {
    /// Of which outcome.
    #[sea_orm(primary_key, auto_increment = false)]
    pub outcome: OutcomeId,
    /// Its place, from 1: the version that it made.
    #[sea_orm(primary_key, auto_increment = false)]
    pub place: i64,
    /// What was done.
    pub act: Act,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub person: PersonId,
    /// The day it is about: of a look, a decision, an answer.
    pub day: Option<Date>,
    /// What was said: what is ordered or proposed, what was seen, why.
    pub text: String,
    /// The due day it set.
    pub due: Option<Date>,
    /// Whether the order was followed, of a look.
    pub cleared: Option<bool>,
    /// All of a decision or an answer: canonical JSON; empty of other steps.
    pub said: String,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// The decision that was written.
    ///
    /// # Errors
    /// `broken` if the row isn't what this program wrote.
    pub fn decision(&self) -> Result<Option<Decision>, Problem> {
        match self.act {
            Act::Decision => serde_json::from_str(&self.said).map(Some).map_err(Problem::broken),
            _ => Ok(None),
        }
    }
}

/// The steps of these outcomes, each one's in order.
///
/// # Errors
/// [`DbErr`].
pub async fn of<C: ConnectionTrait>(db: &C, outcomes: &[OutcomeId]) -> Result<Vec<Model>, DbErr> {
    let mut all = Vec::new();
    for part in outcomes.chunks(500) {
        let rows = Entity::find().filter(Column::Outcome.is_in(part.iter().copied()));
        all.extend(rows.order_by_asc(Column::Outcome).order_by_asc(Column::Place).all(db).await?);
    }
    Ok(all)
}

/// Put in a step.
///
/// # Errors
/// [`DbErr`].
pub async fn insert<C: ConnectionTrait>(db: &C, row: &Model) -> Result<(), DbErr> {
    let row: ActiveModel = row.clone().into();
    Entity::insert(row.reset_all()).exec_without_returning(db).await.map(|_| ())
}
