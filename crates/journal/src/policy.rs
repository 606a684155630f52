//! Trust policies (信任策略; C2SP tlog-policy): whose signatures are asked for, and how many.
//!
//! ```
//! use journal::checkpoint::{Checkpoint, SignedCheckpoint};
//! use journal::cosignature::cosign;
//! use journal::key::{KeyType, SecretKey, Signer};
//! use journal::policy::Policy;
//! use lots::merkle::leaf_hash;
//! let log = SecretKey::new(KeyType::Ed25519, "a.example".parse()?, [7; 32])?;
//! let (b, c) = (SecretKey::new(KeyType::Witness, "b.example".parse()?, [8; 32])?,
//!     SecretKey::new(KeyType::Witness, "c.example".parse()?, [9; 32])?);
//! let text = format!("log {}\nwitness B {}\nwitness C {}\ngroup both all B C\nquorum both\n",
//!     log.verifier_key(), b.verifier_key(), c.verifier_key());
//! let policy = Policy::from_text(text.as_bytes())?;
//! let signed = SignedCheckpoint::sign(Checkpoint::new("a.example".parse()?, 1, leaf_hash(b"an entry"))?, &[&log])?;
//! assert!(policy.check(&signed).is_err());
//! let lines = [cosign(&b, signed.note().text(), 1_000)?, cosign(&c, signed.note().text(), 2_000)?];
//! assert_eq!(policy.check(&signed.with(lines)?)?.time, Some(2_000));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod read;

use std::fmt;

pub use read::{Flaw, PolicyError};

use crate::checkpoint::SignedCheckpoint;
use crate::key::VerifierKey;

/// A name of a witness or group within a policy: bytes, compared as they are.
pub type Name = Vec<u8>;

/// A log or a witness of a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Its name within the policy; empty for a log.
    pub name: Name,
    /// Its key.
    pub key: VerifierKey,
    /// Where to reach it, if the policy says so; bytes, as they stand there.
    pub url: Option<Vec<u8>>,
}

/// What a group counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Member {
    /// A witness, by its place among [`Policy::witnesses`].
    Witness(usize),
    /// A group, by its place among [`Policy::groups`].
    Group(usize),
}

/// A group: it has cosigned if enough of its members have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its name.
    pub name: Name,
    /// How many members are needed, from 1 to their number.
    pub threshold: usize,
    /// Witnesses and groups of earlier lines; no name is a member twice in the whole policy.
    pub members: Vec<Member>,
}

/// A policy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    logs: Vec<Party>,
    witnesses: Vec<Party>,
    groups: Vec<Group>,
    quorum: Option<Member>,
}

/// A checkpoint satisfies a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Satisfied {
    /// Which of [`Policy::logs`] has signed; the first, if several have.
    pub log: usize,
    /// The earliest time at which the quorum had cosigned, in seconds since 1970; `None` if none is asked for.
    pub time: Option<u64>,
}

/// Why a checkpoint doesn't satisfy a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsatisfied {
    /// A line of a key of the policy doesn't verify.
    Signature,
    /// None of the logs whose name is the origin has signed.
    Log,
    /// Too few witnesses have cosigned.
    Quorum,
}

impl Unsatisfied {
    /// The stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Signature => "signature",
            Self::Log => "log",
            Self::Quorum => "quorum",
        }
    }
}

impl fmt::Display for Unsatisfied {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Signature => "a signature of a key of the policy doesn't verify",
            Self::Log => "no log of the policy has signed",
            Self::Quorum => "too few witnesses of the policy have cosigned",
        })
    }
}

impl std::error::Error for Unsatisfied {}

impl Policy {
    /// The logs.
    #[must_use]
    pub fn logs(&self) -> &[Party] {
        &self.logs
    }

    /// The witnesses.
    #[must_use]
    pub fn witnesses(&self) -> &[Party] {
        &self.witnesses
    }

    /// The groups.
    #[must_use]
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// What must have cosigned; `None` if nothing (`quorum none`).
    #[must_use]
    pub fn quorum(&self) -> Option<Member> {
        self.quorum
    }

    /// Whether a log whose name is the checkpoint's origin has signed, and the quorum has cosigned.
    ///
    /// # Errors
    /// [`Unsatisfied`], the first in the order of its variants.
    pub fn check(&self, signed: &SignedCheckpoint) -> Result<Satisfied, Unsatisfied> {
        let origin = signed.checkpoint().origin();
        let mine: Vec<usize> = (0..self.logs.len()).filter(|&log| origin.names(&self.logs[log].key)).collect();
        let keys: Vec<VerifierKey> = mine.iter().map(|&log| self.logs[log].key.clone()).collect();
        let logs = signed.note().verified(&keys).map_err(|_| Unsatisfied::Signature)?;
        let keys: Vec<VerifierKey> = self.witnesses.iter().map(|witness| witness.key.clone()).collect();
        let cosigned = signed.note().verified(&keys).map_err(|_| Unsatisfied::Signature)?;
        let log = logs.iter().map(|line| mine[line.key]).min().ok_or(Unsatisfied::Log)?;
        let time =
            |witness: usize| cosigned.iter().filter(|line| line.key == witness).filter_map(|line| line.time).min();
        let times: Vec<Option<u64>> = (0..self.witnesses.len()).map(time).collect();
        match self.quorum {
            None => Ok(Satisfied { log, time: None }),
            Some(quorum) => {
                let time = self.time(quorum, &times).ok_or(Unsatisfied::Quorum)?;
                Ok(Satisfied { log, time: Some(time) })
            }
        }
    }

    /// When `quorum` had cosigned, if the witnesses did at `times`. Groups name only earlier ones, so that one pass does it.
    fn time(&self, quorum: Member, times: &[Option<u64>]) -> Option<u64> {
        let mut groups: Vec<Option<u64>> = Vec::with_capacity(self.groups.len());
        let of = |member: Member, groups: &[Option<u64>]| match member {
            Member::Witness(witness) => times.get(witness).copied().flatten(),
            Member::Group(group) => groups.get(group).copied().flatten(),
        };
        for group in &self.groups {
            let mut members: Vec<u64> = group.members.iter().filter_map(|&member| of(member, &groups)).collect();
            members.sort_unstable();
            groups.push(group.threshold.checked_sub(1).and_then(|last| members.get(last).copied()));
        }
        of(quorum, &groups)
    }
}
