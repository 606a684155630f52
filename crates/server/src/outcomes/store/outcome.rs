//! An outcome's row.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue, DbErr, SqlErr};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::accounts::{OrganisationId, PersonId};
use crate::app::problem::Problem;
use crate::app::shell::saved;
use crate::app::value::{Date, Timestamp};
use crate::draws::DrawId;
use crate::inspections::{RecordId, VisitId};
use crate::outcomes::rules::{Acknowledgement, Decision, Kind, OutcomeId, Place, Standing, State};

/// An outcome.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "outcome")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OutcomeId,
    /// Of which visit.
    pub visit: VisitId,
    /// Its place among that visit's, from 1.
    pub place: i64,
    /// Of which draw.
    pub draw: DrawId,
    /// The visit's organisation.
    pub organisation: OrganisationId,
    /// The version of the visit's record that it began with.
    pub record: RecordId,
    /// What it is.
    pub kind: Kind,
    /// Where it stands.
    pub state: State,
    /// The year of its number.
    pub year: Option<i64>,
    /// Its number in that year, of the organisation and kind.
    pub number: Option<i64>,
    /// The subject's name, as the visit has it.
    pub name: String,
    /// Its code.
    pub code: String,
    /// What is ordered, or proposed and why.
    pub text: String,
    /// The rows it is about: canonical JSON of a list.
    pub findings: String,
    /// To whom, of a transfer or a referral.
    pub recipient: String,
    /// Until when.
    pub due: Option<Date>,
    /// Who proposed it, or gave the order.
    pub proposer: PersonId,
    /// Who approved it.
    pub approver: Option<PersonId>,
    /// Who wrote its decision.
    pub writer: Option<PersonId>,
    /// Who approved that.
    pub decider: Option<PersonId>,
    /// When it began.
    pub at: Timestamp,
    /// When it became open.
    pub opened_at: Option<Timestamp>,
    /// When it was over.
    pub closed_at: Option<Timestamp>,
    /// A case's decision: canonical JSON; empty while there is none.
    pub decision: String,
    /// What the receiving department answered: canonical JSON; empty before.
    pub acknowledgement: String,
    /// From 1.
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

fn read<T: DeserializeOwned>(text: &str) -> Result<Option<T>, Problem> {
    if text.is_empty() { Ok(None) } else { serde_json::from_str(text).map(Some).map_err(Problem::broken) }
}

impl Model {
    /// The rows it is about.
    ///
    /// # Errors
    /// `broken` if the row isn't what this program wrote.
    pub fn places(&self) -> Result<Vec<Place>, Problem> {
        Ok(read(&self.findings)?.unwrap_or_default())
    }

    /// A case's decision.
    ///
    /// # Errors
    /// `broken` if the row isn't what this program wrote.
    pub fn decided(&self) -> Result<Option<Decision>, Problem> {
        read(&self.decision)
    }

    /// What the receiving department answered.
    ///
    /// # Errors
    /// `broken` if the row isn't what this program wrote.
    pub fn answered(&self) -> Result<Option<Acknowledgement>, Problem> {
        read(&self.acknowledgement)
    }

    /// Its number, year first.
    #[must_use]
    pub fn numbered(&self) -> Option<(i64, i64)> {
        self.year.zip(self.number)
    }

    /// As a step finds it.
    #[must_use]
    pub fn standing(&self) -> Standing {
        Standing { kind: self.kind, state: self.state, proposer: self.proposer, writer: self.writer }
    }

    /// The day it began, or became open.
    #[must_use]
    pub fn since(&self) -> Date {
        self.opened_at.unwrap_or(self.at).date()
    }
}

/// Put in a new one.
///
/// # Errors
/// `stale` if somebody else put one in for the same visit in between.
pub async fn insert<C: ConnectionTrait>(db: &C, row: &Model) -> Result<(), Problem> {
    let row: ActiveModel = row.clone().into();
    let inserted = Entity::insert(row.reset_all()).exec_without_returning(db).await;
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
    let change = ActiveModel { id: ActiveValue::NotSet, ..ActiveModel::from(row.clone()).reset_all() };
    let before =
        Entity::update_many().set(change).filter(Column::Id.eq(row.id)).filter(Column::Version.eq(row.version - 1));
    saved(before.exec(db).await?.rows_affected)
}

/// Of these visits: kind and state of each of their outcomes.
///
/// # Errors
/// [`DbErr`].
pub async fn kinds<C: ConnectionTrait>(db: &C, visits: &[VisitId]) -> Result<Vec<(VisitId, Kind, State)>, DbErr> {
    let mut all = Vec::new();
    for part in visits.chunks(500) {
        let rows = Entity::find().filter(Column::Visit.is_in(part.iter().copied())).all(db).await?;
        all.extend(rows.into_iter().map(|row| (row.visit, row.kind, row.state)));
    }
    Ok(all)
}
