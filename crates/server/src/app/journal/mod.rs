//! The way from a change to the public journal.
//!
//! [`record`] writes the act and the openings of what it seals in the change's own transaction; [`sequencer`] turns rows
//! into entries afterwards; [`audit`] holds tables, rows and journal against each other. Where the journal lies:
//! `docs/decisions/0010-where-the-journal-lies.md`.

pub mod api;
pub mod audit;
pub mod backup;
pub mod commands;
pub mod entered;
pub mod entry;
pub mod held;
pub mod keys;
pub mod lease;
pub mod plain;
pub mod record;
pub mod sequencer;
pub mod storage;

pub use record::{Act, Case, Change};
