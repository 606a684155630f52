//! Complaints counted by subject, for the published rule.

use std::collections::{BTreeMap, HashMap};

use sea_orm::entity::prelude::*;
use sea_orm::{DbErr, QuerySelect};

use super::complaint::{Column, Entity};
use crate::accounts::store::within;
use crate::app::auth::Scope;
use crate::app::value::Date;
use crate::complaints::rules::signal;
use crate::complaints::rules::{Outcome, State};
use crate::subjects::rules::Status;
use crate::subjects::store::subject;
use crate::subjects::{Risk, SubjectId};

/// A subject and what was complained of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signal {
    /// The subject.
    pub subject: subject::Model,
    /// How many complaints came to what.
    pub outcomes: BTreeMap<Outcome, i64>,
    /// How many count.
    pub counted: i64,
    /// What the rule suggests.
    pub suggestion: Option<Risk>,
}

impl Signal {
    fn new(subject: subject::Model, outcomes: BTreeMap<Outcome, i64>) -> Self {
        let counted = outcomes.iter().filter(|(outcome, _)| signal::counts(**outcome)).map(|(_, count)| count).sum();
        let suggestion = signal::suggest(counted, subject.risk);
        Self { subject, outcomes, counted, suggestion }
    }
}

/// The subjects with complaints closed after a day, those with the most that count first. A complaint on an entry that was merged
/// counts for the one that stays; what is deregistered isn't classed any more.
///
/// # Errors
/// [`DbErr`].
pub async fn of<C: ConnectionTrait>(db: &C, scope: &Scope, since: Date) -> Result<Vec<Signal>, DbErr> {
    let rows: Vec<(SubjectId, Outcome, i64)> = Entity::find()
        .select_only()
        .columns([Column::Subject, Column::Outcome])
        .column_as(Column::Id.count(), "count")
        .filter(Column::Organisation.in_subquery(within(scope)))
        .filter(Column::Subject.is_not_null())
        .filter(Column::State.eq(State::Closed))
        .filter(Column::Ended.gt(since))
        .group_by(Column::Subject)
        .group_by(Column::Outcome)
        .into_tuple()
        .all(db)
        .await?;
    let subjects = subjects(db, rows.iter().map(|(subject, _, _)| *subject).collect()).await?;
    let mut outcomes: HashMap<SubjectId, BTreeMap<Outcome, i64>> = HashMap::new();
    for (subject, outcome, count) in rows {
        *outcomes.entry(survivor(&subjects, subject)).or_default().entry(outcome).or_default() += count;
    }
    let known =
        outcomes.into_iter().filter_map(|(id, outcomes)| Some(Signal::new(subjects.get(&id)?.clone(), outcomes)));
    let mut signals: Vec<Signal> = known.filter(|signal| signal.subject.status != Status::Deregistered).collect();
    signals.sort_by_key(|signal| (-signal.counted, signal.subject.id));
    Ok(signals)
}

/// The subjects, and those that merged ones point to.
async fn subjects<C: ConnectionTrait>(
    db: &C,
    wanted: Vec<SubjectId>,
) -> Result<HashMap<SubjectId, subject::Model>, DbErr> {
    let mut known = HashMap::new();
    let mut wanted = wanted;
    while !wanted.is_empty() {
        let mut next = Vec::new();
        for part in wanted.chunks(500) {
            let rows = subject::Entity::find().filter(subject::Column::Id.is_in(part.iter().copied())).all(db).await?;
            next.extend(rows.iter().filter_map(|row| row.merged_into));
            known.extend(rows.into_iter().map(|row| (row.id, row)));
        }
        next.retain(|id| !known.contains_key(id));
        next.sort();
        next.dedup();
        wanted = next;
    }
    Ok(known)
}

/// The entry at the end of a chain of merges. Each one points to an entry that wasn't merged then, so the chain ends.
fn survivor(subjects: &HashMap<SubjectId, subject::Model>, id: SubjectId) -> SubjectId {
    let mut id = id;
    while let Some(into) = subjects.get(&id).and_then(|row| row.merged_into) {
        id = into;
    }
    id
}
