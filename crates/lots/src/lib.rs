//! The verifiable draw: whom to inspect and who inspects, recomputable by anyone (`spec/draw.md`).

pub mod canonical;
pub mod hash;
pub mod merkle;
pub mod name;
pub mod quota;
pub mod share;
pub mod time;
