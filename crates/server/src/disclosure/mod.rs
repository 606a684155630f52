//! 公示: by when a result is made public, and what everybody reads of it.
//!
//! Sources: the plan, 二(六) (谁抽查、谁公示, within twenty working days) and 二(七) (what the public sees); 政府信息公开条例, article 15
//! (nobody's privacy); the State Council's notices of each year's holidays ([`rules::calendar::BUILT_IN`]).
//!
//! What is due isn't kept: it is every reviewed version that nobody published yet, and its day is counted when it is asked for, so that a
//! calendar entered later counts at once. `docs/decisions/0013-from-the-pair-to-the-published-result.md` says how. Uses accounts, catalogue,
//! subjects, inspectors, draws, inspections and outcomes. Deliberately absent: objections, and the file of a case.

pub mod api;
pub mod portal;
pub mod rules;
pub mod store;
#[cfg(test)]
mod tests;

pub use rules::State;
