//! The rows of an upload in a file of their own, one JSON line each, so that a job goes on at a byte and not at a beginning.
//!
//! A workbook or a text in GBK must be read from its first byte; a job that is resumed a thousand times can't afford that. So the rows are
//! copied once, in order, blank ones left out, and every step reads its chunk from where the mark says.

use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Seek, SeekFrom, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use lots_cli::roster::cell::{Cell, CellKind, Row};
use lots_cli::roster::source::Source;
use sha2::{Digest as _, Sha256};
use tokio::fs;

use super::problem::unreadable;
use super::rules::ImportId;
use super::{Importer, Line, upload};
use crate::app::App;
use crate::app::jobs::JobId;
use crate::app::problem::Problem;

/// Which column holds a field: its index from 0.
pub type Mapping = BTreeMap<String, usize>;
/// Number, texts, a letter for the kind of each cell, and the days that numbers mean.
type Stored = (u64, Vec<String>, String, BTreeMap<usize, String>);

/// Where a job keeps the rows of its file, and which of them repeat an earlier one's key.
#[derive(Clone, Debug)]
pub struct Files {
    /// The rows.
    pub rows: PathBuf,
    /// Those that repeat a key, each with the first row of it.
    pub twice: PathBuf,
}

impl Files {
    /// Of a job of an import.
    #[must_use]
    pub fn of(app: &App, id: ImportId, job: JobId) -> Self {
        let of = |kind: &str| upload::file(app, id).with_file_name(format!("{id}.{job}.{kind}"));
        Self { rows: of("rows"), twice: of("twice") }
    }

    /// Take over what another job copied. Whether all of it was there.
    pub async fn take_over(&self, other: &Self) -> bool {
        // A process killed between the two leaves one behind, which is copied over.
        fs::rename(&other.twice, &self.twice).await.is_ok() && fs::rename(&other.rows, &self.rows).await.is_ok()
    }

    /// Remove them. What isn't there needn't be.
    pub async fn remove(&self) {
        for path in [&self.rows, &self.twice] {
            let _ = fs::remove_file(path).await;
        }
    }
}

/// Copy the rows below the header, and note which repeat the key of an earlier one. How many there are.
///
/// # Errors
/// A [`Problem`] if a row can't be read, or a file can't be written.
pub fn write(
    source: &Source,
    header_row: u64,
    files: &Files,
    (importer, mapping): (&dyn Importer, &Mapping),
) -> Result<u64, Problem> {
    let mut copy = Copy {
        rows: BufWriter::new(File::create(&files.rows).map_err(Problem::broken)?),
        twice: BufWriter::new(File::create(&files.twice).map_err(Problem::broken)?),
        first: HashMap::new(),
        count: 0,
    };
    let key = importer.fields()[0].name;
    let column = mapping.get(key).copied();
    let mut written = Ok(());
    let visited = source.visit(&mut |row| {
        if row.number <= header_row || row.is_blank() {
            return ControlFlow::Continue(());
        }
        let cell = column.and_then(|index| row.cells.get(index)).cloned();
        let line = Line { row: row.number, cells: cell.map(|cell| (key, cell)).into_iter().collect() };
        written = copy.put(row, importer.key(&line));
        if written.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    visited.map_err(unreadable)?;
    written.and_then(|()| copy.end()).map_err(Problem::broken)
}

/// Rows on their way into a job's files.
struct Copy {
    rows: BufWriter<File>,
    twice: BufWriter<File>,
    /// The first row of each key.
    first: HashMap<[u8; 16], u64>,
    count: u64,
}

impl Copy {
    fn put(&mut self, row: &Row, key: Option<String>) -> io::Result<()> {
        self.count += 1;
        put(&mut self.rows, row)?;
        let Some(key) = key else { return Ok(()) };
        let hash = Sha256::digest(key.as_bytes());
        // Half of SHA-256: two keys of a file share it once in 2^64 files of their size.
        let short: [u8; 16] = hash[..16].try_into().expect("a hash has 32 bytes");
        let earlier = *self.first.entry(short).or_insert(row.number);
        if earlier == row.number { Ok(()) } else { writeln!(self.twice, "{} {earlier}", row.number) }
    }

    fn end(self) -> io::Result<u64> {
        kept(self.rows)?;
        kept(self.twice)?;
        Ok(self.count)
    }
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
pub fn line(mut row: Row, importer: &dyn Importer, mapping: &Mapping) -> Line {
    // No two fields have one column, so that each cell is taken once.
    let mut cell = |index: &usize| row.cells.get_mut(*index).map(std::mem::take).unwrap_or_default();
    let fields = importer.fields().iter();
    let cells = fields.filter_map(|field| Some((field.name, cell(mapping.get(field.name)?)))).collect();
    Line { row: row.number, cells }
}

/// The repeated rows of [`write`](fn@write) from a byte on, as far as row `upto`, each with the first of its key, and where the next one begins.
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
