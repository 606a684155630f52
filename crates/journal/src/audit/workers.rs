//! Bundles read, hashed and parsed on several threads, handed over in their order.

use std::collections::VecDeque;
use std::num::NonZero;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use lots::hash::Digest;
use lots::merkle::leaf_hash;

use crate::chain::Link;
use crate::entry::{Entry, EntryError, Kind};
use crate::reader::{Unread, each_entry};
use crate::storage::Published;
use crate::tile::Bundle;

/// What an audit needs of an entry. The rest is forgotten where it was read: handing it to another thread to free costs more
/// than reading it.
pub(super) struct Seen {
    pub(super) link: Link,
    pub(super) kind: Kind,
    /// The facts `number` and `note`, if there are such.
    pub(super) note: (Option<u64>, Option<Digest>),
}

impl Seen {
    fn of(bytes: &[u8]) -> Result<Self, EntryError> {
        let entry = Entry::from_text(bytes)?;
        let note = (entry.integer("number"), entry.digest("note"));
        Ok(Self { link: Link::of(&entry), kind: entry.kind().clone(), note })
    }
}

/// An entry's leaf and what the entry says, or why it is none.
pub(super) type Read = (Digest, Result<Seen, EntryError>);

/// What came of a bundle.
pub(super) type Answer = Result<Vec<Read>, Unread>;

type Job = (Bundle, SyncSender<Answer>);

/// More threads than this don't help: one takes what they hand over.
const MAX_WORKERS: usize = 8;

/// How many bundles each thread may be ahead.
const AHEAD: usize = 4;

fn work<P: Published + ?Sized>(log: &P, jobs: &Mutex<Receiver<Job>>) {
    loop {
        let job = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((bundle, answer)) = job else { return };
        let read = each_entry(log, bundle, |bytes| (leaf_hash(bytes), Seen::of(bytes)));
        // Who stopped asking doesn't need the answer.
        let _ = answer.send(read);
    }
}

/// Read `bundles` in their order and hand each to `take` until it says that it has enough.
pub(super) fn read_all<P: Published + ?Sized>(
    log: &P,
    mut bundles: impl Iterator<Item = Bundle>,
    mut take: impl FnMut(Bundle, Answer) -> bool,
) {
    let workers = thread::available_parallelism().map_or(1, NonZero::get).min(MAX_WORKERS);
    let (jobs, queue) = sync_channel::<Job>(workers * AHEAD);
    let queue = Mutex::new(queue);
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| work(log, &queue));
        }
        let mut waiting: VecDeque<(Bundle, Receiver<Answer>)> = VecDeque::new();
        loop {
            while waiting.len() < workers * AHEAD
                && let Some(bundle) = bundles.next()
            {
                let (sender, receiver) = sync_channel(1);
                if jobs.send((bundle, sender)).is_err() {
                    break;
                }
                waiting.push_back((bundle, receiver));
            }
            let Some((bundle, receiver)) = waiting.pop_front() else { break };
            // A thread answers every job; if it didn't, the bundle wasn't read.
            let lost = || Err(Unread::Missing(bundle.to_string()));
            if !take(bundle, receiver.recv().unwrap_or_else(|_| lost())) {
                break;
            }
        }
        drop(jobs);
    });
}
