//! Every reader of the journal on arbitrary bytes and on damaged copies of good ones.

mod invariants;
#[path = "../world/mod.rs"]
mod world;

use std::path::PathBuf;

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::Value;

/// The texts under `key` of the cases of a file of vectors.
fn texts(file: &str, key: &str) -> Vec<Vec<u8>> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../spec/vectors").join(file);
    let text = std::fs::read_to_string(path).expect("the vectors are there");
    let whole: Value = serde_json::from_str(&text).expect("the vectors are JSON");
    let cases = whole["cases"].as_array().expect("the vectors have cases");
    cases.iter().filter_map(|case| case[key].as_str()).map(|text| text.as_bytes().to_vec()).collect()
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
    "=",
    "+",
    "/",
    "x000/",
    ".p/1",
    "\n",
    "\n\n",
    " ",
    "\u{3000}",
    "— ",
    "none",
    "[0]",
    "old 0\n",
    "9223372036854775808",
    "18446744073709551615",
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

/// Notes of a chain of keys notes, each by itself.
fn keys_notes() -> Vec<Vec<u8>> {
    let keys = world::public(&[&world::ed25519(), &world::sm2()]);
    let note = journal::keys::KeysNote::first(world::origin(), keys).unwrap().sign(&world::root()).unwrap();
    vec![note.to_string().into_bytes()]
}

/// Sizes, roots and hashes of proofs that hold.
fn proofs() -> Vec<Vec<u8>> {
    let (frontier, tiles) = world::tree(600);
    let bytes = |old: u64, a: lots::hash::Digest, b: lots::hash::Digest, proof: &[lots::hash::Digest]| {
        let hashes = [&[a, b], proof].concat();
        [old.to_be_bytes().to_vec(), 600u64.to_be_bytes().to_vec(), journal::tile::encode_hashes(&hashes)].concat()
    };
    let consistency = journal::tree::consistency(&tiles, 300, 600).unwrap();
    let inclusion = journal::tree::inclusion(&tiles, 300, 600).unwrap();
    vec![
        bytes(300, world::tree(300).0.root(), frontier.root(), &consistency),
        bytes(300, frontier.root(), world::leaf(300), &inclusion),
    ]
}

fn bundles() -> Vec<Vec<u8>> {
    let entries = journal::tile::encode_entries(&["a", "", "bcd"]).unwrap();
    vec![[&[2], entries.as_slice()].concat(), [&[1][..], &[7; 64]].concat()]
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
    an_entry_reads_back_to_itself: entry of texts("journal-entries.json", "text");
    an_opening_reads_back_to_itself: entry of texts("journal-seals.json", "opening");
    a_path_reads_back_to_itself: path of texts("journal-paths.json", "path");
    a_tile_reads_back_to_itself: tile of bundles();
    a_note_reads_back_to_itself: note of texts("journal-notes.json", "note");
    a_checkpoint_reads_back_to_itself: note of texts("journal-checkpoints.json", "note");
    a_verifier_key_reads_back_to_itself: verifier_key of texts("journal-keys.json", "key");
    a_signer_key_reads_back_to_itself: verifier_key of texts("journal-keys.json", "secret");
    a_line_reads_back_to_itself: verifier_key of texts("journal-signatures.json", "line");
    a_keys_note_reads_back_to_itself: keys_note of keys_notes();
    a_policy_counts_what_it_names: policy of texts("journal-policies.json", "policy");
    a_receipt_reads_back_to_itself: receipt of texts("journal-receipts.json", "receipt");
    a_witness_answers_any_request: witness_request of texts("journal-witness.json", "request");
    a_log_accepts_only_what_verifies: witness_answer of texts("journal-signatures.json", "line");
    any_proof_is_checked: proof of proofs();
}
