//! A small journal to do things to, and what must hold of it whatever was done.

use journal::checkpoint::{Origin, SignedCheckpoint};
use journal::entry::{Actor, Body, CaseName, Draft, Fact};
use journal::files::Log;
use journal::key::{KeyType, SecretKey, Signer, VerifierKey};
use journal::keys::KeysNote;
use journal::reader::entries;
use journal::sequencer::{Appended, Identity, NoStart, Sequencer};
use journal::storage::memory::{Disk, Memory, MemoryGuard};
use journal::storage::{Guard, Published, Storage};
use journal::tile::{encode_entries, encode_hashes, new_bundles};
use journal::tree::Frontier;
use lots::hash::Digest;
use lots::merkle::{includes, leaf_hash, root};

pub const ORIGIN: &str = "price.fushun.example/journal";

/// A writer in memory.
pub type Writer = Sequencer<Memory, MemoryGuard>;

pub fn origin() -> Origin {
    ORIGIN.parse().unwrap()
}

/// The n-th key of the log.
pub fn key(kind: KeyType, n: u8) -> SecretKey {
    SecretKey::new(kind, ORIGIN.parse().unwrap(), [n; 32]).unwrap()
}

pub fn root_key() -> SecretKey {
    SecretKey::new(KeyType::Ed25519, format!("{ORIGIN}/root").parse().unwrap(), [99; 32]).unwrap()
}

pub fn identity_with(keys: Vec<SecretKey>) -> Identity {
    let signers = keys.into_iter().map(|key| Box::new(key) as Box<dyn Signer + Send>).collect();
    Identity { origin: origin(), root: root_key().verifier_key().clone(), signers }
}

/// The log with one key.
pub fn identity() -> Identity {
    identity_with(vec![key(KeyType::Ed25519, 1)])
}

pub fn first_note() -> String {
    let keys = vec![key(KeyType::Ed25519, 1).verifier_key().clone()];
    KeysNote::first(origin(), keys).unwrap().sign(&root_key()).unwrap().to_string()
}

pub fn known() -> Vec<VerifierKey> {
    vec![key(KeyType::Ed25519, 1).verifier_key().clone()]
}

/// An empty journal on a disk, not started yet.
pub fn new_disk() -> Disk {
    let disk = Disk::new();
    create(disk.data(), disk.guard());
    disk.revive();
    disk
}

pub fn create<S: Storage, G: Guard>(storage: S, guard: G) {
    Sequencer::create(storage, guard, identity(), first_note().as_bytes()).unwrap();
}

pub fn start(disk: &Disk) -> Result<Writer, NoStart> {
    Sequencer::recover(disk.data(), disk.guard(), identity())
}

pub fn started(disk: &Disk) -> Writer {
    start(disk).unwrap_or_else(|why| panic!("{why:?}"))
}

/// The n-th draft: one of seven cases, `n` as its fact.
pub fn draft(n: u64) -> Draft {
    Draft {
        actor: Actor::SYSTEM,
        body: Body { facts: [("n".parse().unwrap(), Fact::Integer(n))].into(), sealed: [].into() },
        case: CaseName { id: format!("case-{}", n % 7).parse().unwrap(), kind: "trial".parse().unwrap() },
        kind: "trial.noted".parse().unwrap(),
        organisation: "price.fushun.example".parse().unwrap(),
        time: "2026-03-05T21:30:00+08:00".parse().unwrap(),
    }
}

pub fn drafts(from: u64, count: u64) -> Vec<Draft> {
    (from..from + count).map(draft).collect()
}

/// What was acknowledged, and which checkpoints anybody could have seen.
#[derive(Clone, Default)]
pub struct Witnessed {
    pub acknowledged: Vec<Appended>,
    pub checkpoints: Vec<SignedCheckpoint>,
}

impl Witnessed {
    /// Look at the published checkpoint, if it is whole.
    pub fn look(&mut self, disk: &Disk) {
        let published = disk.files().remove("checkpoint");
        if let Some(Ok(checkpoint)) = published.map(|bytes| SignedCheckpoint::from_text(&bytes))
            && self.checkpoints.last() != Some(&checkpoint)
        {
            self.checkpoints.push(checkpoint);
        }
    }

    /// That a log holds everything acknowledged and continues every checkpoint seen, and has exactly the files that its
    /// entries give. Its entries.
    pub fn hold<P: Published>(&self, log: &P) -> Vec<Vec<u8>> {
        let held = whole(log);
        let leaves: Vec<Digest> = held.iter().map(|entry| leaf_hash(entry)).collect();
        for seen in &self.checkpoints {
            let size = usize::try_from(seen.checkpoint().size()).unwrap();
            assert!(size <= leaves.len(), "a checkpoint of {size} was seen");
            assert_eq!(root(leaves[..size].iter().copied()), *seen.checkpoint().root(), "the checkpoint of {size}");
        }
        for appended in &self.acknowledged {
            let index = usize::try_from(appended.index).unwrap();
            assert_eq!(held[index], *appended.entry, "entry {index}");
            let checkpoint = appended.checkpoint.checkpoint();
            assert!(includes(checkpoint.root(), checkpoint.size(), appended.index, leaves[index], &appended.proof));
        }
        held
    }
}

/// All entries of a log, whose files are to the byte those of a log built from these entries at once.
pub fn whole<P: Published>(log: &P) -> Vec<Vec<u8>> {
    let published = log.read("checkpoint").unwrap().expect("a checkpoint is published");
    let signed = SignedCheckpoint::from_text(&published).unwrap();
    let checkpoint = signed.checkpoint();
    let mut held = Vec::new();
    for bundle in new_bundles(0, checkpoint.size()) {
        let entries = entries(log, bundle).unwrap();
        assert_eq!(log.read(&bundle.to_string()).unwrap(), encode_entries(&entries), "{bundle}");
        held.extend(entries);
    }
    let mut frontier = Frontier::default();
    let tiles = frontier.append(&held.iter().map(|entry| leaf_hash(entry)).collect::<Vec<_>>());
    assert_eq!((frontier.size(), frontier.root()), (checkpoint.size(), *checkpoint.root()));
    for (tile, hashes) in tiles {
        assert_eq!(log.read(&tile.to_string()).unwrap(), Some(encode_hashes(&hashes)), "{tile}");
    }
    assert!(signed.open(&known()).is_ok() || log.read("keys/2").unwrap().is_some());
    held
}

/// The files in a folder.
pub fn log_of(data: &std::path::Path) -> Log {
    Log::of_data(data)
}

/// A generator of numbers for trials: SplitMix64.
pub struct Chance(pub u64);

impl Chance {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        x ^ (x >> 31)
    }

    /// A number below `n`, which is above 0.
    pub fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % n as u64).unwrap()
    }

    pub fn one_of(&mut self, of: &[u64]) -> u64 {
        of[self.below(of.len())]
    }
}
