//! Whether a draw is of whom the plan's line asks.

use std::collections::BTreeSet;

use super::Scheme;
use super::cell::{Part, parts};
use crate::plans::Line;
use crate::plans::rules::line::ClassRate;
use crate::subjects::rules::industry::Industries;
use crate::subjects::{Domain, Risk};

/// Whether businesses may be drawn of whom the line doesn't ask, or may not be of whom it does. What is compared is who that can be, not how it was written: all
/// fields of work are none, a region within another says nothing, and a class to which the line gives no rate isn't drawn by it.
#[must_use]
pub fn is_other(scheme: &Scheme, line: &Line) -> bool {
    let (scope, extent) = (&scheme.scope, &line.extent);
    let tags: BTreeSet<&String> = scope.tags.iter().collect();
    domains(scope.domains.iter().copied()) != domains(extent.domains.iter().copied())
        || widest(&scope.regions) != widest(&extent.regions)
        || Industries::of(&scope.industries) != Industries::of(&extent.industries)
        || tags != extent.tags.iter().collect::<BTreeSet<_>>()
        || Risk::ALL.iter().any(|risk| drawn(scheme, *risk).is_some_and(|is| is != asked(line, *risk)))
}

/// Fields of work; all of them ask as little as none.
fn domains(listed: impl Iterator<Item = Domain>) -> BTreeSet<Domain> {
    let listed: BTreeSet<Domain> = listed.collect();
    if listed.len() == Domain::ALL.len() { BTreeSet::new() } else { listed }
}

/// Beginnings of codes without those that begin with another of them.
fn widest<'a>(listed: impl IntoIterator<Item = &'a String>) -> BTreeSet<&'a str> {
    let listed: BTreeSet<&str> = listed.into_iter().map(String::as_str).collect();
    let within = |one: &str| listed.iter().any(|other| one != *other && one.starts_with(*other));
    listed.iter().copied().filter(|one| !within(one)).collect()
}

/// Whether a line asks for some of a class.
fn asked(line: &Line, risk: Risk) -> bool {
    let some = |class: &ClassRate| class.rate.numerator > 0 || class.minimum > 0;
    line.classes.is_empty() || line.class(risk).as_ref().is_some_and(some)
}

/// Whether some of a class may be drawn. Nothing if there was nobody of it: a commit refuses subjects without a rate, so a class without a stratum was
/// empty in the scope.
fn drawn(scheme: &Scheme, risk: Risk) -> Option<bool> {
    let risks = &scheme.scope.risks;
    if !risks.is_empty() && !risks.contains(&risk) {
        return Some(false);
    }
    if !scheme.axes.risk {
        return Some(true);
    }
    let mut strata = scheme.strata.iter().filter(|one| parts(&one.name).next() == Some(Part::Risk(risk))).peekable();
    strata.peek()?;
    Some(strata.any(|one| one.p > 0 || one.minimum > 0))
}
