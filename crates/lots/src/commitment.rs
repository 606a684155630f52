//! The commitment: everything that is frozen before the seed exists (`spec/draw.md`, section 2.2).

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::canonical::{self, NotCanonical};
use crate::hash::Digest;
use crate::name::{DrawId, Note, PoolName};
use crate::plan::{Assurance, PlanRefusal, SeedPlan, SeedPlanBody};
use crate::quota::{self, MAX_DENOMINATOR, Rounding, Stratum};
use crate::share::Secret;
use crate::time::{Date, Time};

/// The protocol's name and version, as every record states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Protocol {
    /// Version 1.
    #[serde(rename = "yaoguang/v1")]
    V1,
}

/// The root of a frozen table and how many rows it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableRoot {
    /// The RFC 6962 root over its rows.
    pub root: Digest,
    /// How many rows.
    pub rows: u64,
}

/// The roots of the four frozen tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tables {
    /// Inspectors.
    pub bench: TableRoot,
    /// Subjects left out, with reasons.
    pub excluded: TableRoot,
    /// Pairs that must not meet.
    pub recusals: TableRoot,
    /// Subjects that may be drawn.
    pub subjects: TableRoot,
}

/// The rule for how many targets one inspector may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Capacity {
    /// The only rule of version 1: loads are level.
    pub rule: CapacityRule,
    /// Places above the lowest possible level.
    pub slack: u64,
}

/// See [`Capacity`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CapacityRule {
    /// Everyone's places end at the smallest level at which all seats can be filled, plus the slack.
    Level,
}

/// A commitment as it is written. [`Commitment::new`] checks it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommitmentBody {
    /// The level of assurance, as shown to the public.
    pub assurance: Assurance,
    /// The rule for loads.
    pub capacity: Capacity,
    /// When it was committed.
    pub committed: Time,
    /// `at-once`, or the date by which an unannounced draw is published.
    pub disclosure: String,
    /// The draw's id.
    pub draw: DrawId,
    /// 1, or the number of a further draw of the same task.
    pub number: u64,
    /// Who commits.
    pub origin: Note,
    /// The protocol's version.
    pub protocol: Protocol,
    /// How many reserves a stratum keeps.
    pub reserves: u64,
    /// How rates become whole numbers.
    pub rounding: Rounding,
    /// The pools of a team's seats.
    pub seats: Vec<PoolName>,
    /// The hash of the secret.
    pub secret: Digest,
    /// Where the seed comes from.
    pub seed_plan: SeedPlanBody,
    /// The strata in the plan's order.
    pub strata: Vec<Stratum>,
    /// The frozen tables.
    pub tables: Tables,
    /// The task's name.
    pub task: Note,
    /// Why there is a further draw.
    pub why: Note,
}

/// Why a commitment is refused (section 2.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Not canonical, or a value has not its form.
    Form(NotCanonical),
    /// This field is out of its range.
    Range(&'static str),
    /// Two strata share this name.
    StrataNames(String),
    /// A rate is not within 0 to 1 with a denominator up to 10^6.
    Rate(String),
    /// The populations don't add up to the rows of `subjects`.
    Populations,
    /// A quota is asked of a stratum nobody is in.
    EmptyStratum(String),
    /// A minimum under `exact`.
    ExactMinimum(String),
    /// No common denominator within 10^6 under `exact`.
    ExactDenominator,
    /// Fewer than two seats or more than 16.
    Seats,
    /// A further draw without a reason, or a reason without a further draw.
    FurtherDraw,
    /// The secret of 64 zeros goes with `at-once` and only with it.
    AtOnceSecret,
    /// Disclosure isn't later than the day of the commit.
    DisclosureDate,
    /// The seed plan is refused.
    Plan(PlanRefusal),
    /// Another level of assurance is stated than the plan grants.
    Assurance(Assurance),
}

impl Refusal {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Form(_) | Self::Range(_) => "form",
            Self::StrataNames(_) => "strata-names",
            Self::Rate(_) => "rate",
            Self::Populations => "populations",
            Self::EmptyStratum(_) => "empty-stratum",
            Self::ExactMinimum(_) => "exact-minimum",
            Self::ExactDenominator => "exact-denominator",
            Self::Seats => "seats",
            Self::FurtherDraw => "further-draw",
            Self::AtOnceSecret => "at-once-secret",
            Self::DisclosureDate => "disclosure-date",
            Self::Plan(refusal) => refusal.code(),
            Self::Assurance(_) => "assurance",
        }
    }

    /// What the refusal is about: a stratum, the granted level, or the place of a mistake in the text.
    #[must_use]
    pub fn detail(&self) -> String {
        match self {
            Self::Form(why) => why.to_string(),
            Self::Range(field) => (*field).to_owned(),
            Self::StrataNames(name) | Self::Rate(name) | Self::EmptyStratum(name) | Self::ExactMinimum(name) => {
                name.clone()
            }
            Self::Assurance(level) => format!("{level:?}"),
            _ => String::new(),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.code(), self.detail())
    }
}

impl std::error::Error for Refusal {}

/// When a draw is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disclosure {
    /// With the draw.
    AtOnce,
    /// By this date; until then nobody outside knows who is drawn.
    By(Date),
}

/// A valid commitment, its text and its digest `C`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commitment {
    body: CommitmentBody,
    plan: SeedPlan,
    disclosure: Disclosure,
    digest: Digest,
}

const MAX_STRATA: usize = 10_000;
const MAX_SEATS: usize = 16;
const MAX_RESERVES: u64 = 1_000;
const MAX_SLACK: u64 = 1_000_000;

impl Commitment {
    /// Check `body` and take its digest.
    ///
    /// # Errors
    /// The first [`Refusal`] in the order of section 2.2.
    pub fn new(body: CommitmentBody) -> Result<Self, Refusal> {
        let disclosure = check_form(&body)?;
        check_strata(&body)?;
        check_scheme(&body, disclosure)?;
        let plan = SeedPlan::check(&body.seed_plan, &body.committed).map_err(Refusal::Plan)?;
        if plan.assurance != body.assurance {
            return Err(Refusal::Assurance(plan.assurance));
        }
        let digest = Digest::of(canonical::to_text(&body).as_bytes());
        Ok(Self { body, plan, disclosure, digest })
    }

    /// Read `commitment.json`.
    ///
    /// # Errors
    /// The first [`Refusal`] in the order of section 2.2.
    pub fn from_text(bytes: &[u8]) -> Result<Self, Refusal> {
        Self::new(canonical::from_text(bytes).map_err(Refusal::Form)?)
    }

    /// The commitment as it is written.
    #[must_use]
    pub fn body(&self) -> &CommitmentBody {
        &self.body
    }

    /// The seed plan.
    #[must_use]
    pub fn plan(&self) -> &SeedPlan {
        &self.plan
    }

    /// When the draw is published.
    #[must_use]
    pub fn disclosure(&self) -> Disclosure {
        self.disclosure
    }

    /// `C`: the SHA-256 of the canonical text.
    #[must_use]
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// The canonical text.
    #[must_use]
    pub fn text(&self) -> String {
        canonical::to_text(&self.body)
    }
}

fn check_form(body: &CommitmentBody) -> Result<Disclosure, Refusal> {
    for (fits, field) in [
        (!body.origin.as_str().is_empty(), "origin"),
        (!body.task.as_str().is_empty(), "task"),
        (body.number >= 1, "number"),
        (body.reserves <= MAX_RESERVES, "reserves"),
        (body.capacity.slack <= MAX_SLACK, "slack"),
        ((1..=MAX_STRATA).contains(&body.strata.len()), "strata"),
    ] {
        if !fits {
            return Err(Refusal::Range(field));
        }
    }
    match body.disclosure.as_str() {
        "at-once" => Ok(Disclosure::AtOnce),
        date => date.parse().map(Disclosure::By).map_err(|_| Refusal::Range("disclosure")),
    }
}

fn check_strata(body: &CommitmentBody) -> Result<(), Refusal> {
    let mut names = BTreeSet::new();
    if let Some(twin) = body.strata.iter().find(|s| !names.insert(&s.name)) {
        return Err(Refusal::StrataNames(twin.name.to_string()));
    }
    let find = |wrong: &dyn Fn(&Stratum) -> bool| body.strata.iter().find(|s| wrong(s)).map(|s| s.name.to_string());
    if let Some(name) = find(&|s| !(1..=MAX_DENOMINATOR).contains(&s.q) || s.p > s.q) {
        return Err(Refusal::Rate(name));
    }
    let total = body.strata.iter().try_fold(0u64, |sum, s| sum.checked_add(s.population));
    if total != Some(body.tables.subjects.rows) {
        return Err(Refusal::Populations);
    }
    if let Some(name) = find(&|s| s.population == 0 && (s.p > 0 || s.minimum > 0)) {
        return Err(Refusal::EmptyStratum(name));
    }
    if body.rounding == Rounding::AtLeast {
        return Ok(());
    }
    if let Some(name) = find(&|s| s.minimum > 0) {
        return Err(Refusal::ExactMinimum(name));
    }
    quota::common_denominator(&body.strata).map(|_| ()).ok_or(Refusal::ExactDenominator)
}

fn check_scheme(body: &CommitmentBody, disclosure: Disclosure) -> Result<(), Refusal> {
    if !(2..=MAX_SEATS).contains(&body.seats.len()) {
        return Err(Refusal::Seats);
    }
    if (body.number > 1) == body.why.as_str().is_empty() {
        return Err(Refusal::FurtherDraw);
    }
    if (disclosure == Disclosure::AtOnce) != (body.secret == Secret::AT_ONCE.commitment()) {
        return Err(Refusal::AtOnceSecret);
    }
    match disclosure {
        Disclosure::By(date) if date <= body.committed.local_date() => Err(Refusal::DisclosureDate),
        _ => Ok(()),
    }
}
