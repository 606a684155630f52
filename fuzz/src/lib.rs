//! What the fuzz targets assert: the very functions that the property tests run.

#[path = "../../crates/lots/tests/parsers/invariants.rs"]
pub mod library;

#[path = "../../crates/cli/tests/parsers/invariants.rs"]
pub mod rosters;

#[path = "../../crates/journal/tests/parsers/invariants.rs"]
pub mod journal;

#[cfg(feature = "server")]
#[path = "../../crates/server/tests/it/parsers/invariants.rs"]
pub mod imports;
