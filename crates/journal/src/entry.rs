//! Entries (日志条目): one act each, as the exact bytes that are hashed (`spec/journal.md`, section 2).
//!
//! An [`Entry`] has its form: it was read strictly, and a kind known to this version has exactly its facts and seals.
//! Kinds that aren't known are accepted and told apart by [`Entry::known`]. Whether an entry follows from those before it
//! in its case is [`crate::chain`]'s question. Free text and personal data have no place here: a fact is a digest, an
//! integer, a code or a time, and everything else is sealed.
//!
//! ```
//! use journal::entry::{Actor, Body, CaseName, Draft, Entry, Fact};
//! use lots::hash::Digest;
//! let draft = Draft {
//!     actor: Actor::SYSTEM,
//!     body: Body {
//!         facts: [
//!             ("commitment".parse()?, Fact::Digest(Digest::of(b"commitment.json"))),
//!             ("seed".parse()?, Fact::Digest(Digest::of(b"seed.json"))),
//!         ].into(),
//!         sealed: [].into(),
//!     },
//!     case: CaseName { id: "2026-03-A".parse()?, kind: "draw".parse()? },
//!     kind: "draw.seeded".parse()?,
//!     organisation: "price.fushun.example".parse()?,
//!     time: "2026-03-05T21:30:00+08:00".parse()?,
//! };
//! let entry = draft.after(Some(7))?;
//! assert_eq!(Entry::from_text(entry.bytes())?, entry);
//! assert_eq!(entry.prev(), Some(7));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod known;
mod name;
mod seal;

use std::collections::BTreeMap;
use std::fmt;

use lots::canonical::{self, NotCanonical};
use lots::hash::Digest;
use lots::merkle::leaf_hash;
use lots::name::DrawId;
use lots::time::Time;
use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use known::{Form, Known};
pub use name::{Code, FieldName, Kind, Pseudonym};
pub use seal::{Opening, Salt, seal};

use crate::tile::MAX_ENTRY;

/// The most facts, and the most seals, of an entry.
pub const MAX_FIELDS: usize = 64;

/// A value that stands in the entry itself (公开项).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// A digest.
    Digest(Digest),
    /// An integer from 0 to 2^53 − 1.
    Integer(u64),
    /// A code.
    Code(Code),
    /// A time.
    Time(Time),
}

impl Fact {
    /// A text is a digest, a time or a code by its form; no text is two of them.
    fn of_text(text: &str) -> Option<Self> {
        let digest = text.parse().ok().map(Self::Digest);
        digest.or_else(|| text.parse().ok().map(Self::Time)).or_else(|| text.parse().ok().map(Self::Code))
    }

    /// What form of value it is.
    #[must_use]
    pub fn form(&self) -> Form {
        match self {
            Self::Digest(_) => Form::Digest,
            Self::Integer(_) => Form::Integer,
            Self::Code(_) => Form::Code,
            Self::Time(_) => Form::Time,
        }
    }
}

impl Serialize for Fact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Digest(digest) => digest.serialize(serializer),
            Self::Integer(integer) => serializer.serialize_u64(*integer),
            Self::Code(code) => code.serialize(serializer),
            Self::Time(time) => time.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Fact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AFact;

        impl Visitor<'_> for AFact {
            type Value = Fact;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a fact")
            }

            fn visit_u64<E: serde::de::Error>(self, integer: u64) -> Result<Fact, E> {
                Ok(Fact::Integer(integer))
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Fact, E> {
                Fact::of_text(text).ok_or_else(|| E::custom("not a fact"))
            }
        }

        deserializer.deserialize_any(AFact)
    }
}

/// Who acted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Actor {
    /// The person, or the system itself.
    pub pseudonym: Pseudonym,
    /// In which role.
    pub role: Code,
}

impl Actor {
    /// The system itself, acting in the role `system`.
    pub const SYSTEM: Self = Self { pseudonym: Pseudonym::SYSTEM, role: Code::SYSTEM };
}

/// What an entry says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Body {
    /// Values that stand here.
    pub facts: BTreeMap<FieldName, Fact>,
    /// Salted digests of values that don't.
    pub sealed: BTreeMap<FieldName, Digest>,
}

/// What entries are about (事项卷), within an organisation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseName {
    /// Which one: a draw's id, a log's origin.
    pub id: DrawId,
    /// What kind of case.
    pub kind: Code,
}

/// The index of the entry before in the same case: `[]` or `[n]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Prev(Option<u64>);

impl Serialize for Prev {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0)
    }
}

impl<'de> Deserialize<'de> for Prev {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Vec::<u64>::deserialize(deserializer)?.as_slice() {
            [] => Ok(Self(None)),
            [index] => Ok(Self(Some(*index))),
            _ => Err(serde::de::Error::custom("more than one entry before")),
        }
    }
}

/// The specification's version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Version {
    #[serde(rename = "yaoguang/journal/v1")]
    V1,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    actor: Actor,
    body: Body,
    case: CaseName,
    kind: Kind,
    organisation: DrawId,
    prev: Prev,
    time: Time,
    version: Version,
}

/// Why bytes aren't an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntryError {
    /// Longer than 65,535 bytes.
    TooLong,
    /// Not canonical, a key missing or unknown, or a value without its form.
    Form(NotCanonical),
    /// More than 64 facts or 64 seals.
    TooMany,
    /// A name is both a fact and a seal.
    Both(FieldName),
    /// The kind is known, but its case is of another kind.
    CaseKind,
    /// The kind is known, but these aren't its facts or one has another form.
    Facts,
    /// The kind is known, but these aren't its seals.
    Seals,
}

impl EntryError {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLong => "too-long",
            Self::Form(_) => "form",
            Self::TooMany => "too-many",
            Self::Both(_) => "both",
            Self::CaseKind => "case-kind",
            Self::Facts => "facts",
            Self::Seals => "seals",
        }
    }
}

impl fmt::Display for EntryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong => f.write_str("an entry has at most 65535 bytes"),
            Self::Form(why) => why.fmt(f),
            Self::TooMany => f.write_str("an entry has at most 64 facts and 64 seals"),
            Self::Both(name) => write!(f, "{name} is both a fact and a seal"),
            Self::CaseKind => f.write_str("entries of this kind belong to another kind of case"),
            Self::Facts => f.write_str("these aren't the facts of this kind of entry"),
            Self::Seals => f.write_str("these aren't the seals of this kind of entry"),
        }
    }
}

impl std::error::Error for EntryError {}

/// Everything of an entry but its place in the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Who acts.
    pub actor: Actor,
    /// What is said.
    pub body: Body,
    /// What it is about.
    pub case: CaseName,
    /// What is done.
    pub kind: Kind,
    /// Whose act it is, e.g. `price.fushun.example`.
    pub organisation: DrawId,
    /// What the writer's clock says.
    pub time: Time,
}

impl Draft {
    /// The entry that follows the one at `prev` in its case, or begins it.
    ///
    /// # Errors
    /// [`EntryError`] if there is no entry of this form.
    pub fn after(self, prev: Option<u64>) -> Result<Entry, EntryError> {
        let Self { actor, body, case, kind, organisation, time } = self;
        let prev = Prev(prev);
        let record = Record { actor, body, case, kind, organisation, prev, time, version: Version::V1 };
        // Written and read again, so that there is one place that says what an entry is.
        Entry::from_text(canonical::to_text(&record).as_bytes())
    }
}

/// An entry: the exact bytes and what they say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    bytes: Box<[u8]>,
    record: Record,
}

impl Entry {
    /// Read an entry.
    ///
    /// # Errors
    /// [`EntryError`], the first that applies in the order of its variants.
    pub fn from_text(bytes: &[u8]) -> Result<Self, EntryError> {
        if bytes.len() > MAX_ENTRY {
            return Err(EntryError::TooLong);
        }
        let record: Record = canonical::from_text(bytes).map_err(EntryError::Form)?;
        let body = &record.body;
        if body.facts.len() > MAX_FIELDS || body.sealed.len() > MAX_FIELDS {
            return Err(EntryError::TooMany);
        }
        if let Some(name) = body.facts.keys().find(|name| body.sealed.contains_key(*name)) {
            return Err(EntryError::Both(name.clone()));
        }
        if let Some(known) = Known::of(&record.kind) {
            known.check(&record.case, body)?;
        }
        Ok(Self { bytes: bytes.into(), record })
    }

    /// The bytes that are hashed and kept.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Its leaf in the tree: `H(0x00 + entry)`.
    #[must_use]
    pub fn leaf(&self) -> Digest {
        leaf_hash(&self.bytes)
    }

    /// The kind, if this version knows it.
    #[must_use]
    pub fn known(&self) -> Option<Known> {
        Known::of(&self.record.kind)
    }

    /// What is done.
    #[must_use]
    pub fn kind(&self) -> &Kind {
        &self.record.kind
    }

    /// Who acted.
    #[must_use]
    pub fn actor(&self) -> &Actor {
        &self.record.actor
    }

    /// What it is about.
    #[must_use]
    pub fn case(&self) -> &CaseName {
        &self.record.case
    }

    /// Whose act it is.
    #[must_use]
    pub fn organisation(&self) -> &DrawId {
        &self.record.organisation
    }

    /// The index of the entry before in its case.
    #[must_use]
    pub fn prev(&self) -> Option<u64> {
        self.record.prev.0
    }

    /// What the writer's clock said.
    #[must_use]
    pub fn time(&self) -> &Time {
        &self.record.time
    }

    /// Facts and seals.
    #[must_use]
    pub fn body(&self) -> &Body {
        &self.record.body
    }

    /// A fact by its name.
    #[must_use]
    pub fn fact(&self, name: &str) -> Option<&Fact> {
        self.record.body.facts.get(name)
    }

    /// A fact that is a digest.
    #[must_use]
    pub fn digest(&self, name: &str) -> Option<Digest> {
        if let Some(Fact::Digest(digest)) = self.fact(name) { Some(*digest) } else { None }
    }

    /// A fact that is an integer.
    #[must_use]
    pub fn integer(&self, name: &str) -> Option<u64> {
        if let Some(Fact::Integer(integer)) = self.fact(name) { Some(*integer) } else { None }
    }

    /// A fact that is a code.
    #[must_use]
    pub fn code(&self, name: &str) -> Option<&Code> {
        if let Some(Fact::Code(code)) = self.fact(name) { Some(code) } else { None }
    }

    /// A seal by its name.
    #[must_use]
    pub fn sealed(&self, name: &str) -> Option<Digest> {
        self.record.body.sealed.get(name).copied()
    }
}

#[cfg(test)]
mod tests;
