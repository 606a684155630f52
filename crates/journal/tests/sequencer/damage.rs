//! Flipped bits, restored backups, and other ways data and guard don't fit together.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use journal::checkpoint::SignedCheckpoint;
use journal::entry::Draft;
use journal::sequencer::{NoStart, Sequencer, Stopped};
use journal::storage::memory::{Disk, Memory};
use journal::storage::{BatchName, Fault, Guard, Later, Published, Storage};
use journal::tile::{new_bundles, new_tiles};

use crate::world::*;

/// A journal of 300 entries, settled.
fn settled() -> Disk {
    let disk = new_disk();
    let mut writer = started(&disk);
    writer.append(drafts(0, 300)).unwrap();
    writer.settle().unwrap();
    disk
}

#[test]
fn a_flipped_bit_in_any_file_is_noticed_at_the_start() {
    let disk = settled();
    let tiles = new_tiles(0, 300).map(|tile| tile.to_string());
    let paths = tiles.chain(new_bundles(0, 300).map(|bundle| bundle.to_string())).chain(["keys/1".to_owned()]);
    for path in paths {
        let length = disk.files()[&path].len();
        for at in [0, 1, length / 2, length - 1] {
            let disk = disk.backup();
            disk.damage(&path, |bytes| bytes[at] ^= 4);
            assert!(start(&disk).is_err(), "{path} at {at}");
        }
        let disk = disk.backup();
        disk.damage(&path, |bytes| bytes.truncate(length - 1));
        assert!(start(&disk).is_err(), "{path} cut off");
    }
}

#[test]
fn a_flipped_bit_in_a_staged_batch_is_noticed_at_the_start() {
    let disk = new_disk();
    started(&disk).append(drafts(0, 3)).unwrap();
    let name = disk.data().staged().unwrap()[0];
    let length = disk.data().read_staged(name).unwrap().len();
    for at in 0..length {
        let disk = disk.backup();
        disk.damage_staged(name, |bytes| bytes[at] ^= 1);
        assert!(start(&disk).is_err(), "byte {at}");
    }
    started(&disk);
}

#[test]
fn a_damaged_checkpoint_is_published_anew() {
    let damages: [fn(&mut Vec<u8>); 3] = [Vec::clear, |bytes| bytes.truncate(40), |bytes| bytes[60] ^= 1];
    for damage in damages {
        let disk = settled();
        let whole = disk.files()["checkpoint"].clone();
        disk.damage("checkpoint", damage);
        started(&disk);
        assert_eq!(disk.files()["checkpoint"], whole);
    }
}

/// A storage in which staged batches go bad between writing and reading, or nothing gets synced any more.
struct Rotten(Memory, Fails);

enum Fails {
    Staged,
    Sync(Arc<AtomicBool>),
}

impl Published for Rotten {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Fault> {
        self.0.read(path)
    }
}

impl Storage for Rotten {
    fn stage(&mut self, name: BatchName, batch: &[u8]) -> Result<(), Fault> {
        let mut batch = batch.to_vec();
        if matches!(self.1, Fails::Staged) {
            let middle = batch.len() / 2;
            batch[middle] ^= 1;
        }
        self.0.stage(name, &batch)
    }

    fn staged(&self) -> Result<Vec<BatchName>, Fault> {
        self.0.staged()
    }

    fn read_staged(&self, name: BatchName) -> Result<Vec<u8>, Fault> {
        self.0.read_staged(name)
    }

    fn remove_staged(&mut self, name: BatchName) -> Result<(), Fault> {
        self.0.remove_staged(name)
    }

    fn write(&mut self, path: &str, bytes: &[u8]) -> Result<(), Fault> {
        self.0.write(path, bytes)
    }

    fn replace_checkpoint(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        self.0.replace_checkpoint(bytes)
    }

    fn later(&mut self, full: Vec<String>) -> Result<Later, Fault> {
        let broken = matches!(&self.1, Fails::Sync(broken) if broken.load(Ordering::SeqCst));
        if broken { Ok(Box::new(|| Err(Fault::Unknown("the disk".into())))) } else { self.0.later(full) }
    }
}

#[test]
fn a_flipped_bit_in_a_staged_batch_is_noticed_before_signing() {
    let disk = new_disk();
    let held = disk.guard().read().unwrap();
    let mut writer = Sequencer::recover(Rotten(disk.data(), Fails::Staged), disk.guard(), identity()).unwrap();
    assert_eq!(writer.append(drafts(0, 3)).unwrap_err(), Stopped::Reread);
    assert_eq!(writer.append(Vec::<Draft>::new()).unwrap_err(), Stopped::Reread);
    assert_eq!(disk.guard().read().unwrap(), held);
    drop(writer);
    started(&disk);
    assert_eq!(whole(&disk.data()).len(), 0);
}

#[test]
fn a_sync_that_fails_beside_the_writer_stops_it_and_loses_nothing() {
    let (disk, broken) = (new_disk(), Arc::new(AtomicBool::new(false)));
    let storage = Rotten(disk.data(), Fails::Sync(Arc::clone(&broken)));
    let mut writer = Sequencer::recover(storage, disk.guard(), identity()).unwrap();
    broken.store(true, Ordering::SeqCst);
    let done = (0..2000).take_while(|&n| writer.append(drafts(n, 1)).is_ok()).count();
    assert!((256..=1025).contains(&done), "{done}");
    assert_eq!(writer.stopped(), Some(&Stopped::Fault(Fault::Unknown("the disk".into()))));
    drop(writer);
    disk.restart(|_| 0);
    started(&disk);
    assert_eq!(whole(&disk.data()).len(), done);
}

#[test]
fn a_writer_settles_by_itself() {
    let disk = new_disk();
    let mut writer = started(&disk);
    for n in 0..1400 {
        writer.append(drafts(n, 1)).unwrap();
    }
    assert!(disk.data().staged().unwrap().len() <= 1025);
    writer.settle().unwrap();
    assert_eq!(disk.data().staged().unwrap(), []);
    let partial = |path: &String| path.contains("/000.p/") && !path.starts_with("tile/1/");
    assert_eq!(disk.files().keys().find(|path| partial(path)), None);
    drop(writer);
    started(&disk);
    assert_eq!(whole(&disk.data()).len(), 1400);
}

#[test]
fn data_and_guard_of_different_ages_do_not_start() {
    let disk = settled();
    let early = disk.backup();
    let mut writer = started(&disk);
    writer.append(drafts(300, 5)).unwrap();
    writer.settle().unwrap();
    let with = |data: &Disk, guard: &Disk| Sequencer::recover(data.data(), guard.guard(), identity()).err();
    // An old backup of the data with the guard of today.
    assert_eq!(with(&early, &disk), Some(NoStart::Behind { tree: 256, guard: 305 }));
    // An old guard with the data of today.
    assert_eq!(with(&disk, &early), Some(NoStart::Ahead { published: 305, guard: 300 }));
    // A guard that is new, or lost.
    assert_eq!(with(&disk, &Disk::new()), Some(NoStart::Unguarded));
    assert_eq!(with(&Disk::new(), &disk), Some(NoStart::Behind { tree: 0, guard: 305 }));
    // Two histories of the same length.
    started(&early).append(drafts(1000, 5)).unwrap();
    assert_eq!(with(&early, &disk), Some(NoStart::Root));
    assert_eq!(with(&disk, &disk), None);
}

#[test]
fn a_signed_checkpoint_of_another_history_does_not_start() {
    let (disk, other) = (settled(), new_disk());
    let mut writer = started(&other);
    writer.append(drafts(1000, 200)).unwrap();
    let forked = other.files()["checkpoint"].clone();
    disk.damage("checkpoint", |bytes| *bytes = forked);
    assert_eq!(start(&disk).err(), Some(NoStart::Root));
}

#[test]
fn another_logs_guard_does_not_start() {
    let disk = settled();
    let mut identity = identity();
    identity.origin = "other.example/journal".parse().unwrap();
    let refused = Sequencer::recover(disk.data(), disk.guard(), identity).err();
    assert_eq!(refused, Some(NoStart::Origin(origin())));
}

#[test]
fn cosignatures_of_the_published_checkpoint_stay_over_a_start() {
    let disk = settled();
    let published = SignedCheckpoint::from_text(&disk.files()["checkpoint"]).unwrap();
    let line = published.note().lines()[0].clone();
    let other = journal::note::Line { name: "witness.example".parse().unwrap(), ..line };
    let cosigned = published.with([other]).unwrap().to_string();
    disk.damage("checkpoint", |bytes| *bytes = cosigned.clone().into_bytes());
    started(&disk);
    assert_eq!(disk.files()["checkpoint"], cosigned.as_bytes());
}
