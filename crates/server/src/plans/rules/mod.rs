//! The life of a plan. Pure.

pub mod line;
pub mod quota;
pub mod simulate;

pub use line::{ClassRate, Extent, Facts, Flaw, Head, Line, flaws, head_flaws};

use crate::accounts::PersonId;
use crate::app::value::Date;
use crate::{codes, id};

id!(/// A version of an organisation's plan of a year.
    PlanId);
id!(/// A simulation of a plan.
    SimulationId);

codes! {
    /// Where a version of a plan stands.
    #[schema(as = PlanState)]
    State {
        /// It is being written.
        Draft = "draft",
        /// It waits for the approver; nothing in it changes any more unless it is returned.
        Submitted = "submitted",
        /// It waits for the filing with the superior authority.
        Approved = "approved",
        /// It waits for the publisher.
        Filed = "filed",
        /// It is public and in force.
        Published = "published",
        /// It is public; a later version has taken its place.
        Superseded = "superseded",
        /// It is public; its year is over, or it was stopped.
        Closed = "closed",
        /// It was given up as a draft.
        Discarded = "discarded",
    }
}

impl State {
    /// Being worked on: one version of a year at a time.
    pub const OPEN: [Self; 4] = [Self::Draft, Self::Submitted, Self::Approved, Self::Filed];
    /// What the public sees.
    pub const PUBLIC: [Self; 3] = [Self::Published, Self::Superseded, Self::Closed];
}

codes! {
    /// What somebody did to a version. One person does one of them.
    #[schema(as = PlanHand)]
    Hand {
        /// Wrote.
        Draft = "draft",
        /// Approved.
        Approve = "approve",
        /// Published.
        Publish = "publish",
    }
}

/// A lawful no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Only a draft can be changed.
    NotDraft,
    /// Only what was submitted can be approved.
    NotSubmitted,
    /// Only what was submitted or approved can be returned.
    NotReturnable,
    /// Only what was approved can be filed.
    NotApproved,
    /// Only what was filed can be published.
    NotFiled,
    /// Only what is published can be adjusted or closed.
    NotPublished,
    /// A plan without lines draws nothing.
    NoLines,
    /// Nobody approves or returns what they wrote.
    OwnDraft,
    /// Nobody publishes what they wrote or approved.
    OwnApproval,
    /// What lies there isn't what was submitted.
    TextChanged,
    /// A version of that year is open already.
    Open,
    /// That year's plan is published: it is adjusted.
    Exists,
    /// Somebody has one kind of hand on a version.
    OtherHand,
    /// It is being played through already.
    Simulating,
}

impl Refusal {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotDraft => "plan-not-draft",
            Self::NotSubmitted => "plan-not-submitted",
            Self::NotReturnable => "plan-not-returnable",
            Self::NotApproved => "plan-not-approved",
            Self::NotFiled => "plan-not-filed",
            Self::NotPublished => "plan-not-published",
            Self::NoLines => "plan-no-lines",
            Self::OwnDraft => "plan-own-draft",
            Self::OwnApproval => "plan-own-approval",
            Self::TextChanged => "plan-text-changed",
            Self::Open => "plan-open",
            Self::Exists => "plan-exists",
            Self::OtherHand => "plan-other-hand",
            Self::Simulating => "plan-simulating",
        }
    }
}

/// A version of a year that is there already, by its state, if one is in the way of a new one.
///
/// # Errors
/// [`Refusal::Open`], [`Refusal::Exists`].
pub fn begin(there: &[State]) -> Result<State, Refusal> {
    match there {
        states if states.iter().any(|state| State::OPEN.contains(state)) => Err(Refusal::Open),
        states if states.contains(&State::Published) => Err(Refusal::Exists),
        _ => Ok(State::Draft),
    }
}

/// A person's hand on a version, if they had none or the same.
///
/// # Errors
/// [`Refusal::OtherHand`].
pub fn one_hand(had: Option<Hand>, hand: Hand) -> Result<Hand, Refusal> {
    if had.is_some_and(|had| had != hand) { Err(Refusal::OtherHand) } else { Ok(hand) }
}

/// One simulation of a version runs at a time.
///
/// # Errors
/// [`Refusal::Simulating`].
pub fn simulate(running: bool) -> Result<(), Refusal> {
    if running { Err(Refusal::Simulating) } else { Ok(()) }
}

/// Only drafts are written in.
///
/// # Errors
/// [`Refusal::NotDraft`].
pub fn write(state: State) -> Result<(), Refusal> {
    if state == State::Draft { Ok(()) } else { Err(Refusal::NotDraft) }
}

/// Draft -> Submitted.
///
/// # Errors
/// [`Refusal`].
pub fn submit(state: State, lines: usize) -> Result<State, Refusal> {
    write(state)?;
    if lines == 0 { Err(Refusal::NoLines) } else { Ok(State::Submitted) }
}

/// Draft -> Discarded.
///
/// # Errors
/// [`Refusal::NotDraft`].
pub fn discard(state: State) -> Result<State, Refusal> {
    write(state).map(|()| State::Discarded)
}

/// Who has had a hand in a version, and whether its text is still what was submitted.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// Everybody who wrote in it.
    pub drafters: Vec<PersonId>,
    /// Who approved it.
    pub approver: Option<PersonId>,
    /// The digest at submission.
    pub submitted: Option<String>,
    /// The digest of what lies there now.
    pub now: String,
}

impl Standing {
    fn same(&self) -> Result<(), Refusal> {
        if self.submitted.as_deref() == Some(&*self.now) { Ok(()) } else { Err(Refusal::TextChanged) }
    }

    fn others(&self, by: PersonId) -> Result<(), Refusal> {
        if self.drafters.contains(&by) { Err(Refusal::OwnDraft) } else { Ok(()) }
    }
}

/// Submitted -> Approved.
///
/// # Errors
/// [`Refusal`].
pub fn approve(state: State, standing: &Standing, by: PersonId) -> Result<State, Refusal> {
    if state != State::Submitted {
        return Err(Refusal::NotSubmitted);
    }
    standing.others(by)?;
    standing.same().map(|()| State::Approved)
}

/// Submitted, Approved -> Draft. What was approved comes back where the superior authority doesn't file it.
///
/// # Errors
/// [`Refusal`].
pub fn send_back(state: State, standing: &Standing, by: PersonId) -> Result<State, Refusal> {
    match state {
        State::Submitted | State::Approved => standing.others(by).map(|()| State::Draft),
        _ => Err(Refusal::NotReturnable),
    }
}

/// Approved -> Filed (the plan, 二(一): 备案管理制度).
///
/// # Errors
/// [`Refusal::NotApproved`].
pub fn file(state: State) -> Result<State, Refusal> {
    if state == State::Approved { Ok(State::Filed) } else { Err(Refusal::NotApproved) }
}

/// What is wrong with a filing, by field and code.
#[must_use]
pub fn filing_flaw(date: Date, today: Date) -> Option<(&'static str, &'static str)> {
    (date > today).then_some(("date", "plan-filing-future"))
}

/// Filed -> Published.
///
/// # Errors
/// [`Refusal`].
pub fn publish(state: State, standing: &Standing, by: PersonId) -> Result<State, Refusal> {
    if state != State::Filed {
        return Err(Refusal::NotFiled);
    }
    if standing.drafters.contains(&by) || standing.approver == Some(by) {
        return Err(Refusal::OwnApproval);
    }
    standing.same().map(|()| State::Published)
}

/// Published -> a draft of the next version, if none is open.
///
/// # Errors
/// [`Refusal`].
pub fn adjust(state: State, there: &[State]) -> Result<State, Refusal> {
    match state {
        State::Published if there.iter().any(|state| State::OPEN.contains(state)) => Err(Refusal::Open),
        State::Published => Ok(State::Draft),
        _ => Err(Refusal::NotPublished),
    }
}

/// Published -> Closed.
///
/// # Errors
/// [`Refusal::NotPublished`].
pub fn close(state: State) -> Result<State, Refusal> {
    if state == State::Published { Ok(State::Closed) } else { Err(Refusal::NotPublished) }
}
