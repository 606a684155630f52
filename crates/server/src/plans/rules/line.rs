//! What a plan says: its head and its lines, their limits, and who is among a line's subjects.

use std::collections::BTreeSet;

use lots_cli::roster::character::says;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::accounts::OrganisationId;
use crate::app::value::unreadable;
use crate::catalogue::EditionId;
use crate::catalogue::rules::{Method, Rate};
use crate::subjects::rules::industry::{self, Industries};
use crate::subjects::{Domain, Risk};

/// The years a plan can be of.
pub const YEARS: (i64, i64) = (2016, 2100);
/// The caps: visits to one subject a year.
pub const CAPS: (i64, i64) = (1, 12);
/// The cool-downs, in months.
pub const COOLDOWNS: (i64, i64) = (0, 24);
/// The horizons, in years.
pub const HORIZONS: (i64, i64) = (1, 10);
/// What a visit costs an inspector, in hundredths of a day.
pub const EFFORTS: (i64, i64) = (1, 2_000);
/// The most characters of a title, and of the basis and the note.
pub const LENGTHS: (usize, usize) = (200, 2_000);
/// The most lines.
pub const MOST_LINES: usize = 200;
/// The most entries of a list of an extent.
pub const MOST_ENTRIES: usize = 50;
/// The seats of a team (the plan, 二(五): not fewer than two).
pub const SEATS: (u32, u32) = (2, 10);
/// The greatest minimum of a class.
pub const MOST_MINIMUM: u32 = 1_000_000;

/// What a plan says besides its lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PlanHead)]
pub struct Head {
    /// Its title.
    pub title: String,
    /// 编制依据.
    pub basis: String,
    /// What is new in it.
    pub note: String,
    /// The most visits to one subject a year.
    pub cap: i64,
    /// The fewest months between two visits to one subject.
    pub cooldown_months: i64,
    /// Within how many years everybody should have been seen.
    pub horizon_years: i64,
    /// Hundredths of a day that a visit costs each inspector.
    pub effort_hundredths: i64,
}

/// Which subjects a line draws from. An empty list asks nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PlanExtent)]
pub struct Extent {
    /// The fields they work in.
    pub domains: BTreeSet<Domain>,
    /// Regions that begin so: `2104` is all of 抚顺市.
    pub regions: BTreeSet<String>,
    /// Industries that begin so; a section's letter means all of its divisions.
    pub industries: BTreeSet<String>,
    /// With one of these tags.
    pub tags: BTreeSet<String>,
}

/// What an extent asks of a subject.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The field it works in.
    pub domain: Domain,
    /// GB/T 2260.
    pub region: &'a str,
    /// GB/T 4754, or empty.
    pub industry: &'a str,
    /// Its tags.
    pub tags: &'a [String],
}

impl Extent {
    /// Whether a subject lies in it.
    #[must_use]
    pub fn holds(&self, subject: Facts<'_>) -> bool {
        let is_there = |begin: &String| subject.region.starts_with(begin.as_str());
        (self.domains.is_empty() || self.domains.contains(&subject.domain))
            && (self.regions.is_empty() || self.regions.iter().any(is_there))
            && Industries::of(&self.industries).holds(subject.industry)
            && (self.tags.is_empty() || subject.tags.iter().any(|tag| self.tags.contains(tag)))
    }
}

/// How many of a risk class are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PlanClassRate)]
pub struct ClassRate {
    /// Which class.
    pub risk: Risk,
    /// The share of them a year.
    pub rate: Rate,
    /// The fewest a year, if there are so many.
    pub minimum: u32,
}

/// A line: an item, of whom, at which rates, in which months, by whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PlanLine)]
pub struct Line {
    /// The catalogue's edition that has the item's text.
    pub edition: EditionId,
    /// The item's code in it.
    pub item: String,
    /// Which subjects.
    pub extent: Extent,
    /// How many of each class; a class that isn't here isn't drawn.
    pub classes: Vec<ClassRate>,
    /// When it is drawn: 1 to 12.
    pub months: BTreeSet<u8>,
    /// Who carries it out.
    pub organisation: OrganisationId,
    /// How many inspectors go.
    pub seats: u32,
    /// 抽查方式.
    pub method: Method,
    /// What people should know of it.
    pub note: String,
}

impl Line {
    /// What it asks of a class.
    #[must_use]
    pub fn class(&self, risk: Risk) -> Option<ClassRate> {
        self.classes.iter().find(|class| class.risk == risk).copied()
    }
}

/// What a line names, as it was looked up.
#[derive(Clone, Debug, Default)]
pub struct Named {
    /// Whether its edition is published and not withdrawn.
    pub public: bool,
    /// The item's methods, if the edition has the item.
    pub methods: Option<BTreeSet<Method>>,
    /// Whether the organisation is the plan's or below, and open.
    pub within: bool,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// The line, from 1; nothing for the head.
    pub line: Option<usize>,
    /// The field on the wire.
    pub field: &'static str,
    /// The fault's code.
    pub code: &'static str,
}

/// What is wrong with a head.
#[must_use]
pub fn head_flaws(head: &Head) -> Vec<Flaw> {
    let outside = |value: i64, (least, most): (i64, i64)| !(least..=most).contains(&value);
    let found = [
        ("title", text_flaw(&head.title, LENGTHS.0, true)),
        ("basis", text_flaw(&head.basis, LENGTHS.1, true)),
        ("note", text_flaw(&head.note, LENGTHS.1, false)),
        ("cap", outside(head.cap, CAPS).then_some("plan-cap")),
        ("cooldown_months", outside(head.cooldown_months, COOLDOWNS).then_some("plan-cooldown")),
        ("horizon_years", outside(head.horizon_years, HORIZONS).then_some("plan-horizon")),
        ("effort_hundredths", outside(head.effort_hundredths, EFFORTS).then_some("plan-effort")),
    ];
    let flaw = |(field, code): (_, Option<_>)| code.map(|code| Flaw { line: None, field, code });
    found.into_iter().filter_map(flaw).collect()
}

fn text_flaw(text: &str, most: usize, needed: bool) -> Option<&'static str> {
    match text {
        _ if needed && !says(text) => Some("plan-text-empty"),
        _ if text.chars().count() > most => Some("plan-text-long"),
        _ if text.trim() != text => Some("plan-text-spaces"),
        _ => unreadable(text),
    }
}

/// What is wrong with lines, each with what it names.
#[must_use]
pub fn flaws(lines: &[(&Line, Named)]) -> Vec<Flaw> {
    if lines.len() > MOST_LINES {
        return vec![Flaw { line: None, field: "lines", code: "plan-lines-many" }];
    }
    let of = |(at, (line, named)): (usize, &(&Line, Named))| {
        let flaw = move |(field, code)| Flaw { line: Some(at), field, code };
        line_flaws(line, named).into_iter().map(flaw)
    };
    (1..).zip(lines).flat_map(of).collect()
}

fn line_flaws(line: &Line, named: &Named) -> Vec<(&'static str, &'static str)> {
    let methods = named.methods.as_ref();
    let found = [
        ("edition", (!named.public).then_some("plan-line-edition")),
        ("item", (named.public && methods.is_none()).then_some("plan-line-item")),
        ("extent", extent_flaw(&line.extent)),
        ("classes", classes_flaw(&line.classes)),
        ("months", months_flaw(&line.months)),
        ("organisation", (!named.within).then_some("plan-line-organisation")),
        ("seats", (!(SEATS.0..=SEATS.1).contains(&line.seats)).then_some("plan-line-seats")),
        ("method", methods.is_some_and(|known| !known.contains(&line.method)).then_some("plan-line-method")),
        ("note", text_flaw(&line.note, LENGTHS.0, false)),
    ];
    found.into_iter().filter_map(|(field, code)| code.map(|code| (field, code))).collect()
}

fn extent_flaw(extent: &Extent) -> Option<&'static str> {
    let lists = [&extent.regions, &extent.industries, &extent.tags];
    let digits = |code: &String| (2..=6).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_digit());
    let industry = |code: &String| industry::fault_asked(code).is_none();
    let tag = |tag: &String| text_flaw(tag, 40, true).is_none();
    match extent {
        _ if lists.iter().any(|list| list.len() > MOST_ENTRIES) => Some("plan-extent-long"),
        _ if !extent.regions.iter().all(digits) => Some("plan-extent-region"),
        _ if !extent.industries.iter().all(industry) => Some("plan-extent-industry"),
        _ if !extent.tags.iter().all(tag) => Some("plan-extent-tag"),
        _ => None,
    }
}

fn classes_flaw(classes: &[ClassRate]) -> Option<&'static str> {
    let named: BTreeSet<Risk> = classes.iter().map(|class| class.risk).collect();
    match classes {
        [] => Some("plan-line-no-class"),
        _ if named.len() < classes.len() => Some("plan-line-class-twice"),
        _ if classes.iter().any(|class| !class.rate.is_sound()) => Some("plan-line-rate"),
        _ if classes.iter().any(|class| class.minimum > MOST_MINIMUM) => Some("plan-line-minimum"),
        _ if classes.iter().any(|class| class.rate.numerator == 0 && class.minimum == 0) => Some("plan-line-nobody"),
        _ => None,
    }
}

fn months_flaw(months: &BTreeSet<u8>) -> Option<&'static str> {
    match months {
        _ if months.is_empty() => Some("plan-line-no-month"),
        _ if !months.iter().all(|month| (1..=12).contains(month)) => Some("plan-line-month"),
        _ => None,
    }
}
