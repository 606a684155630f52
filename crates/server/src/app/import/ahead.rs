//! The next chunk, read while the one before it is written.

use std::io;
use std::sync::Mutex;

use tokio::task::JoinHandle;

use super::line::Line;
use super::spool::{self, Files, Mapping, Rows};
use super::{CHUNK, DUPLICATE, Fault, Importer};
use crate::app::jobs::JobId;
use crate::app::problem::Problem;

/// Where the next row begins, and where the next repeated one does.
pub type Offsets = (u64, u64);

/// A chunk as it was read.
#[derive(Debug, Default)]
pub struct Chunk {
    /// All its rows.
    pub rows: Vec<Numbered>,
    /// Those that repeat no earlier key, in order, for the importer.
    pub shown: Vec<Line>,
    /// Cells from which something is left out.
    pub cleaned: i64,
    /// Where the chunk behind it begins.
    pub next: Offsets,
}

/// A row, and the earlier one whose key it repeats.
#[derive(Debug)]
pub struct Numbered {
    /// As a spreadsheet counts.
    pub number: u64,
    /// The earlier row, the field, and what stands in both.
    twice: Option<(u64, &'static str, String)>,
}

impl Numbered {
    /// What is wrong with a row that repeats an earlier one.
    #[must_use]
    pub fn twice(&self) -> Option<Fault> {
        let (first, field, value) = self.twice.as_ref()?;
        let first = i64::try_from(*first).unwrap_or(i64::MAX);
        Some(Fault::new(field, DUPLICATE, value.as_str()).with("row", first))
    }
}

impl Chunk {
    /// Read the chunk that begins there; an empty one at the end.
    ///
    /// # Errors
    /// If a job's files can't be read.
    pub fn read(files: &Files, from: Offsets, importer: &dyn Importer, mapping: &Mapping) -> io::Result<Self> {
        let mut rows = Rows::open(&files.rows, from.0)?;
        let mut lines = Vec::with_capacity(CHUNK);
        while lines.len() < CHUNK {
            let Some(row) = rows.row()? else { break };
            lines.push(spool::line(row, importer, mapping));
        }
        let (twice, behind) = spool::twice(&files.twice, from.1, lines.last().map_or(0, |line| line.row))?;
        let key = importer.fields()[0].name;
        let mut chunk = Self { next: (rows.offset, behind), ..Self::default() };
        for line in lines {
            chunk.cleaned += line.dirty_cells();
            let twice = twice.get(&line.row).map(|first| (*first, key, line.code(key).unwrap_or_default()));
            let shown = twice.is_none();
            chunk.rows.push(Numbered { number: line.row, twice });
            if shown {
                chunk.shown.push(line);
            }
        }
        Ok(chunk)
    }
}

/// A chunk that is being read for a job.
struct Reading {
    job: JobId,
    from: Offsets,
    chunk: JoinHandle<io::Result<Chunk>>,
}

/// The most chunks that are read ahead; those of jobs that were stopped are pushed out by others.
const MOST: usize = 4;

/// Chunks that are read before they are asked for.
#[derive(Default)]
pub struct Ahead(Mutex<Vec<Reading>>);

impl Ahead {
    /// The chunk of a job that begins at `from`. The one behind it is read from now on.
    ///
    /// # Errors
    /// `broken` if the job's files can't be read.
    pub async fn next<R>(&self, job: JobId, from: Offsets, read: R) -> Result<Chunk, Problem>
    where
        R: Fn(u64, u64) -> io::Result<Chunk> + Clone + Send + 'static,
    {
        let begin = |from: Offsets| {
            let read = read.clone();
            tokio::task::spawn_blocking(move || read(from.0, from.1))
        };
        let ready = self.take(job, from);
        let chunk = ready.unwrap_or_else(|| begin(from)).await.map_err(Problem::broken)?.map_err(Problem::broken)?;
        if !chunk.rows.is_empty() {
            self.put(Reading { job, from: chunk.next, chunk: begin(chunk.next) });
        }
        Ok(chunk)
    }

    /// What was read for the job, if it is what is asked for; a job that was begun again asks for something else.
    fn take(&self, job: JobId, from: Offsets) -> Option<JoinHandle<io::Result<Chunk>>> {
        let mut all = self.0.lock().expect("nobody panics holding it");
        let at = all.iter().position(|reading| reading.job == job)?;
        let reading = all.remove(at);
        (reading.from == from).then_some(reading.chunk)
    }

    fn put(&self, reading: Reading) {
        let mut all = self.0.lock().expect("nobody panics holding it");
        all.push(reading);
        let over = all.len().saturating_sub(MOST);
        all.drain(..over);
    }
}
