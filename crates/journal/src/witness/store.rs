//! What a witness keeps, and where.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::convert::Infallible;

use super::same;
use crate::checkpoint::{Checkpoint, CheckpointError, Origin, SignedCheckpoint};

/// The latest checkpoint cosigned for an origin, with the lines that verified and the witness's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept(SignedCheckpoint);

impl Kept {
    pub(super) fn new(checkpoint: SignedCheckpoint) -> Self {
        Self(checkpoint)
    }

    /// Read what was kept: a signed checkpoint.
    ///
    /// # Errors
    /// [`CheckpointError`].
    pub fn from_text(bytes: &[u8]) -> Result<Self, CheckpointError> {
        SignedCheckpoint::from_text(bytes).map(Self)
    }

    /// Size and root.
    #[must_use]
    pub fn checkpoint(&self) -> &Checkpoint {
        self.0.checkpoint()
    }

    /// The whole, also to show it to others; its `Display` is what [`Self::from_text`] reads.
    #[must_use]
    pub fn signed(&self) -> &SignedCheckpoint {
        &self.0
    }

    /// Whether two states are the same as far as a witness goes: size and root.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        same(self.checkpoint(), other.checkpoint())
    }
}

/// Where a witness keeps its state.
pub trait Store {
    /// Why it can't be read or written.
    type Error;

    /// What is kept for an origin.
    ///
    /// # Errors
    /// If it can't be read; that nothing is kept is no error.
    fn load(&self, origin: &Origin) -> Result<Option<Kept>, Self::Error>;

    /// Replace `expected` by `new` durably if it is still what is kept ([`Kept::is`]). Looking and replacing MUST be one step, for all
    /// processes that share the store.
    ///
    /// The answer is whether it was replaced.
    ///
    /// # Errors
    /// If it can't be written, or its outcome isn't known.
    fn swap(&self, origin: &Origin, expected: Option<&Kept>, new: &Kept) -> Result<bool, Self::Error>;
}

/// State in memory, for one thread.
#[derive(Clone, Debug, Default)]
pub struct MemoryStore(RefCell<BTreeMap<Origin, Kept>>);

impl Store for MemoryStore {
    type Error = Infallible;

    fn load(&self, origin: &Origin) -> Result<Option<Kept>, Infallible> {
        Ok(self.0.borrow().get(origin).cloned())
    }

    fn swap(&self, origin: &Origin, expected: Option<&Kept>, new: &Kept) -> Result<bool, Infallible> {
        let mut kept = self.0.borrow_mut();
        let unchanged = match (kept.get(origin), expected) {
            (None, None) => true,
            (Some(kept), Some(expected)) => kept.is(expected),
            _ => false,
        };
        if unchanged {
            kept.insert(origin.clone(), new.clone());
        }
        Ok(unchanged)
    }
}
