//! A streamed roster against the same one in memory.

use std::fs::{self, File};
use std::path::Path;
use std::sync::Arc;

use lots::commitment::{Commitment, TableRoot};
use lots::name::StratumName;
use lots::table::{RosterSecret, SubjectRow, Table};
use parquet::data_type::{ByteArray, ByteArrayType};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use proptest::prelude::*;
use tempfile::TempDir;

use super::*;
use crate::locale::Tongue;

const SECRET: RosterSecret = RosterSecret([9; 32]);

fn words() -> Words {
    Words::new(Tongue::Zh)
}

fn args(inputs: &Path, subjects: &Path, out: &Path, columns: &[(Field, &str)]) -> Args {
    Args {
        plan: inputs.join("plan.json"),
        subjects: subjects.to_owned(),
        excluded: Some(inputs.join("excluded.csv")),
        inspectors: inputs.join("inspectors.csv"),
        recusals: Some(inputs.join("recusals.csv")),
        out: out.to_owned(),
        at: None,
        date: None,
        ids: IdRule::Auto,
        column: columns.iter().map(|(field, name)| (*field, (*name).to_owned())).collect(),
        shares: None,
        recording: Recording::default(),
    }
}

/// What freezing a roster comes to: the table's root and file and the populations, or the complaint; and whether it was
/// streamed.
type Outcome = (Result<(TableRoot, String, Vec<(StratumName, u64)>), String>, bool);

fn outcome(subjects: &Path, streamed_from_bytes: u64, columns: &[(Field, &str)]) -> Outcome {
    let scratch = TempDir::new().unwrap();
    let out = scratch.path().join("out");
    let (args, words) = (args(scratch.path(), subjects, &out, columns), words());
    let folder = Folder::create(&out, &words).unwrap();
    let read = Subjects::read(&args, &folder, &SECRET, streamed_from_bytes, &words);
    let streamed = matches!(read, Ok(Subjects::Disk { .. }));
    let frozen = read.map(|subjects| {
        let file = match &subjects {
            Subjects::Memory(table) => table.to_file(),
            Subjects::Disk { path, .. } => fs::read_to_string(path).unwrap(),
        };
        (subjects.root(&SECRET), file, subjects.populations().into_iter().collect())
    });
    drop(folder);
    assert!(!out.exists(), "an unfinished directory goes away");
    (frozen, streamed)
}

/// Both ways come to the same; whether the stream was taken to its end.
fn check(bytes: &[u8], columns: &[(Field, &str)]) -> (bool, bool) {
    let scratch = TempDir::new().unwrap();
    let path = scratch.path().join("roster");
    fs::write(&path, bytes).unwrap();
    let (streamed, was_streamed) = outcome(&path, 0, columns);
    let (in_memory, _) = outcome(&path, u64::MAX, columns);
    assert_eq!(streamed, in_memory, "{}", String::from_utf8_lossy(bytes));
    (was_streamed, streamed.is_ok())
}

/// Ids that are 统一社会信用代码, ascending.
fn codes(count: usize) -> Vec<String> {
    let code = |i: usize| (0..31 * 11).find_map(|ends| with_ends(&format!("91350100{i:08}"), ends));
    (0..count).map(|i| code(i).expect("every body has its check characters")).collect()
}

fn with_ends(body: &str, ends: usize) -> Option<String> {
    let letters: Vec<char> = "0123456789ABCDEFGHJKLMNPQRTUWXY".chars().collect();
    let organisation = "0123456789X".chars().nth(ends % 11)?;
    let code = format!("{body}{organisation}{}", letters[ends / 11]);
    crate::roster::uscc::check(&code).is_ok().then_some(code)
}

fn csv(codes: &[String]) -> String {
    let lines =
        codes.iter().enumerate().map(|(i, code)| format!("{code},店{i},{}\n", ["高", "中", "低"][i * i % 7 % 3]));
    format!("统一社会信用代码,名称,风险等级\n{}", lines.collect::<String>())
}

#[test]
fn clean_rosters_are_streamed_in_any_order_and_form() {
    let mut codes = codes(3000);
    let sorted = csv(&codes);
    codes.sort_by_key(|code| lots::hash::Digest::of(code.as_bytes()));
    let shuffled = csv(&codes);
    for text in [
        sorted.clone(),
        shuffled.clone(),
        format!("\u{feff}{sorted}"),
        sorted.replace('\n', "\r\n"),
        shuffled.replace(',', "\t"),
        format!("2026 年名录,,\n\n{sorted}"),
        format!("{sorted}\n\n\r\n"),
        sorted.replacen("店7,", "\"店\n\"\"7\"\"\",", 1),
        sorted.replacen("店9,", ",", 1),
        sorted.trim_end().to_owned(),
    ] {
        assert_eq!(check(text.as_bytes(), &[]), (true, true));
    }
    assert_eq!(check(sorted.as_bytes(), &[(Field::Stratum, "名称/风险等级")]), (true, true));
}

#[test]
fn a_damaged_code_among_codes_is_refused_and_among_others_it_is_not() {
    let codes = codes(400);
    let text = csv(&codes);
    let damaged = text.replacen(&codes[77], &codes[77][..17], 1);
    let twice = damaged.replacen(&codes[200], &codes[77][..17], 1);
    let shuffled = {
        let (header, rows) = damaged.split_once('\n').unwrap();
        let mut rows: Vec<&str> = rows.lines().collect();
        rows.reverse();
        format!("{header}\n{}\n", rows.join("\n"))
    };
    for text in [&damaged, &twice, &shuffled] {
        assert_eq!(check(text.as_bytes(), &[]), (false, false));
    }
    let numbers = |from: usize| {
        let of_row = |(i, code): (usize, &String)| if i < from { code.clone() } else { format!("21040000{i:07}") };
        csv(&codes.iter().enumerate().map(of_row).collect::<Vec<_>>())
    };
    // Half codes, half registration numbers of 15 digits: 17 characters may be anything.
    let mixed = numbers(200).replacen(&codes[77], &codes[77][..17], 1);
    assert_eq!(check(mixed.as_bytes(), &[]), (true, true));
    let mostly = numbers(300).replacen(&codes[77], &codes[77][..17], 1);
    assert_eq!(check(mostly.as_bytes(), &[]), (false, false));
}

#[test]
fn flaws_are_named_in_the_same_words() {
    let codes = codes(400);
    let text = csv(&codes);
    let (third, tenth) = (&codes[2], &codes[9]);
    let dirty = [
        text.replacen(third.as_str(), tenth, 1),
        text.replacen(third.as_str(), &third.to_lowercase(), 1),
        text.replacen(third.as_str(), &format!("{third} "), 1),
        text.replacen(third.as_str(), &format!(" {tenth}"), 1),
        text.replacen(third.as_str(), "９1350100M000100Y43", 1),
        text.replacen(third.as_str(), "913501000000000299", 1),
        text.replacen(third.as_str(), "9.13501E+17", 1),
        text.replacen(third.as_str(), "", 1),
        text.replacen("高\n", "高\u{3000}\n", 1),
        text.replacen("高\n", "\n", 3),
        text.replacen("高\n", "高,再\n", 1),
        text.replacen("高\n", "\n\n高\n", 1),
        text.replacen("高\n", "高\n,,\n", 2),
        format!("{text}{third},x,高\n{third},x,低\n{third} ,x,低\n"),
        format!("{text}A{},x,{}\n", "B".repeat(60), "层".repeat(50)),
        format!("{text}A B,x,高\nA+B,y,低\n, , \n"),
    ];
    for text in dirty {
        check(text.as_bytes(), &[]);
    }
}

#[test]
fn files_that_make_sense_only_as_a_whole_are_read_in_memory() {
    let text = csv(&codes(300));
    assert_eq!(check(&encoding_rs::GB18030.encode(&text).0, &[]), (false, true));
    assert_eq!(check(text.replacen("店7", "店\"7", 1).as_bytes(), &[]), (false, true));
    assert_eq!(check(text.replace('\n', "\r").as_bytes(), &[]), (false, true));
    check(&[text.as_bytes(), b"A\xff,x,y\n"].concat(), &[]);
    check(format!("{text}A,\"x,y\n").as_bytes(), &[]);
    for unreadable in ["", "\n\n", "a,b\n1,2\n", "id,id,stratum\n1,2,3\n"] {
        check(unreadable.as_bytes(), &[]);
    }
}

#[test]
fn the_fast_check_of_codes_agrees_with_the_thorough_one() {
    use crate::roster::uscc::{check, is_right};
    let agree = |code: &str| assert_eq!(is_right(code.as_bytes()), check(code).is_ok(), "{code}");
    for code in codes(40) {
        for at in 0..code.len() {
            for letter in ["0", "7", "A", "Y", "X", "O", "a", " ", "", "é"] {
                let mut changed = code.clone();
                changed.replace_range(at..=at, letter);
                agree(&changed);
            }
        }
        agree(&code);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn damaged_rosters_come_to_the_same_either_way(
        edits in proptest::collection::vec(
            (any::<prop::sample::Index>(), 0..4_usize, "[A-C9\",\t\r\n ;１　\u{200b}+E店]{0,3}"), 0..4),
        reversed in any::<bool>(),
    ) {
        let mut codes = codes(12);
        if reversed {
            codes.reverse();
        }
        let mut text: Vec<char> = csv(&codes).chars().collect();
        for (at, removed, inserted) in edits {
            let at = at.index(text.len() + 1);
            let end = (at + removed).min(text.len());
            text.splice(at..end, inserted.chars());
        }
        check(text.into_iter().collect::<String>().as_bytes(), &[]);
    }
}

fn write_parquet(path: &Path, rows: &[(&str, Option<&str>)]) {
    let schema = "message roster { required binary id (UTF8); optional binary stratum (UTF8); }";
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let mut writer = SerializedFileWriter::new(File::create(path).unwrap(), schema, Arc::default()).unwrap();
    for rows in rows.chunks(700) {
        let mut group = writer.next_row_group().unwrap();
        let ids: Vec<ByteArray> = rows.iter().map(|row| ByteArray::from(row.0)).collect();
        let strata: Vec<ByteArray> = rows.iter().filter_map(|row| row.1).map(ByteArray::from).collect();
        let levels: Vec<i16> = rows.iter().map(|row| i16::from(row.1.is_some())).collect();
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<ByteArrayType>().write_batch(&ids, None, None).unwrap();
        column.close().unwrap();
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<ByteArrayType>().write_batch(&strata, Some(&levels), None).unwrap();
        column.close().unwrap();
        group.close().unwrap();
    }
    writer.close().unwrap();
}

#[test]
fn parquet_is_streamed_alike_clean_and_dirty_sorted_and_not() {
    let scratch = TempDir::new().unwrap();
    let path = scratch.path().join("roster.parquet");
    let mut codes = codes(2000);
    let spoilt = format!("{} ", codes[3]);
    for shuffled in [false, true] {
        if shuffled {
            codes.sort_by_key(|code| lots::hash::Digest::of(code.as_bytes()));
        }
        let clean: Vec<(&str, Option<&str>)> = codes.iter().map(|code| (code.as_str(), Some("甲"))).collect();
        let mut dirty = clean.clone();
        dirty[900].1 = None;
        dirty[1500].0 = clean[20].0;
        dirty[1501].0 = &spoilt;
        for (rows, sound) in [(&clean, true), (&dirty, false)] {
            write_parquet(&path, rows);
            let (streamed, was_streamed) = outcome(&path, 0, &[]);
            assert_eq!(streamed, outcome(&path, u64::MAX, &[]).0);
            assert_eq!((was_streamed, streamed.is_ok()), (sound, sound));
        }
    }
}

/// A made-up city's inputs.
fn city(scratch: &TempDir) -> PathBuf {
    let city = scratch.path().join("city");
    let sample = ["lots", "sample", city.to_str().unwrap(), "--subjects", "3000"];
    assert_eq!(crate::run(sample.map(Into::into), |_| None), Exit::Fine);
    city
}

#[test]
fn a_streamed_commit_is_whole_and_its_root_that_of_its_file() {
    let scratch = TempDir::new().unwrap();
    let city = city(&scratch);
    let mut folders = Vec::new();
    for (name, streamed_from_bytes) in [("streamed", 0), ("in-memory", u64::MAX)] {
        let out = scratch.path().join(name);
        let lines = commit(&args(&city, &city.join("subjects.csv"), &out, &[]), streamed_from_bytes, &words()).unwrap();
        let read = |name: &str| fs::read(out.join(name)).unwrap();
        let commitment = Commitment::from_text(&read("commitment.json")).unwrap();
        let secret = RosterSecret::from_file(&read("roster-secret.txt")).unwrap();
        let table = Table::<SubjectRow>::from_file(&read("subjects.tsv")).unwrap();
        assert_eq!(commitment.body().tables.subjects, table.root(&secret));
        let mut files: Vec<_> = fs::read_dir(&out).unwrap().map(|file| file.unwrap().file_name()).collect();
        files.sort();
        folders.push((lines[1..].to_vec(), commitment.body().strata.clone(), read("subjects.tsv"), files));
    }
    assert!(folders[0] == folders[1], "the two ways differ");
}

#[test]
fn a_refused_commit_leaves_nothing_behind_and_says_the_same() {
    let scratch = TempDir::new().unwrap();
    let city = city(&scratch);
    let roster = fs::read_to_string(city.join("subjects.csv")).unwrap();
    let excluded = fs::read_to_string(city.join("excluded.csv")).unwrap();
    let fields = |line: &str| line.split(',').map(str::to_owned).collect::<Vec<_>>();
    let code = |text: &str| fields(text.lines().nth(1).unwrap())[0].clone();
    let (first, left_out) = (code(&roster), code(&excluded));
    let refused = |roster: &str| {
        let subjects = scratch.path().join("subjects.csv");
        fs::write(&subjects, roster).unwrap();
        let complaints = [0, u64::MAX].map(|streamed_from_bytes| {
            let out = scratch.path().join("refused");
            let complaint = commit(&args(&city, &subjects, &out, &[]), streamed_from_bytes, &words()).unwrap_err();
            assert!(!out.exists(), "nothing is left behind");
            complaint
        });
        assert_eq!(complaints[0], complaints[1]);
        complaints[0].clone()
    };
    assert!(refused(&roster.replacen(&first, &left_out, 1)).contains(&left_out));
    let stratum = fields(roster.lines().nth(1).unwrap()).pop().unwrap();
    assert!(refused(&roster.replacen(&stratum, "别处", 1)).contains("别处"));
    assert!(refused(&roster.replacen(&first, "x y ", 1)).contains("x y "));
}
