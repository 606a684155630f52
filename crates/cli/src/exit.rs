//! How a run ends, in a number that scripts can read.

use std::process::ExitCode;

/// The exit codes of every command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// 0: done, and nothing to object to.
    Fine = 0,
    /// 1: done, and the check found something: a bad row, a bundle that doesn't verify, a commitment refused.
    Found = 1,
    /// 2: the command line isn't one this program understands.
    Usage = 2,
    /// 3: a file can't be read or written, or isn't of a kind this program reads.
    Broken = 3,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
