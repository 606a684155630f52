//! Scans against plain recomputation row by row, and rosters with every kind of dirt.

mod dirt;
mod equal;
mod parquet;
mod sorting;

use std::io::Write;

use lots::hash::Digest;
use lots::table::{RosterSecret, SubjectRow, Table};
use lots::ticket::{Lot, Smallest};
use tempfile::NamedTempFile;

use super::*;

const SECRET: RosterSecret = RosterSecret([0x5a; 32]);
const COMMA: Dialect = Dialect { delimiter: b',', header: false, id: 0, stratum: 1, lines: Lines::Loose };

fn file(bytes: &[u8]) -> NamedTempFile {
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    file
}

fn options() -> Options<'static> {
    Options { threads: 3, ..Options::default() }
}

fn key() -> Digest {
    Digest::of(b"a ticket key")
}

/// Made-up rows in ascending order, with ids and strata of many lengths.
fn rows(count: usize) -> Vec<SubjectRow> {
    let strata = [
        "A",
        "餐饮服务/高风险",
        "a stratum whose name is long enough that the leaf takes a third block and then some more",
    ];
    let row = |i: usize| {
        let id = format!("{i:08}{}", "x".repeat(i * 7 % 48));
        SubjectRow { id: id.parse().unwrap(), stratum: strata[(i * i) % 7 % 3].parse().unwrap() }
    };
    (0..count).map(row).collect()
}

fn comma(rows: &[SubjectRow]) -> Vec<u8> {
    rows.iter().map(|row| format!("{},{}\n", row.id, row.stratum)).collect::<String>().into_bytes()
}

fn strata_of(rows: &[SubjectRow], keep: usize) -> Vec<Stratum> {
    let mut names: Vec<_> = rows.iter().map(|row| row.stratum.clone()).collect();
    names.sort();
    names.dedup();
    let population = |name| rows.iter().filter(|row| row.stratum == name).count() as u64;
    names.into_iter().map(|name| Stratum { population: population(name.clone()), name, keep }).collect()
}

/// The draw, ticket by ticket.
fn plainly_drawn(rows: &[SubjectRow], strata: &[Stratum]) -> Vec<(u64, Vec<Lot>)> {
    let of = |stratum: &Stratum| {
        let mut smallest = Smallest::new(stratum.keep);
        rows.iter().filter(|row| row.stratum == stratum.name).for_each(|row| smallest.push(&key(), &row.id));
        (smallest.rows(), smallest.into_sorted())
    };
    strata.iter().map(of).collect()
}

fn table(rows: &[SubjectRow]) -> Table<SubjectRow> {
    Table::new(rows.to_vec()).unwrap()
}

/// The flaws found when committing `text`, as (row, field, kind).
fn flaws_in(dialect: Dialect, text: &[u8]) -> Flaws {
    let file = file(text);
    let source = Source::delimited(file.path(), dialect).unwrap();
    match commit(&source, &SECRET, None, &options()) {
        Err(ScanError::Flawed(flaws)) => flaws,
        Err(other) => panic!("{other}"),
        Ok(_) => Flaws::default(),
    }
}
