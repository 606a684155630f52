//! What was changed of inspectors in a time that a draw sees: what the public page of a draw tells of the year before it, and of the hours until who was drawn
//! is known.

use std::collections::{BTreeMap, BTreeSet};

use lots::hash::Digest;
use sea_orm::entity::prelude::*;
use sea_orm::{DbErr, Statement};

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
        /// Anything of somebody, or all of a new entry, by a file.
        Imported = "imported",
    }
}

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

/// How often each was done in an organisation (by its path) and those below it, from one time on and before another.
///
/// # Errors
/// [`DbErr`].
pub async fn between<C: ConnectionTrait>(
    db: &C,
    path: &str,
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
        AND r.at >= $1 AND r.at < $2 AND substr(o.path, 1, length($3)) = $3 GROUP BY r.kind";
    let mut counted = BTreeMap::new();
    let values = [from.into(), until.into(), path.into()];
    for row in db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), ALL, values)).await? {
        let (kind, count): (String, i64) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        *counted.entry(change(&kind)).or_default() += count;
    }
    let offices = organisation::Entity::find().filter(organisation::Column::Path.starts_with(path)).all(db).await?;
    let ids: BTreeSet<OrganisationId> = offices.into_iter().map(|row| row.id).collect();
    let offices: BTreeSet<String> = ids.iter().map(|id| office(*id).to_string()).collect();
    let edits = row::Entity::find().filter(row::Column::Kind.eq("inspector.edited")).filter(row::Column::At.gte(from));
    let edits = edits.filter(row::Column::At.lt(until)).all(db).await?;
    let mut own = BTreeSet::new();
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
    for (change, sql) in [(Change::Setting, SETTINGS), (Change::Imported, IMPORTED)] {
        let count = number(db, sql, (path, from, until)).await?;
        counted.extend((count > 0).then_some((change, count)));
    }
    Ok(counted)
}

/// A rule on training holds for the offices below, too, unless these have their own.
const SETTINGS: &str = "SELECT count(*) FROM journal_row r
    JOIN inspector_setting s ON s.id = r.case_id JOIN organisation o ON o.id = s.organisation
    WHERE r.kind = 'inspector-setting.set' AND r.at >= $1 AND r.at < $2
    AND (substr(o.path, 1, length($3)) = $3 OR substr($3, 1, length(o.path)) = o.path)";

/// Those of these offices whom a file wrote, whosever it was; and whomever a file of these offices wrote, since it may have sent them elsewhere.
const IMPORTED: &str = "SELECT count(*) FROM journal_row r
    JOIN import m ON m.id = r.case_id JOIN organisation w ON w.id = m.organisation
    JOIN opening p ON p.row_id = r.id JOIN inspector i ON i.id = p.case_id JOIN organisation o ON o.id = i.organisation
    WHERE r.kind = 'import.rows-written' AND m.kind = 'inspectors' AND r.at >= $1 AND r.at < $2
    AND (substr(o.path, 1, length($3)) = $3 OR substr(w.path, 1, length($3)) = $3)";

/// What a query counts for an office, by its path, in a time.
async fn number<C: ConnectionTrait>(
    db: &C,
    sql: &str,
    (path, from, until): (&str, Timestamp, Timestamp),
) -> Result<i64, DbErr> {
    let values = [from.into(), until.into(), path.into()];
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
