//! A complainant's data destroyed.

use sea_orm::ActiveValue::Set;
use sea_orm::DbErr;
use sea_orm::entity::prelude::*;

use super::{Whole, former, hung, note};
use crate::app::journal::record::opening;

/// Rewrite all notes and all that edits replaced, and destroy what opens the seals of all acts so far. The digests stay, and with them the journal; the act
/// that records the erasure seals what is left.
///
/// # Errors
/// [`DbErr`].
pub async fn destroy<C: ConnectionTrait>(db: &C, whole: &Whole) -> Result<(), DbErr> {
    for note in &whole.notes {
        hung::rewrite::<note::Entity, _>(db, note).await?;
    }
    for former in &whole.formers {
        hung::rewrite::<former::Entity, _>(db, former).await?;
    }
    let gone = opening::ActiveModel { salt: Set(None), value: Set(None), ..Default::default() };
    let case = whole.case();
    opening::Entity::update_many()
        .set(gone)
        .filter(opening::Column::CaseKind.eq(case.kind))
        .filter(opening::Column::CaseId.eq(case.id))
        .exec(db)
        .await
        .map(|_| ())
}
