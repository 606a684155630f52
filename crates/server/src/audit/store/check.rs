//! Checks that were asked for, and how it stands with the journal.

use sea_orm::entity::prelude::*;
use sea_orm::{DbErr, QueryOrder, QuerySelect};

use crate::app::jobs::{self, JobState};
use crate::app::journal::record::row;
use crate::app::value::Timestamp;

/// The kind of job.
pub const CHECK: &str = "journal-check";

/// The latest checks, at most 20.
///
/// # Errors
/// [`DbErr`].
pub async fn latest<C: ConnectionTrait>(db: &C) -> Result<Vec<jobs::Model>, DbErr> {
    let those = jobs::Entity::find().filter(jobs::Column::Kind.eq(CHECK)).order_by_desc(jobs::Column::Id);
    those.limit(20).all(db).await
}

/// How many are under way.
///
/// # Errors
/// [`DbErr`].
pub async fn running<C: ConnectionTrait>(db: &C) -> Result<u64, DbErr> {
    let those = jobs::Entity::find().filter(jobs::Column::Kind.eq(CHECK));
    those.filter(jobs::Column::State.is_in([JobState::Waiting, JobState::Running])).count(db).await
}

/// How many rows wait for their entry, and since when the first of them.
///
/// # Errors
/// [`DbErr`].
pub async fn waiting<C: ConnectionTrait>(db: &C) -> Result<(u64, Option<Timestamp>), DbErr> {
    let those = row::Entity::find().filter(row::Column::Entry.is_null());
    let first = those.clone().order_by_asc(row::Column::Id).one(db).await?;
    Ok((those.count(db).await?, first.map(|row| row.at)))
}
