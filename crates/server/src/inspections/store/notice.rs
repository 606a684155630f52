//! Numbers of notices, given one after the other in an organisation and a year; and what a notice's address leads to.

use sea_orm::entity::prelude::*;
use sea_orm::{DbErr, Statement};

use super::visit;
use crate::accounts::OrganisationId;

/// The next number. Whoever else wants one waits until this transaction ends, so that none is left out.
///
/// # Errors
/// [`DbErr`].
pub async fn take<C: ConnectionTrait>(db: &C, organisation: OrganisationId, year: i64) -> Result<i64, DbErr> {
    const TAKE: &str = "INSERT INTO notice_counter (organisation, year, last) VALUES ($1, $2, 1) \
         ON CONFLICT (organisation, year) DO UPDATE SET last = notice_counter.last + 1 RETURNING last";
    let values = [organisation.0.into(), year.into()];
    let row = db.query_one_raw(Statement::from_sql_and_values(db.get_database_backend(), TAKE, values)).await?;
    row.ok_or_else(|| DbErr::RecordNotFound("notice_counter".to_owned()))?.try_get_by_index(0)
}

/// The visit of a notice's address.
///
/// # Errors
/// [`DbErr`].
pub async fn of_token<C: ConnectionTrait>(db: &C, token: &str) -> Result<Option<visit::Model>, DbErr> {
    visit::Entity::find().filter(visit::Column::Token.eq(token)).one(db).await
}
