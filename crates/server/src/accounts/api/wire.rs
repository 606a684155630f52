//! What accounts look like on the wire, and how fields are checked.

use lots_cli::roster::character::says;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::accounts::rules::{OrganisationId, PersonId, PersonState, Role};
use crate::accounts::store::{organisation, person, role, session};
use crate::app::problem::{FieldFault, Problem};
use crate::app::value::Timestamp;

/// A role for an organisation and what is below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GrantBody {
    /// Which role.
    pub role: Role,
    /// For which organisation.
    pub organisation: OrganisationId,
}

/// An account.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PersonBody {
    /// Which.
    pub id: PersonId,
    /// What they sign in with.
    pub login: String,
    /// Their name.
    pub name: String,
    /// Where they work.
    pub organisation: OrganisationId,
    /// Whether the account can be used.
    pub state: PersonState,
    /// The roles they hold.
    pub roles: Vec<GrantBody>,
    /// Whether the second factor is set up.
    pub totp: bool,
    /// Whether they still have a password that somebody else gave.
    pub password_given: bool,
    /// Whether their roles rest until somebody else confirms the account.
    pub resting: bool,
    /// For edits.
    pub version: i64,
}

impl PersonBody {
    /// Of a row and its roles.
    #[must_use]
    pub fn new(row: person::Model, roles: &[role::Model]) -> Self {
        let mine = roles.iter().filter(|grant| grant.person == row.id);
        Self {
            roles: mine.map(|grant| GrantBody { role: grant.role, organisation: grant.organisation }).collect(),
            id: row.id,
            login: row.login,
            name: row.name,
            organisation: row.organisation,
            state: row.state,
            totp: row.totp_on,
            password_given: row.password_given,
            resting: row.resting,
            version: row.version,
        }
    }
}

/// A session.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SessionBody {
    /// Which.
    pub id: Uuid,
    /// Since when.
    pub at: Timestamp,
    /// The last request, to the minute.
    pub seen: Timestamp,
    /// From where.
    pub address: String,
    /// With which browser.
    pub agent: String,
    /// Whether it is the one that asks.
    pub current: bool,
}

impl SessionBody {
    /// Of a row, for somebody whose own session has this hash.
    #[must_use]
    pub fn new(row: session::Model, own: &[u8]) -> Self {
        let current = row.hash == own;
        Self { id: row.id, at: row.at, seen: row.seen, address: row.address, agent: row.agent, current }
    }
}

/// An organisation by id and name.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NamedOrganisation {
    /// Which.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
}

impl From<organisation::Model> for NamedOrganisation {
    fn from(row: organisation::Model) -> Self {
        Self { id: row.id, name: row.name }
    }
}

/// Nothing more to say.
#[derive(Clone, Copy, Debug, Default, Serialize, ToSchema)]
pub struct Done {}

/// Faults of fields, gathered.
#[derive(Debug, Default)]
pub struct Faults(pub Vec<FieldFault>);

impl Faults {
    /// The text without spaces around it: 1 to `most` characters, which are what they look like.
    pub fn line(&mut self, field: &str, text: &str, most: i64) -> String {
        self.judged(field, text.trim(), most, FieldFault::unclean(field, text.trim()))
    }

    /// As [`Self::line`], a person's name: no blank stands between its Han characters.
    pub fn name(&mut self, field: &str, text: &str, most: i64) -> String {
        self.judged(field, text.trim(), most, FieldFault::unclean_name(field, text.trim()))
    }

    fn judged(&mut self, field: &str, text: &str, most: i64, unclean: Option<FieldFault>) -> String {
        let count = i64::try_from(text.chars().count()).unwrap_or(i64::MAX);
        match count {
            _ if !says(text) => self.0.push(FieldFault::new(field, "empty")),
            _ if count > most => self.0.push(FieldFault::new(field, "too-long").with("most", most)),
            _ if text.chars().any(char::is_control) => self.0.push(FieldFault::new(field, "control-character")),
            _ => self.0.extend(unclean),
        }
        text.to_owned()
    }

    /// A fault, if there is one.
    pub fn note(&mut self, field: &str, code: Option<&'static str>) {
        self.0.extend(code.map(|code| FieldFault::new(field, code)));
    }

    /// All is well, or all that isn't.
    ///
    /// # Errors
    /// `fields`.
    pub fn settled(self) -> Result<(), Problem> {
        if self.0.is_empty() { Ok(()) } else { Err(Problem::fields(self.0)) }
    }
}

/// A login: 3–32 of `a-z 0-9 . _ -`, in lower case.
#[must_use]
pub fn login_fault(login: &str) -> Option<&'static str> {
    let sound = (3..=32).contains(&login.len())
        && login.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"._-".contains(&b));
    (!sound).then_some("login-form")
}

/// A region: the six digits of GB/T 2260.
#[must_use]
pub fn region_fault(region: &str) -> Option<&'static str> {
    let sound = region.len() == 6 && region.bytes().all(|b| b.is_ascii_digit());
    (!sound).then_some("region-form")
}
