//! Files of rows of any bytes: arbitrary ones, and damaged copies of good ones.

mod invariants;

use encoding_rs::GBK;
use proptest::collection::vec;
use proptest::prelude::*;

use crate::subjects::code;

fn subjects() -> String {
    let (one, two) = (code(1), code(2));
    format!(
        "检查对象名录\n统一社会信用代码,企业名称,领域,经营地址,联系电话,风险等级,标签,许可证名称,许可证编号,许可证有效期至,纬度,经度,最近检查日期,最近检查结果\n\
         {one},宏达商贸有限公司,,新抚区东一路1号,13800005678,C,重点、连锁,食品经营许可证,JY1,2026-12-31,41.88,123.95,2025-06-01,未发现问题\n\
         {two},启明幼儿园,教育,,,,,,,,,,,\n"
    )
}

const INSPECTORS: &str =
    "序号\t姓 名\t执法证号\t有效期至\t联系电话\n1\t　王小明 \t２１０４００１\t2027/3/1\t13800005678\n";

fn workbook() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, line) in (0..).zip(subjects().lines()) {
        for (column, cell) in (0..).zip(line.split(',')) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    sheet.write_number(4, 9, 46447.0).unwrap();
    sheet.merge_range(5, 1, 6, 1, "价格科", &rust_xlsxwriter::Format::new()).unwrap();
    book.save_to_buffer().unwrap()
}

fn good() -> Vec<Vec<u8>> {
    let (subjects, inspectors) = (subjects(), INSPECTORS);
    let gbk = GBK.encode(&subjects).0.into_owned();
    vec![subjects.clone().into_bytes(), subjects.into_bytes(), gbk, inspectors.as_bytes().to_vec(), workbook()]
}

/// A good file with something else at some places.
fn damaged() -> impl Strategy<Value = Vec<u8>> {
    let words = [
        "\"",
        ",",
        "\t",
        "\n",
        "\r",
        ";",
        "、",
        "\u{3000}",
        "\u{0}",
        "\u{feff}",
        "'",
        "=",
        "1E+17",
        "２０２７",
        "-0.5",
    ];
    let inserted = prop_oneof![
        prop::sample::select(words.to_vec()).prop_map(|word| word.as_bytes().to_vec()),
        vec(any::<u8>(), 0..4),
        "\\PC{0,6}".prop_map(String::into_bytes),
    ];
    let edit = (any::<prop::sample::Index>(), 0..6_usize, inserted);
    (prop::sample::select(good()), vec(edit, 0..5)).prop_map(|(mut file, edits)| {
        for (at, removed, inserted) in edits {
            let at = at.index(file.len() + 1);
            let end = (at + removed).min(file.len());
            file.splice(at..end, inserted);
        }
        file
    })
}

/// What fuzzing found, each of which broke what is asserted.
const FOUND: [&[u8]; 1] = [b"\r\r\xef\xbb\xbf\xeb"];

#[test]
fn what_fuzzing_found_holds() {
    FOUND.iter().for_each(|bytes| invariants::import(bytes));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_file_is_taken_in_or_refused(bytes in damaged()) {
        invariants::import(&bytes);
    }

    #[test]
    fn arbitrary_bytes_are_taken_in_or_refused(bytes in vec(any::<u8>(), 0..400)) {
        invariants::import(&bytes);
    }
}

#[test]
fn good_files_are_taken_in() {
    for file in good() {
        invariants::import(&file);
    }
    let verdicts = invariants::verdicts(subjects().as_bytes());
    assert!(verdicts.len() == 2 && verdicts.iter().all(Result::is_ok), "{verdicts:?}");
}
