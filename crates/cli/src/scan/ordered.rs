//! One file written by many threads, in the order of rows.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::{Mutex, PoisonError};

/// Writes what belongs to ranges of rows in the order of the rows, whichever is ready first.
///
/// What is ready too early waits in memory: with threads that take ranges one after the other, a few ranges.
pub(super) struct Ordered<'w> {
    state: Mutex<State<'w>>,
}

struct State<'w> {
    out: &'w mut (dyn Write + Send),
    next_row: u64,
    waiting: BTreeMap<u64, (u64, Vec<u8>)>,
    failed: Option<io::Error>,
}

impl<'w> Ordered<'w> {
    pub(super) fn new(first_row: u64, out: &'w mut (dyn Write + Send)) -> Self {
        let state = State { out, next_row: first_row, waiting: BTreeMap::new(), failed: None };
        Self { state: Mutex::new(state) }
    }

    /// Hand over what belongs to the rows from `first_row` up to, but without, `behind`.
    pub(super) fn put(&self, first_row: u64, behind: u64, bytes: Vec<u8>) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.waiting.insert(first_row, (behind, bytes));
        let mut next_row = state.next_row;
        while let Some((behind, bytes)) = state.waiting.remove(&next_row) {
            next_row = behind;
            if state.failed.is_none() {
                state.failed = state.out.write_all(&bytes).err();
            }
        }
        state.next_row = next_row;
    }

    /// Whether everything could be written.
    pub(super) fn finish(&self) -> io::Result<()> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        match state.failed.take() {
            Some(error) => Err(error),
            None => state.out.flush(),
        }
    }
}
