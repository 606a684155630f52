//! Whether the teams can work at all, asked before the seed is known (`spec/draw.md`, section 7).

#[cfg(test)]
mod tests;

use crate::name::SubjectId;
use crate::teams::{Bench, Recusals, Witness, shortage};

/// A stratum, as far as teams depend on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StratumNeed {
    /// How many subjects it has.
    pub population: u64,
    /// How many are drawn; for randomised rounding the most.
    pub quota: u64,
    /// Its subjects that are named in recusals, each once.
    pub recused: Vec<SubjectId>,
}

/// Whether every draw can be fully seated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Feasibility {
    /// Every draw can.
    Certain,
    /// There is a draw that can't, and the commit is refused; subjects without recusals count in the witness but aren't named.
    Impossible(Witness),
    /// Most draws should, but the worst imaginable one (all subjects with recusals drawn, though they exceed a quota) can't, for this reason.
    /// Replays decide ([`estimate`]).
    EstimateNeeded(Witness),
}

/// Decide without a seed, where that is possible.
///
/// # Panics
/// If a quota or the worst case is more than memory addresses.
#[must_use]
pub fn feasibility(bench: &Bench, strata: &[StratumNeed], recusals: &Recusals) -> Feasibility {
    let count = |n: u64| usize::try_from(n).expect("targets are in memory");
    let plain_at_hand = |stratum: &StratumNeed| stratum.population.saturating_sub(stratum.recused.len() as u64);
    let plain: u64 = strata.iter().map(|stratum| stratum.quota.min(plain_at_hand(stratum))).sum();
    if let Some(witness) = shortage(bench, &[], count(plain), recusals) {
        return Feasibility::Impossible(witness);
    }
    let drawn = || strata.iter().filter(|stratum| stratum.quota > 0);
    let recused: Vec<SubjectId> = drawn().flat_map(|stratum| stratum.recused.iter().cloned()).collect();
    let beside: u64 = drawn().map(|stratum| stratum.quota.saturating_sub(stratum.recused.len() as u64)).sum();
    match shortage(bench, &recused, count(beside), recusals) {
        None => Feasibility::Certain,
        Some(witness) if drawn().all(|stratum| stratum.recused.len() as u64 <= stratum.quota) => {
            Feasibility::Impossible(witness)
        }
        Some(witness) => Feasibility::EstimateNeeded(witness),
    }
}

/// What replays show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Estimate {
    /// All of this many could be fully seated.
    Accepted(u64),
    /// The one of this number, from 1, could not, for this reason.
    Refused(u64, Witness),
}

/// Try the targets of replays, at least 200 of them (section 9), up to the first that can't be fully seated.
pub fn estimate(bench: &Bench, recusals: &Recusals, replays: impl IntoIterator<Item = Vec<SubjectId>>) -> Estimate {
    let mut tried = 0;
    for targets in replays {
        tried += 1;
        if let Some(witness) = shortage(bench, &targets, 0, recusals) {
            return Estimate::Refused(tried, witness);
        }
    }
    Estimate::Accepted(tried)
}
