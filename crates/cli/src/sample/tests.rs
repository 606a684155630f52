//! The city is the same everywhere, its codes are valid, and a plan can be drawn from it.

use std::collections::{BTreeMap, BTreeSet};

use lots::hash::Digest;
use serde_json::Value;

use super::*;

fn small() -> Options {
    Options { subjects: 2_000, inspectors: 24, seed: 7, ..Options::default() }
}

fn files(options: &Options) -> BTreeMap<String, Vec<u8>> {
    city(options).expect("the options are large enough").0.into_iter().collect()
}

/// The rows of one of the city's files; none of its fields holds a quote or a line's end, and at most one a comma.
fn rows(files: &BTreeMap<String, Vec<u8>>, name: &str) -> Vec<Vec<String>> {
    let text = std::str::from_utf8(&files[name]).expect("the city's own files are UTF-8");
    text.lines().skip(1).map(fields).collect()
}

fn fields(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut inside = false;
    for c in line.chars() {
        match c {
            '"' => inside = !inside,
            ',' if !inside => fields.push(String::new()),
            c => fields.last_mut().expect("there is always one").push(c),
        }
    }
    fields
}

fn valid(id: &str) -> bool {
    crate::roster::uscc::check(id).is_ok()
}

#[test]
fn every_day_of_a_year_makes_a_plan_that_is_granted_level_a() {
    let days = (0..366).map(|day| lots::time::Time::beijing(1_767_200_400 + day * 86_400).unwrap().beijing_date());
    for date in days {
        let options = Options { date, ..small() };
        let plan: Value = serde_json::from_slice(&plan::plan_json(&options, &[].into())).unwrap();
        let committed = plan["committed"].as_str().unwrap().parse().unwrap();
        let body: lots::plan::SeedPlanBody = serde_json::from_value(plan["seed_plan"].clone()).unwrap();
        let granted = lots::plan::SeedPlan::check(&body, &committed).map(|plan| plan.assurance);
        assert_eq!(granted, Ok(lots::plan::Assurance::A), "{date}");
    }
}

#[test]
fn the_same_options_give_the_same_bytes_on_every_machine() {
    let mut all = Vec::new();
    for (name, bytes) in files(&small()) {
        all.extend_from_slice(format!("{name} {}\n", Digest::of(&bytes)).as_bytes());
    }
    assert_eq!(Digest::of(&all).to_string(), "98cec2662427799fe45d48e4391dc1b50154dfaa943bd646e6b1be10a362735e");
}

#[test]
fn another_seed_gives_another_city() {
    let other = files(&Options { seed: 8, ..small() });
    assert_ne!(files(&small())["subjects.csv"], other["subjects.csv"]);
}

#[test]
fn every_code_is_valid_and_stands_once() {
    let files = files(&small());
    let mut seen = BTreeSet::new();
    for row in rows(&files, "subjects.csv").iter().chain(&rows(&files, "excluded.csv")) {
        assert!(valid(&row[0]), "{row:?}");
        assert!(seen.insert(row[0].clone()), "{} stands twice", row[0]);
    }
    assert_eq!(seen.len(), 2_000);
}

#[test]
fn domains_and_risk_classes_have_their_shares() {
    let (_, summary) = city(&Options { subjects: 10_000, ..small() }).unwrap();
    let share = |part: &str| -> usize {
        let part: u32 = summary.strata.iter().filter(|(name, _)| name.contains(part)).map(|(_, n)| n).sum();
        usize::try_from(part).unwrap() * 100 / summary.subjects
    };
    assert_eq!(summary.strata.len(), 20);
    for (part, low, high) in [("涉企", 59, 65), ("涉农", 12, 16), ("旅游", 4, 8), ("/A", 48, 56), ("/D", 2, 6)] {
        assert!((low..=high).contains(&share(part)), "{part}: {} %", share(part));
    }
    assert!((200..=400).contains(&summary.excluded), "{} excluded", summary.excluded);
}

#[test]
fn names_are_rarely_the_same() {
    let files = files(&Options { subjects: 10_000, ..small() });
    let rows = rows(&files, "subjects.csv");
    let names: BTreeSet<&String> = rows.iter().map(|row| &row[1]).collect();
    assert!(names.len() * 100 >= rows.len() * 99, "{} names for {} businesses", names.len(), rows.len());
}

#[test]
fn a_code_fits_its_kind_and_its_district() {
    let files = files(&small());
    for row in rows(&files, "subjects.csv") {
        let kind = match &row[0][..2] {
            "91" => "企业",
            "92" => "个体工商户",
            "93" => "农民专业合作社",
            "12" => "事业单位",
            _ => "民办非企业单位",
        };
        assert_eq!(row[2], kind, "{row:?}");
        let area = places::AREAS.iter().find(|area| area.region == &row[0][2..8]).expect("a region of the city");
        assert_eq!(row[5], area.name);
        assert!(row[6].contains(area.name), "{row:?}");
        assert_eq!(row[11], format!("{}/{}", row[3], row[9]));
    }
}

#[test]
fn the_bench_has_places_for_every_seat() {
    for options in [small(), Options { subjects: 40, inspectors: 6, seed: 3, ..Options::default() }, Options::default()]
    {
        let (files, summary) = city(&options).unwrap();
        let bench = rows(&files.into_iter().collect(), "inspectors.csv");
        let places = |lead: bool| -> u32 {
            bench
                .iter()
                .filter(|row| !lead || row[3].contains("持证主办"))
                .map(|row| row[4].parse::<u32>().unwrap())
                .sum()
        };
        let targets = plan::targets(&summary.strata);
        assert!(places(false) >= targets * 2, "{} places for {targets} targets", places(false));
        assert!(places(true) >= targets, "{} leading places for {targets} targets", places(true));
    }
}

#[test]
fn recusals_name_people_of_the_bench_and_businesses_of_the_registry() {
    let files = files(&small());
    let codes: BTreeSet<String> = rows(&files, "inspectors.csv").into_iter().map(|row| row[0].clone()).collect();
    let ids: BTreeSet<String> =
        ["subjects.csv", "excluded.csv"].iter().flat_map(|name| rows(&files, name)).map(|row| row[0].clone()).collect();
    let recusals = rows(&files, "recusals.csv");
    assert!(recusals.len() > 20);
    assert!(recusals.iter().all(|row| codes.contains(&row[0]) && ids.contains(&row[2])));
}

#[test]
fn the_entries_are_what_the_plan_waits_for() {
    let files = files(&small());
    let plan: Value = serde_json::from_slice(&files["plan.json"]).unwrap();
    let entries: Value = serde_json::from_slice(&files["entries.json"]).unwrap();
    let sources = plan["seed_plan"]["sources"].as_array().unwrap();
    assert_eq!(sources.len(), entries["sources"].as_array().unwrap().len());
    for (source, entry) in sources.iter().zip(entries["sources"].as_array().unwrap()) {
        assert_eq!(source["name"], entry["name"]);
        let value = entry["value"].as_str().unwrap();
        match source["name"].as_str().unwrap().split_once(':').unwrap() {
            ("reveal", party) => {
                let text = format!("yaoguang/v1/reveal\n{}\n{party}\n{value}", plan["draw"].as_str().unwrap());
                assert_eq!(source["hash"], Digest::of(text.as_bytes()).to_string());
            }
            _ => {
                let balls: BTreeSet<u32> = value.split(' ').map(|ball| ball.parse().unwrap()).collect();
                assert!(balls.len() == 20 && balls.iter().all(|ball| (1..=80).contains(ball)), "{value}");
            }
        }
    }
}

#[test]
fn a_city_that_is_too_small_is_refused() {
    for options in [Options { subjects: 39, ..small() }, Options { inspectors: 5, ..small() }] {
        assert_eq!(city(&options).unwrap_err().kind(), io::ErrorKind::InvalidInput);
    }
}

#[test]
fn every_dirty_file_is_in_the_manifest_with_rows_that_exist() {
    let files = files(&small());
    let manifest: Value = serde_json::from_slice(&files["dirty/manifest.json"]).unwrap();
    let entries = manifest["files"].as_array().unwrap();
    assert_eq!(entries.len() + 1, files.keys().filter(|name| name.starts_with("dirty/")).count());
    for entry in entries {
        let bytes = &files[&format!("dirty/{}", entry["file"].as_str().unwrap())];
        let lines = u64::try_from(bytes.split(|&b| b == b'\n').filter(|line| !line.is_empty()).count()).unwrap();
        assert!(entry["rows"].as_array().unwrap().iter().all(|row| row.as_u64().unwrap() <= lines), "{entry}");
    }
}

#[test]
fn dirt_is_dirty_and_clean_rows_are_clean() {
    for dirt in dirty::dirts(7).into_iter().filter(|dirt| dirt.field == "统一社会信用代码" && dirt.kind != "both")
    {
        let text = String::from_utf8(dirt.bytes).expect("only the encodings' files aren't UTF-8");
        for (row, line) in (2..).zip(text.lines().skip(1)) {
            let bad = dirt.rows.contains(&row) && dirt.kind != "duplicate";
            assert_eq!(valid(&fields(line)[0]), !bad, "{} row {row}", dirt.file);
        }
    }
}

#[test]
fn the_gbk_file_says_the_same_as_the_utf8_one() {
    let files: BTreeMap<String, Vec<u8>> = dirty_files(7).into_iter().collect();
    let (text, _, broken) = encoding_rs::GBK.decode(&files["gbk.csv"]);
    assert!(!broken);
    assert_eq!(text.as_bytes(), files["both-subject.csv"]);
    let (_, _, broken) = encoding_rs::GB18030.decode(&files["broken-encoding.csv"]);
    assert!(broken && std::str::from_utf8(&files["broken-encoding.csv"]).is_err());
}
