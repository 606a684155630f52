//! What may be amended after the draw, why, and by whom (`spec/draw.md`, section 8.2; 行政处罚法, article 43: recusal). Who takes a seat, and
//! which reserve stands in, `lots` decides.

use lots::amend::Event;
use lots::name::{InspectorCode, PersonCode, SubjectId};

use super::Refusal;
use super::scheme::Lack;
use crate::accounts::PersonId;
use crate::app::value::Timestamp;
use crate::{codes, id};

id!(/// An amendment, asked for or made.
    AmendmentId);

codes! {
    /// What an amendment is about.
    #[schema(as = AmendmentKind)]
    Kind {
        /// 回避: an inspector must not meet one target.
        Recuse = "recuse",
        /// 缺席: an inspector can't take part any more.
        Absent = "absent",
        /// 退出: a target is gone, or can't be reached.
        Gone = "gone",
    }
}

codes! {
    /// Why, as everybody may read it. The words to it aren't public.
    #[schema(as = AmendmentReason)]
    Reason {
        /// 与检查对象有利害关系.
        Interest = "interest",
        /// 检查对象申请回避.
        Applied = "applied-for",
        /// 因病.
        Illness = "illness",
        /// 另有公务.
        Duty = "other-duty",
        /// 调离、离职或者执法证失效.
        Left = "left-post",
        /// 注销、吊销.
        Deregistered = "deregistered",
        /// 停业、歇业.
        Closed = "closed",
        /// 迁出辖区.
        Moved = "moved-away",
        /// 查无下落.
        Unreachable = "unreachable",
    }
}

codes! {
    /// Where an amendment stands. None ever disappears.
    #[schema(as = AmendmentState)]
    State {
        /// It waits for somebody else.
        Asked = "asked",
        /// It is a link of the chain.
        Approved = "approved",
        /// It isn't.
        Declined = "declined",
        /// Who asked took it back before anybody decided.
        Withdrawn = "withdrawn",
    }
}

impl Kind {
    /// The reasons that go with it.
    #[must_use]
    pub const fn reasons(self) -> &'static [Reason] {
        use Reason::{Applied, Closed, Deregistered, Duty, Illness, Interest, Left, Moved, Unreachable};
        match self {
            Self::Recuse => &[Interest, Applied],
            Self::Absent => &[Illness, Duty, Left],
            Self::Gone => &[Deregistered, Closed, Moved, Unreachable],
        }
    }
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked<'a> {
    /// What it is about.
    pub kind: Kind,
    /// The target's code; empty for [`Kind::Absent`].
    pub subject: &'a str,
    /// The inspector's code in the draw; empty for [`Kind::Gone`].
    pub inspector: &'a str,
    /// Why.
    pub reason: Reason,
}

/// A target as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Its code.
    pub subject: String,
    /// Its team's codes.
    pub team: Vec<String>,
}

/// What there is of what an ask names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Named<'a> {
    /// The target named, if it is one and hasn't left.
    pub target: Option<&'a Target>,
    /// Whether the inspector is on the bench.
    pub is_benched: bool,
    /// Whether it is for who asks: they dispatch visits, or it [`concerns`] a team of theirs.
    pub is_theirs: bool,
}

/// Whether what is asked for concerns somebody, by their own code in the draw: they are of one of the teams that it would change, or can't take part themselves.
#[must_use]
pub fn concerns(asked: &Asked<'_>, own: &str, teams: &[Vec<String>]) -> bool {
    let is_away = asked.kind == Kind::Absent && asked.inspector == own;
    is_away || teams.iter().flatten().any(|code| code == own)
}

/// An amendment can be asked for once the draw is drawn, by whom it concerns or who dispatches visits, of somebody whom it concerns as things stand. Whoever it isn't
/// for is told nothing else.
///
/// # Errors
/// [`Refusal`], naming each field at fault.
pub fn ask(draw: super::State, asked: &Asked<'_>, named: Named<'_>) -> Result<(), Refusal> {
    let Named { target, is_benched, is_theirs } = named;
    if !is_open(draw) {
        return Err(Refusal::NotDrawn);
    }
    if !is_theirs {
        return Err(Refusal::NotOwnTeam);
    }
    let mut lacks = Vec::new();
    let mut add = |is: bool, field: &str, code: &'static str| {
        if is {
            lacks.push(Lack { field: field.to_owned(), code });
        }
    };
    let of_subject = asked.kind != Kind::Absent;
    let of_inspector = asked.kind != Kind::Gone;
    add(of_subject && target.is_none(), "subject", "amendment-no-target");
    add(!of_subject && !asked.subject.is_empty(), "subject", "amendment-not-named");
    add(of_inspector && !is_benched, "inspector", "amendment-not-on-bench");
    add(!of_inspector && !asked.inspector.is_empty(), "inspector", "amendment-not-named");
    let elsewhere = target.is_some_and(|target| !target.team.iter().any(|code| code == asked.inspector));
    add(asked.kind == Kind::Recuse && is_benched && elsewhere, "inspector", "amendment-not-in-team");
    add(!asked.kind.reasons().contains(&asked.reason), "reason", "amendment-reason");
    if lacks.is_empty() { Ok(()) } else { Err(Refusal::Amendment(lacks)) }
}

/// From the draw on, announced or not.
const fn is_open(draw: super::State) -> bool {
    matches!(draw, super::State::Drawn | super::State::Announced)
}

/// Asked -> Approved or Declined, by somebody who didn't ask.
///
/// # Errors
/// [`Refusal`].
pub fn decide(draw: super::State, state: State, asker: PersonId, by: PersonId) -> Result<(), Refusal> {
    match state {
        _ if !is_open(draw) => Err(Refusal::NotDrawn),
        State::Asked if asker == by => Err(Refusal::OwnAmendment),
        State::Asked => Ok(()),
        State::Approved | State::Declined | State::Withdrawn => Err(Refusal::AmendmentDecided),
    }
}

/// Asked -> Withdrawn, by who asked: a mistake needs no approver. That it was asked for stays.
///
/// # Errors
/// [`Refusal`].
pub fn withdraw(draw: super::State, state: State, asker: PersonId, by: PersonId) -> Result<(), Refusal> {
    match state {
        _ if !is_open(draw) => Err(Refusal::NotDrawn),
        State::Asked if asker != by => Err(Refusal::NotAsker),
        State::Asked => Ok(()),
        State::Approved | State::Declined | State::Withdrawn => Err(Refusal::AmendmentDecided),
    }
}

/// How it stands with the notices of the visits that an ask is about: a business may have been told who comes, or not yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Notices {
    /// How many visits were dispatched.
    pub visits: u64,
    /// Of how many of them notice was given.
    pub given: u64,
    /// When that was first.
    pub first: Option<Timestamp>,
}

impl Notices {
    /// Of when notice was given of each visit that was dispatched, if it was.
    #[must_use]
    pub fn of(visits: impl IntoIterator<Item = Option<Timestamp>>) -> Self {
        let mut notices = Self::default();
        for at in visits {
            notices.visits += 1;
            notices.given += u64::from(at.is_some());
            notices.first = notices.first.into_iter().chain(at).min();
        }
        notices
    }
}

/// What the protocol calls it; nothing if a code hasn't its form.
#[must_use]
pub fn event(kind: Kind, subject: &str, inspector: &str) -> Option<Event> {
    let subject = || SubjectId::new(subject).ok();
    let inspector = || InspectorCode::new(inspector).ok();
    Some(match kind {
        Kind::Recuse => Event::Recuse { subject: subject()?, inspector: inspector()? },
        Kind::Absent => Event::Absent { inspector: inspector()? },
        Kind::Gone => Event::Gone { subject: subject()? },
    })
}

/// Why the protocol doesn't let it happen: others were amended since it was asked for.
#[must_use]
pub fn refused(why: &lots::amend::Refusal) -> Option<Refusal> {
    use lots::amend::Refusal as Why;
    let lack = |field: &str, code| Some(Refusal::Amendment(vec![Lack { field: field.to_owned(), code }]));
    match why {
        Why::NoTarget(_) => lack("subject", "amendment-no-target"),
        Why::NotInTeam(..) => lack("inspector", "amendment-not-in-team"),
        Why::NotOnBench(_) => lack("inspector", "amendment-not-on-bench"),
        _ => None,
    }
}

/// What stands in the public record for who approved: the same for one person in all draws, since their rates are published, and nothing of them.
///
/// # Panics
/// Never: hexadecimal digits are a person's code.
#[must_use]
pub fn approver(person: PersonId) -> PersonCode {
    let digest = lots::hash::Digest::of(format!("yaoguang/server/approver\n{person}").as_bytes()).to_string();
    format!("approver-{}", &digest[..16]).parse().expect("hexadecimal digits are a slug")
}
