//! The registry as a list: filtered, searched, sorted, in pages; each in time that doesn't grow with the registry.
//!
//! - **Counting first.** How many rows there are is counted up to [`COUNTED`], which reads an index. If there are few, they are found by
//!   that index and sorted. If there are many, the sort's own index is walked, and every hundredth row or so fits: the database is kept from
//!   gathering and sorting a hundred thousand rows. SQLite is told by a `+` before the columns it shouldn't look up by; PostgreSQL gathers few rows by themselves.
//! - **Searching.** The index of words gives matches in the roster's order. Sorted by number, the list looks at the next [`LOOKED_AT`] matches
//!   behind the page before: a page may then have fewer rows than asked for and still a next one. In any other order the first
//!   [`LOOKED_AT`] matches are sorted, and if there are more the list says so ([`Found::capped`]): nobody pages through ten thousand, they type
//!   another character.

mod clause;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sea_orm::{ConnectionTrait, DbBackend, DbErr, FromQueryResult, Statement, Value};
use serde::{Deserialize, Serialize};

use self::clause::{Clauses, Way};
use super::reach::Reach;
use super::search::{From, Path, Span, matches};
use crate::accounts::OrganisationId;
use crate::app::list::{Ask, COUNTED, Count, MOST};
use crate::app::problem::{FieldFault, Problem};
use crate::app::value::{Date, Timestamp};
use crate::subjects::rules::search::{Search, read};
use crate::subjects::rules::{CodeKind, Domain, Kind, Risk, Status, SubjectId};

/// The most matches of a search that are looked at for one page.
pub const LOOKED_AT: u64 = 10_000;

/// What a list is narrowed to. What isn't said isn't asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
#[schema(as = SubjectFilters)]
pub struct Filters {
    /// The field it works in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub domain: Option<Domain>,
    /// What it is in law.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// Regions that begin so: `2104` is all of 抚顺市.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Industries that begin so; a section's letter means all of its divisions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub industry: Option<String>,
    /// Risk class.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub risk: Option<Risk>,
    /// How it stands. Not said: all but those that were merged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// With this tag.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// With a licence that ends on or before this day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub licence_until: Option<Date>,
    /// Of this organisation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organisation: Option<OrganisationId>,
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult, Serialize, utoipa::ToSchema)]
pub struct Lean {
    /// Which.
    pub id: SubjectId,
    /// Its place in the roster.
    pub number: i64,
    /// Whose registry it stands in.
    pub organisation: OrganisationId,
    /// Its name.
    pub name: String,
    /// Its code.
    pub code: String,
    /// Which kind of code.
    pub code_kind: CodeKind,
    /// What it is in law.
    pub kind: Kind,
    /// The field it works in.
    pub domain: Domain,
    /// GB/T 4754, or empty.
    pub industry: String,
    /// GB/T 2260.
    pub region: String,
    /// Its address.
    pub address: String,
    /// How it stands.
    pub status: Status,
    /// Risk class.
    pub risk: Risk,
    /// When it was last changed.
    pub updated: Timestamp,
    /// For edits.
    pub version: i64,
}

const LEAN: &str = "s.id, s.number, s.organisation, s.name, s.code, s.code_kind, s.kind, s.domain, s.industry, s.region, \
    s.address, s.status, s.risk, s.updated, s.version";

/// A page of the list.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Found {
    /// The rows, in order.
    pub rows: Vec<Lean>,
    /// For `after` of the next page; nothing at the end.
    pub next: Option<String>,
    /// How many rows the whole list has.
    pub count: Count,
    /// Whether the search has more matches than are looked at in this order. Another character makes them fewer.
    pub capped: bool,
}

/// How the list can be sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Number,
    Name,
    Updated,
    Code,
}

impl Sort {
    fn column(self) -> &'static str {
        match self {
            Self::Number => "s.number",
            Self::Name => "s.name",
            Self::Updated => "s.updated",
            Self::Code => "s.code",
        }
    }

    fn key(self, row: &Lean) -> Key {
        match self {
            Self::Number => Key::Number(row.number),
            Self::Name => Key::Text(row.name.clone()),
            Self::Updated => Key::Number(row.updated.0),
            Self::Code => Key::Text(row.code.clone()),
        }
    }
}

/// What a page was cut at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
enum Key {
    Number(i64),
    Text(String),
}

impl std::convert::From<Key> for Value {
    fn from(key: Key) -> Self {
        match key {
            Key::Number(number) => number.into(),
            Key::Text(text) => text.into(),
        }
    }
}

/// A list that is asked for, understood.
struct Asked<'a> {
    filters: &'a Filters,
    reach: &'a Reach,
    search: Option<Search>,
    sort: Sort,
    down: bool,
    after: Option<(Key, i64)>,
    limit: u64,
}

fn one(field: &str, code: &'static str) -> Problem {
    Problem::fields(vec![FieldFault::new(field, code)])
}

impl<'a> Asked<'a> {
    fn read(ask: &Ask, filters: &'a Filters, reach: &'a Reach) -> Result<Self, Problem> {
        let limit = ask.limit.unwrap_or(50);
        if !(1..=MOST).contains(&limit) {
            return Err(one("limit", "out-of-range"));
        }
        let asked = ask.sort.as_deref().unwrap_or("number");
        let (name, down) = asked.strip_prefix('-').map_or((asked, false), |name| (name, true));
        let sort = match name {
            "number" => Sort::Number,
            "name" => Sort::Name,
            "updated" => Sort::Updated,
            "code" => Sort::Code,
            _ => return Err(one("sort", "no-sort")),
        };
        let after =
            ask.after.as_deref().map(|text| cursor(text).ok_or_else(|| one("after", "no-cursor"))).transpose()?;
        let search = ask.q.as_deref().filter(|q| !q.trim().is_empty()).map(read);
        Ok(Self { filters, reach, search, sort, down, after, limit })
    }

    /// Whether nothing narrows the list but the search.
    fn is_bare(&self) -> bool {
        *self.filters == Filters::default() && *self.reach == Reach::All
    }

    fn from(&self) -> From {
        match (self.sort, self.down, &self.after) {
            (Sort::Number, false, Some((_, number))) => From::Above(*number),
            (Sort::Number, true, Some((_, number))) => From::Below(*number),
            (Sort::Number, true, None) => From::End,
            _ => From::Start,
        }
    }
}

fn cursor(text: &str) -> Option<(Key, i64)> {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text).ok()?).ok()
}

fn written(key: &Key, number: i64) -> String {
    URL_SAFE_NO_PAD.encode(serde_json::to_string(&(key, number)).unwrap_or_default())
}

/// A page of the registry.
///
/// # Errors
/// `fields` if the page asked for makes no sense; others from the database.
pub async fn page<C: ConnectionTrait>(db: &C, ask: &Ask, filters: &Filters, reach: &Reach) -> Result<Found, Problem> {
    let asked = Asked::read(ask, filters, reach)?;
    match &asked.search {
        Some(search) if search.is_empty() => {
            Ok(Found { rows: vec![], next: None, count: Count { value: 0, exact: true }, capped: false })
        }
        Some(search) => searched(db, &asked, search).await,
        None => walked(db, &asked).await,
    }
}

/// How many rows fit, up to one more than [`COUNTED`].
///
/// # Errors
/// [`DbErr`].
async fn count<C: ConnectionTrait>(db: &C, asked: &Asked<'_>) -> Result<u64, DbErr> {
    let mut clauses = Clauses::new(db.get_database_backend(), Way::Counting);
    clauses.narrow(asked.filters, asked.reach);
    let sql = format!("SELECT count(*) FROM ({} LIMIT {}) c", clauses.numbers(), COUNTED + 1);
    number(db, sql, clauses.values).await
}

async fn number<C: ConnectionTrait>(db: &C, sql: String, values: Vec<Value>) -> Result<u64, DbErr> {
    let row = db.query_one_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    let value: i64 = row.map_or(Ok(0), |row| row.try_get_by_index(0))?;
    Ok(u64::try_from(value).unwrap_or(0))
}

fn upto(value: u64) -> Count {
    if value > COUNTED { Count { value: COUNTED, exact: false } } else { Count { value, exact: true } }
}

/// How many rows are sorted rather than met on the way: walking looks at `limit × all ÷ fitting` rows, sorting at all that fit.
async fn worth_sorting<C: ConnectionTrait>(db: &C, limit: u64) -> Result<u64, DbErr> {
    const ALL: &str = "SELECT last FROM subject_counter WHERE name = 'subject'";
    let all = number(db, ALL.to_owned(), vec![]).await?;
    Ok(all.saturating_mul(limit).isqrt().min(COUNTED))
}

async fn walked<C: ConnectionTrait>(db: &C, asked: &Asked<'_>) -> Result<Found, Problem> {
    let fit = count(db, asked).await?;
    let way = if fit > worth_sorting(db, asked.limit).await? { Way::Walking } else { Way::Sorting };
    let clauses = Clauses::found(db.get_database_backend(), way, asked.filters, asked.reach);
    let count = upto(fit);
    let (rows, next) = rows(db, asked, clauses).await?;
    Ok(Found { rows, next, count, capped: false })
}

/// The page's rows, and where the next one begins.
async fn rows<C: ConnectionTrait>(
    db: &C,
    asked: &Asked<'_>,
    mut clauses: Clauses,
) -> Result<(Vec<Lean>, Option<String>), DbErr> {
    let (way, sign) = if asked.down { ("DESC", "<") } else { ("ASC", ">") };
    let column = clauses.order(asked.sort.column());
    match (&asked.after, asked.sort) {
        (Some((_, number)), Sort::Number) => clauses.compare(&column, sign, (*number).into()),
        (Some((key, number)), _) => clauses.behind(&column, sign, (key.clone().into(), *number)),
        (None, _) => {}
    }
    let order = match asked.sort {
        Sort::Number => format!("{column} {way}"),
        _ => format!("{column} {way}, s.number {way}"),
    };
    let sql = format!("SELECT {LEAN}{}{} ORDER BY {order} LIMIT {}", clauses.from(), clauses.sql(), asked.limit + 1);
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, clauses.values);
    let mut rows = Lean::find_by_statement(statement).all(db).await?;
    let more = rows.len() > usize::try_from(asked.limit).unwrap_or(usize::MAX);
    if more {
        rows.pop();
    }
    let next = rows.last().filter(|_| more).map(|last| written(&asked.sort.key(last), last.number));
    Ok((rows, next))
}

async fn searched<C: ConnectionTrait>(db: &C, asked: &Asked<'_>, search: &Search) -> Result<Found, Problem> {
    let backend = db.get_database_backend();
    let all = Span { from: From::Anywhere, most: LOOKED_AT + 1, codes: LOOKED_AT + 1, path: Path::Any };
    let all = matches(backend, search, all, 1);
    let found = number(db, format!("SELECT count(*) FROM ({}) m", all.0), all.1.clone()).await?;
    let more = found > LOOKED_AT;
    let by_number = asked.sort == Sort::Number;
    let looked_at = if asked.is_bare() && by_number { asked.limit + 1 } else { LOOKED_AT };
    let path = path(db, search, (found, looked_at)).await?;
    let each = backend == DbBackend::Postgres && worth_each(db, asked, search).await?;
    let among = |span: Span| {
        let (sql, values) = matches(backend, search, span, 1);
        let mut clauses = Clauses::new(backend, Way::Walking);
        if each {
            clauses.each(&sql, values)
        } else {
            clauses.among(&sql, values)
        }
        clauses.narrow_matches(asked.filters, asked.reach, search);
        clauses
    };
    let count = if asked.is_bare() {
        found
    } else {
        // How many of the first matches fit the filters.
        let clauses = among(Span { path, ..Span::first(LOOKED_AT) });
        number(db, format!("SELECT count(*){}{}", clauses.from(), clauses.sql()), clauses.values).await?
    };
    let span = Span { from: asked.from(), most: looked_at, codes: LOOKED_AT, path };
    let (rows, mut next) = rows(db, asked, among(span)).await?;
    if next.is_none() && by_number && more && !asked.is_bare() {
        next = beyond(db, asked, matches(backend, search, span, 1), looked_at).await?;
    }
    let count = if more { Count { value: count.min(LOOKED_AT), exact: false } } else { upto(count) };
    Ok(Found { rows, next, count, capped: more && !by_number })
}

/// How PostgreSQL is to come by so many of the matches that were found.
async fn path<C: ConnectionTrait>(db: &C, search: &Search, (found, looked_at): (u64, u64)) -> Result<Path, DbErr> {
    if db.get_database_backend() == DbBackend::Sqlite {
        return Ok(Path::Any);
    }
    // Where all matches are looked at, a walk meets no page sooner.
    let is_page = looked_at < LOOKED_AT;
    let few = if is_page { worth_sorting(db, looked_at).await? } else { LOOKED_AT };
    Ok(match found > few {
        false => Path::Gather,
        true if is_page && search.code.is_none() => Path::Walk,
        true => Path::Any,
    })
}

/// Whether each match of words is looked up to see if it fits the filters: unless so few subjects fit them that their index serves better. What hangs on
/// subjects takes longer to count than that can save.
async fn worth_each<C: ConnectionTrait>(db: &C, asked: &Asked<'_>, search: &Search) -> Result<bool, DbErr> {
    let Filters { tag, licence_until, .. } = asked.filters;
    if asked.is_bare() || search.code.is_some() || tag.is_some() || licence_until.is_some() {
        return Ok(false);
    }
    Ok(count(db, asked).await? > LOOKED_AT)
}

/// The cursor behind the matches this page looked at, if there may be more of them.
async fn beyond<C: ConnectionTrait>(
    db: &C,
    asked: &Asked<'_>,
    (sql, values): (String, Vec<Value>),
    looked_at: u64,
) -> Result<Option<String>, DbErr> {
    let last = if asked.down { "min" } else { "max" };
    let sql = format!("SELECT count(*), COALESCE({last}(number), 0) FROM ({sql}) m");
    let row = db.query_one_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    let Some(row) = row else { return Ok(None) };
    let (count, number): (i64, i64) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
    let full = u64::try_from(count).unwrap_or(0) >= looked_at;
    Ok(full.then(|| written(&Key::Number(number), number)))
}

/// The registry in the roster's order, behind a number: for files. Filters and search as in [`page`], with every match looked at.
///
/// # Errors
/// [`Problem`].
pub async fn walk<C: ConnectionTrait>(
    db: &C,
    (q, filters, reach): (Option<&str>, &Filters, &Reach),
    after: Option<String>,
) -> Result<Found, Problem> {
    let ask = Ask { limit: Some(MOST), after, sort: None, q: q.map(str::to_owned) };
    page(db, &ask, filters, reach).await
}

/// How many rows a file of the list has.
///
/// # Errors
/// [`Problem`].
pub async fn total<C: ConnectionTrait>(
    db: &C,
    q: Option<&str>,
    filters: &Filters,
    reach: &Reach,
) -> Result<u64, Problem> {
    let backend = db.get_database_backend();
    let most = crate::subjects::rules::export_most(false) + 1;
    let search = q.filter(|q| !q.trim().is_empty()).map(read);
    let mut clauses = Clauses::new(backend, if search.is_some() { Way::Walking } else { Way::Counting });
    match search {
        Some(search) if search.is_empty() => return Ok(0),
        Some(search) => {
            let (sql, values) = matches(backend, &search, Span { codes: LOOKED_AT, ..Span::first(most) }, 1);
            clauses.among(&sql, values);
            clauses.narrow_matches(filters, reach, &search);
        }
        None => clauses.narrow(filters, reach),
    }
    let sql = format!("SELECT count(*) FROM ({}) c", clauses.numbers());
    Ok(number(db, sql, clauses.values).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_survives_its_text_and_nothing_else_is_one() {
        for key in [Key::Number(-3), Key::Text("老王\"食品".into())] {
            assert_eq!(cursor(&written(&key, 7)), Some((key, 7)));
        }
        assert_eq!(cursor("x"), None);
        assert_eq!(cursor(""), None);
    }
}
