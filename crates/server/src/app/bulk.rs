//! Many rows in few statements, inside the change's own transaction.
//!
//! SQLite takes a statement of many rows; PostgreSQL takes one JSON document of them, which it turns into rows itself
//! (`json_populate_recordset`). On a busy machine, with 40,000 subjects on PostgreSQL 15, arrays (`unnest`) and, with the table's indexes in place,
//! `COPY` weren't seen to be faster: the indexes are where the time goes. It wants timing again on a quiet one. `COPY` would need a connection of its own besides, since SeaORM's transactions
//! don't lend theirs, and a load outside the transaction of its journal row could be half done.

use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, DbBackend, DbErr, IdenStatic, Iterable, Statement, Value};
use serde_json::{Map, Value as Json};

/// What happens to a row that is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Same {
    /// None is: a unique violation.
    Never,
    /// It is overwritten where these columns are equal.
    Over(&'static [&'static str]),
    /// It is overwritten where these columns are equal, if its `version` is the one before; else it stays and isn't counted.
    Next(&'static [&'static str]),
}

/// Rows of one table on their way.
#[derive(Clone, Debug)]
pub struct Rows {
    /// The table.
    pub table: String,
    /// Its columns.
    pub columns: Vec<String>,
    /// The values, in the columns' order.
    pub values: Vec<Vec<Value>>,
    /// What happens to those that are there.
    pub same: Same,
}

impl Rows {
    /// Of an entity's rows.
    #[must_use]
    pub fn of<'a, E>(rows: impl IntoIterator<Item = &'a E::Model>) -> Self
    where
        E: EntityTrait,
        E::Model: ModelTrait<Entity = E> + 'a,
    {
        let columns: Vec<E::Column> = E::Column::iter().collect();
        Self {
            table: E::default().table_name().to_owned(),
            columns: columns.iter().map(|column| column.as_str().to_owned()).collect(),
            values: rows.into_iter().map(|row| columns.iter().map(|column| row.get(*column)).collect()).collect(),
            same: Same::Never,
        }
    }

    /// With another answer to rows that are there.
    #[must_use]
    pub fn with(self, same: Same) -> Self {
        Self { same, ..self }
    }

    fn conflict(&self) -> String {
        let (keys, version) = match self.same {
            Same::Never => return String::new(),
            Same::Over(keys) => (keys, String::new()),
            Same::Next(keys) => (keys, format!(" WHERE {}.version = excluded.version - 1", self.table)),
        };
        let kept = |column: &&String| !keys.contains(&column.as_str());
        let set: Vec<String> =
            self.columns.iter().filter(kept).map(|column| format!("{column} = excluded.{column}")).collect();
        match set.is_empty() {
            true => format!(" ON CONFLICT ({}) DO NOTHING", keys.join(", ")),
            false => format!(" ON CONFLICT ({}) DO UPDATE SET {}{version}", keys.join(", "), set.join(", ")),
        }
    }
}

/// Put rows in. How many were put in or overwritten.
///
/// # Errors
/// [`DbErr`].
pub async fn load<C: ConnectionTrait>(db: &C, rows: Rows) -> Result<u64, DbErr> {
    if rows.values.is_empty() {
        return Ok(0);
    }
    match db.get_database_backend() {
        DbBackend::Sqlite => {
            let head = format!("INSERT INTO {} ({})", rows.table, rows.columns.join(", "));
            statements(db, &head, &rows.conflict(), rows.values).await
        }
        _ => documents(db, &rows).await,
    }
}

/// How many values one statement binds; SQLite's default limit is 32,766. A statement of many rows can be undone by itself, for which SQLite
/// first copies each page that it touches: one statement of a thousand rows touches fewer than nine of a hundred do.
const BOUND: usize = 30_000;

/// Statements of many rows.
async fn statements<C: ConnectionTrait>(db: &C, head: &str, end: &str, rows: Vec<Vec<Value>>) -> Result<u64, DbErr> {
    let width = rows.first().map_or(1, Vec::len);
    let (most, row) = (BOUND / width, format!("({})", vec!["?"; width].join(",")));
    let mut touched = 0;
    let mut left = rows.into_iter().peekable();
    while left.peek().is_some() {
        let batch: Vec<Vec<Value>> = left.by_ref().take(most).collect();
        let sql = format!("{head} VALUES {}{end}", vec![row.as_str(); batch.len()].join(","));
        let values: Vec<Value> = batch.into_iter().flatten().collect();
        touched +=
            db.execute_raw(Statement::from_sql_and_values(DbBackend::Sqlite, sql, values)).await?.rows_affected();
    }
    Ok(touched)
}

/// How many rows one document has.
const RECORDS: usize = 2000;

/// JSON documents of many rows.
async fn documents<C: ConnectionTrait>(db: &C, rows: &Rows) -> Result<u64, DbErr> {
    let columns = rows.columns.join(", ");
    let sql = format!(
        "INSERT INTO {table} ({columns}) SELECT {columns} FROM json_populate_recordset(NULL::{table}, CAST($1 AS json)){}",
        rows.conflict(),
        table = rows.table,
    );
    let mut touched = 0;
    for part in rows.values.chunks(RECORDS) {
        let document: Vec<Json> = part
            .iter()
            .map(|row| rows.columns.iter().cloned().zip(row.iter().map(json)).collect::<Map<_, _>>().into())
            .collect();
        let document = Json::Array(document).to_string();
        let statement = Statement::from_sql_and_values(DbBackend::Postgres, &sql, [document.into()]);
        touched += db.execute_raw(statement).await?.rows_affected();
    }
    Ok(touched)
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
