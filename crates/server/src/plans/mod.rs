//! 年度抽查计划: what an organisation will draw in a year, at which rates, and what that comes to.
//!
//! Sources: the plan, 二(一) (plan management and filing, the share of random inspections grows) and 二(四) (rate and frequency: enough
//! coverage, no harassment, heavier where violations are grave); `docs/decisions/0011-the-annual-plan.md`.
//!
//! Uses accounts, catalogue, subjects, inspectors and complaints. Later slices take from here [`PlanId`], [`Line`], [`rules::quota`] and
//! [`store::published`]. Progress against a plan is the draws': they know what was drawn.

pub mod api;
pub mod portal;
pub mod rules;
pub mod store;
#[cfg(test)]
mod tests;

pub use rules::{Line, PlanId};
