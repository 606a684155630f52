//! The tickets of rows, and the smallest of each stratum.

use lots::hash::Digest;
use lots::lanes::{Block, INITIAL, Lanes, State, leading_u64};

use super::check::{Row, Sink};
use super::id::id_in;

/// How many tickets are hashed at a time: their blocks and states stay in the first-level cache.
const BATCH: usize = 256;

/// A row whose ticket may be among the smallest: the ticket's first eight bytes and the id.
pub(super) struct Candidate {
    pub(super) lead: u64,
    pub(super) id: Box<[u8]>,
}

/// What one thread saw of a stratum.
pub(super) struct Part {
    pub(super) rows: u64,
    keep: usize,
    /// Candidates have at most this lead.
    bound: u64,
    pub(super) candidates: Vec<Candidate>,
}

impl Part {
    /// Keep the `keep` smallest; those above `bound` aren't even looked at.
    pub(super) fn new(keep: usize, bound: u64) -> Self {
        Self { rows: 0, keep, bound, candidates: Vec::new() }
    }

    #[inline]
    fn offer(&mut self, lead: u64, block: &Block) {
        self.rows += 1;
        if lead <= self.bound && self.keep > 0 {
            self.candidates.push(Candidate { lead, id: id_in(block).into() });
            if self.candidates.len() >= 2 * self.keep + BATCH {
                self.bound = self.bound.min(cut(&mut self.candidates, self.keep));
            }
        }
    }
}

/// Leave out candidates that can't be among the `keep` smallest; the greatest lead left. All that share it stay, since only
/// the whole ticket tells them apart.
pub(super) fn cut(candidates: &mut Vec<Candidate>, keep: usize) -> u64 {
    if candidates.len() <= keep || keep == 0 {
        return u64::MAX;
    }
    let (_, last, _) = candidates.select_nth_unstable_by_key(keep - 1, |candidate| candidate.lead);
    let bound = last.lead;
    candidates.retain(|candidate| candidate.lead <= bound);
    bound
}

/// Hashes rows in batches and offers each to its stratum.
pub(super) struct Tickets {
    lanes: Lanes,
    start: State,
    blocks: Vec<Block>,
    strata: Vec<usize>,
    states: Vec<State>,
    pub(super) parts: Vec<Part>,
}

impl Tickets {
    pub(super) fn new(key: &Digest, parts: Vec<Part>) -> Self {
        Self {
            lanes: Lanes::best(),
            start: after_key(key),
            blocks: Vec::with_capacity(BATCH),
            strata: Vec::with_capacity(BATCH),
            states: vec![INITIAL; BATCH],
            parts,
        }
    }

    fn flush(&mut self) {
        let states = &mut self.states[..self.blocks.len()];
        self.lanes.compress_from(&self.start, &self.blocks, states);
        for ((state, block), &stratum) in states.iter().zip(&self.blocks).zip(&self.strata) {
            self.parts[stratum].offer(leading_u64(state), block);
        }
        self.blocks.clear();
        self.strata.clear();
    }
}

/// The chaining value after the key's 64 hex characters, with which every ticket begins.
pub(super) fn after_key(key: &Digest) -> State {
    let mut states = [INITIAL];
    Lanes::Plain.compress(&mut states, &[key.hex()]);
    states[0]
}

impl Sink for Tickets {
    fn begin(&mut self, _: u64, _: u64) {}

    #[inline]
    fn row(&mut self, row: Row<'_>) {
        self.blocks.push(row.id.block());
        self.strata.push(row.stratum);
        if self.blocks.len() == BATCH {
            self.flush();
        }
    }

    fn end(&mut self) {
        self.flush();
    }
}
