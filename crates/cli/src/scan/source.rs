//! Where a roster comes from: delimited text or Parquet, and which columns count.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::columns::Groups;
use super::flaw::ScanError;
use super::judge::Judge;
use super::text;

/// How strictly the lines of a text file are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lines {
    /// As people's programs write them: fields may be quoted, lines may end with CR LF, the last without an end, and the file may
    /// begin with a byte order mark.
    Loose,
    /// As the table's own file (`spec/draw.md`, section 2.1): no quoting, every line ends with LF.
    Exact,
}

/// The form of a delimited text file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// Between fields: comma, tab, semicolon.
    pub delimiter: u8,
    /// Whether the first row holds names of columns.
    pub header: bool,
    /// The column of the id, from 0.
    pub id: usize,
    /// The column of the stratum, from 0.
    pub stratum: usize,
    /// How strictly lines are taken.
    pub lines: Lines,
}

impl Dialect {
    /// That of `subjects.tsv`.
    pub const SUBJECTS: Self = Self { delimiter: b'\t', header: false, id: 0, stratum: 1, lines: Lines::Exact };
}

/// The beginning of a text file whose header somebody else has read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The byte at which the first row of data begins.
    pub begin: u64,
    /// The number of that row.
    pub first_row: u64,
    /// How many fields a usual row has.
    pub fields: usize,
    /// Whether every row is for the judge, since its id and stratum don't stand in one column each.
    pub unusual: bool,
}

/// A roster to be scanned, open.
pub struct Source {
    pub(super) kind: Kind,
    pub(super) judge: Option<Arc<dyn Judge>>,
}

pub(super) enum Kind {
    Text(TextFile),
    Parquet(Groups),
}

/// A text file whose beginning was looked at.
pub(super) struct TextFile {
    pub(super) file: File,
    pub(super) path: PathBuf,
    pub(super) dialect: Dialect,
    /// How many fields the first row has, and so all.
    pub(super) fields: usize,
    /// Where the first row of data begins.
    pub(super) begin: u64,
    /// The number of the first row of data: 2 after a header.
    pub(super) first_row: u64,
    pub(super) size: u64,
    /// Whether every row is for the judge.
    pub(super) unusual: bool,
}

impl Source {
    /// Open delimited text in UTF-8.
    ///
    /// # Errors
    /// The file can't be read, or its first row has no such columns.
    pub fn delimited(path: &Path, dialect: Dialect) -> Result<Self, ScanError> {
        let io = |source| ScanError::Io { path: path.to_owned(), source };
        let file = File::open(path).map_err(io)?;
        let size = file.metadata().map_err(io)?.len();
        let opening = text::opening(&file, &dialect).map_err(io)?;
        for column in [dialect.id, dialect.stratum] {
            if size > 0 && column >= opening.names.len() {
                return Err(ScanError::Column { column: (column + 1).to_string(), columns: opening.names });
            }
        }
        let fields = opening.names.len();
        let first_row = if dialect.header { 2 } else { 1 };
        let (path, begin) = (path.to_owned(), opening.begin);
        let text = TextFile { file, path, dialect, fields, begin, first_row, size, unusual: false };
        Ok(Self { kind: Kind::Text(text), judge: None })
    }

    /// Open delimited text that people have made, from behind its header, with a judge of its rows.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn judged(path: &Path, dialect: Dialect, opening: Opening, judge: Arc<dyn Judge>) -> Result<Self, ScanError> {
        let io = |source| ScanError::Io { path: path.to_owned(), source };
        let file = File::open(path).map_err(io)?;
        let size = file.metadata().map_err(io)?.len();
        let Opening { begin, first_row, fields, unusual } = opening;
        let text = TextFile { file, path: path.to_owned(), dialect, fields, begin, first_row, size, unusual };
        Ok(Self { kind: Kind::Text(text), judge: Some(judge) })
    }

    /// Open the table's own file, `subjects.tsv`.
    ///
    /// # Errors
    /// The file can't be read, or has another number of columns.
    pub fn subjects(path: &Path) -> Result<Self, ScanError> {
        Self::delimited(path, Dialect::SUBJECTS)
    }

    /// Open a Parquet file; both columns hold text.
    ///
    /// # Errors
    /// The file can't be read or has no such columns.
    pub fn parquet(path: &Path, id: &str, stratum: &str) -> Result<Self, ScanError> {
        Ok(Self { kind: Kind::Parquet(Groups::open(path, id, stratum)?), judge: None })
    }

    /// Have its rows judged.
    #[must_use]
    pub fn with_judge(self, judge: Arc<dyn Judge>) -> Self {
        Self { judge: Some(judge), ..self }
    }

    /// Bytes in all.
    #[must_use]
    pub fn size(&self) -> u64 {
        match &self.kind {
            Kind::Text(text) => text.size,
            Kind::Parquet(groups) => groups.size(),
        }
    }

    /// The number of the first row of data.
    pub(super) fn first_row(&self) -> u64 {
        match &self.kind {
            Kind::Text(text) => text.first_row,
            Kind::Parquet(_) => 1,
        }
    }
}
