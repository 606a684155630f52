//! Whole draws.

use lots::quota::Rounding;
use serde_json::{Value, json};

use crate::city::{City, Made, make};
use crate::{Vectors, amendments};

/// Every kind of draw, small.
pub fn cities() -> Vec<City> {
    let small = City::small;
    let pools = |i: u32| if i <= 3 { "all,lead" } else { "all" };
    vec![
        small("plain"),
        City {
            rounding: Rounding::Exact,
            strata: vec![("高风险/食品", 13, 1, 5, 0), ("低风险/é", 27, 1, 20, 0), ("Ω 中", 1, 1, 2, 0)],
            recusals: vec![],
            ..small("exact")
        },
        City {
            strata: vec![
                ("nobody", 0, 0, 1, 0),
                ("one", 1, 1, 1, 0),
                ("all of it", 6, 1, 1, 0),
                ("none drawn", 9, 0, 1, 0),
                ("clamped", 2, 0, 1, 5),
            ],
            recusals: vec![(0, 0), (1, 2)],
            ..small("sizes")
        },
        City {
            seats: vec!["lead", "all"],
            bench: (1..=7).map(|i| (format!("E{i:02}"), pools(i), 4)).collect(),
            slack: 1,
            ..small("lead and member")
        },
        City {
            seats: vec!["price", "market", "tax"],
            bench: (1..=9)
                .map(|i| (format!("E{i:02}"), ["price", "market", "tax"][usize::try_from(i).unwrap() % 3], 5))
                .collect(),
            recusals: vec![(0, 1), (3, 44), (4, 44)],
            ..small("joint")
        },
        City {
            unannounced: Some(("5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed", "2026-04-01")),
            ..small("unannounced")
        },
        City { reserves: 0, excluded: 0, recusals: vec![], slack: 3, ..small("bare") },
        City {
            bench: (1..=6).map(|i| (format!("E{i:02}"), "all", i % 4)).collect(),
            recusals: vec![],
            ..small("capacities")
        },
        City {
            bench: (1..=3).map(|i| (format!("E{i:02}"), "all", 2)).collect(),
            recusals: vec![],
            ..small("short of people")
        },
        City {
            bench: (1..=6).map(|i| (format!("人{i}").replace('人', "P-"), "all,\u{4e3b}办", 9)).collect(),
            seats: vec!["主办", "all"],
            ..small("equal pools")
        },
    ]
}

pub fn case(name: &str, made: &Made) -> Value {
    let files: serde_json::Map<String, Value> = made
        .files
        .iter()
        .filter(|(file, _)| *file != "result.json")
        .map(|(file, bytes)| (file.clone(), json!(std::str::from_utf8(bytes).expect("files are text"))))
        .collect();
    json!({"name": name, "files": files, "result": made.result.text()})
}

pub fn draws() -> Vectors {
    let mut cases: Vec<Value> = cities().iter().map(|city| case(city.name, &make(city))).collect();
    cases.extend(amendments::cases());
    (
        "draws.json",
        "Whole draws: result.json follows from the other files, and amendments.json from it (sections 5, 6 and 8)",
        cases,
    )
}
