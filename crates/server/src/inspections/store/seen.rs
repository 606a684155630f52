//! What a publication puts among a subject's earlier visits, so that cool-downs, caps and strata of later draws count what everybody reads; and the visits
//! that no version is public of yet, which draws count too once their own draw is announced. Not the review does: a correction that is never published would steer later draws unseen, and what
//! changes in the registry would tell who was visited in a draw that is a secret.

use std::collections::{BTreeMap, BTreeSet};
use std::pin::Pin;

use sea_orm::entity::prelude::*;
use sea_orm::{DatabaseTransaction, DbErr, Statement};

use super::{record, visit};
use crate::app::bulk::{self, Rows};
use crate::app::problem::Problem;
use crate::app::shell::Tx;
use crate::app::value::Date;
use crate::inspections::rules::VisitId;
use crate::subjects::rules::VisitResult;
use crate::subjects::store::child::visit as seen;
use crate::subjects::store::{self as subjects, image, subject};

/// Count a record that is published, and take the version before it out; once. Nothing is counted of a visit whose subject the registry doesn't have.
///
/// # Errors
/// A [`Problem`]: `stale` if somebody changed the subject in between.
pub async fn publish(tx: &mut Tx, row: &visit::Model, fresh: &record::Model) -> Result<(), Problem> {
    // Versions of a time when reviews counted are counted.
    if !matches!(fresh.counted.as_str(), "" | "[]") {
        return Ok(());
    }
    let all = record::of(tx.db(), &[row.id]).await?;
    let before = all.into_iter().rfind(|one| one.number < fresh.number && one.reviewer.is_some());
    let counted = lots::canonical::to_text(&count(tx, row, fresh, before.as_ref()).await?);
    record::counted(tx.db(), fresh.id, &counted).await?;
    let whole = super::whole(tx.db(), row.clone()).await?;
    tx.record(whole.act("visit.counted").number("number", fresh.number)).await
}

/// A day on which a subject, by its number, was visited.
pub type Day = (i64, Date);

/// The visits of reviewed records of which no version is public yet, by day; not those of draws that aren't announced, or whom another draw leaves out would
/// tell who was visited.
///
/// # Errors
/// [`DbErr`].
#[must_use]
pub fn uncounted(db: &DatabaseTransaction) -> Pin<Box<dyn Future<Output = Result<BTreeSet<Day>, DbErr>> + Send + '_>> {
    const SQL: &str = "SELECT v.subject, r.visited, r.results FROM visit v
        JOIN draw d ON d.id = v.draw AND d.state = 'announced'
        JOIN visit_record r ON r.visit = v.id AND r.number = v.reviewed AND r.reviewer IS NOT NULL
        WHERE v.subject IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM visit_record c WHERE c.visit = v.id AND c.counted NOT IN ('', '[]'))";
    Box::pin(async move {
        let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), SQL)).await?;
        let mut days = BTreeSet::new();
        for row in rows {
            let results: String = row.try_get_by_index(2)?;
            let results: Vec<VisitResult> = serde_json::from_str(&results).unwrap_or_default();
            if VisitResult::have_reached(&results) {
                days.insert((row.try_get_by_index(0)?, row.try_get_by_index(1)?));
            }
        }
        Ok(days)
    })
}

/// What is known of a day's visits by their records: whether one reached somebody, and what those that didn't came to besides.
#[derive(Debug, Default)]
struct Between {
    is_reached: bool,
    besides: BTreeSet<VisitResult>,
}

/// The days that the registry has of a visit that reached nobody though its record came to something else besides, which it can't any more: no visit. Not those
/// on which another visit reached somebody.
///
/// # Errors
/// [`DbErr`].
#[must_use]
pub fn unreached(db: &DatabaseTransaction) -> Pin<Box<dyn Future<Output = Result<BTreeSet<Day>, DbErr>> + Send + '_>> {
    const SQL: &str = "SELECT o.subject, o.visited, o.result FROM visit_seen s
        JOIN visit_seen o ON o.subject = s.subject AND o.visited = s.visited AND o.result NOT IN ('not-reached', 'gone')
        WHERE s.result IN ('not-reached', 'gone')";
    Box::pin(async move {
        let mut mixed: BTreeMap<Day, BTreeSet<VisitResult>> = BTreeMap::new();
        for row in db.query_all_raw(Statement::from_string(db.get_database_backend(), SQL)).await? {
            let day = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
            mixed.entry(day).or_default().insert(row.try_get_by_index(2)?);
        }
        let numbers: BTreeSet<i64> = mixed.keys().map(|(number, _)| *number).collect();
        let by_day = by_day(db, &numbers.into_iter().collect::<Vec<_>>()).await?;
        // What no record says is of an earlier visit that somebody entered.
        let is_nobodys = |(day, results): &(Day, BTreeSet<VisitResult>)| {
            by_day.get(day).is_some_and(|between| !between.is_reached && results.is_subset(&between.besides))
        };
        Ok(mixed.into_iter().filter(is_nobodys).map(|(day, _)| day).collect())
    })
}

/// What the records that count of these subjects, by their numbers, came to on each day.
async fn by_day(db: &DatabaseTransaction, subjects: &[i64]) -> Result<BTreeMap<Day, Between>, DbErr> {
    let mut all: BTreeMap<Day, Between> = BTreeMap::new();
    for part in subjects.chunks(500) {
        let visits = visit::Entity::find().filter(visit::Column::Subject.is_in(part.iter().copied()));
        let visits: BTreeMap<VisitId, Option<i64>> =
            visits.all(db).await?.into_iter().map(|row| (row.id, row.subject)).collect();
        let ids: Vec<VisitId> = visits.keys().copied().collect();
        let mut records = record::of(db, &ids).await?;
        records.retain(|record| !record.counted.is_empty());
        // The last version that was published counts: later ones are put in last.
        records.sort_by_key(|record| record.number);
        let counted: BTreeMap<VisitId, record::Model> = records.into_iter().map(|row| (row.visit, row)).collect();
        for (id, record) in counted {
            let Some(number) = visits.get(&id).copied().flatten() else { continue };
            let results: Vec<VisitResult> = serde_json::from_str(&record.results).unwrap_or_default();
            let between = all.entry((number, record.visited)).or_default();
            if VisitResult::have_reached(&results) {
                between.is_reached = true;
            } else {
                between.besides.extend(results);
            }
        }
    }
    Ok(all)
}

/// Count a record, and take the version before it out. Which of its results weren't there yet.
///
/// # Errors
/// A [`Problem`]: `stale` if somebody changed the subject in between.
async fn count(
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
        let counted: Vec<VisitResult> = match before.counted.as_str() {
            "" => Vec::new(),
            text => serde_json::from_str(text).map_err(Problem::broken)?,
        };
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
