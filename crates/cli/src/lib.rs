//! The command line's parts, as a library so that its tests and fuzz targets can reach them.

pub mod args;
pub mod commands;
pub mod exit;
pub mod locale;
pub mod sample;
pub mod scan;
pub mod screen;

use std::ffi::OsString;

use args::{Command, Spoken};
use exit::Exit;

/// Run `lots` with these arguments (the program's name first) in this environment.
pub fn run(argv: impl IntoIterator<Item = OsString>, env: impl Fn(&str) -> Option<String>) -> Exit {
    let Spoken { words, command } = match args::read(argv, env) {
        Ok(spoken) => spoken,
        Err(exit) => return exit,
    };
    match &command {
        Command::RosterCheck(args) => commands::roster_check::run(args, &words),
        Command::Sample(args) => commands::sample::run(args, &words),
    }
}
