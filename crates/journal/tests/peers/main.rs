//! Others' libraries of the same formats answer the same: `tlog_tiles` and `signed_note` (ported from Go's), `ct-merkle`
//! (RFC 6962), `libsmx` (SM2 and SM3).

mod notes;
mod sm;
mod trees;
#[path = "../world/mod.rs"]
mod world;
