//! CSV and its relatives: which encoding, which delimiter, and the rows (RFC 4180, and what Excel makes of it).

use std::ops::ControlFlow;

use encoding_rs::{Encoding, GB18030, UTF_16BE, UTF_16LE};

use crate::roster::Unreadable;
use crate::roster::cell::{CellKind, Row};
use crate::roster::source::{Layout, within_limits};

/// The delimiters told apart; the first wins a tie.
const DELIMITERS: [char; 3] = [',', '\t', ';'];
/// Lines looked at for the delimiter.
const SAMPLE_LINES: usize = 20;
/// So many well-formed multi-byte characters of UTF-8 in a row don't come about by chance in GBK text: what follows them
/// is damaged UTF-8, and to read it as GB18030 would turn every name into gibberish.
const SURELY_UTF8: usize = 8;

/// A file of text, decoded.
pub struct Text {
    text: String,
    encoding: &'static str,
    delimiter: char,
}

impl Text {
    /// Decode the bytes and find the delimiter.
    pub fn open(bytes: Vec<u8>) -> Result<Self, Unreadable> {
        let (text, encoding) = decode(bytes)?;
        let delimiter = delimiter_of(&text);
        Ok(Self { text, encoding, delimiter })
    }

    /// The encoding and delimiter found.
    pub fn layout(&self) -> Layout {
        Layout::Text { encoding: self.encoding, delimiter: self.delimiter }
    }

    /// Show every row.
    pub fn visit(&self, each: &mut dyn FnMut(&Row) -> ControlFlow<()>) -> Result<(), Unreadable> {
        let delimiter = u8::try_from(self.delimiter).expect("delimiters are ASCII");
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(self.text.as_bytes());
        let mut record = csv::StringRecord::new();
        let mut row = Row::default();
        let mut start = 0;
        while reader.read_record(&mut record).map_err(|error| Unreadable::Io(error.to_string()))? {
            let end = usize::try_from(reader.position().byte()).unwrap_or(self.text.len()).min(self.text.len());
            row.number += 1 + blank_lines(&self.text.as_bytes()[..end], start);
            if end == self.text.len() && is_open_quote(&self.text.as_bytes()[start..end]) {
                return Err(Unreadable::OpenQuote { row: row.number });
            }
            start = end;
            row.cells.truncate(record.len());
            for (index, field) in record.iter().enumerate() {
                row.set(index, field, CellKind::Text);
            }
            within_limits(&row)?;
            if each(&row).is_break() {
                break;
            }
        }
        Ok(())
    }
}

/// The empty lines before the record that begins at `start` or behind them. The CSV reader passes over them, spreadsheets
/// count them.
fn blank_lines(text: &[u8], start: usize) -> u64 {
    let mut at = start;
    // The reader may end a record between the two halves of CR LF.
    if at > 0 && text[at - 1] == b'\r' && text.get(at) == Some(&b'\n') {
        at += 1;
    }
    let mut lines = 0;
    loop {
        match (text.get(at), text.get(at + 1)) {
            (Some(b'\r'), Some(b'\n')) => at += 2,
            (Some(b'\r' | b'\n'), _) => at += 1,
            _ => return lines,
        }
        lines += 1;
    }
}

/// Whether the last record of a file runs over line ends and has an odd number of quotation marks: it swallowed rows.
fn is_open_quote(record: &[u8]) -> bool {
    let marks = record.iter().filter(|&&byte| byte == b'"').count();
    let inner = record.trim_ascii().iter().any(|&byte| byte == b'\n' || byte == b'\r');
    marks % 2 == 1 && inner
}

/// BOM, else valid UTF-8, else GB18030 without errors, else nothing.
fn decode(bytes: Vec<u8>) -> Result<(String, &'static str), Unreadable> {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        if encoding == UTF_16LE || encoding == UTF_16BE {
            let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..]);
            return match text {
                Some(text) => Ok((text.into_owned(), "UTF-16")),
                None => Err(Unreadable::Encoding { row: first_bad_row(&bytes, encoding), encoding: "UTF-16" }),
            };
        }
        return match std::str::from_utf8(&bytes[mark..]) {
            Ok(text) => Ok((text.to_owned(), "UTF-8 BOM")),
            Err(error) => Err(broken_utf8(&bytes, mark + error.valid_up_to())),
        };
    }
    let (bytes, valid) = match String::from_utf8(bytes) {
        Ok(text) => return Ok((text, "UTF-8")),
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            (error.into_bytes(), valid)
        }
    };
    let well_formed = std::str::from_utf8(&bytes[..valid]).unwrap_or_default();
    if well_formed.chars().filter(|c| !c.is_ascii()).take(SURELY_UTF8).count() == SURELY_UTF8 {
        return Err(broken_utf8(&bytes, valid));
    }
    match GB18030.decode_without_bom_handling_and_without_replacement(&bytes) {
        Some(text) => Ok((text.into_owned(), "GB18030")),
        None => Err(Unreadable::Encoding { row: first_bad_row(&bytes, GB18030), encoding: "GB18030" }),
    }
}

fn broken_utf8(bytes: &[u8], at: usize) -> Unreadable {
    Unreadable::Encoding { row: line_ends(&bytes[..at]) + 1, encoding: "UTF-8" }
}

fn line_ends(bytes: &[u8]) -> u64 {
    bytes.iter().map(|&byte| u64::from(byte == b'\n')).sum()
}

/// The line with the first bytes that aren't of this encoding.
fn first_bad_row(bytes: &[u8], encoding: &'static Encoding) -> u64 {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let before = text.split('\u{fffd}').next().unwrap_or_default();
    line_ends(before.as_bytes()) + 1
}

/// The delimiter of the first lines: the one whose (lower) median number per line is greatest, and among equals the one that is
/// more frequent in all. The median, because titles above the header have none.
fn delimiter_of(text: &str) -> char {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(SAMPLE_LINES).collect();
    let merit = |delimiter: char| {
        let mut counts: Vec<usize> = lines.iter().map(|line| outside_quotes(line, delimiter)).collect();
        counts.sort_unstable();
        (counts.get(counts.len().saturating_sub(1) / 2).copied().unwrap_or(0), counts.iter().sum::<usize>())
    };
    let mut best = DELIMITERS[0];
    for delimiter in DELIMITERS {
        if merit(delimiter) > merit(best) {
            best = delimiter;
        }
    }
    best
}

fn outside_quotes(line: &str, delimiter: char) -> usize {
    let mut inside = false;
    let mut count = 0;
    for c in line.chars() {
        inside ^= c == '"';
        count += usize::from(!inside && c == delimiter);
    }
    count
}
