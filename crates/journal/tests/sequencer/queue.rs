//! Many threads, one writer: group commit, its bounds, its end, and readers that hold the log to its answers.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex};

use journal::hammer::{Broken, Load, run};
use journal::queue::{Limits, NotAppended, Queue};
use journal::sequencer::{Sequencer, Stopped};
use journal::storage::memory::{MemoryGuard, Trouble};
use journal::storage::{Fault, Guard, Published, Swap};

use crate::world::*;

/// A clock that counts how often it was asked.
fn counter() -> impl Fn() -> u64 + Sync {
    let asked = AtomicU64::new(0);
    move || asked.fetch_add(1, Ordering::Relaxed)
}

#[test]
fn readers_find_everything_acknowledged_in_the_files() {
    let disk = new_disk();
    let queue = Queue::start(started(&disk), Limits::default());
    let load = Load { writers: 6, readers: 2, drafts: 60 };
    let nth = |writer: usize, n: usize| draft((writer * 1000 + n) as u64);
    let report = run(&queue.intake(), (&disk.data(), &known()), load, nth, counter()).unwrap();
    assert_eq!((report.appended, report.refused, report.inclusions), (360, 0, 720));
    assert!(report.steps > 0 && report.latencies_ns.len() == 360);
    assert!(
        report.latency_ns(1, 100) <= report.latency_ns(99, 100) && report.latency_ns(100, 100) <= report.elapsed_ns
    );
    queue.close().unwrap();
    assert_eq!(whole(&disk.data()).len(), 360);
}

/// A log that serves something else at one path.
struct Lying<P>(P, &'static str);

impl<P: Published> Published for Lying<P> {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Fault> {
        let bytes = self.0.read(path)?;
        let lie = |mut bytes: Vec<u8>| {
            let last = bytes.len() - 1;
            bytes[last] ^= 1;
            bytes
        };
        Ok(if path.starts_with(self.1) { bytes.map(lie) } else { bytes })
    }
}

#[test]
fn readers_notice_what_is_not_as_acknowledged() {
    type Expected = fn(&Broken) -> bool;
    let cases: [(&str, Expected); 3] = [
        ("checkpoint", |broken| matches!(broken, Broken::Checkpoint(_))),
        ("tile/0/", |broken| matches!(broken, Broken::Entry(_) | Broken::Fork(_))),
        ("tile/entries/", |broken| matches!(broken, Broken::Entry(_))),
    ];
    for (path, expected) in cases {
        let disk = new_disk();
        let queue = Queue::start(started(&disk), Limits::default());
        let load = Load { writers: 2, readers: 1, drafts: 20 };
        let log = Lying(disk.data(), path);
        let broken = run(&queue.intake(), (&log, &known()), load, |w, n| draft((w * 100 + n) as u64), counter());
        let broken = broken.expect_err(path);
        assert!(expected(&broken), "{path}: {broken:?}");
        queue.close().unwrap();
    }
}

/// A guard whose swaps wait until the gate is opened.
struct Gated(MemoryGuard, Arc<Gate>);

#[derive(Default)]
struct Gate {
    open: Mutex<bool>,
    changed: Condvar,
}

impl Gate {
    fn open(&self) {
        *self.open.lock().unwrap() = true;
        self.changed.notify_all();
    }
}

impl Guard for Gated {
    fn read(&self) -> Result<Option<Vec<u8>>, Fault> {
        self.0.read()
    }

    fn swap(&mut self, held: Option<&[u8]>, next: &[u8]) -> Result<Swap, Fault> {
        drop(self.1.changed.wait_while(self.1.open.lock().unwrap(), |open| !*open).unwrap());
        self.0.swap(held, next)
    }
}

#[test]
fn what_gathers_while_a_batch_is_written_is_the_next_batch() {
    let disk = new_disk();
    let gate = Arc::new(Gate::default());
    let writer = Sequencer::recover(disk.data(), Gated(disk.guard(), Arc::clone(&gate)), identity()).unwrap();
    let limits = Limits { entries: 4, ..Limits::default() };
    let queue = Queue::start(writer, limits);
    let pending: Vec<_> = (0..11).map(|n| queue.intake().submit(draft(n)).unwrap()).collect();
    gate.open();
    let sizes: Vec<u64> =
        pending.into_iter().map(|pending| pending.wait().unwrap().checkpoint.checkpoint().size()).collect();
    // The first batch is what was there when the writer looked; no batch has more than 4.
    let mut batches = sizes.clone();
    batches.dedup();
    let largest = batches.iter().map(|batch| sizes.iter().filter(|size| *size == batch).count()).max();
    assert_eq!(largest, Some(4), "{sizes:?}");
    assert!((3..=4).contains(&batches.len()), "{sizes:?}");
    queue.close().unwrap();
}

#[test]
fn closing_answers_everybody_and_gives_the_writer_back() {
    let disk = new_disk();
    let queue = Queue::start(started(&disk), Limits { waiting: 64, ..Limits::default() });
    let intake = queue.intake();
    let pending: Vec<_> = (0..30).map(|n| intake.submit(draft(n)).unwrap()).collect();
    let mut writer = queue.close().unwrap();
    assert!(pending.into_iter().all(|pending| pending.wait().is_ok()));
    assert_eq!(intake.append(draft(30)).unwrap_err(), NotAppended::Closed);
    assert_eq!(writer.append(drafts(31, 1)).unwrap()[0].as_ref().unwrap().index, 30);
}

#[test]
fn a_stopped_writer_answers_everybody() {
    let disk = new_disk();
    let writer = started(&disk);
    disk.trouble(disk.calls() + 1, Trouble::FailsButStored);
    let queue = Queue::start(writer, Limits { entries: 2, ..Limits::default() });
    let pending: Vec<_> = (0..9).map(|n| queue.intake().submit(draft(n)).unwrap()).collect();
    let stopped = NotAppended::Stopped(Stopped::Fault(Fault::Unknown("arranged".into())));
    for pending in pending {
        assert_eq!(pending.wait().unwrap_err(), stopped);
    }
    let load = Load { writers: 2, readers: 1, drafts: 2 };
    let broken = run(&queue.intake(), (&disk.data(), &known()), load, |_, _| draft(1), counter());
    assert_eq!(broken.unwrap_err(), Broken::Writer(stopped));
    assert!(queue.close().unwrap().stopped().is_some());
}
