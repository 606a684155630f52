//! Keys notes, and the entries that announce them.

use std::collections::BTreeMap;

use lots::hash::Digest;

use super::read;
use crate::checkpoint::Origin;
use crate::detail::{Detail, Finding, ensure, text};
use crate::key::VerifierKey;
use crate::keys::KeysChain;
use crate::storage::Published;
use crate::tile::Path;

/// The most keys notes that are read.
const MAX_NOTES: u64 = 4096;

/// Check 2: all keys notes of the log.
pub(super) fn chain<P: Published + ?Sized>(log: &P, root: &VerifierKey, origin: &Origin) -> Result<KeysChain, Detail> {
    let mut notes = Vec::new();
    for number in 1..=MAX_NOTES {
        let path = Path::Keys(number).to_string();
        match read(log, &path) {
            Ok(note) => notes.push(note),
            Err(detail) if detail.finding() == Finding::FileMissing && number > 1 => break,
            Err(detail) => return Err(detail),
        }
    }
    KeysChain::open(root, origin, &notes).map_err(|why| Detail::new(Finding::KeysNote, [text(why.code())]))
}

/// The entries `journal.keys` of a log: index, number, digest of the note.
#[derive(Default)]
pub(super) struct Announced(Vec<(u64, Option<u64>, Option<Digest>)>);

impl Announced {
    /// Take an entry's index and its facts `number` and `note`.
    pub(super) fn take(&mut self, index: u64, (number, note): (Option<u64>, Option<Digest>)) {
        self.0.push((index, number, note));
    }

    /// Check 11, in a log of `size` entries.
    pub(super) fn check(&self, chain: &KeysChain, size: u64) -> Result<(), Detail> {
        let mut awaited: BTreeMap<u64, (u64, Digest)> =
            chain.notes().skip(1).map(|(note, digest)| (note.number(), (note.size(), digest))).collect();
        for &(index, number, note) in &self.0 {
            let announced = number.and_then(|number| awaited.remove(&number));
            let same = announced.is_some_and(|(from, digest)| index <= from && Some(digest) == note);
            ensure(same, || Detail::new(Finding::KeysEntry, [index.into()]))?;
        }
        // A note for a size this log hasn't come to may be announced by an entry that is still to come.
        let missing = awaited.iter().find(|(_, (from, _))| *from < size);
        missing.map_or(Ok(()), |(&number, _)| Err(Detail::new(Finding::KeysEntryMissing, [number.into()])))
    }
}
