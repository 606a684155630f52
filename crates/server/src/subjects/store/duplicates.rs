//! Entries that may be one subject: equal name and address, or codes that one slip of a finger tells apart.

use sea_orm::entity::prelude::*;
use sea_orm::{Condition, DbErr, QueryOrder, QuerySelect, Statement, Value};

use super::reach::Reach;
use super::subject;
use crate::subjects::rules::{Status, near};

/// How many neighbours in the order of codes are compared.
const LOOKED_AT: u64 = 500;
/// How many first, or last, characters two near codes share at least: a slip is in one half.
const HALF: usize = 9;

/// Entries of the same organisation that may be this one.
///
/// # Errors
/// [`DbErr`].
pub async fn of<C: ConnectionTrait>(db: &C, row: &subject::Model) -> Result<Vec<subject::Model>, DbErr> {
    let others = || {
        subject::Entity::find()
            .filter(subject::Column::Organisation.eq(row.organisation))
            .filter(subject::Column::Status.ne(Status::Merged))
            .filter(subject::Column::Number.ne(row.number))
            .limit(LOOKED_AT)
    };
    let mut found = others().filter(subject::Column::Likeness.eq(row.likeness)).all(db).await?;
    for (column, code) in [(subject::Column::Code, &row.code), (subject::Column::CodeTail, &row.code_tail)] {
        let half: String = code.chars().take(HALF).collect();
        let around = Condition::all().add(column.gte(half.clone())).add(column.lt(format!("{half}~")));
        let rows = others().filter(around).order_by_asc(column).all(db).await?;
        found.extend(rows.into_iter().filter(|other| near(&other.code, &row.code)));
    }
    found.sort_by_key(|other| other.number);
    found.dedup_by_key(|other| other.number);
    Ok(found)
}

/// Groups of entries with equal name and address, behind a group's mark; at most `limit` groups, each with its mark.
///
/// # Errors
/// [`DbErr`].
pub async fn groups<C: ConnectionTrait>(
    db: &C,
    reach: &Reach,
    after: Option<i64>,
    limit: u64,
) -> Result<Vec<(i64, Vec<subject::Model>)>, DbErr> {
    let marks = marks(db, after, limit).await?;
    let rows = subject::Entity::find()
        .filter(subject::Column::Likeness.is_in(marks.iter().copied()))
        .filter(subject::Column::Status.ne(Status::Merged))
        .order_by_asc(subject::Column::Likeness)
        .order_by_asc(subject::Column::Number)
        .all(db)
        .await?;
    let mut groups: Vec<(i64, Vec<subject::Model>)> = marks.into_iter().map(|mark| (mark, Vec::new())).collect();
    for row in rows.into_iter().filter(|row| within(reach, row)) {
        if let Some((_, group)) = groups.iter_mut().find(|(mark, _)| *mark == row.likeness) {
            group.push(row);
        }
    }
    Ok(groups)
}

fn within(reach: &Reach, row: &subject::Model) -> bool {
    match reach {
        Reach::All => true,
        Reach::Of(ids) => ids.contains(&row.organisation),
    }
}

/// The marks of entries that stand twice in one organisation, read off the marks' own index.
async fn marks<C: ConnectionTrait>(db: &C, after: Option<i64>, limit: u64) -> Result<Vec<i64>, DbErr> {
    let behind = if after.is_some() { "WHERE likeness > $1" } else { "" };
    let values: Vec<Value> = after.into_iter().map(Into::into).collect();
    let sql = format!(
        "SELECT likeness FROM subject {behind} GROUP BY likeness HAVING count(*) > 1 ORDER BY likeness LIMIT {limit}"
    );
    let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    rows.iter().map(|row| row.try_get_by_index(0)).collect()
}
