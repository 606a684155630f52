//! Receipts (日志回执; C2SP tlog-proof): that an entry stands at an index of a log, checkable offline.
//!
//! [`Receipt::includes`] says whether the proof holds under the checkpoint inside; whether that checkpoint is to be
//! believed is for [`crate::policy`] or the log's keys to say.
//!
//! ```
//! use journal::checkpoint::{Checkpoint, SignedCheckpoint};
//! use journal::key::{KeyType, SecretKey};
//! use journal::receipt::Receipt;
//! use lots::merkle::leaf_hash;
//! let leaf = leaf_hash(b"an entry");
//! let key = SecretKey::new(KeyType::Ed25519, "a.example".parse()?, [7; 32])?;
//! let checkpoint = SignedCheckpoint::sign(Checkpoint::new("a.example".parse()?, 1, leaf)?, &[&key])?;
//! let receipt = Receipt { extra: None, index: 0, proof: vec![], checkpoint };
//! let read = Receipt::from_text(receipt.to_string().as_bytes())?;
//! assert!(read.includes(leaf) && !read.includes(leaf_hash(b"another")));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::fmt;

use lots::hash::Digest;
use lots::merkle;

use crate::checkpoint::{CheckpointError, SignedCheckpoint};
use crate::text::{decimal, digest_from_base64, from_base64, to_base64};
use crate::tile::MAX_ENTRY;

/// The first line.
const HEADING: &str = "c2sp.org/tlog-proof@v1";

/// The most hashes of a proof: a tree of 2^63 − 1 entries is 63 high.
pub const MAX_PROOF: usize = 63;

/// Why bytes aren't a receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReceiptError {
    /// Not the lines of a tlog-proof.
    Form,
    /// What follows the proof isn't a checkpoint.
    Checkpoint(CheckpointError),
}

impl fmt::Display for ReceiptError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Form => f.write_str("expected the lines of a tlog-proof"),
            Self::Checkpoint(why) => why.fmt(f),
        }
    }
}

impl std::error::Error for ReceiptError {}

/// An index, its inclusion proof and a checkpoint. Its `Display` is the text to take home.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The entry itself, or nothing; at most 65,535 bytes. Not to be believed: compare its leaf.
    pub extra: Option<Vec<u8>>,
    /// The entry's place, from 0.
    pub index: u64,
    /// Siblings from the leaf upwards.
    pub proof: Vec<Digest>,
    /// The log's checkpoint with its signature lines, verified or not.
    pub checkpoint: SignedCheckpoint,
}

impl Receipt {
    /// Read a receipt.
    ///
    /// # Errors
    /// [`ReceiptError`].
    pub fn from_text(bytes: &[u8]) -> Result<Self, ReceiptError> {
        let text = std::str::from_utf8(bytes).map_err(|_| ReceiptError::Form)?;
        let (head, checkpoint) = text.split_once("\n\n").ok_or(ReceiptError::Form)?;
        let checkpoint = SignedCheckpoint::from_text(checkpoint.as_bytes()).map_err(ReceiptError::Checkpoint)?;
        let head = head.strip_prefix(HEADING).and_then(|rest| rest.strip_prefix('\n')).ok_or(ReceiptError::Form)?;
        let (extra, head) = match head.strip_prefix("extra ") {
            None => (None, head),
            Some(rest) => {
                let (extra, head) = rest.split_once('\n').ok_or(ReceiptError::Form)?;
                let extra = from_base64(extra).filter(|extra| extra.len() <= MAX_ENTRY);
                (Some(extra.ok_or(ReceiptError::Form)?), head)
            }
        };
        let mut lines = head.split('\n');
        let index = lines.next().and_then(|line| line.strip_prefix("index ")).and_then(decimal);
        let proof: Option<Vec<Digest>> = lines.take(MAX_PROOF + 1).map(digest_from_base64).collect();
        let proof = proof.filter(|proof| proof.len() <= MAX_PROOF).ok_or(ReceiptError::Form)?;
        Ok(Self { extra, index: index.ok_or(ReceiptError::Form)?, proof, checkpoint })
    }

    /// Whether the entry with this leaf stands at the index, under the checkpoint's root.
    #[must_use]
    pub fn includes(&self, leaf: Digest) -> bool {
        let checkpoint = self.checkpoint.checkpoint();
        merkle::includes(checkpoint.root(), checkpoint.size(), self.index, leaf, &self.proof)
    }
}

impl fmt::Display for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{HEADING}")?;
        if let Some(extra) = &self.extra {
            writeln!(f, "extra {}", to_base64(extra))?;
        }
        writeln!(f, "index {}", self.index)?;
        self.proof.iter().try_for_each(|hash| writeln!(f, "{}", to_base64(&hash.0)))?;
        write!(f, "\n{}", self.checkpoint)
    }
}
