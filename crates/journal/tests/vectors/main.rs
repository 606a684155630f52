//! The journal's test vectors, `spec/vectors/journal-*.json`: made here, kept in the repository, read by every implementation.
//!
//! The test fails when a file differs from what this code makes. After a change that is meant, run it once with
//! `YAOGUANG_WRITE_VECTORS=1` and look at the difference. Sizes, indices and times are decimal text, since they need 63 bits.

mod entries;
mod policies;
mod signed;
mod trees;
mod trust;
#[path = "../world/mod.rs"]
mod world;

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
    entries_good_and_bad => entries::entries();
    chains_of_cases => entries::chains();
    seals_and_pseudonyms => entries::seals();
    paths => trees::paths();
    files_of_a_size => trees::files();
    roots => trees::roots();
    inclusion_proofs => trees::inclusion();
    consistency_proofs => trees::consistency();
    keys => signed::keys();
    notes => signed::notes();
    checkpoints => signed::checkpoints();
    cosignatures => signed::cosignatures();
    receipts => signed::receipts();
    keys_notes => trust::keys_notes();
    policies => policies::policies();
    witness_answers => trust::answers();
}

/// `"ok"`, or the code of what is wrong.
fn verdict<T, E>(result: &Result<T, E>, code: impl Fn(&E) -> &'static str) -> &'static str {
    result.as_ref().map_or_else(code, |_| "ok")
}
