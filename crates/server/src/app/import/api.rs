//! Imports on the wire: template, upload, look, check, run, error file.

use axum::extract::{DefaultBodyLimit, Multipart, State as Shared};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::errors::{self, Errors};
use super::expiry;
use super::guess::{self, Preview};
use super::job::{Args, CHECK, Copied, Mark, RUN, Tally};
use super::rules::{self, ImportId, State};
use super::spool::{Files, Mapping};
use super::store::{self, Model};
use super::wire::{ImportBody, ImportSummary};
use super::{Importer, Options, of_kind, open, template as blank, upload};
use crate::accounts::Act;
use crate::app::App;
use crate::app::auth::{self, By, may};
use crate::app::input::{Json, Path, Query};
use crate::app::jobs::{self, JobId, JobState};
use crate::app::problem::Problem;
use crate::app::sheet::{Form, answer};
use crate::app::shell::{Tx, found};
use crate::app::system::Queued;
use crate::app::words::{asked_for, words};

/// The engine's routes.
pub fn routes(app: &App) -> OpenApiRouter<App> {
    // The upload counts its own bytes.
    let (schemas, paths, uploading) = may(app, Act::ImportManage, routes!(begin));
    let uploading = (schemas, paths, uploading.layer(DefaultBodyLimit::disable()));
    OpenApiRouter::new()
        .routes(uploading)
        .routes(may(app, Act::ImportManage, routes!(template)))
        .routes(may(app, Act::ImportManage, routes!(latest)))
        .routes(may(app, Act::ImportManage, routes!(look)))
        .routes(may(app, Act::ImportManage, routes!(check)))
        .routes(may(app, Act::ImportManage, routes!(run)))
        .routes(may(app, Act::ImportManage, routes!(errors_csv)))
        .routes(may(app, Act::ImportManage, routes!(errors_xlsx)))
}

/// What the rows are.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct OfKind {
    /// `subjects` or `inspectors`.
    kind: String,
}

/// Which part of the file to look at.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
struct Where {
    /// A sheet of a workbook.
    sheet: Option<String>,
    /// The row of the header, from 1.
    header_row: Option<u64>,
}

/// A file to send.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the form that is streamed")]
struct UploadForm {
    /// CSV, TSV, XLSX or XLS.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// How the file is to be read.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckBody {
    /// For each field that has a column its index, from 0.
    #[schema(value_type = std::collections::BTreeMap<String, usize>)]
    pub mapping: Mapping,
    /// What happens to rows that are there already.
    #[serde(default)]
    pub options: Options,
    /// The sheet of a workbook, if it isn't the one that was shown.
    pub sheet: Option<String>,
    /// The row of the header, if it isn't the one that was shown.
    pub header_row: Option<u64>,
}

/// The caller as one who may do the kind's own act.
async fn standing(app: &App, by: By, importer: &dyn Importer) -> Result<By, Problem> {
    let standing = auth::standing(app, by.person, importer.act()).await?;
    Ok(By { key: by.key, session: by.session, ..standing })
}

/// A workbook to begin with: a head for each thing that a row can say.
#[utoipa::path(get, path = "/api/v1/imports/template.xlsx", tag = "imports", params(OfKind), responses((status = 200, body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
async fn template(Query(of): Query<OfKind>, headers: HeaderMap) -> Result<Response, Problem> {
    let importer = of_kind(&of.kind).ok_or_else(Problem::not_found)?;
    let tongue = asked_for(&headers);
    let heads = blank::heads(importer.fields(), tongue, words(tongue));
    let file = tokio::task::spawn_blocking(move || blank::make(&heads)).await.map_err(Problem::broken)?;
    Ok(answer(file.map_err(Problem::broken)?, Form::Xlsx, &format!("{}-template", importer.kind())))
}

/// Send a file: it is stored, its columns are guessed, nothing is imported yet.
#[utoipa::path(post, path = "/api/v1/imports", tag = "imports", params(OfKind), request_body(content = UploadForm, content_type = "multipart/form-data"), responses((status = 200, body = ImportBody)))]
async fn begin(
    Shared(app): Shared<App>,
    by: By,
    Query(of): Query<OfKind>,
    parts: Multipart,
) -> Result<Json<ImportBody>, Problem> {
    let importer = of_kind(&of.kind).ok_or_else(Problem::not_found)?;
    let by = standing(&app, by, importer).await?;
    let id = app.fresh();
    let upload = upload::receive(&app, id, parts).await?;
    let stored = add(&app, &by, importer, (id, upload)).await;
    if stored.is_err() {
        let _ = tokio::fs::remove_file(upload::file(&app, id)).await;
    }
    let row = stored?;
    Ok(Json(body(&app, row, importer, None).await?))
}

async fn add(
    app: &App,
    by: &By,
    importer: &'static dyn Importer,
    (id, upload): (ImportId, upload::Upload),
) -> Result<Model, Problem> {
    let preview = preview(app, id, importer, Where::default()).await?;
    let mut tx = app.begin(by).await?;
    let row = Model {
        id,
        kind: importer.kind().to_owned(),
        person: by.person,
        organisation: by.organisation,
        state: State::Uploaded,
        file_name: upload.name,
        bytes: i64::try_from(upload.bytes).unwrap_or(i64::MAX),
        digest: upload.digest,
        preview: text_of(&preview)?,
        mapping: text_of(&Mapping::new())?,
        options: text_of(&Options::default())?,
        at: tx.now,
        job: None,
        outcome: None,
        version: 1,
    };
    store::insert(tx.db(), &row).await?;
    tx.record(row.act("import.uploaded").number("bytes", row.bytes)).await?;
    tx.commit().await?;
    Ok(row)
}

fn text_of(value: &impl serde::Serialize) -> Result<String, Problem> {
    serde_json::to_string(value).map_err(Problem::broken)
}

/// Look at the file's first rows.
async fn preview(app: &App, id: ImportId, importer: &'static dyn Importer, at: Where) -> Result<Preview, Problem> {
    expiry::kept(app, id)?;
    let file = upload::file(app, id);
    let looked = move || {
        let source = open(&file, at.sheet.as_deref())?;
        guess::look(&source, importer.fields(), at.header_row).map_err(super::problem::unreadable)
    };
    // A reader that a damaged file brings to a panic says no more than one that refuses it.
    let damaged =
        |why: tokio::task::JoinError| Problem { cause: Some(why.to_string()), ..Problem::refused("file-damaged") };
    tokio::task::spawn_blocking(looked).await.map_err(damaged)?
}

async fn body(
    app: &App,
    row: Model,
    importer: &'static dyn Importer,
    preview: Option<Preview>,
) -> Result<ImportBody, Problem> {
    let preview = preview.map_or_else(|| row.preview(), Ok)?;
    let headers = guess::digest(&preview.headers);
    let remembered = store::remembered_for(app.read(), row.organisation, &row.kind, headers).await?;
    let guessed = remembered.unwrap_or_else(|| guess::guess(&preview.headers, importer.fields()));
    let same = store::same_file(app.read(), &row).await?;
    let job = job_state(app, &row).await?;
    ImportBody::new(row, job, importer, (preview, &guessed), same)
}

async fn job_state(app: &App, row: &Model) -> Result<Option<JobState>, Problem> {
    let Some(job) = row.job else { return Ok(None) };
    Ok(Some(jobs::load(app, job, row.person.0).await?.state))
}

/// One's latest imports, at most 50.
#[utoipa::path(get, path = "/api/v1/imports", tag = "imports", responses((status = 200, body = Vec<ImportSummary>)))]
async fn latest(Shared(app): Shared<App>, by: By) -> Result<Json<Vec<ImportSummary>>, Problem> {
    let mut summaries = Vec::new();
    for row in store::latest(app.read(), by.person).await? {
        let job = job_state(&app, &row).await?;
        summaries.push(ImportSummary::new(row, job)?);
    }
    Ok(Json(summaries))
}

/// One of one's imports; its columns on another sheet or below another header, if that is asked for.
#[utoipa::path(get, path = "/api/v1/imports/{id}", tag = "imports", params(("id" = ImportId, Path), Where), responses((status = 200, body = ImportBody)))]
async fn look(
    Shared(app): Shared<App>,
    by: By,
    Path(id): Path<ImportId>,
    Query(at): Query<Where>,
) -> Result<Json<ImportBody>, Problem> {
    let (row, importer) = load(&app, id, &by).await?;
    let seen = match at {
        Where { sheet: None, header_row: None } => None,
        elsewhere => Some(preview(&app, id, importer, elsewhere).await?),
    };
    Ok(Json(body(&app, row, importer, seen).await?))
}

async fn load(app: &App, id: ImportId, by: &By) -> Result<(Model, &'static dyn Importer), Problem> {
    let row = found(store::of(app.read(), id, by.person).await?)?;
    let importer = found(of_kind(&row.kind))?;
    Ok((row, importer))
}

/// Judge all rows under a mapping. Nothing is written; the job's result says what would be.
#[utoipa::path(post, path = "/api/v1/imports/{id}/check", tag = "imports", params(("id" = ImportId, Path)), request_body = CheckBody, responses((status = 202, body = Queued)))]
async fn check(
    Shared(app): Shared<App>,
    by: By,
    Path(id): Path<ImportId>,
    Json(asked): Json<CheckBody>,
) -> Result<Response, Problem> {
    let (row, importer) = load(&app, id, &by).await?;
    expiry::kept(&app, id)?;
    let by = standing(&app, by, importer).await?;
    rules::office(row.organisation, by.organisation)?;
    let preview = chosen(&app, &row, importer, &asked).await?;
    let faults = rules::mapping_faults(&asked.mapping, importer.fields(), preview.headers.len());
    let mapping = settled(faults, asked.mapping)?;
    let state = rules::check(row.state, job_state(&app, &row).await?)?;
    let (preview_text, mapping, options) = (text_of(&preview)?, text_of(&mapping)?, text_of(&asked.options)?);
    let version = row.version + 1;
    let row = Model { state, preview: preview_text, mapping, options, version, outcome: None, ..row };
    let mut tx = app.begin(&by).await?;
    store::remember(tx.db(), &row, guess::digest(&preview.headers)).await?;
    queue(&app, &mut tx, &by, row, (CHECK, None, "import.check-begun")).await?.after(&app, tx, id).await
}

fn settled<T>(faults: Vec<crate::app::problem::FieldFault>, value: T) -> Result<T, Problem> {
    if faults.is_empty() { Ok(value) } else { Err(Problem::fields(faults)) }
}

/// The first rows where the caller says they are; as they were shown, if nothing else is said.
async fn chosen(
    app: &App,
    row: &Model,
    importer: &'static dyn Importer,
    asked: &CheckBody,
) -> Result<Preview, Problem> {
    let shown = row.preview()?;
    let sheet = asked.sheet.clone().or_else(|| shown.sheet.clone());
    let header_row = asked.header_row.or_else(|| (sheet == shown.sheet).then_some(shown.header_row));
    if sheet == shown.sheet && header_row == Some(shown.header_row) {
        return Ok(shown);
    }
    let seen = preview(app, row.id, importer, Where { sheet, header_row }).await?;
    Ok(Preview { sheets: shown.sheets, ..seen })
}

/// Write the rows that were judged sound.
#[utoipa::path(post, path = "/api/v1/imports/{id}/run", tag = "imports", params(("id" = ImportId, Path)), responses((status = 202, body = Queued)))]
async fn run(Shared(app): Shared<App>, by: By, Path(id): Path<ImportId>) -> Result<Response, Problem> {
    let (row, importer) = load(&app, id, &by).await?;
    let by = standing(&app, by, importer).await?;
    rules::office(row.organisation, by.organisation)?;
    let state = rules::run(row.state, job_state(&app, &row).await?)?;
    expiry::kept(&app, id)?;
    let copied = copied(&row)?;
    let row = Model { state, version: row.version + 1, ..row };
    let mut tx = app.begin(&by).await?;
    queue(&app, &mut tx, &by, row, (RUN, copied, "import.run-begun")).await?.after(&app, tx, id).await
}

/// The rows that the check copied, if that is what came before.
fn copied(row: &Model) -> Result<Option<Copied>, Problem> {
    let (State::Checked, Some(job), Some(outcome)) = (row.state, row.job, &row.outcome) else { return Ok(None) };
    let tally: Tally = serde_json::from_str(outcome).map_err(Problem::broken)?;
    Ok(Some(Copied { job, rows: tally.rows }))
}

/// A job that is asked for, and the one before it whose files nobody needs any more.
struct Asked {
    job: JobId,
    before: Option<JobId>,
}

async fn queue(
    app: &App,
    tx: &mut Tx,
    by: &By,
    row: Model,
    (work, copied, act): (&'static str, Option<Copied>, &'static str),
) -> Result<Asked, Problem> {
    let args = Args { import: row.id, copied };
    let job = jobs::ask(app, tx.db(), (by.person.0, by.role), (work, &args), &Mark::default()).await?;
    // Whose rows are taken over leaves nothing behind.
    let before = row.job.filter(|_| copied.is_none());
    let row = Model { job: Some(job), ..row };
    store::save(tx.db(), &row).await?;
    tx.record(row.act(act)).await?;
    Ok(Asked { job, before })
}

impl Asked {
    /// Commit, ring, and answer.
    async fn after(self, app: &App, tx: Tx, id: ImportId) -> Result<Response, Problem> {
        tx.commit().await?;
        app.queued.notify_one();
        if let Some(before) = self.before {
            Files::of(app, id, before).remove().await;
        }
        Ok((axum::http::StatusCode::ACCEPTED, Json(Queued { job: self.job })).into_response())
    }
}

/// The refused rows with their reasons, for a text editor or a spreadsheet.
#[utoipa::path(get, path = "/api/v1/imports/{id}/errors.csv", tag = "imports", params(("id" = ImportId, Path)), responses((status = 200, body = Vec<u8>, content_type = "text/csv")))]
async fn errors_csv(
    Shared(app): Shared<App>,
    by: By,
    Path(id): Path<ImportId>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    error_file(&app, id, &by, &headers, Form::Csv).await
}

/// The refused rows with their reasons, as a workbook.
#[utoipa::path(get, path = "/api/v1/imports/{id}/errors.xlsx", tag = "imports", params(("id" = ImportId, Path)), responses((status = 200, body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
async fn errors_xlsx(
    Shared(app): Shared<App>,
    by: By,
    Path(id): Path<ImportId>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    error_file(&app, id, &by, &headers, Form::Xlsx).await
}

async fn error_file(app: &App, id: ImportId, by: &By, headers: &HeaderMap, form: Form) -> Result<Response, Problem> {
    let (row, importer) = load(app, id, by).await?;
    expiry::kept(app, id)?;
    let job = found(row.job)?;
    // Until the job has copied the rows there is nothing to tell.
    let rows = Files::of(app, id, job).rows;
    found(rows.exists().then_some(()))?;
    let words = words(asked_for(headers));
    let errors = Errors { rows, headers: row.preview()?.headers, importer, words, form };
    let file = errors::make(app.read(), job, errors).await?;
    Ok(answer(file, form, &format!("errors-{id}")))
}
