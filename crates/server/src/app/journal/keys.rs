//! The journal's keys, in files under `keys` in the data folder that only their owner can read.
//!
//! The root key signs keys notes and nothing else: once the journal has begun its file belongs into a safe. The names are
//! those of `lots journal`, so that its commands work on this folder.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use journal::checkpoint::Origin;
use journal::entry::Pseudonym;
use journal::files::keys::{self as files, NoKey};
use journal::key::{KeyError, KeyType, SecretKey, Signer, VerifierKey};
use journal::keys::{KeysChain, KeysNote};
use journal::sequencer::Identity;
use journal::storage::Published;
use journal::tile::Path as LogPath;
use lots::hash::{Digest, parse_hex};
use lots_cli::commands::journal::place::{PSEUDONYMS, ROOT, ROOT_PUBLIC};
use uuid::Uuid;

use crate::app::clock::Outside;
use crate::app::config::Config;

/// Why there are no keys to work with.
#[derive(Debug, thiserror::Error)]
pub enum NoKeys {
    /// Others than its owner can read the file.
    #[error("{0}: others can read it (mode {1:o})")]
    Open(PathBuf, u32),
    /// It can't be read or written.
    #[error("{0}: {1}")]
    File(PathBuf, io::Error),
    /// It doesn't hold what it should.
    #[error("{0}: {1}")]
    Form(PathBuf, String),
}

/// The folder of keys.
#[derive(Clone, Debug)]
pub struct Keys {
    folder: PathBuf,
    origin: Origin,
}

impl Keys {
    /// Of this configuration.
    ///
    /// # Errors
    /// [`NoKeys::Form`] if the journal's name isn't one.
    pub fn of(config: &Config) -> Result<Self, NoKeys> {
        let folder = config.data.join("keys");
        let origin = config.journal_origin.parse();
        let origin = origin.map_err(|_| NoKeys::Form("journal_origin".into(), config.journal_origin.clone()))?;
        Ok(Self { folder, origin })
    }

    /// The journal's name.
    #[must_use]
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Make what isn't there: the root key, a signer of each kind, the secret for pseudonyms. What is there stays.
    ///
    /// # Errors
    /// [`NoKeys`].
    pub fn make(&self, outside: &dyn Outside) -> Result<(), NoKeys> {
        fs::create_dir_all(&self.folder).map_err(|why| NoKeys::File(self.folder.clone(), why))?;
        let root = self.at(ROOT);
        if !root.exists() {
            keep(&root, &fresh(KeyType::Ed25519, &format!("{}/root", self.origin), outside)?.to_secret_text())?;
        }
        // Behind a restart the public text is made of the key that is there.
        let public = secret_key(&root)?.verifier_key().to_string();
        fs::write(self.at(ROOT_PUBLIC), format!("{public}\n")).map_err(|why| NoKeys::File(root, why))?;
        let there = self.signers()?;
        for (kind, name) in [(KeyType::Ed25519, "ed25519"), (KeyType::Sm2, "sm2")] {
            if !there.iter().any(|key| key.verifier_key().kind() == kind) {
                let key = fresh(kind, self.origin.as_str(), outside)?;
                keep(&self.at(&format!("{name}-{}.key", key.verifier_key().id())), &key.to_secret_text())?;
            }
        }
        if !self.at(PSEUDONYMS).exists() {
            let mut secret = [0; 32];
            outside.random(&mut secret);
            keep(&self.at(PSEUDONYMS), &Digest(secret).to_string())?;
        }
        Ok(())
    }

    /// The first keys note, with all signers there are.
    ///
    /// # Errors
    /// [`NoKeys`].
    pub fn first_note(&self) -> Result<String, NoKeys> {
        let form = |why: String| NoKeys::Form(self.folder.clone(), why);
        let known = self.signers()?.iter().map(|key| key.verifier_key().clone()).collect();
        let note = KeysNote::first(self.origin.clone(), known).map_err(|why| form(why.to_string()))?;
        let note = note.sign(&secret_key(&self.at(ROOT))?).map_err(|why| form(why.to_string()))?;
        Ok(note.to_string())
    }

    /// The root key's public text.
    ///
    /// # Errors
    /// [`NoKeys`].
    pub fn root(&self) -> Result<VerifierKey, NoKeys> {
        let path = self.at(ROOT_PUBLIC);
        let text = fs::read_to_string(&path).map_err(|why| NoKeys::File(path.clone(), why))?;
        text.trim_end().parse().map_err(|why: KeyError| NoKeys::Form(path, why.to_string()))
    }

    fn signers(&self) -> Result<Vec<SecretKey>, NoKeys> {
        let unread = |why| NoKeys::File(self.folder.clone(), why);
        let mut signers = Vec::new();
        for file in fs::read_dir(&self.folder).map_err(unread)? {
            let path = file.map_err(unread)?.path();
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            let signs = name.starts_with("ed25519-") || name.starts_with("sm2-");
            if signs && name.ends_with(".key") {
                signers.push(secret_key(&path)?);
            }
        }
        Ok(signers)
    }

    /// Whose journal it is and who signs.
    ///
    /// # Errors
    /// [`NoKeys`].
    pub fn identity(&self) -> Result<Identity, NoKeys> {
        let signers = self.signers()?.into_iter().map(|key| Box::new(key) as Box<dyn Signer + Send>).collect();
        Ok(Identity { origin: self.origin.clone(), root: self.root()?, signers })
    }

    /// The organisation's secret for pseudonyms.
    ///
    /// # Errors
    /// [`NoKeys`].
    pub fn pseudonyms(&self) -> Result<[u8; 32], NoKeys> {
        let path = self.at(PSEUDONYMS);
        let text = files::read(&path).map_err(|why| no_key(&path, why))?;
        parse_hex(&text).map_err(|why| NoKeys::Form(path, why.to_string()))
    }

    /// A person's name in the journal.
    ///
    /// # Errors
    /// [`NoKeys`].
    pub fn pseudonym(&self, person: Uuid) -> Result<Pseudonym, NoKeys> {
        Ok(Pseudonym::of(&self.pseudonyms()?, &person.to_string()))
    }

    /// The chain of keys notes of a log.
    ///
    /// # Errors
    /// [`NoKeys`].
    pub fn chain<P: Published>(&self, log: &P) -> Result<KeysChain, NoKeys> {
        let form = |why: String| NoKeys::Form("journal".into(), why);
        let mut notes = Vec::new();
        while let Some(note) =
            log.read(&LogPath::Keys(notes.len() as u64 + 1).to_string()).map_err(|why| form(why.to_string()))?
        {
            notes.push(note);
        }
        KeysChain::open(&self.root()?, &self.origin, &notes).map_err(|why| form(why.to_string()))
    }
}

fn no_key(path: &Path, why: NoKey) -> NoKeys {
    match why {
        NoKey::Open(mode) => NoKeys::Open(path.to_owned(), mode),
        NoKey::File(why) => NoKeys::File(path.to_owned(), why),
    }
}

fn secret_key(path: &Path) -> Result<SecretKey, NoKeys> {
    let text = files::read(path).map_err(|why| no_key(path, why))?;
    text.parse().map_err(|why: KeyError| NoKeys::Form(path.to_owned(), why.to_string()))
}

fn keep(path: &Path, text: &str) -> Result<(), NoKeys> {
    files::create(path, text).map_err(|why| no_key(path, why))
}

fn fresh(kind: KeyType, name: &str, outside: &dyn Outside) -> Result<SecretKey, NoKeys> {
    loop {
        let mut secret = [0; 32];
        outside.random(&mut secret);
        let name = name.parse().map_err(|_| NoKeys::Form("journal_origin".into(), name.to_owned()))?;
        match SecretKey::new(kind, name, secret) {
            // Not a scalar of SM2's range: one of 2^32 draws.
            Err(KeyError::Key) => {}
            other => return other.map_err(|why| NoKeys::Form("journal_origin".into(), why.to_string())),
        }
    }
}
