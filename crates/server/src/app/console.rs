//! The staff application, as `cargo xtask web` built it, embedded in the binary.

use axum::Router;
use axum::body::Body;
use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;

use super::problem::Problem;
use super::shell::App;

#[derive(rust_embed::RustEmbed)]
#[folder = "../../web/console"]
#[include = "dist/index.html"]
#[include = "dist/icon.svg"]
#[include = "dist/assets/*"]
struct Built;

/// The built file at a path, if there is one. The folder that is embedded is the one above `dist`, which is always there: of a folder
/// that only comes later, a development build would never find anything.
fn built(path: &str) -> Option<rust_embed::EmbeddedFile> {
    Built::get(&format!("dist/{path}"))
}

/// `/console/` and all below it: files as they are, any other path the application itself, which knows it.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/console", get(|| async { Redirect::permanent("/console/") }))
        .route("/console/", get(|headers: HeaderMap| async move { file("index.html", &headers) }))
        .route(
            "/console/{*path}",
            get(|Path(path): Path<String>, headers: HeaderMap| async move { at(&path, &headers) }),
        )
}

fn at(path: &str, headers: &HeaderMap) -> Response {
    let is_file = built(path).is_some() || path.starts_with("assets/");
    file(if is_file { path } else { "index.html" }, headers)
}

fn file(path: &str, headers: &HeaderMap) -> Response {
    let Some(file) = built(path) else {
        return Problem::new(StatusCode::NOT_FOUND, "console-not-built").into_response();
    };
    // The names of assets change with what is in them.
    let keep = if path.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
    answer(file, keep, headers)
}

/// An embedded file, or that it hasn't changed.
pub(super) fn answer(file: rust_embed::EmbeddedFile, keep: &str, headers: &HeaderMap) -> Response {
    let tag = format!("\"{}\"", lots::hash::Digest(file.metadata.sha256_hash()));
    if headers.get(IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes()) {
        return (StatusCode::NOT_MODIFIED, [(ETAG, tag), (CACHE_CONTROL, keep.to_owned())]).into_response();
    }
    let kind = file.metadata.mimetype().to_owned();
    let headers = [(CONTENT_TYPE, kind), (CACHE_CONTROL, keep.to_owned()), (ETAG, tag)];
    (headers, Body::from(file.data.into_owned())).into_response()
}
