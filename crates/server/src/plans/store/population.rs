//! The registry's subjects, read once and folded into a plan's population.

use std::collections::HashMap;

use sea_orm::entity::prelude::*;
use sea_orm::{DbErr, QueryOrder, QuerySelect};

use crate::accounts::OrganisationId;
use crate::app::value::Date;
use crate::plans::rules::simulate::{Population, Seen};
use crate::plans::rules::{Facts, Line};
use crate::subjects::rules::VisitResult;
use crate::subjects::store::child::{tag, visit};
use crate::subjects::store::subject;
use crate::subjects::{Domain, Risk, Status};

/// How many subjects are read at a time.
const ROWS: u64 = 5_000;

/// What is read of a subject.
type Row = (i64, Domain, String, String, Risk, Option<i64>, Option<i64>, Status, OrganisationId);

/// What the registry knows of a subject's visits.
#[derive(Clone, Copy, Debug, Default)]
struct Visits {
    last: Option<Date>,
    last_year: u64,
    found: u64,
}

/// Fold the 存续 subjects of these organisations, for lines of a year's plan. Visits count that are dated today at the latest.
///
/// # Errors
/// [`DbErr`].
pub async fn gather<C: ConnectionTrait>(
    db: &C,
    offices: &[OrganisationId],
    lines: &[Line],
    (year, today): (i64, Date),
) -> Result<Population, DbErr> {
    let mut population = Population::default();
    let (tagged, mut behind) = (lines.iter().any(|line| !line.extent.tags.is_empty()), 0);
    loop {
        let rows = rows(db, behind).await?;
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return Ok(population) };
        let span = (first.0, last.0);
        let visits = visits(db, span, (year, today)).await?;
        let tags = if tagged { tags(db, span).await? } else { HashMap::new() };
        for (number, domain, region, industry, risk, cap, cooldown_days, status, organisation) in &rows {
            if *status != Status::Active || !offices.contains(organisation) {
                continue;
            }
            let visits = visits.get(number).copied().unwrap_or_default();
            let tags = tags.get(number).map_or(&[][..], Vec::as_slice);
            let facts = Facts { domain: *domain, region, industry, tags };
            let last_year = (visits.last_year, visits.found);
            let (risk, last, cap, cooldown_days) = (*risk, visits.last, *cap, *cooldown_days);
            population.add(lines, year, Seen { facts, risk, last, last_year, cap, cooldown_days });
        }
        behind = span.1;
    }
}

/// The next of the registry, whoever's they are and however they stand: asked by those, SQLite's planner finds all by an index and sorts them again for each
/// page.
async fn rows<C: ConnectionTrait>(db: &C, behind: i64) -> Result<Vec<Row>, DbErr> {
    use subject::Column::*;
    let rows = subject::Entity::find()
        .select_only()
        .columns([Number, Domain, Region, Industry, Risk, VisitsMost, CooldownDays, Status, Organisation])
        .filter(Number.gt(behind));
    rows.order_by_asc(Number).limit(ROWS).into_tuple().all(db).await
}

async fn visits<C: ConnectionTrait>(
    db: &C,
    (first, last): (i64, i64),
    (year, today): (i64, Date),
) -> Result<HashMap<i64, Visits>, DbErr> {
    let rows = visit::Entity::find().filter(visit::Column::Subject.between(first, last)).all(db).await?;
    let mut all: HashMap<i64, Visits> = HashMap::new();
    let mut before: HashMap<(i64, Date), bool> = HashMap::new();
    // As draws count them: who wasn't met wasn't visited.
    for row in rows.into_iter().filter(|row| row.visited <= today && row.result.has_reached()) {
        let one = all.entry(row.subject).or_default();
        one.last = one.last.max(Some(row.visited));
        if i64::from(row.visited.0.year()) == year - 1 {
            *before.entry((row.subject, row.visited)).or_default() |= row.result != VisitResult::Nothing;
        }
    }
    // A visit with two results stands in two rows, and is one.
    for ((subject, _), found) in before {
        let one = all.entry(subject).or_default();
        one.last_year += 1;
        one.found += u64::from(found);
    }
    Ok(all)
}

async fn tags<C: ConnectionTrait>(db: &C, (first, last): (i64, i64)) -> Result<HashMap<i64, Vec<String>>, DbErr> {
    let mut all: HashMap<i64, Vec<String>> = HashMap::new();
    let rows = tag::Entity::find().filter(tag::Column::Subject.between(first, last));
    for row in rows.order_by_asc(tag::Column::Subject).order_by_asc(tag::Column::Tag).all(db).await? {
        all.entry(row.subject).or_default().push(row.tag);
    }
    Ok(all)
}
