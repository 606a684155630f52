//! A subject's row.

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::{DbBackend, QuerySelect as _, Statement};

use crate::accounts::OrganisationId;
use crate::app::problem::Problem;
use crate::app::shell::{next, saved};
use crate::app::value::Timestamp;
use crate::subjects::rules::check::Draft;
use crate::subjects::rules::search::likeness;
use crate::subjects::rules::{CodeKind, Domain, Kind, Risk, Status, SubjectId};

/// A subject.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "subject")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SubjectId,
    /// Its place in the roster, from 1, given once.
    pub number: i64,
    /// Whose registry it stands in.
    pub organisation: OrganisationId,
    /// Its name.
    pub name: String,
    /// Its code; unique in the organisation.
    pub code: String,
    /// The code from its end, for who knows the last digits.
    pub code_tail: String,
    /// Which kind of code.
    pub code_kind: CodeKind,
    /// What it is in law.
    pub kind: Kind,
    /// The field it works in.
    pub domain: Domain,
    /// GB/T 4754, or empty.
    pub industry: String,
    /// GB/T 2260.
    pub region: String,
    /// The grid that looks after it.
    pub grid: String,
    /// Its address.
    pub address: String,
    /// Degrees north, in millionths.
    pub latitude: Option<i64>,
    /// Degrees east, in millionths.
    pub longitude: Option<i64>,
    /// 法定代表人（负责人、经营者）.
    pub representative: String,
    /// Whom to call.
    pub liaison: String,
    /// Their phone, encrypted.
    pub phone: Option<Vec<u8>>,
    /// How it stands.
    pub status: Status,
    /// Why, where somebody said so.
    pub status_reason: Option<String>,
    /// Risk class.
    pub risk: Risk,
    /// How often the class was moved.
    pub risk_moves: i64,
    /// The most visits a year.
    pub visits_most: Option<i64>,
    /// The fewest days between two visits.
    pub cooldown_days: Option<i64>,
    /// The subject it was a second entry of.
    pub merged_into: Option<SubjectId>,
    /// Equal where name and address are.
    pub likeness: i64,
    /// When it was last changed.
    pub updated: Timestamp,
    /// From 1.
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

/// The field a phone is sealed for.
pub const PHONE: &str = "phone";

/// What stands fast when a subject is entered.
#[derive(Clone, Copy, Debug)]
pub struct Birth {
    /// Which.
    pub id: SubjectId,
    /// Its place in the roster.
    pub number: i64,
    /// Whose.
    pub organisation: OrganisationId,
    /// When.
    pub at: Timestamp,
}

impl Model {
    /// A new one of a draft without faults. The phone isn't in it: sealing it is the caller's.
    #[must_use]
    pub fn new(birth: Birth, draft: &Draft) -> Self {
        let blank = Self {
            id: birth.id,
            number: birth.number,
            organisation: birth.organisation,
            name: String::new(),
            code: String::new(),
            code_tail: String::new(),
            code_kind: CodeKind::Internal,
            kind: draft.kind,
            domain: draft.domain,
            industry: String::new(),
            region: String::new(),
            grid: String::new(),
            address: String::new(),
            latitude: None,
            longitude: None,
            representative: String::new(),
            liaison: String::new(),
            phone: None,
            status: Status::Active,
            status_reason: None,
            risk: Risk::B,
            risk_moves: 0,
            visits_most: None,
            cooldown_days: None,
            merged_into: None,
            likeness: 0,
            updated: birth.at,
            version: 0,
        };
        blank.edited(draft, birth.at, 0)
    }

    /// As the draft says, in the version after the one that was read.
    #[must_use]
    pub fn edited(self, draft: &Draft, at: Timestamp, version: i64) -> Self {
        Self {
            name: draft.name.clone(),
            code: draft.code.clone(),
            code_tail: tail(&draft.code),
            code_kind: draft.kind_of_code(),
            kind: draft.kind,
            domain: draft.domain,
            industry: draft.industry.clone(),
            region: draft.region.clone(),
            grid: draft.grid.clone(),
            address: draft.address.clone(),
            latitude: draft.latitude,
            longitude: draft.longitude,
            representative: draft.representative.clone(),
            liaison: draft.liaison.clone(),
            visits_most: draft.visits_most,
            cooldown_days: draft.cooldown_days,
            likeness: likeness(&draft.name, &draft.address),
            updated: at,
            version: next(self.version, version),
            ..self
        }
    }

    /// Changed at a time, in the version after the one that was read.
    #[must_use]
    pub fn touched(self, at: Timestamp, version: i64) -> Self {
        Self { updated: at, version: next(self.version, version), ..self }
    }
}

/// A code from its end.
#[must_use]
pub fn tail(code: &str) -> String {
    code.chars().rev().collect()
}

/// The row of an id.
///
/// # Errors
/// [`DbErr`].
pub async fn of_id<C: ConnectionTrait>(db: &C, id: SubjectId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).one(db).await
}

/// An organisation's rows of these codes; with `lock` they stay as they are until the transaction ends.
///
/// SQLite is told to go from code to code: a registry that was small when its planner last looked is read whole otherwise, once for every
/// chunk of an import that makes it large. It has one writer, so that nothing needs locking.
///
/// # Errors
/// [`DbErr`].
pub async fn of_codes<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
    codes: &[&str],
    lock: bool,
) -> Result<Vec<Model>, DbErr> {
    const EACH: &str =
        "SELECT s.* FROM json_each($1) c CROSS JOIN subject s ON s.organisation = $2 AND s.code = c.value";
    if db.get_database_backend() == DbBackend::Sqlite {
        let values = [serde_json::json!(codes).to_string().into(), organisation.0.into()];
        let each = Statement::from_sql_and_values(DbBackend::Sqlite, EACH, values);
        return Entity::find().from_raw_sql(each).all(db).await;
    }
    let all = Entity::find().filter(Column::Organisation.eq(organisation));
    let all = all.filter(Column::Code.is_in(codes.iter().copied()));
    if lock { all.lock_exclusive().all(db).await } else { all.all(db).await }
}

/// Let other changes of a subject wait until this transaction is over; SQLite has one at a time anyway.
///
/// # Errors
/// [`DbErr`].
pub async fn lock<C: ConnectionTrait>(db: &C, id: SubjectId) -> Result<(), DbErr> {
    Entity::find_by_id(id).lock_exclusive().one(db).await.map(|_| ())
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
/// `stale`; a unique violation comes as it is.
pub async fn save<C: ConnectionTrait>(db: &C, row: &Model) -> Result<u64, DbErr> {
    let mut change: ActiveModel = row.clone().into();
    change = change.reset_all();
    change.id = sea_orm::ActiveValue::NotSet;
    change.number = sea_orm::ActiveValue::NotSet;
    change.version = Set(row.version);
    let before =
        Entity::update_many().set(change).filter(Column::Id.eq(row.id)).filter(Column::Version.eq(row.version - 1));
    Ok(before.exec(db).await?.rows_affected)
}

/// Save a change that leaves code and organisation alone.
///
/// # Errors
/// `stale`.
pub async fn save_same<C: ConnectionTrait>(db: &C, row: &Model) -> Result<(), Problem> {
    saved(save(db, row).await?)
}
