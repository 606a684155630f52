//! Small made-up benches and targets.

use crate::hash::Digest;
use crate::name::{InspectorCode, PoolName, SubjectId};
use crate::teams::{Assignment, Bench, BenchRefusal, Inspector, Recusals, assign};

/// Inspectors, seats, targets and recusals, in the order they were made up.
#[derive(Clone, Debug)]
pub(super) struct World {
    pub(super) inspectors: Vec<Inspector>,
    pub(super) seats: Vec<PoolName>,
    pub(super) targets: Vec<SubjectId>,
    pub(super) recused: Vec<(usize, usize)>,
}

impl World {
    /// Inspectors as `code:pools:capacity`, seats and targets separated by blanks.
    pub(super) fn new(inspectors: &str, seats: &str, targets: &str) -> Self {
        let inspector = |text: &str| {
            let mut parts = text.split(':');
            Inspector {
                code: parts.next().unwrap().parse().unwrap(),
                pools: parts.next().unwrap().split(',').map(|pool| pool.parse().unwrap()).collect(),
                capacity: parts.next().unwrap().parse().unwrap(),
            }
        };
        Self {
            inspectors: inspectors.split_whitespace().map(inspector).collect(),
            seats: seats.split_whitespace().map(|seat| seat.parse().unwrap()).collect(),
            targets: targets.split_whitespace().map(|id| id.parse().unwrap()).collect(),
            recused: Vec::new(),
        }
    }

    pub(super) fn code(&self, i: usize) -> &InspectorCode {
        &self.inspectors[i].code
    }

    /// Section 6.1.
    pub(super) fn eligible(&self, t: usize, i: usize) -> bool {
        let fits = self.inspectors[i].pools.iter().any(|pool| self.seats.contains(pool));
        fits && self.inspectors[i].capacity > 0 && !self.recused.contains(&(t, i))
    }

    pub(super) fn bench(&self) -> Result<Bench, BenchRefusal> {
        Bench::new(self.inspectors.clone(), self.seats.clone())
    }

    pub(super) fn recusals(&self) -> Recusals {
        self.recused.iter().map(|&(t, i)| (self.code(i).clone(), self.targets[t].clone())).collect()
    }

    pub(super) fn assign(&self, slack: u32, key: &Digest) -> Assignment {
        assign(&self.bench().unwrap(), &self.targets, &self.recusals(), slack, key)
    }

    /// A small random world: up to four kinds of seats, nested, disjoint and equal pools, recusals, capacities from 0.
    pub(super) fn random(random: &mut Random) -> Self {
        const SEATS: [&str; 9] = [
            "all all",
            "lead all",
            "lead all all",
            "a b",
            "a b b",
            "chief lead all",
            "lead all other",
            "all alias",
            "a a b lead",
        ];
        const POOLS: [&[&str]; 9] = [
            &["all"],
            &["lead,all", "all"],
            &["lead,all", "all"],
            &["a", "b"],
            &["a", "b"],
            &["chief,lead,all", "lead,all", "all"],
            &["lead,all", "all", "other", "all"],
            &["all,alias", "nobody"],
            &["lead,a", "a", "b"],
        ];
        let kind = random.below(SEATS.len());
        let most = random.below(5) + 1;
        let inspectors: Vec<String> = (0..most)
            .map(|i| {
                let pools =
                    if i < POOLS[kind].len() { POOLS[kind][i] } else { POOLS[kind][random.below(POOLS[kind].len())] };
                format!("I{i}:{pools}:{}", random.below(5))
            })
            .collect();
        let targets: Vec<String> = (0..random.below(12 / most + 1)).map(|t| format!("t{t}")).take(4).collect();
        let mut world = Self::new(&inspectors.join(" "), SEATS[kind], &targets.join(" "));
        let rate = random.below(5);
        for t in 0..world.targets.len() {
            for i in 0..world.inspectors.len() {
                if random.below(10) < rate {
                    world.recused.push((t, i));
                }
            }
        }
        world
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014).
pub(super) struct Random(pub(super) u64);

impl Random {
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    pub(super) fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % n as u64).unwrap()
    }
}
