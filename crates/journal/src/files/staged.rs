//! Staged batches in a file that is written over.
//!
//! Writing over blocks that are there costs the disk one flush; new ones cost the file system's own record of them as
//! well, which is the dearer part. So the file is made at some length at once, and a batch takes the first gap it fits in.
//! It begins with a block that names it and its length, at a multiple of 4,096 bytes; a removed batch is a block of
//! zeros. Whether a batch is whole is for the reader to see: the name holds the root that its entries must give.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use lots::hash::Digest;

use super::{create_private, not_done, sync_folder, unknown};
use crate::storage::{BatchName, Fault};

/// The block before a batch, in bytes.
const BLOCK: usize = 256;
/// Batches begin at multiples of this.
const STEP: usize = 4096;
/// How long the file is made. It grows if more is staged at once.
const LENGTH: usize = 16 << 20;
/// How a block begins. An entry has no newline, so none can look like it.
const MAGIC: &[u8; 16] = b"yaoguang/staged\n";

/// The file of staged batches.
pub(super) struct Staged {
    path: PathBuf,
    file: File,
    /// Where each batch begins, and its length.
    places: BTreeMap<BatchName, (u64, usize)>,
}

/// The block of a batch: how a block begins, the name's text, the batch's length, zeros, and the digest of all that.
fn block(name: BatchName, length: usize) -> [u8; BLOCK] {
    let mut block = [0; BLOCK];
    let text = format!("{name} {length}\n");
    block[..MAGIC.len()].copy_from_slice(MAGIC);
    block[MAGIC.len()..][..text.len()].copy_from_slice(text.as_bytes());
    let digest = Digest::of(&block[..BLOCK - 32]);
    block[BLOCK - 32..].copy_from_slice(&digest.0);
    block
}

fn parse(block: &[u8; BLOCK]) -> Option<(BatchName, usize)> {
    let text = block.strip_prefix(MAGIC)?.split(|&byte| byte == b'\n').next()?;
    let (name, length) = std::str::from_utf8(text).ok()?.split_once(' ')?;
    let found = (BatchName::parse(name)?, length.parse().ok()?);
    (self::block(found.0, found.1) == *block).then_some(found)
}

/// How far a batch of `length` bytes reaches.
fn extent(length: usize) -> u64 {
    (BLOCK + length).next_multiple_of(STEP) as u64
}

/// Make the file under another name and rename it, so that it is there at full length or not at all.
fn lay_out(folder: &Path, path: &Path) -> Result<(), Fault> {
    let fresh = folder.join("batches.new");
    if fresh.try_exists().map_err(not_done)? {
        fs::remove_file(&fresh).map_err(not_done)?;
    }
    let mut file = create_private(&fresh).map_err(not_done)?;
    file.write_all(&vec![0; LENGTH]).and_then(|()| file.sync_all()).map_err(not_done)?;
    fs::rename(&fresh, path).map_err(unknown)?;
    sync_folder(folder)
}

impl Staged {
    /// Open the batches in `folder`, which is there.
    pub(super) fn open(folder: &Path) -> Result<Self, Fault> {
        let path = folder.join("batches");
        if !path.try_exists().map_err(not_done)? {
            lay_out(folder, &path)?;
        }
        let file = File::options().read(true).write(true).open(&path).map_err(not_done)?;
        let bytes = fs::read(&path).map_err(not_done)?;
        let blocks = (0..).step_by(STEP).zip(bytes.chunks(STEP));
        let found = blocks.filter_map(|(at, bytes)| {
            let (name, length) = parse(bytes.first_chunk()?)?;
            Some((name, (at, length)))
        });
        let places = found.collect();
        Ok(Self { path, file, places })
    }

    /// The first place where `need` bytes are free.
    fn gap(&self, need: u64) -> u64 {
        let mut taken: Vec<(u64, u64)> = self.places.values().map(|&(at, length)| (at, at + extent(length))).collect();
        taken.sort_unstable();
        let mut place = 0;
        for (begin, end) in taken {
            if place + need <= begin {
                break;
            }
            place = place.max(end);
        }
        place
    }

    pub(super) fn stage(&mut self, name: BatchName, batch: &[u8]) -> Result<(), Fault> {
        // One of the same name stays until this one has been written.
        let place = self.gap(extent(batch.len()));
        let mut bytes = Vec::with_capacity(BLOCK + batch.len());
        bytes.extend_from_slice(&block(name, batch.len()));
        bytes.extend_from_slice(batch);
        let before = self.places.insert(name, (place, batch.len()));
        write_at(&self.file, place, &bytes).map_err(unknown)?;
        self.file.sync_data().map_err(unknown)?;
        before.map_or(Ok(()), |(at, _)| write_at(&self.file, at, &[0; BLOCK]).map_err(unknown))
    }

    pub(super) fn names(&self) -> Vec<BatchName> {
        self.places.keys().copied().collect()
    }

    /// Read through a handle of its own, so that nothing but the file can answer.
    pub(super) fn read(&self, name: BatchName) -> Result<Vec<u8>, Fault> {
        let Some(&(at, length)) = self.places.get(&name) else {
            return Err(Fault::NotDone(format!("no batch {name} is staged")));
        };
        let mut bytes = vec![0; BLOCK + length];
        let mut file = File::open(&self.path).map_err(not_done)?;
        file.seek(SeekFrom::Start(at)).and_then(|_| file.read_exact(&mut bytes)).map_err(not_done)?;
        if bytes[..BLOCK] != block(name, length) {
            return Err(Fault::NotDone(format!("the block of batch {name} is damaged")));
        }
        bytes.drain(..BLOCK);
        Ok(bytes)
    }

    pub(super) fn remove(&mut self, name: BatchName) -> Result<(), Fault> {
        let Some((at, _)) = self.places.remove(&name) else { return Ok(()) };
        write_at(&self.file, at, &[0; BLOCK]).map_err(unknown)
    }

    /// Another handle of the file, to sync it.
    pub(super) fn handle(&self) -> io::Result<File> {
        self.file.try_clone()
    }
}

fn write_at(mut file: &File, at: u64, bytes: &[u8]) -> io::Result<()> {
    file.seek(SeekFrom::Start(at))?;
    file.write_all(bytes)
}
