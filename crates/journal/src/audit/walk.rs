//! One pass over all entries, for the checks 5 to 11.
//!
//! A check that failed doesn't end the pass: an earlier one may still fail further on, and the earliest is what counts.

use std::collections::BTreeMap;

use lots::hash::Digest;

use super::keys::Announced;
use super::workers::{Answer, Read, Seen, read_all};
use super::{Check, compare, earlier};
use crate::chain::Chains;
use crate::checkpoint::SignedCheckpoint;
use crate::detail::{Detail, Finding, text};
use crate::entry::Known;
use crate::keys::KeysChain;
use crate::reader::{LogTiles, Unread};
use crate::storage::Published;
use crate::tile::{Bundle, Tile, new_bundles};
use crate::tree::{Frontier, Tiles};

/// What a pass came to.
pub(super) struct Walked {
    /// The first failure of each check that was made; those behind the earliest may be missing.
    pub failed: BTreeMap<Check, Detail>,
    /// Whether the earlier checkpoint could be compared.
    pub compared: bool,
    pub kinds: BTreeMap<String, u64>,
    pub unknown: u64,
    pub cases: u64,
}

struct Walk<'a, P: ?Sized> {
    log: &'a P,
    size: u64,
    since: Option<&'a SignedCheckpoint>,
    /// The tree so far.
    frontier: Frontier,
    chains: Chains,
    announced: Announced,
    walked: Walked,
}

/// Read a log whose checkpoint is `signed` from its first entry to its last.
pub(super) fn walk<P: Published + ?Sized>(
    log: &P,
    signed: &SignedCheckpoint,
    since: Option<&SignedCheckpoint>,
    chain: Option<&KeysChain>,
    progress: &mut dyn FnMut(u64, u64),
) -> Walked {
    let checkpoint = signed.checkpoint();
    let (size, origin) = (checkpoint.size(), checkpoint.origin().clone());
    let kinds = BTreeMap::new();
    let walked = Walked { failed: BTreeMap::new(), compared: false, kinds, unknown: 0, cases: 0 };
    let (frontier, chains, announced) = (Frontier::default(), Chains::new(origin), Announced::default());
    let mut walk = Walk { log, size, since, frontier, chains, announced, walked };
    if let Some(Err(detail)) = since.map(|since| earlier(since, signed, chain)) {
        walk.fail(Check::Consistency, detail);
        walk.walked.compared = true;
        return walk.walked;
    }
    // The empty tree is one too.
    walk.compare_earlier(&[]);
    read_all(log, new_bundles(0, size), |bundle, answer| {
        let goes_on = walk.take(bundle, answer);
        progress(walk.frontier.size(), size);
        goes_on
    });
    if walk.wanted(Check::Root)
        && let Err(detail) = compare(walk.frontier.root(), signed)
    {
        walk.fail(Check::Root, detail);
    }
    if let Some(chain) = chain.filter(|_| walk.wanted(Check::KeysEntries))
        && let Err(detail) = walk.announced.check(chain, size)
    {
        walk.fail(Check::KeysEntries, detail);
    }
    walk.walked.cases = walk.chains.count();
    walk.walked
}

impl<P: Published + ?Sized> Walk<'_, P> {
    fn fail(&mut self, check: Check, detail: Detail) {
        self.walked.failed.entry(check).or_insert(detail);
    }

    /// Whether no check up to this one has failed.
    fn wanted(&self, check: Check) -> bool {
        self.walked.failed.keys().next().is_none_or(|failed| *failed > check)
    }

    /// Whether the rest is worth reading.
    fn take(&mut self, bundle: Bundle, answer: Answer) -> bool {
        let reads = match answer {
            Ok(reads) => reads,
            Err(why) => {
                self.fail(Check::Bundles, unread(why));
                return false;
            }
        };
        self.compare_earlier(&reads);
        if !self.wanted(Check::Consistency) {
            return false;
        }
        self.tiles(&reads);
        let first = bundle.first().unwrap_or(u64::MAX);
        for (index, (_, entry)) in (first..).zip(reads) {
            match entry {
                _ if !self.wanted(Check::Entries) => break,
                Err(why) => self.fail(Check::Entries, Detail::new(Finding::Entry, [index.into(), why.code().into()])),
                Ok(seen) => self.entry(index, seen),
            }
        }
        true
    }

    fn entry(&mut self, index: u64, seen: Seen) {
        match self.walked.kinds.get_mut(seen.kind.as_str()) {
            Some(count) => *count += 1,
            None => drop(self.walked.kinds.insert(seen.kind.to_string(), 1)),
        }
        self.walked.unknown += u64::from(seen.link.known.is_none());
        if !self.wanted(Check::Chains) {
            return;
        }
        if seen.link.known == Some(Known::JournalKeys) {
            self.announced.take(index, seen.note);
        }
        if let Err(why) = self.chains.admit_link(index, seen.link) {
            self.fail(Check::Chains, Detail::new(Finding::Chain, [index.into(), why.code().into()]));
        }
    }

    /// Whether the earlier checkpoint's root is that of its size, if its size is reached by these entries.
    fn compare_earlier(&mut self, reads: &[Read]) {
        let Some(since) = self.since.filter(|_| !self.walked.compared) else { return };
        let (old, before) = (since.checkpoint(), self.frontier.size());
        let Some(among) = old.size().checked_sub(before).and_then(|among| usize::try_from(among).ok()) else { return };
        if among > reads.len() {
            return;
        }
        let mut frontier = self.frontier.clone();
        let leaves: Vec<Digest> = reads[..among].iter().map(|(leaf, _)| *leaf).collect();
        frontier.append(&leaves);
        self.walked.compared = true;
        if frontier.root() != *old.root() {
            self.fail(Check::Consistency, Detail::new(Finding::Consistency, [old.size().into()]));
        }
    }

    /// Every tile these entries bring to the width it has in this log.
    fn tiles(&mut self, reads: &[Read]) {
        let leaves: Vec<Digest> = reads.iter().map(|(leaf, _)| *leaf).collect();
        for (tile, hashes) in self.frontier.append(&leaves) {
            // Partial tiles of the sizes on the way are no part of this log.
            if Tile::at(tile.level(), tile.index(), self.size) != Some(tile) || !self.wanted(Check::Tiles) {
                continue;
            }
            match LogTiles(self.log).tile(tile) {
                Ok(found) if found == hashes => {}
                Ok(_) => self.fail(Check::Tiles, Detail::new(Finding::Tile, [text(tile)])),
                Err(why) => self.fail(Check::Tiles, unread(why)),
            }
        }
    }
}

fn unread(why: Unread) -> Detail {
    match why {
        Unread::Missing(file) => Detail::new(Finding::FileMissing, [file.as_str().into()]),
        Unread::Form(file) => Detail::new(Finding::FileForm, [file.as_str().into()]),
        Unread::Fault(why) => Detail::new(Finding::FileUnread, ["".into(), text(why)]),
    }
}
