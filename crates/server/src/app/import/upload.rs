//! An upload on its way to the disk.

use std::path::{Path, PathBuf};

use axum::extract::Multipart;
use axum::extract::multipart::Field as Part;
use sha2::{Digest as _, Sha256};
use tokio::fs;
use tokio::io::AsyncWriteExt as _;

use super::problem::upload_too_long;
use super::rules::ImportId;
use crate::app::App;
use crate::app::problem::Problem;

/// The most characters that are kept of a file's name.
const NAME: usize = 200;

/// A file that arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// As the sender calls it.
    pub name: String,
    /// Its length.
    pub bytes: u64,
    /// Its SHA-256.
    pub digest: Vec<u8>,
}

/// Where the files of imports lie.
#[must_use]
pub fn folder(app: &App) -> PathBuf {
    app.config.data.join("uploads")
}

/// Where an import's file lies.
#[must_use]
pub fn file(app: &App, id: ImportId) -> PathBuf {
    folder(app).join(id.to_string())
}

/// Stream the request's first file to where the import's file lies. If it is refused nothing is left behind.
///
/// # Errors
/// `upload-too-long`, `upload-missing`, `upload-broken`.
pub async fn receive(app: &App, id: ImportId, mut parts: Multipart) -> Result<Upload, Problem> {
    fs::create_dir_all(folder(app)).await.map_err(Problem::broken)?;
    let path = file(app, id);
    let arriving = path.with_extension("part");
    let received = receive_to(&arriving, &mut parts, app.config.limits.upload_bytes).await;
    if received.is_err() {
        let _ = fs::remove_file(&arriving).await;
    } else {
        fs::rename(&arriving, &path).await.map_err(Problem::broken)?;
    }
    received
}

async fn receive_to(path: &Path, parts: &mut Multipart, most: u64) -> Result<Upload, Problem> {
    while let Some(part) = parts.next_field().await.map_err(broken_off)? {
        if let Some(name) = part.file_name().map(own_name) {
            return copy(path, part, name, most).await;
        }
    }
    Err(Problem::refused("upload-missing"))
}

async fn copy(path: &Path, mut part: Part<'_>, name: String, most: u64) -> Result<Upload, Problem> {
    let mut out = fs::File::create(path).await.map_err(Problem::broken)?;
    let mut hash = Sha256::new();
    let mut bytes = 0;
    while let Some(chunk) = part.chunk().await.map_err(broken_off)? {
        bytes += chunk.len() as u64;
        if bytes > most {
            return Err(upload_too_long(most));
        }
        hash.update(&chunk);
        out.write_all(&chunk).await.map_err(Problem::broken)?;
    }
    out.sync_all().await.map_err(Problem::broken)?;
    Ok(Upload { name, bytes, digest: hash.finalize().to_vec() })
}

/// The connection ended, or what came isn't multipart.
#[expect(clippy::needless_pass_by_value, reason = "taken by `map_err`")]
fn broken_off(why: axum::extract::multipart::MultipartError) -> Problem {
    Problem { cause: Some(why.to_string()), ..Problem::new(why.status(), "upload-broken") }
}

/// The last part of a path, without control characters: browsers and people send all kinds.
fn own_name(sent: &str) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    last.chars().filter(|c| !c.is_control()).take(NAME).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_part_of_a_name_is_kept() {
        let check = |sent: &str, expected: &str| assert_eq!(own_name(sent), expected);
        check("人员名录.xlsx", "人员名录.xlsx");
        check("C:\\桌面\\a.csv", "a.csv");
        check("../../etc/passwd", "passwd");
        check("a\r\nb.csv", "ab.csv");
    }
}
