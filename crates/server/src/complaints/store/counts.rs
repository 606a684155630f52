//! How many complaints there are.

use std::collections::BTreeMap;

use sea_orm::entity::prelude::*;
use sea_orm::{Condition, DbErr, QuerySelect, Statement, Value};

use super::complaint::{Column, Entity};
use super::list::{Filters, Question, select};
use crate::app::value::{Date, Timestamp};
use crate::complaints::rules::{Clock, Kind, Outcome, State, signal};
use crate::subjects::Domain;

/// By state.
///
/// # Errors
/// [`DbErr`].
pub async fn states<C: ConnectionTrait>(
    db: &C,
    filters: &Filters,
    ask: Question<'_>,
) -> Result<BTreeMap<State, i64>, DbErr> {
    let rows: Vec<(State, i64)> = select(filters, ask)
        .select_only()
        .column(Column::State)
        .column_as(Column::Id.count(), "count")
        .group_by(Column::State)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

/// How many whose time stands so.
///
/// # Errors
/// [`DbErr`].
pub async fn timed<C: ConnectionTrait>(
    db: &C,
    filters: &Filters,
    ask: Question<'_>,
    clock: Clock,
) -> Result<i64, DbErr> {
    use sea_orm::PaginatorTrait as _;
    let filters = Filters { clock: Some(clock), ..filters.clone() };
    Ok(i64::try_from(select(&filters, ask).count(db).await?).unwrap_or(i64::MAX))
}

/// Complaints found true.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Substantiated {
    /// Those that name a business of the registry: they can move it to another stratum.
    pub linked: i64,
    /// Those that named none: they move nobody.
    pub unlinked: i64,
}

/// Where a complaint `c` counts as of a time `$2`, as `o`: with the business `s` that it names, whichever office it lies in; until it names one, with its own office.
/// Those that name a business only since that time named none before it. The acts of one complaint are read by its own index, hence the sums: one by time holds those of
/// all.
pub const PLACE: &str = "LEFT JOIN subject s ON s.id = c.subject AND NOT EXISTS (
        SELECT 1 FROM journal_row l WHERE l.case_kind = 'complaint' AND l.case_id = c.id AND l.at + 0 >= $2
        AND (l.kind = 'complaint.linked' OR l.facts LIKE '%\"subject\":\"linked\"%'))
    JOIN organisation o ON o.id = COALESCE(s.organisation, c.organisation)";

/// How many were closed as [what counts](signal::counts) and [count](PLACE) with an organisation (by its path) and those below it, from one time on and before
/// another.
///
/// # Errors
/// [`DbErr`].
pub async fn substantiated<C: ConnectionTrait>(
    db: &C,
    path: &str,
    (from, until): (Timestamp, Timestamp),
) -> Result<Substantiated, DbErr> {
    let count = format!(
        "SELECT c.outcome, COUNT(*), COUNT(s.id) FROM journal_row r JOIN complaint c ON c.id = r.case_id {PLACE}
        WHERE r.kind = 'complaint.closed'
        AND r.at >= $1 AND r.at < $2 AND substr(o.path, 1, length($3)) = $3 GROUP BY c.outcome"
    );
    let values = [from.into(), until.into(), path.into()];
    let mut found = Substantiated::default();
    for row in db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), count, values)).await? {
        let (outcome, all): (Outcome, i64) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        let linked: i64 = row.try_get_by_index(2)?;
        if signal::counts(outcome) {
            found.linked += linked;
            found.unlinked += all - linked;
        }
    }
    Ok(found)
}

/// How many were edited after they were registered, other than to name the business, and [count](PLACE) with an organisation (by its path) and those below it, from one
/// time on and before another. Acts of before they told the fields may have changed any.
///
/// # Errors
/// [`DbErr`].
pub async fn edited<C: ConnectionTrait>(
    db: &C,
    path: &str,
    (from, until): (Timestamp, Timestamp),
) -> Result<i64, DbErr> {
    const LINKED: &str = r#"{"subject":"linked"}"#;
    let count = format!(
        "SELECT COUNT(DISTINCT c.id) FROM journal_row r JOIN complaint c ON c.id = r.case_id {PLACE}
        WHERE r.kind = 'complaint.edited' AND r.facts <> $4
        AND r.at >= $1 AND r.at < $2 AND substr(o.path, 1, length($3)) = $3"
    );
    let values = [from.into(), until.into(), path.into(), LINKED.into()];
    let row = db.query_one_raw(Statement::from_sql_and_values(db.get_database_backend(), count, values)).await?;
    Ok(row.map(|row| row.try_get_by_index(0)).transpose()?.unwrap_or_default())
}

/// What everybody may know of the months that are counted. Each table by itself only: crossed with one another they would soon tell of single cases.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Public {
    /// Those registered in them, by the month's first day: the day somebody says it came is in that person's hand.
    pub months: BTreeMap<Date, i64>,
    /// The same by kind.
    pub kinds: BTreeMap<Kind, i64>,
    /// The same by field.
    pub domains: BTreeMap<Domain, i64>,
    /// By where they stand: all that aren't over, whenever they came, and those that ended in these months.
    pub states: BTreeMap<State, i64>,
    /// All that are handled and not closed and that their handlers found true, wholly or in part.
    pub found: i64,
    /// All that are being handled and whose day has passed.
    pub overdue: i64,
    /// By what came of them, those that were closed in these months.
    pub outcomes: BTreeMap<Outcome, i64>,
    /// Those edited in these months.
    pub edited: i64,
}

/// Count what everybody may know of some months, by their first days, the earliest first, as it is today.
///
/// # Errors
/// [`DbErr`].
pub async fn public<C: ConnectionTrait>(db: &C, months: &[Date], today: Date) -> Result<Public, DbErr> {
    use sea_orm::PaginatorTrait as _;
    let mut public = Public::default();
    let Some(first) = months.first().copied() else { return Ok(public) };
    registered(db, months, &mut public).await?;
    let standing: Vec<(State, Option<Outcome>, i64)> = Entity::find()
        .select_only()
        .columns([Column::State, Column::Outcome])
        .column_as(Column::Id.count(), "count")
        .filter(Condition::any().add(Column::Ended.is_null()).add(Column::Ended.gte(first)))
        .group_by(Column::State)
        .group_by(Column::Outcome)
        .into_tuple()
        .all(db)
        .await?;
    for (state, outcome, count) in standing {
        *public.states.entry(state).or_default() += count;
        if state == State::Handled && outcome.is_some_and(signal::counts) {
            public.found += count;
        }
        for outcome in outcome.into_iter().filter(|_| state == State::Closed) {
            *public.outcomes.entry(outcome).or_default() += count;
        }
    }
    let late = Entity::find().filter(Column::RunsUntil.lt(today)).count(db).await?;
    public.overdue = i64::try_from(late).unwrap_or(i64::MAX);
    public.edited = edited(db, "", (first.begins(), today.plus_days(1).begins())).await?;
    Ok(public)
}

/// Count those registered in some months, which are never empty.
async fn registered<C: ConnectionTrait>(db: &C, months: &[Date], public: &mut Public) -> Result<(), DbErr> {
    // The last month whose first moment isn't after it.
    let month: Vec<String> = (1..=months.len()).rev().map(|at| format!("WHEN r.at >= ${at} THEN {}", at - 1)).collect();
    let sql = format!(
        "SELECT CAST(CASE {} END AS BIGINT), c.kind, c.domain, COUNT(*)
        FROM journal_row r JOIN complaint c ON c.id = r.case_id
        WHERE r.kind = 'complaint.registered' AND r.at >= $1 GROUP BY 1, 2, 3",
        month.join(" ")
    );
    let values: Vec<Value> = months.iter().map(|month| month.begins().into()).collect();
    for row in db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await? {
        let (month, count): (i64, i64) = (row.try_get_by_index(0)?, row.try_get_by_index(3)?);
        let (kind, domain): (Kind, Domain) = (row.try_get_by_index(1)?, row.try_get_by_index(2)?);
        if let Some(month) = usize::try_from(month).ok().and_then(|month| months.get(month)) {
            *public.months.entry(*month).or_default() += count;
        }
        *public.kinds.entry(kind).or_default() += count;
        *public.domains.entry(domain).or_default() += count;
    }
    Ok(())
}
