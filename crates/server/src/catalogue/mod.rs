//! 随机抽查事项清单: what may be inspected, on which legal basis, and how.
//!
//! Source: the plan, 二(二) (basis, body, content and method of every item; published; adjusted dynamically), 二(四) (rate
//! and frequency) and 二(五) (no basis, no inspection; the 裁量基准). A catalogue comes in *editions*: a draft, made by one
//! person, approved by a second, published by a third, in force from a date until the next one is. Later work names an edition
//! and a code, so it keeps the text it was made under: items of an edition that left the draft never change.
//!
//! Deliberately absent: editing something published. A mistake is mended by the next edition.

pub mod api;
pub mod portal;
pub mod rules;
pub mod store;
#[cfg(test)]
mod tests;

pub use rules::{EditionId, ItemId, ItemText};
