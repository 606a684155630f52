//! Group commit: many threads hand in drafts, one thread writes what has gathered.
//!
//! No clock takes part. While a batch is made durable the next drafts gather, and all of them are the next batch; so a
//! single draft waits for nobody and many drafts share the cost. Queue and batches are bounded: who hands in more waits.

use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, sync_channel};
use std::thread::{self, JoinHandle};

use crate::entry::Draft;
use crate::sequencer::{Appended, Refusal, Sequencer, Stopped};
use crate::storage::{Guard, Storage};

/// How much the queue takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The most entries of a batch, at least 1.
    pub entries: usize,
    /// A batch is closed by the entry that brings it to this many bytes, by an upper estimate.
    pub bytes: usize,
    /// How many drafts may wait for a batch.
    pub waiting: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { entries: 1024, bytes: 4 << 20, waiting: 4096 }
    }
}

/// Why a draft handed in isn't acknowledged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotAppended {
    /// It isn't taken, and isn't part of the journal.
    Refused(Refusal),
    /// The queue was closed before it was taken; it isn't part of the journal.
    Closed,
    /// The writer stopped: whether it is part of the journal is known after the next start.
    Stopped(Stopped),
}

type Answer = Result<Appended, NotAppended>;

enum Message {
    Append(Box<Draft>, SyncSender<Answer>),
    Close,
}

/// The answer to a draft, on its way.
#[derive(Debug)]
pub struct Pending(Receiver<Answer>);

impl Pending {
    /// Wait until the entry is durable and published, or isn't going to be.
    ///
    /// # Errors
    /// [`NotAppended`].
    pub fn wait(self) -> Result<Appended, NotAppended> {
        // A writer thread that ended without an answer was interrupted while it held the draft.
        self.0.recv().unwrap_or(Err(NotAppended::Stopped(Stopped::Interrupted)))
    }
}

/// Where drafts are handed in. Clones lead to the same writer.
#[derive(Clone, Debug)]
pub struct Intake(SyncSender<Message>);

impl Intake {
    /// Hand in a draft. Waits while the queue is full.
    ///
    /// # Errors
    /// [`NotAppended::Closed`].
    pub fn submit(&self, draft: Draft) -> Result<Pending, NotAppended> {
        let (sender, receiver) = sync_channel(1);
        let sent = self.0.send(Message::Append(Box::new(draft), sender));
        sent.map(|()| Pending(receiver)).map_err(|_| NotAppended::Closed)
    }

    /// Hand in a draft and wait for the answer.
    ///
    /// # Errors
    /// [`NotAppended`].
    pub fn append(&self, draft: Draft) -> Result<Appended, NotAppended> {
        self.submit(draft)?.wait()
    }
}

/// A writer in a thread of its own.
#[derive(Debug)]
pub struct Queue<S, G> {
    intake: Intake,
    writer: JoinHandle<Sequencer<S, G>>,
}

impl<S: Storage + 'static, G: Guard + 'static> Queue<S, G> {
    /// Start the thread.
    #[must_use]
    pub fn start(sequencer: Sequencer<S, G>, limits: Limits) -> Self {
        let (sender, receiver) = sync_channel(limits.waiting);
        let writer = thread::spawn(move || write(sequencer, &receiver, limits));
        Self { intake: Intake(sender), writer }
    }

    /// Where drafts are handed in.
    #[must_use]
    pub fn intake(&self) -> Intake {
        self.intake.clone()
    }

    /// Write what was handed in before, answer everybody, and give the writer back.
    ///
    /// # Errors
    /// [`Stopped::Interrupted`] if the thread panicked.
    pub fn close(self) -> Result<Sequencer<S, G>, Stopped> {
        // If the thread is gone already, joining says so.
        let _ = self.intake.0.send(Message::Close);
        self.writer.join().map_err(|_| Stopped::Interrupted)
    }
}

/// No entry of this draft is longer: what stands around the fields, and each field with its name and value.
fn most_bytes(draft: &Draft) -> usize {
    const AROUND: usize = 700;
    const FIELD: usize = 104;
    AROUND + FIELD * (draft.body.facts.len() + draft.body.sealed.len())
}

/// A batch as it was taken from the queue.
#[derive(Default)]
struct Taken {
    drafts: Vec<Draft>,
    answers: Vec<SyncSender<Answer>>,
    bytes: usize,
    closing: bool,
}

impl Taken {
    fn put(&mut self, message: Message) {
        match message {
            Message::Close => self.closing = true,
            Message::Append(draft, answer) => {
                self.bytes += most_bytes(&draft);
                self.drafts.push(*draft);
                self.answers.push(answer);
            }
        }
    }

    fn is_full(&self, limits: Limits) -> bool {
        self.closing || self.drafts.len() >= limits.entries || self.bytes >= limits.bytes
    }
}

/// Wait for a draft and take what else is there. `None` if nobody can hand in any more.
fn take(receiver: &Receiver<Message>, limits: Limits) -> Option<Taken> {
    let mut taken = Taken::default();
    taken.put(receiver.recv().ok()?);
    while !taken.is_full(limits) {
        match receiver.try_recv() {
            Ok(message) => taken.put(message),
            Err(TryRecvError::Empty | TryRecvError::Disconnected) => break,
        }
    }
    Some(taken)
}

fn write<S: Storage, G: Guard>(
    mut sequencer: Sequencer<S, G>,
    receiver: &Receiver<Message>,
    limits: Limits,
) -> Sequencer<S, G> {
    while let Some(Taken { drafts, answers, closing, .. }) = take(receiver, limits) {
        let results = match sequencer.append(drafts) {
            Ok(results) => results.into_iter().map(|result| result.map_err(NotAppended::Refused)).collect(),
            Err(stopped) => vec![Err(NotAppended::Stopped(stopped)); answers.len()],
        };
        for (answer, result) in answers.into_iter().zip(results) {
            // Who doesn't wait any more doesn't need the answer.
            let _ = answer.send(result);
        }
        if closing {
            break;
        }
    }
    for message in receiver.try_iter() {
        if let Message::Append(_, answer) = message {
            let _ = answer.send(Err(NotAppended::Closed));
        }
    }
    sequencer
}
