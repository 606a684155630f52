//! The Merkle tree of RFC 6962, section 2.1, with SHA-256: roots in a stream, inclusion proofs and their check.

use crate::hash::Digest;

/// The hash of a leaf: `H(0x00 + row)`.
#[must_use]
pub fn leaf_hash(row: &[u8]) -> Digest {
    Digest::of_parts(&[&[0], row])
}

/// The hash of an inner node: `H(0x01 + left + right)`.
#[must_use]
pub fn node_hash(left: &Digest, right: &Digest) -> Digest {
    Digest::of_parts(&[&[1], &left.0, &right.0])
}

/// Builds a root leaf by leaf, in memory that grows with the logarithm of the number of leaves.
///
/// ```
/// use lots::merkle::{Tree, leaf_hash, node_hash};
/// let mut tree = Tree::default();
/// tree.push(leaf_hash(b"a"));
/// tree.push(leaf_hash(b"b"));
/// assert_eq!(tree.root(), node_hash(&leaf_hash(b"a"), &leaf_hash(b"b")));
/// assert_eq!(Tree::default().root(), lots::hash::Digest::of(b""));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// Roots of full subtrees, the largest first, each with its height.
    peaks: Vec<(u32, Digest)>,
    size: u64,
}

impl Tree {
    /// Add the next leaf.
    pub fn push(&mut self, leaf: Digest) {
        self.push_subtree(0, leaf);
    }

    /// Add the root of a full subtree of `2^height` leaves.
    ///
    /// # Panics
    /// If the leaves before it aren't a multiple of `2^height`: the subtree would not be one of the tree's own.
    pub fn push_subtree(&mut self, mut height: u32, mut root: Digest) {
        assert_eq!(self.size & ((1 << height) - 1), 0, "a subtree begins at a multiple of its size");
        self.size += 1 << height;
        while let Some((_, left)) = self.peaks.pop_if(|peak| peak.0 == height) {
            root = node_hash(&left, &root);
            height += 1;
        }
        self.peaks.push((height, root));
    }

    /// How many leaves there are.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The roots of the full subtrees the tree is made of, the largest and leftmost first, each with its height.
    #[must_use]
    pub fn peaks(&self) -> &[(u32, Digest)] {
        &self.peaks
    }

    /// The root over all leaves so far.
    #[must_use]
    pub fn root(&self) -> Digest {
        let mut peaks = self.peaks.iter().rev().map(|peak| peak.1);
        match peaks.next() {
            None => Digest::of(b""),
            Some(last) => peaks.fold(last, |right, left| node_hash(&left, &right)),
        }
    }
}

/// The root over `leaves`.
pub fn root(leaves: impl IntoIterator<Item = Digest>) -> Digest {
    let mut tree = Tree::default();
    leaves.into_iter().for_each(|leaf| tree.push(leaf));
    tree.root()
}

/// The inclusion proof of leaf `index`: the siblings from the leaf upwards (RFC 6962, section 2.1.1).
///
/// # Panics
/// If there is no such leaf.
#[must_use]
pub fn proof(leaves: &[Digest], index: usize) -> Vec<Digest> {
    assert!(index < leaves.len(), "leaf {index} of {}", leaves.len());
    if leaves.len() == 1 {
        return Vec::new();
    }
    let split = (leaves.len().next_power_of_two()) / 2;
    let (left, right) = leaves.split_at(split);
    let (mut path, sibling) = if index < split {
        (proof(left, index), root(right.iter().copied()))
    } else {
        (proof(right, index - split), root(left.iter().copied()))
    };
    path.push(sibling);
    path
}

/// Whether `proof` shows that `leaf` stands at `index` among `size` leaves under `root`.
///
/// ```
/// use lots::merkle::{includes, leaf_hash, proof, root};
/// let leaves: Vec<_> = (0u8..5).map(|i| leaf_hash(&[i])).collect();
/// let root = root(leaves.iter().copied());
/// assert!(includes(&root, 5, 4, leaves[4], &proof(&leaves, 4)));
/// assert!(!includes(&root, 5, 3, leaves[4], &proof(&leaves, 4)));
/// ```
#[must_use]
pub fn includes(root: &Digest, size: u64, index: u64, leaf: Digest, proof: &[Digest]) -> bool {
    if index >= size {
        return false;
    }
    // RFC 9162, section 2.1.3.2: `index` and the last index climb together.
    let (mut node, mut index, mut last) = (leaf, index, size - 1);
    for sibling in proof {
        if last == 0 {
            return false;
        }
        if index & 1 == 1 || index == last {
            node = node_hash(sibling, &node);
            while index & 1 == 0 && index != 0 {
                index >>= 1;
                last >>= 1;
            }
        } else {
            node = node_hash(&node, sibling);
        }
        index >>= 1;
        last >>= 1;
    }
    last == 0 && node == *root
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaves(count: usize) -> Vec<Digest> {
        (0..count).map(|i| leaf_hash(&i.to_be_bytes())).collect()
    }

    /// The definition of RFC 6962, word for word.
    fn by_definition(leaves: &[Digest]) -> Digest {
        match leaves {
            [] => Digest::of(b""),
            [leaf] => *leaf,
            _ => {
                let k = (1..).map(|e| 1 << e).find(|k| 2 * k >= leaves.len()).unwrap().max(1);
                let k = if leaves.len() == 2 { 1 } else { k };
                node_hash(&by_definition(&leaves[..k]), &by_definition(&leaves[k..]))
            }
        }
    }

    #[test]
    fn the_streamed_root_is_the_defined_one() {
        for count in 0..130 {
            assert_eq!(root(leaves(count)), by_definition(&leaves(count)), "{count} leaves");
        }
    }

    #[test]
    fn every_proof_holds_and_no_other_index_or_size_does() {
        for count in 1..40 {
            let leaves = leaves(count);
            let root = root(leaves.iter().copied());
            for index in 0..count {
                let path = proof(&leaves, index);
                for claimed in 0..count + 2 {
                    let holds = includes(&root, count as u64, claimed as u64, leaves[index], &path);
                    assert_eq!(holds, claimed == index, "{count} leaves, {index} claimed as {claimed}");
                }
                assert!(!includes(&root, count as u64, index as u64, Digest::of(b"other"), &path));
                if let Some(shorter) = path.split_last() {
                    assert!(!includes(&root, count as u64, index as u64, leaves[index], shorter.1));
                }
                let longer: Vec<_> = path.iter().copied().chain([root]).collect();
                assert!(!includes(&root, count as u64, index as u64, leaves[index], &longer));
            }
        }
    }

    #[test]
    fn subtrees_join_as_their_leaves_would() {
        let leaves = leaves(23);
        let mut tree = Tree::default();
        tree.push_subtree(3, root(leaves[..8].iter().copied()));
        tree.push_subtree(3, root(leaves[8..16].iter().copied()));
        tree.push_subtree(2, root(leaves[16..20].iter().copied()));
        leaves[20..].iter().for_each(|leaf| tree.push(*leaf));
        assert_eq!((tree.root(), tree.size()), (root(leaves), 23));
    }
}
