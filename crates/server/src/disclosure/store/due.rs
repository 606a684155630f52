//! What is due: every reviewed version of a record that isn't public yet, each with its own day: a correction neither takes an earlier version's place nor its
//! day. Nothing is kept of it, so its day is always today's count.

use sea_orm::Condition;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Query, SelectStatement};

use super::result;
use crate::app::config::{Disclosure, Starts};
use crate::app::value::{Date, Timestamp};
use crate::disclosure::rules::{Calendar, Due, State};
use crate::inspections::store::record;

/// The day that a record's clock begins with, under a configuration.
#[must_use]
pub fn start(row: &record::Model, config: &Disclosure) -> Date {
    match config.starts {
        Starts::Visited => row.visited,
        Starts::Recorded => row.recorded_at.date(),
        Starts::Reviewed => row.reviewed_at.unwrap_or(row.recorded_at).date(),
    }
}

/// By when a record is to be public.
#[must_use]
pub fn due(row: &record::Model, config: &Disclosure, calendar: &Calendar) -> Due {
    calendar.due(start(row, config), config.working_days)
}

/// The column that [`start`] reads.
#[must_use]
pub fn column(config: &Disclosure) -> record::Column {
    match config.starts {
        Starts::Visited => record::Column::Visited,
        Starts::Recorded => record::Column::RecordedAt,
        Starts::Reviewed => record::Column::ReviewedAt,
    }
}

/// The condition on records that they were due before `today`.
#[must_use]
pub fn is_overdue(config: &Disclosure, calendar: &Calendar, today: Date) -> Condition {
    let last = calendar.overdue_since(today, config.working_days);
    let column = column(config);
    Condition::all().add(match config.starts {
        Starts::Visited => column.lte(last),
        Starts::Recorded | Starts::Reviewed => column.lt(begin(last.plus_days(1))),
    })
}

/// When a day begins in China (UTC+8).
fn begin(day: Date) -> Timestamp {
    let zone = jiff::tz::TimeZone::fixed(jiff::tz::offset(8));
    Timestamp(day.0.to_zoned(zone).map_or(i64::MAX, |at| at.timestamp().as_microsecond()))
}

/// The condition on records that a version stands so.
#[must_use]
pub fn stands(state: State) -> Condition {
    match state {
        State::Due => Condition::all()
            .add(record::Column::Reviewer.is_not_null())
            .add(record::Column::Id.not_in_subquery(public(None))),
        state => Condition::all().add(record::Column::Id.in_subquery(public(Some(state)))),
    }
}

fn public(state: Option<State>) -> SelectStatement {
    let mut ids = Query::select();
    ids.column(result::Column::Id).from(result::Entity);
    if let Some(state) = state {
        ids.and_where(result::Column::State.eq(state));
    }
    ids.take()
}
