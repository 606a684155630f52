//! The bureau's system 摇光: registers, console, portal, and the journal behind them.
//!
//! `docs/decisions/0009-the-servers-house.md` says how it is built: the shell [`app`], and slices with the same rooms in
//! the order accounts, catalogue, subjects, inspectors, complaints.

pub mod accounts;
pub mod app;
pub mod images;
pub mod migration;

use app::jobs::Kind;
pub use images::IMAGERS;

/// The kinds of work of all slices.
pub const KINDS: &[Kind] = &[];
