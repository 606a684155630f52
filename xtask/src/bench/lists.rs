//! Lists and searches of registries of several sizes, on SQLite and on PostgreSQL.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::wish::Wish;
use crate::Failure;
use crate::postgres::Postgres;
use crate::process::Run;

/// How many subjects the registries have.
const SIZES: [u64; 3] = [30_000, 1_000_000, 5_000_000];

/// What one kind of page took with each size: median, 99th percentile and longest, in milliseconds.
#[derive(Default)]
struct Table {
    names: Vec<String>,
    took: BTreeMap<(String, u64), [String; 3]>,
}

impl Table {
    /// Take in a line of the example: a name and three figures, parted by tabs.
    fn hear(&mut self, size: u64, line: &str) {
        if let [name, median, late, longest] = line.split('\t').collect::<Vec<_>>()[..] {
            if !self.names.iter().any(|known| known == name) {
                self.names.push(name.to_owned());
            }
            self.took.insert((name.to_owned(), size), [median, late, longest].map(str::to_owned));
        }
    }

    fn say(&self, database: &str, sizes: &[u64]) {
        println!("\n{database}: p50 / p99 / longest in ms; {}\n", super::server::load());
        let heads: Vec<String> = sizes.iter().map(|size| format!("{size} subjects")).collect();
        println!("| | {} |\n|---|{}", heads.join(" | "), "--:|".repeat(sizes.len()));
        for name in &self.names {
            let took = sizes.iter().map(|size| self.took.get(&(name.clone(), *size)).map(|took| took.join(" / ")));
            let cells: Vec<String> = took.map(Option::unwrap_or_default).collect();
            println!("| {name} | {} |", cells.join(" | "));
        }
    }
}

/// Fill, time and remove one registry after the other. A database is gone before the next one is filled.
///
/// # Errors
/// If the example fails or PostgreSQL isn't there.
pub(super) fn run(example: &Path, wish: &Wish) -> Result<(), Failure> {
    let sizes: Vec<u64> = SIZES.into_iter().filter(|size| *size <= wish.subjects).collect();
    let mut table = Table::default();
    for &size in &sizes {
        let folder = super::empty("registry")?;
        Run::new(example).args([&folder]).args([size.to_string()]).hear(|line| table.hear(size, line))?;
        fs::remove_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    }
    table.say("SQLite", &sizes);
    let mut table = Table::default();
    for &size in &sizes {
        let postgres = Postgres::start()?;
        Run::new(example).args([postgres.url(), size.to_string()]).hear(|line| table.hear(size, line))?;
    }
    table.say("PostgreSQL", &sizes);
    Ok(())
}
