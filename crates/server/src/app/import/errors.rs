//! The error file: the refused rows as they came, the reasons in a last column, ready to be mended and sent again.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::PathBuf;

use lots_cli::roster::cell::Row;
use rust_xlsxwriter::{Workbook, XlsxError};
use sea_orm::ConnectionTrait;
use tokio::sync::mpsc::{Receiver, channel};

use super::spool::Rows;
use super::store::{self, Refused};
use super::{Fault, Importer};
use crate::app::jobs::JobId;
use crate::app::problem::Problem;
use crate::app::words::Words;

/// The two forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// UTF-8 with a byte order mark, so that spreadsheets show the Chinese.
    Csv,
    /// A workbook, all cells text.
    Xlsx,
}

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
        let mut rows = Rows::open(&self.rows, 0).map_err(Problem::broken)?;
        let mut out = Out::begin(self.form).map_err(Problem::broken)?;
        let reasons = self.words.say("import-reasons", &[]);
        out.put(self.headers.iter().cloned(), self.headers.len(), &reasons).map_err(Problem::broken)?;
        while let Some(chunk) = chunks.blocking_recv() {
            for (number, faults) in chunk {
                let row = row_at(&mut rows, number).map_err(Problem::broken)?;
                let cells = row.cells.into_iter().map(|cell| cell.text);
                out.put(cells, self.headers.len(), &self.say(&faults)).map_err(Problem::broken)?;
            }
        }
        out.end().map_err(Problem::broken)
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

/// A file being written.
enum Out {
    Csv(Box<csv::Writer<File>>),
    Xlsx(Box<Workbook>, u32),
}

/// Why it can't be.
type Failure = Box<dyn std::error::Error + Send + Sync>;

impl Out {
    fn begin(form: Form) -> Result<Self, Failure> {
        match form {
            Form::Csv => {
                let mut file = tempfile::tempfile()?;
                file.write_all("\u{feff}".as_bytes())?;
                Ok(Self::Csv(Box::new(csv::WriterBuilder::new().flexible(true).from_writer(file))))
            }
            Form::Xlsx => {
                let mut book = Workbook::new();
                book.add_worksheet_with_constant_memory();
                Ok(Self::Xlsx(Box::new(book), 0))
            }
        }
    }

    /// A row of `width` cells or more, and the reasons behind it.
    fn put(&mut self, cells: impl Iterator<Item = String>, width: usize, last: &str) -> Result<(), Failure> {
        let mut cells: Vec<String> = cells.collect();
        // A row that was an error file's before has its old reasons there.
        cells.resize(width, String::new());
        cells.push(last.to_owned());
        match self {
            Self::Csv(csv) => Ok(csv.write_record(&cells)?),
            Self::Xlsx(book, row) => {
                let sheet = book.worksheet_from_index(0)?;
                for (column, text) in cells.iter().enumerate() {
                    sheet.write_string(*row, u16::try_from(column)?, text)?;
                }
                *row += 1;
                Ok(())
            }
        }
    }

    fn end(self) -> Result<File, Failure> {
        let mut file = match self {
            Self::Csv(csv) => csv.into_inner().map_err(|why| why.to_string())?,
            Self::Xlsx(mut book, _) => {
                let mut file = tempfile::tempfile()?;
                book.save_to_writer(&mut file).map_err(|why: XlsxError| why.to_string())?;
                file
            }
        };
        io::Seek::rewind(&mut file)?;
        Ok(file)
    }
}
