//! The journal's files in the database.
//!
//! A call is durable when its transaction has committed: SQLite syncs each commit, PostgreSQL is told to where its
//! configuration doesn't. What needn't be durable yet is gathered, and goes with the next commit: so a batch costs one
//! commit for being staged and one for being published. Every transaction holds the writer's lease.
//!
//! The traits wait for their answers, so they are for threads that aren't the runtime's own.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use journal::storage::{BatchName, Fault, Later, Published, Storage};
use lots::hash::Digest;
use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{Condition, DatabaseTransaction, QuerySelect};
use tokio::runtime::Handle;

use super::lease::Lease;
use crate::app::db::Db;

/// A file that anybody may be served.
pub mod file {
    use super::*;

    /// Path and bytes.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "journal_file")]
    pub struct Model {
        /// `checkpoint`, `tile/…`, `keys/…`.
        #[sea_orm(primary_key, auto_increment = false)]
        pub path: String,
        /// What is served.
        pub content: Vec<u8>,
    }

    /// To nothing.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A batch that nobody may see yet.
pub mod staged {
    use super::*;

    /// Name and bytes.
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "journal_staged")]
    pub struct Model {
        /// The tree's size behind it.
        #[sea_orm(primary_key, auto_increment = false)]
        pub size: i64,
        /// The tree's root behind it.
        #[sea_orm(primary_key, auto_increment = false)]
        pub root: Vec<u8>,
        /// The batch.
        pub content: Vec<u8>,
    }

    /// To nothing.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// How many rows one statement writes or removes.
const ROWS: usize = 400;

#[expect(clippy::needless_pass_by_value, reason = "it stands in `map_err`, which passes by value")]
fn not_done(error: DbErr) -> Fault {
    Fault::NotDone(error.to_string())
}

/// The bytes at a path of the log.
///
/// # Errors
/// [`DbErr`].
pub async fn read<C: ConnectionTrait>(db: &C, path: &str) -> Result<Option<Vec<u8>>, DbErr> {
    Ok(file::Entity::find_by_id(path).one(db).await?.map(|row| row.content))
}

/// The names of all staged batches.
///
/// # Errors
/// [`DbErr`].
pub async fn staged_names<C: ConnectionTrait>(db: &C) -> Result<Vec<BatchName>, DbErr> {
    let columns = staged::Entity::find().select_only().column(staged::Column::Size).column(staged::Column::Root);
    let rows: Vec<(i64, Vec<u8>)> = columns.into_tuple().all(db).await?;
    let name = |(size, root): (i64, Vec<u8>)| Some((u64::try_from(size).ok()?, Digest(root.try_into().ok()?)));
    let names = rows.into_iter().filter_map(name);
    Ok(names.map(|(size, root)| BatchName { size, root }).collect())
}

/// The log as a reader sees it through a connection or a transaction.
pub struct DbLog<C> {
    db: Arc<C>,
    handle: Handle,
}

impl<C: ConnectionTrait + Send> DbLog<C> {
    /// Through `db`, whose runtime is `handle`'s.
    #[must_use]
    pub fn new(db: Arc<C>, handle: Handle) -> Self {
        Self { db, handle }
    }
}

impl<C: ConnectionTrait + Send> Published for DbLog<C> {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Fault> {
        self.handle.block_on(read(&*self.db, path)).map_err(not_done)
    }
}

/// What goes with the next commit.
#[derive(Clone, Default)]
struct Gathered {
    written: BTreeMap<String, Vec<u8>>,
    removed: BTreeSet<BatchName>,
}

/// The journal's data, for its one writer.
pub struct DbStorage {
    db: Db,
    lease: Lease,
    handle: Handle,
    gathered: Gathered,
}

impl DbStorage {
    /// In `db`, for the holder of `lease`.
    #[must_use]
    pub fn new(db: Db, lease: Lease, handle: Handle) -> Self {
        Self { db, lease, handle, gathered: Gathered::default() }
    }

    /// Commit what has gathered, and a staged batch with it.
    fn commit(&mut self, batch: Option<(BatchName, &[u8])>) -> Result<(), Fault> {
        let Self { db, lease, handle, gathered } = self;
        handle.block_on(async {
            let tx = begin(db, lease).await?;
            gathered.write(&tx).await.map_err(not_done)?;
            if let Some((name, content)) = batch {
                stage(&tx, name, content).await.map_err(not_done)?;
            }
            finish(tx).await
        })?;
        self.db.changed();
        self.gathered = Gathered::default();
        Ok(())
    }
}

/// Begin a transaction that holds the lease.
async fn begin(db: &Db, lease: &Lease) -> Result<DatabaseTransaction, Fault> {
    let tx = loop {
        match db.begin().await {
            // A long import has the connection: nothing went wrong, and nothing was done.
            Err(DbErr::ConnectionAcquire(_)) => tracing::warn!("the journal's writer waits for the database"),
            other => break other.map_err(not_done)?,
        }
    };
    if tx.get_database_backend() == sea_orm::DbBackend::Postgres {
        let durable = "SELECT set_config('synchronous_commit', 'on', true) \
                       WHERE current_setting('synchronous_commit') IN ('off', 'local')";
        tx.execute_unprepared(durable).await.map_err(not_done)?;
    }
    if lease.hold(&tx).await.map_err(not_done)? { Ok(tx) } else { Err(Fault::NotDone("another writes".into())) }
}

/// Whether a commit that failed has happened, nobody can say.
async fn finish(tx: DatabaseTransaction) -> Result<(), Fault> {
    tx.commit().await.map_err(|error| Fault::Unknown(error.to_string()))
}

async fn stage<C: ConnectionTrait>(db: &C, name: BatchName, content: &[u8]) -> Result<(), DbErr> {
    let row = staged::ActiveModel {
        size: Set(size(name)?),
        root: Set(name.root.0.to_vec()),
        content: Set(content.to_owned()),
    };
    let again = OnConflict::columns([staged::Column::Size, staged::Column::Root])
        .update_column(staged::Column::Content)
        .to_owned();
    staged::Entity::insert(row).on_conflict(again).exec_without_returning(db).await.map(|_| ())
}

fn size(name: BatchName) -> Result<i64, DbErr> {
    i64::try_from(name.size).map_err(|_| DbErr::Custom("the journal is full".into()))
}

fn named(name: BatchName) -> Result<Condition, DbErr> {
    let root = staged::Column::Root.eq(name.root.0.to_vec());
    Ok(Condition::all().add(staged::Column::Size.eq(size(name)?)).add(root))
}

impl Gathered {
    fn is_empty(&self) -> bool {
        self.written.is_empty() && self.removed.is_empty()
    }

    async fn write<C: ConnectionTrait>(&self, db: &C) -> Result<(), DbErr> {
        let row = |(path, content): (&String, &Vec<u8>)| file::ActiveModel {
            path: Set(path.clone()),
            content: Set(content.clone()),
        };
        let rows: Vec<_> = self.written.iter().map(row).collect();
        for rows in rows.chunks(ROWS) {
            let over = OnConflict::column(file::Column::Path).update_column(file::Column::Content).to_owned();
            file::Entity::insert_many(rows.to_vec()).on_conflict(over).exec_without_returning(db).await?;
        }
        for name in &self.removed {
            staged::Entity::delete_many().filter(named(*name)?).exec(db).await?;
        }
        Ok(())
    }
}

impl Published for DbStorage {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Fault> {
        match self.gathered.written.get(path) {
            Some(bytes) => Ok(Some(bytes.clone())),
            None => self.handle.block_on(read(self.db.read(), path)).map_err(not_done),
        }
    }
}

impl Storage for DbStorage {
    fn stage(&mut self, name: BatchName, batch: &[u8]) -> Result<(), Fault> {
        self.gathered.removed.remove(&name);
        self.commit(Some((name, batch)))
    }

    fn staged(&self) -> Result<Vec<BatchName>, Fault> {
        let mut names = self.handle.block_on(staged_names(self.db.read())).map_err(not_done)?;
        names.retain(|name| !self.gathered.removed.contains(name));
        Ok(names)
    }

    fn read_staged(&self, name: BatchName) -> Result<Vec<u8>, Fault> {
        let rows = staged::Entity::find().filter(named(name).map_err(not_done)?);
        let row = self.handle.block_on(rows.one(self.db.read())).map_err(not_done)?;
        let row = row.filter(|_| !self.gathered.removed.contains(&name));
        row.map(|row| row.content).ok_or_else(|| Fault::NotDone(format!("no batch {name} is staged")))
    }

    fn remove_staged(&mut self, name: BatchName) -> Result<(), Fault> {
        self.gathered.removed.insert(name);
        Ok(())
    }

    /// Seen by readers with the checkpoint that needs it, in one transaction.
    fn write(&mut self, path: &str, bytes: &[u8]) -> Result<(), Fault> {
        self.gathered.written.insert(path.to_owned(), bytes.to_owned());
        Ok(())
    }

    fn replace_checkpoint(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        self.write("checkpoint", bytes)?;
        self.commit(None)
    }

    fn later(&mut self, full: Vec<String>) -> Result<Later, Fault> {
        if !self.gathered.is_empty() {
            self.commit(None)?;
        }
        let (db, lease, handle) = (self.db.clone(), self.lease.clone(), self.handle.clone());
        Ok(Box::new(move || handle.block_on(forget_partial(&db, &lease, full))))
    }
}

/// Remove the partial tiles of these paths.
async fn forget_partial(db: &Db, lease: &Lease, full: Vec<String>) -> Result<(), Fault> {
    if full.is_empty() {
        return Ok(());
    }
    let full: HashSet<String> = full.into_iter().collect();
    let paths = file::Entity::find().select_only().column(file::Column::Path);
    let paths = paths.filter(file::Column::Path.like("%.p/%")).into_tuple().all(db.read());
    let paths: Vec<String> = paths.await.map_err(not_done)?;
    let of_full = |path: &String| path.split_once(".p/").is_some_and(|(whole, _)| full.contains(whole));
    let gone: Vec<String> = paths.into_iter().filter(of_full).collect();
    for gone in gone.chunks(ROWS) {
        let tx = begin(db, lease).await?;
        let those = file::Column::Path.is_in(gone);
        file::Entity::delete_many().filter(those).exec(&tx).await.map_err(not_done)?;
        finish(tx).await?;
    }
    Ok(())
}
