//! Whether an act is in the log, beyond what its row says of itself.
//!
//! A row's column can be written by whoever has the database: acts that build on each other, a commit and then a seed, would go on while nothing of them is in the
//! journal, and could all be taken back where their result doesn't please. The guard's file is beyond that hand.

use std::sync::Arc;

use journal::entry::Entry;
use journal::reader::{LogTiles, entries};
use journal::tile::Bundle;
use journal::tree::inclusion;
use lots::merkle::{includes, leaf_hash};
use sea_orm::entity::prelude::*;
use tokio::runtime::Handle;

use super::audit::{guarded, scribe};
use super::entry::Placed;
use super::record::row;
use super::storage::DbLog;
use crate::app::App;
use crate::app::problem::Problem;

/// Entries of a bundle.
const FULL: u64 = 256;

/// Whether a committed row is the entry that it says it is, under the checkpoint that the guard holds. Where the log can't be read as far as that it isn't yet: the
/// writer may be about to publish.
///
/// # Errors
/// A [`Problem`] if database, keys or guard can't be read.
pub async fn entered(app: &App, id: Uuid) -> Result<bool, Problem> {
    let held = guarded(app).map_err(Problem::broken)?;
    let moment = Arc::new(app.db.beside().await?);
    let placed = Placed::find().filter(row::Column::Id.eq(id)).into_model::<Placed>().one(&*moment).await?;
    let (Some(held), Some(placed)) = (held, placed) else { return Ok(false) };
    let place = |entry: Option<i64>| entry.and_then(|entry| u64::try_from(entry).ok());
    let (checkpoint, before) = (held.checkpoint().clone(), place(placed.before));
    let Some(index) = place(placed.row.entry).filter(|index| *index < checkpoint.size()) else { return Ok(false) };
    let (_, scribe) = scribe(&app.config).map_err(Problem::broken)?;
    let log = DbLog::new(moment, Handle::current());
    let looked = tokio::task::spawn_blocking(move || {
        let (size, first) = (checkpoint.size(), index / FULL * FULL);
        let bundle = Bundle::new(index / FULL, u16::try_from((size - first).min(FULL)).ok()?)?;
        let bytes = entries(&log, bundle).ok()?.into_iter().nth(usize::try_from(index - first).ok()?)?;
        let entry = Entry::from_text(&bytes).ok()?;
        // An entry is no earlier than its row, and else as late as the one before it.
        let expected = scribe.entry(&placed.row, entry.time().seconds(), before).ok()?;
        let proof = inclusion(&LogTiles(&log), index, size).ok()?;
        Some(expected == entry && includes(checkpoint.root(), size, index, leaf_hash(&bytes), &proof))
    });
    Ok(looked.await.map_err(Problem::broken)?.unwrap_or(false))
}
