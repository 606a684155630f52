//! What is done about a finding, as everybody reads it: the section that stands with a published result.
//!
//! Deliberately absent: pages of its own. Nothing here is public before the visit's result is, which the slice after this one knows.

use maud::{Markup, html};

use super::rules::told::{PublicDecision, PublicOutcome};
use crate::app::page::{self, Reader};

/// The section of a visit's outcomes; `is_lacking` is whether its result asks for one that isn't public. Nothing if there is nothing to tell of.
#[must_use]
pub fn section(reader: Reader, told: &[PublicOutcome], is_lacking: bool) -> Markup {
    html! { @if is_lacking || !told.is_empty() {
        h2 #outcomes { (reader.say("outcomes-title")) }
        @if is_lacking { p { strong { (reader.say("outcomes-lacking")) } } }
        @for one in told { (outcome(reader, one)) }
    } }
}

fn outcome(reader: Reader, one: &PublicOutcome) -> Markup {
    let (year, number) = (one.number.year.to_string(), one.number.number.to_string());
    let number = reader.words.say(&format!("outcome-number-{}", one.kind), &[("year", &year), ("number", &number)]);
    // The first due day is told where it isn't the one in force any more.
    let extended = one.extended.filter(|times| *times > 0);
    let first = one.first_due.filter(|_| extended.is_some());
    let dates = [
        ("outcome-opened", one.opened),
        ("outcome-first-due", first),
        ("outcome-due", one.due),
        ("outcome-cleared", one.cleared),
    ];
    html! {
        h3 { (reader.say(&format!("outcome-kind-{}", one.kind))) " " (number) }
        dl.facts {
            dt { (reader.say("outcome-state")) } dd { strong { (reader.say(&format!("outcome-state-{}", one.state))) } }
            @for (key, day) in dates { @if let Some(day) = day { dt { (reader.say(key)) } dd { (page::date(reader, day)) } } }
            @if let Some(times) = extended { dt { (reader.say("outcome-extended")) } dd { (times) } }
            @if let Some(to) = &one.to { dt { (reader.say("outcome-to")) } dd { (to) } }
            @if let Some(acknowledged) = one.acknowledged {
                dt { (reader.say("outcome-answer")) }
                dd { (reader.say(if acknowledged { "outcome-answered" } else { "outcome-unanswered" })) }
            }
            @if let Some(decision) = &one.decision { (decided(reader, decision)) }
            @if let Some(grounds) = &one.grounds { dt { (reader.say("outcome-grounds")) } dd.lines { (grounds) } }
        }
    }
}

fn decided(reader: Reader, decision: &PublicDecision) -> Markup {
    let sanctions: Vec<String> =
        decision.sanctions.iter().map(|one| reader.say(&format!("outcome-sanction-{one}"))).collect();
    let amounts = [("outcome-fine", decision.fine), ("outcome-confiscated", decision.confiscated)];
    html! {
        dt { (reader.say("outcome-decision")) } dd { (decision.number) }
        dt { (reader.say("outcome-decided")) } dd { (page::date(reader, decision.day)) }
        dt { (reader.say("outcome-sanctions")) } dd { (sanctions.join(&reader.say("portal-list-separator"))) }
        @for (key, fen) in amounts { @if let Some(fen) = fen { dt { (reader.say(key)) } dd { (yuan(reader, fen)) } } }
    }
}

/// An amount in yuan with its fen.
fn yuan(reader: Reader, fen: i64) -> String {
    reader.words.say("outcome-yuan", &[("yuan", &format!("{}.{:02}", fen / 100, fen % 100))])
}
