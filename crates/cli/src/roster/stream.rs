//! Large rosters of subjects, read in a stream and never held: CSV in UTF-8 and Parquet.
//!
//! The scanner reads the rows; what isn't plainly right comes here and is judged by the same rules, and reported in the same
//! words, as a roster in memory. A file that only makes sense as a whole (another encoding, stray quotation marks, line ends
//! of CR alone, numbers where codes should be) isn't streamed.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::roster::cell::{CellKind, Row};
use crate::roster::columnar::Columnar;
use crate::roster::fields::Fields;
use crate::roster::header::{self, Header};
use crate::roster::input::{Taken, take};
use crate::roster::near::{Census, is_near, mended};
use crate::roster::report::Noticed;
use crate::roster::source::{Layout, Source};
use crate::roster::{Field, Flaw, IdRule, Kind, Options, Report, Subject, Unreadable, limits, uscc};
use crate::scan::{self, Cells, Dialect, Judge, Lines, Opening, Verdict};

/// How much of a text file is looked at for its encoding, delimiter and header.
const HEAD: u64 = 1 << 20;
/// A head with fewer lines than this tells too little of a longer file.
const HEAD_LINES: usize = 40;
/// The most bad rows listed, and the most blank ones.
const LISTED: usize = 100_000;

/// A large roster of subjects, open.
pub struct Stream {
    /// Its rows, for the scanner.
    pub source: scan::Source,
    /// What is wrong with them.
    pub rows: Arc<Rows>,
}

/// Open a roster of subjects as a stream; none if it must be read as a whole.
///
/// # Errors
/// [`Unreadable`], as if it were read as a whole.
pub fn open(path: &Path, options: &Options) -> Result<Option<Stream>, Unreadable> {
    let io = |error: std::io::Error| Unreadable::Io(error.to_string());
    let mut head = Vec::new();
    let file = File::open(path).map_err(io)?;
    let cut = file.metadata().map_err(io)?.len() > HEAD;
    file.take(HEAD).read_to_end(&mut head).map_err(io)?;
    if head.starts_with(b"PAR1") {
        return columnar(path, options);
    }
    if cut {
        head.truncate(memchr::memrchr(b'\n', &head).map_or(0, |last| last + 1));
        let filled = head.split(|&byte| byte == b'\n').filter(|line| !line.trim_ascii().is_empty());
        if filled.count() < HEAD_LINES {
            return Ok(None);
        }
    }
    text(path, head, options)
}

fn text(path: &Path, head: Vec<u8>, options: &Options) -> Result<Option<Stream>, Unreadable> {
    let mark = if head.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    if scan::is_odd(&head[mark..]) || head.starts_with(b"PK\x03\x04") {
        return Ok(None);
    }
    let bytes = head[mark..].to_vec();
    let source = Source::from_bytes(head, None)?;
    let Layout::Text { encoding, delimiter } = source.layout() else { return Ok(None) };
    let header = header::find(&source, Kind::Subjects, options)?;
    let delimiter_byte = u8::try_from(delimiter).unwrap_or(b',');
    let Some(above) = scan::length_of_rows(&bytes, header.row, delimiter_byte) else { return Ok(None) };
    let column = |field| header.indexes(field).first().copied().unwrap_or_default();
    let dialect = Dialect {
        delimiter: delimiter_byte,
        header: true,
        id: column(Field::Id),
        stratum: column(Field::Stratum),
        lines: Lines::Loose,
    };
    let opening = Opening {
        begin: (mark + above) as u64,
        first_row: header.row + 1,
        fields: header.names.len(),
        unusual: header.indexes(Field::Stratum).len() != 1,
    };
    let rows = Rows::new(header, options, Layout::Text { encoding, delimiter });
    let source = scan::Source::judged(path, dialect, opening, Arc::<Rows>::clone(&rows));
    let source = source.map_err(|error| Unreadable::Io(error.to_string()))?;
    Ok(Some(Stream { source, rows }))
}

fn columnar(path: &Path, options: &Options) -> Result<Option<Stream>, Unreadable> {
    let file = File::open(path).map_err(|error| Unreadable::Io(error.to_string()))?;
    let source = Source::Columnar(Columnar::open_file(file)?);
    let header = header::find(&source, Kind::Subjects, options)?;
    let Source::Columnar(columns) = source else { return Ok(None) };
    let ([id], [stratum]) = (header.indexes(Field::Id), header.indexes(Field::Stratum)) else { return Ok(None) };
    if header.row != 0 || !columns.is_plain([*id, *stratum]) {
        return Ok(None);
    }
    let (id, stratum) = (&header.names[*id], &header.names[*stratum]);
    let source = scan::Source::parquet(path, id, stratum).map_err(|error| Unreadable::Parquet(error.to_string()))?;
    let rows = Rows::new(header.clone(), options, Layout::Columnar);
    Ok(Some(Stream { source: source.with_judge(Arc::<Rows>::clone(&rows)), rows }))
}

/// The rules for rows, and what was found by them.
pub struct Rows {
    header: Header,
    options: Options,
    layout: Layout,
    /// How many plain ids are no credit codes; counted only where the kind of ids is guessed.
    others: AtomicU64,
    notes: Mutex<Notes>,
}

/// Everything known about rows that aren't plain.
#[derive(Default)]
struct Notes {
    flaws: BTreeMap<u64, Vec<Flaw>>,
    unlisted: u64,
    /// How many rows have flaws of their own.
    bad: u64,
    /// The probable keys of rows with flaws.
    suspects: BTreeMap<u64, String>,
    /// The first sound row of a suspect's key.
    met: HashMap<String, u64>,
    /// Blank rows, and whether each has cells: empty lines are counted and not mentioned.
    blank: Vec<(u64, bool)>,
    inner_blanks: Noticed,
    /// How many sound rows were judged whose id is no credit code.
    others: u64,
    /// Sound rows whose id looks like a damaged credit code.
    near: BTreeMap<u64, String>,
}

impl Notes {
    /// Add a flaw; only the first so many rows are kept.
    fn add(&mut self, row: u64, flaws: Vec<Flaw>) {
        if self.flaws.len() == LISTED && !self.flaws.contains_key(&row) {
            self.unlisted += 1;
            let Some(last) = self.flaws.last_entry().filter(|last| *last.key() > row) else { return };
            let (row, _) = last.remove_entry();
            self.suspects.remove(&row);
        }
        self.flaws.entry(row).or_default().extend(flaws);
    }
}

impl Rows {
    fn new(header: Header, options: &Options, layout: Layout) -> Arc<Self> {
        Arc::new(Self { header, options: options.clone(), layout, others: AtomicU64::new(0), notes: Mutex::default() })
    }

    fn notes(&self) -> MutexGuard<'_, Notes> {
        self.notes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Forget what a scan that broke off has noted.
    pub fn forget(&self) {
        *self.notes() = Notes::default();
        self.others.store(0, Ordering::Relaxed);
    }

    /// Whether ids of sound rows look like damaged credit codes, and most others are such codes, after a pass over all rows in which
    /// `sound` were sound.
    #[must_use]
    pub fn has_damaged_codes(&self, sound: u64) -> bool {
        let notes = self.notes();
        !notes.near.is_empty() && self.census(&notes, sound).is_of_codes()
    }

    fn census(&self, notes: &Notes, sound: u64) -> Census {
        let others = self.others.load(Ordering::Relaxed) + notes.others;
        let mut census = Census::of(sound, sound.saturating_sub(others));
        notes.suspects.values().for_each(|id| census.count(id));
        census
    }

    /// The report, after a pass over all rows in which `sound` were sound.
    #[must_use]
    pub fn report(&self, sound: u64) -> Report {
        let mut notes = std::mem::take(&mut *self.notes());
        if self.options.ids == IdRule::Auto && self.census(&notes, sound).is_of_codes() {
            refuse_near(&mut notes);
        }
        let mut report = Report::new(self.layout.clone(), self.header.clone());
        report.unlisted = notes.unlisted;
        report.rows_read = sound + notes.bad;
        // Blank rows at the end are none of the roster's.
        notes.blank.sort_unstable();
        let mut last = self.header.row + report.rows_read + notes.blank.len() as u64;
        while notes.blank.pop_if(|(blank, _)| *blank == last).is_some() {
            last -= 1;
        }
        report.blank_rows = notes.blank.into_iter().filter(|(_, cells)| *cells).map(|(row, _)| row).collect();
        report.inner_blanks = notes.inner_blanks;
        report.flaws = notes.flaws;
        let mut seen: HashMap<&str, u64> = HashMap::new();
        for (row, key) in &notes.suspects {
            let first_row = notes.met.get(key).or_else(|| seen.get(key.as_str())).copied();
            seen.entry(key).or_insert(*row);
            if let Some(first_row) = first_row {
                let (first, here) = (String::new(), String::new());
                report.add(*row, Flaw::Duplicate { key: key.clone(), first_row, first, here });
            }
        }
        report
    }

    fn cells(&self, number: u64, cells: Cells<'_>) -> Option<Row> {
        let mut row = Row { number, cells: Vec::new() };
        match cells {
            Cells::All(cells) => {
                for (index, cell) in cells.iter().enumerate() {
                    row.set(index, std::str::from_utf8(cell).ok()?, CellKind::Text);
                }
            }
            Cells::Pair(id, stratum) => {
                (0..self.header.names.len()).for_each(|index| row.set(index, "", CellKind::Text));
                for (field, cell) in [(Field::Id, id), (Field::Stratum, stratum)] {
                    let (text, index) = (std::str::from_utf8(cell.unwrap_or_default()), self.header.indexes(field));
                    row.set(*index.first()?, text.ok()?, CellKind::Text);
                }
                // Whether anything else stands in the row wasn't read.
                if row.is_blank() {
                    return None;
                }
            }
        }
        let long = |text: &str| text.len() > limits::CELL_CHARS && text.chars().count() > limits::CELL_CHARS;
        let fits = row.cells.len() <= limits::COLUMNS && !row.cells.iter().any(|cell| long(&cell.text));
        fits.then_some(row)
    }
}

/// Give every row whose id looks like a damaged code its flaw, as [`crate::roster::input`] does.
fn refuse_near(notes: &mut Notes) {
    let near = std::mem::take(&mut notes.near);
    notes.suspects.extend(near);
    let near: Vec<(u64, String)> =
        notes.suspects.iter().filter(|(_, id)| is_near(id)).map(|(row, id)| (*row, id.clone())).collect();
    for (row, found) in near {
        // As a suspect it is told apart from rows with its key below, and not once more as a sound row.
        notes.flaws.entry(row).or_default().retain(|flaw| !matches!(flaw, Flaw::Duplicate { .. }));
        let suggestion = mended(&found);
        notes.add(row, vec![Flaw::NearUscc { found, suggestion }]);
    }
}

impl Judge for Rows {
    fn is_plain(&self, id: &[u8]) -> bool {
        let coded = match self.options.ids {
            IdRule::Any => false,
            IdRule::Uscc => true,
            IdRule::Auto => id.len() == uscc::LENGTH,
        };
        if coded {
            return uscc::is_right(id);
        }
        // A blank inside is counted, and a plus may be a spreadsheet's way to write a long number.
        let plain = memchr::memchr2(b' ', b'+', id).is_none();
        if self.options.ids == IdRule::Auto && plain {
            if std::str::from_utf8(id).is_ok_and(is_near) {
                return false;
            }
            self.others.fetch_add(1, Ordering::Relaxed);
        }
        plain
    }

    fn row(&self, number: u64, cells: Cells<'_>) -> Verdict {
        let Some(row) = self.cells(number, cells) else { return Verdict::Odd };
        let fields = Fields { row: &row, header: &self.header, options: &self.options, kind: Kind::Subjects };
        match take::<Subject>(&fields) {
            Taken::Blank => {
                let mut notes = self.notes();
                notes.blank.push((number, !row.cells.is_empty()));
                if notes.blank.len() > LISTED { Verdict::Odd } else { Verdict::Blank }
            }
            Taken::Sound(Subject { id, stratum }) => {
                let mut notes = self.notes();
                if id.as_str().contains(' ') {
                    notes.inner_blanks.add(number);
                }
                notes.others += u64::from(uscc::check(&id.as_str().to_ascii_uppercase()).is_err());
                if is_near(id.as_str()) && notes.near.len() < LISTED {
                    notes.near.insert(number, id.as_str().to_owned());
                }
                drop(notes);
                Verdict::Sound(id, stratum)
            }
            Taken::Flawed(flaws, key) => {
                let mut notes = self.notes();
                notes.bad += 1;
                notes.add(number, flaws);
                if let Some(key) = key.filter(|_| notes.flaws.contains_key(&number)) {
                    notes.suspects.insert(number, key);
                }
                Verdict::Flawed
            }
        }
    }

    fn twice(&self, id: &str, (first_row, first): (u64, &str), (row, here): (u64, &str)) {
        let (first, here) = (first.to_owned(), here.to_owned());
        self.notes().add(row, vec![Flaw::Duplicate { key: id.to_owned(), first_row, first, here }]);
    }

    fn suspects(&self) -> HashSet<Vec<u8>> {
        self.notes().suspects.values().map(|key| key.clone().into_bytes()).collect()
    }

    fn met(&self, id: &str, row: u64) {
        self.notes().met.insert(id.to_owned(), row);
    }
}
