//! Keys notes, and what witnesses answer.

use journal::checkpoint::SignedCheckpoint;
use journal::key::{KeyType, SecretKey, Signer};
use journal::keys::{KeysChain, KeysError, KeysNote};
use journal::note::Note;
use journal::tree::consistency;
use journal::witness::{Kept, Request, Witness};
use serde_json::{Value, json};

use super::{Vectors, verdict, world};

fn second() -> SecretKey {
    world::key(KeyType::Ed25519, world::ORIGIN, 11)
}

/// A chain of three: old keys; old and new; new.
fn chain() -> Vec<String> {
    let mut notes = Vec::new();
    let first = KeysNote::first(world::origin(), world::public(&[&world::ed25519(), &world::sm2()])).unwrap();
    notes.push(first.sign(&world::root()).unwrap().to_string());
    for (size, keys) in [(100, vec![world::ed25519(), world::sm2(), second()]), (200, vec![second(), world::sm2()])] {
        let chain = KeysChain::open(world::root().verifier_key(), &world::origin(), &notes).unwrap();
        let keys = world::public(&keys.iter().collect::<Vec<_>>());
        notes.push(KeysNote::after(&chain, size, keys).unwrap().sign(&world::root()).unwrap().to_string());
    }
    notes
}

fn keys_case(why: &str, root: &str, notes: &[String]) -> Value {
    let opened = KeysChain::open(&root.parse().unwrap(), &world::origin(), notes);
    let mut in_force = Vec::new();
    if let Ok(chain) = &opened {
        for size in [0u64, 99, 100, 199, 200, 1_000_000] {
            let keys: Vec<String> = chain.in_force(size).iter().map(ToString::to_string).collect();
            in_force.push(json!({"size": size.to_string(), "keys": keys}));
        }
    }
    let verdict = verdict(&opened, |why: &KeysError| why.code());
    json!({"why": why, "root": root, "origin": world::ORIGIN, "notes": notes, "verdict": verdict, "in_force": in_force})
}

fn hash_of(note: &str) -> String {
    lots::hash::Digest::of(note.as_bytes()).to_string()
}

/// A note of the chain with its text changed and signed again.
fn signed_again(note: &str, from: &str, to: &str) -> String {
    let text = Note::from_text(note.as_bytes()).unwrap().text().replacen(from, to, 1);
    Note::sign(text, &[&world::root()]).unwrap().to_string()
}

pub fn keys_notes() -> Vectors {
    let (notes, root) = (chain(), world::root().verifier_key().to_string());
    let first = |from: &str, to: &str| vec![signed_again(&notes[0], from, to)];
    let second = |from: &str, to: &str| vec![notes[0].clone(), signed_again(&notes[1], from, to)];
    let (ed, sm2) = (world::ed25519().verifier_key().to_string(), world::sm2().verifier_key().to_string());
    let (low, high) = if ed < sm2 { (&ed, &sm2) } else { (&sm2, &ed) };
    let as_root = SecretKey::new(KeyType::Ed25519, world::ORIGIN.parse().unwrap(), [3; 32]).unwrap();
    let witness = world::key(KeyType::Witness, world::ORIGIN, 1).verifier_key().to_string();
    let other = world::key(KeyType::Ed25519, "another.example", 1).verifier_key().to_string();
    let forged = world::key(KeyType::Ed25519, "price.fushun.example/journal/root", 9);
    let forged = Note::sign(Note::from_text(notes[0].as_bytes()).unwrap().text().into(), &[&forged]).unwrap();
    let nine: String = (20..29)
        .map(|seed| world::key(KeyType::Ed25519, world::ORIGIN, seed).verifier_key().to_string() + "\n")
        .collect();
    let elsewhere = KeysNote::first("another.example".parse().unwrap(), vec![other.parse().unwrap()]).unwrap();
    let elsewhere = Note::sign(elsewhere.to_string(), &[&world::root()]).unwrap().to_string();
    let broken = notes[0].replace("fushun.example/journal\n", "fushun.example/journa1\n");
    let chain = KeysChain::open(&root.parse().unwrap(), &world::origin(), &notes).unwrap();
    let falling =
        KeysNote::after(&chain, 200, world::public(&[&world::ed25519()])).unwrap().sign(&world::root()).unwrap();
    let falling = signed_again(&falling.to_string(), "\n200\n", "\n199\n");
    let mut nine: Vec<&str> = nine.lines().collect();
    nine.sort_unstable();
    let cases = vec![
        keys_case("one", &root, &notes[..1]),
        keys_case("old keys, old and new, new", &root, &notes),
        keys_case("none", &root, &[]),
        keys_case("the second first", &root, &notes[1..]),
        keys_case("one left out", &root, &[notes[0].clone(), notes[2].clone()]),
        keys_case("one twice", &root, &[notes[0].clone(), notes[0].clone()]),
        keys_case("another root key", world::witness(0).verifier_key().to_string().as_str(), &notes),
        keys_case("signed by another root", &root, &[forged.to_string()]),
        keys_case("a changed text", &root, &[notes[0].replacen("\n0\n", "\n1\n", 1)]),
        keys_case("the first size isn't 0", &root, &first("\n0\n", "\n1\n")),
        keys_case("another log", &root, &first(world::ORIGIN, "another.example")),
        keys_case("another version", &root, &first("v1", "v2")),
        keys_case("a number with a zero before", &root, &first("\n1\n", "\n01\n")),
        keys_case("not sorted", &root, &first(&format!("{low}\n{high}\n"), &format!("{high}\n{low}\n"))),
        keys_case("a key twice", &root, &first(&format!("{ed}\n"), &format!("{ed}\n{ed}\n"))),
        keys_case("no Ed25519", &root, &first(&format!("{ed}\n"), "")),
        keys_case("no keys", &root, &first(&format!("{low}\n{high}\n"), "")),
        keys_case("nine keys", &root, &first(&format!("{low}\n{high}\n"), &(nine.join("\n") + "\n"))),
        keys_case("eight keys", &root, &first(&format!("{low}\n{high}\n"), &(nine[..8].join("\n") + "\n"))),
        keys_case("a witness's key", &root, &first(&ed, &witness)),
        keys_case("another log's key", &root, &first(&ed, &other)),
        keys_case(
            "the root's own key",
            &root,
            &first(&format!("{low}\n{high}\n"), &format!("{}\n", as_root.verifier_key())),
        ),
        keys_case("another log, and its keys", &root, &[elsewhere]),
        keys_case("another hash of the note before", &root, &second(&hash_of(&notes[0]), &hash_of("another"))),
        keys_case("a bad line of the root key", &root, &[broken]),
        keys_case("sizes fall", &root, &[notes.clone(), vec![falling]].concat()),
        keys_case("sizes may be equal", &root, &second("\n100\n", "\n0\n")),
        keys_case("a number left out", &root, &second("\n2\n", "\n3\n")),
    ];
    ("journal-keys-notes.json", "Chains of keys notes (section 4.2)", cases)
}

fn answer_case(why: &str, request: &str, kept: Option<&SignedCheckpoint>) -> Value {
    let mut witness = Witness::new(Box::new(world::witness(0))).unwrap();
    witness.know(world::origin(), world::public(&[&world::ed25519(), &world::sm2()]));
    let state = kept.map(|kept| Kept::from_text(kept.to_string().as_bytes()).unwrap());
    let now = 1_772_674_200;
    let answer = witness.judge(request.as_bytes(), state.as_ref(), now);
    let keep = answer.keep.map_or(String::new(), |keep| keep.signed().to_string());
    json!({
        "why": why, "request": request, "kept": kept.map_or(String::new(), ToString::to_string), "now": now.to_string(),
        "status": answer.status, "content_type": answer.content_type, "body": answer.body, "keep": keep,
    })
}

pub fn answers() -> Vectors {
    let proof = |old, new| consistency(&world::tree(new).1, old, new).unwrap();
    let request = |old: u64, new: u64| Request { old, proof: proof(old, new), checkpoint: world::signed(new) };
    let text = |old, new| request(old, new).to_string();
    let kept = world::cosigned(7, &[(0, 1_772_000_000)]);
    let with_proof = |old, proof, new| Request { old, proof, checkpoint: world::signed(new) }.to_string();
    let fork = SignedCheckpoint::sign(
        journal::checkpoint::Checkpoint::new(world::origin(), 7, world::leaf(0)).unwrap(),
        &[&world::ed25519()],
    )
    .unwrap();
    let stranger =
        SignedCheckpoint::sign(world::checkpoint(9), &[&world::key(KeyType::Ed25519, world::ORIGIN, 9)]).unwrap();
    let elsewhere =
        journal::checkpoint::Checkpoint::new("another.example".parse().unwrap(), 9, *world::checkpoint(9).root());
    let elsewhere =
        SignedCheckpoint::sign(elsewhere.unwrap(), &[&world::key(KeyType::Ed25519, "another.example", 1)]).unwrap();
    let ask =
        |checkpoint: &SignedCheckpoint, old, proof| Request { old, proof, checkpoint: checkpoint.clone() }.to_string();
    let good = text(7, 9);
    let hash = good.lines().nth(1).unwrap();
    let line = good.lines().last().unwrap();
    let mut broken = journal::note::Line::from_text(line).unwrap();
    broken.signature[0] ^= 1;
    let third = world::cosigned(9, &[(1, 5)]);
    let cases = vec![
        answer_case("the first", &text(0, 7), None),
        answer_case("one that continues", &good, Some(&kept)),
        answer_case("the same again", &text(7, 7), Some(&kept)),
        answer_case("lines of others aren't kept", &ask(&third, 7, proof(7, 9)), Some(&kept)),
        answer_case("nothing", "", Some(&kept)),
        answer_case("a leading zero", &good.replacen("old 7", "old 07", 1), Some(&kept)),
        answer_case("no empty line", &good.replacen("\n\n", "\n", 1), Some(&kept)),
        answer_case("64 hashes", &good.replacen(hash, &vec![hash; 64].join("\n"), 1), Some(&kept)),
        answer_case("the old size is above", &with_proof(9, vec![], 7), Some(&kept)),
        answer_case("above, and of an unknown origin", &ask(&elsewhere, 10, vec![]), None),
        answer_case("an unknown origin", &ask(&elsewhere, 0, vec![]), None),
        answer_case("an unknown key", &ask(&stranger, 7, proof(7, 9)), Some(&kept)),
        answer_case("unknown before the size is looked at", &ask(&stranger, 3, vec![]), Some(&kept)),
        answer_case("a bad line of a known key", &good.replace(line, &broken.to_string()), Some(&kept)),
        answer_case("another old size", &text(5, 9), Some(&kept)),
        answer_case("an old size, but nothing is kept", &text(5, 9), None),
        answer_case("an old size of 0", &text(0, 9), Some(&kept)),
        answer_case("smaller than what is kept", &text(5, 6), Some(&kept)),
        answer_case("the same size, another root", &ask(&fork, 7, vec![]), Some(&kept)),
        answer_case("an empty proof", &with_proof(7, vec![], 9), Some(&kept)),
        answer_case("a proof of something else", &with_proof(7, proof(6, 9), 9), Some(&kept)),
        answer_case("a proof for the first", &with_proof(0, proof(6, 9), 9), None),
        answer_case("a proof for the same", &with_proof(7, proof(6, 7), 7), Some(&kept)),
    ];
    (
        "journal-witness.json",
        "What a witness answers (section 5, tlog-witness); it knows the log's two keys; keep: its new state",
        cases,
    )
}
