//! What an open draw waits for, at the top of its page: since when it has been locked, and what comes next and when.

use lots::plan::{Choice, PlannedSource, SeedPlan};
use maud::{Markup, html};

use super::draw::Told;
use super::list::age;
use crate::app::page::{self, Reader};
use crate::app::value::Timestamp;
use crate::draws::api::source;
use crate::draws::rules::State;
use crate::draws::rules::standing::is_alone;

/// The line. Nothing of a draw that is over, or that never goes on.
pub(super) fn line(reader: Reader, told: &Told, now: Timestamp) -> Markup {
    let days = age(&told.row, now).filter(|_| told.lost.is_none());
    html! {
        @if let Some(days) = days {
            p #ahead {
                (reader.words.say("draws-age", &[("days", &days)]))
                @if let Some(said) = next(reader, told, now) { (reader.say("draw-next-separator")) (said) }
            }
        }
    }
}

/// What comes next, with the time that is left.
fn next(reader: Reader, told: &Told, now: Timestamp) -> Option<String> {
    let (key, name, at) = match told.row.state {
        State::Committed => match closing(told.commitment.plan(), told.all_revealed(), now) {
            Some((name, at)) => ("draw-next-closes", source::in_words(reader, &name, &told.parties), at),
            None => ("draw-ahead-read", String::new(), told.read_until?),
        },
        State::Drawn => ("draw-next-announced", String::new(), told.row.announces_at()?),
        _ => return None,
    };
    let (unit, n) = left(at.seconds() - now.seconds())?;
    let left = reader.words.say(&format!("draw-left-{unit}"), &[("n", &n)]);
    Some(reader.words.say(key, &[("name", &name), ("at", &page::moment(reader, at)), ("left", &left)]))
}

/// The planned source that closes next; of one that has its value already nobody waits for the close, unless there are reveals alone.
fn closing(plan: &SeedPlan, all_revealed: bool, now: Timestamp) -> Option<(String, Timestamp)> {
    let is_there = |planned: &&PlannedSource| planned.reveal_hash.is_some() && all_revealed && !is_alone(plan);
    let first = plan.sources.iter().filter(|planned| !is_there(planned)).filter_map(|planned| planned.choices.first());
    let open = first.filter(|choice| choice.closes.seconds() > now.seconds());
    let of =
        |choice: &Choice| (choice.source.to_string(), Timestamp(choice.closes.seconds().saturating_mul(1_000_000)));
    open.min_by_key(|choice| choice.closes.seconds()).map(of)
}

/// What is left in whole days, hours or minutes; nothing once it is over.
fn left(seconds: i64) -> Option<(&'static str, i64)> {
    match seconds {
        ..=0 => None,
        1..3_600 => Some(("minutes", seconds / 60 + 1)),
        3_600..172_800 => Some(("hours", seconds / 3_600)),
        _ => Some(("days", seconds / 86_400)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_is_told_in_the_unit_that_fits() {
        assert_eq!([-5, 0].map(left), [None, None]);
        assert_eq!(left(1), Some(("minutes", 1)));
        assert_eq!(left(3_599), Some(("minutes", 60)));
        assert_eq!(left(3_600), Some(("hours", 1)));
        assert_eq!(left(172_799), Some(("hours", 47)));
        assert_eq!(left(172_800), Some(("days", 2)));
    }
}
