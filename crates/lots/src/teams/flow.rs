//! An assignment in the making: a flow from seats to inspectors that fits the places.
//!
//! The network is source → a target's pool nodes (as many units as seats) → pools within them (without limit) → inspectors on their
//! smallest pool (one unit) → sink (places). Only the pairs are kept; how a team's demand runs between its nodes follows from who is in
//! the team, each sitting as far from the roots as possible.

use super::case::Case;
use super::forest::ByNode;
use super::mask::Mask;

/// A member of a team.
#[derive(Clone, Copy, Debug)]
struct Post {
    inspector: usize,
    /// Accepted by the rule (or there from the start): no exchange moves it.
    kept: bool,
}

/// Who stands in which team at the moment, and which of these pairs are accepted.
#[derive(Clone)]
pub(super) struct Flow<'c> {
    pub(super) case: &'c Case<'c>,
    teams: Vec<Vec<Post>>,
    /// Members by target and node.
    held: Vec<u8>,
    /// Accepted members by target and node.
    kept: Vec<u8>,
    /// Places without a pair.
    room: Vec<u32>,
    /// Who has room.
    roomy: Mask,
    /// Places without an accepted pair.
    left: Vec<u32>,
    /// Who has places left.
    open: Mask,
    /// The targets of each inspector's pairs that aren't accepted.
    loose: Vec<Vec<u32>>,
    /// How many seats are taken, by whomever.
    taken: usize,
}

impl<'c> Flow<'c> {
    /// The members there from the start, accepted, and places for others at `level`.
    pub(super) fn new(case: &'c Case<'c>, level: u32) -> Self {
        let (inspectors, targets) = (case.bench.inspectors().len(), case.rows.len());
        let slots = targets * case.bench.forest().len();
        let mut flow = Self {
            case,
            teams: vec![Vec::with_capacity(case.bench.forest().team_size()); targets],
            held: vec![0; slots],
            kept: vec![0; slots],
            room: vec![0; inspectors],
            roomy: Mask::new(inspectors),
            left: vec![0; inspectors],
            open: Mask::new(inspectors),
            loose: vec![Vec::new(); inspectors],
            taken: 0,
        };
        for (target, members) in case.members.iter().enumerate() {
            for &inspector in members {
                let slot = flow.slot(target, case.bench.node(inspector));
                flow.teams[target].push(Post { inspector, kept: true });
                flow.held[slot] += 1;
                flow.kept[slot] += 1;
                flow.taken += 1;
            }
        }
        flow.set_level(level);
        flow
    }

    /// Change the places to those at `level`, dropping pairs that no longer fit. Only before anything is accepted.
    pub(super) fn set_level(&mut self, level: u32) {
        for inspector in 0..self.room.len() {
            let places = self.case.places(inspector, level);
            while self.loose[inspector].len() > places as usize {
                let target = *self.loose[inspector].last().expect("more pairs than places");
                self.leave(target as usize, inspector);
            }
            self.left[inspector] = places;
            self.room[inspector] = places - count(self.loose[inspector].len());
            mark(&mut self.roomy, inspector, self.room[inspector] > 0);
            mark(&mut self.open, inspector, places > 0);
        }
    }

    /// The index of a target's node.
    pub(super) fn slot(&self, target: usize, node: u8) -> usize {
        target * self.case.bench.forest().len() + usize::from(node)
    }

    fn of_target<'a>(&self, by_slot: &'a [u8], target: usize) -> &'a [u8] {
        let nodes = self.case.bench.forest().len();
        &by_slot[target * nodes..(target + 1) * nodes]
    }

    /// How many of a target's members need a seat at each node.
    pub(super) fn need(&self, target: usize) -> ByNode {
        let forest = self.case.bench.forest();
        forest.need(self.of_target(&self.held, target), forest.seats())
    }

    /// Whether a target's accepted members could take one more from `node`.
    pub(super) fn kept_admits(&self, target: usize, node: u8) -> bool {
        self.case.bench.forest().admits(self.of_target(&self.kept, target), node)
    }

    /// Whether a target's seats are all taken by accepted members.
    pub(super) fn is_settled(&self, target: usize) -> bool {
        let kept: usize = self.of_target(&self.kept, target).iter().map(|&n| usize::from(n)).sum();
        kept == self.case.bench.forest().team_size()
    }

    /// Whether a target has seats that nobody takes.
    pub(super) fn is_short(&self, target: usize) -> bool {
        self.teams[target].len() < self.case.bench.forest().team_size()
    }

    pub(super) fn has(&self, target: usize, inspector: usize) -> bool {
        self.teams[target].iter().any(|post| post.inspector == inspector)
    }

    pub(super) fn join(&mut self, target: usize, inspector: usize) {
        let slot = self.slot(target, self.case.bench.node(inspector));
        self.teams[target].push(Post { inspector, kept: false });
        self.held[slot] += 1;
        self.room[inspector] -= 1;
        mark(&mut self.roomy, inspector, self.room[inspector] > 0);
        self.loose[inspector].push(count(target));
        self.taken += 1;
    }

    pub(super) fn leave(&mut self, target: usize, inspector: usize) {
        let slot = self.slot(target, self.case.bench.node(inspector));
        let at = self.teams[target].iter().position(|post| post.inspector == inspector).expect("is in the team");
        self.teams[target].swap_remove(at);
        self.held[slot] -= 1;
        self.room[inspector] += 1;
        self.roomy.insert(inspector);
        self.untie(target, inspector);
        self.taken -= 1;
    }

    /// Accept a pair that stands.
    pub(super) fn keep(&mut self, target: usize, inspector: usize) {
        let slot = self.slot(target, self.case.bench.node(inspector));
        let post = self.teams[target].iter_mut().find(|post| post.inspector == inspector).expect("is in the team");
        post.kept = true;
        self.kept[slot] += 1;
        self.left[inspector] -= 1;
        mark(&mut self.open, inspector, self.left[inspector] > 0);
        self.untie(target, inspector);
    }

    fn untie(&mut self, target: usize, inspector: usize) {
        let loose = &mut self.loose[inspector];
        let at = loose.iter().rposition(|&t| t as usize == target).expect("the pair isn't accepted");
        loose.swap_remove(at);
    }

    /// The targets of an inspector's pairs that aren't accepted.
    pub(super) fn loose(&self, inspector: usize) -> impl Iterator<Item = usize> + '_ {
        self.loose[inspector].iter().map(|&t| t as usize)
    }

    /// Pairs that aren't accepted.
    pub(super) fn loose_count(&self) -> usize {
        self.loose.iter().map(Vec::len).sum()
    }

    pub(super) fn room(&self, inspector: usize) -> u32 {
        self.room[inspector]
    }

    pub(super) fn roomy(&self) -> &Mask {
        &self.roomy
    }

    /// Places without an accepted pair.
    pub(super) fn left(&self, inspector: usize) -> u32 {
        self.left[inspector]
    }

    /// Who has places without an accepted pair.
    pub(super) fn open(&self) -> &Mask {
        &self.open
    }

    /// Seats nobody takes.
    pub(super) fn short(&self) -> usize {
        self.case.seats() - self.taken
    }

    /// The accepted pairs' inspectors of a target.
    pub(super) fn accepted(&self, target: usize) -> impl Iterator<Item = usize> + '_ {
        self.teams[target].iter().filter(|post| post.kept).map(|post| post.inspector)
    }
}

fn mark(mask: &mut Mask, at: usize, inside: bool) {
    if inside {
        mask.insert(at);
    } else {
        mask.remove(at);
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).expect("targets are numbered with 32 bits")
}
