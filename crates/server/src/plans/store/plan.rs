//! Versions of plans.

use lots::hash::Digest;
use sea_orm::ActiveValue::NotSet;
use sea_orm::entity::prelude::*;
use sea_orm::{DbErr, SqlErr};
use serde::Serialize;
use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::accounts::{OrganisationId, PersonId};
use crate::app::journal::{Act, Case};
use crate::app::problem::Problem;
use crate::app::shell::saved;
use crate::app::value::{Date, Timestamp};
use crate::plans::rules::{Head, Line, PlanId, Refusal, State};

/// A version of an organisation's plan of a year.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "plan")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PlanId,
    /// Whose.
    pub organisation: OrganisationId,
    /// Of which year.
    pub year: i64,
    /// Which version of that year's, from 1.
    pub number: i64,
    /// Its title.
    pub title: String,
    /// 编制依据.
    pub basis: String,
    /// What is new in it.
    pub note: String,
    /// The most visits to one subject a year.
    pub cap: i64,
    /// The fewest months between two.
    pub cooldown_months: i64,
    /// Within how many years everybody should have been seen.
    pub horizon_years: i64,
    /// Hundredths of a day that a visit costs each inspector.
    pub effort_hundredths: i64,
    /// Its lines: canonical JSON.
    pub lines: String,
    /// How many.
    pub line_count: i64,
    /// Where it stands.
    pub state: State,
    /// The version it was copied from.
    pub base: Option<PlanId>,
    /// Who began it.
    pub drafter: PersonId,
    /// Who approved it.
    pub approver: Option<PersonId>,
    /// Who published it.
    pub publisher: Option<PersonId>,
    /// Why it was returned last, discarded or closed.
    pub reason: String,
    /// The digest of all it says, from its submission on.
    pub digest: Option<String>,
    /// 备案号.
    pub filing_number: String,
    /// When it was filed.
    pub filing_date: Option<Date>,
    /// When it was submitted last.
    pub submitted_at: Option<Timestamp>,
    /// When it was approved.
    pub approved_at: Option<Timestamp>,
    /// When its filing was noted.
    pub filed_at: Option<Timestamp>,
    /// When it was published.
    pub published_at: Option<Timestamp>,
    /// When a later version took its place, or it was closed.
    pub ended_at: Option<Timestamp>,
    /// From 1.
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// An empty draft.
    #[must_use]
    pub fn fresh(id: PlanId, (organisation, year, number): (OrganisationId, i64, i64), drafter: PersonId) -> Self {
        Self {
            id,
            organisation,
            year,
            number,
            title: String::new(),
            basis: String::new(),
            note: String::new(),
            cap: 1,
            cooldown_months: 0,
            horizon_years: 5,
            effort_hundredths: 25,
            lines: "[]".to_owned(),
            line_count: 0,
            state: State::Draft,
            base: None,
            drafter,
            approver: None,
            publisher: None,
            reason: String::new(),
            digest: None,
            filing_number: String::new(),
            filing_date: None,
            submitted_at: None,
            approved_at: None,
            filed_at: None,
            published_at: None,
            ended_at: None,
            version: 1,
        }
    }

    /// What it says besides its lines.
    #[must_use]
    pub fn head(&self) -> Head {
        Head {
            title: self.title.clone(),
            basis: self.basis.clone(),
            note: self.note.clone(),
            cap: self.cap,
            cooldown_months: self.cooldown_months,
            horizon_years: self.horizon_years,
            effort_hundredths: self.effort_hundredths,
        }
    }

    /// The same with another head.
    #[must_use]
    pub fn with_head(self, head: Head) -> Self {
        let Head { title, basis, note, cap, cooldown_months, horizon_years, effort_hundredths } = head;
        Self { title, basis, note, cap, cooldown_months, horizon_years, effort_hundredths, ..self }
    }

    /// Its lines.
    ///
    /// # Errors
    /// `broken` if they aren't what was written.
    pub fn said(&self) -> Result<Vec<Line>, Problem> {
        serde_json::from_str(&self.lines).map_err(Problem::broken)
    }

    /// The same with other lines.
    #[must_use]
    pub fn with_lines(self, lines: &[Line]) -> Self {
        let line_count = i64::try_from(lines.len()).unwrap_or(i64::MAX);
        Self { lines: lots::canonical::to_text(&lines), line_count, ..self }
    }

    /// All that it says, as canonical JSON: what is published, and what its digest is over.
    ///
    /// # Errors
    /// `broken` if its lines aren't what was written.
    pub fn whole(&self) -> Result<String, Problem> {
        Ok(lots::canonical::to_text(&json!({
            "form": "yaoguang/plan/v1",
            "organisation": self.organisation, "year": self.year, "number": self.number,
            "head": self.head(), "lines": self.said()?,
        })))
    }

    /// SHA-256 of [`Self::whole`].
    ///
    /// # Errors
    /// As there.
    pub fn text_digest(&self) -> Result<Digest, Problem> {
        Ok(Digest(Sha256::digest(self.whole()?).into()))
    }

    /// What the journal's entries on it are about.
    #[must_use]
    pub fn case(&self) -> Case {
        Case { kind: "plan", id: self.id.0 }
    }

    /// An act on it that leaves it so.
    #[must_use]
    pub fn act(&self, kind: &'static str) -> Act {
        Act::new(kind, self.case()).number("year", self.year).number("number", self.number).image(image(self))
    }
}

/// All that must not change unseen.
#[must_use]
pub fn image(row: &Model) -> String {
    lots::canonical::to_text(&serde_json::to_value(row).expect("texts and numbers are JSON"))
}

/// Put in a new one.
///
/// # Errors
/// `plan-open` if a version of that year is open.
pub async fn insert<C: ConnectionTrait>(db: &C, row: &Model) -> Result<(), Problem> {
    let row: ActiveModel = row.clone().into();
    let inserted = Entity::insert(row.reset_all()).exec_without_returning(db).await;
    inserted.map(|_| ()).map_err(taken)
}

/// Another version of that year stands there already.
fn taken(error: DbErr) -> Problem {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => Refusal::Open.into(),
        _ => error.into(),
    }
}

/// Save a change of the version before.
///
/// # Errors
/// `stale`.
pub async fn save<C: ConnectionTrait>(db: &C, row: &Model) -> Result<(), Problem> {
    let (id, version) = (row.id, row.version - 1);
    let change = ActiveModel { id: NotSet, ..ActiveModel::from(row.clone()).reset_all() };
    let before = Entity::update_many().set(change).filter(Column::Id.eq(id)).filter(Column::Version.eq(version));
    saved(before.exec(db).await?.rows_affected)
}
