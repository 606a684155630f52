//! That a thing is what its last opening says, before an act seals what becomes of it.
//!
//! Without this a row that somebody changed in the database would be sealed by the next lawful act on the same thing, and the audit would find nothing
//! from then on.

use std::collections::HashMap;

use sea_orm::entity::prelude::*;
use sea_orm::{DatabaseTransaction, QueryOrder, QuerySelect};

use super::record::{Case, Change, opening, row};
use crate::app::db::Db;
use crate::app::problem::Problem;

/// The code of what ends an act on such a thing: nothing else that the act does is saved either.
pub const UNLIKE: &str = "unlike-journal";
/// How many openings are asked for at once.
const PART: usize = 500;

/// Hold a thing as it is committed against its last opening, while a transaction is under way that has changed it.
///
/// # Errors
/// `unlike-journal`; others from the database.
pub async fn one(db: &Db, case: Case) -> Result<(), Problem> {
    within(&db.beside().await?, case).await
}

/// Hold a thing against its last opening, both as a transaction sees them. The opening opens its digest, and where its act is on one thing that is what the
/// act seals; what the journal has of the act is the audit's.
///
/// # Errors
/// As [`one`].
pub async fn within(moment: &DatabaseTransaction, case: Case) -> Result<(), Problem> {
    let image = image(moment, case).await?;
    let last = last(moment, case).await?;
    if agrees(image.as_deref(), last.as_ref()) { Ok(()) } else { Err(unlike(case)) }
}

/// Hold a thing as an act has read it, before it uses what it read: a thing is held that way which the act doesn't change itself, and one whose record would
/// come too late, after what was read is in something else.
///
/// # Errors
/// `stale` if somebody acted on the thing in between; others as [`one`].
pub async fn read(db: &Db, tx: &DatabaseTransaction, case: Case, image: &str) -> Result<(), Problem> {
    if agrees(Some(image), last(tx, case).await?.as_ref()) {
        return Ok(());
    }
    // What is committed is one moment's; what the act has read may be of two.
    one(db, case).await?;
    Err(Problem::stale())
}

/// The last opening of a thing, if it is of its act.
async fn last(moment: &DatabaseTransaction, case: Case) -> Result<Option<opening::Model>, Problem> {
    let last = opening::Entity::find()
        .filter(opening::Column::CaseId.eq(case.id))
        .filter(opening::Column::CaseKind.eq(case.kind))
        .order_by_desc(opening::Column::RowId)
        .order_by_desc(opening::Column::Leaf)
        .limit(1);
    let last = last.one(moment).await?;
    if let Some(last) = &last {
        let row = row::Entity::find_by_id(last.row_id).one(moment).await?;
        if !row.is_some_and(|row| row.seals_as(last)) {
            return Err(unlike(case));
        }
    }
    Ok(last)
}

/// Hold what an act has just sealed against what is saved, once the act has its place: from then on nobody else has one before this transaction ends, and
/// whoever had one before is seen. An act that changes nothing, and so waits for nobody, would otherwise seal what a thing was before somebody changed it, and
/// from then on the thing would be unlike its last opening.
///
/// # Errors
/// `stale`.
pub async fn saved(tx: &DatabaseTransaction, case: Case, sealed: &str) -> Result<(), Problem> {
    if image(tx, case).await?.as_deref() == Some(sealed) { Ok(()) } else { Err(Problem::stale()) }
}

/// What a thing is.
async fn image(db: &DatabaseTransaction, case: Case) -> Result<Option<String>, Problem> {
    let of_kind = crate::IMAGERS.iter().find(|imager| imager.case_kind == case.kind);
    let imager = of_kind.ok_or_else(|| Problem::broken(format!("nobody makes images of {}", case.kind)))?;
    let before = Uuid::from_u128(case.id.as_u128().saturating_sub(1));
    let page = (imager.page)(db, before, 1).await?;
    Ok(page.into_iter().find_map(|(id, image)| (id == case.id).then_some(image)))
}

/// Hold what an act found against the last openings, in the transaction that changes it.
///
/// # Errors
/// As [`one`], naming the first that differs.
pub async fn many(tx: &DatabaseTransaction, changes: &[Change]) -> Result<(), Problem> {
    for part in changes.chunks(PART) {
        let mut lasts = lasts(tx, part).await?;
        for change in part {
            let last = lasts.remove(&(change.case.kind, change.case.id));
            if !agrees(change.was.as_deref(), last.as_ref()) {
                return Err(unlike(change.case));
            }
        }
    }
    Ok(())
}

async fn lasts(
    tx: &DatabaseTransaction,
    part: &[Change],
) -> Result<HashMap<(&'static str, Uuid), opening::Model>, DbErr> {
    let kinds: HashMap<&str, &'static str> = part.iter().map(|change| (change.case.kind, change.case.kind)).collect();
    let all = opening::Entity::find()
        .filter(opening::Column::CaseId.is_in(part.iter().map(|change| change.case.id)))
        .order_by_asc(opening::Column::RowId)
        .order_by_asc(opening::Column::Leaf);
    let mut lasts = HashMap::new();
    for opening in all.all(tx).await? {
        if let Some(kind) = kinds.get(opening.case_kind.as_str()) {
            // Later ones over earlier ones.
            lasts.insert((*kind, opening.case_id), opening);
        }
    }
    Ok(lasts)
}

fn agrees(image: Option<&str>, last: Option<&opening::Model>) -> bool {
    match (image, last) {
        (None, None) => true,
        (Some(image), Some(last)) => last.opens() && last.value.as_deref() == Some(image),
        _ => false,
    }
}

/// That a thing isn't what the journal says of it, which the log tells an administrator.
#[must_use]
pub fn unlike(case: Case) -> Problem {
    tracing::error!(kind = case.kind, id = %case.id, "a row isn't what the journal's last opening of it says: no act on it is recorded");
    Problem::refused(UNLIKE)
}
