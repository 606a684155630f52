//! The search index: written with every change of a name or an address, read as a list of numbers.

use sea_orm::{ConnectionTrait, DbBackend, DbErr, Statement, Value};

use super::subject;
use crate::app::bulk::{self, Rows, Same};
use crate::subjects::rules::search::{Search, of_subject, tsvector};

/// What one subject is found by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// Which, by number.
    pub number: i64,
    /// The words.
    pub words: Vec<String>,
}

impl Words {
    /// Of a row.
    #[must_use]
    pub fn of(row: &subject::Model) -> Self {
        Self { number: row.number, words: of_subject(&row.name, &row.address) }
    }
}

/// Let subjects be found by these words.
///
/// # Errors
/// [`DbErr`].
pub async fn put<C: ConnectionTrait>(db: &C, words: &[Words]) -> Result<(), DbErr> {
    let sqlite = db.get_database_backend() == DbBackend::Sqlite;
    let text = |words: &[String]| if sqlite { words.join(" ") } else { tsvector(words) };
    let values = words.iter().map(|one| vec![one.number.into(), text(&one.words).into()]).collect();
    let number = if sqlite { "rowid" } else { "number" };
    let columns = vec![number.to_owned(), "tokens".to_owned()];
    bulk::load(db, Rows { table: "subject_search".to_owned(), columns, values, same: Same::Never }).await.map(|_| ())
}

/// Let subjects not be found any more.
///
/// # Errors
/// [`DbErr`].
pub async fn remove<C: ConnectionTrait>(db: &C, numbers: &[i64]) -> Result<(), DbErr> {
    let backend = db.get_database_backend();
    let column = match backend {
        DbBackend::Sqlite => "rowid",
        _ => "number",
    };
    for part in numbers.chunks(500) {
        let marks: Vec<String> = (1..=part.len()).map(|at| format!("${at}")).collect();
        let sql = format!("DELETE FROM subject_search WHERE {column} IN ({})", marks.join(","));
        let values: Vec<Value> = part.iter().map(|number| (*number).into()).collect();
        db.execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    }
    Ok(())
}

/// A changed subject is found by what it is called now, and only by that.
///
/// # Errors
/// [`DbErr`].
pub async fn change<C: ConnectionTrait>(db: &C, was: &subject::Model, is: &subject::Model) -> Result<(), DbErr> {
    if (&was.name, &was.address) == (&is.name, &is.address) {
        return Ok(());
    }
    remove(db, &[is.number]).await?;
    put(db, &[Words::of(is)]).await
}

/// Where in the roster a look at matches begins, and which way it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// In no order, for counting.
    Anywhere,
    /// The whole roster.
    Start,
    /// The whole roster, from its end.
    End,
    /// Behind this number.
    Above(i64),
    /// Before this number, backwards.
    Below(i64),
}

/// Which matches are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Where to begin.
    pub from: From,
    /// How many whose words match.
    pub most: u64,
    /// How many whose code matches.
    pub codes: u64,
    /// How PostgreSQL finds them.
    pub path: Path,
}

/// How PostgreSQL finds matches of words, where we know better than its statistics. SQLite's index of words gives them in the roster's order by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Path {
    /// As it thinks.
    Any,
    /// So many match that they are met soon on a walk through the roster. It would gather and sort them all first, since it takes a phrase for
    /// rare whose words seldom are.
    Walk,
    /// So few match that they are gathered and sorted. It would walk half the roster, since it takes looking at a row's words for cheaper than it is.
    Gather,
}

impl Span {
    /// The first ones, by words and by code.
    #[must_use]
    pub fn first(most: u64) -> Self {
        Self { from: From::Start, most, codes: most, path: Path::Any }
    }
}

/// SQL for the numbers of the first `most` subjects whose words match, and of at most `codes` whose code does, with the values it
/// binds from `$first` on.
///
/// The index of words gives its matches in the roster's order, so that looking at the first thousands costs the same however many there
/// are. Codes come in the codes' order: their matches are counted in dozens, unless somebody types the code of a whole city.
#[must_use]
pub fn matches(backend: DbBackend, search: &Search, span: Span, first: usize) -> (String, Vec<Value>) {
    let Span { from, most, codes, path } = span;
    let mut values: Vec<Value> = Vec::new();
    let mut parts = Vec::new();
    let mut bind = |value: Value| {
        values.push(value);
        format!("${}", first + values.len() - 1)
    };
    if !search.terms.is_empty() {
        let (query, column) = match backend {
            DbBackend::Sqlite => (search.fts5(), "rowid"),
            _ => (search.tsquery(), "number"),
        };
        let mark = bind(query.into());
        let found = match backend {
            DbBackend::Sqlite => format!("subject_search MATCH {mark}"),
            // The operator's function, which no index serves.
            _ if path == Path::Walk => format!("ts_match_vq(tokens, CAST({mark} AS tsquery))"),
            _ => format!("tokens @@ CAST({mark} AS tsquery)"),
        };
        let (behind, order) = (behind(from, column), ordered(from, column));
        let all = format!("SELECT {column} AS number FROM subject_search WHERE {found}{behind}");
        parts.push(match (backend, path) {
            // What is behind an offset, of nothing though it be, is planned by itself: without an order to walk in.
            (DbBackend::Postgres, Path::Gather) => format!("SELECT number FROM ({all} OFFSET 0) g{order} LIMIT {most}"),
            _ => format!("{all}{order} LIMIT {most}"),
        });
    }
    if let Some(code) = &search.code {
        for (column, begin) in [("code", code.clone()), ("code_tail", subject::tail(code))] {
            let (low, high) = (bind(begin.clone().into()), bind(format!("{begin}~").into()));
            parts.push(format!(
                "SELECT number FROM subject WHERE {column} >= {low} AND {column} < {high} ORDER BY {column} LIMIT {codes}"
            ));
        }
    }
    let parts: Vec<String> = parts.iter().map(|part| format!("SELECT number FROM ({part}) p")).collect();
    (parts.join(" UNION "), values)
}

fn behind(from: From, column: &str) -> String {
    match from {
        From::Anywhere | From::Start | From::End => String::new(),
        From::Above(number) => format!(" AND {column} > {number}"),
        From::Below(number) => format!(" AND {column} < {number}"),
    }
}

fn ordered(from: From, column: &str) -> String {
    match from {
        From::Anywhere => String::new(),
        From::Start | From::Above(_) => format!(" ORDER BY {column}"),
        From::End | From::Below(_) => format!(" ORDER BY {column} DESC"),
    }
}
