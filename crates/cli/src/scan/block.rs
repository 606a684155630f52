//! Cutting a text file into blocks of whole rows.

use std::os::unix::fs::FileExt;
use std::sync::atomic::{AtomicU64, Ordering as Memory};
use std::sync::{Condvar, Mutex, PoisonError};

use super::flaw::{Field, Flaw, FlawKind, Flaws, ScanError};
use super::source::{Lines, TextFile};
use super::{MAX_ROW_BYTES, Progress};

/// How much is read at a time: large enough that a system call doesn't count, small enough to stay in the second-level
/// cache until it is hashed.
const BLOCK: usize = 1 << 18;

/// Room before what is read, for the beginning of a row that the block before could not take.
const CARRY: usize = 1 << 12;

/// Bytes after a block that may be looked at, though they mean nothing.
pub(super) const PADDING: usize = 64;

/// Whole rows of a text file; each ends with LF.
#[derive(Default)]
pub(super) struct Block {
    /// The rows, with other bytes before and at least [`PADDING`] bytes behind them.
    pub(super) bytes: Vec<u8>,
    /// Where the rows begin.
    pub(super) begin: usize,
    /// Where the rows end.
    pub(super) end: usize,
    /// The number of the first.
    pub(super) first_row: u64,
    /// The number of the first row behind the block.
    pub(super) behind: u64,
    /// Whether a quote stands in it.
    pub(super) quoted: bool,
    /// Whether the file's last line had no end of its own.
    pub(super) unended: bool,
}

/// What a chunk of the file needs to know of those before it.
struct Cursor {
    /// The chunk that may be cut now.
    turn: u64,
    /// The beginning of a row that the chunks before could not take.
    carry: Vec<u8>,
    next_row: u64,
    /// The file's end was met, or reading it failed.
    over: bool,
}

/// A text file as a sequence of blocks that threads share.
///
/// Threads read chunks at the same time, and cut them into whole rows one after the other.
pub(super) struct Blocks<'a> {
    text: &'a TextFile,
    next_chunk: AtomicU64,
    cursor: Mutex<Cursor>,
    cut: Condvar,
    progress: Progress<'a>,
}

impl<'a> Blocks<'a> {
    pub(super) fn new(text: &'a TextFile, progress: Progress<'a>) -> Self {
        let cursor = Cursor { turn: 0, carry: Vec::new(), next_row: text.first_row, over: false };
        Self { text, next_chunk: AtomicU64::new(0), cursor: Mutex::new(cursor), cut: Condvar::new(), progress }
    }

    /// The file.
    pub(super) fn text(&self) -> &TextFile {
        self.text
    }

    /// Fill `block` with the next rows; false when there are no more.
    pub(super) fn next(&self, block: &mut Block) -> Result<bool, ScanError> {
        loop {
            let chunk = self.next_chunk.fetch_add(1, Memory::Relaxed);
            let offset = self.text.begin + chunk * BLOCK as u64;
            let read = self.read(offset, block);
            let waiting = self.cursor.lock().unwrap_or_else(PoisonError::into_inner);
            let mut cursor = self
                .cut
                .wait_while(waiting, |cursor| cursor.turn != chunk && !cursor.over)
                .unwrap_or_else(PoisonError::into_inner);
            if cursor.over {
                return Ok(false);
            }
            let found = read.and_then(|read| cursor.cut(block, read, self.text.dialect.lines));
            cursor.turn += 1;
            cursor.over |= found.is_err();
            self.cut.notify_all();
            drop(cursor);
            (self.progress)((offset + BLOCK as u64).min(self.text.size), self.text.size);
            if let Some(more) = found? {
                return Ok(more);
            }
        }
    }

    /// Read up to a block's size; less only at the end of the file.
    fn read(&self, offset: u64, block: &mut Block) -> Result<usize, ScanError> {
        block.bytes.resize(CARRY + BLOCK + 1 + PADDING, 0);
        let buffer = &mut block.bytes[CARRY..CARRY + BLOCK];
        let mut done = 0;
        while done < buffer.len() {
            match self.text.file.read_at(&mut buffer[done..], offset + done as u64) {
                Ok(0) => break,
                Ok(read) => done += read,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => (),
                Err(source) => return Err(ScanError::Io { path: self.text.path.clone(), source }),
            }
        }
        Ok(done)
    }
}

impl Cursor {
    /// Cut the chunk of `read` bytes in `block` into whole rows: whether there are any, or none if the row begun goes on
    /// behind the chunk.
    fn cut(&mut self, block: &mut Block, read: usize, lines: Lines) -> Result<Option<bool>, ScanError> {
        let mut filled = CARRY + read;
        self.over = read < BLOCK;
        filled += put_before(&mut block.bytes, &self.carry);
        block.begin = CARRY.saturating_sub(self.carry.len());
        block.unended = self.over && filled > block.begin && block.bytes[filled - 1] != b'\n';
        if block.unended {
            block.bytes[filled] = b'\n';
            filled += 1;
        }
        let rows = whole_rows(block, filled, lines);
        let left = &block.bytes[block.end..filled];
        if !left.is_empty() && (self.over || left.len() > MAX_ROW_BYTES) {
            return Err(too_long(self.next_row + rows));
        }
        self.carry.clear();
        self.carry.extend_from_slice(left);
        block.first_row = self.next_row;
        self.next_row += rows;
        block.behind = self.next_row;
        Ok(if rows > 0 { Some(true) } else { self.over.then_some(false) })
    }
}

/// Put `carry` right before the chunk; by how much the chunk had to move because there was no room for it.
fn put_before(bytes: &mut Vec<u8>, carry: &[u8]) -> usize {
    let moved = carry.len().saturating_sub(CARRY);
    bytes.splice(0..0, std::iter::repeat_n(0, moved));
    let chunk = CARRY + moved;
    bytes[chunk - carry.len()..chunk].copy_from_slice(carry);
    moved
}

/// Find where the last whole row ends before `filled`, and count the rows.
fn whole_rows(block: &mut Block, filled: usize, lines: Lines) -> u64 {
    let bytes = &block.bytes[block.begin..filled];
    block.quoted = lines == Lines::Loose && memchr::memchr(b'"', bytes).is_some();
    let (length, rows) = if block.quoted { after_even_quotes(bytes) } else { after_last_line(bytes) };
    block.end = block.begin + length;
    rows
}

fn after_last_line(bytes: &[u8]) -> (usize, u64) {
    let end = memchr::memrchr(b'\n', bytes).map_or(0, |last| last + 1);
    (end, memchr::memchr_iter(b'\n', &bytes[..end]).count() as u64)
}

/// A row ends at a line end with an even number of quotes before it: inside quotes there is an odd number.
fn after_even_quotes(bytes: &[u8]) -> (usize, u64) {
    let (mut end, mut rows, mut inside) = (0, 0, false);
    for at in memchr::memchr2_iter(b'"', b'\n', bytes) {
        if bytes[at] == b'"' {
            inside = !inside;
        } else if !inside {
            (end, rows) = (at + 1, rows + 1);
        }
    }
    (end, rows)
}

fn too_long(row: u64) -> ScanError {
    let flaw = Flaw { row, field: Field::Row, kind: FlawKind::TooLong };
    ScanError::Flawed(Flaws { list: vec![flaw], total: 1, ..Flaws::default() })
}
