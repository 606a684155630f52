//! Bundles as people hand them round: a directory or a zip with the files of `spec/draw.md`, section 8.3.

use std::fs::{self, File};
use std::io::{self, Cursor, Read, Seek, Write};
use std::path::{Path, PathBuf};

use lots::check::Files;

/// The most files a bundle may hold; those of version 1 are ten.
const MAX_FILES: usize = 64;
/// The largest zip entry and the largest file read into memory: 2 GiB. A larger roster is scanned from its directory.
const MAX_FILE_BYTES: u64 = 2 << 30;

/// The roster's file in an auditor's bundle.
pub const ROSTER: &str = "subjects.tsv";
/// The record by which a receipt is known.
pub const RECEIPT: &str = "receipt.json";
/// The files of a public bundle, in the order of their making.
pub const PUBLIC: [&str; 5] = ["commitment.json", "seed.json", "result.json", "amendments.json", journal::bundle::FILE];
/// The files that an auditor's bundle has besides.
pub const AUDITOR: [&str; 5] = [ROSTER, "excluded.tsv", "bench.tsv", "recusals.tsv", "roster-secret.txt"];

/// Where the roster of an opened bundle is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Roster {
    /// A public bundle has none.
    Absent,
    /// In a directory; not read yet.
    File(PathBuf),
    /// Unpacked from a zip.
    Bytes(Vec<u8>),
}

/// A bundle, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The files by name; `subjects.tsv` is there by name only, without its bytes.
    pub files: Files,
    /// The roster.
    pub roster: Roster,
}

/// What the name of the auditor's bundle ends with that lies in a court's zip, beside an account of it.
const WITHIN: &str = "-auditor.zip";

/// Open a directory, a zip, or a lone `receipt.json`. Of a court's zip the one auditor's bundle in it is opened.
///
/// Names that begin with a dot are not the bundle's and are passed over. A directory within is listed by its name, so that
/// the check of the files finds it.
///
/// # Errors
/// What reading says; [`io::ErrorKind::InvalidData`] for more than 64 files or one above 2 GiB.
pub fn open(path: &Path) -> io::Result<Opened> {
    if path.is_dir() {
        return open_directory(path);
    }
    let mut magic = [0; 2];
    let length = File::open(path)?.read(&mut magic)?;
    if length == 2 && &magic == b"PK" {
        return open_zip(path);
    }
    let files = Files::from([(RECEIPT.to_owned(), read_limited(path)?)]);
    Ok(Opened { files, roster: Roster::Absent })
}

fn too_large(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("{what}: above the limit of a bundle"))
}

fn read_limited(path: &Path) -> io::Result<Vec<u8>> {
    if fs::metadata(path)?.len() > MAX_FILE_BYTES {
        return Err(too_large(&path.display().to_string()));
    }
    fs::read(path)
}

fn open_directory(path: &Path) -> io::Result<Opened> {
    let mut opened = Opened { files: Files::new(), roster: Roster::Absent };
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        if opened.files.len() == MAX_FILES {
            return Err(too_large(&path.display().to_string()));
        }
        let known = PUBLIC.contains(&name.as_str()) || AUDITOR.contains(&name.as_str()) || name == RECEIPT;
        let bytes = match name.as_str() {
            ROSTER => {
                opened.roster = Roster::File(entry.path());
                Vec::new()
            }
            _ if known && entry.path().is_file() => read_limited(&entry.path())?,
            _ => Vec::new(),
        };
        opened.files.insert(name, bytes);
    }
    Ok(opened)
}

/// The name of the auditor's bundle that lies in a zip which is none itself, if there is one.
///
/// # Errors
/// What reading says.
pub fn within(path: &Path) -> io::Result<Option<String>> {
    let mut magic = [0; 2];
    if path.is_dir() || File::open(path)?.read(&mut magic)? < 2 || &magic != b"PK" {
        return Ok(None);
    }
    Ok(inner(&mut zip::ZipArchive::new(File::open(path)?)?)?.map(|(_, name)| name))
}

/// Where it stands among the files, and its name.
fn inner<R: Read + Seek>(zip: &mut zip::ZipArchive<R>) -> io::Result<Option<(usize, String)>> {
    let mut found = None;
    for index in 0..zip.len() {
        let name = zip.by_index(index)?.name()?.into_owned();
        if name == PUBLIC[0] {
            return Ok(None);
        }
        if name.ends_with(WITHIN) && found.replace((index, name)).is_some() {
            return Ok(None);
        }
    }
    Ok(found)
}

fn open_zip(path: &Path) -> io::Result<Opened> {
    let (mut zip, file) = (zip::ZipArchive::new(File::open(path)?)?, path.display().to_string());
    let Some((at, name)) = inner(&mut zip)? else { return read_zip(zip, &file) };
    let bytes = unpacked(zip.by_index(at)?, &name)?;
    read_zip(zip::ZipArchive::new(Cursor::new(bytes))?, &name)
}

/// A file of a zip. The declared size may lie; what is unpacked is what counts.
fn unpacked(entry: impl Read, name: &str) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    entry.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(too_large(name));
    }
    Ok(bytes)
}

fn read_zip<R: Read + Seek>(mut zip: zip::ZipArchive<R>, file: &str) -> io::Result<Opened> {
    if zip.len() > MAX_FILES {
        return Err(too_large(file));
    }
    let mut opened = Opened { files: Files::new(), roster: Roster::Absent };
    for index in 0..zip.len() {
        let entry = zip.by_index(index)?;
        let name = entry.name()?.into_owned();
        if name.starts_with('.') {
            continue;
        }
        let mut bytes = unpacked(entry, &name)?;
        if name == ROSTER {
            opened.roster = Roster::Bytes(std::mem::take(&mut bytes));
        }
        opened.files.insert(name, bytes);
    }
    Ok(opened)
}

/// Which files of a draw to hand out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Edition {
    /// Everything: for auditors and courts.
    Auditor,
    /// Without salts and unselected rows: for everyone.
    Public,
}

impl Edition {
    fn names(self) -> impl Iterator<Item = &'static str> {
        let more: &[&str] = if self == Self::Auditor { &AUDITOR } else { &[] };
        PUBLIC.iter().chain(more).copied()
    }
}

/// Write the files of a draw's directory into a zip; the same files give the same bytes.
///
/// # Errors
/// What reading or writing says. An existing file is not overwritten.
pub fn zip(directory: &Path, edition: Edition, out: &Path) -> io::Result<()> {
    let mut zip = zip::ZipWriter::new(File::create_new(out)?);
    let large = |length: u64| length >= u64::from(u32::MAX);
    for name in edition.names().filter(|name| directory.join(name).is_file()) {
        let mut file = File::open(directory.join(name))?;
        let options = zip::write::SimpleFileOptions::default().large_file(large(file.metadata()?.len()));
        zip.start_file(name, options)?;
        io::copy(&mut file, &mut zip)?;
    }
    zip.finish()?.flush()
}

/// Write a new file; one that exists is left as it is.
///
/// # Errors
/// [`io::ErrorKind::AlreadyExists`], or what writing says.
pub fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
