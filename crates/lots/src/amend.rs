//! Amendments after a draw (`spec/draw.md`, section 8.2).
//!
//! Their outcomes are computed by [`crate::teams::refill`]; the chain of records is not read by this version yet, and a bundle
//! that has one is refused rather than passed unchecked.

use std::fmt;

/// Why a bundle's amendments don't hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// This version can't check a chain of amendments.
    NotSupported,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("this version can't check amendments")
    }
}

impl std::error::Error for Refusal {}
