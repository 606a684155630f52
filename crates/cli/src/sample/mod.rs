//! A fictitious city to try things on: rosters, benches, recusals, a plan and a seed, made from one number.
//!
//! The city has the districts and counties of 抚顺 and nobody who lives there: every business, person and code is invented,
//! though the codes are valid (GB 32100-2015) and the names read as they do in a registry. The same [`Options`] give the same
//! bytes on every machine. Deliberately absent: the clock, the operating system's random numbers, and any real business.

mod codes;
mod dirty;
mod inspectors;
mod names;
mod places;
mod plan;
mod random;
mod subjects;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use lots::time::Date;

pub use dirty::{Dirt, dirty_files};

/// What city to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// How many businesses the registry holds, the excluded ones included. At least 40.
    pub subjects: u32,
    /// How many inspectors the bench has. At least 6.
    pub inspectors: u32,
    /// The number everything follows from.
    pub seed: u64,
    /// The day of the commit, in Beijing.
    pub date: Date,
}

/// The day of the commit unless another one is asked for.
const DATE: &str = "2026-03-05";

impl Default for Options {
    fn default() -> Self {
        Self { subjects: 30_000, inspectors: 120, seed: 1, date: DATE.parse().expect("a date") }
    }
}

/// What was made, for the person who asked for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Rows of `subjects.csv`.
    pub subjects: usize,
    /// Rows of `excluded.csv`.
    pub excluded: usize,
    /// Rows of `inspectors.csv`.
    pub inspectors: usize,
    /// Rows of `recusals.csv`.
    pub recusals: usize,
    /// Subjects a stratum, by name.
    pub strata: BTreeMap<String, u32>,
    /// The files written, relative to the folder, in order.
    pub files: Vec<String>,
}

/// Files to write: name relative to the folder, and bytes.
pub type Files = Vec<(String, Vec<u8>)>;

/// Make the city's files: name relative to the folder, and bytes.
///
/// `subjects.csv`, `excluded.csv`, `inspectors.csv`, `recusals.csv` as a bureau's clerk keeps them (Chinese headers, UTF-8 with a
/// byte order mark, because spreadsheets need it), `plan.json` and `entries.json` for the draw, and `dirty/` with one small file for
/// each kind of dirt and a manifest of what is wrong where.
///
/// # Errors
/// [`io::ErrorKind::InvalidInput`] if there are fewer than 40 subjects or 6 inspectors: the city would have no five domains.
pub fn city(options: &Options) -> io::Result<(Files, Summary)> {
    if options.subjects < 40 || options.inspectors < 6 {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "a city needs 40 subjects and 6 inspectors"));
    }
    let registry = subjects::registry(options);
    let strata = subjects::populations(&registry);
    let targets = plan::targets(&strata);
    let bench = inspectors::bench(options, targets);
    let recusals = inspectors::recusals(options, &bench, &registry);
    let mut files = vec![
        ("subjects.csv".to_owned(), subjects::subjects_csv(&registry)),
        ("excluded.csv".to_owned(), subjects::excluded_csv(&registry)),
        ("inspectors.csv".to_owned(), inspectors::bench_csv(&bench)),
        ("recusals.csv".to_owned(), inspectors::recusals_csv(&recusals)),
        ("plan.json".to_owned(), plan::plan_json(options, &strata)),
        ("entries.json".to_owned(), plan::entries_json(options)),
    ];
    files.extend(dirty_files(options.seed).into_iter().map(|(name, bytes)| (format!("dirty/{name}"), bytes)));
    let summary = Summary {
        subjects: registry.iter().filter(|s| s.excluded.is_none()).count(),
        excluded: registry.iter().filter(|s| s.excluded.is_some()).count(),
        inspectors: bench.len(),
        recusals: recusals.len(),
        strata,
        files: files.iter().map(|(name, _)| name.clone()).collect(),
    };
    Ok((files, summary))
}

/// Write the files of [`city`] into `folder`, which is made if it isn't there; files of the same names are replaced.
///
/// # Errors
/// Those of [`city`], and whatever the file system says.
pub fn write_city(folder: &Path, options: &Options) -> io::Result<Summary> {
    let (files, summary) = city(options)?;
    fs::create_dir_all(folder.join("dirty"))?;
    for (name, bytes) in files {
        fs::write(folder.join(name), bytes)?;
    }
    Ok(summary)
}

/// Rows of text as CSV a spreadsheet opens: byte order mark, CRLF, quotes only where needed (RFC 4180).
fn csv(header: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let mut text = String::from("\u{feff}");
    text.push_str(&header.join(","));
    text.push_str("\r\n");
    for row in rows {
        let fields: Vec<String> = row.iter().map(|field| quoted(field)).collect();
        text.push_str(&fields.join(","));
        text.push_str("\r\n");
    }
    text.into_bytes()
}

fn quoted(field: &str) -> String {
    if field.contains([',', '"', '\r', '\n']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_owned()
    }
}

#[cfg(test)]
mod tests;
