//! The commands, one file each: its arguments, and `run`, which reads as what happens.

pub mod amend;
pub mod audit;
pub mod bundle;
pub mod commit;
pub mod draw;
pub mod explain;
pub mod feasible;
pub mod journal;
pub mod receipt;
pub mod recorded;
pub mod replay;
pub mod reveal;
pub mod roster_check;
pub mod sample;
pub mod seed;
pub mod sql;
pub mod verify;
pub mod witness;
