//! What a review puts among a subject's earlier visits, so that cool-downs, caps and strata of later draws count it.

use sea_orm::DbErr;
use sea_orm::entity::prelude::*;

use super::{record, visit};
use crate::app::bulk::{self, Rows};
use crate::app::problem::Problem;
use crate::app::shell::Tx;
use crate::app::value::Date;
use crate::subjects::rules::VisitResult;
use crate::subjects::store::child::visit as seen;
use crate::subjects::store::{self as subjects, image, subject};

/// Count a reviewed record, and take the version before it out. Which of its results weren't there yet.
///
/// # Errors
/// A [`Problem`]: `stale` if somebody changed the subject in between.
pub async fn count(
    tx: &mut Tx,
    row: &visit::Model,
    fresh: &record::Model,
    before: Option<&record::Model>,
) -> Result<Vec<VisitResult>, Problem> {
    let Some(number) = row.subject else { return Ok(Vec::new()) };
    let Some(at) = standing(tx, number).await? else { return Ok(Vec::new()) };
    let mut whole = subjects::whole(tx.db(), at).await?;
    let now = whole.visits.clone();
    if let Some(before) = before {
        let counted: Vec<VisitResult> = serde_json::from_str(&before.counted).map_err(Problem::broken)?;
        let others = others(tx, row, before.visited).await?;
        whole.visits.retain(|one| {
            one.visited != before.visited || !counted.contains(&one.result) || others.contains(&one.result)
        });
    }
    let mut added = Vec::new();
    for result in fresh.outcome()? {
        let one = seen::Model { subject: whole.row.number, visited: fresh.visited, result };
        if !whole.visits.contains(&one) {
            whole.visits.push(one);
            added.push(result);
        }
    }
    image::sort(&mut whole);
    if whole.visits != now {
        let version = whole.row.version;
        whole.row = whole.row.touched(tx.now, version);
        subject::save_same(tx.db(), &whole.row).await?;
        replace(tx, &whole.visits, whole.row.number).await?;
        tx.record(whole.act("subject.visited")).await?;
    }
    Ok(added)
}

/// The subject's row as it stands; of a merged one, the entry that stayed.
async fn standing(tx: &Tx, number: i64) -> Result<Option<subject::Model>, DbErr> {
    let mut row = subject::Entity::find().filter(subject::Column::Number.eq(number)).one(tx.db()).await?;
    while let Some(into) = row.as_ref().and_then(|row| row.merged_into) {
        row = subject::of_id(tx.db(), into).await?;
    }
    Ok(row)
}

/// What other visits to the same subject on that day came to, as their records in force say.
async fn others(tx: &Tx, row: &visit::Model, day: Date) -> Result<Vec<VisitResult>, Problem> {
    let visits = visit::Entity::find().filter(visit::Column::Code.eq(&row.code)).filter(visit::Column::Id.ne(row.id));
    let mut results = Vec::new();
    for other in visits.filter(visit::Column::Reviewed.gt(0)).all(tx.db()).await? {
        if let Some(record) = record::reviewed(tx.db(), other.id, other.reviewed).await?
            && record.visited == day
        {
            results.extend(record.outcome()?);
        }
    }
    Ok(results)
}

async fn replace(tx: &Tx, visits: &[seen::Model], subject: i64) -> Result<(), DbErr> {
    seen::Entity::delete_many().filter(seen::Column::Subject.eq(subject)).exec(tx.db()).await?;
    bulk::load(tx.db(), Rows::of::<seen::Entity>(visits)).await.map(|_| ())
}
