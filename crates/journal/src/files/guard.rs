//! The guard as a file in a folder of its own.
//!
//! Four slots in one file that never changes its length, so that a swap costs one flush. Each generation is written
//! twice; generations take turns, so a write that is cut off leaves the one before whole, and one damaged sector leaves
//! a copy. Slots 0 and 2 hold even generations, 1 and 3 odd ones.

use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use lots::hash::Digest;

use super::{create_folder, create_private, not_done, sync_folder, unknown};
use crate::storage::{Fault, Guard, Swap};

/// The length of a slot: digest, generation, length, and the checkpoint behind them.
const SLOT: usize = 8192;
/// What stands before the checkpoint in a slot, in bytes.
const BEFORE: usize = 32 + 8 + 8;

/// Why the folder of a guard isn't accepted.
#[derive(Debug, PartialEq, Eq)]
pub enum NoGuard {
    /// It lies in the data's folder, so a backup would take both and an older pair would agree.
    InsideData,
    /// It can't be opened.
    Fault(Fault),
}

/// A guard in a file.
#[derive(Debug)]
pub struct FileGuard {
    file: File,
    path: PathBuf,
    /// A file of its own: where a lock keeps others from reading, they must still be able to read the guard.
    lock: File,
}

fn slot(generation: u64, checkpoint: &[u8]) -> Vec<u8> {
    let mut bytes = vec![0; SLOT];
    bytes[32..40].copy_from_slice(&generation.to_be_bytes());
    bytes[40..48].copy_from_slice(&(checkpoint.len() as u64).to_be_bytes());
    bytes[BEFORE..][..checkpoint.len()].copy_from_slice(checkpoint);
    let digest = Digest::of(&bytes[32..]);
    bytes[..32].copy_from_slice(&digest.0);
    bytes
}

fn parse(slot: &[u8]) -> Option<(u64, Vec<u8>)> {
    if Digest::of(&slot[32..]).0 != slot[..32] {
        return None;
    }
    let number = |from: usize| slot[from..from + 8].iter().fold(0_u64, |n, &byte| n << 8 | u64::from(byte));
    let length = usize::try_from(number(40)).ok()?;
    Some((number(32), slot[BEFORE..].get(..length)?.to_vec()))
}

impl FileGuard {
    /// Open the guard in `folder`, which is made if it isn't there; `data` is the folder of the data.
    ///
    /// What is held is written anew and synced: a writer that was killed may have left it where only this machine's
    /// memory has it.
    ///
    /// # Errors
    /// [`NoGuard`].
    pub fn open(folder: &Path, data: &Path) -> Result<Self, NoGuard> {
        Self::open_file(folder, data).map_err(NoGuard::Fault)?.ok_or(NoGuard::InsideData)
    }

    fn open_file(folder: &Path, data: &Path) -> Result<Option<Self>, Fault> {
        if lies_inside(folder, data)? {
            return Ok(None);
        }
        create_folder(folder, 0o700)?;
        let path = folder.join("guard");
        if !path.try_exists().map_err(not_done)? {
            lay_out(folder, &path)?;
        }
        let file = File::options().read(true).write(true).open(&path).map_err(not_done)?;
        let lock =
            File::options().write(true).create(true).truncate(false).open(folder.join("lock")).map_err(not_done)?;
        let guard = Self { file, path, lock };
        guard.locked(|file| match latest(file)? {
            None => Ok(()),
            Some((generation, checkpoint)) => store(file, generation + 1, &checkpoint),
        })?;
        Ok(Some(guard))
    }

    /// Whatever the guard does stands under its lock, so that several processes take turns.
    fn locked<T>(&self, act: impl FnOnce(&File) -> Result<T, Fault>) -> Result<T, Fault> {
        self.lock.lock().map_err(not_done)?;
        let result = act(&self.file);
        self.lock.unlock().map_err(unknown)?;
        result
    }
}

/// Whether `folder`, which needn't be there yet, is `data` or lies inside it.
fn lies_inside(folder: &Path, data: &Path) -> Result<bool, Fault> {
    let data = fs::canonicalize(data).map_err(not_done)?;
    let whole = std::path::absolute(folder).map_err(not_done)?;
    let there = whole.ancestors().find(|part| part.exists()).unwrap_or(Path::new("/"));
    Ok(fs::canonicalize(there).map_err(not_done)?.starts_with(&data))
}

/// Make the file with empty slots under another name and rename it, so that it is there at full length or not at all.
fn lay_out(folder: &Path, path: &Path) -> Result<(), Fault> {
    let fresh = folder.join("guard.new");
    if fresh.try_exists().map_err(not_done)? {
        fs::remove_file(&fresh).map_err(not_done)?;
    }
    let mut file = create_private(&fresh).map_err(not_done)?;
    file.write_all(&[0; 4 * SLOT]).and_then(|()| file.sync_all()).map_err(not_done)?;
    fs::rename(&fresh, path).map_err(unknown)?;
    sync_folder(folder)
}

/// The latest generation of which a copy is whole.
///
/// A file that isn't as long as it was made, or in which something was written and nothing is whole, is a damaged guard
/// and not an empty one.
fn latest(mut file: &File) -> Result<Option<(u64, Vec<u8>)>, Fault> {
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(0)).and_then(|_| file.read_to_end(&mut bytes)).map_err(not_done)?;
    if bytes.len() != 4 * SLOT {
        return Err(Fault::NotDone("the guard's file has another length".into()));
    }
    let found = bytes.chunks_exact(SLOT).filter_map(parse).max_by_key(|(generation, _)| *generation);
    if found.is_none() && bytes[SLOT..2 * SLOT].iter().chain(&bytes[3 * SLOT..]).any(|&byte| byte != 0) {
        // The first generation is 0: with odd slots written, an even one was whole before.
        return Err(Fault::NotDone("no slot of the guard is whole".into()));
    }
    Ok(found)
}

fn store(mut file: &File, generation: u64, checkpoint: &[u8]) -> Result<(), Fault> {
    if checkpoint.len() > SLOT - BEFORE {
        return Err(Fault::NotDone("the checkpoint is too long for the guard".into()));
    }
    let bytes = slot(generation, checkpoint);
    for place in [generation % 2, generation % 2 + 2] {
        file.seek(SeekFrom::Start(place * SLOT as u64)).map_err(unknown)?;
        file.write_all(&bytes).map_err(unknown)?;
    }
    file.sync_data().map_err(unknown)
}

impl Guard for FileGuard {
    fn read(&self) -> Result<Option<Vec<u8>>, Fault> {
        // A handle of its own: nothing but the file can answer.
        let file = File::open(&self.path).map_err(not_done)?;
        self.locked(|_| Ok(latest(&file)?.map(|(_, checkpoint)| checkpoint)))
    }

    fn swap(&mut self, held: Option<&[u8]>, next: &[u8]) -> Result<Swap, Fault> {
        self.locked(|file| {
            let now = latest(file)?;
            if now.as_ref().map(|(_, checkpoint)| checkpoint.as_slice()) != held {
                return Ok(Swap::Refused);
            }
            store(file, now.map_or(0, |(generation, _)| generation + 1), next)?;
            Ok(Swap::Done)
        })
    }
}
