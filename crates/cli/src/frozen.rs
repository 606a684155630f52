//! A draw's frozen inputs, read back from the files of an auditor's bundle.

use std::fmt;
use std::io;

use lots::commitment::{Commitment, Refusal};
use lots::seed::{SeedRecord, SeedRefusal};
use lots::table::{BenchRow, ExcludedRow, RecusalRow, RosterSecret, Table, TableError};
use lots::teams::{Bench, Inspector, Recusals};

use crate::bundle::{Opened, Roster};

/// Why frozen inputs can't be read.
#[derive(Debug)]
pub enum Fault {
    /// This file isn't there.
    Missing(&'static str),
    /// `commitment.json` is refused.
    Commitment(Refusal),
    /// `seed.json` is refused.
    Seed(SeedRefusal),
    /// A table's file has a flaw.
    Table(&'static str, TableError),
    /// A file isn't what it should be.
    Form(&'static str, String),
    /// Reading failed.
    Io(io::Error),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(file) => write!(f, "{file}"),
            Self::Commitment(why) => write!(f, "commitment.json: {why}"),
            Self::Seed(why) => write!(f, "seed.json: {why}"),
            Self::Table(file, why) => write!(f, "{file}: {why}"),
            Self::Form(file, why) => write!(f, "{file}: {why}"),
            Self::Io(why) => why.fmt(f),
        }
    }
}

impl std::error::Error for Fault {}

impl From<io::Error> for Fault {
    fn from(why: io::Error) -> Self {
        Self::Io(why)
    }
}

fn file<'a>(opened: &'a Opened, name: &'static str) -> Result<&'a [u8], Fault> {
    opened.files.get(name).map(Vec::as_slice).ok_or(Fault::Missing(name))
}

/// The commitment.
///
/// # Errors
/// [`Fault`].
pub fn commitment(opened: &Opened) -> Result<Commitment, Fault> {
    Commitment::from_text(file(opened, "commitment.json")?).map_err(Fault::Commitment)
}

/// The seed's record, checked against the commitment.
///
/// # Errors
/// [`Fault`].
pub fn seed(opened: &Opened, commitment: &Commitment) -> Result<SeedRecord, Fault> {
    let record = SeedRecord::from_text(file(opened, "seed.json")?).map_err(Fault::Seed)?;
    record.check(commitment).map_err(Fault::Seed)?;
    Ok(record)
}

/// The roster secret.
///
/// # Errors
/// [`Fault`].
pub fn secret(opened: &Opened) -> Result<RosterSecret, Fault> {
    const NAME: &str = "roster-secret.txt";
    RosterSecret::from_file(file(opened, NAME)?).map_err(|why| Fault::Form(NAME, why.to_string()))
}

/// The table of those left out.
///
/// # Errors
/// [`Fault`].
pub fn excluded(opened: &Opened) -> Result<Table<ExcludedRow>, Fault> {
    const NAME: &str = "excluded.tsv";
    Table::from_file(file(opened, NAME)?).map_err(|why| Fault::Table(NAME, why))
}

/// The table of inspectors.
///
/// # Errors
/// [`Fault`].
pub fn bench_table(opened: &Opened) -> Result<Table<BenchRow>, Fault> {
    const NAME: &str = "bench.tsv";
    Table::from_file(file(opened, NAME)?).map_err(|why| Fault::Table(NAME, why))
}

/// The table of recusals.
///
/// # Errors
/// [`Fault`].
pub fn recusals_table(opened: &Opened) -> Result<Table<RecusalRow>, Fault> {
    const NAME: &str = "recusals.tsv";
    Table::from_file(file(opened, NAME)?).map_err(|why| Fault::Table(NAME, why))
}

/// Bench and recusals, ready for assigning teams.
///
/// # Errors
/// [`Fault`]; an erased row can't take part any more.
pub fn people(opened: &Opened, commitment: &Commitment) -> Result<(Bench, Recusals), Fault> {
    let (bench, recusals) = (bench_table(opened)?, recusals_table(opened)?);
    if bench.erased() + recusals.erased() > 0 {
        return Err(Fault::Form("bench.tsv", "a row was erased".to_owned()));
    }
    let inspectors =
        bench.kept().map(|row| Inspector { code: row.code.clone(), pools: row.pools.clone(), capacity: row.capacity });
    let seated = Bench::new(inspectors.collect(), commitment.body().seats.clone());
    let seated = seated.map_err(|refusal| Fault::Form("bench.tsv", refusal.to_string()))?;
    Ok((seated, Recusals::new(recusals.kept().map(|row| (row.code.clone(), row.id.clone())))))
}

/// The roster's bytes.
///
/// # Errors
/// [`Fault::Missing`] in a public bundle, or what reading says.
pub fn roster(opened: &Opened) -> Result<Vec<u8>, Fault> {
    match &opened.roster {
        Roster::Absent => Err(Fault::Missing(crate::bundle::ROSTER)),
        Roster::Bytes(bytes) => Ok(bytes.clone()),
        Roster::File(path) => Ok(std::fs::read(path)?),
    }
}
