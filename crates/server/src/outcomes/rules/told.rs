//! What everybody reads of outcomes. Pure.
//!
//! Not proposals, not what was declined, not referrals: those are only counted among the figures, since a referral told of beside a name
//! would warn whom it is about.

use serde::Serialize;

use super::{Decision, Kind, Sanction, State, wants};
use crate::app::value::Date;
use crate::subjects::rules::VisitResult;

/// A number of the organisation and kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Number {
    /// Of which year.
    pub year: i64,
    /// Its number in it.
    pub number: i64,
}

/// A decision, for everybody: not its facts, which name people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PublicDecision {
    /// Its document's number.
    pub number: String,
    /// Its day.
    pub day: Date,
    /// What it imposes.
    pub sanctions: Vec<Sanction>,
    /// The fine in fen.
    pub fine: Option<i64>,
    /// What is confiscated in fen.
    pub confiscated: Option<i64>,
}

/// An outcome, for everybody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PublicOutcome {
    /// What it is.
    pub kind: Kind,
    /// Its number.
    pub number: Number,
    /// Whether it is open, closed or withdrawn.
    pub state: State,
    /// The day it was ordered, opened or sent.
    pub opened: Option<Date>,
    /// Until when, of an order.
    pub due: Option<Date>,
    /// Until when it was first, of an order.
    pub first_due: Option<Date>,
    /// How often that day was put off since, of an order: by an extension, or after a look.
    pub extended: Option<usize>,
    /// The day an order was found to be followed.
    pub cleared: Option<Date>,
    /// To whom it was handed over.
    pub to: Option<String>,
    /// Whether that department answered.
    pub acknowledged: Option<bool>,
    /// What was decided.
    pub decision: Option<PublicDecision>,
    /// Why nothing is done.
    pub grounds: Option<String>,
}

/// What is known of an outcome inside.
#[derive(Clone, Debug)]
pub struct Known {
    /// What it is.
    pub kind: Kind,
    /// Where it stands.
    pub state: State,
    /// Its number, if it has one.
    pub number: Option<Number>,
    /// When it became open.
    pub opened: Option<Date>,
    /// Until when.
    pub due: Option<Date>,
    /// The due days that were set, the first first.
    pub dues: Vec<Date>,
    /// The day it was found to be followed.
    pub cleared: Option<Date>,
    /// To whom.
    pub to: String,
    /// Its decision.
    pub decision: Option<Decision>,
    /// Its text.
    pub text: String,
}

/// What is public of it: nothing of what never got a number, and of referrals.
#[must_use]
pub fn public(known: Known) -> Option<PublicOutcome> {
    let number = known.number?;
    let kind = known.kind;
    if kind == Kind::Referral {
        return None;
    }
    let decided = |decision: Decision| PublicDecision {
        number: decision.number,
        day: decision.day,
        sanctions: decision.sanctions,
        fine: decision.fine,
        confiscated: decision.confiscated,
    };
    Some(PublicOutcome {
        kind,
        number,
        state: shown(known.state),
        opened: known.opened,
        due: known.due.filter(|_| kind == Kind::Rectification),
        first_due: known.dues.first().copied().filter(|_| kind == Kind::Rectification),
        extended: (kind == Kind::Rectification).then(|| extended(&known.dues)),
        cleared: known.cleared.filter(|_| kind == Kind::Rectification),
        to: (kind == Kind::Transfer).then_some(known.to),
        acknowledged: (kind == Kind::Transfer).then_some(known.state == State::Closed),
        // A decision that waits for approval is none.
        decision: known.decision.filter(|_| kind == Kind::Case && known.state == State::Closed).map(decided),
        grounds: (kind == Kind::NoAction).then_some(known.text),
    })
}

/// Whether results ask for something of which nothing is public. What isn't shown doesn't count: a page that is silent where others say that nothing
/// followed would tell of a referral.
#[must_use]
pub fn is_lacking(results: &[VisitResult], told: &[PublicOutcome]) -> bool {
    let known: Vec<(Kind, State)> = told.iter().map(|one| (one.kind, one.state)).collect();
    wants(results, &known).is_some()
}

/// How often a due day was followed by a later one.
fn extended(dues: &[Date]) -> usize {
    dues.windows(2).filter(|pair| pair[0] < pair[1]).count()
}

/// A state as everybody reads it: that a decision waits for approval is nobody's concern.
#[must_use]
pub const fn shown(state: State) -> State {
    if matches!(state, State::Deciding) { State::Open } else { state }
}
