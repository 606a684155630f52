//! Which files of imports are needed no more.
//!
//! The folder is gone through, not the table: what a process that died left behind is found too.

use std::io;

use axum::http::StatusCode;
use sea_orm::EntityTrait as _;
use tokio::fs;
use uuid::Uuid;

use super::rules::{self, ImportId, Leftover};
use super::store;
use super::upload;
use crate::app::App;
use crate::app::jobs;
use crate::app::problem::Problem;
use crate::app::upkeep::days_before;
use crate::app::value::Timestamp;

/// Refuse what needs files that were cleared.
///
/// # Errors
/// `import-expired`.
pub fn kept(app: &App, id: ImportId) -> Result<(), Problem> {
    if upload::file(app, id).exists() {
        return Ok(());
    }
    Err(Problem::new(StatusCode::GONE, "import-expired").with("days", i64::from(app.config.keep.imports_days)))
}

/// Remove the files that nobody needs at `now`. How many there were.
///
/// # Errors
/// A [`Problem`] from the database or the file system.
pub async fn files(app: &App, now: Timestamp) -> Result<u64, Problem> {
    let mut removed = 0;
    let mut folder = match fs::read_dir(upload::folder(app)).await {
        Ok(folder) => folder,
        // Nothing was ever uploaded.
        Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok(0),
        Err(why) => return Err(Problem::broken(why)),
    };
    while let Some(entry) = folder.next_entry().await.map_err(Problem::broken)? {
        let name = entry.file_name();
        let Some(file) = name.to_str().and_then(Named::read) else { continue };
        if file.is_over(app, now).await? {
            fs::remove_file(entry.path()).await.map_err(Problem::broken)?;
            removed += 1;
        }
    }
    Ok(removed)
}

/// What a file's name says: `<import>`, `<import>.part`, `<import>.<job>.rows`, `<import>.<job>.twice`.
struct Named {
    import: Uuid,
    job: Option<Uuid>,
}

impl Named {
    fn read(name: &str) -> Option<Self> {
        let mut parts = name.split('.');
        let import = parts.next()?.parse().ok()?;
        Some(Self { import, job: parts.next().and_then(|part| part.parse().ok()) })
    }

    async fn is_over(&self, app: &App, now: Timestamp) -> Result<bool, Problem> {
        let Some(row) = store::Entity::find_by_id(ImportId(self.import)).one(app.read()).await? else {
            // An id says when it was made: a file without a row is still arriving, or never did.
            return Ok(made_at(self.import) < days_before(now, 1));
        };
        let job = match row.job {
            Some(job) => jobs::Entity::find_by_id(job).one(app.read()).await?,
            None => None,
        };
        let last = job.as_ref().map_or(row.at, |job| job.at.max(row.at));
        let leftover = match (self.job, row.job) {
            (Some(of), Some(latest)) if of != latest.0 => Leftover::Earlier,
            _ => Leftover::Latest,
        };
        let before = days_before(now, app.config.keep.imports_days);
        Ok(rules::is_over(leftover, job.map(|job| job.state), last < before))
    }
}

/// When a UUIDv7 was made.
fn made_at(id: Uuid) -> Timestamp {
    let (seconds, nanos) = id.get_timestamp().map_or((0, 0), |at| at.to_unix());
    Timestamp(i64::try_from(seconds).unwrap_or(0) * 1_000_000 + i64::from(nanos / 1000))
}
