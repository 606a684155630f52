//! What was noticed while reading a roster.

use std::collections::BTreeMap;

use super::Kind;
use super::flaw::Found;
use super::header::Header;
use super::source::Layout;

/// The report on a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Which input it was read as.
    pub kind: Kind,
    /// How the file is laid out.
    pub layout: Layout,
    /// The header, and what was made of it.
    pub header: Header,
    /// How many rows there are below the header, blank ones left out.
    pub rows: u64,
    /// Every flaw, by row.
    pub flaws: Vec<Found>,
}

impl Report {
    /// How many flaws there are of each kind.
    #[must_use]
    pub fn by_kind(&self) -> BTreeMap<&'static str, usize> {
        let mut kinds = BTreeMap::new();
        self.flaws.iter().for_each(|found| *kinds.entry(found.flaw.code()).or_default() += 1);
        kinds
    }

    /// How many rows have a flaw.
    #[must_use]
    pub fn flawed_rows(&self) -> usize {
        let mut rows: Vec<u64> = self.flaws.iter().map(|found| found.row).collect();
        rows.sort_unstable();
        rows.dedup();
        rows.len()
    }
}
