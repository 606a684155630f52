//! Cutting a text file into blocks of whole rows.

use std::os::unix::fs::FileExt;
use std::sync::{Mutex, PoisonError};

use super::flaw::{Field, Flaw, FlawKind, Flaws, ScanError};
use super::source::{Lines, TextFile};
use super::{MAX_ROW_BYTES, Progress};

/// How much is read at a time: large enough that a system call doesn't count, small enough to stay in the second-level
/// cache until it is hashed.
const BLOCK: usize = 1 << 20;

/// Bytes after a block that may be looked at, though they mean nothing.
pub(super) const PADDING: usize = 64;

/// Whole rows of a text file; each ends with LF.
#[derive(Default)]
pub(super) struct Block {
    /// The rows, and at least [`PADDING`] bytes more.
    pub(super) bytes: Vec<u8>,
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

struct Cursor {
    offset: u64,
    /// The beginning of a row that the block before could not take.
    carry: Vec<u8>,
    next_row: u64,
    ended: bool,
}

/// A text file as a sequence of blocks that threads share.
pub(super) struct Blocks<'a> {
    text: &'a TextFile,
    cursor: Mutex<Cursor>,
    progress: Progress<'a>,
}

impl<'a> Blocks<'a> {
    pub(super) fn new(text: &'a TextFile, progress: Progress<'a>) -> Self {
        let cursor = Cursor { offset: text.begin, carry: Vec::new(), next_row: text.first_row, ended: false };
        Self { text, cursor: Mutex::new(cursor), progress }
    }

    /// The file.
    pub(super) fn text(&self) -> &TextFile {
        self.text
    }

    /// Fill `block` with the next rows; false at the end of the file. Only this much happens one thread at a time: a read, a
    /// search for the last end of a row, and a count of rows.
    pub(super) fn next(&self, block: &mut Block) -> Result<bool, ScanError> {
        let mut cursor = self.cursor.lock().unwrap_or_else(PoisonError::into_inner);
        let mut filled = cursor.carry.len();
        block.unended = false;
        make_room(&mut block.bytes, filled);
        block.bytes[..filled].copy_from_slice(&cursor.carry);
        let rows = loop {
            let read = if cursor.ended { 0 } else { self.read(cursor.offset, block, filled)? };
            filled += read;
            cursor.offset += read as u64;
            cursor.ended |= read < BLOCK;
            if cursor.ended && filled > 0 && block.bytes[filled - 1] != b'\n' {
                block.bytes[filled] = b'\n';
                filled += 1;
                block.unended = true;
            }
            if let Some(rows) = whole_rows(block, filled, self.text.dialect.lines) {
                break rows;
            }
            if filled == 0 {
                return Ok(false);
            }
            if cursor.ended || filled > MAX_ROW_BYTES {
                return Err(too_long(cursor.next_row));
            }
            make_room(&mut block.bytes, filled);
        };
        let Some(left) = block.bytes.get(block.end..filled) else { unreachable!("rows end within what was read") };
        if cursor.ended && !left.is_empty() {
            return Err(too_long(cursor.next_row + rows));
        }
        cursor.carry.clear();
        cursor.carry.extend_from_slice(left);
        block.first_row = cursor.next_row;
        cursor.next_row += rows;
        block.behind = cursor.next_row;
        (self.progress)(cursor.offset, self.text.size);
        Ok(true)
    }

    /// Read up to a block's size behind what is `filled`; less only at the end of the file.
    fn read(&self, offset: u64, block: &mut Block, filled: usize) -> Result<usize, ScanError> {
        let buffer = &mut block.bytes[filled..filled + BLOCK];
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

fn make_room(bytes: &mut Vec<u8>, filled: usize) {
    let needed = filled + BLOCK + 1 + PADDING;
    if bytes.len() < needed {
        bytes.resize(needed, 0);
    }
}

/// Find where the last whole row among the first `filled` bytes ends, and count the rows; none if there is none.
fn whole_rows(block: &mut Block, filled: usize, lines: Lines) -> Option<u64> {
    let bytes = &block.bytes[..filled];
    block.quoted = lines == Lines::Loose && memchr::memchr(b'"', bytes).is_some();
    let (end, rows) = if block.quoted { after_even_quotes(bytes) } else { after_last_line(bytes) };
    block.end = end;
    (end > 0).then_some(rows)
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
    ScanError::Flawed(Flaws { list: vec![flaw], total: 1, disorder: None })
}
