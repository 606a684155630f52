//! What is kept of outcomes: entities and queries.

pub mod counts;
pub mod number;
pub mod outcome;
pub mod sight;
pub mod step;
pub mod waiting;

use std::collections::BTreeMap;

use sea_orm::entity::prelude::*;
use sea_orm::{DatabaseTransaction, DbErr, QueryOrder as _, QuerySelect as _};

use super::rules::told::{Known, Number, PublicOutcome, public};
use super::rules::{Act as Done, OutcomeId};
use crate::app::journal::{Act, Case};
use crate::app::problem::Problem;
use crate::app::shell::Tx;
use crate::inspections::VisitId;

/// An outcome with all that was done to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whole {
    /// Its row.
    pub row: outcome::Model,
    /// Its steps, the first first.
    pub steps: Vec<step::Model>,
}

impl Whole {
    /// What the journal's entries on it are about.
    #[must_use]
    pub fn case(&self) -> Case {
        Case { kind: "outcome", id: self.row.id.0 }
    }

    /// The act of its last step. It says nothing but what was done: a kind beside it would tell of referrals.
    #[must_use]
    pub fn act(&self, done: Done) -> Act {
        Act::new(done.code(), self.case()).image(image(self))
    }
}

/// All that must not change unseen.
#[must_use]
pub fn image(whole: &Whole) -> String {
    lots::canonical::to_text(&serde_json::json!({ "outcome": whole.row, "steps": whole.steps }))
}

/// A row with its steps.
///
/// # Errors
/// [`DbErr`].
pub async fn whole<C: ConnectionTrait>(db: &C, row: outcome::Model) -> Result<Whole, DbErr> {
    let steps = step::of(db, &[row.id]).await?;
    Ok(Whole { row, steps })
}

async fn wholes<C: ConnectionTrait>(db: &C, rows: Vec<outcome::Model>) -> Result<Vec<Whole>, DbErr> {
    let ids: Vec<OutcomeId> = rows.iter().map(|row| row.id).collect();
    let mut steps = BTreeMap::<OutcomeId, Vec<step::Model>>::new();
    for one in step::of(db, &ids).await? {
        steps.entry(one.outcome).or_default().push(one);
    }
    let whole = |row: outcome::Model| Whole { steps: steps.remove(&row.id).unwrap_or_default(), row };
    Ok(rows.into_iter().map(whole).collect())
}

/// A page of all outcomes' images, for the audit.
///
/// # Errors
/// [`DbErr`].
pub async fn images(db: &DatabaseTransaction, after: Uuid, limit: u64) -> Result<Vec<(Uuid, String)>, DbErr> {
    let page = outcome::Entity::find().filter(outcome::Column::Id.gt(after)).order_by_asc(outcome::Column::Id);
    let all = wholes(db, page.limit(limit).all(db).await?).await?;
    Ok(all.iter().map(|whole| (whole.row.id.0, image(whole))).collect())
}

/// Save a change with the step that made it, and record it.
///
/// # Errors
/// `stale` if somebody changed it in between.
pub async fn save(tx: &mut Tx, whole: &mut Whole, done: step::Model) -> Result<(), Problem> {
    let act = done.act;
    if whole.row.version == 1 {
        outcome::insert(tx.db(), &whole.row).await?;
    } else {
        outcome::save(tx.db(), &whole.row).await?;
    }
    step::insert(tx.db(), &done).await?;
    whole.steps.push(done);
    tx.record(whole.act(act)).await
}

/// All of a visit's outcomes, the first first.
///
/// # Errors
/// [`DbErr`].
pub async fn of_visit<C: ConnectionTrait>(db: &C, visit: VisitId) -> Result<Vec<Whole>, DbErr> {
    let rows = outcome::Entity::find().filter(outcome::Column::Visit.eq(visit));
    wholes(db, rows.order_by_asc(outcome::Column::Place).all(db).await?).await
}

/// What everybody reads of a visit's outcomes. Whether its result is public is for the caller to see to.
///
/// # Errors
/// A [`Problem`] from the database.
pub async fn public_of<C: ConnectionTrait>(db: &C, visit: VisitId) -> Result<Vec<PublicOutcome>, Problem> {
    let mut told = Vec::new();
    for whole in of_visit(db, visit).await? {
        told.extend(public(known(&whole)?));
    }
    Ok(told)
}

fn known(Whole { row, steps }: &Whole) -> Result<Known, Problem> {
    let cleared = steps.iter().find(|step| step.cleared == Some(true)).and_then(|step| step.day);
    Ok(Known {
        kind: row.kind,
        state: row.state,
        number: row.numbered().map(|(year, number)| Number { year, number }),
        opened: row.opened_at.map(|at| at.date()),
        due: row.due,
        dues: steps.iter().filter_map(|step| step.due).collect(),
        cleared,
        to: row.recipient.clone(),
        decision: row.decided()?,
        text: row.text.clone(),
    })
}
