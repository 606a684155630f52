//! The assignment against the oracle, and its named edges.

mod edges;
mod oracle;
mod world;

use crate::hash::Digest;
use crate::teams::case::Case;
use crate::teams::check::{self, Teams};
use crate::teams::flow::Flow;
use crate::teams::pairs::Ticketed;
use crate::teams::search::Search;
use crate::teams::{Drawing, Refill, Vacancy, refill, rule};
use oracle::Oracle;
use world::{Random, World};

const WORLDS: u64 = 12_000;

/// Random worlds with a bench that isn't refused, each with a key and a slack.
fn worlds() -> impl Iterator<Item = (World, Digest, u32)> {
    (0..WORLDS).filter_map(|number| {
        let mut random = Random(number);
        let world = World::random(&mut random);
        let slack = [0, 0, 1, 3][random.below(4)];
        world.bench().is_ok().then(|| (world, Digest::of(&number.to_be_bytes()), slack))
    })
}

#[test]
fn the_assignment_is_what_trying_everything_finds() {
    let (mut tried, mut stranded, mut short, mut raised) = (0, 0, 0, 0);
    for (world, key, slack) in worlds() {
        let found = world.assign(slack, &key);
        assert_eq!(found, Oracle::new(&world, key).assign(slack), "{world:?}, slack {slack}");
        tried += 1;
        stranded += usize::from(!found.strands.is_empty());
        short += usize::from(found.shortage.is_some());
        raised += usize::from(found.level > 1);
    }
    assert!(tried > 6_000 && stranded > 100 && short > 500 && raised > 500, "{tried} {stranded} {short} {raised}");
}

#[test]
fn whoever_watches_sees_it_grow_to_its_end_and_changes_nothing() {
    for (world, key, slack) in worlds().take(2_000) {
        let (bench, recusals) = (world.bench().unwrap(), world.recusals());
        let mut seen = Vec::new();
        let drawing = Drawing { bench: &bench, targets: &world.targets, recusals: &recusals, slack, key: &key };
        let found = drawing.assign(&mut |done, total| seen.push((done, total)));
        assert_eq!(found, world.assign(slack, &key), "{world:?}");
        let members = found.teams.iter().map(|team| team.len() as u64).sum::<u64>();
        assert!(seen.iter().copied().eq((0..=members).map(|done| (done, members))), "{seen:?}, {members} members");
    }
}

#[test]
fn blocking_pairs_are_the_strands() {
    for (world, key, slack) in worlds() {
        let found = world.assign(slack, &key);
        let result = Teams { targets: &world.targets, teams: &found.teams, places: found.level + slack };
        let blocking = check::blocking(&world.bench().unwrap(), &world.recusals(), &result, &key);
        let strands: Vec<_> = found.strands.into_iter().map(|strand| (strand.inspector, strand.subject)).collect();
        assert_eq!(blocking, strands, "{world:?}");
    }
}

#[test]
fn the_order_of_the_inputs_makes_no_difference() {
    for (world, key, slack) in worlds() {
        let found = world.assign(slack, &key);
        let (targets, inspectors) = (world.targets.len(), world.inspectors.len());
        let mut turned = world.clone();
        turned.targets.reverse();
        turned.inspectors.reverse();
        turned.recused = world.recused.iter().rev().map(|&(t, i)| (targets - 1 - t, inspectors - 1 - i)).collect();
        let mut other = turned.assign(slack, &key);
        other.teams.reverse();
        let by_subject =
            |a: &crate::teams::OpenSeat, b: &crate::teams::OpenSeat| (&a.subject, a.seat).cmp(&(&b.subject, b.seat));
        other.open.sort_by(by_subject);
        assert_eq!(found, other, "{world:?}");
    }
}

/// However narrow the windows of tickets, the same teams come out.
#[test]
fn the_width_of_the_windows_makes_no_difference() {
    for (world, key, slack) in worlds().step_by(4) {
        let found = world.assign(slack, &key);
        let bench = world.bench().unwrap();
        let mut subjects = world.targets.clone();
        subjects.sort();
        let case = Case::new(&bench, subjects, &world.recusals(), 0);
        let mut flow = Flow::new(&case, found.level + slack);
        let mut search = Search::new(&flow);
        let strands = rule::settle(&mut flow, &mut Ticketed::with_window(&case, &key, 1), &mut search, &mut |_, _| ());
        assert_eq!(strands.len(), found.strands.len(), "{world:?}");
        for (target, team) in found.teams.iter().enumerate() {
            let mut codes: Vec<_> = flow.accepted(target).map(|i| bench.inspectors()[i].code.clone()).collect();
            let mut drawn: Vec<_> = team.iter().map(|member| member.inspector.clone()).collect();
            codes.sort();
            drawn.sort();
            assert_eq!(codes, drawn, "{world:?}");
        }
    }
}

/// Refilling from nothing is the draw itself, without what only a draw has.
#[test]
fn refilling_empty_teams_is_assigning() {
    for (world, key, _) in worlds() {
        let bench = world.bench().unwrap();
        let found = world.assign(0, &key);
        let vacancies: Vec<Vacancy> =
            world.targets.iter().map(|id| Vacancy { subject: id.clone(), members: Vec::new() }).collect();
        let from =
            Refill { bench: &bench, recusals: &world.recusals(), absent: &[].into(), loads: &[].into(), floor: 0 };
        let refilled = refill(&from, &vacancies, &key);
        assert_eq!((refilled.level, refilled.teams), (found.level, found.teams), "{world:?}");
        assert_eq!((refilled.open, refilled.strands), (found.open, found.strands), "{world:?}");
    }
}
