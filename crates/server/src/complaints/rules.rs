//! What a complaint is, who may do what with it, and what follows for risk. Pure.

pub mod check;
pub mod form;
pub mod signal;
pub mod veil;

use crate::accounts::PersonId;
use crate::app::value::Date;
use crate::{codes, id};

id!(/// A complaint, report or petition.
    ComplaintId);
id!(/// A note on one.
    NoteId);
id!(/// What an edit of one replaced.
    FormerId);

codes! {
    /// What it is in law.
    #[schema(as = ComplaintKind)]
    Kind {
        /// 投诉: a consumer's dispute with a business.
        Complaint = "complaint",
        /// 举报: clues to a violation, by anybody, also without a name.
        Report = "report",
        /// 信访.
        Petition = "petition",
    }
}

codes! {
    /// How it came.
    Channel {
        /// 12315平台.
        Platform = "platform-12315",
        /// 来电.
        Call = "call",
        /// 来信.
        Letter = "letter",
        /// 来访.
        Visit = "visit",
        /// 网络.
        Web = "web",
        /// 上级交办.
        Superior = "superior",
    }
}

codes! {
    /// Where it stands.
    #[schema(as = ComplaintState)]
    State {
        /// 已登记.
        Registered = "registered",
        /// 已分派, being handled.
        Assigned = "assigned",
        /// 已办理, waiting for another's look.
        Handled = "handled",
        /// 已办结.
        Closed = "closed",
        /// 不予受理.
        Refused = "refused",
        /// 已移送.
        Transferred = "transferred",
        /// 已撤回.
        Withdrawn = "withdrawn",
    }
}

impl State {
    /// Whether nothing more happens to it.
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Closed | Self::Refused | Self::Transferred | Self::Withdrawn)
    }
}

codes! {
    /// What came of it.
    Outcome {
        /// 属实.
        Substantiated = "substantiated",
        /// 部分属实.
        Partly = "partly-substantiated",
        /// 不属实.
        Unsubstantiated = "unsubstantiated",
        /// 无法核实.
        Unverifiable = "unverifiable",
    }
}

codes! {
    /// How its time stands.
    Clock {
        /// Nobody is handling it.
        Stopped = "stopped",
        /// More than [`SOON_DAYS`] days are left.
        Running = "running",
        /// At most so many are left.
        Soon = "soon",
        /// The day has passed.
        Overdue = "overdue",
    }
}

codes! {
    /// What a note says why.
    NoteKind {
        /// 不予受理.
        Refused = "refused",
        /// 移送.
        Transferred = "transferred",
        /// 撤回.
        Withdrawn = "withdrawn",
        /// 退回重办.
        SentBack = "sent-back",
        /// 查看投诉举报人.
        Unmasked = "unmasked",
        /// 清除投诉举报人信息.
        Erased = "erased",
    }
}

/// A lawful no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It doesn't stand where this can be done.
    NotNow(State),
    /// Nobody handles what they assign themselves.
    AssignSelf,
    /// Only who it was assigned to handles it, and sees who complained.
    NotHandler,
    /// Nobody judges what they handled themselves.
    OwnHandling,
    /// Nobody ends, or erases, what they registered themselves.
    OwnRegistration,
    /// The person isn't an inspector in use who is competent there.
    HandlerUnable,
    /// The person has it already, with the same day.
    AlreadySo,
    /// Who complained was erased.
    Erased,
    /// It names a business of the registry already.
    Linked,
    /// Only who registered it says otherwise who complained.
    NotRegistrar,
    /// The business stands in the registry of an office that is neither the complaint's own nor above or below it.
    SubjectElsewhere,
    /// More rows than a file may hold.
    ExportTooLong,
}

impl Refusal {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotNow(_) => "complaint-not-now",
            Self::AssignSelf => "complaint-assign-self",
            Self::NotHandler => "complaint-not-handler",
            Self::OwnHandling => "complaint-own-handling",
            Self::OwnRegistration => "complaint-own-registration",
            Self::HandlerUnable => "complaint-handler-unable",
            Self::AlreadySo => "already-so",
            Self::Erased => "complaint-erased",
            Self::Linked => "complaint-linked",
            Self::NotRegistrar => "complaint-not-registrar",
            Self::SubjectElsewhere => "complaint-subject-elsewhere",
            Self::ExportTooLong => "complaint-export-too-long",
        }
    }
}

/// What the rules need to know of a complaint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Where it stands.
    pub state: State,
    /// Who registered it.
    pub registrar: PersonId,
    /// Who handles it, and until when.
    pub handler: Option<(PersonId, Date)>,
    /// Whether who complained was erased.
    pub erased: bool,
    /// Whether it names a business of the registry.
    pub linked: bool,
}

impl Standing {
    fn among(&self, states: &[State]) -> Result<(), Refusal> {
        if states.contains(&self.state) { Ok(()) } else { Err(Refusal::NotNow(self.state)) }
    }

    fn handled_by(&self, by: PersonId) -> bool {
        self.handler.is_some_and(|(handler, _)| handler == by)
    }

    fn not_registered_by(&self, by: PersonId) -> Result<(), Refusal> {
        if self.registrar == by { Err(Refusal::OwnRegistration) } else { Ok(()) }
    }
}

/// Whom a complaint goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// Who is to handle it.
    pub to: PersonId,
    /// Until which day.
    pub due: Date,
    /// Whether they are an inspector in use who is competent there.
    pub able: bool,
}

/// Registered -> Registered, with other content. What an edit can't change at all: [`check::fixed`].
///
/// # Errors
/// [`Refusal`].
pub fn edit(standing: &Standing) -> Result<(), Refusal> {
    standing.among(&[State::Registered])
}

/// Say otherwise who complained, in an edit: who took it down, since nobody else heard it.
///
/// # Errors
/// [`Refusal`].
pub fn edit_complainant(standing: &Standing, by: PersonId) -> Result<(), Refusal> {
    if standing.registrar == by { Ok(()) } else { Err(Refusal::NotRegistrar) }
}

/// A complaint and the business that it names lie in one line of offices: in the same, or one of them above the other, by their paths. A sister office's draw and page
/// would know nothing of what this office found true.
///
/// # Errors
/// [`Refusal`].
pub fn in_line(complaint: &str, subject: &str) -> Result<(), Refusal> {
    if complaint.starts_with(subject) || subject.starts_with(complaint) {
        Ok(())
    } else {
        Err(Refusal::SubjectElsewhere)
    }
}

/// Registered -> Assigned; Assigned -> Assigned to another, or until another day.
///
/// # Errors
/// [`Refusal`].
pub fn assign(standing: &Standing, by: PersonId, assignment: Assignment) -> Result<State, Refusal> {
    standing.among(&[State::Registered, State::Assigned])?;
    match assignment {
        Assignment { to, .. } if to == by => Err(Refusal::AssignSelf),
        Assignment { able: false, .. } => Err(Refusal::HandlerUnable),
        Assignment { to, due, .. } if standing.handler == Some((to, due)) => Err(Refusal::AlreadySo),
        _ => Ok(State::Assigned),
    }
}

/// Registered -> Refused (不予受理), by another than who registered it.
///
/// # Errors
/// [`Refusal`].
pub fn refuse(standing: &Standing, by: PersonId) -> Result<State, Refusal> {
    standing.among(&[State::Registered])?;
    standing.not_registered_by(by)?;
    Ok(State::Refused)
}

/// Registered | Assigned -> Transferred (移送), by another than who registered it.
///
/// # Errors
/// [`Refusal`].
pub fn transfer(standing: &Standing, by: PersonId) -> Result<State, Refusal> {
    standing.among(&[State::Registered, State::Assigned])?;
    standing.not_registered_by(by)?;
    Ok(State::Transferred)
}

/// Registered | Assigned -> Withdrawn (撤回): the complainant's wish, noted by another than who registered it, so that nobody makes a
/// complaint vanish alone.
///
/// # Errors
/// [`Refusal`].
pub fn withdraw(standing: &Standing, by: PersonId) -> Result<State, Refusal> {
    standing.among(&[State::Registered, State::Assigned])?;
    standing.not_registered_by(by)?;
    Ok(State::Withdrawn)
}

/// Assigned -> Handled, by who it was assigned to.
///
/// # Errors
/// [`Refusal`].
pub fn handle(standing: &Standing, by: PersonId) -> Result<State, Refusal> {
    standing.among(&[State::Assigned])?;
    if standing.handled_by(by) { Ok(State::Handled) } else { Err(Refusal::NotHandler) }
}

/// Handled -> Assigned (退回重办), by another than who handled it.
///
/// # Errors
/// [`Refusal`].
pub fn send_back(standing: &Standing, by: PersonId) -> Result<State, Refusal> {
    standing.among(&[State::Handled])?;
    if standing.handled_by(by) { Err(Refusal::OwnHandling) } else { Ok(State::Assigned) }
}

/// Handled -> Closed (办结), by another than who handled it.
///
/// # Errors
/// [`Refusal`].
pub fn close(standing: &Standing, by: PersonId) -> Result<State, Refusal> {
    standing.among(&[State::Handled])?;
    if standing.handled_by(by) { Err(Refusal::OwnHandling) } else { Ok(State::Closed) }
}

/// Say which business of the registry it is about, where nobody did: who handles it, or somebody who may close complaints; also once it is closed, since what was
/// found true moves the business to another stratum.
///
/// # Errors
/// [`Refusal`].
pub fn link(standing: &Standing, by: PersonId, closes: bool) -> Result<(), Refusal> {
    standing.among(&[State::Assigned, State::Handled, State::Closed])?;
    match () {
        () if standing.linked => Err(Refusal::Linked),
        () if standing.erased => Err(Refusal::Erased),
        () if closes || standing.handled_by(by) => Ok(()),
        () => Err(Refusal::NotHandler),
    }
}

/// See who complained, while handling it.
///
/// # Errors
/// [`Refusal`].
pub fn unmask(standing: &Standing, by: PersonId) -> Result<(), Refusal> {
    standing.among(&[State::Assigned, State::Handled])?;
    if standing.handled_by(by) { Ok(()) } else { Err(Refusal::NotHandler) }
}

/// Erase who complained, once the complaint is over, by another than who registered it.
///
/// # Errors
/// [`Refusal`].
pub fn erase(standing: &Standing, by: PersonId) -> Result<(), Refusal> {
    standing.among(&[State::Closed, State::Refused, State::Transferred, State::Withdrawn])?;
    standing.not_registered_by(by)?;
    if standing.erased { Err(Refusal::Erased) } else { Ok(()) }
}

/// So many days before its day a complaint is *soon* due.
pub const SOON_DAYS: i32 = 3;

/// How its time stands on a day.
#[must_use]
pub fn clock(state: State, due: Option<Date>, today: Date) -> Clock {
    match due.filter(|_| state == State::Assigned) {
        None => Clock::Stopped,
        Some(due) if due < today => Clock::Overdue,
        Some(due) if due <= today.plus_days(SOON_DAYS) => Clock::Soon,
        Some(_) => Clock::Running,
    }
}

/// 2026-03-20 as 20260320: how an entry of the journal tells a day.
#[must_use]
pub fn day_number(day: Date) -> i64 {
    i64::from(day.0.year()) * 10_000 + i64::from(day.0.month()) * 100 + i64::from(day.0.day())
}

/// `2026-000123`: the year it was registered in, and its place among its organisation's of that year.
#[must_use]
pub fn number(year: i16, place: i64) -> String {
    format!("{year:04}-{place:06}")
}

/// The most rows of a file taken out.
pub const EXPORT_MOST: u64 = 50_000;

/// Whether so many rows fit into a file.
///
/// # Errors
/// [`Refusal::ExportTooLong`].
pub const fn export(rows: u64) -> Result<(), Refusal> {
    if rows > EXPORT_MOST { Err(Refusal::ExportTooLong) } else { Ok(()) }
}
