//! Where a journal lies: its data, its guard, its keys; and how its writer is started.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use journal::checkpoint::{Origin, SignedCheckpoint};
use journal::entry::{Actor, Code, Pseudonym};
use journal::files::guard::{FileGuard, NoGuard};
use journal::files::keys::{self, NoKey};
use journal::files::{Folder, Log, NoFolder};
use journal::key::{SecretKey, Signer, VerifierKey};
use journal::keys::KeysChain;
use journal::sequencer::{Identity, NoStart, Sequencer};
use journal::storage::Published;
use journal::tile::Path as LogPath;
use lots::hash::parse_hex;
use lots::name::DrawId;
use lots::time::Time;

use super::Complaint;
use crate::locale::Words;

/// The root key's file in the folder of keys; its owner may keep it elsewhere.
pub const ROOT: &str = "root.key";
/// The root key's public text.
pub const ROOT_PUBLIC: &str = "root.vkey";
/// The organisation's secret for pseudonyms.
pub const PSEUDONYMS: &str = "pseudonyms.key";

/// The writer of a journal in files.
pub type Writer = Sequencer<Folder, FileGuard>;

/// A journal's folders.
#[derive(Clone, Debug, clap::Args)]
pub struct Place {
    /// The data.
    #[arg(value_name = "DIR")]
    pub data: PathBuf,
    /// The guard, apart from the data.
    #[arg(long, value_name = "DIR")]
    pub guard: PathBuf,
    /// The keys.
    #[arg(long, value_name = "DIR")]
    pub keys: PathBuf,
}

/// Who acts.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Acting {
    /// In which role.
    #[arg(long, value_name = "CODE")]
    pub role: Option<Code>,
    /// Which person; stands in the journal as a pseudonym only.
    #[arg(long, value_name = "TEXT")]
    pub person: Option<String>,
    /// The time to enter, where this machine's clock isn't the one that counts.
    #[arg(long, value_name = "TIME")]
    pub entered: Option<Time>,
}

impl Acting {
    /// The time to enter: the one given, else this machine's.
    pub fn time(&self, words: &Words) -> Result<Time, Complaint> {
        self.entered.clone().map_or_else(|| now(words), Ok)
    }
}

/// The journal a draw's command writes into, if it is told one.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Recording {
    /// The journal's data.
    #[arg(id = "journal_dir", long = "journal", value_name = "DIR", requires_all = ["guard", "keys"])]
    journal: Option<PathBuf>,
    /// Its guard.
    #[arg(long, value_name = "DIR", requires = "journal_dir")]
    guard: Option<PathBuf>,
    /// Its keys.
    #[arg(long, value_name = "DIR", requires = "journal_dir")]
    keys: Option<PathBuf>,
    #[command(flatten)]
    pub(super) acting: Acting,
}

impl Recording {
    /// The journal to write into.
    #[must_use]
    pub fn place(&self) -> Option<Place> {
        Some(Place { data: self.journal.clone()?, guard: self.guard.clone()?, keys: self.keys.clone()? })
    }
}

/// A sentence with the file and what the system says.
pub fn failed(words: &Words, path: &Path, why: &dyn std::fmt::Display) -> Complaint {
    words.say("file-unreadable", &[("file", &path.display().to_string()), ("why", &why.to_string())])
}

fn no_key(words: &Words, path: &Path, why: &NoKey) -> Complaint {
    match why {
        NoKey::Open(mode) => {
            let mode = format!("{mode:o}");
            words.say("journal-key-open", &[("file", &path.display().to_string()), ("mode", &mode)])
        }
        NoKey::File(why) => failed(words, path, why),
    }
}

/// A private key.
pub fn secret_key(path: &Path, words: &Words) -> Result<SecretKey, Complaint> {
    let text = keys::read(path).map_err(|why| no_key(words, path, &why))?;
    text.parse().map_err(|why: journal::key::KeyError| failed(words, path, &why))
}

/// Keep a private key in a file of its own.
pub fn keep_key(path: &Path, text: &str, words: &Words) -> Result<(), Complaint> {
    keys::create(path, text).map_err(|why| no_key(words, path, &why))
}

/// A verifier key from its file.
pub fn verifier(path: &Path, words: &Words) -> Result<VerifierKey, Complaint> {
    let text = fs::read_to_string(path).map_err(|why| failed(words, path, &why))?;
    text.trim_end().parse().map_err(|why: journal::key::KeyError| failed(words, path, &why))
}

/// What the clock says, in seconds since 1970.
#[must_use]
pub fn now_s() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

/// What the clock says, in Beijing time.
pub fn now(words: &Words) -> Result<Time, Complaint> {
    let seconds = i64::try_from(now_s()).unwrap_or(i64::MAX);
    Time::beijing(seconds).map_err(|_| words.say("journal-clock", &[]))
}

impl Place {
    /// What anybody may read of it.
    #[must_use]
    pub fn log(&self) -> Log {
        Log::of_data(&self.data)
    }

    /// The root key's public text.
    pub fn root(&self, words: &Words) -> Result<VerifierKey, Complaint> {
        verifier(&self.keys.join(ROOT_PUBLIC), words)
    }

    /// The log's name.
    pub fn origin(&self, words: &Words) -> Result<Origin, Complaint> {
        let root = self.root(words)?;
        let name = root.name().as_str().strip_suffix("/root").unwrap_or_default();
        name.parse().map_err(|_| failed(words, &self.keys.join(ROOT_PUBLIC), &"not a root key"))
    }

    /// Whose acts a log records: its name up to the first slash.
    pub fn organisation(&self, words: &Words) -> Result<DrawId, Complaint> {
        let origin = self.origin(words)?;
        let name = origin.as_str().split('/').next().unwrap_or_default();
        name.parse().map_err(|_| failed(words, &self.keys.join(ROOT_PUBLIC), &"no organisation"))
    }

    /// Who acts, as the journal names them.
    pub fn actor(&self, acting: &Acting, words: &Words) -> Result<Actor, Complaint> {
        let Some(person) = &acting.person else {
            let role = acting.role.clone().unwrap_or(Code::SYSTEM);
            return Ok(Actor { role, ..Actor::SYSTEM });
        };
        let path = self.keys.join(PSEUDONYMS);
        let text = keys::read(&path).map_err(|why| no_key(words, &path, &why))?;
        let secret = parse_hex(&text).map_err(|why| failed(words, &path, &why))?;
        let role = acting.role.clone().ok_or_else(|| words.say("journal-no-role", &[]))?;
        Ok(Actor { pseudonym: Pseudonym::of(&secret, person), role })
    }

    fn identity(&self, words: &Words) -> Result<Identity, Complaint> {
        let mut signers: Vec<Box<dyn Signer + Send>> = Vec::new();
        let folder = fs::read_dir(&self.keys).map_err(|why| failed(words, &self.keys, &why))?;
        for file in folder {
            let path = file.map_err(|why| failed(words, &self.keys, &why))?.path();
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            if name.ends_with(".key") && ![ROOT, PSEUDONYMS].contains(&name) {
                signers.push(Box::new(secret_key(&path, words)?));
            }
        }
        Ok(Identity { origin: self.origin(words)?, root: self.root(words)?, signers })
    }

    /// The data's folder, opened for writing.
    pub fn folder(&self, words: &Words) -> Result<Folder, Complaint> {
        Folder::open(&self.data).map_err(|why| match why {
            NoFolder::Locked => words.say("journal-locked", &[]),
            NoFolder::Fault(why) => failed(words, &self.data, &why),
        })
    }

    fn guard(&self, words: &Words) -> Result<FileGuard, Complaint> {
        FileGuard::open(&self.guard, &self.data).map_err(|why| match why {
            NoGuard::InsideData => words.say("journal-guard-inside", &[]),
            NoGuard::Fault(why) => failed(words, &self.guard, &why),
        })
    }

    /// Begin a journal with its first keys note.
    pub fn create(&self, note: &[u8], words: &Words) -> Result<(), Complaint> {
        let folder = self.folder(words)?;
        let guard = self.guard(words)?;
        Sequencer::create(folder, guard, self.identity(words)?, note).map_err(|why| no_start(&why, words))
    }

    /// Start the writer: everything is read, hashed and held against the guard.
    pub fn open(&self, words: &Words) -> Result<Writer, Complaint> {
        if !self.data.is_dir() {
            return Err(failed(words, &self.data, &"-"));
        }
        let folder = self.folder(words)?;
        let guard = self.guard(words)?;
        Sequencer::recover(folder, guard, self.identity(words)?).map_err(|why| no_start(&why, words))
    }

    /// The published checkpoint.
    pub fn checkpoint(&self, words: &Words) -> Result<SignedCheckpoint, Complaint> {
        let path = self.data.join("log/checkpoint");
        let bytes = fs::read(&path).map_err(|why| failed(words, &path, &why))?;
        SignedCheckpoint::from_text(&bytes).map_err(|why| failed(words, &path, &why))
    }

    /// The chain of keys notes.
    pub fn chain(&self, words: &Words) -> Result<KeysChain, Complaint> {
        let (log, mut notes) = (self.log(), Vec::new());
        loop {
            let path = LogPath::Keys(notes.len() as u64 + 1).to_string();
            match log.read(&path).map_err(|why| failed(words, &self.data, &why))? {
                Some(note) => notes.push(note),
                None => break,
            }
        }
        KeysChain::open(&self.root(words)?, &self.origin(words)?, &notes).map_err(|why| failed(words, &self.data, &why))
    }
}

/// Why a writer doesn't start, and what to do.
fn no_start(why: &NoStart, words: &Words) -> Complaint {
    let detail = why.to_string();
    match why {
        NoStart::Exists => words.say("journal-exists", &[]),
        NoStart::Unguarded => words.say("journal-unguarded", &[]),
        NoStart::Behind { tree, guard } => words.say("journal-behind", &[("tree", tree), ("guard", guard)]),
        NoStart::Ahead { published, guard } => {
            words.say("journal-ahead", &[("published", published), ("guard", guard)])
        }
        _ => words.say("journal-no-start", &[("detail", &detail)]),
    }
}
