//! The codes that entries had before: whoever knows an entry by one of them finds it, with all that was drawn and published of it.
//!
//! An entry's codes are part of its image ([`super::image`]), so that none can be taken away unseen.

use sea_orm::entity::prelude::*;
use sea_orm::{DbErr, QueryOrder as _, QuerySelect as _};

use super::subject;
use crate::app::value::Timestamp;

/// A code that an entry had.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "subject_code_was")]
pub struct Model {
    /// Which entry, by number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub subject: i64,
    /// Its place among the codes that the entry had, from 0.
    #[sea_orm(primary_key, auto_increment = false)]
    pub place: i64,
    /// The code.
    pub code: String,
    /// When the entry got another one.
    pub until: Timestamp,
}

impl ActiveModelBehavior for ActiveModel {}

/// How many are looked at.
const MOST: u64 = 200;

/// Put in a new one.
///
/// # Errors
/// [`DbErr`].
pub async fn insert<C: ConnectionTrait>(db: &C, row: &Model) -> Result<(), DbErr> {
    let row: ActiveModel = row.clone().into();
    Entity::insert(row.reset_all()).exec_without_returning(db).await.map(|_| ())
}

/// Those that these entries had, by entry and in order.
///
/// # Errors
/// [`DbErr`].
pub async fn of<C: ConnectionTrait>(db: &C, numbers: &[i64]) -> Result<Vec<Model>, DbErr> {
    let rows = Entity::find().filter(Column::Subject.is_in(numbers.iter().copied()));
    rows.order_by_asc(Column::Subject).order_by_asc(Column::Place).all(db).await
}

/// Whoever had one of these codes, the last one first.
///
/// # Errors
/// [`DbErr`].
pub async fn holders<C: ConnectionTrait>(db: &C, codes: &[&str]) -> Result<Vec<Model>, DbErr> {
    // Each entry once for each code: whoever gives one the same code over and over pushes no other out.
    let rows = Entity::find()
        .select_only()
        .column(Column::Subject)
        .column_as(Column::Place.max(), "place")
        .column(Column::Code)
        .column_as(Column::Until.max(), "until")
        .filter(Column::Code.is_in(codes.iter().copied()))
        .group_by(Column::Subject)
        .group_by(Column::Code);
    let rows = rows.order_by_desc(Column::Until.max()).order_by_desc(Column::Subject);
    rows.limit(MOST).into_model::<Model>().all(db).await
}

/// The numbers of the entries that have this code or had it.
///
/// # Errors
/// [`DbErr`].
pub async fn entries<C: ConnectionTrait>(db: &C, code: &str) -> Result<Vec<i64>, DbErr> {
    let now = subject::Entity::find().select_only().column(subject::Column::Number);
    let now = now.filter(subject::Column::Code.eq(code)).into_tuple::<i64>().all(db).await?;
    let had = holders(db, &[code]).await?.into_iter().map(|one| one.subject);
    Ok(now.into_iter().chain(had).collect())
}
