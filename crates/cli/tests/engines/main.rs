//! What the databases answer. Run by `cargo xtask test`, which starts a private PostgreSQL and installs DuckDB.

#[path = "../draws/mod.rs"]
mod draws;
mod engine;

use std::path::Path;

use draws::Draw;
use engine::{duckdb, postgresql};
use lots::hash::Digest;
use lots_cli::commands::sql::{Engine, script};

/// Tickets are SHA-256 over UTF-8 text; an engine that hashes otherwise could not recompute a draw.
#[test]
fn both_engines_hash_as_the_draw_does() {
    for text in ["", "abc", "91350100M000100Y43", "涉企/A"] {
        let expected = Digest::of(text.as_bytes()).to_string();
        assert_eq!(
            postgresql(here(), &format!("SELECT encode(sha256(convert_to('{text}', 'UTF8')), 'hex');")),
            expected
        );
        assert_eq!(duckdb(here(), &format!("SELECT sha256('{text}');")), expected);
    }
}

/// Names compare by bytes (`spec/draw.md`, section 1), whatever the database's language.
#[test]
fn both_engines_can_order_by_bytes() {
    let rows = "(VALUES ('a'), ('B'), ('中'), ('é'), ('-')) AS t(x)";
    let expected = "-\nB\na\né\n中";
    assert_eq!(postgresql(here(), &format!("SELECT x FROM {rows} ORDER BY x COLLATE \"C\";")), expected);
    assert_eq!(duckdb(here(), &format!("SELECT x FROM {rows} ORDER BY x;")), expected);
}

fn here() -> &'static Path {
    Path::new(".")
}

/// A draw recomputed by a database: the same targets in the same order, and no blocking pair unaccounted for.
fn recomputes(draw: &Draw) {
    let expected: Vec<String> = draw
        .result()
        .targets
        .iter()
        .map(|target| format!("{}\t{}\t{}\t{}", target.stratum, target.rank, target.id, target.ticket))
        .collect();
    for (engine, ask) in [
        (Engine::Postgresql, postgresql as fn(&Path, &str) -> String),
        (Engine::Duckdb, duckdb as fn(&Path, &str) -> String),
    ] {
        let script = script(&lots_cli::bundle::open(draw.folder()).unwrap(), engine).unwrap();
        let (load, queries) = script.split_once("\n-- the draw of subjects").unwrap();
        let (subjects, rest) = queries.split_once("\n\n").unwrap();
        let answer = ask(draw.folder(), &format!("{load}\n-- the draw of subjects{subjects}"));
        assert_eq!(answer.lines().collect::<Vec<_>>(), expected, "{engine:?}");
        assert_eq!(ask(draw.folder(), &format!("{load}\n{rest}")), "", "{engine:?}: blocking pairs");
        // Without a strand accounted for, the anti-join must find it: it isn't blind.
        let strand = "FROM strands s WHERE s.id = p.id AND s.code = p.code AND 1 = 0";
        let blind = rest.replace("FROM strands s WHERE s.id = p.id AND s.code = p.code", strand);
        let found = ask(draw.folder(), &format!("{load}\n{blind}"));
        assert_eq!(found.lines().count(), draw.result().strands.len(), "{engine:?}: {found}");
    }
}

#[test]
fn a_made_up_city_recomputes_on_both_engines() {
    recomputes(&Draw::of_city(3_000));
}

#[test]
fn chicago_recomputes_on_both_engines() {
    recomputes(&Draw::of_chicago());
}
