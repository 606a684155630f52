//! The verifiable draw: whom to inspect and who inspects, recomputable by anyone (`spec/draw.md`).

pub mod hash;
pub mod lanes;
pub mod name;
