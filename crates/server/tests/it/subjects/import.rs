//! Rosters taken in.
