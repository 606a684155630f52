//! The journal's writer in this process: elected by a lease, on a thread of its own.
//!
//! It takes rows without an entry, appends them in batches and writes the entries' indexes back. A crash between the two
//! leaves entries whose rows don't know of them: the next start finds them behind the last one that is known, and gives
//! them to their rows by their places in their cases. Whatever failed is found out by starting again; but a row that can't
//! be an entry, or a journal that doesn't agree with itself, stops the writer until a person has looked.

mod writer;

use std::fs::{File, TryLockError};
use std::thread::JoinHandle;
use std::time::Duration;

use journal::sequencer::{NoStart, Sequencer, Stopped};
use sea_orm::{DbBackend, DbErr};
use tokio::runtime::Handle;
use tokio_util::sync::CancellationToken;

pub use self::writer::{Journal, Writer, guard};
use super::entry::Unfit;
use super::keys::{Keys, NoKeys};
use super::lease::{Claim, Lease};
use super::storage::DbStorage;
use crate::app::App;
use crate::app::words::Words;

/// How it stands with the writer of this process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// It wasn't started, or was asked to stop.
    Off,
    /// Another process writes.
    Standby,
    /// It writes; the journal's size.
    Writing(u64),
    /// Something failed, and it starts again by itself.
    Again(String),
    /// It doesn't write any more: a person has to look.
    Broken(String),
}

impl State {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Standby => "standby",
            Self::Writing(_) => "writing",
            Self::Again(_) => "again",
            Self::Broken(_) => "broken",
        }
    }

    /// The sentence.
    #[must_use]
    pub fn say(&self, words: &Words) -> String {
        let key = format!("sequencing-{}", self.code());
        match self {
            Self::Off | Self::Standby => words.say(&key, &[]),
            Self::Writing(size) => words.say(&key, &[("size", size)]),
            Self::Again(why) | Self::Broken(why) => words.say(&key, &[("why", why)]),
        }
    }

    /// Whether the server is well, as far as this goes.
    #[must_use]
    pub fn is_well(&self) -> bool {
        matches!(self, Self::Standby | Self::Writing(_))
    }
}

/// Why a writer ends.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Halt {
    /// What happened is found out by the next start.
    #[error("{0}")]
    Again(String),
    /// Something doesn't agree that always must.
    #[error("{0}")]
    Broken(String),
}

impl From<NoStart> for Halt {
    fn from(why: NoStart) -> Self {
        match why {
            NoStart::Fault(_) | NoStart::Signer(Stopped::Fault(_)) => Self::Again(why.to_string()),
            _ => Self::Broken(why.to_string()),
        }
    }
}

impl From<Stopped> for Halt {
    fn from(why: Stopped) -> Self {
        match why {
            Stopped::Fault(_) | Stopped::Overtaken => Self::Again(why.to_string()),
            _ => Self::Broken(why.to_string()),
        }
    }
}

impl From<DbErr> for Halt {
    fn from(why: DbErr) -> Self {
        Self::Again(why.to_string())
    }
}

impl From<Unfit> for Halt {
    fn from(why: Unfit) -> Self {
        Self::Broken(why.to_string())
    }
}

impl From<NoKeys> for Halt {
    fn from(why: NoKeys) -> Self {
        Self::Broken(why.to_string())
    }
}

/// Begin the journal: keys, where there are none yet, and the log with its first keys note.
///
/// # Errors
/// [`Halt`]; [`Halt::Broken`] if there is a journal already.
pub async fn init(app: &App) -> Result<(), Halt> {
    let (app, handle) = (app.clone(), Handle::current());
    let begun = tokio::task::spawn_blocking(move || {
        let keys = Keys::of(&app.config)?;
        keys.make(&*app.outside)?;
        let note = keys.first_note()?;
        let lease = handle.block_on(Lease::take(&app, Claim::IfFree))?;
        let lease = lease.ok_or_else(|| Halt::Again("another process writes the journal".into()))?;
        let storage = DbStorage::new(app.db.clone(), lease.clone(), handle.clone());
        Sequencer::create(storage, guard(&app.config)?, keys.identity()?, note.as_bytes())?;
        // The first start publishes the checkpoint of nothing.
        drop(Writer::open(&app, &handle, lease.clone())?);
        Ok(handle.block_on(lease.release(&app.db))?)
    });
    begun.await.unwrap_or_else(|panic| Err(Halt::Broken(panic.to_string())))
}

/// A writer that runs.
pub struct Running(JoinHandle<()>);

impl Running {
    /// Wait until it has ended, after its token was cancelled.
    pub async fn ended(self) {
        // A panic has been reported by the thread, and stopped it.
        let _ = tokio::task::spawn_blocking(move || self.0.join()).await;
    }
}

/// Start the writer; it ends when `stop` is cancelled. The runtime must have threads of its own.
#[must_use]
pub fn start(app: &App, stop: &CancellationToken) -> Running {
    let (app, stop, handle) = (app.clone(), stop.clone(), Handle::current());
    Running(std::thread::spawn(move || {
        let round = Round { app: &app, stop: &stop, handle: &handle };
        round.run();
    }))
}

/// What every step of the loop needs.
struct Round<'a> {
    app: &'a App,
    stop: &'a CancellationToken,
    handle: &'a Handle,
}

impl Round<'_> {
    fn say(&self, state: State) {
        self.app.sequencing.send_if_modified(|before| {
            let new = *before != state;
            *before = state;
            new
        });
    }

    fn run(&self) {
        while !self.stop.is_cancelled() {
            match self.write() {
                Ok(()) => {}
                Err(Halt::Again(why)) => {
                    tracing::error!(why, "the journal's writer starts again");
                    self.say(State::Again(why));
                }
                Err(Halt::Broken(why)) => {
                    tracing::error!(why, "the journal's writer has stopped: run the audit");
                    return self.say(State::Broken(why));
                }
            }
            self.wait();
        }
        self.say(State::Off);
    }

    /// Until there are rows, or a second is over, or it shall end. Other processes ring no bell here.
    fn wait(&self) {
        self.handle.block_on(async {
            tokio::select! {
                () = self.stop.cancelled() => {}
                () = self.app.recorded.notified() => {}
                () = tokio::time::sleep(Duration::from_secs(1)) => {}
            }
        });
    }

    /// Write as long as the lease is held.
    fn write(&self) -> Result<(), Halt> {
        let Some((_alone, lease)) = self.elected()? else {
            self.say(State::Standby);
            return Ok(());
        };
        let result = Writer::open(self.app, self.handle, lease.clone()).and_then(|mut writer| self.turns(&mut writer));
        // A lease that can't be given back runs out.
        let released = self.handle.block_on(lease.release(&self.app.db));
        result.and(released.map_err(Halt::from))
    }

    fn elected(&self) -> Result<Option<(Alone, Lease)>, Halt> {
        let Some(alone) = self.alone()? else { return Ok(None) };
        let lease = self.handle.block_on(Lease::take(self.app, alone.claim()))?;
        Ok(lease.map(|lease| (alone, lease)))
    }

    fn turns(&self, writer: &mut Writer) -> Result<(), Halt> {
        while !self.stop.is_cancelled() {
            let written = writer.turn()?;
            self.say(State::Writing(writer.size()));
            if written == 0 {
                writer.idle()?;
                self.wait();
            }
        }
        writer.close()
    }

    /// That no other process works on this data folder, where the database lies in it. Nothing if one does.
    fn alone(&self) -> Result<Option<Alone>, Halt> {
        if self.app.db.backend() != DbBackend::Sqlite {
            return Ok(Some(Alone(None)));
        }
        let path = self.app.config.data.join("sequencer.lock");
        let fault = |why: std::io::Error| Halt::Again(format!("{}: {why}", path.display()));
        let file = File::options().write(true).create(true).truncate(false).open(&path).map_err(fault)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Alone(Some(file)))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(why)) => Err(fault(why)),
        }
    }
}

/// The lock on the data folder, which ends with the process: the lease of one that was killed needn't run out first.
struct Alone(Option<File>);

impl Alone {
    fn claim(&self) -> Claim {
        self.0.as_ref().map_or(Claim::IfFree, |_| Claim::Over)
    }
}
