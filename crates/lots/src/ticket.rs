//! Tickets of subjects, and the smallest of each stratum (`spec/draw.md`, section 5).

use serde::{Deserialize, Serialize};

use crate::hash::Digest;
use crate::name::SubjectId;

/// A subject's ticket: `H(K_t + id)`, where K_t is the hex of `key`.
///
/// ```
/// use lots::{hash::Digest, ticket::ticket};
/// let key = Digest::of(b"a key");
/// assert_eq!(ticket(&key, "91350100M000100Y43"), Digest::of(format!("{key}91350100M000100Y43").as_bytes()));
/// ```
#[must_use]
pub fn ticket(key: &Digest, id: &str) -> Digest {
    Digest::of_parts(&[&key.hex(), id.as_bytes()])
}

/// A subject with its ticket. Lots are ordered by ticket, then id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lot {
    /// The ticket.
    pub ticket: Digest,
    /// The subject.
    pub id: SubjectId,
}

/// The smallest lots of one stratum, or of a part of it.
///
/// Parts merge: the smallest of a whole are the smallest among the smallest of its parts, whatever the split. Memory is at
/// most twice the number kept.
///
/// ```
/// use lots::{hash::Digest, ticket::Smallest};
/// let key = Digest::of(b"a key");
/// let mut whole = Smallest::new(2);
/// let (mut odd, mut even) = (Smallest::new(2), Smallest::new(2));
/// for i in 0..9 {
///     let id = format!("S{i}").parse()?;
///     if i % 2 == 0 { &mut even } else { &mut odd }.push(&key, &id);
///     whole.push(&key, &id);
/// }
/// even.merge(odd);
/// assert_eq!((even.rows(), even.into_sorted()), (9, whole.into_sorted()));
/// # Ok::<(), lots::name::NameError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Smallest {
    keep: usize,
    rows: u64,
    lots: Vec<Lot>,
}

impl Smallest {
    /// Keep the `keep` smallest.
    #[must_use]
    pub fn new(keep: usize) -> Self {
        Self { keep, rows: 0, lots: Vec::new() }
    }

    /// Take part with one subject.
    pub fn push(&mut self, key: &Digest, id: &SubjectId) {
        self.rows += 1;
        self.insert(Lot { ticket: ticket(key, id.as_str()), id: id.clone() });
    }

    /// Take over another part's rows and lots.
    pub fn merge(&mut self, other: Self) {
        self.rows += other.rows;
        other.lots.into_iter().for_each(|lot| self.insert(lot));
    }

    fn insert(&mut self, lot: Lot) {
        self.lots.push(lot);
        if self.lots.len() > 2 * self.keep {
            self.cut();
        }
    }

    fn cut(&mut self) {
        if self.lots.len() > self.keep && self.keep > 0 {
            self.lots.select_nth_unstable(self.keep - 1);
        }
        self.lots.truncate(self.keep);
    }

    /// How many subjects took part.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// The smallest lots in order.
    #[must_use]
    pub fn into_sorted(mut self) -> Vec<Lot> {
        self.cut();
        self.lots.sort_unstable();
        self.lots
    }
}

/// A lot with its rank in its stratum, as `result.json` lists reserves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RankedLot {
    /// The subject.
    pub id: SubjectId,
    /// From 1; reserves follow the targets.
    pub rank: u64,
    /// Its ticket.
    pub ticket: Digest,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(count: usize) -> Vec<SubjectId> {
        (0..count).map(|i| format!("S{i:03}").parse().unwrap()).collect()
    }

    fn smallest(keep: usize, ids: &[SubjectId]) -> Vec<Lot> {
        let mut smallest = Smallest::new(keep);
        ids.iter().for_each(|id| smallest.push(&Digest::of(b"k"), id));
        smallest.into_sorted()
    }

    #[test]
    fn the_order_of_rows_does_not_matter() {
        let mut ids = ids(200);
        let drawn = smallest(20, &ids);
        ids.reverse();
        ids.rotate_left(77);
        assert_eq!(smallest(20, &ids), drawn);
    }

    #[test]
    fn a_newcomer_moves_nobody() {
        let all = ids(200);
        let (without, with) = (smallest(200, &all[..199]), smallest(200, &all));
        let newcomer = with.iter().find(|lot| lot.id == all[199]).unwrap();
        let rest: Vec<_> = with.iter().filter(|lot| *lot != newcomer).cloned().collect();
        assert_eq!(rest, without);
    }

    #[test]
    fn fewer_rows_than_wanted_none_and_zero_kept() {
        assert_eq!(smallest(5, &ids(3)).len(), 3);
        assert_eq!(smallest(5, &[]), []);
        assert_eq!(smallest(0, &ids(3)), []);
    }
}
