//! The database as a journal's storage does what the trait promises, as the storage in memory does.

use std::sync::Arc;

use journal::entry::{Actor, CaseName, Draft};
use journal::files::guard::FileGuard;
use journal::hammer::{self, Load};
use journal::key::{KeyType, SecretKey, Signer, VerifierKey};
use journal::keys::KeysNote;
use journal::queue::{Limits, Queue};
use journal::sequencer::{Identity, NoStart, Sequencer, Stopped};
use journal::storage::memory::Disk;
use journal::storage::{BatchName, Guard, Published, Storage};
use lots::hash::Digest;
use sea_orm::{DbBackend, EntityTrait};
use tokio::runtime::Handle;
use yaoguang::app::App;
use yaoguang::app::journal::lease::{Claim, Lease};
use yaoguang::app::journal::storage::{DbLog, DbStorage, file};

use crate::world::*;

const ORIGIN: &str = "b.example/journal";

fn key(n: u8) -> SecretKey {
    SecretKey::new(KeyType::Ed25519, ORIGIN.parse().unwrap(), [n; 32]).unwrap()
}

fn known() -> Vec<VerifierKey> {
    vec![key(1).verifier_key().clone()]
}

fn root() -> SecretKey {
    SecretKey::new(KeyType::Ed25519, format!("{ORIGIN}/root").parse().unwrap(), [9; 32]).unwrap()
}

fn identity() -> Identity {
    Identity { origin: ORIGIN.parse().unwrap(), root: root().verifier_key().clone(), signers: vec![Box::new(key(1))] }
}

fn create(storage: impl Storage, guard: impl Guard) {
    let note = KeysNote::first(ORIGIN.parse().unwrap(), known()).unwrap().sign(&root()).unwrap();
    Sequencer::create(storage, guard, identity(), note.to_string().as_bytes()).unwrap();
}

/// The n-th draft; every third goes on with a case.
fn draft(n: usize) -> Draft {
    Draft {
        actor: Actor::SYSTEM,
        body: Default::default(),
        case: CaseName { id: format!("{}", n / 3).parse().unwrap(), kind: "thing".parse().unwrap() },
        kind: "thing.done".parse().unwrap(),
        organisation: "b.example".parse().unwrap(),
        time: "2026-03-05T21:30:00+08:00".parse().unwrap(),
    }
}

/// The database without its own journal, and what opens it as a storage.
async fn emptied(world: &World) -> (App, Handle) {
    for table in ["journal_file", "journal_staged", "lease"] {
        world.tamper(&format!("DELETE FROM {table}")).await;
    }
    (world.app.clone(), Handle::current())
}

fn storage(app: &App, handle: &Handle) -> DbStorage {
    let lease = handle.block_on(Lease::take(app, Claim::Over)).unwrap().unwrap();
    DbStorage::new(app.db.clone(), lease, handle.clone())
}

fn file_guard(app: &App) -> FileGuard {
    FileGuard::open(&app.config.data.with_file_name("other-guard"), &app.config.data).unwrap()
}

/// On a thread that may wait.
async fn aside<T: Send + 'static>(act: impl FnOnce() -> T + Send + 'static) -> T {
    tokio::task::spawn_blocking(act).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_drafts_give_the_files_that_storage_in_memory_has() {
    for world in World::every().await {
        let (app, handle) = emptied(&world).await;
        let files = aside(move || {
            let disk = Disk::new();
            create(disk.data(), disk.guard());
            create(storage(&app, &handle), file_guard(&app));
            let mut next = 0;
            for sizes in [[1, 300, 2], [255, 1, 700], [0, 513, 3]] {
                let mut memory = Sequencer::recover(disk.data(), disk.guard(), identity()).unwrap();
                let mut ours = Sequencer::recover(storage(&app, &handle), file_guard(&app), identity()).unwrap();
                for size in sizes {
                    let drafts: Vec<_> = (next..next + size).map(draft).collect();
                    next += size;
                    assert_eq!(ours.append(drafts.clone()), memory.append(drafts));
                }
                ours.settle().unwrap();
                memory.settle().unwrap();
                assert_eq!(storage(&app, &handle).staged().unwrap(), []);
            }
            let log = DbLog::new(Arc::new(app.db.read().clone()), handle.clone());
            for (path, bytes) in disk.files() {
                assert_eq!(log.read(&path).unwrap().as_ref(), Some(&bytes), "{path}");
            }
            disk.files().len()
        });
        assert_eq!(files.await, file::Entity::find().all(world.app.read()).await.unwrap().len());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn readers_see_every_acknowledged_entry_while_many_write() {
    for world in World::every().await {
        let (app, handle) = emptied(&world).await;
        let report = aside(move || {
            create(storage(&app, &handle), file_guard(&app));
            let writer = Sequencer::recover(storage(&app, &handle), file_guard(&app), identity()).unwrap();
            let queue = Queue::start(writer, Limits::default());
            let log = DbLog::new(Arc::new(app.db.read().clone()), handle.clone());
            let load = Load { writers: 8, readers: 2, drafts: 60 };
            let make = |writer: usize, n: usize| draft(3 * (writer * load.drafts + n));
            let begin = std::time::Instant::now();
            let now = || u64::try_from(begin.elapsed().as_nanos()).unwrap_or(u64::MAX);
            let report = hammer::run(&queue.intake(), (&log, &known()), load, make, now).unwrap();
            queue.close().unwrap();
            report
        });
        let report = report.await;
        assert_eq!((report.appended, report.refused, report.inclusions), (480, 0, 960));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_staged_batch_is_seen_by_its_writer_only_and_forgotten_with_the_next_commit() {
    for world in World::every().await {
        let (app, handle) = emptied(&world).await;
        aside(move || {
            let mut first = storage(&app, &handle);
            let name = BatchName { size: 3, root: Digest::of(b"root") };
            first.stage(name, b"batch").unwrap();
            assert_eq!((first.staged().unwrap(), first.read_staged(name).unwrap()), (vec![name], b"batch".to_vec()));
            assert_eq!(first.read("batch"), Ok(None));
            first.remove_staged(name).unwrap();
            assert_eq!(first.staged(), Ok(vec![]));
            assert!(first.read_staged(name).is_err());
            first.sync().unwrap();
            first.write("tile/0/000.p/3", b"hashes").unwrap();
            assert_eq!(first.read("tile/0/000.p/3"), Ok(Some(b"hashes".to_vec())));
            first.replace_checkpoint(b"checkpoint").unwrap();
            let mut second = storage(&app, &handle);
            assert_eq!(second.staged(), Ok(vec![]));
            assert_eq!(second.read("tile/0/000.p/3"), Ok(Some(b"hashes".to_vec())));
            assert_eq!(second.read("checkpoint"), Ok(Some(b"checkpoint".to_vec())));
            second.later(vec!["tile/0/000".into()]).unwrap()().unwrap();
            assert_eq!(second.read("tile/0/000.p/3"), Ok(None));
            // The first has lost its lease with that.
            assert!(first.stage(name, b"batch").is_err() && first.replace_checkpoint(b"other").is_err());
            assert_eq!(second.read("checkpoint"), Ok(Some(b"checkpoint".to_vec())));
        })
        .await;
    }
}

/// A statement that fails as a full disk would, for SQLite.
fn failing(table: &str) -> String {
    format!("CREATE TRIGGER full BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'disk full'); END")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_that_fails_stops_the_writer_and_the_next_start_knows() {
    let world = World::sqlite().await;
    assert_eq!(world.app.db.backend(), DbBackend::Sqlite);
    let (app, handle) = emptied(&world).await;
    aside({
        let (app, handle) = (app.clone(), handle.clone());
        move || create(storage(&app, &handle), file_guard(&app))
    })
    .await;
    // Staging fails before the guard has it, publishing behind that: the batch isn't there, and is.
    for (table, expected) in [("journal_staged", 1), ("journal_file", 3)] {
        let sql = failing(table);
        let size = aside({
            let (app, handle) = (app.clone(), handle.clone());
            move || {
                let start = || -> Result<Sequencer<_, _>, NoStart> {
                    Sequencer::recover(storage(&app, &handle), file_guard(&app), identity())
                };
                let mut writer = start().unwrap();
                let size = usize::try_from(writer.checkpoint().checkpoint().size()).unwrap();
                writer.append(vec![draft(3 * size)]).unwrap();
                handle.block_on(sea_orm::ConnectionTrait::execute_unprepared(app.db.write(), &sql)).unwrap();
                assert!(matches!(writer.append(vec![draft(3 * size + 3)]), Err(Stopped::Fault(_))));
                assert!(writer.append(vec![draft(3 * size + 3)]).is_err(), "it is not used again");
                let drop = "DROP TRIGGER full";
                handle.block_on(sea_orm::ConnectionTrait::execute_unprepared(app.db.write(), drop)).unwrap();
                start().unwrap().checkpoint().checkpoint().size()
            }
        });
        assert_eq!(size.await, expected, "{table}");
    }
}
