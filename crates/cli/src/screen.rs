//! Lines to the person at the terminal.
//!
//! A reader that goes away early (`lots … | head`) is no error: what it didn't want to read isn't written.

use std::fmt::Display;
use std::io::{self, IsTerminal as _, Write};
use std::path::Path;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use lots::check::Detail;

use crate::bundle::{self, Opened};
use crate::detail;
use crate::exit::Exit;
use crate::frozen::Fault;
use crate::locale::Words;

/// A line of the answer, on standard output.
pub fn answer(text: &str) {
    let _ = writeln!(io::stdout().lock(), "{text}");
}

/// A line that says what went wrong, on standard error.
pub fn complain(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// Say that a file can't be read.
pub fn unreadable(words: &Words, path: &Path, why: &dyn Display) -> Exit {
    let file = path.display().to_string();
    complain(&words.say("file-unreadable", &[("file", &file), ("why", &why.to_string())]));
    Exit::Broken
}

/// Open a bundle, or say that it can't be read.
///
/// # Errors
/// The exit code, after the complaint.
pub fn opened(words: &Words, path: &Path) -> Result<Opened, Exit> {
    bundle::open(path).map_err(|why| unreadable(words, path, &why))
}

/// The sentence that a file can't be written.
#[must_use]
pub fn unwritable(words: &Words, path: &Path, why: &io::Error) -> String {
    let file = path.display().to_string();
    match why.kind() {
        io::ErrorKind::AlreadyExists => words.say("file-exists", &[("file", &file)]),
        _ => words.say("file-unwritable", &[("file", &file), ("why", &why.to_string())]),
    }
}

/// Say what is wrong with a draw's files.
pub fn fault(words: &Words, fault: &Fault) -> Exit {
    let said = |detail: &Detail| detail::say(detail, words);
    complain(&match fault {
        Fault::Missing(file) => words.say("bundle-missing", &[("file", file)]),
        Fault::Table(file, why) => words.say("bundle-changed", &[("detail", &said(&Detail::of_row(file, why)))]),
        Fault::Form(..) => words.say("bundle-changed", &[("detail", &fault.to_string())]),
        Fault::Commitment(refusal) => {
            words.say("bundle-commitment", &[("code", &refusal.code()), ("detail", &said(&refusal.into()))])
        }
        Fault::Seed(refusal) => {
            words.say("bundle-seed", &[("code", &refusal.code()), ("detail", &said(&refusal.into()))])
        }
        Fault::Io(why) => words.say("file-unreadable", &[("file", &""), ("why", &why.to_string())]),
    });
    match fault {
        Fault::Missing(_) | Fault::Io(_) => Exit::Broken,
        _ => Exit::Found,
    }
}

/// How far something is, in the last line of the terminal: shown from the second second on, and only to a person. Gone when dropped.
#[derive(Debug)]
pub struct Progress<'w> {
    words: &'w Words,
    started: Instant,
    /// What the line says now; empty while there is none.
    line: Mutex<String>,
}

/// What takes less is not worth a line.
const QUIET: Duration = Duration::from_secs(1);

impl<'w> Progress<'w> {
    /// Begin to wait.
    #[must_use]
    pub fn new(words: &'w Words) -> Self {
        Self { words, started: Instant::now(), line: Mutex::default() }
    }

    /// So much of `what`, a sentence, is done. Cheap enough to be called for every row.
    pub fn at(&self, what: &dyn Fn(&Words) -> String, done: u64, total: u64) {
        // Asking the clock for every one of many rows would cost more than the row.
        let worth_a_look = total < 4096 || done == total || done.is_multiple_of(64);
        if !worth_a_look || self.started.elapsed() < QUIET || !io::stderr().is_terminal() {
            return;
        }
        let percent = done.saturating_mul(100).checked_div(total).unwrap_or(100);
        let line = self.words.say("progress", &[("what", &what(self.words)), ("percent", &percent)]);
        if let Ok(mut shown) = self.line.lock()
            && *shown != line
        {
            let _ = write!(io::stderr().lock(), "\r\x1b[K{line}");
            *shown = line;
        }
    }
}

impl Progress<'_> {
    /// What a scan of a roster is given to tell.
    pub fn of_roster(&self) -> impl Fn(u64, u64) + Sync {
        |done, total| self.at(&|words| words.say("progress-roster", &[]), done, total)
    }
}

impl Drop for Progress<'_> {
    fn drop(&mut self) {
        if self.line.get_mut().is_ok_and(|line| !line.is_empty()) {
            let _ = write!(io::stderr().lock(), "\r\x1b[K");
        }
    }
}
