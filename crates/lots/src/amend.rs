//! What happens after the draw: a chain of amendments, each recomputable (`spec/draw.md`, section 8.2).
//!
//! `result.json` never changes. [`State`] is what stands after the amendments so far; [`State::apply`] makes the next one and [`check`] holds a
//! file against the rules. Who may amend, and what counts as a reason, is not decided here.

mod blank;
mod state;
#[cfg(test)]
mod tests;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::canonical;
use crate::hash::Digest;
use crate::name::{InspectorCode, PersonCode, ReasonCode, SubjectId};
use crate::result::DrawResult;
use crate::teams::{Bench, Member, OpenSeat, Recusals, Strand};

pub use state::State;

/// What an amendment is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// An inspector must not meet one target.
    Recuse,
    /// An inspector can't take part any more.
    Absent,
    /// A target is gone.
    Gone,
}

/// A target's team after an amendment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// The target.
    pub subject: SubjectId,
    /// Its new team, by seat.
    pub team: Vec<Member>,
}

/// What an amendment brings about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// The vacated targets and their new teams, by subject.
    pub changes: Vec<Change>,
    /// The level up to which loads may go for these seats.
    pub level: u32,
    /// The seats of these targets that nobody fills, by subject, then seat.
    pub open: Vec<OpenSeat>,
    /// The reserve that became a target, if one did.
    #[serde(with = "blank")]
    pub stood_in: Option<SubjectId>,
    /// The pairs passed over as `would-strand`, in ticket order.
    pub strands: Vec<Strand>,
}

/// One link of the chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Amendment {
    /// Who approved it.
    pub approver: PersonCode,
    /// The inspector it is about, if any.
    #[serde(with = "blank")]
    pub inspector: Option<InspectorCode>,
    /// What it is about.
    pub kind: Kind,
    /// Its number, from 1.
    pub number: u64,
    /// What it brings about.
    pub outcome: Outcome,
    /// The hash of the amendment before, or of `result.json`.
    pub previous: Digest,
    /// Why.
    pub reason: ReasonCode,
    /// The subject it is about, if any.
    #[serde(with = "blank")]
    pub subject: Option<SubjectId>,
}

impl Amendment {
    /// The hash of its canonical text.
    #[must_use]
    pub fn digest(&self) -> Digest {
        Digest::of(canonical::to_text(self).as_bytes())
    }

    fn request(&self) -> Result<Request, Refusal> {
        let event = match (self.kind, &self.subject, &self.inspector) {
            (Kind::Recuse, Some(subject), Some(inspector)) => {
                Event::Recuse { subject: subject.clone(), inspector: inspector.clone() }
            }
            (Kind::Absent, None, Some(inspector)) => Event::Absent { inspector: inspector.clone() },
            (Kind::Gone, Some(subject), None) => Event::Gone { subject: subject.clone() },
            _ => {
                return Err(Refusal::Kind(self.number));
            }
        };
        Ok(Request { approver: self.approver.clone(), event, reason: self.reason.clone() })
    }
}

/// `amendments.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Amendments {
    /// The chain, at least one.
    pub amendments: Vec<Amendment>,
    /// The hash of the last.
    pub head: Digest,
}

impl Amendments {
    /// Read `amendments.json`.
    ///
    /// # Errors
    /// [`canonical::NotCanonical`].
    pub fn from_text(bytes: &[u8]) -> Result<Self, canonical::NotCanonical> {
        canonical::from_text(bytes)
    }

    /// The canonical text.
    #[must_use]
    pub fn text(&self) -> String {
        canonical::to_text(self)
    }
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The inspector must not meet the target and leaves its team for good.
    Recuse {
        /// The target.
        subject: SubjectId,
        /// A member of its team.
        inspector: InspectorCode,
    },
    /// The inspector leaves every team and has no places from now on.
    Absent {
        /// Somebody on the bench.
        inspector: InspectorCode,
    },
    /// The target leaves, and a reserve of its stratum stands in if one is left.
    Gone {
        /// The target.
        subject: SubjectId,
    },
}

/// An amendment asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Who approved it.
    pub approver: PersonCode,
    /// What happened.
    pub event: Event,
    /// Why it counts.
    pub reason: ReasonCode,
}

/// Why an amendment, or a chain of them, doesn't stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The file has not its form.
    Form(canonical::NotCanonical),
    /// A file without amendments: then there must be none.
    Empty,
    /// The amendment's subject and inspector don't go with its kind.
    Kind(u64),
    /// The number, or the hash of what came before, isn't the next.
    Chain(u64),
    /// No such target, or it is gone.
    NoTarget(SubjectId),
    /// The inspector isn't in that team.
    NotInTeam(InspectorCode, SubjectId),
    /// The inspector isn't on the bench.
    NotOnBench(InspectorCode),
    /// The outcome isn't what the rules bring about.
    Outcome(u64),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Form(why) => why.fmt(f),
            Self::Empty => f.write_str("no amendments, so there must be no file"),
            Self::Kind(number) => write!(f, "amendment {number}: subject and inspector don't go with its kind"),
            Self::Chain(number) => write!(f, "amendment {number} doesn't follow what stands before it"),
            Self::NoTarget(subject) => write!(f, "{subject} is no target"),
            Self::NotInTeam(inspector, subject) => write!(f, "{inspector} isn't in the team of {subject}"),
            Self::NotOnBench(inspector) => write!(f, "{inspector} isn't on the bench"),
            Self::Outcome(number) => write!(f, "amendment {number}: the outcome isn't what the rules bring about"),
        }
    }
}

impl std::error::Error for Refusal {}

/// Hold `amendments.json` against the rules; `slack` is the committed one.
///
/// Without the bench and the recusals: form, chain, targets, members, reserves and tickets, but not who was taken.
///
/// # Errors
/// [`Refusal`], of the first amendment that doesn't stand.
pub fn check(bytes: &[u8], result: &DrawResult, slack: u32, people: Option<&(Bench, Recusals)>) -> Result<(), Refusal> {
    let file = Amendments::from_text(bytes).map_err(Refusal::Form)?;
    State::replay(&file, result, slack, people).map(|_| ())
}
