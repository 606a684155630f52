//! Registry: the codes that entries had before; what was drawn and published of an entry is found by the entry. And what entries are told apart and found by is
//! made anew where characters in them are seen as others now.

use sea_orm::Statement;
use sea_orm_migration::prelude::*;

use crate::subjects::rules::search::{likeness, of_subject};
use crate::subjects::store::search::{self, Words};

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        super::run(manager, STATEMENTS).await?;
        let (db, mut after) = (manager.get_connection(), Some(0));
        while let Some(number) = after {
            after = refold(db, number).await?;
        }
        Ok(())
    }
}

const STATEMENTS: &[&str] = &[
    "CREATE TABLE subject_code_was (
        subject BIGINT NOT NULL REFERENCES subject (number),
        place BIGINT NOT NULL,
        code TEXT NOT NULL,
        until BIGINT NOT NULL,
        PRIMARY KEY (subject, place)
    )",
    "CREATE INDEX subject_code_was_code ON subject_code_was (code, until)",
    "CREATE INDEX draw_target_subject ON draw_target (subject) WHERE subject IS NOT NULL",
    "CREATE INDEX visit_subject ON visit (subject) WHERE subject IS NOT NULL",
    "CREATE INDEX disclosure_visit ON disclosure (visit, number)",
];

/// A thousand entries behind a number: the last number, or nothing once there are none.
async fn refold<C: ConnectionTrait>(db: &C, after: i64) -> Result<Option<i64>, DbErr> {
    const PAGE: &str =
        "SELECT number, name, address, likeness FROM subject WHERE number > $1 ORDER BY number LIMIT 1000";
    const CHANGE: &str = "UPDATE subject SET likeness = $1 WHERE number = $2";
    let backend = db.get_database_backend();
    let (mut last, mut changed) = (None, Vec::new());
    for row in db.query_all_raw(Statement::from_sql_and_values(backend, PAGE, [after.into()])).await? {
        let number: i64 = row.try_get_by_index(0)?;
        let (name, address): (String, String) = (row.try_get_by_index(1)?, row.try_get_by_index(2)?);
        last = Some(number);
        let now = likeness(&name, &address);
        if now != row.try_get_by_index::<i64>(3)? {
            db.execute_raw(Statement::from_sql_and_values(backend, CHANGE, [now.into(), number.into()])).await?;
            changed.push(Words { number, words: of_subject(&name, &address) });
        }
    }
    search::remove(db, &changed.iter().map(|one| one.number).collect::<Vec<_>>()).await?;
    search::put(db, &changed).await?;
    Ok(last)
}
