//! All routes in one router, and the layers every request passes.

use std::time::Instant;

use axum::Router;
use axum::body::Body;
use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{ACCEPT, CONTENT_TYPE, HeaderName, HeaderValue, RETRY_AFTER, VARY};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use utoipa::OpenApi as _;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;

use super::problem::Problem;
use super::shell::App;
use super::words::{asked_for, tag, words};
use super::{console, document, import, journal, kept, page, portal, system, verifier};

/// The routes of the interface and the document that describes them.
pub fn interface(app: &App) -> (Router<App>, OpenApi) {
    let all = OpenApiRouter::with_openapi(document::Head::openapi())
        .merge(system::routes(app))
        .merge(import::api::routes(app));
    let all = crate::SLICES.iter().fold(all, |all, routes| all.merge(routes(app)));
    let (routes, mut document) = all.split_for_parts();
    document::complete(&mut document);
    (routes, document)
}

/// The document, as it is checked in: `crates/server/openapi.json`.
#[must_use]
pub fn document(app: &App) -> String {
    let (_, document) = interface(app);
    let mut text = document.to_pretty_json().unwrap_or_default();
    text.push('\n');
    text
}

/// The whole server.
pub fn router(app: &App) -> Router {
    let (interface, document) = interface(app);
    let readable = portal::interface::routes(&document);
    let document = document.to_json().unwrap_or_default();
    let described = move || async move { ([(CONTENT_TYPE, "application/json")], document) };
    crate::PORTALS
        .iter()
        .fold(interface, |all, portal| all.merge(portal(app)))
        .route("/api/openapi.json", axum::routing::get(described))
        .merge(journal::api::routes())
        .merge(console::routes())
        .merge(verifier::routes())
        .merge(page::routes())
        .merge(portal::routes())
        .merge(readable)
        .fallback(|| async { Problem::not_found() })
        .method_not_allowed_fallback(|| async { Problem::new(StatusCode::METHOD_NOT_ALLOWED, "method-not-allowed") })
        .layer(from_fn(same_site))
        .layer(CatchPanicLayer::custom(|_: Box<dyn std::any::Any + Send>| {
            Problem::broken("a handler panicked").into_response()
        }))
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state(app.clone(), kept::kept))
        .layer(from_fn_with_state(app.clone(), finish))
        .with_state(app.clone())
}

/// A request that changes something comes from our own pages, or from a program that isn't a browser.
async fn same_site(request: Request, next: Next) -> Result<Response, Problem> {
    let site = request.headers().get("sec-fetch-site").and_then(|value| value.to_str().ok());
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if changes && site.is_some_and(|site| site != "same-origin" && site != "none") {
        return Err(Problem::new(StatusCode::FORBIDDEN, "other-site"));
    }
    Ok(next.run(request).await)
}

/// What a request is called in logs, metrics and Problems.
async fn finish(State(app): State<App>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let id = app.fresh::<uuid::Uuid>().to_string();
    let (method, headers) = (request.method().clone(), request.headers().clone());
    let path = request.uri().path().to_owned();
    let route = request.extensions().get::<MatchedPath>().map(|route| route.as_str().to_owned());
    let response = worded(next.run(request).await, &path, &headers, &id);
    let took = started.elapsed();
    let route = route.or_else(|| response.extensions().get::<MatchedPath>().map(|route| route.as_str().to_owned()));
    let labels = [
        ("method", method.to_string()),
        ("route", route.unwrap_or_else(|| "-".to_owned())),
        ("status", response.status().as_str().to_owned()),
    ];
    metrics::counter!("http_requests_total", &labels).increment(1);
    metrics::histogram!("http_request_seconds", &labels[..2]).record(took);
    tracing::info!(%id, %method, path, status = response.status().as_u16(), millis = took.as_millis(), "request");
    secured(response, &id)
}

/// A Problem in the caller's language; anything else as it is.
fn worded(response: Response, path: &str, headers: &HeaderMap, id: &str) -> Response {
    let Some(problem) = response.extensions().get::<Problem>().cloned() else { return response };
    if problem.status.is_server_error() {
        tracing::error!(%id, code = problem.code, cause = problem.cause, "broken");
    }
    let tongue = asked_for(headers);
    let wants_page = !path.starts_with("/api/") && accepts_html(headers);
    let (kind, body) = if wants_page {
        ("text/html; charset=utf-8", page::problem(tongue, path, &problem, id).into_string())
    } else {
        ("application/problem+json", serde_json::to_string(&problem.body(words(tongue), id)).unwrap_or_default())
    };
    let mut worded = (problem.status, [(CONTENT_TYPE, kind)], Body::from(body)).into_response();
    let set = worded.headers_mut();
    set.insert("content-language", HeaderValue::from_static(tag(tongue)));
    set.insert(VARY, HeaderValue::from_static("accept-language, cookie"));
    if let Some(seconds) = problem.retry_after_s {
        set.insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    worded
}

fn accepts_html(headers: &HeaderMap) -> bool {
    headers.get(ACCEPT).and_then(|value| value.to_str().ok()).is_some_and(|kinds| kinds.contains("text/html"))
}

/// Headers that keep a page to what it is.
fn secured(mut response: Response, id: &str) -> Response {
    const SET: [(&str, &str); 5] = [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("x-frame-options", "DENY"),
        ("cross-origin-opener-policy", "same-origin"),
        ("permissions-policy", "camera=(), microphone=(), geolocation=()"),
    ];
    // The console's component library sets styles from script; scripts come from files only, everywhere.
    const POLICY: &str = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
         font-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    let headers = response.headers_mut();
    for (name, value) in SET {
        headers.entry(HeaderName::from_static(name)).or_insert(HeaderValue::from_static(value));
    }
    headers.entry("content-security-policy").or_insert(HeaderValue::from_static(POLICY));
    if let Ok(id) = HeaderValue::from_str(id) {
        headers.insert("x-request-id", id);
    }
    response
}
