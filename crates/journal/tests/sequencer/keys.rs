//! Signing by every key in force, and changing keys with overlap.

use journal::checkpoint::SignedCheckpoint;
use journal::entry::{Body, CaseName, Draft, Fact};
use journal::key::{KeyType, SecretKey, Signer, VerifierKey};
use journal::keys::{KeysChain, KeysError, KeysNote};
use journal::sequencer::{Identity, NoStart, Refusal, Sequencer, Stopped};
use journal::storage::memory::{Disk, Trouble};
use lots::hash::Digest;

use crate::world::*;

const ALL: [(KeyType, u8); 4] = [(KeyType::Ed25519, 1), (KeyType::Sm2, 2), (KeyType::Ed25519, 3), (KeyType::Sm2, 4)];

fn signers(which: &[usize]) -> Identity {
    identity_with(which.iter().map(|&n| key(ALL[n].0, ALL[n].1)).collect())
}

fn public(which: &[usize]) -> Vec<VerifierKey> {
    which.iter().map(|&n| key(ALL[n].0, ALL[n].1).verifier_key().clone()).collect()
}

/// The signed keys notes of a log.
struct Notes(Vec<String>);

impl Notes {
    fn first(which: &[usize]) -> Self {
        let note = KeysNote::first(origin(), public(which)).unwrap();
        Self(vec![note.sign(&root_key()).unwrap().to_string()])
    }

    fn chain(&self) -> KeysChain {
        KeysChain::open(root_key().verifier_key(), &origin(), &self.0).unwrap()
    }

    fn push(&mut self, size: u64, which: &[usize]) -> (String, Draft) {
        let note = KeysNote::after(&self.chain(), size, public(which)).unwrap();
        let text = note.sign(&root_key()).unwrap().to_string();
        self.0.push(text.clone());
        (text.clone(), announcement(note.number(), &text))
    }
}

fn announcement(number: u64, note: &str) -> Draft {
    let digest = Fact::Digest(Digest::of(note.as_bytes()));
    let facts = [("note".parse().unwrap(), digest), ("number".parse().unwrap(), Fact::Integer(number))];
    Draft {
        body: Body { facts: facts.into(), sealed: [].into() },
        case: CaseName { id: ORIGIN.parse().unwrap(), kind: "journal".parse().unwrap() },
        kind: "journal.keys".parse().unwrap(),
        ..draft(0)
    }
}

/// A log that begins with these keys, and its notes.
fn begun(which: &[usize]) -> (Disk, Notes) {
    let (disk, notes) = (Disk::new(), Notes::first(which));
    Sequencer::create(disk.data(), disk.guard(), signers(which), notes.0[0].as_bytes()).unwrap();
    (disk, notes)
}

/// Which keys signed the published checkpoint.
fn signed_by(disk: &Disk) -> Vec<usize> {
    let signed = SignedCheckpoint::from_text(&disk.files()["checkpoint"]).unwrap();
    let keys = public(&[0, 1, 2, 3]);
    signed
        .open(&keys)
        .unwrap()
        .iter()
        .map(|line| line.key)
        .collect::<std::collections::BTreeSet<_>>()
        .into_iter()
        .collect()
}

#[test]
fn keys_change_with_overlap() {
    let (disk, mut notes) = begun(&[0, 1]);
    let mut writer = Sequencer::recover(disk.data(), disk.guard(), signers(&[0, 1, 2, 3])).unwrap();
    writer.append(drafts(0, 3)).unwrap();
    assert_eq!(signed_by(&disk), [0, 1]);
    // Both the old and the new from 6 entries on; the entry that says so is number 3.
    let (note, draft) = notes.push(6, &[0, 1, 2, 3]);
    assert_eq!(writer.change_keys(note.as_bytes(), draft).unwrap().unwrap().index, 3);
    assert_eq!(signed_by(&disk), [0, 1]);
    writer.append(drafts(3, 1)).unwrap();
    assert_eq!(signed_by(&disk), [0, 1]);
    writer.append(drafts(4, 4)).unwrap();
    assert_eq!(signed_by(&disk), [0, 1, 2, 3]);
    // Then only the new, from the very next size on; a writer without the old signers goes on.
    let (note, draft) = notes.push(10, &[2, 3]);
    writer.change_keys(note.as_bytes(), draft).unwrap().unwrap();
    assert_eq!(signed_by(&disk), [2, 3]);
    drop(writer);
    let mut writer = Sequencer::recover(disk.data(), disk.guard(), signers(&[2, 3])).unwrap();
    writer.append(drafts(8, 1)).unwrap();
    assert_eq!(signed_by(&disk), [2, 3]);
    for (number, note) in (1..).zip(&notes.0) {
        assert_eq!(disk.files()[&format!("keys/{number}")], note.as_bytes());
    }
    whole(&disk.data());
}

#[test]
fn a_start_needs_a_signer_for_every_key_that_will_sign() {
    let (disk, mut notes) = begun(&[0]);
    let mut writer = Sequencer::recover(disk.data(), disk.guard(), signers(&[0, 2])).unwrap();
    let (note, draft) = notes.push(100, &[2]);
    writer.change_keys(note.as_bytes(), draft).unwrap().unwrap();
    for missing in [&[0][..], &[2], &[]] {
        let refused = Sequencer::recover(disk.data(), disk.guard(), signers(missing)).err();
        assert!(matches!(refused, Some(NoStart::Signer(Stopped::NoSigner(_)))), "{missing:?}: {refused:?}");
    }
}

#[test]
fn a_keys_note_that_is_not_right_changes_nothing() {
    let (disk, mut notes) = begun(&[0]);
    let mut writer = Sequencer::recover(disk.data(), disk.guard(), signers(&[0, 2])).unwrap();
    writer.append(drafts(0, 3)).unwrap();
    let calls = disk.calls();
    let mut refused = |note: &str, draft: Draft| writer.change_keys(note.as_bytes(), draft).unwrap().unwrap_err();
    let mut other = Notes(notes.0.clone());
    let (late, draft) = other.push(3, &[2]);
    assert_eq!(refused(&late, draft), Refusal::KeysNote(KeysError::Size));
    let mut other = Notes(notes.0.clone());
    let (note, draft) = other.push(10, &[0, 3]);
    assert!(matches!(refused(&note, draft), Refusal::NoSigner(_)));
    let (note, draft) = notes.push(10, &[2]);
    assert_eq!(refused(&note, announcement(3, &note)), Refusal::Keys);
    assert_eq!(refused(&note, announcement(2, "another")), Refusal::Keys);
    let unsigned = note.replace(&format!("— {ORIGIN}/root"), &format!("— {ORIGIN}/toor"));
    assert!(matches!(refused(&unsigned, announcement(2, &unsigned)), Refusal::KeysNote(_)));
    assert_eq!(writer.append(vec![draft.clone()]).unwrap()[0], Err(Refusal::Keys));
    assert_eq!(disk.calls(), calls);
    assert_eq!(writer.change_keys(note.as_bytes(), draft).unwrap().unwrap().index, 3);
}

#[test]
fn note_and_entry_come_together_or_not_at_all() {
    let try_at = |call: u64, trouble: Option<Trouble>| {
        let (disk, mut notes) = begun(&[0]);
        let mut writer = Sequencer::recover(disk.data(), disk.guard(), signers(&[0, 2])).unwrap();
        writer.append(drafts(0, 3)).unwrap();
        disk.revive();
        trouble.into_iter().for_each(|trouble| disk.trouble(call, trouble));
        let (note, draft) = notes.push(4, &[0, 2]);
        let changed = writer.change_keys(note.as_bytes(), draft).is_ok();
        (disk, changed)
    };
    let (disk, changed) = try_at(0, None);
    assert!(changed);
    for call in 0..disk.calls() {
        for (trouble, seed) in
            [(Trouble::Fails, 0), (Trouble::FailsButStored, 0), (Trouble::PowerLoss, 1), (Trouble::PowerLoss, 2)]
        {
            let (disk, changed) = try_at(call, Some(trouble));
            assert!(!changed);
            let mut chance = Chance(seed);
            if trouble == Trouble::PowerLoss {
                disk.restart(|n| chance.below(n))
            } else {
                disk.revive()
            }
            let writer = Sequencer::recover(disk.data(), disk.guard(), signers(&[0, 2])).unwrap();
            let size = writer.checkpoint().checkpoint().size();
            assert_eq!(disk.files().contains_key("keys/2"), size == 4, "{trouble:?} at {call}");
            assert_eq!(signed_by(&disk), if size == 4 { vec![0, 2] } else { vec![0] });
        }
    }
}

#[test]
fn a_journal_begins_with_a_note_of_its_root_key() {
    let disk = Disk::new();
    let stranger = SecretKey::new(KeyType::Ed25519, format!("{ORIGIN}/root").parse().unwrap(), [98; 32]).unwrap();
    let note = KeysNote::first(origin(), public(&[0])).unwrap().sign(&stranger).unwrap().to_string();
    let refused = Sequencer::create(disk.data(), disk.guard(), signers(&[0]), note.as_bytes());
    assert!(matches!(refused, Err(NoStart::Keys(_))));
    assert!(disk.files().is_empty());
}
