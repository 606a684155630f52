//! The catalogue as a workbook or CSV file: read into a draft, written out, and sent back with what is wrong.

pub mod cells;
pub mod read;
pub mod table;
pub mod write;

/// The sheets of a workbook. A CSV file is the first alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A row an item.
    Items,
    /// A row a row of an item's checklist.
    Checklist,
    /// A row a row of an item's 裁量基准.
    Discretion,
}

impl Part {
    /// All of them, in order.
    pub const ALL: [Self; 3] = [Self::Items, Self::Checklist, Self::Discretion];

    /// Its name on the wire.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Items => "items",
            Self::Checklist => "checklist",
            Self::Discretion => "discretion",
        }
    }

    /// The key of its name.
    #[must_use]
    pub fn key(self) -> String {
        format!("sheet-{}", self.code())
    }

    /// Its columns, in order.
    #[must_use]
    pub const fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Items => &crate::catalogue::rules::text::FIELDS,
            Self::Checklist => &["code", "text", "answer", "basis"],
            Self::Discretion => &["code", "violation", "basis", "grade", "range"],
        }
    }

    /// The columns without which it can't be read.
    #[must_use]
    pub const fn needed(self) -> &'static [&'static str] {
        match self {
            Self::Items => &["code", "domain", "name", "class", "rate"],
            _ => self.columns(),
        }
    }
}

/// What is wrong in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowFault {
    /// On which sheet.
    pub part: Part,
    /// The row, as a spreadsheet counts.
    pub row: u64,
    /// The column.
    pub field: String,
    /// The fault's code.
    pub code: &'static str,
    /// What stands there, for the sentence.
    pub value: String,
}
