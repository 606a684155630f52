//! Where a request comes from.

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;

use super::problem::Problem;
use super::shell::App;

/// The client's address, as text; `-` if the server can't know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address(pub String);

impl FromRequestParts<App> for Address {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        // The last one is what our own proxy saw; those before it are what somebody claims.
        let told = parts.headers.get("x-forwarded-for").and_then(|value| value.to_str().ok());
        let told = told.and_then(|all| all.rsplit(',').next()).map(|last| last.trim().to_owned());
        let seen = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip().to_string());
        let address = told.filter(|_| app.config.behind_proxy).or(seen);
        Ok(Self(address.unwrap_or_else(|| "-".to_owned())))
    }
}
