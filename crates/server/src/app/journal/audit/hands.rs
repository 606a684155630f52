//! What two people must do, two people did: by the journal's own rows, whatever the tables say of hands.
//!
//! A slice notes hands in a table, so that it can refuse a second one. That table is in no image; who deletes from it is found here, since each row's actor
//! is its entry's.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::Arc;

use sea_orm::entity::prelude::*;
use sea_orm::{DatabaseTransaction, QueryOrder, QuerySelect};
use serde_json::Value;

use super::super::record::row;
use super::{Audit, Finding, PAGE};
use crate::app::journal::sequencer::Halt;

/// Kinds of acts.
pub type Kinds = &'static [&'static str];

/// What one person doesn't do on the same thing: an act of the first kinds, and another of the second.
#[derive(Clone, Copy, Debug)]
pub enum Apart {
    /// In whatever order.
    Ever(Kinds, Kinds),
    /// The second after one of the first. Who did the second may do the first afterwards.
    After(Kinds, Kinds),
    /// The second after the last of the first: who did an earlier one may answer a later one of somebody else.
    AfterLast(Kinds, Kinds),
    /// Both where these facts are there and the same: of several that are under way on one thing at once.
    Each(&'static [&'static str], Kinds, Kinds),
}

impl Apart {
    const fn kinds(self) -> (Kinds, Kinds) {
        match self {
            Self::Ever(one, other)
            | Self::After(one, other)
            | Self::AfterLast(one, other)
            | Self::Each(_, one, other) => (one, other),
        }
    }

    /// Whether the deeds at these two places are ones that two people do.
    fn parts(self, deeds: &[Deed], (at, place): (usize, usize)) -> bool {
        let (one, other) = self.kinds();
        let is = |kinds: Kinds, place: usize| kinds.contains(&deeds[place].kind.as_str());
        let same = |name: &str| {
            let fact = deeds[at].facts.get(name);
            fact.is_some() && fact == deeds[place].facts.get(name)
        };
        let is_bound = match self {
            Self::Ever(..) => at != place,
            Self::After(..) => at < place,
            Self::AfterLast(..) => at < place && !(at + 1..place).any(|between| is(one, between)),
            Self::Each(names, ..) => at != place && names.iter().all(|name| same(name)),
        };
        is_bound && is(one, at) && is(other, place)
    }
}

/// What somebody did to a thing, as its row has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deed {
    /// The row: these sort as acts were recorded.
    pub row: Uuid,
    /// The kind of act.
    pub kind: String,
    /// Who.
    pub actor: Uuid,
    /// What everybody reads of it, by name.
    pub facts: BTreeMap<String, Value>,
}

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

/// For each rule that the deeds on one thing, in order, break: the kinds of the first two of one person that do.
#[must_use]
pub fn same_hands<'a>(apart: &[Apart], deeds: &'a [Deed]) -> Vec<(&'a str, &'a str)> {
    let mut broken = Vec::new();
    for rule in apart {
        let mut pairs = (0..deeds.len()).flat_map(|at| (0..deeds.len()).map(move |place| (at, place)));
        let pair =
            pairs.find(|(at, place)| deeds[*at].actor == deeds[*place].actor && rule.parts(deeds, (*at, *place)));
        broken.extend(pair.map(|(at, place)| (deeds[at].kind.as_str(), deeds[place].kind.as_str())));
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
        let mut deeds: BTreeMap<Uuid, Vec<Deed>> = BTreeMap::new();
        for (case, deed) in self.deeds_on(separation, separation.case_kind, cases)? {
            deeds.entry(case).or_default().push(deed);
        }
        if let Some(beside) = separation.beside {
            let others: BTreeMap<Uuid, Uuid> = self.wait((beside.of)(&tx, cases))?.into_iter().collect();
            let ids: Vec<Uuid> = others.keys().copied().collect();
            for (other, deed) in self.deeds_on(separation, beside.case_kind, &ids)? {
                deeds.entry(others[&other]).or_default().push(deed);
            }
        }
        for (id, deeds) in &mut deeds {
            deeds.sort_by_key(|deed| deed.row);
            for (one, other) in same_hands(separation.apart, deeds) {
                let (kind, one, other) = (separation.case_kind.to_owned(), one.to_owned(), other.to_owned());
                self.report.add(Finding::SameHand { kind, id: *id, one, other });
            }
        }
        Ok(())
    }

    /// What a separation speaks of, done to some things: to which, and what.
    fn deeds_on(&self, separation: &Separation, case_kind: &str, cases: &[Uuid]) -> Result<Vec<(Uuid, Deed)>, Halt> {
        let tx = Arc::clone(&self.tx);
        let kinds = separation.apart.iter().map(|rule| rule.kinds());
        let kinds: Vec<&str> = kinds.flat_map(|(one, other)| one.iter().chain(other)).copied().collect();
        let mut deeds = Vec::new();
        for part in cases.chunks(500) {
            let rows = row::Entity::find()
                .select_only()
                .columns([
                    row::Column::CaseId,
                    row::Column::Id,
                    row::Column::Kind,
                    row::Column::Actor,
                    row::Column::Facts,
                ])
                .filter(row::Column::CaseKind.eq(case_kind))
                .filter(row::Column::CaseId.is_in(part.iter().copied()))
                .filter(row::Column::Kind.is_in(kinds.iter().copied()))
                .filter(row::Column::Actor.is_not_null())
                .into_tuple::<(Uuid, Uuid, String, Uuid, String)>();
            for (case, row, kind, actor, facts) in self.wait(rows.all(&*tx))? {
                let facts = serde_json::from_str(&facts).unwrap_or_default();
                deeds.push((case, Deed { row, kind, actor, facts }));
            }
        }
        Ok(deeds)
    }
}
