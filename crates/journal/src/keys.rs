//! Keys notes (密钥公告): which keys sign a log's checkpoints from which size on (`spec/journal.md`, section 4.2).
//!
//! The notes form a chain: each holds the hash of the one before and is signed by a root key that signs nothing else and
//! can be kept offline.
//!
//! ```
//! use journal::checkpoint::Origin;
//! use journal::key::{KeyType, SecretKey, Signer};
//! use journal::keys::{KeysChain, KeysNote};
//! let origin: Origin = "price.fushun.example/journal".parse()?;
//! let root = SecretKey::new(KeyType::Ed25519, "price.fushun.example/journal/root".parse()?, [1; 32])?;
//! let key = SecretKey::new(KeyType::Ed25519, "price.fushun.example/journal".parse()?, [2; 32])?;
//! let note = KeysNote::first(origin.clone(), vec![key.verifier_key().clone()])?.sign(&root)?;
//! let chain = KeysChain::open(root.verifier_key(), &origin, &[note.to_string()])?;
//! assert_eq!(chain.in_force(1000), [key.verifier_key().clone()]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::fmt;

use lots::hash::Digest;

use crate::checkpoint::{Origin, SignedCheckpoint};
use crate::key::{KeyType, SignError, Signer, VerifierKey};
use crate::note::{Note, NoteError};
use crate::text::{MAX_SIZE, decimal, lines};

/// The first line of a keys note.
const HEADING: &str = "yaoguang/v1/keys";

/// The most keys in force at once.
pub const MAX_KEYS: usize = 8;

/// Why keys notes aren't accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeysError {
    /// The root key isn't Ed25519 with the name `<origin>/root`.
    Root,
    /// It isn't a note, or the root key hasn't signed.
    Note(NoteError),
    /// Its text has another form.
    Form,
    /// Not 1 to 8 keys of the log, sorted, one of them Ed25519 and none the root's.
    Keys,
    /// It is about another log.
    Origin,
    /// There is no note, or the numbers don't count from 1.
    Number,
    /// It hasn't the hash of the note before.
    Previous,
    /// The first size isn't 0, or sizes fall.
    Size,
}

impl KeysError {
    /// The stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Root => "root",
            Self::Note(NoteError::Signature | NoteError::Unsigned) => "signature",
            Self::Note(_) => "note",
            Self::Form => "form",
            Self::Keys => "keys",
            Self::Origin => "origin",
            Self::Number => "number",
            Self::Previous => "previous",
            Self::Size => "size",
        }
    }
}

impl fmt::Display for KeysError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Note(why) => why.fmt(f),
            _ => write!(f, "the keys notes are wrong: {}", self.code()),
        }
    }
}

impl std::error::Error for KeysError {}

/// The text of a keys note. Its `Display` is what is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeysNote {
    origin: Origin,
    number: u64,
    previous: Digest,
    size: u64,
    keys: Vec<VerifierKey>,
}

impl KeysNote {
    /// The first note of a log, for all sizes from 0. The keys are sorted here.
    ///
    /// # Errors
    /// [`KeysError::Keys`].
    pub fn first(origin: Origin, keys: Vec<VerifierKey>) -> Result<Self, KeysError> {
        Self::checked(Self { origin, number: 1, previous: Digest([0; 32]), size: 0, keys: sorted(keys) })
    }

    /// The note after the last of a chain: from `size` on these keys sign. The keys are sorted here.
    ///
    /// # Errors
    /// [`KeysError::Keys`], [`KeysError::Size`].
    pub fn after(chain: &KeysChain, size: u64, keys: Vec<VerifierKey>) -> Result<Self, KeysError> {
        let (last, previous) = chain.last();
        if size < last.size || size > MAX_SIZE {
            return Err(KeysError::Size);
        }
        let number = last.number + 1;
        Self::checked(Self { origin: last.origin.clone(), number, previous, size, keys: sorted(keys) })
    }

    fn checked(note: Self) -> Result<Self, KeysError> {
        let texts: Vec<String> = note.keys.iter().map(VerifierKey::to_string).collect();
        let kinds = |kind| note.keys.iter().filter(move |key| key.kind() == kind).count();
        let fits = (1..=MAX_KEYS).contains(&texts.len())
            && texts.is_sorted_by(|a, b| a < b)
            && note.keys.iter().all(|key| note.origin.names(key))
            && kinds(KeyType::Ed25519) > 0
            && kinds(KeyType::Witness) == 0;
        if fits { Ok(note) } else { Err(KeysError::Keys) }
    }

    /// Read the text of a keys note.
    ///
    /// # Errors
    /// [`KeysError::Form`], [`KeysError::Keys`].
    pub fn from_text(text: &str) -> Result<Self, KeysError> {
        let lines = lines(text).ok_or(KeysError::Form)?;
        let [HEADING, origin, number, previous, size, keys @ ..] = lines.as_slice() else {
            return Err(KeysError::Form);
        };
        let keys: Result<Vec<VerifierKey>, KeysError> =
            keys.iter().map(|key| key.parse().map_err(|_| KeysError::Keys)).collect();
        Self::checked(Self {
            origin: origin.parse().map_err(|_| KeysError::Form)?,
            number: decimal(number).filter(|&number| number > 0).ok_or(KeysError::Form)?,
            previous: previous.parse().map_err(|_| KeysError::Form)?,
            size: decimal(size).ok_or(KeysError::Form)?,
            keys: keys?,
        })
    }

    /// Sign it by the root key.
    ///
    /// # Errors
    /// [`SignError`]; `Kind` if the signer isn't this log's root key.
    pub fn sign(&self, root: &dyn Signer) -> Result<Note, SignError> {
        if is_root(root.verifier_key(), &self.origin) {
            Note::sign(self.to_string(), &[root])
        } else {
            Err(SignError::Kind)
        }
    }

    /// Which note of the chain, from 1.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.number
    }

    /// From which size on its keys sign.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The keys, sorted by their texts.
    #[must_use]
    pub fn keys(&self) -> &[VerifierKey] {
        &self.keys
    }
}

fn sorted(mut keys: Vec<VerifierKey>) -> Vec<VerifierKey> {
    keys.sort_by_cached_key(VerifierKey::to_string);
    keys
}

fn is_root(key: &VerifierKey, origin: &Origin) -> bool {
    key.kind() == KeyType::Ed25519 && key.name().as_str().strip_suffix("/root") == Some(origin.as_str())
}

impl fmt::Display for KeysNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { origin, number, previous, size, keys } = self;
        writeln!(f, "{HEADING}\n{origin}\n{number}\n{previous}\n{size}")?;
        keys.iter().try_for_each(|key| writeln!(f, "{key}"))
    }
}

/// A chain of keys notes that holds. There is at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeysChain {
    /// Each with the hash of the whole signed note.
    notes: Vec<(KeysNote, Digest)>,
}

impl KeysChain {
    /// Check all keys notes of a log, from the first.
    ///
    /// # Errors
    /// [`KeysError`] of the first note that doesn't hold.
    pub fn open<N: AsRef<[u8]>>(root: &VerifierKey, origin: &Origin, notes: &[N]) -> Result<Self, KeysError> {
        if !is_root(root, origin) {
            return Err(KeysError::Root);
        }
        let mut chain = Self { notes: Vec::new() };
        for bytes in notes.iter().map(AsRef::as_ref) {
            let note = Note::from_text(bytes).map_err(KeysError::Note)?;
            note.open(std::slice::from_ref(root)).map_err(KeysError::Note)?;
            let keys = KeysNote::from_text(note.text())?;
            chain.follows(&keys, root, origin)?;
            chain.notes.push((keys, Digest::of(bytes)));
        }
        if chain.notes.is_empty() { Err(KeysError::Number) } else { Ok(chain) }
    }

    fn follows(&self, note: &KeysNote, root: &VerifierKey, origin: &Origin) -> Result<(), KeysError> {
        let (number, previous, size) = match self.notes.last() {
            None => (1, Digest([0; 32]), 0),
            Some((last, digest)) => (last.number + 1, *digest, last.size),
        };
        match () {
            () if note.origin != *origin => Err(KeysError::Origin),
            () if note.number != number => Err(KeysError::Number),
            () if note.previous != previous => Err(KeysError::Previous),
            () if note.size < size || (number == 1 && note.size != 0) => Err(KeysError::Size),
            () if note.keys.iter().any(|key| key.public() == root.public()) => Err(KeysError::Keys),
            () => Ok(()),
        }
    }

    fn last(&self) -> (&KeysNote, Digest) {
        let (note, digest) = self.notes.last().expect("a chain has at least one note");
        (note, *digest)
    }

    /// The notes in order, each with the hash that the next note and the entry `journal.keys` hold.
    pub fn notes(&self) -> impl Iterator<Item = (&KeysNote, Digest)> {
        self.notes.iter().map(|(note, digest)| (note, *digest))
    }

    /// The keys that sign a checkpoint of `size`: those of the last note whose size isn't above.
    #[must_use]
    pub fn in_force(&self, size: u64) -> &[VerifierKey] {
        self.notes.iter().rev().find(|(note, _)| note.size <= size).map_or(&[], |(note, _)| &note.keys)
    }

    /// Whether a checkpoint carries a line of every key in force at its size.
    ///
    /// # Errors
    /// [`NoteError::Signature`] if a line of one of them doesn't verify, [`NoteError::Unsigned`] if one is missing.
    pub fn signed(&self, signed: &SignedCheckpoint) -> Result<(), NoteError> {
        let keys = self.in_force(signed.checkpoint().size());
        let verified = signed.note().verified(keys)?;
        let complete = (0..keys.len()).all(|key| verified.iter().any(|line| line.key == key));
        if complete { Ok(()) } else { Err(NoteError::Unsigned) }
    }
}
