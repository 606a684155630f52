//! The growing end of the log: what new entries make of the tree, and which files that gives.

use std::iter::zip;

use lots::hash::Digest;
use lots::merkle::{Tree, leaf_hash};

use crate::tile::{Bundle, FULL, Tile, encode_entries, encode_hashes, new_bundles};
use crate::tree::Frontier;

/// Size and root of a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Point {
    pub size: u64,
    pub root: Digest,
}

/// The files that come with new entries.
#[derive(Debug, Default)]
pub(super) struct Files {
    /// Path and bytes.
    pub bundles: Vec<(Bundle, Vec<u8>)>,
    /// Coordinates and hashes.
    pub tiles: Vec<(Tile, Vec<Digest>)>,
    /// Paths of what was partial and is full now.
    pub filled: Vec<String>,
}

impl Files {
    /// All of them: the path and the bytes of each.
    pub(super) fn all(&self) -> impl Iterator<Item = (String, Vec<u8>)> {
        let bundles = self.bundles.iter().map(|(bundle, bytes)| (bundle.to_string(), bytes.clone()));
        bundles.chain(self.tiles.iter().map(|(tile, hashes)| (tile.to_string(), encode_hashes(hashes))))
    }
}

/// The end of the log: the last hashes of each level and the entries of the last, partial bundle.
#[derive(Debug, Default)]
pub(super) struct Tip {
    /// The whole tree's subtrees, for proofs; grows by itself and so checks the frontier's root.
    tree: Tree,
    frontier: Frontier,
    open: Vec<Vec<u8>>,
}

impl Tip {
    pub(super) fn point(&self) -> Point {
        Point { size: self.frontier.size(), root: self.frontier.root() }
    }

    /// The tree, for proofs of what comes next.
    pub(super) fn tree(&self) -> &Tree {
        &self.tree
    }

    /// Add entries of at most 65,535 bytes each.
    pub(super) fn extend(&mut self, entries: &[Vec<u8>]) -> Files {
        let leaves: Vec<Digest> = entries.iter().map(|entry| leaf_hash(entry)).collect();
        let old = self.frontier.size();
        let tiles = self.frontier.append(&leaves);
        leaves.iter().for_each(|leaf| self.tree.push(*leaf));
        self.open.extend_from_slice(entries);
        let bundles: Vec<(Bundle, Vec<u8>)> =
            zip(new_bundles(old, self.frontier.size()), self.open.chunks(usize::from(FULL)))
                .map(|(bundle, entries)| {
                    (bundle, encode_entries(entries).expect("the form of an entry limits its length"))
                })
                .collect();
        self.open.drain(..self.open.len() / usize::from(FULL) * usize::from(FULL));
        let filled = filled(old, &bundles, &tiles);
        Files { bundles, tiles, filled }
    }
}

/// What is full now and held something when the tree had `old` entries.
fn filled(old: u64, bundles: &[(Bundle, Vec<u8>)], tiles: &[(Tile, Vec<Digest>)]) -> Vec<String> {
    let began = |index: u64, held: u64| index.saturating_mul(u64::from(FULL)) < held;
    let bundles = bundles.iter().map(|(bundle, _)| bundle).filter(|bundle| bundle.width() == FULL);
    let bundles = bundles.filter(|bundle| began(bundle.index(), old)).map(Bundle::to_string);
    let tiles = tiles.iter().map(|(tile, _)| tile).filter(|tile| !tile.is_partial());
    let held = |level: u8| old.checked_shr(8 * u32::from(level)).unwrap_or(0);
    bundles.chain(tiles.filter(|tile| began(tile.index(), held(tile.level()))).map(Tile::to_string)).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn entries_in_any_pieces_give_the_files_of_the_whole() {
        let entries: Vec<Vec<u8>> = (0u16..1100).map(|i| i.to_be_bytes().to_vec()).collect();
        let mut whole = Tip::default();
        let at_once = whole.extend(&entries);
        for piece in [1, 7, 255, 256, 257, 600] {
            let (mut tip, mut files, mut filled) = (Tip::default(), BTreeMap::new(), vec![]);
            for entries in entries.chunks(piece) {
                let new = tip.extend(entries);
                filled.extend(new.filled.iter().cloned());
                for (path, bytes) in new.all() {
                    assert!(files.insert(path, bytes).is_none(), "nothing is written twice");
                }
            }
            assert_eq!((tip.point(), tip.tree().root()), (whole.point(), whole.point().root));
            at_once.all().for_each(|(path, bytes)| assert_eq!(files.get(&path), Some(&bytes), "{piece}: {path}"));
            let partial = files.keys().filter_map(|path| path.split_once(".p/")).map(|(path, _)| path.to_owned());
            let mut gone: Vec<String> = partial.filter(|path| files.contains_key(path)).collect();
            gone.dedup();
            filled.sort();
            assert_eq!(filled, gone, "{piece}");
        }
    }
}
