//! `lots bundle`: pack a draw's files into a zip, for auditors or for everyone.

use std::path::PathBuf;

use crate::bundle::{self, Edition};
use crate::exit::Exit;
use crate::locale::Words;
use crate::screen;

/// The arguments of `lots bundle`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The draw's directory.
    #[arg(value_name = "DIR")]
    directory: PathBuf,
    /// Which files.
    #[arg(long, value_enum, hide_possible_values = true, value_name = "auditor|public")]
    edition: Edition,
    /// The zip to write.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

/// Write the zip.
pub fn run(args: &Args, words: &Words) -> Exit {
    match bundle::zip(&args.directory, args.edition, &args.out) {
        Ok(()) => {
            screen::answer(&words.say("bundle-done", &[("file", &args.out.display().to_string())]));
            Exit::Fine
        }
        Err(why) => {
            screen::complain(&screen::unwritable(words, &args.out, &why));
            Exit::Broken
        }
    }
}
