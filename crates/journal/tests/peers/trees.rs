//! Tiles, roots and proofs, for all small sizes and some larger ones.

use journal::tile::{Path, Tile, new_tiles};
use journal::tree::{Frontier, MemoryTiles, Tiles as _, consistency, continues, inclusion, root};
use lots::hash::Digest;
use lots::merkle::includes;
use proptest::prelude::*;
use sha2::Sha256;
use tlog_tiles::{Hash, HashReader, TileReader};

use crate::world;

/// The greatest size of which every index and every earlier size is looked at.
const ALL: u64 = 300;

fn hashes(list: &[Hash]) -> Vec<Digest> {
    list.iter().map(|hash| Digest(hash.0)).collect()
}

/// A log of Go's kind: the hashes of all full subtrees in one list.
#[derive(Default)]
struct Stored(Vec<Hash>);

impl HashReader for Stored {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<Hash>, tlog_tiles::Error> {
        Ok(indexes.iter().map(|&index| self.0[usize::try_from(index).unwrap()]).collect())
    }
}

fn stored(size: u64) -> Stored {
    let mut stored = Stored::default();
    for index in 0..size {
        let new = tlog_tiles::stored_hashes(index, index.to_string().as_bytes(), &stored).unwrap();
        stored.0.extend(new);
    }
    stored
}

#[derive(Clone)]
struct Leaf(u64);

impl ct_merkle::HashableLeaf for Leaf {
    fn hash<H: sha2::digest::Update>(&self, hasher: &mut H) {
        hasher.update(self.0.to_string().as_bytes());
    }
}

fn split(bytes: &[u8]) -> Vec<Digest> {
    bytes.chunks_exact(32).map(|hash| Digest(hash.try_into().unwrap())).collect()
}

/// One loop for both libraries, since making all the proofs is most of the work.
#[test]
fn all_small_trees_have_the_same_roots_and_proofs() {
    let go = stored(ALL);
    let mut ct = ct_merkle::mem_backed_tree::MemoryBackedTree::<Sha256, Leaf>::new();
    for size in 1..=ALL {
        ct.push(Leaf(size - 1));
        let (frontier, tiles) = world::tree(size);
        let root_hash = frontier.root();
        assert_eq!(root_hash.0, tlog_tiles::tree_hash(size, &go).unwrap().0, "{size}");
        assert_eq!(root_hash.0.as_slice(), ct.root().as_bytes().as_slice(), "{size}");
        assert_eq!(root(&tiles, size), Ok(root_hash));
        assert_eq!(Frontier::read(&tiles, size).as_ref(), Ok(&frontier));
        for index in 0..size {
            let at = usize::try_from(index).unwrap();
            let proof = inclusion(&tiles, index, size).unwrap();
            assert_eq!(proof, hashes(&tlog_tiles::prove_record(size, index, &go).unwrap()), "{index} of {size}");
            assert_eq!(proof, split(ct.prove_inclusion(at).as_bytes()), "{index} of {size}");
            assert!(includes(&root_hash, size, index, world::leaf(index), &proof));
            let (old, more) = (index + 1, usize::try_from(size - index - 1).unwrap());
            let proof = consistency(&tiles, old, size).unwrap();
            assert_eq!(proof, hashes(&tlog_tiles::prove_tree(size, old, &go).unwrap()), "{old} to {size}");
            assert_eq!(proof, split(ct.prove_consistency(more).as_bytes()), "{old} to {size}");
            let old_root = tlog_tiles::tree_hash(old, &go).unwrap();
            assert!(continues(old, &Digest(old_root.0), size, &root_hash, &proof), "{old} to {size}");
        }
    }
}

/// Our tiles, read by their reader, which checks them against the root.
struct Ours(MemoryTiles);

impl TileReader for Ours {
    fn height(&self) -> u8 {
        8
    }

    fn read_tiles(&self, tiles: &[tlog_tiles::Tile]) -> Result<Vec<Vec<u8>>, tlog_tiles::Error> {
        let ours = |tile: &tlog_tiles::Tile| {
            let width = u16::try_from(tile.width()).unwrap();
            let tile = Tile::new(tile.level(), tile.level_index(), width).unwrap();
            journal::tile::encode_hashes(&self.0.tile(tile).unwrap())
        };
        Ok(tiles.iter().map(ours).collect())
    }

    fn save_tiles(&self, _: &[tlog_tiles::Tile], _: &[Vec<u8>]) {}
}

/// Their path is `tile/8/0/000`: with the tile's height, which ours leave out, as C2SP's do.
fn without_height(path: &str) -> String {
    path.replacen("tile/8/", "tile/", 1).replacen("tile/data/", "tile/entries/", 1)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn larger_trees_have_the_same_proofs(size in 301u64..140_000, index in any::<prop::sample::Index>()) {
        let index = index.index(usize::try_from(size).unwrap()) as u64;
        let (frontier, tiles) = world::tree(size);
        let ours = Ours(tiles);
        let theirs = tlog_tiles::TileHashReader::new(size, Hash(frontier.root().0), &ours);
        let proof = inclusion(&ours.0, index, size).unwrap();
        prop_assert_eq!(&proof, &hashes(&tlog_tiles::prove_record(size, index, &theirs).unwrap()));
        prop_assert!(includes(&frontier.root(), size, index, world::leaf(index), &proof));
        let proof = consistency(&ours.0, index + 1, size).unwrap();
        prop_assert_eq!(&proof, &hashes(&tlog_tiles::prove_tree(size, index + 1, &theirs).unwrap()));
        let old_root = lots::merkle::root((0..=index).map(world::leaf));
        prop_assert!(continues(index + 1, &old_root, size, &frontier.root(), &proof));
    }

    #[test]
    fn batches_make_the_tree_and_tiles_that_single_entries_make(cuts in prop::collection::vec(0u64..700, 1..6)) {
        let (mut frontier, mut tiles) = (Frontier::default(), MemoryTiles::default());
        for cut in cuts {
            let (old, new) = (frontier.size(), frontier.size() + cut);
            let leaves: Vec<Digest> = (old..new).map(world::leaf).collect();
            let made = frontier.append(&leaves);
            prop_assert!(made.iter().map(|(tile, _)| *tile).eq(new_tiles(old, new)));
            tiles.extend(made);
            let whole = world::tree(new);
            prop_assert_eq!(&frontier, &whole.0);
            prop_assert!(whole.1.0.iter().all(|(tile, hashes)| tiles.0.get(tile) == Some(hashes)));
        }
    }

    #[test]
    fn the_same_tiles_are_new(old in 0u64..200_000, more in 0u64..1000) {
        let new = old + more;
        let mut theirs: Vec<String> = tlog_tiles::Tile::new_tiles(8, old, new).iter().map(|tile| without_height(&tile.path())).collect();
        let mut ours: Vec<String> = new_tiles(old, new).map(|tile| tile.to_string()).collect();
        theirs.sort();
        ours.sort();
        prop_assert_eq!(ours, theirs);
    }

    #[test]
    fn paths_are_the_same(level in 0u8..=63, index in any::<u64>(), width in 1u16..=256) {
        let ours = Path::Tile(Tile::new(level, index, width).unwrap());
        let theirs = tlog_tiles::Tile::new(8, level, index, width.into(), false).path();
        prop_assert_eq!(ours.to_string(), without_height(&theirs));
        prop_assert_eq!(ours.to_string().parse(), Ok(ours));
    }
}
