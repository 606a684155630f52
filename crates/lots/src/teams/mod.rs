//! Who inspects: teams drawn by lot, level by rule (`spec/draw.md`, sections 6 and 8.2).
//!
//! [`assign`] makes the teams of a draw and [`refill`] fills seats vacated later. Both carry out one rule: go through the eligible pairs in the
//! order of their tickets and accept a pair if and only if the accepted pairs are still part of some full assignment. Integers only; the
//! order of the inputs never matters. [`check`] holds a result against the rule without running it again.

mod bench;
mod case;
pub mod check;
mod flow;
mod forest;
mod level;
mod mask;
mod pairs;
mod rule;
mod search;
#[cfg(test)]
mod tests;
mod witness;

use std::collections::{BTreeMap, BTreeSet};

use crate::hash::Digest;
use crate::name::{InspectorCode, SubjectId};
use case::Case;
use flow::Flow;
use pairs::{Pair, Ticketed};
use search::Search;

pub use bench::{Bench, BenchRefusal, Inspector, Recusals};
pub use pairs::pair_ticket;
pub use witness::{Member, OpenSeat, Strand, Witness};

/// The teams of a draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// The smallest number of places each at which all seats that can be filled at all are filled.
    pub level: u32,
    /// Why one less would not do; none if the level is 0.
    pub level_witness: Option<Witness>,
    /// The teams, parallel to the targets, each by seat.
    pub teams: Vec<Vec<Member>>,
    /// The seats nobody fills, by target as given, then seat.
    pub open: Vec<OpenSeat>,
    /// Why seats stay open, if any do.
    pub shortage: Option<Witness>,
    /// The pairs passed over as `would-strand`, in ticket order.
    pub strands: Vec<Strand>,
}

/// Draw the teams of `targets`, which are all different, with the pair key `K_p` (section 5).
///
/// Everyone may get up to `slack` targets more than the level, within their capacity.
///
/// ```
/// use lots::hash::Digest;
/// use lots::teams::{Bench, Inspector, Recusals, assign};
/// let inspector = |code: &str| Inspector { code: code.parse().unwrap(), pools: vec!["all".parse().unwrap()], capacity: 9 };
/// let bench = Bench::new(["blue", "green", "red"].map(inspector).into(), vec!["all".parse().unwrap(); 2]).unwrap();
/// let targets = ["bakery", "butcher", "cinema"].map(|id| id.parse().unwrap());
/// let drawn = assign(&bench, &targets, &Recusals::default(), 0, &Digest::of(b"key"));
/// assert_eq!(drawn.level, 2);
/// assert!(drawn.teams.iter().all(|team| team.len() == 2) && drawn.open.is_empty());
/// ```
#[must_use]
pub fn assign(bench: &Bench, targets: &[SubjectId], recusals: &Recusals, slack: u32, key: &Digest) -> Assignment {
    Drawing { bench, targets, recusals, slack, key }.assign(&mut |_, _| ())
}

/// What is told how far something is: so many done, and how many there are. It is called with a growing first number and the same second
/// one, last with both equal, and can't change what comes out.
pub type Watch<'a> = dyn FnMut(u64, u64) + 'a;

/// What the teams of a draw are drawn of, as [`assign`] takes it.
#[derive(Clone, Copy, Debug)]
pub struct Drawing<'a> {
    /// Who can inspect.
    pub bench: &'a Bench,
    /// The targets, all different.
    pub targets: &'a [SubjectId],
    /// Who must not meet.
    pub recusals: &'a Recusals,
    /// How many targets above the level everyone may get.
    pub slack: u32,
    /// The pair key `K_p` (section 5).
    pub key: &'a Digest,
}

impl Drawing<'_> {
    /// Draw the teams; `watch` is told how many of the teams' members are settled.
    #[must_use]
    pub fn assign(&self, watch: &mut Watch<'_>) -> Assignment {
        let case = Case::new(self.bench, sorted(self.targets), self.recusals, 0);
        let mut search = Search::new(&Flow::new(&case, 0));
        let found = level::level(&case, 0, &mut search);
        let level_witness = level::below(&case, &found, &mut search);
        let mut flow = Flow::new(&case, found.level.saturating_add(self.slack));
        let stranded = rule::settle(&mut flow, &mut Ticketed::new(&case, self.key), &mut search, watch);
        let settled = written(&flow, self.key, self.targets, stranded);
        Assignment {
            level: found.level,
            level_witness,
            teams: settled.teams,
            open: settled.open,
            shortage: found.shortage,
            strands: settled.strands,
        }
    }
}

/// A target with vacated seats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vacancy {
    /// The subject.
    pub subject: SubjectId,
    /// Who stays in its team.
    pub members: Vec<InspectorCode>,
}

/// What the seats vacated after a draw are filled from (section 8.2).
#[derive(Clone, Copy, Debug)]
pub struct Refill<'a> {
    /// The bench of the draw.
    pub bench: &'a Bench,
    /// The recusals of the draw and the pairs struck since.
    pub recusals: &'a Recusals,
    /// Who has no places any more.
    pub absent: &'a BTreeSet<InspectorCode>,
    /// How many pairs everyone has now, in all teams; 0 where nothing stands.
    pub loads: &'a BTreeMap<InspectorCode, u32>,
    /// The level below which loads need not stay: that of the draw and its slack.
    pub floor: u32,
}

/// The teams of vacated targets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refilled {
    /// The smallest level, not below the floor, at which all of these seats that can be filled are filled.
    pub level: u32,
    /// The teams, parallel to the vacancies, each by seat.
    pub teams: Vec<Vec<Member>>,
    /// The seats nobody fills, by vacancy as given, then seat.
    pub open: Vec<OpenSeat>,
    /// The pairs passed over as `would-strand`, in ticket order.
    pub strands: Vec<Strand>,
}

/// Fill the seats of `vacancies`, whose subjects are all different; members stay.
///
/// # Panics
/// If a member isn't on the bench, fits no seat, or the members of a team can't sit together: they then weren't a team.
#[must_use]
pub fn refill(from: &Refill<'_>, vacancies: &[Vacancy], key: &Digest) -> Refilled {
    let subjects: Vec<SubjectId> = vacancies.iter().map(|vacancy| vacancy.subject.clone()).collect();
    let mut case = Case::new(from.bench, sorted(&subjects), from.recusals, 0);
    for (code, &load) in from.loads {
        if let Some(inspector) = from.bench.position(code) {
            case.loads[inspector] = load;
        }
    }
    from.absent.iter().filter_map(|code| from.bench.position(code)).for_each(|inspector| case.dismiss(inspector));
    for vacancy in vacancies {
        let target = case.subjects.binary_search(&vacancy.subject).expect("the subjects are the vacancies'");
        for code in &vacancy.members {
            case.seat(target, from.bench.position(code).expect("a member is on the bench"));
        }
    }
    let mut search = Search::new(&Flow::new(&case, 0));
    let level = level::level(&case, from.floor, &mut search).level;
    let mut flow = Flow::new(&case, level);
    let stranded = rule::settle(&mut flow, &mut Ticketed::new(&case, key), &mut search, &mut |_, _| ());
    let settled = written(&flow, key, &subjects, stranded);
    Refilled { level, teams: settled.teams, open: settled.open, strands: settled.strands }
}

/// Why `targets`, and `plain` further ones without recusals, can't be fully seated even with everyone's whole capacity, if so.
///
/// Plain targets count in the witness and aren't named.
#[must_use]
pub fn shortage(bench: &Bench, targets: &[SubjectId], plain: usize, recusals: &Recusals) -> Option<Witness> {
    let case = Case::new(bench, sorted(targets), recusals, plain);
    let mut search = Search::new(&Flow::new(&case, 0));
    level::shortage(&case, &mut search)
}

fn sorted(targets: &[SubjectId]) -> Vec<SubjectId> {
    let mut sorted = targets.to_vec();
    sorted.sort_unstable();
    sorted
}

struct Settled {
    teams: Vec<Vec<Member>>,
    open: Vec<OpenSeat>,
    strands: Vec<Strand>,
}

/// What came of the rule, in the order of `targets`.
fn written(flow: &Flow<'_>, key: &Digest, targets: &[SubjectId], stranded: Vec<rule::Stranded>) -> Settled {
    let case = flow.case;
    let strands = stranded.into_iter().map(|(Pair { target, inspector }, witness)| {
        let (subject, inspector) = (&case.subjects[target], &case.bench.inspectors()[inspector].code);
        let ticket = pair_ticket(key, subject, inspector);
        Strand { inspector: inspector.clone(), subject: subject.clone(), ticket, witness }
    });
    let strands = strands.collect();
    let (mut teams, mut open) = (Vec::with_capacity(targets.len()), Vec::new());
    for subject in targets {
        let target = case.subjects.binary_search(subject).expect("the subjects are the targets'");
        let members = flow.accepted(target).map(|i| case.bench.inspectors()[i].code.clone()).collect();
        let seating = seat(case.bench, subject, members, key);
        teams.push(seating.0);
        open.extend(seating.1);
    }
    Settled { teams, open, strands }
}

/// Seat the members of a team (section 6.5): the team by seat, and the seats left open.
///
/// # Panics
/// If a member isn't on the bench, fits no seat, or the members can't sit together.
#[must_use]
pub fn seat(
    bench: &Bench,
    subject: &SubjectId,
    members: Vec<InspectorCode>,
    key: &Digest,
) -> (Vec<Member>, Vec<OpenSeat>) {
    let mut members: Vec<(Digest, InspectorCode)> =
        members.into_iter().map(|code| (pair_ticket(key, subject, &code), code)).collect();
    members.sort_unstable();
    let node = |code: &InspectorCode| bench.node(bench.position(code).expect("a member is on the bench"));
    let nodes: Vec<u8> = members.iter().map(|(_, code)| node(code)).collect();
    let (mut team, mut open) = (Vec::with_capacity(members.len()), Vec::new());
    for ((seat, pool), taken) in (1..).zip(bench.seats()).zip(bench.forest().seat(&nodes)) {
        match taken.map(|member| &members[member]) {
            Some((ticket, code)) => team.push(Member { inspector: code.clone(), seat, ticket: *ticket }),
            None => open.push(OpenSeat { pool: pool.clone(), seat, subject: subject.clone() }),
        }
    }
    assert_eq!(team.len(), members.len(), "a team can sit together");
    (team, open)
}
