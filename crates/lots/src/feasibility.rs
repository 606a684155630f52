//! Can the teams work, before anybody knows who is drawn? (`spec/draw.md`, section 7)

use crate::name::SubjectId;
use crate::teams::{Bench, Recusals, Witness, shortage};

/// A stratum as feasibility sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demand {
    /// The most that may be drawn.
    pub quota: u64,
    /// How many subjects there are.
    pub population: u64,
    /// Those of them that are named in recusals.
    pub recused: Vec<SubjectId>,
}

/// Whether every draw can be fully seated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Feasibility {
    /// Every possible draw can.
    Certain,
    /// The worst case can't, and why.
    Impossible(Witness),
    /// Neither is certain: replays have to estimate it.
    Unsure,
}

fn count(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// Judge a bench by the worst case, where that is cheap to know.
#[must_use]
pub fn assess(demands: &[Demand], bench: &Bench, recusals: &Recusals) -> Feasibility {
    let recused = |demand: &Demand| demand.recused.len() as u64;
    let plain: u64 = demands.iter().map(|d| d.quota.min(d.population - recused(d))).sum();
    if let Some(witness) = shortage(bench, &[], count(plain), recusals) {
        return Feasibility::Impossible(witness);
    }
    let drawn = || demands.iter().filter(|d| d.quota > 0);
    let targets: Vec<SubjectId> = drawn().flat_map(|d| d.recused.iter().cloned()).collect();
    let rest: u64 = drawn().map(|d| d.quota.saturating_sub(recused(d))).sum();
    match shortage(bench, &targets, count(rest), recusals) {
        None => Feasibility::Certain,
        Some(witness) if drawn().all(|d| recused(d) <= d.quota) => Feasibility::Impossible(witness),
        Some(_) => Feasibility::Unsure,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::teams::Inspector;

    fn bench(people: u32, capacity: u32) -> Bench {
        let inspector =
            |i| Inspector { code: format!("E{i}").parse().unwrap(), pools: vec!["all".parse().unwrap()], capacity };
        Bench::new((0..people).map(inspector).collect(), vec!["all".parse().unwrap(); 2]).unwrap()
    }

    fn recused(pairs: &[(&str, &str)]) -> Recusals {
        Recusals::new(pairs.iter().map(|(code, id)| (code.parse().unwrap(), id.parse().unwrap())))
    }

    fn demand(quota: u64, population: u64, recused: &[&str]) -> Demand {
        Demand { quota, population, recused: recused.iter().map(|id| id.parse().unwrap()).collect() }
    }

    #[test]
    fn enough_places_are_enough() {
        assert_eq!(assess(&[demand(3, 9, &[])], &bench(3, 2), &recused(&[])), Feasibility::Certain);
        assert!(matches!(assess(&[demand(4, 9, &[])], &bench(3, 2), &recused(&[])), Feasibility::Impossible(_)));
    }

    #[test]
    fn a_subject_that_nobody_may_visit_is_found_if_it_must_or_may_be_drawn() {
        let all = recused(&[("E0", "S"), ("E1", "S")]);
        let answer = assess(&[demand(1, 9, &["S"])], &bench(2, 9), &all);
        let Feasibility::Impossible(witness) = answer else { panic!("{answer:?}") };
        assert_eq!((witness.demand, witness.places, witness.subjects_count), (2, 0, 1));
        assert_eq!(assess(&[demand(0, 9, &["S"])], &bench(2, 9), &all), Feasibility::Certain);
    }

    #[test]
    fn more_recused_subjects_than_are_drawn_leave_it_unsure() {
        let pairs = recused(&[("E0", "S"), ("E0", "T"), ("E1", "T")]);
        assert_eq!(assess(&[demand(1, 9, &["S", "T"])], &bench(3, 1), &pairs), Feasibility::Unsure);
        assert_eq!(assess(&[demand(1, 9, &["S", "T"])], &bench(4, 2), &pairs), Feasibility::Certain);
    }
}
