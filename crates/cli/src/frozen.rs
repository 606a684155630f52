//! A draw's frozen inputs, read back from the files of an auditor's bundle.

use std::fmt;
use std::io;

use lots::commitment::{Commitment, Refusal};
use lots::name::SubjectId;
use lots::seed::{SeedRecord, SeedRefusal};
use lots::table::{BenchRow, ExcludedRow, RecusalRow, RosterSecret, RowFlaw, SubjectRow, Table, TableError};
use lots::teams::{Bench, Inspector, Recusals};

use crate::bundle::{Opened, ROSTER, Roster};
use crate::locale::Words;
use crate::scan::{self, Options, ScanError, Source};
use crate::screen::Progress;

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
        Roster::Absent => Err(Fault::Missing(ROSTER)),
        Roster::Bytes(bytes) => Ok(bytes.clone()),
        Roster::File(path) => Ok(std::fs::read(path)?),
    }
}

/// Whether the roster lies in a directory and has at least so many bytes, so that it is scanned and not read into memory.
#[must_use]
pub fn is_large(opened: &Opened, streamed_from_bytes: u64) -> bool {
    let Roster::File(path) = &opened.roster else { return false };
    std::fs::metadata(path).is_ok_and(|about| about.len() >= streamed_from_bytes)
}

/// A pass over the roster's file, which says how far it is.
///
/// # Errors
/// [`Fault`]; of a roster with flaws, the first one.
pub fn scanned<T>(
    opened: &Opened,
    words: &Words,
    pass: impl Fn(&Source, &Options<'_>) -> Result<T, ScanError>,
) -> Result<T, Fault> {
    let Roster::File(path) = &opened.roster else { return Err(Fault::Missing(ROSTER)) };
    let progress = Progress::new(words);
    let tell = progress.of_roster();
    let options = Options { flaws: 1, progress: &tell, ..Options::default() };
    Source::subjects(path).and_then(|source| pass(&source, &options)).map_err(|error| match error {
        ScanError::Io { source, .. } => Fault::Io(source),
        ScanError::Flawed(flaws) => {
            let row = flaws.list.first().map(|flaw| flaw.row).or(flaws.disorder.map(|disorder| disorder.row));
            let flaw = if flaws.list.is_empty() { RowFlaw::Order } else { RowFlaw::Text };
            Fault::Table(ROSTER, TableError { row: row.unwrap_or_default(), field: "", flaw })
        }
        other => Fault::Form(ROSTER, other.to_string()),
    })
}

/// The subject with this id, if it is in the roster; a roster of at least so many bytes is scanned.
///
/// # Errors
/// [`Fault`].
pub fn subject(
    opened: &Opened,
    id: &str,
    streamed_from_bytes: u64,
    words: &Words,
) -> Result<Option<SubjectRow>, Fault> {
    if is_large(opened, streamed_from_bytes) {
        let Ok(id) = SubjectId::new(id) else { return Ok(None) };
        let found = scanned(opened, words, |source, options| scan::find(source, std::slice::from_ref(&id), options))?;
        return Ok(found.into_iter().next());
    }
    let rows: Table<SubjectRow> = Table::from_file(&roster(opened)?).map_err(|why| Fault::Table(ROSTER, why))?;
    Ok(rows.kept().find(|row| row.id.as_str() == id).cloned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::Opened;
    use crate::locale::Tongue;

    #[test]
    fn a_subject_is_found_by_a_scan_as_in_memory() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join(ROSTER);
        let words = Words::new(Tongue::En);
        let opened = Opened { files: Default::default(), roster: Roster::File(path.clone()) };
        std::fs::write(&path, (0..30_000).map(|i| format!("S{i:06}\t{}\n", i % 7)).collect::<String>()).unwrap();
        for (id, stratum) in [("S000000", "0"), ("S012345", "4"), ("S029999", "4"), ("nobody", ""), (" ", "")] {
            for from in [0, u64::MAX] {
                let found = subject(&opened, id, from, &words).unwrap();
                assert_eq!(found.map(|row| row.stratum.to_string()).unwrap_or_default(), stratum, "{id}");
            }
        }
        std::fs::write(&path, "B\ts\nA\ts\n").unwrap();
        assert!([0, u64::MAX].map(|from| subject(&opened, "A", from, &words)).iter().all(Result::is_err));
    }
}
