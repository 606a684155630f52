//! What holds of every reader for any bytes at all. The fuzz targets and the property tests run these same functions, so
//! that each test run keeps the targets honest.

use journal::chain::Chains;
use journal::checkpoint::SignedCheckpoint;
use journal::entry::{Entry, Opening};
use journal::key::{KeyType, SecretKey, Signer, VerifierKey};
use journal::keys::{KeysChain, KeysNote};
use journal::note::{Line, MAX_LINES, MAX_NOTE, Note};
use journal::policy::{Member, Policy};
use journal::receipt::{MAX_PROOF, Receipt};
use journal::tile::{FULL, MAX_ENTRY, Path, decode_entries, decode_hashes, encode_entries, encode_hashes};
use journal::tree::continues;
use journal::witness::{MemoryStore, Request, Store, Witness, accept};
use lots::hash::Digest;
use lots::merkle::includes;

const ORIGIN: &str = "price.fushun.example/journal";

fn key(kind: KeyType, name: &str, seed: u8) -> SecretKey {
    SecretKey::new(kind, name.parse().expect("a name"), [seed; 32]).expect("a key")
}

fn text(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok()
}

/// An entry that is accepted is its own bytes, is small, and can begin a journal only if it names no entry before.
pub fn entry(bytes: &[u8]) {
    if let Ok(opening) = Opening::from_text(bytes) {
        assert_eq!(opening.text().as_bytes(), bytes);
    }
    let Ok(entry) = Entry::from_text(bytes) else { return };
    assert_eq!(entry.bytes(), bytes);
    assert!(bytes.len() <= MAX_ENTRY && entry.body().facts.len() <= 64 && entry.body().sealed.len() <= 64);
    let mut chains = Chains::new(ORIGIN.parse().expect("an origin"));
    if chains.admit(0, &entry).is_ok() {
        assert_eq!(entry.prev(), None);
        assert!(chains.check(&entry).is_err(), "no entry stands twice");
    }
}

/// A path that is accepted is its own text.
pub fn path(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let Ok(path) = text.parse::<Path>() else { return };
    assert_eq!(path.to_string(), text);
    if let Path::Tile(tile) = path {
        assert!(tile.level() < 64 && (1..=FULL).contains(&tile.width()));
    }
}

/// A tile or bundle that is accepted is its own bytes. The first byte says how wide it is to be.
pub fn tile(bytes: &[u8]) {
    let Some((&width, bytes)) = bytes.split_first() else { return };
    let width = u16::from(width) + 1;
    if let Some(entries) = decode_entries(bytes, width) {
        assert_eq!(entries.len(), usize::from(width));
        assert_eq!(encode_entries(&entries).as_deref(), Some(bytes));
    }
    if let Some(hashes) = decode_hashes(bytes, width) {
        assert_eq!((hashes.len(), encode_hashes(&hashes).as_slice()), (usize::from(width), bytes));
    }
}

/// A note that is accepted is its own bytes; what verifies is of a known key.
pub fn note(bytes: &[u8]) {
    if let Ok(checkpoint) = SignedCheckpoint::from_text(bytes) {
        assert_eq!(checkpoint.to_string().as_bytes(), bytes);
        assert_eq!(checkpoint.note().text(), checkpoint.checkpoint().to_string());
    }
    let Ok(note) = Note::from_text(bytes) else { return };
    assert_eq!(note.to_string().as_bytes(), bytes);
    assert!(bytes.len() <= MAX_NOTE && (1..=MAX_LINES).contains(&note.lines().len()) && note.text().ends_with('\n'));
    let known =
        [key(KeyType::Ed25519, ORIGIN, 1), key(KeyType::Sm2, ORIGIN, 2), key(KeyType::Witness, "w0.example", 0x40)];
    let known = known.map(|key| key.verifier_key().clone());
    let Ok(verified) = note.open(&known) else { return };
    assert!(!verified.is_empty());
    for line in verified {
        assert!(known[line.key].is_of(&note.lines()[line.line]));
        assert_eq!(line.time.is_some(), known[line.key].kind() == KeyType::Witness);
    }
}

/// A key that is accepted is its own text, and so is a signature line.
pub fn verifier_key(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    if let Ok(key) = text.parse::<VerifierKey>() {
        assert_eq!(key.to_string(), text);
        assert!(key.verify("", &[0; 64]).is_err() && key.verify("", &[0; 72]).is_err());
    }
    if let Ok(key) = text.parse::<SecretKey>() {
        assert_eq!(key.to_secret_text(), text);
        assert!(!format!("{key:?}").contains(text.rsplit_once('+').expect("a key has three parts").1));
    }
    if let Some(line) = Line::from_text(text) {
        assert_eq!(line.to_string(), text);
    }
}

/// A keys note that is accepted is its own text; a chain of it has keys from size 0 on.
pub fn keys_note(bytes: &[u8]) {
    let Ok(note) = Note::from_text(bytes) else { return };
    if let Ok(keys) = KeysNote::from_text(note.text()) {
        assert_eq!(keys.to_string(), note.text());
    }
    let root = key(KeyType::Ed25519, "price.fushun.example/journal/root", 3);
    let origin = ORIGIN.parse().expect("an origin");
    if let Ok(chain) = KeysChain::open(root.verifier_key(), &origin, &[bytes]) {
        assert!(!chain.in_force(0).is_empty());
        assert_eq!(chain.in_force(0), chain.in_force(u64::MAX));
    }
}

/// A policy that is accepted counts only what it names; checking by it comes to an end.
pub fn policy(bytes: &[u8]) {
    let Ok(policy) = Policy::from_text(bytes) else { return };
    let mut used = Vec::new();
    for (number, group) in policy.groups().iter().enumerate() {
        assert!((1..=group.members.len()).contains(&group.threshold));
        for &member in &group.members {
            match member {
                Member::Witness(witness) => assert!(witness < policy.witnesses().len()),
                Member::Group(group) => assert!(group < number),
            }
            used.push(member);
        }
    }
    let count = used.len();
    used.sort();
    used.dedup();
    assert_eq!(used.len(), count, "each is a member once");
    let log = key(KeyType::Ed25519, ORIGIN, 1);
    let origin = ORIGIN.parse().expect("an origin");
    let checkpoint = journal::checkpoint::Checkpoint::new(origin, 1, Digest::of(b"")).expect("a checkpoint");
    let signed = SignedCheckpoint::sign(checkpoint, &[&log]).expect("it signs");
    if let Ok(satisfied) = policy.check(&signed) {
        assert_eq!(policy.logs()[satisfied.log].key, *log.verifier_key());
        assert_eq!((policy.quorum(), satisfied.time), (None, None), "nobody has cosigned");
    }
}

/// A receipt that is accepted is its own text; it includes nothing that its proof doesn't.
pub fn receipt(bytes: &[u8]) {
    let Ok(receipt) = Receipt::from_text(bytes) else { return };
    assert_eq!(receipt.to_string().as_bytes(), bytes);
    assert!(receipt.proof.len() <= MAX_PROOF);
    let other = Digest::of(bytes);
    assert!(!receipt.includes(other), "nobody knows such a leaf before the text");
}

/// A request that is read is its own text; a witness cosigns only what continues, and keeps exactly that.
pub fn witness_request(bytes: &[u8]) {
    let request = Request::from_text(bytes);
    if let Some(request) = &request {
        assert_eq!(request.to_string().as_bytes(), bytes);
    }
    let log = key(KeyType::Ed25519, ORIGIN, 1);
    let mut witness = Witness::new(Box::new(key(KeyType::Witness, "w0.example", 0x40))).expect("a witness's key");
    witness.know(ORIGIN.parse().expect("an origin"), vec![log.verifier_key().clone()]);
    let store = MemoryStore::default();
    let Ok(answer) = witness.add_checkpoint(bytes, &store, 1);
    assert!([200, 400, 403, 404, 409, 422].contains(&answer.status), "{}", answer.status);
    assert_eq!(answer.status == 400, request.as_ref().is_none_or(|r| r.old > r.checkpoint.checkpoint().size()));
    assert_eq!(answer.status == 200, answer.keep.is_some());
    let Some(request) = request.filter(|_| answer.status == 200) else { return };
    assert_eq!((request.old, request.proof.len()), (0, 0), "nothing was kept before");
    let Ok(kept) = store.load(request.checkpoint.checkpoint().origin());
    assert_eq!(kept.as_ref(), answer.keep.as_ref());
    let witness = key(KeyType::Witness, "w0.example", 0x40);
    let accepted = accept(&request.checkpoint, answer.body.as_bytes(), &[witness.verifier_key().clone()]);
    assert!(accepted.is_ok() || request.checkpoint.note().lines().len() == MAX_LINES);
}

/// An answer of a witness that is accepted adds only lines that verify.
pub fn witness_answer(bytes: &[u8]) {
    let log = key(KeyType::Ed25519, ORIGIN, 1);
    let witness = key(KeyType::Witness, "w0.example", 0x40);
    let origin = ORIGIN.parse().expect("an origin");
    let checkpoint = journal::checkpoint::Checkpoint::new(origin, 1, Digest::of(b"")).expect("a checkpoint");
    let signed = SignedCheckpoint::sign(checkpoint, &[&log]).expect("it signs");
    let known = [witness.verifier_key().clone()];
    let Ok(accepted) = accept(&signed, bytes, &known) else { return };
    let verified = accepted.open(&known).expect("what was accepted verifies");
    assert_eq!(verified.len(), accepted.note().lines().len() - 1);
}

/// Checking a proof comes to an end, whatever is in it. Bytes: two sizes, two roots, hashes.
pub fn proof(bytes: &[u8]) {
    let Some((old, bytes)) = bytes.split_first_chunk() else { return };
    let Some((new, bytes)) = bytes.split_first_chunk() else { return };
    let (old, new) = (u64::from_be_bytes(*old), u64::from_be_bytes(*new));
    let hashes: Vec<Digest> = bytes.as_chunks::<32>().0.iter().copied().map(Digest).collect();
    let [a, b, proof @ ..] = hashes.as_slice() else { return };
    if continues(old, a, new, b, proof) {
        assert!(old <= new && proof.len() <= MAX_PROOF + 1);
        assert!(old != new || (a == b && proof.is_empty()));
    }
    if includes(a, new, old, *b, proof) {
        assert!(old < new && proof.len() <= MAX_PROOF + 1);
    }
}
