//! The seed plan: which sources make the seed, when they close, and how much assurance they give
//! (`spec/draw.md`, sections 3.1–3.3).

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::hash::Digest;
use crate::name::{DrawId, Note, PersonCode};
use crate::source::Source;
use crate::time::Time;

/// A seed plan as it is written: `seed_plan` of a commitment. [`SeedPlan::check`] reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeedPlanBody {
    /// The least time between the commit and a beacon's close, in seconds.
    pub delay_s: u64,
    /// The organisation's standing rule, in words.
    pub rule: Note,
    /// The sources, reveals first.
    pub sources: Vec<PlannedSourceBody>,
}

/// A source of a plan as it is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlannedSourceBody {
    /// When its value can't be influenced any more.
    pub closes: String,
    /// Beacons that stand in, in order.
    pub fallback: Vec<FallbackBody>,
    /// A reveal's hash, else empty.
    pub hash: String,
    /// The source's name.
    pub name: String,
    /// 1 if a revealing party is outside the operator.
    pub outside: u64,
}

/// A beacon that stands in for another, as it is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FallbackBody {
    /// When its value can't be influenced any more.
    pub closes: String,
    /// The source's name.
    pub name: String,
}

/// How much a seed can be trusted (section 3.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Assurance {
    /// Public beacon and reveals.
    A,
    /// Dice thrown in public and reveals.
    B,
    /// Reveals alone.
    C,
    /// A public beacon alone.
    D,
}

/// Why a plan is refused (section 3.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanRefusal {
    /// A name, time, hash, count or range has not its form.
    Form,
    /// A name stands twice.
    Twice,
    /// A reveal stands behind a beacon or dice.
    Order,
    /// An issue isn't plausible for its close, or a round isn't the first after the delay.
    Issue,
    /// Something closes too early, or before a reveal does.
    Time,
    /// No level of assurance is granted.
    Weak,
}

impl PlanRefusal {
    /// The stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Form => "plan-form",
            Self::Twice => "plan-twice",
            Self::Order => "plan-order",
            Self::Issue => "plan-issue",
            Self::Time => "plan-time",
            Self::Weak => "plan-weak",
        }
    }
}

impl fmt::Display for PlanRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl std::error::Error for PlanRefusal {}

/// A source that may give the value, and when it closes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The source.
    pub source: Source,
    /// When its value can't be influenced any more.
    pub closes: Time,
}

/// One place in the plan: a source and those that stand in for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedSource {
    /// The planned one first, then its fallbacks in order.
    pub choices: Vec<Choice>,
    /// The hash of a reveal.
    pub reveal_hash: Option<Digest>,
    /// Whether a revealing party is outside the operator.
    pub outside: bool,
}

/// A valid seed plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeedPlan {
    /// The sources in order.
    pub sources: Vec<PlannedSource>,
    /// The level it grants.
    pub assurance: Assurance,
}

const MAX_SOURCES: usize = 16;
const MAX_FALLBACKS: usize = 4;
const MAX_DELAY_S: u64 = 31_536_000;
const STRONG_OUTCOMES: u128 = 1 << 60;

/// The hash of a party's reveal, which the commitment holds (section 3.1).
#[must_use]
pub fn reveal_hash(draw: &DrawId, party: &PersonCode, value: &str) -> Digest {
    let parts = ["yaoguang/v1/reveal\n", draw.as_str(), "\n", party.as_str(), "\n", value];
    Digest::of_parts(&parts.map(str::as_bytes))
}

impl SeedPlan {
    /// Read a plan, committed at `committed`.
    ///
    /// # Errors
    /// The first [`PlanRefusal`] in the order of section 3.2.
    pub fn check(body: &SeedPlanBody, committed: &Time) -> Result<Self, PlanRefusal> {
        if !(1..=MAX_SOURCES).contains(&body.sources.len()) || body.delay_s > MAX_DELAY_S {
            return Err(PlanRefusal::Form);
        }
        let delay_s = i64::try_from(body.delay_s).map_err(|_| PlanRefusal::Form)?;
        let sources = body.sources.iter().map(planned).collect::<Result<Vec<_>, _>>()?;
        check_names(&sources)?;
        check_issues(&sources, committed, delay_s)?;
        check_times(&sources, committed, delay_s)?;
        let assurance = assurance(&sources).ok_or(PlanRefusal::Weak)?;
        Ok(Self { sources, assurance })
    }
}

fn choice(name: &str, closes: &str) -> Result<Choice, PlanRefusal> {
    let source = name.parse().map_err(|_| PlanRefusal::Form)?;
    Ok(Choice { source, closes: closes.parse().map_err(|_| PlanRefusal::Form)? })
}

fn planned(body: &PlannedSourceBody) -> Result<PlannedSource, PlanRefusal> {
    let first = choice(&body.name, &body.closes)?;
    let is_reveal = matches!(first.source, Source::Reveal(_));
    let reveal_hash = match (is_reveal, body.hash.as_str()) {
        (true, hash) => Some(hash.parse().map_err(|_| PlanRefusal::Form)?),
        (false, "") => None,
        (false, _) => return Err(PlanRefusal::Form),
    };
    let fallbacks_fit = body.fallback.is_empty() || first.source.is_beacon() && body.fallback.len() <= MAX_FALLBACKS;
    if body.outside > u64::from(is_reveal) || !fallbacks_fit {
        return Err(PlanRefusal::Form);
    }
    let mut choices = vec![first];
    for fallback in &body.fallback {
        let choice = choice(&fallback.name, &fallback.closes)?;
        if !choice.source.is_beacon() {
            return Err(PlanRefusal::Form);
        }
        choices.push(choice);
    }
    Ok(PlannedSource { choices, reveal_hash, outside: body.outside == 1 })
}

fn check_names(sources: &[PlannedSource]) -> Result<(), PlanRefusal> {
    let mut names = BTreeSet::new();
    if !sources.iter().flat_map(|s| &s.choices).all(|choice| names.insert(choice.source.to_string())) {
        return Err(PlanRefusal::Twice);
    }
    let behind_reveals = sources.iter().skip_while(|s| s.reveal_hash.is_some());
    if behind_reveals.clone().any(|s| s.reveal_hash.is_some()) { Err(PlanRefusal::Order) } else { Ok(()) }
}

fn check_issues(sources: &[PlannedSource], committed: &Time, delay_s: i64) -> Result<(), PlanRefusal> {
    let mut choices = sources.iter().flat_map(|s| &s.choices);
    if choices.all(|choice| choice.source.is_plausible(&choice.closes, committed, delay_s)) {
        Ok(())
    } else {
        Err(PlanRefusal::Issue)
    }
}

fn check_times(sources: &[PlannedSource], committed: &Time, delay_s: i64) -> Result<(), PlanRefusal> {
    let closes = |reveals: bool| {
        let wanted = sources.iter().filter(move |s| s.reveal_hash.is_some() == reveals);
        wanted.flat_map(|s| &s.choices).map(|choice| choice.closes.seconds())
    };
    let last_reveal = closes(true).max().unwrap_or(i64::MIN);
    let reveals_fit = closes(true).all(|close| close > committed.seconds());
    let rest_fits = closes(false).all(|close| close >= committed.seconds() + delay_s && close > last_reveal);
    if reveals_fit && rest_fits { Ok(()) } else { Err(PlanRefusal::Time) }
}

fn assurance(sources: &[PlannedSource]) -> Option<Assurance> {
    let reveals = sources.iter().filter(|s| s.reveal_hash.is_some()).count();
    let outside = sources.iter().filter(|s| s.outside).count();
    let beacon = sources.iter().any(|s| s.choices[0].source.is_beacon());
    let dice = sources.iter().any(|s| matches!(s.choices[0].source, Source::Dice { .. }));
    let weakest = |s: &PlannedSource| s.choices.iter().filter_map(|choice| choice.source.outcomes()).min();
    let outcomes = sources.iter().filter_map(weakest).fold(1, u128::saturating_mul);
    let strong = outcomes >= STRONG_OUTCOMES;
    let backed = reveals > 0 && (strong || outside >= 2);
    match (beacon, dice) {
        (true, _) if backed => Some(Assurance::A),
        (false, true) if backed => Some(Assurance::B),
        (false, false) if outside >= 2 => Some(Assurance::C),
        (true, _) if reveals == 0 && strong => Some(Assurance::D),
        _ => None,
    }
}
