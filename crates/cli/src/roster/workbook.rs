//! Workbooks: XLSX, and the older XLS.
//!
//! A spreadsheet keeps numbers as binary floating point with 15 sure digits: a longer code typed as a number has lost its
//! end. Such a cell is marked, never printed as if it were the code.
//!
//! The rows of an XLSX sheet are read as they are asked for, if they stand in order, as all programs write them: held are the packed
//! bytes and the texts that cells share. Sheets in disorder and XLS, which ends at row 65,536, are held whole.

use std::io::Cursor;
use std::ops::ControlFlow;
use std::sync::Mutex;

use calamine::{
    Cell, Data, DataRef, Dimensions, ExcelDateTime, ExcelDateTimeType, Reader, Xls, XlsError, Xlsx, XlsxError,
};
use lots::time::Date;

use crate::roster::cell::{CellKind, Row};
use crate::roster::source::{Layout, within_limits};
use crate::roster::{Unreadable, limits, old_workbook};

/// The first whole number of 16 digits.
const SIXTEEN_DIGITS: f64 = 1e15;

type Book = Xlsx<Cursor<Vec<u8>>>;

/// An open sheet.
pub struct Workbook {
    sheet: String,
    others: Vec<String>,
    cells: Cells,
    merged: Vec<Dimensions>,
    epoch_1904: bool,
}

/// Where the filled cells come from. Never a whole rectangle: two cells can span billions of empty ones.
enum Cells {
    /// From here, by row, then column.
    Held(Vec<Cell<Data>>),
    /// From the file, in which they stand so.
    Streamed(Box<Mutex<Book>>, Span),
}

/// What a sheet's filled cells reach over.
#[derive(Clone, Copy, Default)]
struct Span {
    first: u32,
    last: u32,
    /// Columns from A on.
    width: u32,
}

/// The sheet named, or the first one, and the others.
fn choose(mut sheets: Vec<String>, wanted: Option<&str>) -> Result<(String, Vec<String>), Unreadable> {
    let index = match wanted {
        Some(name) => sheets.iter().position(|other| other == name),
        None => (!sheets.is_empty()).then_some(0),
    };
    match (index, wanted) {
        (Some(index), _) => Ok((sheets.remove(index), sheets)),
        (None, Some(name)) => Err(Unreadable::NoSheet { wanted: name.to_owned(), sheets }),
        (None, None) => Err(Unreadable::Empty),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "taken by `map_err`")]
fn failed(error: XlsxError) -> Unreadable {
    Unreadable::Workbook(error.to_string())
}

impl Workbook {
    /// Open the sheet named, or the first one.
    pub fn open(bytes: Vec<u8>, sheet: Option<&str>) -> Result<Self, Unreadable> {
        if bytes.len() as u64 > limits::WORKBOOK_BYTES {
            return Err(Unreadable::FileTooLong(limits::WORKBOOK_BYTES));
        }
        let mut book: Book = Xlsx::new(Cursor::new(bytes)).map_err(failed)?;
        let (sheet, others) = choose(book.sheet_names(), sheet)?;
        let merged = book.merge_cells_by_sheet_name(&sheet).map_err(failed)?;
        let epoch_1904 = book.has_1904_epoch();
        let cells = match span(&mut book, &sheet)? {
            Some(span) => Cells::Streamed(Box::new(Mutex::new(book)), span),
            None => Cells::Held(filled(&mut book, &sheet)?),
        };
        Ok(Self { sheet, others, cells, merged, epoch_1904 })
    }

    /// Open the sheet named, or the first one, of an XLS file.
    pub fn open_old(bytes: Vec<u8>, sheet: Option<&str>) -> Result<Self, Unreadable> {
        if bytes.len() as u64 > limits::WORKBOOK_BYTES {
            return Err(Unreadable::FileTooLong(limits::WORKBOOK_BYTES));
        }
        old_workbook::guard(&bytes)?;
        let failed = |error: XlsError| match error {
            XlsError::Password => Unreadable::Locked,
            other => Unreadable::Workbook(other.to_string()),
        };
        let mut book = Xls::new(Cursor::new(bytes)).map_err(failed)?;
        let (sheet, others) = choose(book.sheet_names(), sheet)?;
        let range = book.worksheet_range(&sheet).map_err(failed)?;
        let (down, across) = range.start().unwrap_or_default();
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let cells = range
            .used_cells()
            .map(|(row, column, value)| Cell::new((down + place(row), across + place(column)), value.clone()))
            .collect();
        let merged = book.merge_cells_by_sheet_name(&sheet).map_err(failed)?;
        Ok(Self { sheet, others, cells: Cells::Held(cells), merged, epoch_1904: book.has_1904_epoch() })
    }

    /// The sheet read, and those not.
    pub fn layout(&self) -> Layout {
        Layout::Workbook { sheet: self.sheet.clone(), others: self.others.clone() }
    }

    /// Show every row from the first used one; columns count from A.
    pub fn visit(&self, each: &mut dyn FnMut(&Row) -> ControlFlow<()>) -> Result<(), Unreadable> {
        match &self.cells {
            Cells::Held(cells) => {
                let (Some(first), Some(last)) = (cells.first(), cells.last()) else { return Ok(()) };
                let width = cells.iter().map(|cell| cell.get_position().1 + 1).max().unwrap_or(0);
                let span = Span { first: first.get_position().0, last: last.get_position().0, width };
                let mut cells = cells.iter();
                self.rows(span, &mut || Ok(cells.next().map(borrowed)), each)
            }
            Cells::Streamed(_, Span { width: 0, .. }) => Ok(()),
            Cells::Streamed(book, span) => {
                let mut book = book.lock().expect("nobody panics holding it");
                let mut reader = book.worksheet_cells_reader(&self.sheet).map_err(failed)?;
                let mut next = || loop {
                    match reader.next_cell().map_err(failed)? {
                        Some(cell) if matches!(cell.get_value(), DataRef::Empty) => {}
                        cell => return Ok(cell),
                    }
                };
                self.rows(*span, &mut next, each)
            }
        }
    }

    fn rows<'a>(
        &self,
        span: Span,
        next: &mut dyn FnMut() -> Result<Option<Cell<DataRef<'a>>>, Unreadable>,
        each: &mut dyn FnMut(&Row) -> ControlFlow<()>,
    ) -> Result<(), Unreadable> {
        let mut cell = next()?;
        let mut row = Row::default();
        for down in span.first..=span.last {
            row.number = u64::from(down) + 1;
            for across in 0..span.width {
                if let Some(here) = cell.as_ref().filter(|cell| cell.get_position() == (down, across)) {
                    self.put(&mut row, down, across, here.get_value());
                    cell = next()?;
                } else {
                    self.put(&mut row, down, across, &DataRef::Empty);
                }
            }
            within_limits(&row)?;
            if each(&row).is_break() {
                break;
            }
        }
        Ok(())
    }

    fn put(&self, row: &mut Row, down: u32, across: u32, cell: &DataRef<'_>) {
        let index = usize::try_from(across).expect("a column's number fits");
        let (text, kind) = match cell {
            DataRef::SharedString(text) => return row.set(index, text, CellKind::Text),
            DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
                return row.set(index, text, CellKind::Text);
            }
            DataRef::Empty if self.is_below_merged(down, across) => (String::new(), CellKind::Merged),
            DataRef::Empty => (String::new(), CellKind::Text),
            DataRef::Bool(value) => (value.to_string(), CellKind::Text),
            DataRef::Error(error) => (error.to_string(), CellKind::Text),
            DataRef::Int(number) => self.number(number.to_string().parse().unwrap_or(f64::INFINITY)),
            DataRef::Float(number) => self.number(*number),
            DataRef::DateTime(day) => match date_of(*day) {
                Some(date) => (date.to_string(), CellKind::Date),
                None => self.number(day.as_f64()),
            },
        };
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

fn borrowed(cell: &Cell<Data>) -> Cell<DataRef<'_>> {
    let value = match cell.get_value() {
        Data::Empty => DataRef::Empty,
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => DataRef::SharedString(text),
        Data::Bool(value) => DataRef::Bool(*value),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::DateTime(day) => DataRef::DateTime(*day),
    };
    Cell::new(cell.get_position(), value)
}

/// What is done with a cell: its row and column from 0, its value.
type Each<'a> = dyn FnMut((u32, u32), &DataRef<'_>) -> ControlFlow<()> + 'a;

/// Go over the filled cells of a sheet, held to the limits.
fn each_filled(book: &mut Book, sheet: &str, each: &mut Each<'_>) -> Result<(), Unreadable> {
    let mut reader = match book.worksheet_cells_reader(sheet) {
        // A chart or a dialogue has no cells.
        Err(XlsxError::NotAWorksheet(_)) => return Ok(()),
        reader => reader.map_err(failed)?,
    };
    while let Some(cell) = reader.next_cell().map_err(failed)? {
        let (down, across) = cell.get_position();
        let (row, column) = (u64::from(down) + 1, usize::try_from(across).unwrap_or(usize::MAX));
        if row > limits::ROWS {
            return Err(Unreadable::TooManyRows(limits::ROWS));
        }
        if column >= limits::COLUMNS {
            return Err(Unreadable::TooManyColumns { row, limit: limits::COLUMNS });
        }
        if !matches!(cell.get_value(), DataRef::Empty) && each((down, across), cell.get_value()).is_break() {
            break;
        }
    }
    Ok(())
}

/// What the cells reach over, read once to the end so that a fault is found now; nothing if they aren't in order.
fn span(book: &mut Book, sheet: &str) -> Result<Option<Span>, Unreadable> {
    let mut span = Span::default();
    let mut before = None;
    let mut ordered = true;
    each_filled(book, sheet, &mut |at, _| {
        if before.is_none() {
            span.first = at.0;
        }
        ordered = before.is_none_or(|before| before < at);
        before = Some(at);
        span.last = at.0;
        span.width = span.width.max(at.1 + 1);
        if ordered { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    Ok(ordered.then_some(span))
}

/// The filled cells of a sheet in order.
fn filled(book: &mut Book, sheet: &str) -> Result<Vec<Cell<Data>>, Unreadable> {
    let mut cells = Vec::new();
    each_filled(book, sheet, &mut |at, value| {
        cells.push(Cell::new(at, Data::from(value.clone())));
        ControlFlow::Continue(())
    })?;
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
