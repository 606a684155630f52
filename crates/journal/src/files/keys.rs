//! Files of private keys: only their owner can read them.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use super::{create_private, sync_folder};

/// Why a private key isn't read or written.
#[derive(Debug)]
pub enum NoKey {
    /// Others than its owner can read the file; its permissions, e.g. `0o644`.
    Open(u32),
    /// The file can't be read or written; one that is there is never written over.
    File(io::Error),
}

/// Read a private key, as text without the line's end.
///
/// # Errors
/// [`NoKey`].
pub fn read(path: &Path) -> Result<String, NoKey> {
    let mut file = File::open(path).map_err(NoKey::File)?;
    closed_to_others(&file)?;
    let mut text = String::new();
    file.read_to_string(&mut text).map_err(NoKey::File)?;
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}

/// Write a private key into a new file of its own, durably.
///
/// # Errors
/// [`NoKey`].
pub fn create(path: &Path, key: &str) -> Result<(), NoKey> {
    let mut file = create_private(path).map_err(NoKey::File)?;
    file.write_all(format!("{key}\n").as_bytes()).and_then(|()| file.sync_all()).map_err(NoKey::File)?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    sync_folder(folder).map_err(|fault| NoKey::File(io::Error::other(fault)))
}

/// The permissions are those of the open file, so nobody can change the file between the look and the reading.
#[cfg(unix)]
fn closed_to_others(file: &File) -> Result<(), NoKey> {
    use std::os::unix::fs::PermissionsExt;
    let mode = file.metadata().map_err(NoKey::File)?.permissions().mode() & 0o777;
    if mode & 0o077 == 0 { Ok(()) } else { Err(NoKey::Open(mode)) }
}

/// Elsewhere access is not a matter of three digits; it is left to the folder's.
#[cfg(not(unix))]
fn closed_to_others(_: &File) -> Result<(), NoKey> {
    Ok(())
}
