//! Organisations, people, and who may do what.
//!
//! Sources: the plan, 三(二) (who did what is on record) and 三(一); GB/T 22239-2019, 8.1.4.2 (three separate
//! administrators, 三员分立); the four-eyes rules of `docs/decisions/0009-the-servers-house.md`.
//!
//! Earlier than every other slice: those take [`Act`] and [`Role`] from here, [`OrganisationId`] and [`PersonId`], and
//! [`store::within`] for what lies in a caller's scope. Deliberately absent: passwords by mail, and roles for single things.

pub mod api;
pub mod rules;
pub mod store;
#[cfg(test)]
mod tests;

pub use api::organisations::{VersionBody, open_within};
pub use api::wire::{Done, Faults};
pub use rules::{Act, OrganisationId, PersonId, Role};
