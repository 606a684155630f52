//! What is backed up is restored to the byte, and an older journal isn't gone on with unseen.

use sea_orm::ConnectionTrait;
use yaoguang::IMAGERS;
use yaoguang::app::App;
use yaoguang::app::journal::audit::audit;
use yaoguang::app::journal::backup::rollback::{accept, look};
use yaoguang::app::journal::backup::{NoBackup, Secrets, backup, restore};
use yaoguang::app::journal::sequencer::{Halt, State};

use crate::world::*;

/// The bureau with its data gone and a backup in their place; the guard stays.
async fn restored(world: &World, from: &str) -> App {
    world.app.db.read().clone().close().await.unwrap();
    world.app.db.write().clone().close().await.unwrap();
    let lost = world.path("data");
    std::fs::rename(&lost, world.path("lost")).unwrap();
    let mut config = world.app.config.clone();
    if let Some(url) = &config.database_url {
        let (server, _) = url.rsplit_once('/').unwrap();
        config.database_url = Some(fresh_database(&format!("{server}/postgres")).await);
    }
    restore(&config, &world.path(from)).await.unwrap();
    open(config).await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_restored_is_what_was_backed_up() {
    for world in World::every().await {
        let row = add(&world.app).await;
        write(&world.app).await.unwrap();
        rename(&world.app, &row).await;
        let made = backup(&world.app, &world.path("backup"), Secrets::Copied).await.unwrap();
        assert_eq!(made.entries, 1);
        let before = (rows(&world.app).await, indexes(&world.app).await);
        let app = restored(&world, "backup").await;
        assert_eq!((rows(&app).await, indexes(&app).await), before);
        assert_eq!(look(&app).await.unwrap(), None);
        assert_eq!(write(&app).await, Ok(1));
        let report = audit(&app, IMAGERS, |_, _, _| {}).await.unwrap();
        assert_eq!((report.findings, report.rows, report.waiting), (vec![], 2, 0));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_older_than_the_guard_doesnt_write_until_that_is_accepted() {
    for world in World::every().await {
        let row = add(&world.app).await;
        write(&world.app).await.unwrap();
        backup(&world.app, &world.path("backup"), Secrets::Copied).await.unwrap();
        rename(&world.app, &row).await;
        write(&world.app).await.unwrap();
        let app = restored(&world, "backup").await;
        let state = run_until(&app, |state| matches!(state, State::Broken(_) | State::Writing(_))).await;
        assert!(matches!(&state, State::Broken(why) if why.contains("guard")), "{state:?}");
        let codes: Vec<_> = audit(&app, IMAGERS, |_, _, _| {}).await.unwrap().findings;
        assert_eq!(codes.iter().map(|finding| finding.code()).collect::<Vec<_>>(), ["log"]);
        let rollback = look(&app).await.unwrap().expect("the guard is ahead");
        assert_eq!(rollback.tree.checkpoint().size(), 1);
        assert_eq!(rollback.guard.as_ref().map(|signed| signed.checkpoint().size()), Some(2));
        accept(&app, &rollback).await.unwrap();
        assert_eq!(look(&app).await.unwrap(), None);
        // The record of it is the next entry.
        assert_eq!(write(&app).await, Ok(1));
        let report = audit(&app, IMAGERS, |_, _, _| {}).await.unwrap();
        assert_eq!((report.findings, report.rows), (vec![], 2));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guard_that_is_gone_isnt_replaced_unseen() {
    let world = World::sqlite().await;
    add(&world.app).await;
    write(&world.app).await.unwrap();
    std::fs::remove_dir_all(world.path("guard")).unwrap();
    assert!(matches!(write(&world.app).await, Err(Halt::Broken(_))));
    assert_eq!(world.findings().await, ["guard-missing"]);
    let rollback = look(&world.app).await.unwrap().expect("there is no guard");
    assert_eq!((rollback.guard.is_none(), rollback.tree.checkpoint().size()), (true, 1));
    accept(&world.app, &rollback).await.unwrap();
    assert_eq!(write(&world.app).await, Ok(1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_that_was_changed_or_would_write_over_something_isnt_restored() {
    let world = World::sqlite().await;
    add(&world.app).await;
    let (folder, config) = (world.path("backup"), &world.app.config);
    backup(&world.app, &folder, Secrets::Left).await.unwrap();
    assert!(!folder.join("keys").exists());
    assert!(matches!(backup(&world.app, &folder, Secrets::Left).await, Err(NoBackup::Exists(_))));
    assert!(matches!(restore(config, &folder).await, Err(NoBackup::InUse(_))));
    let elsewhere = crate::world::config(&world.path("elsewhere"), None);
    let file = folder.join("yaoguang.db");
    let whole = std::fs::read(&file).unwrap();
    let mut bytes = whole.clone();
    *bytes.last_mut().unwrap() ^= 1;
    std::fs::write(&file, bytes).unwrap();
    assert!(matches!(restore(&elsewhere, &folder).await, Err(NoBackup::Changed(_))));
    assert!(!elsewhere.data.exists());
    std::fs::write(&file, whole).unwrap();
    let other = yaoguang::app::config::Config { database_url: Some("postgres://x".into()), ..elsewhere.clone() };
    assert!(matches!(restore(&other, &folder).await, Err(NoBackup::OtherDatabase(_))));
    std::fs::remove_file(folder.join("manifest.json")).unwrap();
    assert!(matches!(restore(&elsewhere, &folder).await, Err(NoBackup::Manifest(_))));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_is_of_one_moment_while_others_write() {
    let world = World::sqlite().await;
    let writes = async {
        for _ in 0..40 {
            add(&world.app).await;
        }
    };
    let (to, other) = (world.path("backup"), world.again().await);
    let (made, ()) = tokio::join!(backup(&other, &to, Secrets::Copied), writes);
    made.unwrap();
    let app = restored(&world, "backup").await;
    write(&app).await.unwrap();
    let report = audit(&app, IMAGERS, |_, _, _| {}).await.unwrap();
    assert_eq!((report.findings, report.waiting), (vec![], 0));
    app.read().execute_unprepared("SELECT 1").await.unwrap();
}
