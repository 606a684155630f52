//! Merges, asked for and decided.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue, Condition, DbErr, SqlErr};
use serde::Serialize;

use super::subject;
use crate::accounts::{OrganisationId, PersonId};
use crate::app::journal::{Act, Case};
use crate::app::problem::Problem;
use crate::app::shell::saved;
use crate::app::value::Timestamp;
use crate::subjects::rules::merging::{MergeId, State};
use crate::subjects::rules::{Refusal, SubjectId};

/// A merge.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "subject_merge")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MergeId,
    /// Whose registry both entries stand in.
    pub organisation: OrganisationId,
    /// The entry that goes.
    pub gone: SubjectId,
    /// The entry that stays.
    pub stays: SubjectId,
    /// The name of the one that goes, as it was when this was asked for.
    pub name: String,
    /// Its code then.
    pub code: String,
    /// Why both are one subject.
    pub reason: String,
    /// Where it stands.
    pub state: State,
    /// Who asked.
    pub asker: PersonId,
    /// When.
    pub asked_at: Timestamp,
    /// Who approved or declined it, or took it back.
    pub decider: Option<PersonId>,
    /// When.
    pub decided_at: Option<Timestamp>,
    /// What they said to it.
    pub answer: String,
    /// From 1.
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

/// What the journal calls merges.
pub const CASE: &str = "subject-merge";

/// All that must not change unseen.
#[must_use]
pub fn image(row: &Model) -> String {
    lots::canonical::to_text(row)
}

impl Model {
    /// An act on it that leaves it so.
    #[must_use]
    pub fn act(&self, kind: &'static str) -> Act {
        Act::new(kind, Case { kind: CASE, id: self.id.0 }).image(image(self))
    }

    /// As somebody decided it.
    #[must_use]
    pub fn decided(self, state: State, (by, at): (PersonId, Timestamp), answer: String) -> Self {
        let version = self.version + 1;
        Self { state, decider: Some(by), decided_at: Some(at), answer, version, ..self }
    }
}

/// The row of an id.
///
/// # Errors
/// [`DbErr`].
pub async fn of_id<C: ConnectionTrait>(db: &C, id: MergeId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).one(db).await
}

/// Those that wait and have one of these entries on either side.
///
/// # Errors
/// [`DbErr`].
pub async fn waiting<C: ConnectionTrait>(db: &C, entries: &[SubjectId]) -> Result<Vec<Model>, DbErr> {
    let either = Condition::any()
        .add(Column::Gone.is_in(entries.iter().copied()))
        .add(Column::Stays.is_in(entries.iter().copied()));
    Entity::find().filter(Column::State.eq(State::Asked)).filter(either).all(db).await
}

/// The entries of merges, both sides.
///
/// # Errors
/// [`DbErr`].
pub async fn entries<C: ConnectionTrait>(db: &C, rows: &[Model]) -> Result<Vec<subject::Model>, DbErr> {
    let mut ids: Vec<SubjectId> = rows.iter().flat_map(|row| [row.gone, row.stays]).collect();
    ids.sort();
    ids.dedup();
    let mut found = Vec::new();
    for part in ids.chunks(500) {
        let those = subject::Entity::find().filter(subject::Column::Id.is_in(part.iter().copied()));
        found.extend(those.all(db).await?);
    }
    Ok(found)
}

/// Put in one that is asked for.
///
/// # Errors
/// [`Refusal::MergeAsked`] if one of the same entry waits already.
pub async fn insert<C: ConnectionTrait>(db: &C, row: &Model) -> Result<(), Problem> {
    let row: ActiveModel = row.clone().into();
    let twice = |error: DbErr| match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => Refusal::MergeAsked.into(),
        _ => error.into(),
    };
    Entity::insert(row.reset_all()).exec_without_returning(db).await.map(|_| ()).map_err(twice)
}

/// Save what was decided about the version before.
///
/// # Errors
/// `stale` if it was decided in between.
pub async fn save<C: ConnectionTrait>(db: &C, row: &Model) -> Result<(), Problem> {
    let change = ActiveModel { id: ActiveValue::NotSet, ..ActiveModel::from(row.clone()).reset_all() };
    let before = Entity::update_many().set(change).filter(Column::Id.eq(row.id));
    saved(before.filter(Column::Version.eq(row.version - 1)).exec(db).await?.rows_affected)
}
