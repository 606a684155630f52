//! The way from a change to the public journal.
//!
//! [`record`] writes the act and the openings of what it seals in the change's own transaction; [`sequencer`] turns rows
//! into entries afterwards; [`audit`] holds tables, rows and journal against each other.

pub mod record;

pub use record::{Act, Case};
