//! What an edit of a registered complaint replaced: all that it told before, so that nobody makes what somebody said vanish. Encrypted like the complaint itself, and
//! destroyed with who complained.

use sea_orm::entity::prelude::*;

use super::hung::Hung;
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

impl Hung for Entity {
    const ID: Column = Column::Id;
    const COMPLAINT: Column = Column::Complaint;
    const PLACE: Column = Column::Place;
}
