//! Who may be drawn: the `subjects` table, in memory or, if it is large, on disk.

use std::collections::{BTreeMap, HashMap};
use std::fs::{self, File};
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use lots::commitment::{Commitment, TableRoot};
use lots::name::{StratumName, SubjectId};
use lots::result::lots_needed;
use lots::seed::Seed;
use lots::table::{RosterSecret, SubjectRow, Table};
use lots::ticket::{Lot, Smallest};

use super::folder::Folder;
use super::freeze::table;
use super::rosters::{flawed, options, rows, unreadable};
use super::{Args, Complaint};
use crate::bundle::ROSTER;
use crate::locale::Words;
use crate::roster::stream::{self, Stream};
use crate::roster::{Kind, Subject, limits};
use crate::scan::{self, Frozen, Options, Order, ScanError, Source};
use crate::screen::Progress;

/// Memory for sorting.
const SORTING_BYTES: usize = 512 << 20;

/// The `subjects` table.
pub enum Subjects {
    /// Its rows.
    Memory(Table<SubjectRow>),
    /// Its file is written already.
    Disk {
        /// The file.
        path: PathBuf,
        /// Root and populations.
        frozen: Frozen,
    },
}

impl Subjects {
    /// Read, check and freeze the roster. A large one is written to the folder's `subjects.tsv` on the way.
    pub(super) fn read(
        args: &Args,
        folder: &Folder,
        secret: &RosterSecret,
        streamed_from_bytes: u64,
        words: &Words,
    ) -> Result<Self, Complaint> {
        let from = &args.subjects;
        let length = fs::metadata(from).map_or(0, |about| about.len());
        if length >= streamed_from_bytes {
            let options = options(args, Kind::Subjects);
            let stream = stream::open(from, &options).map_err(|why| unreadable(from, &why.say(words), words))?;
            if let Some(stream) = stream {
                let path = folder.path().join(ROSTER);
                match freeze(&stream, &path, secret, words) {
                    Ok(frozen) if stream.rows.has_damaged_codes(frozen.table.rows) => {
                        return Err(flawed(from, &stream.rows.report(frozen.table.rows), words));
                    }
                    Ok(frozen) => return Ok(Self::Disk { path, frozen }),
                    Err(ScanError::Flawed(flaws)) => {
                        return Err(flawed(from, &stream.rows.report(flaws.sound), words));
                    }
                    Err(ScanError::Odd { .. } | ScanError::TooManyStrata) if length <= limits::FILE_BYTES => {}
                    Err(other) => return Err(unstreamable(from, &other, words)),
                }
                folder.forget(ROSTER, words)?;
            }
        }
        let rows: Vec<Subject> = rows(args, from, words)?;
        table(rows.into_iter().map(|s| SubjectRow { id: s.id, stratum: s.stratum }).collect(), words).map(Self::Memory)
    }

    /// Root and number of rows.
    pub(super) fn root(&self, secret: &RosterSecret) -> TableRoot {
        match self {
            Self::Memory(table) => table.root(secret),
            Self::Disk { frozen, .. } => frozen.table,
        }
    }

    /// The rows of each stratum.
    pub(super) fn populations(&self) -> BTreeMap<StratumName, u64> {
        match self {
            Self::Disk { frozen, .. } => frozen.strata.iter().cloned().collect(),
            Self::Memory(table) => {
                let mut populations = BTreeMap::new();
                table.kept().for_each(|row| *populations.entry(row.stratum.clone()).or_default() += 1);
                populations
            }
        }
    }

    /// Those of these ids that are in the table, in the order of their ids.
    pub fn find<'a>(
        &self,
        ids: impl Iterator<Item = &'a SubjectId>,
        words: &Words,
    ) -> Result<Vec<SubjectRow>, Complaint> {
        let mut ids: Vec<SubjectId> = ids.cloned().collect();
        ids.sort_unstable();
        ids.dedup();
        match self {
            _ if ids.is_empty() => Ok(Vec::new()),
            Self::Memory(table) => Ok(table.kept().filter(|row| ids.binary_search(&row.id).is_ok()).cloned().collect()),
            Self::Disk { path, .. } => scanned(path, words, |source, options| scan::find(source, &ids, options)),
        }
    }

    /// The smallest lots of each stratum under a seed, as many as a draw needs.
    pub fn lots(&self, commitment: &Commitment, seed: Seed, words: &Words) -> Result<Vec<Vec<Lot>>, Complaint> {
        let strata = &commitment.body().strata;
        let key = seed.ticket_key();
        let keep = lots_needed(commitment, seed).into_iter().map(|keep| usize::try_from(keep).unwrap_or(usize::MAX));
        match self {
            Self::Memory(table) => {
                let mut smallest: Vec<Smallest> = keep.map(Smallest::new).collect();
                let places: HashMap<&str, usize> = strata.iter().map(|s| s.name.as_str()).zip(0..).collect();
                table.kept().for_each(|row| smallest[places[row.stratum.as_str()]].push(&key, &row.id));
                Ok(smallest.into_iter().map(Smallest::into_sorted).collect())
            }
            Self::Disk { path, .. } => {
                let wanted = strata.iter().zip(keep);
                let wanted = wanted.map(|(stratum, keep)| scan::Stratum {
                    name: stratum.name.clone(),
                    population: stratum.population,
                    keep,
                });
                let wanted: Vec<scan::Stratum> = wanted.collect();
                let drawn =
                    scanned(path, words, |source, options| scan::draw(source, &key, &wanted, Order::Any, options))?;
                Ok(drawn.strata.into_iter().map(|stratum| stratum.lots).collect())
            }
        }
    }
}

/// A pass over the table's own file.
fn scanned<T>(
    path: &Path,
    words: &Words,
    pass: impl Fn(&Source, &Options<'_>) -> Result<T, ScanError>,
) -> Result<T, Complaint> {
    let progress = Progress::new(words);
    let tell = progress.of_roster();
    let options = Options { progress: &tell, ..Options::default() };
    Source::subjects(path).and_then(|source| pass(&source, &options)).map_err(|why| unstreamable(path, &why, words))
}

/// Write the table's file and compute its root: in one pass if the roster is in order, else it is sorted on disk first.
fn freeze(stream: &Stream, to: &Path, secret: &RosterSecret, words: &Words) -> Result<Frozen, ScanError> {
    let io = |source| ScanError::Io { path: to.to_owned(), source };
    let progress = Progress::new(words);
    let tell = progress.of_roster();
    let options = Options { progress: &tell, ..Options::default() };
    let file = File::create_new(to).map_err(io)?;
    let mut copy = BufWriter::with_capacity(1 << 20, &file);
    match scan::commit(&stream.source, secret, Some(&mut copy), &options) {
        Err(ScanError::Flawed(_)) => {}
        other => return other.and_then(|frozen| file.sync_all().map_err(io).map(|()| frozen)),
    }
    drop(copy);
    stream.rows.forget();
    scan::sort(&stream.source, to, SORTING_BYTES, &options)?;
    scan::commit(&Source::subjects(to)?, secret, None, &options)
}

fn unstreamable(path: &Path, why: &ScanError, words: &Words) -> Complaint {
    match why {
        ScanError::Io { path, source } => unreadable(path, source, words),
        ScanError::Odd { row } => {
            let why = words.say("unreadable-odd-row", &[("row", row), ("limit", &limits::FILE_BYTES)]);
            unreadable(path, &why, words)
        }
        other => unreadable(path, other, words),
    }
}
