//! What must not pass for a proof, against the right verifier: nothing but the whole proof for the right sizes and roots does.

#[path = "world/mod.rs"]
mod world;

use journal::tile::Tile;
use journal::tree::{Frontier, NoTile, TreeError, consistency, continues, inclusion, root};
use lots::hash::Digest;
use lots::merkle::includes;

/// Every way to damage a proof: each hash missing, turned, doubled or taken for another, and an end too many.
fn damaged(proof: &[Digest]) -> Vec<Vec<Digest>> {
    let mut all = vec![[proof, &[Digest::of(b"")]].concat(), [&[Digest::of(b"")], proof].concat()];
    for at in 0..proof.len() {
        let (before, hash, after) = (&proof[..at], proof[at], &proof[at + 1..]);
        all.push([before, after].concat());
        all.push(before.to_vec());
        all.push([before, &[hash, hash], after].concat());
        for bit in [0, 7, 128, 255] {
            let mut turned = hash;
            turned.0[bit / 8] ^= 1 << (bit % 8);
            all.push([before, &[turned], after].concat());
        }
        if let Some((next, rest)) = after.split_first() {
            all.push([before, &[*next, hash], rest].concat());
        }
    }
    all
}

/// Sizes at and around the places where tiles and subtrees end.
const SIZES: [u64; 16] = [1, 2, 3, 4, 5, 7, 8, 9, 63, 64, 65, 255, 256, 257, 511, 520];

#[test]
fn no_damaged_consistency_proof_holds() {
    for new in SIZES {
        let (frontier, tiles) = world::tree(new);
        for old in SIZES.into_iter().filter(|old| *old <= new) {
            let (before, after) = (world::tree(old).0.root(), frontier.root());
            let proof = consistency(&tiles, old, new).unwrap();
            assert!(continues(old, &before, new, &after, &proof));
            for bad in damaged(&proof) {
                assert!(!continues(old, &before, new, &after, &bad), "{old} to {new}");
            }
            let other = Digest::of(b"other");
            assert!(!continues(old, &other, new, &after, &proof) && !continues(old, &before, new, &other, &proof));
            assert_eq!(continues(old, &after, new, &before, &proof), old == new);
            assert_eq!(continues(new, &before, old, &after, &proof), old == new);
        }
    }
}

#[test]
fn no_damaged_inclusion_proof_holds() {
    for size in SIZES {
        let (frontier, tiles) = world::tree(size);
        for index in SIZES.into_iter().map(|index| index - 1).filter(|index| *index < size) {
            let (root, leaf, proof) = (frontier.root(), world::leaf(index), inclusion(&tiles, index, size).unwrap());
            assert!(includes(&root, size, index, leaf, &proof));
            for bad in damaged(&proof) {
                assert!(!includes(&root, size, index, leaf, &bad), "{index} of {size}");
            }
            assert!((0..size).filter(|other| *other != index).all(|other| !includes(&root, size, other, leaf, &proof)));
            assert!(!includes(&root, size, index, Digest::of(b"other"), &proof));
            assert!(!includes(&Digest::of(b"other"), size, index, leaf, &proof));
        }
    }
}

#[test]
fn the_greatest_sizes_are_checked_without_a_panic() {
    let (a, b) = (Digest::of(b"a"), Digest::of(b"b"));
    let greatest = [0, 1, 2, u64::MAX / 2, u64::MAX / 2 + 1, u64::MAX / 2 + 2, u64::MAX - 1, u64::MAX];
    for old in greatest {
        for new in greatest {
            for length in [0, 1, 63, 64, 65, 1000] {
                let proof = vec![a; length];
                assert!(!continues(old, &a, new, &b, &proof), "{old} to {new}");
                assert!(!includes(&b, new, old, a, &proof), "{old} of {new}");
            }
        }
    }
    assert!(continues(u64::MAX, &a, u64::MAX, &a, &[]) && !continues(u64::MAX, &a, u64::MAX, &a, &[a]));
}

#[test]
fn nothing_is_continued_by_anything_with_an_empty_proof() {
    let (empty, a) = (Digest::of(b""), Digest::of(b"a"));
    assert!(continues(0, &empty, 5, &a, &[]) && continues(0, &empty, 0, &empty, &[]));
    assert!(!continues(0, &empty, 5, &a, &[a]) && !continues(0, &a, 5, &a, &[]) && !continues(0, &empty, 0, &a, &[]));
    assert!(!continues(0, &a, 0, &a, &[]));
}

#[test]
fn what_is_beyond_the_tree_has_no_proof() {
    let (_, tiles) = world::tree(5);
    assert_eq!(inclusion(&tiles, 5, 5), Err(TreeError::Range));
    assert_eq!(inclusion(&tiles, 0, 0), Err(TreeError::Range));
    assert_eq!(consistency(&tiles, 6, 5), Err(TreeError::Range));
    assert_eq!((consistency(&tiles, 0, 5), consistency(&tiles, 5, 5)), (Ok(vec![]), Ok(vec![])));
}

#[test]
fn a_tile_that_is_missing_or_has_another_width_is_named() {
    let (_, mut tiles) = world::tree(300);
    let tile = Tile::at(0, 1, 300).unwrap();
    tiles.0.get_mut(&tile).unwrap().pop();
    assert_eq!(inclusion(&tiles, 299, 300), Err(TreeError::Width(tile)));
    assert_eq!(Frontier::read(&tiles, 300), Err(TreeError::Width(tile)));
    tiles.0.remove(&tile);
    assert_eq!(root(&tiles, 300), Err(TreeError::Tile(NoTile(tile))));
    // From the root downwards, the highest tile is asked for first.
    let highest = Tile::at(7, 0, u64::MAX).unwrap();
    assert_eq!(inclusion(&tiles, 0, u64::MAX), Err(TreeError::Tile(NoTile(highest))));
    assert_eq!(consistency(&tiles, u64::MAX - 1, u64::MAX), Err(TreeError::Tile(NoTile(highest))));
}
