//! `lots witness`: somebody else's machine, perhaps without a network, that cosigns checkpoints only if they continue those it cosigned.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use clap::Subcommand;
use journal::checkpoint::Origin;
use journal::key::{KeyType, Signer, VerifierKey};
use journal::note::KeyName;
use journal::witness::{Answer, Kept, Store, Witness};
use lots::hash::Digest;

use super::journal::place::{failed, keep_key, now_s, secret_key};
use super::journal::{Complaint, fresh, read_policy};
use crate::bundle::write_new;
use crate::exit::Exit;
use crate::locale::Words;
use crate::screen;

/// The witness's key in its folder.
const KEY: &str = "witness.key";
/// The largest request that is read.
const MAX_REQUEST_BYTES: u64 = 1 << 20;

/// The arguments of `lots witness`.
#[derive(Debug, clap::Args)]
#[command(subcommand_required = true, disable_help_subcommand = true)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a key.
    Init(InitArgs),
    /// Answer a request.
    Sign(SignArgs),
}

#[derive(Debug, clap::Args)]
struct InitArgs {
    /// The witness's folder.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Its name.
    #[arg(long, value_name = "NAME")]
    name: KeyName,
}

#[derive(Debug, clap::Args)]
struct SignArgs {
    /// The witness's folder.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// The request.
    #[arg(value_name = "REQUEST")]
    request: PathBuf,
    /// The policy that names the logs it knows.
    #[arg(long, value_name = "FILE")]
    policy: PathBuf,
    /// Where the answer goes.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

/// Run a subcommand.
pub fn run(args: &Args, words: &Words) -> Exit {
    let done = match &args.command {
        Command::Init(args) => init(args, words).map(|lines| (lines, Exit::Fine)),
        Command::Sign(args) => sign(args, words),
    };
    match done {
        Ok((lines, exit)) => {
            lines.iter().for_each(|line| screen::answer(line));
            exit
        }
        Err(complaint) => {
            screen::complain(&complaint);
            Exit::Broken
        }
    }
}

fn init(args: &InitArgs, words: &Words) -> Result<Vec<String>, Complaint> {
    let folder = &args.folder;
    fs::create_dir_all(folder.join("state")).map_err(|why| screen::unwritable(words, folder, &why))?;
    let key = fresh(KeyType::Witness, args.name.as_str(), words)?;
    keep_key(&folder.join(KEY), &key.to_secret_text(), words)?;
    Ok(vec![words.say("witness-init-done", &[("key", &key.verifier_key().to_string())])])
}

/// What a witness keeps, one file a log; looking and replacing stand under one lock of the operating system.
struct Folder(PathBuf);

impl Folder {
    fn path(&self, origin: &Origin) -> PathBuf {
        self.0.join(Digest::of(origin.as_str().as_bytes()).to_string())
    }

    fn read(path: &Path) -> io::Result<Option<Kept>> {
        match fs::read(path) {
            Ok(bytes) => Kept::from_text(&bytes).map(Some).map_err(io::Error::other),
            Err(why) if why.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(why) => Err(why),
        }
    }
}

impl Store for Folder {
    type Error = io::Error;

    fn load(&self, origin: &Origin) -> io::Result<Option<Kept>> {
        Self::read(&self.path(origin))
    }

    fn swap(&self, origin: &Origin, expected: Option<&Kept>, new: &Kept) -> io::Result<bool> {
        let lock = File::options().create(true).truncate(false).write(true).open(self.0.join("lock"))?;
        lock.lock()?;
        let path = self.path(origin);
        let unchanged = match (Self::read(&path)?, expected) {
            (None, None) => true,
            (Some(kept), Some(expected)) => kept.is(expected),
            _ => false,
        };
        if unchanged {
            let mut beside = tempfile::Builder::new().prefix(".fresh").tempfile_in(&self.0)?;
            beside.write_all(new.signed().to_string().as_bytes())?;
            beside.as_file().sync_all()?;
            beside.persist(&path).map_err(|why| why.error)?;
            File::open(&self.0)?.sync_all()?;
        }
        Ok(unchanged)
    }
}

fn sign(args: &SignArgs, words: &Words) -> Result<(Vec<String>, Exit), Complaint> {
    let policy = read_policy(&args.policy, words)?;
    let key = secret_key(&args.folder.join(KEY), words)?;
    let mut witness = Witness::new(Box::new(key)).map_err(|why| failed(words, &args.folder, &why))?;
    let keys: Vec<VerifierKey> = policy.logs().iter().map(|log| log.key.clone()).collect();
    for name in keys.iter().map(|key| key.name().as_str()) {
        let origin: Origin = name.parse().map_err(|_| words.say("journal-form", &[]))?;
        let own = keys.iter().filter(|key| key.name().as_str() == name).cloned().collect();
        witness.know(origin, own);
    }
    let length = fs::metadata(&args.request).map_err(|why| failed(words, &args.request, &why))?.len();
    let request = match length {
        0..=MAX_REQUEST_BYTES => fs::read(&args.request).map_err(|why| failed(words, &args.request, &why))?,
        _ => Vec::new(),
    };
    let store = Folder(args.folder.join("state"));
    let answer = witness.add_checkpoint(&request, &store, now_s()).map_err(|why| failed(words, &args.folder, &why))?;
    write_new(&args.out, answer.body.as_bytes()).map_err(|why| screen::unwritable(words, &args.out, &why))?;
    Ok(said(&answer, words))
}

/// What an answer means, and what to do.
fn said(answer: &Answer, words: &Words) -> (Vec<String>, Exit) {
    let size = answer.body.trim_end().to_owned();
    let sentence = match answer.status {
        200 => words.say("witness-200", &[]),
        400 => words.say("witness-400", &[]),
        403 => words.say("witness-403", &[]),
        404 => words.say("witness-404", &[]),
        409 => words.say("witness-409", &[("size", &size)]),
        422 => words.say("witness-422", &[]),
        _ => words.say("witness-500", &[]),
    };
    (vec![sentence], if answer.status == 200 { Exit::Fine } else { Exit::Found })
}
