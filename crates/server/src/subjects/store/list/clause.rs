//! The conditions of a list, put together with the values they bind.

use sea_orm::{DbBackend, Value};

use super::Filters;
use crate::subjects::rules::Status;
use crate::subjects::rules::industry::Industries;
use crate::subjects::rules::search::Search;
use crate::subjects::store::industry;
use crate::subjects::store::reach::Reach;

/// How the rows that fit are come by. Without being told SQLite's planner would guess from averages: it would look for a kind that
/// two hundred have by walking a million names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// Counted, up to a limit, in any order.
    Counting,
    /// Few fit: they are found by a filter's index and sorted.
    Sorting,
    /// Many fit: the order's own index is walked, and they are met on the way.
    Walking,
}

/// The digits of a whole region's code, GB/T 2260.
const REGION: usize = 6;

/// Conditions that must all hold of a row `s`.
#[derive(Debug)]
pub(super) struct Clauses {
    backend: DbBackend,
    way: Way,
    /// What hangs on a subject and is read first, as `t`.
    lead: Option<&'static str>,
    /// What PostgreSQL takes rows from, where it isn't to choose among all of the registry.
    source: Option<Source>,
    parts: Vec<String>,
    /// What they bind.
    pub(super) values: Vec<Value>,
}

/// A query that PostgreSQL plans by itself, behind an offset of nothing. Planned together with what is asked of its rows it was taken for cheaper done another way.
#[derive(Debug)]
enum Source {
    /// The rows that fulfil conditions: gathered before they are sorted, where fifty of a thousand were met on a walk past forty thousand.
    Gathered(String),
    /// The rows of a query's numbers: looked up one by one, where half a million were read to find ten thousand among them.
    Each(String),
}

impl Clauses {
    pub(super) fn new(backend: DbBackend, way: Way) -> Self {
        Self { backend, way, lead: None, source: None, parts: Vec::new(), values: Vec::new() }
    }

    /// What filters and reach ask, of rows that are walked or sorted. SQLite sorts the numbers that counting found in an index alone: asked
    /// for the rows at once, it would look up all that the first column of an index leads to, and drop most.
    pub(super) fn found(backend: DbBackend, way: Way, filters: &Filters, reach: &Reach) -> Self {
        let mut clauses = Self::new(backend, way);
        match (way, backend) {
            (Way::Sorting, DbBackend::Sqlite) => {
                let mut counted = Self::new(backend, Way::Counting);
                counted.narrow(filters, reach);
                clauses.among(&counted.numbers(), counted.values);
            }
            (Way::Sorting, _) => {
                clauses.narrow(filters, reach);
                clauses.source = Some(Source::Gathered(clauses.sql()));
                clauses.parts.clear();
            }
            _ => clauses.narrow(filters, reach),
        }
        clauses
    }

    /// ` FROM …` of rows `s`.
    pub(super) fn from(&self) -> String {
        match &self.source {
            None => " FROM subject s".to_owned(),
            Some(Source::Gathered(fit)) => format!(" FROM (SELECT s.* FROM subject s{fit} OFFSET 0) s"),
            Some(Source::Each(numbers)) => format!(
                " FROM ({numbers}) m CROSS JOIN LATERAL (SELECT s.* FROM subject s WHERE s.number = m.number OFFSET 0) s"
            ),
        }
    }

    /// `SELECT` of the rows' numbers. Where something that hangs on a subject leads, a subject may have several.
    pub(super) fn numbers(&self) -> String {
        match self.lead {
            Some(table) => format!("SELECT DISTINCT s.number FROM {table} t CROSS JOIN subject s{}", self.sql()),
            None => format!("SELECT s.number{}{}", self.from(), self.sql()),
        }
    }

    /// A column that rows are sorted by. SQLite's sign for an index that isn't to be used is `+`; PostgreSQL knows of the query's own numbers that they
    /// come in their order, and stops when a page is full.
    pub(super) fn order(&self, column: &str) -> String {
        if column == "s.number" && matches!(self.source, Some(Source::Each(_))) {
            return "m.number".to_owned();
        }
        let plus = if self.way == Way::Sorting && self.backend == DbBackend::Sqlite { "+" } else { "" };
        format!("{plus}{column}")
    }

    /// ` WHERE …`, or nothing.
    pub(super) fn sql(&self) -> String {
        if self.parts.is_empty() { String::new() } else { format!(" WHERE {}", self.parts.join(" AND ")) }
    }

    fn bind(&mut self, value: Value) -> String {
        self.values.push(value);
        format!("${}", self.values.len())
    }

    pub(super) fn compare(&mut self, column: &str, sign: &str, value: Value) {
        let mark = self.bind(value);
        self.parts.push(format!("{column} {sign} {mark}"));
    }

    fn begins(&mut self, column: &str, text: &str) {
        let (low, high) = (self.bind(text.into()), self.bind(format!("{text}~").into()));
        self.parts.push(format!("{column} >= {low} AND {column} < {high}"));
    }

    /// Behind a row in an order that ends with the number.
    pub(super) fn behind(&mut self, column: &str, sign: &str, (key, number): (Value, i64)) {
        let (key, number) = (self.bind(key), self.bind(number.into()));
        self.parts.push(format!("({column}, s.number) {sign} ({key}, {number})"));
    }

    /// Among the numbers of a query that binds from `$1` on: so it comes first.
    pub(super) fn among(&mut self, sql: &str, values: Vec<Value>) {
        self.values.extend(values);
        self.parts.push(format!("s.number IN ({sql})"));
    }

    /// The same, and PostgreSQL looks up each number; none may stand in the query twice.
    pub(super) fn each(&mut self, sql: &str, values: Vec<Value>) {
        self.values.extend(values);
        self.source = Some(Source::Each(sql.to_owned()));
    }

    /// A column of a filter. Where many rows fit, SQLite is kept from using its index, which would have it sort them all.
    fn column(&self, column: &str) -> String {
        let plus = if self.way == Way::Walking && self.backend == DbBackend::Sqlite { "+" } else { "" };
        format!("{plus}s.{column}")
    }

    /// What filters and reach ask.
    pub(super) fn narrow(&mut self, filters: &Filters, reach: &Reach) {
        if filters.status.is_none() {
            self.compare("s.status", "<>", Status::Merged.code().into());
        }
        self.filters(filters);
        self.reach(reach);
    }

    /// The same among a search's matches, which lead; a code also finds those that were merged.
    pub(super) fn narrow_matches(&mut self, filters: &Filters, reach: &Reach, search: &Search) {
        if search.code.is_some() {
            self.filters(filters);
            self.reach(reach);
        } else {
            self.narrow(filters, reach);
        }
    }

    fn filters(&mut self, filters: &Filters) {
        let same = [
            ("domain", filters.domain.map(|domain| domain.code())),
            ("kind", filters.kind.map(|kind| kind.code())),
            ("risk", filters.risk.map(|risk| risk.code())),
            ("status", filters.status.map(|status| status.code())),
        ];
        for (column, value) in same {
            if let Some(value) = value {
                self.compare(&self.column(column), "=", value.into());
            }
        }
        match &filters.region {
            // A whole code leads on to the next columns of its index; the beginning of one doesn't.
            Some(code) if code.len() == REGION => self.compare(&self.column("region"), "=", code.as_str().into()),
            Some(begin) => self.begins(&self.column("region"), begin),
            None => {}
        }
        if let Some(begin) = &filters.industry {
            let column = self.column("industry");
            let part = industry::among(&column, &Industries::of([begin]), |value| self.bind(value));
            self.parts.push(part);
        }
        if let Some(tag) = &filters.tag {
            let mark = self.bind(tag.as_str().into());
            self.child("subject_tag", &format!("t.tag = {mark}"));
        }
        if let Some(until) = filters.licence_until {
            let mark = self.bind(until.to_string().into());
            self.child("subject_licence", &format!("t.valid_to <= {mark}"));
        }
    }

    /// Counting, SQLite would gather all that have the tag before it looks at the first; so what hangs on subjects is read one by one.
    fn child(&mut self, table: &'static str, condition: &str) {
        let part = match self.way {
            Way::Counting if self.backend == DbBackend::Sqlite && self.lead.is_none() => {
                self.lead = Some(table);
                format!("s.number = t.subject AND {condition}")
            }
            Way::Sorting | Way::Counting => format!("s.number IN (SELECT t.subject FROM {table} t WHERE {condition})"),
            Way::Walking => format!("EXISTS (SELECT 1 FROM {table} t WHERE t.subject = s.number AND {condition})"),
        };
        self.parts.push(part);
    }

    fn reach(&mut self, reach: &Reach) {
        let Reach::Of(ids) = reach else { return };
        let column = self.column("organisation");
        let marks: Vec<String> = ids.iter().map(|id| self.bind(id.0.into())).collect();
        self.parts.push(if marks.is_empty() {
            "1 = 0".to_owned()
        } else {
            format!("{column} IN ({})", marks.join(","))
        });
    }
}
