//! Where a draw's seed comes from, and what to compare.

use std::collections::BTreeSet;

use lots::name::Note;
use lots::plan::PlannedSourceBody;
use lots::seed::SeedEntry;
use lots::source::{Issue, Source};
use maud::{Markup, html};

use super::draw::Told;
use crate::app::page::{self, Reader};
use crate::app::problem::Problem;
use crate::app::value::Timestamp;
use crate::draws::api::source;
use crate::draws::rules::standing::Closed;
use crate::draws::rules::{State, lottery, seed as rules, standing};
use crate::draws::store::reading;

/// Where the seed comes from, and with what assurance.
pub(super) fn section(reader: Reader, told: &Told) -> Result<Markup, Problem> {
    let body = told.commitment.body();
    let level = told.row.assurance.as_deref().unwrap_or_default().to_lowercase();
    // The record has a value for each source of the plan, in its order.
    let values = told.record.as_ref().map(|record| record.sources.as_slice()).unwrap_or_default();
    let heads = ["draw-source", "draw-closes", "draw-value"];
    let called = |name: &str| source::in_words(reader, name, &told.parties);
    let own = told.rule.as_ref().map(|(rule, _)| rule.rule()).transpose()?.map(|rule| rule.closed).unwrap_or_default();
    Ok(html! {
        h2 #seed { (reader.say("draw-seed")) }
        p { (reader.say(&format!("draw-assurance-{level}"))) }
        p { (reader.words.say("draw-rule", &[("rule", &body.seed_plan.rule.as_str())])) @if let Some(said) = in_force(reader, told) { " " (said) } }
        (page::cards(&reader.say("draw-seed"), &html! { table {
            thead { tr { @for key in heads { th scope="col" { (reader.say(key)) } } } }
            tbody { @for (place, source) in body.seed_plan.sources.iter().enumerate() { tr {
                th scope="row" {
                    (called(&source.name)) br; code.small { (source.name) }
                    @for other in &source.fallback { br; span.small { (reader.say("draw-fallback")) " " (called(&other.name)) " " code { (other.name) } } }
                }
                td.date { (closes(reader, &source.closes)) }
                td {
                    @match values.get(place).cloned().or_else(|| known(told, place)) {
                        None => { (awaited(reader, told, place)) }
                        Some(entry) => {
                            @if entry.name != source.name {
                                strong {
                                    (reader.words.say("draw-stood-in", &[("name", &called(&entry.name)), ("why", &entry.why.as_str())]))
                                    @for said in unread(reader, source, &entry.name) { " " (said) }
                                } br;
                            }
                            code.hash { (entry.value) }
                            (read_at(reader, told, (place, &entry.name)))
                            (others(reader, told, (place, &entry)))
                        }
                    }
                }
            } } }
        } }))
        (value(reader, told))
        @let years = lottery_years(told);
        @if !years.is_empty() { p { (reader.say("draw-lottery-compare")) @for said in counted(reader, &own, &years) { " " (said) } } }
        @if body.seed_plan.sources.iter().any(|source| matches!(source.name.parse(), Ok(Source::Dice { .. }))) { p { (reader.say("draw-dice-compare")) } }
    })
}

/// What everybody may know of a place before the record is there, as the live screen tells it too: what a party revealed once all have, and what settles a public
/// source.
fn known(told: &Told, place: usize) -> Option<SeedEntry> {
    let planned = told.commitment.plan().sources.get(place)?;
    let entry = |name: &str, value: &str, why: &str| SeedEntry {
        entered: Vec::new(),
        evidence: Note::default(),
        name: name.to_owned(),
        value: value.to_owned(),
        why: Note::new(why).unwrap_or_default(),
    };
    let name = planned.choices[0].source.to_string();
    if let Some(code) = name.strip_prefix("reveal:") {
        let party = told.parties.iter().find(|party| party.code == code).filter(|_| told.all_revealed())?;
        return Some(entry(&name, party.value.as_deref()?, ""));
    }
    let readings: Vec<rules::Reading> = told.readings.iter().map(reading::Model::reading).collect();
    let (first, _) = rules::settled(planned, place, &readings)?;
    Some(entry(&first.name, &first.value, &first.why))
}

/// Why a party's value isn't told though the party has revealed it.
fn kept(told: &Told, place: usize) -> Option<&'static str> {
    let planned = told.commitment.plan().sources.get(place)?;
    let name = planned.choices[0].source.to_string();
    let code = name.strip_prefix("reveal:")?;
    told.parties.iter().find(|party| party.code == code && party.value.is_some())?;
    let is_over = told.lost.is_some() || told.row.state == State::Annulled;
    Some(if is_over { "draw-value-never" } else { "draw-value-kept" })
}

/// The seed itself, or why it isn't told yet.
fn value(reader: Reader, told: &Told) -> Markup {
    html! {
        @if let Some(record) = &told.record {
            @match rules::told(record, told.row.state) {
                Some(seed) => { p { (reader.say("draw-seed-value")) br; code.hash { (seed.0.to_string()) } } }
                None => { p { (reader.say("draw-seed-kept")) } }
            }
        }
    }
}

/// Of each source before the one that was read, that nobody read it: what two people say of a lottery, that it came to nothing, anybody can hold against its
/// announcements, and nobody else would.
fn unread(reader: Reader, planned: &PlannedSourceBody, read: &str) -> Vec<String> {
    let others = planned.fallback.iter().map(|other| (&other.name, &other.closes));
    let before = std::iter::once((&planned.name, &planned.closes)).chain(others).take_while(|(name, _)| *name != read);
    let said = |(name, at): (&String, &String)| match name.parse() {
        Ok(Source::Kl8(issue)) => unread_issue(reader, "draw-unread-kl8", issue, at),
        Ok(Source::Ssq(issue)) => unread_issue(reader, "draw-unread-ssq", issue, at),
        _ => {
            let name = source::in_words(reader, name, &[]);
            reader.words.say("draw-unread", &[("name", &name), ("at", &closes(reader, at))])
        }
    };
    before.map(said).collect()
}

fn unread_issue(reader: Reader, key: &str, Issue { year, number }: Issue, at: &str) -> String {
    let issue = format!("{year}{number:03}");
    reader.words.say(key, &[("issue", &issue), ("at", &closes(reader, at))])
}

/// Since when the standing rule has been in force, and how often it was changed: one that is made for a draw shows here.
fn in_force(reader: Reader, told: &Told) -> Option<String> {
    let (rule, count) = told.rule.as_ref()?;
    let since = page::moment(reader, rule.approved_at?);
    Some(reader.words.say("draw-rule-since", &[("n", &rule.number), ("since", &since), ("count", count)]))
}

/// How a place stands that has no value yet. What was read isn't told, or the next would copy it; that readings differ is, or one person's veto would look as if
/// nobody had read anything.
fn awaited(reader: Reader, told: &Told, place: usize) -> Markup {
    let readings: Vec<rules::Reading> = told.readings.iter().map(reading::Model::reading).collect();
    let plan = told.commitment.plan();
    let open = plan.sources.get(place).map(|source| rules::unsettled(source, place, &readings)).unwrap_or_default();
    let is_awaited = told.row.state == State::Committed && told.lost.is_none();
    let until = standing::read_until(plan).filter(|_| is_awaited).map(|until| page::moment(reader, until));
    let stands_in = |name: &str| plan.sources[place].choices[0].source.to_string() != name;
    let said = |(name, count): &(String, usize)| {
        let key = if *count == 1 { "draw-read-once" } else { "draw-read-differ" };
        let (name, times) = (source::in_words(reader, name, &told.parties), times(reader, told, (place, name)));
        reader.words.say(key, &[("name", &name), ("n", count), ("times", &times)])
    };
    html! {
        @if let Some(key) = kept(told, place) { (reader.say(key)) }
        @else if open.is_empty() { "–" }
        @for one in &open { @if one.1 > 1 { strong { (said(one)) } } @else { (said(one)) } " " }
        @if let Some(until) = until.filter(|_| !open.is_empty()) {
            (reader.say("draw-read-next")) " "
            @if open.iter().any(|(name, _)| stands_in(name)) { (reader.say("draw-read-next-why")) " " }
            (reader.words.say("draw-read-until", &[("until", &until)]))
        }
        @if told.is_unread && !open.is_empty() { (reader.say("draw-read-over")) }
    }
}

/// What else was read of a place, besides the value that was taken.
fn others(reader: Reader, told: &Told, (place, taken): (usize, &SeedEntry)) -> Markup {
    let differs = |one: &&reading::Model| (&one.name, &one.value) != (&taken.name, &taken.value);
    let of = told.readings.iter().filter(|one| usize::try_from(one.place) == Ok(place)).filter(differs);
    let said: Vec<String> =
        of.map(|one| format!("{} {}", source::in_words(reader, &one.name, &told.parties), one.value)).collect();
    html! {
        @if !said.is_empty() {
            br; span.small { (reader.words.say("draw-read-others", &[("n", &said.len()), ("values", &said.join("; "))])) }
        }
    }
}

/// When a source was read off, each time.
fn times(reader: Reader, told: &Told, (place, name): (usize, &str)) -> String {
    let is_of = |reading: &&reading::Model| usize::try_from(reading.place) == Ok(place) && reading.name == *name;
    let times = told.readings.iter().filter(is_of).map(|reading| page::moment(reader, reading.at));
    times.collect::<Vec<String>>().join("; ")
}

/// When a source was read off, and where by their own words.
fn read_at(reader: Reader, told: &Told, (place, name): (usize, &str)) -> Markup {
    let times = times(reader, told, (place, name));
    let cited = cited(told, place).map(|text| reader.words.say("draw-read-cited", &[("text", &text)]));
    html! {
        @if !times.is_empty() {
            br; span.small { (reader.words.say("draw-read-at", &[("times", &times)])) @if let Some(said) = cited { " " (said) } }
        }
    }
}

/// Where the value of a place was read, as the record has it. A round's signature is no such words.
fn cited(told: &Told, place: usize) -> Option<&str> {
    let entry = told.record.as_ref()?.sources.get(place)?;
    let is_signed = matches!(entry.name.parse(), Ok(Source::Drand { .. }));
    Some(entry.evidence.as_str()).filter(|text| !text.is_empty() && !is_signed)
}

/// The years of the issues that people read off a lottery's announcement.
fn lottery_years(told: &Told) -> BTreeSet<i16> {
    let sources = &told.commitment.body().seed_plan.sources;
    let names = sources.iter().flat_map(|source| {
        std::iter::once(source.name.as_str()).chain(source.fallback.iter().map(|other| other.name.as_str()))
    });
    let year = |name: &str| match name.parse() {
        Ok(Source::Kl8(issue) | Source::Ssq(issue)) => i16::try_from(issue.year).ok(),
        _ => None,
    };
    names.filter_map(year).collect()
}

/// By which closed days the issues were counted, a sentence for each year that was announced and one for the others.
fn counted(reader: Reader, own: &[Closed], years: &BTreeSet<i16>) -> Vec<String> {
    let span = |span: &Closed| format!("{} – {}", page::date(reader, span.from), page::date(reader, span.to));
    let joined = |spans: &[Closed]| spans.iter().map(span).collect::<Vec<_>>().join("; ");
    let (announcements, spans) = lottery::counted_by(own, years);
    let announced = announcements.iter().map(|known| {
        let days = joined(&lottery::announced(known));
        reader.words.say("draw-lottery-announced", &[("by", &known.announcement), ("days", &days)])
    });
    let unknown = (announcements.len() < years.len()).then(|| {
        let days = if spans.is_empty() { reader.say("draw-lottery-always") } else { joined(&spans) };
        reader.words.say("draw-lottery-closed", &[("days", &days)])
    });
    announced.chain(unknown).collect()
}

/// A time of the plan as people read it.
fn closes(reader: Reader, text: &str) -> String {
    let at = text.parse::<lots::time::Time>().map(|time| Timestamp(time.seconds().saturating_mul(1_000_000)));
    at.map_or_else(|_| text.to_owned(), |at| page::moment(reader, at))
}
