//! `lots journal`: the bureau's own record of its acts, from setting it up to handing out receipts.

pub mod case;
mod cosign;
mod hammer;
mod keys;
pub mod place;
mod read;
mod setup;
mod write;

use std::path::Path;

use clap::Subcommand;

pub use place::Recording;
pub use read::{act, in_house, is_known};
pub use setup::{fresh, read_policy};

use crate::exit::Exit;
use crate::locale::Words;
use crate::screen;

/// A refusal in words.
pub type Complaint = String;

/// The arguments of `lots journal`.
#[derive(Debug, clap::Args)]
#[command(subcommand_required = true, disable_help_subcommand = true)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write `draw.announced` or `draw.annulled`.
    Append(write::AppendArgs),
    /// Put a witness's answer into the checkpoint.
    Cosign(cosign::CosignArgs),
    /// One entry in words.
    Entry(read::EntryArgs),
    /// Destroy an opening.
    Erase(write::EraseArgs),
    /// A load that checks itself.
    Hammer(hammer::HammerArgs),
    /// Begin a journal.
    Init(setup::InitArgs),
    /// Change keys.
    Keys(keys::KeysArgs),
    /// Write a policy for others.
    Policy(setup::PolicyArgs),
    /// An entry's receipt.
    Receipt(read::ReceiptArgs),
    /// Bring the journal up to a draw's directory.
    Record(write::RecordArgs),
    /// Make a request to a witness.
    Request(cosign::RequestArgs),
    /// What state it is in.
    Status(read::StatusArgs),
}

/// Run a subcommand.
pub fn run(args: &Args, words: &Words) -> Exit {
    let answer = match &args.command {
        Command::Append(args) => write::append(args, words),
        Command::Cosign(args) => cosign::cosign(args, words),
        Command::Entry(args) => read::entry(args, words),
        Command::Erase(args) => write::erase(args, words),
        Command::Hammer(args) => hammer::hammer(args, words),
        Command::Init(args) => setup::init(args, words),
        Command::Keys(args) => keys::change(args, words),
        Command::Policy(args) => setup::policy(args, words),
        Command::Receipt(args) => read::receipt(args, words),
        Command::Record(args) => write::record(args, words),
        Command::Request(args) => cosign::request(args, words),
        Command::Status(args) => read::status(args, words),
    };
    match answer {
        Ok(lines) => {
            lines.iter().for_each(|line| screen::answer(line));
            Exit::Fine
        }
        Err(complaint) => {
            screen::complain(&complaint);
            Exit::Found
        }
    }
}

/// Write what a draw's command did into the journal it was told, if it was told one. The answer is a sentence about it.
///
/// # Errors
/// A sentence that says what is left to do: the files are written, their entry isn't.
pub fn keep(directory: &Path, recording: &Recording, words: &Words) -> Result<Option<String>, Complaint> {
    let Some(place) = recording.place() else { return Ok(None) };
    let folder = directory.display().to_string();
    let unrecorded = |why: Complaint| words.say("journal-unrecorded", &[("why", &why), ("folder", &folder)]);
    let opened = crate::bundle::open(directory).map_err(|why| unrecorded(why.to_string()))?;
    let written = case::record(directory, &opened, &place, (&recording.acting, Vec::new()), words);
    let written = written.map_err(unrecorded)?;
    Ok(Some(words.say("journal-recorded", &[("entries", &written)])))
}
