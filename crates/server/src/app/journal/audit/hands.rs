//! What two people must do, two people did: by the journal's own rows, whatever the tables say of hands.
//!
//! A slice notes hands in a table, so that it can refuse a second one. That table is in no image; who deletes from it is found here, since each row's actor
//! is its entry's.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::Arc;

use sea_orm::entity::prelude::*;
use sea_orm::{DatabaseTransaction, QueryOrder, QuerySelect};

use super::super::record::row;
use super::{Audit, Finding, PAGE};
use crate::app::journal::sequencer::Halt;

/// Kinds of acts, and kinds of acts that nobody who did one of the first does on the same thing.
#[derive(Clone, Copy, Debug)]
pub struct Apart(pub &'static [&'static str], pub &'static [&'static str]);

/// Pairs of ids: of another thing, and of the thing it belongs to.
pub type Others<'a> = Pin<Box<dyn Future<Output = Result<Vec<(Uuid, Uuid)>, DbErr>> + Send + 'a>>;

/// Things of another kind whose acts are acts on these, too.
#[derive(Clone, Copy)]
pub struct Beside {
    /// The other kind of case.
    pub case_kind: &'static str,
    /// The others of some things.
    pub of: for<'a> fn(&'a DatabaseTransaction, &'a [Uuid]) -> Others<'a>,
}

/// What different people do on things of one kind.
#[derive(Clone, Copy)]
pub struct Separation {
    /// The kind of case.
    pub case_kind: &'static str,
    /// What is kept apart.
    pub apart: &'static [Apart],
    /// Where else acts on it stand.
    pub beside: Option<Beside>,
}

/// For each rule that the acts on one thing break, the first two acts of one person that do: kinds and actors, in order.
#[must_use]
pub fn same_hands<'a>(apart: &[Apart], acts: &'a [(String, Uuid)]) -> Vec<(&'a str, &'a str)> {
    let mut broken = Vec::new();
    for Apart(one, other) in apart {
        let mut pairs = acts.iter().flat_map(move |first| acts.iter().map(move |second| (first, second)));
        let pair = pairs.find(|(first, second)| {
            first.1 == second.1 && one.contains(&first.0.as_str()) && other.contains(&second.0.as_str())
        });
        broken.extend(pair.map(|(first, second)| (first.0.as_str(), second.0.as_str())));
    }
    broken
}

impl Audit {
    pub(super) fn hands(&mut self, separations: &[Separation]) -> Result<(), Halt> {
        separations.iter().try_for_each(|separation| self.separation(separation))
    }

    fn separation(&mut self, separation: &Separation) -> Result<(), Halt> {
        let mut after = Uuid::nil();
        loop {
            let cases = self.cases_behind(separation.case_kind, after)?;
            let Some(last) = cases.last() else { return Ok(()) };
            after = *last;
            for part in cases.chunks(500) {
                self.apart(separation, part)?;
            }
        }
    }

    fn cases_behind(&self, kind: &str, after: Uuid) -> Result<Vec<Uuid>, Halt> {
        let tx = Arc::clone(&self.tx);
        let cases = row::Entity::find()
            .select_only()
            .column(row::Column::CaseId)
            .distinct()
            .filter(row::Column::CaseKind.eq(kind))
            .filter(row::Column::CaseId.gt(after))
            .order_by_asc(row::Column::CaseId)
            .limit(PAGE)
            .into_tuple::<Uuid>();
        self.wait(cases.all(&*tx))
    }

    fn apart(&mut self, separation: &Separation, cases: &[Uuid]) -> Result<(), Halt> {
        let tx = Arc::clone(&self.tx);
        let mut acts: BTreeMap<Uuid, Vec<(String, Uuid)>> = BTreeMap::new();
        for (case, kind, actor) in self.acts_on(separation, separation.case_kind, cases)? {
            acts.entry(case).or_default().push((kind, actor));
        }
        if let Some(beside) = separation.beside {
            let others: BTreeMap<Uuid, Uuid> = self.wait((beside.of)(&tx, cases))?.into_iter().collect();
            let ids: Vec<Uuid> = others.keys().copied().collect();
            for (other, kind, actor) in self.acts_on(separation, beside.case_kind, &ids)? {
                acts.entry(others[&other]).or_default().push((kind, actor));
            }
        }
        for (id, acts) in &acts {
            for (one, other) in same_hands(separation.apart, acts) {
                let (kind, one, other) = (separation.case_kind.to_owned(), one.to_owned(), other.to_owned());
                self.report.add(Finding::SameHand { kind, id: *id, one, other });
            }
        }
        Ok(())
    }

    /// The acts that a separation speaks of, on some things: on which, what, by whom.
    fn acts_on(
        &self,
        separation: &Separation,
        case_kind: &str,
        cases: &[Uuid],
    ) -> Result<Vec<(Uuid, String, Uuid)>, Halt> {
        let tx = Arc::clone(&self.tx);
        let kinds = separation.apart.iter().flat_map(|Apart(one, other)| one.iter().chain(*other)).copied();
        let kinds: Vec<&str> = kinds.collect();
        let mut acts = Vec::new();
        for part in cases.chunks(500) {
            let rows = row::Entity::find()
                .select_only()
                .columns([row::Column::CaseId, row::Column::Kind, row::Column::Actor])
                .filter(row::Column::CaseKind.eq(case_kind))
                .filter(row::Column::CaseId.is_in(part.iter().copied()))
                .filter(row::Column::Kind.is_in(kinds.iter().copied()))
                .filter(row::Column::Actor.is_not_null())
                .order_by_asc(row::Column::Id)
                .into_tuple::<(Uuid, String, Uuid)>();
            acts.extend(self.wait(rows.all(&*tx))?);
        }
        Ok(acts)
    }
}
