//! The life of an outcome. Pure.

pub mod said;
pub mod told;

pub use said::{Acknowledgement, Decision, Draft, Fault, Place, Sanction};

use crate::accounts::PersonId;
use crate::app::value::Date;
use crate::subjects::rules::VisitResult;
use crate::{codes, id};

id!(/// One thing that is done about a visit's findings.
    OutcomeId);

/// The most outcomes of a visit.
pub const MOST: usize = 20;
/// In how many days a case is to be decided (行政处罚法, article 60). Told of, not enforced.
pub const CASE_DAYS: i32 = 90;

codes! {
    /// What is done.
    #[schema(as = OutcomeKind)]
    Kind {
        /// 责令改正: an order, looked after until it is followed.
        Rectification = "rectification",
        /// 立案查处.
        Case = "case",
        /// 移交有关部门.
        Transfer = "transfer",
        /// 移送司法机关.
        Referral = "referral",
        /// 不予处理 (行政处罚法, article 33).
        NoAction = "no-action",
    }
}

codes! {
    /// Where an outcome stands.
    #[schema(as = OutcomeState)]
    State {
        /// 待审批.
        Proposed = "proposed",
        /// 办理中.
        Open = "open",
        /// A case whose decision waits for approval.
        Deciding = "deciding",
        /// 已办结.
        Closed = "closed",
        /// 不予批准.
        Declined = "declined",
        /// 已撤销.
        Withdrawn = "withdrawn",
    }
}

impl State {
    /// Whether it changes no more.
    #[must_use]
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Closed | Self::Declined | Self::Withdrawn)
    }
}

codes! {
    /// What somebody did to an outcome, as the journal names it.
    #[schema(as = OutcomeAct)]
    Act {
        /// Ordered to put right.
        Ordered = "outcome.ordered",
        /// Proposed.
        Proposed = "outcome.proposed",
        /// Approved a proposal or a decision.
        Approved = "outcome.approved",
        /// Declined one.
        Declined = "outcome.declined",
        /// Looked whether the order was followed.
        Rechecked = "outcome.rechecked",
        /// Gave more time.
        Extended = "outcome.extended",
        /// Wrote a case's decision.
        Decision = "outcome.decision",
        /// Took in what the receiving department answered.
        Acknowledged = "outcome.acknowledged",
        /// Withdrew it.
        Withdrawn = "outcome.withdrawn",
    }
}

codes! {
    /// What somebody can do to an outcome.
    #[schema(as = OutcomeStep)]
    Step {
        /// Approve a proposal or a decision.
        Approve = "approve",
        /// Decline it.
        Decline = "decline",
        /// Look whether an order was followed.
        Recheck = "recheck",
        /// Give more time.
        Extend = "extend",
        /// Write a case's decision.
        Decision = "decision",
        /// Take in what the receiving department answered.
        Acknowledge = "acknowledge",
        /// Withdraw it.
        Withdraw = "withdraw",
    }
}

codes! {
    /// What a waiting visit asks for.
    #[schema(as = OutcomeWants)]
    Wants {
        /// An order to put right, which its record says was given.
        Rectification = "rectification",
        /// Any outcome: its record says that something was found.
        Any = "any",
    }
}

/// A lawful no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// An order to put right follows a record that was handed in.
    VisitNotRecorded,
    /// Other outcomes follow a reviewed record.
    VisitNotReviewed,
    /// A visit has [`MOST`] outcomes at most.
    TooMany,
    /// It changes no more.
    Over,
    /// Nothing waits for approval.
    NotWaiting,
    /// That is done to what is open.
    NotOpen,
    /// Its decision waits for approval, which comes first.
    Deciding,
    /// An outcome of this kind has no such step.
    OtherKind,
    /// Only who inspects, of the visit's team.
    NotTeam,
    /// Only who approves.
    NotApprover,
    /// A referral is approved by a leader.
    LeaderOnly,
    /// Nobody approves about a visit of their own team.
    OwnVisit,
    /// Nobody approves what they proposed.
    OwnProposal,
    /// Nobody approves a decision they wrote.
    OwnDecision,
    /// An outcome of this kind has no paper, or not yet.
    NoPaper,
}

impl Refusal {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::VisitNotRecorded => "outcome-visit-not-recorded",
            Self::VisitNotReviewed => "outcome-visit-not-reviewed",
            Self::TooMany => "outcome-too-many",
            Self::Over => "outcome-over",
            Self::NotWaiting => "outcome-not-waiting",
            Self::NotOpen => "outcome-not-open",
            Self::Deciding => "outcome-deciding",
            Self::OtherKind => "outcome-other-kind",
            Self::NotTeam => "visit-not-team",
            Self::NotApprover => "outcome-not-approver",
            Self::LeaderOnly => "outcome-leader-only",
            Self::OwnVisit => "outcome-own-visit",
            Self::OwnProposal => "outcome-own-proposal",
            Self::OwnDecision => "outcome-own-decision",
            Self::NoPaper => "outcome-no-paper",
        }
    }
}

/// An outcome as a step finds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// What it is.
    pub kind: Kind,
    /// Where it stands.
    pub state: State,
    /// Who proposed it, or gave the order.
    pub proposer: PersonId,
    /// Who wrote its decision, if there is one.
    pub writer: Option<PersonId>,
}

/// Who takes a step, where the outcome is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caller {
    /// Who.
    pub person: PersonId,
    /// Whether they are of the visit's team.
    pub is_member: bool,
    /// Whether they inspect.
    pub inspects: bool,
    /// Whether they approve.
    pub approves: bool,
    /// Whether they lead.
    pub leads: bool,
}

/// What a new outcome begins as: an order is open at once, everything else waits for approval.
///
/// # Errors
/// [`Refusal`].
pub fn begin(kind: Kind, (recorded, reviewed): (bool, bool), there: usize) -> Result<State, Refusal> {
    match kind {
        _ if there >= MOST => Err(Refusal::TooMany),
        Kind::Rectification if recorded || reviewed => Ok(State::Open),
        Kind::Rectification => Err(Refusal::VisitNotRecorded),
        _ if reviewed => Ok(State::Proposed),
        _ => Err(Refusal::VisitNotReviewed),
    }
}

/// Whether a person may decide about what somebody of a visit's team did.
fn other_eyes(at: &Standing, by: &Caller) -> Result<(), Refusal> {
    match at.state {
        _ if !by.approves && !by.leads => Err(Refusal::NotApprover),
        _ if by.is_member => Err(Refusal::OwnVisit),
        State::Proposed if at.proposer == by.person => Err(Refusal::OwnProposal),
        State::Proposed if at.kind == Kind::Referral && !by.leads => Err(Refusal::LeaderOnly),
        State::Deciding if at.writer == Some(by.person) => Err(Refusal::OwnDecision),
        _ => Ok(()),
    }
}

/// What waits is approved: a proposal opens, or closes where nothing is to be done; a decision closes its case.
///
/// # Errors
/// [`Refusal`].
pub fn approve(at: &Standing, by: &Caller) -> Result<State, Refusal> {
    let to = match (at.state, at.kind) {
        (state, _) if state.is_final() => return Err(Refusal::Over),
        (State::Proposed, Kind::NoAction) | (State::Deciding, _) => State::Closed,
        (State::Proposed, _) => State::Open,
        _ => return Err(Refusal::NotWaiting),
    };
    other_eyes(at, by).map(|()| to)
}

/// What waits is declined: a proposal is over, a decision is written anew.
///
/// # Errors
/// [`Refusal`].
pub fn decline(at: &Standing, by: &Caller) -> Result<State, Refusal> {
    approve(at, by)?;
    Ok(if at.state == State::Deciding { State::Open } else { State::Declined })
}

/// A step on what is open, of one of these kinds.
fn open(at: &Standing, kinds: &[Kind]) -> Result<(), Refusal> {
    match at.state {
        _ if !kinds.contains(&at.kind) => Err(Refusal::OtherKind),
        State::Open => Ok(()),
        state if state.is_final() => Err(Refusal::Over),
        State::Deciding => Err(Refusal::Deciding),
        _ => Err(Refusal::NotOpen),
    }
}

/// A step of the visit's team on what is open.
fn own(at: &Standing, by: &Caller, kinds: &[Kind]) -> Result<(), Refusal> {
    open(at, kinds)?;
    if by.inspects && by.is_member { Ok(()) } else { Err(Refusal::NotTeam) }
}

/// An order is re-checked: closed if it was followed.
///
/// # Errors
/// [`Refusal`].
pub fn recheck(at: &Standing, by: &Caller, cleared: bool) -> Result<State, Refusal> {
    own(at, by, &[Kind::Rectification]).map(|()| if cleared { State::Closed } else { State::Open })
}

/// An order's due day is put off.
///
/// # Errors
/// [`Refusal`].
pub fn extend(at: &Standing, by: &Caller) -> Result<State, Refusal> {
    open(at, &[Kind::Rectification])?;
    other_eyes(at, by).map(|()| State::Open)
}

/// A case's decision is written.
///
/// # Errors
/// [`Refusal`].
pub fn decide(at: &Standing, by: &Caller) -> Result<State, Refusal> {
    own(at, by, &[Kind::Case]).map(|()| State::Deciding)
}

/// The receiving department answered.
///
/// # Errors
/// [`Refusal`].
pub fn acknowledge(at: &Standing, by: &Caller) -> Result<State, Refusal> {
    own(at, by, &[Kind::Transfer, Kind::Referral]).map(|()| State::Closed)
}

/// It is withdrawn: a proposal by who made it, anything by who approves and isn't of the team.
///
/// # Errors
/// [`Refusal`].
pub fn withdraw(at: &Standing, by: &Caller) -> Result<State, Refusal> {
    let own = at.state == State::Proposed && at.proposer == by.person;
    match at.state {
        state if state.is_final() => Err(Refusal::Over),
        State::Deciding => Err(Refusal::Deciding),
        _ if own => Ok(State::Withdrawn),
        _ if !by.approves && !by.leads => Err(Refusal::NotApprover),
        _ if by.is_member => Err(Refusal::OwnVisit),
        _ => Ok(State::Withdrawn),
    }
}

/// What somebody can do now, in order.
#[must_use]
pub fn can(at: &Standing, by: &Caller) -> Vec<Step> {
    let can = |step: &Step| match step {
        Step::Approve | Step::Decline => approve(at, by).is_ok(),
        Step::Recheck => recheck(at, by, true).is_ok(),
        Step::Extend => extend(at, by).is_ok(),
        Step::Decision => decide(at, by).is_ok(),
        Step::Acknowledge => acknowledge(at, by).is_ok(),
        Step::Withdraw => withdraw(at, by).is_ok(),
    };
    Step::ALL.iter().copied().filter(can).collect()
}

/// Whether it isn't over though its due day is.
#[must_use]
pub fn overdue(state: State, due: Option<Date>, today: Date) -> bool {
    matches!(state, State::Open | State::Deciding) && due.is_some_and(|due| due < today)
}

/// What a reviewed visit with these results still asks for, with the outcomes it has: the order that its record says was given, and for whatever else was found
/// something at least, if only the approved decision not to act. What nothing need follow nobody would follow up.
#[must_use]
pub fn wants(results: &[VisitResult], outcomes: &[(Kind, State)]) -> Option<Wants> {
    let ordered = outcomes.iter().any(|(kind, state)| *kind == Kind::Rectification && *state != State::Withdrawn);
    let any = outcomes.iter().any(|(_, state)| !matches!(state, State::Declined | State::Withdrawn));
    match () {
        () if results.contains(&VisitResult::Ordered) && !ordered => Some(Wants::Rectification),
        () if results.iter().any(|result| result.is_finding()) && !any => Some(Wants::Any),
        () => None,
    }
}

/// Whether an outcome has a paper to print: an order, a transfer or a referral with its number.
///
/// # Errors
/// [`Refusal::NoPaper`].
pub fn paper(kind: Kind, is_numbered: bool) -> Result<(), Refusal> {
    let has = matches!(kind, Kind::Rectification | Kind::Transfer | Kind::Referral);
    if has && is_numbered { Ok(()) } else { Err(Refusal::NoPaper) }
}
