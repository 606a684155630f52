//! What an edit of a registered complaint replaced: all that it told before, so that nobody makes what somebody said vanish. Encrypted like the complaint itself, and
//! destroyed with who complained.

use sea_orm::ActiveValue::NotSet;
use sea_orm::QueryOrder;
use sea_orm::entity::prelude::*;

use crate::accounts::PersonId;
use crate::app::value::Timestamp;
use crate::complaints::rules::{ComplaintId, FormerId};
use crate::subjects::Domain;

/// What a complaint told until an edit.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "complaint_former")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: FormerId,
    /// Of which complaint.
    pub complaint: ComplaintId,
    /// Its place among those of it, from 0.
    pub place: i64,
    /// Who replaced it.
    pub person: PersonId,
    /// When.
    pub at: Timestamp,
    /// The field it was about.
    pub domain: Domain,
    /// The business as it was told, encrypted: it may name somebody who is registered as the complainant since.
    pub subject_name: Vec<u8>,
    /// The item it touched, encrypted likewise.
    pub item: Vec<u8>,
    /// What was complained of: the very bytes that stood in the complaint.
    pub content: Vec<u8>,
    /// Who complained, the very bytes.
    pub name: Option<Vec<u8>>,
    /// Their phone, the very bytes.
    pub phone: Option<Vec<u8>>,
    /// Their address, the very bytes.
    pub address: Option<Vec<u8>>,
    /// Whether they asked for confidentiality.
    pub confidential: bool,
}

impl ActiveModelBehavior for ActiveModel {}

/// What edits of complaints replaced, in order.
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
/// [`DbErr`]; a unique violation if somebody edited it in between.
pub async fn insert<C: ConnectionTrait>(db: &C, row: &Model) -> Result<(), DbErr> {
    let row = ActiveModel::from(row.clone()).reset_all();
    Entity::insert(row).exec_without_returning(db).await.map(|_| ())
}

/// Put what an erasure leaves in its place.
///
/// # Errors
/// [`DbErr`].
pub async fn rewrite<C: ConnectionTrait>(db: &C, row: &Model) -> Result<(), DbErr> {
    let mut change = ActiveModel::from(row.clone()).reset_all();
    change.id = NotSet;
    Entity::update_many().set(change).filter(Column::Id.eq(row.id)).exec(db).await.map(|_| ())
}
