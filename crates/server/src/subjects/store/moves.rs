//! How often risk classes were moved in a time: what the public page of a draw tells of the weeks before it.

use sea_orm::{ConnectionTrait, DbErr, Statement};

use crate::app::value::Timestamp;
use crate::subjects::rules::Risk;

/// Moves of risk classes in the registries of an organisation (by its path) and of those below it, from one time on and before another:
/// from, to, and how many.
///
/// # Errors
/// [`DbErr`].
pub async fn between<C: ConnectionTrait>(
    db: &C,
    path: &str,
    (from, until): (Timestamp, Timestamp),
) -> Result<Vec<(Risk, Risk, i64)>, DbErr> {
    const COUNT: &str = "SELECT m.was, m.became, count(*) FROM subject_risk_move m
        JOIN subject s ON s.number = m.subject JOIN organisation o ON o.id = s.organisation
        WHERE m.at >= $1 AND m.at < $2 AND substr(o.path, 1, length($3)) = $3
        GROUP BY m.was, m.became ORDER BY m.was, m.became";
    let values = [from.into(), until.into(), path.into()];
    let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), COUNT, values)).await?;
    rows.iter().map(|row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?, row.try_get_by_index(2)?))).collect()
}
