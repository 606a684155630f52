//! Replays: what chances a draw gives, measured with made-up seeds (`spec/draw.md`, section 9).
//!
//! Replays decide nothing. Counts are whole numbers; there is no floating point here, and no input or output.

use crate::hash::Digest;
use crate::name::SubjectId;
use crate::quota::{Rounding, Stratum};
use crate::seed::Seed;
use crate::teams::{Bench, Recusals, assign};
use crate::ticket::ticket;

/// A chance as an exact fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chance {
    /// The numerator.
    pub of: u64,
    /// The denominator; 0 where there is nobody to have a chance.
    pub out_of: u64,
}

impl Chance {
    /// The chance that the protocol gives every subject of a stratum: `n/N` for a quota that is fixed, the rate for one whose mean is.
    #[must_use]
    pub fn in_theory(rounding: Rounding, stratum: &Stratum, quota: u64) -> Self {
        match rounding {
            Rounding::AtLeast => Self { of: quota, out_of: stratum.population },
            Rounding::Exact => Self { of: stratum.p, out_of: stratum.q },
        }
    }

    /// In millionths, rounded half up; none where there is nobody.
    ///
    /// ```
    /// use lots::replay::Chance;
    /// assert_eq!(Chance { of: 1, out_of: 3 }.millionths(), Some(333_333));
    /// assert_eq!(Chance { of: 7, out_of: 7 }.millionths(), Some(1_000_000));
    /// assert_eq!(Chance { of: 0, out_of: 0 }.millionths(), None);
    /// ```
    #[must_use]
    pub fn millionths(self) -> Option<u64> {
        let (of, out_of) = (u128::from(self.of), u128::from(self.out_of));
        let rounded = (2_000_000 * of + out_of).checked_div(2 * out_of)?;
        u64::try_from(rounded).ok()
    }
}

/// How often the subjects of one stratum were drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StratumTally {
    /// How often each subject was drawn, in the order of the ids.
    pub counts: Vec<u64>,
    /// How many were drawn in all replays together.
    pub drawn: u64,
    /// The sum of `n · (N − n)` over the replays, by which the counts scatter.
    scatter: u128,
}

impl StratumTally {
    fn new(population: usize) -> Self {
        Self { counts: vec![0; population], drawn: 0, scatter: 0 }
    }

    /// The mean of all subjects' measured chances over `replays`.
    #[must_use]
    pub fn mean(&self, replays: u64) -> Chance {
        Chance { of: self.drawn, out_of: self.counts.len() as u64 * replays }
    }

    /// The measured chance of the subject that was drawn least often.
    #[must_use]
    pub fn least(&self, replays: u64) -> Chance {
        self.of_one(self.counts.iter().min(), replays)
    }

    /// The measured chance of the subject that was drawn most often.
    #[must_use]
    pub fn greatest(&self, replays: u64) -> Chance {
        self.of_one(self.counts.iter().max(), replays)
    }

    fn of_one(&self, count: Option<&u64>, replays: u64) -> Chance {
        count.map_or(Chance { of: 0, out_of: 0 }, |&of| Chance { of, out_of: replays })
    }

    /// The degrees of freedom of [`chi_square`](Self::chi_square): one less than there are subjects.
    #[must_use]
    pub fn degrees(&self) -> u64 {
        (self.counts.len() as u64).saturating_sub(1)
    }

    /// The chi-square statistic of the counts, in thousandths, rounded down; none if no count could have been another.
    ///
    /// A draw is without replacement, so counts scatter less than Pearson's `Σ(c − E)²/E` assumes. With N subjects, counts c, T drawn
    /// in all and n in each replay, `(N − 1)·(N·Σc² − T²) / Σ n·(N − n)` has the mean `N − 1` exactly, and is near chi-square
    /// with as many degrees of freedom over many replays.
    #[must_use]
    pub fn chi_square(&self) -> Option<u128> {
        let squares: u128 = self.counts.iter().map(|&count| u128::from(count) * u128::from(count)).sum();
        let drawn = u128::from(self.drawn);
        let apart = self.counts.len() as u128 * squares - drawn * drawn;
        apart.saturating_mul(u128::from(self.degrees()) * 1000).checked_div(self.scatter)
    }

    fn play(&mut self, ids: &[&SubjectId], quota: u64, key: &Digest) -> Vec<usize> {
        let population = ids.len() as u64;
        let quota = quota.min(population);
        let keep = usize::try_from(quota).expect("a quota is at most the subjects in memory");
        let mut lots: Vec<(Digest, usize)> = ids.iter().map(|id| ticket(key, id.as_str())).zip(0..).collect();
        if keep > 0 && keep < lots.len() {
            lots.select_nth_unstable(keep - 1);
        }
        lots.truncate(keep);
        lots.iter().for_each(|&(_, subject)| self.counts[subject] += 1);
        self.drawn += quota;
        self.scatter += u128::from(quota) * u128::from(population - quota);
        lots.into_iter().map(|(_, subject)| subject).collect()
    }
}

/// How many targets one inspector had.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// In all replays together.
    pub total: u64,
    /// In the replay with the fewest.
    pub least: u64,
    /// In the replay with the most.
    pub greatest: u64,
}

/// Those who inspect.
#[derive(Clone, Copy, Debug)]
pub struct People<'a> {
    /// The bench.
    pub bench: &'a Bench,
    /// The recusals.
    pub recusals: &'a Recusals,
    /// The committed slack.
    pub slack: u32,
}

/// Replays of one draw, and what was counted so far.
#[derive(Clone, Debug)]
pub struct Replays<'a> {
    strata: Vec<Vec<&'a SubjectId>>,
    people: Option<People<'a>>,
    /// How many replays were played.
    pub played: u64,
    /// The strata, in the plan's order.
    pub tallies: Vec<StratumTally>,
    /// The inspectors' loads, in the order of the bench; empty without people.
    pub loads: Vec<Load>,
    /// In how many replays a seat stayed open.
    pub with_open_seats: u64,
}

impl<'a> Replays<'a> {
    /// Start with each stratum's subjects, in any order, in the plan's order of strata; without people no teams are made.
    #[must_use]
    pub fn new(mut strata: Vec<Vec<&'a SubjectId>>, people: Option<People<'a>>) -> Self {
        // Equal tickets are then ordered by id, since positions are.
        strata.iter_mut().for_each(|ids| ids.sort_unstable());
        let tallies = strata.iter().map(|ids| StratumTally::new(ids.len())).collect();
        let loads = people.map_or(Vec::new(), |people| vec![Load::default(); people.bench.inspectors().len()]);
        Self { strata, people, played: 0, tallies, loads, with_open_seats: 0 }
    }

    /// Play one replay with the seed `S_r` ([`Seed::replay`]) and the quotas that follow from it.
    pub fn play(&mut self, seed: Seed, quotas: &[u64]) {
        let key = seed.ticket_key();
        let mut targets = Vec::new();
        for ((ids, tally), &quota) in self.strata.iter().zip(&mut self.tallies).zip(quotas) {
            let drawn = tally.play(ids, quota, &key);
            targets.extend(drawn.into_iter().map(|subject| ids[subject].clone()));
        }
        if let Some(people) = self.people {
            self.staff(&people, &targets, &seed.pair_key());
        }
        self.played += 1;
    }

    fn staff(&mut self, people: &People<'_>, targets: &[SubjectId], key: &Digest) {
        let drawn = assign(people.bench, targets, people.recusals, people.slack, key);
        let mut now = vec![0; self.loads.len()];
        for member in drawn.teams.iter().flatten() {
            now[people.bench.position(&member.inspector).expect("a member is on the bench")] += 1;
        }
        for (load, now) in self.loads.iter_mut().zip(now) {
            load.total += now;
            load.least = if self.played == 0 { now } else { load.least.min(now) };
            load.greatest = load.greatest.max(now);
        }
        self.with_open_seats += u64::from(!drawn.open.is_empty());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::teams::Inspector;

    fn ids(count: usize) -> Vec<SubjectId> {
        (0..count).map(|i| format!("S{i}").parse().unwrap()).collect()
    }

    fn bench() -> Bench {
        let pools = vec!["all".parse().unwrap()];
        let inspector = |code: &str| Inspector { code: code.parse().unwrap(), pools: pools.clone(), capacity: 9 };
        Bench::new(["a", "b", "c"].map(inspector).into(), vec!["all".parse().unwrap(); 2]).unwrap()
    }

    fn play<'a>(ids: &'a [SubjectId], quota: u64, replays: u64, people: Option<People<'a>>) -> Replays<'a> {
        let mut played = Replays::new(vec![ids.iter().collect()], people);
        for r in 1..=replays {
            played.play(Seed::replay(&Digest::of(b"C"), r), &[quota]);
        }
        played
    }

    #[test]
    fn counts_add_up_to_the_quotas_whatever_the_order_of_rows() {
        let mut ids = ids(7);
        let tally = play(&ids, 3, 50, None).tallies;
        assert_eq!(tally[0].counts.iter().sum::<u64>(), 150);
        assert_eq!(tally[0].mean(50).millionths(), Some(428_571));
        ids.reverse();
        assert_eq!(play(&ids, 3, 50, None).tallies, tally);
    }

    #[test]
    fn who_is_drawn_for_certain_has_chance_one_and_no_statistic() {
        let ids = ids(4);
        let tally = &play(&ids, 4, 20, None).tallies[0];
        for chance in [tally.least(20), tally.mean(20), tally.greatest(20)] {
            assert_eq!(chance.millionths(), Some(1_000_000));
        }
        assert_eq!((tally.chi_square(), tally.degrees()), (None, 3));
    }

    #[test]
    fn the_statistic_is_that_of_a_draw_without_replacement() {
        // Two subjects, one drawn: with counts 3 and 1 it is (3 − 1)² / 4.
        let tally = StratumTally { counts: vec![3, 1], drawn: 4, scatter: 4 };
        assert_eq!((tally.chi_square(), tally.degrees()), (Some(1000), 1));
        let ids = ids(50);
        let fair = play(&ids, 10, 400, None).tallies[0].chi_square().unwrap();
        assert!((20_000..95_000).contains(&fair), "{fair} thousandths at 49 degrees of freedom");
    }

    #[test]
    fn an_empty_stratum_has_no_chances() {
        let tally = &play(&[], 0, 5, None).tallies[0];
        assert_eq!((tally.mean(5).millionths(), tally.least(5).millionths(), tally.chi_square()), (None, None, None));
    }

    #[test]
    fn loads_add_up_to_the_seats_and_stay_level() {
        let (ids, bench, recusals) = (ids(6), bench(), Recusals::default());
        let played = play(&ids, 3, 10, Some(People { bench: &bench, recusals: &recusals, slack: 0 }));
        assert_eq!(played.loads, [Load { total: 20, least: 2, greatest: 2 }; 3]);
        assert_eq!(played.with_open_seats, 0);
    }
}
