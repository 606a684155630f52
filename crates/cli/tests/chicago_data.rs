//! The files of `examples/chicago` follow from the city's roster by the rules its README states.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A row by header.
type Row = BTreeMap<String, String>;

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/chicago").join(name)
}

fn rows(name: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(file(name)).expect("the example's files are there");
    reader.deserialize().collect::<Result<_, _>>().expect("the example's files are CSV")
}

fn stratum(row: &Row) -> String {
    let risk = match row["risk"].as_str() {
        "Risk 1 (High)" => "high",
        "Risk 2 (Medium)" => "medium",
        "Risk 3 (Low)" => "low",
        other => panic!("a risk class the README doesn't know: {other}"),
    };
    let band = match row["last_inspection"].as_str() {
        date if date >= "2014-07-01" => "within-6-months",
        date if date >= "2014-01-01" => "6-12-months",
        date if date >= "2013-01-01" => "1-2-years",
        _ => "over-2-years",
    };
    format!("{risk}/{band}")
}

fn failed_lately(row: &Row) -> bool {
    row["last_result"] == "Fail" && row["last_inspection"].as_str() >= "2014-12-15"
}

#[test]
fn strata_follow_from_risk_class_and_last_visit() {
    let mut expected = String::from("licence,stratum\n");
    for row in rows("chicago_food_2014.csv").iter().filter(|row| !failed_lately(row)) {
        expected.push_str(&format!("{},{}\n", row["licence"], stratum(row)));
    }
    assert!(fs::read_to_string(file("subjects.csv")).unwrap() == expected, "subjects.csv isn't what rule 1 gives");
}

#[test]
fn exclusions_follow_from_late_failures() {
    let mut expected = String::from("licence,reason\n");
    for row in rows("chicago_food_2014.csv").iter().filter(|row| failed_lately(row)) {
        expected.push_str(&format!("{},x-follow-up\n", row["licence"]));
    }
    assert_eq!(fs::read_to_string(file("excluded.csv")).unwrap(), expected);
}

#[test]
fn recusals_take_colours_in_turn_for_every_fortieth_establishment() {
    let roster = rows("chicago_food_2014.csv");
    let bench: Vec<String> = rows("inspectors.csv").into_iter().map(|row| row["code"].clone()).collect();
    assert_eq!(bench, ["green", "orange", "blue", "yellow", "brown", "purple"]);
    let fortieths = roster.iter().skip(19).step_by(40).enumerate();
    let expected: Vec<(&String, &String)> = fortieths.map(|(n, row)| (&bench[n % 6], &row["licence"])).collect();
    let recusals = rows("recusals.csv");
    let stated: Vec<(&String, &String)> = recusals.iter().map(|row| (&row["code"], &row["licence"])).collect();
    assert_eq!(stated, expected);
}

#[test]
fn the_plan_names_every_stratum_and_the_bench_can_serve_it() {
    let plan: serde_json::Value = serde_json::from_slice(&fs::read(file("plan.json")).unwrap()).unwrap();
    let mut populations: BTreeMap<String, u64> = BTreeMap::new();
    for row in rows("subjects.csv") {
        *populations.entry(row["stratum"].clone()).or_default() += 1;
    }
    let strata = plan["strata"].as_array().unwrap();
    let named: BTreeSet<&str> = strata.iter().map(|stratum| stratum["name"].as_str().unwrap()).collect();
    assert_eq!(named, populations.keys().map(String::as_str).collect());
    let quota = |stratum: &serde_json::Value| {
        let population = populations[stratum["name"].as_str().unwrap()];
        (population * stratum["p"].as_u64().unwrap()).div_ceil(stratum["q"].as_u64().unwrap()).max(1)
    };
    let targets: u64 = strata.iter().map(quota).sum();
    assert_eq!(targets, 342);
    let places: u64 = rows("inspectors.csv").iter().map(|row| row["capacity"].parse::<u64>().unwrap()).sum();
    assert!(places >= targets * 2);
}
