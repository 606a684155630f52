//! Visits that wait for an outcome: their results ask for one that they haven't got. What [`rules::wants`] says, in SQL.

use std::collections::BTreeMap;

use sea_orm::DbErr;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, SimpleExpr};

use super::outcome;
use crate::inspections::VisitId;
use crate::inspections::store::{record, visit};
use crate::outcomes::rules::{self, Kind, State};

/// The condition on visits.
#[must_use]
pub fn waits() -> SimpleExpr {
    Expr::cust(
        "EXISTS (SELECT 1 FROM visit_record wanted WHERE wanted.visit = visit.id AND wanted.number = visit.reviewed \
         AND wanted.reviewer IS NOT NULL AND ( \
         (wanted.results LIKE '%\"rectification-ordered\"%' AND NOT EXISTS (SELECT 1 FROM outcome had \
         WHERE had.visit = visit.id AND had.kind = 'rectification' AND had.state <> 'withdrawn')) OR \
         ((wanted.results LIKE '%\"not-published\"%' OR wanted.results LIKE '%\"falsely-published\"%' \
         OR wanted.results LIKE '%\"rectification-ordered\"%' OR wanted.results LIKE '%\"obstructed\"%' OR wanted.results LIKE '%\"pending\"%') \
         AND NOT EXISTS (SELECT 1 FROM outcome had \
         WHERE had.visit = visit.id AND had.state NOT IN ('declined', 'withdrawn')))))",
    )
}

/// The records in force of visits, and what each visit still asks for.
pub struct Told {
    /// The records.
    pub records: BTreeMap<VisitId, record::Model>,
    /// Kinds and states of the outcomes there are.
    pub outcomes: BTreeMap<VisitId, Vec<(Kind, State)>>,
}

impl Told {
    /// Of these visits.
    ///
    /// # Errors
    /// [`DbErr`].
    pub async fn of<C: ConnectionTrait>(db: &C, visits: &[visit::Model]) -> Result<Self, DbErr> {
        let ids: Vec<VisitId> = visits.iter().map(|visit| visit.id).collect();
        let reviewed: BTreeMap<VisitId, i64> = visits.iter().map(|visit| (visit.id, visit.reviewed)).collect();
        let records = record::of(db, &ids).await?.into_iter();
        let records = records.filter(|row| row.reviewer.is_some() && reviewed.get(&row.visit) == Some(&row.number));
        let mut outcomes = BTreeMap::<VisitId, Vec<(Kind, State)>>::new();
        for (visit, kind, state) in outcome::kinds(db, &ids).await? {
            outcomes.entry(visit).or_default().push((kind, state));
        }
        Ok(Self { records: records.map(|row| (row.visit, row)).collect(), outcomes })
    }

    /// What a visit still asks for.
    ///
    /// # Errors
    /// A [`crate::app::problem::Problem`] if a row isn't what this program wrote.
    pub fn wants(&self, visit: VisitId) -> Result<Option<rules::Wants>, crate::app::problem::Problem> {
        let results = self.records.get(&visit).map(record::Model::outcome).transpose()?.unwrap_or_default();
        Ok(rules::wants(&results, self.outcomes.get(&visit).map_or(&[][..], Vec::as_slice)))
    }
}
