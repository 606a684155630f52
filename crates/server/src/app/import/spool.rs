//! The rows of an upload in a file of their own, one JSON line each, so that a job goes on at a byte and not at a beginning.
//!
//! A workbook or a text in GBK must be read from its first byte; a job that is resumed a thousand times can't afford that. So the rows are
//! copied once, in order, blank ones left out, and every step reads its chunk from where the mark says.

use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Seek, SeekFrom, Write};
use std::ops::ControlFlow;
use std::path::Path;

use lots_cli::roster::cell::{Cell, CellKind, Row};
use lots_cli::roster::source::Source;
use sha2::{Digest as _, Sha256};

use super::problem::unreadable;
use super::{Importer, Line};
use crate::app::problem::Problem;

/// Which column holds a field: its index from 0.
pub type Mapping = BTreeMap<String, usize>;
/// Number, texts, a letter for the kind of each cell, and the days that numbers mean.
type Stored = (u64, Vec<String>, String, BTreeMap<usize, String>);

/// Copy the rows below the header to `to`. How many there are.
///
/// # Errors
/// A [`Problem`] if a row can't be read, or the file can't be written.
pub fn write(source: &Source, header_row: u64, to: &Path) -> Result<u64, Problem> {
    let mut out = BufWriter::new(File::create(to).map_err(Problem::broken)?);
    let mut rows = 0;
    let mut written = Ok(());
    let visited = source.visit(&mut |row| {
        if row.number <= header_row || row.is_blank() {
            return ControlFlow::Continue(());
        }
        rows += 1;
        written = put(&mut out, row);
        if written.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    visited.map_err(unreadable)?;
    written.and_then(|()| kept(out)).map_err(Problem::broken)?;
    Ok(rows)
}

/// Bring a file to the disk: the job's mark says that it is there, and a mark outlives a power cut.
fn kept(out: BufWriter<File>) -> io::Result<()> {
    out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
}

fn put(out: &mut impl Write, row: &Row) -> io::Result<()> {
    // An empty cell below a merged one says something: that its value is hidden.
    let says = |cell: &Cell| cell.kind == CellKind::Merged || !cell.text.trim().is_empty();
    let width = row.cells.iter().rposition(says).map_or(0, |last| last + 1);
    let cells = &row.cells[..width];
    let day = |(at, cell): (usize, &Cell)| match cell.kind {
        CellKind::Number { date: Some(date) } => Some((at, date.to_string())),
        _ => None,
    };
    let stored: Stored = (
        row.number,
        cells.iter().map(|cell| cell.text.clone()).collect(),
        cells.iter().map(|cell| letter(cell.kind)).collect(),
        cells.iter().enumerate().filter_map(day).collect(),
    );
    serde_json::to_writer(&mut *out, &stored)?;
    out.write_all(b"\n")
}

fn letter(kind: CellKind) -> char {
    match kind {
        CellKind::Text => 't',
        CellKind::Number { .. } => 'n',
        CellKind::Date => 'd',
        CellKind::LostDigits => 'l',
        CellKind::Merged => 'm',
    }
}

fn row_of((number, texts, kinds, days): Stored) -> Row {
    let kind = |at: usize, letter: char| match letter {
        'n' => CellKind::Number { date: days.get(&at).and_then(|day| day.parse().ok()) },
        'd' => CellKind::Date,
        'l' => CellKind::LostDigits,
        'm' => CellKind::Merged,
        _ => CellKind::Text,
    };
    let cells = texts.into_iter().zip(kinds.chars()).enumerate();
    Row { number, cells: cells.map(|(at, (text, letter))| Cell { text, kind: kind(at, letter) }).collect() }
}

/// The rows from a byte on.
pub struct Rows {
    file: BufReader<File>,
    /// Where the next row begins.
    pub offset: u64,
    line: String,
}

impl Rows {
    /// Begin at `offset`, which was another reader's.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn open(path: &Path, offset: u64) -> io::Result<Self> {
        let mut file = File::open(path)?;
        file.seek(SeekFrom::Start(offset))?;
        Ok(Self { file: BufReader::new(file), offset, line: String::new() })
    }

    /// The next row; nothing at the end.
    ///
    /// # Errors
    /// If the file can't be read, or isn't one of ours.
    pub fn row(&mut self) -> io::Result<Option<Row>> {
        self.line.clear();
        let read = self.file.read_line(&mut self.line)?;
        self.offset += read as u64;
        if read == 0 {
            return Ok(None);
        }
        let stored: Stored = serde_json::from_str(&self.line)?;
        Ok(Some(row_of(stored)))
    }
}

/// The row seen through a mapping.
#[must_use]
pub fn line(row: &Row, importer: &dyn Importer, mapping: &Mapping) -> Line {
    let cell = |index: &usize| row.cells.get(*index).cloned().unwrap_or_default();
    let fields = importer.fields().iter();
    let cells = fields.filter_map(|field| Some((field.name, cell(mapping.get(field.name)?)))).collect();
    Line { row: row.number, cells }
}

/// Find the rows whose key an earlier row has, and write them to `to`, in order, with the first row of that key.
///
/// # Errors
/// If a file can't be read or written.
pub fn find_twice(rows: &Path, to: &Path, importer: &dyn Importer, mapping: &Mapping) -> io::Result<()> {
    let mut rows = Rows::open(rows, 0)?;
    let mut out = BufWriter::new(File::create(to)?);
    let mut first: HashMap<[u8; 16], u64> = HashMap::new();
    while let Some(row) = rows.row()? {
        let Some(key) = importer.key(&line(&row, importer, mapping)) else { continue };
        let hash = Sha256::digest(key.as_bytes());
        // Half of SHA-256: two keys of a file share it once in 2^64 files of their size.
        let short: [u8; 16] = hash[..16].try_into().expect("a hash has 32 bytes");
        let earlier = *first.entry(short).or_insert(row.number);
        if earlier != row.number {
            writeln!(out, "{} {earlier}", row.number)?;
        }
    }
    kept(out)
}

/// The rows of [`find_twice`] from a byte on, as far as row `upto`, and where the next one begins.
///
/// # Errors
/// If the file can't be read.
pub fn twice(path: &Path, offset: u64, upto: u64) -> io::Result<(HashMap<u64, u64>, u64)> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(offset))?;
    let mut file = BufReader::new(file);
    let (mut found, mut offset, mut line) = (HashMap::new(), offset, String::new());
    loop {
        line.clear();
        let read = file.read_line(&mut line)?;
        let pair =
            line.trim_end().split_once(' ').and_then(|(row, first)| Some((row.parse().ok()?, first.parse().ok()?)));
        match pair {
            Some((row, first)) if row <= upto => found.insert(row, first),
            _ => return Ok((found, offset)),
        };
        offset += read as u64;
    }
}
