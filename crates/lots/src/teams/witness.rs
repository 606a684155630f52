//! What shows that something can't be filled, and the other records of an assignment (`spec/draw.md`, sections 6.4 and 8.1).

use serde::{Deserialize, Deserializer, Serialize};

use super::flow::Flow;
use super::search::Search;
use crate::hash::Digest;
use crate::name::{InspectorCode, PoolName, SubjectId};

/// How many inspectors and how many subjects a witness names: a person reads no more, and a checker finds the set itself, since it is unique.
const NAMED: usize = 20;

/// "These subjects have `demand` seats that only these inspectors could fill, or nobody, and they have `places` places."
///
/// It is the smallest set of inspectors that shows that `demand − places` seats stay open whatever one does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Witness {
    /// Seats that only these inspectors could fill, or nobody.
    pub demand: u64,
    /// The first 20 of the inspectors, by code.
    #[serde(deserialize_with = "named")]
    pub inspectors: Vec<InspectorCode>,
    /// How many inspectors there are.
    pub inspectors_count: u64,
    /// The places they have left.
    pub places: u64,
    /// The first 20 of the subjects whose seats these are, by id.
    #[serde(deserialize_with = "named")]
    pub subjects: Vec<SubjectId>,
    /// How many such subjects there are.
    pub subjects_count: u64,
}

/// A list that names no more than a witness may.
fn named<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    let names = Vec::deserialize(deserializer)?;
    if names.len() > NAMED {
        return Err(serde::de::Error::custom(format_args!(
            "a witness names {} where it may name {NAMED}",
            names.len()
        )));
    }
    Ok(names)
}

/// A member of a team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// The inspector.
    pub inspector: InspectorCode,
    /// The seat, from 1.
    pub seat: u32,
    /// The pair's ticket.
    pub ticket: Digest,
}

/// A seat that nobody fills.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenSeat {
    /// The seat's pool.
    pub pool: PoolName,
    /// The seat, from 1.
    pub seat: u32,
    /// The subject.
    pub subject: SubjectId,
}

/// A pair passed over because the rest could not have been filled any more (`would-strand`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Strand {
    /// The inspector.
    pub inspector: InspectorCode,
    /// The subject.
    pub subject: SubjectId,
    /// The pair's ticket.
    pub ticket: Digest,
    /// Why.
    pub witness: Witness,
}

/// The witness that `flow`, a greatest one, leaves seats open.
pub(super) fn of_shortage(flow: &Flow<'_>, search: &mut Search) -> Witness {
    search.explore(flow);
    of_reach(flow, search, flow.short(), None)
}

/// The witness of a pair that [`Search::exchange`] has just failed to bring in.
///
/// With the pair accepted, one seat more than now stays open. In the residual graph of what then is a greatest flow, the source
/// reaches just what the pair's inspector reaches now: to make room the inspector leaves one of the teams reached, whose seat is then
/// open, and whoever makes room in the pair's target isn't reached, since otherwise the exchange would have worked.
pub(super) fn of_strand(flow: &Flow<'_>, search: &Search, inspector: usize) -> Witness {
    of_reach(flow, search, flow.short() + 1, Some(inspector))
}

/// The demand of the inspectors reached is their places plus what stays open: that is what makes them a witness.
fn of_reach(flow: &Flow<'_>, search: &Search, open_seats: usize, taken: Option<usize>) -> Witness {
    let reach = search.reached();
    let left = |inspector: usize| flow.left(inspector) - u32::from(taken == Some(inspector));
    let inspectors: Vec<usize> = reach.inspectors.iter().filter(|&i| flow.left(i) > 0 && left(i) > 0).collect();
    let places: u64 = inspectors.iter().map(|&i| u64::from(left(i))).sum();
    let named = reach.targets.iter().filter_map(|target| flow.case.subjects.get(target));
    Witness {
        demand: places + open_seats as u64,
        inspectors: inspectors.iter().take(NAMED).map(|&i| flow.case.bench.inspectors()[i].code.clone()).collect(),
        inspectors_count: inspectors.len() as u64,
        places,
        subjects: named.take(NAMED).cloned().collect(),
        subjects_count: reach.targets.len() as u64,
    }
}
