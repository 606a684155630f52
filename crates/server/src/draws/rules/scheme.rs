//! What people decide before a commit.

use std::collections::BTreeSet;

use lots::name::{Note, PoolName, ReasonCode, StratumName, SubjectId};
use lots::quota::Stratum;
use lots_cli::roster::character::says;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::cell::Axes;
use super::freeze::{CAP, CONFLICT, COOLING, OWN};
use super::progress::PlanLine;
use crate::app::value::Date;
use crate::catalogue::EditionId;
use crate::codes;
use crate::subjects::rules::{check, industry};
use crate::subjects::{Domain, Risk};

codes! {
    /// How rates become whole numbers (`spec/draw.md`, section 2.3).
    Rounding {
        /// Never below the rate.
        AtLeast = "at-least",
        /// A chance equals its rate.
        Exact = "exact",
    }
}

/// Reasons that follow from rules alone: one that a person gave must not look like one of them.
const RULED: [&str; 4] = [CAP, COOLING, OWN, CONFLICT];

/// A scheme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DrawScheme)]
pub struct Scheme {
    /// The edition whose items are inspected: their text stays as it was.
    pub edition: Option<EditionId>,
    /// The codes of the items (the plan, 二(五): no basis, no inspection).
    pub items: Vec<String>,
    /// The first day of the visits.
    pub from: Date,
    /// The last.
    pub to: Date,
    /// Who may be drawn.
    pub scope: Scope,
    /// By what they are parted.
    pub axes: Axes,
    /// The rate of each stratum.
    pub strata: Vec<Rate>,
    /// How rates become whole numbers.
    pub rounding: Rounding,
    /// Nobody who was visited so often in the year is drawn; a subject's own limit holds if it is lower.
    pub visits_most: Option<u16>,
    /// Nobody who was visited within so many days is drawn; a subject's own limit holds if it is longer.
    pub cooldown_days: Option<u16>,
    /// Subjects left out by name.
    pub left_out: Vec<LeftOut>,
    /// Who inspects.
    pub bench: BenchScheme,
    /// The pools of a team's seats, two at least (行政处罚法, article 42).
    pub seats: Vec<String>,
    /// Pairs that must not meet, besides declared conflicts.
    pub recusals: Vec<Pair>,
    /// Places above the lowest possible level of loads.
    pub slack: u16,
    /// How many reserves a stratum keeps.
    pub reserves: u16,
    /// By when an unannounced draw is published; nothing if the draw is announced at once.
    pub disclosure: Option<Date>,
    /// The line of the annual plan that it carries out, if it does one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<PlanLine>,
}

/// Who may be drawn: 存续 subjects of the organisation and those below it of whom all of this holds. An empty list asks nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = DrawScope)]
pub struct Scope {
    /// Fields of work.
    pub domains: Vec<Domain>,
    /// Risk classes.
    pub risks: Vec<Risk>,
    /// Regions that begin so.
    pub regions: Vec<String>,
    /// Industries that begin so; a section's letter means all of its divisions.
    pub industries: Vec<String>,
    /// With one of these tags.
    pub tags: Vec<String>,
}

/// The rate of a stratum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = StratumRate)]
pub struct Rate {
    /// The stratum, as [`Axes::cell`] names it.
    pub name: String,
    /// Numerator.
    pub p: u32,
    /// Denominator.
    pub q: u32,
    /// The fewest to draw.
    pub minimum: u32,
}

impl Rate {
    /// As the protocol has it, with so many subjects; nothing if the name or rate hasn't its form.
    #[must_use]
    pub fn stratum(&self, population: u64) -> Option<Stratum> {
        (self.q > 0).then_some(())?;
        Some(Stratum {
            minimum: u64::from(self.minimum),
            name: StratumName::new(self.name.as_str()).ok()?,
            p: u64::from(self.p),
            population,
            q: u64::from(self.q),
        })
    }
}

/// Somebody left out by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LeftOut {
    /// A subject's code, or an inspector's certificate number.
    pub code: String,
    /// Why: 1–32 of `a-z 0-9 -`.
    pub reason: String,
}

/// An inspector and a subject that must not meet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RecusedPair)]
pub struct Pair {
    /// The inspector's certificate number.
    pub certificate: String,
    /// The subject's code.
    pub code: String,
    /// Why.
    pub reason: String,
}

/// Who inspects.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BenchScheme {
    /// Only those with one of these fields; everybody if empty.
    pub fields: Vec<String>,
    /// Pools besides `all`, which everybody is in.
    pub pools: Vec<Pool>,
    /// Inspectors left out by name.
    pub left_out: Vec<LeftOut>,
    /// The most targets of one inspector.
    pub capacity: u32,
}

/// A named set of inspectors.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Pool {
    /// Its name, which a seat names.
    pub name: String,
    /// Experts only.
    pub experts: bool,
    /// With this qualification; any if empty.
    pub qualification: String,
    /// Of this unit; any if empty.
    pub unit: String,
}

/// The pool everybody is in.
pub const EVERYBODY: &str = "all";
/// The most strata, names left out, pairs.
pub const MOST_NAMED: usize = 10_000;
/// The most items, values of one part of the scope, pools.
pub const MOST_LISTED: usize = 50;
/// The most characters of a name, a tag, an item's code.
const MOST_CHARACTERS: i64 = 100;
/// The most targets of one inspector, and the most slack and reserves.
pub const MOST_EACH: u32 = 1_000;
/// The longest time for the visits, in days, and until they begin.
pub const MOST_DAYS: i32 = 366;
/// The longest time after the last visit until an unannounced draw is published, in days: who was visited stays a secret for a quarter at the most.
pub const MOST_SECRET_DAYS: i32 = 92;

/// A field at fault, and the fault's code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lack {
    /// The field on the wire.
    pub field: String,
    /// The fault's code.
    pub code: &'static str,
}

/// Gathers faults.
#[derive(Default)]
struct Lacks(Vec<Lack>);

impl Lacks {
    fn add(&mut self, is: bool, field: impl Into<String>, code: &'static str) {
        if is {
            self.0.push(Lack { field: field.into(), code });
        }
    }

    fn each<T>(&mut self, list: &[T], field: &str, fault: impl Fn(&T) -> Option<(&'static str, &'static str)>) {
        for (at, one) in list.iter().enumerate() {
            if let Some((part, code)) = fault(one) {
                self.add(true, format!("{field}.{at}.{part}"), code);
            }
        }
    }

    fn twice<'a, K: Ord + 'a>(&mut self, keys: impl Iterator<Item = K>, field: &str, part: &str) {
        let mut seen = BTreeSet::new();
        for (at, key) in keys.enumerate() {
            self.add(!seen.insert(key), format!("{field}.{at}.{part}"), "named-twice");
        }
    }
}

fn named(text: &str, is: bool) -> Option<(&'static str, &'static str)> {
    (!is || !is_clean(text)).then_some(("name", "name-form"))
}

/// Whether a registry would take it: two texts that look the same must not be two.
fn is_clean(text: &str) -> bool {
    check::line("text", text, MOST_CHARACTERS, true).is_none()
}

impl Scheme {
    /// Canonical JSON of it without whom it names: what everybody may know of it.
    #[must_use]
    pub fn told(self) -> String {
        let bench = BenchScheme { left_out: Vec::new(), ..self.bench };
        lots::canonical::to_text(&Self { left_out: Vec::new(), recusals: Vec::new(), bench, ..self })
    }

    /// All that is wrong with it by itself; what only the registries can tell is found when it is frozen.
    #[must_use]
    pub fn lacks(&self, today: Date) -> Vec<Lack> {
        let mut lacks = Lacks::default();
        self.period(today, &mut lacks);
        self.lists(&mut lacks);
        self.rates(&mut lacks);
        self.people(&mut lacks);
        lacks.0
    }

    /// What of its days lies too far off on a day, also on that of the commit.
    #[must_use]
    pub fn far(&self, today: Date) -> Vec<Lack> {
        let mut lacks = Lacks::default();
        self.horizon(today, &mut lacks);
        lacks.0
    }

    fn period(&self, today: Date, lacks: &mut Lacks) {
        lacks.add(self.edition.is_none() || self.items.is_empty(), "items", "draw-no-items");
        lacks.add(self.from < today, "from", "date-past");
        lacks.add(self.to < self.from, "to", "date-order");
        lacks.add(self.disclosure.is_some_and(|day| day <= today), "disclosure", "date-past");
        self.horizon(today, lacks);
    }

    /// Caps and cool-downs are counted for the first day, so a far one would count visits of a year that hasn't come; and a far date would hide who was visited.
    fn horizon(&self, today: Date, lacks: &mut Lacks) {
        let secret_until = self.to.plus_days(MOST_SECRET_DAYS);
        lacks.add(self.from > today.plus_days(MOST_DAYS), "from", "draw-from-far");
        lacks.add(self.to > self.from.plus_days(MOST_DAYS), "to", "draw-too-long");
        lacks.add(self.disclosure.is_some_and(|day| day > secret_until), "disclosure", "draw-disclosure-far");
    }

    fn lists(&self, lacks: &mut Lacks) {
        let scope = &self.scope;
        let listed = [
            ("items", self.items.len()),
            ("scope.domains", scope.domains.len()),
            ("scope.regions", scope.regions.len()),
            ("scope.industries", scope.industries.len()),
            ("scope.tags", scope.tags.len()),
            ("bench.fields", self.bench.fields.len()),
            ("bench.pools", self.bench.pools.len()),
        ];
        listed.iter().for_each(|(field, count)| lacks.add(*count > MOST_LISTED, *field, "too-many"));
        let named = [
            ("strata", self.strata.len()),
            ("left_out", self.left_out.len()),
            ("recusals", self.recusals.len()),
            ("bench.left_out", self.bench.left_out.len()),
        ];
        named.iter().for_each(|(field, count)| lacks.add(*count > MOST_NAMED, *field, "too-many"));
        let texts = [("items", &self.items), ("scope.tags", &scope.tags), ("bench.fields", &self.bench.fields)];
        for (field, list) in texts {
            let unclean = list.iter().enumerate().filter(|(_, text)| !is_clean(text));
            unclean.for_each(|(at, _)| lacks.add(true, format!("{field}.{at}"), "text-unclean"));
        }
        for (at, code) in scope.industries.iter().enumerate() {
            let fault = industry::fault_asked(code);
            lacks.add(fault.is_some(), format!("scope.industries.{at}"), fault.unwrap_or_default());
        }
        let mut seen = BTreeSet::new();
        for (at, item) in self.items.iter().enumerate() {
            lacks.add(!seen.insert(item), format!("items.{at}"), "named-twice");
        }
        let digits = |text: &&String| !text.is_empty() && text.len() <= 6 && text.bytes().all(|b| b.is_ascii_digit());
        lacks.add(!scope.regions.iter().all(|region| digits(&region)), "scope.regions", "region-prefix");
        lacks.add(!self.axes.is_sound(), "axes", "out-of-range");
    }

    fn rates(&self, lacks: &mut Lacks) {
        lacks.add(self.strata.is_empty(), "strata", "draw-no-strata");
        lacks.each(&self.strata, "strata", |rate| match rate {
            Rate { name, .. } if StratumName::check(name).is_err() || !is_clean(name) => Some(("name", "name-form")),
            Rate { p, q, .. } if *q == 0 || *q > 1_000_000 || p > q => Some(("p", "rate-form")),
            Rate { minimum, .. } if self.rounding == Rounding::Exact && *minimum > 0 => {
                Some(("minimum", "exact-minimum"))
            }
            _ => None,
        });
        lacks.twice(self.strata.iter().map(|rate| &rate.name), "strata", "name");
        lacks.add(self.strata.iter().all(|rate| rate.p == 0 && rate.minimum == 0), "strata", "draw-nobody");
    }

    fn people(&self, lacks: &mut Lacks) {
        let reason = |one: &LeftOut| match one {
            LeftOut { code, .. } if !says(code) => Some(("code", "required")),
            LeftOut { reason, .. } if ReasonCode::check(reason).is_err() => Some(("reason", "reason-form")),
            LeftOut { reason, .. } if RULED.contains(&reason.as_str()) => Some(("reason", "reason-ruled")),
            _ => None,
        };
        lacks.each(&self.left_out, "left_out", |one| match SubjectId::check(&one.code) {
            Err(_) => Some(("code", "subject-code-form")),
            Ok(()) => reason(one),
        });
        lacks.each(&self.bench.left_out, "bench.left_out", reason);
        lacks.twice(self.left_out.iter().map(|one| &one.code), "left_out", "code");
        lacks.each(&self.recusals, "recusals", |pair| match pair {
            Pair { code, .. } if SubjectId::check(code).is_err() => Some(("code", "subject-code-form")),
            Pair { certificate, .. } if !says(certificate) => Some(("certificate", "required")),
            Pair { reason, .. } if ReasonCode::check(reason).is_err() => Some(("reason", "reason-form")),
            Pair { reason, .. } if RULED.contains(&reason.as_str()) => Some(("reason", "reason-ruled")),
            _ => None,
        });
        lacks.twice(self.recusals.iter().map(|pair| (&pair.certificate, &pair.code)), "recusals", "code");
        lacks.each(&self.bench.pools, "bench.pools", |pool| {
            named(&pool.name, PoolName::check(&pool.name).is_ok() && pool.name != EVERYBODY)
        });
        lacks.each(&self.bench.pools, "bench.pools", |pool| match pool {
            Pool { qualification, .. } if !qualification.is_empty() && !is_clean(qualification) => {
                Some(("qualification", "text-unclean"))
            }
            Pool { unit, .. } if !unit.is_empty() && !is_clean(unit) => Some(("unit", "text-unclean")),
            _ => None,
        });
        lacks.twice(self.bench.pools.iter().map(|pool| &pool.name), "bench.pools", "name");
        lacks.add(!(2..=16).contains(&self.seats.len()), "seats", "seats-count");
        let known = |seat: &String| seat == EVERYBODY || self.bench.pools.iter().any(|pool| pool.name == *seat);
        lacks.add(!self.seats.iter().all(known), "seats", "seats-unknown");
        lacks.add(!(1..=MOST_EACH).contains(&self.bench.capacity), "bench.capacity", "out-of-range");
        lacks.add(u32::from(self.slack) > MOST_EACH, "slack", "out-of-range");
        lacks.add(u32::from(self.reserves) > MOST_EACH, "reserves", "out-of-range");
    }

    /// Items that the edition doesn't have, `known` being the codes of those it has.
    #[must_use]
    pub fn unknown_items(&self, known: &BTreeSet<String>) -> Vec<Lack> {
        let unknown = self.items.iter().enumerate().filter(|(_, code)| !known.contains(*code));
        unknown.map(|(at, _)| Lack { field: format!("items.{at}"), code: "draw-item-unknown" }).collect()
    }

    /// The digest of all it says, under which it is approved.
    #[must_use]
    pub fn digest(&self) -> lots::hash::Digest {
        lots::hash::Digest::of(lots::canonical::to_text(self).as_bytes())
    }
}

/// A line of public text: 1 to 120 characters of at most 400 bytes, no control characters nor such as nobody sees.
#[must_use]
pub fn is_line(text: &str) -> bool {
    check::line("text", text, 120, true).is_none() && Note::new(text).is_ok()
}
