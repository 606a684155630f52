use std::io::{Seek, SeekFrom, Write};

use lots::hash::Digest;

use super::guard::{FileGuard, NoGuard};
use super::*;
use crate::storage::{Guard, Swap};

fn name(size: u64) -> BatchName {
    BatchName { size, root: Digest::of(&size.to_be_bytes()) }
}

fn open(data: &Path) -> Folder {
    Folder::open(data).unwrap_or_else(|why| panic!("{why:?}"))
}

#[test]
fn what_is_staged_is_there_after_another_start_and_not_served() {
    let place = tempfile::tempdir().unwrap();
    let mut folder = open(place.path());
    folder.stage(name(1), b"one").unwrap();
    folder.stage(name(2), &[7; 100_000]).unwrap();
    folder.remove_staged(name(1)).unwrap();
    folder.stage(name(3), b"3").unwrap();
    drop(folder);
    let folder = open(place.path());
    assert_eq!(folder.staged().unwrap(), [name(2), name(3)]);
    assert_eq!(folder.read_staged(name(2)).unwrap(), [7; 100_000]);
    assert_eq!(folder.read_staged(name(3)).unwrap(), b"3");
    assert_eq!(fs::read_dir(place.path().join("log")).unwrap().count(), 0);
}

#[test]
fn the_file_of_batches_is_written_over_when_none_is_left() {
    let place = tempfile::tempdir().unwrap();
    let mut folder = open(place.path());
    let length = || fs::metadata(place.path().join("staged/batches")).unwrap().len();
    let before = length();
    for n in 1..100 {
        folder.stage(name(n), &[1; 300_000]).unwrap();
        folder.stage(name(n), &[2; 200_000]).unwrap();
        assert_eq!(folder.read_staged(name(n)).unwrap(), [2; 200_000]);
        folder.remove_staged(name(n)).unwrap();
    }
    assert_eq!(length(), before);
    // What doesn't fit makes it longer, and is there after another start.
    folder.stage(name(1), &vec![3; 17 << 20]).unwrap();
    folder.stage(name(2), b"behind").unwrap();
    assert!(length() > before);
    drop(folder);
    let folder = open(place.path());
    assert_eq!(folder.staged().unwrap(), [name(1), name(2)]);
    assert_eq!(folder.read_staged(name(2)).unwrap(), b"behind");
}

#[test]
fn a_damaged_block_is_not_read_as_a_batch() {
    let place = tempfile::tempdir().unwrap();
    let mut folder = open(place.path());
    folder.stage(name(1), b"one").unwrap();
    let mut batches = File::options().write(true).open(place.path().join("staged/batches")).unwrap();
    batches.seek(SeekFrom::Start(20)).unwrap();
    batches.write_all(b"#").unwrap();
    assert!(matches!(folder.read_staged(name(1)), Err(Fault::NotDone(_))));
    drop(folder);
    assert_eq!(open(place.path()).staged().unwrap(), []);
}

#[test]
fn files_are_replaced_whole_and_partial_ones_removed_together() {
    let place = tempfile::tempdir().unwrap();
    let mut folder = open(place.path());
    folder.write("tile/0/x001/000.p/3", b"abc").unwrap();
    folder.write("tile/0/x001/000.p/4", b"abcd").unwrap();
    folder.write("tile/0/x001/000", b"abcdef").unwrap();
    folder.replace_checkpoint(b"1").unwrap();
    folder.replace_checkpoint(b"2").unwrap();
    folder.later(vec!["tile/0/x001/000".into(), "tile/0/x001/001".into()]).unwrap()().unwrap();
    let log = Log::of_data(place.path());
    assert_eq!(log.read("tile/0/x001/000.p/3"), Ok(None));
    assert_eq!(log.read("tile/0/x001/000"), Ok(Some(b"abcdef".to_vec())));
    assert_eq!(log.read("checkpoint"), Ok(Some(b"2".to_vec())));
    for elsewhere in ["", "../staged/batches", "/etc/hostname", "tile/../../lock"] {
        assert!(log.read(elsewhere).is_err(), "{elsewhere}");
    }
}

#[test]
fn a_folder_has_one_writer() {
    let place = tempfile::tempdir().unwrap();
    let first = open(place.path());
    assert!(matches!(Folder::open(place.path()), Err(NoFolder::Locked)));
    drop(first);
    open(place.path());
}

#[test]
fn a_guard_inside_the_data_is_refused() {
    let place = tempfile::tempdir().unwrap();
    let data = place.path().join("data");
    drop(open(&data));
    for inside in [data.clone(), data.join("log"), data.join("new/guard"), data.join("staged/../guard")] {
        assert_eq!(FileGuard::open(&inside, &data).err(), Some(NoGuard::InsideData), "{}", inside.display());
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(&data, place.path().join("elsewhere")).unwrap();
        let through = place.path().join("elsewhere/guard");
        assert_eq!(FileGuard::open(&through, &data).err(), Some(NoGuard::InsideData));
    }
    assert!(FileGuard::open(&place.path().join("guard"), &data).is_ok());
}

/// A guard that has held `0` to `last`, its file, and the folder both are in.
fn guard_up_to(last: u8) -> (tempfile::TempDir, FileGuard, PathBuf) {
    let place = tempfile::tempdir().unwrap();
    fs::create_dir(place.path().join("data")).unwrap();
    let mut guard = FileGuard::open(&place.path().join("guard"), &place.path().join("data")).unwrap();
    assert_eq!(guard.read(), Ok(None));
    assert_eq!(guard.swap(None, &[0]), Ok(Swap::Done));
    for held in 0..last {
        assert_eq!(guard.swap(Some(&[held]), &[held + 1]), Ok(Swap::Done));
    }
    let file = place.path().join("guard/guard");
    (place, guard, file)
}

#[test]
fn a_guard_swaps_only_what_it_holds() {
    let (place, mut guard, _) = guard_up_to(3);
    assert_eq!(guard.swap(None, &[9]), Ok(Swap::Refused));
    assert_eq!(guard.swap(Some(&[2]), &[9]), Ok(Swap::Refused));
    assert!(matches!(guard.swap(Some(&[3]), &[9; 9000]), Err(Fault::NotDone(_))));
    let mut other = FileGuard::open(&place.path().join("guard"), &place.path().join("data")).unwrap();
    assert_eq!(other.swap(Some(&[3]), &[4]), Ok(Swap::Done));
    assert_eq!(guard.swap(Some(&[3]), &[5]), Ok(Swap::Refused));
    assert_eq!(guard.read(), Ok(Some(vec![4])));
}

#[test]
fn a_swap_cut_off_anywhere_leaves_the_old_or_the_new() {
    let (_place, mut guard, file) = guard_up_to(5);
    let before = fs::read(&file).unwrap();
    guard.swap(Some(&[5]), &[6]).unwrap();
    let after = fs::read(&file).unwrap();
    for cut in (0..before.len()).step_by(512) {
        let torn = [&after[..cut], &before[cut..]].concat();
        fs::write(&file, torn).unwrap();
        let held = guard.read().unwrap().unwrap();
        assert!(held == [5] || held == [6], "{cut}: {held:?}");
    }
}

#[test]
fn a_damaged_sector_does_not_turn_a_guard_back() {
    let (_place, guard, file) = guard_up_to(5);
    let whole = fs::read(&file).unwrap();
    for at in (0..whole.len()).step_by(512) {
        let mut damaged = whole.clone();
        damaged[at..at + 512].fill(0xff);
        fs::write(&file, &damaged).unwrap();
        assert_eq!(guard.read(), Ok(Some(vec![5])), "{at}");
    }
    for wrong in [vec![], vec![0xff; whole.len()], whole[1..].to_vec()] {
        fs::write(&file, &wrong).unwrap();
        assert!(matches!(guard.read(), Err(Fault::NotDone(_))));
    }
}

#[cfg(unix)]
#[test]
fn a_private_key_that_others_can_read_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("key");
    keys::create(&path, "PRIVATE+KEY+x").unwrap();
    assert_eq!(keys::read(&path).unwrap(), "PRIVATE+KEY+x");
    assert!(matches!(keys::create(&path, "another"), Err(keys::NoKey::File(_))));
    for mode in [0o640, 0o604, 0o610, 0o601, 0o620] {
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        assert!(matches!(keys::read(&path), Err(keys::NoKey::Open(found)) if found == mode), "{mode:o}");
    }
    fs::set_permissions(&path, fs::Permissions::from_mode(0o400)).unwrap();
    assert_eq!(keys::read(&path).unwrap(), "PRIVATE+KEY+x");
}
