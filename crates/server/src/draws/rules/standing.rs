//! The standing rule of an organisation: where its seeds come from, decided once and for all draws (`spec/draw.md`, sections 3 and 8).
//!
//! Which issue or round counts follows from the time of the commit. Nobody chooses it, and "it failed" leads to the named fallback, never
//! to another choice.

use lots::name::{DrawId as ProtocolId, Note, PersonCode};
use lots::plan::{Assurance, FallbackBody, PlanRefusal, PlannedSourceBody, SeedPlan, SeedPlanBody};
use lots::source::{CHAINS, Source};
use lots::time::Time;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Refusal;
use super::scheme::Lack;
use crate::accounts::PersonId;
use crate::app::value::{Date, Timestamp};
use crate::codes;

codes! {
    /// A public source of numbers nobody here controls.
    Beacon {
        /// 快乐8, drawn every evening.
        Kl8 = "kl8",
        /// 双色球, drawn on Tuesdays, Thursdays and Sundays.
        Ssq = "ssq",
        /// drand's chain quicknet.
        Quicknet = "drand-quicknet",
        /// drand's chain default.
        Default = "drand-default",
    }
}

/// Dice thrown in public.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Dice {
    /// How many throws, 1–200.
    pub throws: u8,
    /// How many faces, 2–10.
    pub faces: u8,
}

/// Days on which 快乐8 or 双色球 isn't drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Closed {
    /// The first day.
    pub from: Date,
    /// The last.
    pub to: Date,
}

/// The rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StandingRule {
    /// In words, as the commitment and the public have it.
    pub text: String,
    /// So many seconds after the commit the reveals close.
    pub reveal_s: i64,
    /// So many seconds after the commit a beacon closes at the earliest.
    pub delay_s: i64,
    /// The beacon and, behind it, those that stand in for it, in order.
    pub beacons: Vec<Beacon>,
    /// Dice besides, or instead.
    pub dice: Option<Dice>,
    /// The lotteries' closed days.
    pub closed: Vec<Closed>,
}

/// A beacon and four that stand in.
pub const MOST_BEACONS: usize = 5;
/// The most closed spans.
pub const MOST_CLOSED: usize = 100;
/// The longest delay, in seconds.
pub const MOST_DELAY_S: i64 = 30 * 86_400;
const DAY_S: i64 = 86_400;
/// So far a lottery's next issue is looked for.
const LOOKED_DAYS: i32 = 60;

/// A party as the plan sees it.
#[derive(Clone, Debug)]
pub struct Revealing {
    /// Its code in the commitment.
    pub code: PersonCode,
    /// The hash it gave.
    pub hash: lots::hash::Digest,
    /// Whether it stands outside the operator.
    pub outside: bool,
}

/// A day and a time of day in China, in seconds since 1970.
fn at(date: Date, hour: i64) -> i64 {
    let days = date.0.duration_since(jiff::civil::date(1970, 1, 1)).as_hours() / 24;
    days * DAY_S + (hour - 8) * 3600
}

impl StandingRule {
    /// What is wrong with it by itself.
    #[must_use]
    pub fn lacks(&self) -> Vec<Lack> {
        let dice = |dice: Dice| (1..=200).contains(&dice.throws) && (2..=10).contains(&dice.faces);
        let faults = [
            (self.text.trim().is_empty() || Note::new(self.text.as_str()).is_err(), "text", "note-form"),
            (!(60..=MOST_DELAY_S).contains(&self.reveal_s), "reveal_s", "out-of-range"),
            (self.delay_s <= self.reveal_s || self.delay_s > MOST_DELAY_S, "delay_s", "delay-order"),
            (self.beacons.len() > MOST_BEACONS, "beacons", "too-many"),
            (self.dice.is_some_and(|thrown| !dice(thrown)), "dice", "dice-form"),
            (self.closed.len() > MOST_CLOSED, "closed", "too-many"),
            (self.closed.iter().any(|span| span.to < span.from), "closed", "date-order"),
        ];
        let found = faults.into_iter().filter(|(is, ..)| *is);
        found.map(|(_, field, code)| Lack { field: field.to_owned(), code }).collect()
    }

    fn is_closed(&self, date: Date) -> bool {
        self.closed.iter().any(|span| span.from <= date && date <= span.to)
    }

    /// Whether a lottery is drawn on a day.
    fn draws(&self, beacon: Beacon, date: Date) -> bool {
        use jiff::civil::Weekday::{Sunday, Thursday, Tuesday};
        let weekday = date.0.weekday();
        !self.is_closed(date) && (beacon == Beacon::Kl8 || matches!(weekday, Tuesday | Thursday | Sunday))
    }

    /// The name of the issue drawn on a day: its place among the days of the year on which there is one.
    fn issue(&self, beacon: Beacon, date: Date) -> String {
        let mut day = Date(date.0.first_of_year());
        let mut number = 0;
        while day <= date {
            number += i32::from(self.draws(beacon, day));
            day = day.plus_days(1);
        }
        format!("{beacon}:{:04}{number:03}", date.0.year())
    }

    /// The first one of a beacon that closes at or after an instant: its name and its close. Lotteries close when their sales do.
    fn first(&self, beacon: Beacon, from_s: i64, delayed_s: i64) -> Option<(String, i64)> {
        let chain = match beacon {
            Beacon::Kl8 | Beacon::Ssq => None,
            Beacon::Quicknet => Some(&CHAINS[0]),
            Beacon::Default => Some(&CHAINS[1]),
        };
        if let Some(chain) = chain {
            // The protocol fixes the round: the first one at or after the delay, as a fallback too.
            let round = chain.first_round_from(delayed_s);
            return Some((format!("drand:{}:{round}", chain.hash), chain.round_time(round)?));
        }
        let hour = if beacon == Beacon::Kl8 { 21 } else { 20 };
        let first = Timestamp(from_s.checked_mul(1_000_000)?).date();
        let days = (0..LOOKED_DAYS).map(|days| first.plus_days(days));
        let date = days.into_iter().find(|date| self.draws(beacon, *date) && at(*date, hour) >= from_s)?;
        Some((self.issue(beacon, date), at(date, hour)))
    }

    /// The beacon of a commit and those that stand in for it, each behind the one before.
    fn beacon(&self, committed_s: i64) -> Option<Vec<(String, i64)>> {
        let delayed = committed_s + self.delay_s;
        let mut from = delayed;
        let mut chosen: Vec<(String, i64)> = Vec::new();
        for beacon in &self.beacons {
            let next = self.first(*beacon, from, delayed)?;
            from = from.max(next.1 + 1);
            chosen.push(next);
        }
        Some(chosen)
    }

    /// The seed plan of a commit at this time, and the level of assurance it grants.
    ///
    /// # Errors
    /// [`PlanRefusal`]; `Issue` if no issue comes within sixty days.
    pub fn plan(&self, committed: &Time, parties: &[Revealing]) -> Result<(SeedPlanBody, Assurance), PlanRefusal> {
        let time = |seconds: i64| Time::beijing(seconds).map_err(|_| PlanRefusal::Form);
        let closes = |seconds: i64| time(seconds).map(|time| time.as_str().to_owned());
        let reveals = closes(committed.seconds() + self.reveal_s)?;
        let mut sources: Vec<PlannedSourceBody> = parties
            .iter()
            .map(|party| PlannedSourceBody {
                closes: reveals.clone(),
                fallback: Vec::new(),
                hash: party.hash.to_string(),
                name: format!("reveal:{}", party.code),
                outside: u64::from(party.outside),
            })
            .collect();
        let chosen = self.beacon(committed.seconds()).ok_or(PlanRefusal::Issue)?;
        let named = |(name, seconds): (String, i64)| Ok(FallbackBody { closes: closes(seconds)?, name });
        let mut chosen = chosen.into_iter().map(named).collect::<Result<Vec<_>, PlanRefusal>>()?.into_iter();
        if let Some(first) = chosen.next() {
            let (name, closes) = (first.name, first.closes);
            sources.push(PlannedSourceBody {
                closes,
                fallback: chosen.collect(),
                hash: String::new(),
                name,
                outside: 0,
            });
        }
        if let Some(Dice { throws, faces }) = self.dice {
            sources.push(PlannedSourceBody {
                closes: closes(committed.seconds() + self.delay_s)?,
                fallback: Vec::new(),
                hash: String::new(),
                name: format!("dice:{throws}d{faces}"),
                outside: 0,
            });
        }
        let rule = Note::new(self.text.as_str()).map_err(|_| PlanRefusal::Form)?;
        let delay_s = u64::try_from(self.delay_s).map_err(|_| PlanRefusal::Form)?;
        let body = SeedPlanBody { delay_s, rule, sources };
        let checked = SeedPlan::check(&body, committed)?;
        Ok((body, checked.assurance))
    }
}

/// Written -> In force: once, and by somebody who didn't write it.
///
/// # Errors
/// [`Refusal`].
pub fn approve(drafter: PersonId, approver: Option<PersonId>, by: PersonId) -> Result<(), Refusal> {
    match approver {
        _ if drafter == by => Err(Refusal::OwnDraft),
        Some(_) => Err(Refusal::NotSubmitted),
        None => Ok(()),
    }
}

/// When the first source that isn't a reveal closes; with reveals alone, the last of these: from then on the seed can be known.
#[must_use]
pub fn first_close(plan: &SeedPlan) -> Timestamp {
    let closes = |reveals: bool| {
        let of = plan.sources.iter().filter(move |source| source.reveal_hash.is_some() == reveals);
        of.map(|source| source.choices[0].closes.seconds())
    };
    let seconds = closes(false).min().or_else(|| closes(true).max()).unwrap_or_default();
    Timestamp(seconds.saturating_mul(1_000_000))
}

/// Whether parties alone make the seed: no beacon, no dice.
#[must_use]
pub fn is_alone(plan: &SeedPlan) -> bool {
    plan.sources.iter().all(|source| source.reveal_hash.is_some())
}

/// When the last party's time to reveal is over; nothing where none reveals.
#[must_use]
pub fn last_reveal(plan: &SeedPlan) -> Option<Timestamp> {
    let reveals = plan.sources.iter().filter(|source| source.reveal_hash.is_some());
    reveals.map(|source| Timestamp(source.choices[0].closes.seconds().saturating_mul(1_000_000))).max()
}

/// Whether a party's time to reveal is over and its value isn't there: such a draw never has a seed. A deadline's own second still counts.
#[must_use]
pub fn is_lost(plan: &SeedPlan, has_revealed: impl Fn(&str) -> bool, now: Timestamp) -> bool {
    plan.sources.iter().filter(|source| source.reveal_hash.is_some()).any(|source| {
        let (name, closes) = (source.choices[0].source.to_string(), source.choices[0].closes.seconds());
        now.seconds() > closes && !has_revealed(name.strip_prefix("reveal:").unwrap_or(&name))
    })
}

/// Until when a draw may be annulled (section 4): while no beacon can be known. A plan of reveals alone has none: it may be annulled until the `first_value` is
/// there, since whoever learns the others' could compute the result and have it annulled; and one that is lost at any time, since there is no seed that
/// anybody could have disliked. Who stayed away is public.
#[must_use]
pub fn annulled_until(plan: &SeedPlan, is_lost: bool, first_value: Option<Timestamp>) -> Option<Timestamp> {
    let close = first_close(plan);
    match (is_alone(plan), is_lost) {
        (true, true) => None,
        (true, false) => Some(first_value.map_or(close, |at| at.min(close))),
        (false, _) => Some(close),
    }
}

/// What stands in a reveal's hash.
#[must_use]
pub fn reveal_hash(draw: &ProtocolId, party: &PersonCode, value: &str) -> lots::hash::Digest {
    lots::plan::reveal_hash(draw, party, value)
}

/// Whether a source's value is read by two people.
#[must_use]
pub fn is_read_twice(name: &str) -> bool {
    name.parse::<Source>().is_ok_and(|source| source.needs_double_entry())
}
