//! The one writer of a journal (`spec/journal.md`, section 7).
//!
//! A [`Sequencer`] starts by recovering and appends batches of drafts, in the order stage, read again, sign, swap the
//! guard, publish. After any call of storage or guard that didn't go well it is stopped for good: what happened is found
//! out by the next start, not by trying again. It knows no clock and no threads; [`crate::queue`] gathers drafts of many
//! threads for it.

mod batch;
mod errors;
mod keyring;
mod proofs;
mod recover;
mod settle;
mod tip;

use std::sync::Arc;

use lots::hash::Digest;
use lots::merkle::leaf_hash;

use self::batch::Batch;
pub use self::errors::{NoStart, Refusal, Stopped};
use self::keyring::Keyring;
use self::settle::Unsettled;
use self::tip::{Files, Tip};
use crate::chain::{Chains, Refused};
use crate::checkpoint::{Checkpoint, Origin, SignedCheckpoint};
use crate::entry::{Draft, Entry, Known};
use crate::key::{Signer, VerifierKey};
use crate::receipt::Receipt;
use crate::storage::{BatchName, Guard, Storage, Swap};

/// Whose journal it is, and who signs.
pub struct Identity {
    /// The log's name.
    pub origin: Origin,
    /// The key that signs keys notes.
    pub root: VerifierKey,
    /// A signer for each key in force, and for those that will be; others don't harm.
    pub signers: Vec<Box<dyn Signer + Send>>,
}

/// An entry that is part of the journal, durably and for everybody to read, with all that shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appended {
    /// Its place.
    pub index: u64,
    /// The bytes that were hashed.
    pub entry: Box<[u8]>,
    /// Its inclusion proof under the checkpoint.
    pub proof: Vec<Digest>,
    /// The checkpoint of its batch.
    pub checkpoint: Arc<SignedCheckpoint>,
}

impl Appended {
    /// The proof to take home, without the entry itself.
    #[must_use]
    pub fn receipt(&self) -> Receipt {
        let (index, proof) = (self.index, self.proof.clone());
        Receipt { extra: None, index, proof, checkpoint: (*self.checkpoint).clone() }
    }
}

/// The writer of a journal.
pub struct Sequencer<S, G> {
    storage: S,
    guard: G,
    keyring: Keyring,
    tip: Tip,
    chains: Chains,
    /// The guard's checkpoint, to the byte.
    held: Vec<u8>,
    public: Arc<SignedCheckpoint>,
    unsettled: Unsettled,
    stopped: Option<Stopped>,
}

impl<S: Storage, G: Guard> Sequencer<S, G> {
    /// Begin a journal: its first keys note, and the checkpoint of nothing. It is then started by [`Self::recover`].
    ///
    /// # Errors
    /// [`NoStart::Exists`] if the guard holds a checkpoint or the storage a journal; others if the note or a signer isn't right.
    pub fn create(mut storage: S, mut guard: G, identity: Identity, note: &[u8]) -> Result<(), NoStart> {
        if guard.read()?.is_some() || storage.read("checkpoint")?.is_some() || !storage.staged()?.is_empty() {
            return Err(NoStart::Exists);
        }
        let origin = identity.origin.clone();
        let keyring = Keyring::first(identity, note)?;
        let nothing = Checkpoint::new(origin, 0, Digest::of(b"")).map_err(|why| NoStart::Guard(why.to_string()))?;
        let signed = keyring.sign(nothing)?;
        for (path, bytes) in keyring.files() {
            storage.write(&path, &bytes)?;
        }
        storage.sync()?;
        match guard.swap(None, signed.to_string().as_bytes())? {
            Swap::Done => Ok(()),
            Swap::Refused => Err(NoStart::Exists),
        }
    }

    /// What recovery hands over: the guard's checkpoint in bytes and the published one, and the log's end and chains.
    fn new(
        storage: S,
        guard: G,
        keyring: Keyring,
        (held, public): (Vec<u8>, SignedCheckpoint),
        (tip, chains): (Tip, Chains),
    ) -> Self {
        let (public, unsettled) = (Arc::new(public), Unsettled::default());
        Self { storage, guard, keyring, tip, chains, held, public, unsettled, stopped: None }
    }

    /// The latest checkpoint, as published.
    #[must_use]
    pub fn checkpoint(&self) -> &Arc<SignedCheckpoint> {
        &self.public
    }

    /// Why this writer is not used any more, if it isn't.
    #[must_use]
    pub fn stopped(&self) -> Option<&Stopped> {
        self.stopped.as_ref()
    }

    /// Append a batch. The answers are in the order of the drafts; one that is refused doesn't harm the others.
    ///
    /// # Errors
    /// [`Stopped`], now and from now on: whether the drafts are part of the journal is known after the next start.
    pub fn append(&mut self, drafts: Vec<Draft>) -> Result<Vec<Result<Appended, Refusal>>, Stopped> {
        self.guarded(|writer| {
            writer.unsettled.go_on(&mut writer.storage)?;
            let mut next = writer.tip.point().size;
            let answers: Vec<Result<Entry, Refusal>> = drafts
                .into_iter()
                .map(|draft| {
                    let entry = writer.next(draft, next)?;
                    next += 1;
                    Ok(entry)
                })
                .collect();
            let entries = answers.iter().flatten().map(|entry| entry.bytes().to_vec()).collect();
            let mut appended = writer.commit(entries, None)?.into_iter();
            let mut acknowledge = |entry: Entry| {
                let (index, proof) = appended.next().expect("there is a proof for each entry");
                Appended { index, entry: entry.bytes().into(), proof, checkpoint: Arc::clone(&writer.public) }
            };
            Ok(answers.into_iter().map(|answer| answer.map(&mut acknowledge)).collect())
        })
    }

    /// Bring a keys note into the log together with the entry `journal.keys` that says so, as a batch of its own.
    ///
    /// From the note's size on, its keys sign: above the size of now, since checkpoints of that are signed.
    ///
    /// # Errors
    /// [`Stopped`], as [`Self::append`].
    pub fn change_keys(&mut self, note: &[u8], draft: Draft) -> Result<Result<Appended, Refusal>, Stopped> {
        self.guarded(|writer| {
            writer.unsettled.go_on(&mut writer.storage)?;
            let size = writer.tip.point().size;
            let entry = match writer.next_keys(note, draft, size) {
                Ok(entry) => entry,
                Err(refusal) => return Ok(Err(refusal)),
            };
            let proven = writer.commit(vec![entry.bytes().to_vec()], Some(note.to_vec()))?;
            let (index, proof) = proven.into_iter().next().expect("there is a proof for each entry");
            let checkpoint = Arc::clone(&writer.public);
            Ok(Ok(Appended { index, entry: entry.bytes().into(), proof, checkpoint }))
        })
    }

    /// The entry a draft becomes at `index`; its case has it now.
    fn next(&mut self, draft: Draft, index: u64) -> Result<Entry, Refusal> {
        let entry = self.chains.next(draft).map_err(Refusal::Draft)?;
        if entry.known() == Some(Known::JournalKeys) {
            return Err(Refusal::Keys);
        }
        self.chains.admit(index, &entry).map_err(|why| Refusal::Draft(Refused::Chain(why)))?;
        Ok(entry)
    }

    /// The same for the entry of a keys note, which the keyring has then.
    fn next_keys(&mut self, note: &[u8], draft: Draft, index: u64) -> Result<Entry, Refusal> {
        let entry = self.chains.next(draft).map_err(Refusal::Draft)?;
        if !self.keyring.announces(&entry, note) {
            return Err(Refusal::Keys);
        }
        self.keyring.push(note, index)?;
        self.chains.admit(index, &entry).map_err(|why| Refusal::Draft(Refused::Chain(why)))?;
        Ok(entry)
    }

    /// Sync everything at its paths and forget what was staged. A writer that ends without it only makes the next start longer.
    ///
    /// # Errors
    /// [`Stopped`].
    pub fn settle(&mut self) -> Result<(), Stopped> {
        self.guarded(|writer| writer.unsettled.settle(&mut writer.storage))
    }

    /// Run `act` if nothing has stopped this writer before. Whatever interrupts it, a panic too, stops the writer.
    fn guarded<T>(&mut self, act: impl FnOnce(&mut Self) -> Result<T, Stopped>) -> Result<T, Stopped> {
        if let Some(stopped) = &self.stopped {
            return Err(stopped.clone());
        }
        self.stopped = Some(Stopped::Interrupted);
        let result = act(self);
        self.stopped = result.as_ref().err().cloned();
        result
    }

    /// Steps 2 to 6: make `entries` part of the journal. Index and inclusion proof of each.
    fn commit(&mut self, entries: Vec<Vec<u8>>, note: Option<Vec<u8>>) -> Result<Vec<(u64, Vec<Digest>)>, Stopped> {
        if entries.is_empty() {
            return Ok(Vec::new());
        }
        let before = self.tip.point();
        let tree = self.tip.tree().clone();
        let batch = Batch { first: before.size, before: before.root, note, entries };
        let files = self.tip.extend(&batch.entries);
        let after = self.tip.point();
        let name = BatchName { size: after.size, root: after.root };
        let bytes = batch.encode();
        self.storage.stage(name, &bytes)?;
        self.unsettled.push(name, bytes.len());
        // What gets signed is what lies there, not what was meant to.
        let again = self.storage.read_staged(name)?;
        let read = Batch::decode(&again).filter(|_| again == bytes).ok_or(Stopped::Reread)?;
        let leaves: Vec<Digest> = read.entries.iter().map(|entry| leaf_hash(entry)).collect();
        let (root, proofs) = proofs::prove(&tree, &leaves);
        if root != after.root {
            return Err(Stopped::Reread);
        }
        let origin = self.keyring.origin().clone();
        let checkpoint = Checkpoint::new(origin, after.size, root).map_err(|_| Stopped::Full)?;
        let signed = self.keyring.sign(checkpoint)?;
        let next = signed.to_string().into_bytes();
        if self.guard.swap(Some(&self.held), &next)? == Swap::Refused {
            return Err(Stopped::Overtaken);
        }
        (self.held, self.public) = (next, Arc::new(signed));
        self.publish(files, batch.note.as_deref())?;
        Ok((before.size..).zip(proofs).collect())
    }

    /// Step 6.
    fn publish(&mut self, files: Files, note: Option<&[u8]>) -> Result<(), Stopped> {
        if let (Some(note), Some((path, _))) = (note, self.keyring.files().pop()) {
            self.storage.write(&path, note)?;
        }
        for (path, bytes) in files.all() {
            self.storage.write(&path, &bytes)?;
        }
        self.unsettled.filled(files.filled);
        self.storage.replace_checkpoint(&self.held)?;
        Ok(())
    }
}
