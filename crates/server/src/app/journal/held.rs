//! That a thing is what its last opening says, before an act seals what becomes of it.
//!
//! Without this a row that somebody changed in the database would be sealed by the next lawful act on the same thing, and the audit would find nothing
//! from then on.

use std::collections::HashMap;

use sea_orm::entity::prelude::*;
use sea_orm::{DatabaseTransaction, QueryOrder, QuerySelect};

use super::record::{Case, Change, opening};
use crate::app::db::Db;
use crate::app::problem::Problem;

/// How many openings are asked for at once.
const PART: usize = 500;

/// What the last opening of a thing says: nothing if there is none, and nothing inside if its value was destroyed.
type Last = Option<Option<String>>;

/// Hold a thing as it is committed against its last opening, while a transaction is under way that has changed it.
///
/// # Errors
/// `unlike-journal`; others from the database.
pub async fn one(db: &Db, case: Case) -> Result<(), Problem> {
    let of_kind = crate::IMAGERS.iter().find(|imager| imager.case_kind == case.kind);
    let imager = of_kind.ok_or_else(|| Problem::broken(format!("nobody makes images of {}", case.kind)))?;
    let before = Uuid::from_u128(case.id.as_u128().saturating_sub(1));
    let moment = db.beside().await?;
    let page = (imager.page)(&moment, before, 1).await?;
    let image = page.into_iter().find_map(|(id, image)| (id == case.id).then_some(image));
    let last = opening::Entity::find()
        .filter(opening::Column::CaseId.eq(case.id))
        .filter(opening::Column::CaseKind.eq(case.kind))
        .order_by_desc(opening::Column::RowId)
        .order_by_desc(opening::Column::Leaf)
        .limit(1);
    let last = last.one(&moment).await?.map(|opening| opening.value);
    agrees(case, image.as_deref(), &last)
}

/// Hold what an act found against the last openings, in the transaction that changes it.
///
/// # Errors
/// As [`one`], naming the first that differs.
pub async fn many(tx: &DatabaseTransaction, changes: &[Change]) -> Result<(), Problem> {
    for part in changes.chunks(PART) {
        let mut lasts = lasts(tx, part).await?;
        for change in part {
            agrees(change.case, change.was.as_deref(), &lasts.remove(&(change.case.kind, change.case.id)))?;
        }
    }
    Ok(())
}

async fn lasts(
    tx: &DatabaseTransaction,
    part: &[Change],
) -> Result<HashMap<(&'static str, Uuid), Option<String>>, DbErr> {
    let kinds: HashMap<&str, &'static str> = part.iter().map(|change| (change.case.kind, change.case.kind)).collect();
    let all = opening::Entity::find()
        .filter(opening::Column::CaseId.is_in(part.iter().map(|change| change.case.id)))
        .order_by_asc(opening::Column::RowId)
        .order_by_asc(opening::Column::Leaf);
    let mut lasts = HashMap::new();
    for opening in all.all(tx).await? {
        if let Some(kind) = kinds.get(opening.case_kind.as_str()) {
            // Later ones over earlier ones.
            lasts.insert((*kind, opening.case_id), opening.value);
        }
    }
    Ok(lasts)
}

fn agrees(case: Case, image: Option<&str>, last: &Last) -> Result<(), Problem> {
    let agrees = match (image, last) {
        (None, None) => true,
        // What was destroyed says nothing any more.
        (Some(image), Some(value)) => value.as_ref().is_none_or(|value| value == image),
        _ => false,
    };
    if agrees {
        return Ok(());
    }
    tracing::error!(kind = case.kind, id = %case.id, "a row isn't what the journal's last opening of it says: no act on it is recorded");
    Err(Problem::refused("unlike-journal"))
}
