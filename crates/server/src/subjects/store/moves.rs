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
        /// Anything of it, or all of a new one, by a file; visits from before, too.
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
) -> Result<BTreeMap<Change, i64>, DbErr> {
    // What a merged entry went into is a fact of its own, so these aren't grouped by facts.
    const COUNT: &str = "SELECT r.kind, CASE WHEN r.kind = 'subject.merged' THEN '{}' ELSE r.facts END AS told, count(*) FROM journal_row r
        JOIN subject s ON s.id = r.case_id JOIN organisation o ON o.id = s.organisation
        WHERE r.kind IN ('subject.status-changed', 'subject.merged', 'subject.edited', 'subject.tagged', 'subject.added')
        AND r.at >= $1 AND r.at < $2 AND substr(o.path, 1, length($3)) = $3
        GROUP BY r.kind, told";
    let values = [from.into(), until.into(), path.into()];
    let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), COUNT, values)).await?;
    let mut counted = BTreeMap::new();
    for row in rows {
        let (kind, facts, count): (String, String, i64) =
            (row.try_get_by_index(0)?, row.try_get_by_index(1)?, row.try_get_by_index(2)?);
        for change in changes(&kind, &facts) {
            *counted.entry(change).or_default() += count;
        }
    }
    let imported = imported(db, path, (from, until)).await?;
    counted.extend((imported > 0).then_some((Change::Imported, imported)));
    Ok(counted)
}

/// How many entries were made or changed by files, whether or not these came to their end.
async fn imported<C: ConnectionTrait>(db: &C, path: &str, (from, until): (Timestamp, Timestamp)) -> Result<i64, DbErr> {
    const WRITTEN: &str = "SELECT r.facts FROM journal_row r
        JOIN import i ON i.id = r.case_id JOIN organisation o ON o.id = i.organisation
        WHERE r.kind = 'import.rows-written' AND i.kind = 'subjects' AND r.at >= $1 AND r.at < $2 AND substr(o.path, 1, length($3)) = $3";
    let values = [from.into(), until.into(), path.into()];
    let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), WRITTEN, values)).await?;
    let mut written = 0;
    for row in rows {
        let facts: BTreeMap<String, serde_json::Value> =
            serde_json::from_str(&row.try_get_by_index::<String>(0)?).unwrap_or_default();
        let number = |name: &str| facts.get(name).and_then(serde_json::Value::as_i64);
        // Of a time before they were counted: all that lie between the first and the last.
        let span = || Some(number("last_row")? - number("first_row")? + 1);
        written += number("written").or_else(span).unwrap_or_default();
    }
    Ok(written)
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

fn turned(to: Status) -> Change {
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
}
