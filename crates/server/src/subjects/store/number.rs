//! Roster numbers, given in blocks from a row that counts.

use sea_orm::{ConnectionTrait, DbErr, Statement};

/// The first of `count` fresh numbers that follow each other. Whoever else wants some waits until this transaction ends, so numbers
/// ascend in the order in which changes become visible.
///
/// # Errors
/// [`DbErr`].
pub async fn take<C: ConnectionTrait>(db: &C, count: i64) -> Result<i64, DbErr> {
    const TAKE: &str = "UPDATE subject_counter SET last = last + $1 WHERE name = 'subject' RETURNING last";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), TAKE, [count.into()]);
    let row = db.query_one_raw(statement).await?;
    let row = row.ok_or_else(|| DbErr::RecordNotFound("subject_counter".to_owned()))?;
    let last: i64 = row.try_get_by_index(0)?;
    Ok(last - count + 1)
}
