//! Roles, acts, and the rules on accounts. Pure.

pub mod confirm;
pub mod password;

use std::collections::BTreeSet;

pub use confirm::{Confirmer, Confirming, confirm};
pub use password::{PASSWORD, password_fault};

use super::rules::Role::*;
use crate::app::value::Timestamp;
use crate::{codes, id};

id!(/// An organisation: a bureau, or an office below it.
    OrganisationId);
id!(/// A person with an account.
    PersonId);

codes! {
    /// What somebody is to the system. One person may hold several unless [`check_together`] forbids.
    Role {
        /// 系统管理员: organisations and accounts.
        SystemAdmin = "system-admin",
        /// 安全管理员: roles, keys, policies.
        SecurityAdmin = "security-admin",
        /// 审计管理员: reads the journal and everything, changes nothing; vouches for the last security administrator.
        AuditAdmin = "audit-admin",
        /// 清单管理员: the catalogue.
        CatalogueManager = "catalogue-manager",
        /// 名录管理员: subjects and inspectors.
        RegistryManager = "registry-manager",
        /// 计划编制人.
        Planner = "planner",
        /// 审批人.
        Approver = "approver",
        /// 抽取操作员.
        DrawOperator = "draw-operator",
        /// 监督员: discipline office, notary, witness.
        Observer = "observer",
        /// 检查人员.
        Inspector = "inspector",
        /// 复核人.
        Reviewer = "reviewer",
        /// 公示人.
        Publisher = "publisher",
        /// 信用专员.
        CreditOfficer = "credit-officer",
        /// 局领导: reads all of the bureau, approves.
        Leader = "leader",
        /// 上级: reads below.
        Superior = "superior",
    }
}

codes! {
    /// What somebody asks the system to do. Every route names one or is public.
    Act {
        /// Look after one's own account.
        Me = "me",
        /// See the organisations.
        OrganisationRead = "organisation.read",
        /// Set up, rename and close organisations.
        OrganisationManage = "organisation.manage",
        /// See accounts.
        PersonRead = "person.read",
        /// Open, edit, suspend accounts, give passwords.
        PersonManage = "person.manage",
        /// Give and take roles.
        PersonGrant = "person.grant",
        /// Confirm that an account is its owner's after a reset or a restoring, so that its roles hold again.
        PersonConfirm = "person.confirm",
        /// The same of a security administrator's account where no other security administrator can.
        PersonVouch = "person.vouch",
        /// See and end other people's sessions.
        SessionManage = "session.manage",
        /// See one's jobs.
        JobRead = "job.read",
        /// Read the catalogue's drafts.
        ItemRead = "item.read",
        /// Draft the catalogue.
        ItemDraft = "item.draft",
        /// Approve a draft of the catalogue.
        ItemApprove = "item.approve",
        /// Publish an approved catalogue, or withdraw a published one.
        ItemPublish = "item.publish",
        /// Bring files of rows in. What kind of rows is asked for by that kind's own act.
        ImportManage = "import.manage",
        /// Read the registry of subjects.
        SubjectRead = "subject.read",
        /// Enter and edit subjects, import, tag.
        SubjectManage = "subject.manage",
        /// Move a subject's risk class.
        SubjectRisk = "subject.risk",
        /// Ask that duplicates be merged.
        SubjectMerge = "subject.merge",
        /// Approve or decline a merge that somebody else asked for.
        SubjectMergeApprove = "subject.merge-approve",
        /// See a subject's phone in full. Each time is journalled.
        SubjectUnmask = "subject.unmask",
        /// Take the registry out as a file.
        SubjectExport = "subject.export",
        /// Read the registry of inspectors.
        InspectorRead = "inspector.read",
        /// Enter and edit inspectors, import, leave, conflicts, training.
        InspectorManage = "inspector.manage",
        /// See an id number or phone in full. Each time is journalled.
        InspectorUnmask = "inspector.unmask",
        /// Read complaints, complainants masked.
        ComplaintRead = "complaint.read",
        /// Register a complaint.
        ComplaintRegister = "complaint.register",
        /// Give a complaint to somebody, or close it without.
        ComplaintAssign = "complaint.assign",
        /// Handle a complaint one was given.
        ComplaintHandle = "complaint.handle",
        /// Say which business of the registry a complaint is about, where nobody did.
        ComplaintLink = "complaint.link",
        /// See who complained. Each time is journalled.
        ComplaintUnmask = "complaint.unmask",
        /// Erase who complained, once the complaint is over. It can't be undone.
        ComplaintErase = "complaint.erase",
        /// Read plans, drafts and simulations included.
        PlanRead = "plan.read",
        /// Draft, simulate and adjust plans.
        PlanDraft = "plan.draft",
        /// Approve a plan, or return it.
        PlanApprove = "plan.approve",
        /// Note a plan's filing.
        PlanFile = "plan.file",
        /// Publish a filed plan, or close a published one.
        PlanPublish = "plan.publish",
        /// See draws, and what was decided about them; not who was drawn before it is published.
        DrawRead = "draw.read",
        /// Write a draw's scheme, and an organisation's standing rule.
        DrawDraft = "draw.draft",
        /// See what a commit would freeze now.
        DrawPreview = "draw.preview",
        /// Approve a scheme, or a standing rule.
        DrawApprove = "draw.approve",
        /// Invite parties, commit, run.
        DrawOperate = "draw.operate",
        /// Read a lottery's or the dice's value off.
        DrawEnter = "draw.enter",
        /// Announce who was drawn.
        DrawAnnounce = "draw.announce",
        /// Ask that a draw be annulled, or confirm it.
        DrawAnnul = "draw.annul",
        /// See who was drawn, and take a draw's files. Before it is published each time is on record.
        DrawOpen = "draw.open",
        /// See visits and their records; before the draw is announced, only those of one's own team, or as a reviewer, operator, auditor or leader.
        VisitRead = "visit.read",
        /// Make the visits of a drawn draw.
        VisitDispatch = "visit.dispatch",
        /// Give notice, write and hand in a record, correct it: of one's own visits.
        VisitRecord = "visit.record",
        /// Review a record, or return it.
        VisitReview = "visit.review",
        /// Say which account is which inspector's.
        VisitAccounts = "visit.accounts",
        /// See what is done about findings, where one sees the visit.
        OutcomeRead = "outcome.read",
        /// Order to put right, propose what else is to be done, re-check, decide, take answers in: of one's own visits.
        OutcomePropose = "outcome.propose",
        /// Approve or decline what is proposed or decided about a finding, give more time, withdraw.
        OutcomeApprove = "outcome.approve",
        /// See what is to be published by when, and the working days.
        DisclosureRead = "disclosure.read",
        /// Publish results.
        DisclosurePublish = "disclosure.publish",
        /// Enter a year's holidays and working days.
        CalendarManage = "calendar.manage",
        /// Ask that a team or a target be amended after the draw.
        DrawAmend = "draw.amend",
        /// See what is asked and decided about amendments. Before the draw is published each time is on record.
        AmendmentRead = "amendment.read",
        /// Read the journal's rows with their openings, and check the tables against it.
        JournalRead = "journal.read",
    }
}

/// Who reads what the bureau works with: everybody in business, and the auditor.
const READERS: &[Role] = &[
    AuditAdmin,
    CatalogueManager,
    RegistryManager,
    Planner,
    Approver,
    DrawOperator,
    Observer,
    Inspector,
    Reviewer,
    Publisher,
    CreditOfficer,
    Leader,
    Superior,
];

impl Act {
    /// The one table of roles × acts. The first of a caller's roles in it is the one the journal names.
    #[must_use]
    pub const fn allowed(self) -> &'static [Role] {
        match self {
            Self::Me | Self::OrganisationRead | Self::JobRead => Role::ALL,
            Self::OrganisationManage | Self::PersonManage => &[SystemAdmin],
            Self::PersonRead => &[SystemAdmin, SecurityAdmin, AuditAdmin, Leader],
            Self::PersonGrant | Self::PersonConfirm | Self::SessionManage => &[SecurityAdmin],
            Self::PersonVouch => &[AuditAdmin],
            Self::ItemRead | Self::SubjectRead | Self::InspectorRead | Self::PlanRead => READERS,
            Self::ItemDraft => &[CatalogueManager],
            Self::ItemApprove => &[Approver, Leader],
            Self::ItemPublish => &[Publisher],
            Self::ImportManage => &[CatalogueManager, RegistryManager],
            Self::SubjectManage | Self::SubjectRisk | Self::SubjectMerge => &[RegistryManager],
            Self::SubjectMergeApprove => &[Approver, Leader],
            Self::SubjectUnmask => &[RegistryManager, Inspector],
            Self::SubjectExport => &[RegistryManager, AuditAdmin, Leader],
            Self::InspectorManage | Self::InspectorUnmask => &[RegistryManager],
            Self::ComplaintRead => {
                &[AuditAdmin, RegistryManager, Planner, Approver, Inspector, Reviewer, Leader, Superior]
            }
            Self::ComplaintRegister => &[RegistryManager],
            Self::ComplaintAssign => &[Approver, Leader],
            Self::ComplaintHandle | Self::ComplaintUnmask => &[Inspector],
            // Who may close comes first: an inspector links only what they handle.
            Self::ComplaintLink => &[Approver, Leader, Inspector],
            Self::ComplaintErase => &[Leader],
            Self::PlanDraft | Self::PlanFile => &[Planner],
            Self::PlanApprove => &[Approver, Leader],
            Self::PlanPublish => &[Publisher],
            Self::DrawRead => READERS,
            Self::DrawDraft => &[DrawOperator, Planner],
            Self::DrawPreview => &[DrawOperator, Planner, Approver, Leader],
            Self::DrawApprove => &[Approver, Leader],
            Self::DrawOperate => &[DrawOperator],
            // A third one reads where two differ.
            Self::DrawEnter => &[DrawOperator, Observer, Leader],
            Self::DrawAnnounce => &[Publisher],
            Self::DrawAnnul => &[DrawOperator, Approver, Leader],
            Self::DrawOpen => &[DrawOperator, Observer, Inspector, Publisher, AuditAdmin, Leader],
            Self::VisitRead | Self::OutcomeRead | Self::DisclosureRead => READERS,
            Self::VisitDispatch => &[DrawOperator],
            Self::VisitRecord => &[Inspector],
            Self::VisitReview => &[Reviewer],
            Self::VisitAccounts => &[RegistryManager],
            Self::OutcomePropose => &[Inspector],
            Self::OutcomeApprove => &[Approver, Leader],
            Self::DisclosurePublish | Self::CalendarManage => &[Publisher],
            Self::DrawAmend => &[DrawOperator, Inspector],
            Self::AmendmentRead => &[DrawOperator, Inspector, Approver, Leader, Observer, Publisher, AuditAdmin],
            Self::JournalRead => &[AuditAdmin],
        }
    }

    /// Whether somebody who must first change the password or set up the second factor may already.
    #[must_use]
    pub const fn is_own_account(self) -> bool {
        matches!(self, Self::Me)
    }
}

codes! {
    /// Which of the separate worlds an account belongs to. A database constraint holds every role to its account's lane.
    Lane {
        /// 系统管理员.
        System = "system-admin",
        /// 安全管理员.
        Security = "security-admin",
        /// 审计管理员.
        Audit = "audit-admin",
        /// Everybody else.
        Business = "business",
    }
}

impl Role {
    /// The lane it needs.
    #[must_use]
    pub const fn lane(self) -> Lane {
        match self {
            SystemAdmin => Lane::System,
            SecurityAdmin => Lane::Security,
            AuditAdmin => Lane::Audit,
            _ => Lane::Business,
        }
    }

    /// Whether its holder must use a second factor.
    #[must_use]
    pub const fn is_privileged(self) -> bool {
        matches!(self, SystemAdmin | SecurityAdmin | AuditAdmin)
    }
}

codes! {
    /// Whether an account can be used.
    PersonState {
        /// It can.
        Active = "active",
        /// It can't; what it did stays.
        Suspended = "suspended",
    }
}

codes! {
    /// An organisation's level.
    Level {
        /// 省.
        Province = "province",
        /// 市.
        City = "city",
        /// 县.
        County = "county",
    }
}

codes! {
    /// Whether an organisation works.
    OrganisationState {
        /// It does.
        Open = "open",
        /// It was closed; what it did stays.
        Closed = "closed",
    }
}

/// A lawful no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The three administrators exclude each other and all business (三员分立).
    RolesTogether,
    /// Nobody gives a role to himself.
    OwnRoles,
    /// Nobody suspends his own account.
    OwnAccount,
    /// The last account of an administrator can't be taken away: nobody could set it up again.
    LastAdministrator,
    /// Nobody confirms his own account.
    OwnConfirmation,
    /// Its roles hold already.
    NotResting,
    /// Its password is still the one that somebody else gave, so that both know it.
    PasswordGiven,
    /// Somebody who is nearer to it can confirm it.
    OtherConfirms,
    /// It is so already.
    AlreadySo,
    /// Organisations below it, or accounts, are still in use.
    StillUsed,
    /// A county's office has no office below it, and a level lies below its parent's.
    LevelOrder,
}

impl Refusal {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::RolesTogether => "roles-together",
            Self::OwnRoles => "own-roles",
            Self::OwnAccount => "own-account",
            Self::LastAdministrator => "last-administrator",
            Self::OwnConfirmation => "own-confirmation",
            Self::NotResting => "person-not-resting",
            Self::PasswordGiven => "person-password-given",
            Self::OtherConfirms => "person-other-confirms",
            Self::AlreadySo => "already-so",
            Self::StillUsed => "organisation-still-used",
            Self::LevelOrder => "level-order",
        }
    }
}

/// The lane of an account with these roles.
///
/// # Errors
/// [`Refusal::RolesTogether`].
pub fn check_together(roles: &BTreeSet<Role>) -> Result<Lane, Refusal> {
    let lanes: BTreeSet<Lane> = roles.iter().map(|role| role.lane()).collect();
    match (lanes.first(), lanes.len()) {
        (None, _) => Ok(Lane::Business),
        (Some(&lane), 1) => Ok(lane),
        _ => Err(Refusal::RolesTogether),
    }
}

/// What a change of roles needs to know.
#[derive(Clone, Copy, Debug)]
pub struct Granting<'a> {
    /// Whose roles.
    pub person: PersonId,
    /// Who gives them.
    pub by: PersonId,
    /// What they are now.
    pub now: &'a BTreeSet<Role>,
    /// What they are to be.
    pub wanted: &'a BTreeSet<Role>,
    /// The administrators' roles that nobody else holds on an active account.
    pub only_here: &'a BTreeSet<Role>,
}

/// Roles -> other roles.
///
/// # Errors
/// [`Refusal`].
pub fn grant(granting: Granting<'_>) -> Result<Lane, Refusal> {
    if granting.person == granting.by {
        return Err(Refusal::OwnRoles);
    }
    if granting.only_here.iter().any(|role| granting.now.contains(role) && !granting.wanted.contains(role)) {
        return Err(Refusal::LastAdministrator);
    }
    check_together(granting.wanted)
}

/// Active -> Suspended.
///
/// # Errors
/// [`Refusal`].
pub fn suspend(
    person: PersonId,
    state: PersonState,
    by: PersonId,
    only_here: &BTreeSet<Role>,
) -> Result<PersonState, Refusal> {
    match state {
        _ if person == by => Err(Refusal::OwnAccount),
        PersonState::Suspended => Err(Refusal::AlreadySo),
        PersonState::Active if !only_here.is_empty() => Err(Refusal::LastAdministrator),
        PersonState::Active => Ok(PersonState::Suspended),
    }
}

/// Suspended -> Active.
///
/// # Errors
/// [`Refusal::AlreadySo`].
pub fn restore(state: PersonState) -> Result<PersonState, Refusal> {
    match state {
        PersonState::Active => Err(Refusal::AlreadySo),
        PersonState::Suspended => Ok(PersonState::Active),
    }
}

/// Whether an office of level `below` may stand under one of level `above`.
///
/// # Errors
/// [`Refusal::LevelOrder`].
pub fn check_levels(above: Level, below: Level) -> Result<(), Refusal> {
    if below > above { Ok(()) } else { Err(Refusal::LevelOrder) }
}

/// Open -> Closed.
///
/// # Errors
/// [`Refusal`].
pub fn close(state: OrganisationState, in_use: u64) -> Result<OrganisationState, Refusal> {
    match state {
        OrganisationState::Closed => Err(Refusal::AlreadySo),
        OrganisationState::Open if in_use > 0 => Err(Refusal::StillUsed),
        OrganisationState::Open => Ok(OrganisationState::Closed),
    }
}

/// Failed sign-ins from one place before it has to wait.
pub const FREE_FAILURES: i64 = 5;

/// Until when the next try from the same place must wait, after so many failures in a row: 1 s, 2 s, … 15 min.
///
/// A *place* is an address together with a login, or a browser that signed in with that login before. So failures from elsewhere
/// never keep a person out: nobody can lock an account by guessing.
#[must_use]
pub fn wait_until(failures: i64, last: Timestamp) -> Timestamp {
    let over = failures - FREE_FAILURES;
    if over < 0 {
        return last;
    }
    let seconds = 1_i64 << over.min(10);
    last.plus_s(seconds.min(900))
}
