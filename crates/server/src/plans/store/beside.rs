//! What stands beside a plan: the bench in each month, and visits for cause.

use sea_orm::entity::prelude::*;
use sea_orm::{DbErr, QueryOrder, QuerySelect};

use crate::accounts::OrganisationId;
use crate::app::value::Date;
use crate::complaints::store::complaint;
use crate::inspectors::rules::drawable;
use crate::inspectors::{InspectorId, store as inspectors};
use crate::plans::rules::simulate::Bench;

/// How many inspectors are read at a time.
const ROWS: u64 = 500;

/// The bench of these organisations in a year, as the registers stand today.
///
/// # Errors
/// [`DbErr`].
pub async fn bench<C: ConnectionTrait>(
    db: &C,
    offices: &[OrganisationId],
    year: i64,
    today: Date,
) -> Result<Bench, DbErr> {
    let year = i16::try_from(year).unwrap_or(i16::MAX);
    let firsts: Vec<Date> =
        (1..=12).filter_map(|month| jiff::civil::Date::new(year, month, 1).ok().map(Date)).collect();
    let mut bench = Bench { year, inspectors: [0; 12], for_cause: for_cause(db, offices, i64::from(year) - 1).await? };
    let mut behind = InspectorId(Uuid::nil());
    loop {
        let rows = inspectors::Entity::find()
            .filter(inspectors::Column::Id.gt(behind))
            .filter(inspectors::Column::Organisation.is_in(offices.iter().copied()))
            .order_by_asc(inspectors::Column::Id)
            .limit(ROWS)
            .all(db)
            .await?;
        let Some(last) = rows.last() else { return Ok(bench) };
        behind = last.id;
        for standing in inspectors::standings(db, &rows).await? {
            for (count, first) in bench.inspectors.iter_mut().zip(&firsts) {
                // Trainings are renewed: a rule on them isn't asked of days to come.
                let mut then = standing.clone();
                then.training_months = then.training_months.filter(|_| *first <= today);
                *count += u64::from(drawable(&then, *first).is_ok());
            }
        }
    }
}

/// Visits for cause in a year: complaints whose handling has a day of visit.
///
/// # Errors
/// [`DbErr`].
pub async fn for_cause<C: ConnectionTrait>(db: &C, offices: &[OrganisationId], year: i64) -> Result<u64, DbErr> {
    let day = |year: i64| format!("{year:04}-01-01");
    let rows = complaint::Entity::find()
        .filter(complaint::Column::Organisation.is_in(offices.iter().copied()))
        .filter(complaint::Column::Visited.gte(day(year)))
        .filter(complaint::Column::Visited.lt(day(year + 1)));
    rows.count(db).await
}
