//! What handlers take from a request, with a Problem where it hasn't the form.

use axum::Extension;
use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::extract::{FromRequest, FromRequestParts};
use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::problem::Problem;

/// A JSON body, coming in or going out.
#[derive(Clone, Copy, Debug, FromRequest)]
#[from_request(via(axum::Json), rejection(Problem))]
pub struct Json<T>(pub T);

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        axum::Json(self.0).into_response()
    }
}

/// JSON that must not lie anywhere behind its way out: a password to hand over, a phone in full. It isn't kept behind the act's
/// idempotency key, nor by anybody in between.
#[derive(Clone, Copy, Debug)]
pub struct Private<T>(pub T);

/// Marks an answer that isn't kept.
#[derive(Clone, Copy, Debug)]
pub struct Unkept;

impl<T: Serialize> IntoResponse for Private<T> {
    fn into_response(self) -> Response {
        (Extension(Unkept), [(CACHE_CONTROL, "no-store")], axum::Json(self.0)).into_response()
    }
}

/// Parts of the path.
#[derive(Clone, Copy, Debug, FromRequestParts)]
#[from_request(via(axum::extract::Path), rejection(Problem))]
pub struct Path<T>(pub T);

/// What stands behind the question mark.
#[derive(Clone, Copy, Debug, FromRequestParts)]
#[from_request(via(axum::extract::Query), rejection(Problem))]
pub struct Query<T>(pub T);

impl From<JsonRejection> for Problem {
    fn from(why: JsonRejection) -> Self {
        let (status, code) = match why {
            JsonRejection::MissingJsonContentType(_) => (StatusCode::UNSUPPORTED_MEDIA_TYPE, "body-not-json"),
            JsonRejection::BytesRejection(_) => (StatusCode::BAD_REQUEST, "body-cut-off"),
            _ => (StatusCode::UNPROCESSABLE_ENTITY, "body-form"),
        };
        Self::new(status, code).with("why", why.body_text())
    }
}

impl From<PathRejection> for Problem {
    /// An id that is none names nothing.
    fn from(_: PathRejection) -> Self {
        Self::not_found()
    }
}

impl From<QueryRejection> for Problem {
    fn from(why: QueryRejection) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "query-form").with("why", why.body_text())
    }
}
