//! The eligible pairs in the order of their tickets, as far as the rule still needs them.
//!
//! All pairs are hashed about once and only a few are ever held: a window of tickets at a time, whose width is such that
//! its pairs fit easily; behind the first window only what is still undecided is hashed again.

use std::ops::RangeInclusive;

use super::case::Case;
use super::flow::Flow;
use super::mask::{Mask, ones};
use crate::hash::Digest;
use crate::lanes::{self, Block, INITIAL, Lanes, State};
use crate::name::{InspectorCode, SubjectId};

/// The ticket of a pair (section 6.1).
#[must_use]
pub fn pair_ticket(key: &Digest, subject: &SubjectId, inspector: &InspectorCode) -> Digest {
    let subject = Digest::of(subject.as_str().as_bytes());
    Digest::of_parts(&[&key.hex(), &subject.hex(), inspector.as_str().as_bytes()])
}

/// A pair, by positions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) target: usize,
    pub(super) inspector: usize,
}

/// Eligible pairs in order, in portions.
pub(super) trait Pairs {
    /// The next ones, at least those that may still be accepted; `None` behind the last.
    fn next(&mut self, flow: &Flow<'_>) -> Option<Vec<Pair>>;
}

/// Pairs ordered by their tickets.
pub(super) struct Ticketed<'c> {
    tickets: Tickets<'c>,
    /// The first ticket (its leading 64 bits) not handed out.
    from: Option<u64>,
    /// About how many pairs a window is to hold.
    width: u64,
}

/// Fewer pairs than these aren't worth a window of their own.
const WINDOW: u64 = 1 << 18;
/// How many pairs a target the first window is to hold.
const FIRST: u64 = 32;

impl<'c> Ticketed<'c> {
    pub(super) fn new(case: &'c Case<'c>, key: &Digest) -> Self {
        Self::with_window(case, key, WINDOW.max(FIRST * case.rows.len() as u64))
    }

    /// With windows of about `width` pairs, at least one.
    pub(super) fn with_window(case: &'c Case<'c>, key: &Digest, width: u64) -> Self {
        Self { tickets: Tickets::new(case, key), from: Some(0), width }
    }

    /// A window that begins at `from` and holds about as many of `pairs` as it should, yet is at least as wide as all before it.
    fn window(&self, from: u64, pairs: u64) -> RangeInclusive<u64> {
        let rest = u128::from(u64::MAX - from) + 1;
        let width =
            (rest * u128::from(self.width)).checked_div(u128::from(pairs)).unwrap_or(rest).max(u128::from(from)).max(1);
        let end = u128::from(from) + width - 1;
        from..=u64::try_from(end).unwrap_or(u64::MAX)
    }
}

impl Pairs for Ticketed<'_> {
    fn next(&mut self, flow: &Flow<'_>) -> Option<Vec<Pair>> {
        let from = self.from?;
        let wanted: Vec<Mask> = (0..flow.case.rows.len()).map(|target| undecided(flow, target)).collect();
        let pairs: u64 = wanted.iter().map(|mask| mask.len() as u64).sum();
        let window = self.window(from, pairs);
        self.from = window.end().checked_add(1);
        let mut found = self.tickets.collect(&wanted, |_, _, leading| window.contains(&leading));
        self.tickets.sort(&mut found);
        Some(found.into_iter().map(|(_, pair)| pair).collect())
    }
}

/// Who may still be accepted for a target, as far as seats and places go.
fn undecided(flow: &Flow<'_>, target: usize) -> Mask {
    let bench = flow.case.bench;
    let mut who = Mask::new(bench.inspectors().len());
    bench.forest().nodes().filter(|&node| flow.kept_admits(target, node)).for_each(|node| who.add(bench.hung(node)));
    who.keep(&flow.case.rows[target]);
    who.keep(flow.open());
    who
}

/// The hashing of pairs: a state for each target, a block for each inspector.
pub(super) struct Tickets<'c> {
    case: &'c Case<'c>,
    key: Digest,
    /// The state after the key's block.
    start: State,
    /// The last block of a pair's message: the code and the padding.
    blocks: Vec<Block>,
    lanes: Lanes,
}

/// A pair and the leading 64 bits of its ticket.
pub(super) type Leading = (u64, Pair);

/// How many inspectors are hashed in one go.
const BATCH: usize = 64;

impl<'c> Tickets<'c> {
    pub(super) fn new(case: &'c Case<'c>, key: &Digest) -> Self {
        let lanes = Lanes::best();
        let blocks = case.bench.inspectors().iter().map(|inspector| last_block(&inspector.code)).collect();
        Self { case, key: *key, start: absorb(lanes, &INITIAL, key.hex()), blocks, lanes }
    }

    /// A pair's whole ticket.
    pub(super) fn ticket(&self, pair: Pair) -> Digest {
        let inspector = &self.case.bench.inspectors()[pair.inspector];
        pair_ticket(&self.key, &self.case.subjects[pair.target], &inspector.code)
    }

    /// The `wanted` pairs, by target, whose target, inspector and leading bits `choose` takes; in no order, on two threads.
    pub(super) fn collect(&self, wanted: &[Mask], choose: impl Fn(usize, usize, u64) -> bool + Sync) -> Vec<Leading> {
        let middle = wanted.len() / 2;
        let (choose, (left, right)) = (&choose, wanted.split_at(middle));
        std::thread::scope(|scope| {
            let other = scope.spawn(move || self.collect_from(middle, right, choose));
            let mut found = self.collect_from(0, left, choose);
            found.append(&mut other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            found
        })
    }

    fn collect_from(&self, first: usize, wanted: &[Mask], choose: &impl Fn(usize, usize, u64) -> bool) -> Vec<Leading> {
        let mut found = Vec::new();
        let mut blocks = Vec::with_capacity(BATCH);
        let mut states = [State::default(); BATCH];
        for (target, mask) in (first..).zip(wanted) {
            if mask.len() == 0 {
                continue;
            }
            let subject = Digest::of(self.case.subjects[target].as_str().as_bytes());
            let start = absorb(self.lanes, &self.start, subject.hex());
            for (at, &word) in mask.words().iter().enumerate().filter(|(_, word)| **word != 0) {
                blocks.clear();
                blocks.extend(ones(at, word).map(|inspector| self.blocks[inspector]));
                let states = &mut states[..blocks.len()];
                self.lanes.compress_from(&start, &blocks, states);
                for (inspector, leading) in ones(at, word).zip(states.iter().map(lanes::leading_u64)) {
                    if choose(target, inspector, leading) {
                        found.push((leading, Pair { target, inspector }));
                    }
                }
            }
        }
        found
    }

    /// Sort by whole ticket, then subject, then code.
    pub(super) fn sort(&self, pairs: &mut [Leading]) {
        pairs.sort_unstable_by_key(|&(leading, pair)| (leading, pair.target, pair.inspector));
        for same in pairs.chunk_by_mut(|a, b| a.0 == b.0).filter(|same| same.len() > 1) {
            same.sort_by_cached_key(|&(_, pair)| (self.ticket(pair), pair.target, pair.inspector));
        }
    }
}

fn absorb(lanes: Lanes, start: &State, block: Block) -> State {
    let mut state = [*start];
    lanes.compress(&mut state, &[block]);
    state[0]
}

/// The code with the padding of a message of two blocks and the code. A code of at most 55 bytes leaves room for it.
fn last_block(code: &InspectorCode) -> Block {
    let code = code.as_str().as_bytes();
    let mut block = [0; 64];
    block[..code.len()].copy_from_slice(code);
    block[code.len()] = 0x80;
    let bits = (128 + code.len() as u64) * 8;
    block[56..].copy_from_slice(&bits.to_be_bytes());
    block
}
