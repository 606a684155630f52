//! Which stratum a subject is in: a cell of a partition by what its registry entry and its past say.
//!
//! A stratum's name is made of codes, so that it is the same in every language: `C/medical/210402/before-12m/complaints`.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::app::value::Date;
use crate::subjects::{Domain, Risk};

/// By what subjects are parted. Nothing at all is one stratum, `all`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Axes {
    /// Risk class.
    pub risk: bool,
    /// Field of work.
    pub domain: bool,
    /// So many digits of the region: 0, 4 (city) or 6 (county).
    pub region: u8,
    /// Bands of months since the last visit, ascending, e.g. 12, 36: less than 12, less than 36, longer, never.
    pub visited: Vec<u16>,
    /// Whether there was a counting complaint within a year.
    pub complaints: bool,
}

/// What the axes look at.
#[derive(Clone, Copy, Debug)]
pub struct Traits<'a> {
    /// Risk class.
    pub risk: Risk,
    /// Field of work.
    pub domain: Domain,
    /// GB/T 2260.
    pub region: &'a str,
    /// The last visit.
    pub visited: Option<Date>,
    /// Whether there was a counting complaint within a year.
    pub complained: bool,
}

/// The stratum of subjects that no axis parts.
pub const ALL: &str = "all";
/// The most bands of time since the last visit.
pub const MOST_BANDS: usize = 8;
/// The longest time a band ends at, in months.
pub const MOST_MONTHS: u16 = 240;

impl Axes {
    /// Whether they are in range.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let bands = &self.visited;
        matches!(self.region, 0 | 4 | 6)
            && bands.len() <= MOST_BANDS
            && bands.is_sorted_by(|a, b| a < b)
            && bands.iter().all(|months| (1..=MOST_MONTHS).contains(months))
    }

    /// The name of a subject's stratum on a day.
    #[must_use]
    pub fn cell(&self, of: Traits<'_>, on: Date) -> String {
        let mut parts = Vec::new();
        if self.risk {
            parts.push(of.risk.code().to_owned());
        }
        if self.domain {
            parts.push(of.domain.code().to_owned());
        }
        if self.region > 0 {
            parts.push(of.region.chars().take(usize::from(self.region)).collect());
        }
        if !self.visited.is_empty() {
            parts.push(self.band(of.visited, on));
        }
        if self.complaints {
            parts.push(if of.complained { "complaints" } else { "no-complaints" }.to_owned());
        }
        if parts.is_empty() { ALL.to_owned() } else { parts.join("/") }
    }

    fn band(&self, visited: Option<Date>, on: Date) -> String {
        let Some(visited) = visited else { return "never".to_owned() };
        let within = |months: &&u16| since(on, **months) < visited;
        match (self.visited.iter().find(within), self.visited.last()) {
            (Some(months), _) => format!("within-{months}m"),
            (None, Some(last)) => format!("before-{last}m"),
            (None, None) => String::new(),
        }
    }
}

/// A part of a stratum's name, read back: what people are told of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// Risk class.
    Risk(Risk),
    /// Field of work.
    Domain(Domain),
    /// Visited within so many months.
    Within(u16),
    /// Visited, but longer ago than so many months.
    Before(u16),
    /// Never visited.
    Never,
    /// Whether there was a counting complaint.
    Complained(bool),
    /// All subjects: no axis parts them.
    Everybody,
    /// A region's code, or a name that the axes don't make.
    Other(&'a str),
}

/// The parts of a stratum's name. Names of other makers are read as far as they are alike.
pub fn parts(name: &str) -> impl Iterator<Item = Part<'_>> {
    name.split('/').map(|code| {
        let months = |side: &str| code.strip_prefix(side)?.strip_suffix('m')?.parse().ok();
        match code {
            ALL => Part::Everybody,
            "never" => Part::Never,
            "complaints" => Part::Complained(true),
            "no-complaints" => Part::Complained(false),
            _ => {
                let known = (code.parse().map(Part::Risk).ok()).or_else(|| code.parse().map(Part::Domain).ok());
                let band = || months("within-").map(Part::Within).or_else(|| months("before-").map(Part::Before));
                known.or_else(band).unwrap_or(Part::Other(code))
            }
        }
    })
}

/// So many months before a day.
fn since(on: Date, months: u16) -> Date {
    Date(on.0.saturating_sub(jiff::Span::new().months(i32::from(months))))
}
