//! The life of a visit. Pure.

pub mod confirm;
pub mod record;

pub use confirm::Vouched;
pub use record::{Form, Lack, Record};

use crate::accounts::PersonId;
use crate::app::value::Date;
use crate::{codes, id};

id!(/// A visit: one target of one draw, to be inspected by its team.
    VisitId);
id!(/// A version of a visit's record.
    RecordId);
id!(/// That somebody who was there stands by a version.
    ConfirmationId);

codes! {
    /// Where a visit stands.
    #[schema(as = VisitState)]
    State {
        /// 已派发: its team is to give notice.
        Assigned = "assigned",
        /// 已通知: the notice has its number; the record is being written.
        Noticed = "noticed",
        /// 已记录: it waits for the reviewer.
        Recorded = "recorded",
        /// 已复核.
        Reviewed = "reviewed",
    }
}

codes! {
    /// What somebody did to a visit. One person does one of them.
    #[schema(as = VisitHand)]
    Hand {
        /// Wrote in its record, or gave its notice.
        Write = "write",
        /// Reviewed or returned it.
        Review = "review",
        /// Published it.
        Publish = "publish",
    }
}

codes! {
    /// What was done with an inspector's account.
    #[schema(as = InspectionAccountChange)]
    AccountChange {
        /// They had none.
        Given = "given",
        /// They have none any more.
        Taken = "taken",
        /// They have another one.
        Changed = "changed",
    }
}

/// A lawful no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There are targets once the draw is drawn.
    DrawNotDrawn,
    /// Every target has its visit already.
    Dispatched,
    /// Nobody said which inspector this account belongs to.
    NoAccount,
    /// Only the visit's team does this.
    NotTeam,
    /// The notice was given already.
    NotAssigned,
    /// A record is written after the notice and before it is handed in.
    NotNoticed,
    /// Only what was recorded is reviewed or returned.
    NotRecorded,
    /// Only what was reviewed is corrected.
    NotReviewed,
    /// The record lacks something or contradicts itself.
    Incomplete(Vec<Lack>),
    /// Who hands a record in was there by what it says.
    RecorderAbsent,
    /// Of these who were there by what it says it is asked that they don't inspect this subject, and nobody decided.
    RecusalOpen(Vec<String>),
    /// Who handed it in stands by it already.
    OwnRecord,
    /// They weren't there by what the record says.
    NotThere,
    /// They confirmed it already.
    Confirmed,
    /// It was returned.
    RecordReturned,
    /// It is public as it is.
    RecordPublic,
    /// Nobody reviews a visit of their own team, or a record they wrote in.
    OwnVisit,
    /// What was read isn't what was recorded.
    OtherText,
    /// Somebody has one kind of hand on a visit.
    OtherHand,
    /// The inspector has visits under way, and their account is in use.
    AccountInUse,
    /// More visits than one file takes.
    ExportTooLong,
}

impl Refusal {
    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::DrawNotDrawn => "visit-draw-not-drawn",
            Self::Dispatched => "visit-dispatched",
            Self::NoAccount => "visit-no-account",
            Self::NotTeam => "visit-not-team",
            Self::NotAssigned => "visit-not-assigned",
            Self::NotNoticed => "visit-not-noticed",
            Self::NotRecorded => "visit-not-recorded",
            Self::NotReviewed => "visit-not-reviewed",
            Self::Incomplete(_) => "visit-incomplete",
            Self::RecorderAbsent => "visit-recorder-absent",
            Self::RecusalOpen(_) => "visit-recusal-open",
            Self::OwnRecord => "visit-confirm-own",
            Self::NotThere => "visit-confirm-absent",
            Self::Confirmed => "visit-confirmed-already",
            Self::RecordReturned => "visit-confirm-returned",
            Self::RecordPublic => "visit-confirm-public",
            Self::OwnVisit => "visit-own",
            Self::OtherText => "visit-other-text",
            Self::OtherHand => "visit-other-hand",
            Self::AccountInUse => "inspection-account-in-use",
            Self::ExportTooLong => "visit-export-too-long",
        }
    }
}

/// The most visits of one file.
pub const EXPORT_MOST: u64 = 100_000;

/// Whether so many rows fit into a file.
///
/// # Errors
/// [`Refusal::ExportTooLong`].
pub const fn export(rows: u64) -> Result<(), Refusal> {
    if rows > EXPORT_MOST { Err(Refusal::ExportTooLong) } else { Ok(()) }
}

/// Visits for all targets of a draw that have none: all of them the first time, later those that stand in for others.
///
/// # Errors
/// [`Refusal`].
pub fn dispatch(drawn: bool, without: usize) -> Result<State, Refusal> {
    match (drawn, without) {
        (false, _) => Err(Refusal::DrawNotDrawn),
        (true, 0) => Err(Refusal::Dispatched),
        (true, _) => Ok(State::Assigned),
    }
}

/// Whether a person acts for a visit's team: who they are as an inspector, and whether that one is of the team.
///
/// # Errors
/// [`Refusal::NoAccount`], [`Refusal::NotTeam`].
pub fn of_team(known: bool, member: bool) -> Result<(), Refusal> {
    match (known, member) {
        (false, _) => Err(Refusal::NoAccount),
        (true, false) => Err(Refusal::NotTeam),
        (true, true) => Ok(()),
    }
}

/// Assigned -> Noticed.
///
/// # Errors
/// [`Refusal::NotAssigned`].
pub fn notice(state: State) -> Result<State, Refusal> {
    if state == State::Assigned { Ok(State::Noticed) } else { Err(Refusal::NotAssigned) }
}

/// A record is written in after the notice and before it is handed in.
///
/// # Errors
/// [`Refusal::NotNoticed`].
pub fn write(state: State) -> Result<(), Refusal> {
    if state == State::Noticed { Ok(()) } else { Err(Refusal::NotNoticed) }
}

/// Noticed -> Recorded, if nothing is missing, by somebody who was there by what the record says: nobody else knows what they saw. `undecided` are those who were
/// there and whose recusal or absence is asked for: whoever leaves it undecided would decide by it who inspects.
///
/// # Errors
/// [`Refusal`].
pub fn hand_in(state: State, lacks: Vec<Lack>, was_there: bool, undecided: Vec<String>) -> Result<State, Refusal> {
    write(state)?;
    match () {
        () if !lacks.is_empty() => Err(Refusal::Incomplete(lacks)),
        () if !was_there => Err(Refusal::RecorderAbsent),
        () if !undecided.is_empty() => Err(Refusal::RecusalOpen(undecided)),
        () => Ok(State::Recorded),
    }
}

/// Who had a hand in a visit, and whether somebody is of its team.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// Everybody who wrote in its record.
    pub writers: Vec<PersonId>,
    /// Whether who acts is of the team.
    pub is_member: bool,
    /// The digest of what was recorded.
    pub recorded: String,
}

/// Recorded -> Reviewed, by somebody who wasn't there and wrote nothing in it, and who read what was recorded.
///
/// # Errors
/// [`Refusal`].
pub fn review(state: State, standing: &Standing, by: PersonId, read: &str) -> Result<State, Refusal> {
    match state {
        State::Recorded if standing.is_member || standing.writers.contains(&by) => Err(Refusal::OwnVisit),
        State::Recorded if standing.recorded != read => Err(Refusal::OtherText),
        State::Recorded => Ok(State::Reviewed),
        _ => Err(Refusal::NotRecorded),
    }
}

/// Recorded -> Noticed: the text is a draft again.
///
/// # Errors
/// [`Refusal`].
pub fn give_back(state: State, standing: &Standing, by: PersonId) -> Result<State, Refusal> {
    review(state, standing, by, &standing.recorded).map(|_| State::Noticed)
}

/// Reviewed -> a draft of the record's next version.
///
/// # Errors
/// [`Refusal::NotReviewed`].
pub fn correct(state: State) -> Result<State, Refusal> {
    if state == State::Reviewed { Ok(State::Noticed) } else { Err(Refusal::NotReviewed) }
}

/// What a change of an inspector's account is; nothing if it stays as it was. While the inspector `is_bound`, by visits that wait for their review or by a record
/// that waits for their confirmation, an account that can be used keeps its inspector: another's would write in their name. Somebody locked out, or gone, has the
/// account suspended first, which is another one's act.
///
/// # Errors
/// [`Refusal::AccountInUse`].
pub fn account(
    (had, wanted): (Option<PersonId>, Option<PersonId>),
    is_usable: bool,
    is_bound: bool,
) -> Result<Option<AccountChange>, Refusal> {
    let change = match (had, wanted) {
        (had, wanted) if had == wanted => return Ok(None),
        (None, _) => return Ok(Some(AccountChange::Given)),
        (Some(_), None) => AccountChange::Taken,
        (Some(_), Some(_)) => AccountChange::Changed,
    };
    if is_usable && is_bound { Err(Refusal::AccountInUse) } else { Ok(Some(change)) }
}

/// A person's hand on a visit, if they had none or the same.
///
/// # Errors
/// [`Refusal::OtherHand`].
pub fn one_hand(had: Option<Hand>, hand: Hand) -> Result<(), Refusal> {
    if had.is_some_and(|had| had != hand) { Err(Refusal::OtherHand) } else { Ok(()) }
}

/// Whether a visit isn't over though the last day of its draw's period is.
#[must_use]
pub fn overdue(state: State, last_day: Date, today: Date) -> bool {
    state != State::Reviewed && last_day < today
}
