//! A few rows by their ids, out of a roster of any size.

use lots::name::{StratumName, SubjectId};
use lots::table::SubjectRow;

use super::Options;
use super::check::{Row, Sink};
use super::commit::open_rule;
use super::feed::scan;
use super::flaw::ScanError;
use super::id::Id;
use super::source::Source;

/// The rows with one of these ids, in the order of their ids, from a roster in ascending order.
///
/// # Errors
/// All flaws of the rows, or what else stopped the scan.
pub fn find(source: &Source, ids: &[SubjectId], options: &Options<'_>) -> Result<Vec<SubjectRow>, ScanError> {
    let mut wanted: Vec<Id> = ids.iter().map(|id| Id::new(id.as_str().as_bytes())).collect();
    wanted.sort_unstable_by(Id::cmp);
    let make = || Sought { wanted: &wanted, next: None, found: Vec::new() };
    let scanned = scan(source, &open_rule(), options, make)?;
    let mut found: Vec<SubjectRow> = scanned.parts.into_iter().flat_map(|(_, sought)| sought.found).collect();
    found.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    Ok(found)
}

struct Sought<'w> {
    /// In ascending order.
    wanted: &'w [Id],
    /// The first of those that aren't below the block's last row; none at the beginning of a block.
    next: Option<usize>,
    found: Vec<SubjectRow>,
}

impl Sink for Sought<'_> {
    fn begin(&mut self, _: u64, _: u64) {
        self.next = None;
    }

    #[inline]
    fn row(&mut self, row: Row<'_>) {
        let first = || self.wanted.partition_point(|id| id.cmp(&row.id).is_lt());
        let mut next = self.next.unwrap_or_else(first);
        while self.wanted.get(next).is_some_and(|id| id.cmp(&row.id).is_lt()) {
            next += 1;
        }
        self.next = Some(next);
        if self.wanted.get(next).is_some_and(|id| id.cmp(&row.id).is_eq())
            && let Ok(name) = StratumName::new(String::from_utf8_lossy(row.name))
            && let Ok(id) = SubjectId::new(row.id.text())
        {
            self.found.push(SubjectRow { id, stratum: name });
        }
    }

    fn end(&mut self) {}
}
