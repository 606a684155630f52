//! Storage and guard in memory, for tests and trials: calls that fail, and power that is lost.
//!
//! A [`Disk`] is what survives; [`Memory`] and [`MemoryGuard`] are a writer's handles to it. Every call that changes
//! something is numbered, and one of them can be told to go wrong ([`Trouble`]). What was written and not synced is kept
//! apart: [`Disk::restart`] lets chance decide, file by file, how much of it is still there.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::{BatchName, Fault, Guard, Later, Published, Storage, Swap};

/// What goes wrong in a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It fails, and nothing has changed; later calls work.
    Fails,
    /// It fails, but has done its work; later calls work.
    FailsButStored,
    /// The power goes in the middle of it; every later call fails too.
    PowerLoss,
}

/// Where a file lies: on its path, or among the staged.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Path(String),
    Staged(BatchName),
    Guard,
}

/// A file's bytes, or that it isn't there.
type State = Option<Vec<u8>>;

#[derive(Debug, Default)]
struct Inner {
    /// What is on the disk for certain.
    durable: BTreeMap<Place, Vec<u8>>,
    /// The states each file has had since, in order.
    unsynced: BTreeMap<Place, Vec<State>>,
    calls: u64,
    trouble: Option<(u64, Trouble)>,
    powerless: bool,
}

/// A disk in memory. Clones are the same disk.
#[derive(Clone, Debug, Default)]
pub struct Disk(Arc<Mutex<Inner>>);

/// The data on a [`Disk`].
#[derive(Clone, Debug)]
pub struct Memory(Disk);

/// The guard on a [`Disk`], which is better one of its own.
#[derive(Clone, Debug)]
pub struct MemoryGuard(Disk);

impl Inner {
    fn now(&self, place: &Place) -> Option<&Vec<u8>> {
        match self.unsynced.get(place).and_then(|states| states.last()) {
            Some(state) => state.as_ref(),
            None => self.durable.get(place),
        }
    }

    fn set(&mut self, place: Place, state: State) {
        self.unsynced.entry(place).or_default().push(state);
    }

    fn settle(&mut self, place: &Place) {
        if let Some(state) = self.unsynced.remove(place).and_then(|mut states| states.pop()) {
            match state {
                Some(bytes) => self.durable.insert(place.clone(), bytes),
                None => self.durable.remove(place),
            };
        }
    }

    fn places(&self) -> Vec<Place> {
        self.durable.keys().chain(self.unsynced.keys()).cloned().collect()
    }
}

fn lost() -> Fault {
    Fault::NotDone("there is no power".into())
}

impl Disk {
    /// An empty disk.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The data's handle.
    #[must_use]
    pub fn data(&self) -> Memory {
        Memory(self.clone())
    }

    /// The guard's handle.
    #[must_use]
    pub fn guard(&self) -> MemoryGuard {
        MemoryGuard(self.clone())
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many calls there were that change something.
    #[must_use]
    pub fn calls(&self) -> u64 {
        self.inner().calls
    }

    /// Let the call of this number, from 0, go wrong.
    pub fn trouble(&self, call: u64, trouble: Trouble) {
        self.inner().trouble = Some((call, trouble));
    }

    /// Start again with nothing arranged, and every write kept as the readers saw it: the process died, not the machine.
    pub fn revive(&self) {
        let mut inner = self.inner();
        for place in inner.places() {
            inner.settle(&place);
        }
        (inner.trouble, inner.powerless, inner.calls) = (None, false, 0);
    }

    /// Start again after the power was lost. For each file by itself `chance(n)` gives a number below `n` that says which of
    /// its states since the last sync is there, and whether that one is cut off; so files appear in any order.
    pub fn restart(&self, mut chance: impl FnMut(usize) -> usize) {
        let mut inner = self.inner();
        for (place, mut states) in std::mem::take(&mut inner.unsynced) {
            let kept = chance(states.len() + 1);
            if kept == 0 {
                continue;
            }
            match states.swap_remove(kept - 1) {
                None => inner.durable.remove(&place),
                Some(mut bytes) => {
                    // A guard swaps whole or not at all; how, is the business of whoever implements it.
                    if place != Place::Guard && chance(2) == 0 {
                        bytes.truncate(chance(bytes.len() + 1));
                    }
                    inner.durable.insert(place, bytes)
                }
            };
        }
        (inner.trouble, inner.powerless, inner.calls) = (None, false, 0);
    }

    /// Change the bytes of the file at `path`, as a fault of the hardware would.
    pub fn damage(&self, path: &str, change: impl FnOnce(&mut Vec<u8>)) {
        let mut inner = self.inner();
        let place = Place::Path(path.into());
        let mut bytes = inner.now(&place).cloned().unwrap_or_default();
        change(&mut bytes);
        inner.set(place, Some(bytes));
    }

    /// Change the bytes of a staged batch likewise.
    pub fn damage_staged(&self, name: BatchName, change: impl FnOnce(&mut Vec<u8>)) {
        let mut inner = self.inner();
        let mut bytes = inner.now(&Place::Staged(name)).cloned().unwrap_or_default();
        change(&mut bytes);
        inner.set(Place::Staged(name), Some(bytes));
    }

    /// All files that can be read, by path.
    #[must_use]
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let inner = self.inner();
        let paths = inner.places().into_iter().filter_map(|place| {
            let bytes = inner.now(&place).cloned();
            match place {
                Place::Path(path) => Some((path, bytes?)),
                _ => None,
            }
        });
        paths.collect()
    }

    /// A copy that shares nothing with this disk: a backup.
    #[must_use]
    pub fn backup(&self) -> Self {
        let inner = self.inner();
        let (durable, unsynced) = (inner.durable.clone(), inner.unsynced.clone());
        Self(Arc::new(Mutex::new(Inner { durable, unsynced, ..Inner::default() })))
    }

    /// One call that changes something: do it, unless something is arranged for it.
    fn change(&self, act: impl FnOnce(&mut Inner), sync: impl FnOnce(&mut Inner)) -> Result<(), Fault> {
        let mut inner = self.inner();
        let number = inner.calls;
        inner.calls += 1;
        if inner.powerless {
            return Err(lost());
        }
        match inner.trouble.filter(|(call, _)| *call == number).map(|(_, trouble)| trouble) {
            Some(Trouble::Fails) => return Err(Fault::NotDone("arranged".into())),
            Some(Trouble::PowerLoss) => {
                act(&mut inner);
                inner.powerless = true;
                return Err(Fault::Unknown("the power went".into()));
            }
            Some(Trouble::FailsButStored) => {
                act(&mut inner);
                sync(&mut inner);
                return Err(Fault::Unknown("arranged".into()));
            }
            None => {}
        }
        act(&mut inner);
        sync(&mut inner);
        Ok(())
    }

    fn look(&self, place: &Place) -> Result<State, Fault> {
        let inner = self.inner();
        if inner.powerless { Err(lost()) } else { Ok(inner.now(place).cloned()) }
    }
}

impl Published for Memory {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Fault> {
        self.0.look(&Place::Path(path.into()))
    }
}

impl Storage for Memory {
    fn stage(&mut self, name: BatchName, batch: &[u8]) -> Result<(), Fault> {
        let place = Place::Staged(name);
        self.0.change(|disk| disk.set(place.clone(), Some(batch.to_vec())), |disk| disk.settle(&place))
    }

    fn staged(&self) -> Result<Vec<BatchName>, Fault> {
        let inner = self.0.inner();
        if inner.powerless {
            return Err(lost());
        }
        let there = inner.places().into_iter().filter(|place| inner.now(place).is_some());
        let mut names: Vec<BatchName> = there
            .filter_map(|place| match place {
                Place::Staged(name) => Some(name),
                _ => None,
            })
            .collect();
        names.sort();
        names.dedup();
        Ok(names)
    }

    fn read_staged(&self, name: BatchName) -> Result<Vec<u8>, Fault> {
        self.0.look(&Place::Staged(name))?.ok_or_else(|| Fault::NotDone(format!("no batch {name} is staged")))
    }

    fn remove_staged(&mut self, name: BatchName) -> Result<(), Fault> {
        self.0.change(|disk| disk.set(Place::Staged(name), None), |_| {})
    }

    fn write(&mut self, path: &str, bytes: &[u8]) -> Result<(), Fault> {
        self.0.change(|disk| disk.set(Place::Path(path.into()), Some(bytes.to_vec())), |_| {})
    }

    fn replace_checkpoint(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        self.write("checkpoint", bytes)
    }

    fn later(&mut self, full: Vec<String>) -> Result<Later, Fault> {
        let disk = self.0.clone();
        let settle_all = move |inner: &mut Inner| {
            inner.places().iter().for_each(|place| inner.settle(place));
            let folders: Vec<String> = full.iter().map(|path| format!("{path}.p/")).collect();
            let partial = |place: &Place| matches!(place, Place::Path(path) if folders.iter().any(|folder| path.starts_with(folder)));
            for place in inner.places().into_iter().filter(partial) {
                inner.set(place, None);
            }
        };
        Ok(Box::new(move || disk.change(|_| {}, settle_all)))
    }
}

impl Guard for MemoryGuard {
    fn read(&self) -> Result<Option<Vec<u8>>, Fault> {
        self.0.look(&Place::Guard)
    }

    fn swap(&mut self, held: Option<&[u8]>, next: &[u8]) -> Result<Swap, Fault> {
        let mut swapped = Swap::Refused;
        let same = |disk: &Inner| disk.now(&Place::Guard).map(Vec::as_slice) == held;
        self.0.change(
            |disk| {
                if same(disk) {
                    disk.set(Place::Guard, Some(next.to_vec()));
                    swapped = Swap::Done;
                }
            },
            |disk| disk.settle(&Place::Guard),
        )?;
        Ok(swapped)
    }
}
