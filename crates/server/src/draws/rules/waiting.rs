//! What a committed draw waits for from somebody, which the files of its commitment and its readings decide.

use lots::plan::SeedPlan;

use super::seed::{Reading, settled};
use super::standing::read_until;
use crate::accounts::PersonId;
use crate::app::value::Timestamp;
use crate::codes;

codes! {
    /// What a committed draw waits for from the caller.
    #[schema(as = DrawWait)]
    Wait {
        /// 待录入: a lottery's or the dice's value can be read off now, and they haven't read it.
        Reading = "reading",
        /// 待作废: it never has a seed, or somebody has asked for its annulment; it can be annulled yet, and they haven't asked for that themselves.
        Annulment = "annulment",
        /// 待拟定后续: it never has a seed, it can't be annulled any more, and no further draw follows it.
        Following = "following",
    }
}

/// Whether somebody can read one of a plan's values off now: its source has closed and the time to read isn't over, no two people have agreed on it, and
/// they haven't read it yet. A round of drand is fetched.
#[must_use]
pub fn can_read(plan: &SeedPlan, readings: &[Reading], by: PersonId, now: Timestamp) -> bool {
    if read_until(plan).is_some_and(|until| now > until) {
        return false;
    }
    plan.sources.iter().enumerate().any(|(place, planned)| {
        let first = &planned.choices[0];
        let is_due = first.source.needs_double_entry() && now.seconds() >= first.closes.seconds();
        let is_settled = settled(planned, place, readings).is_some();
        let is_theirs = readings.iter().any(|reading| reading.place == place && reading.by == Some(by));
        is_due && !is_settled && !is_theirs
    })
}

/// What is known of a committed draw.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    /// Whether it never has a seed.
    pub is_lost: bool,
    /// Until when it can be annulled; nothing if it always can.
    pub annulled_until: Option<Timestamp>,
    /// Who asked that it be annulled.
    pub annuller: Option<PersonId>,
    /// Whether a further draw follows it.
    pub is_followed: bool,
}

/// Whether somebody can ask for a draw's annulment, or confirm it, and there is reason to.
#[must_use]
pub fn wants_annulment(known: &Known, by: PersonId, now: Timestamp) -> bool {
    can_annul(known, now) && known.annuller != Some(by) && (known.is_lost || known.annuller.is_some())
}

/// Whether nothing is left but a further draw.
#[must_use]
pub fn wants_following(known: &Known, now: Timestamp) -> bool {
    known.is_lost && !can_annul(known, now) && !known.is_followed
}

fn can_annul(known: &Known, now: Timestamp) -> bool {
    known.annulled_until.is_none_or(|until| now < until)
}
