//! Who says that an account is its owner's, after a reset or a restoring. Pure.
//!
//! The one who gives roles does: whoever gives passwords and takes second factors off would otherwise be everybody. A security administrator's account is
//! confirmed by another one; where there is none, by the audit administrator; where there is none either, at the server, so that nobody is locked out.

use super::{Lane, PersonId, Refusal, Role};

/// Who confirms an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confirmer {
    /// A security administrator.
    Security(PersonId),
    /// An audit administrator.
    Audit(PersonId),
    /// Whoever has the server's command line.
    Server,
}

/// What a confirmation needs to know.
#[derive(Clone, Copy, Debug)]
pub struct Confirming<'a> {
    /// Whose account.
    pub person: PersonId,
    /// Its lane.
    pub lane: Lane,
    /// Whether its roles rest.
    pub resting: bool,
    /// Whether its password is one that somebody else gave.
    pub password_given: bool,
    /// Of security and audit administrator, those that somebody else holds on an account in force.
    pub others: &'a [Role],
}

/// Resting -> in force.
///
/// # Errors
/// [`Refusal`].
pub fn confirm(by: Confirmer, account: Confirming<'_>) -> Result<(), Refusal> {
    let is_last = account.lane == Lane::Security && !account.others.contains(&Role::SecurityAdmin);
    let (who, may) = match by {
        Confirmer::Security(who) => (Some(who), true),
        Confirmer::Audit(who) => (Some(who), is_last),
        Confirmer::Server => (None, is_last && !account.others.contains(&Role::AuditAdmin)),
    };
    if who == Some(account.person) {
        return Err(Refusal::OwnConfirmation);
    }
    match account {
        Confirming { resting: false, .. } => Err(Refusal::NotResting),
        _ if !may => Err(Refusal::OtherConfirms),
        Confirming { password_given: true, .. } => Err(Refusal::PasswordGiven),
        _ => Ok(()),
    }
}
