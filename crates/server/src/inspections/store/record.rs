//! What was handed in of a visit's record, every time. None is ever taken away: what was returned stays beside what came after it.

use std::pin::Pin;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{ActiveValue, DatabaseTransaction, DbErr, QueryOrder as _};
use serde::Serialize;

use super::visit;
use crate::accounts::{OrganisationId, PersonId};
use crate::app::problem::Problem;
use crate::app::shell::saved;
use crate::app::value::{Date, Timestamp};
use crate::draws::DrawId;
use crate::inspections::rules::{Record, RecordId, VisitId};
use crate::inspectors::InspectorId;
use crate::subjects::rules::VisitResult;

/// A record as it was handed in.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "visit_record")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RecordId,
    /// Of which visit.
    pub visit: VisitId,
    /// Whose.
    pub organisation: OrganisationId,
    /// Which version of the visit's record, from 1.
    pub number: i64,
    /// Why there is this version, if it is a correction.
    pub reason: String,
    /// What it says: canonical JSON.
    pub text: String,
    /// SHA-256 of that.
    pub digest: String,
    /// The day of the visit.
    pub visited: Date,
    /// What it came to: JSON of a list.
    pub results: String,
    /// Who handed it in.
    pub recorder: PersonId,
    /// Which inspector that was at the time; nobody of a record from before this was kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inspector: Option<InspectorId>,
    /// When.
    pub recorded_at: Timestamp,
    /// Who reviewed it; nobody if it was returned or waits.
    pub reviewer: Option<PersonId>,
    /// When.
    pub reviewed_at: Option<Timestamp>,
    /// Of its results, those that its publication put among the subject's visits: JSON of a list; empty before.
    pub counted: String,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// What it says.
    ///
    /// # Errors
    /// `broken` if the row isn't what this program wrote.
    pub fn said(&self) -> Result<Record, Problem> {
        serde_json::from_str(&self.text).map_err(Problem::broken)
    }

    /// What it came to.
    ///
    /// # Errors
    /// `broken` if the row isn't what this program wrote.
    pub fn outcome(&self) -> Result<Vec<VisitResult>, Problem> {
        serde_json::from_str(&self.results).map_err(Problem::broken)
    }
}

/// What was handed in of these visits, in that order.
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

/// Whether one was handed in of a target's visit.
#[must_use]
pub fn is_there<'a>(
    db: &'a DatabaseTransaction,
    draw: DrawId,
    code: &'a str,
) -> Pin<Box<dyn Future<Output = Result<bool, DbErr>> + Send + 'a>> {
    Box::pin(async move {
        let visits = Query::select()
            .column(visit::Column::Id)
            .from(visit::Entity)
            .and_where(visit::Column::Draw.eq(draw))
            .and_where(visit::Column::Code.eq(code))
            .take();
        Ok(Entity::find().filter(Column::Visit.in_subquery(visits)).one(db).await?.is_some())
    })
}

/// The version of a visit's record that was reviewed.
///
/// # Errors
/// [`DbErr`].
pub async fn reviewed<C: ConnectionTrait>(db: &C, visit: VisitId, number: i64) -> Result<Option<Model>, DbErr> {
    let rows = Entity::find().filter(Column::Visit.eq(visit)).filter(Column::Number.eq(number));
    rows.filter(Column::Reviewer.is_not_null()).one(db).await
}

/// Put in what was handed in.
///
/// # Errors
/// [`DbErr`].
pub async fn insert<C: ConnectionTrait>(db: &C, row: &Model) -> Result<(), DbErr> {
    let row: ActiveModel = row.clone().into();
    Entity::insert(row.reset_all()).exec_without_returning(db).await.map(|_| ())
}

/// Keep which of its results its publication put among the subject's visits.
///
/// # Errors
/// [`DbErr`].
pub async fn counted<C: ConnectionTrait>(db: &C, id: RecordId, counted: &str) -> Result<(), DbErr> {
    let row = Entity::update_many().col_expr(Column::Counted, Expr::value(counted)).filter(Column::Id.eq(id));
    row.exec(db).await.map(|_| ())
}

/// Save its review, once.
///
/// # Errors
/// `stale`.
pub async fn save<C: ConnectionTrait>(db: &C, row: &Model) -> Result<(), Problem> {
    let change = ActiveModel { id: ActiveValue::NotSet, ..ActiveModel::from(row.clone()).reset_all() };
    let before = Entity::update_many().set(change).filter(Column::Id.eq(row.id)).filter(Column::Reviewer.is_null());
    saved(before.exec(db).await?.rows_affected)
}
