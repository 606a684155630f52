//! Step 8: what is synced at its paths needn't stay staged.
//!
//! It takes its time, since many files wait and others use the disk too; so it runs on a thread of its own, and batches
//! are appended meanwhile. Only if too much gathers the writer waits for it.

use std::mem::take;
use std::thread::{self, JoinHandle};

use super::Stopped;
use crate::storage::{BatchName, Fault, Storage};

/// So many staged batches are a reason to begin.
const DUE: usize = 256;
/// Or so many bytes of them.
const DUE_BYTES: usize = 32 << 20;
/// The writer waits when so many times that has gathered behind a sync that runs.
const PATIENCE: usize = 4;

/// Batches that haven't been synced at their paths, and tiles whose partial ones may go some day.
#[derive(Debug, Default)]
pub(super) struct Unsettled {
    names: Vec<BatchName>,
    bytes: usize,
    /// Tiles that became full since the last sync began.
    filled: Vec<String>,
    /// Those that had before, and whose batches have been forgotten: their partial ones go with the next sync. A start goes
    /// back to where the staged batches begin and reads the partial tiles of there, so these go only when it is certain
    /// that the batches before the full ones don't come back.
    leaving: Vec<String>,
    running: Option<Running>,
}

/// A sync on its way, and what it is for.
#[derive(Debug)]
struct Running {
    thread: JoinHandle<Result<(), Fault>>,
    names: Vec<BatchName>,
    filled: Vec<String>,
}

impl Unsettled {
    /// A batch was staged.
    pub(super) fn push(&mut self, name: BatchName, bytes: usize) {
        self.names.push(name);
        self.bytes += bytes;
    }

    /// Tiles of these paths are full now.
    pub(super) fn filled(&mut self, paths: Vec<String>) {
        self.filled.extend(paths);
    }

    fn gathered(&self, times: usize) -> bool {
        self.names.len() >= DUE * times || self.bytes >= DUE_BYTES * times
    }

    /// Begin a sync if one is due, and clear up behind one that has ended.
    pub(super) fn go_on<S: Storage>(&mut self, storage: &mut S) -> Result<(), Stopped> {
        let patient = !self.gathered(PATIENCE);
        if let Some(running) = self.running.take_if(|running| !patient || running.thread.is_finished()) {
            self.clear_up(storage, running)?;
        }
        if self.running.is_none() && self.gathered(1) {
            self.running = Some(self.begin(storage)?);
        }
        Ok(())
    }

    /// Sync all and clear up, partial tiles too.
    pub(super) fn settle<S: Storage>(&mut self, storage: &mut S) -> Result<(), Stopped> {
        if let Some(running) = self.running.take() {
            self.clear_up(storage, running)?;
        }
        // Once for the batches, once for their having been forgotten.
        for _ in 0..2 {
            let running = self.begin(storage)?;
            self.clear_up(storage, running)?;
        }
        Ok(())
    }

    fn begin<S: Storage>(&mut self, storage: &mut S) -> Result<Running, Stopped> {
        let thread = thread::spawn(storage.later(take(&mut self.leaving))?);
        self.bytes = 0;
        Ok(Running { thread, names: take(&mut self.names), filled: take(&mut self.filled) })
    }

    fn clear_up<S: Storage>(&mut self, storage: &mut S, running: Running) -> Result<(), Stopped> {
        running.thread.join().map_err(|_| Stopped::Interrupted)??;
        for name in running.names {
            storage.remove_staged(name)?;
        }
        self.leaving = running.filled;
        Ok(())
    }
}
