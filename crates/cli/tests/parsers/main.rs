//! The reading of rosters on arbitrary bytes and on damaged copies of good files.

mod invariants;

use std::sync::Arc;

use lots_cli::roster::Unreadable;
use lots_cli::roster::source::Source;
use parquet::data_type::{ByteArray, ByteArrayType};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use proptest::collection::vec;
use proptest::prelude::*;
use rust_xlsxwriter::Workbook;

const SUBJECTS: &str = "统一社会信用代码,分层\n91350100M000100Y43,食品\n912100003MA0023757,药品\n";
const EXCLUDED: &str = "统一社会信用代码\t排除原因\n91350100M000100Y43\tclosed\n";
const INSPECTORS: &str = "代码,人员池,上限,证件有效期\nE01,all;主办,5,2027年3月5日\nE02,all,0,2027-03-05\n";
const RECUSALS: &str = "执法人员代码;统一社会信用代码;回避原因\nE01;91350100M000100Y43;relative\n";

fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, line) in (0..).zip(SUBJECTS.lines()) {
        for (column, cell) in (0..).zip(line.split(',')) {
            sheet.write_string(row, column, cell).expect("the cell is within the sheet");
        }
    }
    book.save_to_buffer().expect("the workbook is sound")
}

fn columnar() -> Vec<u8> {
    let schema = "message roster { required binary id (UTF8); required binary stratum (UTF8); }";
    let schema = Arc::new(parse_message_type(schema).expect("the schema is sound"));
    let mut file = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut file, schema, Arc::default()).expect("the writer opens");
    let mut group = writer.next_row_group().expect("a group opens");
    for texts in [["91350100M000100Y43", "912100003MA0023757"], ["食品", "药品"]] {
        let mut column = group.next_column().expect("a column opens").expect("the schema has it");
        let values = texts.map(ByteArray::from);
        column.typed::<ByteArrayType>().write_batch(&values, None, None).expect("the values fit");
        column.close().expect("the column closes");
    }
    group.close().expect("the group closes");
    writer.close().expect("the file closes");
    file
}

fn gb18030(text: &str) -> Vec<u8> {
    encoding_rs::GB18030.encode(text).0.into_owned()
}

fn utf16(text: &str) -> Vec<u8> {
    "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

fn texts() -> Vec<Vec<u8>> {
    let utf8 = [SUBJECTS, EXCLUDED, INSPECTORS, RECUSALS].map(|text| text.as_bytes().to_vec());
    utf8.into_iter().chain([gb18030(SUBJECTS), utf16(INSPECTORS)]).collect()
}

/// `text` with some bytes replaced at some places.
fn damaged(good: Vec<Vec<u8>>, edits: std::ops::Range<usize>) -> impl Strategy<Value = Vec<u8>> {
    let words = ["\"", ",", "\t", "\n", "\r", ";", "\u{3000}", "'", "=", "1E+17", "99999999999999999999"];
    let inserted = prop_oneof![
        prop::sample::select(words.to_vec()).prop_map(|word| word.as_bytes().to_vec()),
        vec(any::<u8>(), 0..4),
    ];
    let edit = (any::<prop::sample::Index>(), 0..4usize, inserted);
    (prop::sample::select(good), vec(edit, edits)).prop_map(|(mut text, edits)| {
        for (at, removed, inserted) in edits {
            let at = at.index(text.len() + 1);
            let end = (at + removed).min(text.len());
            text.splice(at..end, inserted);
        }
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes_are_read_or_refused(bytes in vec(any::<u8>(), 0..500)) {
        invariants::roster(&bytes);
    }

    #[test]
    fn a_damaged_text_is_read_or_refused(bytes in damaged(texts(), 0..4)) {
        invariants::roster(&bytes);
    }

    #[test]
    fn a_damaged_workbook_is_read_or_refused(bytes in damaged(vec![workbook()], 0..3)) {
        invariants::roster(&bytes);
    }

    #[test]
    fn a_damaged_parquet_file_is_read_or_refused(bytes in damaged(vec![columnar()], 0..3)) {
        invariants::roster(&bytes);
    }
}

/// Two cells at the far ends of a sheet span 17 thousand million empty ones.
#[test]
fn a_workbook_of_two_far_cells_is_refused_without_a_cell_for_each_between() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "统一社会信用代码").expect("the first cell");
    sheet.write_string(1_048_575, 16_383, "x").expect("the last cell");
    let source = Source::from_bytes(book.save_to_buffer().expect("the workbook is sound"), None);
    assert!(matches!(source, Err(Unreadable::TooManyColumns { row: 1_048_576, limit: 500 })));
}
