//! The two jobs of an import: to judge its rows, and to write them.
//!
//! Both go the same way, chunk by chunk. A run judges in the transaction that writes, and saves its mark there; a check
//! judges on a connection that reads, so that nobody waits for it, and writes its mark and the refused rows only.

use sea_orm::DatabaseExecutor;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ahead::Chunk;
use super::rules::{ImportId, State};
use super::spool::{self, Files, Mapping};
use super::store::{self, Model, Refused};
use super::{Ask, DUPLICATE, Fault, Importer, Judged, Outcome, Plan, Purpose, of_kind, upload};
use crate::accounts::PersonId;
use crate::app::App;
use crate::app::auth::{self, By};
use crate::app::jobs::{Far, Job, JobId, Kind, Step};
use crate::app::journal::{Act, Change};
use crate::app::problem::Problem;
use crate::app::shell::{Tx, found};

/// Judge the rows.
pub const CHECK: &str = "import-check";
/// Write them.
pub const RUN: &str = "import-run";
/// How many refused rows a result names; the error file has them all.
const FIRST: usize = 50;
/// From so many new rows on the database looks at its tables again.
const MANY: i64 = 10_000;

/// The work of judging.
pub const CHECKING: Kind = (CHECK, |app, job| Box::pin(step(app, job)));
/// The work of writing.
pub const RUNNING: Kind = (RUN, |app, job| Box::pin(step(app, job)));

/// What a job works on.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Args {
    /// Which import.
    pub import: ImportId,
    /// The check that copied the same rows before, if there was one.
    #[serde(default)]
    pub copied: Option<Copied>,
}

/// Rows that an earlier job has copied.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Copied {
    /// Which job.
    pub job: JobId,
    /// How many.
    pub rows: i64,
}

/// Where a job goes on.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Mark {
    at: Place,
    /// The byte of the next row.
    rows: u64,
    /// The byte of the next repeated row.
    twice: u64,
    tally: Tally,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
enum Place {
    /// The rows must be copied first.
    #[default]
    Spool,
    /// They are judged, chunk by chunk.
    Rows,
    /// All is done but to say so.
    Over,
}

/// What rows came to: `new + changed + same + refused + duplicates = rows`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Tally {
    /// All rows below the header that aren't blank.
    pub rows: i64,
    /// Not in the register yet.
    pub new: i64,
    /// In the register, and changed.
    pub changed: i64,
    /// In the register, and left as they are.
    pub same: i64,
    /// Refused for what they say.
    pub refused: i64,
    /// Refused because an earlier row of the file has the same key.
    pub duplicates: i64,
    /// Cells from which blanks or characters without ink were left out.
    pub cleaned: i64,
    /// The first 50 reasons.
    pub first_faults: Vec<RowFault>,
}

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RowFault {
    /// The row, as a spreadsheet counts.
    pub row: u64,
    /// What is wrong.
    #[serde(flatten)]
    pub fault: Fault,
}

impl Tally {
    /// Count what a row came to.
    pub fn count(&mut self, row: u64, judged: &Judged) {
        self.rows += 1;
        match judged {
            Judged::Sound(Outcome::New) => self.new += 1,
            Judged::Sound(Outcome::Changed(_)) => self.changed += 1,
            Judged::Sound(Outcome::Same) => self.same += 1,
            Judged::Refused(faults) => {
                let twice = faults.iter().any(|fault| fault.code == DUPLICATE);
                *(if twice { &mut self.duplicates } else { &mut self.refused }) += 1;
                let left = FIRST.saturating_sub(self.first_faults.len());
                let named = faults.iter().take(left).map(|fault| RowFault { row, fault: fault.clone() });
                self.first_faults.extend(named);
            }
        }
    }
}

/// What every step needs.
struct Work {
    app: App,
    job: Job,
    row: Model,
    importer: &'static dyn Importer,
    mapping: Mapping,
    by: By,
}

async fn step(app: App, job: Job) -> Result<Step, Problem> {
    let Args { import, .. } = job.args()?;
    let mark: Mark = job.mark()?;
    let row = found(store::of(app.read(), import, PersonId(job.0.person)).await?)?;
    let importer = found(of_kind(&row.kind))?;
    // What somebody may do is asked anew at every step: a role that was taken stops the job.
    let by = auth::standing(&app, row.person, importer.act()).await?;
    super::rules::office(row.organisation, by.organisation)?;
    let mapping = row.mapping()?;
    let work = Work { app, job, row, importer, mapping, by };
    match mark.at {
        Place::Spool => work.spool(mark).await,
        Place::Rows => work.chunk(mark).await,
        Place::Over => work.over(mark.tally).await,
    }
}

impl Work {
    fn is_run(&self) -> bool {
        self.job.0.kind == RUN
    }

    fn far(&self, mark: &Mark, total: i64) -> Far {
        Far { done: mark.tally.rows, total }
    }

    fn files(&self) -> Files {
        Files::of(&self.app, self.row.id, self.job.0.id)
    }

    /// Spool -> Rows.
    async fn spool(&self, mark: Mark) -> Result<Step, Problem> {
        let copied = self.job.args::<Args>()?.copied;
        let total = match copied {
            Some(copied) if self.files().take_over(&Files::of(&self.app, self.row.id, copied.job)).await => copied.rows,
            _ => self.copy().await?,
        };
        let mark = Mark { at: Place::Rows, ..mark };
        self.job.save(self.app.db.write(), self.far(&mark, total), &mark).await?;
        Ok(Step::More)
    }

    async fn copy(&self) -> Result<i64, Problem> {
        let (file, files) = (upload::file(&self.app, self.row.id), self.files());
        let (preview, importer, mapping) = (self.row.preview()?, self.importer, self.mapping.clone());
        let copied = move || -> Result<u64, Problem> {
            let source = super::open(&file, preview.sheet.as_deref())?;
            spool::write(&source, preview.header_row, &files, (importer, &mapping))
        };
        let count = tokio::task::spawn_blocking(copied).await.map_err(Problem::broken)??;
        Ok(i64::try_from(count).unwrap_or(i64::MAX))
    }

    /// Rows -> Rows, or Over behind the last.
    async fn chunk(&self, mark: Mark) -> Result<Step, Problem> {
        let chunk = self.read(&mark).await?;
        if chunk.rows.is_empty() {
            return self.finish(mark).await;
        }
        if self.is_run() {
            // Judged where it is written: what was found a moment ago may be otherwise now.
            let mut tx = self.app.begin_as(self.job.actor()).await?;
            let plan = self.plan(tx.db().into(), &chunk, Purpose::Run).await?;
            let (mark, found) = Found::count(mark, &chunk, plan.judged())?;
            let told = plan.told();
            let changes = plan.write(&tx, &self.ask(Purpose::Run)?).await?;
            self.record(&mut tx, (&found, told), &changes).await?;
            return self.save(tx, mark, &found).await;
        }
        let plan = self.plan(self.app.read().into(), &chunk, Purpose::Check).await?;
        let (mark, found) = Found::count(mark, &chunk, plan.judged())?;
        if found.refused.is_empty() {
            self.job.save(self.app.db.write(), self.far(&mark, self.job.0.total), &mark).await?;
            return Ok(Step::More);
        }
        self.save(self.app.begin_as(self.job.actor()).await?, mark, &found).await
    }

    async fn save(&self, tx: Tx, mark: Mark, found: &Found) -> Result<Step, Problem> {
        store::refuse(tx.db(), self.job.0.id, &found.refused).await?;
        self.job.save(tx.db(), self.far(&mark, self.job.0.total), &mark).await?;
        tx.commit().await?;
        Ok(Step::More)
    }

    /// The next chunk; the one behind it is read while this one is worked on.
    async fn read(&self, mark: &Mark) -> Result<Chunk, Problem> {
        let (importer, mapping, files) = (self.importer, self.mapping.clone(), self.files());
        let read = move |rows, twice| Chunk::read(&files, (rows, twice), importer, &mapping);
        self.app.ahead.next(self.job.0.id, (mark.rows, mark.twice), read).await
    }

    async fn plan(&self, db: DatabaseExecutor<'_>, chunk: &Chunk, purpose: Purpose) -> Result<Box<dyn Plan>, Problem> {
        self.importer.plan(&db, &self.ask(purpose)?, &chunk.shown).await
    }

    fn ask(&self, purpose: Purpose) -> Result<Ask<'_>, Problem> {
        let today = self.app.now().date();
        Ok(Ask { app: &self.app, by: &self.by, options: self.row.options()?, today, purpose })
    }

    /// Record the rows that were written as one act, with the kinds of their changes.
    async fn record(
        &self,
        tx: &mut Tx,
        (found, told): (&Found, Vec<(&'static str, i64)>),
        changes: &[Change],
    ) -> Result<(), Problem> {
        if changes.len() != found.written.len() {
            return Err(Problem::broken("an importer wrote another number of rows than it said"));
        }
        let (Some(first), Some(last)) = (found.written.first(), found.written.last()) else { return Ok(()) };
        let number = |row: u64| i64::try_from(row).unwrap_or(i64::MAX);
        let act = Act::new("import.rows-written", self.row.case())
            .code("of", self.importer.kind())
            .number("first_row", number(*first))
            .number("last_row", number(*last))
            .number("written", number(found.written.len() as u64));
        let act = told.into_iter().fold(act, |act, (kind, count)| act.number(kind, count));
        tx.record_many(act, changes).await
    }

    /// Rows -> Over.
    async fn finish(&self, mark: Mark) -> Result<Step, Problem> {
        let (state, kind) =
            if self.is_run() { (State::Done, "import.done") } else { (State::Checked, "import.checked") };
        let mark = Mark { at: Place::Over, ..mark };
        let outcome = serde_json::to_string(&mark.tally).map_err(Problem::broken)?;
        let row = Model { state, outcome: Some(outcome), version: self.row.version + 1, ..self.row.clone() };
        let Tally { rows, new, changed, same, refused, duplicates, .. } = mark.tally;
        let act = row.act(kind).number("rows", rows).number("new", new).number("changed", changed);
        let act = act.number("same", same).number("refused", refused).number("duplicates", duplicates);
        let mut tx = self.app.begin_as(self.job.actor()).await?;
        store::save(tx.db(), &row).await?;
        tx.record(act).await?;
        self.job.save(tx.db(), self.far(&mark, rows), &mark).await?;
        tx.commit().await?;
        Ok(Step::More)
    }

    /// Over: all is written. What the database knows of its tables is wrong after many rows, so that it looks again.
    async fn over(&self, tally: Tally) -> Result<Step, Problem> {
        if self.is_run()
            && tally.new >= MANY
            && let Err(why) = self.app.db.analyze(self.importer.tables()).await
        {
            tracing::warn!(import = %self.row.id, %why, "the tables' statistics weren't renewed");
        }
        Ok(Step::Done(serde_json::to_value(tally).map_err(Problem::broken)?))
    }
}

/// What a chunk came to.
#[derive(Default)]
struct Found {
    refused: Vec<Refused>,
    /// The rows that are new or changed.
    written: Vec<u64>,
}

impl Found {
    /// Count a chunk's rows; those that repeat an earlier key weren't shown to the importer.
    fn count(mut mark: Mark, chunk: &Chunk, judged: Vec<Judged>) -> Result<(Mark, Self), Problem> {
        let mut found = Self::default();
        let mut judged = judged.into_iter();
        for row in &chunk.rows {
            let judged = match row.twice() {
                Some(fault) => Judged::Refused(vec![fault]),
                None => {
                    judged.next().ok_or_else(|| Problem::broken("an importer judged fewer rows than it was shown"))?
                }
            };
            mark.tally.count(row.number, &judged);
            match judged {
                Judged::Refused(faults) => found.refused.push((row.number, faults)),
                Judged::Sound(Outcome::Same) => {}
                Judged::Sound(_) => found.written.push(row.number),
            }
        }
        mark.tally.cleaned += chunk.cleaned;
        (mark.rows, mark.twice) = chunk.next;
        Ok((mark, found))
    }
}
