//! 执法检查人员名录: who may be drawn to inspect, and why somebody may not on a date.
//!
//! Sources: the plan, 二(三) (the registry of inspectors with certificate numbers) and 二(五) (certificates shown, recusal), 三(三)
//! (training); 行政处罚法 (2021), article 42 (certified officials only).
//!
//! Later slices take [`InspectorId`], [`rules::drawable`] and [`store::standings`] from here. Deliberately absent: photographs, and
//! anything about how somebody works: loads and results belong to the draws and the inspections.

pub mod api;
pub mod rules;
pub mod store;
#[cfg(test)]
mod tests;

pub use api::importer::Inspectors;
pub use rules::InspectorId;
