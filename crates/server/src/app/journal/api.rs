//! The journal as anybody may fetch it: the paths of C2SP tlog-tiles below `/journal/`.
//!
//! What is served at a path never changes but for `checkpoint`, so caches may keep it for good. Any page may read it from
//! another site: whoever checks the journal shouldn't need a server for that.

use axum::extract::{Path, State};
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Router};
use journal::tile::Path as LogPath;

use super::storage;
use crate::app::App;
use crate::app::kept::Keep;
use crate::app::problem::Problem;

const TEXT: &str = "text/plain; charset=utf-8";
const BYTES: &str = "application/octet-stream";

/// The routes, to be merged into the application's.
pub fn routes() -> Router<App> {
    Router::new().route("/journal/{*path}", get(serve))
}

async fn serve(State(app): State<App>, Path(path): Path<String>) -> Result<Response, Problem> {
    let Ok(known) = path.parse::<LogPath>() else { return Ok(absent()) };
    let found = storage::read(app.read(), &path).await?;
    Ok(found.map_or_else(absent, |bytes| (Extension(Keep), headers(known), bytes).into_response()))
}

/// Readers by machine: no page with words. A partial tile whose full one is there is such a case, and isn't kept.
fn absent() -> Response {
    (StatusCode::NOT_FOUND, [(ACCESS_CONTROL_ALLOW_ORIGIN, "*"), (CACHE_CONTROL, "no-store")]).into_response()
}

fn headers(path: LogPath) -> [(HeaderName, &'static str); 4] {
    let (kind, cache) = match path {
        LogPath::Checkpoint => (TEXT, "no-cache"),
        LogPath::Keys(_) => (TEXT, "public, max-age=31536000, immutable"),
        LogPath::Tile(_) | LogPath::Entries(_) => (BYTES, "public, max-age=31536000, immutable"),
    };
    [
        (CONTENT_TYPE, kind),
        (CACHE_CONTROL, cache),
        (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ]
}
