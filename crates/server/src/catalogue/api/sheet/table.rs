//! A sheet as rows of text under headings that were recognised.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use lots_cli::roster::Unreadable;
use lots_cli::roster::cell::{CellKind, Row};
use lots_cli::roster::source::{Layout, Source};

use super::Part;
use crate::app::words::{Tongue, words};

/// The headings stand within so many rows.
const HEADER_WITHIN_ROWS: usize = 10;
/// The most rows of a sheet.
pub const MOST_ROWS: usize = 20_000;

/// A sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Which.
    pub part: Part,
    /// The headings, as they stand there.
    pub headings: Vec<String>,
    /// Which column each field is in.
    pub columns: BTreeMap<&'static str, usize>,
    /// The rows that aren't blank, with their numbers.
    pub rows: Vec<(u64, Vec<String>)>,
}

/// Why a file can't be read at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoTable {
    /// It is no such file.
    Unreadable(Unreadable),
    /// No row has the headings; those are missing.
    Headings(Part, Vec<&'static str>),
    /// It has more rows than a catalogue.
    TooManyRows,
}

impl Table {
    /// The cell of a field, without spaces around it.
    #[must_use]
    pub fn cell<'a>(&self, row: &'a [String], field: &str) -> &'a str {
        self.columns.get(field).and_then(|at| row.get(*at)).map_or("", |text| text.trim())
    }
}

/// The sheets of a file that can be told to be ours: the first as the items, others by their names.
///
/// # Errors
/// [`NoTable`].
pub fn tables(bytes: &[u8]) -> Result<Vec<Table>, NoTable> {
    let first = Source::from_bytes(bytes.to_vec(), None).map_err(NoTable::Unreadable)?;
    let others = match first.layout() {
        Layout::Workbook { others, .. } => others,
        _ => Vec::new(),
    };
    let mut tables = vec![table(Part::Items, &first)?];
    for part in [Part::Checklist, Part::Discretion] {
        let Some(name) = others.iter().find(|name| is_called(name, &part.key())) else { continue };
        let source = Source::from_bytes(bytes.to_vec(), Some(name)).map_err(NoTable::Unreadable)?;
        tables.push(table(part, &source)?);
    }
    Ok(tables)
}

fn table(part: Part, source: &Source) -> Result<Table, NoTable> {
    let mut rows: Vec<(u64, Vec<String>)> = Vec::new();
    let mut each = |row: &Row| {
        if !row.is_blank() {
            rows.push((row.number, row.cells.iter().map(text).collect()));
        }
        if rows.len() > MOST_ROWS { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    source.visit(&mut each).map_err(NoTable::Unreadable)?;
    if rows.len() > MOST_ROWS {
        return Err(NoTable::TooManyRows);
    }
    let fields = |row: &(u64, Vec<String>)| columns(part, &row.1);
    let best = rows
        .iter()
        .take(HEADER_WITHIN_ROWS)
        .map(fields)
        .enumerate()
        .max_by_key(|(at, found)| (found.len(), usize::MAX - at));
    let (at, columns) = best.unwrap_or_default();
    let missing: Vec<_> = part.needed().iter().copied().filter(|field| !columns.contains_key(field)).collect();
    if !missing.is_empty() {
        return Err(NoTable::Headings(part, missing));
    }
    let data = rows.split_off(at + 1);
    let headings = rows.pop().map(|(_, headings)| headings).unwrap_or_default();
    Ok(Table { part, headings, columns, rows: data })
}

/// A number that lost digits isn't what somebody typed; it is empty, and a fault where it is needed.
fn text(cell: &lots_cli::roster::cell::Cell) -> String {
    if cell.kind == CellKind::LostDigits { String::new() } else { cell.text.clone() }
}

fn columns(part: Part, headings: &[String]) -> BTreeMap<&'static str, usize> {
    let place = |field: &str| headings.iter().position(|heading| is_called(heading, &heading_key(part, field)));
    part.columns().iter().filter_map(|field| place(field).map(|at| (*field, at))).collect()
}

/// The key of a column's heading.
#[must_use]
pub fn heading_key(part: Part, field: &str) -> String {
    match part {
        Part::Items => format!("item-{field}"),
        Part::Checklist => format!("check-{field}"),
        Part::Discretion => format!("discretion-{field}"),
    }
}

/// Whether a text is what the key says in either language, or one of the other ways people write it.
fn is_called(text: &str, key: &str) -> bool {
    let plain = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    let text = plain(text);
    [Tongue::Zh, Tongue::En].into_iter().any(|tongue| {
        let words = words(tongue);
        let others = words.say(&format!("{key}-read"), &[]);
        plain(&words.say(key, &[])) == text || others.split('|').any(|other| plain(other) == text)
    })
}
