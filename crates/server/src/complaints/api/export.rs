//! Complaints taken out as a workbook, as they are filtered now: an act. Who complained is masked, and what they wrote stays inside.

use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, HeaderValue};
use axum::response::Response;
use rust_xlsxwriter::{Workbook, XlsxError};
use sea_orm::{PaginatorTrait as _, QueryOrder as _, QuerySelect as _};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use utoipa::ToSchema;

use super::look::question;
use super::unmask::unkept;
use super::wire::{Clerks, ComplaintRow};
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::Json;
use crate::app::journal::{Act, Case};
use crate::app::page::Reader;
use crate::app::problem::Problem;
use crate::app::words::Words;
use crate::complaints::rules;
use crate::complaints::store::complaint;
use crate::complaints::store::list::{Filters, select};

/// What to take out.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ComplaintExport {
    /// As in the list.
    pub q: Option<String>,
    /// As in the list.
    pub filters: Filters,
}

type Cell = fn(&ComplaintRow, &Words) -> String;

/// The columns: the key of each heading, and a row's cell.
const COLUMNS: &[(&str, Cell)] = &[
    ("complaint-number", |row, _| row.number.clone()),
    ("complaint-kind", |row, words| words.say(&format!("complaint-kind-{}", row.kind), &[])),
    ("complaint-channel", |row, words| words.say(&format!("complaint-channel-{}", row.channel), &[])),
    ("complaint-received", |row, _| row.received.to_string()),
    ("complaint-subject-name", |row, _| row.subject_name.clone()),
    ("complaint-domain", |row, words| words.say(&format!("subject-domain-{}", row.domain), &[])),
    ("complaint-item", |row, _| row.item.clone()),
    ("complaint-complainant", |row, _| row.complainant.name.clone().unwrap_or_default()),
    ("complaint-phone", |row, _| row.complainant.phone.clone().unwrap_or_default()),
    ("complaint-state", |row, words| words.say(&format!("complaint-state-{}", row.state), &[])),
    ("complaint-handler", |row, _| row.handler.as_ref().map(|clerk| clerk.name.clone()).unwrap_or_default()),
    ("complaint-due", |row, _| row.due.map(|day| day.to_string()).unwrap_or_default()),
    ("complaint-clock", |row, words| words.say(&format!("complaint-clock-{}", row.clock), &[])),
    ("complaint-outcome", |row, words| {
        row.outcome.map(|outcome| words.say(&format!("complaint-outcome-{outcome}"), &[])).unwrap_or_default()
    }),
];

const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Take complaints out as a workbook, by number. At most 50,000 rows.
#[utoipa::path(post, path = "/api/v1/complaints/export", tag = "complaints", request_body = ComplaintExport, responses((status = 200, description = "The workbook", content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
pub async fn export(
    State(app): State<App>,
    by: By,
    reader: Reader,
    Json(ask): Json<ComplaintExport>,
) -> Result<Response, Problem> {
    let wanted = select(&ask.filters, question(&app, &by, ask.q.as_deref()));
    rules::export(wanted.clone().limit(rules::EXPORT_MOST + 1).count(app.read()).await?)?;
    let rows = wanted.order_by_asc(complaint::Column::Number).order_by_asc(complaint::Column::Id);
    let rows = rows.limit(rules::EXPORT_MOST).all(app.read()).await?;
    let clerks = Clerks::of(app.read(), &rows, &[]).await?;
    let rows = rows.into_iter().map(|row| ComplaintRow::new(&app, row, &clerks)).collect::<Result<Vec<_>, _>>()?;
    let mut tx = app.begin(&by).await?;
    let act = Act::new("export.made", Case { kind: "export", id: app.fresh() });
    let act = act.code("of", "complaints").code("format", "xlsx").digest("query", digest(&ask));
    tx.record(act.number("rows", i64::try_from(rows.len()).unwrap_or(i64::MAX))).await?;
    tx.commit().await?;
    let written = tokio::task::spawn_blocking(move || write(&rows, reader.words)).await;
    let mut response = unkept(WORKBOOK, written.map_err(Problem::broken)?.map_err(Problem::broken)?);
    let name = HeaderValue::from_static("attachment; filename=\"complaints.xlsx\"");
    response.headers_mut().insert(CONTENT_DISPOSITION, name);
    Ok(response)
}

/// Of what was asked: who knows the question can show that it was this one.
fn digest(ask: &ComplaintExport) -> lots::hash::Digest {
    let question = lots::canonical::to_text(&(&ask.q, &ask.filters));
    lots::hash::Digest(Sha256::digest(question.as_bytes()).into())
}

fn write(rows: &[ComplaintRow], words: &Words) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet_with_constant_memory()?;
    for (column, (key, _)) in (0..).zip(COLUMNS) {
        sheet.write_string(0, column, words.say(key, &[]))?;
    }
    for (line, row) in (1..).zip(rows) {
        for (column, (_, cell)) in (0..).zip(COLUMNS) {
            sheet.write_string(line, column, cell(row, words))?;
        }
    }
    book.save_to_buffer()
}
