//! What a backup consists of.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path};

use lots::canonical;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::{NoBackup, at};
use crate::app::value::Timestamp;

/// The form of the manifest.
pub(super) const VERSION: &str = "yaoguang/backup/v1";

/// `manifest.json`, canonical JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    /// When it was made.
    pub at: Timestamp,
    /// The journal's checkpoint just before.
    pub checkpoint: String,
    /// `sqlite` or `postgres`.
    pub database: String,
    /// Every file but this one.
    pub files: Vec<Entry>,
    /// [`VERSION`].
    pub version: String,
}

/// A file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    /// Its length.
    pub bytes: u64,
    /// Below the backup's folder.
    pub path: String,
    /// Its SHA-256, in hex.
    pub sha256: String,
}

impl Entry {
    /// Of a file of the backup in `folder`.
    pub(super) fn of(folder: &Path, path: &str) -> Result<Self, NoBackup> {
        let whole = folder.join(path);
        let (bytes, sha256) = digest(&whole).map_err(at(&whole))?;
        Ok(Self { bytes, path: path.to_owned(), sha256 })
    }
}

/// Length and SHA-256 of a file, however long.
fn digest(path: &Path) -> io::Result<(u64, String)> {
    let (mut file, mut hash, mut length) = (File::open(path)?, Sha256::new(), 0);
    let mut piece = vec![0; 1 << 20];
    loop {
        let read = file.read(&mut piece)?;
        if read == 0 {
            return Ok((length, lots::hash::Digest(hash.finalize().into()).to_string()));
        }
        hash.update(&piece[..read]);
        length += read as u64;
    }
}

impl Manifest {
    /// Durably, as the last file of a backup.
    pub(super) fn write(&self, path: &Path) -> Result<(), NoBackup> {
        fs::write(path, canonical::to_text(self)).map_err(at(path))?;
        let folder = path.parent().unwrap_or(Path::new("."));
        [path, folder]
            .into_iter()
            .try_for_each(|part| File::open(part).and_then(|file| file.sync_all()).map_err(at(part)))
    }

    /// Nothing if there is none of this form, or a path in it leads out of the backup.
    pub(super) fn read(path: &Path) -> Option<Self> {
        let manifest: Self = canonical::from_text(&fs::read(path).ok()?).ok()?;
        let inside = |entry: &Entry| {
            let names = |part| matches!(part, Component::Normal(_));
            !entry.path.is_empty() && Path::new(&entry.path).components().all(names)
        };
        (manifest.version == VERSION && manifest.files.iter().all(inside)).then_some(manifest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_names_only_files_of_its_own_folder() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("manifest.json");
        let check = |file: &str, sound: bool| {
            let entry = Entry { bytes: 1, path: file.into(), sha256: String::new() };
            let manifest = Manifest {
                at: Timestamp(0),
                checkpoint: String::new(),
                database: "sqlite".into(),
                files: vec![entry],
                version: VERSION.into(),
            };
            manifest.write(&path).unwrap();
            assert_eq!(Manifest::read(&path), sound.then_some(manifest), "{file}");
        };
        check("keys/root.key", true);
        check("../elsewhere", false);
        check("/etc/passwd", false);
        check("", false);
    }
}
