//! What an auditor reads: the journal's rows, their openings, and earlier checks. Nothing is kept here of its own.

pub mod check;
pub mod list;
pub mod open;
