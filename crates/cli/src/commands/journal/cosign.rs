//! Witnesses without a network: a request in a file, and the answer back into the checkpoint.

use std::fs;
use std::path::PathBuf;

use journal::checkpoint::SignedCheckpoint;
use journal::files::Log;
use journal::key::VerifierKey;
use journal::reader::LogTiles;
use journal::storage::Storage;
use journal::tree::consistency;
use journal::witness::{Request, accept};

use super::Complaint;
use super::case::{cosigned_folder, replace};
use super::place::{Place, failed};
use super::setup::read_policy;
use crate::bundle::write_new;
use crate::locale::Words;
use crate::screen;

/// The arguments of `lots journal request`.
#[derive(Debug, clap::Args)]
pub struct RequestArgs {
    #[command(flatten)]
    place: Place,
    /// The size of the checkpoint this witness cosigned last; 0 if none.
    #[arg(long = "for", value_name = "WITNESS-SIZE")]
    size: u64,
    /// Where to write it.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

/// Write a request for the published checkpoint, and keep that checkpoint: its answer may come when others follow.
pub fn request(args: &RequestArgs, words: &Words) -> Result<Vec<String>, Complaint> {
    let place = &args.place;
    let checkpoint = place.checkpoint(words)?;
    let (log, size): (Log, u64) = (place.log(), checkpoint.checkpoint().size());
    if args.size > size {
        return Err(words.say("journal-witness-ahead", &[("size", &args.size), ("entries", &size)]));
    }
    let proof = consistency(&LogTiles(&log), args.size, size).map_err(|why| failed(words, &place.data, &why))?;
    let asked = place.data.join("asked");
    fs::create_dir_all(&asked).map_err(|why| screen::unwritable(words, &asked, &why))?;
    replace(&asked, &format!(".{size}"), checkpoint.to_string().as_bytes(), words)?;
    let request = Request { old: args.size, proof, checkpoint };
    write_new(&args.out, request.to_string().as_bytes()).map_err(|why| screen::unwritable(words, &args.out, &why))?;
    Ok(vec![words.say("journal-requested", &[("file", &args.out.display().to_string()), ("entries", &size)])])
}

/// The arguments of `lots journal cosign`.
#[derive(Debug, clap::Args)]
pub struct CosignArgs {
    #[command(flatten)]
    place: Place,
    /// The witness's answer.
    #[arg(value_name = "ANSWER")]
    answer: PathBuf,
    /// The policy that names the witnesses.
    #[arg(long, value_name = "FILE")]
    policy: PathBuf,
}

/// Keep verified cosignatures, in the published checkpoint too if it is still the one that was asked about.
pub fn cosign(args: &CosignArgs, words: &Words) -> Result<Vec<String>, Complaint> {
    let place = &args.place;
    let policy = read_policy(&args.policy, words)?;
    let witnesses: Vec<VerifierKey> = policy.witnesses().iter().map(|party| party.key.clone()).collect();
    let answer = fs::read(&args.answer).map_err(|why| failed(words, &args.answer, &why))?;
    let fits = asked(place, words)?.into_iter().find_map(|signed| accept(&signed, &answer, &witnesses).ok());
    let Some(cosigned) = fits else { return Err(words.say("journal-no-cosignature", &[])) };
    let size = cosigned.checkpoint().size();
    let folder = cosigned_folder(place);
    fs::create_dir_all(&folder).map_err(|why| screen::unwritable(words, &folder, &why))?;
    let name = format!(".{size}");
    let kept = fs::read(folder.join(&name)).ok().and_then(|bytes| SignedCheckpoint::from_text(&bytes).ok());
    let together = match kept.filter(|kept| kept.checkpoint() == cosigned.checkpoint()) {
        Some(kept) => kept.with(cosigned.note().lines().to_vec()).map_err(|why| failed(words, &folder, &why))?,
        None => cosigned,
    };
    replace(&folder, &name, together.to_string().as_bytes(), words)?;
    // The lock keeps a writer from publishing in between.
    let mut data = place.folder(words)?;
    if place.checkpoint(words)?.checkpoint() == together.checkpoint() {
        data.replace_checkpoint(together.to_string().as_bytes()).map_err(|why| failed(words, &place.data, &why))?;
        data.sync().map_err(|why| failed(words, &place.data, &why))?;
    }
    let lines = together.note().lines().len();
    Ok(vec![words.say("journal-cosigned", &[("entries", &size), ("lines", &lines)])])
}

/// The checkpoints witnesses were asked about, the latest first.
fn asked(place: &Place, words: &Words) -> Result<Vec<SignedCheckpoint>, Complaint> {
    let folder = place.data.join("asked");
    let files = fs::read_dir(&folder).map_err(|why| failed(words, &folder, &why))?;
    let mut asked: Vec<SignedCheckpoint> =
        files.flatten().filter_map(|file| SignedCheckpoint::from_text(&fs::read(file.path()).ok()?).ok()).collect();
    asked.sort_by_key(|signed| std::cmp::Reverse(signed.checkpoint().size()));
    Ok(asked)
}
