//! A file of rows, whatever its kind.
//!
//! The kind is told by the file's first bytes, never by its name: clerks rename files. A source can be visited more than
//! once (for the header, for the rows, for the error file), so nothing but the wanted fields is kept of a row.

use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use crate::roster::cell::Row;
use crate::roster::columnar::Columnar;
use crate::roster::text::Text;
use crate::roster::workbook::Workbook;
use crate::roster::{Unreadable, limits};

/// The first bytes of a Parquet file.
const PARQUET: &[u8] = b"PAR1";

/// How a file is laid out, as found and reported to the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Lines of text.
    Text {
        /// `UTF-8`, `UTF-8 BOM`, `UTF-16` or `GB18030`.
        encoding: &'static str,
        /// What stands between fields.
        delimiter: char,
    },
    /// A workbook.
    Workbook {
        /// The sheet read.
        sheet: String,
        /// The sheets that aren't read.
        others: Vec<String>,
    },
    /// Parquet.
    Columnar,
}

/// An open file of rows.
pub enum Source {
    /// CSV.
    Text(Text),
    /// XLSX or XLS.
    Workbook(Workbook),
    /// Parquet.
    Columnar(Columnar),
}

impl Source {
    /// Open the file; `sheet` is for workbooks.
    ///
    /// # Errors
    /// [`Unreadable`]: it isn't there, is too long, or isn't of a kind that can be read.
    pub fn open(path: &Path, sheet: Option<&str>) -> Result<Self, Unreadable> {
        let io = |error: std::io::Error| Unreadable::Io(error.to_string());
        let length = fs::metadata(path).map_err(io)?.len();
        if length > limits::FILE_BYTES {
            return Err(Unreadable::FileTooLong(limits::FILE_BYTES));
        }
        Self::from_bytes(fs::read(path).map_err(io)?, sheet)
    }

    /// As [`Source::open`], from the bytes of a file.
    ///
    /// # Errors
    /// As [`Source::open`].
    pub fn from_bytes(bytes: Vec<u8>, sheet: Option<&str>) -> Result<Self, Unreadable> {
        if bytes.starts_with(b"PK\x03\x04") {
            return Workbook::open(bytes, sheet).map(Self::Workbook);
        }
        if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
            return Workbook::open_old(bytes, sheet).map(Self::Workbook);
        }
        if bytes.starts_with(PARQUET) {
            return Columnar::open(bytes.into()).map(Self::Columnar);
        }
        Text::open(bytes).map(Self::Text)
    }

    /// How it is laid out.
    #[must_use]
    pub fn layout(&self) -> Layout {
        match self {
            Self::Text(text) => text.layout(),
            Self::Workbook(workbook) => workbook.layout(),
            Self::Columnar(_) => Layout::Columnar,
        }
    }

    /// Show every row to `each` in the order of the file, titles and header included, until it breaks off.
    ///
    /// # Errors
    /// [`Unreadable`]: a row beyond the limits, or one that can't be read.
    pub fn visit(&self, each: &mut dyn FnMut(&Row) -> ControlFlow<()>) -> Result<(), Unreadable> {
        match self {
            Self::Text(text) => text.visit(each),
            Self::Workbook(workbook) => workbook.visit(each),
            Self::Columnar(columnar) => columnar.visit(each),
        }
    }
}

/// Hold a row to the limits on rows, columns and cells.
pub(super) fn within_limits(row: &Row) -> Result<(), Unreadable> {
    if row.number > limits::ROWS {
        return Err(Unreadable::TooManyRows(limits::ROWS));
    }
    if row.cells.len() > limits::COLUMNS {
        return Err(Unreadable::TooManyColumns { row: row.number, limit: limits::COLUMNS });
    }
    // A character has at least one byte, so most cells needn't be counted.
    let too_long = |text: &str| text.len() > limits::CELL_CHARS && text.chars().count() > limits::CELL_CHARS;
    match row.cells.iter().position(|cell| too_long(&cell.text)) {
        Some(index) => Err(Unreadable::CellTooLong { row: row.number, column: index + 1, limit: limits::CELL_CHARS }),
        None => Ok(()),
    }
}
