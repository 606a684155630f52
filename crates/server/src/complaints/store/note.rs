//! Notes on a complaint: why something was done with it.

use sea_orm::ActiveValue::Set;
use sea_orm::QueryOrder;
use sea_orm::entity::prelude::*;

use crate::accounts::PersonId;
use crate::app::value::Timestamp;
use crate::complaints::rules::{ComplaintId, NoteId, NoteKind};

/// A note.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "complaint_note")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: NoteId,
    /// On which complaint.
    pub complaint: ComplaintId,
    /// Its place among those on it, from 0.
    pub place: i64,
    /// Of what.
    pub kind: NoteKind,
    /// By whom.
    pub person: PersonId,
    /// When.
    pub at: Timestamp,
    /// Why, encrypted.
    pub reason: Vec<u8>,
}

impl ActiveModelBehavior for ActiveModel {}

/// The notes on complaints, in order.
///
/// # Errors
/// [`DbErr`].
pub async fn of<C: ConnectionTrait>(db: &C, complaints: &[ComplaintId]) -> Result<Vec<Model>, DbErr> {
    let theirs = Entity::find().filter(Column::Complaint.is_in(complaints.iter().copied()));
    theirs.order_by_asc(Column::Complaint).order_by_asc(Column::Place).all(db).await
}

/// Put in a new one.
///
/// # Errors
/// [`DbErr`]; a unique violation if somebody noted something in between.
pub async fn insert<C: ConnectionTrait>(db: &C, row: &Model) -> Result<(), DbErr> {
    let row = ActiveModel::from(row.clone()).reset_all();
    Entity::insert(row).exec_without_returning(db).await.map(|_| ())
}

/// Put another text in a note's place, for an erasure.
///
/// # Errors
/// [`DbErr`].
pub async fn rewrite<C: ConnectionTrait>(db: &C, row: &Model) -> Result<(), DbErr> {
    let change = ActiveModel { reason: Set(row.reason.clone()), ..Default::default() };
    Entity::update_many().set(change).filter(Column::Id.eq(row.id)).exec(db).await.map(|_| ())
}
