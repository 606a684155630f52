//! A table as a file that people open: CSV or a workbook.
//!
//! It is written row by row to a temporary file without a name, so that its length costs no memory, and streamed from there.

use std::fs::File;
use std::io::{self, Write as _};

use axum::body::Body;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use lots::hash::Digest;
use rust_xlsxwriter::{Workbook, XlsxError};
use tokio::sync::mpsc::{Sender, channel};
use tokio::task::JoinHandle;
use tokio_util::io::ReaderStream;

use super::App;
use super::auth::By;
use super::journal::{Act, Case};
use super::problem::Problem;

/// The two forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// UTF-8 with a byte order mark, so that spreadsheets show the Chinese.
    Csv,
    /// A workbook, all cells text: a spreadsheet doesn't touch the digits of a code.
    Xlsx,
}

impl Form {
    /// What it is called in a path and in a file's name.
    #[must_use]
    pub const fn end(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }

    const fn kind(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

/// A file being written.
pub enum Sheet {
    /// As text.
    Csv(Box<csv::Writer<File>>),
    /// As a workbook, and its next row.
    Xlsx(Box<Workbook>, u32),
}

/// Why it can't be.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

impl Sheet {
    /// Begin a file.
    ///
    /// # Errors
    /// If there is no room for it.
    pub fn begin(form: Form) -> Result<Self, Failure> {
        match form {
            Form::Csv => {
                let mut file = tempfile::tempfile()?;
                file.write_all("\u{feff}".as_bytes())?;
                Ok(Self::Csv(Box::new(csv::WriterBuilder::new().flexible(true).from_writer(file))))
            }
            Form::Xlsx => {
                let mut book = Workbook::new();
                book.add_worksheet_with_constant_memory()?;
                Ok(Self::Xlsx(Box::new(book), 0))
            }
        }
    }

    /// Write a row.
    ///
    /// # Errors
    /// If there is no room for it.
    pub fn put<T: AsRef<str>>(&mut self, cells: &[T]) -> Result<(), Failure> {
        match self {
            Self::Csv(csv) => Ok(csv.write_record(cells.iter().map(AsRef::as_ref))?),
            Self::Xlsx(book, row) => {
                let sheet = book.worksheet_from_index(0)?;
                for (column, text) in cells.iter().enumerate() {
                    sheet.write_string(*row, u16::try_from(column)?, text.as_ref())?;
                }
                *row += 1;
                Ok(())
            }
        }
    }

    /// The whole file, from its beginning.
    ///
    /// # Errors
    /// If there is no room for it.
    pub fn end(self) -> Result<File, Failure> {
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

/// The answer that sends it, to be saved as `name.csv` or `name.xlsx`.
#[must_use]
pub fn answer(file: File, form: Form, name: &str) -> Response {
    let named = format!("attachment; filename=\"{name}.{}\"", form.end());
    let stream = Body::from_stream(ReaderStream::new(tokio::fs::File::from_std(file)));
    ([(CONTENT_TYPE, form.kind().to_owned()), (CONTENT_DISPOSITION, named)], stream).into_response()
}

/// A text that a spreadsheet would take for a formula gets a mark before it. A workbook's cells are texts already.
#[must_use]
pub fn tame(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text }
}

/// A file that is written in one thread while its rows are read in another; in text, no cell is a formula.
pub struct Writing<R> {
    form: Form,
    sender: Sender<Vec<R>>,
    task: JoinHandle<Result<File, Failure>>,
    count: i64,
}

impl<R: Send + 'static> Writing<R> {
    /// Begin a file with these headings, and say how a row becomes cells.
    pub fn begin<C: Fn(&R) -> Vec<String> + Send + 'static>(form: Form, heads: Vec<String>, cells: C) -> Self {
        let (sender, mut chunks) = channel::<Vec<R>>(2);
        let task = tokio::task::spawn_blocking(move || {
            let mut sheet = Sheet::begin(form)?;
            sheet.put(&heads)?;
            while let Some(rows) = chunks.blocking_recv() {
                for row in &rows {
                    let line: Vec<String> = match form {
                        Form::Csv => cells(row).into_iter().map(tame).collect(),
                        Form::Xlsx => cells(row),
                    };
                    sheet.put(&line)?;
                }
            }
            sheet.end()
        });
        Self { form, sender, task, count: 0 }
    }

    /// More rows; false if the writer ended, which it does early only with an error, that [`Self::end`] tells.
    pub async fn put(&mut self, rows: Vec<R>) -> bool {
        self.count = self.count.saturating_add(i64::try_from(rows.len()).unwrap_or(i64::MAX));
        self.sender.send(rows).await.is_ok()
    }

    /// The file and how many rows it has.
    ///
    /// # Errors
    /// `broken` if there was no room for it.
    pub async fn end(self) -> Result<(File, i64), Problem> {
        drop(self.sender);
        let file = self.task.await.map_err(Problem::broken)?.map_err(Problem::broken)?;
        Ok((file, self.count))
    }

    /// The answer that sends it. That it was taken out is on record, with the digest of what was asked: who knows the question can show that it
    /// was this one.
    ///
    /// # Errors
    /// As [`Self::end`], and a [`Problem`] from the database.
    pub async fn taken(self, app: &App, by: &By, (name, query): (&str, &str)) -> Result<Response, Problem> {
        let form = self.form;
        let (file, rows) = self.end().await?;
        let mut tx = app.begin(by).await?;
        let act = Act::new("export.made", Case { kind: "export", id: app.fresh() });
        let act = act.code("of", name).code("format", form.end()).digest("query", Digest::of(query.as_bytes()));
        tx.record(act.number("rows", rows)).await?;
        tx.commit().await?;
        Ok(answer(file, form, name))
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[tokio::test]
    async fn what_a_spreadsheet_would_run_is_text() {
        let mut file = Writing::begin(Form::Csv, vec!["名称".to_owned()], |cell: &String| vec![cell.clone()]);
        assert!(file.put(["=HYPERLINK(1)", "@甲", "第1商店", "–"].map(str::to_owned).into()).await);
        let (mut file, rows) = file.end().await.unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        assert_eq!((text.as_str(), rows), ("\u{feff}名称\n'=HYPERLINK(1)\n'@甲\n第1商店\n–\n", 4));
    }
}
