//! The rule: the lexicographically first full assignment (`spec/draw.md`, section 6.3).
//!
//! A full assignment that holds all accepted pairs is kept at hand. A pair that stands in it can be accepted as it is; for another one an
//! exchange is sought in the residual graph that brings it in and moves no accepted pair. Such an exchange exists if and only if some
//! full assignment holds the accepted pairs and this one.

use super::Watch;
use super::flow::Flow;
use super::forest::MOST_SEATS;
use super::level;
use super::pairs::{Pair, Pairs};
use super::search::Search;
use super::witness::{self, Witness};

/// A pair passed over as `would-strand`, and why.
pub(super) type Stranded = (Pair, Witness);

/// Settle all teams. `flow` holds the members from the start and the places; afterwards its accepted pairs are the teams.
///
/// `watch` is told how many of their members are accepted.
pub(super) fn settle(
    flow: &mut Flow<'_>,
    pairs: &mut impl Pairs,
    search: &mut Search,
    watch: &mut Watch<'_>,
) -> Vec<Stranded> {
    let mut stranded = Vec::new();
    let mut portion = pairs.next(flow);
    take_in_order(flow, portion.as_deref().unwrap_or_default());
    level::spread(flow);
    search.fill(flow);
    let mut missing = flow.loose_count();
    let all = missing;
    watch(0, all as u64);
    while missing > 0 {
        for pair in portion.expect("every pair of the full assignment has its turn") {
            if missing == 0 {
                break;
            }
            match decide(flow, pair, search) {
                Decision::Accepted => {
                    missing -= 1;
                    watch((all - missing) as u64, all as u64);
                }
                Decision::Passed => {}
                Decision::Stranded(witness) => stranded.push((pair, witness)),
            }
        }
        portion = pairs.next(flow);
    }
    stranded
}

enum Decision {
    Accepted,
    /// `target-full` or `inspector-full`.
    Passed,
    Stranded(Witness),
}

fn decide(flow: &mut Flow<'_>, Pair { target, inspector }: Pair, search: &mut Search) -> Decision {
    if flow.left(inspector) == 0
        || flow.is_settled(target)
        || !flow.kept_admits(target, flow.case.bench.node(inspector))
    {
        return Decision::Passed;
    }
    if !flow.has(target, inspector) && !search.exchange(flow, target, inspector) {
        return Decision::Stranded(witness::of_strand(flow, search, inspector));
    }
    flow.keep(target, inspector);
    Decision::Accepted
}

/// Let pairs stand that have a seat and a place, in order, so that most stand already when their turn comes.
///
/// A pool's places are left to the seats only it can fill where there is nothing to spare. Which pairs stand here decides nothing.
fn take_in_order(flow: &mut Flow<'_>, pairs: &[Pair]) {
    let forest = flow.case.bench.forest();
    let mut spare = spare_places(flow);
    for &Pair { target, inspector } in pairs {
        if flow.room(inspector) == 0 || !flow.is_short(target) {
            continue;
        }
        let node = flow.case.bench.node(inspector);
        let need = flow.need(target);
        let takes = |v: u8| need[usize::from(v)] < forest.seats()[usize::from(v)];
        let Some(seat) = forest.outwards(node).find(|&v| takes(v)) else { continue };
        let passed = || forest.outwards(node).take_while(|&v| v != seat);
        if passed().all(|v| spare[usize::from(v)] > 0) {
            passed().for_each(|v| spare[usize::from(v)] -= 1);
            flow.join(target, inspector);
        }
    }
}

/// By node, the places of its pool's members less the open seats of it and within it.
fn spare_places(flow: &Flow<'_>) -> [i64; MOST_SEATS] {
    let bench = flow.case.bench;
    let mut spare = [0; MOST_SEATS];
    for node in bench.forest().nodes() {
        let places: i64 = bench.below(node).iter().map(|i| i64::from(flow.room(i))).sum();
        spare[usize::from(node)] = places;
    }
    for target in 0..flow.case.rows.len() {
        let need = flow.need(target);
        for node in bench.forest().nodes() {
            let open = bench.forest().seats()[usize::from(node)].saturating_sub(need[usize::from(node)]);
            bench.forest().outwards(node).for_each(|v| spare[usize::from(v)] -= i64::from(open));
        }
    }
    spare
}
