//! How far a long step is.

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Instant;

/// Says on one line of standard error how many percent of a step are done: only at a terminal, and not in the first second.
pub struct Progress {
    started: Instant,
    terminal: bool,
    /// The greatest number said, plus one.
    said: AtomicU64,
    shown: AtomicBool,
}

impl Progress {
    /// A step begins.
    #[must_use]
    pub fn begin() -> Self {
        let terminal = io::stderr().is_terminal();
        Self { started: Instant::now(), terminal, said: AtomicU64::new(0), shown: AtomicBool::new(false) }
    }

    /// So much is done, of so much; from any thread.
    pub fn tell(&self, done: u64, total: u64) {
        if !self.terminal || total == 0 || self.started.elapsed().as_secs() < 1 {
            return;
        }
        let percent = done.saturating_mul(100) / total;
        if self.said.fetch_max(percent + 1, Ordering::Relaxed) <= percent {
            self.shown.store(true, Ordering::Relaxed);
            let _ = write!(io::stderr().lock(), "\r{percent:3} %\r");
        }
    }
}

/// The line is wiped when the step ends.
impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown.load(Ordering::Relaxed) {
            let _ = write!(io::stderr().lock(), "\r     \r");
        }
    }
}
