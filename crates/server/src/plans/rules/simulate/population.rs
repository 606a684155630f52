//! Who may be drawn, folded into cells whose subjects differ in nothing that matters to a plan.

use std::collections::{BTreeMap, HashMap};

use crate::app::value::Date;
use crate::plans::rules::line::{Facts, Line};
use crate::subjects::Risk;

/// What subjects of a cell have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell {
    /// Their class.
    pub risk: Risk,
    /// The lines that reach them, from 0, in order.
    pub lines: Vec<u16>,
    /// Months from the last visit to the plan's January: 1 is December; nothing if there was none.
    pub since: Option<u32>,
    /// The registry's own most visits a year.
    pub cap: Option<u32>,
    /// The registry's own cool-down, in months.
    pub cooldown: Option<u32>,
}

/// A subject as the registry has it.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    /// What extents ask.
    pub facts: Facts<'a>,
    /// Its class.
    pub risk: Risk,
    /// Its last visit.
    pub last: Option<Date>,
    /// Visits in the year before the plan's, and how many of them found something.
    pub last_year: (u64, u64),
    /// The most visits a year.
    pub cap: Option<i64>,
    /// The fewest days between two.
    pub cooldown_days: Option<i64>,
}

/// Visits of last year to those whom a line and class reach now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Past {
    /// How many.
    pub visits: u64,
    /// How many of them found something.
    pub found: u64,
}

/// All of them.
#[derive(Clone, Debug, Default)]
pub struct Population {
    cells: BTreeMap<Cell, u64>,
    past: BTreeMap<(usize, Risk), Past>,
    reaches: HashMap<String, Vec<u16>>,
}

impl Population {
    /// One more subject, for a plan of a year.
    pub fn add(&mut self, lines: &[Line], year: i64, subject: Seen<'_>) {
        let reach = self.reach(lines, subject.facts);
        let risk = subject.risk;
        let drawn = reach.into_iter().filter(|at| lines[usize::from(*at)].class(risk).is_some());
        let lines: Vec<u16> = drawn.collect();
        for line in &lines {
            let past = self.past.entry((usize::from(*line), risk)).or_default();
            past.visits += subject.last_year.0;
            past.found += subject.last_year.1;
        }
        let cell = Cell {
            risk,
            lines,
            since: subject.last.map(|day| months_before(day, year)),
            cap: subject.cap.map(|most| u32::try_from(most).unwrap_or(0)),
            cooldown: subject.cooldown_days.map(months_of),
        };
        *self.cells.entry(cell).or_default() += 1;
    }

    /// The lines whose extent holds it. Many subjects share domain, region, industry and tags, and are asked once.
    fn reach(&mut self, lines: &[Line], facts: Facts<'_>) -> Vec<u16> {
        let key = format!("{}\n{}\n{}\n{}", facts.domain, facts.region, facts.industry, facts.tags.join("\n"));
        if let Some(known) = self.reaches.get(&key) {
            return known.clone();
        }
        let held = (0..).zip(lines).filter(|(_, line)| line.extent.holds(facts)).map(|(at, _)| at);
        let reach: Vec<u16> = held.collect();
        self.reaches.insert(key, reach.clone());
        reach
    }

    /// So many subjects of a cell.
    pub fn put(&mut self, cell: Cell, many: u64) {
        *self.cells.entry(cell).or_default() += many;
    }

    /// The cells, in order.
    pub fn cells(&self) -> impl Iterator<Item = (&Cell, u64)> {
        self.cells.iter().map(|(cell, many)| (cell, *many))
    }

    /// How many subjects.
    #[must_use]
    pub fn all(&self) -> u64 {
        self.cells.values().sum()
    }

    /// How many of them are in a line.
    #[must_use]
    pub fn reached(&self) -> u64 {
        self.cells().filter(|(cell, _)| !cell.lines.is_empty()).map(|(_, many)| many).sum()
    }

    /// How many pairs of a line and a subject in it.
    #[must_use]
    pub fn pairs(&self) -> u64 {
        self.cells().map(|(cell, many)| many.saturating_mul(u64::try_from(cell.lines.len()).unwrap_or(0))).sum()
    }

    /// Last year's visits to those a line and class reach.
    #[must_use]
    pub fn past(&self, line: usize, risk: Risk) -> Past {
        self.past.get(&(line, risk)).copied().unwrap_or_default()
    }

    /// All that a simulation depends on, as text for a digest.
    #[must_use]
    pub fn text(&self) -> String {
        let cell = |(cell, many): (&Cell, u64)| {
            let Cell { risk, lines, since, cap, cooldown } = cell;
            format!("{risk} {lines:?} {since:?} {cap:?} {cooldown:?} {many}\n")
        };
        self.cells().map(cell).collect()
    }
}

/// Whole months from a day's month to January of a year; a day of that year or later counts as December before.
#[must_use]
pub fn months_before(day: Date, year: i64) -> u32 {
    let before = (year - i64::from(day.0.year())) * 12 + 1 - i64::from(day.0.month());
    u32::try_from(before.max(1)).unwrap_or(u32::MAX)
}

/// A cool-down in whole months, none shorter than its days.
fn months_of(days: i64) -> u32 {
    u32::try_from(days.max(0).saturating_add(29) / 30).unwrap_or(u32::MAX)
}
