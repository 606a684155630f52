//! Rosters: the four inputs of a draw, read from the files that clerks have.
//!
//! CSV (UTF-8, UTF-16, GBK/GB18030), XLSX and Parquet are read into memory, checked in one pass, and sorted bytewise by
//! their key, so that the order of the file never matters. Nothing is ever repaired: a cell that isn't right is a
//! [`Flaw`] with a suggestion, and whoever answers for the roster mends it. Large rosters of subjects are read in a
//! [`stream`].

pub mod cell;
pub mod character;
pub mod dirt;
pub mod error_file;
pub mod fields;
pub mod flaw;
pub mod header;
pub mod input;
pub mod limits;
pub mod near;
pub mod reason;
pub mod record;
pub mod report;
pub mod source;
pub mod stream;
pub mod unreadable;
pub mod uscc;

mod columnar;
mod old_workbook;
mod text;
mod workbook;

use std::path::Path;

pub use flaw::Flaw;
pub use input::Input;
pub use record::{Exclusion, Inspector, Record, Recusal, Subject};
pub use report::Report;
pub use unreadable::Unreadable;

/// Which of the four inputs a file is (`spec/draw.md`, section 2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Kind {
    /// 检查对象: id and stratum.
    Subjects,
    /// Left out: id and reason.
    Excluded,
    /// 执法检查人员: code, pools, capacity, and until when the certificate is valid.
    Inspectors,
    /// Pairs that must not meet: code, id and reason.
    Recusals,
}

/// Something a roster says about a row, found in one column of the file (the stratum: in one or more).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The subject's id.
    Id,
    /// The subject's stratum.
    Stratum,
    /// Why a subject is left out, or a pair must not meet.
    Reason,
    /// The inspector's code.
    Code,
    /// The inspector's pools.
    Pools,
    /// The most targets an inspector can take.
    Capacity,
    /// The last day on which the inspector's certificate is valid.
    ValidTo,
}

impl Field {
    /// Every field.
    pub const ALL: [Self; 7] =
        [Self::Id, Self::Stratum, Self::Reason, Self::Code, Self::Pools, Self::Capacity, Self::ValidTo];

    /// The name by which the command line and JSON call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Stratum => "stratum",
            Self::Reason => "reason",
            Self::Code => "code",
            Self::Pools => "pools",
            Self::Capacity => "capacity",
            Self::ValidTo => "valid_to",
        }
    }

    /// The key of its name for people.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Id => "field-id",
            Self::Stratum => "field-stratum",
            Self::Reason => "field-reason",
            Self::Code => "field-code",
            Self::Pools => "field-pools",
            Self::Capacity => "field-capacity",
            Self::ValidTo => "field-valid-to",
        }
    }
}

impl Kind {
    /// The fields its rows have, in the order in which columns are sought for them.
    #[must_use]
    pub fn fields(self) -> &'static [Field] {
        match self {
            Self::Subjects => &[Field::Id, Field::Stratum],
            Self::Excluded => &[Field::Id, Field::Reason],
            Self::Inspectors => &[Field::Code, Field::Pools, Field::Capacity, Field::ValidTo],
            Self::Recusals => &[Field::Code, Field::Id, Field::Reason],
        }
    }

    /// The fields that make a row unique.
    #[must_use]
    pub fn key_fields(self) -> &'static [Field] {
        match self {
            Self::Subjects | Self::Excluded => &[Field::Id],
            Self::Inspectors => &[Field::Code],
            Self::Recusals => &[Field::Code, Field::Id],
        }
    }
}

/// What ids are held to beyond their form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum IdRule {
    /// Ids of 18 characters are held to be 统一社会信用代码 and checked; others are not, unless most of the file are such codes and they
    /// look like one with a character lost or gained ([`near`]).
    #[default]
    Auto,
    /// Every id is a 统一社会信用代码 with its check characters (GB 32100-2015).
    Uscc,
    /// Any id of the right form.
    Any,
}

/// How to read a roster.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What ids are held to.
    pub ids: IdRule,
    /// The sheet of a workbook; the first one if none is named.
    pub sheet: Option<String>,
    /// Columns named by the user: the field, and a header or `#` with a column number from 1. The stratum may stand more
    /// than once: its columns' values are joined by `/` in this order.
    pub columns: Vec<(Field, String)>,
    /// A stratum for every row of a roster that has no column for it.
    pub stratum: Option<String>,
}

/// The rows of one input, sorted bytewise by their key, and what was noticed while reading them.
#[derive(Clone, Debug)]
pub struct Roster<T> {
    /// The rows without a flaw. Keys are unique if the report has no flaws.
    pub rows: Vec<T>,
    /// The row of the file, from 1 and the header counted, where each of `rows` stood.
    pub row_numbers: Vec<u64>,
    /// What was read, and every flaw.
    pub report: Report,
}

impl<T> Roster<T> {
    /// The rows, if none of the file's rows has a flaw.
    ///
    /// # Errors
    /// The report: a roster with flaws must not be drawn from.
    pub fn sound(self) -> Result<Vec<T>, Box<Report>> {
        if self.report.flaws.is_empty() { Ok(self.rows) } else { Err(Box::new(self.report)) }
    }
}

/// Read and check a roster.
///
/// # Errors
/// [`Unreadable`], if the file as a whole can't be read; flawed rows are in the roster's report.
pub fn read<T: Record>(path: &Path, options: &Options) -> Result<Roster<T>, Unreadable> {
    Input::open(path, T::KIND, options)?.read()
}
