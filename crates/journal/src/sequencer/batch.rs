//! The bytes of a staged batch.
//!
//! The tree's size and root before the batch, a keys note that comes into the log with it, and its entries:
//! `yaoguang/staged/v1\n`, 8 bytes of size, 32 of root, 4 bytes of length and the note (0: none), then each entry behind 4
//! bytes of its length; numbers are big-endian. What must hold the bytes together is the root in the batch's name, so
//! they carry no digest of their own.

use lots::hash::Digest;

/// How a staged batch begins.
const MAGIC: &[u8] = b"yaoguang/staged/v1\n";

/// A batch on its way into the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Batch {
    /// The index of its first entry.
    pub first: u64,
    /// The tree's root before it.
    pub before: Digest,
    /// A keys note, if the batch brings one.
    pub note: Option<Vec<u8>>,
    /// At least one.
    pub entries: Vec<Vec<u8>>,
}

fn put(bytes: &mut Vec<u8>, piece: &[u8]) {
    let length = u32::try_from(piece.len()).expect("notes and entries have at most 65,536 bytes");
    bytes.extend_from_slice(&length.to_be_bytes());
    bytes.extend_from_slice(piece);
}

fn take<'a>(bytes: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (length, rest) = bytes.split_first_chunk()?;
    let (piece, rest) = rest.split_at_checked(usize::try_from(u32::from_be_bytes(*length)).ok()?)?;
    *bytes = rest;
    Some(piece)
}

impl Batch {
    pub(super) fn encode(&self) -> Vec<u8> {
        let length: usize = self.entries.iter().map(|entry| 4 + entry.len()).sum();
        let mut bytes = Vec::with_capacity(MAGIC.len() + 44 + self.note.as_ref().map_or(0, Vec::len) + length);
        bytes.extend_from_slice(MAGIC);
        bytes.extend_from_slice(&self.first.to_be_bytes());
        bytes.extend_from_slice(&self.before.0);
        put(&mut bytes, self.note.as_deref().unwrap_or_default());
        self.entries.iter().for_each(|entry| put(&mut bytes, entry));
        bytes
    }

    /// `None` if the bytes aren't a batch, whole to the last byte.
    pub(super) fn decode(bytes: &[u8]) -> Option<Self> {
        let (first, rest) = bytes.strip_prefix(MAGIC)?.split_first_chunk()?;
        let (before, mut rest) = rest.split_first_chunk()?;
        let note = take(&mut rest)?;
        let mut entries = Vec::new();
        while !rest.is_empty() {
            entries.push(take(&mut rest)?.to_vec());
        }
        let note = (!note.is_empty()).then(|| note.to_vec());
        let batch = Self { first: u64::from_be_bytes(*first), before: Digest(*before), note, entries };
        (!batch.entries.is_empty()).then_some(batch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_is_read_back_whole_or_not_at_all() {
        let entries = vec![b"a".to_vec(), vec![], vec![7; 65_535]];
        for note in [None, Some(b"note".to_vec())] {
            let batch = Batch { first: 300, before: Digest::of(b"x"), note, entries: entries.clone() };
            let bytes = batch.encode();
            assert_eq!(Batch::decode(&bytes), Some(batch));
            assert_eq!(Batch::decode(&bytes[..bytes.len() - 1]), None);
        }
        assert_eq!(Batch::decode(b""), None);
    }
}
