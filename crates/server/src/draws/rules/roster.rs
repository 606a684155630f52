//! Whether a frozen roster is that of a scheme's scope, by what was sealed of the registry's entries.
//!
//! Deliberately absent: caps, cool-downs and complaints, which hang on visits and complaints that several tables hold. Of whoever is left out for one of these it
//! is only asked that they stand there; and of a stratum's name only the class, the field and the region.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use serde::Deserialize;

use super::cell::{Axes, Traits};
use super::freeze::is_idle;
use super::scheme::Scheme;
use crate::accounts::OrganisationId;
use crate::subjects::rules::industry::Industries;
use crate::subjects::{Domain, Risk, Status};

/// An entry of the registry, as it was sealed: what decides whether a draw sees it. What is empty isn't sealed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Entry {
    /// Its number.
    pub number: i64,
    /// Whose.
    pub organisation: OrganisationId,
    /// Its code.
    pub code: String,
    /// How it stood.
    pub status: Status,
    /// Its class.
    pub risk: Risk,
    /// Its field.
    pub domain: Domain,
    /// GB/T 2260.
    #[serde(default)]
    pub region: String,
    /// GB/T 4754.
    #[serde(default)]
    pub industry: String,
    /// Its tags.
    #[serde(default)]
    pub tags: Vec<String>,
}

/// Where a code stands in the frozen tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// It may be drawn: the number of its entry, and the stratum.
    In(i64, Arc<str>),
    /// It is left out, for a reason.
    Out(Arc<str>),
}

/// A roster, with what was asked for.
#[derive(Debug)]
pub struct Frozen {
    scheme: Scheme,
    offices: BTreeSet<OrganisationId>,
    industries: Industries,
    listed: BTreeSet<String>,
    /// By code: its place, and whether an entry answers for it.
    rows: HashMap<String, (Place, bool)>,
}

impl Frozen {
    /// The rows of a scheme's roster, by code, of the offices whose registries it is drawn from.
    #[must_use]
    pub fn new(scheme: Scheme, offices: BTreeSet<OrganisationId>, rows: HashMap<String, Place>) -> Self {
        let industries = Industries::of(&scheme.scope.industries);
        let listed = scheme.left_out.iter().map(|one| one.code.clone()).collect();
        let rows = rows.into_iter().map(|(code, place)| (code, (place, false))).collect();
        Self { scheme, offices, industries, listed, rows }
    }

    /// Whether an entry lies in the scope, in business or not.
    #[must_use]
    pub fn asks(&self, of: &Entry) -> bool {
        let scope = &self.scheme.scope;
        self.offices.contains(&of.organisation)
            && (scope.domains.is_empty() || scope.domains.contains(&of.domain))
            && (scope.risks.is_empty() || scope.risks.contains(&of.risk))
            && (scope.regions.is_empty() || scope.regions.iter().any(|begin| of.region.starts_with(begin.as_str())))
            && (scope.industries.is_empty() || self.industries.holds(&of.industry))
            && (scope.tags.is_empty() || scope.tags.iter().any(|tag| of.tags.contains(tag)))
    }

    /// Whether a stratum's name begins as that of this entry, by the axes that the entry alone decides.
    fn is_of(&self, of: &Entry, stratum: &str) -> bool {
        let axes = Axes { visited: Vec::new(), complaints: false, ..self.scheme.axes.clone() };
        if !(axes.risk || axes.domain || axes.region > 0) {
            return true;
        }
        let traits = Traits { risk: of.risk, domain: of.domain, region: &of.region, visited: None, complained: false };
        let cell = axes.cell(traits, self.scheme.from);
        stratum.strip_prefix(cell.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// Hold it against what an entry was: each state that the commit may have seen, nothing where there was no entry yet. Whether one of them agrees.
    pub fn hold(&mut self, states: &[Option<Entry>]) -> bool {
        let agrees = states.iter().any(|state| state.as_ref().is_none_or(|entry| self.agrees(entry)));
        for entry in states.iter().flatten() {
            let answers = self.asks(entry);
            if let Some((place, is_answered)) = self.rows.get_mut(&entry.code) {
                *is_answered |= match place {
                    // Told already, if it doesn't agree.
                    Place::In(number, _) => *number == entry.number && (answers || !agrees),
                    Place::Out(_) => answers,
                };
            }
        }
        agrees
    }

    fn agrees(&self, entry: &Entry) -> bool {
        let place = self.rows.get(&entry.code).map(|(place, _)| place);
        let is_own = matches!(place, Some(Place::In(number, _)) if *number == entry.number);
        if !self.asks(entry) {
            return !is_own;
        }
        match (place, entry.status == Status::Active) {
            (None, _) => false,
            (Some(Place::In(_, stratum)), true) if is_own => self.is_of(entry, stratum),
            // The first in business of several entries with one code stands for all.
            (Some(Place::In(number, _)), true) => *number < entry.number,
            (Some(Place::In(..)), false) => !is_own,
            (Some(Place::Out(reason)), true) => self.listed.contains(&entry.code) || !is_idle(reason),
            (Some(Place::Out(_)), false) => true,
        }
    }

    /// The rows that no entry answered for, as people name them.
    #[must_use]
    pub fn rest(&self) -> Vec<String> {
        let unanswered = self.rows.iter().filter(|(_, (_, is_answered))| !is_answered);
        let mut rest: Vec<String> = unanswered
            .map(|(code, (place, _))| match place {
                Place::In(number, _) => number.to_string(),
                Place::Out(_) => code.clone(),
            })
            .collect();
        rest.sort();
        rest
    }
}
