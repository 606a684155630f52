//! Results that were made public.

use std::collections::HashMap;

use lots::hash::Digest;
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue, DatabaseTransaction, DbErr, QuerySelect as _, SqlErr, Statement};
use serde::Serialize;

use crate::accounts::{OrganisationId, PersonId};
use crate::app::App;
use crate::app::journal::{Act, Case};
use crate::app::named::folded;
use crate::app::portal::Looked;
use crate::app::problem::Problem;
use crate::app::shell::saved;
use crate::app::value::{Date, Timestamp};
use crate::disclosure::rules::{Public, State};
use crate::draws::DrawId;
use crate::inspections::{RecordId, VisitId};
use crate::subjects::Domain;
use crate::subjects::rules::VisitResult;

/// A version of a record, made public.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "disclosure")]
pub struct Model {
    /// Of which record.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RecordId,
    /// Of which visit.
    pub visit: VisitId,
    /// Of which draw.
    pub draw: DrawId,
    /// Whose.
    pub organisation: OrganisationId,
    /// Which version of the visit's record.
    pub number: i64,
    /// Where it stands.
    pub state: State,
    /// The subject's name as the public sees it.
    pub name: String,
    /// The same as it is looked for. Whoever puts a row in or saves it makes it of the name, so that no image needs it.
    #[serde(skip)]
    pub folded: String,
    /// Its code.
    pub code: String,
    /// Its field of work, if it was in the registry at dispatch.
    pub domain: Option<Domain>,
    /// Its region.
    pub region: String,
    /// The codes of the items: JSON of a list.
    pub items: String,
    /// What it came to: JSON of a list.
    pub results: String,
    /// The day of the visit.
    pub visited: Date,
    /// The day it was due, as counted when it was published.
    pub due: Date,
    /// Whether a year of that count had no calendar then.
    pub provisional: bool,
    /// The day it was published.
    pub day: Date,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub publisher: PersonId,
    /// All that is public of it: canonical JSON.
    pub text: String,
    /// SHA-256 of that.
    pub digest: String,
    /// From 1.
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// What it came to.
    ///
    /// # Errors
    /// `broken` if the row isn't what this program wrote.
    pub fn outcome(&self) -> Result<Vec<VisitResult>, Problem> {
        serde_json::from_str(&self.results).map_err(Problem::broken)
    }

    /// The codes of the items.
    ///
    /// # Errors
    /// `broken` if the row isn't what this program wrote.
    pub fn item_codes(&self) -> Result<Vec<String>, Problem> {
        serde_json::from_str(&self.items).map_err(Problem::broken)
    }

    /// All that is public of it.
    ///
    /// # Errors
    /// `broken` if the row isn't what this program wrote.
    pub fn said(&self) -> Result<Public, Problem> {
        serde_json::from_str(&self.text).map_err(Problem::broken)
    }

    /// Where everybody reads it.
    #[must_use]
    pub fn path(&self) -> String {
        format!("/results/{}/{}", self.visit, self.number)
    }

    /// What its text is called as a file.
    #[must_use]
    pub fn file(&self) -> String {
        format!("result-{}-{}.json", self.visit, self.number)
    }

    /// An act on it that leaves it so. Its digest is over the bytes that everybody can download.
    #[must_use]
    pub fn act(&self, kind: &'static str) -> Act {
        let digest = self.digest.parse().unwrap_or_else(|_| Digest::of(self.text.as_bytes()));
        let act = Act::new(kind, Case { kind: "disclosure", id: self.id.0 });
        act.digest("disclosure", digest).number("number", self.number).image(image(self))
    }
}

/// All that must not change unseen.
#[must_use]
pub fn image(row: &Model) -> String {
    lots::canonical::to_text(&serde_json::to_value(row).expect("texts and numbers are JSON"))
}

/// The published results that aren't what their records came to, or of no record: for the audit.
///
/// # Errors
/// [`DbErr`].
pub async fn unlike_records(db: &DatabaseTransaction) -> Result<Vec<Uuid>, DbErr> {
    const SQL: &str = "SELECT d.id FROM disclosure d LEFT JOIN visit_record r ON r.id = d.id AND r.visit = d.visit
        AND r.number = d.number AND r.results = d.results AND r.visited = d.visited
        WHERE r.id IS NULL ORDER BY d.id";
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), SQL)).await?;
    rows.iter().map(|row| row.try_get_by_index(0)).collect()
}

/// The version of a visit's result that is in force.
///
/// # Errors
/// [`DbErr`].
pub async fn in_force<C: ConnectionTrait>(db: &C, visit: VisitId) -> Result<Option<Model>, DbErr> {
    Entity::find().filter(Column::Visit.eq(visit)).filter(Column::State.eq(State::Published)).one(db).await
}

/// How many of each draw's visits have a public result.
///
/// # Errors
/// [`DbErr`].
pub async fn by_draw<C: ConnectionTrait>(db: &C) -> Result<HashMap<DrawId, u64>, DbErr> {
    let rows: Vec<(DrawId, i64)> = Entity::find()
        .select_only()
        .column(Column::Draw)
        .column_as(Column::Id.count(), "count")
        .filter(Column::State.eq(State::Published))
        .group_by(Column::Draw)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|(draw, count)| (draw, u64::try_from(count).unwrap_or(0))).collect())
}

/// The same, for earlier slices.
pub fn published(app: App) -> Looked<HashMap<DrawId, u64>> {
    Box::pin(async move { Ok(by_draw(app.read()).await?) })
}

/// A row on its way into the table.
fn written(row: &Model) -> ActiveModel {
    ActiveModel::from(Model { folded: folded(&row.name), ..row.clone() }).reset_all()
}

/// Put in a new one.
///
/// # Errors
/// `stale` if somebody else published it in between.
pub async fn insert<C: ConnectionTrait>(db: &C, row: &Model) -> Result<(), Problem> {
    let inserted = Entity::insert(written(row)).exec_without_returning(db).await;
    inserted.map(|_| ()).map_err(|error| match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => Problem::stale(),
        _ => error.into(),
    })
}

/// Save a change of the version before.
///
/// # Errors
/// `stale`.
pub async fn save<C: ConnectionTrait>(db: &C, row: &Model) -> Result<(), Problem> {
    let change = ActiveModel { id: ActiveValue::NotSet, ..written(row) };
    let before =
        Entity::update_many().set(change).filter(Column::Id.eq(row.id)).filter(Column::Version.eq(row.version - 1));
    saved(before.exec(db).await?.rows_affected)
}
