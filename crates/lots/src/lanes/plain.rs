//! One compression after the other, through the `sha2` crate's block-level interface.

use sha2::block_api::compress256;

use super::{Block, State};

/// `states[i]` absorbs `blocks[i]`; the lengths are equal.
pub(super) fn compress(states: &mut [State], blocks: &[Block]) {
    for (state, block) in states.iter_mut().zip(blocks) {
        compress256(state, std::slice::from_ref(block));
    }
}
