//! The root of the `subjects` table over a roster of any size (`spec/draw.md`, section 2.1).

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

use lots::commitment::TableRoot;
use lots::name::StratumName;
use lots::table::RosterSecret;

use super::feed::{Rule, Scanned, scan};
use super::flaw::ScanError;
use super::leaves::{Leaves, SaltKey, Sought};
use super::ordered::Ordered;
use super::pieces::{Piece, root_of};
use super::source::Source;
use super::strata::Strata;
use super::{Options, Order};

/// What a roster was frozen to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frozen {
    /// The root and the number of rows.
    pub table: TableRoot,
    /// The strata found, in bytewise order of their names, with the number of rows of each.
    pub strata: Vec<(StratumName, u64)>,
}

/// Hash a roster, which must be in ascending order of its ids, to the root of its `subjects` table; `copy` receives the table's
/// file. With [`Source::subjects`] and no copy this re-checks a table's file.
///
/// # Errors
/// All flaws of the rows, or what else stopped the scan; what `copy` received is then worthless.
pub fn commit(
    source: &Source,
    secret: &RosterSecret,
    copy: Option<&mut (dyn Write + Send)>,
    options: &Options<'_>,
) -> Result<Frozen, ScanError> {
    let key = SaltKey::new(secret);
    let copy = copy.map(|out| Ordered::new(source.first_row(), out));
    let make = || Leaves::new(key, source.first_row(), copy.as_ref(), Sought::Nothing);
    let scanned = scan(source, &open_rule(), options, make)?;
    let rows = scanned.rows;
    let (strata, pieces) = gather(scanned);
    if let Some(copy) = &copy {
        copy.finish().map_err(|source| ScanError::Io { path: PathBuf::from("subjects.tsv"), source })?;
    }
    Ok(Frozen { table: TableRoot { root: root_of(&pieces), rows }, strata })
}

/// Ascending ids, any strata.
pub(super) fn open_rule() -> Rule {
    Rule { order: Order::Ascending, strata: Strata::default() }
}

fn gather(scanned: Scanned<Leaves<'_>>) -> (Vec<(StratumName, u64)>, Vec<Piece>) {
    let mut counts = BTreeMap::new();
    let mut pieces = Vec::new();
    for (strata, leaves) in scanned.parts {
        for (name, rows) in strata.names().iter().zip(leaves.counts) {
            *counts.entry(name.clone()).or_insert(0) += rows;
        }
        pieces.extend(leaves.pieces);
    }
    pieces.sort_unstable_by_key(|piece| piece.first);
    let name = |text: Box<str>| StratumName::new(text).expect("strata were checked on the way");
    (counts.into_iter().map(|(text, rows)| (name(text), rows)).collect(), pieces)
}
