//! What the databases answer. Run by `cargo xtask test`, which starts a private PostgreSQL and installs DuckDB.

mod engine;

use engine::{duckdb, postgresql};
use lots::hash::Digest;

/// Tickets are SHA-256 over UTF-8 text; an engine that hashes otherwise could not recompute a draw.
#[test]
fn both_engines_hash_as_the_draw_does() {
    for text in ["", "abc", "91350100M000100Y43", "涉企/A"] {
        let expected = Digest::of(text.as_bytes()).to_string();
        assert_eq!(postgresql(&format!("SELECT encode(sha256(convert_to('{text}', 'UTF8')), 'hex');")), expected);
        assert_eq!(duckdb(&format!("SELECT sha256('{text}');")), expected);
    }
}

/// Names compare by bytes (`spec/draw.md`, section 1), whatever the database's language.
#[test]
fn both_engines_can_order_by_bytes() {
    let rows = "(VALUES ('a'), ('B'), ('中'), ('é'), ('-')) AS t(x)";
    let expected = "-\nB\na\né\n中";
    assert_eq!(postgresql(&format!("SELECT x FROM {rows} ORDER BY x COLLATE \"C\";")), expected);
    assert_eq!(duckdb(&format!("SELECT x FROM {rows} ORDER BY x;")), expected);
}
