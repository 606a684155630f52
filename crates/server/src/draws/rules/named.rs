//! Whom a scheme names: subjects and inspectors left out, and pairs that must not meet. A name that fits nobody is nearly always a typing
//! error, and would leave in whom it meant to leave out.

use std::collections::BTreeSet;

use super::Refusal;
use super::scheme::{Lack, Scheme};
use crate::codes;

codes! {
    /// Where a scheme names somebody.
    #[schema(as = StrayPlace)]
    Place {
        /// A subject left out.
        LeftOut = "left-out",
        /// An inspector left out.
        BenchLeftOut = "bench-left-out",
        /// The subject of a pair.
        PairSubject = "pair-subject",
        /// The inspector of a pair.
        PairInspector = "pair-inspector",
    }
}

codes! {
    /// Why a name does nothing.
    #[schema(as = StrayWhy)]
    Why {
        /// Nobody in the registry has it.
        Unknown = "unknown",
        /// Somebody has it, who isn't concerned by this draw anyway: outside its scope, or not on its bench.
        Unconcerned = "unconcerned",
    }
}

/// A name that does nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stray {
    /// The field on the wire.
    pub field: String,
    /// Where it stands.
    pub place: Place,
    /// The name.
    pub text: String,
    /// Why it does nothing.
    pub why: Why,
}

/// Those of the names that the registries know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Registered {
    /// Codes of subjects.
    pub subjects: BTreeSet<String>,
    /// Certificate numbers of inspectors.
    pub inspectors: BTreeSet<String>,
}

/// Whom a draw concerns: by the code of a subject, by the certificate number of an inspector.
pub struct Concerned<'a> {
    /// Whether a subject is a candidate.
    pub subject: &'a dyn Fn(&str) -> bool,
    /// Whether an inspector is on the bench.
    pub inspector: &'a dyn Fn(&str) -> bool,
}

/// All subjects' codes that a scheme names.
pub fn subjects(scheme: &Scheme) -> impl Iterator<Item = &str> {
    let out = scheme.left_out.iter().map(|one| one.code.as_str());
    out.chain(scheme.recusals.iter().map(|pair| pair.code.as_str()))
}

/// All certificate numbers that a scheme names.
pub fn inspectors(scheme: &Scheme) -> impl Iterator<Item = &str> {
    let out = scheme.bench.left_out.iter().map(|one| one.code.as_str());
    out.chain(scheme.recusals.iter().map(|pair| pair.certificate.as_str()))
}

/// Names that do nothing, in the scheme's order.
#[must_use]
pub fn strays(scheme: &Scheme, known: &Registered, concerned: &Concerned<'_>) -> Vec<Stray> {
    let mut found = Vec::new();
    let mut look = |field: String, place: Place, text: &str| {
        let (is_known, is_concerned) = match place {
            Place::LeftOut | Place::PairSubject => (known.subjects.contains(text), (concerned.subject)(text)),
            // Who is left out isn't on the bench: that is the point of it.
            Place::BenchLeftOut => (known.inspectors.contains(text), true),
            Place::PairInspector => (known.inspectors.contains(text), (concerned.inspector)(text)),
        };
        let why = match (is_known, is_concerned) {
            (false, _) => Why::Unknown,
            (true, false) => Why::Unconcerned,
            (true, true) => return,
        };
        found.push(Stray { field, place, text: text.to_owned(), why });
    };
    for (at, one) in scheme.left_out.iter().enumerate() {
        look(format!("left_out.{at}.code"), Place::LeftOut, &one.code);
    }
    for (at, one) in scheme.bench.left_out.iter().enumerate() {
        look(format!("bench.left_out.{at}.code"), Place::BenchLeftOut, &one.code);
    }
    for (at, pair) in scheme.recusals.iter().enumerate() {
        look(format!("recusals.{at}.certificate"), Place::PairInspector, &pair.certificate);
        look(format!("recusals.{at}.code"), Place::PairSubject, &pair.code);
    }
    found
}

/// Every name is somebody's in the registries. Who isn't concerned may be named: the scope may still grow.
///
/// # Errors
/// [`Refusal::Scheme`], at each field.
pub fn check(scheme: &Scheme, known: &Registered) -> Result<(), Refusal> {
    let all = Concerned { subject: &|_| true, inspector: &|_| true };
    let lack = |stray: Stray| {
        let code = match stray.place {
            Place::LeftOut | Place::PairSubject => "draw-code-unknown",
            Place::BenchLeftOut | Place::PairInspector => "draw-certificate-unknown",
        };
        Lack { field: stray.field, code }
    };
    let lacks: Vec<Lack> = strays(scheme, known, &all).into_iter().map(lack).collect();
    if lacks.is_empty() { Ok(()) } else { Err(Refusal::Scheme(lacks)) }
}
