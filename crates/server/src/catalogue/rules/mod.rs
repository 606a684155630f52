//! The life of an edition. Pure.

pub mod compare;
pub mod read;
pub mod text;

pub use compare::{Change, Comparison, compare};
pub use text::{Answer, Basis, CheckRow, Class, DiscretionRow, Frequency, Grade, ItemText, Method, Rate};

use crate::accounts::PersonId;
use crate::app::value::{Date, UnknownCode};
use crate::{codes, id};

id!(/// An edition of a catalogue.
    EditionId);
id!(/// An item in an edition.
    ItemId);

impl std::str::FromStr for EditionId {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self).map_err(|_| UnknownCode)
    }
}

/// The most items of an edition.
pub const MOST_ITEMS: usize = 2_000;

codes! {
    /// Where an edition stands.
    #[schema(as = EditionState)]
    State {
        /// It is being written.
        Draft = "draft",
        /// It waits for the approver; nothing in it changes any more unless it is rejected.
        Submitted = "submitted",
        /// It waits for the publisher.
        Approved = "approved",
        /// It is public, in force from its date on.
        Published = "published",
        /// It is public; the next edition takes its place from the date it ends.
        Superseded = "superseded",
        /// It was given up as a draft, or taken back after publication.
        Withdrawn = "withdrawn",
    }
}

impl State {
    /// Whether the public sees it: it was published, whatever came after.
    pub const PUBLIC: [Self; 2] = [Self::Published, Self::Superseded];
}

codes! {
    /// What somebody did to an edition. One person does one of them.
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Only a draft can be changed.
    NotDraft,
    /// Only what was submitted can be approved or rejected.
    NotSubmitted,
    /// Only what was approved can be published.
    NotApproved,
    /// Only what is published or approved can be withdrawn.
    NotPublished,
    /// An edition without items says nothing.
    NoItems,
    /// Items lack what the plan asks of each, 二(二).
    Incomplete(Vec<Lack>),
    /// Nobody approves what they wrote.
    OwnDraft,
    /// Nobody publishes what they wrote or approved.
    OwnApproval,
    /// An edition isn't in force before the day it is published.
    EffectivePast,
    /// Two editions aren't in force on one day.
    EffectiveOrder,
    /// What lies there isn't what was submitted.
    TextChanged,
    /// An edition is being written already.
    EditionOpen,
    /// It has as many items as it can have.
    TooManyItems,
    /// An order names each item once.
    OrderIncomplete,
}

impl Refusal {
    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotDraft => "edition-not-draft",
            Self::NotSubmitted => "edition-not-submitted",
            Self::NotApproved => "edition-not-approved",
            Self::NotPublished => "edition-not-published",
            Self::NoItems => "edition-no-items",
            Self::Incomplete(_) => "edition-incomplete",
            Self::OwnDraft => "edition-own-draft",
            Self::OwnApproval => "edition-own-approval",
            Self::EffectivePast => "edition-effective-past",
            Self::EffectiveOrder => "edition-effective-order",
            Self::TextChanged => "edition-text-changed",
            Self::EditionOpen => "edition-open",
            Self::TooManyItems => "edition-too-many-items",
            Self::OrderIncomplete => "edition-order-incomplete",
        }
    }
}

/// What an item lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lack {
    /// The item's code.
    pub item: String,
    /// The field on the wire.
    pub field: &'static str,
    /// The fault's code.
    pub code: &'static str,
}

/// What items lack of what the plan asks of each (二(二)1: basis, body, content, method; 二(五): no basis, no inspection).
#[must_use]
pub fn lacks(items: &[ItemText]) -> Vec<Lack> {
    items.iter().flat_map(lacks_of).collect()
}

fn lacks_of(item: &ItemText) -> Vec<Lack> {
    let asked = [
        ("bases", "item-no-basis", item.bases.is_empty()),
        ("body", "item-no-body", item.body.is_empty()),
        ("object", "item-no-object", item.object.is_empty()),
        ("content", "item-no-content", item.content.is_empty()),
        ("methods", "item-no-method", item.methods.is_empty()),
    ];
    let lacking = asked.into_iter().filter(|(_, _, lacks)| *lacks);
    lacking.map(|(field, code, _)| Lack { item: item.code.clone(), field, code }).collect()
}

/// Only drafts are written in.
///
/// # Errors
/// [`Refusal::NotDraft`].
pub fn write(state: State) -> Result<(), Refusal> {
    if state == State::Draft { Ok(()) } else { Err(Refusal::NotDraft) }
}

/// One more item.
///
/// # Errors
/// [`Refusal::TooManyItems`].
pub fn room(count: usize) -> Result<(), Refusal> {
    if count <= MOST_ITEMS { Ok(()) } else { Err(Refusal::TooManyItems) }
}

/// Draft -> Submitted.
///
/// # Errors
/// [`Refusal`], naming each item that lacks something.
pub fn submit(state: State, items: &[ItemText]) -> Result<State, Refusal> {
    write(state)?;
    let lacks = lacks(items);
    match (items.is_empty(), lacks.is_empty()) {
        (true, _) => Err(Refusal::NoItems),
        (_, false) => Err(Refusal::Incomplete(lacks)),
        _ => Ok(State::Submitted),
    }
}

/// Who has had a hand in an edition, and whether its text is still what was submitted.
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
}

/// Submitted -> Approved.
///
/// # Errors
/// [`Refusal`].
pub fn approve(state: State, standing: &Standing, by: PersonId) -> Result<State, Refusal> {
    if state != State::Submitted {
        return Err(Refusal::NotSubmitted);
    }
    if standing.drafters.contains(&by) {
        return Err(Refusal::OwnDraft);
    }
    standing.same().map(|()| State::Approved)
}

/// Submitted -> Draft.
///
/// # Errors
/// [`Refusal`].
pub fn reject(state: State, standing: &Standing, by: PersonId) -> Result<State, Refusal> {
    match state {
        State::Submitted if standing.drafters.contains(&by) => Err(Refusal::OwnDraft),
        State::Submitted => Ok(State::Draft),
        _ => Err(Refusal::NotSubmitted),
    }
}

/// From when until before when an edition is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first day.
    pub from: Date,
    /// The day it is no longer; nothing while none is known.
    pub until: Option<Date>,
}

/// When an edition is to be in force, and what stands beside it.
#[derive(Clone, Copy, Debug)]
pub struct Effect<'a> {
    /// The first day.
    pub from: Date,
    /// The day of publication.
    pub today: Date,
    /// The spans of the organisation's other public editions.
    pub others: &'a [Span],
}

/// Approved -> Published.
///
/// An edition without an end gets one: the day the new one begins (the plan, 二(二)2: adjusted dynamically).
///
/// # Errors
/// [`Refusal`].
pub fn publish(state: State, standing: &Standing, by: PersonId, effect: Effect<'_>) -> Result<State, Refusal> {
    if state != State::Approved {
        return Err(Refusal::NotApproved);
    }
    if standing.drafters.contains(&by) || standing.approver == Some(by) {
        return Err(Refusal::OwnApproval);
    }
    standing.same()?;
    if effect.from < effect.today {
        return Err(Refusal::EffectivePast);
    }
    let apart = |span: &Span| span.until.map_or(span.from < effect.from, |until| until <= effect.from);
    if effect.others.iter().all(apart) { Ok(State::Published) } else { Err(Refusal::EffectiveOrder) }
}

/// Approved or Published -> Withdrawn, and the day it ends if it was public.
///
/// # Errors
/// [`Refusal::NotPublished`].
pub fn withdraw(state: State, span: Option<Span>, today: Date) -> Result<Option<Date>, Refusal> {
    match state {
        State::Approved => Ok(None),
        State::Published => Ok(span.map(|span| today.max(span.from))),
        _ => Err(Refusal::NotPublished),
    }
}

/// Items in another order, each named once.
///
/// # Errors
/// [`Refusal::OrderIncomplete`].
pub fn order(now: &[ItemId], wanted: &[ItemId]) -> Result<(), Refusal> {
    let sorted = |ids: &[ItemId]| {
        let mut ids = ids.to_vec();
        ids.sort();
        ids
    };
    if sorted(now) == sorted(wanted) { Ok(()) } else { Err(Refusal::OrderIncomplete) }
}
