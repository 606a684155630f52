//! The leaves of the `subjects` table, hashed in batches (`spec/draw.md`, section 2.1).

use std::cmp::Reverse;

use lots::lanes::{Block, INITIAL, Lanes, State};
use lots::table::RosterSecret;

use super::check::{Row, Sink};
use super::id::id_in;
use super::ordered::Ordered;
use super::pieces::{Piece, pieces};

/// Rows hashed at a time.
const BATCH: usize = 128;

/// The longest leaf, 0x00 + id + TAB + stratum + TAB + salt, in blocks: 1 + 55 + 1 + 120 + 1 + 32 bytes and padding.
const LEAF_BLOCKS: usize = 4;

/// A leaf's message with its padding, and how many blocks of it count.
#[derive(Clone)]
struct Message {
    bytes: [u8; 64 * LEAF_BLOCKS],
    blocks: usize,
}

/// The chaining values of HMAC-SHA-256 after its inner and its outer key (RFC 2104).
#[derive(Clone, Copy)]
pub(super) struct SaltKey {
    inner: State,
    outer: State,
}

impl SaltKey {
    pub(super) fn new(secret: &RosterSecret) -> Self {
        let after = |pad: u8| {
            let mut block = [pad; 64];
            block.iter_mut().zip(&secret.0).for_each(|(byte, key)| *byte ^= key);
            let mut states = [INITIAL];
            Lanes::Plain.compress(&mut states, &[block]);
            states[0]
        };
        Self { inner: after(0x36), outer: after(0x5c) }
    }
}

/// A leaf to be proved, as soon as it is met.
#[derive(Clone, Debug)]
pub(super) enum Sought {
    Nothing,
    Index(u64),
    Id(Box<[u8]>),
}

/// The leaf that was sought.
pub(super) struct Found {
    pub(super) index: u64,
    pub(super) id: Box<[u8]>,
    pub(super) stratum: Box<[u8]>,
}

/// Hashes rows to leaves, and the leaves of each block to pieces of the tree.
pub(super) struct Leaves<'w> {
    lanes: Lanes,
    key: SaltKey,
    copy: Option<&'w Ordered<'w>>,
    sought: Sought,
    /// The number of the row with index 0.
    row_zero: u64,
    rows: (u64, u64),
    blocks: Vec<Block>,
    names: Vec<u8>,
    name_ends: Vec<usize>,
    leaves: Vec<State>,
    copied: Vec<u8>,
    /// How many rows there are of each stratum.
    pub(super) counts: Vec<u64>,
    pub(super) pieces: Vec<Piece>,
    pub(super) found: Option<Found>,
}

impl<'w> Leaves<'w> {
    /// `row_zero` is the number of the row with index 0.
    pub(super) fn new(key: SaltKey, row_zero: u64, copy: Option<&'w Ordered<'w>>, sought: Sought) -> Self {
        Self {
            lanes: Lanes::best(),
            key,
            copy,
            sought,
            row_zero,
            rows: (0, 0),
            blocks: Vec::with_capacity(BATCH),
            names: Vec::new(),
            name_ends: Vec::with_capacity(BATCH),
            leaves: Vec::new(),
            copied: Vec::new(),
            counts: Vec::new(),
            pieces: Vec::new(),
            found: None,
        }
    }

    fn seek(&mut self, row: &Row<'_>) {
        let index = row.number - self.row_zero;
        let here = match &self.sought {
            Sought::Nothing => false,
            Sought::Index(wanted) => *wanted == index,
            Sought::Id(id) => **id == *row.id.as_bytes(),
        };
        if here {
            self.found = Some(Found { index, id: row.id.as_bytes().into(), stratum: row.name.into() });
        }
    }

    fn flush(&mut self) {
        let mut states = vec![INITIAL; self.blocks.len()];
        self.lanes.compress_from(&self.key.inner, &self.blocks, &mut states);
        let outer: Vec<Block> = states.iter().map(outer_block).collect();
        self.lanes.compress_from(&self.key.outer, &outer, &mut states);
        let mut begin = 0;
        let mut messages = Vec::with_capacity(self.blocks.len());
        for ((block, salt), &end) in self.blocks.iter().zip(&states).zip(&self.name_ends) {
            messages.push(message(id_in(block), &self.names[begin..end], salt));
            begin = end;
        }
        hash_messages(self.lanes, &messages, &mut self.leaves);
        self.blocks.clear();
        self.names.clear();
        self.name_ends.clear();
    }
}

/// The block of HMAC's outer hash: the inner digest and the end of a message of 96 bytes.
fn outer_block(inner: &State) -> Block {
    let mut block = [0; 64];
    block[..32].copy_from_slice(&lots::lanes::digest_of(inner).0);
    block[32] = 0x80;
    block[62] = 3;
    block
}

fn message(id: &[u8], name: &[u8], salt: &State) -> Message {
    let mut bytes = [0; 64 * LEAF_BLOCKS];
    let name_at = id.len() + 2;
    let salt_at = name_at + name.len() + 1;
    let length = salt_at + 32;
    bytes[1..=id.len()].copy_from_slice(id);
    bytes[name_at - 1] = b'\t';
    bytes[name_at..salt_at - 1].copy_from_slice(name);
    bytes[salt_at - 1] = b'\t';
    bytes[salt_at..length].copy_from_slice(&hex_of_half(salt));
    bytes[length] = 0x80;
    let blocks = (length + 9).div_ceil(64);
    bytes[64 * blocks - 8..64 * blocks].copy_from_slice(&(8 * length as u64).to_be_bytes());
    Message { bytes, blocks }
}

/// The first half of a digest in hex: a salt.
fn hex_of_half(state: &State) -> [u8; 32] {
    let hex = lots::lanes::digest_of(state).hex();
    *hex.first_chunk().expect("64 characters hold 32")
}

/// Hash messages of various lengths, appending the states in the order of the messages.
fn hash_messages(lanes: Lanes, messages: &[Message], out: &mut Vec<State>) {
    let mut places: Vec<usize> = (0..messages.len()).collect();
    places.sort_by_key(|&place| Reverse(messages[place].blocks));
    let mut states = vec![INITIAL; messages.len()];
    let mut blocks = Vec::with_capacity(messages.len());
    for round in 0..LEAF_BLOCKS {
        // The longest messages come first, so those that still have a block are the first ones.
        let active = places.partition_point(|&place| messages[place].blocks > round);
        blocks.clear();
        blocks.extend(places[..active].iter().map(|&place| messages[place].bytes.as_chunks::<64>().0[round]));
        lanes.compress(&mut states[..active], &blocks);
    }
    let begin = out.len();
    out.resize(begin + messages.len(), INITIAL);
    places.iter().zip(states).for_each(|(&place, state)| out[begin + place] = state);
}

impl Sink for Leaves<'_> {
    fn begin(&mut self, first_row: u64, behind: u64) {
        self.rows = (first_row, behind);
    }

    #[inline]
    fn row(&mut self, row: Row<'_>) {
        if !matches!(self.sought, Sought::Nothing) {
            self.seek(&row);
        }
        if self.counts.len() <= row.stratum {
            self.counts.resize(row.stratum + 1, 0);
        }
        self.counts[row.stratum] += 1;
        if self.copy.is_some() {
            self.copied.extend_from_slice(row.id.as_bytes());
            self.copied.push(b'\t');
            self.copied.extend_from_slice(row.name);
            self.copied.push(b'\n');
        }
        self.blocks.push(row.id.block());
        self.names.extend_from_slice(row.name);
        self.name_ends.push(self.names.len());
        if self.blocks.len() == BATCH {
            self.flush();
        }
    }

    fn end(&mut self) {
        self.flush();
        let first = self.rows.0 - self.row_zero;
        let leaves = std::mem::take(&mut self.leaves);
        let at = self.found.as_ref().and_then(|found| found.index.checked_sub(first));
        match at.and_then(|at| usize::try_from(at).ok()).filter(|&at| at < leaves.len()) {
            None => self.pieces.extend(pieces(self.lanes, first, leaves)),
            // The leaf to be proved stays a piece by itself.
            Some(at) => {
                let mut begin = 0;
                for end in [at, at + 1, leaves.len()] {
                    self.pieces.extend(pieces(self.lanes, first + begin as u64, leaves[begin..end].to_vec()));
                    begin = end;
                }
            }
        }
        if let Some(copy) = self.copy {
            let capacity = self.copied.len();
            copy.put(self.rows.0, self.rows.1, std::mem::replace(&mut self.copied, Vec::with_capacity(capacity)));
        }
    }
}
