//! The two jobs of an import: to judge its rows, and to write them.
//!
//! Both go the same way, chunk by chunk; a check leaves out what writes. The mark is saved in the chunk's own transaction.

use std::collections::HashMap;

use sea_orm::DatabaseExecutor;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::rules::{ImportId, State};
use super::spool::{self, Mapping, Rows};
use super::store::{self, Model, Refused};
use super::{Ask, CHUNK, Fault, Importer, Judged, Line, Outcome, of_kind, upload};
use crate::accounts::PersonId;
use crate::app::App;
use crate::app::auth::{self, By};
use crate::app::jobs::{Far, Job, Kind, Step};
use crate::app::journal::Act;
use crate::app::problem::Problem;
use crate::app::shell::{Tx, found};

/// Judge the rows.
pub const CHECK: &str = "import-check";
/// Write them.
pub const RUN: &str = "import-run";
/// How many refused rows a result names; the error file has them all.
const FIRST: usize = 50;

/// The work of judging.
pub const CHECKING: Kind = (CHECK, |app, job| Box::pin(step(app, job)));
/// The work of writing.
pub const RUNNING: Kind = (RUN, |app, job| Box::pin(step(app, job)));

/// What a job works on.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Args {
    /// Which import.
    pub import: ImportId,
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

/// The code of a row whose key an earlier row has.
const DUPLICATE: &str = "duplicate-row";

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
    let Args { import } = job.args()?;
    let mark: Mark = job.mark()?;
    let row = found(store::of(app.read(), import, PersonId(job.0.person)).await?)?;
    let importer = found(of_kind(&row.kind))?;
    // What somebody may do is asked anew at every step: a role that was taken stops the job.
    let by = auth::standing(&app, row.person, importer.act()).await?;
    let mapping = row.mapping()?;
    let work = Work { app, job, row, importer, mapping, by };
    match mark.at {
        Place::Spool => work.spool(mark).await,
        Place::Rows => work.chunk(mark).await,
        Place::Over => Ok(Step::Done(serde_json::to_value(mark.tally).map_err(Problem::broken)?)),
    }
}

/// A chunk as it was read.
struct Chunk {
    lines: Vec<Line>,
    twice: HashMap<u64, u64>,
    rows_next: u64,
    twice_next: u64,
}

impl Work {
    fn is_run(&self) -> bool {
        self.job.0.kind == RUN
    }

    fn far(&self, mark: &Mark, total: i64) -> Far {
        Far { done: mark.tally.rows, total }
    }

    /// Spool -> Rows.
    async fn spool(&self, mark: Mark) -> Result<Step, Problem> {
        let file = upload::file(&self.app, self.row.id);
        let rows = upload::rows(&self.app, self.row.id, self.job.0.id);
        let twice = upload::twice(&self.app, self.row.id, self.job.0.id);
        let (preview, importer, mapping) = (self.row.preview()?, self.importer, self.mapping.clone());
        let copied = move || -> Result<u64, Problem> {
            let source = super::open(&file, preview.sheet.as_deref())?;
            let count = spool::write(&source, preview.header_row, &rows)?;
            drop(source);
            spool::find_twice(&rows, &twice, importer, &mapping).map_err(Problem::broken)?;
            Ok(count)
        };
        let count = tokio::task::spawn_blocking(copied).await.map_err(Problem::broken)??;
        let mark = Mark { at: Place::Rows, ..mark };
        let tx = self.app.begin_as(self.job.actor()).await?;
        let total = i64::try_from(count).unwrap_or(i64::MAX);
        self.job.save(tx.db(), self.far(&mark, total), &mark).await?;
        tx.commit().await?;
        Ok(Step::More)
    }

    /// Rows -> Rows, or Over behind the last.
    async fn chunk(&self, mark: Mark) -> Result<Step, Problem> {
        let chunk = self.read(&mark).await?;
        if chunk.lines.is_empty() {
            return self.finish(mark).await;
        }
        let mut tx = self.app.begin_as(self.job.actor()).await?;
        let judged = self.judge(tx.db().into(), &chunk).await?;
        let mut mark = Mark { rows: chunk.rows_next, twice: chunk.twice_next, ..mark };
        let mut refused: Vec<Refused> = Vec::new();
        let mut writing = Vec::new();
        for (line, judged) in chunk.lines.into_iter().zip(judged) {
            mark.tally.count(line.row, &judged);
            mark.tally.cleaned += line.dirty_cells();
            match judged {
                Judged::Refused(faults) => refused.push((line.row, faults)),
                Judged::Sound(Outcome::Same) => {}
                Judged::Sound(_) => writing.push(line),
            }
        }
        store::refuse(tx.db(), self.job.0.id, &refused).await?;
        if self.is_run() {
            self.write(&mut tx, &writing).await?;
        }
        self.job.save(tx.db(), self.far(&mark, self.job.0.total), &mark).await?;
        tx.commit().await?;
        Ok(Step::More)
    }

    async fn read(&self, mark: &Mark) -> Result<Chunk, Problem> {
        let rows = upload::rows(&self.app, self.row.id, self.job.0.id);
        let twice = upload::twice(&self.app, self.row.id, self.job.0.id);
        let (importer, mapping, from, twice_from) = (self.importer, self.mapping.clone(), mark.rows, mark.twice);
        let read = move || -> std::io::Result<Chunk> {
            let mut rows = Rows::open(&rows, from)?;
            let mut lines = Vec::with_capacity(CHUNK);
            while lines.len() < CHUNK {
                let Some(row) = rows.row()? else { break };
                lines.push(spool::line(&row, importer, &mapping));
            }
            let last = lines.last().map_or(0, |line| line.row);
            let (twice, twice_next) = spool::twice(&twice, twice_from, last)?;
            Ok(Chunk { lines, twice, rows_next: rows.offset, twice_next })
        };
        tokio::task::spawn_blocking(read).await.map_err(Problem::broken)?.map_err(Problem::broken)
    }

    /// What each row of the chunk comes to; one that repeats an earlier key isn't shown to the importer.
    async fn judge(&self, db: DatabaseExecutor<'_>, chunk: &Chunk) -> Result<Vec<Judged>, Problem> {
        let shown: Vec<Line> =
            chunk.lines.iter().filter(|line| !chunk.twice.contains_key(&line.row)).cloned().collect();
        let mut judged = self.importer.judge(&db, &self.ask()?, &shown).await?.into_iter();
        let key = self.importer.fields()[0].name;
        let each = |line: &Line| match chunk.twice.get(&line.row) {
            Some(first) => {
                let first = i64::try_from(*first).unwrap_or(i64::MAX);
                let value = line.code(key).unwrap_or_default();
                Ok(Judged::Refused(vec![Fault::new(key, DUPLICATE, value).with("row", first)]))
            }
            None => judged.next().ok_or_else(|| Problem::broken("an importer judged fewer rows than it was shown")),
        };
        chunk.lines.iter().map(each).collect()
    }

    fn ask(&self) -> Result<Ask<'_>, Problem> {
        let today = self.app.now().date();
        Ok(Ask { app: &self.app, by: &self.by, options: self.row.options()?, today })
    }

    /// Write rows and record them as one act.
    async fn write(&self, tx: &mut Tx, lines: &[Line]) -> Result<(), Problem> {
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return Ok(()) };
        let number = |row: u64| i64::try_from(row).unwrap_or(i64::MAX);
        let act = Act::new("import.rows-written", self.row.case())
            .code("of", self.importer.kind())
            .number("first_row", number(first.row))
            .number("last_row", number(last.row));
        let images = self.importer.apply(tx, &self.ask()?, lines).await?;
        if images.len() != lines.len() {
            return Err(Problem::broken("an importer wrote another number of rows than it was given"));
        }
        tx.record_many(act, &images).await
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
        if self.is_run() {
            self.app.db.sample().await?;
        }
        Ok(Step::More)
    }
}
