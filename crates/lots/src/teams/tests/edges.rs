//! Edges with names.

use std::collections::BTreeSet;

use super::world::World;
use crate::hash::Digest;
use crate::teams::bench::BenchRefusal;
use crate::teams::case::Case;
use crate::teams::flow::Flow;
use crate::teams::pairs::{Pair, Pairs};
use crate::teams::rule;
use crate::teams::search::Search;

fn key(text: &str) -> Digest {
    Digest::of(text.as_bytes())
}

#[test]
fn nobody_sits_twice_in_a_team_even_with_an_odd_count() {
    let world = World::new("Ann:all:9 Bo:all:9 Cy:all:9", "all all all", "t1 t2 t3 t4 t5");
    let found = world.assign(0, &key("odd"));
    for team in &found.teams {
        let codes: BTreeSet<_> = team.iter().map(|member| &member.inspector).collect();
        assert_eq!(codes.len(), 3);
    }
    assert_eq!((found.level, found.open.len()), (5, 0));
    let short = World::new("Ann:all:9", "all all", "t1 t2 t3").assign(0, &key("odd"));
    assert!(short.teams.iter().all(|team| team.len() == 1));
    assert_eq!(short.open.len(), 3);
}

#[test]
fn a_target_nobody_may_visit_stays_open_and_named() {
    let mut world = World::new("Ann:all:9 Bo:all:9", "all all", "t1 t2");
    world.recused = vec![(1, 0), (1, 1)];
    let found = world.assign(0, &key("none"));
    assert_eq!(found.teams[0].len(), 2);
    assert!(found.teams[1].is_empty());
    let shortage = found.shortage.unwrap();
    assert_eq!((shortage.demand, shortage.places, shortage.inspectors_count), (2, 0, 0));
    assert_eq!(shortage.subjects, [world.targets[1].clone()]);
    assert_eq!(found.open.iter().map(|open| open.seat).collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn no_target_is_level_zero_without_witness() {
    let found = World::new("Ann:all:9 Bo:all:9", "all all", "").assign(5, &key("zero"));
    assert_eq!((found.level, found.level_witness, found.teams.len(), found.shortage), (0, None, 0, None));
}

#[test]
fn one_target_takes_its_two_smallest_tickets() {
    let world = World::new("Ann:all:9 Bo:all:9 Cy:all:9 Di:all:9", "all all", "t1");
    for number in 0..50 {
        let key = key(&number.to_string());
        let found = world.assign(0, &key);
        let mut codes: Vec<_> = world.inspectors.iter().map(|i| i.code.clone()).collect();
        codes.sort_by_key(|code| super::super::pair_ticket(&key, &world.targets[0], code));
        let team: Vec<_> = found.teams[0].iter().map(|member| member.inspector.clone()).collect();
        assert_eq!(team, codes[..2]);
    }
}

#[test]
fn capacity_zero_keeps_out() {
    let world = World::new("Ann:all:0 Bo:all:9 Cy:all:9", "all all", "t1 t2 t3");
    let found = world.assign(0, &key("leave"));
    assert!(found.teams.iter().flatten().all(|member| member.inspector.as_str() != "Ann"));
    assert!(found.open.is_empty());
}

#[test]
fn sixteen_seats_are_filled_and_seventeen_refused() {
    let inspectors: String = (0..20).map(|i| format!("I{i:02}:all{}:9 ", if i < 5 { ",lead" } else { "" })).collect();
    let seats = format!("lead lead{}", " all".repeat(14));
    let found = World::new(&inspectors, &seats, "t1 t2 t3").assign(0, &key("sixteen"));
    assert!(found.teams.iter().all(|team| team.len() == 16));
    assert!(found.teams.iter().all(|team| team.iter().zip(1..).all(|(member, seat)| member.seat == seat)));
    let refused = World::new(&inspectors, &format!("{seats} all"), "t1").bench();
    assert_eq!(refused.err(), Some(BenchRefusal::TooManySeats));
}

#[test]
fn crossing_and_empty_pools_are_refused() {
    let crossing = World::new("Ann:a:0 Bo:a,b:9 Cy:b:9", "a b", "").bench();
    assert_eq!(crossing.err(), Some(BenchRefusal::PoolsCross("a".parse().unwrap(), "b".parse().unwrap())));
    let empty = World::new("Ann:a:0 Bo:b:9", "b a", "").bench();
    assert_eq!(empty.err(), Some(BenchRefusal::PoolEmpty("a".parse().unwrap())));
    let absent = World::new("Bo:b:9", "b c", "").bench();
    assert_eq!(absent.err(), Some(BenchRefusal::PoolEmpty("c".parse().unwrap())));
}

#[test]
fn the_only_lead_is_not_spent_on_a_members_seat() {
    let world = World::new("Ann:lead,all:1 Bo:lead,all:1 Cy:all:1 Di:all:1", "lead all", "t1 t2");
    for number in 0..50 {
        let found = world.assign(0, &key(&number.to_string()));
        assert!(found.open.is_empty());
        for strand in &found.strands {
            assert!(["Ann", "Bo", "Cy", "Di"].contains(&strand.inspector.as_str()));
            assert_eq!(strand.witness.demand, strand.witness.places + 1);
        }
    }
}

/// Pairs in an order given beforehand.
struct Listed(Option<Vec<Pair>>);

impl Pairs for Listed {
    fn next(&mut self, _: &Flow<'_>) -> Option<Vec<Pair>> {
        self.0.take()
    }
}

/// How often each pair is in the teams, over every order of the pairs.
fn tally(world: &World) -> Vec<u32> {
    let bench = world.bench().unwrap();
    let case = Case::new(&bench, world.targets.clone(), &world.recusals(), 0);
    let inspectors = world.inspectors.len();
    let pairs: Vec<Pair> = (0..world.targets.len())
        .flat_map(|target| (0..inspectors).map(move |inspector| Pair { target, inspector }))
        .filter(|pair| world.eligible(pair.target, pair.inspector))
        .collect();
    let mut search = Search::new(&Flow::new(&case, 0));
    let level = super::super::level::level(&case, 0, &mut search).level;
    let mut tally = vec![0; world.targets.len() * inspectors];
    each_order(&mut pairs.clone(), 0, &mut |order| {
        let mut flow = Flow::new(&case, level);
        rule::settle(&mut flow, &mut Listed(Some(order.to_vec())), &mut search, &mut |_, _| ());
        for target in 0..world.targets.len() {
            flow.accepted(target).for_each(|inspector| tally[target * inspectors + inspector] += 1);
        }
    });
    tally
}

fn each_order(pairs: &mut [Pair], from: usize, visit: &mut impl FnMut(&[Pair])) {
    if from + 1 >= pairs.len() {
        return visit(pairs);
    }
    for at in from..pairs.len() {
        pairs.swap(from, at);
        each_order(pairs, from + 1, visit);
        pairs.swap(from, at);
    }
}

#[test]
fn interchangeable_inspectors_have_equal_chances() {
    let world = World::new("Ann:all:9 Bo:all:9 Cy:all:9 Di:all:9", "all all", "t1 t2");
    let tally = tally(&world);
    assert!(tally.iter().all(|&times| times == tally[0]), "{tally:?}");
    assert_eq!(tally[0], 40_320 / 2);
}

#[test]
fn inspectors_alike_have_equal_chances_beside_others() {
    let mut world = World::new("Ann:lead,all:9 Bo:lead,all:9 Cy:all:9 Di:all:9", "lead all", "t1 t2");
    world.recused = vec![(0, 3)];
    let tally = tally(&world);
    assert_eq!((tally[0], tally[4]), (tally[1], tally[5]), "Ann and Bo are alike: {tally:?}");
    assert_ne!(tally[6], tally[7], "Cy may visit both, Di one: {tally:?}");
}
