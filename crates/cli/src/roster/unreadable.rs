//! Why a file as a whole can't be read as a roster.

use crate::locale::Words;
use crate::roster::Field;

/// Why there is no roster to report on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// The operating system says why.
    Io(String),
    /// The file is longer than this many bytes.
    FileTooLong(u64),
    /// It has more rows than this.
    TooManyRows(u64),
    /// A row has more columns than this.
    TooManyColumns {
        /// The row.
        row: u64,
        /// The most there can be.
        limit: usize,
    },
    /// A cell is longer than this many characters; often a quotation mark that is never closed.
    CellTooLong {
        /// The row.
        row: u64,
        /// The column, from 1.
        column: usize,
        /// The most characters there can be.
        limit: usize,
    },
    /// A quotation mark is opened in this row and never closed.
    OpenQuote {
        /// The row.
        row: u64,
    },
    /// The text of this row isn't in the encoding that the rest is in.
    Encoding {
        /// The row.
        row: u64,
        /// The encoding the file seems to have.
        encoding: &'static str,
    },
    /// A workbook with a password.
    Locked,
    /// A workbook that can't be opened, with the reason.
    Workbook(String),
    /// The workbook has no sheet of this name, but these.
    NoSheet {
        /// The name asked for.
        wanted: String,
        /// The names there are.
        sheets: Vec<String>,
    },
    /// A Parquet file that can't be read, with the reason.
    Parquet(String),
    /// No row with anything in it.
    Empty,
    /// No column for a field.
    NoColumn {
        /// The field.
        field: Field,
        /// The header as it was read.
        header: Vec<String>,
    },
    /// Two columns have the same name and either could be the field.
    TwoColumns {
        /// The field.
        field: Field,
        /// Their numbers, from 1.
        columns: (usize, usize),
        /// Their name.
        name: String,
    },
    /// No column has the name that the user gave.
    NoSuchColumn {
        /// The name.
        name: String,
        /// The header as it was read.
        header: Vec<String>,
    },
    /// A field named by the user that this kind of roster doesn't have.
    NoSuchField(Field),
}

impl Unreadable {
    /// In words.
    #[must_use]
    pub fn say(&self, words: &Words) -> String {
        let list = |names: &[String]| names.join(&words.say("list-separator", &[]));
        match self {
            Self::Io(why) => words.say("unreadable-io", &[("why", why)]),
            Self::FileTooLong(limit) => words.say("unreadable-file-too-long", &[("limit", limit)]),
            Self::TooManyRows(limit) => words.say("unreadable-too-many-rows", &[("limit", limit)]),
            Self::TooManyColumns { row, limit } => {
                words.say("unreadable-too-many-columns", &[("row", row), ("limit", limit)])
            }
            Self::CellTooLong { row, column, limit } => {
                words.say("unreadable-cell-too-long", &[("row", row), ("column", column), ("limit", limit)])
            }
            Self::OpenQuote { row } => words.say("unreadable-open-quote", &[("row", row)]),
            Self::Encoding { row, encoding } => {
                words.say("unreadable-encoding", &[("row", row), ("encoding", encoding)])
            }
            Self::Locked => words.say("unreadable-locked", &[]),
            Self::Workbook(why) => words.say("unreadable-workbook", &[("why", why)]),
            Self::NoSheet { wanted, sheets } => {
                words.say("unreadable-no-sheet", &[("wanted", wanted), ("sheets", &list(sheets))])
            }
            Self::Parquet(why) => words.say("unreadable-parquet", &[("why", why)]),
            Self::Empty => words.say("unreadable-empty", &[]),
            Self::NoColumn { field, header } => {
                let (name, option) = (words.say(field.key(), &[]), field.name());
                let args: [(&str, &dyn crate::locale::Sayable); 3] =
                    [("field", &name), ("option", &option), ("header", &list(header))];
                words.say("unreadable-no-column", &args)
            }
            Self::TwoColumns { field, columns, name } => words.say(
                "unreadable-two-columns",
                &[("name", name), ("first", &columns.0), ("second", &columns.1), ("option", &field.name())],
            ),
            Self::NoSuchColumn { name, header } => {
                words.say("unreadable-no-such-column", &[("name", name), ("header", &list(header))])
            }
            Self::NoSuchField(field) => words.say("unreadable-no-such-field", &[("option", &field.name())]),
        }
    }
}
