//! Routes of the shell itself: jobs, health, metrics.

use std::net::SocketAddr;
use std::sync::LazyLock;

use axum::extract::{ConnectInfo, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::auth::{By, may, public};
use super::document::No;
use super::input::{Json, Path};
use super::jobs::{self, JobId, JobState};
use super::problem::Problem;
use super::shell::App;
use super::value::Timestamp;
use crate::accounts::Act;

/// The shell's routes.
pub fn routes(app: &App) -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(may(app, Act::JobRead, routes!(latest)))
        .routes(may(app, Act::JobRead, routes!(look)))
        .routes(may(app, Act::JobRead, routes!(cancel)))
        .routes(public(routes!(alive)))
        .routes(public(routes!(ready)))
        .routes(public(routes!(figures)))
}

/// Long work in the background.
#[derive(Debug, Serialize, ToSchema)]
pub struct JobBody {
    /// Which.
    pub id: JobId,
    /// What kind of work.
    pub kind: String,
    /// How far it is.
    pub state: JobState,
    /// When it was asked for.
    pub at: Timestamp,
    /// Steps done, in the kind's own unit.
    pub done: i64,
    /// Steps in all, 0 if not known yet.
    pub total: i64,
    /// What came out, in the kind's own shape; of a job that failed, the values that its Problem's sentences need, by name.
    #[schema(value_type = Option<Object>)]
    pub result: Option<serde_json::Value>,
    /// The code of the Problem it ended with.
    pub problem: Option<String>,
    /// Whether it may be stopped.
    pub stoppable: bool,
}

/// Whether whoever asked for a job of this kind may stop it.
fn is_stoppable(kind: &str) -> bool {
    crate::STOPPABLE.contains(&kind)
}

impl From<jobs::Model> for JobBody {
    fn from(row: jobs::Model) -> Self {
        let result = row.result.and_then(|text| serde_json::from_str(&text).ok());
        let jobs::Model { id, kind, state, at, done, total, problem, .. } = row;
        Self { id, state, at, done, total, result, problem, stoppable: is_stoppable(&kind), kind }
    }
}

/// An act that goes on in the background.
#[derive(Debug, Serialize, ToSchema)]
pub struct Queued {
    /// Where to look how far it is.
    pub job: JobId,
}

/// One's latest jobs, at most 50.
#[utoipa::path(get, path = "/api/v1/jobs", tag = "system", responses((status = 200, body = Vec<JobBody>)))]
async fn latest(State(app): State<App>, by: By) -> Result<Json<Vec<JobBody>>, Problem> {
    let rows = jobs::latest(&app, by.person.0).await?;
    Ok(Json(rows.into_iter().map(Into::into).collect()))
}

/// One of one's jobs.
#[utoipa::path(get, path = "/api/v1/jobs/{id}", tag = "system", params(("id" = JobId, Path)), responses((status = 200, body = JobBody)))]
async fn look(State(app): State<App>, by: By, Path(id): Path<JobId>) -> Result<Json<JobBody>, Problem> {
    Ok(Json(jobs::load(&app, id, by.person.0).await?.into()))
}

/// Ask one of one's jobs to stop. What it did before stays as its kind says. A draw that has been committed goes on by itself, and nobody stops it.
#[utoipa::path(post, path = "/api/v1/jobs/{id}/cancel", tag = "system", params(("id" = JobId, Path)), responses((status = 200, body = JobBody)))]
async fn cancel(State(app): State<App>, by: By, Path(id): Path<JobId>) -> Result<Json<JobBody>, Problem> {
    let row = jobs::load(&app, id, by.person.0).await?;
    if !is_stoppable(&row.kind) {
        return Err(Problem::refused("job-goes-on"));
    }
    let tx = app.begin(&by).await?;
    jobs::cancel(tx.db(), row.id).await?;
    tx.commit().await?;
    Ok(Json(jobs::load(&app, id, by.person.0).await?.into()))
}

/// The process answers.
#[utoipa::path(get, path = "/healthz", tag = "system", responses((status = 200, body = String)))]
async fn alive() -> &'static str {
    "ok\n"
}

/// The database answers, and the journal's writer hasn't stopped.
#[utoipa::path(get, path = "/readyz", tag = "system", responses((status = 200, body = String), (status = 503, response = No)))]
async fn ready(State(app): State<App>) -> Result<&'static str, Problem> {
    app.read().ping().await.map_err(|why| unready(&why.to_string()))?;
    let journal = app.sequencing.borrow().clone();
    journal.is_well().then_some(()).ok_or_else(|| unready(journal.code()))?;
    Ok("ok\n")
}

fn unready(cause: &str) -> Problem {
    let problem = Problem::new(axum::http::StatusCode::SERVICE_UNAVAILABLE, "not-ready");
    Problem { cause: Some(cause.to_owned()), ..problem }
}

static FIGURES: LazyLock<Option<PrometheusHandle>> = LazyLock::new(|| PrometheusBuilder::new().install_recorder().ok());

/// Count from now on.
pub fn count() {
    LazyLock::force(&FIGURES);
}

/// The figures for Prometheus, to callers on the same machine.
#[utoipa::path(get, path = "/metrics", tag = "system", responses((status = 200, body = String)))]
async fn figures(ConnectInfo(from): ConnectInfo<SocketAddr>) -> Result<impl IntoResponse, Problem> {
    let text = FIGURES.as_ref().filter(|_| from.ip().is_loopback()).map(PrometheusHandle::render);
    Ok(([(CONTENT_TYPE, "text/plain; version=0.0.4")], text.ok_or_else(Problem::not_found)?))
}
