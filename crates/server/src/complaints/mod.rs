//! 投诉举报、信访: handled for cause in a lane of their own, never drawn.
//!
//! Sources: the plan's preamble (outside the draw) and 二(四) (heavier checks for complaints); 市场监督管理投诉举报处理暂行办法
//! (what a complaint must say, 移送, 不予受理, 保密); 信访工作条例; 个人信息保护法, article 47 (erasure).
//!
//! **Who complained** stands in the table encrypted and nowhere else. Every answer, list, file, story and log shows the mask
//! of [`rules::veil`], and free text that repeats a name, phone or address is veiled on its way out. What the journal seals is the digest of
//! the ciphertext: it binds what is kept, and shows nothing to whoever opens it. Only the assigned handler sees the plain
//! values, each time with a reason that is kept. Nothing searches by complainant. After the end a complainant's data can be
//! erased; the journal stays whole.
//!
//! Uses accounts and subjects. Deliberately absent: the move of a risk class, which stays an act of the registry's manager;
//! this slice only [suggests](rules::signal) it.

pub mod api;
pub mod portal;
pub mod rules;
pub mod store;
#[cfg(test)]
mod tests;

pub use rules::{ComplaintId, State};
