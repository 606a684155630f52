//! Tiles and entries read from a log's files, whoever serves them.
//!
//! A log may drop a partial tile once the full one is there; so where the partial one is missing, the beginning of the
//! full one stands for it. What is read is checked for its form only: proofs show whether it is the right one.

use std::fmt;

use lots::hash::Digest;

use crate::storage::{Fault, Published};
use crate::tile::{Bundle, FULL, Tile, decode_entries, decode_hashes};
use crate::tree::Tiles;

/// Why a tile or a bundle can't be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// There is no such file.
    Missing(String),
    /// The file has not its form.
    Form(String),
    /// It can't be read.
    Fault(Fault),
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(path) => write!(f, "{path} is missing"),
            Self::Form(path) => write!(f, "{path} has not its form"),
            Self::Fault(fault) => fault.fmt(f),
        }
    }
}

impl std::error::Error for Unread {}

impl From<Fault> for Unread {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// The tiles of a log.
#[derive(Debug)]
pub struct LogTiles<'a, P: ?Sized>(pub &'a P);

impl<P: Published + ?Sized> Tiles for LogTiles<'_, P> {
    type Error = Unread;

    fn tile(&self, tile: Tile) -> Result<Vec<Digest>, Unread> {
        let whole = Tile::new(tile.level(), tile.index(), FULL).map(|tile| tile.to_string());
        let read = partial_or_full(self.0, &tile.to_string(), whole)?;
        let mut hashes = decode_hashes(&read.bytes, read.width(tile.width())).ok_or(Unread::Form(read.path))?;
        hashes.truncate(usize::from(tile.width()));
        Ok(hashes)
    }
}

/// The entries of a bundle, as many as its width.
///
/// # Errors
/// [`Unread`].
pub fn entries<P: Published + ?Sized>(log: &P, bundle: Bundle) -> Result<Vec<Vec<u8>>, Unread> {
    each_entry(log, bundle, <[u8]>::to_vec)
}

/// What `of` makes of each entry of a bundle, as many as its width.
///
/// # Errors
/// [`Unread`].
pub fn each_entry<P, T>(log: &P, bundle: Bundle, of: impl Fn(&[u8]) -> T) -> Result<Vec<T>, Unread>
where
    P: Published + ?Sized,
{
    let whole = Bundle::new(bundle.index(), FULL).map(|bundle| bundle.to_string());
    let read = partial_or_full(log, &bundle.to_string(), whole)?;
    let Some(entries) = decode_entries(&read.bytes, read.width(bundle.width())) else {
        return Err(Unread::Form(read.path));
    };
    Ok(entries.into_iter().take(usize::from(bundle.width())).map(of).collect())
}

/// What was read, and from which of the two.
struct Read {
    path: String,
    bytes: Vec<u8>,
    full: bool,
}

impl Read {
    fn width(&self, asked: u16) -> u16 {
        if self.full { FULL } else { asked }
    }
}

fn partial_or_full<P: Published + ?Sized>(log: &P, path: &str, whole: Option<String>) -> Result<Read, Unread> {
    if let Some(bytes) = log.read(path)? {
        return Ok(Read { path: path.to_owned(), bytes, full: false });
    }
    if let Some(whole) = whole
        && let Some(bytes) = log.read(&whole)?
    {
        return Ok(Read { path: whole, bytes, full: true });
    }
    Err(Unread::Missing(path.to_owned()))
}
