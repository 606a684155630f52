//! Whether an act is in the log, beyond what its row says of itself.
//!
//! A row's column can be written by whoever has the database: acts that build on each other, a commit and then a seed, would go on while nothing of them is in the
//! journal, and could all be taken back where their result doesn't please. The keys, which sign a checkpoint only once the guard's file has it, are beyond that hand.

use std::sync::Arc;

use journal::checkpoint::SignedCheckpoint;
use journal::entry::Entry;
use journal::reader::{LogTiles, entries};
use journal::storage::Published as _;
use journal::tile::{Bundle, Path as LogPath};
use journal::tree::inclusion;
use lots::merkle::{includes, leaf_hash};
use sea_orm::entity::prelude::*;
use tokio::runtime::Handle;

use super::audit::scribe;
use super::entry::Placed;
use super::record::row;
use super::storage::DbLog;
use crate::app::App;
use crate::app::problem::Problem;

/// Entries of a bundle.
const FULL: u64 = 256;

/// Whether a committed row is the entry that it says it is, under the signed checkpoint that is published. The guard may be ahead of that: the writer may wait for
/// the very transaction that asks.
///
/// # Errors
/// A [`Problem`] if database or keys can't be read.
pub async fn entered(app: &App, id: Uuid) -> Result<bool, Problem> {
    let moment = Arc::new(app.db.beside().await?);
    let placed = Placed::find().filter(row::Column::Id.eq(id)).into_model::<Placed>().one(&*moment).await?;
    let Some(placed) = placed else { return Ok(false) };
    let place = |entry: Option<i64>| entry.and_then(|entry| u64::try_from(entry).ok());
    let (Some(index), before) = (place(placed.row.entry), place(placed.before)) else { return Ok(false) };
    let (keys, scribe) = scribe(&app.config).map_err(Problem::broken)?;
    let log = DbLog::new(moment, Handle::current());
    let looked = tokio::task::spawn_blocking(move || {
        let signed = SignedCheckpoint::from_text(&log.read(&LogPath::Checkpoint.to_string()).ok()??).ok()?;
        keys.chain(&log).ok()?.signed(&signed).ok()?;
        let checkpoint = signed.checkpoint();
        let (size, first) = (checkpoint.size(), index / FULL * FULL);
        let bundle = Bundle::new(index / FULL, u16::try_from(size.checked_sub(first)?.min(FULL)).ok()?)?;
        let bytes = entries(&log, bundle).ok()?.into_iter().nth(usize::try_from(index - first).ok()?)?;
        let entry = Entry::from_text(&bytes).ok()?;
        // An entry is no earlier than its row, and else as late as the one before it.
        let expected = scribe.entry(&placed.row, entry.time().seconds(), before).ok()?;
        let proof = inclusion(&LogTiles(&log), index, size).ok()?;
        Some(expected == entry && includes(checkpoint.root(), size, index, leaf_hash(&bytes), &proof))
    });
    Ok(looked.await.map_err(Problem::broken)?.unwrap_or(false))
}
