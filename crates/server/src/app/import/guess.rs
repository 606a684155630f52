//! Where the header stands and which column is probably which, for the person to confirm.

use std::ops::ControlFlow;

use lots_cli::roster::Unreadable;
use lots_cli::roster::cell::Row;
use lots_cli::roster::header::plain;
use lots_cli::roster::limits::HEADER_WITHIN_ROWS;
use lots_cli::roster::source::{Layout, Source};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::Field;
use super::spool::Mapping;

/// How many rows are shown of each column.
const SAMPLES: usize = 5;
/// The header of the error file's last column, in both languages: it is no column of the sender's.
const REASONS: [&str; 2] = ["错误原因", "Reasons"];

/// The first rows of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// The sheets of a workbook, the first one first.
    pub sheets: Vec<String>,
    /// The sheet looked at.
    pub sheet: Option<String>,
    /// The row of the header, from 1.
    pub header_row: u64,
    /// The header's names.
    pub headers: Vec<String>,
    /// For each of them what stands in the first rows below.
    pub samples: Vec<Vec<String>>,
}

/// Look at the first rows. Without `header_row` the header is the first of the first rows that names most fields.
///
/// # Errors
/// [`Unreadable`].
pub fn look(source: &Source, fields: &[Field], header_row: Option<u64>) -> Result<Preview, Unreadable> {
    let rows = first_rows(source, header_row.unwrap_or(1))?;
    let at = match header_row {
        Some(_) => 0,
        None => header_among(&rows, fields),
    };
    let header = rows.get(at).ok_or(Unreadable::Empty)?;
    let headers: Vec<String> = texts(header);
    let below = &rows[at + 1..rows.len().min(at + 1 + SAMPLES)];
    let column = |index: usize| below.iter().map(|row| text(row, index)).collect();
    let samples = (0..headers.len()).map(column).collect();
    let (sheets, sheet) = match source.layout() {
        Layout::Workbook { sheet, others } => (std::iter::once(sheet.clone()).chain(others).collect(), Some(sheet)),
        Layout::Text { .. } | Layout::Columnar => (Vec::new(), None),
    };
    Ok(Preview { sheets, sheet, header_row: header.number, headers, samples })
}

fn first_rows(source: &Source, from: u64) -> Result<Vec<Row>, Unreadable> {
    let most = usize::try_from(HEADER_WITHIN_ROWS).unwrap_or(usize::MAX) + SAMPLES + 1;
    let mut rows: Vec<Row> = Vec::new();
    source.visit(&mut |row| {
        if row.number >= from && !row.is_blank() {
            rows.push(row.clone());
        }
        if rows.len() < most { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    Ok(rows)
}

/// The row that names most fields; where none names any, the first with more than one cell.
fn header_among(rows: &[Row], fields: &[Field]) -> usize {
    let named = |row: &Row| guess(&texts(row), fields).len();
    let among: Vec<usize> = rows.iter().take_while(|row| row.number <= HEADER_WITHIN_ROWS).map(named).collect();
    let most = among.iter().copied().max().unwrap_or(0);
    let best = among.iter().position(|&count| count == most).filter(|_| most > 0);
    best.or_else(|| rows.iter().position(|row| row.filled_width() > 1)).unwrap_or(0)
}

fn texts(row: &Row) -> Vec<String> {
    let cells = row.cells[..row.filled_width()].iter().map(|cell| cell.text.trim().to_owned());
    let mut texts: Vec<String> = cells.collect();
    if texts.last().is_some_and(|last| REASONS.contains(&last.as_str())) {
        texts.pop();
    }
    texts
}

fn text(row: &Row, index: usize) -> String {
    row.cells.get(index).map_or_else(String::new, |cell| cell.text.chars().take(60).collect())
}

/// The columns that are probably the fields', each taken once; fields and their names in their order.
#[must_use]
pub fn guess(headers: &[String], fields: &[Field]) -> Mapping {
    let plain: Vec<String> = headers.iter().map(|header| plain(header)).collect();
    let mut mapping = Mapping::new();
    for field in fields {
        let free = |index: &usize| !mapping.values().any(|taken| taken == index);
        let named = |known: &&'static str| (0..plain.len()).filter(free).find(|index| plain[*index] == *known);
        if let Some(index) = field.known.iter().find_map(named) {
            mapping.insert(field.name.to_owned(), index);
        }
    }
    mapping
}

/// What a set of headers is remembered by.
#[must_use]
pub fn digest(headers: &[String]) -> Vec<u8> {
    let plain: Vec<String> = headers.iter().map(|header| plain(header)).collect();
    Sha256::digest(plain.join("\n").as_bytes()).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELDS: &[Field] = &[
        Field { name: "code", label_key: "", help_key: "", required: true, known: &["执法证号", "编号"] },
        Field { name: "name", label_key: "", help_key: "", required: true, known: &["姓名"] },
    ];

    fn preview(text: &str, header_row: Option<u64>) -> Preview {
        look(&Source::from_bytes(text.as_bytes().to_vec(), None).unwrap(), FIELDS, header_row).unwrap()
    }

    #[test]
    fn the_header_is_found_below_titles() {
        let seen = preview("执法人员名录,\n\n序号,姓名,执法证号,错误原因\n1,甲,A1,没有\n2,乙,A2,\n", None);
        assert_eq!((seen.header_row, seen.headers), (3, vec!["序号".into(), "姓名".into(), "执法证号".to_owned()]));
        assert_eq!(seen.samples[1], ["甲", "乙"]);
    }

    #[test]
    fn the_person_may_say_where_the_header_stands() {
        assert_eq!(preview("姓名,执法证号\n甲,A1\n乙,A2\n", Some(2)).headers, ["甲", "A1"]);
    }

    #[test]
    fn each_column_is_taken_once_and_the_surest_name_wins() {
        let check = |headers: &[&str], expected: &[(&str, usize)]| {
            let headers: Vec<String> = headers.iter().map(|&header| header.to_owned()).collect();
            let expected = expected.iter().map(|&(field, index)| (field.to_owned(), index)).collect();
            assert_eq!(guess(&headers, FIELDS), expected);
        };
        check(&["编号", "执法证号（必填）", "姓 名"], &[("code", 1), ("name", 2)]);
        check(&["编号", "单位"], &[("code", 0)]);
        check(&["x"], &[]);
    }
}
