//! What is kept of results: those made public, and the working days somebody entered.

pub mod due;
pub mod result;
pub mod statistics;
pub mod year;

use sea_orm::entity::prelude::*;
use sea_orm::{DbErr, QueryOrder as _};

use super::rules::{Calendar, enter};
use crate::app::problem::Problem;

/// The years that somebody entered, in order. One that a later version of the program brings along isn't among them: what is built in counts.
///
/// # Errors
/// [`DbErr`].
pub async fn entered<C: ConnectionTrait>(db: &C) -> Result<Vec<year::Model>, DbErr> {
    let rows = year::Entity::find().order_by_asc(year::Column::Year).all(db).await?;
    let is_entered = |row: &year::Model| i16::try_from(row.year).is_ok_and(|year| enter(year).is_ok());
    Ok(rows.into_iter().filter(is_entered).collect())
}

/// The working days of all years that are known.
///
/// # Errors
/// A [`Problem`] from the database.
pub async fn calendar<C: ConnectionTrait>(db: &C) -> Result<Calendar, Problem> {
    let mut calendar = Calendar::built_in();
    for row in entered(db).await? {
        let year = i16::try_from(row.year).map_err(Problem::broken)?;
        calendar = calendar.with(year, &row.days_off()?, &row.days_on()?);
    }
    Ok(calendar)
}
