//! A load that checks itself: writers hand in drafts, readers hold the log to what was acknowledged.
//!
//! Readers use the log's files only. Each of them, whenever something new was acknowledged, reads the checkpoint, verifies
//! its signatures and that it continues the one it read before, and proves every acknowledged entry from tiles and
//! bundles. The clock is the caller's.

use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;

use lots::hash::Digest;
use lots::merkle::{includes, leaf_hash};

use crate::checkpoint::{Checkpoint, SignedCheckpoint};
use crate::entry::Draft;
use crate::key::VerifierKey;
use crate::queue::{Intake, NotAppended};
use crate::reader::{LogTiles, Unread, entries};
use crate::storage::Published;
use crate::tile::{Bundle, FULL};
use crate::tree::{TreeError, consistency, continues, inclusion};

/// How much of a load.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Load {
    /// Threads that hand in drafts, one after another.
    pub writers: usize,
    /// Threads that read and verify.
    pub readers: usize,
    /// Drafts of each writer.
    pub drafts: usize,
}

/// What came of a load.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Acknowledged entries.
    pub appended: usize,
    /// Refused drafts.
    pub refused: usize,
    /// Inclusions that readers verified.
    pub inclusions: usize,
    /// Steps from a checkpoint to a later one that readers verified.
    pub steps: usize,
    /// From handing in to the answer, of every acknowledged draft, in nanoseconds, sorted.
    pub latencies_ns: Vec<u64>,
    /// From the beginning to the last answer, in nanoseconds.
    pub elapsed_ns: u64,
}

impl Report {
    /// The latency that `part` of `whole` drafts didn't exceed, e.g. 99 of 100, in nanoseconds; zero if there was none.
    #[must_use]
    pub fn latency_ns(&self, part: usize, whole: usize) -> u64 {
        let place = (self.latencies_ns.len() * part).div_ceil(whole.max(1));
        self.latencies_ns.get(place.saturating_sub(1)).copied().unwrap_or_default()
    }
}

/// What a reader found that must not be, or why the load ended early.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Broken {
    /// A draft got no answer that settles it.
    Writer(NotAppended),
    /// The checkpoint can't be read or isn't signed; why.
    Checkpoint(String),
    /// An acknowledged entry isn't below the published checkpoint.
    Unpublished(u64),
    /// A checkpoint doesn't continue the one of this size.
    Fork(u64),
    /// The entry at this index isn't the one acknowledged, or isn't included.
    Entry(u64),
    /// A file can't be read; why.
    File(String),
}

impl From<Unread> for Broken {
    fn from(why: Unread) -> Self {
        Self::File(why.to_string())
    }
}

impl From<TreeError<Unread>> for Broken {
    fn from(why: TreeError<Unread>) -> Self {
        Self::File(why.to_string())
    }
}

/// What was acknowledged: index and leaf hash.
type Acknowledged = (u64, Digest);

#[derive(Default)]
struct Board {
    acknowledged: Vec<Acknowledged>,
    writing: usize,
    broken: Option<Broken>,
    report: Report,
}

/// What all threads of a load share.
struct Shared {
    board: Mutex<Board>,
    changed: Condvar,
}

impl Shared {
    fn with<T>(&self, act: impl FnOnce(&mut Board) -> T) -> T {
        let result = act(&mut self.board.lock().unwrap_or_else(PoisonError::into_inner));
        self.changed.notify_all();
        result
    }

    /// What was acknowledged beyond the first `seen`. `None` if nothing more will come, or something broke.
    fn news(&self, seen: usize) -> Option<Vec<Acknowledged>> {
        let board = self.board.lock().unwrap_or_else(PoisonError::into_inner);
        let idle = |board: &mut Board| board.acknowledged.len() == seen && board.writing > 0 && board.broken.is_none();
        let board = self.changed.wait_while(board, idle).unwrap_or_else(PoisonError::into_inner);
        let news = board.acknowledged[seen..].to_vec();
        (!news.is_empty() && board.broken.is_none()).then_some(news)
    }
}

/// Run a load against the writer behind `intake`, whose files are `log` and whose checkpoints the keys `known` sign.
///
/// `draft` makes the n-th draft of a writer; `now` is a clock in nanoseconds that doesn't go back.
///
/// # Errors
/// [`Broken`], the first thing that was found.
pub fn run<P: Published>(
    intake: &Intake,
    (log, known): (&P, &[VerifierKey]),
    load: Load,
    draft: impl Fn(usize, usize) -> Draft + Sync,
    now: impl Fn() -> u64 + Sync,
) -> Result<Report, Broken> {
    let shared =
        Shared { board: Mutex::new(Board { writing: load.writers, ..Board::default() }), changed: Condvar::new() };
    let (shared, draft, now) = (&shared, &draft, &now);
    let begin = now();
    thread::scope(|scope| {
        for writer in 0..load.writers {
            scope.spawn(move || {
                let written = (0..load.drafts).try_for_each(|n| hand_in(intake, draft(writer, n), now, shared));
                shared.with(|board| {
                    board.writing -= 1;
                    board.report.elapsed_ns = board.report.elapsed_ns.max(now() - begin);
                    board.broken = board.broken.take().or(written.err());
                });
            });
        }
        for _ in 0..load.readers {
            scope.spawn(move || {
                let read = follow(log, known, shared);
                shared.with(|board| board.broken = board.broken.take().or(read.err()));
            });
        }
    });
    let (broken, mut report) = shared.with(|board| (board.broken.take(), std::mem::take(&mut board.report)));
    report.latencies_ns.sort_unstable();
    broken.map_or(Ok(report), Err)
}

fn hand_in(intake: &Intake, draft: Draft, now: impl Fn() -> u64, shared: &Shared) -> Result<(), Broken> {
    let begin = now();
    match intake.append(draft) {
        Ok(appended) => {
            let latency = now().saturating_sub(begin);
            shared.with(|board| {
                board.acknowledged.push((appended.index, leaf_hash(&appended.entry)));
                board.report.appended += 1;
                board.report.latencies_ns.push(latency);
            });
            Ok(())
        }
        Err(NotAppended::Refused(_)) => {
            shared.with(|board| board.report.refused += 1);
            Ok(())
        }
        Err(other) => Err(Broken::Writer(other)),
    }
}

/// One reader, until nothing more is acknowledged.
fn follow<P: Published>(log: &P, known: &[VerifierKey], shared: &Shared) -> Result<(), Broken> {
    let mut seen = 0;
    let mut before: Option<Checkpoint> = None;
    while let Some(news) = shared.news(seen) {
        let checkpoint = checkpoint(log, known)?;
        if let Some(before) = &before {
            let proof = consistency(&LogTiles(log), before.size(), checkpoint.size())
                .map_err(|why| if why == TreeError::Range { Broken::Fork(before.size()) } else { why.into() })?;
            if !continues(before.size(), before.root(), checkpoint.size(), checkpoint.root(), &proof) {
                return Err(Broken::Fork(before.size()));
            }
        }
        for acknowledged in &news {
            verify(log, &checkpoint, *acknowledged)?;
        }
        seen += news.len();
        shared.with(|board| {
            board.report.inclusions += news.len();
            board.report.steps += usize::from(before.as_ref().is_some_and(|before| before.size() < checkpoint.size()));
        });
        before = Some(checkpoint);
    }
    Ok(())
}

fn checkpoint<P: Published>(log: &P, known: &[VerifierKey]) -> Result<Checkpoint, Broken> {
    let bytes = log.read("checkpoint").map_err(|why| Broken::Checkpoint(why.to_string()))?.unwrap_or_default();
    let signed = SignedCheckpoint::from_text(&bytes).map_err(|why| Broken::Checkpoint(why.to_string()))?;
    signed.open(known).map_err(|why| Broken::Checkpoint(why.to_string()))?;
    Ok(signed.checkpoint().clone())
}

/// That an acknowledged entry is in its bundle and under the checkpoint, which was read after it was acknowledged.
fn verify<P: Published>(log: &P, checkpoint: &Checkpoint, (index, leaf): Acknowledged) -> Result<(), Broken> {
    let full = u64::from(FULL);
    let left = checkpoint.size().saturating_sub(index / full * full);
    let width = u16::try_from(left).map_or(FULL, |left| left.min(FULL));
    let bundle = Bundle::new(index / full, width).filter(|_| index < checkpoint.size());
    let entries = entries(log, bundle.ok_or(Broken::Unpublished(index))?)?;
    let entry = usize::try_from(index % full).ok().and_then(|place| entries.get(place));
    let proof = inclusion(&LogTiles(log), index, checkpoint.size())?;
    let there = entry.is_some_and(|entry| leaf_hash(entry) == leaf);
    if there && includes(checkpoint.root(), checkpoint.size(), index, leaf, &proof) {
        Ok(())
    } else {
        Err(Broken::Entry(index))
    }
}
