//! The test vectors of the specification, `spec/vectors/*.json`: made here, kept in the repository, read by every implementation.
//!
//! The test fails when a file differs from what this code makes, so that no answer changes unnoticed. After a change that
//! is meant, run it once with `YAOGUANG_WRITE_VECTORS=1` and look at the difference. The second implementation reads the same
//! files without sharing code, which is what keeps them honest.

mod amendments;
mod city;
mod draws;
mod forms;
mod scheme;
mod tampered;
mod teams;

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};

/// A file of cases: its name, what it is about, the cases.
type Vectors = (&'static str, &'static str, Vec<Value>);

fn check((name, about, cases): Vectors) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../spec/vectors").join(name);
    assert!(!cases.is_empty(), "{name} has no cases");
    let lines: Vec<String> = cases.iter().map(Value::to_string).collect();
    let text = format!("{{\"about\":{},\"cases\":[\n{}\n]}}\n", json!(about), lines.join(",\n"));
    if std::env::var_os("YAOGUANG_WRITE_VECTORS").is_some() {
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("the folder can be made");
        fs::write(&path, &text).expect("the vectors can be written");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    let differs = kept.lines().zip(text.lines()).find(|(kept, made)| kept != made);
    assert!(kept == text, "{name} is not what this code makes; first difference: {differs:?}");
}

macro_rules! vectors {
    ($($test:ident => $cases:expr;)*) => { $(
        #[test]
        fn $test() {
            check($cases);
        }
    )* };
}

vectors! {
    canonical_json => forms::canonical();
    names => forms::names();
    tables => forms::tables();
    salts => forms::salts();
    shares => forms::shares();
    beacons => forms::beacons();
    sources => scheme::sources();
    plans => scheme::plans();
    commitments => scheme::commitments();
    seeds => scheme::seeds();
    quotas => scheme::quotas();
    tickets => scheme::tickets();
    teams => teams::teams();
    draws => draws::draws();
    tampered_bundles => tampered::checks();
    receipts => tampered::receipts();
}

/// The page of the specification that shows a draw by its numbers shows the right ones.
#[test]
fn the_worked_example_of_the_specification_is_true() {
    let made = city::make(&city::City::small("plain"));
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../spec/draw.md");
    let text = fs::read_to_string(path).expect("the specification is there");
    let seed = made.record.seed();
    let cutoff = made.result.strata[0].cutoff.0.expect("somebody is drawn");
    let first = &made.result.targets[0];
    for shown in [made.commitment.digest(), seed.0, seed.ticket_key(), first.ticket, cutoff] {
        assert!(text.contains(&shown.to_string()), "{shown}");
    }
    assert!(text.contains(&format!("{}{} | sha256sum", seed.ticket_key(), first.id)));
}
