//! Whether made-up draws can be fully seated, where nobody knows it of all draws (`spec/draw.md`, section 7, step 3, and section 9). Pure.
//!
//! [`Replays`] draw no teams: whether all seats can be filled doesn't hang on the order of the pairs. Nor does it on which of the targets without recusals are
//! drawn; so only strata with recusals are hashed, and of these nothing is kept but who stands before whom that is named. [`Wholes`] do, where there are few
//! enough: they tell how the work falls on those who go.

use std::collections::BTreeMap;

use lots::hash::Digest;
use lots::name::{InspectorCode, StratumName, SubjectId};
use lots::quota::{self, Rounding, Stratum};
use lots::replay::{Load, People, Replays as Library};
use lots::seed::Seed;
use lots::table::{SubjectRow, Table};
use lots::teams::{Bench, Recusals, shortage};
use lots::ticket::ticket;

/// How many made-up draws an estimate takes: the fewest that the specification allows, and never fewer, whatever one costs. That is a hash for each subject of
/// the strata with recusals, and one greatest flow of targets and inspectors; a draw has ten million subjects at the most.
pub const REPLAYS: u64 = 200;

/// A stratum's subjects, as replays see them.
#[derive(Debug, Default)]
struct Ids<'a> {
    /// All of them; nobody where none is named in a recusal.
    all: Vec<&'a SubjectId>,
    /// Those named in recusals.
    named: Vec<&'a SubjectId>,
}

impl Ids<'_> {
    /// Those named in recusals among the `quota` first, by ticket, then id.
    fn drawn(&self, key: &Digest, quota: u64) -> Vec<SubjectId> {
        if quota == 0 {
            return Vec::new();
        }
        let mut marks: Vec<(Digest, &SubjectId)> = self.named.iter().map(|id| lot(key, id)).collect();
        marks.sort_unstable();
        // How many lots come at or before each mark, and not at or before the mark before it.
        let mut counts = vec![0_u64; marks.len() + 1];
        for id in &self.all {
            let own = lot(key, id);
            counts[marks.partition_point(|mark| *mark < own)] += 1;
        }
        let mut rank = 0;
        let is_drawn = |count: u64| {
            rank += count;
            rank <= quota
        };
        let drawn: usize = counts[..marks.len()].iter().copied().map(is_drawn).take_while(|is| *is).count();
        marks.into_iter().take(drawn).map(|(_, id)| id.clone()).collect()
    }
}

fn lot<'i>(key: &Digest, id: &'i SubjectId) -> (Digest, &'i SubjectId) {
    (ticket(key, id.as_str()), id)
}

/// What is drawn and seated again and again.
#[derive(Debug)]
pub struct Replays<'a> {
    rounding: Rounding,
    strata: &'a [Stratum],
    ids: Vec<Ids<'a>>,
    people: (Bench, Recusals),
}

impl<'a> Replays<'a> {
    /// Of frozen strata and subjects, and those who inspect. The rates have a common denominator, where they are rounded by lot.
    #[must_use]
    pub fn new(
        (rounding, strata): (Rounding, &'a [Stratum]),
        subjects: &'a Table<SubjectRow>,
        people: (Bench, Recusals),
    ) -> Self {
        let places: BTreeMap<&StratumName, usize> = strata.iter().map(|stratum| &stratum.name).zip(0..).collect();
        let mut ids: Vec<Ids<'a>> = strata.iter().map(|_| Ids::default()).collect();
        let named = people.1.subjects();
        for row in subjects.kept().filter(|row| named.contains(&row.id)) {
            if let Some(&place) = places.get(&row.stratum) {
                ids[place].named.push(&row.id);
            }
        }
        for row in subjects.kept() {
            if let Some(&place) = places.get(&row.stratum)
                && !ids[place].named.is_empty()
            {
                ids[place].all.push(&row.id);
            }
        }
        Self { rounding, strata, ids, people }
    }

    /// Whether the draw with this seed in the place of the real one can be fully seated.
    #[must_use]
    pub fn is_seated(&self, seed: Seed) -> bool {
        let quotas = quota::quotas(self.rounding, self.strata, &seed.quota_key());
        let (key, mut named, mut plain) = (seed.ticket_key(), Vec::new(), 0);
        for ((ids, stratum), quota) in self.ids.iter().zip(self.strata).zip(quotas) {
            // As in a draft whose rate is above one yet.
            let quota = quota.min(stratum.population);
            let drawn = ids.drawn(&key, quota);
            plain += quota - drawn.len() as u64;
            named.extend(drawn);
        }
        let (bench, recusals) = &self.people;
        shortage(bench, &named, usize::try_from(plain).unwrap_or(usize::MAX), recusals).is_none()
    }
}

/// The most subjects of which whole draws are made up: each asks for a hash of each of them.
pub const MOST_SUBJECTS: u64 = 30_000;
/// The most pairs of a target and an inspector: each asks for a hash of each of them, and for its part in a flow.
pub const MOST_PAIRS: u64 = 100_000;

/// Whole draws that are made up, teams and all.
#[derive(Debug)]
pub struct Wholes<'a> {
    rounding: Rounding,
    strata: &'a [Stratum],
    subjects: &'a Table<SubjectRow>,
    people: (Bench, Recusals),
    slack: u32,
}

/// What whole draws came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spread {
    /// How many were made up.
    pub played: u64,
    /// In how many of them a seat stayed open.
    pub unseated: u64,
    /// How many targets each inspector with places had, in the order of the codes.
    pub loads: Vec<(InspectorCode, Load)>,
}

impl<'a> Wholes<'a> {
    /// Of what [`Replays`] are made of, and the slack; nothing where nobody would be drawn, or where it would take minutes.
    #[must_use]
    pub fn new(
        (rounding, strata): (Rounding, &'a [Stratum]),
        subjects: &'a Table<SubjectRow>,
        people: (Bench, Recusals),
        slack: u32,
    ) -> Option<Self> {
        let population: u64 = strata.iter().map(|stratum| stratum.population).sum();
        let most = |stratum: &Stratum| quota::greatest_quota(rounding, stratum).min(stratum.population);
        let pairs = strata.iter().map(most).sum::<u64>().saturating_mul(people.0.inspectors().len() as u64);
        let is_few = population <= MOST_SUBJECTS && (1..=MOST_PAIRS).contains(&pairs);
        is_few.then_some(Self { rounding, strata, subjects, people, slack })
    }

    /// Make up [`REPLAYS`] of them, whose seeds follow from `base`; `told` hears the number of each, and may end it.
    ///
    /// # Errors
    /// What `told` says.
    pub fn play<E>(&self, base: &Digest, mut told: impl FnMut(u64) -> Result<(), E>) -> Result<Spread, E> {
        let (bench, recusals) = &self.people;
        let mut library = Library::new(self.by_stratum(), Some(People { bench, recusals, slack: self.slack }));
        for r in 1..=REPLAYS {
            let seed = Seed::replay(base, r);
            library.play(seed, &quota::quotas(self.rounding, self.strata, &seed.quota_key()));
            told(r)?;
        }
        let able = bench.inspectors().iter().zip(&library.loads).filter(|(one, _)| one.capacity > 0);
        let loads = able.map(|(one, load)| (one.code.clone(), *load)).collect();
        Ok(Spread { played: library.played, unseated: library.with_open_seats, loads })
    }

    /// Who may be drawn, by stratum.
    fn by_stratum(&self) -> Vec<Vec<&'a SubjectId>> {
        let places: BTreeMap<&StratumName, usize> = self.strata.iter().map(|stratum| &stratum.name).zip(0..).collect();
        let mut ids: Vec<Vec<&'a SubjectId>> = self.strata.iter().map(|_| Vec::new()).collect();
        for row in self.subjects.kept() {
            if let Some(&place) = places.get(&row.stratum) {
                ids[place].push(&row.id);
            }
        }
        ids
    }
}

#[cfg(test)]
mod tests {
    use lots::feasibility::{Demand, Feasibility, assess};
    use lots::teams::Inspector;

    use super::*;

    fn stratum(name: &str, population: u64, (p, q): (u64, u64)) -> Stratum {
        Stratum { minimum: 0, name: name.parse().unwrap(), p, population, q }
    }

    fn bench(people: u32, capacity: u32) -> Bench {
        let inspector =
            |i| Inspector { code: format!("E{i}").parse().unwrap(), pools: vec!["all".parse().unwrap()], capacity };
        Bench::new((0..people).map(inspector).collect(), vec!["all".parse().unwrap(); 2]).unwrap()
    }

    /// The first so many inspectors are kept from each of these subjects.
    fn kept(inspectors: u32, subjects: &[&str]) -> Recusals {
        let of = |id: &&str| {
            let id: SubjectId = id.parse().unwrap();
            (0..inspectors)
                .map(move |i| (format!("E{i}").parse::<InspectorCode>().unwrap(), id.clone()))
                .collect::<Vec<_>>()
        };
        subjects.iter().flat_map(of).collect()
    }

    fn roster(strata: &[Stratum]) -> Table<SubjectRow> {
        let row = |stratum: &Stratum, i: u64| SubjectRow {
            id: format!("{}{i}", stratum.name).parse().unwrap(),
            stratum: stratum.name.clone(),
        };
        let rows = strata.iter().flat_map(|stratum| (0..stratum.population).map(move |i| row(stratum, i)));
        Table::new(rows.collect()).unwrap()
    }

    /// How many replays can't be fully seated: the same ones as those in which the library's draw of the teams leaves a seat open.
    fn unseated(rounding: Rounding, strata: &[Stratum], (bench, recusals): (&Bench, &Recusals)) -> u64 {
        let (roster, base) = (roster(strata), Digest::of(b"C"));
        let replays = Replays::new((rounding, strata), &roster, (bench.clone(), recusals.clone()));
        let all: Vec<Vec<&SubjectId>> = strata
            .iter()
            .map(|stratum| roster.kept().filter(|row| row.stratum == stratum.name).map(|row| &row.id).collect())
            .collect();
        let mut library = Library::new(all, Some(People { bench, recusals, slack: 0 }));
        let mut count = 0;
        for r in 1..=REPLAYS {
            let seed = Seed::replay(&base, r);
            library.play(seed, &quota::quotas(rounding, strata, &seed.quota_key()));
            count += u64::from(!replays.is_seated(seed));
            assert_eq!(count, library.with_open_seats, "replay {r} of {strata:?}");
        }
        count
    }

    /// One of ten is drawn, three of them are named in recusals, and five inspectors have a place each: all three would ask for six places, so that nothing is
    /// certain.
    fn one_of_three(inspectors: u32) -> u64 {
        let strata = [stratum("C", 10, (1, 10)), stratum("D", 4, (0, 1))];
        let (bench, recusals) = (bench(5, 1), kept(inspectors, &["C0", "C1", "C2"]));
        let named = recusals.subjects().into_iter().cloned().collect();
        let demand = Demand { quota: 1, population: 10, recused: named };
        assert_eq!(assess(&[demand], &bench, &recusals), Feasibility::Unsure);
        unseated(Rounding::AtLeast, &strata, (&bench, &recusals))
    }

    #[test]
    fn whoever_of_the_named_is_drawn_two_are_left_for_them() {
        assert_eq!(one_of_three(1), 0);
        assert_eq!(one_of_three(3), 0);
    }

    #[test]
    fn a_replay_that_draws_one_whom_a_single_inspector_may_visit_is_not_seated() {
        let count = one_of_three(4);
        assert!((30..=90).contains(&count), "{count} of {REPLAYS}, where three in ten are to be expected");
    }

    #[test]
    fn quotas_that_the_seed_rounds_and_strata_without_recusals_count_as_in_the_whole_draw() {
        let strata = [stratum("A", 30, (1, 7)), stratum("C", 10, (3, 20))];
        let count = unseated(Rounding::Exact, &strata, (&bench(6, 2), &kept(5, &["C0", "C1", "C5", "C9"])));
        assert!((1..REPLAYS).contains(&count), "{count}");
        let all: Vec<String> = (0..10).map(|i| format!("C{i}")).collect();
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        assert_eq!(unseated(Rounding::Exact, &strata, (&bench(6, 2), &kept(5, &all))), REPLAYS);
    }

    #[test]
    fn whole_draws_have_the_same_open_seats_and_say_who_goes_how_often() {
        let strata = [stratum("C", 10, (1, 10)), stratum("D", 4, (1, 4))];
        let (roster, base) = (roster(&strata), Digest::of(b"C"));
        let people = || (bench(5, 2), kept(4, &["C0", "C1", "C2"]));
        let wholes = Wholes::new((Rounding::AtLeast, &strata), &roster, people(), 0).unwrap();
        let mut heard = 0;
        let told = |r| {
            heard = r;
            Ok::<(), ()>(())
        };
        let spread = wholes.play(&base, told).unwrap();
        assert_eq!((spread.played, heard), (REPLAYS, REPLAYS));
        let replays = Replays::new((Rounding::AtLeast, &strata), &roster, people());
        let unseated = (1..=REPLAYS).filter(|r| !replays.is_seated(Seed::replay(&base, *r))).count();
        assert_eq!(spread.unseated, unseated as u64);
        // Two targets of two seats each, less those that stay open.
        let seats: u64 = spread.loads.iter().map(|(_, load)| load.total).sum();
        assert_eq!((spread.loads.len(), seats), (5, 4 * REPLAYS - spread.unseated));
        let busiest = spread.loads.iter().max_by_key(|(_, load)| load.total).unwrap();
        assert_eq!((busiest.0.as_str(), busiest.1.greatest), ("E4", 1));
    }

    #[test]
    fn whole_draws_end_when_nobody_hears_of_them_any_more() {
        let strata = [stratum("C", 10, (1, 10))];
        let roster = roster(&strata);
        let wholes = Wholes::new((Rounding::AtLeast, &strata), &roster, (bench(5, 1), Recusals::default()), 0).unwrap();
        assert_eq!(wholes.play(&Digest::of(b"C"), |r| if r < 3 { Ok(()) } else { Err(r) }), Err(3));
    }

    #[test]
    fn whole_draws_are_not_made_up_of_nobody_nor_of_very_many() {
        let check = |strata: &[Stratum], people: u32, is_played: bool| {
            let bench = (bench(people, 9), Recusals::default());
            let empty = Table::new(Vec::new()).unwrap();
            let wholes = Wholes::new((Rounding::AtLeast, strata), &empty, bench, 0);
            assert_eq!(wholes.is_some(), is_played, "{strata:?}");
        };
        check(&[stratum("C", 10, (0, 1))], 5, false);
        check(&[stratum("C", MOST_SUBJECTS, (1, 30_000))], 5, true);
        check(&[stratum("C", MOST_SUBJECTS, (1, 30_000)), stratum("D", 1, (0, 1))], 5, false);
        check(&[stratum("C", 1000, (1, 1))], 100, true);
        check(&[stratum("C", 1001, (1, 1))], 100, false);
    }
}
