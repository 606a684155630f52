//! The verifiable draw: whom to inspect and who inspects, recomputable by anyone (`spec/draw.md`).

pub mod canonical;
pub mod commitment;
pub mod hash;
pub mod lanes;
pub mod merkle;
pub mod name;
pub mod plan;
pub mod quota;
pub mod seed;
pub mod share;
pub mod source;
pub mod table;
pub mod ticket;
pub mod time;
