//! The registry taken out as a file, as it is filtered now: an act, since it carries a city's roster out of the house.
//!
//! CSV is written while it is sent, so it may have two million rows; a workbook is a whole before its first byte goes out, so it has
//! 200,000 at most. Neither has phones.

use std::io::Write as _;

use axum::body::Body;
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use futures_util::{Stream, StreamExt as _, stream};
use rust_xlsxwriter::{Workbook, XlsxError};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use utoipa::ToSchema;

use crate::app::App;
use crate::app::auth::By;
use crate::app::input::Json;
use crate::app::journal::{Act, Case};
use crate::app::page::Reader;
use crate::app::problem::Problem;
use crate::app::sheet::tame;
use crate::app::words::Words;
use crate::codes;
use crate::subjects::rules;
use crate::subjects::store::list::{Filters, Lean, walk};
use crate::subjects::store::reach::{self, Reach};

codes! {
    /// What kind of file.
    Format {
        /// 逗号分隔文本, UTF-8 with the mark by which spreadsheets know it.
        Csv = "csv",
        /// Excel.
        Xlsx = "xlsx",
    }
}

/// What to take out.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct ExportAsk {
    /// What kind of file.
    pub format: Format,
    /// As in the list.
    #[serde(default)]
    pub q: Option<String>,
    /// As in the list.
    #[serde(default)]
    pub filters: Filters,
}

/// A column: the key of its heading, and a row's cell.
type Column = (&'static str, fn(&Lean, &Words) -> String);

const COLUMNS: &[Column] = &[
    ("subject-code", |row, _| row.code.clone()),
    ("subject-name", |row, _| row.name.clone()),
    ("subject-kind", |row, words| words.say(&format!("subject-kind-{}", row.kind), &[])),
    ("subject-domain", |row, words| words.say(&format!("subject-domain-{}", row.domain), &[])),
    ("subject-industry", |row, _| rules::industry::bare(&row.industry).to_owned()),
    ("subject-region", |row, _| row.region.clone()),
    ("subject-address", |row, _| row.address.clone()),
    ("subject-status", |row, words| words.say(&format!("subject-status-{}", row.status), &[])),
    ("subject-risk", |row, _| row.risk.to_string()),
];

/// Take the list out as a file, in the roster's order. The limit is 2,000,000 rows as CSV and 200,000 as a workbook.
#[utoipa::path(post, path = "/api/v1/subjects/export", tag = "subjects", request_body = ExportAsk, responses((status = 200, description = "The file", content((Vec<u8> = "text/csv"), (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))))]
pub async fn export(
    State(app): State<App>,
    by: By,
    reader: Reader,
    Json(ask): Json<ExportAsk>,
) -> Result<Response, Problem> {
    let reach = reach::of_scope(app.read(), &by.scope).await?.only(ask.filters.organisation);
    let ask = ExportAsk { filters: Filters { organisation: None, ..ask.filters.clone() }, ..ask };
    let source = Source { app: app.clone(), ask: ask.clone(), reach };
    let rows = source.count().await?;
    rules::export(rows, ask.format == Format::Xlsx)?;
    let mut tx = app.begin(&by).await?;
    let act = Act::new("export.made", Case { kind: "export", id: app.fresh() });
    let act = act.code("of", "subjects").code("format", ask.format.code()).digest("query", digest(&ask));
    tx.record(act.number("rows", i64::try_from(rows).unwrap_or(i64::MAX))).await?;
    tx.commit().await?;
    match ask.format {
        Format::Csv => Ok(answer(Format::Csv, Body::from_stream(csv(source, reader.words)))),
        Format::Xlsx => Ok(answer(Format::Xlsx, Body::from(workbook(source, reader.words).await?))),
    }
}

/// Of what was asked: who knows the question can show that it was this one.
fn digest(ask: &ExportAsk) -> lots::hash::Digest {
    let question = lots::canonical::to_text(&(&ask.q, &ask.filters));
    lots::hash::Digest(Sha256::digest(question.as_bytes()).into())
}

fn answer(format: Format, body: Body) -> Response {
    let kind = match format {
        Format::Csv => "text/csv; charset=utf-8",
        Format::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    };
    let name = format!("attachment; filename=\"subjects.{format}\"");
    ([(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, name)], body).into_response()
}

/// Where rows come from, page by page.
struct Source {
    app: App,
    ask: ExportAsk,
    reach: Reach,
}

impl Source {
    async fn page(&self, after: Option<String>) -> Result<(Vec<Lean>, Option<String>), Problem> {
        let Self { app, ask, reach } = self;
        let page = walk(app.read(), (ask.q.as_deref(), &ask.filters, reach), after).await?;
        Ok((page.rows, page.next))
    }

    /// How many rows there are: exactly, or more than fit.
    async fn count(&self) -> Result<u64, Problem> {
        crate::subjects::store::list::total(self.app.read(), self.ask.q.as_deref(), &self.ask.filters, &self.reach)
            .await
    }
}

fn lines(rows: &[Lean], words: &Words) -> Result<Vec<u8>, Problem> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.write_record(COLUMNS.iter().map(|(_, cell)| tame(cell(row, words)))).map_err(Problem::broken)?;
    }
    writer.into_inner().map_err(Problem::broken)
}

fn csv(source: Source, words: &'static Words) -> impl Stream<Item = Result<Vec<u8>, std::io::Error>> {
    enum At {
        Head,
        Behind(Option<String>),
        Over,
    }
    // Who compresses the answer asks again behind the end, which `unfold` alone forbids.
    let parts = stream::unfold((source, At::Head), move |(source, at)| async move {
        let after = match at {
            At::Over => return None,
            At::Head => {
                let heading: Vec<String> = COLUMNS.iter().map(|(key, _)| words.say(key, &[])).collect();
                let mut head = Vec::from("\u{feff}");
                let written = writeln!(head, "{}\r", heading.join(","));
                return Some((written.map(|()| head), (source, At::Behind(None))));
            }
            At::Behind(after) => after,
        };
        match source.page(after).await.and_then(|(rows, next)| Ok((lines(&rows, words)?, next))) {
            Ok((bytes, next)) => Some((Ok(bytes), (source, next.map_or(At::Over, |next| At::Behind(Some(next)))))),
            // The connection breaks off: a file that is cut short must not look whole.
            Err(problem) => Some((Err(std::io::Error::other(problem.code)), (source, At::Over))),
        }
    });
    parts.fuse()
}

async fn workbook(source: Source, words: &'static Words) -> Result<Vec<u8>, Problem> {
    let (send, receive) = tokio::sync::mpsc::channel::<Vec<Lean>>(4);
    let writing = tokio::task::spawn_blocking(move || write(receive, words));
    let mut after = None;
    loop {
        let (rows, next) = source.page(after).await?;
        // If nobody listens any more the writer has failed, and says below why.
        if send.send(rows).await.is_err() || next.is_none() {
            break;
        }
        after = next;
    }
    drop(send);
    writing.await.map_err(Problem::broken)?.map_err(Problem::broken)
}

fn write(mut rows: tokio::sync::mpsc::Receiver<Vec<Lean>>, words: &Words) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet_with_constant_memory()?;
    for (column, (key, _)) in (0..).zip(COLUMNS) {
        sheet.write_string(0, column, words.say(key, &[]))?;
    }
    let mut at = 1;
    while let Some(page) = rows.blocking_recv() {
        for row in page {
            for (column, (_, cell)) in (0..).zip(COLUMNS) {
                sheet.write_string(at, column, cell(&row, words))?;
            }
            at += 1;
        }
    }
    book.save_to_buffer()
}
