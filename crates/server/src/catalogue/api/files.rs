//! A catalogue in and out as a file.

use std::collections::BTreeMap;

use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, State as Held};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use super::items::behind;
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::{Json, Path};
use crate::app::journal::Change;
use crate::app::page::Reader;
use crate::app::problem::{Arg, FieldFault, Problem};
use crate::app::shell::Tx;
use crate::catalogue::api::sheet::read::{Incoming, incoming};
use crate::catalogue::api::sheet::table::{NoTable, heading_key};
use crate::catalogue::api::sheet::{RowFault, write};
use crate::catalogue::rules::{self, EditionId, ItemText};
use crate::catalogue::store::item::Place;
use crate::catalogue::store::{self, item};

/// The largest file: a catalogue of 2,000 items with their tables is a tenth of it.
pub const MOST_BYTES: usize = 20 << 20;
/// So many faults are told in the answer; the error file has all.
const MOST_FAULTS: usize = 200;

/// A file, as a form sends it.
#[derive(Debug, ToSchema)]
pub struct FileForm {
    /// XLSX, or CSV in UTF-8, UTF-16 or GB18030.
    #[schema(value_type = String, format = Binary)]
    pub file: Vec<u8>,
}

/// What came of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Imported {
    /// Items that weren't in the draft.
    pub added: usize,
    /// Items that say something else now.
    pub changed: usize,
    /// Items that said so already.
    pub same: usize,
}

/// Read a file into a draft: all of it, or nothing and what is wrong. Items that the file doesn't name stay as they are.
#[utoipa::path(post, path = "/api/v1/editions/{id}/import", tag = "catalogue", params(("id" = EditionId, Path)), request_body(content = FileForm, content_type = "multipart/form-data"), responses((status = 200, body = Imported)))]
pub async fn import(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<EditionId>,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Json<Imported>, Problem> {
    let incoming = clean(read(form).await?)?;
    let mut tx = app.begin(&by).await?;
    let edition = store::load(tx.db(), id, &by.scope).await?;
    rules::write(edition.state)?;
    store::touch(tx.db(), &edition, by.person).await?;
    let merge = merge(&app, id, &incoming, store::items(tx.db(), id).await?)?;
    rules::room(merge.total)?;
    save(&mut tx, &merge).await?;
    tx.record_many(edition.act_on_many("edition.imported"), &merge.changes()).await?;
    tx.commit().await?;
    Ok(Json(merge.counts()))
}

/// The same file with what is wrong in its last column. Nothing is imported.
#[utoipa::path(post, path = "/api/v1/editions/{id}/error-file", tag = "catalogue", params(("id" = EditionId, Path)), request_body(content = FileForm, content_type = "multipart/form-data"), responses((status = 200, body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
pub async fn error_file(
    Held(app): Held<App>,
    by: By,
    reader: Reader,
    Path(id): Path<EditionId>,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response, Problem> {
    store::load(app.read(), id, &by.scope).await?;
    let incoming = read(form).await?;
    let bytes = write::error_file(&incoming.tables, &incoming.faults, reader.words).map_err(Problem::broken)?;
    Ok(download(XLSX, "errors.xlsx", bytes))
}

/// An edition as a workbook of three sheets.
#[utoipa::path(get, path = "/api/v1/editions/{id}/items.xlsx", tag = "catalogue", params(("id" = EditionId, Path)), responses((status = 200, body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
pub async fn workbook(
    Held(app): Held<App>,
    by: By,
    reader: Reader,
    Path(id): Path<EditionId>,
) -> Result<Response, Problem> {
    let row = store::load(app.read(), id, &by.scope).await?;
    let items = store::texts(&store::items(app.read(), id).await?)?;
    as_workbook(&items, reader, row.number)
}

/// The items of an edition as CSV.
#[utoipa::path(get, path = "/api/v1/editions/{id}/items.csv", tag = "catalogue", params(("id" = EditionId, Path)), responses((status = 200, body = String, content_type = "text/csv")))]
pub async fn text(
    Held(app): Held<App>,
    by: By,
    reader: Reader,
    Path(id): Path<EditionId>,
) -> Result<Response, Problem> {
    let row = store::load(app.read(), id, &by.scope).await?;
    let items = store::texts(&store::items(app.read(), id).await?)?;
    as_text(&items, reader, row.number)
}

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Items as a workbook to download.
///
/// # Errors
/// `broken`.
pub fn as_workbook(items: &[ItemText], reader: Reader, number: i64) -> Result<Response, Problem> {
    let bytes = write::workbook(items, reader.words).map_err(Problem::broken)?;
    Ok(download(XLSX, &format!("catalogue-{number}.xlsx"), bytes))
}

/// Items as CSV to download.
///
/// # Errors
/// `broken`.
pub fn as_text(items: &[ItemText], reader: Reader, number: i64) -> Result<Response, Problem> {
    let bytes = write::text(items, reader.words).map_err(Problem::broken)?;
    Ok(download("text/csv; charset=utf-8", &format!("catalogue-{number}.csv"), bytes))
}

fn download(kind: &'static str, name: &str, bytes: Vec<u8>) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    ([(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, disposition)], bytes).into_response()
}

/// The form's file, read on a thread that may take its time.
async fn read(form: Result<Multipart, MultipartRejection>) -> Result<Incoming, Problem> {
    let mut form = form.map_err(|_| no_file())?;
    let bytes = loop {
        let field = form.next_field().await.map_err(|_| no_file())?.ok_or_else(no_file)?;
        if field.name() == Some("file") {
            break all(field).await?;
        }
    };
    let read = tokio::task::spawn_blocking(move || incoming(&bytes)).await.map_err(Problem::broken)?;
    read.map_err(unreadable)
}

fn no_file() -> Problem {
    Problem::fields(vec![FieldFault::new("file", "no-file")])
}

async fn all(mut field: axum::extract::multipart::Field<'_>) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field.chunk().await.map_err(|_| no_file())? {
        if bytes.len() + chunk.len() > MOST_BYTES {
            let most = i64::try_from(MOST_BYTES).unwrap_or(i64::MAX);
            return Err(Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "body-too-long").with("most", most));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

fn unreadable(why: NoTable) -> Problem {
    let fault = match why {
        NoTable::Unreadable(why) => {
            tracing::info!(?why, "a catalogue's file can't be read");
            FieldFault::new("file", "file-unreadable")
        }
        NoTable::TooManyRows => FieldFault::new("file", "file-too-many-rows"),
        NoTable::Headings(part, missing) => {
            let first = missing.first().map(|field| heading_key(part, field)).unwrap_or_default();
            FieldFault::new("file", "file-no-heading")
                .with("sheet", Arg::Key(part.key()))
                .with("heading", Arg::Key(first))
        }
    };
    Problem::fields(vec![fault])
}

/// A file without faults, or its faults by row and column.
fn clean(incoming: Incoming) -> Result<Incoming, Problem> {
    if incoming.faults.is_empty() {
        return Ok(incoming);
    }
    let count = i64::try_from(incoming.faults.len()).unwrap_or(i64::MAX);
    let fields = incoming.faults.iter().take(MOST_FAULTS).map(row_fault).collect();
    Err(Problem { fields, ..Problem::refused("import-faults").with("count", count) })
}

fn row_fault(fault: &RowFault) -> FieldFault {
    let field = format!("{}.{}.{}", fault.part.code(), fault.row, fault.field);
    FieldFault::new(field, fault.code).with("value", fault.value.clone())
}

/// What a file makes of a draft.
struct Merge {
    added: Vec<item::Model>,
    /// What they were, and are.
    changed: Vec<(item::Model, item::Model)>,
    same: usize,
    total: usize,
}

impl Merge {
    fn changes(&self) -> Vec<Change> {
        let added = self.added.iter().map(|row| row.change(None));
        added.chain(self.changed.iter().map(|(was, row)| row.change(Some(was)))).collect()
    }

    fn counts(&self) -> Imported {
        Imported { added: self.added.len(), changed: self.changed.len(), same: self.same }
    }
}

fn merge(app: &App, id: EditionId, incoming: &Incoming, rows: Vec<item::Model>) -> Result<Merge, Problem> {
    let mut place = behind(&rows);
    let mut merge = Merge { added: vec![], changed: vec![], same: 0, total: rows.len() };
    let mut known: BTreeMap<String, item::Model> = rows.into_iter().map(|row| (row.code.clone(), row)).collect();
    for text in &incoming.items {
        match known.remove(&text.code) {
            None => {
                merge.added.push(item::Model::new(app.fresh(), Place { edition: id, at: place }, text));
                place += 1;
            }
            Some(row) => {
                let text = incoming.over(text, Some(&row.said()?));
                let new = row.clone().with(&text);
                let same = new == row;
                merge.same += usize::from(same);
                let version = row.version + 1;
                merge.changed.extend((!same).then_some((row, item::Model { version, ..new })));
            }
        }
    }
    merge.total += merge.added.len();
    Ok(merge)
}

async fn save(tx: &mut Tx, merge: &Merge) -> Result<(), Problem> {
    item::insert(tx.db(), &merge.added).await?;
    for (_, row) in &merge.changed {
        item::save(tx.db(), row).await?;
    }
    Ok(())
}
