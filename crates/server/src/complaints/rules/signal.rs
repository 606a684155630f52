//! The published rule by which complaints feed risk (the plan, 二(四)). Its words stand in the locale files and on the portal, and take their numbers
//! from here.

use crate::app::value::Date;
use crate::subjects::Risk;

use super::Outcome;

/// So far back complaints count, by the day they were closed.
pub const MONTHS: i64 = 12;
/// From so many substantiated ones on at least class C is suggested.
pub const RAISED: i64 = 1;
/// From so many on class D.
pub const HIGH: i64 = 3;

/// Whether an outcome counts: what was found true, wholly or in part. One that was found untrue or couldn't be settled never raises a class, or
/// a competitor could raise it by complaining.
#[must_use]
pub const fn counts(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::Substantiated | Outcome::Partly)
}

/// The day behind which a complaint must have been closed to count today.
#[must_use]
pub fn since(today: Date) -> Date {
    Date(today.0.saturating_sub(jiff::Span::new().months(MONTHS)))
}

/// The class that is suggested for a subject with so many complaints that [count](counts). Nothing if its class is as high already: complaints
/// never lower it, and time alone doesn't either.
#[must_use]
pub fn suggest(substantiated: i64, now: Risk) -> Option<Risk> {
    let least = match substantiated {
        HIGH.. => Risk::D,
        RAISED.. => Risk::C,
        _ => return None,
    };
    (least > now).then_some(least)
}
