//! What was changed in a time that a draw sees: what the public page of a draw tells of the year before it, and of the hours until who was drawn is known.

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait, DbErr, Statement};

use crate::app::value::Timestamp;
use crate::codes;
use crate::subjects::rules::{Risk, Status};

codes! {
    /// A change of a subject that decides whether it can be drawn, or where it is visited if it is; besides moves of its risk class.
    Change {
        /// Not in business any more: suspended, revoked, deregistered.
        Closed = "closed",
        /// 迁出.
        Moved = "moved",
        /// In business again.
        Opened = "opened",
        /// A second entry of another one.
        Merged = "merged",
        /// Its field, region, trade, or its own limits.
        Reach = "reach",
        /// Its tags.
        Tagged = "tagged",
        /// A visit from before, by a file.
        Visited = "visited",
        /// Anything of it, or all of a new one, by a file of a time when files didn't tell kinds apart.
        Imported = "imported",
        /// A new entry.
        Added = "added",
        /// Its code.
        Recoded = "recoded",
        /// Its name: conflicts that were declared by a name alone don't find it any more.
        Renamed = "renamed",
        /// Its address: no draw sees it, but there it is visited.
        Address = "address",
    }
}

/// The fact of how many entries a file changed in nothing that a draw sees: grid, phone, whom to call.
pub const UNSEEN: &str = "other";

/// The fact of how many new entries of a class a file made: the first class of an entry is no move.
#[must_use]
pub const fn added(class: Risk) -> &'static str {
    match class {
        Risk::A => "added_a",
        Risk::B => "added_b",
        Risk::C => "added_c",
        Risk::D => "added_d",
    }
}

/// The changes besides moves of risk classes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Others {
    /// How many of each kind, those by files among them.
    pub changes: BTreeMap<Change, i64>,
    /// What files wrote.
    pub files: Files,
    /// How many new entries began with each class; those of files of a time when they didn't tell it are missing.
    pub classes: BTreeMap<Risk, i64>,
}

/// What files wrote, whether or not they came to their end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Files {
    /// How many entries they made or changed.
    pub written: i64,
    /// Those of them that they changed in nothing that a draw sees.
    pub unseen: i64,
}

/// Moves of risk classes in the registries of an organisation (by its path) and of those below it, from one time on and before another:
/// from, to, and how many.
///
/// # Errors
/// [`DbErr`].
pub async fn between<C: ConnectionTrait>(
    db: &C,
    path: &str,
    (from, until): (Timestamp, Timestamp),
) -> Result<Vec<(Risk, Risk, i64)>, DbErr> {
    const COUNT: &str = "SELECT m.was, m.became, count(*) FROM subject_risk_move m
        JOIN subject s ON s.number = m.subject JOIN organisation o ON o.id = s.organisation
        WHERE m.at >= $1 AND m.at < $2 AND substr(o.path, 1, length($3)) = $3
        GROUP BY m.was, m.became ORDER BY m.was, m.became";
    let values = [from.into(), until.into(), path.into()];
    let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), COUNT, values)).await?;
    rows.iter().map(|row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?, row.try_get_by_index(2)?))).collect()
}

/// The other changes in the registries of an organisation (by its path) and of those below it, from one time on and before another.
///
/// # Errors
/// [`DbErr`].
pub async fn others<C: ConnectionTrait>(
    db: &C,
    path: &str,
    (from, until): (Timestamp, Timestamp),
) -> Result<Others, DbErr> {
    // What a merged entry went into is a fact of its own, so these aren't grouped by facts.
    const COUNT: &str = "SELECT r.kind, CASE WHEN r.kind = 'subject.merged' THEN '{}' ELSE r.facts END AS told, count(*) FROM journal_row r
        JOIN subject s ON s.id = r.case_id JOIN organisation o ON o.id = s.organisation
        WHERE r.kind IN ('subject.status-changed', 'subject.merged', 'subject.edited', 'subject.tagged', 'subject.added')
        AND r.at >= $1 AND r.at < $2 AND substr(o.path, 1, length($3)) = $3
        GROUP BY r.kind, told";
    let values = [from.into(), until.into(), path.into()];
    let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), COUNT, values)).await?;
    let mut others = Others::default();
    for row in rows {
        let (kind, facts, count): (String, String, i64) =
            (row.try_get_by_index(0)?, row.try_get_by_index(1)?, row.try_get_by_index(2)?);
        others.by_hand((&kind, &facts), count);
    }
    for facts in written(db, path, (from, until)).await? {
        others.by_file(&facts);
    }
    Ok(others)
}

/// The facts of what files wrote.
async fn written<C: ConnectionTrait>(
    db: &C,
    path: &str,
    (from, until): (Timestamp, Timestamp),
) -> Result<Vec<String>, DbErr> {
    const WRITTEN: &str = "SELECT r.facts FROM journal_row r
        JOIN import i ON i.id = r.case_id JOIN organisation o ON o.id = i.organisation
        WHERE r.kind = 'import.rows-written' AND i.kind = 'subjects' AND r.at >= $1 AND r.at < $2 AND substr(o.path, 1, length($3)) = $3";
    let values = [from.into(), until.into(), path.into()];
    let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), WRITTEN, values)).await?;
    rows.iter().map(|row| row.try_get_by_index(0)).collect()
}

impl Others {
    /// Count an act, by its kind and facts, so many times.
    fn by_hand(&mut self, (kind, facts): (&str, &str), count: i64) {
        for change in changes(kind, facts) {
            *self.changes.entry(change).or_default() += count;
            if change == Change::Added {
                *self.classes.entry(first(facts)).or_default() += count;
            }
        }
    }

    /// Count what a file wrote in one act, by its facts: its changes with the others of their kinds.
    fn by_file(&mut self, facts: &str) {
        let facts: BTreeMap<String, serde_json::Value> = serde_json::from_str(facts).unwrap_or_default();
        let number = |name: &str| facts.get(name).and_then(serde_json::Value::as_i64);
        // Of a time before they were counted: all that lie between the first and the last.
        let span = || Some(number("last_row")? - number("first_row")? + 1);
        let written = number("written").or_else(span).unwrap_or_default();
        let unseen = number(UNSEEN);
        let told = Change::ALL.iter().filter_map(|change| Some((*change, number(change.code())?)));
        let mut told: Vec<(Change, i64)> = told.collect();
        if told.is_empty() && unseen.is_none() && written > 0 {
            told.push((Change::Imported, written));
        }
        told.into_iter().for_each(|(change, count)| *self.changes.entry(change).or_default() += count);
        let classes = Risk::ALL.iter().filter_map(|class| Some((*class, number(added(*class))?)));
        classes.for_each(|(class, count)| *self.classes.entry(class).or_default() += count);
        self.files.written += written;
        self.files.unseen += unseen.unwrap_or_default();
    }
}

/// The class that an entry made by hand began with, by its facts. Before it was one of them, nobody could enter another than the ordinary class.
fn first(facts: &str) -> Risk {
    let facts: BTreeMap<String, serde_json::Value> = serde_json::from_str(facts).unwrap_or_default();
    let said = facts.get("risk").and_then(serde_json::Value::as_str);
    Risk::ALL.iter().copied().find(|class| said == Some(class.fact())).unwrap_or(Risk::B)
}

/// What an act changed, by its facts, each kind once; nothing if no draw sees it.
fn changes(kind: &str, facts: &str) -> Vec<Change> {
    let facts: BTreeMap<String, serde_json::Value> = serde_json::from_str(facts).unwrap_or_default();
    let code = |name: &str| facts.get(name).and_then(serde_json::Value::as_str);
    match kind {
        "subject.status-changed" => {
            code("to").and_then(|to| to.parse::<Status>().ok()).map(turned).into_iter().collect()
        }
        "subject.merged" => vec![Change::Merged],
        "subject.tagged" => vec![Change::Tagged],
        "subject.added" => vec![Change::Added],
        _ => {
            // `code_was` is what entries had for a few days before.
            let edited = [
                ("code", Change::Recoded),
                ("code_was", Change::Recoded),
                ("reach", Change::Reach),
                ("name", Change::Renamed),
                ("address", Change::Address),
            ];
            let mut found: Vec<Change> =
                edited.into_iter().filter(|(name, _)| code(name).is_some()).map(|(_, change)| change).collect();
            found.dedup();
            found
        }
    }
}

/// What a subject's new status makes of it.
#[must_use]
pub fn turned(to: Status) -> Change {
    match to {
        Status::Active => Change::Opened,
        Status::Moved => Change::Moved,
        Status::Merged => Change::Merged,
        Status::Suspended | Status::Revoked | Status::Deregistered => Change::Closed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edit_counts_once_for_each_kind_of_change() {
        let check =
            |kind: &str, facts: &str, expected: &[Change]| assert_eq!(changes(kind, facts), expected, "{kind} {facts}");
        check("subject.edited", "{}", &[]);
        check("subject.edited", r#"{"name":"changed"}"#, &[Change::Renamed]);
        let all = r#"{"address":"changed","code":"changed","name":"changed","reach":"changed"}"#;
        check("subject.edited", all, &[Change::Recoded, Change::Reach, Change::Renamed, Change::Address]);
        check("subject.edited", r#"{"code":"changed","code_was":"00"}"#, &[Change::Recoded]);
        check("subject.status-changed", r#"{"to":"suspended"}"#, &[Change::Closed]);
        check("subject.status-changed", r#"{"to":"nowhere"}"#, &[]);
    }

    #[test]
    fn what_a_file_changed_is_counted_with_the_others_of_its_kind() {
        let mut others = Others::default();
        others.by_hand(("subject.status-changed", r#"{"to":"suspended"}"#), 2);
        others.by_file(r#"{"closed":1,"first_row":2,"last_row":43,"of":"subjects","other":40,"reach":1,"written":42}"#);
        others.by_file(r#"{"first_row":2,"last_row":4,"of":"subjects","other":3,"written":3}"#);
        assert_eq!(others.changes, BTreeMap::from([(Change::Closed, 3), (Change::Reach, 1)]));
        assert_eq!((others.files, others.classes), (Files { written: 45, unseen: 43 }, BTreeMap::new()));
    }

    #[test]
    fn new_entries_are_counted_by_the_class_they_began_with() {
        let mut others = Others::default();
        others.by_hand(("subject.added", r#"{"risk":"b"}"#), 3);
        others.by_hand(("subject.added", "{}"), 2);
        others.by_file(
            r#"{"added":4,"added_a":1,"added_d":3,"first_row":2,"last_row":5,"of":"subjects","visited":1,"written":4}"#,
        );
        // Of a time when files didn't tell classes.
        others.by_file(r#"{"added":7,"first_row":2,"last_row":8,"of":"subjects","written":7}"#);
        assert_eq!(others.changes, BTreeMap::from([(Change::Visited, 1), (Change::Added, 16)]));
        assert_eq!(others.classes, BTreeMap::from([(Risk::A, 1), (Risk::B, 5), (Risk::D, 3)]));
    }

    #[test]
    fn files_of_before_count_as_such() {
        let mut others = Others::default();
        others.by_file(r#"{"first_row":2,"last_row":11,"of":"subjects","written":9}"#);
        others.by_file(r#"{"first_row":2,"last_row":3,"of":"subjects"}"#);
        assert_eq!(others.changes, BTreeMap::from([(Change::Imported, 11)]));
        assert_eq!(others.files, Files { written: 11, unseen: 0 });
    }
}
