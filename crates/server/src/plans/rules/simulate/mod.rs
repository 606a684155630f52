//! A plan's year, and its horizon, played through. Integers only, and the same answer for the same plan and population on every machine:
//! `docs/decisions/0011-the-annual-plan.md` has the method and its limits.

mod chance;
pub mod figures;
pub mod population;

use self::chance::Chance;
pub use self::figures::{Bench, Figures, figures};
pub use self::population::{Cell, Population, Seen};
use super::line::{Head, Line};
use super::quota;
use crate::subjects::Risk;

/// The most subjects in lines.
pub const MOST_SUBJECTS: u64 = 1_000_000;
/// The most pairs of a line and a subject in it.
pub const MOST_PAIRS: u64 = 10_000_000;
/// Months of a year.
pub const MONTHS: usize = 12;
/// When somebody was visited who never was: so long ago that no cool-down reaches back.
const NEVER: i64 = -1_000_000;

/// There are too many subjects, or too many lines reach them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge;

/// What is played through.
#[derive(Clone, Copy, Debug)]
pub struct Course<'a> {
    /// The numbers of the head.
    pub head: &'a Head,
    /// The lines.
    pub lines: &'a [Line],
    /// What chance follows from: the digest of the plan's text and the population.
    pub seed: [u8; 32],
}

/// A line and a class of risk: who may be chosen, and how many each month.
#[derive(Clone, Debug)]
struct Stratum {
    line: usize,
    risk: Risk,
    members: Vec<u32>,
    year: u64,
    shares: [u64; MONTHS],
}

/// A subject on its way through the years.
#[derive(Clone, Copy, Debug)]
struct Subject {
    last: i64,
    this_year: u32,
    cap: u32,
    cooldown: i64,
    seen: bool,
}

impl Subject {
    fn has_room(&self, month: i64) -> bool {
        self.this_year < self.cap && month - self.last >= self.cooldown
    }

    fn visit(&mut self, month: i64) {
        self.last = month;
        self.this_year += 1;
        self.seen = true;
    }
}

/// What came of a line and a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Came {
    /// The line, from 0.
    pub line: usize,
    /// The class.
    pub risk: Risk,
    /// How many there are.
    pub population: u64,
    /// What the year asks for.
    pub quota: u64,
    /// How many of them were seen within the horizon, by whatever line.
    pub seen: u64,
}

/// How it went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Visits of the first year, by line and month.
    pub visits: Vec<[u64; MONTHS]>,
    /// Visits of the first year's quotas for which nobody had room, by line.
    pub shortfalls: Vec<u64>,
    /// The most visits to one subject in one year.
    pub most: u32,
    /// How many subjects were seen, after each year.
    pub seen: Vec<u64>,
    /// By line and class.
    pub strata: Vec<Came>,
}

/// Play a plan through, telling after each month how many are over.
///
/// # Errors
/// [`TooLarge`].
pub fn run(
    course: &Course<'_>,
    population: &Population,
    mut told: impl FnMut(usize, usize),
) -> Result<Outcome, TooLarge> {
    if population.reached() > MOST_SUBJECTS || population.pairs() > MOST_PAIRS {
        return Err(TooLarge);
    }
    let (mut subjects, mut strata) = laid_out(course, population);
    let years = usize::try_from(course.head.horizon_years).unwrap_or(1);
    let mut chance = Chance::of(course.seed);
    let mut outcome = Outcome {
        visits: vec![[0; MONTHS]; course.lines.len()],
        shortfalls: vec![0; course.lines.len()],
        most: 0,
        seen: Vec::with_capacity(years),
        strata: Vec::with_capacity(strata.len()),
    };
    for month in 0..years * MONTHS {
        if month % MONTHS == 0 {
            subjects.iter_mut().for_each(|subject| subject.this_year = 0);
        }
        for stratum in &mut strata {
            draw(stratum, &mut subjects, month, &mut chance, &mut outcome);
        }
        if month % MONTHS == MONTHS - 1 {
            let most = subjects.iter().map(|subject| subject.this_year).max().unwrap_or(0);
            outcome.most = outcome.most.max(most);
            outcome.seen.push(count(subjects.iter().filter(|subject| subject.seen).count()));
        }
        told(month + 1, years * MONTHS);
    }
    outcome.strata = strata.iter().map(|stratum| came(stratum, &subjects)).collect();
    Ok(outcome)
}

/// One month of a stratum: a random order is walked until enough have room.
fn draw(stratum: &mut Stratum, subjects: &mut [Subject], month: usize, chance: &mut Chance, outcome: &mut Outcome) {
    let slot = month % MONTHS;
    let wanted = stratum.shares[slot];
    let now = i64::try_from(month).unwrap_or(i64::MAX);
    let (many, mut taken) = (stratum.members.len(), 0);
    for at in 0..many {
        if taken == wanted {
            break;
        }
        stratum.members.swap(at, at + chance.below(many - at));
        let subject = &mut subjects[index(stratum.members[at])];
        if subject.has_room(now) {
            subject.visit(now);
            taken += 1;
        }
    }
    if month < MONTHS {
        outcome.visits[stratum.line][slot] += taken;
        outcome.shortfalls[stratum.line] += wanted - taken;
    }
}

/// Subjects with numbers, and who of them is in which stratum.
fn laid_out(course: &Course<'_>, population: &Population) -> (Vec<Subject>, Vec<Stratum>) {
    let head = course.head;
    let mut subjects = Vec::new();
    let mut members = vec![[const { Vec::<u32>::new() }; 4]; course.lines.len()];
    for (cell, many) in population.cells().filter(|(cell, _)| !cell.lines.is_empty()) {
        let cap = u32::try_from(head.cap).unwrap_or(u32::MAX).min(cell.cap.unwrap_or(u32::MAX));
        let cooldown = head.cooldown_months.max(i64::from(cell.cooldown.unwrap_or(0)));
        let last = cell.since.map_or(NEVER, |months| -i64::from(months));
        for _ in 0..many {
            let number = u32::try_from(subjects.len()).unwrap_or(u32::MAX);
            subjects.push(Subject { last, this_year: 0, cap, cooldown, seen: false });
            cell.lines.iter().for_each(|line| members[usize::from(*line)][class(cell.risk)].push(number));
        }
    }
    let mut strata = Vec::new();
    for (at, line) in course.lines.iter().enumerate() {
        for asked in &line.classes {
            let members = std::mem::take(&mut members[at][class(asked.risk)]);
            let year = quota::of_year(*asked, count(members.len()));
            let shares = quota::by_month(year, &line.months);
            strata.push(Stratum { line: at, risk: asked.risk, members, year, shares });
        }
    }
    (subjects, strata)
}

fn came(stratum: &Stratum, subjects: &[Subject]) -> Came {
    let seen = stratum.members.iter().filter(|number| subjects[index(**number)].seen).count();
    Came {
        line: stratum.line,
        risk: stratum.risk,
        population: count(stratum.members.len()),
        quota: stratum.year,
        seen: count(seen),
    }
}

fn class(risk: Risk) -> usize {
    match risk {
        Risk::A => 0,
        Risk::B => 1,
        Risk::C => 2,
        Risk::D => 3,
    }
}

fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

fn count(many: usize) -> u64 {
    u64::try_from(many).unwrap_or(u64::MAX)
}
