//! Holding teams against the rule without running it again (`spec/draw.md`, section 6.6).

use super::Member;
use super::bench::{Bench, Recusals};
use super::case::Case;
use super::forest::{ByNode, MOST_SEATS};
use super::pairs::{Pair, Tickets, pair_ticket};
use crate::hash::Digest;
use crate::name::{InspectorCode, SubjectId};

/// What a pair's ticket is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Worst {
    /// Nobody could make room: nothing is small enough.
    Nobody,
    /// The greatest ticket of those who could make room.
    Ticket(Digest),
    /// There is room.
    Room,
}

impl Worst {
    fn exceeds(self, ticket: Digest) -> bool {
        Self::Ticket(ticket) < self
    }

    /// Whether a ticket with these leading bits may be below.
    fn may_exceed(self, leading: u64) -> bool {
        match self {
            Self::Nobody => false,
            Self::Ticket(ticket) => leading <= leading_bits(&ticket),
            Self::Room => true,
        }
    }
}

/// The result to be checked: targets, all different, and their teams.
#[derive(Clone, Copy, Debug)]
pub struct Teams<'a> {
    /// The targets.
    pub targets: &'a [SubjectId],
    /// Parallel to the targets. Every member is on the bench and fits a seat.
    pub teams: &'a [Vec<Member>],
    /// The places everyone had: level and slack.
    pub places: u32,
}

/// The blocking pairs, in ticket order: eligible pairs not in the teams whose ticket is below those of whoever would have to make room.
///
/// Of right teams, these are the pairs listed as `would-strand`. The members' tickets are taken from `key`, not from what `result` says.
///
/// # Panics
/// If a member isn't on the bench or fits no seat, or there are fewer teams than targets.
#[must_use]
pub fn blocking(
    bench: &Bench,
    recusals: &Recusals,
    result: &Teams<'_>,
    key: &Digest,
) -> Vec<(InspectorCode, SubjectId)> {
    let mut order: Vec<usize> = (0..result.targets.len()).collect();
    order.sort_unstable_by_key(|&at| &result.targets[at]);
    let subjects = order.iter().map(|&at| result.targets[at].clone()).collect();
    let mut case = Case::new(bench, subjects, recusals, 0);
    let mut of_target = vec![[Worst::Nobody; MOST_SEATS]; case.rows.len()];
    let mut of_inspector: Vec<(u32, Worst)> = vec![(0, Worst::Nobody); bench.inspectors().len()];
    for (target, &at) in order.iter().enumerate() {
        let member = |member: &Member| bench.position(&member.inspector).expect("a member is on the bench");
        let members: Vec<usize> = result.teams[at].iter().map(member).collect();
        let ticket = |&i: &usize| pair_ticket(key, &result.targets[at], &bench.inspectors()[i].code);
        let tickets: Vec<Digest> = members.iter().map(ticket).collect();
        of_target[target] = worst_of_team(bench, &members, &tickets);
        for (&inspector, &ticket) in members.iter().zip(&tickets) {
            let (load, worst) = &mut of_inspector[inspector];
            *load += 1;
            *worst = (*worst).max(Worst::Ticket(ticket));
            case.seat(target, inspector);
        }
    }
    let of_inspector: Vec<Worst> = of_inspector
        .into_iter()
        .zip(bench.inspectors())
        .map(
            |((load, worst), inspector)| if load < inspector.capacity.min(result.places) { Worst::Room } else { worst },
        )
        .collect();
    below_both(&case, key, &of_target, &of_inspector)
}

fn below_both(
    case: &Case<'_>,
    key: &Digest,
    of_target: &[[Worst; MOST_SEATS]],
    of_inspector: &[Worst],
) -> Vec<(InspectorCode, SubjectId)> {
    let tickets = Tickets::new(case, key);
    let bound = |target: usize, inspector: usize| {
        of_target[target][usize::from(case.bench.node(inspector))].min(of_inspector[inspector])
    };
    let mut found =
        tickets.collect(&case.rows, |target, inspector, leading| bound(target, inspector).may_exceed(leading));
    found.retain(|&(_, pair)| bound(pair.target, pair.inspector).exceeds(tickets.ticket(pair)));
    tickets.sort(&mut found);
    let name = |(_, Pair { target, inspector })| {
        (case.bench.inspectors()[inspector].code.clone(), case.subjects[target].clone())
    };
    found.into_iter().map(name).collect()
}

/// `W_t` for somebody hung on each node.
fn worst_of_team(bench: &Bench, members: &[usize], tickets: &[Digest]) -> [Worst; MOST_SEATS] {
    let forest = bench.forest();
    let mut hung: ByNode = [0; MOST_SEATS];
    members.iter().for_each(|&member| hung[usize::from(bench.node(member))] += 1);
    let mut worst = [Worst::Nobody; MOST_SEATS];
    for node in forest.nodes() {
        let mut with = hung;
        with[usize::from(node)] += 1;
        let leaves = |&member: &usize| {
            let mut rest = with;
            rest[usize::from(bench.node(member))] -= 1;
            forest.seatable(&rest, forest.seats())
        };
        worst[usize::from(node)] = if forest.seatable(&with, forest.seats()) {
            Worst::Room
        } else {
            let leaving = members.iter().zip(tickets).filter(|(member, _)| leaves(member));
            leaving.map(|(_, &ticket)| Worst::Ticket(ticket)).max().unwrap_or(Worst::Nobody)
        };
    }
    worst
}

fn leading_bits(ticket: &Digest) -> u64 {
    u64::from_be_bytes(ticket.0[..8].try_into().expect("a digest has 32 bytes"))
}
