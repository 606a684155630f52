//! The database: SQLite or PostgreSQL, one code for both.
//!
//! SQLite has one connection that writes and a pool that reads, so that no two writers wait on its lock in turn;
//! PostgreSQL has a pool that writes and one that reads: many acts on one thing wait for its row with a connection each, and
//! whoever has the row may have to read before it lets go. A write transaction begins at once (`BEGIN IMMEDIATE`): one that starts by reading can't find
//! later that somebody else wrote.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use sea_orm::{
    AccessMode, ConnectOptions, ConnectionTrait as _, Database, DatabaseConnection, DatabaseTransaction, DbBackend,
    DbErr, IsolationLevel, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};

/// How many rows of an index SQLite looks at, as its own documentation advises.
const SAMPLE: u32 = 1000;

/// How many pages the write-ahead log has before they go into the database, 64 MB. A chunk of an import touches thousands of pages all over the
/// indexes of a large registry, and the next chunk the same ones again: with SQLite's 1,000 they were written anew after each.
const LOG: &str = "16000";

/// PostgreSQL plans a statement for the values it asks for, unless the address has options of its own. Left to itself it plans a prepared one anew five times and then
/// once for whatever may come: a word that two have and one that half of a million have were sought alike, on a walk through the whole registry.
const PLANS: [(&str, &str); 1] = [("plan_cache_mode", "force_custom_plan")];

/// How many connections to PostgreSQL look at what is committed beside those that write: each look takes some milliseconds.
const BESIDE: u32 = 4;

/// The ways to the database.
#[derive(Clone, Debug)]
pub struct Db {
    read: DatabaseConnection,
    write: DatabaseConnection,
    beside: DatabaseConnection,
    changes: Arc<AtomicU64>,
}

impl Db {
    /// Connect to `url`, with so many readers. PostgreSQL has as many connections that write, and four more that look beside them.
    ///
    /// # Errors
    /// [`DbErr`] if there is no database there.
    pub async fn connect(url: &str, readers: u32) -> Result<Self, DbErr> {
        if url.starts_with("sqlite:") {
            let write = Database::connect(sqlite(url, 1)).await?;
            if url.contains(":memory:") {
                return Ok(Self { read: write.clone(), beside: write.clone(), write, changes: Arc::default() });
            }
            let (read, beside) =
                (Database::connect(sqlite(url, readers)).await?, Database::connect(sqlite(url, 1)).await?);
            return Ok(Self { read, write, beside, changes: Arc::default() });
        }
        let pool = async |connections| Database::connect(postgres(url, connections)).await;
        Ok(Self {
            read: pool(readers).await?,
            write: pool(readers).await?,
            beside: pool(BESIDE).await?,
            changes: Arc::default(),
        })
    }

    /// Which of the two it is.
    #[must_use]
    pub fn backend(&self) -> DbBackend {
        self.read.get_database_backend()
    }

    /// To read what is committed.
    #[must_use]
    pub fn read(&self) -> &DatabaseConnection {
        &self.read
    }

    /// The connection that writes, for migrations and for bulk loads past the ORM.
    #[must_use]
    pub fn write(&self) -> &DatabaseConnection {
        &self.write
    }

    /// Let SQLite look at samples of its tables, without which its planner takes every value for equally frequent. Only tables that have
    /// grown much since the last time are looked at. PostgreSQL does that by itself.
    ///
    /// # Errors
    /// [`DbErr`].
    pub async fn sample(&self) -> Result<(), DbErr> {
        match self.backend() {
            DbBackend::Sqlite => {
                let look = format!("PRAGMA analysis_limit = {SAMPLE}; PRAGMA optimize = 0x10002");
                self.write.execute_unprepared(&look).await.map(|_| ())
            }
            _ => Ok(()),
        }
    }

    /// Something that the public sees was committed.
    pub fn changed(&self) {
        self.changes.fetch_add(1, Ordering::Release);
    }

    /// How often that was, in this process.
    #[must_use]
    pub fn changes(&self) -> u64 {
        self.changes.load(Ordering::Acquire)
    }

    /// Look at tables again, so that queries are planned for what is in them now. It is a sample: no lock is held for long.
    ///
    /// # Errors
    /// [`DbErr`].
    pub async fn analyze(&self, tables: &[&str]) -> Result<(), DbErr> {
        if self.backend() == DbBackend::Sqlite {
            self.write.execute_unprepared(&format!("PRAGMA analysis_limit = {SAMPLE}")).await?;
        }
        for table in tables {
            self.write.execute_unprepared(&format!("ANALYZE {table}")).await?;
        }
        Ok(())
    }

    /// Begin a transaction that reads, and sees one moment however long it takes.
    ///
    /// # Errors
    /// [`DbErr`].
    pub async fn snapshot(&self) -> Result<DatabaseTransaction, DbErr> {
        self.moment(&self.read).await
    }

    /// Begin a transaction that reads what is committed, while one that writes is under way. It has connections of its own: many writers that each waited for
    /// a second one of the same pool would wait for each other.
    ///
    /// # Errors
    /// [`DbErr`].
    pub async fn beside(&self) -> Result<DatabaseTransaction, DbErr> {
        self.moment(&self.beside).await
    }

    async fn moment(&self, connections: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
        let options = match self.backend() {
            // A read transaction of SQLite sees one moment by itself.
            DbBackend::Sqlite => TransactionOptions::default(),
            _ => TransactionOptions {
                isolation_level: Some(IsolationLevel::RepeatableRead),
                access_mode: Some(AccessMode::ReadOnly),
                ..Default::default()
            },
        };
        connections.begin_with_options(options).await
    }

    /// Begin a write transaction.
    ///
    /// # Errors
    /// [`DbErr`].
    pub async fn begin(&self) -> Result<DatabaseTransaction, DbErr> {
        let sqlite_transaction_mode = match self.backend() {
            DbBackend::Sqlite => Some(SqliteTransactionMode::Immediate),
            _ => None,
        };
        self.write.begin_with_options(TransactionOptions { sqlite_transaction_mode, ..Default::default() }).await
    }
}

fn postgres(url: &str, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options.max_connections(connections).sqlx_logging(false);
    if !url.contains("options=") {
        options.map_sqlx_postgres_opts(|server| server.options(PLANS));
    }
    options
}

fn sqlite(url: &str, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options.max_connections(connections).min_connections(1).sqlx_logging(false);
    options.map_sqlx_sqlite_opts(|options| {
        options
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(std::time::Duration::from_secs(10))
            .pragma("cache_size", "-65536")
            .pragma("temp_store", "memory")
            .pragma("wal_autocheckpoint", LOG)
    });
    options
}
