//! The level of loads: the fewest places each with which as many seats can be filled as with all capacity (`spec/draw.md`, section 6.2).

use super::case::Case;
use super::flow::Flow;
use super::mask::{Mask, ones};
use super::search::Search;
use super::witness::{self, Witness};

/// The level, and why seats stay open even with all capacity.
pub(super) struct Level {
    pub(super) level: u32,
    pub(super) shortage: Option<Witness>,
    /// A greatest flow at the level.
    filled: usize,
}

/// The smallest level, not below `floor`, at which as many seats can be filled as with everyone's full capacity.
///
/// Each level too low yields a set of inspectors whose places don't suffice (a smallest cut); the next one tried is the first at which
/// that set's places do. So none that would do is skipped, and few are tried.
pub(super) fn level(case: &Case<'_>, floor: u32, search: &mut Search) -> Level {
    let mut flow = Flow::new(case, u32::MAX);
    spread(&mut flow);
    search.fill(&mut flow);
    let unavoidable = flow.short();
    let shortage = (unavoidable > 0).then(|| witness::of_shortage(&flow, search));
    let from_start: usize = case.members.iter().map(Vec::len).sum();
    let filled = case.seats() - from_start - unavoidable;
    let everybody = Mask::of(case.capacities.len(), 0..case.capacities.len());
    let mut level = raised(case, &everybody, floor, filled as u64);
    flow.set_level(level);
    spread(&mut flow);
    search.fill(&mut flow);
    while flow.short() > unavoidable {
        search.explore(&flow);
        let reached = search.reached().inspectors;
        let missing = flow.short() - unavoidable;
        level = raised(case, &reached, level, places(case, &reached, level) + missing as u64);
        flow.set_level(level);
        spread(&mut flow);
        search.fill(&mut flow);
    }
    Level { level, shortage, filled }
}

/// Why seats stay open with everyone's full capacity, if any do.
pub(super) fn shortage(case: &Case<'_>, search: &mut Search) -> Option<Witness> {
    let mut flow = Flow::new(case, u32::MAX);
    spread(&mut flow);
    search.fill(&mut flow);
    (flow.short() > 0).then(|| witness::of_shortage(&flow, search))
}

/// Why one level less would not do.
pub(super) fn below(case: &Case<'_>, found: &Level, search: &mut Search) -> Option<Witness> {
    let level = found.level.checked_sub(1)?;
    let mut flow = Flow::new(case, level);
    spread(&mut flow);
    search.fill(&mut flow);
    debug_assert!(flow.short() > case.seats() - found.filled, "the level is the smallest");
    Some(witness::of_shortage(&flow, search))
}

fn places(case: &Case<'_>, inspectors: &Mask, level: u32) -> u64 {
    inspectors.iter().map(|i| u64::from(case.places(i, level))).sum()
}

/// The smallest level, not below `from`, at which these inspectors have `need` places, which they have with full capacity.
fn raised(case: &Case<'_>, inspectors: &Mask, from: u32, need: u64) -> u32 {
    let most = inspectors.iter().map(|i| case.capacities[i]).max().unwrap_or(0).max(from);
    let (mut low, mut high) = (from, most);
    while low < high {
        let middle = low + (high - low) / 2;
        if places(case, inspectors, middle) >= need {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}

/// Fill what can be filled at once, taking inspectors in turn so that loads stay level.
pub(super) fn spread(flow: &mut Flow<'_>) {
    let forest = flow.case.bench.forest();
    let mut turn = vec![0; forest.len()];
    for target in 0..flow.case.rows.len() {
        for node in forest.nodes() {
            while flow.need(target)[usize::from(node)] < forest.seats()[usize::from(node)] {
                let at = turn[usize::from(node)];
                let own = next(flow, target, flow.case.bench.hung(node), at);
                let Some(inspector) = own.or_else(|| next(flow, target, flow.case.bench.below(node), at)) else {
                    break;
                };
                flow.join(target, inspector);
                turn[usize::from(node)] = inspector + 1;
            }
        }
    }
}

/// The first at or after `turn`, around the end, of those who have room and could join.
fn next(flow: &Flow<'_>, target: usize, among: &Mask, turn: usize) -> Option<usize> {
    let (row, roomy) = (flow.case.rows[target].words(), flow.roomy().words());
    let size = row.len();
    let first = if turn / 64 < size { turn / 64 } else { 0 };
    let candidates = |at: usize| ones(at, row[at] & roomy[at] & among.words()[at]);
    // The word of the turn comes first with its upper part, last with its lower one.
    (0..=size)
        .filter(|_| size > 0)
        .flat_map(|step| candidates((first + step) % size).map(move |i| (step, i)))
        .find(|&(step, i)| (step > 0 || i >= turn || turn / 64 >= size) && !flow.has(target, i))
        .map(|(_, i)| i)
}
