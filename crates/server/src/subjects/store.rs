//! What is kept of subjects: entities and queries.

pub mod child;
pub mod counts;
pub mod duplicates;
pub mod image;
pub mod list;
pub mod moves;
pub mod number;
pub mod reach;
pub mod search;
pub mod story;
pub mod subject;

use sea_orm::{ConnectionTrait, DbErr};

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
