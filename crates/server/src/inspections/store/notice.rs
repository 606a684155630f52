//! Numbers of notices, given one after the other in an organisation and a year; and what a notice's address leads to.

use std::collections::BTreeMap;
use std::pin::Pin;

use sea_orm::entity::prelude::*;
use sea_orm::{DatabaseTransaction, DbErr, QuerySelect as _, Statement};

use super::visit;
use crate::accounts::OrganisationId;
use crate::app::value::Timestamp;
use crate::draws::DrawId;

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

/// When notice was given, if it was, of each visit of a draw, by its target's code.
pub type Given = BTreeMap<String, Option<Timestamp>>;

/// The notices of a draw, for earlier slices.
#[must_use]
pub fn given(
    db: &DatabaseTransaction,
    draw: DrawId,
) -> Pin<Box<dyn Future<Output = Result<Given, DbErr>> + Send + '_>> {
    Box::pin(async move {
        let rows = visit::Entity::find().select_only().columns([visit::Column::Code, visit::Column::NoticedAt]);
        let rows = rows.filter(visit::Column::Draw.eq(draw)).into_tuple::<(String, Option<Timestamp>)>();
        Ok(rows.all(db).await?.into_iter().collect())
    })
}
