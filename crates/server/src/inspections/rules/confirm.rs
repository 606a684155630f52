//! Who stands by a record that another of the team handed in, each with an account of their own: one account writes in the names of all who were there,
//! and nobody else knows whether they were. Pure.

use super::{Refusal, State};
use crate::accounts::PersonId;
use crate::codes;
use crate::inspectors::InspectorId;

codes! {
    /// How somebody who was there stands by a record, with an account of their own.
    #[schema(as = VisitVouched)]
    Vouched {
        /// They handed it in.
        HandedIn = "handed-in",
        /// They confirmed what another one handed in.
        Confirmed = "confirmed",
    }
}

/// Where a version that was handed in stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It was returned, and another takes its place.
    Returned,
    /// It waits for its review, or to be published.
    Open,
    /// Everybody reads it, with who stood by it then.
    Public,
}

/// The stage of a version: where its visit stands, whether nothing was handed in after it, and whether it was reviewed and is public.
#[must_use]
pub fn stage(visit: State, is_last: bool, (is_reviewed, is_public): (bool, bool)) -> Stage {
    match () {
        () if is_public => Stage::Public,
        () if is_reviewed || is_last && visit == State::Recorded => Stage::Open,
        () => Stage::Returned,
    }
}

/// An account, and whose it is.
pub type Account = (PersonId, InspectorId);

/// A version that was handed in, as whoever confirms it finds it.
#[derive(Clone, Copy, Debug)]
pub struct Handed<'a> {
    /// Where it stands.
    pub stage: Stage,
    /// Whose account handed it in, and which inspector's that was, if it is known.
    pub recorder: (PersonId, Option<InspectorId>),
    /// Who was there by what it says.
    pub there: &'a [InspectorId],
    /// Who confirmed it.
    pub confirmed: &'a [Account],
}

/// Whether an account confirms a version: of somebody who was there by it, once, and not who handed it in, whoever's account that is today.
/// `is_member` is whether they are of the team.
///
/// # Errors
/// [`Refusal`].
pub fn confirm(handed: Handed<'_>, (person, inspector): Account, is_member: bool) -> Result<(), Refusal> {
    let (recorder, handed_in) = handed.recorder;
    let had = || handed.confirmed.iter().any(|(who, whose)| *who == person || *whose == inspector);
    match handed.stage {
        _ if person == recorder || handed_in == Some(inspector) => Err(Refusal::OwnRecord),
        _ if !handed.there.contains(&inspector) => Err(if is_member { Refusal::NotThere } else { Refusal::NotTeam }),
        _ if had() => Err(Refusal::Confirmed),
        Stage::Returned => Err(Refusal::RecordReturned),
        Stage::Public => Err(Refusal::RecordPublic),
        Stage::Open => Ok(()),
    }
}

/// Whether an account has another name than the inspector whose it is; blanks and case don't count.
#[must_use]
pub fn is_named_otherwise(account: &str, inspector: &str) -> bool {
    let plain =
        |name: &str| name.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect::<String>();
    plain(account) != plain(inspector)
}
