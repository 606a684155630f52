//! Who sets up a bureau that has nobody yet: one, however many ask at once.

use sea_orm::{ConnectionTrait, DbErr, SqlErr, Statement};

/// Claim the first run, in its own transaction: the row's name is unique in the database, so of two that both saw an empty
/// bureau the later waits for the earlier and then finds it taken. Whether it was to be had.
///
/// # Errors
/// [`DbErr`].
pub async fn claim<C: ConnectionTrait>(db: &C, holder: uuid::Uuid) -> Result<bool, DbErr> {
    let sql = "INSERT INTO lease (name, holder, until) VALUES ('first-run', $1, 0)";
    let claim = Statement::from_sql_and_values(db.get_database_backend(), sql, [holder.into()]);
    match db.execute_raw(claim).await {
        Ok(_) => Ok(true),
        Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => Ok(false),
        Err(error) => Err(error),
    }
}
