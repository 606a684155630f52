//! Every reader of the library on arbitrary bytes and on damaged copies of good ones.

mod invariants;

use std::path::PathBuf;

use lots::check::Files;
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::Value;

/// The cases of a file of vectors.
fn vectors(file: &str) -> Vec<Value> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../spec/vectors").join(file);
    let text = std::fs::read_to_string(path).expect("the vectors are there");
    let mut whole: Value = serde_json::from_str(&text).expect("the vectors are JSON");
    serde_json::from_value(whole["cases"].take()).expect("the vectors have cases")
}

/// The bundles of the vectors, with their results.
fn bundles() -> Vec<Files> {
    let bundle = |case: Value| {
        let mut files: Files =
            case["files"].as_object().unwrap().iter().map(|(name, text)| (name.clone(), bytes(text))).collect();
        files.insert("result.json".to_owned(), bytes(&case["result"]));
        files
    };
    vectors("draws.json").into_iter().map(bundle).collect()
}

fn bytes(text: &Value) -> Vec<u8> {
    text.as_str().expect("a file is text").as_bytes().to_vec()
}

fn texts(file: &str) -> Vec<Vec<u8>> {
    vectors(file).iter().map(|case| bytes(&case["text"])).collect()
}

/// Replace some bytes at some place.
#[derive(Clone, Debug)]
struct Edit {
    at: prop::sample::Index,
    removed: usize,
    inserted: Vec<u8>,
}

impl Edit {
    fn apply(&self, text: &mut Vec<u8>) {
        let at = self.at.index(text.len() + 1);
        let end = (at + self.removed).min(text.len());
        text.splice(at..end, self.inserted.iter().copied());
    }
}

/// What a damaged or forged file is likely to hold.
const WORDS: [&str; 20] = [
    "0",
    "1",
    "9",
    "f",
    "A",
    "\"",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\t",
    "\n",
    " ",
    "\u{3000}",
    "4294967295",
    "9007199254740991",
    "18446744073709551615",
    "-1.0",
];

fn edit() -> impl Strategy<Value = Edit> {
    let inserted = prop_oneof![
        prop::sample::select(&WORDS[..]).prop_map(|word| word.as_bytes().to_vec()),
        vec(any::<u8>(), 0..4),
    ];
    (any::<prop::sample::Index>(), 0..4usize, inserted).prop_map(|(at, removed, inserted)| Edit {
        at,
        removed,
        inserted,
    })
}

/// Arbitrary bytes, or one of `good` with some edits.
fn near(good: Vec<Vec<u8>>) -> impl Strategy<Value = Vec<u8>> {
    let damaged = (prop::sample::select(good), vec(edit(), 0..3)).prop_map(|(mut text, edits)| {
        edits.iter().for_each(|edit| edit.apply(&mut text));
        text
    });
    prop_oneof![1 => vec(any::<u8>(), 0..500), 4 => damaged]
}

/// A file of every bundle.
fn every(file: &str) -> Vec<Vec<u8>> {
    bundles().into_iter().map(|mut files| files.remove(file).expect("a bundle is complete")).collect()
}

fn lines(texts: &[&str]) -> Vec<Vec<u8>> {
    texts.iter().map(|text| text.as_bytes().to_vec()).collect()
}

macro_rules! readers {
    ($($test:ident: $invariant:ident of $good:expr;)*) => { $(
        #[test]
        fn $test() {
            let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
                failure_persistence: None,
                ..ProptestConfig::default()
            });
            let run = runner.run(&near($good), |bytes| {
                invariants::$invariant(&bytes);
                Ok(())
            });
            run.unwrap_or_else(|failure| panic!("{failure}"));
        }
    )* };
}

readers! {
    what_is_canonical_reads_back_to_itself: canonical of every("commitment.json");
    a_commitment_reads_back_to_itself: commitment of every("commitment.json");
    a_seed_reads_back_to_itself: seed of every("seed.json");
    a_result_reads_back_to_itself: result of every("result.json");
    subjects_read_back_to_themselves: tables of every("subjects.tsv");
    exclusions_read_back_to_themselves: tables of every("excluded.tsv");
    a_bench_reads_back_to_itself: tables of every("bench.tsv");
    recusals_read_back_to_themselves: tables of every("recusals.tsv");
    a_roster_secret_reads_back_to_itself: tables of every("roster-secret.txt");
    a_receipt_reads_back_to_itself: receipt of texts("receipts.json");
    a_source_reads_back_to_itself: source of lines(&[
        "kl8:2026055\n01 05 09 13 17 21 25 29 33 37 41 45 49 53 57 61 65 69 73 77",
        "ssq:2026026\n03 09 11 18 25 33+07",
        "dice:20d10\n12345678901234567890",
        "drand:52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971:1\n",
        "reveal:bureau\n52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971",
    ]);
    a_share_reads_back_to_itself: share of {
        let shares = lots::share::Secret::new([7; 32]).split([201; 32]);
        shares.iter().map(|share| share.to_string().into_bytes()).collect()
    };
    a_time_reads_back_to_itself: time of lines(&["2026-03-05T09:30:00+08:00", "2024-02-29", "9999-12-31T23:59:59-23:59"]);
    every_way_of_hashing_agrees: lanes of vec![vec![0xa5; 55 * 33], vec![0; 1]];
    any_files_at_all_get_a_report: of_files of vec![framed(&bundles()[0])];
}

/// A bundle in the form that [`invariants::bundle_of`] reads.
fn framed(files: &Files) -> Vec<u8> {
    files.iter().flat_map(|(name, text)| [name.as_bytes(), b"\0", text, b"\0"].concat()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Nothing in an auditor's bundle can be altered unnoticed.
    #[test]
    fn whatever_is_altered_is_noticed(
        bundle in prop::sample::select(bundles()),
        file in any::<prop::sample::Index>(),
        edit in edit(),
    ) {
        let mut altered = bundle.clone();
        let name = bundle.keys().nth(file.index(bundle.len())).expect("the index is within");
        edit.apply(altered.get_mut(name).expect("the name is the bundle's"));
        let verdict = invariants::bundle(&altered);
        prop_assert_eq!(verdict == "ok", altered == bundle, "{} {}", name, verdict);
    }

    /// The public edition holds less, but its check comes to an end all the same.
    #[test]
    fn an_altered_public_edition_gets_a_report(
        bundle in prop::sample::select(bundles()),
        file in any::<prop::sample::Index>(),
        edits in vec(edit(), 1..3),
    ) {
        let mut altered: Files = bundle.into_iter().filter(|(name, _)| name.ends_with(".json")).collect();
        let name = altered.keys().nth(file.index(altered.len())).expect("the index is within").clone();
        let text = altered.get_mut(&name).expect("the name is the bundle's");
        edits.iter().for_each(|edit| edit.apply(text));
        invariants::bundle(&altered);
    }
}
