//! One row's inclusion in the `subjects` table, proved in one pass over the roster.

use lots::commitment::TableRoot;
use lots::hash::Digest;
use lots::name::{StratumName, SubjectId};
use lots::table::{RosterSecret, SubjectRow};

use super::Options;
use super::commit::open_rule;
use super::feed::scan;
use super::flaw::ScanError;
use super::leaves::{Leaves, SaltKey, Sought};
use super::pieces::{proof_of, root_of};
use super::source::Source;

/// Which row to prove.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// The one with this index, from 0.
    Index(u64),
    /// The one with this id.
    Id(SubjectId),
}

/// A row with the proof that it is in the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The row.
    pub row: SubjectRow,
    /// Its index, from 0.
    pub index: u64,
    /// The siblings from the leaf upwards (RFC 6962, section 2.1.1).
    pub path: Vec<Digest>,
    /// The root, which the caller compares with the commitment's.
    pub table: TableRoot,
}

/// Prove that a row is in the `subjects` table of a roster in ascending order; none if there is no such row.
///
/// # Errors
/// All flaws of the rows, or what else stopped the scan.
pub fn prove(
    source: &Source,
    secret: &RosterSecret,
    wanted: &Wanted,
    options: &Options<'_>,
) -> Result<Option<Proof>, ScanError> {
    let key = SaltKey::new(secret);
    let sought = match wanted {
        Wanted::Index(index) => Sought::Index(*index),
        Wanted::Id(id) => Sought::Id(id.as_str().as_bytes().into()),
    };
    let make = || Leaves::new(key, source.first_row(), None, sought.clone());
    let scanned = scan(source, &open_rule(), options, make)?;
    let (mut pieces, mut found) = (Vec::new(), None);
    for (_, leaves) in scanned.parts {
        pieces.extend(leaves.pieces);
        found = found.or(leaves.found);
    }
    pieces.sort_unstable_by_key(|piece| piece.first);
    let table = TableRoot { root: root_of(&pieces), rows: scanned.rows };
    Ok(found.map(|found| Proof {
        row: SubjectRow {
            id: SubjectId::new(checked(&found.id)).expect("ids were checked on the way"),
            stratum: StratumName::new(checked(&found.stratum)).expect("strata were checked on the way"),
        },
        index: found.index,
        path: proof_of(&pieces, found.index, table.rows),
        table,
    }))
}

fn checked(text: &[u8]) -> &str {
    std::str::from_utf8(text).expect("names were checked on the way")
}
