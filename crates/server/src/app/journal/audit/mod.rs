//! Tables, rows and journal held against each other.
//!
//! Everything is read in one transaction that sees one moment, in pages: a server at work can be audited, and a large one
//! too. What is found are values with stable codes; nothing is put right here. Trusted are the keys' folder and the guard,
//! which an attacker on the database doesn't have.

mod changes;
mod entries;
mod finding;
mod hands;
mod history;
mod images;
mod openings;
mod rosters;

use std::pin::Pin;
use std::sync::Arc;

use journal::audit::Trust;
use journal::checkpoint::SignedCheckpoint;
use journal::storage::{BatchName, Guard};
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, DatabaseTransaction, QuerySelect};
use tokio::runtime::Handle;

pub use self::changes::Changes;
pub use self::finding::Finding;
pub use self::hands::{Apart, Beside, Deed, Kinds, Others, Separation, same_hands};
pub use self::history::{History, Sealed};
pub use self::images::unlike;
pub use self::rosters::{Listed, Reading, Roster, Rosters};
use super::entry::Scribe;
use super::keys::Keys;
use super::lease::{self, Held};
use super::plain::{Odd, odd};
use super::record::{Case, opening, row};
use super::sequencer::{Halt, guard};
use super::storage::{DbLog, staged_names};
use crate::app::App;
use crate::app::config::Config;

/// How many rows are read at once.
const PAGE: u64 = 1000;
/// So many findings are kept; more are counted.
const KEPT: usize = 1000;

/// A page of images: those behind an id, in the order of ids.
pub type Images<'a> = Pin<Box<dyn Future<Output = Result<Vec<(Uuid, String)>, DbErr>> + Send + 'a>>;

/// How to make the images of all things of one kind as the tables have them now.
#[derive(Clone, Copy)]
pub struct Imager {
    /// The kind of case.
    pub case_kind: &'static str,
    /// Up to so many of the things behind an id, by id; fewer only at the end.
    pub page: for<'a> fn(&'a DatabaseTransaction, Uuid, u64) -> Images<'a>,
}

/// Ids of things.
pub type Ids<'a> = Pin<Box<dyn Future<Output = Result<Vec<Uuid>, DbErr>> + Send + 'a>>;

/// Where what one thing says of another is held against the other: both may be what the journal says of each by itself, since what was changed for the second in
/// which somebody made the one of the other was sealed in the one.
#[derive(Clone, Copy)]
pub struct Agreement {
    /// What is found of one that doesn't agree.
    pub finding: fn(Uuid) -> Finding,
    /// Those that don't.
    pub broken: for<'a> fn(&'a DatabaseTransaction) -> Ids<'a>,
}

/// A part of the audit, for progress.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The log by itself.
    Log,
    /// Entries and rows.
    Entries,
    /// Rows and openings.
    Openings,
    /// Openings and tables.
    Images,
    /// Openings and those before them.
    Changes,
    /// Frozen rosters and openings.
    Rosters,
}

impl Part {
    /// The stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Log => "log",
            Self::Entries => "entries",
            Self::Openings => "openings",
            Self::Images => "images",
            Self::Changes => "changes",
            Self::Rosters => "rosters",
        }
    }
}

/// Hears which part has done how much of how much; of 0 if that isn't known.
pub type Progress<'a> = &'a mut (dyn FnMut(Part, u64, u64) + Send);

/// What came out.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// What doesn't agree, the first of them.
    pub findings: Vec<Finding>,
    /// How many there are in all.
    pub found: u64,
    /// How many rows there are.
    pub rows: u64,
    /// How many of them wait for an entry.
    pub waiting: u64,
    /// How many openings there are.
    pub openings: u64,
    /// How many of them were destroyed.
    pub destroyed: u64,
    /// How many things were compared with their last opening.
    pub images: u64,
    /// Entries whose rows don't know of them yet: a writer is at work, or was stopped in between.
    pub untold: u64,
    /// Batches that lie staged.
    pub staged: u64,
    /// Who writes.
    pub lease: Option<Held>,
    /// The checkpoint that was audited.
    pub checkpoint: Option<SignedCheckpoint>,
}

impl Report {
    fn add(&mut self, finding: Finding) {
        self.found += 1;
        if self.findings.len() < KEPT {
            self.findings.push(finding);
        }
    }
}

/// Audit what is committed now.
///
/// # Errors
/// [`Halt`] if the database, the keys or the guard can't be read: that says nothing about them.
pub async fn audit(
    app: &App,
    imagers: &'static [Imager],
    mut progress: impl FnMut(Part, u64, u64) + Send + 'static,
) -> Result<Report, Halt> {
    let (app, handle) = (app.clone(), Handle::current());
    let made = tokio::task::spawn_blocking(move || {
        let held = guarded(&app)?;
        let tx = Arc::new(handle.block_on(app.db.snapshot())?);
        let mut audit = Audit::open(&app, handle, tx)?;
        audit.counts()?;
        audit.log(held, &mut progress)?;
        audit.entries(&mut progress)?;
        audit.openings(&mut progress)?;
        audit.images(imagers, &mut progress)?;
        audit.agree(crate::AGREEMENTS)?;
        audit.changes(crate::CHANGES, &mut progress)?;
        audit.rosters(&crate::ROSTERS, &mut progress)?;
        audit.hands(crate::HANDS)?;
        Ok(audit.report)
    });
    made.await.unwrap_or_else(|panic| Err(Halt::Again(panic.to_string())))
}

/// The keys, and who writes entries with them.
///
/// # Errors
/// [`Halt`] if they can't be read.
pub fn scribe(config: &Config) -> Result<(Keys, Scribe), Halt> {
    let keys = Keys::of(config)?;
    let organisation = config.journal_organisation.parse();
    let organisation = organisation.map_err(|_| Halt::Broken("journal_organisation".into()))?;
    let secret = keys.pseudonyms()?;
    Ok((keys, Scribe { organisation, secret }))
}

/// What the guard holds. It is read before the moment that is held against it: the log of that moment goes on from there, or the writer was about to publish it.
///
/// # Errors
/// [`Halt`] if it can't be read.
pub fn guarded(app: &App) -> Result<Option<SignedCheckpoint>, Halt> {
    let held = guard(&app.config)?.read().map_err(|why| Halt::Again(why.to_string()))?;
    Ok(held.and_then(|bytes| SignedCheckpoint::from_text(&bytes).ok()))
}

/// Hold rows and openings against the log, and the log against keys and guard, in a transaction that somebody else reads from too: how much doesn't agree. Who
/// believes openings of what they read holds them so, or whoever can edit a table can edit its opening beside it.
///
/// # Errors
/// As [`audit`].
pub async fn seals(
    app: &App,
    (held, tx): (Option<SignedCheckpoint>, Arc<DatabaseTransaction>),
    mut progress: impl FnMut(Part, u64, u64) + Send + 'static,
) -> Result<u64, Halt> {
    let (app, handle) = (app.clone(), Handle::current());
    let made = tokio::task::spawn_blocking(move || {
        let mut audit = Audit::open(&app, handle, tx)?;
        audit.counts()?;
        audit.log(held, &mut progress)?;
        audit.entries(&mut progress)?;
        audit.openings(&mut progress)?;
        for finding in &audit.report.findings {
            tracing::error!(code = finding.code(), ?finding, "what is to be frozen isn't what the journal says");
        }
        Ok(audit.report.found)
    });
    made.await.unwrap_or_else(|panic| Err(Halt::Again(panic.to_string())))
}

/// The acts that seal things of these kinds, or this one, and have no entry yet: what they say can't be held against the journal.
///
/// # Errors
/// [`DbErr`].
pub async fn behind(db: &DatabaseTransaction, kinds: &[&str], case: Case) -> Result<Vec<row::Model>, DbErr> {
    let waiting = row::Entity::find().filter(row::Column::Entry.is_null()).all(db).await?;
    let mut behind = Vec::new();
    for part in waiting.chunks(500) {
        let this =
            Condition::all().add(opening::Column::CaseKind.eq(case.kind)).add(opening::Column::CaseId.eq(case.id));
        let those = Condition::any().add(opening::Column::CaseKind.is_in(kinds.iter().copied())).add(this);
        let of = opening::Entity::find().select_only().column(opening::Column::RowId).distinct();
        let of = of.filter(opening::Column::RowId.is_in(part.iter().map(|row| row.id))).filter(those);
        let ids: Vec<Uuid> = of.into_tuple().all(db).await?;
        behind.extend(part.iter().filter(|row| ids.contains(&row.id)).cloned());
    }
    Ok(behind)
}

/// An audit under way, on a thread of its own.
struct Audit {
    tx: Arc<DatabaseTransaction>,
    handle: Handle,
    log: DbLog<DatabaseTransaction>,
    keys: Keys,
    scribe: Scribe,
    report: Report,
}

impl Audit {
    fn open(app: &App, handle: Handle, tx: Arc<DatabaseTransaction>) -> Result<Self, Halt> {
        let (keys, scribe) = scribe(&app.config)?;
        let log = DbLog::new(Arc::clone(&tx), handle.clone());
        Ok(Self { tx, handle, log, keys, scribe, report: Report::default() })
    }

    fn wait<T>(&self, answer: impl Future<Output = Result<T, DbErr>>) -> Result<T, Halt> {
        Ok(self.handle.block_on(answer)?)
    }

    fn agree(&mut self, agreements: &[Agreement]) -> Result<(), Halt> {
        let tx = Arc::clone(&self.tx);
        for agreement in agreements {
            for id in self.wait((agreement.broken)(&tx))? {
                self.report.add((agreement.finding)(id));
            }
        }
        Ok(())
    }

    fn counts(&mut self) -> Result<(), Halt> {
        let tx = Arc::clone(&self.tx);
        for Odd { what, name } in self.wait(odd(&tx))? {
            self.report.add(Finding::DatabaseOdd { what, name });
        }
        self.report.rows = self.wait(row::Entity::find().count(&*tx))?;
        self.report.waiting = self.wait(row::Entity::find().filter(row::Column::Entry.is_null()).count(&*tx))?;
        self.report.openings = self.wait(opening::Entity::find().count(&*tx))?;
        self.report.destroyed =
            self.wait(opening::Entity::find().filter(opening::Column::Salt.is_null()).count(&*tx))?;
        self.report.staged = self.wait(staged_names(&*tx))?.len() as u64;
        self.report.lease = self.wait(lease::held(&*tx))?;
        Ok(())
    }

    /// The log by itself, and that it goes on where the guard says it is.
    fn log(&mut self, held: Option<SignedCheckpoint>, progress: Progress<'_>) -> Result<(), Halt> {
        let root = self.keys.root()?;
        if held.is_none() {
            self.report.add(Finding::GuardMissing);
        }
        // The writer may be about to publish what the guard holds already.
        let staged = self.wait(staged_names(&*self.tx))?;
        let since = held.filter(|held| {
            let (size, root) = (held.checkpoint().size(), *held.checkpoint().root());
            !staged.contains(&BatchName { size, root })
        });
        let trust = Trust { root: Some(&root), policy: None, since: since.as_ref() };
        let audited = journal::audit::audit(&self.log, &trust, &mut |done, of| progress(Part::Log, done, of));
        if let Some((check, detail)) = audited.lines.failure() {
            self.report.add(Finding::Log { check, detail: detail.clone() });
        }
        self.report.checkpoint = audited.checkpoint;
        Ok(())
    }
}
