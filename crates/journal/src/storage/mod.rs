//! Where a journal lies: the one trait for its data, and the trait of its guard.
//!
//! The writer's rules know bytes and paths only; what stands here says what they may count on. A read looks past caches
//! that belong to the implementation, not past those of the operating system. Deliberately absent: deleting or changing
//! anything that was served, but the partial tiles whose full tile is there.

pub mod memory;

use std::fmt;

use lots::hash::Digest;

/// A call that didn't go well. After either the writer stops; the difference is for the person who looks for the cause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing has changed.
    NotDone(String),
    /// What was asked may have been done, in part or not at all. Trying again proves nothing.
    Unknown(String),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotDone(cause) => write!(f, "not done: {cause}"),
            Self::Unknown(cause) => write!(f, "outcome unknown: {cause}"),
        }
    }
}

impl std::error::Error for Fault {}

/// The name of a staged batch: what it makes of the tree.
///
/// Two batches of the same name leave the same tree, so a writer never overwrites the batch of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BatchName {
    /// The tree's size behind the batch.
    pub size: u64,
    /// The tree's root behind the batch.
    pub root: Digest,
}

impl fmt::Display for BatchName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.size, self.root)
    }
}

impl BatchName {
    /// Read what [`Display`](fmt::Display) wrote.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (size, root) = text.split_once('-')?;
        let name = Self { size: size.parse().ok()?, root: root.parse().ok()? };
        (name.to_string() == text).then_some(name)
    }
}

/// What anybody can read of a journal: the files below its folder or URL.
pub trait Published: Send + Sync {
    /// The bytes at `path`, or nothing if there is no such file.
    ///
    /// A file is seen whole or not at all, also while a writer is at work.
    ///
    /// # Errors
    /// [`Fault::NotDone`] if it can't be said what is there.
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Fault>;
}

/// A sync that is still to run.
pub type Later = Box<dyn FnOnce() -> Result<(), Fault> + Send>;

/// The data of a journal, for its one writer.
pub trait Storage: Published {
    /// Keep `batch` under `name`, seen by nobody who reads the journal. **Durable once it returns.**
    ///
    /// # Errors
    /// A [`Fault`]; after [`Fault::Unknown`] the batch may be there, whole or damaged.
    fn stage(&mut self, name: BatchName, batch: &[u8]) -> Result<(), Fault>;

    /// The names of all staged batches, damaged ones included, in any order.
    ///
    /// # Errors
    /// [`Fault::NotDone`] if it can't be said which there are.
    fn staged(&self) -> Result<Vec<BatchName>, Fault>;

    /// What lies under `name`, read from where it lies and not from memory of one's own.
    ///
    /// # Errors
    /// [`Fault::NotDone`] if it isn't there or can't be read.
    fn read_staged(&self, name: BatchName) -> Result<Vec<u8>, Fault>;

    /// Forget a staged batch. Durable once [`sync`](Self::sync) returns; before that a crash may bring it back.
    ///
    /// # Errors
    /// A [`Fault`].
    fn remove_staged(&mut self, name: BatchName) -> Result<(), Fault>;

    /// Put a tile, an entry bundle or a keys note at its path, over what is there. Readers see it at once and whole;
    /// durable once [`sync`](Self::sync) returns, and a crash before that may leave any part of it there.
    ///
    /// # Errors
    /// A [`Fault`].
    fn write(&mut self, path: &str, bytes: &[u8]) -> Result<(), Fault>;

    /// Replace `checkpoint` in one step: readers see the old or the new. As durable as [`write`](Self::write).
    ///
    /// # Errors
    /// A [`Fault`].
    fn replace_checkpoint(&mut self, bytes: &[u8]) -> Result<(), Fault>;

    /// What makes all that was written, replaced or removed up to now **durable once it has run**, which it may on another
    /// thread while this one goes on writing. Behind that it forgets the partial tiles of the tiles and bundles at the
    /// paths `full`, if there are any: the folders `<path>.p`. That needn't be durable.
    ///
    /// # Errors
    /// A [`Fault`], here and there. A later one that succeeds says nothing about what this one was for.
    fn later(&mut self, full: Vec<String>) -> Result<Later, Fault>;

    /// Make all that was written, replaced or removed before **durable once it returns**.
    ///
    /// # Errors
    /// As [`later`](Self::later).
    fn sync(&mut self) -> Result<(), Fault> {
        self.later(Vec::new())?()
    }
}

/// Whether a guard took the new checkpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Swap {
    /// It holds the new one, durably.
    Done,
    /// It holds something else than the caller thought, and keeps it.
    Refused,
}

/// The last signed checkpoint, kept apart from the data and never restored from a backup together with it.
pub trait Guard: Send {
    /// The checkpoint held, or nothing if there never was one.
    ///
    /// # Errors
    /// [`Fault::NotDone`] if it can't be said what is held.
    fn read(&self) -> Result<Option<Vec<u8>>, Fault>;

    /// Replace `held` by `next` if `held` is what the guard holds: one step, also among several writers.
    /// **Durable once it returns** [`Swap::Done`].
    ///
    /// # Errors
    /// A [`Fault`]; after [`Fault::Unknown`] either may be held, but nothing else.
    fn swap(&mut self, held: Option<&[u8]>, next: &[u8]) -> Result<Swap, Fault>;
}

#[cfg(test)]
mod tests;
