//! What is kept of inspectors: entities and queries.

pub mod conflict;
pub mod leave;
pub mod moves;
pub mod setting;
pub mod training;
pub mod unmasking;

use std::collections::HashMap;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Query, SelectStatement};
use sea_orm::{Condition, DbErr, QuerySelect};
use sha2::{Digest as _, Sha256};

use super::rules::{Away, InspectorId, InspectorState, Standing, training_since};
use crate::accounts::OrganisationId;
use crate::accounts::store::within;
use crate::app::auth::Scope;
use crate::app::bulk::{self, Rows, Same};
use crate::app::import::Purpose;
use crate::app::journal::{Act, Case};
use crate::app::problem::Problem;
use crate::app::shell::saved;
use crate::app::value::Date;

/// An inspector.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "inspector")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: InspectorId,
    /// Whose.
    pub organisation: OrganisationId,
    /// 执法证号.
    pub certificate: String,
    /// The name.
    pub name: String,
    /// The first letters of its syllables.
    pub initials: String,
    /// 发证机关.
    pub issuer: String,
    /// The certificate's first day, if it says one.
    pub valid_from: Option<Date>,
    /// The certificate's last day.
    pub valid_to: Date,
    /// 工作单位、科室.
    pub unit: String,
    /// 职级.
    pub level: String,
    /// 职务.
    pub post: String,
    /// JSON of a list: the items or domains they may inspect.
    pub fields: String,
    /// JSON of a list: 资质.
    pub qualifications: String,
    /// 专家.
    pub expert: bool,
    /// 工作片区.
    pub area: String,
    /// JSON of a list: 语言.
    pub languages: String,
    /// Encrypted.
    pub phone: Option<Vec<u8>>,
    /// Encrypted.
    pub id_number: Option<Vec<u8>>,
    /// Whether they work.
    pub state: InspectorState,
    /// Why, where somebody said so.
    pub state_reason: Option<String>,
    /// From 1.
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// What the journal's entries on it are about.
    #[must_use]
    pub fn case(&self) -> Case {
        Case { kind: "inspector", id: self.id.0 }
    }

    /// An act on it that leaves it so.
    #[must_use]
    pub fn act(&self, kind: &'static str) -> Act {
        Act::new(kind, self.case()).image(image(self))
    }
}

/// A list in a column.
#[must_use]
pub fn list_of(text: &str) -> Vec<String> {
    serde_json::from_str(text).unwrap_or_default()
}

/// A list as it stands in a column.
#[must_use]
pub fn list_text(list: &[String]) -> String {
    lots::canonical::to_text(&list)
}

/// All that must not change unseen. Of the encrypted fields the digest of what is stored: an opening of the journal shows nothing of them.
#[must_use]
pub fn image(row: &Model) -> String {
    use base64::Engine as _;
    let digest = |sealed: &Option<Vec<u8>>| {
        sealed.as_ref().map(|bytes| base64::engine::general_purpose::STANDARD.encode(Sha256::digest(bytes)))
    };
    let mut image = serde_json::json!({
        "organisation": row.organisation, "certificate": row.certificate, "name": row.name, "issuer": row.issuer,
        "valid_from": row.valid_from, "valid_to": row.valid_to, "unit": row.unit, "level": row.level, "post": row.post,
        "fields": row.fields, "qualifications": row.qualifications, "expert": row.expert, "area": row.area,
        "languages": row.languages, "phone": digest(&row.phone), "id_number": digest(&row.id_number),
        "state": row.state, "version": row.version,
    });
    // Not said of those who stand as they did before reasons were asked for, whose image was sealed without it.
    if let Some(reason) = &row.state_reason {
        image["state_reason"] = reason.as_str().into();
    }
    lots::canonical::to_text(&image)
}

/// Put in new ones.
///
/// # Errors
/// [`DbErr`].
pub async fn insert<C: ConnectionTrait>(db: &C, rows: &[Model]) -> Result<(), DbErr> {
    bulk::load(db, Rows::of::<Entity>(rows)).await.map(|_| ())
}

/// Save changes of the versions before, all or none.
///
/// # Errors
/// `stale`.
pub async fn save_many<C: ConnectionTrait>(db: &C, rows: &[Model]) -> Result<(), Problem> {
    let touched = bulk::load(db, Rows::of::<Entity>(rows).with(Same::Next(&["id"]))).await?;
    if touched == rows.len() as u64 { Ok(()) } else { Err(Problem::stale()) }
}

/// Save a change of the version before.
///
/// # Errors
/// `stale`.
pub async fn save<C: ConnectionTrait>(db: &C, row: &Model) -> Result<(), Problem> {
    let (id, version) = (row.id, row.version - 1);
    let change = ActiveModel { id: sea_orm::ActiveValue::NotSet, ..ActiveModel::from(row.clone()).reset_all() };
    let before = Entity::update_many().set(change).filter(Column::Id.eq(id)).filter(Column::Version.eq(version));
    let rows = before.exec(db).await.map_err(|error| match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => {
            Problem::fields(vec![crate::app::problem::FieldFault::new("certificate", "certificate-taken")])
        }
        _ => error.into(),
    })?;
    saved(rows.rows_affected)
}

/// The inspector, if they are in the scope.
///
/// # Errors
/// [`DbErr`].
pub async fn of<C: ConnectionTrait>(db: &C, id: InspectorId, scope: &Scope) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).filter(Column::Organisation.in_subquery(within(scope))).one(db).await
}

/// Those with these certificate numbers, of whatever organisation. For a run others wait until its chunk is in.
///
/// # Errors
/// [`DbErr`].
pub async fn of_certificates<C: ConnectionTrait>(
    db: &C,
    certificates: Vec<String>,
    purpose: Purpose,
) -> Result<HashMap<String, Model>, DbErr> {
    let rows = Entity::find().filter(Column::Certificate.is_in(certificates));
    let rows = match purpose {
        Purpose::Check => rows,
        Purpose::Run => rows.lock_exclusive(),
    };
    let rows = rows.all(db).await?;
    Ok(rows.into_iter().map(|row| (row.certificate.clone(), row)).collect())
}

/// Every certificate number, of whatever organisation, and of those who left too. The register has some ten thousand at the most.
///
/// # Errors
/// [`DbErr`].
pub async fn certificates<C: ConnectionTrait>(db: &C) -> Result<Vec<(InspectorId, String)>, DbErr> {
    Entity::find().select_only().columns([Column::Id, Column::Certificate]).into_tuple().all(db).await
}

/// All that is kept beside an inspector's own row.
#[derive(Clone, Debug, Default)]
pub struct Beside {
    /// Trainings, the latest first.
    pub trainings: Vec<training::Model>,
    /// Conflicts, in the order they were declared.
    pub conflicts: Vec<conflict::Model>,
    /// Leaves, the latest first.
    pub leaves: Vec<leave::Model>,
}

/// What is kept beside one inspector's row.
///
/// # Errors
/// [`DbErr`].
pub async fn beside<C: ConnectionTrait>(db: &C, id: InspectorId) -> Result<Beside, DbErr> {
    Ok(Beside {
        trainings: training::of(db, &[id]).await?,
        conflicts: conflict::of(db, id).await?,
        leaves: leave::of(db, &[id]).await?,
    })
}

/// What it hangs on whether these may be drawn, in their order.
///
/// # Errors
/// [`DbErr`].
pub async fn standings<C: ConnectionTrait>(db: &C, rows: &[Model]) -> Result<Vec<Standing>, DbErr> {
    let ids: Vec<InspectorId> = rows.iter().map(|row| row.id).collect();
    let mut away: HashMap<InspectorId, Vec<Away>> = HashMap::new();
    for leave in leave::of(db, &ids).await?.into_iter().filter(|leave| !leave.withdrawn) {
        let one = Away { from: leave.first_day, to: leave.last_day, kind: leave.kind };
        away.entry(leave.inspector).or_default().push(one);
    }
    let mut passed: HashMap<InspectorId, Vec<Date>> = HashMap::new();
    for training in training::of(db, &ids).await?.into_iter().filter(|row| row.passed && !row.withdrawn) {
        passed.entry(training.inspector).or_default().push(training.day);
    }
    let months = setting::months(db).await?;
    let standing = |row: &Model| Standing {
        state: row.state,
        valid_from: row.valid_from,
        valid_to: row.valid_to,
        away: away.remove(&row.id).unwrap_or_default(),
        passed: passed.remove(&row.id).unwrap_or_default(),
        training_months: months.get(&row.organisation).copied(),
    };
    Ok(rows.iter().map(standing).collect())
}

/// The condition under which [`super::rules::drawable`] says yes on a date.
///
/// # Errors
/// [`DbErr`].
pub async fn drawable_on<C: ConnectionTrait>(db: &C, on: Date) -> Result<Condition, DbErr> {
    let from = Condition::any().add(Column::ValidFrom.is_null()).add(Column::ValidFrom.lte(on));
    let mut all = Condition::all()
        .add(Column::State.eq(InspectorState::Active))
        .add(from)
        .add(Column::ValidTo.gte(on))
        .add(Column::Id.not_in_subquery(leave::away_on(on)));
    let mut by_months: HashMap<i32, Vec<OrganisationId>> = HashMap::new();
    for (organisation, months) in setting::months(db).await? {
        by_months.entry(months).or_default().push(organisation);
    }
    for (months, organisations) in by_months {
        let trained = training::passed_between(training_since(on, months), on);
        let elsewhere = Column::Organisation.is_not_in(organisations);
        all = all.add(Condition::any().add(elsewhere).add(Column::Id.in_subquery(trained)));
    }
    Ok(all)
}

/// A subquery of one id column.
fn ids<E: EntityTrait>(entity: E, column: E::Column) -> SelectStatement {
    Query::select().column(column).from(entity).take()
}
