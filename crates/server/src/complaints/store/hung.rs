//! What hangs on a complaint, row by row: [notes](super::note), and [what edits replaced](super::former). Both stand at places of their own behind each other, are put in
//! once, and are rewritten by an erasure alone.

use sea_orm::QueryOrder;
use sea_orm::entity::prelude::*;

use crate::complaints::rules::ComplaintId;

/// A table of them.
pub trait Hung: EntityTrait {
    /// The column of the row's own id.
    const ID: <Self as EntityTrait>::Column;
    /// The column of the complaint.
    const COMPLAINT: <Self as EntityTrait>::Column;
    /// The column of the place among those of the same complaint, from 0.
    const PLACE: <Self as EntityTrait>::Column;
}

/// All that hang on complaints, in order.
///
/// # Errors
/// [`DbErr`].
pub async fn of<E: Hung, C: ConnectionTrait>(db: &C, complaints: &[ComplaintId]) -> Result<Vec<E::Model>, DbErr> {
    let theirs = E::find().filter(E::COMPLAINT.is_in(complaints.iter().copied()));
    theirs.order_by_asc(E::COMPLAINT).order_by_asc(E::PLACE).all(db).await
}

/// Put in a new one.
///
/// # Errors
/// [`DbErr`]; a unique violation if somebody put one in in between.
pub async fn insert<E, C>(db: &C, row: &E::Model) -> Result<(), DbErr>
where
    E: Hung,
    E::ActiveModel: From<E::Model>,
    C: ConnectionTrait,
{
    let row = E::ActiveModel::from(row.clone()).reset_all();
    E::insert(row).exec_without_returning(db).await.map(|_| ())
}

/// Put what an erasure leaves in the place of one.
///
/// # Errors
/// [`DbErr`].
pub async fn rewrite<E, C>(db: &C, row: &E::Model) -> Result<(), DbErr>
where
    E: Hung,
    E::ActiveModel: From<E::Model>,
    C: ConnectionTrait,
{
    let id = row.get(E::ID);
    let mut change = E::ActiveModel::from(row.clone()).reset_all();
    change.not_set(E::ID);
    E::update_many().set(change).filter(E::ID.eq(id)).exec(db).await.map(|_| ())
}
