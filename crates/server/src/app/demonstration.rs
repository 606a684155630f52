//! What the sign-in page of a demonstration offers: its accounts, which belong to everybody who tries it.
//!
//! The command `demo` sets it in the process that it serves, and nothing else does: no file, no variable and no request turns a bureau into a
//! demonstration.

use serde::Serialize;
use utoipa::ToSchema;

use crate::accounts::Role;

/// A demonstration's accounts.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Demonstration {
    /// The password of all of them.
    pub password: String,
    /// The accounts, in the order in which they are told.
    pub accounts: Vec<DemonstrationAccount>,
}

/// One of them.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DemonstrationAccount {
    /// What it signs in with.
    pub login: String,
    /// Whose it is.
    pub name: String,
    /// What they are.
    pub roles: Vec<Role>,
}
