//! A commit draws new secrets each time it is tried, so whoever could have it tried unseen would have one out of many rosters, and with it one out of many
//! results. The first attempt has the act that asked for it; each one after it, of a job whose worker was killed or that was put back in the database, is an act
//! of its own, which is in the journal before anything is drawn up. What the database refuses isn't tried again at all: somebody asks once more.
//!
//! Which jobs were tried is known by their rows, for another process, and in memory, which whoever has the database doesn't have.

use std::collections::BTreeSet;
use std::sync::Mutex;

use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::app::jobs::{Far, Job, JobId};
use crate::app::journal::record::{Actor, row};
use crate::app::problem::Problem;
use crate::app::value::Timestamp;
use crate::draws::rules::{DrawId, Refusal};
use crate::draws::store::Whole;

/// What was asked for.
const ASKED: &str = "drawing.commit-asked";
/// Every attempt of the same job after its first one.
const RETRIED: &str = "drawing.commit-retried";
/// So many times one job is taken up again: a server that dies each time doesn't go on for ever.
const MOST: u64 = 5;

/// The jobs that this process has tried, each of its own database.
static TRIED: Mutex<BTreeSet<(String, JobId)>> = Mutex::new(BTreeSet::new());

/// How far a job is: the draw's version that was asked for, and since its first attempt that there was one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum Mark {
    /// Nothing was tried.
    Asked(i64),
    /// Something was.
    Tried {
        /// The version.
        version: i64,
    },
}

impl Mark {
    /// The draw's version that was asked for.
    pub(super) const fn version(self) -> i64 {
        match self {
            Self::Asked(version) | Self::Tried { version } => version,
        }
    }
}

/// Begin an attempt: from here on the job was tried. Any but the first is on record.
///
/// # Errors
/// [`Refusal::CommitRetried`] if there were too many; `stale` if somebody acted on the draw in between; others from the database.
pub(super) async fn begin(app: &App, job: &Job, whole: &Whole) -> Result<(), Problem> {
    let mark: Mark = job.mark()?;
    let of = (app.config.database(), job.0.id);
    let is_known = TRIED.lock().map_or(true, |mut tried| !tried.insert(of));
    let is_again = is_known || matches!(mark, Mark::Tried { .. });
    let mut tx = app.begin_as(Actor::SYSTEM).await?;
    job.save(tx.db(), Far::default(), &Mark::Tried { version: mark.version() }).await?;
    if is_again {
        if acts(tx.db(), whole.draw.id, &[RETRIED], job.0.at).await? >= MOST {
            return Err(Refusal::CommitRetried.into());
        }
        tx.record(whole.act(RETRIED)).await?;
    }
    tx.commit().await
}

/// What an attempt came to. Another of the same job would have other secrets: where the database asks for the transaction to be run again, somebody asks for the
/// commit again.
///
/// # Errors
/// [`Refusal::CommitRetried`] in the place of what may be tried again; others as they are.
pub(super) fn once<T>(outcome: Result<T, Problem>) -> Result<T, Problem> {
    outcome.map_err(|no| match no.again {
        true => Problem { cause: no.cause, ..Problem::from(Refusal::CommitRetried) },
        false => no,
    })
}

/// How many attempts at a draw's commit are on record.
///
/// # Errors
/// A [`Problem`] from the database.
pub async fn attempts<C: ConnectionTrait>(db: &C, draw: DrawId) -> Result<u64, Problem> {
    acts(db, draw, &[ASKED, RETRIED], Timestamp(0)).await
}

/// How many acts of these kinds there were on a draw from some time on.
async fn acts<C: ConnectionTrait>(db: &C, draw: DrawId, kinds: &[&str], from: Timestamp) -> Result<u64, Problem> {
    let of = row::Entity::find().filter(row::Column::CaseKind.eq("drawing")).filter(row::Column::CaseId.eq(draw.0));
    let of = of.filter(row::Column::Kind.is_in(kinds.iter().copied())).filter(row::Column::At.gte(from));
    Ok(of.count(db).await?)
}

#[cfg(test)]
mod tests {
    use sea_orm::DbErr;

    use super::*;

    #[test]
    fn a_mark_of_before_is_one_of_a_job_that_was_not_tried() {
        let read = |text: &str| serde_json::from_str::<Mark>(text).unwrap();
        assert_eq!(read("7"), Mark::Asked(7));
        let tried = Mark::Tried { version: 7 };
        assert_eq!(read(&serde_json::to_string(&tried).unwrap()), tried);
        assert_eq!((Mark::Asked(7).version(), tried.version()), (7, 7));
    }

    #[test]
    fn what_the_database_would_have_run_again_ends_the_job() {
        let lost = || Problem::from(DbErr::Custom("could not serialize access".to_owned()));
        assert!(lost().again);
        let no = once::<()>(Err(lost())).unwrap_err();
        assert_eq!((no.again, no.code), (false, "draw-commit-retried"));
        assert!(no.cause.is_some_and(|cause| cause.contains("serialize")));
        assert_eq!(once::<()>(Err(Problem::stale())).unwrap_err().code, "stale");
        assert!(once(Ok(())).is_ok());
    }
}
