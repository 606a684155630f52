//! Rows and cells as the file has them.

use lots::time::Date;

/// What a cell is, beyond its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CellKind {
    /// Text, or nothing.
    #[default]
    Text,
    /// A number that the file keeps as a number.
    Number {
        /// The day it means where the file counts days.
        date: Option<Date>,
    },
    /// A day that the file keeps as a day; its text is `YYYY-MM-DD`.
    Date,
    /// A number with more digits than the file's kind of number can hold: the last ones are lost.
    LostDigits,
    /// Hidden below a merged cell, so without text of its own.
    Merged,
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// The text as it is, never trimmed.
    pub text: String,
    /// What it is.
    pub kind: CellKind,
}

/// A row. Readers use one value for all rows, so that reading needs no memory per row.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// Its number in the file as a spreadsheet would show it, from 1. (In Parquet the names of the columns are row 0.)
    pub number: u64,
    /// Its cells.
    pub cells: Vec<Cell>,
}

impl Row {
    /// Put text into the cell at `index`, which is at most one past the last.
    pub fn set(&mut self, index: usize, text: &str, kind: CellKind) {
        if index == self.cells.len() {
            self.cells.push(Cell::default());
        }
        let cell = &mut self.cells[index];
        cell.text.clear();
        cell.text.push_str(text);
        cell.kind = kind;
    }

    /// Whether no cell has anything to read.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.text.trim().is_empty())
    }

    /// How many cells it has, without the empty ones at its end.
    #[must_use]
    pub fn filled_width(&self) -> usize {
        self.cells.iter().rposition(|cell| !cell.text.trim().is_empty()).map_or(0, |last| last + 1)
    }
}
