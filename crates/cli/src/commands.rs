//! The commands, one file each: its arguments, and `run`, which reads as what happens.

pub mod roster_check;
pub mod sample;
