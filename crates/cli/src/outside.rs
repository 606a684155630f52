//! What checking a draw asks of the world: the roster's rows and the beacon's signatures.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufRead as _, BufReader, Write as _};
use std::num::NonZero;
use std::path::Path;

use lots::check::{BeaconVerdict, Check, MemoryRoster, Outside, RosterRequest, RosterScan};
use lots::name::NameError;
use lots::seed::DrandClaim;
use lots::table::{RowFlaw, TableError};
use tempfile::NamedTempFile;

use crate::beacon;
use crate::bundle::Roster;
use crate::commands::verify::sentence;
use crate::scan::{self, FlawKind, Options, Order, STREAMED_FROM_BYTES, ScanError, Source, Stratum};
use crate::screen::Progress;

/// The world as the command line sees it: files, and BLS by a library.
#[derive(Debug)]
pub struct World<'a> {
    roster: &'a Roster,
    streamed_from_bytes: u64,
    progress: Option<&'a Progress<'a>>,
    /// What went wrong with reading, if something did; the check then fails for want of rows.
    pub fault: Option<io::Error>,
}

impl<'a> World<'a> {
    /// The world of an opened bundle.
    #[must_use]
    pub fn new(roster: &'a Roster) -> Self {
        Self { roster, streamed_from_bytes: STREAMED_FROM_BYTES, progress: None, fault: None }
    }

    /// The same, showing how far it is.
    #[must_use]
    pub fn telling(self, progress: &'a Progress<'a>) -> Self {
        Self { progress: Some(progress), ..self }
    }

    /// A large roster that came in memory, as a file: streamed on all processors it takes a fifth of the time. Where there is no room for it, memory does.
    fn spooled(&self) -> Option<NamedTempFile> {
        let Roster::Bytes(bytes) = self.roster else { return None };
        let mut file = (bytes.len() as u64 >= self.streamed_from_bytes).then(NamedTempFile::new)?.ok()?;
        file.write_all(bytes).ok()?;
        Some(file)
    }

    /// Where a large roster lies.
    fn large<'b>(&'b self, spooled: Option<&'b NamedTempFile>) -> Option<&'b Path> {
        match self.roster {
            Roster::File(path) => {
                fs::metadata(path).is_ok_and(|about| about.len() >= self.streamed_from_bytes).then_some(path)
            }
            Roster::Bytes(_) | Roster::Absent => spooled.map(NamedTempFile::path),
        }
    }

    fn read(&mut self) -> Vec<u8> {
        let read = match self.roster {
            Roster::Absent => Ok(Vec::new()),
            Roster::Bytes(bytes) => Ok(bytes.clone()),
            Roster::File(path) => fs::read(path),
        };
        read.unwrap_or_else(|fault| {
            self.fault = Some(fault);
            Vec::new()
        })
    }
}

impl Outside for World<'_> {
    fn roster(&mut self, request: &RosterRequest<'_>) -> Result<RosterScan, TableError> {
        let spooled = self.spooled();
        if let Some(path) = self.large(spooled.as_ref()) {
            let scan = streamed(path, request, self.progress);
            return scan.map_err(|fault| self.flaw(fault));
        }
        let bytes = self.read();
        if self.fault.is_some() {
            return Err(TableError { row: 0, field: "", flaw: RowFlaw::Text });
        }
        let progress = self.progress;
        MemoryRoster::from_file(&bytes)?
            .scan(request, &mut |done, total| tell(progress, Check::TableSubjects, done, total))
    }

    fn beacon(&self, claim: &DrandClaim<'_>) -> BeaconVerdict {
        beacon::check(claim)
    }

    fn progress(&mut self, check: Check, done: u64, total: u64) {
        tell(self.progress, check, done, total);
    }
}

/// Two passes over the file, and a third for those who must not be there; memory grows with the number drawn.
fn streamed(path: &Path, request: &RosterRequest<'_>, told: Option<&Progress<'_>>) -> Result<RosterScan, ScanError> {
    let source = Source::subjects(path)?;
    let progress = move |done: u64, total: u64| tell(told, Check::TableSubjects, done, total);
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
    let options = Options { threads, flaws: 1, progress: &progress };
    let frozen = scan::commit(&source, &request.secret, None, &options)?;
    let strata: Vec<Stratum> = request
        .strata
        .iter()
        .zip(&request.keep)
        .map(|(name, &keep)| {
            let population = frozen.strata.iter().find(|(found, _)| found == *name).map_or(0, |(_, rows)| *rows);
            Stratum { name: (*name).clone(), population, keep: usize::try_from(keep).unwrap_or(usize::MAX) }
        })
        .collect();
    let drawn = scan::draw(&source, &request.key, &strata, Order::Ascending, &options)?;
    let io = |source| ScanError::Io { path: path.to_owned(), source };
    Ok(RosterScan {
        table: frozen.table,
        populations: drawn.strata.iter().map(|stratum| stratum.rows).collect(),
        smallest: drawn.strata.into_iter().map(|stratum| stratum.lots).collect(),
        unwanted: unwanted(path, &request.unwanted).map_err(io)?,
    })
}

/// How far a check is, if somebody is told.
fn tell(progress: Option<&Progress<'_>>, check: Check, done: u64, total: u64) {
    if let Some(progress) = progress {
        progress.at(&|words| sentence(check, words), done, total);
    }
}

/// The first id of a sorted roster that must not be there.
fn unwanted(path: &Path, unwanted: &BTreeSet<&str>) -> io::Result<Option<String>> {
    if unwanted.is_empty() {
        return Ok(None);
    }
    let (mut file, mut line) = (BufReader::with_capacity(1 << 20, File::open(path)?), Vec::new());
    while file.read_until(b'\n', &mut line)? > 0 {
        let id = line.split(|&b| b == b'\t').next().unwrap_or_default();
        if let Ok(id) = std::str::from_utf8(id)
            && unwanted.contains(id)
        {
            return Ok(Some(id.to_owned()));
        }
        line.clear();
    }
    Ok(None)
}

impl World<'_> {
    /// What a scan stumbled over, as the first flaw of the table; a file that can't be read is kept as the world's fault.
    fn flaw(&mut self, error: ScanError) -> TableError {
        let whole = |flaw| TableError { row: 0, field: "", flaw };
        let flaws = match error {
            ScanError::Io { source, .. } => {
                self.fault = Some(source);
                return whole(RowFlaw::Text);
            }
            ScanError::Flawed(flaws) => flaws,
            other => return whole(RowFlaw::Unknown(other.to_string())),
        };
        match (flaws.list.into_iter().next(), flaws.disorder) {
            (Some(flaw), _) => row_flaw(flaw),
            (None, Some(disorder)) => TableError { row: disorder.row, field: "id", flaw: RowFlaw::Order },
            (None, None) => whole(RowFlaw::Text),
        }
    }
}

/// A flaw that a scan found in the table's own file, as the table's reader would put it.
fn row_flaw(flaw: scan::Flaw) -> TableError {
    let field = match flaw.field {
        scan::Field::Row => "",
        scan::Field::Id => "id",
        scan::Field::Stratum => "stratum",
    };
    let kind = match flaw.kind {
        FlawKind::EmptyLine | FlawKind::Fields { .. } => RowFlaw::Fields(2),
        FlawKind::Quote => RowFlaw::Value,
        FlawKind::TooLong => RowFlaw::Name(NameError::TooLong { limit: scan::MAX_ROW_BYTES }),
        FlawKind::NotText => RowFlaw::Text,
        FlawKind::Name(error) => RowFlaw::Name(error),
        FlawKind::Unknown(name) => RowFlaw::Unknown(name),
        FlawKind::Duplicate { .. } => RowFlaw::Order,
        FlawKind::Ending => RowFlaw::Ending,
    };
    TableError { row: flaw.row, field, flaw: kind }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lots::hash::Digest;
    use lots::name::StratumName;
    use lots::table::RosterSecret;

    /// Streamed from a file, from bytes that came in memory, and not streamed.
    fn scans(rows: &str, unwanted: &str) -> [Result<RosterScan, TableError>; 3] {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("subjects.tsv");
        fs::write(&path, rows).unwrap();
        let strata: [StratumName; 2] = ["甲".parse().unwrap(), "B".parse().unwrap()];
        let request = RosterRequest {
            secret: RosterSecret([7; 32]),
            strata: strata.iter().collect(),
            key: Digest::of(b"key"),
            keep: vec![5, 9],
            unwanted: BTreeSet::from([unwanted]),
        };
        let (file, bytes) = (Roster::File(path), Roster::Bytes(rows.as_bytes().to_vec()));
        [(&file, 0), (&bytes, 0), (&file, u64::MAX)]
            .map(|(roster, streamed_from_bytes)| World { streamed_from_bytes, ..World::new(roster) }.roster(&request))
    }

    #[test]
    fn a_streamed_roster_gives_the_same_answer_as_one_in_memory() {
        let row = |i: u32| format!("S{i:06}\t{}\n", if i.is_multiple_of(3) { "甲" } else { "B" });
        let rows: String = (0..20_000).map(row).collect();
        for unwanted in ["S000500", "nobody"] {
            let [streamed, spooled, in_memory] = scans(&rows, unwanted);
            assert_eq!((&streamed, &spooled), (&in_memory, &in_memory));
            assert_eq!(streamed.unwrap().unwanted.is_some(), unwanted != "nobody");
        }
        let [streamed, spooled, in_memory] = scans("", "nobody");
        assert_eq!((&streamed, &spooled), (&in_memory, &in_memory));
    }

    #[test]
    fn a_flaw_is_found_either_way() {
        for rows in ["B\t甲\nA\t甲\n", "A\t甲\nA\tB\n", "A\tC\n", "A\n", "A\t甲", "\n"] {
            let found = scans(rows, "nobody");
            assert!(found.iter().all(Result::is_err), "{rows:?}: {found:?}");
        }
    }
}
