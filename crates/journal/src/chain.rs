//! The rule of a case (`spec/journal.md`, section 2): which entry may follow which.
//!
//! A case is told by its organisation, kind and id. Its entries name the one before, so that none can be left out
//! unnoticed; their times don't fall; and those of a draw stand in the order of its acts. The same machine serves whoever
//! writes a journal and whoever checks one.
//!
//! ```
//! use journal::chain::{Fault, Stage};
//! use journal::entry::Known;
//! let committed = Stage::after(None, "draw", Some(Known::DrawCommitted)).unwrap();
//! let seeded = Stage::after(Some(committed), "draw", Some(Known::DrawSeeded)).unwrap();
//! // Once a seed is on record there is nothing to annul.
//! assert_eq!(Stage::after(Some(seeded), "draw", Some(Known::DrawAnnulled)), None);
//! ```

use std::collections::HashMap;
use std::fmt;

use lots::name::DrawId;

use crate::checkpoint::Origin;
use crate::entry::{CaseName, Draft, Entry, EntryError, Known};

/// How far a case has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Not a draw: any order.
    Open,
    /// `draw.committed`
    Committed,
    /// `draw.seeded`
    Seeded,
    /// `draw.drawn`, and perhaps amended.
    Drawn,
    /// `draw.announced`, and perhaps amended.
    Announced,
    /// `draw.annulled`: nothing follows.
    Annulled,
}

impl Stage {
    /// The stage after an entry of the kind `known` (`None`: a kind that this version doesn't know) in a case of `case_kind`;
    /// `None` if that entry may not stand here. `before` is `None` at the beginning of a case.
    ///
    /// An unknown kind may stand anywhere but at the beginning of a draw and after its end.
    #[must_use]
    pub fn after(before: Option<Self>, case_kind: &str, known: Option<Known>) -> Option<Self> {
        if case_kind != "draw" {
            return Some(Self::Open);
        }
        match (before, known) {
            (None, Some(Known::DrawCommitted)) => Some(Self::Committed),
            (Some(Self::Committed), Some(Known::DrawSeeded)) => Some(Self::Seeded),
            (Some(Self::Committed), Some(Known::DrawAnnulled)) => Some(Self::Annulled),
            (Some(Self::Seeded), Some(Known::DrawDrawn)) => Some(Self::Drawn),
            (Some(Self::Drawn), Some(Known::DrawAnnounced)) => Some(Self::Announced),
            (Some(stage @ (Self::Drawn | Self::Announced)), Some(Known::DrawAmended)) => Some(stage),
            (Some(stage), None) if stage != Self::Annulled => Some(stage),
            _ => None,
        }
    }
}

/// Which case an entry belongs to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaseKey {
    /// Whose.
    pub organisation: DrawId,
    /// Kind and id.
    pub case: CaseName,
}

/// The last entry of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its index.
    pub index: u64,
    /// Its time, in seconds since 1970.
    pub seconds: i64,
    /// What may follow.
    pub stage: Stage,
}

/// Why an entry can't follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// `prev` isn't the case's last entry.
    Prev,
    /// Its time is before that of the entry before.
    Time,
    /// This act doesn't follow the one before.
    Order,
    /// The case is about another log.
    Origin,
}

impl Fault {
    /// The stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Prev => "prev",
            Self::Time => "time",
            Self::Order => "order",
            Self::Origin => "origin",
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Prev => "the entry doesn't name the one before it in its case",
            Self::Time => "the entry's time is before that of the one before it",
            Self::Order => "this act doesn't follow the one before it",
            Self::Origin => "the entry is about another log",
        })
    }
}

impl std::error::Error for Fault {}

/// Why a draft can't be the next entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It has not the form of an entry.
    Entry(EntryError),
    /// It can't follow.
    Chain(Fault),
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Entry(why) => why.fmt(f),
            Self::Chain(why) => why.fmt(f),
        }
    }
}

impl std::error::Error for Refused {}

/// What of an entry decides whether it follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its case.
    pub key: CaseKey,
    /// The index of the entry before it in its case.
    pub prev: Option<u64>,
    /// Its time, in seconds since 1970.
    pub seconds: i64,
    /// Its kind, if this version knows it.
    pub known: Option<Known>,
}

impl Link {
    /// That of an entry.
    #[must_use]
    pub fn of(entry: &Entry) -> Self {
        Self { key: CaseKey::of(entry), prev: entry.prev(), seconds: entry.time().seconds(), known: entry.known() }
    }
}

/// The heads of all cases of a log.
#[derive(Clone, Debug)]
pub struct Chains {
    origin: Origin,
    heads: HashMap<CaseKey, Head>,
}

impl Chains {
    /// The chains of an empty log.
    #[must_use]
    pub fn new(origin: Origin) -> Self {
        Self { origin, heads: HashMap::new() }
    }

    /// The last entry of a case.
    #[must_use]
    pub fn head(&self, case: &CaseKey) -> Option<Head> {
        self.heads.get(case).copied()
    }

    /// How many cases there are.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.heads.len() as u64
    }

    /// The entry a draft becomes if it is written next. Nothing is changed.
    ///
    /// # Errors
    /// [`Refused`].
    pub fn next(&self, draft: Draft) -> Result<Entry, Refused> {
        let key = CaseKey { organisation: draft.organisation.clone(), case: draft.case.clone() };
        let entry = draft.after(self.head(&key).map(|head| head.index)).map_err(Refused::Entry)?;
        self.check(&entry).map_err(Refused::Chain)?;
        Ok(entry)
    }

    /// The stage of the entry's case once it has followed.
    ///
    /// # Errors
    /// [`Fault`], the first in the order of its variants.
    pub fn check(&self, entry: &Entry) -> Result<Stage, Fault> {
        self.follows(&Link::of(entry))
    }

    fn follows(&self, link: &Link) -> Result<Stage, Fault> {
        let (head, case) = (self.head(&link.key), &link.key.case);
        if link.prev != head.map(|head| head.index) {
            return Err(Fault::Prev);
        }
        if head.is_some_and(|head| link.seconds < head.seconds) {
            return Err(Fault::Time);
        }
        let stage = Stage::after(head.map(|head| head.stage), case.kind.as_str(), link.known);
        let about_journal = link.known.is_some_and(|known| known.case_kind() == "journal");
        if about_journal && case.id.as_str() != self.origin.as_str() {
            return Err(stage.map_or(Fault::Order, |_| Fault::Origin));
        }
        stage.ok_or(Fault::Order)
    }

    /// Take the entry at `index`, which is above all before it.
    ///
    /// # Errors
    /// [`Fault`]; then nothing has changed.
    pub fn admit(&mut self, index: u64, entry: &Entry) -> Result<(), Fault> {
        self.admit_link(index, Link::of(entry))
    }

    /// The same, of an entry of which nothing else is at hand.
    ///
    /// # Errors
    /// [`Fault`]; then nothing has changed.
    pub fn admit_link(&mut self, index: u64, link: Link) -> Result<(), Fault> {
        let stage = self.follows(&link)?;
        self.heads.insert(link.key, Head { index, seconds: link.seconds, stage });
        Ok(())
    }
}

impl CaseKey {
    /// The case of an entry.
    #[must_use]
    pub fn of(entry: &Entry) -> Self {
        Self { organisation: entry.organisation().clone(), case: entry.case().clone() }
    }
}
