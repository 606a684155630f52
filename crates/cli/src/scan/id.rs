//! An id as a scan holds it: in place, ready to be compared and hashed.

use lots::lanes::Block;

/// The longest id in bytes (`spec/draw.md`, section 1.1).
pub(super) const MAX_ID: usize = 55;

/// Whether bytes have the form of an id (`spec/draw.md`, section 1.1).
#[inline]
pub(super) fn is_formed(id: &[u8]) -> bool {
    let printable = |bytes: &[u8]| bytes.iter().fold(true, |all, byte| all & matches!(byte, b' '..=b'~'));
    match id {
        [first, .., last] => id.len() <= MAX_ID && *first != b' ' && *last != b' ' && printable(id),
        [only] => matches!(only, b'!'..=b'~'),
        [] => false,
    }
}

/// What follows an id in the block of a message that began with 64 other bytes: the bit 1, zeros, the length in bits.
/// Both a ticket (after the key's hex) and a salt (after the inner key of HMAC) are such messages.
static TAILS: [Block; MAX_ID + 1] = tails();

/// Ones where an id of each length has its bytes.
static MASKS: [Block; MAX_ID + 1] = masks();

#[expect(clippy::cast_possible_truncation, reason = "the two bytes of a number below 2^10")]
const fn tails() -> [Block; MAX_ID + 1] {
    let mut tails = [[0; 64]; MAX_ID + 1];
    let mut len = 0;
    while len <= MAX_ID {
        let bits = (64 + len) * 8;
        tails[len][len] = 0x80;
        tails[len][62] = (bits >> 8) as u8;
        tails[len][63] = (bits & 0xff) as u8;
        len += 1;
    }
    tails
}

const fn masks() -> [Block; MAX_ID + 1] {
    let mut masks = [[0; 64]; MAX_ID + 1];
    let mut len = 0;
    while len <= MAX_ID {
        let mut i = 0;
        while i < len {
            masks[len][i] = 0xff;
            i += 1;
        }
        len += 1;
    }
    masks
}

/// An id that has its form, followed by zeros.
#[derive(Clone, Copy, Debug)]
pub(super) struct Id {
    bytes: Block,
    len: usize,
}

impl Id {
    /// The first `len` bytes of `window`, at most [`MAX_ID`].
    #[inline]
    pub(super) fn in_window(window: &[u8; 64], len: usize) -> Self {
        let mask = &MASKS[len];
        Self { bytes: std::array::from_fn(|i| window[i] & mask[i]), len }
    }

    /// An id of at most [`MAX_ID`] bytes.
    pub(super) fn new(id: &[u8]) -> Self {
        let mut window = [0; 64];
        window[..id.len()].copy_from_slice(id);
        Self::in_window(&window, id.len())
    }

    /// The id's own bytes.
    #[inline]
    pub(super) fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.len]
    }

    /// The id as text.
    pub(super) fn text(&self) -> String {
        self.as_bytes().iter().copied().map(char::from).collect()
    }

    /// Its first sixteen bytes as a number, which orders ids that differ there.
    pub(super) fn lead(&self) -> u128 {
        self.bytes.first_chunk().map_or(0, |bytes| u128::from_be_bytes(*bytes))
    }

    /// The second and last block of a message of 64 bytes and this id.
    #[inline]
    pub(super) fn block(&self) -> Block {
        let tail = &TAILS[self.len];
        std::array::from_fn(|i| self.bytes[i] | tail[i])
    }

    /// Bytewise order. An id holds no zero byte, so the zeros behind it sort a prefix first.
    #[inline]
    pub(super) fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let (ours, _) = self.bytes.as_chunks::<8>();
        let (theirs, _) = other.bytes.as_chunks::<8>();
        for (a, b) in ours.iter().zip(theirs) {
            if a != b {
                return a.cmp(b);
            }
        }
        std::cmp::Ordering::Equal
    }
}

/// The id in a block made by [`Id::block`].
pub(super) fn id_in(block: &Block) -> &[u8] {
    let bits = usize::from(u16::from_be_bytes([block[62], block[63]]));
    &block[..bits / 8 - 64]
}
