//! Reading a policy, line by line.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::{Group, Member, Name, Party, Policy};
use crate::key::{KeyType, VerifierKey};
use crate::text::decimal;

/// The most bytes of a policy that are read: room for thousands of witnesses.
pub const MAX_POLICY: usize = 1 << 20;

/// What is wrong in a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// Longer than a mebibyte.
    TooLong,
    /// A control character other than tab and newline, or no newline at the end.
    Characters,
    /// Not a line of the format.
    Form,
    /// Not a key, or one of a kind that isn't for this.
    Key,
    /// Two logs, or two witnesses, have the same public key.
    SameKey,
    /// A name is defined twice, or is `none`.
    SameName,
    /// A name that no earlier line defines.
    UnknownName,
    /// A name is a member twice.
    SameMember,
    /// The threshold isn't between 1 and the number of members.
    Threshold,
    /// There is no quorum, or a second one.
    Quorum,
}

impl Flaw {
    /// The stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::TooLong => "too-long",
            Self::Characters => "characters",
            Self::Form => "form",
            Self::Key => "key",
            Self::SameKey => "same-key",
            Self::SameName => "same-name",
            Self::UnknownName => "unknown-name",
            Self::SameMember => "same-member",
            Self::Threshold => "threshold",
            Self::Quorum => "quorum",
        }
    }
}

/// Why a text isn't a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PolicyError {
    /// Which line, from 1; the one behind the last for what is missing, 0 for the whole.
    pub line: usize,
    /// What is wrong there.
    pub flaw: Flaw,
}

impl fmt::Display for PolicyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {} of the policy: {}", self.line, self.flaw.code())
    }
}

impl std::error::Error for PolicyError {}

impl Policy {
    /// Read a policy.
    ///
    /// # Errors
    /// [`PolicyError`] of the first line that is wrong.
    pub fn from_text(bytes: &[u8]) -> Result<Self, PolicyError> {
        if bytes.len() > MAX_POLICY {
            return Err(PolicyError { line: 0, flaw: Flaw::TooLong });
        }
        let mut reader = Reader::default();
        let mut lines = bytes.split(|&byte| byte == b'\n').peekable();
        let mut number = 0;
        while let Some(line) = lines.next() {
            number += 1;
            let wrong = |flaw| PolicyError { line: number, flaw };
            let ended = lines.peek().is_some() || line.is_empty();
            if !ended || line.iter().any(|&byte| (byte < b' ' && byte != b'\t') || byte == 0x7f) {
                return Err(wrong(Flaw::Characters));
            }
            reader.line(line).map_err(wrong)?;
        }
        if reader.has_quorum { Ok(reader.policy) } else { Err(PolicyError { line: number, flaw: Flaw::Quorum }) }
    }
}

#[derive(Default)]
struct Reader {
    policy: Policy,
    names: BTreeMap<Name, Member>,
    used: BTreeSet<Member>,
    has_quorum: bool,
}

impl Reader {
    fn line(&mut self, line: &[u8]) -> Result<(), Flaw> {
        let blank = |byte: &u8| matches!(byte, b' ' | b'\t');
        let words: Vec<&[u8]> = line.split(blank).filter(|word| !word.is_empty()).collect();
        match words.as_slice() {
            [] => Ok(()),
            [first, ..] if first.starts_with(b"#") => Ok(()),
            [b"log", key] => self.log(key, None),
            [b"log", key, url] => self.log(key, Some(url)),
            [b"witness", name, key] => self.witness(name, key, None),
            [b"witness", name, key, url] => self.witness(name, key, Some(url)),
            [b"group", name, threshold, members @ ..] => self.group(name, threshold, members),
            [b"quorum", name] => self.quorum(name),
            _ => Err(Flaw::Form),
        }
    }

    fn log(&mut self, key: &[u8], url: Option<&[u8]>) -> Result<(), Flaw> {
        let party = party(b"", key, url, &[KeyType::Ed25519, KeyType::Sm2])?;
        add(&mut self.policy.logs, party)
    }

    fn witness(&mut self, name: &[u8], key: &[u8], url: Option<&[u8]>) -> Result<(), Flaw> {
        let party = party(name, key, url, &[KeyType::Witness])?;
        self.define(name, Member::Witness(self.policy.witnesses.len()))?;
        add(&mut self.policy.witnesses, party)
    }

    fn define(&mut self, name: &[u8], member: Member) -> Result<(), Flaw> {
        if name == b"none" || self.names.insert(name.to_vec(), member).is_some() {
            return Err(Flaw::SameName);
        }
        Ok(())
    }

    fn known(&self, name: &[u8]) -> Result<Member, Flaw> {
        self.names.get(name).copied().ok_or(Flaw::UnknownName)
    }

    fn group(&mut self, name: &[u8], threshold: &[u8], names: &[&[u8]]) -> Result<(), Flaw> {
        if names.is_empty() {
            return Err(Flaw::Form);
        }
        let mut members = Vec::with_capacity(names.len());
        for name in names {
            let member = self.known(name)?;
            if !self.used.insert(member) {
                return Err(Flaw::SameMember);
            }
            members.push(member);
        }
        let threshold = match threshold {
            b"all" => members.len(),
            b"any" => 1,
            number => count(number).ok_or(Flaw::Form)?,
        };
        if !(1..=members.len()).contains(&threshold) {
            return Err(Flaw::Threshold);
        }
        self.define(name, Member::Group(self.policy.groups.len()))?;
        self.policy.groups.push(Group { name: name.to_vec(), threshold, members });
        Ok(())
    }

    fn quorum(&mut self, name: &[u8]) -> Result<(), Flaw> {
        if self.has_quorum {
            return Err(Flaw::Quorum);
        }
        self.has_quorum = true;
        self.policy.quorum = if name == b"none" { None } else { Some(self.known(name)?) };
        Ok(())
    }
}

fn count(number: &[u8]) -> Option<usize> {
    usize::try_from(decimal(std::str::from_utf8(number).ok()?)?).ok()
}

fn party(name: &[u8], key: &[u8], url: Option<&[u8]>, kinds: &[KeyType]) -> Result<Party, Flaw> {
    let key: VerifierKey = std::str::from_utf8(key).ok().and_then(|key| key.parse().ok()).ok_or(Flaw::Key)?;
    if !kinds.contains(&key.kind()) {
        return Err(Flaw::Key);
    }
    Ok(Party { name: name.to_vec(), key, url: url.map(<[u8]>::to_vec) })
}

fn add(parties: &mut Vec<Party>, party: Party) -> Result<(), Flaw> {
    if parties.iter().any(|other| other.key.public() == party.key.public()) {
        return Err(Flaw::SameKey);
    }
    parties.push(party);
    Ok(())
}
