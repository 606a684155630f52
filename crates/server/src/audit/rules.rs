//! The rules on auditing. Pure.

/// The most acts of one file.
pub const EXPORT_MOST: u64 = 100_000;

/// A lawful no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The journal is one for all organisations: who audits a part can't have the whole checked.
    PartOnly,
    /// A check is under way.
    CheckRuns,
    /// More acts than one file takes.
    ExportTooLong,
}

impl Refusal {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::PartOnly => "audit-part-only",
            Self::CheckRuns => "audit-check-runs",
            Self::ExportTooLong => "audit-export-too-long",
        }
    }
}

/// What somebody sees of the journal's rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// All, the system's own acts too.
    Whole,
    /// The acts of people of the organisations they audit.
    Part,
}

/// The view of somebody whose scope has these organisations' paths: the ids from the top, each with `/` behind it.
#[must_use]
pub fn view<'a>(mut paths: impl Iterator<Item = &'a str>) -> View {
    if paths.any(|path| path.matches('/').count() == 1) { View::Whole } else { View::Part }
}

/// Nothing -> a check.
///
/// # Errors
/// [`Refusal`].
pub const fn check(view: View, running: u64) -> Result<(), Refusal> {
    match (view, running) {
        (View::Part, _) => Err(Refusal::PartOnly),
        (View::Whole, 0) => Ok(()),
        (View::Whole, _) => Err(Refusal::CheckRuns),
    }
}

/// Whether so many acts can be taken out.
///
/// # Errors
/// [`Refusal::ExportTooLong`].
pub const fn export(rows: u64) -> Result<(), Refusal> {
    if rows > EXPORT_MOST { Err(Refusal::ExportTooLong) } else { Ok(()) }
}
