//! The new directory.

use std::fs;
use std::path::{Path, PathBuf};

use lots::commitment::Commitment;
use lots::share::Secret;

use super::{Args, Complaint, Frozen, Subjects, random};
use crate::bundle;
use crate::locale::Words;
use crate::screen;

/// A directory that goes away again unless it is finished.
pub(super) struct Folder {
    path: PathBuf,
    finished: bool,
}

impl Folder {
    /// Make the directory.
    pub(super) fn create(path: &Path, words: &Words) -> Result<Self, Complaint> {
        fs::create_dir(path).map_err(|why| screen::unwritable(words, path, &why))?;
        Ok(Self { path: path.to_owned(), finished: false })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Take a file away again.
    pub(super) fn forget(&self, name: &str, words: &Words) -> Result<(), Complaint> {
        let path = self.path.join(name);
        fs::remove_file(&path).map_err(|why| screen::unwritable(words, &path, &why))
    }

    /// Write what isn't written yet.
    pub(super) fn finish(mut self, commitment: &Commitment, frozen: &Frozen, words: &Words) -> Result<(), Complaint> {
        if let Subjects::Memory(table) = &frozen.subjects {
            self.write(bundle::ROSTER, &table.to_file(), words)?;
        }
        self.write("excluded.tsv", &frozen.excluded.to_file(), words)?;
        self.write("bench.tsv", &frozen.bench.to_file(), words)?;
        self.write("recusals.tsv", &frozen.recusals.to_file(), words)?;
        self.write("roster-secret.txt", &frozen.secret.to_file(), words)?;
        // Last, so that a directory with a commitment is a whole one.
        self.write("commitment.json", &commitment.text(), words)?;
        self.finished = true;
        Ok(())
    }

    fn write(&self, name: &str, text: &str, words: &Words) -> Result<(), Complaint> {
        let path = self.path.join(name);
        bundle::write_new(&path, text.as_bytes()).map_err(|why| screen::unwritable(words, &path, &why))
    }
}

/// What was refused leaves nothing behind.
impl Drop for Folder {
    fn drop(&mut self) {
        if !self.finished {
            // The directory is new and was made by this run; if it can't be removed, it still has no commitment.
            let _ = fs::remove_dir_all(&self.path);
        }
    }
}

/// The shares of an unannounced draw's secret; they go away again unless the commitment they belong to is written.
pub(super) struct Shares {
    folder: PathBuf,
    written: Vec<PathBuf>,
}

impl Shares {
    /// The commitment is written: the sentence that says where its shares are.
    pub(super) fn keep(mut self, words: &Words) -> String {
        self.written.clear();
        words.say("commit-shares", &[("folder", &self.folder.display().to_string())])
    }
}

impl Drop for Shares {
    fn drop(&mut self) {
        for path in &self.written {
            let _ = fs::remove_file(path);
        }
    }
}

/// Write the shares of the secret.
pub(super) fn write_shares(args: &Args, secret: &Secret, words: &Words) -> Result<Shares, Complaint> {
    let folder = args.shares.clone().unwrap_or_else(|| args.out.with_extension("shares"));
    fs::create_dir_all(&folder).map_err(|why| screen::unwritable(words, &folder, &why))?;
    let mut shares = Shares { folder, written: Vec::new() };
    for (number, share) in (1..).zip(secret.split(random(words)?)) {
        let path = shares.folder.join(format!("share-{number}.txt"));
        let text = format!("{share}\n");
        bundle::write_new(&path, text.as_bytes()).map_err(|why| screen::unwritable(words, &path, &why))?;
        shares.written.push(path);
    }
    Ok(shares)
}
