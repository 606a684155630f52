//! The log's published files, as entries and proofs.

use journal::checkpoint::SignedCheckpoint;
use journal::entry::Entry;
use journal::receipt::Receipt;
use journal::tile::{Bundle, Tile, decode_entries, decode_hashes};
use journal::tree::{MemoryTiles, NoTile, TreeError, inclusion};
use lots::hash::Digest;

use crate::app::App;
use crate::app::journal::storage;
use crate::app::problem::Problem;
use crate::app::shell::found;

/// Entries of a bundle.
const FULL: u64 = 256;

/// The checkpoint published last, if there is one.
pub async fn checkpoint(app: &App) -> Result<Option<SignedCheckpoint>, Problem> {
    let bytes = storage::read(app.read(), "checkpoint").await?;
    bytes.map(|bytes| SignedCheckpoint::from_text(&bytes).map_err(Problem::broken)).transpose()
}

/// The entries from `first` on, at most `count`, below `size`, with their indexes.
pub async fn entries(app: &App, first: u64, count: u64, size: u64) -> Result<Vec<(u64, Entry)>, Problem> {
    let end = first.saturating_add(count).min(size);
    let mut entries = Vec::new();
    for index in first / FULL..end.div_ceil(FULL) {
        let start = index * FULL;
        let bundle = bundle(app, index, size).await?;
        for (at, bytes) in (start..).zip(bundle).filter(|(at, _)| (first..end).contains(at)) {
            entries.push((at, Entry::from_text(&bytes).map_err(Problem::broken)?));
        }
    }
    Ok(entries)
}

async fn bundle(app: &App, index: u64, size: u64) -> Result<Vec<Vec<u8>>, Problem> {
    let width = u16::try_from((size - index * FULL).min(FULL)).unwrap_or(u16::MAX);
    let bundle = found(Bundle::new(index, width))?;
    let bytes = found(storage::read(app.read(), &bundle.to_string()).await?)?;
    let entries = decode_entries(&bytes, width).ok_or_else(|| Problem::broken("an entry bundle hasn't its form"))?;
    Ok(entries.into_iter().map(<[u8]>::to_vec).collect())
}

/// The proof that an entry stands under a checkpoint, from the published tiles.
pub async fn proof(app: &App, index: u64, size: u64) -> Result<Vec<Digest>, Problem> {
    let mut tiles = MemoryTiles::default();
    // Each round reads one more of the few tiles that a proof needs.
    loop {
        match inclusion(&tiles, index, size) {
            Ok(proof) => return Ok(proof),
            Err(TreeError::Tile(NoTile(tile))) => {
                tiles.0.insert(tile, hashes(app, tile).await?);
            }
            Err(_) => return Err(Problem::not_found()),
        }
    }
}

async fn hashes(app: &App, tile: Tile) -> Result<Vec<Digest>, Problem> {
    let bytes = found(storage::read(app.read(), &tile.to_string()).await?)?;
    decode_hashes(&bytes, tile.width()).ok_or_else(|| Problem::broken("a tile hasn't its form"))
}

/// An entry and its receipt under the latest checkpoint.
pub async fn proved(app: &App, index: u64) -> Result<(Entry, Receipt), Problem> {
    let checkpoint = found(checkpoint(app).await?)?;
    let size = checkpoint.checkpoint().size();
    let (_, entry) = found(entries(app, index, 1, size).await?.pop())?;
    let proof = proof(app, index, size).await?;
    Ok((entry.clone(), Receipt { extra: Some(entry.bytes().to_vec()), index, proof, checkpoint }))
}
