//! What was changed of inspectors in a time that a draw sees: what the public page of a draw tells of the year before it, and of the hours until who was drawn
//! is known.

use std::collections::{BTreeMap, BTreeSet};

use lots::hash::Digest;
use sea_orm::entity::prelude::*;
use sea_orm::{DbErr, QuerySelect as _, Statement, Value};

use super::Model;
use crate::accounts::OrganisationId;
use crate::accounts::store::organisation;
use crate::app::journal::record::row;
use crate::app::value::{Date, Timestamp};
use crate::codes;

codes! {
    /// A change that decides who can be drawn, or who the holder of a certificate is.
    #[schema(as = InspectorChange)]
    Change {
        /// A new entry.
        Added = "added",
        /// Name or certificate number.
        Identity = "identity",
        /// What decides pools and whether they can be drawn: unit, expert, fields, qualifications, validity.
        Reach = "reach",
        /// Came to this office or those below it, or left them.
        Office = "office",
        /// Suspended, restored, departed.
        State = "state",
        /// Leave entered or withdrawn.
        Leave = "leave",
        /// A conflict declared or withdrawn.
        Conflict = "conflict",
        /// A training entered or withdrawn.
        Training = "training",
        /// The rule on training of an office, or of one above it.
        Setting = "setting",
        /// Anything of somebody, or all of a new entry, by a file of a time when files didn't tell kinds apart, or by one of another office.
        Imported = "imported",
    }
}

/// The fact of how many entries a file changed in nothing that a draw sees: phone, area, post.
pub const UNSEEN: &str = "other";

/// The fact of the office that somebody left.
pub const OFFICE_WAS: &str = "office_was";
/// The fact of the office that they came to.
pub const OFFICE: &str = "office";

/// What stands for an office in the journal.
#[must_use]
pub fn office(id: OrganisationId) -> Digest {
    Digest::of(id.to_string().as_bytes())
}

/// What decides pools and whether somebody can be drawn.
#[must_use]
pub fn reach(row: &Model) -> (&str, bool, &str, &str, Option<Date>, Date) {
    (&row.unit, row.expert, &row.fields, &row.qualifications, row.valid_from, row.valid_to)
}

/// How often each was done to inspectors of an organisation (by its path) and those below it, and to those who stood on a draw's bench wherever they are now, from one
/// time on and before another: whoever is moved to another office after the draw takes nothing off its page.
///
/// # Errors
/// [`DbErr`].
pub async fn between<C: ConnectionTrait>(
    db: &C,
    (draw, path): (Uuid, &str),
    (from, until): (Timestamp, Timestamp),
) -> Result<BTreeMap<Change, i64>, DbErr> {
    const ALL: &str = "SELECT r.kind, count(*) FROM journal_row r
        LEFT JOIN inspector_leave l ON l.id = r.case_id LEFT JOIN inspector_conflict c ON c.id = r.case_id
        LEFT JOIN inspector_training t ON t.id = r.case_id
        JOIN inspector i ON i.id = COALESCE(l.inspector, c.inspector, t.inspector, r.case_id)
        JOIN organisation o ON o.id = i.organisation
        WHERE r.kind IN ('inspector.added', 'inspector.suspended', 'inspector.restored', 'inspector.departed', 'inspector-leave.added',
            'inspector-leave.withdrawn', 'inspector-conflict.declared', 'inspector-conflict.withdrawn', 'inspector-training.added',
            'inspector-training.withdrawn')
        AND r.at >= $1 AND r.at < $2 AND (substr(o.path, 1, length($3)) = $3
            OR EXISTS (SELECT 1 FROM draw_member d WHERE d.draw = $4 AND d.inspector = i.id)) GROUP BY r.kind";
    let mut counted = BTreeMap::new();
    let values = [from.into(), until.into(), path.into(), draw.into()];
    for row in db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), ALL, values)).await? {
        let (kind, count): (String, i64) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        *counted.entry(change(&kind)).or_default() += count;
    }
    let offices = organisation::Entity::find().filter(organisation::Column::Path.starts_with(path)).all(db).await?;
    let ids: BTreeSet<OrganisationId> = offices.into_iter().map(|row| row.id).collect();
    let offices: BTreeSet<String> = ids.iter().map(|id| office(*id).to_string()).collect();
    let edits = row::Entity::find().filter(row::Column::Kind.eq("inspector.edited")).filter(row::Column::At.gte(from));
    let edits = edits.filter(row::Column::At.lt(until)).all(db).await?;
    let mut own = benched(db, draw).await?;
    for part in edits.chunks(500) {
        let those = super::Entity::find().filter(super::Column::Id.is_in(part.iter().map(|edit| edit.case_id)));
        let here = those.all(db).await?.into_iter().filter(|row| ids.contains(&row.organisation));
        own.extend(here.map(|row| row.id.0));
    }
    for edit in edits {
        let facts: BTreeMap<String, serde_json::Value> = serde_json::from_str(&edit.facts).unwrap_or_default();
        let says = |name: &str| facts.get(name).and_then(serde_json::Value::as_str);
        let here = [OFFICE_WAS, OFFICE].iter().any(|name| says(name).is_some_and(|office| offices.contains(office)));
        let told = [
            (says("identity").is_some() && own.contains(&edit.case_id), Change::Identity),
            (says("reach").is_some() && own.contains(&edit.case_id), Change::Reach),
            (here, Change::Office),
        ];
        told.into_iter().filter(|(is, _)| *is).for_each(|(_, change)| *counted.entry(change).or_default() += 1);
    }
    let span = [from.into(), until.into(), path.into()];
    let of_bench = span.iter().cloned().chain([draw.into()]).collect();
    for (change, sql, values) in [(Change::Setting, SETTINGS, span.to_vec()), (Change::Imported, FOREIGN, of_bench)] {
        let count = number(db, sql, values).await?;
        counted.extend((count > 0).then_some((change, count)));
    }
    for (kind, count) in written(db, (path, from, until)).await? {
        *counted.entry(kind).or_default() += count;
    }
    Ok(counted)
}

/// How many edits of inspectors are on record, of whatever office. While it is the same nobody went from one office to another.
///
/// # Errors
/// [`DbErr`].
pub async fn edits<C: ConnectionTrait>(db: &C) -> Result<u64, DbErr> {
    let edits = row::Entity::find().select_only().column_as(row::Column::Id.count(), "count");
    let edits: Option<i64> = edits.filter(row::Column::Kind.eq("inspector.edited")).into_tuple().one(db).await?;
    Ok(edits.and_then(|count| u64::try_from(count).ok()).unwrap_or_default())
}

/// Who stood on a draw's bench.
async fn benched<C: ConnectionTrait>(db: &C, draw: Uuid) -> Result<BTreeSet<Uuid>, DbErr> {
    const BENCHED: &str = "SELECT inspector FROM draw_member WHERE draw = $1";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), BENCHED, [draw.into()]);
    db.query_all_raw(statement).await?.iter().map(|row| row.try_get_by_index(0)).collect()
}

/// What files of these offices wrote that a draw sees, by kind.
async fn written<C: ConnectionTrait>(
    db: &C,
    (path, from, until): (&str, Timestamp, Timestamp),
) -> Result<Vec<(Change, i64)>, DbErr> {
    const WRITTEN: &str = "SELECT r.facts FROM journal_row r
        JOIN import m ON m.id = r.case_id JOIN organisation w ON w.id = m.organisation
        WHERE r.kind = 'import.rows-written' AND m.kind = 'inspectors' AND r.at >= $1 AND r.at < $2 AND substr(w.path, 1, length($3)) = $3";
    let values = [from.into(), until.into(), path.into()];
    let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), WRITTEN, values)).await?;
    let facts: Result<Vec<String>, DbErr> = rows.iter().map(|row| row.try_get_by_index(0)).collect();
    Ok(facts?.iter().flat_map(|facts| of_file(facts)).collect())
}

/// What an act of a file wrote, by its facts.
fn of_file(facts: &str) -> Vec<(Change, i64)> {
    let facts: BTreeMap<String, serde_json::Value> = serde_json::from_str(facts).unwrap_or_default();
    let number = |name: &str| facts.get(name).and_then(serde_json::Value::as_i64);
    let told: Vec<_> = Change::ALL.iter().filter_map(|kind| Some((*kind, number(kind.code())?))).collect();
    if !told.is_empty() || number(UNSEEN).is_some() {
        return told;
    }
    // Of a time before they were counted: all that lie between the first and the last.
    let span = || Some(number("last_row")? - number("first_row")? + 1);
    vec![(Change::Imported, number("written").or_else(span).unwrap_or_default())]
}

/// A rule on training holds for the offices below, too, unless these have their own.
const SETTINGS: &str = "SELECT count(*) FROM journal_row r
    JOIN inspector_setting s ON s.id = r.case_id JOIN organisation o ON o.id = s.organisation
    WHERE r.kind = 'inspector-setting.set' AND r.at >= $1 AND r.at < $2
    AND (substr(o.path, 1, length($3)) = $3 OR substr($3, 1, length(o.path)) = o.path)";

/// Those of these offices whom a file of another office wrote, one above: of what kinds its changes are it tells for all offices together.
const FOREIGN: &str = "SELECT count(*) FROM journal_row r
    JOIN import m ON m.id = r.case_id JOIN organisation w ON w.id = m.organisation
    JOIN opening p ON p.row_id = r.id JOIN inspector i ON i.id = p.case_id JOIN organisation o ON o.id = i.organisation
    WHERE r.kind = 'import.rows-written' AND m.kind = 'inspectors' AND r.at >= $1 AND r.at < $2
    AND substr(w.path, 1, length($3)) <> $3
    AND (substr(o.path, 1, length($3)) = $3 OR EXISTS (SELECT 1 FROM draw_member d WHERE d.draw = $4 AND d.inspector = i.id))";

/// What a query counts.
async fn number<C: ConnectionTrait>(db: &C, sql: &str, values: Vec<Value>) -> Result<i64, DbErr> {
    let row = db.query_one_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    Ok(row.map(|row| row.try_get_by_index(0)).transpose()?.unwrap_or_default())
}

/// What an act that isn't an edit changed.
fn change(kind: &str) -> Change {
    match kind.split_once('.') {
        Some(("inspector-leave", _)) => Change::Leave,
        Some(("inspector-conflict", _)) => Change::Conflict,
        Some(("inspector-training", _)) => Change::Training,
        Some((_, "added")) => Change::Added,
        _ => Change::State,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_file_wrote_counts_by_its_kinds() {
        let check = |facts: &str, expected: &[(Change, i64)]| assert_eq!(of_file(facts), expected, "{facts}");
        let kinds = r#"{"added":2,"first_row":2,"last_row":9,"of":"inspectors","other":4,"reach":1,"written":7}"#;
        check(kinds, &[(Change::Added, 2), (Change::Reach, 1)]);
        check(r#"{"first_row":2,"last_row":9,"of":"inspectors","other":4,"written":4}"#, &[]);
        check(r#"{"first_row":2,"last_row":9,"of":"inspectors","written":4}"#, &[(Change::Imported, 4)]);
        check(r#"{"first_row":2,"last_row":9,"of":"inspectors"}"#, &[(Change::Imported, 8)]);
    }
}
