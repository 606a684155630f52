//! Secrets in files of their own that only their owner can read.

use std::fs::{self, File};
use std::io::{Error, ErrorKind, Write};
use std::path::Path;

use super::clock::Outside;

/// The 32 bytes in `file`; made at random, durably, if it isn't there.
///
/// # Errors
/// If the file can't be read or made, or has another length: then it isn't touched.
pub fn in_file(file: &Path, outside: &dyn Outside) -> std::io::Result<[u8; 32]> {
    match fs::read(file) {
        Ok(bytes) => bytes
            .try_into()
            .map_err(|_| Error::new(ErrorKind::InvalidData, format!("{}: not 32 bytes", file.display()))),
        Err(why) if why.kind() == ErrorKind::NotFound => make(file, outside),
        Err(why) => Err(why),
    }
}

fn make(file: &Path, outside: &dyn Outside) -> std::io::Result<[u8; 32]> {
    let mut secret = [0; 32];
    outside.random(&mut secret);
    write(file, &secret)?;
    Ok(secret)
}

/// Write a new file that only its owner can read, durably.
///
/// # Errors
/// If it is there already, or can't be written.
pub fn write(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = file.parent().ok_or(ErrorKind::InvalidInput)?;
    fs::create_dir_all(folder)?;
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut made = options.open(file)?;
    made.write_all(bytes)?;
    made.sync_all()?;
    File::open(folder)?.sync_all()
}
