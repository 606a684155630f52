//! How a writer starts: the only way (`spec/journal.md`, section 7, step 1).
//!
//! The guard says where the journal ends. Staged batches lead back from there to what had been synced at its paths; that
//! is read and hashed, every file of it, and then the batches come on top again. Only if that gives the guard's root is
//! anything written.

use lots::hash::Digest;

use super::batch::Batch;
use super::keyring::Keyring;
use super::tip::{Files, Point, Tip};
use super::{Identity, NoStart, Sequencer};
use crate::chain::Chains;
use crate::checkpoint::SignedCheckpoint;
use crate::entry::Entry;
use crate::reader::{LogTiles, Unread, entries};
use crate::storage::{BatchName, Guard, Published, Storage};
use crate::tile::{FULL, Tile, new_bundles, new_tiles};
use crate::tree::Tiles;

/// What a replay has come to.
struct Replay {
    tip: Tip,
    chains: Chains,
    /// The size of the published checkpoint, and the root of that size once the replay has passed it.
    watched: Option<(u64, Option<Digest>)>,
}

impl Replay {
    /// Add entries one after another; the files that come with them.
    fn add(&mut self, entries: &[Vec<u8>]) -> Result<Files, NoStart> {
        let first = self.tip.point().size;
        for (index, bytes) in (first..).zip(entries) {
            let entry = Entry::from_text(bytes).map_err(|why| NoStart::Entry { index, why: why.to_string() })?;
            self.chains.admit(index, &entry).map_err(|why| NoStart::Entry { index, why: why.to_string() })?;
        }
        if let Some((size, root @ None)) = &mut self.watched
            && let Some(among) = size.checked_sub(first).and_then(|among| usize::try_from(among).ok())
            && among <= entries.len()
        {
            let mut tree = self.tip.tree().clone();
            entries[..among].iter().for_each(|entry| tree.push(lots::merkle::leaf_hash(entry)));
            *root = Some(tree.root());
        }
        Ok(self.tip.extend(entries))
    }

    /// Read the log of `base` from its files and compare every tile with what its entries give.
    fn read<P: Published>(&mut self, log: &P, base: Point) -> Result<(), NoStart> {
        for bundle in new_bundles(0, base.size) {
            let entries = entries(log, bundle).map_err(|why| match why {
                Unread::Missing(_) => NoStart::Behind { tree: self.tip.point().size, guard: base.size },
                other => NoStart::from(other),
            })?;
            let files = self.add(&entries)?;
            for (tile, hashes) in files.tiles {
                // A partial tile of a higher level is there only for the sizes that were published.
                if Tile::at(tile.level(), tile.index(), base.size) == Some(tile) && LogTiles(log).tile(tile)? != hashes
                {
                    return Err(NoStart::File(tile.to_string()));
                }
            }
        }
        if self.tip.point() == base { Ok(()) } else { Err(NoStart::Root) }
    }
}

/// The staged batches that lead to `target`, the first one first.
///
/// A batch is named by the tree behind it and holds the tree before it, so no other batch of the same place gets in.
fn staged<S: Storage>(storage: &S, target: Point) -> Result<Vec<(BatchName, Batch)>, NoStart> {
    let names = storage.staged()?;
    let (mut point, mut chain) = (target, Vec::new());
    while let Some(name) = names.iter().find(|name| name.size == point.size && name.root == point.root) {
        let Some(batch) = Batch::decode(&storage.read_staged(*name)?).filter(|batch| batch.first < point.size) else {
            return Err(NoStart::Staged(*name));
        };
        point = Point { size: batch.first, root: batch.before };
        chain.push((*name, batch));
    }
    chain.reverse();
    Ok(chain)
}

/// The size a published checkpoint claims, be its signatures in order or not: a file that was cut off still says it.
fn claimed(published: &[u8], origin: &str) -> Option<u64> {
    let text = String::from_utf8_lossy(published);
    let mut lines = text.lines();
    if lines.next() == Some(origin) { lines.next()?.parse().ok() } else { None }
}

impl<S: Storage, G: Guard> Sequencer<S, G> {
    /// Start the writer of a journal.
    ///
    /// Everything of the journal is read and hashed. What was staged and is part of the journal comes to its paths;
    /// what was staged and isn't is removed: nobody ever saw it.
    ///
    /// # Errors
    /// [`NoStart`]. Nothing was signed, and the guard is as it was.
    pub fn recover(mut storage: S, guard: G, identity: Identity) -> Result<Self, NoStart> {
        let held = guard.read()?.ok_or(NoStart::Unguarded)?;
        let last = SignedCheckpoint::from_text(&held).map_err(|why| NoStart::Guard(why.to_string()))?;
        let target = Point { size: last.checkpoint().size(), root: *last.checkpoint().root() };
        if *last.checkpoint().origin() != identity.origin {
            return Err(NoStart::Origin(last.checkpoint().origin().clone()));
        }
        let published = storage.read("checkpoint")?;
        if let Some(size) = published.as_ref().and_then(|bytes| claimed(bytes, identity.origin.as_str()))
            && size > target.size
        {
            return Err(NoStart::Ahead { published: size, guard: target.size });
        }
        let public = published.and_then(|bytes| SignedCheckpoint::from_text(&bytes).ok());
        let chain = staged(&storage, target)?;
        let base = chain.first().map_or(target, |(_, batch)| Point { size: batch.first, root: batch.before });
        let watched = public.as_ref().map(|public| (public.checkpoint().size(), None));
        let mut replay = Replay { tip: Tip::default(), chains: Chains::new(identity.origin.clone()), watched };
        // An empty log has no entry on whose way its root could be met.
        replay.add(&[])?;
        replay.read(&storage, base)?;
        let mut files = Vec::new();
        for (name, batch) in &chain {
            files.push(replay.add(&batch.entries)?);
            if replay.tip.point() != (Point { size: name.size, root: name.root }) {
                return Err(NoStart::Staged(*name));
            }
        }
        let notes: Vec<Vec<u8>> = chain.iter().filter_map(|(_, batch)| batch.note.clone()).collect();
        let staged_notes = notes.len();
        let keyring = Keyring::read(&storage, identity, notes)?;
        keyring.verify(&last).map_err(|why| NoStart::Guard(why.to_string()))?;
        keyring.ready(target.size)?;
        let public = public.filter(|public| keyring.verify(public).is_ok());
        if let (Some(public), Some((_, root))) = (&public, replay.watched)
            && root != Some(*public.checkpoint().root())
        {
            return Err(NoStart::Root);
        }
        // The published one may carry cosignatures that the guard's hasn't.
        let public = public.filter(|public| public.checkpoint() == last.checkpoint()).unwrap_or_else(|| last.clone());
        // Only what a staged batch brings is written: anything else would be there in this machine's memory alone
        // if the power went before the sync.
        let notes = keyring.files().into_iter().rev().take(staged_notes);
        bring_to_paths(&mut storage, notes, &files, &public)?;
        Ok(Self::new(storage, guard, keyring, (held, public), (replay.tip, replay.chains)))
    }
}

/// Write what the replay gave, and forget all that is staged once that has been synced.
fn bring_to_paths<S: Storage>(
    storage: &mut S,
    notes: impl Iterator<Item = (String, Vec<u8>)>,
    files: &[Files],
    public: &SignedCheckpoint,
) -> Result<(), NoStart> {
    for (path, bytes) in notes.chain(files.iter().flat_map(Files::all)) {
        storage.write(&path, &bytes)?;
    }
    storage.replace_checkpoint(public.to_string().as_bytes())?;
    let staged = storage.staged()?;
    if !staged.is_empty() {
        storage.sync()?;
    }
    for name in staged {
        storage.remove_staged(name)?;
    }
    // A batch that never became part of the journal must not come back beside one that does; and as long as one that did
    // could come back, the next start would begin at the partial tiles before it.
    let size = public.checkpoint().size();
    let tiles = new_tiles(0, size).filter(|tile| !tile.is_partial()).map(|tile| tile.to_string());
    let bundles = new_bundles(0, size).filter(|bundle| bundle.width() == FULL).map(|bundle| bundle.to_string());
    storage.later(tiles.chain(bundles).collect())?()?;
    Ok(())
}
