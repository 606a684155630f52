//! How many outcomes there are of visits with a public result, by kind and state.

use std::collections::BTreeMap;

use sea_orm::entity::prelude::*;
use sea_orm::{DbErr, FromQueryResult, Statement};

use crate::outcomes::rules::told::shown;
use crate::outcomes::rules::{Kind, State};

/// The condition on published results `p` that they ask for something of which nothing is public. What [`crate::outcomes::rules::told::is_lacking`] says, in SQL.
pub const UNFOLLOWED: &str = "(p.results LIKE '%\"rectification-ordered\"%' AND NOT EXISTS (SELECT 1 FROM outcome had \
     WHERE had.visit = p.visit AND had.kind = 'rectification' AND had.number IS NOT NULL AND had.state <> 'withdrawn')) OR \
     ((p.results LIKE '%\"not-published\"%' OR p.results LIKE '%\"falsely-published\"%' \
     OR p.results LIKE '%\"rectification-ordered\"%' OR p.results LIKE '%\"obstructed\"%' OR p.results LIKE '%\"pending\"%') \
     AND NOT EXISTS (SELECT 1 FROM outcome had WHERE had.visit = p.visit \
     AND had.kind <> 'referral' AND had.number IS NOT NULL AND had.state NOT IN ('declined', 'withdrawn')))";

/// Outcomes that are alike.
#[derive(Debug, FromQueryResult)]
struct Alike {
    kind: Kind,
    state: State,
    count: i64,
}

/// Counts of what has a number, a decision that waits counted as open. `public` is a query for the ids of visits with a public result.
///
/// # Errors
/// [`DbErr`].
pub async fn public<C: ConnectionTrait>(db: &C, public: &str) -> Result<BTreeMap<(Kind, State), i64>, DbErr> {
    let sql = format!(
        "SELECT kind, state, COUNT(*) AS count FROM outcome WHERE number IS NOT NULL AND visit IN ({public}) \
         GROUP BY kind, state"
    );
    let rows = Alike::find_by_statement(Statement::from_string(db.get_database_backend(), sql)).all(db).await?;
    let mut counts = BTreeMap::new();
    for row in rows {
        *counts.entry((row.kind, shown(row.state))).or_default() += row.count;
    }
    Ok(counts)
}
