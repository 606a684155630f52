//! How many complaints there are.

use std::collections::BTreeMap;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{DbErr, QuerySelect, Statement};

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

/// How many were closed as [what counts](signal::counts), in an organisation (by its path) and those below it, from one time on and before another. One that was
/// linked only at that other time or later named none before it.
///
/// # Errors
/// [`DbErr`].
pub async fn substantiated<C: ConnectionTrait>(
    db: &C,
    path: &str,
    (from, until): (Timestamp, Timestamp),
) -> Result<Substantiated, DbErr> {
    const COUNT: &str = "SELECT c.outcome, COUNT(*), COUNT(CASE WHEN c.subject IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM journal_row l WHERE l.case_kind = 'complaint' AND l.case_id = c.id AND l.kind = 'complaint.linked' AND l.at >= $2) THEN 1 END)
        FROM journal_row r JOIN complaint c ON c.id = r.case_id JOIN organisation o ON o.id = c.organisation
        WHERE r.kind = 'complaint.closed'
        AND r.at >= $1 AND r.at < $2 AND substr(o.path, 1, length($3)) = $3 GROUP BY c.outcome";
    let values = [from.into(), until.into(), path.into()];
    let mut found = Substantiated::default();
    for row in db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), COUNT, values)).await? {
        let (outcome, all): (Outcome, i64) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        let linked: i64 = row.try_get_by_index(2)?;
        if signal::counts(outcome) {
            found.linked += linked;
            found.unlinked += all - linked;
        }
    }
    Ok(found)
}

/// What everybody may know: how many were received from a day on. Each table by itself only: crossed with one another they would
/// soon tell of single cases.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Public {
    /// By month, `2026-03`.
    pub months: BTreeMap<String, i64>,
    /// By kind.
    pub kinds: BTreeMap<Kind, i64>,
    /// By field.
    pub domains: BTreeMap<Domain, i64>,
    /// By where they stand.
    pub states: BTreeMap<State, i64>,
    /// Those handled and not closed that their handlers found true, wholly or in part.
    pub found: i64,
    /// Those being handled whose day has passed.
    pub overdue: i64,
    /// By what came of them, those that were closed.
    pub outcomes: BTreeMap<Outcome, i64>,
}

/// Count what everybody may know of those received from a day on, as it is today.
///
/// # Errors
/// [`DbErr`].
pub async fn public<C: ConnectionTrait>(db: &C, from: Date, today: Date) -> Result<Public, DbErr> {
    use sea_orm::PaginatorTrait as _;
    let rows: Vec<(String, Kind, Domain, Option<Outcome>, State, i64)> = Entity::find()
        .select_only()
        .column_as(Expr::cust("substr(received, 1, 7)"), "month")
        .columns([Column::Kind, Column::Domain, Column::Outcome, Column::State])
        .column_as(Column::Id.count(), "count")
        .filter(Column::Received.gte(from))
        .group_by(Expr::cust("substr(received, 1, 7)"))
        .group_by(Column::Kind)
        .group_by(Column::Domain)
        .group_by(Column::Outcome)
        .group_by(Column::State)
        .into_tuple()
        .all(db)
        .await?;
    let late = Entity::find().filter(Column::Received.gte(from)).filter(Column::RunsUntil.lt(today)).count(db).await?;
    let mut public = Public { overdue: i64::try_from(late).unwrap_or(i64::MAX), ..Public::default() };
    for (month, kind, domain, outcome, state, count) in rows {
        *public.months.entry(month).or_default() += count;
        *public.kinds.entry(kind).or_default() += count;
        *public.domains.entry(domain).or_default() += count;
        *public.states.entry(state).or_default() += count;
        if state == State::Handled && outcome.is_some_and(signal::counts) {
            public.found += count;
        }
        for outcome in outcome.into_iter().filter(|_| state == State::Closed) {
            *public.outcomes.entry(outcome).or_default() += count;
        }
    }
    Ok(public)
}
