//! The tasks of draws and the names of published results are kept folded, too, so that a search needn't fold them all.

use sea_orm::{Statement, Value};
use sea_orm_migration::prelude::*;
use uuid::Uuid;

use crate::app::named::folded;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// All of it or nothing; and each row by itself would wait for the disk on SQLite.
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tx = manager.begin().await?;
        super::run(&tx, STATEMENTS).await?;
        for of in NAMES {
            fill(tx.get_connection(), of).await?;
        }
        tx.commit().await
    }
}

const STATEMENTS: &[&str] = &[
    "ALTER TABLE draw ADD COLUMN folded TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE disclosure ADD COLUMN folded TEXT NOT NULL DEFAULT ''",
];

/// The tables, each with the column of what is looked for.
const NAMES: [(&str, &str); 2] = [("draw", "task"), ("disclosure", "name")];

/// How many rows are read at once.
const PAGE: usize = 1000;

/// Fold the names of a table.
async fn fill<C: ConnectionTrait>(db: &C, (table, name): (&str, &str)) -> Result<(), DbErr> {
    let page = format!("SELECT id, {name} FROM {table} WHERE id > $1 ORDER BY id LIMIT {PAGE}");
    let change = format!("UPDATE {table} SET folded = $1 WHERE id = $2");
    let statement = |sql: &str, values: Vec<Value>| {
        Statement::from_sql_and_values(db.get_database_backend(), sql.to_owned(), values)
    };
    let mut after = Uuid::nil();
    loop {
        let rows = db.query_all_raw(statement(&page, vec![after.into()])).await?;
        let is_last = rows.len() < PAGE;
        for row in rows {
            let (id, name): (Uuid, String) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
            db.execute_raw(statement(&change, vec![folded(&name).into(), id.into()])).await?;
            after = id;
        }
        if is_last {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::db::Db;

    #[tokio::test]
    async fn every_name_there_is_is_folded() {
        let db = Db::connect("sqlite::memory:", 1).await.unwrap();
        let db = db.write();
        db.execute_unprepared("CREATE TABLE draw (id BLOB PRIMARY KEY, task TEXT, folded TEXT DEFAULT '')")
            .await
            .unwrap();
        for number in 1..=2 * PAGE as u128 {
            let values: Vec<Value> = vec![Uuid::from_u128(number).into(), format!("“大 福”ＫＴＶ{number}号").into()];
            let sql = "INSERT INTO draw (id, task) VALUES ($1, $2)";
            let row = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
            db.execute_raw(row).await.unwrap();
        }
        fill(db, NAMES[0]).await.unwrap();
        let sql = "SELECT count(*) FROM draw WHERE folded = '大福ktv' || substr(task, 9)";
        let row = Statement::from_string(db.get_database_backend(), sql);
        let folded: i64 = db.query_one_raw(row).await.unwrap().unwrap().try_get_by_index(0).unwrap();
        assert_eq!(usize::try_from(folded).unwrap(), 2 * PAGE);
    }
}
