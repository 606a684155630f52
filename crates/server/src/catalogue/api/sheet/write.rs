//! Items out: a workbook of three sheets, a CSV file, and a file sent back with its faults.

use rust_xlsxwriter::{Format, FormatAlign, Workbook, XlsxError};

use super::table::{Table, heading_key};
use super::{Part, RowFault, cells};
use crate::app::problem::{Arg, say};
use crate::app::words::Words;
use crate::catalogue::rules::ItemText;

/// The rows of a sheet, headings first.
#[must_use]
pub fn rows(part: Part, items: &[ItemText], words: &Words) -> Vec<Vec<String>> {
    let headings = part.columns().iter().map(|field| words.say(&heading_key(part, field), &[])).collect();
    let rows = items.iter().flat_map(|item| match part {
        Part::Items => vec![part.columns().iter().map(|field| cells::cell(item, field, words)).collect()],
        Part::Checklist => checklist(item, words),
        Part::Discretion => discretion(item, words),
    });
    std::iter::once(headings).chain(rows).collect()
}

fn checklist(item: &ItemText, words: &Words) -> Vec<Vec<String>> {
    let answer = |answer| words.say(&format!("answer-{answer}"), &[]);
    let rows = item.checklist.iter();
    rows.map(|row| vec![item.code.clone(), row.text.clone(), answer(row.answer), row.basis.clone()]).collect()
}

fn discretion(item: &ItemText, words: &Words) -> Vec<Vec<String>> {
    let grade = |grade| words.say(&format!("grade-{grade}"), &[]);
    let rows = item.discretion.iter();
    rows.map(|row| {
        vec![item.code.clone(), row.violation.clone(), row.basis.clone(), grade(row.grade), row.range.clone()]
    })
    .collect()
}

/// A workbook of all three sheets.
///
/// # Errors
/// [`XlsxError`] if a cell is longer than workbooks have them.
pub fn workbook(items: &[ItemText], words: &Words) -> Result<Vec<u8>, XlsxError> {
    let sheets = Part::ALL.map(|part| (words.say(&part.key(), &[]), rows(part, items, words)));
    book(&sheets)
}

/// The items alone, as CSV with a mark that makes Excel read it as UTF-8.
///
/// A cell that a spreadsheet would take for a formula gets an apostrophe before it.
///
/// # Errors
/// [`csv::Error`].
pub fn text(items: &[ItemText], words: &Words) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    for row in rows(Part::Items, items, words) {
        writer.write_record(row.iter().map(|cell| plain(cell)))?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

/// Text that no spreadsheet runs.
fn plain(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

/// A file as it came, with what is wrong in a last column, ready to be mended and sent again.
///
/// # Errors
/// [`XlsxError`].
pub fn error_file(tables: &[Table], faults: &[RowFault], words: &Words) -> Result<Vec<u8>, XlsxError> {
    let reason = words.say("sheet-reason", &[]);
    let sheets: Vec<_> =
        tables.iter().map(|table| (words.say(&table.part.key(), &[]), marked(table, faults, words, &reason))).collect();
    book(&sheets)
}

fn marked(table: &Table, faults: &[RowFault], words: &Words, reason: &str) -> Vec<Vec<String>> {
    // A file that is sent back a second time has the column already.
    let kept = |row: &[String]| -> Vec<String> {
        let cells = (0..table.headings.len()).filter(|at| table.headings[*at] != reason);
        cells.map(|at| row.get(at).cloned().unwrap_or_default()).collect()
    };
    let mut headings = kept(&table.headings);
    headings.push(reason.to_owned());
    let rows = table.rows.iter().map(|(number, row)| {
        let own = faults.iter().filter(|fault| fault.part == table.part && fault.row == *number);
        let mut cells = kept(row);
        cells.push(own.map(|fault| sentence(fault, words)).collect::<Vec<_>>().join("；"));
        cells
    });
    std::iter::once(headings).chain(rows).collect()
}

/// A fault as a sentence: the column and what is wrong.
#[must_use]
pub fn sentence(fault: &RowFault, words: &Words) -> String {
    let heading = words.say(&heading_key(fault.part, &fault.field), &[]);
    let said = say(words, &format!("fault-{}", fault.code), &[("value", Arg::Text(fault.value.clone()))]);
    words.say("sheet-fault", &[("field", &heading), ("fault", &said)])
}

fn book(sheets: &[(String, Vec<Vec<String>>)]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let head = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    let body = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (name, rows) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(name)?;
        sheet.set_freeze_panes(1, 0)?;
        for (at, row) in (0_u32..).zip(rows) {
            for (across, cell) in (0_u16..).zip(row) {
                sheet.write_string_with_format(at, across, cell, if at == 0 { &head } else { &body })?;
            }
        }
        for across in (0_u16..).take(rows.first().map_or(0, Vec::len)) {
            sheet.set_column_width(across, 22)?;
        }
    }
    book.save_to_buffer()
}
