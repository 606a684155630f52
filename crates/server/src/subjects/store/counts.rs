//! How many subjects there are, by domain, region and status: for the portal's home.

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait, DbErr, Statement};

use crate::subjects::rules::{Domain, Status};

/// How many subjects the registry has, those that were merged left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// In all.
    pub all: i64,
    /// By domain, 存续 ones only.
    pub domains: BTreeMap<Domain, i64>,
    /// By region, 存续 ones only.
    pub regions: BTreeMap<String, i64>,
    /// By status.
    pub statuses: BTreeMap<Status, i64>,
}

/// Count them: one reading of an index that holds all three. A million take about a tenth of a second, so callers that many people
/// reach keep the answer for a while.
///
/// # Errors
/// [`DbErr`].
pub async fn counts<C: ConnectionTrait>(db: &C) -> Result<Counts, DbErr> {
    const COUNT: &str = "SELECT domain, region, status, count(*) FROM subject GROUP BY domain, region, status";
    let mut counts = Counts::default();
    for row in db.query_all_raw(Statement::from_string(db.get_database_backend(), COUNT)).await? {
        let (domain, region): (Domain, String) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        let (status, count): (Status, i64) = (row.try_get_by_index(2)?, row.try_get_by_index(3)?);
        counts.add(domain, region, status, count);
    }
    Ok(counts)
}

impl Counts {
    fn add(&mut self, domain: Domain, region: String, status: Status, count: i64) {
        if status == Status::Merged {
            return;
        }
        self.all += count;
        *self.statuses.entry(status).or_default() += count;
        if status == Status::Active {
            *self.domains.entry(domain).or_default() += count;
            *self.regions.entry(region).or_default() += count;
        }
    }
}
