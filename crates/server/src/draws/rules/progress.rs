//! How far an annual plan has been carried out: which draws carry out which line, and how many they drew. Pure.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Lack, Refusal, Scheme, State};
use crate::accounts::OrganisationId;
use crate::app::value::Date;
use crate::plans::{Line, PlanId};

/// A line of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DrawPlanLine)]
pub struct PlanLine {
    /// The version of the plan.
    pub plan: PlanId,
    /// The line in it, from 1.
    pub line: u32,
}

/// A plan's version, as it was looked up.
#[derive(Clone, Debug)]
pub struct Version {
    /// Whether it is in force.
    pub in_force: bool,
    /// Of which year.
    pub year: i64,
    /// Its lines.
    pub lines: Vec<Line>,
}

impl Version {
    fn line(&self, place: u32) -> Option<&Line> {
        self.lines.get(usize::try_from(place).ok()?.checked_sub(1)?)
    }
}

/// Whether a draw of `office` may say that it carries out the line its scheme names; `plan` is that version, if there is one (the plan, 二(一)).
///
/// # Errors
/// [`Refusal::Scheme`], the fault at `plan`.
pub fn named(scheme: &Scheme, plan: Option<&Version>, office: OrganisationId) -> Result<(), Refusal> {
    let Some(place) = scheme.plan else { return Ok(()) };
    let year = i64::from(scheme.from.0.year());
    let version = plan.filter(|version| version.in_force && version.year == year);
    let code = match version.and_then(|version| version.line(place.line)) {
        None => "draw-plan-unknown",
        Some(line) if line.organisation != office => "draw-plan-office",
        Some(line) if !scheme.items.contains(&line.item) => "draw-plan-item",
        Some(_) => return Ok(()),
    };
    Err(Refusal::Scheme(vec![Lack { field: "plan".into(), code }]))
}

/// A draw that counts in a plan's year.
#[derive(Clone, Debug)]
pub struct Counted {
    /// The line it names, looked up in the version it names; nothing if it names none.
    pub line: Option<Line>,
    /// Where it stands.
    pub state: State,
    /// How many it drew.
    pub targets: u64,
    /// Of them, those of whom a result is public.
    pub published: u64,
}

/// What draws came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = DrawTally)]
pub struct Tally {
    /// Draws that were drawn.
    pub drawn: u64,
    /// Draws on their way, drafts included.
    pub under_way: u64,
    /// Who was drawn, each as often as it was.
    pub targets: u64,
    /// Of them, those of whom a result is public: whoever was only drawn wasn't inspected.
    pub published: u64,
}

impl Tally {
    fn count(&mut self, draw: &Counted) {
        match draw.state {
            State::Drawn | State::Announced => {
                self.drawn += 1;
                self.targets += draw.targets;
                self.published += draw.published;
            }
            State::Annulled | State::Discarded => {}
            _ => self.under_way += 1,
        }
    }
}

/// How far a plan is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// By line, in order.
    pub lines: Vec<Tally>,
    /// By draws of lines that this version has no more.
    pub former: Tally,
    /// By draws outside any plan.
    pub beside: Tally,
}

/// Whether a line of another version is this line: the same item, of the same subjects, by the same office. Rates and months may have been adjusted.
fn is_same(one: &Line, other: &Line) -> bool {
    (&one.item, &one.extent, one.organisation) == (&other.item, &other.extent, other.organisation)
}

/// Count draws for the lines of a version. Of lines that are the same, the first counts.
#[must_use]
pub fn progress(lines: &[Line], draws: &[Counted]) -> Progress {
    let mut progress = Progress { lines: vec![Tally::default(); lines.len()], ..Progress::default() };
    for draw in draws {
        let tally = match &draw.line {
            None => &mut progress.beside,
            Some(line) => match lines.iter().position(|own| is_same(own, line)) {
                Some(at) => &mut progress.lines[at],
                None => &mut progress.former,
            },
        };
        tally.count(draw);
    }
    progress
}

/// How many of a line's visits are due by the end of `today`'s month, `months` being a year's, January first.
#[must_use]
pub fn due(months: &[u64], year: i64, today: Date) -> u64 {
    let now = i64::from(today.0.year());
    let many = match year.cmp(&now) {
        std::cmp::Ordering::Less => 12,
        std::cmp::Ordering::Equal => usize::try_from(today.0.month()).unwrap_or(12),
        std::cmp::Ordering::Greater => 0,
    };
    months.iter().take(many).sum()
}

/// Of a thousand inspections so many were by lot; nothing if there were none at all (the plan, 二(一): the random share grows).
#[must_use]
pub fn random_per_mille(random: u64, for_cause: u64) -> Option<u64> {
    (random * 1000).checked_div(random + for_cause)
}
