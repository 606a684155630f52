//! The keys notes of a log and the signers for the keys in force.

use lots::hash::Digest;

use super::{Identity, NoStart, Refusal, Stopped};
use crate::checkpoint::{Checkpoint, Origin, SignedCheckpoint};
use crate::entry::{Entry, Known};
use crate::key::{Signer, VerifierKey};
use crate::keys::{KeysChain, KeysError};
use crate::note::NoteError;
use crate::storage::Published;
use crate::tile::Path;

/// Keys notes that hold, and who signs.
pub(super) struct Keyring {
    identity: Identity,
    notes: Vec<Vec<u8>>,
    chain: KeysChain,
}

impl Keyring {
    /// The keyring of a log that begins with `note`.
    pub(super) fn first(identity: Identity, note: &[u8]) -> Result<Self, NoStart> {
        Self::open(identity, vec![note.to_vec()])
    }

    /// The keyring of a log: the notes at their paths, and behind them those that came with `staged` batches, which may
    /// have got to their paths or not, or not whole.
    pub(super) fn read<P: Published>(log: &P, identity: Identity, staged: Vec<Vec<u8>>) -> Result<Self, NoStart> {
        let mut notes = Vec::new();
        while let Some(note) = log.read(&Path::Keys(notes.len() as u64 + 1).to_string())? {
            notes.push(note);
        }
        // A staged batch says which note is its own by the note's number, so this looks for the place of the first.
        if let Some(first) = staged.first() {
            let place = number(first).and_then(|number| usize::try_from(number).ok()).filter(|&number| number > 0);
            notes.truncate(place.ok_or_else(|| NoStart::Keys(KeysError::Form.to_string()))? - 1);
            notes.extend(staged);
        }
        Self::open(identity, notes)
    }

    fn open(identity: Identity, notes: Vec<Vec<u8>>) -> Result<Self, NoStart> {
        let chain = KeysChain::open(&identity.root, &identity.origin, &notes);
        let chain = chain.map_err(|why| NoStart::Keys(why.to_string()))?;
        Ok(Self { identity, notes, chain })
    }

    pub(super) fn origin(&self) -> &Origin {
        &self.identity.origin
    }

    /// Path and bytes of each note.
    pub(super) fn files(&self) -> Vec<(String, Vec<u8>)> {
        let paths = (1..).map(|number| Path::Keys(number).to_string());
        paths.zip(self.notes.iter().cloned()).collect()
    }

    /// That there is a signer for every key in force at `size` or later.
    pub(super) fn ready(&self, size: u64) -> Result<(), Stopped> {
        let later = self.chain.notes().map(|(note, _)| note).filter(|note| note.size() > size);
        let mut keys = self.chain.in_force(size).iter().chain(later.flat_map(|note| note.keys()));
        keys.try_for_each(|key| self.signer(key).map(drop))
    }

    fn signer(&self, key: &VerifierKey) -> Result<&dyn Signer, Stopped> {
        let signer = self.identity.signers.iter().find(|signer| signer.verifier_key() == key);
        signer.map(|signer| &**signer as &dyn Signer).ok_or_else(|| Stopped::NoSigner(key.to_string()))
    }

    /// Sign a checkpoint by every key in force at its size.
    pub(super) fn sign(&self, checkpoint: Checkpoint) -> Result<SignedCheckpoint, Stopped> {
        let keys = self.chain.in_force(checkpoint.size());
        let signers: Vec<&dyn Signer> = keys.iter().map(|key| self.signer(key)).collect::<Result<_, _>>()?;
        Ok(SignedCheckpoint::sign(checkpoint, &signers)?)
    }

    /// That a checkpoint is this log's and every key in force has signed it.
    pub(super) fn verify(&self, signed: &SignedCheckpoint) -> Result<(), NoteError> {
        if signed.checkpoint().origin() != self.origin() {
            return Err(NoteError::Unsigned);
        }
        self.chain.signed(signed)
    }

    /// Put `note` behind the others, in a log of `size` entries. Nothing changes if it is refused.
    pub(super) fn push(&mut self, note: &[u8], size: u64) -> Result<(), Refusal> {
        let mut notes = self.notes.clone();
        notes.push(note.to_vec());
        let chain = KeysChain::open(&self.identity.root, &self.identity.origin, &notes).map_err(Refusal::KeysNote)?;
        let last = chain.notes().last().map(|(note, _)| note).ok_or(Refusal::KeysNote(KeysError::Number))?;
        // Checkpoints of this size were signed by the keys before.
        if last.size() <= size {
            return Err(Refusal::KeysNote(KeysError::Size));
        }
        for key in last.keys() {
            self.signer(key).map_err(|_| Refusal::NoSigner(key.to_string()))?;
        }
        (self.notes, self.chain) = (notes, chain);
        Ok(())
    }

    /// Whether an entry says that `note` is the next.
    pub(super) fn announces(&self, entry: &Entry, note: &[u8]) -> bool {
        entry.known() == Some(Known::JournalKeys)
            && entry.integer("number") == Some(self.notes.len() as u64 + 1)
            && entry.digest("note") == Some(Digest::of(note))
    }
}

/// The number on the third line of a keys note.
fn number(note: &[u8]) -> Option<u64> {
    std::str::from_utf8(note).ok()?.lines().nth(2)?.parse().ok()
}
