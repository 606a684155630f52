//! Backups: the database as of one moment, on request the keys, and a manifest with the digest of every file.
//!
//! The guard is deliberately absent. It stays where it is when a backup is restored, so that a database older than the
//! last signed checkpoint is noticed: the writer doesn't start on it. [`rollback::accept`] is the only way past that, and
//! leaves a record in the journal.

mod manifest;
mod postgres;
pub mod rollback;

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use journal::checkpoint::SignedCheckpoint;
use sea_orm::{ConnectionTrait, DbBackend, DbErr, Statement};

use self::manifest::{Entry, Manifest};
use super::storage;
use crate::app::App;
use crate::app::config::Config;
use crate::app::words::Words;

/// The manifest's name.
const MANIFEST: &str = "manifest.json";
/// SQLite's file, in the backup and in the data folder.
const SQLITE: &str = "yaoguang.db";
/// PostgreSQL's archive.
const POSTGRES: &str = "yaoguang.dump";
/// The folder of keys, in both likewise.
const KEYS: &str = "keys";

/// Whether a backup holds the keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Secrets {
    /// It does.
    Copied,
    /// They are kept elsewhere.
    Left,
}

/// What a backup or a restore did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Made {
    /// How many files.
    pub files: usize,
    /// How many entries the journal has in it, at least.
    pub entries: u64,
}

/// Why nothing was backed up or restored. The sentence stands under `backup-` and the code.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the codes say what each is, the locale files say it in words")]
pub enum NoBackup {
    #[error("{} exists", .0.display())]
    Exists(PathBuf),
    #[error("{path}: {why}", path = .0.display(), why = .1)]
    File(PathBuf, io::Error),
    #[error("{} has no manifest of its form", .0.display())]
    Manifest(PathBuf),
    #[error("{0} isn't what the manifest says")]
    Changed(String),
    #[error("{0} exists")]
    InUse(String),
    #[error("the backup is of {0}")]
    OtherDatabase(String),
    #[error("there is no {program}: {command}")]
    NoProgram { program: &'static str, command: String },
    #[error("{program}: {why}")]
    Program { program: &'static str, why: String },
    #[error("{0}")]
    Database(#[from] DbErr),
}

impl NoBackup {
    /// The sentence.
    #[must_use]
    pub fn say(&self, words: &Words) -> String {
        match self {
            Self::Exists(folder) => words.say("backup-exists", &[("folder", &folder.display().to_string())]),
            Self::File(file, why) => {
                words.say("backup-file", &[("file", &file.display().to_string()), ("why", &why.to_string())])
            }
            Self::Manifest(folder) => words.say("backup-manifest", &[("folder", &folder.display().to_string())]),
            Self::Changed(file) => words.say("backup-changed", &[("file", file)]),
            Self::InUse(file) => words.say("backup-in-use", &[("file", file)]),
            Self::OtherDatabase(kind) => words.say("backup-other-database", &[("kind", kind)]),
            Self::NoProgram { program, command } => {
                words.say("backup-no-program", &[("program", &(*program).to_owned()), ("command", command)])
            }
            Self::Program { program, why } => {
                words.say("backup-program", &[("program", &(*program).to_owned()), ("why", why)])
            }
            Self::Database(why) => words.say("backup-database", &[("why", &why.to_string())]),
        }
    }
}

fn at(path: &Path) -> impl FnOnce(io::Error) -> NoBackup {
    let path = path.to_owned();
    move |why| NoBackup::File(path, why)
}

fn kind(backend: DbBackend) -> &'static str {
    if backend == DbBackend::Sqlite { "sqlite" } else { "postgres" }
}

/// Back up into the new folder `to`, from a server that may be at work.
///
/// # Errors
/// [`NoBackup`]; then the folder has no manifest, and isn't a backup.
pub async fn backup(app: &App, to: &Path, secrets: Secrets) -> Result<Made, NoBackup> {
    if to.exists() {
        return Err(NoBackup::Exists(to.to_owned()));
    }
    make_private(to)?;
    // Before the copy is made, which has at least that.
    let checkpoint = storage::read(app.read(), "checkpoint").await?.unwrap_or_default();
    let entries = SignedCheckpoint::from_text(&checkpoint).map_or(0, |signed| signed.checkpoint().size());
    let mut names = vec![database(app, to).await?.to_owned()];
    if secrets == Secrets::Copied {
        let keys = app.config.data.join(KEYS);
        make_private(&to.join(KEYS))?;
        for name in files(&keys)? {
            copy(&keys.join(&name), &to.join(KEYS).join(&name))?;
            names.push(format!("{KEYS}/{name}"));
        }
    }
    let (folder, count) = (to.to_owned(), names.len());
    let manifest = Manifest {
        at: app.now(),
        checkpoint: String::from_utf8_lossy(&checkpoint).into_owned(),
        database: kind(app.db.backend()).to_owned(),
        files: vec![],
        version: manifest::VERSION.to_owned(),
    };
    blocking(move || {
        let files = names.iter().map(|name| Entry::of(&folder, name)).collect::<Result<_, _>>()?;
        Manifest { files, ..manifest }.write(&folder.join(MANIFEST))
    })
    .await?;
    Ok(Made { files: count, entries })
}

async fn blocking<T: Send + 'static>(
    act: impl FnOnce() -> Result<T, NoBackup> + Send + 'static,
) -> Result<T, NoBackup> {
    let done = tokio::task::spawn_blocking(act).await;
    done.unwrap_or_else(|panic| Err(NoBackup::File(PathBuf::new(), io::Error::other(panic))))
}

/// The database as of one moment; the file's name.
async fn database(app: &App, to: &Path) -> Result<&'static str, NoBackup> {
    let DbBackend::Sqlite = app.db.backend() else {
        let url = app.config.database();
        let file = to.join(POSTGRES);
        return blocking(move || postgres::dump(&url, &file)).await.map(|()| POSTGRES);
    };
    let path = to.join(SQLITE);
    let text = path.to_str().ok_or_else(|| NoBackup::File(path.clone(), io::ErrorKind::InvalidFilename.into()))?;
    let copy = Statement::from_sql_and_values(DbBackend::Sqlite, "VACUUM INTO $1", [text.into()]);
    app.read().execute_raw(copy).await?;
    File::open(&path).and_then(|file| file.sync_all()).map_err(at(&path))?;
    Ok(SQLITE)
}

/// Put a backup into the place that the configuration names, where nothing may be yet.
///
/// # Errors
/// [`NoBackup`]. Every file is checked before the first is copied.
pub async fn restore(config: &Config, from: &Path) -> Result<Made, NoBackup> {
    let (config, from) = (config.clone(), from.to_owned());
    blocking(move || restore_files(&config, &from)).await
}

fn restore_files(config: &Config, from: &Path) -> Result<Made, NoBackup> {
    let manifest = Manifest::read(&from.join(MANIFEST)).ok_or_else(|| NoBackup::Manifest(from.to_owned()))?;
    let here = if config.database().starts_with("sqlite:") { "sqlite" } else { "postgres" };
    if manifest.database != here {
        return Err(NoBackup::OtherDatabase(manifest.database));
    }
    for entry in &manifest.files {
        if Entry::of(from, &entry.path).ok().as_ref() != Some(entry) {
            return Err(NoBackup::Changed(entry.path.clone()));
        }
    }
    let data = &config.data;
    // A log of writes left beside the database would be applied to the one that is restored.
    let beside = [format!("{SQLITE}-wal"), format!("{SQLITE}-shm"), format!("{SQLITE}-journal")];
    let names = manifest.files.iter().map(|entry| &entry.path).filter(|name| *name != POSTGRES);
    if let Some(name) = names.chain(&beside).find(|name| data.join(name).exists()) {
        return Err(NoBackup::InUse(data.join(name).display().to_string()));
    }
    fs::create_dir_all(data).map_err(at(data))?;
    for entry in &manifest.files {
        let source = from.join(&entry.path);
        if entry.path == POSTGRES {
            postgres::restore(&config.database(), &source)?;
            continue;
        }
        let target = data.join(&entry.path);
        if let Some(folder) = target.parent().filter(|folder| !folder.exists()) {
            make_private(folder)?;
        }
        copy(&source, &target)?;
    }
    let signed = SignedCheckpoint::from_text(manifest.checkpoint.as_bytes());
    Ok(Made { files: manifest.files.len(), entries: signed.map_or(0, |signed| signed.checkpoint().size()) })
}

/// A folder that only its owner can read.
fn make_private(folder: &Path) -> Result<(), NoBackup> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(at(folder))
}

/// The names of the files in a folder, none if it isn't there.
fn files(folder: &Path) -> Result<Vec<String>, NoBackup> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let mut names = Vec::new();
    for file in fs::read_dir(folder).map_err(at(folder))? {
        let file = file.map_err(at(folder))?;
        if file.file_type().map_err(at(folder))?.is_file() {
            names.push(file.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

/// Copy a file with its permissions, durably.
fn copy(from: &Path, to: &Path) -> Result<(), NoBackup> {
    fs::copy(from, to).map_err(at(to))?;
    File::open(to).and_then(|file| file.sync_all()).map_err(at(to))
}
