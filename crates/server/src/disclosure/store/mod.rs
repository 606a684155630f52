//! What is kept of results: those made public, and the working days somebody entered.

pub mod due;
pub mod result;
pub mod statistics;
pub mod year;

use sea_orm::entity::prelude::*;

use super::rules::Calendar;
use crate::app::problem::Problem;

/// The working days of all years that are known.
///
/// # Errors
/// A [`Problem`] from the database.
pub async fn calendar<C: ConnectionTrait>(db: &C) -> Result<Calendar, Problem> {
    let mut calendar = Calendar::built_in();
    for row in year::Entity::find().all(db).await? {
        let year = i16::try_from(row.year).map_err(Problem::broken)?;
        calendar = calendar.with(year, &row.days_off()?, &row.days_on()?);
    }
    Ok(calendar)
}
