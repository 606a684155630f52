//! Rosters out of order, sorted on disk into the file of the `subjects` table.

use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::collections::HashSet;
use std::collections::binary_heap::PeekMut;
use std::fs::{File, Permissions};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use tempfile::{NamedTempFile, TempDir};

use super::check::{Row, Sink};
use super::feed::{Rule, scan_flawed};
use super::flaw::{Field, Flaw, FlawKind, Flaws, ScanError};
use super::id::Id;
use super::judge::Judge;
use super::source::Source;
use super::strata::Strata;
use super::{Options, Order};

/// What was sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sorted {
    /// How many rows there are.
    pub rows: u64,
    /// How many runs were merged.
    pub runs: usize,
}

/// Sort a roster by id into `out`, in the form of `subjects.tsv`, using about `memory` bytes and, beside `out`, as much room on
/// disk as the roster takes. `out` appears, or is replaced, only when it is complete.
///
/// # Errors
/// All flaws of the rows, duplicates with the numbers of both rows among them, or what else stopped it.
pub fn sort(source: &Source, out: &Path, memory: usize, options: &Options<'_>) -> Result<Sorted, ScanError> {
    let io = |source| ScanError::Io { path: out.to_owned(), source };
    let folder = out.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let scratch = TempDir::new_in(folder).map_err(io)?;
    let rule = Rule { order: Order::Any, strata: Strata::default() };
    let room = memory / options.threads.max(1);
    let scanned = scan_flawed(source, &rule, options, || Runs::new(&scratch, room))?;
    if source.judge.is_none() && !scanned.flaws.is_empty() {
        return Err(ScanError::Flawed(scanned.flaws));
    }
    let mut runs = Vec::new();
    for (_, part) in scanned.parts {
        runs.extend(part.finish().map_err(io)?);
    }
    let file = new_file(folder).map_err(io)?;
    let mut lines = BufWriter::with_capacity(1 << 20, file.as_file());
    let mut doubles = Doubles::new(source.judge.as_deref(), options.flaws);
    merge(&runs, &mut lines, &mut doubles).map_err(io)?;
    drop(lines);
    let mut flaws = doubles.flaws;
    flaws.list.sort_by_key(|flaw| flaw.row);
    flaws.merge(options.flaws, scanned.flaws);
    flaws.sound = scanned.rows;
    if !flaws.is_empty() {
        return Err(ScanError::Flawed(flaws));
    }
    file.persist(out).map_err(|error| io(error.error))?;
    Ok(Sorted { rows: scanned.rows, runs: runs.len() })
}

/// A file that will have an ordinary file's rights, not a temporary one's.
fn new_file(folder: &Path) -> io::Result<NamedTempFile> {
    tempfile::Builder::new().permissions(Permissions::from_mode(0o666)).tempfile_in(folder)
}

/// One row in memory: what decides most comparisons, and where the rest is.
struct Entry {
    lead: u128,
    at: usize,
}

/// Gathers rows and writes them out in sorted runs of bounded size.
struct Runs<'d> {
    scratch: &'d TempDir,
    room: usize,
    /// Rows one after the other, as in the file of a run.
    bytes: Vec<u8>,
    entries: Vec<Entry>,
    runs: Vec<File>,
    failed: Option<io::Error>,
}

/// A row in a run: the lengths of id and stratum, the row's number, id, stratum.
const HEAD: usize = 10;

impl<'d> Runs<'d> {
    fn new(scratch: &'d TempDir, room: usize) -> Self {
        Self { scratch, room, bytes: Vec::new(), entries: Vec::new(), runs: Vec::new(), failed: None }
    }

    fn finish(mut self) -> io::Result<Vec<File>> {
        self.write_run();
        match self.failed {
            Some(error) => Err(error),
            None => Ok(self.runs),
        }
    }

    fn write_run(&mut self) {
        if self.failed.is_none() && !self.entries.is_empty() {
            let bytes = &self.bytes;
            self.entries
                .sort_unstable_by(|a, b| a.lead.cmp(&b.lead).then_with(|| whole(bytes, a).cmp(&whole(bytes, b))));
            match self.try_write() {
                Ok(run) => self.runs.push(run),
                Err(error) => self.failed = Some(error),
            }
        }
        self.bytes.clear();
        self.entries.clear();
    }

    fn try_write(&self) -> io::Result<File> {
        let file = tempfile::tempfile_in(self.scratch.path())?;
        let mut out = BufWriter::with_capacity(1 << 20, &file);
        for entry in &self.entries {
            let row = &self.bytes[entry.at..];
            let length = HEAD + usize::from(row[0]) + usize::from(row[1]);
            out.write_all(&row[..length])?;
        }
        out.flush()?;
        drop(out);
        Ok(file)
    }
}

/// What rows are sorted by: id, then number.
fn whole<'b>(bytes: &'b [u8], entry: &Entry) -> (&'b [u8], u64) {
    let row = &bytes[entry.at..];
    (&row[HEAD..HEAD + usize::from(row[0])], number_in(row))
}

fn number_in(row: &[u8]) -> u64 {
    row[2..].first_chunk().map_or(0, |number| u64::from_le_bytes(*number))
}

impl Sink for Runs<'_> {
    fn begin(&mut self, _: u64, _: u64) {}

    fn row(&mut self, row: Row<'_>) {
        let id = row.id.as_bytes();
        let lengths = [id.len(), row.name.len()].map(|length| u8::try_from(length).expect("names were checked"));
        self.entries.push(Entry { lead: row.id.lead(), at: self.bytes.len() });
        self.bytes.extend_from_slice(&lengths);
        self.bytes.extend_from_slice(&row.number.to_le_bytes());
        self.bytes.extend_from_slice(id);
        self.bytes.extend_from_slice(row.name);
    }

    /// Room is looked at between blocks only: a block is small.
    fn end(&mut self) {
        // Vectors grow by doubling, so half of the room is what may be filled.
        if self.bytes.len() + self.entries.len() * size_of::<Entry>() > self.room / 2 {
            self.write_run();
        }
    }
}

/// The next row of a run.
struct Next<'r> {
    run: BufReader<&'r File>,
    number: u64,
    id: Id,
    name: Vec<u8>,
}

impl Next<'_> {
    /// Read the run's next row; false at its end.
    fn advance(&mut self) -> io::Result<bool> {
        let mut head = [0; HEAD];
        match self.run.read_exact(&mut head) {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(false),
            other => other?,
        }
        let mut id = [0; 64];
        let length = usize::from(head[0]);
        self.run.read_exact(&mut id[..length])?;
        self.name.resize(usize::from(head[1]), 0);
        self.run.read_exact(&mut self.name)?;
        self.number = number_in(&head);
        self.id = Id::in_window(&id, length);
        Ok(true)
    }
}

/// The heap gives the greatest first, so the order is turned round.
impl Ord for Next<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        other.id.cmp(&self.id).then(other.number.cmp(&self.number))
    }
}

impl PartialOrd for Next<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Eq for Next<'_> {}

impl PartialEq for Next<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

/// Notices ids that stand twice among rows that come in order.
struct Doubles<'j> {
    judge: Option<&'j dyn Judge>,
    suspects: HashSet<Vec<u8>>,
    limit: usize,
    /// The first row of the id at hand: its number, id and stratum.
    first: Option<(u64, Id)>,
    name: Vec<u8>,
    flaws: Flaws,
}

impl<'j> Doubles<'j> {
    fn new(judge: Option<&'j dyn Judge>, limit: usize) -> Self {
        let suspects = judge.map(Judge::suspects).unwrap_or_default();
        Self { judge, suspects, limit, first: None, name: Vec::new(), flaws: Flaws::default() }
    }

    fn see(&mut self, number: u64, id: Id, name: &[u8]) {
        match self.first.filter(|(_, first)| first.cmp(&id) == Ordering::Equal) {
            Some((earlier, _)) => self.twice(earlier, number, id, name),
            None => {
                self.first = Some((number, id));
                self.name.clear();
                self.name.extend_from_slice(name);
                if let Some(judge) = self.judge.filter(|_| self.suspects.contains(id.as_bytes())) {
                    judge.met(&id.text(), number);
                }
            }
        }
    }

    #[cold]
    fn twice(&mut self, earlier: u64, number: u64, id: Id, name: &[u8]) {
        let kind = FlawKind::Duplicate { id: id.text(), earlier };
        self.flaws.add(self.limit, Flaw { row: number, field: Field::Id, kind });
        if let Some(judge) = self.judge {
            let text = |name: &[u8]| String::from_utf8_lossy(name).into_owned();
            judge.twice(&id.text(), (earlier, &text(&self.name)), (number, &text(name)));
        }
    }
}

/// Merge runs into lines.
fn merge(runs: &[File], mut out: impl Write, doubles: &mut Doubles<'_>) -> io::Result<()> {
    let mut heap = BinaryHeap::new();
    for mut run in runs {
        io::Seek::rewind(&mut run)?;
        let run = BufReader::with_capacity(1 << 18, run);
        let mut next = Box::new(Next { run, number: 0, id: Id::new(b""), name: Vec::new() });
        if next.advance()? {
            heap.push(next);
        }
    }
    while let Some(mut top) = heap.peek_mut() {
        doubles.see(top.number, top.id, &top.name);
        out.write_all(top.id.as_bytes())?;
        out.write_all(b"\t")?;
        out.write_all(&top.name)?;
        out.write_all(b"\n")?;
        if !top.advance()? {
            PeekMut::pop(top);
        }
    }
    out.flush()
}
