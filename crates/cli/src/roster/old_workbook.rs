//! What an XLS file claims, before memory is laid out for it.
//!
//! A sheet of an XLS file is held as a rectangle. A few bytes can claim one of billions of cells, which is more than a machine has; so the
//! records that say where cells stand are gone over first (MS-XLS, sections 2.1.4 and 2.4).

use std::io::{Cursor, Read};

use crate::roster::Unreadable;

/// The most cells of all sheets' rectangles together: some 400 MB.
const CELLS: u64 = 16_000_000;
/// The columns of the format.
const COLUMNS: u16 = 256;
/// The rows of the format.
const ROWS: u32 = 65_536;

const BEGIN: u16 = 0x0809;
const DIMENSIONS: u16 = 0x0200;
const LOCKED: u16 = 0x002f;
/// Several numbers of a row in one record, which ends with the last column.
const NUMBERS: u16 = 0x00bd;
/// Records that begin with row and column: numbers, labels, truths, formulas, blanks, of all versions.
const CELL: [u16; 14] =
    [0x0001, 0x0002, 0x0003, 0x0004, 0x0005, 0x0006, 0x00bd, 0x00d6, 0x00fd, 0x0203, 0x0204, 0x0205, 0x0206, 0x027e];

/// Refuse what can't be read, or claims too much.
///
/// # Errors
/// [`Unreadable::Locked`], [`Unreadable::Workbook`], [`Unreadable::TooManyColumns`].
pub fn guard(bytes: &[u8]) -> Result<(), Unreadable> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(damaged)?;
    // An XLSX file with a password looks like this too.
    if file.exists("/EncryptedPackage") {
        return Err(Unreadable::Locked);
    }
    let name = if file.exists("/Workbook") { "/Workbook" } else { "/Book" };
    let mut stream = Vec::new();
    file.open_stream(name).and_then(|mut open| open.read_to_end(&mut stream)).map_err(damaged)?;
    records(&stream)
}

#[expect(clippy::needless_pass_by_value, reason = "taken by `map_err`")]
fn damaged(why: std::io::Error) -> Unreadable {
    Unreadable::Workbook(why.to_string())
}

/// The rectangle that a sheet's cells span so far.
#[derive(Clone, Copy, Default)]
struct Span(Option<[u16; 4]>);

impl Span {
    fn with(self, row: u16, columns: [u16; 2]) -> Self {
        let [top, bottom, left, right] = self.0.unwrap_or([row, row, columns[0], columns[0]]);
        Self(Some([top.min(row), bottom.max(row), left.min(columns[0]), right.max(columns[1])]))
    }

    fn cells(self) -> u64 {
        let side = |from: u16, to: u16| u64::from(to) - u64::from(from) + 1;
        self.0.map_or(0, |[top, bottom, left, right]| side(top, bottom) * side(left, right))
    }
}

fn records(mut stream: &[u8]) -> Result<(), Unreadable> {
    let (mut span, mut cells) = (Span::default(), 0);
    while let Some((head, rest)) = stream.split_at_checked(4) {
        let (kind, length) = (word(head, 0), usize::from(word(head, 2)));
        let Some((data, behind)) = rest.split_at_checked(length) else { break };
        stream = behind;
        match kind {
            LOCKED if word(data, 0) != 0 || data.len() > 2 => return Err(Unreadable::Locked),
            BEGIN => {
                cells += span.cells();
                span = Span::default();
            }
            DIMENSIONS => cells += dimensions(data)?,
            _ if CELL.contains(&kind) && data.len() >= 4 => {
                let column = word(data, 2);
                let last = if kind == NUMBERS { word(data, data.len() - 2) } else { column };
                if column.max(last) >= COLUMNS || last < column {
                    let row = u64::from(word(data, 0)) + 1;
                    return Err(Unreadable::TooManyColumns { row, limit: usize::from(COLUMNS) });
                }
                span = span.with(word(data, 0), [column, last]);
            }
            _ => {}
        }
        if cells + span.cells() > CELLS {
            return Err(Unreadable::Workbook("its cells lie too far apart".to_owned()));
        }
    }
    Ok(())
}

/// How many cells a sheet says it has. Writers differ in whether the ends count, so they are taken to.
fn dimensions(data: &[u8]) -> Result<u64, Unreadable> {
    let long = |at: usize| u32::from(word(data, at)) | u32::from(word(data, at + 2)) << 16;
    let (top, bottom, left, right) = match data.len() {
        10 => (u32::from(word(data, 0)), u32::from(word(data, 2)), word(data, 4), word(data, 6)),
        14 | 16 => (long(0), long(4), word(data, 8), word(data, 10)),
        _ => return Ok(0),
    };
    if bottom > ROWS || top > bottom || right > COLUMNS {
        return Err(Unreadable::Workbook("it says that it is larger than it can be".to_owned()));
    }
    // A left end behind the right one counts as the first column.
    let left = if left > right { 0 } else { left };
    Ok(u64::from(bottom - top) * u64::from(right - left))
}

/// Two bytes, the lower one first; 0 where there are none.
fn word(data: &[u8], at: usize) -> u16 {
    let bytes = data.get(at..at + 2).and_then(|two| two.try_into().ok());
    bytes.map_or(0, u16::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, words: &[u16]) -> Vec<u8> {
        let length = u16::try_from(words.len() * 2).unwrap();
        [kind, length].iter().chain(words).flat_map(|word| word.to_le_bytes()).collect()
    }

    #[test]
    fn a_sheet_that_claims_more_than_it_can_hold_is_refused() {
        let check = |stream: &[Vec<u8>], sound: bool| assert_eq!(records(&stream.concat()).is_ok(), sound);
        check(&[record(0x0203, &[0, 0, 0, 0, 0, 0, 0]), record(0x0203, &[999, 9, 0, 0, 0, 0, 0])], true);
        check(&[record(0x0203, &[0, 300, 0, 0, 0, 0, 0])], false);
        check(&[record(NUMBERS, &[0, 0, 0, 0, 0, 65_000])], false);
        check(&[record(DIMENSIONS, &[0, 0, 0xffff, 0xffff, 0, 255, 0])], false);
        check(&[record(DIMENSIONS, &[5, 0, 4, 0, 0, 255, 0])], false);
        check(&[record(DIMENSIONS, &[0, 0, 1000, 0, 0, 20, 0])], true);
        let far = [record(0x0203, &[0, 0, 0, 0, 0, 0, 0]), record(0x0203, &[65_535, 255, 0, 0, 0, 0, 0])].concat();
        check(&[far.clone(), record(BEGIN, &[0])], false);
    }

    #[test]
    fn a_password_is_seen() {
        assert_eq!(records(&record(LOCKED, &[1, 0, 0])), Err(Unreadable::Locked));
    }
}
