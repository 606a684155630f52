//! Scanning the roster: what checking and drawing need to know of `subjects.tsv`.

use std::collections::{BTreeSet, HashMap};

use crate::commitment::TableRoot;
use crate::hash::Digest;
use crate::merkle::{self, leaf_hash};
use crate::name::StratumName;
use crate::table::{RosterSecret, RowFlaw, SubjectRow, Table, TableError, TableRow as _};
use crate::teams::Watch;
use crate::ticket::{Lot, Smallest};

/// What to find out in one pass over the roster.
#[derive(Clone, Debug)]
pub struct RosterRequest<'a> {
    /// The secret from which the salts follow.
    pub secret: RosterSecret,
    /// The strata in the plan's order; a row of any other is a flaw.
    pub strata: Vec<&'a StratumName>,
    /// `K_t` as the digest whose hex is the key.
    pub key: Digest,
    /// How many of each stratum's smallest lots to keep.
    pub keep: Vec<u64>,
    /// Ids that must not be there: those of `excluded`.
    pub unwanted: BTreeSet<&'a str>,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterScan {
    /// Root and rows.
    pub table: TableRoot,
    /// Rows of each stratum.
    pub populations: Vec<u64>,
    /// Each stratum's smallest lots, in order.
    pub smallest: Vec<Vec<Lot>>,
    /// An unwanted id that is there.
    pub unwanted: Option<String>,
}

/// A roster in memory, for ordinary sizes: a million rows take some 150 MB.
#[derive(Clone, Debug)]
pub struct MemoryRoster {
    table: Table<SubjectRow>,
}

impl MemoryRoster {
    /// Read `subjects.tsv`.
    ///
    /// # Errors
    /// The first [`TableError`].
    pub fn from_file(bytes: &[u8]) -> Result<Self, TableError> {
        Table::from_file(bytes).map(|table| Self { table })
    }

    /// The table.
    #[must_use]
    pub fn table(&self) -> &Table<SubjectRow> {
        &self.table
    }

    /// Answer a request; `watch` is told how many rows are done.
    ///
    /// # Errors
    /// The first row whose stratum isn't asked for.
    pub fn scan(&self, request: &RosterRequest<'_>, watch: &mut Watch<'_>) -> Result<RosterScan, TableError> {
        let places: HashMap<&StratumName, usize> = request.strata.iter().copied().zip(0..).collect();
        let keep = request.keep.iter().map(|&keep| usize::try_from(keep).unwrap_or(usize::MAX));
        let mut smallest: Vec<Smallest> = keep.map(Smallest::new).collect();
        let mut unwanted = None;
        let rows = self.table.rows().len() as u64;
        let mut leaves = Vec::with_capacity(self.table.rows().len());
        watch(0, rows);
        // Rows of this table can't be erased, so those kept are all.
        for (row, subject) in (1..).zip(self.table.kept()) {
            let place = places.get(&subject.stratum).ok_or_else(|| {
                let flaw = RowFlaw::Unknown(subject.stratum.to_string());
                TableError { row, field: "stratum", flaw }
            })?;
            smallest[*place].push(&request.key, &subject.id);
            if unwanted.is_none() && request.unwanted.contains(subject.id.as_str()) {
                unwanted = Some(subject.id.to_string());
            }
            leaves.push(leaf_hash(subject.text(&request.secret).as_bytes()));
            watch(row, rows);
        }
        Ok(RosterScan {
            table: TableRoot { root: merkle::root(leaves), rows },
            populations: smallest.iter().map(Smallest::rows).collect(),
            smallest: smallest.into_iter().map(Smallest::into_sorted).collect(),
            unwanted,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_watches_sees_every_row_and_the_root_is_the_tables() {
        let roster = MemoryRoster::from_file(b"A\tx\nB\ty\nC\tx\n").unwrap();
        let strata: [StratumName; 2] = ["x".parse().unwrap(), "y".parse().unwrap()];
        let secret = RosterSecret([3; 32]);
        let request = RosterRequest {
            secret,
            strata: strata.iter().collect(),
            key: Digest::of(b"key"),
            keep: vec![1, 1],
            unwanted: BTreeSet::new(),
        };
        let mut seen = Vec::new();
        let scan = roster.scan(&request, &mut |done, total| seen.push((done, total))).unwrap();
        assert_eq!(seen, [(0, 3), (1, 3), (2, 3), (3, 3)]);
        assert_eq!(scan, roster.scan(&request, &mut |_, _| ()).unwrap());
        assert_eq!(scan.table, roster.table().root(&secret));
    }
}
