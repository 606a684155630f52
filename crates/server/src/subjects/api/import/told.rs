//! Of which kinds the changes are that a file makes: those by which the page of a draw counts acts by hand, so that none hides among the rows of a file.

use std::collections::BTreeMap;

use super::plan::{Planned, Sound};
use super::said::Said;
use crate::app::import::Outcome;
use crate::subjects::rules::{Status, public_name};
use crate::subjects::store::moves::{self, Change, UNSEEN};

/// How many rows that are written are of each kind, how many new ones of each class, and how many only change what no draw sees.
pub(super) fn told(planned: &[Planned]) -> Vec<(&'static str, i64)> {
    let mut told: BTreeMap<&'static str, i64> = BTreeMap::new();
    for planned in planned {
        let Planned::Sound(sound) = planned else { continue };
        for name in names(sound) {
            *told.entry(name).or_default() += 1;
        }
    }
    told.into_iter().collect()
}

/// What a row counts under, each once; nothing if it isn't written.
fn names(sound: &Sound) -> Vec<&'static str> {
    let mut kinds = match &sound.outcome {
        Outcome::Same => return Vec::new(),
        Outcome::New => of_new(&sound.said),
        Outcome::Changed(fields) => of_fields(fields),
    };
    if fields_say(&sound.outcome, "status") {
        kinds.extend(sound.said.status.map(moves::turned));
    }
    // A change that only the public sees, as of an edit by hand: whoever is made a stall is masked.
    if !kinds.contains(&Change::Renamed) && is_shown_otherwise(sound) {
        kinds.push(Change::Renamed);
    }
    if kinds.is_empty() {
        return vec![UNSEEN];
    }
    let class = (sound.outcome == Outcome::New).then(|| moves::added(sound.first_risk()));
    kinds.into_iter().map(Change::code).chain(class).collect()
}

/// The kinds that a new entry is of: a visit that it comes with, or that it isn't in business, keeps it from being drawn as it does one that is there.
fn of_new(said: &Said) -> Vec<Change> {
    let turned = said.status.filter(|status| *status != Status::Active).map(moves::turned);
    let visited = said.visit.map(|_| Change::Visited);
    [Some(Change::Added), turned, visited].into_iter().flatten().collect()
}

fn fields_say(outcome: &Outcome, name: &str) -> bool {
    matches!(outcome, Outcome::Changed(fields) if fields.contains(&name))
}

/// The kinds that fields are of, each once, but for a status: that depends on what it becomes.
fn of_fields(fields: &[&str]) -> Vec<Change> {
    const KINDS: [(Change, &[&str]); 5] = [
        (Change::Reach, &["domain", "region", "industry", "visits_most", "cooldown_days"]),
        (Change::Tagged, &["tags"]),
        (Change::Visited, &["visited"]),
        (Change::Renamed, &["name"]),
        (Change::Address, &["address"]),
    ];
    let changed = |of: &[&str]| fields.iter().any(|field| of.contains(field));
    KINDS.into_iter().filter(|(_, of)| changed(of)).map(|(kind, _)| kind).collect()
}

/// Whether everybody reads another name than before.
fn is_shown_otherwise(Sound { before, draft, .. }: &Sound) -> bool {
    let is = public_name(draft.kind, &draft.name, &draft.representative);
    before.as_ref().is_some_and(|was| public_name(was.row.kind, &was.row.name, &was.row.representative) != is)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_of_the_kinds_that_acts_by_hand_are_of() {
        let check = |fields: &[&str], expected: &[Change]| assert_eq!(of_fields(fields), expected, "{fields:?}");
        check(&["grid", "phone", "liaison", "kind", "latitude", "licence_code"], &[]);
        check(&["grid", "domain"], &[Change::Reach]);
        check(&["region", "industry", "visits_most", "cooldown_days"], &[Change::Reach]);
        check(
            &["address", "name", "tags", "visited"],
            &[Change::Tagged, Change::Visited, Change::Renamed, Change::Address],
        );
        check(&["status"], &[]);
    }
}
