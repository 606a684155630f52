//! What is kept of complaints: entities and queries.

pub mod complaint;
pub mod counts;
pub mod erase;
pub mod former;
pub mod handler;
pub mod hung;
pub mod image;
pub mod list;
pub mod note;
pub mod number;
pub mod plain;
pub mod signals;
pub mod stood;
pub mod story;

use sea_orm::{ConnectionTrait, DbErr};

pub use self::image::Whole;
use super::rules::ComplaintId;
use crate::accounts::store::{organisation, organisation_within};
use crate::app::auth::Scope;
use crate::app::problem::Problem;
use crate::app::shell::found;

/// A complaint with what hangs on it and its organisation, if that lies in the scope.
///
/// # Errors
/// `not-found`.
pub async fn whole_within<C: ConnectionTrait>(
    db: &C,
    id: ComplaintId,
    scope: &Scope,
) -> Result<(Whole, organisation::Model), Problem> {
    let row = found(complaint::of_id(db, id).await?)?;
    let organisation = found(organisation_within(db, row.organisation, scope).await?)?;
    Ok((whole(db, row).await?, organisation))
}

/// A row with its notes and with what edits replaced.
///
/// # Errors
/// [`DbErr`].
pub async fn whole<C: ConnectionTrait>(db: &C, row: complaint::Model) -> Result<Whole, DbErr> {
    let of = [row.id];
    let notes = hung::of::<note::Entity, _>(db, &of).await?;
    let formers = hung::of::<former::Entity, _>(db, &of).await?;
    Ok(Whole { row, notes, formers })
}
