//! Root and inclusion proofs of a whole batch in one walk over the tree.
//!
//! Proving entries one by one would hash the tiles' insides again for each; here every node above the batch is hashed
//! once.

use std::slice::Iter;

use lots::hash::Digest;
use lots::merkle::{Tree, node_hash};

struct Walk<'a> {
    old: u64,
    /// The full subtrees of the old tree, from the left: a walk meets each of them once, in this order.
    peaks: Iter<'a, (u32, Digest)>,
    leaves: &'a [Digest],
    proofs: Vec<Vec<Digest>>,
}

/// The root behind `leaves` put at the end of `tree`, and the inclusion proof of each of them.
pub(super) fn prove(tree: &Tree, leaves: &[Digest]) -> (Digest, Vec<Vec<Digest>>) {
    let proofs = vec![Vec::new(); leaves.len()];
    let mut walk = Walk { old: tree.size(), peaks: tree.peaks().iter(), leaves, proofs };
    let size = tree.size() + leaves.len() as u64;
    // Without new entries there is nothing to walk to: the whole tree would be one of the old subtrees, or several.
    let root = if leaves.is_empty() { tree.root() } else { walk.node(0, size) };
    (root, walk.proofs)
}

impl Walk<'_> {
    /// The hash over the entries from `start` to `end`, noted down as the sibling it is in the proofs it stands in.
    fn node(&mut self, start: u64, end: u64) -> Digest {
        if end <= self.old {
            return self.peaks.next().expect("a range without new entries is a subtree of the old tree").1;
        }
        if end - start == 1 {
            return self.leaves[self.place(start)];
        }
        let middle = start + (1 << (end - start - 1).ilog2());
        let (left, right) = (self.node(start, middle), self.node(middle, end));
        let (first, between, last) = (self.place(start), self.place(middle), self.place(end));
        self.proofs[first..between].iter_mut().for_each(|proof| proof.push(right));
        self.proofs[between..last].iter_mut().for_each(|proof| proof.push(left));
        node_hash(&left, &right)
    }

    /// Where in the batch the entry `index` stands; the beginning for one before it.
    fn place(&self, index: u64) -> usize {
        usize::try_from(index.saturating_sub(self.old)).expect("a batch is in memory")
    }
}

#[cfg(test)]
mod tests {
    use lots::merkle::{includes, leaf_hash};

    use super::*;

    #[test]
    fn every_proof_of_every_batch_of_small_trees_holds() {
        let leaves: Vec<Digest> = (0u8..40).map(|i| leaf_hash(&[i])).collect();
        for old in 0..leaves.len() {
            let mut tree = Tree::default();
            leaves[..old].iter().for_each(|leaf| tree.push(*leaf));
            for new in old..=leaves.len() {
                let (root, proofs) = prove(&tree, &leaves[old..new]);
                assert_eq!(root, lots::merkle::root(leaves[..new].iter().copied()));
                for (index, proof) in (old..).zip(&proofs) {
                    assert!(includes(&root, new as u64, index as u64, leaves[index], proof), "{old} {new} {index}");
                }
            }
        }
    }
}
