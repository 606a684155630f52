//! The conditions of a list, put together with the values they bind.

use sea_orm::{DbBackend, Value};

use super::Filters;
use crate::subjects::rules::Status;
use crate::subjects::rules::search::Search;
use crate::subjects::store::reach::Reach;

/// Conditions that must all hold of a row `s`.
#[derive(Debug)]
pub(super) struct Clauses {
    backend: DbBackend,
    parts: Vec<String>,
    /// What they bind.
    pub(super) values: Vec<Value>,
}

impl Clauses {
    pub(super) fn new(backend: DbBackend) -> Self {
        Self { backend, parts: Vec::new(), values: Vec::new() }
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

    /// A column of a filter. Where many rows fit, SQLite is kept from using its index, which would have it sort them all.
    fn column(&self, column: &str, many: bool) -> String {
        let plus = if many && self.backend == DbBackend::Sqlite { "+" } else { "" };
        format!("{plus}s.{column}")
    }

    /// What filters and reach ask. `many`: more rows than are worth sorting fit.
    pub(super) fn narrow(&mut self, filters: &Filters, reach: &Reach, many: bool) {
        if filters.status.is_none() {
            self.compare("s.status", "<>", Status::Merged.code().into());
        }
        self.filters(filters, many);
        self.reach(reach, many);
    }

    /// The same among a search's matches, which lead; a code also finds those that were merged.
    pub(super) fn narrow_matches(&mut self, filters: &Filters, reach: &Reach, search: &Search) {
        if search.code.is_some() {
            self.filters(filters, true);
            self.reach(reach, true);
        } else {
            self.narrow(filters, reach, true);
        }
    }

    fn filters(&mut self, filters: &Filters, many: bool) {
        let same = [
            ("domain", filters.domain.map(|domain| domain.code())),
            ("kind", filters.kind.map(|kind| kind.code())),
            ("risk", filters.risk.map(|risk| risk.code())),
            ("status", filters.status.map(|status| status.code())),
        ];
        for (column, value) in same {
            if let Some(value) = value {
                self.compare(&self.column(column, many), "=", value.into());
            }
        }
        for (column, begin) in [("region", &filters.region), ("industry", &filters.industry)] {
            if let Some(begin) = begin {
                self.begins(&self.column(column, many), begin);
            }
        }
        if let Some(tag) = &filters.tag {
            let mark = self.bind(tag.as_str().into());
            self.child("subject_tag", &format!("t.tag = {mark}"), many);
        }
        if let Some(until) = filters.licence_until {
            let mark = self.bind(until.to_string().into());
            self.child("subject_licence", &format!("t.valid_to <= {mark}"), many);
        }
    }

    fn child(&mut self, table: &str, condition: &str, many: bool) {
        self.parts.push(match many {
            true => format!("EXISTS (SELECT 1 FROM {table} t WHERE t.subject = s.number AND {condition})"),
            false => format!("s.number IN (SELECT t.subject FROM {table} t WHERE {condition})"),
        });
    }

    fn reach(&mut self, reach: &Reach, many: bool) {
        let Reach::Of(ids) = reach else { return };
        let column = self.column("organisation", many);
        let marks: Vec<String> = ids.iter().map(|id| self.bind(id.0.into())).collect();
        self.parts.push(if marks.is_empty() {
            "1 = 0".to_owned()
        } else {
            format!("{column} IN ({})", marks.join(","))
        });
    }
}
