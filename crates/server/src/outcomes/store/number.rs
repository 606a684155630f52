//! Numbers of outcomes, given one after the other in an organisation, a kind and a year.

use sea_orm::entity::prelude::*;
use sea_orm::{DbErr, Statement};

use crate::accounts::OrganisationId;
use crate::outcomes::rules::Kind;

/// The next number. Whoever else wants one waits until this transaction ends, so that none is left out.
///
/// # Errors
/// [`DbErr`].
pub async fn take<C: ConnectionTrait>(
    db: &C,
    (organisation, kind): (OrganisationId, Kind),
    year: i64,
) -> Result<i64, DbErr> {
    const TAKE: &str = "INSERT INTO outcome_number (organisation, kind, year, last) VALUES ($1, $2, $3, 1) \
         ON CONFLICT (organisation, kind, year) DO UPDATE SET last = outcome_number.last + 1 RETURNING last";
    let values = [organisation.0.into(), kind.code().into(), year.into()];
    let row = db.query_one_raw(Statement::from_sql_and_values(db.get_database_backend(), TAKE, values)).await?;
    row.ok_or_else(|| DbErr::RecordNotFound("outcome_number".to_owned()))?.try_get_by_index(0)
}
