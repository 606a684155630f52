//! The life of a draw in the house. Pure; what the protocol decides, `lots` does.

pub mod amend;
pub mod bench;
pub mod cell;
pub mod drand;
pub mod freeze;
pub mod lost;
pub mod lottery;
pub mod named;
pub mod outside;
pub mod parties;
pub mod planned;
pub mod progress;
pub mod replay;
pub mod roster;
pub mod scheme;
pub mod seed;
pub mod sought;
pub mod standing;
pub mod waiting;

pub use cell::{Axes, Traits};
pub use lost::Lost;
pub use scheme::{Lack, Scheme};
pub use standing::StandingRule;

use std::collections::BTreeSet;

use lots::source::ValueError;

use crate::accounts::PersonId;
use crate::app::value::{Date, Timestamp};
use crate::{codes, id};

id!(/// A draw; its text is the protocol's draw id.
    DrawId);
id!(/// A party who reveals.
    PartyId);
id!(/// A value as one person read it off.
    ReadingId);
id!(/// An organisation's standing rule.
    RuleId);

codes! {
    /// Where a draw stands (`spec/draw.md`, section 4; the plan, 二(一)).
    #[schema(as = DrawState)]
    State {
        /// 拟定: its scheme is being written.
        Draft = "draft",
        /// It waits for the approver; the scheme doesn't change unless it is returned.
        Submitted = "submitted",
        /// 已批准: parties give the hashes of what they will reveal.
        Approved = "approved",
        /// 已锁定: everything is frozen and on record.
        Committed = "committed",
        /// 已取种: all values are there.
        Seeded = "seeded",
        /// 已抽取.
        Drawn = "drawn",
        /// 已公布.
        Announced = "announced",
        /// 已作废, before there was a seed.
        Annulled = "annulled",
        /// Given up before anything was frozen.
        Discarded = "discarded",
    }
}

impl State {
    /// What the public sees: from the commit on, whatever came after.
    pub const PUBLIC: [Self; 5] = [Self::Committed, Self::Seeded, Self::Drawn, Self::Announced, Self::Annulled];

    /// Whether everything is frozen.
    #[must_use]
    pub fn is_frozen(self) -> bool {
        Self::PUBLIC.contains(&self)
    }
}

/// A lawful no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Only a draft's scheme can be changed.
    NotDraft,
    /// Only what was submitted can be approved or returned.
    NotSubmitted,
    /// Only what was approved takes hashes, and is committed.
    NotApproved,
    /// Only what is committed takes values, and can be annulled.
    NotCommitted,
    /// Only what is drawn can be announced.
    NotDrawn,
    /// What is frozen can't be given up; it can be annulled.
    Frozen,
    /// The scheme lacks something or contradicts itself.
    Scheme(Vec<Lack>),
    /// Nobody approves what they wrote.
    OwnDraft,
    /// Nobody commits what they approved, nor announces what they wrote or approved.
    OwnApproval,
    /// The organisation has no standing rule, so nothing says where the seed comes from.
    NoRule,
    /// A rule says word for word what the one in force says, by its number.
    SameRule(i64),
    /// A rule is withdrawn by who wrote it; others return it.
    NotOwnRule,
    /// A party hasn't given its hash yet.
    HashMissing,
    /// The hash or value was given already.
    GivenAlready,
    /// The value isn't that of the hash.
    NotOfHash,
    /// The time for it is over.
    TooLate,
    /// The value can't be there yet: its source hasn't closed.
    TooEarly,
    /// The value can't be one of this source.
    NotAValue(ValueError),
    /// One person reads a value off once; the second reading is another's.
    SameReader,
    /// The time to read values off is over: the draw is lost.
    ReadLate,
    /// This source isn't the one whose turn it is.
    NotItsTurn,
    /// An earlier source has been read, so that it came into being: none stands in for it.
    PlannedRead,
    /// A fallback needs the reason why the earlier ones did not come into being.
    WhyMissing,
    /// The beacon's signature doesn't verify.
    Signature,
    /// A value of a beacon is there already, so nothing can be annulled any more (section 4).
    BeaconThere,
    /// Nobody confirms the annulment they asked for.
    OwnAnnulment,
    /// The secret of an unannounced draw has three holders (section 3.4), and these aren't named.
    HoldersMissing,
    /// Nobody decides about the amendment they asked for.
    OwnAmendment,
    /// It was approved, declined or withdrawn already.
    AmendmentDecided,
    /// An amendment is asked for by who dispatches visits, or of a team of one's own.
    NotOwnTeam,
    /// What somebody asked for is withdrawn by them alone; others decline it.
    NotAsker,
    /// The same is asked for already.
    AmendmentAsked,
    /// An amendment that names what isn't so.
    Amendment(Vec<Lack>),
    /// A record of its visit was handed in, so that it isn't gone.
    Visited,
    /// A receipt tells how a draw came out, so there is none before it is announced.
    NotAnnounced,
    /// The draw before isn't over yet, so no further one follows it (section 4: one task has one draw).
    FollowsOpen,
    /// The entry before isn't in the journal yet.
    EntryWaiting,
    /// Of an unannounced draw nobody is told whom a rule leaves out.
    RuledOutKept,
    /// An unannounced draw is published from its date on.
    BeforeDisclosure,
    /// Freezing took so long that a source of the seed plan has closed before anything was on record.
    CommitLate,
    /// A commit was broken off: it isn't tried again by itself.
    CommitRetried,
    /// What was gathered can't be frozen.
    Freeze(freeze::Unfit),
}

impl Refusal {
    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotDraft => "draw-not-draft",
            Self::NotSubmitted => "draw-not-submitted",
            Self::NotApproved => "draw-not-approved",
            Self::NotCommitted => "draw-not-committed",
            Self::NotDrawn => "draw-not-drawn",
            Self::Frozen => "draw-frozen",
            Self::Scheme(_) => "draw-scheme",
            Self::OwnDraft => "draw-own-draft",
            Self::OwnApproval => "draw-own-approval",
            Self::NoRule => "draw-no-rule",
            Self::SameRule(_) => "draw-rule-same",
            Self::NotOwnRule => "draw-rule-not-own",
            Self::HashMissing => "draw-hash-missing",
            Self::GivenAlready => "draw-given-already",
            Self::NotOfHash => "draw-not-of-hash",
            Self::TooLate => "draw-too-late",
            Self::TooEarly => "draw-too-early",
            Self::NotAValue(_) => "draw-not-a-value",
            Self::SameReader => "draw-same-reader",
            Self::ReadLate => "draw-read-late",
            Self::NotItsTurn => "draw-not-its-turn",
            Self::PlannedRead => "draw-planned-read",
            Self::WhyMissing => "draw-why-missing",
            Self::Signature => "draw-signature",
            Self::BeaconThere => "draw-beacon-there",
            Self::OwnAnnulment => "draw-own-annulment",
            Self::HoldersMissing => "draw-holders-missing",
            Self::OwnAmendment => "draw-own-amendment",
            Self::AmendmentDecided => "draw-amendment-decided",
            Self::NotOwnTeam => "draw-amendment-not-team",
            Self::NotAsker => "draw-amendment-not-asker",
            Self::AmendmentAsked => "draw-amendment-asked",
            Self::Amendment(_) => "draw-amendment-form",
            Self::Visited => "draw-target-visited",
            Self::NotAnnounced => "draw-not-announced",
            Self::FollowsOpen => "draw-follows-open",
            Self::EntryWaiting => "draw-entry-waiting",
            Self::RuledOutKept => "draw-ruled-out-kept",
            Self::BeforeDisclosure => "draw-before-disclosure",
            Self::CommitLate => "draw-commit-late",
            Self::CommitRetried => "draw-commit-retried",
            Self::Freeze(why) => why.code(),
        }
    }
}

/// Who has had a hand in a draw.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hands {
    /// Everybody who wrote in its scheme.
    pub drafters: Vec<PersonId>,
    /// Who approved it.
    pub approver: Option<PersonId>,
}

/// A further draw of a task follows one that is over: drawn, announced or annulled, or so lost that it can't even be annulled any more: a party
/// stayed away, or nobody read its values off in time, and a beacon was known before anybody annulled it.
///
/// # Errors
/// [`Refusal::FollowsOpen`].
pub fn follow(before: State, is_lost: bool) -> Result<(), Refusal> {
    match before {
        State::Drawn | State::Announced | State::Annulled => Ok(()),
        State::Committed if is_lost => Ok(()),
        _ => Err(Refusal::FollowsOpen),
    }
}

/// An unannounced draw's secret is split in three, two of which give it back (section 3.4): each share has its holder. `holds` is which
/// share each party holds, 0 for none.
///
/// # Errors
/// [`Refusal::HoldersMissing`].
pub fn holders(scheme: &Scheme, holds: impl IntoIterator<Item = i64>) -> Result<(), Refusal> {
    let held: BTreeSet<i64> = holds.into_iter().collect();
    let missing = scheme.disclosure.is_some() && !(1..=3).all(|share| held.contains(&share));
    if missing { Err(Refusal::HoldersMissing) } else { Ok(()) }
}

/// Whom a rule leaves out is told of a draw that is announced at once. Of an unannounced one only how many: whoever is told that they can't be drawn is told
/// something of it before its day.
///
/// # Errors
/// [`Refusal::RuledOutKept`].
pub fn ruled_out(scheme: &Scheme) -> Result<(), Refusal> {
    if scheme.disclosure.is_some() { Err(Refusal::RuledOutKept) } else { Ok(()) }
}

/// Only drafts are written in.
///
/// # Errors
/// [`Refusal::NotDraft`].
pub fn write(state: State) -> Result<(), Refusal> {
    if state == State::Draft { Ok(()) } else { Err(Refusal::NotDraft) }
}

/// Draft -> Submitted. `known` are the codes of the published edition's items (the plan, 二(五): no basis, no inspection).
///
/// # Errors
/// [`Refusal`], naming each field of the scheme at fault.
pub fn submit(state: State, scheme: &Scheme, known: &BTreeSet<String>, today: Date) -> Result<State, Refusal> {
    write(state)?;
    let mut lacks = scheme.lacks(today);
    lacks.extend(scheme.unknown_items(known));
    if lacks.is_empty() { Ok(State::Submitted) } else { Err(Refusal::Scheme(lacks)) }
}

/// None of a scheme's days lies too far off on the day of the commit: one that was submitted before there was such a rule goes no further.
///
/// # Errors
/// [`Refusal::Scheme`], naming each day at fault.
pub fn near(scheme: &Scheme, today: Date) -> Result<(), Refusal> {
    let lacks = scheme.far(today);
    if lacks.is_empty() { Ok(()) } else { Err(Refusal::Scheme(lacks)) }
}

/// Submitted -> Approved, by somebody who wrote nothing in it (the plan, 二(一): approval).
///
/// # Errors
/// [`Refusal`].
pub fn approve(state: State, hands: &Hands, by: PersonId) -> Result<State, Refusal> {
    match state {
        State::Submitted if hands.drafters.contains(&by) => Err(Refusal::OwnDraft),
        State::Submitted => Ok(State::Approved),
        _ => Err(Refusal::NotSubmitted),
    }
}

/// Submitted -> Draft.
///
/// # Errors
/// [`Refusal`].
pub fn give_back(state: State, hands: &Hands, by: PersonId) -> Result<State, Refusal> {
    approve(state, hands, by).map(|_| State::Draft)
}

/// Draft, Submitted or Approved -> Discarded.
///
/// # Errors
/// [`Refusal::Frozen`]: from the commit on nothing disappears.
pub fn discard(state: State) -> Result<State, Refusal> {
    match state {
        State::Draft | State::Submitted | State::Approved => Ok(State::Discarded),
        _ => Err(Refusal::Frozen),
    }
}

/// Approved -> Committed (section 2): every party has given its hash, and who approved doesn't also press the button.
///
/// # Errors
/// [`Refusal`].
pub fn commit(state: State, hands: &Hands, by: PersonId, hashes: &[bool]) -> Result<State, Refusal> {
    match state {
        State::Approved if hands.approver == Some(by) => Err(Refusal::OwnApproval),
        State::Approved if !hashes.iter().all(|given| *given) => Err(Refusal::HashMissing),
        State::Approved => Ok(State::Committed),
        _ => Err(Refusal::NotApproved),
    }
}

/// Drawn -> Announced: at once, or from the committed date on (section 4). An unannounced draw may be announced earlier only by
/// another commitment, so it isn't.
///
/// # Errors
/// [`Refusal`].
pub fn announce(
    state: State,
    hands: &Hands,
    by: PersonId,
    (disclosure, today): (Option<Date>, Date),
) -> Result<State, Refusal> {
    match state {
        State::Drawn if hands.drafters.contains(&by) || hands.approver == Some(by) => Err(Refusal::OwnApproval),
        State::Drawn if disclosure.is_some_and(|from| today < from) => Err(Refusal::BeforeDisclosure),
        State::Drawn => Ok(State::Announced),
        _ => Err(Refusal::NotDrawn),
    }
}

/// A result announces itself so many seconds after it was drawn, 72 hours, if nobody has: or an office could draw again and again, and announce what
/// pleases it.
pub const ANNOUNCED_AFTER_S: i64 = 72 * 3600;
/// That of an unannounced draw does so many seconds into its date, at noon: the date is the one by which it is public (section 2.2 of `spec/draw.md`).
pub const DISCLOSED_AFTER_S: i64 = 12 * 3600;

/// When a result announces itself: some time after it was drawn, or into an unannounced draw's date in China; at once where it came later than that. Nothing
/// of a draw without a result, or whose result is announced. The date is committed, so nobody puts it off.
#[must_use]
pub fn announces_at(state: State, drawn_at: Option<Timestamp>, disclosure: Option<Date>) -> Option<Timestamp> {
    let drawn = drawn_at.filter(|_| state == State::Drawn)?;
    Some(match disclosure {
        None => drawn.plus_s(ANNOUNCED_AFTER_S),
        Some(day) => day.begins().plus_s(DISCLOSED_AFTER_S).max(drawn),
    })
}

/// Drawn -> Announced, without anybody: whether a result that announces itself then does so by now.
#[must_use]
pub fn announces_itself(at: Option<Timestamp>, now: Timestamp) -> bool {
    at.is_some_and(|at| at <= now)
}

/// Committed -> Annulled, which one asks for and another confirms (section 4): lawful `until` a beacon of the plan may be known
/// ([`standing::annulled_until`]).
///
/// # Errors
/// [`Refusal`].
pub fn annul(
    state: State,
    asked: Option<PersonId>,
    by: PersonId,
    (now, until): (Timestamp, Option<Timestamp>),
) -> Result<Option<State>, Refusal> {
    match (state, asked) {
        (State::Committed, _) if until.is_some_and(|until| now >= until) => Err(Refusal::BeaconThere),
        (State::Committed, Some(asked)) if asked == by => Err(Refusal::OwnAnnulment),
        (State::Committed, Some(_)) => Ok(Some(State::Annulled)),
        (State::Committed, None) => Ok(None),
        _ => Err(Refusal::NotCommitted),
    }
}
