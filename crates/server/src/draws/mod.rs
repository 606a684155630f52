//! 抽取: from a scheme to a verified draw.
//!
//! Sources: `spec/draw.md` (the protocol), `spec/journal.md`, section 2 (its entries); the plan, 二(一) (double-random), 二(三) (摇号, electronic
//! trace), 二(四) (rates by stratum, caps), 二(五) (two inspectors at least, recusal); 行政处罚法, article 42.
//!
//! `lots` decides all that the protocol decides; this slice gathers what is frozen, asks people for what only people have, and keeps the
//! files. `docs/decisions/0012-the-draw-in-the-house.md` says how. Uses accounts, catalogue, subjects, inspectors and complaints.
//!
//! Deliberately absent: a second try. A draw is drawn once; a further one is a new number and says why.

pub mod api;
pub mod portal;
pub mod rules;
pub mod store;
#[cfg(test)]
mod tests;

pub use rules::{DrawId, State};
