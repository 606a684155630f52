//! Staged batches in files that are used again.
//!
//! Writing over a file that is there costs the disk one flush; making a new one costs the file system's own record of it
//! as well, which is the dearer part. So each batch takes the first free slot. A slot begins with a block that names its
//! batch and length; a removed batch is a block of zeros. Whether a batch is whole is for the reader to see: the name
//! holds the root that its entries must give.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use lots::hash::Digest;

use super::{create_private, not_done, unknown};
use crate::storage::{BatchName, Fault};

/// The block before a batch, in bytes.
const BLOCK: usize = 256;
/// How a block begins.
const MAGIC: &[u8; 16] = b"yaoguang/staged\n";

/// The slots of a folder.
pub(super) struct Slots {
    folder: PathBuf,
    /// The folder's handle, to sync its names.
    handle: File,
    files: Vec<File>,
    taken: BTreeMap<BatchName, (usize, usize)>,
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

impl Slots {
    /// Open the slots in `folder`, which is there. A slot whose block isn't one is free: its batch was never staged.
    pub(super) fn open(folder: &Path) -> Result<Self, Fault> {
        let mut slots = Self {
            folder: folder.to_owned(),
            handle: File::open(folder).map_err(not_done)?,
            files: vec![],
            taken: BTreeMap::new(),
        };
        while let Some(mut file) = open_slot(&slots.path(slots.files.len()))? {
            let mut bytes = [0; BLOCK];
            if file.read_exact(&mut bytes).is_ok()
                && let Some((name, length)) = parse(&bytes)
            {
                slots.taken.insert(name, (slots.files.len(), length));
            }
            slots.files.push(file);
        }
        Ok(slots)
    }

    fn path(&self, slot: usize) -> PathBuf {
        self.folder.join(format!("{slot:04}"))
    }

    /// The first slot without a batch; a new one if all have one.
    fn free(&mut self) -> Result<usize, Fault> {
        let taken: Vec<usize> = self.taken.values().map(|place| place.0).collect();
        if let Some(slot) = (0..self.files.len()).find(|slot| !taken.contains(slot)) {
            return Ok(slot);
        }
        self.files.push(create_private(&self.path(self.files.len())).map_err(not_done)?);
        self.handle.sync_all().map_err(unknown)?;
        Ok(self.files.len() - 1)
    }

    pub(super) fn stage(&mut self, name: BatchName, batch: &[u8]) -> Result<(), Fault> {
        let slot = match self.taken.get(&name) {
            Some(place) => place.0,
            None => self.free()?,
        };
        let mut bytes = Vec::with_capacity(BLOCK + batch.len());
        bytes.extend_from_slice(&block(name, batch.len()));
        bytes.extend_from_slice(batch);
        self.taken.insert(name, (slot, batch.len()));
        write_at_start(&self.files[slot], &bytes).map_err(unknown)?;
        self.files[slot].sync_data().map_err(unknown)
    }

    pub(super) fn names(&self) -> Vec<BatchName> {
        self.taken.keys().copied().collect()
    }

    /// Read through a handle of its own, so that nothing but the file can answer.
    pub(super) fn read(&self, name: BatchName) -> Result<Vec<u8>, Fault> {
        let Some(&(slot, length)) = self.taken.get(&name) else {
            return Err(Fault::NotDone(format!("no batch {name} is staged")));
        };
        let mut bytes = fs::read(self.path(slot)).map_err(not_done)?;
        if bytes.len() < BLOCK + length || bytes[..BLOCK] != block(name, length) {
            return Err(Fault::NotDone(format!("the slot of batch {name} is damaged")));
        }
        bytes.truncate(BLOCK + length);
        bytes.drain(..BLOCK);
        Ok(bytes)
    }

    pub(super) fn remove(&mut self, name: BatchName) -> Result<(), Fault> {
        let Some((slot, _)) = self.taken.remove(&name) else { return Ok(()) };
        write_at_start(&self.files[slot], &[0; BLOCK]).map_err(unknown)
    }

    /// Sync every slot, for systems where nothing else reaches them all at once.
    pub(super) fn sync(&self) -> Result<(), Fault> {
        self.files.iter().try_for_each(|file| file.sync_data().map_err(unknown))
    }
}

fn open_slot(path: &Path) -> Result<Option<File>, Fault> {
    match File::options().read(true).write(true).open(path) {
        Ok(file) => Ok(Some(file)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(not_done(error)),
    }
}

fn write_at_start(mut file: &File, bytes: &[u8]) -> std::io::Result<()> {
    file.seek(SeekFrom::Start(0))?;
    file.write_all(bytes)
}
