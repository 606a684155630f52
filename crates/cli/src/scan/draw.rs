//! The draw of subjects from a roster of any size (`spec/draw.md`, section 5).

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering as Memory};
use std::thread;

use lots::hash::Digest;
use lots::lanes::{Block, INITIAL, Lanes, State, digest_of};
use lots::name::{StratumName, SubjectId};
use lots::ticket::Lot;

use super::feed::{Rule, Scanned, scan};
use super::flaw::ScanError;
use super::id::Id;
use super::source::Source;
use super::strata::Strata;
use super::tickets::{Candidate, Part, Tickets, after_key, cut};
use super::{Options, Order};

/// A stratum as the commitment knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stratum {
    /// Its name.
    pub name: StratumName,
    /// How many subjects it should have. A wrong number costs time and changes nothing.
    pub population: u64,
    /// How many of the smallest lots are wanted: quota and reserves.
    pub keep: usize,
}

/// What was drawn of one stratum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawnStratum {
    /// How many rows it has.
    pub rows: u64,
    /// Its smallest lots, by (ticket, id): as many as wanted, or all.
    pub lots: Vec<Lot>,
}

/// What was drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// How many rows there are in all.
    pub rows: u64,
    /// The strata, in the order they were given.
    pub strata: Vec<DrawnStratum>,
}

/// Draw: the smallest lots of each stratum of `source` under the ticket key `K_t`.
///
/// The caller compares the numbers of rows with the populations committed to. With [`Order::Any`] a part of a roster may be
/// drawn, and parts merge (`spec/draw.md`, section 5, *Shards*).
///
/// # Errors
/// All flaws of the rows, or what else stopped the scan.
pub fn draw(
    source: &Source,
    key: &Digest,
    strata: &[Stratum],
    order: Order,
    options: &Options<'_>,
) -> Result<Drawn, ScanError> {
    let rule = Rule { order, strata: Strata::closed(strata.iter().map(|stratum| stratum.name.as_str())) };
    let run = |bound: fn(&Stratum) -> u64| {
        let parts = || strata.iter().map(|stratum| Part::new(stratum.keep, bound(stratum))).collect();
        scan(source, &rule, options, || Tickets::new(key, parts()))
    };
    let mut whole = join(run(likely_bound)?);
    if strata.iter().zip(&whole.1).any(|(stratum, part)| part.is_short(stratum.keep)) {
        whole = join(run(|_| u64::MAX)?);
    }
    let (rows, parts) = whole;
    let wanted = strata.iter().zip(parts).map(|(stratum, part)| (stratum.keep, part)).collect();
    Ok(Drawn { rows, strata: finish(key, wanted, options.threads) })
}

/// A lead below which, all but certainly, the wanted number of a stratum's tickets fall, and not many more: the expected
/// number plus six standard deviations.
fn likely_bound(stratum: &Stratum) -> u64 {
    let keep = stratum.keep as u128;
    let wanted = keep + 6 * keep.isqrt() + 20;
    let bound = (wanted << 64) / u128::from(stratum.population.max(1));
    u64::try_from(bound).unwrap_or(u64::MAX)
}

/// What all threads saw of a stratum.
struct Seen {
    rows: u64,
    candidates: Vec<Candidate>,
}

impl Seen {
    /// Whether candidates are missing, since fewer than wanted fell below the bound.
    fn is_short(&self, keep: usize) -> bool {
        let available = usize::try_from(self.rows).unwrap_or(usize::MAX);
        self.candidates.len() < keep.min(available)
    }
}

fn join(scanned: Scanned<Tickets>) -> (u64, Vec<Seen>) {
    let mut threads = scanned.parts.into_iter().map(|(_, tickets)| tickets.parts);
    let seen = |part: Part| Seen { rows: part.rows, candidates: part.candidates };
    let mut whole: Vec<Seen> = threads.next().unwrap_or_default().into_iter().map(seen).collect();
    for parts in threads {
        for (seen, part) in whole.iter_mut().zip(parts) {
            seen.rows += part.rows;
            seen.candidates.extend(part.candidates);
        }
    }
    (scanned.rows, whole)
}

/// Choose and sort, a stratum at a time on each thread.
fn finish(key: &Digest, strata: Vec<(usize, Seen)>, threads: usize) -> Vec<DrawnStratum> {
    let cells: Vec<_> = strata.into_iter().map(|wanted| Mutex::new((Some(wanted), None))).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some(cell) = cells.get(next.fetch_add(1, Memory::Relaxed)) {
            let mut cell = cell.lock().expect("each stratum is one thread's");
            let (keep, seen) = cell.0.take().expect("each stratum is taken once");
            cell.1 = Some(DrawnStratum { rows: seen.rows, lots: smallest(key, keep, seen.candidates) });
        }
    };
    thread::scope(|scope| {
        (1..threads).for_each(|_| drop(scope.spawn(work)));
        work();
    });
    let drawn = |cell: Mutex<(_, Option<DrawnStratum>)>| cell.into_inner().ok()?.1;
    cells.into_iter().map(|cell| drawn(cell).expect("every stratum was taken")).collect()
}

fn smallest(key: &Digest, keep: usize, mut candidates: Vec<Candidate>) -> Vec<Lot> {
    const BATCH: usize = 256;
    cut(&mut candidates, keep);
    let start = after_key(key);
    let mut lots = Vec::with_capacity(candidates.len());
    let mut states = [INITIAL; BATCH];
    for batch in candidates.chunks_mut(BATCH) {
        let blocks: Vec<Block> = batch.iter().map(|candidate| Id::new(&candidate.id).block()).collect();
        let states: &mut [State] = &mut states[..blocks.len()];
        Lanes::best().compress_from(&start, &blocks, states);
        lots.extend(
            batch.iter_mut().zip(states).map(|(candidate, state)| lot(std::mem::take(&mut candidate.id), state)),
        );
    }
    lots.sort_unstable();
    lots.truncate(keep);
    lots
}

fn lot(id: Box<[u8]>, state: &State) -> Lot {
    let text = String::from_utf8(id.into_vec()).expect("ids were checked on the way");
    Lot { ticket: digest_of(state), id: SubjectId::new(text).expect("ids were checked on the way") }
}
