//! 合并: two entries of one subject become one. One person asks, another approves; what both must have in common, and what a merge may not change.

use super::{Domain, Kind, Refusal, Risk, Status, SubjectId, near, search};
use crate::accounts::PersonId;
use crate::{codes, id};

id!(/// A merge, asked for or made.
    MergeId);

codes! {
    /// Where a merge stands. None ever disappears.
    #[schema(as = MergeState)]
    State {
        /// It waits for somebody else.
        Asked = "asked",
        /// One entry went into the other.
        Merged = "merged",
        /// It isn't done.
        Declined = "declined",
        /// Who asked took it back.
        Withdrawn = "withdrawn",
    }
}

codes! {
    /// What two entries have in common.
    #[schema(as = MergeAlike)]
    Alike {
        /// Credit codes one slip apart.
        Code = "code",
        /// The name, but for punctuation and blanks.
        Name = "name",
        /// The address, but for punctuation and blanks.
        Address = "address",
    }
}

/// How many characters a credit code has (GB 32100).
const CREDIT_CODE: usize = 18;

/// One side of a merge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Side<'a, O> {
    /// Which.
    pub id: SubjectId,
    /// Whose registry it stands in.
    pub organisation: O,
    /// How it stands.
    pub status: Status,
    /// Its code.
    pub code: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Its address, or empty.
    pub address: &'a str,
    /// Its risk class.
    pub risk: Risk,
    /// What it is, its field of work, region and trade.
    pub reach: (Kind, Domain, &'a str, &'a str),
    /// Its tags, sorted.
    pub tags: &'a [String],
    /// Its own limits: visits a year, and days between two.
    pub limits: (Option<i64>, Option<i64>),
}

impl<O> Side<'_, O> {
    /// What says that both may be one subject.
    #[must_use]
    pub fn alike(&self, other: &Self) -> Vec<Alike> {
        let same = |one: &str, other: &str| {
            let one: String = search::folded(one).collect();
            !one.is_empty() && search::folded(other).eq(one.chars())
        };
        // Neighbours of a bureau's own numbers are one slip apart; credit codes hardly ever are, for their check character.
        let long = |code: &str| code.len() >= CREDIT_CODE - 1;
        let code = near(self.code, other.code) && long(self.code) && long(other.code);
        let found = [
            (Alike::Code, code),
            (Alike::Name, same(self.name, other.name)),
            (Alike::Address, same(self.address, other.address)),
        ];
        found.into_iter().filter(|(_, is)| *is).map(|(alike, _)| alike).collect()
    }
}

/// Two entries of one subject -> one that stays and one that points to it. A merged entry is never drawn again, so that it must be like the other; and what
/// decides how often the subject is drawn must be the same in both, or a merge would move it past the acts that do.
///
/// # Errors
/// [`Refusal`].
pub fn merge<O: PartialEq>(gone: &Side<'_, O>, stays: &Side<'_, O>) -> Result<Status, Refusal> {
    match () {
        () if gone.id == stays.id => Err(Refusal::MergeSelf),
        () if gone.status == Status::Merged => Err(Refusal::Merged),
        () if stays.status == Status::Merged => Err(Refusal::MergeIntoMerged),
        () if gone.organisation != stays.organisation => Err(Refusal::MergeElsewhere),
        () if gone.alike(stays).is_empty() => Err(Refusal::MergeUnlike),
        () if gone.status == Status::Active && stays.status != Status::Active => Err(Refusal::MergeOver),
        () if (gone.risk, gone.reach, gone.tags, gone.limits)
            != (stays.risk, stays.reach, stays.tags, stays.limits) =>
        {
            Err(Refusal::MergeDiffers)
        }
        () => Ok(Status::Merged),
    }
}

/// All that goes is like all that it comes to, as each was entered first: or an entry between would bring together what has nothing in common.
///
/// # Errors
/// [`Refusal::MergeUnlike`].
pub fn likeness<O>(gone: &[Side<'_, O>], stays: &[Side<'_, O>]) -> Result<(), Refusal> {
    let is_like = gone.iter().all(|one| stays.iter().all(|other| !one.alike(other).is_empty()));
    if is_like { Ok(()) } else { Err(Refusal::MergeUnlike) }
}

/// Asked -> Merged or Declined, by somebody who didn't ask.
///
/// # Errors
/// [`Refusal`].
pub fn decide(state: State, asker: PersonId, by: PersonId) -> Result<(), Refusal> {
    match state {
        State::Asked if asker == by => Err(Refusal::MergeOwn),
        State::Asked => Ok(()),
        State::Merged | State::Declined | State::Withdrawn => Err(Refusal::MergeDecided),
    }
}

/// Asked -> Withdrawn, by who asked.
///
/// # Errors
/// [`Refusal`].
pub fn withdraw(state: State, asker: PersonId, by: PersonId) -> Result<(), Refusal> {
    match state {
        State::Asked if asker == by => Ok(()),
        State::Asked => Err(Refusal::MergeNotOwn),
        State::Merged | State::Declined | State::Withdrawn => Err(Refusal::MergeDecided),
    }
}
