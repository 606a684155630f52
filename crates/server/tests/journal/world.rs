//! A small bureau to do things to: a folder, a database, organisations, and what must hold of them whatever was done.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use sea_orm::{ConnectionTrait, Database, EntityTrait, PaginatorTrait};
use sea_orm_migration::MigratorTrait;
use tempfile::TempDir;
use tokio::runtime::Handle;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;
use yaoguang::IMAGERS;
use yaoguang::accounts::OrganisationId;
use yaoguang::accounts::rules::{Level, OrganisationState};
use yaoguang::accounts::store::organisation;
use yaoguang::app::App;
use yaoguang::app::clock::Real;
use yaoguang::app::config::Config;
use yaoguang::app::crypt::Crypt;
use yaoguang::app::db::Db;
use yaoguang::app::journal::audit::{Report, audit};
use yaoguang::app::journal::lease::{Claim, Lease};
use yaoguang::app::journal::record::{Actor, row};
use yaoguang::app::journal::sequencer::{self, Halt, State, Writer};
use yaoguang::migration::Migrator;

/// Who acts in these tests.
pub const ACTOR: Actor = Actor { person: Some(Uuid::from_u128(77)), role: "system-admin" };

/// A bureau's folder, and its database if that lies elsewhere.
pub struct World {
    folder: TempDir,
    url: Option<String>,
    pub app: App,
}

pub fn config(folder: &Path, url: Option<String>) -> Config {
    let text = Config::documented("a.example/journal", "a.example");
    let config: Config = toml::from_str(&text).unwrap();
    Config { data: folder.join("data"), guard: folder.join("guard"), database_url: url, ..config }
}

/// The server's parts, as a start makes them.
pub async fn open(config: Config) -> App {
    std::fs::create_dir_all(&config.data).unwrap();
    let db = Db::connect(&config.database(), 8).await.unwrap();
    App::new(config, db, Arc::new(Real), Crypt::new(&[7; 32]))
}

impl World {
    async fn of(url: Option<String>) -> Self {
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let app = open(config(folder.path(), url.clone())).await;
        Migrator::up(app.db.write(), None).await.unwrap();
        sequencer::init(&app).await.unwrap();
        Self { folder, url, app }
    }

    /// On SQLite.
    pub async fn sqlite() -> Self {
        Self::of(None).await
    }

    /// On every database there is to test with.
    pub async fn every() -> Vec<Self> {
        let mut worlds = vec![Self::sqlite().await];
        if let Some(server) = std::env::var("YAOGUANG_TEST_PG").ok().filter(|_| cfg!(feature = "sql-tests")) {
            worlds.push(Self::of(Some(fresh_database(&server).await)).await);
        }
        worlds
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The same bureau in another process, or after a restart.
    pub async fn again(&self) -> App {
        open(config(self.folder.path(), self.url.clone())).await
    }

    /// A statement past the system.
    pub async fn tamper(&self, sql: &str) {
        self.app.db.write().execute_unprepared(sql).await.unwrap();
    }

    /// The codes of what an audit finds.
    pub async fn findings(&self) -> Vec<&'static str> {
        self.audit().await.findings.iter().map(|finding| finding.code()).collect()
    }

    pub async fn audit(&self) -> Report {
        audit(&self.app, IMAGERS, |_, _, _| {}).await.unwrap()
    }

    /// That everything agrees, with so many entries, one a row.
    pub async fn is_whole(&self, entries: u64) {
        let report = self.audit().await;
        assert_eq!(report.findings, []);
        assert_eq!((report.rows, report.waiting, report.untold), (entries, 0, 0));
        assert_eq!(report.checkpoint.unwrap().checkpoint().size(), entries);
    }
}

/// A database of its own on the server.
pub async fn fresh_database(server: &str) -> String {
    let name = format!("journal_{}", Uuid::now_v7().simple());
    let admin = Database::connect(server).await.unwrap();
    admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
    let (place, _) = server.rsplit_once('/').unwrap();
    format!("{place}/{name}")
}

/// A new organisation, on record.
pub async fn add(app: &App) -> organisation::Model {
    let id: OrganisationId = app.fresh();
    let row = organisation::Model {
        id,
        parent: None,
        path: format!("{id}/"),
        name: "甲市价格监督检查局".into(),
        level: Level::City,
        region: "210400".into(),
        state: OrganisationState::Open,
        version: 1,
    };
    let mut tx = app.begin_as(ACTOR).await.unwrap();
    organisation::insert(tx.db(), &row).await.unwrap();
    tx.record(row.act("organisation.added")).await.unwrap();
    tx.commit().await.unwrap();
    row
}

/// The same under another name, on record.
pub async fn rename(app: &App, row: &organisation::Model) -> organisation::Model {
    let row = organisation::Model { name: format!("{}甲", row.name), version: row.version + 1, ..row.clone() };
    let mut tx = app.begin_as(ACTOR).await.unwrap();
    organisation::save(tx.db(), &row).await.unwrap();
    tx.record(row.act("organisation.renamed")).await.unwrap();
    tx.commit().await.unwrap();
    row
}

/// A writer that takes the lease from whoever has it, and what is done with it on a thread of its own.
pub async fn writing<T: Send + 'static>(
    app: &App,
    act: impl FnOnce(&mut Writer) -> Result<T, Halt> + Send + 'static,
) -> Result<T, Halt> {
    let (app, handle) = (app.clone(), Handle::current());
    let done = tokio::task::spawn_blocking(move || {
        let lease = handle.block_on(Lease::take(&app, Claim::Over))?.expect("a lease that is taken over");
        act(&mut Writer::open(&app, &handle, lease)?)
    });
    done.await.unwrap()
}

/// Write what waits; how many entries that gave.
pub async fn write(app: &App) -> Result<usize, Halt> {
    let all = |writer: &mut Writer| {
        let mut written = 0;
        loop {
            match writer.turn()? {
                0 => return writer.close().map(|()| written),
                some => written += some,
            }
        }
    };
    writing(app, all).await
}

/// Start the sequencer and wait until `reached` holds of how it stands.
pub async fn run_until(app: &App, reached: impl FnMut(&State) -> bool) -> State {
    let stop = CancellationToken::new();
    let running = sequencer::start(app, &stop);
    let state = app.sequencing.subscribe().wait_for(reached).await.unwrap().clone();
    stop.cancel();
    running.ended().await;
    state
}

/// The indexes of all rows, by id.
pub async fn indexes(app: &App) -> Vec<Option<i64>> {
    use sea_orm::QueryOrder;
    let rows =
        row::Entity::find().order_by_asc(<row::Entity as EntityTrait>::Column::Id).all(app.read()).await.unwrap();
    rows.into_iter().map(|row| row.entry).collect()
}

pub async fn rows(app: &App) -> u64 {
    row::Entity::find().count(app.read()).await.unwrap()
}
