//! `lots roster-check`: what is in a roster file and what is wrong with it, before anything is committed.

use std::path::PathBuf;

use crate::exit::Exit;
use crate::locale::Words;
use crate::screen;

/// The arguments of `lots roster-check`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The roster.
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// Read the roster and report on it.
pub fn run(args: &Args, words: &Words) -> Exit {
    let file = args.file.display().to_string();
    match std::fs::read(&args.file) {
        Ok(bytes) => {
            screen::answer(&words.say("rows-read", &[("rows", &bytes.len())]));
            Exit::Fine
        }
        Err(why) => {
            screen::complain(&words.say("file-unreadable", &[("file", &file), ("why", &why.to_string())]));
            Exit::Broken
        }
    }
}
