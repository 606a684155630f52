//! Complaints counted by subject, for the published rule.

use std::collections::{BTreeMap, HashMap};

use sea_orm::entity::prelude::*;
use sea_orm::{DbErr, Statement, Value};

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

/// The subjects of a scope with complaints closed after a day, whichever office these lie in, those with the most that count first. A complaint on an entry that was merged
/// counts for the one that stays; what is deregistered isn't classed any more.
///
/// # Errors
/// [`DbErr`].
pub async fn of<C: ConnectionTrait>(db: &C, scope: &Scope, since: Date) -> Result<Vec<Signal>, DbErr> {
    let rows = closed(db, scope, since).await?;
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

/// The subjects of a scope that were complained of, and how many complaints on each were closed after a day as what. An entry that was merged stands in the registry of
/// the one that stays.
async fn closed<C: ConnectionTrait>(
    db: &C,
    scope: &Scope,
    since: Date,
) -> Result<Vec<(SubjectId, Outcome, i64)>, DbErr> {
    if scope.0.is_empty() {
        return Ok(Vec::new());
    }
    let within: Vec<String> =
        (3..).take(scope.0.len()).map(|at| format!("substr(o.path, 1, length(${at})) = ${at}")).collect();
    // In this order: what was closed lately is far less than what stands in a registry.
    let sql = format!(
        "SELECT c.subject, c.outcome, COUNT(*) FROM complaint c CROSS JOIN subject s CROSS JOIN organisation o
        WHERE c.ended > $1 AND c.state = $2 AND s.id = c.subject AND o.id = s.organisation AND ({}) GROUP BY c.subject, c.outcome",
        within.join(" OR ")
    );
    let mut values: Vec<Value> = vec![since.into(), State::Closed.code().into()];
    values.extend(scope.0.iter().map(|path| Value::from(path.as_str())));
    let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    rows.iter().map(|row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?, row.try_get_by_index(2)?))).collect()
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
