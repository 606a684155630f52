//! The answer against every draw that could come, on small cases.

use lots::feasibility::{Demand, Feasibility, assess};
use lots::name::SubjectId;
use lots::teams::{Bench, Inspector, Recusals, shortage};

/// Inspectors `I0`, `I1` … with these capacities, two seats of one pool.
fn bench(capacities: &[u32]) -> Bench {
    let inspector = |(i, &capacity): (usize, &u32)| Inspector {
        code: format!("I{i}").parse().unwrap(),
        pools: vec!["all".parse().unwrap()],
        capacity,
    };
    let inspectors = capacities.iter().enumerate().map(inspector).collect();
    Bench::new(inspectors, vec!["all".parse().unwrap(); 2]).unwrap()
}

/// Subjects of two strata, a quota each, and recusals.
struct World {
    strata: [Vec<SubjectId>; 2],
    quotas: [u64; 2],
    recusals: Recusals,
}

impl World {
    /// The `number`-th world: 16 bits of recusals between four subjects and four inspectors.
    fn new(number: usize) -> Self {
        let id = |t: usize| format!("s{t}").parse::<SubjectId>().unwrap();
        let pairs = (0..16).filter(|bit| number >> bit & 1 == 1);
        let recusals = pairs.map(|bit| (format!("I{}", bit % 4).parse().unwrap(), id(bit / 4))).collect();
        let quotas = [[1, 1], [2, 0], [2, 1], [0, 2]][number % 4];
        Self { strata: [vec![id(0), id(1)], vec![id(2), id(3), id(4)]], quotas, recusals }
    }

    fn demands(&self) -> Vec<Demand> {
        let recused = |id: &&SubjectId| self.recusals.subjects().contains(id);
        let demand = |(ids, &quota): (&Vec<SubjectId>, &u64)| Demand {
            population: ids.len() as u64,
            quota,
            recused: ids.iter().filter(recused).cloned().collect(),
        };
        self.strata.iter().zip(&self.quotas).map(demand).collect()
    }

    /// Every set of targets that could be drawn.
    fn draws(&self) -> Vec<Vec<SubjectId>> {
        let all: Vec<&SubjectId> = self.strata.iter().flatten().collect();
        let sets = (0..1_usize << all.len()).filter(|set| {
            (set & 3).count_ones() as u64 == self.quotas[0] && (set >> 2).count_ones() as u64 == self.quotas[1]
        });
        sets.map(|set| (0..all.len()).filter(|t| set >> t & 1 == 1).map(|t| all[t].clone()).collect()).collect()
    }
}

#[test]
fn the_answer_holds_for_every_draw() {
    let mut answers = [0; 3];
    for capacities in [[9, 9, 9, 9], [2, 1, 1, 1], [1, 1, 1, 0]] {
        let bench = bench(&capacities);
        for number in (0..1 << 16).step_by(37) {
            let world = World::new(number);
            let seatable = world.draws().iter().all(|targets| shortage(&bench, targets, 0, &world.recusals).is_none());
            match assess(&world.demands(), &bench, &world.recusals) {
                Feasibility::Certain => {
                    answers[0] += 1;
                    assert!(seatable, "{number} {capacities:?}");
                }
                Feasibility::Impossible(witness) => {
                    answers[1] += 1;
                    assert!(!seatable, "{number} {capacities:?}");
                    assert!(witness.demand > witness.places);
                }
                Feasibility::Unsure => answers[2] += 1,
            }
        }
    }
    assert!(answers.iter().all(|&times| times > 50), "{answers:?}");
}

#[test]
fn nobody_drawn_is_feasible_whatever_the_recusals() {
    let recused: SubjectId = "s0".parse().unwrap();
    let recusals: Recusals = [0, 1].map(|i| (format!("I{i}").parse().unwrap(), recused.clone())).into_iter().collect();
    let stratum = Demand { population: 1, quota: 0, recused: vec![recused] };
    assert_eq!(assess(&[stratum], &bench(&[1, 1]), &recusals), Feasibility::Certain);
}

#[test]
fn too_few_places_are_named_with_everybody_who_has_them() {
    let stratum = Demand { population: 10, quota: 3, recused: Vec::new() };
    let answer = assess(&[stratum], &bench(&[2, 2, 1]), &Recusals::default());
    let Feasibility::Impossible(witness) = answer else { panic!("5 places for 6 seats: {answer:?}") };
    assert_eq!((witness.demand, witness.places, witness.inspectors_count), (6, 5, 3));
    assert_eq!((witness.subjects.len(), witness.subjects_count), (0, 3));
}
