//! Whom to believe: keys in force, quorums, and the order of a case, each by a table.

#[path = "world/mod.rs"]
mod world;

use journal::chain::{Chains, Fault, Refused, Stage};
use journal::checkpoint::SignedCheckpoint;
use journal::entry::{Actor, Body, CaseName, Draft, EntryError, Fact, Known, Salt, seal};
use journal::key::{KeyType, Signer};
use journal::keys::{KeysChain, KeysError, KeysNote};
use journal::note::NoteError;
use journal::policy::{Policy, Satisfied, Unsatisfied};
use lots::hash::Digest;

fn policy(rest: &str) -> Policy {
    let mut text = format!("log {}\n", world::ed25519().verifier_key());
    for number in 0..5 {
        text.push_str(&format!("witness W{number} {}\n", world::witness(number).verifier_key()));
    }
    Policy::from_text((text + rest).as_bytes()).unwrap()
}

/// Every set of five witnesses, by brute force, under nested groups.
#[test]
fn a_quorum_is_reached_by_exactly_the_sets_that_the_groups_allow() {
    let policy = policy("group a 2 W0 W1 W2\ngroup b any W3 W4\ngroup both all a b\nquorum both\n");
    for set in 0u8..32 {
        let members: Vec<(u8, u64)> = (0..5).filter(|n| set >> n & 1 == 1).map(|n| (n, 100 + u64::from(n))).collect();
        let reached = (set & 0b111).count_ones() >= 2 && set & 0b11000 != 0;
        let verdict = policy.check(&world::cosigned(5, &members));
        assert_eq!(verdict.is_ok(), reached, "{set:05b}");
        if let Ok(Satisfied { log, time }) = verdict {
            let second = members[1].0;
            let last = members.iter().map(|member| member.0).find(|number| *number > 2).unwrap();
            assert_eq!((log, time), (0, Some(100 + u64::from(second.max(last)))));
        } else {
            assert_eq!(verdict, Err(Unsatisfied::Quorum));
        }
    }
}

#[test]
fn a_witness_that_cosigned_twice_counts_once_and_from_its_first_time() {
    let twice = world::cosigned(5, &[(0, 300), (0, 200)]);
    assert_eq!(policy("quorum W0\n").check(&twice), Ok(Satisfied { log: 0, time: Some(200) }));
    assert_eq!(policy("group g 2 W0 W1\nquorum g\n").check(&twice), Err(Unsatisfied::Quorum));
}

#[test]
fn a_log_is_believed_by_its_name_and_key_only() {
    let policy = policy("quorum none\n");
    let by = |key: &dyn Signer| SignedCheckpoint::sign(world::checkpoint(5), &[key]).unwrap();
    assert_eq!(policy.check(&by(&world::ed25519())), Ok(Satisfied { log: 0, time: None }));
    assert_eq!(policy.check(&by(&world::sm2())), Err(Unsatisfied::Log));
    assert_eq!(policy.check(&by(&world::key(KeyType::Ed25519, world::ORIGIN, 9))), Err(Unsatisfied::Log));
}

/// Keys notes: A; then A and B from size 100; then B from size 200.
fn rotation() -> (Vec<String>, [Vec<journal::key::VerifierKey>; 3]) {
    let (a, b) = (world::ed25519(), world::key(KeyType::Ed25519, world::ORIGIN, 11));
    let mut sets = [world::public(&[&a]), world::public(&[&a, &b]), world::public(&[&b])];
    sets[1].sort_by_key(ToString::to_string);
    let mut notes = vec![KeysNote::first(world::origin(), sets[0].clone()).unwrap()];
    let mut texts = vec![notes[0].sign(&world::root()).unwrap().to_string()];
    for (set, size) in [(1, 100), (2, 200)] {
        let chain = KeysChain::open(world::root().verifier_key(), &world::origin(), &texts).unwrap();
        notes.push(KeysNote::after(&chain, size, sets[set].clone()).unwrap());
        texts.push(notes[set].sign(&world::root()).unwrap().to_string());
    }
    (texts, sets)
}

#[test]
fn keys_are_replaced_with_overlap() {
    let (notes, sets) = rotation();
    let chain = KeysChain::open(world::root().verifier_key(), &world::origin(), &notes).unwrap();
    for (size, set) in [(0, 0), (99, 0), (100, 1), (199, 1), (200, 2), (u64::MAX, 2)] {
        assert_eq!(chain.in_force(size), sets[set], "{size}");
    }
    let digests: Vec<Digest> = chain.notes().map(|(_, digest)| digest).collect();
    assert_eq!(digests, notes.iter().map(|note| Digest::of(note.as_bytes())).collect::<Vec<_>>());
}

#[test]
fn a_checkpoint_carries_every_key_in_force() {
    let (notes, _) = rotation();
    let chain = KeysChain::open(world::root().verifier_key(), &world::origin(), &notes).unwrap();
    let (a, b) = (world::ed25519(), world::key(KeyType::Ed25519, world::ORIGIN, 11));
    let unsigned = Err(NoteError::Unsigned);
    for (size, by_a, by_b, by_both) in
        [(50, Ok(()), unsigned, Ok(())), (150, unsigned, unsigned, Ok(())), (250, unsigned, Ok(()), Ok(()))]
    {
        let signed =
            |keys: &[&dyn Signer]| chain.signed(&SignedCheckpoint::sign(world::checkpoint(size), keys).unwrap());
        assert_eq!((signed(&[&a]), signed(&[&b]), signed(&[&b, &a])), (by_a, by_b, by_both), "{size}");
    }
}

#[test]
fn keys_notes_are_made_only_as_they_are_read() {
    let (notes, sets) = rotation();
    let chain = KeysChain::open(world::root().verifier_key(), &world::origin(), &notes).unwrap();
    assert_eq!(KeysNote::after(&chain, 199, sets[0].clone()), Err(KeysError::Size));
    assert_eq!(KeysNote::after(&chain, 200, vec![]), Err(KeysError::Keys));
    assert_eq!(KeysNote::first(world::origin(), world::public(&[&world::sm2()])), Err(KeysError::Keys));
    let twice = [sets[0].clone(), sets[0].clone()].concat();
    assert_eq!(KeysNote::first(world::origin(), twice), Err(KeysError::Keys));
    let note = KeysNote::first(world::origin(), sets[0].clone()).unwrap();
    assert!(note.sign(&world::ed25519()).is_err(), "only the root signs");
}

fn draft(kind: Known, time: &str) -> Draft {
    let fact = |form| match form {
        journal::entry::Form::Digest => Fact::Digest(Digest::of(b"x")),
        journal::entry::Form::Integer => Fact::Integer(1),
        journal::entry::Form::Code => Fact::Code("x-test".parse().unwrap()),
        journal::entry::Form::Time => Fact::Time(time.parse().unwrap()),
    };
    let sealed = |name: &&str| (name.parse().unwrap(), seal(&Salt::new([1; 32]), &name.parse().unwrap(), "x"));
    Draft {
        actor: Actor::SYSTEM,
        body: Body {
            facts: kind.facts().iter().map(|(name, form)| (name.parse().unwrap(), fact(*form))).collect(),
            sealed: kind.seals().iter().map(sealed).collect(),
        },
        case: CaseName {
            id: if kind.case_kind() == "journal" { world::ORIGIN } else { "2026-03-A" }.parse().unwrap(),
            kind: kind.case_kind().parse().unwrap(),
        },
        kind: kind.name().parse().unwrap(),
        organisation: "price.fushun.example".parse().unwrap(),
        time: time.parse().unwrap(),
    }
}

/// From every stage, every kind: exactly these steps are allowed.
#[test]
fn a_draw_goes_only_these_ways() {
    use Known::{DrawAmended, DrawAnnounced, DrawAnnulled, DrawCommitted, DrawDrawn, DrawSeeded};
    use Stage::{Announced, Annulled, Committed, Drawn, Seeded};
    let allowed = [
        (None, Some(DrawCommitted), Committed),
        (Some(Committed), Some(DrawSeeded), Seeded),
        (Some(Committed), Some(DrawAnnulled), Annulled),
        (Some(Seeded), Some(DrawDrawn), Drawn),
        (Some(Drawn), Some(DrawAmended), Drawn),
        (Some(Drawn), Some(DrawAnnounced), Announced),
        (Some(Announced), Some(DrawAmended), Announced),
        (Some(Committed), None, Committed),
        (Some(Seeded), None, Seeded),
        (Some(Drawn), None, Drawn),
        (Some(Announced), None, Announced),
    ];
    let stages = [None, Some(Committed), Some(Seeded), Some(Drawn), Some(Announced), Some(Annulled)];
    for before in stages {
        for known in Known::ALL.into_iter().map(Some).chain([None]) {
            let expected = allowed.iter().find(|row| (row.0, row.1) == (before, known)).map(|row| row.2);
            assert_eq!(Stage::after(before, "draw", known), expected, "{before:?} {known:?}");
        }
    }
}

#[test]
fn the_next_entry_gets_its_place_and_nothing_changes_before_it_is_admitted() {
    let mut chains = Chains::new(world::origin());
    let first = chains.next(draft(Known::DrawCommitted, "2026-03-05T09:30:00+08:00")).unwrap();
    assert_eq!(
        (first.prev(), chains.next(draft(Known::DrawCommitted, "2026-03-05T09:30:00+08:00"))),
        (None, Ok(first.clone()))
    );
    chains.admit(7, &first).unwrap();
    let seeded = |time: &str| chains.next(draft(Known::DrawSeeded, time));
    // The same instant, written elsewhere.
    assert_eq!(seeded("2026-03-05T01:30:00+00:00").unwrap().prev(), Some(7));
    assert_eq!(seeded("2026-03-05T09:29:59+08:00"), Err(Refused::Chain(Fault::Time)));
    assert_eq!(chains.admit(8, &first), Err(Fault::Prev));
    let mut other = draft(Known::JournalErased, "2026-03-05T09:30:00+08:00");
    other.case.id = "another.example".parse().unwrap();
    assert_eq!(chains.next(other), Err(Refused::Chain(Fault::Origin)));
    let mut bare = draft(Known::DrawSeeded, "2026-03-05T09:30:00+08:00");
    bare.body.facts.clear();
    assert_eq!(chains.next(bare), Err(Refused::Entry(EntryError::Facts)));
}
