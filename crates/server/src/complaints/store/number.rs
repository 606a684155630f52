//! Numbers, given one after the other in an organisation and a year.

use sea_orm::{ConnectionTrait, DbErr, Statement};

use crate::accounts::OrganisationId;
use crate::app::value::Timestamp;
use crate::complaints::rules;

/// The next number. Whoever else wants one waits until this transaction ends, so that none is left out.
///
/// # Errors
/// [`DbErr`].
pub async fn take<C: ConnectionTrait>(db: &C, organisation: OrganisationId, at: Timestamp) -> Result<String, DbErr> {
    const TAKE: &str = "INSERT INTO complaint_counter (organisation, year, last) VALUES ($1, $2, 1) \
         ON CONFLICT (organisation, year) DO UPDATE SET last = complaint_counter.last + 1 RETURNING last";
    let year = at.date().0.year();
    let values = [organisation.0.into(), i64::from(year).into()];
    let row = db.query_one_raw(Statement::from_sql_and_values(db.get_database_backend(), TAKE, values)).await?;
    let row = row.ok_or_else(|| DbErr::RecordNotFound("complaint_counter".to_owned()))?;
    Ok(rules::number(year, row.try_get_by_index(0)?))
}
