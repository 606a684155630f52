//! 审计: what was done, by whom, with what came of it; and whether tables, rows and journal agree.
//!
//! Sources: the plan, 全程留痕; GB/T 22239-2019, 8.1.4.3 (安全审计) and 8.1.4.2 (the audit's administrator reads and changes nothing).
//!
//! An auditor sees the acts of people of the organisations below, and opens what each sealed: the value and the salt, so that anybody at
//! hand can compute the seal again. The journal itself is public and stands in the portal. Uses accounts. Deliberately absent: any way to
//! put something right.

pub mod api;
pub mod rules;
pub mod store;
#[cfg(test)]
mod tests;
