//! The standing rule of an organisation: where its seeds come from, decided once and for all draws (`spec/draw.md`, sections 3 and 8).
//!
//! Which issue or round counts follows from the time of the commit. Nobody chooses it, and "it failed" leads to the named fallback, never
//! to another choice.

use lots::name::{DrawId as ProtocolId, Note, PersonCode};
use lots::plan::{Assurance, FallbackBody, PlanRefusal, PlannedSourceBody, SeedPlan, SeedPlanBody};
use lots::source::{CHAINS, Source};
use lots::time::Time;
use lots_cli::roster::character::{hides, says};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Refusal;
use super::lottery;
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

codes! {
    /// Where a standing rule stands.
    #[schema(as = DrawRuleState)]
    Standing {
        /// It waits for somebody else's approval.
        Waiting = "waiting",
        /// Every commit is under it.
        InForce = "in-force",
        /// Another took its place.
        Superseded = "superseded",
        /// Who wrote it took it back before it was approved.
        Withdrawn = "withdrawn",
        /// The approver didn't approve it, and said why.
        Returned = "returned",
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

/// Days on which 快乐8 or 双色球 isn't drawn, of a year whose announcement isn't in [`lots::lottery`].
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
    /// The lotteries' closed days in years that the program doesn't know.
    pub closed: Vec<Closed>,
}

/// A beacon and four that stand in.
pub const MOST_BEACONS: usize = 5;
/// The most closed spans.
pub const MOST_CLOSED: usize = 100;
/// The longest delay, in seconds.
pub const MOST_DELAY_S: i64 = 30 * 86_400;

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

impl StandingRule {
    /// What is wrong with it by itself.
    #[must_use]
    pub fn lacks(&self) -> Vec<Lack> {
        let dice = |dice: Dice| (1..=200).contains(&dice.throws) && (2..=10).contains(&dice.faces);
        let faults = [
            (!says(&self.text) || hides(&self.text) || Note::new(self.text.as_str()).is_err(), "text", "note-form"),
            (!(60..=MOST_DELAY_S).contains(&self.reveal_s), "reveal_s", "out-of-range"),
            (self.delay_s <= self.reveal_s || self.delay_s > MOST_DELAY_S, "delay_s", "delay-order"),
            (self.beacons.len() > MOST_BEACONS, "beacons", "too-many"),
            (self.dice.is_some_and(|thrown| !dice(thrown)), "dice", "dice-form"),
            (self.closed.len() > MOST_CLOSED, "closed", "too-many"),
            (self.closed.iter().any(|span| span.to < span.from), "closed", "date-order"),
            (self.closed.iter().any(|span| !lottery::is_fit(span)), "closed", "closed-known"),
        ];
        let found = faults.into_iter().filter(|(is, ..)| *is);
        found.map(|(_, field, code)| Lack { field: field.to_owned(), code }).collect()
    }

    /// The level it grants where two parties from outside reveal, as [`lots::plan`] does (section 3.3): what of a level is the rule's own.
    #[must_use]
    pub fn assurance(&self) -> Assurance {
        match (self.beacons.is_empty(), self.dice) {
            (false, _) => Assurance::A,
            (true, Some(_)) => Assurance::B,
            (true, None) => Assurance::C,
        }
    }

    /// Whether parties alone make the seeds: no beacon, no dice.
    #[must_use]
    pub fn is_alone(&self) -> bool {
        self.beacons.is_empty() && self.dice.is_none()
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
        lottery::first(&self.closed, beacon, from_s)
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
            sources.push(drawn(first.name, first.closes, chosen.collect()));
        }
        if let Some(Dice { throws, faces }) = self.dice {
            let closes = closes(committed.seconds() + self.delay_s)?;
            sources.push(drawn(format!("dice:{throws}d{faces}"), closes, Vec::new()));
        }
        let rule = Note::new(self.text.as_str()).map_err(|_| PlanRefusal::Form)?;
        let delay_s = u64::try_from(self.delay_s).map_err(|_| PlanRefusal::Form)?;
        let body = SeedPlanBody { delay_s, rule, sources };
        let checked = SeedPlan::check(&body, committed)?;
        Ok((body, checked.assurance))
    }
}

/// A source that isn't a party's.
const fn drawn(name: String, closes: String, fallback: Vec<FallbackBody>) -> PlannedSourceBody {
    PlannedSourceBody { closes, fallback, hash: String::new(), name, outside: 0 }
}

/// A rule says something else than the one in force, by its number: to approve the same once more would change nothing, and yet show as a change.
///
/// # Errors
/// [`Refusal::SameRule`].
pub fn differs(rule: &StandingRule, in_force: Option<(i64, &StandingRule)>) -> Result<(), Refusal> {
    match in_force {
        Some((number, before)) if before == rule => Err(Refusal::SameRule(number)),
        _ => Ok(()),
    }
}

/// Waiting -> In force: once, and by somebody who didn't write it.
///
/// # Errors
/// [`Refusal`].
pub fn approve(state: Standing, drafter: PersonId, by: PersonId) -> Result<(), Refusal> {
    match state {
        Standing::Waiting if drafter == by => Err(Refusal::OwnDraft),
        Standing::Waiting => Ok(()),
        _ => Err(Refusal::NotSubmitted),
    }
}

/// Waiting -> Returned, by whoever could approve it.
///
/// # Errors
/// [`Refusal`].
pub fn give_back(state: Standing, drafter: PersonId, by: PersonId) -> Result<(), Refusal> {
    approve(state, drafter, by)
}

/// Waiting -> Withdrawn, by who wrote it.
///
/// # Errors
/// [`Refusal`].
pub fn withdraw(state: Standing, drafter: PersonId, by: PersonId) -> Result<(), Refusal> {
    match state {
        Standing::Waiting if drafter != by => Err(Refusal::NotOwnRule),
        Standing::Waiting => Ok(()),
        _ => Err(Refusal::NotSubmitted),
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

/// Whether a source has closed before the plan is on record: then nobody could show that what is frozen came before the seed. Replays take minutes at the
/// worst, and a rule may give the reveals one.
#[must_use]
pub fn is_late(plan: &SeedPlan, now: Timestamp) -> bool {
    plan.sources.iter().any(|source| source.choices[0].closes.seconds() <= now.seconds())
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

/// How long after the first public source closes people may read values off. Whoever doesn't like a value would otherwise leave it unread for ever, and read it
/// when it suits. A spring festival's holidays lie within it.
const READ_WITHIN_S: i64 = 15 * 86_400;

/// Until when the public sources of a plan are read off; nothing where there are reveals alone. Afterwards a draw without its values is lost.
#[must_use]
pub fn read_until(plan: &SeedPlan) -> Option<Timestamp> {
    (!is_alone(plan)).then(|| read_within(first_close(plan)))
}

/// Until when public sources are read off of which the first closes then.
#[must_use]
pub const fn read_within(first_close: Timestamp) -> Timestamp {
    first_close.plus_s(READ_WITHIN_S)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn standing(beacons: &[Beacon]) -> StandingRule {
        StandingRule {
            text: "锁定两小时后第一个截止的期次".into(),
            reveal_s: 3600,
            delay_s: 7200,
            beacons: beacons.to_vec(),
            dice: None,
            closed: Vec::new(),
        }
    }

    fn parties() -> Vec<Revealing> {
        let party =
            |code: &str, outside| Revealing { code: code.parse().unwrap(), hash: lots::hash::Digest([1; 32]), outside };
        vec![party("party-1", true), party("party-2", true)]
    }

    #[test]
    fn the_issue_follows_from_the_time_of_the_commit() {
        let check = |beacons: &[Beacon], committed: &str, expected: &[(&str, &str)]| {
            let committed: Time = committed.parse().unwrap();
            let (plan, _) = standing(beacons).plan(&committed, &parties()).unwrap();
            let source = &plan.sources[2];
            let mut found = vec![(source.name.as_str(), source.closes.as_str())];
            found.extend(source.fallback.iter().map(|one| (one.name.as_str(), one.closes.as_str())));
            assert_eq!(found, expected);
            assert!(plan.sources[..2].iter().all(|source| source.name.starts_with("reveal:party-")));
        };
        // 2026-03-05 is day 64 of the year, ten of which were closed.
        let morning = "2026-03-05T09:00:00+08:00";
        check(&[Beacon::Kl8], morning, &[("kl8:2026054", "2026-03-05T21:00:00+08:00")]);
        check(&[Beacon::Kl8], "2026-03-05T19:00:01+08:00", &[("kl8:2026055", "2026-03-06T21:00:00+08:00")]);
        let two = [("kl8:2026054", "2026-03-05T21:00:00+08:00"), ("kl8:2026055", "2026-03-06T21:00:00+08:00")];
        check(&[Beacon::Kl8, Beacon::Kl8], morning, &two);
        // On a Friday the next 双色球 is Sunday's.
        check(&[Beacon::Ssq], "2026-03-06T09:00:00+08:00", &[("ssq:2026025", "2026-03-08T20:00:00+08:00")]);
        // Nothing is drawn while they are closed: the issue is the first one behind.
        check(&[Beacon::Kl8], "2026-02-14T09:00:00+08:00", &[("kl8:2026045", "2026-02-24T21:00:00+08:00")]);
        // Four days in October besides, and days that a rule says were closed in a year whose closed days are known count for nothing.
        check(&[Beacon::Kl8], "2026-11-27T09:00:00+08:00", &[("kl8:2026317", "2026-11-27T21:00:00+08:00")]);
        let round = "drand:52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971:26625412";
        let committed: Time = morning.parse().unwrap();
        let (plan, _) = standing(&[Beacon::Quicknet]).plan(&committed, &parties()).unwrap();
        assert_eq!(plan.sources[2].name, round);
    }

    #[test]
    fn a_commit_is_late_once_a_source_has_closed() {
        let committed: Time = "2026-03-05T09:00:00+08:00".parse().unwrap();
        let (body, _) = standing(&[Beacon::Kl8]).plan(&committed, &parties()).unwrap();
        let plan = SeedPlan::check(&body, &committed).unwrap();
        let late = |after_s: i64| is_late(&plan, Timestamp((committed.seconds() + after_s) * 1_000_000));
        assert_eq!([0, 3_599, 3_600].map(late), [false, false, true], "the reveals close after an hour");
    }

    #[test]
    fn days_that_only_a_rule_calls_closed_never_bring_an_issue_from_before_the_commit() {
        let plan = |closed: &[(&str, &str)], beacon: Beacon, committed: &str| {
            let closed = closed.iter().map(|(from, to)| Closed { from: date(from), to: date(to) }).collect();
            let rule = StandingRule { closed, ..standing(&[beacon]) };
            let (plan, _) = rule.plan(&committed.parse().unwrap(), &parties()).unwrap();
            (plan.sources[2].name.clone(), plan.sources[2].closes.clone())
        };
        let check = |closed: &[(&str, &str)], beacon, committed: &str, name: &str, closes: &str| {
            assert_eq!(plan(closed, beacon, committed), (name.to_owned(), closes.to_owned()), "{closed:?} {committed}");
        };
        // 2027 isn't known. Were no day closed, the issue of a day is its place in the year: it can only come later.
        let march = "2027-03-05T09:00:00+08:00";
        check(&[], Beacon::Kl8, march, "kl8:2027064", "2027-03-05T21:00:00+08:00");
        // With ten days closed the issue 064 is that of 15 March, and 054 may have been drawn on 23 February.
        let spring = [("2027-02-03", "2027-02-12")];
        check(&spring, Beacon::Kl8, march, "kl8:2027064", "2027-03-15T21:00:00+08:00");
        check(&spring, Beacon::Kl8, "2027-01-05T09:00:00+08:00", "kl8:2027005", "2027-01-05T21:00:00+08:00");
        // So it is with forty days that never were.
        let invented = [("2027-01-05", "2027-02-13")];
        check(&invented, Beacon::Kl8, march, "kl8:2027064", "2027-04-14T21:00:00+08:00");
        // The third Sunday's 双色球 is the eighth draw day of 2027 if none was closed.
        check(
            &[("2027-01-05", "2027-01-08")],
            Beacon::Ssq,
            "2027-01-16T09:00:00+08:00",
            "ssq:2027007",
            "2027-01-21T20:00:00+08:00",
        );
        // A known year's closed days are the announced ones, whatever a rule says.
        check(
            &[("2026-01-05", "2026-02-13")],
            Beacon::Kl8,
            "2026-03-05T09:00:00+08:00",
            "kl8:2026054",
            "2026-03-05T21:00:00+08:00",
        );
        let lacks = |from: &str, to: &str| {
            let closed = vec![Closed { from: date(from), to: date(to) }];
            StandingRule { closed, ..standing(&[Beacon::Kl8]) }.lacks().iter().map(|lack| lack.code).collect::<Vec<_>>()
        };
        assert_eq!(lacks("2026-02-14", "2026-02-23"), [""; 0]);
        assert_eq!(lacks("2026-02-13", "2026-02-23"), ["closed-known"]);
        assert_eq!(lacks("2026-12-30", "2027-01-02"), ["closed-known"]);
        assert_eq!(lacks("2027-02-03", "2027-02-12"), [""; 0]);
    }

    #[test]
    fn a_rule_gives_the_level_that_the_protocol_grants() {
        let committed: Time = "2026-03-05T09:00:00+08:00".parse().unwrap();
        let level = |rule: StandingRule, parties: &[Revealing]| {
            rule.plan(&committed, parties).map(|(_, level)| format!("{level:?}")).map_err(|why| why.code())
        };
        let dice = StandingRule { dice: Some(Dice { throws: 30, faces: 6 }), ..standing(&[]) };
        assert_eq!(level(standing(&[Beacon::Kl8]), &parties()).as_deref(), Ok("A"));
        for rule in [dice.clone(), standing(&[Beacon::Kl8]), standing(&[Beacon::Ssq]), standing(&[])] {
            assert_eq!(level(rule.clone(), &parties()), Ok(format!("{:?}", rule.assurance())), "{rule:?}");
        }
        assert_eq!(level(dice, &parties()).as_deref(), Ok("B"));
        assert_eq!(level(standing(&[]), &parties()).as_deref(), Ok("C"));
        assert_eq!(level(standing(&[Beacon::Kl8]), &[]).as_deref(), Ok("D"));
        assert_eq!(level(standing(&[Beacon::Ssq]), &[]), Err("plan-weak"));
        assert_eq!(level(standing(&[]), &parties()[..1]), Err("plan-weak"));
    }

    #[test]
    fn a_rule_that_waits_goes_on_by_another_or_back_and_only_once() {
        let [drafter, other] = [1, 2].map(|n| PersonId(uuid::Uuid::from_u128(n)));
        let steps = |state, by| {
            [approve(state, drafter, by), give_back(state, drafter, by), withdraw(state, drafter, by)]
                .map(|done| done.err().map(|refusal| refusal.code()))
        };
        let own = Some("draw-own-draft");
        assert_eq!(steps(Standing::Waiting, drafter), [own, own, None]);
        assert_eq!(steps(Standing::Waiting, other), [None, None, Some("draw-rule-not-own")]);
        for state in Standing::ALL.iter().filter(|state| **state != Standing::Waiting) {
            for by in [drafter, other] {
                assert_eq!(steps(*state, by), [Some("draw-not-submitted"); 3], "{state}");
            }
        }
    }

    #[test]
    fn the_rule_in_force_is_not_made_once_more() {
        let (rule, other) = (standing(&[Beacon::Kl8]), StandingRule { reveal_s: 60, ..standing(&[Beacon::Kl8]) });
        assert_eq!(differs(&rule, Some((3, &rule))), Err(Refusal::SameRule(3)));
        assert_eq!([differs(&rule, Some((3, &other))), differs(&rule, None)], [Ok(()), Ok(())]);
    }
}
