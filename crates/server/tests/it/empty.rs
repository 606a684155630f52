//! Empty databases with all tables. They are made once and copied: every test gets one of its own, and making the tables takes longer than most tests.

use sea_orm::ConnectionTrait as _;
use sea_orm_migration::MigratorTrait as _;
use tokio::sync::OnceCell;
use yaoguang::app::db::Db;
use yaoguang::migration::Migrator;

/// The bytes of a file.
pub async fn on_sqlite() -> &'static [u8] {
    static MADE: OnceCell<Vec<u8>> = OnceCell::const_new();
    let made = MADE.get_or_init(|| async {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("empty.db");
        let db = Db::connect(&format!("sqlite://{}?mode=rwc", file.display()), 1).await.unwrap();
        Migrator::up(db.write(), None).await.unwrap();
        db.read().clone().close().await.unwrap();
        // What the log holds goes into the file, so that the file alone is the database.
        db.write().execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)").await.unwrap();
        db.write().clone().close().await.unwrap();
        std::fs::read(&file).unwrap()
    });
    made.await
}

/// The address of a fresh database of the server that `cargo xtask test` started.
#[cfg(feature = "sql-tests")]
pub async fn on_postgres() -> String {
    static MADE: OnceCell<String> = OnceCell::const_new();
    let server = std::env::var("YAOGUANG_TEST_PG").expect("`cargo xtask test` starts a server and says where");
    let (at, _) = server.rsplit_once('/').unwrap();
    let admin = sea_orm::Database::connect(&server).await.unwrap();
    let empty = MADE.get_or_init(|| async {
        let name = format!("empty_{}", uuid::Uuid::now_v7().simple());
        admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
        let db = Db::connect(&format!("{at}/{name}"), 1).await.unwrap();
        Migrator::up(db.write(), None).await.unwrap();
        // A database that somebody is connected to isn't copied.
        db.read().clone().close().await.unwrap();
        db.write().clone().close().await.unwrap();
        name
    });
    let empty = empty.await;
    let name = format!("it_{}", uuid::Uuid::now_v7().simple());
    admin.execute_unprepared(&format!("CREATE DATABASE {name} TEMPLATE {empty}")).await.unwrap();
    format!("{at}/{name}")
}
