//! Which account is which inspector's.

use std::pin::Pin;

use sea_orm::ActiveValue;
use sea_orm::entity::prelude::*;
use sea_orm::{DatabaseTransaction, DbErr, SqlErr, Statement};
use serde::Serialize;

use crate::accounts::PersonId;
use crate::app::journal::{Act, Case};
use crate::app::problem::{FieldFault, Problem};
use crate::app::shell::saved;
use crate::app::value::Timestamp;
use crate::draws::DrawId;
use crate::inspectors::InspectorId;

/// Whose account is an inspector's.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "inspection_account")]
pub struct Model {
    /// The inspector.
    #[sea_orm(primary_key, auto_increment = false)]
    pub inspector: InspectorId,
    /// The account's person; nobody if it was taken away.
    pub person: Option<PersonId>,
    /// Who said so.
    pub set_by: PersonId,
    /// When.
    pub at: Timestamp,
    /// From 1.
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// An act on it that leaves it so.
    #[must_use]
    pub fn act(&self, kind: &'static str) -> Act {
        Act::new(kind, Case { kind: "inspection-account", id: self.inspector.0 }).image(image(self))
    }
}

/// All that must not change unseen.
#[must_use]
pub fn image(row: &Model) -> String {
    lots::canonical::to_text(&serde_json::to_value(row).expect("texts and numbers are JSON"))
}

/// The inspector an account belongs to.
///
/// # Errors
/// [`DbErr`].
pub async fn inspector<C: ConnectionTrait>(db: &C, person: PersonId) -> Result<Option<InspectorId>, DbErr> {
    Ok(Entity::find().filter(Column::Person.eq(person)).one(db).await?.map(|row| row.inspector))
}

/// The same, for earlier slices.
#[must_use]
pub fn whose(
    db: &DatabaseTransaction,
    person: PersonId,
) -> Pin<Box<dyn Future<Output = Result<Option<InspectorId>, DbErr>> + Send + '_>> {
    Box::pin(async move { inspector(db, person).await })
}

/// Of how many inspectors of a draw's bench, or of an office (by its path) and those below it, the account was given, taken or changed from a time on and
/// before another.
///
/// # Errors
/// [`DbErr`].
pub async fn changed<C: ConnectionTrait>(
    db: &C,
    (draw, path): (DrawId, &str),
    (from, before): (Timestamp, Timestamp),
) -> Result<i64, DbErr> {
    const COUNT: &str = "SELECT COUNT(DISTINCT r.case_id) FROM journal_row r
        JOIN inspector i ON i.id = r.case_id JOIN organisation o ON o.id = i.organisation
        WHERE r.kind = 'inspection-account.set' AND r.at >= $1 AND r.at < $4 AND (substr(o.path, 1, length($2)) = $2
        OR EXISTS (SELECT 1 FROM draw_member m WHERE m.draw = $3 AND m.inspector = r.case_id))";
    let values = [from.into(), path.into(), draw.0.into(), before.into()];
    let counted = db.query_one_raw(Statement::from_sql_and_values(db.get_database_backend(), COUNT, values)).await?;
    Ok(counted.map(|row| row.try_get_by_index(0)).transpose()?.unwrap_or_default())
}

/// An account is one inspector's.
///
/// # Errors
/// `fields` if it is another's.
pub async fn is_free<C: ConnectionTrait>(db: &C, person: PersonId, inspector: InspectorId) -> Result<(), Problem> {
    let others = Entity::find().filter(Column::Person.eq(person)).filter(Column::Inspector.ne(inspector));
    match others.one(db).await? {
        None => Ok(()),
        Some(_) => Err(taken()),
    }
}

fn taken() -> Problem {
    Problem::fields(vec![FieldFault::new("person", "visit-account-taken")])
}

/// Put it in, or save a change of the version before.
///
/// # Errors
/// `stale`; `fields` if the account is another inspector's.
pub async fn put<C: ConnectionTrait>(db: &C, row: &Model) -> Result<(), Problem> {
    let change: ActiveModel = row.clone().into();
    let done = if row.version == 1 {
        Entity::insert(change.reset_all()).exec_without_returning(db).await
    } else {
        let change = ActiveModel { inspector: ActiveValue::NotSet, ..change.reset_all() };
        let before = Entity::update_many().set(change).filter(Column::Inspector.eq(row.inspector));
        before.filter(Column::Version.eq(row.version - 1)).exec(db).await.map(|done| done.rows_affected)
    };
    let refused = |error: DbErr| match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => taken(),
        _ => error.into(),
    };
    saved(done.map_err(refused)?)
}
