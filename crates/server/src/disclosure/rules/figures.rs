//! What the statistics are made of, and shares in whole numbers. Pure.

use std::collections::{BTreeMap, BTreeSet};

use lots::quota::{Rounding, Stratum as Committed, greatest_quota};

use crate::app::value::Date;
use crate::outcomes::{Kind, State as Followed};
use crate::subjects::Domain;
use crate::subjects::rules::VisitResult;

/// All figures.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// Results in force.
    pub results: Results,
    /// Each inspector's visits in announced draws: name, certificate number, visits.
    pub loads: Vec<(String, String, i64)>,
    /// What followed from visits with a public result, by kind and state.
    pub outcomes: BTreeMap<(Kind, Followed), i64>,
    /// Results in force that ask for something of which nothing is public.
    pub unfollowed: Unfollowed,
    /// Visits of announced draws without any public version though their day is over, by office and month of the visit.
    pub unpublished: BTreeMap<(String, String), i64>,
    /// How far announced draws reach, by field of work.
    pub domains: BTreeMap<Domain, Reach>,
    /// The same by region.
    pub regions: BTreeMap<String, Reach>,
    /// Measured against theoretical chances.
    pub strata: Vec<Stratum>,
    /// Lines of the annual plans in force and how far they are.
    pub planned: Vec<Planned>,
    /// Inspections of those plans' offices this year.
    pub share: Share,
    /// The working days of each year, if somebody entered any; those that are built in stand beside them, to compare.
    pub calendars: Vec<YearOff>,
}

/// What a year's calendar takes off, and who says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearOff {
    /// The year.
    pub year: i64,
    /// The number of the State Council's notice.
    pub document: String,
    /// The day it was entered last; nothing if it is built in.
    pub entered: Option<Date>,
    /// How often it was entered.
    pub times: i64,
    /// Days off.
    pub off: i64,
    /// Of them, those from Monday to Friday.
    pub weekdays: i64,
    /// Saturdays and Sundays that are worked.
    pub worked: i64,
}

/// A line of an annual plan in force, and what announced draws came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// Whose plan.
    pub office: String,
    /// The item.
    pub item: String,
    /// Visits of the year, by the plan's simulation; nothing if there is none of its text.
    pub planned: Option<u64>,
    /// Of them, those due by the end of this month.
    pub due: Option<u64>,
    /// Who was drawn.
    pub drawn: u64,
    /// Of them, those of whom a result is public.
    pub published: u64,
}

/// Results in force that ask for something of which nothing is public.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unfollowed {
    /// How many.
    pub count: i64,
    /// Days since the one that was published first was.
    pub oldest_days: i64,
}

/// Inspections drawn by lot, and those for cause.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// By lot, in announced draws.
    pub random: u64,
    /// Of them, those of whom a result is public.
    pub published: u64,
    /// For cause.
    pub for_cause: u64,
}

/// Results in force.
#[derive(Clone, Debug, Default)]
pub struct Results {
    /// In all.
    pub count: i64,
    /// All versions that ever became public: a correction doesn't hide that the one before was late.
    pub versions: i64,
    /// Of them, those that were public by their due day.
    pub kept: i64,
    /// By month of the visit.
    pub months: BTreeMap<String, i64>,
    /// By what they came to; one with several counts with each.
    pub codes: BTreeMap<VisitResult, i64>,
    /// By item: in all, and those where something was found. A visit of several items counts with each.
    pub items: BTreeMap<String, (i64, i64)>,
    /// What the items are called, by the latest public edition that has them.
    pub item_names: BTreeMap<String, String>,
}

/// How far draws reach.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// 存续 subjects in the registry today.
    pub population: i64,
    /// Visits that were dispatched.
    pub drawn: i64,
    /// Visits whose record was handed in.
    pub visited: i64,
    /// Visits with a public result.
    pub published: i64,
}

impl Reach {
    /// Add another's counts.
    pub fn add(&mut self, other: &Self) {
        self.population += other.population;
        self.drawn += other.drawn;
        self.visited += other.visited;
        self.published += other.published;
    }
}

/// A stratum, over the announced draws that have one of this name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stratum {
    /// Its name.
    pub name: String,
    /// How many draws have it.
    pub draws: u64,
    /// Its subjects, each as often as it was in a draw.
    pub population: u64,
    /// Targets drawn.
    pub drawn: u64,
    /// How many were to be expected by what was committed, in hundredths of one.
    pub expected: u64,
    /// The committed rates, above and below.
    pub rates: BTreeSet<(u64, u64)>,
}

impl Stratum {
    /// With what one more draw committed of it, and how many it drew.
    #[must_use]
    pub fn with(mut self, rounding: Rounding, committed: &Committed, drawn: u64) -> Self {
        self.draws += 1;
        self.population += committed.population;
        self.drawn += drawn;
        self.expected += expected(rounding, committed);
        self.rates.insert((committed.p, committed.q));
        self
    }

    /// The chance that a subject had by what was committed, in hundredths of a percent.
    #[must_use]
    pub fn chance(&self) -> Option<u64> {
        share(self.expected, self.population.saturating_mul(100))
    }

    /// The share of the subjects that was drawn.
    #[must_use]
    pub fn measured(&self) -> Option<u64> {
        share(self.drawn, self.population)
    }
}

/// How many of a committed stratum are to be expected, in hundredths of one: the quota, which its rate and its minimum come to; where the seed rounds, what it rounds.
fn expected(rounding: Rounding, committed: &Committed) -> u64 {
    if rounding == Rounding::AtLeast {
        return greatest_quota(rounding, committed).saturating_mul(100);
    }
    let (p, q) = (u128::from(committed.p), u128::from(committed.q).max(1));
    u64::try_from((u128::from(committed.population) * p * 200 + q) / (q * 2)).unwrap_or(u64::MAX)
}

/// Hundredths of one as people read them: `3`, `2.50`.
#[must_use]
pub fn count(hundredths: u64) -> String {
    match (hundredths / 100, hundredths % 100) {
        (whole, 0) => whole.to_string(),
        (whole, part) => format!("{whole}.{part:02}"),
    }
}

/// A share in hundredths of a percent, rounded half up; nothing of nothing.
#[must_use]
pub fn share(part: u64, whole: u64) -> Option<u64> {
    let (part, whole) = (u128::from(part), u128::from(whole));
    let share = (whole > 0).then(|| (part * 20_000 + whole) / (whole * 2))?;
    u64::try_from(share).ok()
}

/// Hundredths of a percent as people read them: `12.34%`.
#[must_use]
pub fn percent(share: Option<u64>) -> String {
    share.map_or_else(|| "–".to_owned(), |share| format!("{}.{:02}%", share / 100, share % 100))
}

#[cfg(test)]
mod tests {
    use lots::name::StratumName;

    use super::*;

    fn committed(population: u64, (p, q): (u64, u64), minimum: u64) -> Committed {
        Committed { minimum, name: StratumName::new("A").unwrap(), p, population, q }
    }

    #[test]
    fn a_chance_is_the_quotas_share_of_all_draws_and_not_the_rate() {
        // One in four hundred of 19 is three, by the minimum: each of them had a chance of 15.79 percent.
        let one = Stratum::default().with(Rounding::AtLeast, &committed(19, (1, 400), 3), 3);
        assert_eq!((one.chance(), one.measured()), (Some(1_579), Some(1_579)));
        let both = one.with(Rounding::AtLeast, &committed(81, (1, 400), 0), 1);
        assert_eq!((both.draws, both.population, both.drawn, both.expected), (2, 100, 4, 400));
        assert_eq!((percent(both.chance()), percent(both.measured())), ("4.00%".to_owned(), "4.00%".to_owned()));
        assert_eq!(both.rates, BTreeSet::from([(1, 400)]));
        // More subjects than there are aren't drawn.
        assert_eq!(Stratum::default().with(Rounding::AtLeast, &committed(2, (1, 2), 5), 2).expected, 200);
    }

    #[test]
    fn where_the_seed_rounds_what_it_rounds_is_expected() {
        let one = Stratum::default().with(Rounding::Exact, &committed(25, (1, 10), 0), 3);
        assert_eq!((one.expected, count(one.expected)), (250, "2.50".to_owned()));
        assert_eq!((one.chance(), one.measured()), (Some(1_000), Some(1_200)));
        assert_eq!((count(300), Stratum::default().chance()), ("3".to_owned(), None));
    }
}
