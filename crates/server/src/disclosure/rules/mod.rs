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
    /// There is no reviewed version of this id.
    NotDue,
    /// An earlier reviewed version of the same visit isn't public yet.
    EarlierFirst,
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
            Self::EarlierFirst => "disclosure-earlier-first",
            Self::Published => "disclosure-published",
            Self::Unannounced => "disclosure-unannounced",
            Self::OwnVisit => "disclosure-own-visit",
            Self::BuiltIn => "calendar-built-in",
        }
    }
}

/// Where a due version stands among the visit's other versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Every reviewed version before it is public, and none after it is.
    Next,
    /// A reviewed version before it isn't public yet.
    TooEarly,
    /// A version after it is public: it was passed over.
    PassedOver,
}

/// Where version `number` stands among the numbers of the visit's versions that are due, and of those that are public.
#[must_use]
pub fn turn(number: i64, due: &[i64], public: &[i64]) -> Turn {
    match () {
        () if due.iter().any(|other| *other < number) => Turn::TooEarly,
        () if public.iter().any(|other| *other > number) => Turn::PassedOver,
        () => Turn::Next,
    }
}

/// What a publication hangs on.
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    /// Where the version stands.
    pub state: State,
    /// Where it stands among the visit's other versions.
    pub turn: Turn,
    /// Whether its draw was announced.
    pub is_announced: bool,
    /// Whether who acts is of the team, was there, wrote in its record or reviewed it.
    pub is_own: bool,
}

/// Due -> Published, in the order of the versions, so that none of them vanishes; one that was passed over -> Superseded.
///
/// # Errors
/// [`Refusal`].
pub fn publish(standing: Standing) -> Result<State, Refusal> {
    match standing.state {
        State::Published | State::Superseded => Err(Refusal::Published),
        State::Due if standing.is_own => Err(Refusal::OwnVisit),
        State::Due if !standing.is_announced => Err(Refusal::Unannounced),
        State::Due => match standing.turn {
            Turn::Next => Ok(State::Published),
            Turn::TooEarly => Err(Refusal::EarlierFirst),
            Turn::PassedOver => Ok(State::Superseded),
        },
    }
}

/// A year is entered if it isn't built in.
///
/// # Errors
/// [`Refusal::BuiltIn`].
pub fn enter(year: i16) -> Result<(), Refusal> {
    if calendar::BUILT_IN.iter().any(|known| known.year == year) { Err(Refusal::BuiltIn) } else { Ok(()) }
}
