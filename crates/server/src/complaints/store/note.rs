//! Notes on a complaint: why something was done with it.

use sea_orm::entity::prelude::*;

use super::hung::Hung;
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

impl Hung for Entity {
    const ID: Column = Column::Id;
    const COMPLAINT: Column = Column::Complaint;
    const PLACE: Column = Column::Place;
}
