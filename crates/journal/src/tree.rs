//! The tree's proofs (RFC 6962, section 2.1) from tiles, their check, and the growing edge of the tree.
//!
//! Hashes of leaves and nodes, and the check of inclusion proofs, are [`lots::merkle`]'s. Checking takes any input at all,
//! up to `u64::MAX`, and answers yes or no.
//!
//! ```
//! use journal::tree::{Frontier, MemoryTiles, consistency, continues, inclusion};
//! use lots::merkle::{includes, leaf_hash};
//! let leaves: Vec<_> = (0u8..5).map(|i| leaf_hash(&[i])).collect();
//! let (mut frontier, mut tiles) = (Frontier::default(), MemoryTiles::default());
//! tiles.extend(frontier.append(&leaves[..3]));
//! let (old_size, old_root) = (frontier.size(), frontier.root());
//! tiles.extend(frontier.append(&leaves[3..]));
//! let proof = consistency(&tiles, old_size, frontier.size())?;
//! assert!(continues(old_size, &old_root, frontier.size(), &frontier.root(), &proof));
//! let proof = inclusion(&tiles, 4, frontier.size())?;
//! assert!(includes(&frontier.root(), 5, 4, leaves[4], &proof));
//! # Ok::<(), journal::tree::TreeError<journal::tree::NoTile>>(())
//! ```

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;

use lots::hash::Digest;
use lots::merkle::{Tree, node_hash};

use crate::tile::{FULL, Tile};

/// Where tiles are read from.
pub trait Tiles {
    /// Why a tile can't be had.
    type Error;

    /// The hashes of `tile`, as many as its width.
    ///
    /// # Errors
    /// If it isn't there or can't be read.
    fn tile(&self, tile: Tile) -> Result<Vec<Digest>, Self::Error>;
}

impl<T: Tiles> Tiles for &T {
    type Error = T::Error;

    fn tile(&self, tile: Tile) -> Result<Vec<Digest>, T::Error> {
        (**self).tile(tile)
    }
}

/// Tiles in memory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MemoryTiles(pub BTreeMap<Tile, Vec<Digest>>);

/// There is no such tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoTile(pub Tile);

impl fmt::Display for NoTile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is missing", self.0)
    }
}

impl std::error::Error for NoTile {}

impl Extend<(Tile, Vec<Digest>)> for MemoryTiles {
    fn extend<I: IntoIterator<Item = (Tile, Vec<Digest>)>>(&mut self, tiles: I) {
        self.0.extend(tiles);
    }
}

impl Tiles for MemoryTiles {
    type Error = NoTile;

    fn tile(&self, tile: Tile) -> Result<Vec<Digest>, NoTile> {
        self.0.get(&tile).cloned().ok_or(NoTile(tile))
    }
}

/// Why a proof can't be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TreeError<E> {
    /// A tile can't be had.
    Tile(E),
    /// A tile with more or fewer hashes than its width.
    Width(Tile),
    /// There is no such entry, or no such earlier size.
    Range,
}

impl<E: fmt::Display> fmt::Display for TreeError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tile(why) => why.fmt(f),
            Self::Width(tile) => write!(f, "{tile} has not its {} hashes", tile.width()),
            Self::Range => f.write_str("beyond the size of the tree"),
        }
    }
}

impl<E: fmt::Debug + fmt::Display> std::error::Error for TreeError<E> {}

/// The tree of `size` entries below tiles. Each tile is read once.
struct View<'a, T> {
    tiles: &'a T,
    size: u64,
    read: RefCell<BTreeMap<Tile, Vec<Digest>>>,
}

impl<T: Tiles> View<'_, T> {
    /// The root of the full subtree of `2^height` entries from `start`, a multiple of that.
    fn subtree(&self, height: u32, start: u64) -> Result<Digest, TreeError<T::Error>> {
        let (level, inner) = (height / 8, height % 8);
        let first = start >> (8 * level);
        let level = u8::try_from(level).map_err(|_| TreeError::Range)?;
        let tile = Tile::at(level, first / u64::from(FULL), self.size).ok_or(TreeError::Range)?;
        let mut read = self.read.borrow_mut();
        let hashes: &Vec<Digest> = match read.entry(tile) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => place.insert(self.tiles.tile(tile).map_err(TreeError::Tile)?),
        };
        if hashes.len() != usize::from(tile.width()) {
            return Err(TreeError::Width(tile));
        }
        let from = usize::try_from(first % u64::from(FULL)).map_err(|_| TreeError::Range)?;
        let part = hashes.get(from..from + (1 << inner)).ok_or(TreeError::Range)?;
        Ok(lots::merkle::root(part.iter().copied()))
    }

    /// The root over the entries from `start` to `end`, where `start` is a multiple of a power of two not below their number.
    fn root(&self, start: u64, end: u64) -> Result<Digest, TreeError<T::Error>> {
        let (mut tree, mut at) = (Tree::default(), start);
        while at < end {
            let height = (end - at).ilog2();
            tree.push_subtree(height, self.subtree(height, at)?);
            at += 1 << height;
        }
        Ok(tree.root())
    }

    /// `PATH` of RFC 6962, section 2.1.1, without recursion: the siblings from the root downwards, then turned round.
    fn inclusion(&self, index: u64) -> Result<Vec<Digest>, TreeError<T::Error>> {
        let (mut start, mut end, mut proof) = (0, self.size, Vec::new());
        while end - start > 1 {
            let middle = start + split(end - start);
            if index < middle {
                proof.push(self.root(middle, end)?);
                end = middle;
            } else {
                proof.push(self.root(start, middle)?);
                start = middle;
            }
        }
        proof.reverse();
        Ok(proof)
    }

    /// `SUBPROOF` of RFC 6962, section 2.1.2, for an earlier size of at least 1.
    fn consistency(&self, old: u64) -> Result<Vec<Digest>, TreeError<T::Error>> {
        let (mut start, mut end, mut proof) = (0, self.size, Vec::new());
        while old != end {
            let middle = start + split(end - start);
            if old <= middle {
                proof.push(self.root(middle, end)?);
                end = middle;
            } else {
                proof.push(self.root(start, middle)?);
                start = middle;
            }
        }
        // The earlier root itself is known to whoever checks.
        if start > 0 {
            proof.push(self.root(start, end)?);
        }
        proof.reverse();
        Ok(proof)
    }
}

/// The largest power of two below `count`, which is at least 2.
fn split(count: u64) -> u64 {
    1 << (count - 1).ilog2()
}

fn view<T: Tiles>(tiles: &T, size: u64) -> View<'_, T> {
    View { tiles, size, read: RefCell::default() }
}

/// The inclusion proof of entry `index` in the tree of `size`: the siblings from the leaf upwards.
///
/// It holds if [`lots::merkle::includes`] says so. Tiles of exactly this size are read, partial ones included.
///
/// # Errors
/// [`TreeError`]; `Range` if `index` isn't below `size`.
pub fn inclusion<T: Tiles>(tiles: &T, index: u64, size: u64) -> Result<Vec<Digest>, TreeError<T::Error>> {
    if index < size { view(tiles, size).inclusion(index) } else { Err(TreeError::Range) }
}

/// The consistency proof between the trees of `old` and `new` entries (RFC 6962, section 2.1.2); empty if they are equal or `old` is 0.
///
/// # Errors
/// [`TreeError`]; `Range` if `old` is above `new`.
pub fn consistency<T: Tiles>(tiles: &T, old: u64, new: u64) -> Result<Vec<Digest>, TreeError<T::Error>> {
    match old {
        _ if old > new => Err(TreeError::Range),
        0 => Ok(Vec::new()),
        _ => view(tiles, new).consistency(old),
    }
}

/// The root of the tree of `size`, from its tiles.
///
/// # Errors
/// [`TreeError`].
pub fn root<T: Tiles>(tiles: &T, size: u64) -> Result<Digest, TreeError<T::Error>> {
    view(tiles, size).root(0, size)
}

/// Whether `proof` shows that the tree of `old` entries under `old_root` is the beginning of the one of `new` under `new_root`.
///
/// The proof is empty for equal sizes and for `old` 0, whose root is `H("")`. (RFC 9162, section 2.1.4.2.)
#[must_use]
pub fn continues(old: u64, old_root: &Digest, new: u64, new_root: &Digest, proof: &[Digest]) -> bool {
    let empty = Digest::of(b"");
    if (old == 0 && *old_root != empty) || (new == 0 && *new_root != empty) || old > new {
        return false;
    }
    if old == 0 || old == new {
        return proof.is_empty() && (old == 0 || old_root == new_root);
    }
    // A power of two is a subtree of the new tree by itself: its root begins the proof without being said.
    let (first, rest) = if old.is_power_of_two() {
        (*old_root, proof)
    } else {
        let Some((first, rest)) = proof.split_first() else { return false };
        (*first, rest)
    };
    let climbed = (old - 1).trailing_ones();
    let (mut index, mut last) = ((old - 1) >> climbed, (new - 1) >> climbed);
    let (mut before, mut after) = (first, first);
    for sibling in rest {
        if last == 0 {
            return false;
        }
        if index & 1 == 1 || index == last {
            before = node_hash(sibling, &before);
            after = node_hash(sibling, &after);
            while index & 1 == 0 && index != 0 {
                index >>= 1;
                last >>= 1;
            }
        } else {
            after = node_hash(&after, sibling);
        }
        index >>= 1;
        last >>= 1;
    }
    last == 0 && before == *old_root && after == *new_root
}

/// The growing edge of the tree: the hashes of the last, partial tile of each level.
///
/// It needs at most 255 hashes a level, takes leaves in batches and gives back the tiles that are new.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frontier {
    /// From level 0 upwards; each shorter than 256.
    levels: Vec<Vec<Digest>>,
    size: u64,
}

impl Frontier {
    /// The edge of the tree of `size`, from its partial tiles.
    ///
    /// # Errors
    /// [`TreeError`].
    pub fn read<T: Tiles>(tiles: &T, size: u64) -> Result<Self, TreeError<T::Error>> {
        let mut levels = Vec::new();
        for level in 0..8u8 {
            let hashes = size >> (8 * u32::from(level));
            if hashes == 0 {
                break;
            }
            let tile = Tile::at(level, hashes / u64::from(FULL), size);
            let edge = tile.map_or(Ok(Vec::new()), |tile| tiles.tile(tile).map_err(TreeError::Tile))?;
            if let Some(tile) = tile.filter(|tile| usize::from(tile.width()) != edge.len()) {
                return Err(TreeError::Width(tile));
            }
            levels.push(edge);
        }
        Ok(Self { levels, size })
    }

    /// How many entries there are.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root over all entries.
    #[must_use]
    pub fn root(&self) -> Digest {
        let mut tree = Tree::default();
        for level in (0u8..8).rev() {
            let edge = self.levels.get(usize::from(level)).into_iter().flatten();
            edge.for_each(|hash| tree.push_subtree(8 * u32::from(level), *hash));
        }
        tree.root()
    }

    /// Add leaf hashes at the end. The answer is what [`crate::tile::new_tiles`] names, with the hashes: the tiles that were
    /// filled, and the partial ones of the new size, level by level.
    ///
    /// # Panics
    /// If there would be more than 2^63 − 1 entries.
    pub fn append(&mut self, leaves: &[Digest]) -> Vec<(Tile, Vec<Digest>)> {
        let old = self.size;
        let size = old.checked_add(leaves.len() as u64).filter(|&size| size <= crate::text::MAX_SIZE);
        self.size = size.expect("no journal gets that long");
        let (mut tiles, mut coming) = (Vec::new(), leaves.to_vec());
        for level in 0u8.. {
            if coming.is_empty() {
                break;
            }
            if self.levels.len() == usize::from(level) {
                self.levels.push(Vec::new());
            }
            let edge = &mut self.levels[usize::from(level)];
            let mut index = (old >> (8 * u32::from(level))) / u64::from(FULL);
            edge.append(&mut coming);
            let mut rest = edge.as_slice();
            while let Some((full, behind)) = rest.split_at_checked(usize::from(FULL)) {
                coming.push(lots::merkle::root(full.iter().copied()));
                tiles.extend(Tile::new(level, index, FULL).map(|tile| (tile, full.to_vec())));
                (rest, index) = (behind, index + 1);
            }
            *edge = rest.to_vec();
            let width = u16::try_from(edge.len()).unwrap_or(FULL);
            tiles.extend(Tile::new(level, index, width).map(|tile| (tile, edge.clone())));
        }
        tiles
    }
}
