//! What is kept of subjects: entities and queries.

pub mod ahead;
pub mod child;
pub mod code_was;
pub mod counts;
pub mod duplicates;
pub mod image;
pub mod industry;
pub mod list;
pub mod merge;
pub mod moves;
pub mod number;
pub mod reach;
pub mod search;
pub mod story;
pub mod subject;

use sea_orm::{ColumnTrait as _, ConnectionTrait, DbErr, EntityTrait as _, QueryFilter as _};

pub use self::image::Whole;
use super::rules::SubjectId;
use crate::accounts::store::organisation_within;
use crate::app::auth::Scope;
use crate::app::problem::Problem;
use crate::app::shell::found;

/// A subject with all that hangs on it, if its organisation lies in the scope.
///
/// # Errors
/// `not-found`.
pub async fn whole_within<C: ConnectionTrait>(db: &C, id: SubjectId, scope: &Scope) -> Result<Whole, Problem> {
    let row = found(subject::of_id(db, id).await?)?;
    found(organisation_within(db, row.organisation, scope).await?)?;
    Ok(whole(db, row).await?)
}

/// A row with all that hangs on it.
///
/// # Errors
/// [`DbErr`].
pub async fn whole<C: ConnectionTrait>(db: &C, row: subject::Model) -> Result<Whole, DbErr> {
    let mut wholes = image::gather(db, vec![row]).await?;
    Ok(wholes.remove(0))
}

/// An entry, those that were merged into it, and those merged into these.
///
/// # Errors
/// [`DbErr`].
pub async fn with_merged<C: ConnectionTrait>(db: &C, row: &subject::Model) -> Result<Vec<subject::Model>, DbErr> {
    let (mut all, mut next) = (vec![row.clone()], vec![row.id]);
    while !next.is_empty() {
        let rows = subject::Entity::find().filter(subject::Column::MergedInto.is_in(next)).all(db).await?;
        next = rows.iter().map(|row| row.id).collect();
        all.extend(rows);
    }
    Ok(all)
}
