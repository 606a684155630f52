//! The error file: the refused rows as they came, the reasons in a last column, ready to be mended and sent again.

use std::fs::File;
use std::io;
use std::path::PathBuf;

use lots_cli::roster::cell::Row;
use sea_orm::ConnectionTrait;
use tokio::sync::mpsc::{Receiver, channel};

use super::spool::Rows;
use super::store::{self, Refused};
use super::{Fault, Importer};
use crate::app::jobs::JobId;
use crate::app::problem::Problem;
use crate::app::sheet::{Failure, Form, Sheet};
use crate::app::words::Words;

/// What an error file is made of.
pub struct Errors {
    /// Where the job's rows lie.
    pub rows: PathBuf,
    /// The file's own headers.
    pub headers: Vec<String>,
    /// For the fields' names.
    pub importer: &'static dyn Importer,
    /// The language.
    pub words: &'static Words,
    /// Which form.
    pub form: Form,
}

/// Make the file of a job's refused rows, a temporary one without a name.
///
/// # Errors
/// [`Problem`].
pub async fn make<C: ConnectionTrait>(db: &C, job: JobId, errors: Errors) -> Result<File, Problem> {
    let (sender, receiver) = channel(4);
    let made = tokio::task::spawn_blocking(move || errors.write(receiver));
    let mut after = -1;
    while let Some((first, rows)) = store::refused_after(db, job, after).await? {
        after = first;
        // The writer ends early only with an error, which is told below.
        if sender.send(rows).await.is_err() {
            break;
        }
    }
    drop(sender);
    made.await.map_err(Problem::broken)?
}

impl Errors {
    fn write(self, mut chunks: Receiver<Vec<Refused>>) -> Result<File, Problem> {
        self.filled(&mut chunks).map_err(Problem::broken)
    }

    fn filled(&self, chunks: &mut Receiver<Vec<Refused>>) -> Result<File, Failure> {
        let mut rows = Rows::open(&self.rows, 0)?;
        let mut sheet = Sheet::begin(self.form)?;
        sheet.put(&self.with(self.headers.clone(), self.words.say("import-reasons", &[])))?;
        while let Some(chunk) = chunks.blocking_recv() {
            for (number, faults) in chunk {
                let row = row_at(&mut rows, number)?;
                let cells = row.cells.into_iter().map(|cell| cell.text).collect();
                sheet.put(&self.with(cells, self.say(&faults)))?;
            }
        }
        sheet.end()
    }

    /// A row as wide as the header, and the reasons behind it. A row that came from an error file has its old reasons there.
    fn with(&self, mut cells: Vec<String>, reasons: String) -> Vec<String> {
        cells.resize(self.headers.len(), String::new());
        cells.push(reasons);
        cells
    }

    fn say(&self, faults: &[Fault]) -> String {
        let each = |fault: &Fault| {
            let field = self.importer.fields().iter().find(|field| field.name == fault.field);
            let label = field.map(|field| self.words.say(field.label_key, &[])).unwrap_or_default();
            let what = fault.say(self.words);
            self.words.say("import-reason", &[("field", &label), ("what", &what)])
        };
        faults.iter().map(each).collect::<Vec<_>>().join(&self.words.say("import-reason-separator", &[]))
    }
}

fn row_at(rows: &mut Rows, number: u64) -> io::Result<Row> {
    loop {
        match rows.row()? {
            Some(row) if row.number == number => return Ok(row),
            Some(_) => {}
            None => return Err(io::Error::other("a refused row isn't among the rows")),
        }
    }
}
