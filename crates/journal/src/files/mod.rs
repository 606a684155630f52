//! A journal in files. The only place of this crate that touches them.
//!
//! The data's folder holds `log`, which anybody may be served; `staged`, which nobody may; and `lock`, held as long as
//! the writer lives. Files come to their paths by a rename, so that readers see them whole. They are not synced one by
//! one: on Linux one `syncfs` brings all of them to the disk, elsewhere each is synced before its rename. The handles
//! of the folders stay open, so that the kernel tells this writer of every write that failed since.

pub mod guard;
pub mod keys;
mod staged;

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::path::{Component, Path, PathBuf};

use self::staged::Staged;
use crate::storage::{BatchName, Fault, Later, Published, Storage};

#[expect(clippy::needless_pass_by_value, reason = "it stands in `map_err`, which passes by value")]
fn not_done(error: io::Error) -> Fault {
    Fault::NotDone(error.to_string())
}

#[expect(clippy::needless_pass_by_value, reason = "it stands in `map_err`, which passes by value")]
fn unknown(error: io::Error) -> Fault {
    Fault::Unknown(error.to_string())
}

/// A new file that only its owner can read and write.
fn create_private(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Make the names in `folder` durable.
fn sync_folder(folder: &Path) -> Result<(), Fault> {
    File::open(folder).map_err(not_done)?.sync_all().map_err(unknown)
}

/// Make a folder and those above it, durably.
fn create_folder(folder: &Path, mode: u32) -> Result<(), Fault> {
    if folder.is_dir() {
        return Ok(());
    }
    let above = folder.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
    create_folder(above, 0o755)?;
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, mode);
    #[cfg(not(unix))]
    let _ = mode;
    match builder.create(folder) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(not_done(error)),
        _ => sync_folder(above),
    }
}

/// Read a file; nothing if it isn't there.
fn read(path: &Path) -> Result<Option<Vec<u8>>, Fault> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(not_done(error)),
    }
}

/// `path` below `folder`, if it leads nowhere else.
fn below(folder: &Path, path: &str) -> Result<PathBuf, Fault> {
    let names_only = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    if names_only && !path.is_empty() { Ok(folder.join(path)) } else { Err(Fault::NotDone(format!("no path: {path}"))) }
}

/// The files of a journal, as a reader sees them.
#[derive(Clone, Debug)]
pub struct Log {
    folder: PathBuf,
}

impl Log {
    /// The log in the data's folder `data`.
    #[must_use]
    pub fn of_data(data: &Path) -> Self {
        Self { folder: data.join("log") }
    }

    /// The log whose `checkpoint` lies in `folder`.
    #[must_use]
    pub fn at(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }
}

impl Published for Log {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Fault> {
        read(&below(&self.folder, path)?)
    }
}

/// Why a data folder isn't opened for writing.
#[derive(Debug, PartialEq, Eq)]
pub enum NoFolder {
    /// Another writer is at work.
    Locked,
    /// It can't be opened.
    Fault(Fault),
}

/// The data's folder, opened by its one writer.
pub struct Folder {
    log: Log,
    batches: Staged,
    /// Where a file is written before it gets its name.
    fresh: PathBuf,
    handle: File,
    /// Held, not read: the lock ends with it.
    _lock: File,
}

impl Folder {
    /// Open the data's folder, which is made if it isn't there, and lock it.
    ///
    /// # Errors
    /// [`NoFolder`].
    pub fn open(data: &Path) -> Result<Self, NoFolder> {
        create_folder(data, 0o755).map_err(NoFolder::Fault)?;
        let lock = File::options().write(true).create(true).truncate(false).open(data.join("lock"));
        let lock = lock.map_err(not_done).map_err(NoFolder::Fault)?;
        match lock.try_lock() {
            Ok(()) => Self::open_locked(data, lock).map_err(NoFolder::Fault),
            Err(TryLockError::WouldBlock) => Err(NoFolder::Locked),
            Err(TryLockError::Error(error)) => Err(NoFolder::Fault(not_done(error))),
        }
    }

    fn open_locked(data: &Path, lock: File) -> Result<Self, Fault> {
        let (log, staged) = (data.join("log"), data.join("staged"));
        create_folder(&log, 0o755)?;
        create_folder(&staged, 0o700)?;
        // Files are renamed from here to their paths, which works only within one file system: this handle stands for all.
        let handle = File::open(&staged).map_err(not_done)?;
        let batches = Staged::open(&staged)?;
        Ok(Self { log: Log { folder: log }, batches, fresh: staged.join("fresh"), handle, _lock: lock })
    }

    /// Write beside and rename.
    fn put(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = File::create(&self.fresh)?;
        file.write_all(bytes)?;
        if !cfg!(target_os = "linux") {
            file.sync_all()?;
        }
        drop(file);
        match fs::rename(&self.fresh, path) {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                fs::create_dir_all(path.parent().unwrap_or(&self.log.folder))?;
                fs::rename(&self.fresh, path)
            }
            other => other,
        }
    }
}

impl Published for Folder {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Fault> {
        self.log.read(path)
    }
}

impl Storage for Folder {
    fn stage(&mut self, name: BatchName, batch: &[u8]) -> Result<(), Fault> {
        self.batches.stage(name, batch)
    }

    fn staged(&self) -> Result<Vec<BatchName>, Fault> {
        Ok(self.batches.names())
    }

    fn read_staged(&self, name: BatchName) -> Result<Vec<u8>, Fault> {
        self.batches.read(name)
    }

    fn remove_staged(&mut self, name: BatchName) -> Result<(), Fault> {
        self.batches.remove(name)
    }

    fn write(&mut self, path: &str, bytes: &[u8]) -> Result<(), Fault> {
        self.put(&below(&self.log.folder, path)?, bytes).map_err(unknown)
    }

    fn replace_checkpoint(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        self.put(&self.log.folder.join("checkpoint"), bytes).map_err(unknown)
    }

    fn later(&mut self, full: Vec<String>) -> Result<Later, Fault> {
        let handle = self.handle.try_clone().map_err(not_done)?;
        let batches = self.batches.handle().map_err(not_done)?;
        let folder = self.log.folder.clone();
        let partial = full.iter().map(|path| below(&folder, &format!("{path}.p"))).collect::<Result<Vec<_>, _>>()?;
        Ok(Box::new(move || {
            sync_all(&handle, &batches, &folder).map_err(unknown)?;
            partial.iter().try_for_each(|folder| match fs::remove_dir_all(folder) {
                Err(error) if error.kind() != ErrorKind::NotFound => Err(unknown(error)),
                _ => Ok(()),
            })
        }))
    }
}

/// Bring everything of the file system that holds the log to the disk, the staged batches included.
#[cfg(target_os = "linux")]
fn sync_all(handle: &File, _: &File, _: &Path) -> io::Result<()> {
    rustix::fs::syncfs(handle).map_err(io::Error::from)
}

/// The files were synced when they were written; what is left are the removed batches and the names.
#[cfg(not(target_os = "linux"))]
fn sync_all(_: &File, batches: &File, folder: &Path) -> io::Result<()> {
    fn names(folder: &Path) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                names(&entry.path())?;
            }
        }
        File::open(folder)?.sync_all()
    }
    batches.sync_data()?;
    names(folder)
}

#[cfg(test)]
mod tests;
