//! Standing rules: one is in force in an organisation, those before it stay.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue, DbErr};
use serde::Serialize;

use crate::accounts::{OrganisationId, PersonId};
use crate::app::journal::{Act, Case};
use crate::app::problem::Problem;
use crate::app::shell::saved;
use crate::app::value::Timestamp;
use crate::draws::rules::standing::{self, Standing};
use crate::draws::rules::{RuleId, StandingRule};

/// A standing rule.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "draw_rule")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RuleId,
    /// Whose.
    pub organisation: OrganisationId,
    /// Which of theirs, from 1.
    pub number: i64,
    /// What it says, canonical JSON.
    pub rule: String,
    /// Who wrote it.
    pub drafter: PersonId,
    /// Who approved it.
    pub approver: Option<PersonId>,
    /// Whether it is the one in force.
    pub in_force: bool,
    /// When it was written.
    pub begun_at: Timestamp,
    /// When it was approved.
    pub approved_at: Option<Timestamp>,
    /// When it was withdrawn or returned instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Timestamp>,
    /// By whom: who wrote it withdraws it, somebody else returns it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended_by: Option<PersonId>,
    /// Why it was returned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// From 1.
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// What it says.
    ///
    /// # Errors
    /// `broken` if the row isn't what this program wrote.
    pub fn rule(&self) -> Result<StandingRule, Problem> {
        serde_json::from_str(&self.rule).map_err(Problem::broken)
    }

    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> Standing {
        match (self.approver, self.ended_by) {
            (Some(_), _) if self.in_force => Standing::InForce,
            (Some(_), _) => Standing::Superseded,
            (None, Some(by)) if by == self.drafter => Standing::Withdrawn,
            (None, Some(_)) => Standing::Returned,
            (None, None) => Standing::Waiting,
        }
    }

    /// An act on it that leaves it so.
    #[must_use]
    pub fn act(&self, kind: &'static str) -> Act {
        Act::new(kind, Case { kind: "draw-rule", id: self.id.0 }).number("number", self.number).image(image(self))
    }
}

/// All that must not change unseen.
#[must_use]
pub fn image(row: &Model) -> String {
    lots::canonical::to_text(row)
}

/// The rule in force.
///
/// # Errors
/// [`DbErr`].
pub async fn in_force<C: ConnectionTrait>(db: &C, organisation: OrganisationId) -> Result<Option<Model>, DbErr> {
    Entity::find().filter(Column::Organisation.eq(organisation)).filter(Column::InForce.eq(true)).one(db).await
}

/// What some rules say.
///
/// # Errors
/// `broken` if a row isn't what this program wrote.
pub async fn texts<C: ConnectionTrait>(
    db: &C,
    ids: BTreeSet<RuleId>,
) -> Result<BTreeMap<RuleId, StandingRule>, Problem> {
    let rows = Entity::find().filter(Column::Id.is_in(ids)).all(db).await?;
    rows.iter().map(|row| Ok((row.id, row.rule()?))).collect()
}

/// That a rule says something else than the one in force, which is given where there is one.
///
/// # Errors
/// `draw-rule-same`.
pub fn differs(rule: &StandingRule, in_force: Option<&Model>) -> Result<(), Problem> {
    let before = in_force.map(|row| row.rule().map(|rule| (row.number, rule))).transpose()?;
    Ok(standing::differs(rule, before.as_ref().map(|(number, rule)| (*number, rule)))?)
}

/// Put one in, behind those of the organisation.
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
    let change = ActiveModel { id: ActiveValue::NotSet, ..ActiveModel::from(row.clone()).reset_all() };
    let before =
        Entity::update_many().set(change).filter(Column::Id.eq(row.id)).filter(Column::Version.eq(row.version - 1));
    saved(before.exec(db).await?.rows_affected)
}

/// How many rules of an organisation were approved in a time.
///
/// # Errors
/// [`DbErr`].
pub async fn approved_within<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
    (from, until): (Timestamp, Timestamp),
) -> Result<u64, DbErr> {
    let of = Entity::find().filter(Column::Organisation.eq(organisation));
    of.filter(Column::ApprovedAt.gte(from)).filter(Column::ApprovedAt.lte(until)).count(db).await
}
