//! What is due: every reviewed version of a record that isn't public yet, each with its own day: a correction neither takes an earlier version's place nor its
//! day. Nothing is kept of it, so its day is always today's count.

use std::collections::BTreeMap;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Alias, Expr, ExprTrait as _, Query, SelectStatement};
use sea_orm::{Condition, DbErr, QueryOrder as _, QuerySelect as _};

use super::result;
use crate::accounts::OrganisationId;
use crate::app::config::{Disclosure, Starts};
use crate::app::value::{Date, Timestamp};
use crate::disclosure::rules::{Calendar, Due, State};
use crate::draws::store::draw;
use crate::draws::{DrawId, State as DrawState};
use crate::inspections::VisitId;
use crate::inspections::store::{record, visit};

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

/// The ids of all versions that are public, superseded ones too.
#[must_use]
pub fn all_public() -> SelectStatement {
    public(None)
}

fn public(state: Option<State>) -> SelectStatement {
    let mut ids = Query::select();
    ids.column(result::Column::Id).from(result::Entity);
    if let Some(state) = state {
        ids.and_where(result::Column::State.eq(state));
    }
    ids.take()
}

/// Visits, each with its office and its day.
pub type Visits = BTreeMap<VisitId, (OrganisationId, Date)>;

/// The visits of announced draws, or of one of them, whose day is over while no version at all is public. Of a visit with a reviewed record that record's day counts;
/// of one that nobody reviewed, the day of any that was handed in, so that neither the review nor the publication is a way to say nothing.
///
/// # Errors
/// [`DbErr`].
pub async fn unpublished<C: ConnectionTrait>(
    db: &C,
    (config, calendar): (&Disclosure, &Calendar),
    today: Date,
    of: Option<DrawId>,
) -> Result<Visits, DbErr> {
    let rows: Vec<(VisitId, OrganisationId, Date)> = record::Entity::find()
        .select_only()
        .columns([record::Column::Visit, record::Column::Organisation, record::Column::Visited])
        .filter(is_over(config, calendar, today))
        .filter(is_open(of))
        .order_by_asc(record::Column::Number)
        .into_tuple()
        .all(db)
        .await?;
    // The first version is put in last, and stays.
    Ok(rows.into_iter().rev().map(|(visit, office, day)| (visit, (office, day))).collect())
}

/// The condition on records that their day is over, that of one that nobody reviewed included.
fn is_over(config: &Disclosure, calendar: &Calendar, today: Date) -> Condition {
    let last = calendar.overdue_since(today, config.working_days);
    let unreviewed = Condition::all()
        .add(record::Column::ReviewedAt.is_null())
        .add(record::Column::RecordedAt.lt(begin(last.plus_days(1))));
    Condition::any().add(is_overdue(config, calendar, today)).add(unreviewed)
}

/// The condition on records that their draw is announced, that nothing of their visit is public, and that they were reviewed, or no other of the visit was. What is
/// asked of other rows is asked by the visit, for which they have indexes: a list of all visits would grow for ever.
fn is_open(of: Option<DrawId>) -> Condition {
    let mut announced = Query::select();
    announced.column(draw::Column::Id).from(draw::Entity);
    announced.and_where(draw::Column::State.eq(DrawState::Announced));
    if let Some(draw) = of {
        announced.and_where(draw::Column::Id.eq(draw));
    }
    let mut visits = Query::select();
    visits.column(visit::Column::Id).from(visit::Entity);
    visits.and_where(visit::Column::Draw.in_subquery(announced.take()));
    let own = (record::Entity, record::Column::Visit);
    let mut told = Query::select();
    told.expr(Expr::val(1)).from(result::Entity);
    told.and_where(Expr::col((result::Entity, result::Column::Visit)).equals(own));
    let (other, mut reviewed) = (Alias::new("other"), Query::select());
    reviewed.expr(Expr::val(1)).from_as(record::Entity, other.clone());
    reviewed.and_where(Expr::col((other.clone(), record::Column::Visit)).equals(own));
    reviewed.and_where(Expr::col((other, record::Column::Reviewer)).is_not_null());
    let counts = Condition::any().add(record::Column::Reviewer.is_not_null()).add(Expr::exists(reviewed.take()).not());
    Condition::all()
        .add(record::Column::Visit.in_subquery(visits.take()))
        .add(Expr::exists(told.take()).not())
        .add(counts)
}
