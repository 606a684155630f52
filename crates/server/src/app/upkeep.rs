//! What is cleared, after the times that `[keep]` in the configuration says.
//!
//! The journal refers to an upload by its digest and to nothing else of what goes here: the files and refused rows of imports, answers kept
//! for repeated requests, sessions that are over, failed tries to begin one. One process does it, once an hour: it takes a lease for that
//! hour, and gives it back only if something failed.

use std::time::Duration;

use sea_orm::{ConnectionTrait, DbErr, Statement, Value};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::import::expiry;
use super::journal::lease::{Claim, Lease};
use super::problem::Problem;
use super::shell::App;
use super::value::Timestamp;

/// The lease of who clears.
const NAME: &str = "upkeep";
/// From one turn to the next.
const EVERY_S: i64 = 3600;
/// How often a process looks whether it is its turn.
const LOOK: Duration = Duration::from_secs(60);
/// The most rows that one statement removes: others wait meanwhile.
const ROWS: u32 = 500;
const DAY_S: i64 = 24 * 3600;

/// What a turn removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cleared {
    /// Files of imports.
    pub files: u64,
    /// Chunks of refused rows.
    pub refused: u64,
    /// Answers of acts.
    pub answers: u64,
    /// Sessions.
    pub sessions: u64,
    /// Failed tries to begin one.
    pub tries: u64,
}

/// The time so many days ago.
#[must_use]
pub fn days_before(now: Timestamp, days: u32) -> Timestamp {
    now.plus_s(-DAY_S * i64::from(days))
}

/// Clear from time to time until `stop` is cancelled.
pub fn start(app: &App, stop: &CancellationToken) -> JoinHandle<()> {
    let (app, stop) = (app.clone(), stop.clone());
    tokio::spawn(async move {
        while !stop.is_cancelled() {
            if let Err(problem) = turn(&app).await {
                tracing::error!(cause = problem.cause, "what is old can't be cleared");
            }
            tokio::select! {
                () = stop.cancelled() => {}
                () = tokio::time::sleep(LOOK) => {}
            }
        }
    })
}

/// Clear, if it is time and nobody else does.
///
/// # Errors
/// A [`Problem`] from the database or the file system; what is left then is cleared by the next turn.
pub async fn turn(app: &App) -> Result<Option<Cleared>, Problem> {
    let Some(lease) = Lease::take_for(app, NAME, Claim::IfFree, EVERY_S).await? else { return Ok(None) };
    match clear(app).await {
        Ok(cleared) => {
            cleared.tell();
            Ok(Some(cleared))
        }
        Err(problem) => {
            lease.release(&app.db).await?;
            Err(problem)
        }
    }
}

async fn clear(app: &App) -> Result<Cleared, Problem> {
    let (now, keep, limits) = (app.now(), &app.config.keep, &app.config.limits);
    let old = days_before(now, keep.sessions_days);
    let answers = days_before(now, keep.answers_days).0.into();
    let sessions = [old.0.into(), old.plus_s(-limits.session_idle_s).0.into(), old.plus_s(-limits.session_s).0.into()];
    Ok(Cleared {
        files: expiry::files(app, now).await?,
        refused: remove(app, REFUSED, &[days_before(now, keep.imports_days).0.into()]).await?,
        answers: remove(app, ANSWERS, &[answers]).await?,
        sessions: remove(app, SESSIONS, &sessions).await?,
        tries: remove(app, TRIES, &[old.0.into()]).await?,
    })
}

const REFUSED: &str = "DELETE FROM import_refused WHERE (job, first_row) IN (SELECT r.job, r.first_row \
    FROM import_refused r JOIN job j ON j.id = r.job \
    WHERE j.at < $1 AND j.state NOT IN ('waiting', 'running') LIMIT ROWS)";
const ANSWERS: &str = "DELETE FROM idempotency WHERE (person, key) IN \
    (SELECT person, key FROM idempotency WHERE at < $1 ORDER BY at LIMIT ROWS)";
const SESSIONS: &str = "DELETE FROM session WHERE hash IN \
    (SELECT hash FROM session WHERE ended < $1 OR seen < $2 OR at < $3 LIMIT ROWS)";
const TRIES: &str =
    "DELETE FROM failed_sign_in WHERE place IN (SELECT place FROM failed_sign_in WHERE last < $1 LIMIT ROWS)";

/// Remove rows a few at a time.
async fn remove(app: &App, sql: &str, values: &[Value]) -> Result<u64, DbErr> {
    let (db, sql) = (app.db.write(), sql.replace("ROWS", &ROWS.to_string()));
    let mut removed = 0;
    loop {
        let statement = Statement::from_sql_and_values(db.get_database_backend(), &sql, values.iter().cloned());
        let some = db.execute_raw(statement).await?.rows_affected();
        removed += some;
        if some < u64::from(ROWS) {
            return Ok(removed);
        }
    }
}

impl Cleared {
    fn tell(self) {
        let Self { files, refused, answers, sessions, tries } = self;
        if self != Self::default() {
            tracing::info!(files, refused, answers, sessions, tries, "what was old is cleared");
        }
        let each = [
            ("import-file", files),
            ("import-refused", refused),
            ("answer", answers),
            ("session", sessions),
            ("failed-sign-in", tries),
        ];
        for (what, count) in each {
            metrics::counter!("cleared_total", "what" => what).increment(count);
        }
    }
}
