//! Auditing on the wire.

pub mod acts;
pub mod check;
pub mod export;
pub mod wire;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::rules::{EXPORT_MOST, Refusal};
use crate::accounts::Act;
use crate::app::App;
use crate::app::auth::may;
use crate::app::problem::Problem;

/// The slice's routes.
pub fn routes(app: &App) -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(may(app, Act::JournalRead, routes!(acts::acts)))
        .routes(may(app, Act::JournalRead, routes!(acts::kinds)))
        .routes(may(app, Act::JournalRead, routes!(acts::look)))
        .routes(may(app, Act::JournalRead, routes!(acts::openings)))
        .routes(may(app, Act::JournalRead, routes!(export::export)))
        .routes(may(app, Act::JournalRead, routes!(check::standing)))
        .routes(may(app, Act::JournalRead, routes!(check::list)))
        .routes(may(app, Act::JournalRead, routes!(check::begin)))
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        Self::refused(refusal.code()).with("most", EXPORT_MOST)
    }
}
