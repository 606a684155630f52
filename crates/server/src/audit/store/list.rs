//! The journal's rows as a list.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Query;
use sea_orm::{Condition, DbErr, Select, Statement};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::accounts::store::{person, within};
use crate::accounts::{PersonId, Role};
use crate::app::auth::Scope;
use crate::app::journal::record::opening;
use crate::app::journal::record::row::{Column, Entity};
use crate::app::list::Sorts;
use crate::app::value::{Date, Timestamp};
use crate::audit::rules::{View, view};

/// Which acts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, IntoParams, ToSchema)]
#[into_params(parameter_in = Query)]
#[serde(default)]
#[schema(as = ActFilters)]
pub struct Filters {
    /// Of a kind, e.g. `subject.risk-moved`.
    pub act: Option<String>,
    /// On things of a kind, e.g. `subject`.
    pub thing: Option<String>,
    /// On one thing, alone or with others.
    pub thing_id: Option<Uuid>,
    /// Somebody's.
    pub person: Option<PersonId>,
    /// In a role.
    pub role: Option<Role>,
    /// On this day or later, as clocks in China show it.
    pub from: Option<Date>,
    /// On this day or earlier.
    pub to: Option<Date>,
    /// Whether it waits for its entry.
    pub waiting: Option<bool>,
}

/// How a list can be sorted.
pub const SORTS: Sorts<Column> = &[("at", Column::At)];

/// The acts that fit and may be seen. `q` is an entry's number, or the beginning of a name or a login.
#[must_use]
pub fn select(filters: &Filters, q: Option<&str>, scope: &Scope) -> Select<Entity> {
    let fit = Condition::all()
        .add_option(filters.act.as_ref().map(|act| Column::Kind.eq(act)))
        .add_option(filters.thing.as_ref().map(|thing| Column::CaseKind.eq(thing)))
        .add_option(filters.thing_id.map(on))
        .add_option(filters.person.map(|id| Column::Actor.eq(id.0)))
        .add_option(filters.role.map(|role| Column::Role.eq(role.code())))
        .add_option(filters.from.map(|day| Column::At.gte(begin(day))))
        .add_option(filters.to.map(|day| Column::At.lt(begin(day.plus_days(1)))))
        .add_option(
            filters.waiting.map(|waits| if waits { Column::Entry.is_null() } else { Column::Entry.is_not_null() }),
        )
        .add_option(q.map(str::trim).filter(|q| !q.is_empty()).map(asked))
        .add_option(seen(scope));
    Entity::find().filter(fit)
}

/// What of the rows somebody with this scope sees; nothing if that is all.
#[must_use]
pub fn seen(scope: &Scope) -> Option<Condition> {
    match view(scope.0.iter().map(String::as_str)) {
        View::Whole => None,
        View::Part => {
            let below = people(Condition::all().add(person::Column::Organisation.in_subquery(within(scope))));
            Some(Condition::all().add(Column::Actor.in_subquery(below)))
        }
    }
}

/// On a thing: on it alone, or on many of which it is one.
fn on(thing: Uuid) -> Condition {
    let sealed = Query::select()
        .column(opening::Column::RowId)
        .from(opening::Entity)
        .and_where(opening::Column::CaseId.eq(thing))
        .take();
    Condition::any().add(Column::CaseId.eq(thing)).add(Column::Id.in_subquery(sealed))
}

fn asked(q: &str) -> Condition {
    let called = Condition::any()
        .add(person::Column::Name.starts_with(q))
        .add(person::Column::Login.starts_with(q.to_lowercase()));
    Condition::any()
        .add_option(q.parse::<i64>().ok().map(|entry| Column::Entry.eq(entry)))
        .add(Column::Actor.in_subquery(people(called)))
}

fn people(those: Condition) -> sea_orm::sea_query::SelectStatement {
    Query::select().column(person::Column::Id).from(person::Entity).cond_where(those).take()
}

/// The distinct values of a column that an index begins with, in order: one step along the index for each.
async fn distinct<C: ConnectionTrait>(db: &C, column: &str) -> Result<Vec<String>, DbErr> {
    let sql = format!(
        "WITH RECURSIVE known (value) AS (SELECT min({column}) FROM journal_row UNION ALL \
         SELECT (SELECT min({column}) FROM journal_row WHERE {column} > known.value) FROM known WHERE known.value IS NOT NULL) \
         SELECT value FROM known WHERE value IS NOT NULL"
    );
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await?;
    rows.iter().map(|row| row.try_get_by_index(0)).collect()
}

/// The kinds of acts, and the kinds of things, of which there are rows.
///
/// # Errors
/// [`DbErr`].
pub async fn kinds<C: ConnectionTrait>(db: &C) -> Result<(Vec<String>, Vec<String>), DbErr> {
    Ok((distinct(db, "kind").await?, distinct(db, "case_kind").await?))
}

/// The first moment of a day in China (UTC+8).
fn begin(day: Date) -> Timestamp {
    let midnight = day.0.to_zoned(jiff::tz::TimeZone::fixed(jiff::tz::offset(8)));
    Timestamp(midnight.map_or(i64::MAX, |midnight| midnight.timestamp().as_microsecond()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_when_it_does_in_china() {
        let at = begin("2026-03-05".parse().unwrap());
        assert_eq!(at.to_string(), "2026-03-04T16:00:00Z");
        assert_eq!(at.date().to_string(), "2026-03-05");
        assert_eq!(Timestamp(at.0 - 1).date().to_string(), "2026-03-04");
    }
}
