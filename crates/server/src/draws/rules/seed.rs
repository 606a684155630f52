//! Values of a plan's sources, and the record they make (`spec/draw.md`, section 3.5).

use lots::commitment::{Commitment, Protocol};
use lots::hash::Digest;
use lots::name::{Note, PersonCode};
use lots::plan::{Choice, PlannedSource};
use lots::seed::{Seed, SeedEntry, SeedRecord};
use lots::share::Secret;
use lots::source::Source;
use lots_cli::roster::character::says;

use super::standing::read_until;
use super::{Refusal, State};
use crate::accounts::PersonId;
use crate::app::value::Timestamp;

/// A value as somebody read it off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Which of the plan's sources, from 0.
    pub place: usize,
    /// The source's name: the planned one, or that of one that stands in.
    pub name: String,
    /// In normal form.
    pub value: String,
    /// A citation; a beacon's signature.
    pub evidence: String,
    /// Why an earlier one did not come into being.
    pub why: String,
    /// Who read it; nobody if the system fetched it.
    pub by: Option<PersonId>,
}

/// What a reading is checked against.
#[derive(Clone, Debug)]
pub struct Asked<'a> {
    /// The commitment.
    pub commitment: &'a Commitment,
    /// What others, and the same person, read already.
    pub before: &'a [Reading],
    /// The time.
    pub now: Timestamp,
}

/// How long after an earlier source's close another may stand in for it: by then everybody can know whether it came, and whoever would read it has been at work. A lottery
/// closes in the evening; in the night nobody else would.
const STAND_IN_AFTER_S: i64 = 15 * 3600;

/// The planned source of a place, if it isn't a reveal.
fn public(commitment: &Commitment, place: usize) -> Result<&PlannedSource, Refusal> {
    let source = commitment.plan().sources.get(place).filter(|source| source.reveal_hash.is_none());
    source.ok_or(Refusal::NotItsTurn)
}

fn chosen<'a>(source: &'a PlannedSource, name: &str) -> Result<(usize, &'a Choice), Refusal> {
    let choices = source.choices.iter().enumerate();
    choices.into_iter().find(|(_, choice)| choice.source.to_string() == name).ok_or(Refusal::NotItsTurn)
}

/// Which of a place's choices a source is: 0 for the planned one.
///
/// # Errors
/// [`Refusal::NotItsTurn`] if it is none.
pub fn choice(commitment: &Commitment, place: usize, name: &str) -> Result<usize, Refusal> {
    chosen(public(commitment, place)?, name).map(|(turn, _)| turn)
}

/// A reading of what somebody typed: the source has closed, the value can be one of it, and this person hasn't read it yet. One that stands in waits until
/// the earlier ones have closed and should be known, or it could be chosen, or not, for what it gives.
///
/// # Errors
/// [`Refusal`].
pub fn read(asked: &Asked<'_>, typed: Reading) -> Result<Reading, Refusal> {
    let source = public(asked.commitment, typed.place)?;
    let (turn, choice) = chosen(source, &typed.name)?;
    let earlier = source.choices[..turn].iter().map(|choice| choice.closes.seconds() + STAND_IN_AFTER_S).max();
    if asked.now.seconds() < earlier.unwrap_or_default().max(choice.closes.seconds()) {
        return Err(Refusal::TooEarly);
    }
    if read_until(asked.commitment.plan()).is_some_and(|until| asked.now > until) {
        return Err(Refusal::ReadLate);
    }
    // What nobody read is believed for its signature; a lottery has none.
    if typed.by.is_none() && choice.source.needs_double_entry() {
        return Err(Refusal::NotItsTurn);
    }
    // Whoever has the planned one's value would choose between the two by what they give.
    let earlier: Vec<String> = source.choices[..turn].iter().map(|choice| choice.source.to_string()).collect();
    if asked.before.iter().any(|reading| reading.place == typed.place && earlier.contains(&reading.name)) {
        return Err(Refusal::PlannedRead);
    }
    if turn > 0 && !says(&typed.why) {
        return Err(Refusal::WhyMissing);
    }
    if agreed(asked.before, typed.place, (turn, &choice.source)).is_some() {
        return Err(Refusal::GivenAlready);
    }
    let mine =
        |reading: &&Reading| reading.place == typed.place && reading.name == typed.name && reading.by == typed.by;
    if asked.before.iter().any(|reading| mine(&reading)) {
        return Err(Refusal::SameReader);
    }
    let value = choice.source.normalise(&typed.value).map_err(Refusal::NotAValue)?;
    let why = if turn == 0 { String::new() } else { typed.why.trim().to_owned() };
    Ok(Reading { value, why, ..typed })
}

/// The readings that settle one of a place's choices, by its turn: two equal ones by different people, and one of a planned drand round, which its signature proves.
/// That an earlier choice did not come into being nothing proves, so what stands in for it wants two people, a round of drand too.
///
/// Of a third person's the first two that agree count; those that differ stay on record.
#[must_use]
pub fn agreed<'a>(
    readings: &'a [Reading],
    place: usize,
    (turn, source): (usize, &Source),
) -> Option<(&'a Reading, Option<&'a Reading>)> {
    let name = source.to_string();
    let of: Vec<&Reading> = readings.iter().filter(|reading| reading.place == place && reading.name == name).collect();
    if turn == 0 && !source.needs_double_entry() {
        return of.first().map(|first| (*first, None));
    }
    let second = |at: usize, one: &Reading| {
        of[at + 1..]
            .iter()
            .find(|other| other.value == one.value && other.why == one.why && other.by != one.by)
            .copied()
    };
    of.iter().enumerate().find_map(|(at, one)| second(at, one).map(|other| (*one, Some(other))))
}

/// The readings that settle a place, by the first of its choices that has them.
#[must_use]
pub fn settled<'a>(
    planned: &PlannedSource,
    place: usize,
    readings: &'a [Reading],
) -> Option<(&'a Reading, Option<&'a Reading>)> {
    planned.choices.iter().enumerate().find_map(|(turn, choice)| agreed(readings, place, (turn, &choice.source)))
}

/// The sources of a place that people read off while nothing settles it, with how many readings there are of each: one waits for another person, and of more no two
/// agree.
#[must_use]
pub fn unsettled(planned: &PlannedSource, place: usize, readings: &[Reading]) -> Vec<(String, usize)> {
    if settled(planned, place, readings).is_some() {
        return Vec::new();
    }
    let read = |name: &str| readings.iter().filter(|one| one.place == place && one.name == name).count();
    let names = planned.choices.iter().map(|choice| choice.source.to_string());
    names.map(|name| (read(&name), name)).filter(|(count, _)| *count > 0).map(|(count, name)| (name, count)).collect()
}

/// What a party revealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revealed {
    /// Its code.
    pub code: PersonCode,
    /// 64 hex characters.
    pub value: String,
}

/// The record, if every source has its value; otherwise nothing.
///
/// # Errors
/// [`Refusal::Freeze`] if the protocol refuses a record of values that were each checked, which would be a fault of this program.
pub fn record(
    commitment: &Commitment,
    readings: &[Reading],
    revealed: &[Revealed],
    secret: &Secret,
    pseudonym: &dyn Fn(PersonId) -> PersonCode,
) -> Result<Option<SeedRecord>, Refusal> {
    let mut sources = Vec::new();
    for (place, planned) in commitment.plan().sources.iter().enumerate() {
        let entry = match &planned.choices[0].source {
            Source::Reveal(party) => revealed.iter().find(|one| one.code == *party).map(|one| of_reveal(planned, one)),
            _ => of_readings(planned, place, readings, pseudonym),
        };
        let Some(entry) = entry else { return Ok(None) };
        sources.push(entry);
    }
    let hex = secret.hex();
    let secret: Digest = std::str::from_utf8(&hex).ok().and_then(|hex| hex.parse().ok()).unwrap_or_default();
    let record = SeedRecord { commitment: commitment.digest(), protocol: Protocol::V1, secret, sources };
    let unfit = |why: lots::seed::SeedRefusal| super::freeze::Unfit::Protocol(why.code(), why.to_string());
    record.check(commitment).map_err(|why| Refusal::Freeze(unfit(why)))?;
    Ok(Some(record))
}

/// The second from which a record may be on record: when every source it uses has closed (`spec/journal.md`, section 9), and every one that another stands in for.
#[must_use]
pub fn due_s(commitment: &Commitment, record: &SeedRecord) -> i64 {
    let used = |choice: &Choice| {
        let name = choice.source.to_string();
        record.sources.iter().any(|entry| entry.name == name)
    };
    let closed = |planned: &PlannedSource| {
        let place = planned.choices.iter().position(used)?;
        planned.choices[..=place].iter().map(|choice| choice.closes.seconds()).max()
    };
    commitment.plan().sources.iter().filter_map(closed).max().unwrap_or_default()
}

/// The seed, as soon as everybody may know it. An unannounced draw's has the secret in it, and would say before the date who was drawn.
#[must_use]
pub fn told(record: &SeedRecord, state: State) -> Option<Seed> {
    let is_open = state == State::Announced || record.secret == Digest::default();
    is_open.then(|| record.seed())
}

fn of_reveal(planned: &PlannedSource, one: &Revealed) -> SeedEntry {
    let name = planned.choices[0].source.to_string();
    SeedEntry { entered: Vec::new(), evidence: Note::default(), name, value: one.value.clone(), why: Note::default() }
}

fn of_readings(
    planned: &PlannedSource,
    place: usize,
    readings: &[Reading],
    pseudonym: &dyn Fn(PersonId) -> PersonCode,
) -> Option<SeedEntry> {
    let (first, second) = settled(planned, place, readings)?;
    // The protocol's record names two readers of what no signature proves, and nobody of a round of drand.
    let is_signed = planned
        .choices
        .iter()
        .any(|choice| choice.source.to_string() == first.name && !choice.source.needs_double_entry());
    let entered = match second {
        Some(second) if !is_signed => [first.by, second.by].into_iter().flatten().map(pseudonym).collect(),
        _ => Vec::new(),
    };
    let note = |text: &str| Note::new(text).unwrap_or_default();
    let (name, value) = (first.name.clone(), first.value.clone());
    Some(SeedEntry { entered, evidence: note(&first.evidence), name, value, why: note(&first.why) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_with_a_secret_in_it_is_told_with_the_result() {
        let record =
            |secret| SeedRecord { commitment: Digest::of(b"c"), protocol: Protocol::V1, secret, sources: Vec::new() };
        let (open, kept) = (record(Digest::default()), record(Digest([7; 32])));
        assert_eq!(told(&open, State::Drawn), Some(open.seed()));
        assert_eq!(told(&kept, State::Drawn), None);
        assert_eq!(told(&kept, State::Announced), Some(kept.seed()));
    }

    #[test]
    fn what_stands_in_for_another_wants_two_people_whatever_it_is() {
        let round = "drand:52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971:26625412";
        let reading = |by: u128, why: &str| Reading {
            place: 0,
            name: round.into(),
            value: "a".into(),
            evidence: "b".into(),
            why: why.into(),
            by: Some(PersonId(uuid::Uuid::from_u128(by))),
        };
        let choice = |source: &str| Choice {
            closes: "2026-03-05T21:00:00+08:00".parse().unwrap(),
            source: source.parse().unwrap(),
        };
        let check = |choices: &[&str], readings: &[Reading], expected: bool| {
            let choices = choices.iter().map(|source| choice(source)).collect();
            let planned = PlannedSource { choices, reveal_hash: None, outside: false };
            assert_eq!(settled(&planned, 0, readings).is_some(), expected, "{readings:?}");
            assert_eq!(unsettled(&planned, 0, readings).is_empty(), expected, "{readings:?}");
        };
        check(&[round], &[reading(1, "")], true);
        check(&["ssq:2026023", round], &[reading(1, "停售")], false);
        check(&["ssq:2026023", round], &[reading(1, "停售"), reading(2, "开奖推迟")], false);
        check(&["ssq:2026023", round], &[reading(1, "停售"), reading(2, "停售")], true);
    }
}
