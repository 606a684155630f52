//! The kinds of entries known to this version, with exactly their facts and seals.

use super::{Body, CaseName, EntryError, Kind};
use crate::checkpoint::Origin;

/// The form of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A digest in text.
    Digest,
    /// An integer.
    Integer,
    /// A code.
    Code,
    /// A time.
    Time,
}

/// A kind of entry that this version knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Known {
    /// 锁定: a draw's rosters, rules and seed plan are fixed.
    DrawCommitted,
    /// 取种: its seed is known.
    DrawSeeded,
    /// 抽取: it was drawn.
    DrawDrawn,
    /// 抽取后变更: something changed afterwards.
    DrawAmended,
    /// 公布: the result was published.
    DrawAnnounced,
    /// 作废: the draw is called off before its seed is known.
    DrawAnnulled,
    /// 更换密钥: there is a new keys note.
    JournalKeys,
    /// 销毁: a seal's opening was destroyed.
    JournalErased,
}

impl Known {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::DrawCommitted,
        Self::DrawSeeded,
        Self::DrawDrawn,
        Self::DrawAmended,
        Self::DrawAnnounced,
        Self::DrawAnnulled,
        Self::JournalKeys,
        Self::JournalErased,
    ];

    /// The known kind of this name.
    #[must_use]
    pub fn of(kind: &Kind) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.name() == kind.as_str())
    }

    /// The name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::DrawCommitted => "draw.committed",
            Self::DrawSeeded => "draw.seeded",
            Self::DrawDrawn => "draw.drawn",
            Self::DrawAmended => "draw.amended",
            Self::DrawAnnounced => "draw.announced",
            Self::DrawAnnulled => "draw.annulled",
            Self::JournalKeys => "journal.keys",
            Self::JournalErased => "journal.erased",
        }
    }

    /// The kind of case it belongs to.
    #[must_use]
    pub fn case_kind(self) -> &'static str {
        if matches!(self, Self::JournalKeys | Self::JournalErased) { "journal" } else { "draw" }
    }

    /// Its facts by name, sorted.
    #[must_use]
    pub fn facts(self) -> &'static [(&'static str, Form)] {
        use Form::{Code, Digest, Integer};
        match self {
            Self::DrawCommitted => &[
                ("commitment", Digest),
                ("excluded", Integer),
                ("inspectors", Integer),
                ("number", Integer),
                ("recusals", Integer),
                ("subjects", Integer),
            ],
            Self::DrawSeeded => &[("commitment", Digest), ("seed", Digest)],
            Self::DrawDrawn | Self::DrawAnnounced => &[("commitment", Digest), ("result", Digest)],
            Self::DrawAmended => &[("commitment", Digest), ("head", Digest), ("number", Integer), ("reason", Code)],
            Self::DrawAnnulled => &[("commitment", Digest), ("reason", Code)],
            Self::JournalKeys => &[("note", Digest), ("number", Integer)],
            Self::JournalErased => &[("entry", Integer), ("field", Code)],
        }
    }

    /// Its seals by name, sorted.
    #[must_use]
    pub fn seals(self) -> &'static [&'static str] {
        match self {
            Self::DrawCommitted => &["task"],
            Self::DrawAnnulled => &["why"],
            _ => &[],
        }
    }

    pub(super) fn check(self, case: &CaseName, body: &Body) -> Result<(), EntryError> {
        let journal = self.case_kind() == "journal";
        if case.kind.as_str() != self.case_kind() || (journal && case.id.as_str().parse::<Origin>().is_err()) {
            return Err(EntryError::CaseKind);
        }
        if !body.facts.iter().map(|(name, fact)| (name.as_str(), fact.form())).eq(self.facts().iter().copied()) {
            return Err(EntryError::Facts);
        }
        if !body.sealed.keys().map(super::FieldName::as_str).eq(self.seals().iter().copied()) {
            return Err(EntryError::Seals);
        }
        Ok(())
    }
}
