//! Why a draft isn't taken, why a writer stops, and why it doesn't start.

use std::fmt;

use crate::chain::Refused;
use crate::checkpoint::Origin;
use crate::key::SignError;
use crate::keys::KeysError;
use crate::reader::Unread;
use crate::storage::{BatchName, Fault};

/// Why a draft doesn't become an entry. The journal is as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It hasn't the form of an entry, or doesn't follow from those of its case.
    Draft(Refused),
    /// An entry `journal.keys` comes only with the keys note it is about.
    Keys,
    /// The keys note doesn't follow from those before it, or is for a size that was signed already.
    KeysNote(KeysError),
    /// There is no signer for this key of the note.
    NoSigner(String),
}

/// Why a writer stopped. It is not used again; the next start finds out what is part of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// Storage or guard failed.
    Fault(Fault),
    /// What lies staged isn't what was staged. It was not signed.
    Reread,
    /// The guard holds another checkpoint: there is a second writer.
    Overtaken,
    /// A signer didn't sign.
    Sign(SignError),
    /// There is no signer for this key, which is in force.
    NoSigner(String),
    /// There is no room for more entries.
    Full,
    /// An act didn't come to its end.
    Interrupted,
}

/// Why a writer doesn't start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoStart {
    /// There is a journal already.
    Exists,
    /// The guard holds nothing: there is no journal, or it is not this journal's guard.
    Unguarded,
    /// What the guard holds isn't a checkpoint signed by the keys in force; why.
    Guard(String),
    /// The guard is that of another log.
    Origin(Origin),
    /// The tree ends before the guard's checkpoint: the data are older than the guard.
    Behind {
        /// How many entries are there.
        tree: u64,
        /// The size of the guard's checkpoint.
        guard: u64,
    },
    /// The published checkpoint is ahead of the guard's: the guard is older than the data.
    Ahead {
        /// Its size.
        published: u64,
        /// The size of the guard's.
        guard: u64,
    },
    /// The entries give another root than the guard or the published checkpoint has.
    Root,
    /// A file is missing, has not its form, or isn't what the entries give; its path.
    File(String),
    /// A staged batch that is part of the journal is damaged.
    Staged(BatchName),
    /// An entry hasn't its form or doesn't follow from those of its case.
    Entry {
        /// Which.
        index: u64,
        /// Why.
        why: String,
    },
    /// The keys notes aren't a chain signed by the root key; why.
    Keys(String),
    /// A signer is missing or didn't sign.
    Signer(Stopped),
    /// Storage or guard failed.
    Fault(Fault),
}

impl From<Fault> for Stopped {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<SignError> for Stopped {
    fn from(why: SignError) -> Self {
        Self::Sign(why)
    }
}

impl From<Fault> for NoStart {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<Stopped> for NoStart {
    fn from(why: Stopped) -> Self {
        Self::Signer(why)
    }
}

impl From<Unread> for NoStart {
    fn from(why: Unread) -> Self {
        match why {
            Unread::Missing(path) | Unread::Form(path) => Self::File(path),
            Unread::Fault(fault) => Self::Fault(fault),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Draft(why) => why.fmt(f),
            Self::Keys => f.write_str("the entry and the keys note belong together"),
            Self::KeysNote(why) => why.fmt(f),
            Self::NoSigner(key) => write!(f, "there is no signer for {key}"),
        }
    }
}

impl fmt::Display for Stopped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fault(fault) => fault.fmt(f),
            Self::Reread => f.write_str("what lies staged isn't what was staged"),
            Self::Overtaken => f.write_str("the guard holds another checkpoint: there is a second writer"),
            Self::Sign(why) => why.fmt(f),
            Self::NoSigner(key) => write!(f, "there is no signer for {key}"),
            Self::Full => f.write_str("the journal has no room for more entries"),
            Self::Interrupted => f.write_str("the writer was interrupted"),
        }
    }
}

impl fmt::Display for NoStart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exists => f.write_str("there is a journal already"),
            Self::Unguarded => f.write_str("the guard holds nothing"),
            Self::Guard(why) => write!(f, "the guard's checkpoint: {why}"),
            Self::Origin(origin) => write!(f, "the guard is that of {origin}"),
            Self::Behind { tree, guard } => write!(f, "the tree has {tree} entries, the guard's checkpoint {guard}"),
            Self::Ahead { published, guard } => {
                write!(f, "a checkpoint of {published} entries is published, the guard's has {guard}")
            }
            Self::Root => f.write_str("the entries give another root"),
            Self::File(path) => write!(f, "{path} is missing or damaged"),
            Self::Staged(name) => write!(f, "the staged batch {name} is damaged"),
            Self::Entry { index, why } => write!(f, "entry {index}: {why}"),
            Self::Keys(why) => write!(f, "the keys notes: {why}"),
            Self::Signer(why) => why.fmt(f),
            Self::Fault(fault) => fault.fmt(f),
        }
    }
}

impl std::error::Error for Refusal {}
impl std::error::Error for Stopped {}
impl std::error::Error for NoStart {}
