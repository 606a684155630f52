//! Lines to the person at the terminal.
//!
//! A reader that goes away early (`lots … | head`) is no error: what it didn't want to read isn't written.

use std::fmt::Display;
use std::io::{self, Write};
use std::path::Path;

use crate::bundle::{self, Opened};
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
    let detail = fault.to_string();
    complain(&match fault {
        Fault::Missing(file) => words.say("bundle-missing", &[("file", file)]),
        Fault::Table(..) | Fault::Form(..) => words.say("bundle-changed", &[("detail", &detail)]),
        Fault::Commitment(refusal) => words.say("bundle-commitment", &[("code", &refusal.code()), ("detail", &detail)]),
        Fault::Seed(refusal) => words.say("bundle-seed", &[("code", &refusal.code()), ("detail", &detail)]),
        Fault::Io(why) => words.say("file-unreadable", &[("file", &""), ("why", &why.to_string())]),
    });
    match fault {
        Fault::Missing(_) | Fault::Io(_) => Exit::Broken,
        _ => Exit::Found,
    }
}
