//! The threads of a scan: each takes a block, checks its rows, hands them to its sink, and takes the next.

use std::sync::atomic::{AtomicBool, Ordering as Memory};
use std::thread;

use super::block::{Block, Blocks};
use super::check::{Checker, Sink, compare_edges};
use super::columns::GroupCursor;
use super::flaw::{Flaws, ScanError};
use super::source::{Kind, Source};
use super::strata::Strata;
use super::text;
use super::{Options, Order};

/// What rows must be.
pub(super) struct Rule {
    pub(super) order: Order,
    pub(super) strata: Strata,
}

/// What came of a scan without flaws.
pub(super) struct Scanned<S> {
    pub(super) rows: u64,
    /// What is wrong with the rows; nothing after [`scan`].
    pub(super) flaws: Flaws,
    /// Each thread's sink, with its numbering of the strata.
    pub(super) parts: Vec<(Strata, S)>,
}

/// A source as threads share it.
enum Feed<'a> {
    Text(Blocks<'a>),
    Parquet(GroupCursor<'a>),
}

impl Feed<'_> {
    fn rows<S: Sink>(&self, checker: &mut Checker<'_>, sink: &mut S, stop: &AtomicBool) -> Result<(), ScanError> {
        match self {
            Self::Parquet(groups) => groups.rows(checker, sink, stop),
            Self::Text(blocks) => {
                let mut block = Block::default();
                let next = |block: &mut Block, judged| match blocks.next(block) {
                    // A quote that never closes: where it should have, only the whole file can tell.
                    Err(ScanError::Flawed(flaws)) if judged => Err(ScanError::Odd { row: flaws.list[0].row }),
                    other => other,
                };
                while !stop.load(Memory::Relaxed) && next(&mut block, checker.is_judged())? {
                    sink.begin(block.first_row, block.behind);
                    text::rows(blocks.text(), &block, checker, sink);
                    end_block(checker, sink)?;
                }
                Ok(())
            }
        }
    }
}

/// A block's rows are through. A judged roster out of order or with flaws is left at once, since it will be sorted.
pub(super) fn end_block<S: Sink>(checker: &mut Checker<'_>, sink: &mut S) -> Result<(), ScanError> {
    checker.end();
    sink.end();
    match checker.odd {
        Some(row) => Err(ScanError::Odd { row }),
        None if checker.overfull => Err(ScanError::TooManyStrata),
        None if checker.is_lost() => Err(ScanError::Flawed(Flaws::default())),
        None => Ok(()),
    }
}

/// What came of one thread.
type End<'o, S> = (Checker<'o>, S, Result<(), ScanError>);

/// Scan every row of `source`, with a sink made by `make` for each thread.
///
/// # Errors
/// All flaws of the rows, or what else stopped the scan.
pub(super) fn scan<S: Sink + Send>(
    source: &Source,
    rule: &Rule,
    options: &Options<'_>,
    make: impl Fn() -> S + Sync,
) -> Result<Scanned<S>, ScanError> {
    let scanned = scan_flawed(source, rule, options, make)?;
    if scanned.flaws.is_empty() { Ok(scanned) } else { Err(ScanError::Flawed(scanned.flaws)) }
}

/// As [`scan`], and flaws of rows don't stop it from having an outcome.
///
/// # Errors
/// What else stopped the scan.
pub(super) fn scan_flawed<S: Sink + Send>(
    source: &Source,
    rule: &Rule,
    options: &Options<'_>,
    make: impl Fn() -> S + Sync,
) -> Result<Scanned<S>, ScanError> {
    let feed = match &source.kind {
        Kind::Text(text) => Feed::Text(Blocks::new(text, options.progress)),
        Kind::Parquet(groups) => Feed::Parquet(GroupCursor::new(groups, options.progress)),
    };
    let stop = AtomicBool::new(false);
    let work = || {
        let mut checker = Checker::new(options, rule, source.judge.as_deref());
        let mut sink = make();
        let outcome = feed.rows(&mut checker, &mut sink, &stop);
        stop.fetch_or(outcome.is_err(), Memory::Relaxed);
        (checker, sink, outcome)
    };
    let ends: Vec<End<'_, S>> = thread::scope(|scope| {
        let others: Vec<_> = (1..options.threads).map(|_| scope.spawn(work)).collect();
        let mine = work();
        let joined =
            others.into_iter().map(|other| other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        std::iter::once(mine).chain(joined).collect()
    });
    gather(ends, options)
}

fn gather<S>(ends: Vec<End<'_, S>>, options: &Options<'_>) -> Result<Scanned<S>, ScanError> {
    let (mut flaws, mut edges, mut parts, mut rows) = (Flaws::default(), Vec::new(), Vec::new(), 0);
    let mut fatal = None;
    for (checker, sink, outcome) in ends {
        flaws.merge(options.flaws, checker.flaws);
        edges.extend(checker.edges);
        rows += checker.rows;
        parts.push((checker.strata, sink));
        match outcome {
            Ok(()) => (),
            Err(ScanError::Flawed(more)) => flaws.merge(options.flaws, more),
            Err(other) => fatal = Some(other),
        }
    }
    flaws.merge(options.flaws, compare_edges(&mut edges, options.flaws));
    match fatal {
        Some(error) => Err(error),
        None => Ok(Scanned { rows, flaws, parts }),
    }
}
