//! The writer while it has the lease: rows in, entries out, indexes back.

use journal::entry::Entry;
use journal::files::guard::{FileGuard, NoGuard};
use journal::reader::entries;
use journal::sequencer::{Appended, Refusal, Sequencer};
use journal::storage::Published;
use journal::tile::new_bundles;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{CaseStatement, Expr};
use sea_orm::{DatabaseConnection, QueryOrder, QuerySelect};
use std::sync::Arc;
use tokio::runtime::Handle;
use uuid::Uuid;

use super::{Halt, NoStart};
use crate::app::App;
use crate::app::config::Config;
use crate::app::journal::entry::{Placed, Scribe, in_line};
use crate::app::journal::keys::Keys;
use crate::app::journal::lease::Lease;
use crate::app::journal::record::row;
use crate::app::journal::storage::{DbLog, DbStorage};
use crate::app::value::Timestamp;

/// The journal of this server.
pub type Journal = Sequencer<DbStorage, FileGuard>;

/// The most entries of a batch.
const BATCH: u64 = 1024;
/// How many indexes one statement writes back.
const ROWS: usize = 200;

/// The guard, apart from the data.
///
/// # Errors
/// [`Halt::Broken`] if it lies inside the data folder.
pub fn guard(config: &Config) -> Result<FileGuard, Halt> {
    FileGuard::open(&config.guard, &config.data).map_err(|why| match why {
        NoGuard::InsideData => Halt::Broken("the guard's folder lies inside the data folder".into()),
        NoGuard::Fault(why) => Halt::Again(why.to_string()),
    })
}

/// See the module.
pub struct Writer {
    app: App,
    handle: Handle,
    lease: Lease,
    journal: Journal,
    scribe: Scribe,
    /// The time of the last entry, in seconds since 1970.
    last_s: i64,
    renewed: Timestamp,
}

impl Writer {
    /// Start: recover the journal, and give entries to the rows that don't know of theirs.
    ///
    /// # Errors
    /// [`Halt`].
    pub fn open(app: &App, handle: &Handle, lease: Lease) -> Result<Self, Halt> {
        let keys = Keys::of(&app.config)?;
        let storage = DbStorage::new(app.db.clone(), lease.clone(), handle.clone());
        let journal = Sequencer::recover(storage, guard(&app.config)?, keys.identity()?)?;
        let organisation = app.config.journal_organisation.parse();
        let organisation =
            organisation.map_err(|_| Halt::Broken("journal_organisation is no organisation's name".into()))?;
        let scribe = Scribe { organisation, secret: keys.pseudonyms()? };
        let (app, handle, renewed) = (app.clone(), handle.clone(), app.now());
        let mut writer = Self { app, handle, lease, journal, scribe, last_s: 0, renewed };
        writer.catch_up()?;
        Ok(writer)
    }

    /// How many entries there are.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.journal.checkpoint().checkpoint().size()
    }

    fn read(&self) -> &DatabaseConnection {
        self.app.db.read()
    }

    /// The first index that no row and no entry before it has.
    fn known(&self) -> Result<u64, Halt> {
        let last = row::Entity::find().select_only().column_as(row::Column::Entry.max(), "last");
        let last: Option<Option<i64>> = self.handle.block_on(last.into_tuple().one(self.read()))?;
        let next = last.flatten().map_or(0, |last| u64::try_from(last).map_or(u64::MAX, |last| last + 1));
        if next > self.size() {
            let size = self.size();
            return Err(Halt::Broken(format!("a row names entry {}, the journal has {size} entries", next - 1)));
        }
        Ok(next)
    }

    /// Entries behind the last one a row knows of were written by somebody who couldn't say so any more.
    fn catch_up(&mut self) -> Result<(), Halt> {
        let (known, size) = (self.known()?, self.size());
        // The last one that is known, too: its time is asked for.
        let from = known.saturating_sub(1);
        let log = DbLog::new(Arc::new(self.app.db.read().clone()), self.handle.clone());
        for bundle in new_bundles(from, size) {
            let first = bundle.first().unwrap_or(u64::MAX);
            for (index, bytes) in (first..).zip(entries(&log, bundle).map_err(NoStart::from)?) {
                let entry =
                    Entry::from_text(&bytes).map_err(|why| Halt::Broken(format!("entry {index} isn't one: {why}")))?;
                let last_s = std::mem::replace(&mut self.last_s, entry.time().seconds());
                if index >= known && entry.case().kind.as_str() != "journal" {
                    let row = self.owner(index, &entry, last_s)?;
                    self.write_back(&[(row, index)])?;
                }
            }
        }
        Ok(())
    }

    /// The row an entry is of: the first of its case that waits, if that says the same.
    fn owner(&self, index: u64, entry: &Entry, last_s: i64) -> Result<Uuid, Halt> {
        let strange = |why: &str| Halt::Broken(format!("entry {index} {why}"));
        let case: Uuid = entry.case().id.as_str().parse().map_err(|_| strange("is about nothing of this database"))?;
        let waiting = row::Entity::find()
            .filter(row::Column::CaseKind.eq(entry.case().kind.as_str()))
            .filter(row::Column::CaseId.eq(case))
            .filter(row::Column::Entry.is_null())
            .order_by_asc(row::Column::CasePlace);
        let row = self.handle.block_on(waiting.one(self.read()))?.ok_or_else(|| strange("has no row"))?;
        if self.scribe.entry(&row, last_s, entry.prev())? == *entry {
            Ok(row.id)
        } else {
            Err(strange("isn't what its row says"))
        }
    }

    /// Append what waits, up to a batch; how many entries that gave.
    ///
    /// # Errors
    /// [`Halt`]; [`Halt::Broken`] if a row can't be an entry. The others of its batch are in then.
    pub fn turn(&mut self) -> Result<usize, Halt> {
        let rows = self.waiting()?;
        let mut drafts = Vec::with_capacity(rows.len());
        for row in &rows {
            let draft = self.scribe.draft(row, self.last_s)?;
            self.last_s = draft.time.seconds();
            // What hasn't the form of an entry is found before anything of the batch is in.
            self.scribe.entry(row, self.last_s, None)?;
            drafts.push(draft);
        }
        let answers = self.journal.append(drafts)?;
        let mut written = Vec::with_capacity(rows.len());
        let mut refused = None;
        for (row, answer) in rows.iter().zip(answers) {
            match answer {
                Ok(Appended { index, .. }) => written.push((row.id, index)),
                Err(why) => refused = refused.or(Some((row.id, why))),
            }
        }
        self.write_back(&written)?;
        match refused {
            None => Ok(written.len()),
            Some((row, why)) => Err(Self::refused(row, &why)),
        }
    }

    fn refused(row: Uuid, why: &Refusal) -> Halt {
        Halt::Broken(format!("row {row} is refused by the journal: {why}"))
    }

    /// The next batch: where a whole page waits for rows that come later, the page behind it.
    fn waiting(&self) -> Result<Vec<row::Model>, Halt> {
        let mut after = Uuid::nil();
        loop {
            let page = Placed::find()
                .filter(row::Column::Entry.is_null())
                .filter(row::Column::Id.gt(after))
                .order_by_asc(row::Column::Id)
                .limit(BATCH)
                .into_model::<Placed>();
            let page = self.handle.block_on(page.all(self.read()))?;
            let Some(last) = page.last().map(|placed| placed.row.id) else { return Ok(Vec::new()) };
            let line = in_line(page);
            if !line.is_empty() {
                return Ok(line);
            }
            after = last;
        }
    }

    /// Tell rows which entry is theirs.
    fn write_back(&mut self, written: &[(Uuid, u64)]) -> Result<(), Halt> {
        if written.is_empty() {
            return Ok(());
        }
        self.handle.block_on(async {
            let tx = self.app.db.begin().await?;
            if !self.lease.hold(&tx).await? {
                return Err(Halt::Again("another process writes".into()));
            }
            for some in written.chunks(ROWS) {
                let told = tell(&tx, some).await?;
                if told != some.len() as u64 {
                    return Err(Halt::Broken(format!("{} rows of {} have an entry already", told, some.len())));
                }
            }
            Ok(tx.commit().await?)
        })?;
        self.app.db.changed();
        self.renewed = self.app.now();
        Ok(())
    }

    /// Keep the lease while there is nothing to write.
    ///
    /// # Errors
    /// [`Halt::Again`] if somebody else has it.
    pub fn idle(&mut self) -> Result<(), Halt> {
        let now = self.app.now();
        if now >= self.renewed && now < self.renewed.plus_s(self.lease.renew_s()) {
            return Ok(());
        }
        self.renewed = now;
        let held = self.handle.block_on(self.lease.hold(self.app.db.write()))?;
        if held { Ok(()) } else { Err(Halt::Again("another process writes".into())) }
    }

    /// Forget what was staged: the next start is the quicker.
    ///
    /// # Errors
    /// [`Halt`].
    pub fn close(&mut self) -> Result<(), Halt> {
        Ok(self.journal.settle()?)
    }

    /// What anybody may read of it.
    #[must_use]
    pub fn log(&self) -> impl Published + use<> {
        DbLog::new(Arc::new(self.app.db.read().clone()), self.handle.clone())
    }
}

async fn tell<C: ConnectionTrait>(db: &C, written: &[(Uuid, u64)]) -> Result<u64, DbErr> {
    let index = |index: u64| i64::try_from(index).unwrap_or(i64::MAX);
    let entry = written
        .iter()
        .fold(CaseStatement::new(), |case, (id, at)| case.case(row::Column::Id.eq(*id), Expr::val(index(*at))));
    let update = row::Entity::update_many()
        .col_expr(row::Column::Entry, entry.into())
        .filter(row::Column::Id.is_in(written.iter().map(|(id, _)| *id)))
        .filter(row::Column::Entry.is_null());
    Ok(update.exec(db).await?.rows_affected)
}
