//! Whoever knows more about people's files than the protocol says, and is asked about every row that isn't plainly right.

use std::collections::HashSet;

use lots::name::{StratumName, SubjectId};

/// A row's cells, as far as the file was read.
#[derive(Clone, Copy, Debug)]
pub enum Cells<'a> {
    /// All of them, in UTF-8; an empty line has none.
    All(&'a [Vec<u8>]),
    /// The id and the stratum; none where the file has a null.
    Pair(Option<&'a [u8]>, Option<&'a [u8]>),
}

/// What a judge makes of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is sound and says this.
    Sound(SubjectId, StratumName),
    /// Nothing stands in it; it is passed over.
    Blank,
    /// It has flaws, and the judge has taken note of them.
    Flawed,
    /// Only a reader that has the whole file in memory can tell.
    Odd,
}

/// Judges the rows of a source, from many threads and in any order.
///
/// A scan that breaks off may ask about any part of the rows, so what a judge has noted counts only after
/// [`sort`](super::sort()) went through all of them.
pub trait Judge: Send + Sync {
    /// Whether an id that has its form (`spec/draw.md`, section 1.1) needs no further look.
    fn is_plain(&self, id: &[u8]) -> bool;

    /// Judge a row by its number, from 1.
    fn row(&self, number: u64, cells: Cells<'_>) -> Verdict;

    /// An id stands in two sound rows; of each the number and the stratum, and `first` is the id's first.
    fn twice(&self, id: &str, first: (u64, &str), here: (u64, &str));

    /// The ids that rows with flaws probably mean.
    fn suspects(&self) -> HashSet<Vec<u8>>;

    /// A suspect's id stands in this sound row, its first.
    fn met(&self, id: &str, row: u64);
}
