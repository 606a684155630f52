//! A visit's row.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{
    ActiveValue, Condition, DbErr, ExprTrait as _, QueryOrder as _, QuerySelect as _, QueryTrait as _, Statement,
};
use serde::Serialize;

use super::sight::Sight;
use crate::accounts::{OrganisationId, PersonId};
use crate::app::journal::record::row;
use crate::app::portal::Registered;
use crate::app::problem::Problem;
use crate::app::shell::saved;
use crate::app::value::{Date, Timestamp};
use crate::catalogue::EditionId;
use crate::draws::store::{draw, target};
use crate::draws::{DrawId, State as DrawState};
use crate::inspections::rules::{Record, State, VisitId};
use crate::subjects::Domain;

/// A visit.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "visit")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: VisitId,
    /// Of which draw.
    pub draw: DrawId,
    /// The target's place in the result at dispatch, from 0.
    pub place: i64,
    /// The draw's organisation.
    pub organisation: OrganisationId,
    /// The subject's number in the registry, if it was there at dispatch.
    pub subject: Option<i64>,
    /// Its code.
    pub code: String,
    /// Its name at dispatch.
    pub name: String,
    /// That name as the public sees it.
    pub public_name: String,
    /// Its address at dispatch.
    pub address: String,
    /// Its field of work at dispatch, if it was in the registry then.
    pub domain: Option<Domain>,
    /// Its region at dispatch.
    pub region: String,
    /// The edition whose items are inspected.
    pub edition: EditionId,
    /// Their codes: JSON of a list.
    pub items: String,
    /// The first day of the draw's period.
    pub first_day: Date,
    /// The last.
    pub last_day: Date,
    /// The day of the draw's commit.
    pub committed: Date,
    /// Where it stands.
    pub state: State,
    /// Which version of its record is worked on, from 1.
    pub number: i64,
    /// The version that was reviewed last; 0 if none was.
    pub reviewed: i64,
    /// The year of the notice's number.
    pub notice_year: Option<i64>,
    /// The notice's number in it.
    pub notice_number: Option<i64>,
    /// The last part of the notice's public address.
    pub token: Option<String>,
    /// When the notice was given.
    pub noticed_at: Option<Timestamp>,
    /// The text that is written or waits for review: canonical JSON; empty before.
    pub text: String,
    /// The digest of what was recorded.
    pub digest: Option<String>,
    /// Who handed it in.
    pub recorder: Option<PersonId>,
    /// When.
    pub recorded_at: Option<Timestamp>,
    /// Why it was returned last, or is corrected.
    pub reason: String,
    /// From 1.
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// The items' codes.
    ///
    /// # Errors
    /// `broken` if the row isn't what this program wrote.
    pub fn item_codes(&self) -> Result<Vec<String>, Problem> {
        serde_json::from_str(&self.items).map_err(Problem::broken)
    }

    /// What is written; an empty record before anything was.
    ///
    /// # Errors
    /// `broken` if the row isn't what this program wrote.
    pub fn said(&self) -> Result<Record, Problem> {
        if self.text.is_empty() {
            return Ok(Record::default());
        }
        serde_json::from_str(&self.text).map_err(Problem::broken)
    }

    /// The notice's number, year first.
    #[must_use]
    pub fn notice(&self) -> Option<(i64, i64)> {
        self.notice_year.zip(self.notice_number)
    }
}

/// Who did something to a visit last, and when, as the journal has it.
///
/// # Errors
/// [`DbErr`].
pub async fn touched<C: ConnectionTrait>(db: &C, id: VisitId) -> Result<Option<(PersonId, Timestamp)>, DbErr> {
    let acts = row::Entity::find().filter(row::Column::CaseKind.eq("visit")).filter(row::Column::CaseId.eq(id.0));
    let last = acts.filter(row::Column::Actor.is_not_null()).order_by_desc(row::Column::CasePlace).one(db).await?;
    Ok(last.and_then(|act| Some((PersonId(act.actor?), act.at))))
}

/// Who dispatched a visit and who gave its notice, and when, by the kind of the act.
///
/// # Errors
/// [`DbErr`].
pub async fn begun<C: ConnectionTrait>(db: &C, id: VisitId) -> Result<BTreeMap<String, (PersonId, Timestamp)>, DbErr> {
    let acts = row::Entity::find().filter(row::Column::CaseKind.eq("visit")).filter(row::Column::CaseId.eq(id.0));
    let acts = acts.filter(row::Column::Kind.is_in([DISPATCHED, NOTICED])).all(db).await?;
    Ok(acts.into_iter().filter_map(|act| Some((act.kind, (PersonId(act.actor?), act.at)))).collect())
}

/// The act that makes a visit.
pub const DISPATCHED: &str = "visit.dispatched";
/// The act that gives its notice.
pub const NOTICED: &str = "visit.noticed";

/// Save a change of the version before.
///
/// # Errors
/// `stale`.
pub async fn save<C: ConnectionTrait>(db: &C, row: &Model) -> Result<(), Problem> {
    let change = ActiveModel { id: ActiveValue::NotSet, ..ActiveModel::from(row.clone()).reset_all() };
    let before =
        Entity::update_many().set(change).filter(Column::Id.eq(row.id)).filter(Column::Version.eq(row.version - 1));
    saved(before.exec(db).await?.rows_affected)
}

/// The codes of those of a draw's targets that have a visit.
///
/// # Errors
/// [`DbErr`].
pub async fn dispatched<C: ConnectionTrait>(db: &C, draw: DrawId) -> Result<BTreeSet<String>, DbErr> {
    let codes = Entity::find().select_only().column(Column::Code).filter(Column::Draw.eq(draw));
    Ok(codes.into_tuple::<String>().all(db).await?.into_iter().collect())
}

/// Visits of a draw that were dispatched at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dispatch {
    /// When.
    pub at: Timestamp,
    /// By whom, as the journal has it.
    pub by: Option<PersonId>,
    /// How many of them somebody sees.
    pub visits: i64,
}

/// When visits of a draw were dispatched, of those that somebody sees, the earliest first.
///
/// # Errors
/// [`DbErr`].
pub async fn dispatches<C: ConnectionTrait>(db: &C, draw: DrawId, sight: &Sight) -> Result<Vec<Dispatch>, DbErr> {
    let seen = Entity::find().select_only().column(Column::Id).filter(Column::Draw.eq(draw)).filter(sight.clause());
    let acts = row::Entity::find()
        .select_only()
        .column(row::Column::At)
        .column(row::Column::Actor)
        .column_as(row::Column::Id.count(), "visits")
        .filter(row::Column::CaseKind.eq("visit"))
        .filter(row::Column::CaseId.in_subquery(seen.into_query()))
        .filter(row::Column::Kind.eq(DISPATCHED))
        .group_by(row::Column::At)
        .group_by(row::Column::Actor)
        .order_by_asc(row::Column::At);
    let acts = acts.into_tuple::<(Timestamp, Option<Uuid>, i64)>().all(db).await?;
    Ok(acts.into_iter().map(|(at, by, visits)| Dispatch { at, by: by.map(PersonId), visits }).collect())
}

/// How many of a draw's targets that didn't leave have no visit yet.
///
/// # Errors
/// [`DbErr`].
pub async fn waiting<C: ConnectionTrait>(db: &C, draw: DrawId) -> Result<i64, DbErr> {
    const COUNT: &str = "SELECT COUNT(*) FROM draw_target t WHERE t.draw = $1 AND t.gone IS NULL
        AND NOT EXISTS (SELECT 1 FROM visit v WHERE v.draw = t.draw AND v.code = t.code)";
    let counted = Statement::from_sql_and_values(db.get_database_backend(), COUNT, [draw.0.into()]);
    Ok(db.query_one_raw(counted).await?.map(|row| row.try_get_by_index(0)).transpose()?.unwrap_or_default())
}

/// The visits of entries of the registry; of those whose entry wasn't known at dispatch, the ones under a code that these had when it was committed.
///
/// # Errors
/// [`DbErr`].
pub async fn of_registered<C: ConnectionTrait>(db: &C, registered: &Registered) -> Result<Vec<VisitId>, DbErr> {
    let theirs = Entity::find().select_only().column(Column::Id);
    let theirs = theirs.filter(Column::Subject.is_in(registered.numbers.iter().copied()));
    let mut found = theirs.into_tuple::<VisitId>().all(db).await?;
    let nobodys = Entity::find().filter(Column::Subject.is_null());
    let nobodys = nobodys.filter(Column::Code.is_in(registered.each_code())).all(db).await?;
    found.extend(nobodys.into_iter().filter(|row| registered.had(&row.code, row.committed)).map(|row| row.id));
    Ok(found)
}

/// The condition on draws that they are drawn, and that a target which didn't leave has no visit yet.
#[must_use]
pub fn undispatched() -> Condition {
    let mine = Query::select()
        .expr(Expr::value(1))
        .from(Entity)
        .and_where(Expr::col((Entity, Column::Draw)).equals((target::Entity, target::Column::Draw)))
        .and_where(Expr::col((Entity, Column::Code)).equals((target::Entity, target::Column::Code)))
        .take();
    let lacking = Query::select()
        .expr(Expr::value(1))
        .from(target::Entity)
        .and_where(Expr::col((target::Entity, target::Column::Draw)).equals((draw::Entity, draw::Column::Id)))
        .and_where(target::Column::Gone.is_null())
        .and_where(Expr::exists(mine).not())
        .take();
    let is_drawn = Condition::any()
        .add(draw::Column::State.eq(DrawState::Drawn))
        .add(draw::Column::State.eq(DrawState::Announced));
    Condition::all().add(is_drawn).add(Expr::exists(lacking))
}
