//! The rule by trying everything: section 6 read literally, for a dozen pairs at most.

use std::collections::BTreeSet;

use crate::hash::Digest;
use crate::teams::tests::world::World;
use crate::teams::{Assignment, Member, OpenSeat, Strand, Witness, pair_ticket};

/// A pair: target and inspector by position in the world.
type Pair = (usize, usize);

pub(super) struct Oracle<'w> {
    world: &'w World,
    key: Digest,
    /// The eligible pairs in order.
    pairs: Vec<Pair>,
    /// All sets of pairs that seat everybody and respect whole capacities, as bits over `pairs`.
    assignments: Vec<u32>,
}

impl<'w> Oracle<'w> {
    pub(super) fn new(world: &'w World, key: Digest) -> Self {
        let mut pairs: Vec<Pair> = (0..world.targets.len())
            .flat_map(|t| (0..world.inspectors.len()).map(move |i| (t, i)))
            .filter(|&(t, i)| world.eligible(t, i))
            .collect();
        assert!(pairs.len() <= 14, "small enough to try everything");
        pairs.sort_by_key(|&(t, i)| (ticket(world, &key, (t, i)), world.targets[t].clone(), world.code(i).clone()));
        let mut oracle = Self { world, key, pairs, assignments: Vec::new() };
        oracle.assignments = (0..1_u32 << oracle.pairs.len()).filter(|&set| oracle.is_assignment(set)).collect();
        oracle
    }

    fn chosen(&self, set: u32) -> impl Iterator<Item = Pair> + '_ {
        self.pairs.iter().enumerate().filter(move |(at, _)| set >> at & 1 == 1).map(|(_, &pair)| pair)
    }

    fn team(&self, set: u32, target: usize) -> Vec<usize> {
        self.chosen(set).filter(|&(t, _)| t == target).map(|(_, i)| i).collect()
    }

    fn load(&self, set: u32, inspector: usize) -> u32 {
        u32::try_from(self.chosen(set).filter(|&(_, i)| i == inspector).count()).unwrap()
    }

    fn is_assignment(&self, set: u32) -> bool {
        (0..self.world.targets.len()).all(|t| self.world.is_seatable(&self.team(set, t))) && self.within(set, u32::MAX)
    }

    fn within(&self, set: u32, level: u32) -> bool {
        (0..self.world.inspectors.len()).all(|i| self.load(set, i) <= self.world.inspectors[i].capacity.min(level))
    }

    fn greatest(&self, level: u32) -> u32 {
        self.assignments.iter().filter(|&&set| self.within(set, level)).map(|set| set.count_ones()).max().unwrap()
    }

    pub(super) fn assign(&self, slack: u32) -> Assignment {
        let world = self.world;
        let full = self.greatest(u32::MAX);
        let level = (0..).find(|&level| self.greatest(level) == full).unwrap();
        let places: Vec<u32> = world.inspectors.iter().map(|i| i.capacity.min(level + slack)).collect();
        let fulls: Vec<u32> = (self.assignments.iter().copied())
            .filter(|&set| set.count_ones() == full && self.within(set, level + slack))
            .collect();
        let (mut accepted, mut strands) = (0_u32, Vec::new());
        for (at, &(t, i)) in self.pairs.iter().enumerate() {
            let with = accepted | 1 << at;
            let mut team = self.team(accepted, t);
            team.push(i);
            if fulls.iter().any(|full| full & with == with) {
                accepted = with;
            } else if world.is_seatable(&team) && self.load(accepted, i) < places[i] {
                let left: Vec<u32> = (0..places.len()).map(|i| places[i] - self.load(with, i)).collect();
                strands.push(Strand {
                    inspector: world.code(i).clone(),
                    subject: world.targets[t].clone(),
                    ticket: ticket(world, &self.key, (t, i)),
                    witness: self.witness(with, &left),
                });
            }
        }
        let whole: Vec<u32> = world.inspectors.iter().map(|i| i.capacity).collect();
        let seats = u32::try_from(world.seats.len() * world.targets.len()).unwrap();
        let below = |level: u32| whole.iter().map(|&capacity| capacity.min(level)).collect::<Vec<_>>();
        let seating: Vec<_> = (0..world.targets.len()).map(|t| self.seat(t, &self.team(accepted, t))).collect();
        Assignment {
            level,
            level_witness: level.checked_sub(1).map(|level| self.witness(0, &below(level))),
            teams: seating.iter().map(|(team, _)| team.clone()).collect(),
            open: seating.into_iter().flat_map(|(_, open)| open).collect(),
            shortage: (full < seats).then(|| self.witness(0, &whole)),
            strands,
        }
    }

    /// The smallest of the sets that maximise `D − P`, over all sets.
    fn witness(&self, teams: u32, left: &[u32]) -> Witness {
        let world = self.world;
        let available = (0..left.len()).filter(|&i| left[i] > 0).fold(0_u32, |set, i| set | 1 << i);
        let demand = |t: usize, set: u32| {
            let mut others = self.team(teams, t);
            let eligible = (0..left.len()).filter(|&i| world.eligible(t, i) && (available & !set) >> i & 1 == 1);
            let eligible: Vec<usize> = eligible.filter(|i| !others.contains(i)).collect();
            others.extend(eligible);
            world.seats.len() - world.most_seated(&others)
        };
        let total = |set: u32| (0..world.targets.len()).map(|t| demand(t, set)).sum::<usize>() as i64;
        let places = |set: u32| (0..left.len()).filter(|i| set >> i & 1 == 1).map(|i| i64::from(left[i])).sum::<i64>();
        let sets = || (0..1_u32 << left.len()).filter(|set| set & !available == 0);
        let best = sets().map(|set| total(set) - places(set)).max().unwrap();
        let maximisers: Vec<u32> = sets().filter(|&set| total(set) - places(set) == best).collect();
        let smallest = maximisers.iter().fold(u32::MAX, |common, set| common & set);
        assert!(maximisers.contains(&smallest), "the maximisers are closed under intersection");
        let mut inspectors: Vec<_> =
            (0..left.len()).filter(|i| smallest >> i & 1 == 1).map(|i| world.code(i).clone()).collect();
        inspectors.sort();
        let subjects: BTreeSet<_> =
            (0..world.targets.len()).filter(|&t| demand(t, smallest) > 0).map(|t| world.targets[t].clone()).collect();
        Witness {
            demand: u64::try_from(total(smallest)).unwrap(),
            inspectors_count: inspectors.len() as u64,
            inspectors: inspectors.into_iter().take(20).collect(),
            places: u64::try_from(places(smallest)).unwrap(),
            subjects_count: subjects.len() as u64,
            subjects: subjects.into_iter().take(20).collect(),
        }
    }

    /// Section 6.5, literally.
    fn seat(&self, t: usize, team: &[usize]) -> (Vec<Member>, Vec<OpenSeat>) {
        let world = self.world;
        let mut standing = team.to_vec();
        standing.sort_by_key(|&i| ticket(world, &self.key, (t, i)));
        let (mut members, mut open) = (Vec::new(), Vec::new());
        for (at, pool) in world.seats.iter().enumerate() {
            let seat = u32::try_from(at + 1).unwrap();
            let chosen = standing.iter().position(|&member| {
                let others: Vec<usize> = standing.iter().copied().filter(|&i| i != member).collect();
                world.inspectors[member].pools.contains(pool) && most_seated(world, &others, at + 1) == others.len()
            });
            if let Some(chosen) = chosen {
                let i = standing.remove(chosen);
                let ticket = ticket(world, &self.key, (t, i));
                members.push(Member { inspector: world.code(i).clone(), seat, ticket });
            } else {
                open.push(OpenSeat { pool: pool.clone(), seat, subject: world.targets[t].clone() });
            }
        }
        assert!(standing.is_empty(), "everybody sits");
        (members, open)
    }
}

fn ticket(world: &World, key: &Digest, (t, i): Pair) -> Digest {
    pair_ticket(key, &world.targets[t], world.code(i))
}

impl World {
    fn most_seated(&self, set: &[usize]) -> usize {
        most_seated(self, set, 0)
    }

    fn is_seatable(&self, set: &[usize]) -> bool {
        self.most_seated(set) == set.len()
    }
}

/// The most of `set` that can sit in the seats from the position `seat` on, by trying everybody in each seat.
fn most_seated(world: &World, set: &[usize], seat: usize) -> usize {
    let Some(pool) = world.seats.get(seat) else { return 0 };
    let sits = set.iter().filter(|&&i| world.inspectors[i].pools.contains(pool)).map(|&i| {
        let others: Vec<usize> = set.iter().copied().filter(|&other| other != i).collect();
        1 + most_seated(world, &others, seat + 1)
    });
    sits.max().unwrap_or(0).max(most_seated(world, set, seat + 1))
}
