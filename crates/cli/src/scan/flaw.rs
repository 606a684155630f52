//! What is wrong with a roster, row by row, and what else can stop a scan.

use std::fmt;
use std::io;
use std::path::PathBuf;

use lots::name::NameError;

/// A field of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The row as a whole.
    Row,
    /// The id.
    Id,
    /// The stratum.
    Stratum,
}

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FlawKind {
    /// Nothing stands in the line.
    EmptyLine,
    /// Another number of fields than in the first row.
    Fields {
        /// How many the first row has.
        expected: usize,
        /// How many this one has.
        found: usize,
    },
    /// A quote stands elsewhere than round a field, or doubled within one.
    Quote,
    /// The row is longer than [`MAX_ROW_BYTES`](super::MAX_ROW_BYTES), or a quote never closes; nothing after it was read.
    TooLong,
    /// The field is not UTF-8.
    NotText,
    /// The field hasn't its form.
    Name(NameError),
    /// The stratum isn't one of those committed to.
    Unknown(String),
    /// The id stands in an earlier row too.
    Duplicate {
        /// The id.
        id: String,
        /// The earlier row.
        earlier: u64,
    },
    /// The file's last line has no end, which the table's own file must have.
    Ending,
}

/// A flaw with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// The row, from 1; a header counts, a line end inside quotes doesn't.
    pub row: u64,
    /// The field.
    pub field: Field,
    /// What is wrong.
    pub kind: FlawKind,
}

/// The first place where rows are out of order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disorder {
    /// The row, from 1, whose id is below the one before.
    pub row: u64,
    /// Its id.
    pub id: String,
    /// The id before it.
    pub before: String,
}

/// All that is wrong with a roster.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flaws {
    /// The first flaws of the file, by row, as many as the options allow.
    pub list: Vec<Flaw>,
    /// How many there are, reported or not; disorder isn't among them. Those that a judge found are counted only.
    pub total: u64,
    /// How many rows are sound by themselves, where that was counted.
    pub sound: u64,
    /// Where rows first come out of order, which [`sort`](super::sort) mends. Until then duplicates are found only where they
    /// stand side by side.
    pub disorder: Option<Disorder>,
}

impl Flaws {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.total == 0 && self.disorder.is_none()
    }

    pub(super) fn add(&mut self, limit: usize, flaw: Flaw) {
        self.total += 1;
        if self.list.len() < limit {
            self.list.push(flaw);
        }
    }

    pub(super) fn disordered(&mut self, disorder: Disorder) {
        if self.disorder.as_ref().is_none_or(|first| disorder.row < first.row) {
            self.disorder = Some(disorder);
        }
    }

    /// Take over those of another thread. Each thread meets its rows in ascending order, so the first `limit` of all are
    /// among the first `limit` of each.
    pub(super) fn merge(&mut self, limit: usize, other: Self) {
        self.total += other.total;
        self.list.extend(other.list);
        self.list.sort_by_key(|flaw| (flaw.row, flaw.field));
        self.list.truncate(limit);
        if let Some(disorder) = other.disorder {
            self.disordered(disorder);
        }
    }
}

/// Why a scan has no result.
#[derive(Debug)]
pub enum ScanError {
    /// A file can't be read or written.
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A Parquet file can't be decoded.
    Parquet(String),
    /// A column isn't there, or holds no text.
    Column {
        /// Its name or place.
        column: String,
        /// The columns there are, with the type of each that holds no text.
        columns: Vec<String>,
    },
    /// More strata than [`MAX_STRATA`](super::MAX_STRATA).
    TooManyStrata,
    /// Only a reader that has the whole file in memory can tell what stands in this row or soon after it.
    Odd {
        /// The row, from 1.
        row: u64,
    },
    /// Rows are flawed or out of order.
    Flawed(Flaws),
}

impl fmt::Display for ScanError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { path, source } => write!(f, "{}: {source}", path.display()),
            Self::Parquet(why) => write!(f, "Parquet: {why}"),
            Self::Column { column, columns } => write!(f, "no text column {column} among {}", columns.join(", ")),
            Self::TooManyStrata => write!(f, "more than {} strata", super::MAX_STRATA),
            Self::Odd { row } => write!(f, "row {row} can't be told in a stream"),
            Self::Flawed(flaws) => write!(f, "{} flaws in rows", flaws.total),
        }
    }
}

impl std::error::Error for ScanError {}

impl From<parquet::errors::ParquetError> for ScanError {
    fn from(error: parquet::errors::ParquetError) -> Self {
        Self::Parquet(error.to_string())
    }
}
