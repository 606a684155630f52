//! A complaint's row.

use sea_orm::ActiveValue::NotSet;
use sea_orm::entity::prelude::*;

use crate::accounts::{OrganisationId, PersonId};
use crate::app::problem::Problem;
use crate::app::shell::{next, saved};
use crate::app::value::{Date, Timestamp};
use crate::complaints::rules::check::{ComplainantDraft, Draft};
use crate::complaints::rules::{Channel, ComplaintId, Kind, Outcome, Standing, State};
use crate::subjects::{Domain, SubjectId};

/// A complaint, report or petition.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "complaint")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ComplaintId,
    /// Whose it is.
    pub organisation: OrganisationId,
    /// `2026-000123`, unique in the organisation.
    pub number: String,
    /// 投诉、举报、信访.
    pub kind: Kind,
    /// How it came.
    pub channel: Channel,
    /// The day it came.
    pub received: Date,
    /// The business in the registry.
    pub subject: Option<SubjectId>,
    /// The business as it was told.
    pub subject_name: String,
    /// The field it is about.
    pub domain: Domain,
    /// The item it touches, or empty.
    pub item: String,
    /// What is complained of, encrypted.
    pub content: Vec<u8>,
    /// Who complains, encrypted.
    pub name: Option<Vec<u8>>,
    /// Their phone, encrypted.
    pub phone: Option<Vec<u8>>,
    /// Their address, encrypted.
    pub address: Option<Vec<u8>>,
    /// Whether they ask for confidentiality.
    pub confidential: bool,
    /// Whether who complains was erased.
    pub erased: bool,
    /// Where it stands.
    pub state: State,
    /// Who registered it.
    pub registrar: PersonId,
    /// Who assigned it.
    pub assigner: Option<PersonId>,
    /// Who handles it.
    pub handler: Option<PersonId>,
    /// Until when.
    pub due: Option<Date>,
    /// The same while it is assigned, else [`NEVER`]: to sort and to find what is late.
    pub runs_until: Date,
    /// What came of it.
    pub outcome: Option<Outcome>,
    /// What was found and done, encrypted.
    pub disposal: Option<Vec<u8>>,
    /// The day somebody went there.
    pub visited: Option<Date>,
    /// Why no entry of the registry is known of a business of which it was found true, encrypted.
    pub no_subject_why: Option<Vec<u8>>,
    /// Where it was transferred to.
    pub transferred_to: Option<String>,
    /// Who ended it.
    pub ender: Option<PersonId>,
    /// The day it ended.
    pub ended: Option<Date>,
    /// Who had the complainant's data erased.
    pub eraser: Option<PersonId>,
    /// When it was last changed.
    pub updated: Timestamp,
    /// From 1.
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

/// The day on which nothing is due.
pub const NEVER: Date = Date(jiff::civil::date(9999, 12, 31));

/// What a new complaint has besides what somebody entered.
#[derive(Clone, Debug)]
pub struct Birth {
    /// Which.
    pub id: ComplaintId,
    /// Whose it is.
    pub organisation: OrganisationId,
    /// Its number.
    pub number: String,
    /// Who registers it.
    pub registrar: PersonId,
    /// When.
    pub at: Timestamp,
}

impl Model {
    /// A new one, still without what is encrypted.
    #[must_use]
    pub fn new(birth: Birth, draft: &Draft) -> Self {
        let Birth { id, organisation, number, registrar, at } = birth;
        Self {
            id,
            organisation,
            number,
            kind: draft.kind,
            channel: draft.channel,
            received: draft.received,
            subject: draft.subject,
            subject_name: draft.subject_name.clone(),
            domain: draft.domain,
            item: draft.item.clone(),
            content: Vec::new(),
            name: None,
            phone: None,
            address: None,
            confidential: false,
            erased: false,
            state: State::Registered,
            registrar,
            assigner: None,
            handler: None,
            due: None,
            runs_until: NEVER,
            outcome: None,
            disposal: None,
            visited: None,
            no_subject_why: None,
            transferred_to: None,
            ender: None,
            ended: None,
            eraser: None,
            updated: at,
            version: 1,
        }
    }

    /// What was entered of it, but for what is encrypted.
    #[must_use]
    pub fn draft(&self) -> Draft {
        Draft {
            kind: self.kind,
            channel: self.channel,
            received: self.received,
            subject: self.subject,
            subject_name: self.subject_name.clone(),
            domain: self.domain,
            item: self.item.clone(),
            content: None,
            complainant: ComplainantDraft::default(),
        }
    }

    /// As the draft says, in the version after the one that was read; what is fixed and what is encrypted stay.
    #[must_use]
    pub fn edited(self, draft: &Draft, at: Timestamp, version: i64) -> Self {
        Self {
            subject: draft.subject,
            subject_name: draft.subject_name.clone(),
            domain: draft.domain,
            item: draft.item.clone(),
            ..self.touched(at, version)
        }
    }

    /// Changed at a time, in the version after the one that was read.
    #[must_use]
    pub fn touched(self, at: Timestamp, version: i64) -> Self {
        Self { updated: at, version: next(self.version, version), ..self }
    }

    /// Moved to another state, which sets whether its time runs.
    #[must_use]
    pub fn moved(self, state: State) -> Self {
        let runs_until = self.due.filter(|_| state == State::Assigned).unwrap_or(NEVER);
        Self { state, runs_until, ..self }
    }

    /// Ended by somebody.
    #[must_use]
    pub fn over(self, state: State, by: PersonId, at: Timestamp) -> Self {
        Self { ender: Some(by), ended: Some(at.date()), ..self.moved(state) }
    }

    /// What the rules need to know.
    #[must_use]
    pub fn standing(&self) -> Standing {
        let Self { state, registrar, erased, .. } = *self;
        Standing { state, registrar, handler: self.handler.zip(self.due), erased, linked: self.subject.is_some() }
    }
}

/// The row of an id.
///
/// # Errors
/// [`DbErr`].
pub async fn of_id<C: ConnectionTrait>(db: &C, id: ComplaintId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).one(db).await
}

/// Put in a new one.
///
/// # Errors
/// [`DbErr`].
pub async fn insert<C: ConnectionTrait>(db: &C, row: &Model) -> Result<(), DbErr> {
    let row: ActiveModel = row.clone().into();
    Entity::insert(row.reset_all()).exec_without_returning(db).await.map(|_| ())
}

/// Save a change of the version before.
///
/// # Errors
/// `stale`.
pub async fn save<C: ConnectionTrait>(db: &C, row: &Model) -> Result<(), Problem> {
    let mut change: ActiveModel = row.clone().into();
    change = change.reset_all();
    change.id = NotSet;
    let before =
        Entity::update_many().set(change).filter(Column::Id.eq(row.id)).filter(Column::Version.eq(row.version - 1));
    saved(before.exec(db).await?.rows_affected)
}
