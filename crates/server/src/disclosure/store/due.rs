//! What is due: every reviewed version of a record that isn't public yet, each with its own day: a correction neither takes an earlier version's place nor its
//! day, and a return doesn't begin it anew. Nothing is kept of it, so its day is always today's count.

use std::collections::BTreeMap;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Alias, Expr, ExprTrait as _, Query, SelectStatement};
use sea_orm::{Condition, DbErr, QueryOrder as _, QuerySelect as _, Statement};

use super::{calendar, result};
use crate::accounts::OrganisationId;
use crate::app::config::{Disclosure, Starts};
use crate::app::journal::record::row as act;
use crate::app::problem::Problem;
use crate::app::shell::found;
use crate::app::value::Date;
use crate::disclosure::rules::{Calendar, Due, State};
use crate::draws::store::draw;
use crate::draws::{DrawId, State as DrawState};
use crate::inspections::store::{record, visit};
use crate::inspections::{State as Made, VisitId};

/// The day that one handing in of a record begins its clock with, under a configuration; what nobody reviewed has only its own day.
fn begins(row: &record::Model, config: &Disclosure) -> Date {
    match config.starts {
        Starts::Visited => row.visited,
        Starts::Recorded => row.recorded_at.date(),
        Starts::Reviewed => row.reviewed_at.unwrap_or(row.recorded_at).date(),
    }
}

/// The day that a version's clock begins with, under a configuration: the earliest that any of what was `handed` in of it begins one with. Each return would
/// begin a new one otherwise.
#[must_use]
pub fn start(row: &record::Model, handed: &[record::Model], config: &Disclosure) -> Date {
    let same = handed.iter().filter(|one| (one.visit, one.number) == (row.visit, row.number));
    same.map(|one| begins(one, config)).fold(begins(row, config), Ord::min)
}

/// By when what began on a day is to be public.
#[must_use]
pub fn due(start: Date, config: &Disclosure, calendar: &Calendar) -> Due {
    calendar.due(start, config.working_days)
}

/// By when a version is to be public, looked up by itself.
///
/// # Errors
/// [`Problem`] from the database.
pub async fn of_version<C: ConnectionTrait>(
    db: &C,
    row: &record::Model,
    (config, calendar): (&Disclosure, &Calendar),
) -> Result<Due, Problem> {
    let handed = record::of(db, &[row.visit]).await?;
    Ok(due(start(row, &handed, config), config, calendar))
}

/// The column that a clock begins with, but for what went back.
#[must_use]
pub fn column(config: &Disclosure) -> record::Column {
    match config.starts {
        Starts::Visited => record::Column::Visited,
        Starts::Recorded => record::Column::RecordedAt,
        Starts::Reviewed => record::Column::ReviewedAt,
    }
}

/// The condition on records that they were due before `today`: what [`start`] says, in SQL.
#[must_use]
pub fn is_overdue(config: &Disclosure, calendar: &Calendar, today: Date) -> Condition {
    let (handed, mut early) = (Alias::new("handed"), Query::select());
    early.expr(Expr::val(1)).from_as(record::Entity, handed.clone());
    for column in [record::Column::Visit, record::Column::Number] {
        early.and_where(Expr::col((handed.clone(), column)).equals((record::Entity, column)));
    }
    early.cond_where(is_over(&handed, config, calendar.overdue_since(today, config.working_days)));
    Condition::all().add(Expr::exists(early.take()))
}

/// The condition on what was handed in, in the table of this name, that it began its clock on this day or before.
fn is_over(table: &Alias, config: &Disclosure, last: Date) -> Condition {
    let column = |column: record::Column| Expr::col((table.clone(), column));
    let is_before = |one: record::Column| column(one).lt(last.plus_days(1).begins());
    match config.starts {
        Starts::Visited => Condition::all().add(column(record::Column::Visited).lte(last)),
        Starts::Recorded => Condition::all().add(is_before(record::Column::RecordedAt)),
        Starts::Reviewed => {
            let unreviewed = Condition::all()
                .add(column(record::Column::ReviewedAt).is_null())
                .add(is_before(record::Column::RecordedAt));
            Condition::any().add(is_before(record::Column::ReviewedAt)).add(unreviewed)
        }
    }
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

/// The visits of announced draws, or of one of them, with a version that isn't public though its day is over: reviewed or only handed in, the first one or a
/// correction, and one that was begun and never handed in. So neither the review nor the publication is a way to say nothing.
///
/// # Errors
/// [`DbErr`].
pub async fn unpublished<C: ConnectionTrait>(
    db: &C,
    (config, calendar): (&Disclosure, &Calendar),
    today: Date,
    of: Option<DrawId>,
) -> Result<Visits, DbErr> {
    let last = calendar.overdue_since(today, config.working_days);
    let rows: Vec<(VisitId, OrganisationId, Date)> = record::Entity::find()
        .select_only()
        .columns([record::Column::Visit, record::Column::Organisation, record::Column::Visited])
        .filter(is_over(&Alias::new("visit_record"), config, last))
        .filter(is_open(of))
        .order_by_asc(record::Column::Number)
        .order_by_asc(record::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    let begun = begun(db, last, of).await?;
    // The first version is put in last, and stays.
    let rows = rows.into_iter().chain(begun).rev();
    Ok(rows.map(|(visit, office, day)| (visit, (office, day))).collect())
}

/// The condition on records that their draw is announced, and that their version isn't public: what went back begins the clock of what was handed in after it.
/// What is asked of other rows is asked by the visit, for which they have indexes: a list of all visits would grow for ever.
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
    let mut told = Query::select();
    told.expr(Expr::val(1)).from(result::Entity);
    told.and_where(Expr::col((result::Entity, result::Column::Visit)).equals((record::Entity, record::Column::Visit)));
    told.and_where(
        Expr::col((result::Entity, result::Column::Number)).equals((record::Entity, record::Column::Number)),
    );
    Condition::all().add(record::Column::Visit.in_subquery(visits.take())).add(Expr::exists(told.take()).not())
}

/// The visits of which a correction was begun on this day or before, and nothing of it handed in: each with its office and its day by the version before.
async fn begun<C: ConnectionTrait>(
    db: &C,
    last: Date,
    of: Option<DrawId>,
) -> Result<Vec<(VisitId, OrganisationId, Date)>, DbErr> {
    const SQL: &str = "SELECT v.id, v.organisation, r.visited FROM visit v JOIN draw d ON d.id = v.draw AND d.state = 'announced' \
         JOIN visit_record r ON r.visit = v.id AND r.number = v.reviewed AND r.reviewer IS NOT NULL \
         WHERE v.state = 'noticed' AND v.number > v.reviewed \
         AND NOT EXISTS (SELECT 1 FROM visit_record h WHERE h.visit = v.id AND h.number = v.number) \
         AND NOT EXISTS (SELECT 1 FROM journal_row j WHERE j.case_kind = 'visit' AND j.case_id = v.id \
         AND j.kind = 'visit.corrected' AND j.at >= $1)";
    let mut values: Vec<Value> = vec![last.plus_days(1).begins().into()];
    let mut sql = SQL.to_owned();
    if let Some(draw) = of {
        values.push(draw.0.into());
        sql += " AND v.draw = $2";
    }
    let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    rows.iter().map(|row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?, row.try_get_by_index(2)?))).collect()
}

/// How far a version is that isn't public.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It was reviewed, on that day.
    Reviewed,
    /// It was handed in first on that day, and waits for its review.
    HandedIn,
    /// It was handed in first on that day, went back, and wasn't handed in since.
    Returned,
    /// It was begun on that day, which is too long ago, and never handed in.
    Begun,
}

/// A version that isn't public.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Which.
    pub number: i64,
    /// How far it is.
    pub stage: Stage,
    /// Since which day.
    pub since: Date,
}

/// The versions of a visit that aren't among these public ones, in their order: nobody keeps a result from being put right by waiting.
///
/// # Errors
/// A [`Problem`] from the database.
pub async fn waiting<C: ConnectionTrait>(
    db: &C,
    visit: VisitId,
    public: &[result::Model],
    (config, today): (&Disclosure, Date),
) -> Result<Vec<Waiting>, Problem> {
    let row = found(visit::Entity::find_by_id(visit).one(db).await?)?;
    let (records, mut waiting) = (record::of(db, &[visit]).await?, Vec::new());
    for number in (1..=row.number).filter(|number| public.iter().all(|one| one.number != *number)) {
        let mut handed = records.iter().filter(|one| one.number == number);
        let reviewed = handed.clone().find_map(|one| one.reviewed_at);
        let (stage, since) = match (reviewed, handed.next()) {
            (Some(at), _) => (Stage::Reviewed, at.date()),
            (None, Some(first)) if row.state == Made::Recorded => (Stage::HandedIn, first.recorded_at.date()),
            (None, Some(first)) => (Stage::Returned, first.recorded_at.date()),
            (None, None) => {
                let Some(since) = corrected(db, visit).await? else { continue };
                if due(since, config, &calendar(db).await?).day >= today {
                    continue;
                }
                (Stage::Begun, since)
            }
        };
        waiting.push(Waiting { number, stage, since });
    }
    Ok(waiting)
}

/// The day on which the last correction of a visit was begun.
async fn corrected<C: ConnectionTrait>(db: &C, visit: VisitId) -> Result<Option<Date>, DbErr> {
    let acts = act::Entity::find().filter(act::Column::CaseKind.eq("visit")).filter(act::Column::CaseId.eq(visit.0));
    let begun = acts.filter(act::Column::Kind.eq("visit.corrected")).order_by_desc(act::Column::CasePlace);
    Ok(begun.one(db).await?.map(|act| act.at.date()))
}
