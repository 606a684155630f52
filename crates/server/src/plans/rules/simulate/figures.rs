//! What a simulation comes to, as people read it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Course, MONTHS, Outcome, Population};
use crate::plans::rules::quota::weekdays;
use crate::subjects::Risk;

/// What stands beside the plan.
#[derive(Clone, Copy, Debug)]
pub struct Bench {
    /// The plan's year.
    pub year: i16,
    /// How many inspectors may be drawn on the first of each month.
    pub inspectors: [u64; MONTHS],
    /// Visits for cause in the year before.
    pub for_cause: u64,
}

/// A simulation's figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = PlanFigures)]
pub struct Figures {
    /// Subjects there are.
    pub population: u64,
    /// Subjects in a line.
    pub reached: u64,
    /// Visits of a year.
    pub visits: u64,
    /// Visits of the year's quotas for which nobody had room.
    pub shortfall: u64,
    /// The most visits to one subject in one year.
    pub most_a_year: u32,
    /// Of a thousand subjects so many were seen, after each year of the horizon.
    pub seen_per_mille: Vec<u64>,
    /// Hundredths of inspector-days a year.
    pub load_hundredths: u64,
    /// By line, in order.
    pub lines: Vec<LineFigures>,
    /// By line and class.
    pub strata: Vec<StratumFigures>,
    /// By month, January first.
    pub months: Vec<MonthFigures>,
    /// Where the bench is shortest; nothing if nothing is drawn.
    pub bottleneck: Option<Bottleneck>,
    /// Visits for cause in the year before.
    pub for_cause_last_year: u64,
    /// Of a thousand visits so many are drawn, if there are as many for cause as last year; nothing if there are none at all.
    pub random_per_mille: Option<u64>,
}

/// A line's figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = PlanLineFigures)]
pub struct LineFigures {
    /// The line, from 1.
    pub line: u64,
    /// Visits by month, January first.
    pub months: Vec<u64>,
    /// Visits of the year.
    pub visits: u64,
    /// Visits for which nobody had room.
    pub shortfall: u64,
    /// Hundredths of inspector-days.
    pub load_hundredths: u64,
}

/// A line's and a class's figures, beside last year's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = PlanStratumFigures)]
pub struct StratumFigures {
    /// The line, from 1.
    pub line: u64,
    /// The class.
    pub risk: Risk,
    /// How many there are.
    pub population: u64,
    /// How many are drawn a year.
    pub quota: u64,
    /// Of a thousand so many were seen within the horizon, by whatever line.
    pub seen_per_mille: u64,
    /// Visits to them in the year before.
    pub visited_last_year: u64,
    /// How many of those found something.
    pub found_last_year: u64,
}

/// A month's figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = PlanMonthFigures)]
pub struct MonthFigures {
    /// 1 to 12.
    pub month: u64,
    /// Visits.
    pub visits: u64,
    /// Hundredths of inspector-days they cost.
    pub load_hundredths: u64,
    /// Inspectors who may be drawn on its first day.
    pub inspectors: u64,
    /// Its Mondays to Fridays.
    pub weekdays: u64,
}

impl MonthFigures {
    /// Hundredths of inspector-days there are.
    #[must_use]
    pub const fn capacity_hundredths(&self) -> u64 {
        self.inspectors.saturating_mul(self.weekdays).saturating_mul(100)
    }
}

/// Where the bench is shortest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = PlanBottleneck)]
pub struct Bottleneck {
    /// The month, 1 to 12.
    pub month: u64,
    /// The line that takes most of it, from 1.
    pub line: u64,
}

/// The figures of an outcome.
#[must_use]
pub fn figures(course: &Course<'_>, population: &Population, outcome: &Outcome, bench: &Bench) -> Figures {
    let lines: Vec<LineFigures> = (0..course.lines.len()).map(|at| line(course, outcome, at)).collect();
    let months: Vec<MonthFigures> = (0..MONTHS).map(|at| month(course, outcome, bench, at)).collect();
    let visits = lines.iter().map(|line| line.visits).sum();
    let inspected = visits + bench.for_cause;
    Figures {
        population: population.all(),
        reached: population.reached(),
        visits,
        shortfall: outcome.shortfalls.iter().sum(),
        most_a_year: outcome.most,
        seen_per_mille: outcome.seen.iter().map(|seen| per_mille(*seen, population.all())).collect(),
        load_hundredths: months.iter().map(|month| month.load_hundredths).sum(),
        bottleneck: bottleneck(course, outcome, &months),
        strata: strata(population, outcome),
        lines,
        months,
        for_cause_last_year: bench.for_cause,
        random_per_mille: (inspected > 0).then(|| per_mille(visits, inspected)),
    }
}

/// So many of a thousand, rounded down; 0 of nobody.
fn per_mille(part: u64, whole: u64) -> u64 {
    let wide = (u128::from(part) * 1000).checked_div(u128::from(whole)).unwrap_or(0);
    u64::try_from(wide).unwrap_or(u64::MAX)
}

/// Hundredths of inspector-days that a visit of a line costs.
fn cost(course: &Course<'_>, line: usize) -> u64 {
    u64::try_from(course.head.effort_hundredths).unwrap_or(0) * u64::from(course.lines[line].seats)
}

fn place(at: usize) -> u64 {
    u64::try_from(at).unwrap_or(u64::MAX).saturating_add(1)
}

fn line(course: &Course<'_>, outcome: &Outcome, at: usize) -> LineFigures {
    let visits = outcome.visits[at].iter().sum();
    LineFigures {
        line: place(at),
        months: outcome.visits[at].to_vec(),
        visits,
        shortfall: outcome.shortfalls[at],
        load_hundredths: visits * cost(course, at),
    }
}

fn month(course: &Course<'_>, outcome: &Outcome, bench: &Bench, at: usize) -> MonthFigures {
    let of = |line: usize| outcome.visits[line][at];
    let lines = 0..course.lines.len();
    MonthFigures {
        month: place(at),
        visits: lines.clone().map(of).sum(),
        load_hundredths: lines.map(|line| of(line) * cost(course, line)).sum(),
        inspectors: bench.inspectors[at],
        weekdays: i8::try_from(at + 1).map_or(0, |month| weekdays(bench.year, month)),
    }
}

fn strata(population: &Population, outcome: &Outcome) -> Vec<StratumFigures> {
    let figures = |came: &super::Came| {
        let past = population.past(came.line, came.risk);
        StratumFigures {
            line: place(came.line),
            risk: came.risk,
            population: came.population,
            quota: came.quota,
            seen_per_mille: per_mille(came.seen, came.population),
            visited_last_year: past.visits,
            found_last_year: past.found,
        }
    };
    outcome.strata.iter().map(figures).collect()
}

/// The month with the greatest share of load over capacity, the earlier of equals; in it the line with the greatest load.
fn bottleneck(course: &Course<'_>, outcome: &Outcome, months: &[MonthFigures]) -> Option<Bottleneck> {
    let product = |a: u64, b: u64| u128::from(a) * u128::from(b);
    let heavier = |one: &MonthFigures, other: &MonthFigures| {
        product(one.load_hundredths, other.capacity_hundredths())
            > product(other.load_hundredths, one.capacity_hundredths())
    };
    let busy = months.iter().filter(|month| month.load_hundredths > 0);
    let worst = busy.reduce(|worst, month| if heavier(month, worst) { month } else { worst })?;
    let at = usize::try_from(worst.month).unwrap_or(1).saturating_sub(1);
    let load = |line: &usize| outcome.visits[*line][at] * cost(course, *line);
    let line = (0..course.lines.len()).rev().max_by_key(load)?;
    Some(Bottleneck { month: worst.month, line: place(line) })
}
