//! Parts of the Merkle tree that a thread can hash without knowing its neighbours: full subtrees at their own places.

use lots::hash::Digest;
use lots::lanes::{Block, Lanes, State, digest_of};
use lots::merkle::Tree;

/// The root of the full subtree over leaves `first` to `first + 2^height`; `first` is a multiple of `2^height`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) first: u64,
    pub(super) height: u32,
    pub(super) root: Digest,
}

/// Nodes are hashed so many at a time.
const BATCH: usize = 128;

/// Cover the leaves from number `first` on by the fewest pieces, in order.
///
/// Level by level: what has no sibling among the leaves given becomes a piece, the rest is hashed in pairs.
pub(super) fn pieces(lanes: Lanes, first: u64, mut nodes: Vec<State>) -> Vec<Piece> {
    let (mut left, mut right) = (Vec::new(), Vec::new());
    let (mut begin, mut height) = (first, 0);
    while !nodes.is_empty() {
        let piece = |place: u64, node: &State| Piece { first: place << height, height, root: digest_of(node) };
        let mut pairs = nodes.as_slice();
        if let Some((node, rest)) = pairs.split_first().filter(|_| begin % 2 == 1) {
            left.push(piece(begin, node));
            (pairs, begin) = (rest, begin + 1);
        }
        if let Some((node, rest)) = pairs.split_last().filter(|_| pairs.len() % 2 == 1) {
            right.push(piece(begin + rest.len() as u64, node));
            pairs = rest;
        }
        nodes = parents(lanes, pairs);
        (begin, height) = (begin / 2, height + 1);
    }
    left.into_iter().chain(right.into_iter().rev()).collect()
}

/// The parents of nodes that stand in pairs: SHA-256 of 0x01 and both digests, 65 bytes in two blocks.
fn parents(lanes: Lanes, nodes: &[State]) -> Vec<State> {
    let (pairs, _) = nodes.as_chunks::<2>();
    let mut parents = vec![lots::lanes::INITIAL; pairs.len()];
    let (mut heads, mut tails) = ([[0; 64]; BATCH], [END; BATCH]);
    for (pairs, parents) in pairs.chunks(BATCH).zip(parents.chunks_mut(BATCH)) {
        for ((pair, head), tail) in pairs.iter().zip(&mut heads).zip(&mut tails) {
            let ([left, right], mut message) = (pair, [0; 65]);
            message[0] = 1;
            message[1..33].copy_from_slice(&digest_of(left).0);
            message[33..].copy_from_slice(&digest_of(right).0);
            head.copy_from_slice(&message[..64]);
            tail[0] = message[64];
        }
        lanes.compress(parents, &heads[..pairs.len()]);
        lanes.compress(parents, &tails[..pairs.len()]);
    }
    parents
}

/// The last block of a message of 65 bytes, but for its first byte.
const END: Block = {
    let mut block = [0; 64];
    block[1] = 0x80;
    block[62] = 2;
    block[63] = 8;
    block
};

/// The root over pieces that follow one another without gaps, the first at a place the tree can begin at.
pub(super) fn root_of(pieces: &[Piece]) -> Digest {
    let mut tree = Tree::default();
    pieces.iter().for_each(|piece| tree.push_subtree(piece.height, piece.root));
    tree.root()
}

/// The inclusion proof of leaf `index` among `size`, which is a piece by itself: siblings from the leaf upwards.
pub(super) fn proof_of(pieces: &[Piece], index: u64, size: u64) -> Vec<Digest> {
    let (mut begin, mut end) = (0, size);
    let mut path = Vec::new();
    while end - begin > 1 {
        // RFC 6962, section 2.1: split at the largest power of two below the size. No piece but that of a whole range
        // reaches across such a place, since pieces stand at multiples of their size.
        let split = begin + (end - begin).next_power_of_two() / 2;
        let sibling = if index < split { split..end } else { begin..split };
        let [from, to] = [sibling.start, sibling.end].map(|place| pieces.partition_point(|piece| piece.first < place));
        path.push(root_of(&pieces[from..to]));
        if index < split { end = split } else { begin = split }
    }
    path.reverse();
    path
}
