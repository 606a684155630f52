//! Rosters as clerks have them: every kind of file and every kind of dirt.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use lots_cli::locale::{Tongue, Words};
use lots_cli::roster::source::{Layout, Source};
use lots_cli::roster::{
    Exclusion, Field, Flaw, IdRule, Input, Inspector, Kind, Options, Record, Recusal, Roster, Subject, Unreadable,
    error_file, input, read,
};
use proptest::prelude::*;

/// A code with right check characters.
const CODE: &str = "91350100M000100Y43";

fn read_bytes<T: Record>(bytes: &[u8], options: &Options) -> Result<Roster<T>, Unreadable> {
    let source = Source::from_bytes(bytes.to_vec(), options.sheet.as_deref())?;
    Input::of(source, T::KIND, options)?.read()
}

fn subjects(text: &str) -> Roster<Subject> {
    read_bytes(text.as_bytes(), &Options::default()).unwrap()
}

/// Row, kind of flaw, field and suggestion of every flaw.
type Found = (u64, &'static str, Option<Field>, Option<String>);

fn found<T>(roster: &Roster<T>) -> Vec<Found> {
    let flaws = roster.report.flaws.iter().flat_map(|(row, flaws)| flaws.iter().map(move |flaw| (*row, flaw)));
    flaws.map(|(row, flaw)| (row, flaw.key(), flaw.field(), flaw.suggestion().map(str::to_owned))).collect()
}

/// One subject with this id has this one flaw, or none.
fn check_id(ids: IdRule, id: &str, expected: Option<(&'static str, Option<&str>)>) {
    let options = Options { ids, ..Options::default() };
    let roster = read_bytes::<Subject>(format!("id,stratum\n\"{id}\",高\n").as_bytes(), &options).unwrap();
    let wanted: Vec<Found> =
        expected.into_iter().map(|(key, clean)| (2, key, Some(Field::Id), clean.map(str::to_owned))).collect();
    assert_eq!(found(&roster), wanted, "{id:?}");
}

#[test]
fn dirt_in_an_id_is_refused_with_a_suggestion() {
    let dirty = |id: &str| check_id(IdRule::Auto, id, Some(("flaw-dirty", Some(CODE))));
    check_id(IdRule::Auto, CODE, None);
    dirty(" 91350100M000100Y43");
    dirty("91350100M000100Y43\u{3000}");
    dirty("91350100M000100Y43\u{a0}");
    dirty("91350100\u{200b}M000100Y43");
    dirty("\u{feff}91350100M000100Y43");
    dirty("９１３５0100Ｍ000100Y43");
    dirty("91350100m000100y43");
    dirty("9135O1OOMOOO1OOY43");
    dirty("9I350I00M000I00Y43");
}

#[test]
fn ids_are_held_to_their_rule() {
    check_id(IdRule::Auto, "91350100M000100Y44", Some(("flaw-not-uscc", None)));
    check_id(IdRule::Auto, "91350100M000100X43", Some(("flaw-not-uscc", None)));
    check_id(IdRule::Any, "91350100M000100Y44", None);
    check_id(IdRule::Any, "91350100m000100y43", None);
    check_id(IdRule::Auto, "210402-17", None);
    check_id(IdRule::Uscc, "210402-17", Some(("flaw-not-uscc", None)));
    check_id(IdRule::Auto, "9.13501E+17", Some(("flaw-lost-digits", None)));
    check_id(IdRule::Auto, "抚顺1号", Some(("flaw-form", None)));
    check_id(IdRule::Auto, &"1".repeat(56), Some(("flaw-form", None)));
    check_id(IdRule::Auto, "", Some(("flaw-missing", None)));
}

/// These ids, in this order and the other way round, have damaged codes in these places (from 0), with the codes they perhaps were.
fn check_near(ids: IdRule, list: &[&str], expected: &[(usize, Option<&str>)]) {
    for reversed in [false, true] {
        let place = |at: usize| if reversed { list.len() - 1 - at } else { at };
        let rows: String = (0..list.len()).map(|at| format!("{},高\n", list[place(at)])).collect();
        let options = Options { ids, ..Options::default() };
        let roster = read_bytes::<Subject>(format!("id,stratum\n{rows}").as_bytes(), &options).unwrap();
        let mut wanted: Vec<Found> = expected
            .iter()
            .map(|&(at, code)| (place(at) as u64 + 2, "flaw-near-uscc", Some(Field::Id), code.map(str::to_owned)))
            .collect();
        wanted.sort();
        assert_eq!(found(&roster), wanted, "{list:?}");
        assert_eq!(roster.rows.len(), list.len() - expected.len());
    }
}

#[test]
fn among_codes_an_id_with_a_character_lost_or_gained_is_refused() {
    const OTHER: &str = "91210402MA0QWERT2L";
    let gained = "913501100M000100Y43";
    let check = |ids: &[&str], expected: &[(usize, Option<&str>)]| check_near(IdRule::Auto, ids, expected);
    check(&[CODE, gained], &[(1, Some(CODE))]);
    for damaged in ["91350100M000100Y", "91350100M000100Y4", "91350100M000100Y4344", "91350100m000100y4"] {
        let Some(expected) = subjects(&format!("id,risk\n{CODE},1\n{damaged},1\n")).report.flaws.remove(&3) else {
            panic!("{damaged} passes");
        };
        check(&[CODE, damaged], &[(1, expected[0].suggestion())]);
    }
    // Neither a 注册号 of 15 digits nor anything outside the alphabet is a damaged code.
    for other in
        ["210402000012345", "210402-0000-12345", "9135O100MOOO1OOY4", "91350100M00010", "913501001M000100Y4312"]
    {
        check(&[CODE, OTHER, other], &[]);
    }
    // Half isn't most: the codes must be more than half of the other ids.
    check(&["A1", gained, CODE], &[]);
    check(&["A1", gained, CODE, OTHER], &[(1, Some(CODE))]);
    check(&[gained], &[]);
    check_near(IdRule::Any, &[CODE, gained], &[]);
}

#[test]
fn all_flaws_of_a_file_are_found_in_one_pass() {
    let roster = subjects("编号,分层\n1,高\n,\n1,低\n 1,低\n,,,\n2, 高\n3,高,多\n");
    let kinds: Vec<(u64, &str)> = found(&roster).into_iter().map(|(row, key, ..)| (row, key)).collect();
    let expected =
        [(4, "flaw-duplicate"), (5, "flaw-dirty"), (5, "flaw-duplicate"), (7, "flaw-dirty"), (8, "flaw-ragged")];
    // A row of nothing but delimiters is blank: it is passed over and reported, not refused.
    assert_eq!(kinds, expected);
    assert_eq!(roster.report.blank_rows, [3, 6]);
    assert!(roster.sound().is_err());
}

#[test]
fn a_duplicate_names_both_rows_and_both_values() {
    let roster = subjects("编号,分层\n7,高\n8,高\n7,低\n");
    let (key, first, here) = ("7".to_owned(), "高".to_owned(), "低".to_owned());
    assert_eq!(roster.report.flaws[&4], [Flaw::Duplicate { key, first_row: 2, first, here }]);
    let said = roster.report.flaws[&4][0].say(&Words::new(Tongue::Zh));
    assert!(["7", "第2行", "高", "低"].iter().all(|part| said.contains(part)), "{said}");
}

#[test]
fn the_order_of_the_file_does_not_matter() {
    let (a, b) = (subjects("id,risk\nb,2\na,1\nC,3\n"), subjects("id,risk\nC,3\na,1\nb,2\n"));
    assert_eq!(a.rows, b.rows);
    assert_eq!(a.row_numbers, [4, 3, 2]);
}

#[test]
fn headers_are_guessed_in_both_languages_and_a_title_may_stand_above() {
    let check = |text: &str, row: u64, id: usize, stratum: usize| {
        let header = subjects(text).report.header;
        let places = (header.row, header.indexes(Field::Id).to_vec(), header.indexes(Field::Stratum).to_vec());
        assert_eq!(places, (row, vec![id], vec![stratum]), "{text}");
    };
    check("名称,统一社会信用代码,风险等级\n甲,1,高\n", 1, 1, 2);
    check("抚顺市检查对象名录,,\n\n社会信用代码（必填）,名称,分 层\n1,甲,高\n", 3, 0, 2);
    check("Licence No.,Name,Risk\n", 1, 0, 2);
    check("NAME;LICENSE_NUMBER;Risk Level\nx;1;2\n", 1, 1, 2);
    check("name\tid\tstratum\nx\t1\t2\n", 1, 1, 2);
    check("编号,注册号,领域\n1,2,3\n", 1, 1, 2);
}

#[test]
fn columns_can_be_named_and_joined() {
    let columns = |pairs: &[(Field, &str)]| pairs.iter().map(|(field, name)| (*field, (*name).to_owned())).collect();
    let options =
        Options { columns: columns(&[(Field::Id, "#3"), (Field::Stratum, "领域/风险")]), ..Options::default() };
    let roster = read_bytes::<Subject>("风险,领域,x\n高,价格,1\n".as_bytes(), &options).unwrap();
    assert_eq!(roster.rows[0].stratum.as_str(), "价格/高");
    let wrong = Options { columns: columns(&[(Field::Id, "没有")]), ..Options::default() };
    let failure = read_bytes::<Subject>("id,risk\n".as_bytes(), &wrong).unwrap_err();
    assert_eq!(failure, Unreadable::NoSuchColumn { name: "没有".into(), header: vec!["id".into(), "risk".into()] });
}

#[test]
fn a_header_that_does_not_decide_is_refused() {
    let check = |text: &str, expected: &str| {
        let failure = read_bytes::<Subject>(text.as_bytes(), &Options::default()).unwrap_err();
        assert!(format!("{failure:?}").starts_with(expected), "{failure:?}");
    };
    check("", "Empty");
    check("名称,风险等级\n甲,高\n", "NoColumn { field: Id");
    check("id,id,risk\n", "TwoColumns");
    check("id,risk\n\"1,高\n2,低\n", "OpenQuote { row: 2 }");
    check(&format!("id,risk\n1,{}\n", "长".repeat(32_768)), "CellTooLong { row: 2, column: 2");
    check(&format!("id,risk{}\n", ",x".repeat(500)), "TooManyColumns { row: 1");
}

#[test]
fn encodings_are_told_apart() {
    let text = "统一社会信用代码,企业名称,风险等级\r\n1,抚顺市新抚区便民超市,高\r\n2,联通,低\r\n";
    let check = |bytes: &[u8], expected: &'static str| {
        let roster = read_bytes::<Subject>(bytes, &Options::default()).unwrap();
        assert_eq!(roster.report.layout, Layout::Text { encoding: expected, delimiter: ',' });
        assert_eq!(roster.rows[1].stratum.as_str(), "低");
    };
    check(text.as_bytes(), "UTF-8");
    check(&[b"\xef\xbb\xbf", text.as_bytes()].concat(), "UTF-8 BOM");
    check(&encoding_rs::GBK.encode(text).0, "GB18030");
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    check(&[b"\xff\xfe".as_slice(), &utf16].concat(), "UTF-16");
}

#[test]
fn damaged_text_is_refused_with_its_row_and_never_taken_for_another_encoding() {
    let mut bytes = "统一社会信用代码,风险等级\n1,高\n2,低\n".as_bytes().to_vec();
    bytes.truncate(bytes.len() - 2);
    bytes.push(b'\n');
    let failure = read_bytes::<Subject>(&bytes, &Options::default()).unwrap_err();
    assert_eq!(failure, Unreadable::Encoding { row: 3, encoding: "UTF-8" });
    let failure = read_bytes::<Subject>(b"id,risk\n1,\xff\xff\n", &Options::default()).unwrap_err();
    assert_eq!(failure, Unreadable::Encoding { row: 2, encoding: "GB18030" });
}

#[test]
fn inspectors_have_pools_capacity_and_a_date() {
    let text = "执法证号,科室,容量,有效期至\nA1,\"价格科、综合科\",3,2027年3月1日\nA2,价格科,05,长期\nA3,价格科,3.5,明年\nA4,\"a,a\",１,2027/1/1\n";
    let roster = read_bytes::<Inspector>(text.as_bytes(), &Options::default()).unwrap();
    let [first, second] = roster.rows.as_slice() else { panic!("{:?}", roster.rows) };
    assert_eq!((first.pools.len(), first.capacity, first.valid_to), (2, 3, Some("2027-03-01".parse().unwrap())));
    assert_eq!((second.capacity, second.valid_to), (5, None));
    let kinds: Vec<_> = found(&roster).into_iter().map(|(row, key, ..)| (row, key)).collect();
    let (capacity, date) = ((4, "flaw-not-a-capacity"), (4, "flaw-not-a-date"));
    assert_eq!(kinds, [capacity, date, (5, "flaw-pool-twice"), (5, "flaw-dirty")]);
}

#[test]
fn reasons_are_codes_or_their_labels() {
    let text = "编号,原因\n1,已迁出\n2,closed\n3,x-own\n4,搬走了\n5,relative\n";
    let roster = read_bytes::<Exclusion>(text.as_bytes(), &Options::default()).unwrap();
    let read: Vec<_> = roster.rows.iter().map(|row| (row.reason.as_str(), row.labelled)).collect();
    assert_eq!(read, [("moved-away", true), ("closed", false), ("x-own", false)]);
    let rows: Vec<_> = found(&roster).into_iter().map(|(row, key, field, _)| (row, key, field)).collect();
    let unknown = |row| (row, "flaw-unknown-reason", Some(Field::Reason));
    assert_eq!(rows, [unknown(5), unknown(6)]);
}

#[test]
fn rosters_are_checked_against_each_other() {
    let listed = subjects("id,risk\n1,高\n2,高\n");
    let mut excluded = read_bytes::<Exclusion>(b"id,reason\n3,closed\n2,closed\n", &Options::default()).unwrap();
    input::check_apart(&listed, &mut excluded);
    assert_eq!(excluded.report.flaws[&3], [Flaw::AlsoListed { key: "2".into(), other_row: 3 }]);
    let bench = read_bytes::<Inspector>(b"code,pools,capacity\nA,p,1\n", &Options::default()).unwrap();
    let mut recusals =
        read_bytes::<Recusal>(b"code,id,reason\nA,1,relative\nB,1,relative\n", &Options::default()).unwrap();
    input::check_on_bench(&bench, &mut recusals);
    assert_eq!(recusals.report.flaws[&3], [Flaw::NotOnBench("B".into())]);
}

fn workbook(fill: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    fill(book.add_worksheet().set_name("名录").unwrap());
    book.add_worksheet().set_name("说明").unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn a_workbook_keeps_ids_or_says_that_digits_are_lost() {
    let bytes = workbook(|sheet| {
        sheet.write(0, 0, "注册号").unwrap().write(0, 1, "风险等级").unwrap();
        sheet.write(1, 0, 210_402_000_012_345_f64).unwrap().write(1, 1, "高").unwrap();
        sheet.write(2, 0, 913_501_000_001_000_543_f64).unwrap().write(2, 1, "高").unwrap();
        sheet.write(4, 0, "5").unwrap();
        sheet.merge_range(5, 0, 6, 0, "6", &rust_xlsxwriter::Format::new()).unwrap();
        sheet.write(5, 1, "低").unwrap().write(6, 1, "低").unwrap();
    });
    let roster = read_bytes::<Subject>(&bytes, &Options::default()).unwrap();
    let ids: Vec<_> = roster.rows.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(ids, ["210402000012345", "6"]);
    let kinds: Vec<_> = found(&roster).into_iter().map(|(row, key, ..)| (row, key)).collect();
    assert_eq!(kinds, [(3, "flaw-lost-digits"), (5, "flaw-missing"), (7, "flaw-merged")]);
    assert_eq!(roster.report.blank_rows, [4]);
    let options = Options { sheet: Some("别的".into()), ..Options::default() };
    let failure = read_bytes::<Subject>(&bytes, &options).unwrap_err();
    assert_eq!(failure, Unreadable::NoSheet { wanted: "别的".into(), sheets: vec!["名录".into(), "说明".into()] });
}

#[test]
fn a_workbook_has_dates_as_dates_or_as_numbers() {
    let bytes = workbook(|sheet| {
        for (column, name) in (0..).zip(["code", "pools", "capacity", "valid_to"]) {
            sheet.write(0, column, name).unwrap();
        }
        for row in 1..3 {
            sheet.write(row, 0, format!("A{row}")).unwrap().write(row, 1, "p").unwrap().write(row, 2, 4).unwrap();
        }
        let format = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
        sheet.write_with_format(1, 3, 46_447, &format).unwrap();
        sheet.write(2, 3, 46_447).unwrap();
    });
    let roster = read_bytes::<Inspector>(&bytes, &Options::default()).unwrap();
    let dates: Vec<_> = roster.rows.iter().map(|row| row.valid_to.map(|date| date.to_string())).collect();
    assert_eq!(dates, [Some("2027-03-01".to_owned()), Some("2027-03-01".to_owned())]);
}

/// The workbook with its first sheet's rows from the last to the first.
fn upside_down(bytes: Vec<u8>) -> Vec<u8> {
    use std::io::{Cursor, Read as _, Write as _};
    let mut old = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..old.len() {
        let mut file = old.by_index(index).unwrap();
        let (name, mut text) = (file.name().unwrap().into_owned(), String::new());
        file.read_to_string(&mut text).unwrap();
        if name == "xl/worksheets/sheet1.xml" {
            let (head, rows) = text.split_once("<sheetData>").unwrap();
            let (rows, tail) = rows.split_once("</sheetData>").unwrap();
            let turned: String = rows.split_inclusive("</row>").collect::<Vec<_>>().into_iter().rev().collect();
            text = format!("{head}<sheetData>{turned}</sheetData>{tail}");
        }
        new.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        new.write_all(text.as_bytes()).unwrap();
    }
    new.finish().unwrap().into_inner()
}

#[test]
fn a_workbook_in_disorder_is_read_in_order_and_more_than_once() {
    let bytes = workbook(|sheet| {
        for (row, (id, stratum)) in (0..).zip([("注册号", "风险等级"), ("1", "高"), ("2", "低"), ("3", "高")])
        {
            sheet.write(row, 0, id).unwrap().write(row, 1, stratum).unwrap();
        }
        sheet.write(5, 3, "备注").unwrap();
    });
    let seen = |bytes: Vec<u8>| {
        let source = Source::from_bytes(bytes, None).unwrap();
        let visit = || {
            let mut rows = Vec::new();
            let all = source.visit(&mut |row| {
                rows.push((row.number, row.cells.iter().map(|cell| cell.text.clone()).collect::<Vec<_>>()));
                std::ops::ControlFlow::Continue(())
            });
            all.unwrap();
            rows
        };
        assert_eq!(visit(), visit());
        visit()
    };
    let rows = seen(bytes.clone());
    assert_eq!((rows.len(), &rows[1]), (6, &(2, vec!["1".into(), "高".into(), String::new(), String::new()])));
    assert_eq!(seen(upside_down(bytes)), rows);
}

#[test]
fn a_workbook_with_a_password_is_said_to_have_one() {
    use std::io::{Cursor, Write as _};
    let check = |stream: &str, content: &[u8]| {
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        file.create_stream(stream).unwrap().write_all(content).unwrap();
        let bytes = file.into_inner().into_inner();
        assert!(matches!(Source::from_bytes(bytes, None), Err(Unreadable::Locked)), "{stream}");
    };
    // Of an XLSX file the whole is enciphered; an XLS file has a record that says how its own are.
    check("/EncryptedPackage", b"enciphered");
    check("/Workbook", &[0x09, 0x08, 4, 0, 0, 6, 5, 0, 0x2f, 0, 6, 0, 1, 0, 1, 0, 1, 0]);
}

#[test]
fn parquet_has_exact_numbers_as_ids() {
    use parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
    let schema = "message roster { required int64 licence; required binary risk (UTF8); }";
    let schema = Arc::new(parquet::schema::parser::parse_message_type(schema).unwrap());
    let mut bytes = Vec::new();
    let mut file = parquet::file::writer::SerializedFileWriter::new(&mut bytes, schema, Arc::default()).unwrap();
    let mut group = file.next_row_group().unwrap();
    let mut column = group.next_column().unwrap().unwrap();
    column.typed::<Int64Type>().write_batch(&[913_501_000_001_000_543, 7], None, None).unwrap();
    column.close().unwrap();
    let mut column = group.next_column().unwrap().unwrap();
    let strata = [ByteArray::from("高"), ByteArray::from(" 低")];
    column.typed::<ByteArrayType>().write_batch(&strata, None, None).unwrap();
    column.close().unwrap();
    group.close().unwrap();
    file.close().unwrap();
    let options = Options { ids: IdRule::Any, ..Options::default() };
    let roster = read_bytes::<Subject>(&bytes, &options).unwrap();
    assert_eq!(roster.rows[0].id.as_str(), "913501000001000543");
    assert_eq!(found(&roster), [(2, "flaw-dirty", Some(Field::Stratum), Some("低".to_owned()))]);
}

fn written(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

#[test]
fn the_error_file_has_the_bad_rows_and_can_be_mended_and_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = written(folder.path(), "名录.csv", "编号,名称,分层\n1,\"甲, \"\"乙\"\"\",高 \n2,丙,高\n3,丁,\n");
    let input = Input::open(&path, Kind::Subjects, &Options::default()).unwrap();
    let roster: Roster<Subject> = input.read().unwrap();
    let mut bytes = Vec::new();
    error_file::write(&input, &roster.report, &Words::new(Tongue::Zh), &mut bytes).unwrap().unwrap();
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.starts_with("\u{feff}编号,名称,分层,错误原因\n1,\"甲, \"\"乙\"\"\",高 ,"), "{text}");
    assert!(text.contains("\n3,丁,,缺少分层\n") && !text.contains("丙"), "{text}");
    let mended = written(folder.path(), "改.csv", &text.replace("高 ,", "高,").replace("丁,,", "丁,低,"));
    let again = read::<Subject>(&mended, &Options::default()).unwrap().sound().unwrap();
    assert_eq!(again.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), ["1", "3"]);
}

#[test]
fn the_command_ends_with_the_code_of_what_it_found() {
    let folder = tempfile::tempdir().unwrap();
    let good = written(folder.path(), "good.csv", "id,risk\n1,高\n");
    let bad = written(folder.path(), "bad.csv", "id,risk\n1,\n");
    let check = |file: &Path, kind: &str, expected: i32| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_lots"));
        let output = command.args(["roster-check", "--json", "--as", kind]).arg(file).output().unwrap();
        assert_eq!(output.status.code(), Some(expected), "{file:?} {output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(check(&good, "subjects", 0).contains("\"flaws\":[]"));
    assert!(check(&bad, "subjects", 1).contains("\"flaw\":\"missing\""));
    check(&good, "nothing", 2);
    check(&folder.path().join("absent.csv"), "subjects", 3);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_a_reader_panic(start in 0usize..4, bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let starts: [&[u8]; 4] = [b"", b"id,stratum\n", b"PK\x03\x04", b"PAR1"];
        let all = [starts[start], &bytes, if start == 3 { b"PAR1" } else { b"" }].concat();
        let _ = read_bytes::<Subject>(&all, &Options::default());
    }

    #[test]
    fn rows_that_are_read_are_as_they_stand_in_the_file(id in "[ -~]{1,20}", stratum in "\\PC{1,20}") {
        let mut csv = csv::Writer::from_writer(Vec::new());
        csv.write_record(["id", "stratum"]).unwrap();
        csv.write_record([&id, &stratum]).unwrap();
        let bytes = csv.into_inner().unwrap();
        if let Ok(rows) = read_bytes::<Subject>(&bytes, &Options::default()).unwrap().sound() {
            for row in rows {
                prop_assert_eq!((row.id.as_str(), row.stratum.as_str()), (id.as_str(), stratum.as_str()));
            }
        }
    }
}
