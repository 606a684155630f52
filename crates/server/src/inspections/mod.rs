//! 检查: from an assigned pair to a reviewed record.
//!
//! Sources: the plan, 二(二) (two inspectors at least, certificate and 《行政检查通知书》 shown, a written record on site), 二(五) (no
//! basis, no inspection), 二(六) (review before anything is public); 行政处罚法, article 42 (two who enforce) and article 55 (they show
//! their certificates first).
//!
//! A visit's team is the draw's, read when it is needed and kept nowhere else ([`store::team`]). `docs/decisions/0013-from-the-pair-to-the-published-result.md`
//! says how. Uses accounts, catalogue, subjects, inspectors and draws. Deliberately absent: what follows a finding, which is a slice of its
//! own, signatures on glass, photographs, and work without a network.

pub mod api;
pub mod portal;
pub mod rules;
pub mod store;
#[cfg(test)]
mod tests;

pub use rules::{RecordId, State, VisitId};
