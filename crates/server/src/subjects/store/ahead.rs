//! Visits that the registry has of days to come, from a time when files weren't asked for the day. Nobody made them: draws and plans count none before its day.
//! No file takes a visit off, so they are only told.

use sea_orm::{ConnectionTrait, DbErr, Statement};

use crate::app::value::Date;

/// The code of each entry that has a visit later than today, with the day, in the roster's order.
///
/// # Errors
/// [`DbErr`].
pub async fn of<C: ConnectionTrait>(db: &C, today: Date) -> Result<Vec<(String, Date)>, DbErr> {
    const SQL: &str =
        "SELECT DISTINCT s.number, s.code, v.visited FROM visit_seen v JOIN subject s ON s.number = v.subject
        WHERE v.visited > $1 ORDER BY s.number, v.visited";
    let values = [today.to_string().into()];
    let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), SQL, values)).await?;
    rows.iter().map(|row| Ok((row.try_get_by_index(1)?, row.try_get_by_index(2)?))).collect()
}
