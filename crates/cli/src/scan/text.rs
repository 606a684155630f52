//! Rows of delimited text.
//!
//! A row in which everything is as usual is read in one pass that looks at eight bytes at a time, and finds the end of the
//! id and anything that can't stand in one at once. Whatever else occurs goes the slow and thorough way.

use std::fs::File;
use std::io;
use std::ops::Range;
use std::os::unix::fs::FileExt;

use super::MAX_ROW_BYTES;
use super::block::{Block, PADDING};
use super::check::{Checker, Sink};
use super::flaw::{Field, FlawKind};
use super::id::{Id, MAX_ID};
use super::source::{Dialect, Lines, TextFile};

/// The beginning of a text file.
pub(super) struct Opening {
    /// The fields of its first row: names, if that is a header.
    pub(super) names: Vec<String>,
    /// Where the first row of data begins.
    pub(super) begin: u64,
}

/// Look at a file's first row.
pub(super) fn opening(file: &File, dialect: &Dialect) -> io::Result<Opening> {
    const MARK: &[u8] = b"\xef\xbb\xbf";
    let mut bytes = vec![0; MAX_ROW_BYTES];
    let mut filled = 0;
    while filled < bytes.len() {
        match file.read_at(&mut bytes[filled..], filled as u64)? {
            0 => break,
            read => filled += read,
        }
    }
    bytes.truncate(filled);
    let loose = dialect.lines == Lines::Loose;
    let mark = if loose && bytes.starts_with(MARK) { MARK.len() } else { 0 };
    let row = first_row(&bytes[mark..], loose);
    let names = Fields::of(without_end(row, dialect.lines), dialect);
    let names = names.list.iter().map(|field| String::from_utf8_lossy(field).into_owned()).collect();
    let begin = if dialect.header { mark + row.len() } else { mark };
    Ok(Opening { names, begin: begin as u64 })
}

/// How many bytes the first `rows` rows of loose text take; none if there are fewer, or a quotation mark stands where it may
/// not.
#[must_use]
pub fn length_of_rows(text: &[u8], rows: u64, delimiter: u8) -> Option<usize> {
    let dialect = Dialect { delimiter, lines: Lines::Loose, ..Dialect::SUBJECTS };
    let mut length = 0;
    for _ in 0..rows {
        if length == text.len() {
            return None;
        }
        let row = first_row(&text[length..], true);
        if !Fields::of(without_end(row, Lines::Loose), &dialect).sound {
            return None;
        }
        length += row.len();
    }
    Some(length)
}

fn first_row(bytes: &[u8], quotes: bool) -> &[u8] {
    let mut inside = false;
    for at in memchr::memchr2_iter(b'"', b'\n', bytes) {
        if bytes[at] == b'"' {
            inside ^= quotes;
        } else if !inside {
            return &bytes[..=at];
        }
    }
    bytes
}

fn without_end(row: &[u8], lines: Lines) -> &[u8] {
    let row = row.strip_suffix(b"\n").unwrap_or(row);
    match lines {
        Lines::Loose => row.strip_suffix(b"\r").unwrap_or(row),
        Lines::Exact => row,
    }
}

/// The fields of a row, unquoted.
struct Fields {
    list: Vec<Vec<u8>>,
    /// Whether every quote stands where it may.
    sound: bool,
}

impl Fields {
    fn of(row: &[u8], dialect: &Dialect) -> Self {
        if dialect.lines == Lines::Exact || memchr::memchr(b'"', row).is_none() {
            let list = row.split(|&byte| byte == dialect.delimiter).map(<[u8]>::to_vec).collect();
            return Self { list, sound: true };
        }
        let mut inside = false;
        let parts = row.split(|&byte| {
            inside ^= byte == b'"';
            byte == dialect.delimiter && !inside
        });
        let fields: Vec<Option<Vec<u8>>> = parts.map(unquote).collect();
        let sound = fields.iter().all(Option::is_some);
        Self { list: fields.into_iter().map(Option::unwrap_or_default).collect(), sound }
    }
}

/// A field without its quotes; none if one stands where it may not (RFC 4180, section 2, rules 5–7).
fn unquote(field: &[u8]) -> Option<Vec<u8>> {
    let Some(inner) = field.strip_prefix(b"\"") else {
        return memchr::memchr(b'"', field).is_none().then(|| field.to_vec());
    };
    let mut plain = Vec::with_capacity(inner.len());
    let mut bytes = inner.strip_suffix(b"\"")?.iter();
    while let Some(&byte) = bytes.next() {
        if byte == b'"' && bytes.next() != Some(&b'"') {
            return None;
        }
        plain.push(byte);
    }
    Some(plain)
}

/// The longest row that is still usual in bytes; no cell of it can be beyond what a spreadsheet holds.
const USUAL_BYTES: usize = 1 << 14;

/// Where a usual row's fields are, and where the next row begins.
struct Usual {
    id: Range<usize>,
    stratum: Range<usize>,
    next: usize,
}

/// Check every row of a block and hand the good ones on.
pub(super) fn rows<S: Sink>(file: &TextFile, block: &Block, checker: &mut Checker<'_>, sink: &mut S) {
    let text = &block.bytes[..block.end + PADDING];
    let (mut at, mut row) = (block.begin, block.first_row);
    if checker.is_judged() && is_odd(&block.bytes[block.begin..block.end]) {
        return checker.note_odd(row);
    }
    while at < block.end {
        let next = match usual(file, text, at) {
            Some(usual) if !block.quoted || !has_quote(&text[at..usual.next]) => {
                let id = text[usual.id.start..].first_chunk().map(|window| Id::in_window(window, usual.id.len()));
                let known = id.is_some_and(|id| checker.usual(row, id, &text[usual.stratum.clone()], sink));
                if known { usual.next } else { unusual(file, &text[at..block.end], row, checker, sink) + at }
            }
            _ => unusual(file, &text[at..block.end], row, checker, sink) + at,
        };
        (at, row) = (next, row + 1);
    }
    if block.unended && file.dialect.lines == Lines::Exact {
        checker.flaw(row - 1, Field::Row, FlawKind::Ending);
    }
}

/// Whether there are bytes in rows that make sense only to a reader of the whole file: such as aren't UTF-8, and line ends of
/// CR alone.
#[must_use]
pub fn is_odd(rows: &[u8]) -> bool {
    let alone = |at: usize| rows.get(at + 1) != Some(&b'\n');
    std::str::from_utf8(rows).is_err() || memchr::memchr_iter(b'\r', rows).any(alone)
}

/// Read a row whose number of fields and id are right; none if anything is out of the ordinary.
#[inline(always)]
fn usual(file: &TextFile, text: &[u8], mut at: usize) -> Option<Usual> {
    let Dialect { delimiter, id: id_column, stratum: stratum_column, lines, .. } = file.dialect;
    let begin = at;
    let (mut id, mut stratum) = (0..0, 0..0);
    let last = file.fields - 1;
    for column in 0..=last {
        let end = if column == id_column { id_end(text, at, delimiter) } else { field_end(text, at, delimiter) };
        let (field, next) = if column < last {
            (text[end] == delimiter).then_some((at..end, end + 1))?
        } else {
            last_field(text, at..end, lines)?
        };
        if column == id_column {
            id = field.clone();
        }
        if column == stratum_column {
            stratum = field;
        }
        at = next;
    }
    let formed = at - begin <= USUAL_BYTES
        && !file.unusual
        && !id.is_empty()
        && id.len() <= MAX_ID
        && text[id.start] != b' '
        && text[id.end - 1] != b' ';
    formed.then_some(Usual { id, stratum, next: at })
}

/// A row's last field, found so far as `field`, without its line end, and where the next row begins.
#[inline]
fn last_field(text: &[u8], field: Range<usize>, lines: Lines) -> Option<(Range<usize>, usize)> {
    let Range { start, end } = field;
    let loose = lines == Lines::Loose;
    match text[end] {
        b'\n' if loose && end > start && text[end - 1] == b'\r' => Some((start..end - 1, end + 1)),
        b'\n' => Some((start..end, end + 1)),
        b'\r' if loose && text[end + 1] == b'\n' => Some((start..end, end + 2)),
        _ => None,
    }
}

/// Read the first row of `text` whatever it holds; its length.
#[cold]
fn unusual<S: Sink>(file: &TextFile, text: &[u8], row: u64, checker: &mut Checker<'_>, sink: &mut S) -> usize {
    let dialect = &file.dialect;
    let line = first_row(text, dialect.lines == Lines::Loose);
    let length = line.len();
    let line = without_end(line, dialect.lines);
    let fields = Fields::of(line, dialect);
    if checker.is_judged() && !fields.sound {
        checker.note_odd(row);
    } else if checker.by_judge(row, if line.is_empty() { &[] } else { &fields.list }, sink) {
        return length;
    } else if line.is_empty() {
        checker.flaw(row, Field::Row, FlawKind::EmptyLine);
    } else if !fields.sound {
        checker.flaw(row, Field::Row, FlawKind::Quote);
    } else if fields.list.len() != file.fields {
        let kind = FlawKind::Fields { expected: file.fields, found: fields.list.len() };
        checker.flaw(row, Field::Row, kind);
    } else {
        checker.thorough(row, (&fields.list[dialect.id], &fields.list[dialect.stratum]), sink);
    }
    length
}

fn has_quote(row: &[u8]) -> bool {
    memchr::memchr(b'"', row).is_some()
}

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// The high bit of each byte equal to `byte`; above the first such byte there may be false ones.
#[inline]
fn equal_to(word: u64, byte: u8) -> u64 {
    let difference = word ^ (ONES * u64::from(byte));
    difference.wrapping_sub(ONES) & !difference & HIGH
}

#[inline]
fn word_at(text: &[u8], at: usize) -> Option<u64> {
    text.get(at..)?.first_chunk().map(|bytes| u64::from_le_bytes(*bytes))
}

/// The first byte from `at` on that is a delimiter or can't stand in an id.
#[inline]
fn id_end(text: &[u8], at: usize, delimiter: u8) -> usize {
    first_marked(text, at, |word| {
        let control = word.wrapping_sub(ONES * 0x20) & !word & HIGH;
        control | word & HIGH | equal_to(word, 0x7f) | equal_to(word, delimiter)
    })
}

/// The first byte from `at` on that is a delimiter or ends the line.
#[inline]
fn field_end(text: &[u8], at: usize, delimiter: u8) -> usize {
    first_marked(text, at, |word| equal_to(word, delimiter) | equal_to(word, b'\n'))
}

/// The first byte from `at` on that `marks` marks; text ends with a line end and padding, so there is one.
#[inline]
fn first_marked(text: &[u8], mut at: usize, marks: impl Fn(u64) -> u64) -> usize {
    while let Some(word) = word_at(text, at) {
        let marked = marks(word);
        if marked != 0 {
            return at + marked.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    text.len() - PADDING
}
