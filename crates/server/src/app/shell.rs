//! What every handler holds: the database, the clock, the keys, and the way to begin a change.

use std::sync::{Arc, OnceLock};

use sea_orm::{DatabaseConnection, DatabaseTransaction};
use tokio::sync::{Notify, watch};
use uuid::Uuid;

use super::auth::By;
use super::clock::{Outside, fresh_id};
use super::config::Config;
use super::crypt::Crypt;
use super::db::Db;
use super::demonstration::Demonstration;
use super::idempotency;
use super::import::ahead::Ahead;
use super::journal::record::{Actor, Pen};
use super::journal::sequencer::State;
use super::journal::{Act, Change, held};
use super::kept::Kept;
use super::problem::{FieldFault, Problem};
use super::streams::Streams;
use super::value::Timestamp;

/// The application. Clones are the same one.
#[derive(Clone)]
pub struct App(Arc<Shell>);

/// Its parts.
pub struct Shell {
    /// The file.
    pub config: Config,
    /// The database.
    pub db: Db,
    /// Time and chance.
    pub outside: Arc<dyn Outside>,
    /// The key for what is encrypted at rest.
    pub crypt: Crypt,
    /// Rung when there are rows for the sequencer.
    pub recorded: Notify,
    /// Rung when there is a job.
    pub queued: Notify,
    /// What imports have read before it is their turn.
    pub ahead: Ahead,
    /// How it stands with the journal's writer in this process.
    pub sequencing: watch::Sender<State>,
    /// Answers to everybody.
    pub kept: Kept,
    /// Streams of events to everybody.
    pub streams: Streams,
    /// The accounts that the sign-in page offers, in a demonstration alone.
    demonstration: OnceLock<Demonstration>,
}

impl std::ops::Deref for App {
    type Target = Shell;

    fn deref(&self) -> &Shell {
        &self.0
    }
}

impl App {
    /// Of these parts.
    #[must_use]
    pub fn new(config: Config, db: Db, outside: Arc<dyn Outside>, crypt: Crypt) -> Self {
        let (recorded, queued, sequencing) = (Notify::new(), Notify::new(), watch::Sender::new(State::Off));
        let (ahead, kept, streams) = (Ahead::default(), Kept::default(), Streams::new(config.limits.streams));
        let demonstration = OnceLock::new();
        Self(Arc::new(Shell {
            config,
            db,
            outside,
            crypt,
            recorded,
            queued,
            ahead,
            sequencing,
            kept,
            streams,
            demonstration,
        }))
    }

    /// Offer a demonstration's accounts on the sign-in page of this process, from now on. Only the command `demo` calls it.
    pub fn demonstrate(&self, accounts: Demonstration) {
        let _ = self.demonstration.set(accounts);
    }

    /// The accounts that the sign-in page offers; none of a bureau.
    #[must_use]
    pub fn demonstration(&self) -> Option<&Demonstration> {
        self.demonstration.get()
    }

    /// The time.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.outside.now()
    }

    /// A fresh id.
    #[must_use]
    pub fn fresh<T: From<Uuid>>(&self) -> T {
        T::from(fresh_id(&*self.outside))
    }

    /// To read what is committed.
    #[must_use]
    pub fn read(&self) -> &DatabaseConnection {
        self.db.read()
    }

    /// Begin a change, for a person.
    ///
    /// # Errors
    /// A [`Problem`] if the database doesn't let it begin, or the act's key was used by a request that is still running.
    pub async fn begin(&self, by: &By) -> Result<Tx, Problem> {
        let tx = self.begin_as(by.actor()).await?;
        idempotency::claim(tx.db(), by, tx.now).await?;
        Ok(tx)
    }

    /// Begin a change of the system's own, or where nobody has signed in yet.
    ///
    /// # Errors
    /// A [`Problem`] if the database doesn't let it begin.
    pub async fn begin_as(&self, actor: Actor) -> Result<Tx, Problem> {
        let tx = self.db.begin().await?;
        Ok(Tx { tx, app: self.clone(), now: self.now(), actor, recorded: false })
    }
}

/// A change under way: all of it is saved and recorded, or nothing.
pub struct Tx {
    tx: DatabaseTransaction,
    app: App,
    /// The time of the change.
    pub now: Timestamp,
    actor: Actor,
    recorded: bool,
}

impl Tx {
    /// For the stores.
    #[must_use]
    pub fn db(&self) -> &DatabaseTransaction {
        &self.tx
    }

    fn pen(&self) -> Pen<'_, DatabaseTransaction> {
        Pen { db: &self.tx, outside: &*self.app.outside, at: self.now, actor: self.actor }
    }

    /// Record an act on one thing, which was until now what its last opening says.
    ///
    /// # Errors
    /// A [`Problem`]: `stale` if somebody acted on the thing in between; `unlike-journal` if it was changed past the server.
    pub async fn record(&mut self, act: Act) -> Result<(), Problem> {
        self.recorded = true;
        let (case, image) = (act.case, act.image.clone());
        let Some(image) = image else { return self.pen().record(act).await.map_err(taken) };
        held::one(&self.app.db, case).await?;
        self.pen().record(act).await.map_err(taken)?;
        held::saved(&self.tx, case, &image).await
    }

    /// Record an act on many things, which were until now what their last openings say.
    ///
    /// # Errors
    /// As [`Self::record`].
    pub async fn record_many(&mut self, act: Act, changes: &[Change]) -> Result<(), Problem> {
        held::many(&self.tx, changes).await?;
        self.recorded = true;
        self.pen().record_many(act, changes).await.map_err(taken)
    }

    /// Record the first act on each of many new things.
    ///
    /// # Errors
    /// As [`Self::record`].
    pub async fn record_each(&mut self, acts: &[Act]) -> Result<(), Problem> {
        self.recorded = true;
        self.pen().record_each(acts).await.map_err(taken)
    }

    /// Let it not have happened, the claim of its key neither.
    ///
    /// # Errors
    /// A [`Problem`] from the database.
    pub async fn undo(self) -> Result<(), Problem> {
        Ok(self.tx.rollback().await?)
    }

    /// Make it durable.
    ///
    /// # Errors
    /// A [`Problem`]; then nothing was saved.
    pub async fn commit(self) -> Result<(), Problem> {
        self.tx.commit().await?;
        self.app.db.changed();
        if self.recorded {
            self.app.recorded.notify_one();
        }
        Ok(())
    }
}

/// Somebody else's act has the place.
#[must_use]
pub fn taken(error: sea_orm::DbErr) -> Problem {
    match error.sql_err() {
        Some(sea_orm::SqlErr::UniqueConstraintViolation(_)) => Problem::stale(),
        _ => error.into(),
    }
}

/// The row of an id, or a 404.
///
/// # Errors
/// `not-found`.
pub fn found<T>(row: Option<T>) -> Result<T, Problem> {
    row.ok_or_else(Problem::not_found)
}

/// The version after the one that was read, if that is the one that was loaded; otherwise one that no row comes before, so that saving it is stale.
///
/// Without it, whoever names the version to come and whose save waits for somebody else's change would write over that change with what was loaded before it.
#[must_use]
pub const fn next(loaded: i64, read: i64) -> i64 {
    if loaded == read { read.saturating_add(1) } else { 0 }
}

/// Saving touched exactly one row, or somebody else had saved in between.
///
/// # Errors
/// `stale`.
pub fn saved(rows: u64) -> Result<(), Problem> {
    if rows == 1 { Ok(()) } else { Err(Problem::stale()) }
}

/// A row whose field must be unique was put in, or the field is taken.
///
/// # Errors
/// `fields`, naming the field; others as they are.
pub fn unique<T>(inserted: Result<T, sea_orm::DbErr>, field: &str, code: &'static str) -> Result<T, Problem> {
    inserted.map_err(|error| match error.sql_err() {
        Some(sea_orm::SqlErr::UniqueConstraintViolation(_)) => Problem::fields(vec![FieldFault::new(field, code)]),
        _ => error.into(),
    })
}

#[cfg(test)]
mod tests {
    use super::next;

    #[test]
    fn only_what_was_loaded_has_a_next_version() {
        assert_eq!(next(3, 3), 4);
        assert_eq!((next(3, 4), next(3, 2), next(i64::MAX, i64::MAX)), (0, 0, i64::MAX));
    }
}
