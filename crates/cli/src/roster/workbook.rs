//! XLSX workbooks.
//!
//! A spreadsheet keeps numbers as binary floating point with 15 sure digits: a longer code typed as a number has lost its
//! end. Such a cell is marked, never printed as if it were the code.

use std::io::Cursor;
use std::ops::ControlFlow;

use calamine::{Cell, Data, DataRef, Dimensions, ExcelDateTime, ExcelDateTimeType, Reader, Xlsx, XlsxError};
use lots::time::Date;

use crate::roster::cell::{CellKind, Row};
use crate::roster::source::{Layout, within_limits};
use crate::roster::{Unreadable, limits};

/// The first whole number of 16 digits.
const SIXTEEN_DIGITS: f64 = 1e15;

/// An open sheet.
pub struct Workbook {
    sheet: String,
    others: Vec<String>,
    /// The filled cells by row, then column. Never a whole rectangle: two cells can span billions of empty ones.
    cells: Vec<Cell<Data>>,
    merged: Vec<Dimensions>,
    epoch_1904: bool,
}

impl Workbook {
    /// Open the sheet named, or the first one.
    pub fn open(bytes: Vec<u8>, sheet: Option<&str>) -> Result<Self, Unreadable> {
        if bytes.len() as u64 > limits::WORKBOOK_BYTES {
            return Err(Unreadable::FileTooLong(limits::WORKBOOK_BYTES));
        }
        let failed = |error: XlsxError| Unreadable::Workbook(error.to_string());
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(failed)?;
        let mut others = book.sheet_names();
        let wanted = match sheet {
            Some(name) => others.iter().position(|other| other == name),
            None => (!others.is_empty()).then_some(0),
        };
        let Some(index) = wanted else {
            return Err(match sheet {
                Some(name) => Unreadable::NoSheet { wanted: name.to_owned(), sheets: others },
                None => Unreadable::Empty,
            });
        };
        let sheet = others.remove(index);
        let cells = filled(&mut book, &sheet)?;
        let merged = book.merge_cells_by_sheet_name(&sheet).map_err(failed)?;
        let epoch_1904 = book.has_1904_epoch();
        Ok(Self { sheet, others, cells, merged, epoch_1904 })
    }

    /// The sheet read, and those not.
    pub fn layout(&self) -> Layout {
        Layout::Workbook { sheet: self.sheet.clone(), others: self.others.clone() }
    }

    /// Show every row from the first used one; columns count from A.
    pub fn visit(&self, each: &mut dyn FnMut(&Row) -> ControlFlow<()>) -> Result<(), Unreadable> {
        let (Some(first), Some(last)) = (self.cells.first(), self.cells.last()) else {
            return Ok(());
        };
        let width = self.cells.iter().map(|cell| cell.get_position().1 + 1).max().unwrap_or(0);
        let mut cells = self.cells.iter().peekable();
        let mut row = Row::default();
        for down in first.get_position().0..=last.get_position().0 {
            row.number = u64::from(down) + 1;
            for across in 0..width {
                let cell = cells.next_if(|cell| cell.get_position() == (down, across));
                self.put(&mut row, down, across, cell.map_or(&Data::Empty, Cell::get_value));
            }
            within_limits(&row)?;
            if each(&row).is_break() {
                break;
            }
        }
        Ok(())
    }

    fn put(&self, row: &mut Row, down: u32, across: u32, cell: &Data) {
        let (text, kind) = match cell {
            Data::Empty if self.is_below_merged(down, across) => (String::new(), CellKind::Merged),
            Data::Empty => (String::new(), CellKind::Text),
            Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => (text.clone(), CellKind::Text),
            Data::Bool(value) => (value.to_string(), CellKind::Text),
            Data::Error(error) => (error.to_string(), CellKind::Text),
            Data::Int(number) => self.number(number.to_string().parse().unwrap_or(f64::INFINITY)),
            Data::Float(number) => self.number(*number),
            Data::DateTime(day) => match date_of(*day) {
                Some(date) => (date.to_string(), CellKind::Date),
                None => self.number(day.as_f64()),
            },
        };
        let index = usize::try_from(across).expect("a column's number fits");
        row.set(index, &text, kind);
    }

    fn number(&self, number: f64) -> (String, CellKind) {
        if number.abs() >= SIXTEEN_DIGITS {
            return (format!("{number:E}"), CellKind::LostDigits);
        }
        let day = ExcelDateTime::new(number, ExcelDateTimeType::DateTime, self.epoch_1904);
        let date = if number >= 1.0 && number.fract() == 0.0 { date_of(day) } else { None };
        (number.to_string(), CellKind::Number { date })
    }

    fn is_below_merged(&self, down: u32, across: u32) -> bool {
        self.merged.iter().any(|region| region.contains(down, across) && region.start != (down, across))
    }
}

/// The filled cells of a sheet in order, held to the limits before anything is made of them.
fn filled(book: &mut Xlsx<Cursor<Vec<u8>>>, sheet: &str) -> Result<Vec<Cell<Data>>, Unreadable> {
    let failed = |error: XlsxError| Unreadable::Workbook(error.to_string());
    let mut reader = match book.worksheet_cells_reader(sheet) {
        // A chart or a dialogue has no cells.
        Err(XlsxError::NotAWorksheet(_)) => return Ok(Vec::new()),
        reader => reader.map_err(failed)?,
    };
    let mut cells = Vec::new();
    while let Some(cell) = reader.next_cell().map_err(failed)? {
        let (down, across) = cell.get_position();
        let (row, column) = (u64::from(down) + 1, usize::try_from(across).unwrap_or(usize::MAX));
        if row > limits::ROWS {
            return Err(Unreadable::TooManyRows(limits::ROWS));
        }
        if column >= limits::COLUMNS {
            return Err(Unreadable::TooManyColumns { row, limit: limits::COLUMNS });
        }
        if !matches!(cell.get_value(), DataRef::Empty) {
            cells.push(Cell::new((down, across), Data::from(cell.get_value().clone())));
        }
    }
    cells.sort_by_key(Cell::get_position);
    // A cell written twice holds what was written last.
    cells.dedup_by(|later, kept| {
        let same = later.get_position() == kept.get_position();
        if same {
            std::mem::swap(later, kept);
        }
        same
    });
    Ok(cells)
}

/// The day of a date, if it is one from 2000 on: the draw knows no earlier ones.
fn date_of(day: ExcelDateTime) -> Option<Date> {
    if !day.is_datetime() {
        return None;
    }
    let (year, month, day, ..) = day.to_ymd_hms_milli();
    format!("{year:04}-{month:02}-{day:02}").parse().ok()
}
