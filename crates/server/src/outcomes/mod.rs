//! 处理: what follows a finding.
//!
//! Sources: the plan, 二(六) (what was found is dealt with by law and made public, what another department must deal with is handed over,
//! what may be a crime goes to the judicial organs); 行政处罚法, article 28 (putting right is ordered with every penalty), article 33 (no
//! penalty for what is slight), article 57 (who decides), article 60 (ninety days). `docs/decisions/0014-what-follows-a-finding.md` says
//! how.
//!
//! Uses accounts, draws and inspections. Deliberately absent: hearing and statement before a penalty, execution and payment,
//! reconsideration and litigation, the case file, exchange with other authorities' systems.

pub mod api;
pub mod portal;
pub mod rules;
pub mod store;
#[cfg(test)]
mod tests;

pub use rules::{Kind, OutcomeId, State};
