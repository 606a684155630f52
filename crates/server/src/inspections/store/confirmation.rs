//! Who of a visit's team stands by a record that another of them handed in. None is ever taken away: of a version that was returned they stay with it.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, Query, SimpleExpr};
use sea_orm::{Condition, DbBackend, DbErr, ExprTrait as _, QueryOrder as _, QuerySelect as _, SqlErr};
use serde::Serialize;

use super::team::{self, Member};
use super::{Whole, record, visit};
use crate::accounts::PersonId;
use crate::app::problem::Problem;
use crate::app::value::Timestamp;
use crate::draws::State as DrawState;
use crate::draws::store::{draw, target};
use crate::inspections::rules::confirm::{self, Account, Handed, Stage};
use crate::inspections::rules::{ConfirmationId, RecordId, Refusal, VisitId, Vouched};
use crate::inspectors::InspectorId;

/// That somebody stands by a version, with an account of their own.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "visit_confirmation")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ConfirmationId,
    /// Of which visit.
    pub visit: VisitId,
    /// Of which version.
    pub record: RecordId,
    /// Who.
    pub inspector: InspectorId,
    /// With whose account.
    pub person: PersonId,
    /// When.
    pub at: Timestamp,
}

impl ActiveModelBehavior for ActiveModel {}

/// All of these visits, in their order.
///
/// # Errors
/// [`DbErr`].
pub async fn of<C: ConnectionTrait>(db: &C, visits: &[VisitId]) -> Result<Vec<Model>, DbErr> {
    let mut all = Vec::new();
    for part in visits.chunks(500) {
        let rows = Entity::find().filter(Column::Visit.is_in(part.iter().copied()));
        all.extend(rows.order_by_asc(Column::Id).all(db).await?);
    }
    Ok(all)
}

/// Put one in.
///
/// # Errors
/// `visit-confirmed-already` if they did in between.
pub async fn insert<C: ConnectionTrait>(db: &C, row: &Model) -> Result<(), Problem> {
    let row: ActiveModel = row.clone().into();
    let inserted = Entity::insert(row.reset_all()).exec_without_returning(db).await;
    inserted.map(|_| ()).map_err(|error| match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => Problem::from(Refusal::Confirmed),
        _ => error.into(),
    })
}

/// What a version's confirmation hangs on, besides its row.
#[derive(Clone, Debug)]
pub struct Beside {
    /// Where the version stands.
    pub stage: Stage,
    /// Who was there by it.
    pub there: Vec<Member>,
}

/// The same of all that was handed in of a visit.
///
/// # Errors
/// A [`Problem`] from the database.
pub async fn beside<C: ConnectionTrait>(db: &C, whole: &Whole) -> Result<BTreeMap<RecordId, Beside>, Problem> {
    let records: Vec<_> = whole.records.iter().map(|record| (whole.row.draw, record)).collect();
    let mut there = team::there(db, &records).await?;
    let public = record::Entity::find().select_only().column(record::Column::Id);
    let public = public.filter(record::Column::Visit.eq(whole.row.id));
    let public = public.filter(record::Column::Id.in_subquery(crate::PUBLIC()));
    let public: BTreeSet<RecordId> = public.into_tuple::<RecordId>().all(db).await?.into_iter().collect();
    let last = whole.records.last().map(|record| record.id);
    let of = |record: &record::Model| {
        let done = (record.reviewer.is_some(), public.contains(&record.id));
        let stage = confirm::stage(whole.row.state, last == Some(record.id), done);
        (record.id, Beside { stage, there: there.remove(&record.id).unwrap_or_default() })
    };
    Ok(whole.records.iter().map(of).collect())
}

/// Whether an account confirms a version of a visit now.
///
/// # Errors
/// [`Refusal`].
pub fn judged(
    whole: &Whole,
    (record, beside): (&record::Model, &Beside),
    by: Account,
    is_member: bool,
) -> Result<(), Refusal> {
    let there: Vec<InspectorId> = beside.there.iter().map(|member| member.inspector).collect();
    let those = whole.confirmations.iter().filter(|one| one.record == record.id);
    let confirmed: Vec<Account> = those.map(|one| (one.person, one.inspector)).collect();
    let recorder = (record.recorder, record.inspector);
    confirm::confirm(Handed { stage: beside.stage, recorder, there: &there, confirmed: &confirmed }, by, is_member)
}

/// How somebody stands by a version, with whose account and since when; nothing if they don't.
#[must_use]
pub fn vouched(
    record: &record::Model,
    confirmations: &[Model],
    inspector: InspectorId,
) -> Option<(Vouched, PersonId, Timestamp)> {
    if record.inspector == Some(inspector) {
        return Some((Vouched::HandedIn, record.recorder, record.recorded_at));
    }
    let mine = confirmations.iter().find(|one| one.record == record.id && one.inspector == inspector);
    mine.map(|one| (Vouched::Confirmed, one.person, one.at))
}

/// Whether a version of a draw that stands waits for an account's confirmation: until that is there or the version is public, another account would confirm in the
/// inspector's name. What is annulled is never published, and waits for nobody.
///
/// # Errors
/// [`DbErr`].
pub async fn is_awaited<C: ConnectionTrait>(db: &C, by: Account) -> Result<bool, DbErr> {
    let standing = Condition::any()
        .add(draw::Column::State.eq(DrawState::Drawn))
        .add(draw::Column::State.eq(DrawState::Announced));
    let draws = Query::select().column(draw::Column::Id).from(draw::Entity).cond_where(standing).take();
    let visits = visit::Entity::find().select_only().column(visit::Column::Id);
    let visits = visits.filter(visit::Column::Draw.in_subquery(draws));
    let awaited = visits.filter(waits_for(by, db.get_database_backend()));
    Ok(awaited.into_tuple::<VisitId>().one(db).await?.is_some())
}

/// The condition on visits that a version waits for an account's confirmation: what [`judged`] says, in SQL.
#[must_use]
pub fn waits_for((person, inspector): Account, backend: DbBackend) -> SimpleExpr {
    let present = match backend {
        DbBackend::Sqlite => "json_extract(visit_record.text, '$.present')",
        _ => "(visit_record.text::jsonb -> 'present')::text",
    };
    let is_there = format!(
        "visit_record.visit = visit.id AND draw_member.draw = visit.draw AND {present} LIKE '%\"' || draw_member.code || '\"%'"
    );
    let is_open = "(visit_record.reviewer IS NOT NULL OR (visit.state = 'recorded' AND NOT EXISTS (SELECT 1 FROM visit_record later \
         WHERE later.visit = visit_record.visit AND later.id > visit_record.id)))";
    let confirmed = Query::select()
        .expr(Expr::value(1))
        .from(Entity)
        .and_where(Expr::col((Entity, Column::Record)).equals((record::Entity, record::Column::Id)))
        .cond_where(Condition::any().add(Column::Inspector.eq(inspector)).add(Column::Person.eq(person)))
        .take();
    let another = Condition::any().add(record::Column::Inspector.is_null());
    let version = Query::select()
        .expr(Expr::value(1))
        .from(record::Entity)
        .from(target::member::Entity)
        .and_where(target::member::Column::Inspector.eq(inspector))
        .and_where(Expr::cust(is_there))
        .and_where(Expr::cust(is_open))
        .and_where(record::Column::Recorder.ne(person))
        .cond_where(another.add(record::Column::Inspector.ne(inspector)))
        .and_where(record::Column::Id.not_in_subquery(crate::PUBLIC()))
        .and_where(Expr::not_exists(confirmed))
        .take();
    Expr::exists(version)
}
