//! Lines to the person at the terminal.
//!
//! A reader that goes away early (`lots … | head`) is no error: what it didn't want to read isn't written.

use std::io::Write;

/// A line of the answer, on standard output.
pub fn answer(text: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{text}");
}

/// A line that says what went wrong, on standard error.
pub fn complain(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}
