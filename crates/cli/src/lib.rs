//! The command line's parts, as a library so that its tests and fuzz targets can reach them.

pub mod args;
pub mod beacon;
pub mod bundle;
pub mod chance;
pub mod commands;
pub mod exit;
pub mod frozen;
pub mod locale;
pub mod outside;
pub mod plot;
pub mod progress;
pub mod roster;
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
        Command::Amend(args) => commands::amend::run(args, &words),
        Command::Bundle(args) => commands::bundle::run(args, &words),
        Command::Commit(args) => commands::commit::run(args, &words),
        Command::Draw(args) => commands::draw::run(args, &words),
        Command::Explain(args) => commands::explain::run(args, &words),
        Command::Receipt(args) => commands::receipt::run(args, &words),
        Command::Replay(args) => commands::replay::run(args, &words),
        Command::Reveal(args) => commands::reveal::run(args, &words),
        Command::RosterCheck(args) => commands::roster_check::run(args, &words),
        Command::Sample(args) => commands::sample::run(args, &words),
        Command::Seed(args) => commands::seed::run(args, &words),
        Command::Sql(args) => commands::sql::run(args, &words),
        Command::Verify(args) => commands::verify::run(args, &words),
    }
}
