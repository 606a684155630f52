//! The audit: a log as it should be passes, and each check fails by a tampering of its own.

#[path = "world/mod.rs"]
mod world;

use std::collections::BTreeMap;

use journal::audit::{Report, Trust, audit};
use journal::checkpoint::{Checkpoint, SignedCheckpoint};
use journal::cosignature::cosign;
use journal::detail::{Named, Status};
use journal::entry::{Actor, Body, CaseName, Draft, Entry, Fact};
use journal::key::{KeyType, SecretKey, Signer, VerifierKey};
use journal::keys::{KeysChain, KeysNote};
use journal::note::Note;
use journal::policy::Policy;
use journal::storage::{Fault, Published};
use journal::tile::{encode_entries, encode_hashes, new_bundles};
use journal::tree::Frontier;
use lots::hash::Digest;
use lots::merkle::leaf_hash;

/// A log's files.
#[derive(Clone, Default)]
struct Files(BTreeMap<String, Vec<u8>>);

impl Published for Files {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Fault> {
        Ok(self.0.get(path).cloned())
    }
}

/// Where the second keys note stands, and from which size on its keys sign.
const KEYS_AT: u64 = 100;
const SIZE: u64 = 700;

fn second() -> SecretKey {
    world::key(KeyType::Ed25519, world::ORIGIN, 11)
}

fn notes() -> Vec<String> {
    let first = world::public(&[&world::ed25519(), &world::sm2()]);
    let first = KeysNote::first(world::origin(), first).unwrap().sign(&world::root()).unwrap().to_string();
    let chain = KeysChain::open(world::root().verifier_key(), &world::origin(), &[&first]).unwrap();
    let keys = world::public(&[&world::ed25519(), &world::sm2(), &second()]);
    let next = KeysNote::after(&chain, KEYS_AT + 1, keys).unwrap().sign(&world::root()).unwrap().to_string();
    vec![first, next]
}

fn draft(kind: &str, case: (&str, &str), facts: &[(&str, Fact)]) -> Draft {
    let facts = facts.iter().map(|(name, fact)| (name.parse().unwrap(), fact.clone())).collect();
    Draft {
        actor: Actor::SYSTEM,
        body: Body { facts, sealed: [].into() },
        case: CaseName { id: case.1.parse().unwrap(), kind: case.0.parse().unwrap() },
        kind: kind.parse().unwrap(),
        organisation: "price.fushun.example".parse().unwrap(),
        time: "2026-03-05T09:31:00+08:00".parse().unwrap(),
    }
}

/// Cases of three entries one after another, and the announcement of the second keys note.
fn entries() -> Vec<Entry> {
    let mut entries = Vec::new();
    for index in 0..SIZE {
        let case = format!("case-{}", index / 3);
        let entry = if index == KEYS_AT {
            let note = Fact::Digest(Digest::of(notes()[1].as_bytes()));
            draft("journal.keys", ("journal", world::ORIGIN), &[("note", note), ("number", Fact::Integer(2))])
                .after(None)
        } else {
            // The case that the announcement interrupts goes on behind it.
            let first = index.is_multiple_of(3);
            let prev = (!first).then(|| if index == KEYS_AT + 1 { index - 2 } else { index - 1 });
            draft("trial.step", ("trial", &case), &[("step", Fact::Integer(index))]).after(prev)
        };
        entries.push(entry.unwrap());
    }
    entries
}

fn bytes(entries: &[Entry]) -> Vec<Vec<u8>> {
    entries.iter().map(|entry| entry.bytes().to_vec()).collect()
}

fn checkpoint(entries: &[Vec<u8>]) -> Checkpoint {
    let mut frontier = Frontier::default();
    frontier.append(&entries.iter().map(|entry| leaf_hash(entry)).collect::<Vec<_>>());
    Checkpoint::new(world::origin(), frontier.size(), frontier.root()).unwrap()
}

fn sign(checkpoint: Checkpoint) -> SignedCheckpoint {
    let (ed25519, sm2, second) = (world::ed25519(), world::sm2(), second());
    let keys: [&dyn Signer; 3] = [&ed25519, &sm2, &second];
    let keys = if checkpoint.size() > KEYS_AT { &keys[..] } else { &keys[..2] };
    let signed = SignedCheckpoint::sign(checkpoint, keys).unwrap();
    let lines: Vec<_> = (0..2).map(|n| cosign(&world::witness(n), signed.note().text(), 1_000).unwrap()).collect();
    signed.with(lines).unwrap()
}

/// The files of a log of these entries, with what belongs to them.
fn files(entries: &[Vec<u8>]) -> Files {
    let mut files = Files::default();
    let mut frontier = Frontier::default();
    let leaves: Vec<Digest> = entries.iter().map(|entry| leaf_hash(entry)).collect();
    for (tile, hashes) in frontier.append(&leaves) {
        files.0.insert(tile.to_string(), encode_hashes(&hashes));
    }
    for bundle in new_bundles(0, entries.len() as u64) {
        let first = usize::try_from(bundle.first().unwrap()).unwrap();
        let part = &entries[first..first + usize::from(bundle.width())];
        files.0.insert(bundle.to_string(), encode_entries(part).unwrap());
    }
    for (note, number) in notes().into_iter().zip(1..) {
        files.0.insert(format!("keys/{number}"), note.into_bytes());
    }
    files.0.insert("checkpoint".into(), sign(checkpoint(entries)).to_string().into_bytes());
    files
}

fn policy() -> Policy {
    let [log, w0, w1] =
        [world::ed25519(), world::witness(0), world::witness(1)].map(|key| key.verifier_key().to_string());
    Policy::from_text(format!("log {log}\nwitness a {w0}\nwitness b {w1}\ngroup g all a b\nquorum g\n").as_bytes())
        .unwrap()
}

fn root() -> VerifierKey {
    world::root().verifier_key().clone()
}

fn earlier(size: usize) -> SignedCheckpoint {
    sign(checkpoint(&bytes(&entries()[..size])))
}

fn report(files: &Files, since: Option<&SignedCheckpoint>) -> Report {
    let (root, policy) = (root(), policy());
    audit(files, &Trust { root: Some(&root), policy: Some(&policy), since }, &mut |_, _| ())
}

fn verdict(files: &Files) -> String {
    let report = report(files, Some(&earlier(300)));
    report.lines.failure().map_or("ok".into(), |(check, detail)| format!("{}: {detail}", check.code()))
}

fn whole() -> Files {
    files(&bytes(&entries()))
}

/// The log after a change to its files.
fn tampered(change: impl FnOnce(&mut BTreeMap<String, Vec<u8>>)) -> String {
    let mut files = whole();
    change(&mut files.0);
    verdict(&files)
}

/// A log that was written otherwise from its beginning, with tiles, root and signatures to match.
fn forged(change: impl FnOnce(&mut Vec<Vec<u8>>)) -> String {
    let mut entries = bytes(&entries());
    change(&mut entries);
    verdict(&files(&entries))
}

fn again(index: u64, change: impl FnOnce(&mut Draft), prev: Option<u64>) -> Vec<u8> {
    let mut draft = draft("trial.step", ("trial", &format!("case-{}", index / 3)), &[("step", Fact::Integer(index))]);
    change(&mut draft);
    draft.after(prev).unwrap().bytes().to_vec()
}

#[test]
fn a_log_as_it_should_be_passes_every_check() {
    let report = report(&whole(), Some(&earlier(300)));
    assert_eq!(report.lines.verdict(), "ok", "{:?}", report.lines.failure());
    assert!(report.lines.0.iter().all(|(_, status)| *status == Status::Passed));
    assert_eq!((report.cosigned, report.unknown, report.cases), (Some(1_000), SIZE - 1, SIZE.div_ceil(3) + 1));
}

#[test]
fn what_nobody_gave_is_not_checked() {
    let report = audit(&whole(), &Trust::default(), &mut |_, _| ());
    let skipped: Vec<&str> =
        report.lines.0.iter().filter(|(_, s)| *s == Status::NotHere).map(|(check, _)| check.code()).collect();
    assert_eq!(
        (report.lines.verdict(), skipped),
        ("ok", vec!["keys", "signatures", "policy", "consistency", "keys-entries"])
    );
}

#[test]
fn an_empty_log_passes() {
    let mut files = files(&[]);
    files.0.remove("keys/2");
    let root = root();
    let report = audit(&files, &Trust { root: Some(&root), ..Trust::default() }, &mut |_, _| ());
    assert_eq!(report.lines.verdict(), "ok", "{:?}", report.lines.failure());
}

#[test]
fn a_log_that_moved_on_may_have_dropped_partial_tiles() {
    let all = bytes(&entries());
    let mut files = files(&all);
    files.0.insert("checkpoint".into(), sign(checkpoint(&all[..500])).to_string().into_bytes());
    let mut frontier = Frontier::default();
    let leaves: Vec<Digest> = all[..500].iter().map(|entry| leaf_hash(entry)).collect();
    let upper = frontier.append(&leaves).into_iter().find(|(tile, _)| tile.level() == 1).unwrap();
    files.0.insert(upper.0.to_string(), encode_hashes(&upper.1));
    // Of 500 entries the last 244 are in a partial tile and bundle, which the full ones stand for.
    assert!(!files.0.contains_key("tile/0/001.p/244") && !files.0.contains_key("tile/entries/001.p/244"));
    assert_eq!(verdict(&files), "ok");
    files.0.remove(&upper.0.to_string());
    assert_eq!(verdict(&files), "tiles: log-file-missing file=tile/1/000.p/1");
}

#[test]
fn checks_1_to_5_fail_by_what_is_signed() {
    let text = |files: &BTreeMap<String, Vec<u8>>| String::from_utf8(files["checkpoint"].clone()).unwrap();
    assert_eq!(tampered(|files| drop(files.remove("checkpoint"))), "checkpoint: log-file-missing file=checkpoint");
    assert_eq!(
        tampered(|files| files.get_mut("checkpoint").unwrap().truncate(20)),
        "checkpoint: log-file-form file=checkpoint"
    );
    let other = tampered(|files| {
        let text = text(files).replace("fushun", "shenyang");
        files.insert("checkpoint".into(), text.into_bytes());
    });
    assert!(other.starts_with("checkpoint: log-other-origin"), "{other}");
    assert_eq!(tampered(|files| drop(files.remove("keys/1"))), "keys: log-file-missing file=keys/1");
    assert_eq!(tampered(|files| files.get_mut("keys/2").unwrap()[200] ^= 1), "keys: log-keys-note why=signature");
    let strange = tampered(|files| {
        let forged = world::key(KeyType::Ed25519, "price.fushun.example/journal/root", 9);
        let text = Note::from_text(&files["keys/1"]).unwrap().text().to_owned();
        files.insert("keys/1".into(), Note::sign(text, &[&forged]).unwrap().to_string().into_bytes());
    });
    assert_eq!(strange, "keys: log-keys-note why=signature");
    assert!(
        tampered(|files| drop(files.remove("keys/2"))).starts_with("keys-entries"),
        "its keys sign too, but nobody says so"
    );
    let lines = |keep: fn(usize) -> bool| {
        tampered(|files| {
            let signed = SignedCheckpoint::from_text(&files["checkpoint"]).unwrap();
            let lines = signed.note().lines().iter().enumerate().filter(|(n, _)| keep(*n)).map(|(_, l)| l.clone());
            let fewer = signed.with_lines(lines.collect()).unwrap();
            files.insert("checkpoint".into(), fewer.to_string().into_bytes());
        })
    };
    assert!(lines(|line| line != 1).starts_with("signatures: log-signatures"), "one key in force didn't sign");
    assert_eq!(lines(|line| line != 3), "policy: log-policy why=quorum");
    let broken = tampered(|files| {
        let text = text(files);
        let at = text.rfind(' ').unwrap() + 60;
        let mut bytes = text.into_bytes();
        bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
        files.insert("checkpoint".into(), bytes);
    });
    assert_eq!(broken, "signatures: log-policy why=signature");
}

#[test]
fn a_fork_and_a_roll_back_are_noticed_by_who_kept_a_checkpoint() {
    let all = bytes(&entries());
    assert!(verdict(&files(&all[..299])).starts_with("consistency: log-rolled-back found=299 expected=300"));
    let forked = forged(|entries| {
        entries[298] =
            again(298, |draft| drop(draft.body.facts.insert("step".parse().unwrap(), Fact::Integer(9))), Some(297));
    });
    assert_eq!(forked, "consistency: log-consistency size=300");
    let behind = forged(|entries| {
        entries[300] =
            again(300, |draft| drop(draft.body.facts.insert("step".parse().unwrap(), Fact::Integer(9))), None);
    });
    assert_eq!(behind, "ok", "what follows the checkpoint is another matter");
    let signed = sign(Checkpoint::new(world::origin(), 300, Digest([1; 32])).unwrap());
    assert_eq!(report(&whole(), Some(&signed)).lines.verdict(), "consistency");
}

#[test]
fn a_flipped_bit_in_any_bundle_or_tile_is_noticed() {
    let paths: Vec<String> = whole().0.into_keys().filter(|path| path.starts_with("tile/")).collect();
    assert_eq!(paths.len(), 7);
    for path in paths {
        let expected: &[&str] =
            if path.starts_with("tile/entries") { &["consistency", "bundles", "tiles"] } else { &["tiles"] };
        let length = whole().0[&path].len();
        for at in [0, 1, 2, length / 2, length - 1] {
            let found = tampered(|files| files.get_mut(&path).unwrap()[at] ^= 1);
            assert!(expected.iter().any(|code| found.starts_with(code)), "{path} at {at}: {found}");
        }
        let found = tampered(|files| drop(files.remove(&path)));
        let code = if path.starts_with("tile/entries") { "bundles" } else { "tiles" };
        assert_eq!(found, format!("{code}: log-file-missing file={path}"));
        let found = tampered(|files| files.get_mut(&path).unwrap().truncate(length - 1));
        assert_eq!(found, format!("{code}: log-file-form file={path}"));
    }
    assert!(
        tampered(|files| {
            let (one, other) = (files["tile/0/000"].clone(), files["tile/0/001"].clone());
            files.insert("tile/0/000".into(), other);
            files.insert("tile/0/001".into(), one);
        })
        .starts_with("tiles: log-tile file=tile/0/000")
    );
}

#[test]
fn the_earliest_check_is_named_although_a_later_one_fails_before_it() {
    let found = tampered(|files| {
        files.get_mut("tile/0/000").unwrap()[0] ^= 1;
        files.remove("tile/entries/002.p/188");
    });
    assert!(found.starts_with("bundles"), "{found}");
}

#[test]
fn a_root_that_is_not_the_entries_is_noticed() {
    let found = tampered(|files| {
        let forged = sign(Checkpoint::new(world::origin(), SIZE, Digest([1; 32])).unwrap());
        files.insert("checkpoint".into(), forged.to_string().into_bytes());
    });
    assert!(found.starts_with("root: log-root"), "{found}");
}

#[test]
fn checks_9_to_11_fail_in_a_log_that_was_written_wrongly() {
    assert_eq!(forged(|entries| entries[500] = b"no entry".to_vec()), "entries: log-entry index=500 why=form");
    assert_eq!(forged(|entries| entries[500] = again(500, |_| (), Some(498))), "chains: log-chain index=500 why=prev");
    let early = |draft: &mut Draft| draft.time = "2026-03-05T09:30:59+08:00".parse().unwrap();
    assert_eq!(forged(|entries| entries[500] = again(500, early, Some(499))), "chains: log-chain index=500 why=time");
    let draw = |draft: &mut Draft| {
        draft.case = CaseName { id: "draw".parse().unwrap(), kind: "draw".parse().unwrap() };
        draft.kind = "draw.seeded".parse().unwrap();
        let digest = |name: &str| (name.parse().unwrap(), Fact::Digest(Digest([1; 32])));
        draft.body.facts = [digest("commitment"), digest("seed")].into();
    };
    assert_eq!(forged(|entries| entries[699] = again(699, draw, None)), "chains: log-chain index=699 why=order");
    let keys = |number: u64| {
        move |draft: &mut Draft| {
            draft.case = CaseName { id: world::ORIGIN.parse().unwrap(), kind: "journal".parse().unwrap() };
            draft.kind = "journal.keys".parse().unwrap();
            let note = Fact::Digest(Digest([1; 32]));
            draft.body.facts =
                [("note".parse().unwrap(), note), ("number".parse().unwrap(), Fact::Integer(number))].into();
        }
    };
    let extra = forged(|entries| entries[699] = again(699, keys(3), Some(KEYS_AT)));
    assert_eq!(extra, "keys-entries: log-keys-entry index=699");
    let other = forged(|entries| entries[100] = again(100, keys(2), None));
    assert_eq!(other, "consistency: log-consistency size=300");
    let unsaid = report(
        &files(&{
            let mut entries = bytes(&entries());
            entries[100] = again(699, |draft| draft.case.id = "another".parse().unwrap(), None);
            entries
        }),
        None,
    );
    assert_eq!(
        unsaid.lines.failure().map(|(_, detail)| detail.to_string()).as_deref(),
        Some("log-keys-entry-missing number=2")
    );
}
