//! Many rows in few statements, inside the change's own transaction.
//!
//! SQLite takes a statement of many rows; PostgreSQL takes one JSON document of them, which it turns into rows itself
//! (`json_populate_recordset`). `COPY` would be faster still, but needs a connection of its own: SeaORM's transactions don't lend theirs, and a load
//! outside the transaction of its journal row could be half done.

use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, IdenStatic, Iterable, Statement, Value};
use serde_json::{Map, Value as Json};

use super::search::{self, Words};

/// Rows of one table on their way.
#[derive(Clone, Debug)]
pub struct Rows {
    /// The table.
    pub table: String,
    /// Its columns.
    pub columns: Vec<String>,
    /// The values, in the columns' order.
    pub values: Vec<Vec<Value>>,
    /// What makes a row the same as one that is there, which is then overwritten. Empty: there is none.
    pub same: &'static [&'static str],
}

impl Rows {
    /// Of an entity's rows.
    #[must_use]
    pub fn of<E>(rows: &[E::Model]) -> Self
    where
        E: EntityTrait,
        E::Model: ModelTrait<Entity = E>,
    {
        let columns: Vec<E::Column> = E::Column::iter().collect();
        Self {
            table: E::default().table_name().to_owned(),
            columns: columns.iter().map(|column| column.as_str().to_owned()).collect(),
            values: rows.iter().map(|row| columns.iter().map(|column| row.get(*column)).collect()).collect(),
            same: &[],
        }
    }

    /// Rows that are there are overwritten.
    #[must_use]
    pub fn over(mut self, same: &'static [&'static str]) -> Self {
        self.same = same;
        self
    }

    fn conflict(&self) -> String {
        if self.same.is_empty() {
            return String::new();
        }
        let kept = |column: &&String| !self.same.contains(&column.as_str());
        let set: Vec<String> =
            self.columns.iter().filter(kept).map(|column| format!("{column} = excluded.{column}")).collect();
        match set.is_empty() {
            true => format!(" ON CONFLICT ({}) DO NOTHING", self.same.join(", ")),
            false => format!(" ON CONFLICT ({}) DO UPDATE SET {}", self.same.join(", "), set.join(", ")),
        }
    }
}

/// A way to put in many rows.
#[async_trait::async_trait]
pub trait Bulk: Send + Sync {
    /// Put them in.
    ///
    /// # Errors
    /// [`DbErr`].
    async fn load(&self, db: &DatabaseTransaction, rows: Rows) -> Result<(), DbErr>;

    /// Put in the words that subjects are found by.
    ///
    /// # Errors
    /// [`DbErr`].
    async fn words(&self, db: &DatabaseTransaction, words: Vec<Words>) -> Result<(), DbErr>;
}

/// The way of a database.
#[must_use]
pub fn of(backend: DbBackend) -> &'static dyn Bulk {
    match backend {
        DbBackend::Sqlite => &ManyRows,
        _ => &Recordset,
    }
}

/// Statements of many rows.
#[derive(Clone, Copy, Debug)]
pub struct ManyRows;

/// How many values one statement binds: SQLite's default limit is 32,766, and the gain is spent long before.
const BOUND: usize = 3000;

impl ManyRows {
    async fn insert(db: &DatabaseTransaction, head: &str, end: &str, rows: Vec<Vec<Value>>) -> Result<(), DbErr> {
        let width = rows.first().map_or(1, Vec::len);
        let (most, row) = (BOUND / width, format!("({})", vec!["?"; width].join(",")));
        let mut left = rows.into_iter().peekable();
        while left.peek().is_some() {
            let batch: Vec<Vec<Value>> = left.by_ref().take(most).collect();
            let sql = format!("{head} VALUES {}{end}", vec![row.as_str(); batch.len()].join(","));
            let values: Vec<Value> = batch.into_iter().flatten().collect();
            db.execute_raw(Statement::from_sql_and_values(DbBackend::Sqlite, sql, values)).await?;
        }
        Ok(())
    }
}

#[async_trait::async_trait]
impl Bulk for ManyRows {
    async fn load(&self, db: &DatabaseTransaction, rows: Rows) -> Result<(), DbErr> {
        let head = format!("INSERT INTO {} ({})", rows.table, rows.columns.join(", "));
        let end = rows.conflict();
        Self::insert(db, &head, &end, rows.values).await
    }

    async fn words(&self, db: &DatabaseTransaction, words: Vec<Words>) -> Result<(), DbErr> {
        let rows = words.into_iter().map(|one| vec![one.number.into(), one.words.join(" ").into()]).collect();
        Self::insert(db, search::INSERT_SQLITE, "", rows).await
    }
}

/// One JSON document of many rows.
#[derive(Clone, Copy, Debug)]
pub struct Recordset;

/// How many rows one document has.
const RECORDS: usize = 2000;

impl Recordset {
    async fn insert(db: &DatabaseTransaction, rows: &Rows) -> Result<(), DbErr> {
        let columns = rows.columns.join(", ");
        let sql = format!(
            "INSERT INTO {table} ({columns}) SELECT {columns} FROM json_populate_recordset(NULL::{table}, CAST($1 AS json)){}",
            rows.conflict(),
            table = rows.table,
        );
        for part in rows.values.chunks(RECORDS) {
            let document: Vec<Json> = part
                .iter()
                .map(|row| rows.columns.iter().cloned().zip(row.iter().map(json)).collect::<Map<_, _>>().into())
                .collect();
            let document = Json::Array(document).to_string();
            db.execute_raw(Statement::from_sql_and_values(DbBackend::Postgres, &sql, [document.into()])).await?;
        }
        Ok(())
    }
}

#[async_trait::async_trait]
impl Bulk for Recordset {
    async fn load(&self, db: &DatabaseTransaction, rows: Rows) -> Result<(), DbErr> {
        Self::insert(db, &rows).await
    }

    async fn words(&self, db: &DatabaseTransaction, words: Vec<Words>) -> Result<(), DbErr> {
        let values = words
            .into_iter()
            .map(|one| vec![one.number.into(), crate::subjects::rules::search::tsvector(&one.words).into()])
            .collect();
        let columns = vec!["number".to_owned(), "tokens".to_owned()];
        Self::insert(db, &Rows { table: "subject_search".to_owned(), columns, values, same: &[] }).await
    }
}

/// A value as PostgreSQL reads it from JSON into its column's type.
fn json(value: &Value) -> Json {
    match value {
        Value::Bool(Some(yes)) => (*yes).into(),
        Value::Int(Some(number)) => (*number).into(),
        Value::BigInt(Some(number)) => (*number).into(),
        Value::String(Some(text)) => text.to_string().into(),
        Value::Uuid(Some(id)) => id.to_string().into(),
        Value::Bytes(Some(bytes)) => {
            let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            format!("\\x{hex}").into()
        }
        _ => Json::Null,
    }
}
