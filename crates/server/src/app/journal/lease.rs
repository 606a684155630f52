//! Which of several processes writes the journal, or does other work that one must do: a row that somebody holds until a time.
//!
//! The lease elects; it isn't what keeps the journal whole. Every transaction of the writer asks [`Lease::hold`] first and is
//! rolled back if the lease is somebody else's by then, and the guard refuses a checkpoint that doesn't follow the last. So
//! clocks of several machines may differ: the worst that comes of it is a change of writers.

use std::sync::Arc;

use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, Statement, Value};
use uuid::Uuid;

use crate::app::App;
use crate::app::clock::Outside;
use crate::app::db::Db;
use crate::app::value::Timestamp;

/// The journal's writer.
const NAME: &str = "journal";

/// Whose lease may be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// One that has run out.
    IfFree,
    /// Anybody's: the caller knows that nobody else is at work.
    Over,
}

/// A lease somebody took.
#[derive(Clone)]
pub struct Lease {
    name: &'static str,
    holder: Uuid,
    /// So long it lasts without being renewed. It is with every transaction, and by an idle writer three times as often.
    lasts_s: i64,
    outside: Arc<dyn Outside>,
}

/// Who has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Held {
    /// A process's own number, fresh each time it takes the lease.
    pub holder: Uuid,
    /// Until when.
    pub until: Timestamp,
}

fn statement<C: ConnectionTrait>(db: &C, sql: &str, values: Vec<Value>) -> Statement {
    Statement::from_sql_and_values(db.get_database_backend(), sql, values)
}

impl Lease {
    /// Take the journal's lease, if it is to be had.
    ///
    /// # Errors
    /// [`DbErr`].
    pub async fn take(app: &App, claim: Claim) -> Result<Option<Self>, DbErr> {
        Self::take_for(app, NAME, claim, app.config.limits.lease_s).await
    }

    /// Take a lease of this name for so long, if it is to be had.
    ///
    /// # Errors
    /// [`DbErr`].
    pub async fn take_for(app: &App, name: &'static str, claim: Claim, lasts_s: i64) -> Result<Option<Self>, DbErr> {
        let lease = Self { name, holder: app.fresh(), lasts_s, outside: Arc::clone(&app.outside) };
        let now = app.now();
        let free = match claim {
            Claim::IfFree => now.0,
            Claim::Over => i64::MAX,
        };
        let sql = "INSERT INTO lease (name, holder, until) VALUES ($1, $2, $3) \
                   ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until \
                   WHERE lease.until <= $4";
        let values = vec![name.into(), lease.holder.into(), now.plus_s(lasts_s).0.into(), free.into()];
        let db = app.db.write();
        let taken = db.execute_raw(statement(db, sql, values)).await?.rows_affected() == 1;
        Ok(taken.then_some(lease))
    }

    /// Renew it; whether it still is this one's. In a transaction nobody else can take it until that ends.
    ///
    /// # Errors
    /// [`DbErr`].
    pub async fn hold<C: ConnectionTrait>(&self, db: &C) -> Result<bool, DbErr> {
        let sql = "UPDATE lease SET until = $1 WHERE name = $2 AND holder = $3";
        let until = self.outside.now().plus_s(self.lasts_s).0;
        let values = vec![until.into(), self.name.into(), self.holder.into()];
        Ok(db.execute_raw(statement(db, sql, values)).await?.rows_affected() == 1)
    }

    /// After so many seconds an idle writer renews it.
    #[must_use]
    pub fn renew_s(&self) -> i64 {
        self.lasts_s / 3
    }

    /// Give it back, so that another need not wait.
    ///
    /// # Errors
    /// [`DbErr`].
    pub async fn release(&self, db: &Db) -> Result<(), DbErr> {
        let sql = "UPDATE lease SET until = 0 WHERE name = $1 AND holder = $2";
        let db = db.write();
        db.execute_raw(statement(db, sql, vec![self.name.into(), self.holder.into()])).await.map(|_| ())
    }
}

/// Who has the lease, if anybody ever took it.
///
/// # Errors
/// [`DbErr`].
pub async fn held<C: ConnectionTrait>(db: &C) -> Result<Option<Held>, DbErr> {
    let sql = "SELECT holder, until FROM lease WHERE name = $1";
    Held::find_by_statement(statement(db, sql, vec![NAME.into()])).one(db).await
}
