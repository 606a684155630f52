//! A small world for tests: a log with its keys, two witnesses, and trees of numbered entries.

#![allow(dead_code, reason = "each test uses its part")]

use journal::checkpoint::{Checkpoint, Origin, SignedCheckpoint};
use journal::cosignature::cosign;
use journal::key::{KeyType, SecretKey, Signer, VerifierKey};
use journal::tree::{Frontier, MemoryTiles};
use lots::hash::Digest;
use lots::merkle::leaf_hash;

pub const ORIGIN: &str = "price.fushun.example/journal";

pub fn origin() -> Origin {
    ORIGIN.parse().unwrap()
}

pub fn key(kind: KeyType, name: &str, seed: u8) -> SecretKey {
    SecretKey::new(kind, name.parse().unwrap(), [seed; 32]).unwrap()
}

pub fn ed25519() -> SecretKey {
    key(KeyType::Ed25519, ORIGIN, 1)
}

pub fn sm2() -> SecretKey {
    key(KeyType::Sm2, ORIGIN, 2)
}

pub fn root() -> SecretKey {
    key(KeyType::Ed25519, "price.fushun.example/journal/root", 3)
}

/// The `number`-th witness, from 0.
pub fn witness(number: u8) -> SecretKey {
    key(KeyType::Witness, &format!("w{number}.example"), 0x40 + number)
}

pub fn public(keys: &[&SecretKey]) -> Vec<VerifierKey> {
    keys.iter().map(|key| key.verifier_key().clone()).collect()
}

/// The leaf of an entry that is its own index, in decimal.
pub fn leaf(index: u64) -> Digest {
    leaf_hash(index.to_string().as_bytes())
}

pub fn leaves(size: u64) -> Vec<Digest> {
    (0..size).map(leaf).collect()
}

/// The tiles of a tree of `size` numbered entries, its partial ones for this size only.
pub fn tree(size: u64) -> (Frontier, MemoryTiles) {
    let (mut frontier, mut tiles) = (Frontier::default(), MemoryTiles::default());
    tiles.extend(frontier.append(&leaves(size)));
    (frontier, tiles)
}

pub fn checkpoint(size: u64) -> Checkpoint {
    Checkpoint::new(origin(), size, tree(size).0.root()).unwrap()
}

/// Signed by both keys of the log.
pub fn signed(size: u64) -> SignedCheckpoint {
    SignedCheckpoint::sign(checkpoint(size), &[&ed25519(), &sm2()]).unwrap()
}

/// Signed by both keys of the log, and by witnesses at these times.
pub fn cosigned(size: u64, witnesses: &[(u8, u64)]) -> SignedCheckpoint {
    let signed = signed(size);
    let lines: Vec<_> =
        witnesses.iter().map(|&(number, time)| cosign(&witness(number), signed.note().text(), time).unwrap()).collect();
    signed.with(lines).unwrap()
}
