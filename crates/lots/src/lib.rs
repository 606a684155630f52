//! The verifiable draw: whom to inspect and who inspects, recomputable by anyone (`spec/draw.md`).

pub mod amend;
pub mod canonical;
pub mod check;
pub mod commitment;
pub mod feasibility;
pub mod hash;
pub mod lanes;
pub mod lottery;
pub mod merkle;
pub mod name;
pub mod plan;
pub mod quota;
pub mod receipt;
pub mod replay;
pub mod result;
pub mod seed;
pub mod share;
pub mod source;
pub mod table;
pub mod teams;
pub mod ticket;
pub mod time;
