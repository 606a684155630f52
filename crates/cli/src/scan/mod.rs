//! Rosters of any size, in a stream: drawn, committed, proved and sorted without holding their rows.
//!
//! A source is delimited text or Parquet with a column for the id and one for the stratum ([`Source`]). A few threads take
//! block after block of it by positioned reads; each parses, checks and hashes on its own, so that reading overlaps hashing.
//! Every row is checked on the way: number of fields, forms of names (`spec/draw.md`, section 1.1), strata, order and
//! duplicates; all flaws come back together, the first in the file first.
//!
//! Memory grows with the number of threads, of strata and of lots kept, never with the number of rows. Deliberately absent:
//! other encodings than UTF-8, guesses about columns, and repairs; rosters that need those are read in memory by the
//! roster reader. What people's files hold beyond the protocol's forms is for a [`Judge`] to tell. Memory maps are absent too, since a file cut short under a map kills the process.

mod block;
mod check;
mod columns;
mod commit;
mod draw;
mod feed;
mod find;
mod flaw;
mod guard;
mod id;
mod judge;
mod leaves;
mod ordered;
mod pieces;
mod prove;
mod sort;
mod source;
mod strata;
mod text;
mod tickets;

#[cfg(test)]
mod tests;

pub use commit::{Frozen, commit};
pub use draw::{Drawn, DrawnStratum, Stratum, draw};
pub use find::find;
pub use flaw::{Disorder, Field, Flaw, FlawKind, Flaws, ScanError};
pub use guard::guarded;
pub use judge::{Cells, Judge, Verdict};
pub use prove::{Proof, Wanted, prove};
pub use sort::{Sorted, sort};
pub use source::{Dialect, Lines, Opening, Source};
pub use text::{is_odd, length_of_rows};

/// Rosters of this many bytes and more are scanned instead of being read into memory.
pub const STREAMED_FROM_BYTES: u64 = 64 << 20;

/// The most strata of a plan (`spec/draw.md`, section 2.2); more found in a roster means that the column is a wrong one.
pub const MAX_STRATA: usize = 10_000;

/// The longest row of delimited text in bytes; a longer one is most often a quote that never closes.
pub const MAX_ROW_BYTES: usize = 1 << 20;

/// Called now and then, from any thread, with the bytes done and the bytes in all.
pub type Progress<'a> = &'a (dyn Fn(u64, u64) + Sync);

/// Whether rows must come in ascending order of their ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// They must, which also shows that no id stands twice.
    Ascending,
    /// Any order will do, and duplicates go unseen: for parts of a roster whose root was checked elsewhere.
    Any,
}

/// How a scan is carried out; none of this changes its result.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// How many threads work, at least one.
    pub threads: usize,
    /// How many flaws are reported at most; all are counted.
    pub flaws: usize,
    /// Told how far the scan is.
    pub progress: Progress<'a>,
}

impl Default for Options<'_> {
    /// A thread for each processor, 1000 flaws, nobody told.
    fn default() -> Self {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        Self { threads, flaws: 1000, progress: &|_, _| () }
    }
}
