//! When a result is due, and who may publish it. Pure.

pub mod calendar;
pub mod figures;
pub mod public;

pub use calendar::{Calendar, Due};
pub use public::Public;

use crate::codes;

codes! {
    /// Where a version of a result stands.
    #[schema(as = DisclosureState)]
    State {
        /// 待公示: its record was reviewed, and nobody published it yet.
        Due = "due",
        /// 已公示.
        Published = "published",
        /// 已更正: the next version was published; it stays readable.
        Superseded = "superseded",
    }
}

/// A lawful no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is no reviewed version of this id, or a later one took its place.
    NotDue,
    /// It is public already.
    Published,
    /// It would tell who else is to be visited: its draw isn't announced yet.
    Unannounced,
    /// Nobody publishes what they inspected, wrote or reviewed.
    OwnVisit,
    /// The year's working days are built in.
    BuiltIn,
}

impl Refusal {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotDue => "disclosure-not-due",
            Self::Published => "disclosure-published",
            Self::Unannounced => "disclosure-unannounced",
            Self::OwnVisit => "disclosure-own-visit",
            Self::BuiltIn => "calendar-built-in",
        }
    }
}

/// What a publication hangs on.
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    /// Where the version stands.
    pub state: State,
    /// Whether it is the visit's last reviewed version.
    pub is_last: bool,
    /// Whether its draw was announced.
    pub is_announced: bool,
    /// Whether who acts is of the team, wrote in its record or reviewed it.
    pub is_own: bool,
}

/// Due -> Published.
///
/// # Errors
/// [`Refusal`].
pub fn publish(standing: Standing) -> Result<State, Refusal> {
    match standing.state {
        State::Published | State::Superseded => Err(Refusal::Published),
        State::Due if !standing.is_last => Err(Refusal::NotDue),
        State::Due if standing.is_own => Err(Refusal::OwnVisit),
        State::Due if !standing.is_announced => Err(Refusal::Unannounced),
        State::Due => Ok(State::Published),
    }
}

/// A year is entered if it isn't built in.
///
/// # Errors
/// [`Refusal::BuiltIn`].
pub fn enter(year: i16) -> Result<(), Refusal> {
    if calendar::BUILT_IN.iter().any(|known| known.year == year) { Err(Refusal::BuiltIn) } else { Ok(()) }
}
