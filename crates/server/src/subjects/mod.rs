//! 检查对象名录库: who may be inspected.
//!
//! Sources: the plan, 二(三) (two registries, kept up to date), 二(四) (ratio by risk, caps on how often), 二(六)–(七) (what the public sees).
//! A million subjects are ordinary, so every list here goes by key, and [`store::list`] says how each search stays short.
//!
//! Uses accounts. Later slices take from here [`SubjectId`], [`Risk`], [`Domain`], [`Status`], [`store::subject`] and [`counts`]. Deliberately absent:
//! drawing from the registry, and visits made with this system; [`store::child::visit`] holds earlier ones only.

pub mod api;
pub mod portal;
pub mod rules;
pub mod store;
#[cfg(test)]
mod tests;

pub use api::import::Subjects;
pub use rules::{Domain, Risk, Status, SubjectId};
pub use store::counts::{Counts, counts};
