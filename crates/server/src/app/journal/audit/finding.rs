//! What an audit can find. The sentences stand in the locale files under `audit-` and the code.

use std::fmt;

use journal::audit::Check;
use journal::detail::{Detail, Named};
use lots_cli::locale::Sayable;
use uuid::Uuid;

use crate::app::words::Words;

/// Two things that should agree and don't.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// The log by itself doesn't hold.
    Log {
        /// The first check that failed.
        check: Check,
        /// On what.
        detail: Detail,
    },
    /// The guard holds no checkpoint.
    GuardMissing,
    /// Something in the database acts by itself, and isn't the server's.
    DatabaseOdd {
        /// `view`, `trigger`, `rule`, `policy` or `function`.
        what: String,
        /// Its name there.
        name: String,
    },
    /// Entries can't be read.
    EntryUnread {
        /// In which file.
        file: String,
    },
    /// A row says something else than its entry.
    RowUnlikeEntry {
        /// The row.
        row: Uuid,
        /// Its entry.
        entry: u64,
    },
    /// An entry of which no row knows.
    EntryWithoutRow {
        /// Which.
        entry: u64,
    },
    /// A row names an entry that another names, too.
    EntryWithTwoRows {
        /// The second.
        row: Uuid,
        /// Which entry.
        entry: u64,
    },
    /// A row names an entry behind the journal's end.
    RowBeyondJournal {
        /// The row.
        row: Uuid,
        /// Which entry.
        entry: u64,
    },
    /// A row waits for one before it in its case that isn't there.
    RowGap {
        /// The row.
        row: Uuid,
    },
    /// An opening's digest isn't the seal of its salt and value.
    OpeningUnlikeSeal {
        /// Its row.
        row: Uuid,
        /// Its leaf.
        leaf: u64,
    },
    /// The openings of a row aren't those that it seals.
    OpeningsUnlikeRow {
        /// The row.
        row: Uuid,
    },
    /// An opening of no row.
    OpeningWithoutRow {
        /// The row it names.
        row: Uuid,
        /// Its leaf.
        leaf: u64,
    },
    /// Openings of a kind of thing that no table holds.
    OpeningKindUnknown {
        /// The kind.
        kind: String,
    },
    /// A thing is another than its last opening says.
    ImageUnlikeOpening {
        /// What kind.
        kind: String,
        /// Which.
        id: Uuid,
    },
    /// A thing of which no opening is kept.
    ImageWithoutOpening {
        /// What kind.
        kind: String,
        /// Which.
        id: Uuid,
    },
    /// An opening of a thing that isn't there any more.
    OpeningWithoutImage {
        /// What kind.
        kind: String,
        /// Which.
        id: Uuid,
    },
    /// A visit of nobody whom its draw drew, or who stood in.
    VisitUndrawn {
        /// Which visit.
        id: Uuid,
    },
    /// A published result isn't its record's.
    ResultUnlikeRecord {
        /// Which result.
        id: Uuid,
    },
    /// One person did two things to a thing that two people must do.
    SameHand {
        /// What kind.
        kind: String,
        /// Which.
        id: Uuid,
        /// The one act.
        one: String,
        /// The other.
        other: String,
    },
    /// An act changed what acts of its kind don't.
    ChangeUnlikeAct {
        /// What kind of thing.
        kind: String,
        /// Which.
        id: Uuid,
        /// The act's row.
        row: Uuid,
        /// The field of the thing's image; `state` for all of it.
        field: String,
    },
    /// A frozen roster isn't what was sealed before its commit.
    RosterUnlikeOpenings {
        /// Of which draw.
        draw: Uuid,
        /// The number of the registry's entry, or its code where no entry answers for it; or the file that can't be read.
        entry: String,
    },
}

impl Finding {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Log { .. } => "log",
            Self::GuardMissing => "guard-missing",
            Self::DatabaseOdd { .. } => "database-odd",
            Self::EntryUnread { .. } => "entry-unread",
            Self::RowUnlikeEntry { .. } => "row-unlike-entry",
            Self::EntryWithoutRow { .. } => "entry-without-row",
            Self::EntryWithTwoRows { .. } => "entry-with-two-rows",
            Self::RowBeyondJournal { .. } => "row-beyond-journal",
            Self::RowGap { .. } => "row-gap",
            Self::OpeningUnlikeSeal { .. } => "opening-unlike-seal",
            Self::OpeningsUnlikeRow { .. } => "openings-unlike-row",
            Self::OpeningWithoutRow { .. } => "opening-without-row",
            Self::OpeningKindUnknown { .. } => "opening-kind-unknown",
            Self::ImageUnlikeOpening { .. } => "image-unlike-opening",
            Self::ImageWithoutOpening { .. } => "image-without-opening",
            Self::OpeningWithoutImage { .. } => "opening-without-image",
            Self::VisitUndrawn { .. } => "visit-undrawn",
            Self::ResultUnlikeRecord { .. } => "result-unlike-record",
            Self::SameHand { .. } => "same-hand",
            Self::ChangeUnlikeAct { .. } => "change-unlike-act",
            Self::RosterUnlikeOpenings { .. } => "roster-unlike-openings",
        }
    }

    /// The values by name.
    #[must_use]
    pub fn values(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Log { check, detail } => {
                vec![("check", check.code().to_owned()), ("detail", detail.to_string())]
            }
            Self::GuardMissing => vec![],
            Self::DatabaseOdd { what, name } => vec![("what", what.clone()), ("name", name.clone())],
            Self::EntryUnread { file } => vec![("file", file.clone())],
            Self::RowUnlikeEntry { row, entry }
            | Self::EntryWithTwoRows { row, entry }
            | Self::RowBeyondJournal { row, entry } => vec![("row", row.to_string()), ("entry", entry.to_string())],
            Self::EntryWithoutRow { entry } => vec![("entry", entry.to_string())],
            Self::RowGap { row } | Self::OpeningsUnlikeRow { row } => vec![("row", row.to_string())],
            Self::OpeningUnlikeSeal { row, leaf } | Self::OpeningWithoutRow { row, leaf } => {
                vec![("row", row.to_string()), ("leaf", leaf.to_string())]
            }
            Self::OpeningKindUnknown { kind } => vec![("kind", kind.clone())],
            Self::ImageUnlikeOpening { kind, id }
            | Self::ImageWithoutOpening { kind, id }
            | Self::OpeningWithoutImage { kind, id } => vec![("kind", kind.clone()), ("id", id.to_string())],
            Self::VisitUndrawn { id } | Self::ResultUnlikeRecord { id } => vec![("id", id.to_string())],
            Self::SameHand { kind, id, one, other } => {
                vec![("kind", kind.clone()), ("id", id.to_string()), ("one", one.clone()), ("other", other.clone())]
            }
            Self::ChangeUnlikeAct { kind, id, row, field } => {
                vec![("kind", kind.clone()), ("id", id.to_string()), ("row", row.to_string()), ("field", field.clone())]
            }
            Self::RosterUnlikeOpenings { draw, entry } => vec![("draw", draw.to_string()), ("entry", entry.clone())],
        }
    }

    /// The sentence.
    #[must_use]
    pub fn say(&self, words: &Words) -> String {
        let values = self.values();
        let args: Vec<(&str, &dyn Sayable)> =
            values.iter().map(|(name, value)| (*name, value as &dyn Sayable)).collect();
        words.say(&format!("audit-{}", self.code()), &args)
    }
}

/// The code and the values, for programs and records.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())?;
        self.values().iter().try_for_each(|(name, value)| write!(f, " {name}={value}"))
    }
}
