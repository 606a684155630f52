//! Every act changed of a thing what acts of its kind may change, and nothing else: from one opening to the next.
//!
//! Who edits a row together with its last opening, lets somebody act on the thing and puts the opening back leaves a last opening that is the row. What that
//! act sealed then differs from what was sealed before it in more than its kind can change.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::prelude::Uuid;
use serde_json::Value;

use super::super::record::STATE;
use super::history::{History, Walk};
use super::{Audit, Finding, Kinds, PAGE, Part, Progress};
use crate::app::journal::sequencer::Halt;

/// What acts may make of things of one kind, none of whose openings is ever destroyed.
#[derive(Clone, Copy, Debug)]
pub struct Changes {
    /// The kind of case.
    pub case_kind: &'static str,
    /// The acts by which such a thing comes to be.
    pub begins: Kinds,
    /// The fields of its image that a later act may change, by the act's kind. An act that isn't named changes nothing.
    pub may: &'static [(&'static str, Kinds)],
    /// The acts whose facts `from` and `to` say what a field was and became, and which field.
    pub told: &'static [(&'static str, &'static str)],
    /// The acts whose facts name what they changed: the act, the fact, and the fields that stay as they were where it isn't said.
    pub named: &'static [(&'static str, &'static str, Kinds)],
}

/// An image's fields; one that is empty isn't there.
type Image = BTreeMap<String, Value>;

fn image(value: Option<&String>) -> Option<Image> {
    value.and_then(|text| serde_json::from_str(text).ok())
}

impl Changes {
    /// The fields that an act changed otherwise than acts of its kind do.
    fn unlike(&self, (kind, facts): (&str, &str), before: &Image, after: &Image) -> BTreeSet<String> {
        let may = self.may.iter().find(|(of, _)| *of == kind).map_or(&[][..], |(_, fields)| *fields);
        let facts: Image = serde_json::from_str(facts).unwrap_or_default();
        let value = |image: &Image, field: &str| image.get(field).cloned().unwrap_or_default();
        let fields: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        let changed = fields.into_iter().filter(|field| value(before, field) != value(after, field));
        let mut unlike: BTreeSet<String> = changed.filter(|field| !may.contains(&field.as_str())).cloned().collect();
        for (_, field) in self.told.iter().filter(|(of, _)| *of == kind) {
            let is = |fact: &str, image: &Image| match (value(&facts, fact).as_str(), value(image, field).as_str()) {
                // Codes are in lower case in the journal.
                (Some(said), Some(is)) => said.eq_ignore_ascii_case(is),
                _ => false,
            };
            if !is("from", before) || !is("to", after) {
                unlike.insert((*field).to_owned());
            }
        }
        for (_, _, fields) in self.named.iter().filter(|(of, fact, _)| *of == kind && !facts.contains_key(*fact)) {
            let changed = fields.iter().filter(|field| value(before, field) != value(after, field));
            unlike.extend(changed.map(|field| (*field).to_owned()));
        }
        unlike
    }

    /// What doesn't go together in a thing's history: by the act's row, the field, or `state` for all of an image.
    #[must_use]
    pub fn broken(&self, history: &History) -> Vec<(Uuid, String)> {
        let (mut broken, mut before): (Vec<(Uuid, String)>, Option<Image>) = (Vec::new(), None);
        for (at, sealed) in history.states.iter().enumerate() {
            let after = image(sealed.value.as_ref());
            let kind = sealed.kind.as_deref().unwrap_or_default();
            let facts = sealed.facts.as_deref().unwrap_or_default();
            let fields = match (&before, &after) {
                (_, None) => BTreeSet::from([STATE.to_owned()]),
                (None, Some(_)) if at == 0 && !self.begins.contains(&kind) => BTreeSet::from([STATE.to_owned()]),
                (None, Some(_)) => BTreeSet::new(),
                (Some(before), Some(after)) => self.unlike((kind, facts), before, after),
            };
            broken.extend(fields.into_iter().map(|field| (sealed.row_id, field)));
            before = after;
        }
        broken
    }
}

impl Audit {
    pub(super) fn changes(&mut self, all: &[Changes], progress: Progress<'_>) -> Result<(), Halt> {
        let (mut done, mut told) = (0, 0);
        for changes in all {
            let mut walk = Walk::new(changes.case_kind);
            while let Some(history) = walk.advance(self)? {
                for (row, field) in changes.broken(&history) {
                    let kind = changes.case_kind.to_owned();
                    self.report.add(Finding::ChangeUnlikeAct { kind, id: history.id, row, field });
                }
                done += history.states.len() as u64;
                if done >= told + PAGE {
                    told = done;
                    progress(Part::Changes, done, 0);
                }
            }
        }
        Ok(())
    }
}
