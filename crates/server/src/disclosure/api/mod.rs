//! Results and working days on the wire.

pub mod calendar;
pub mod lists;
pub mod publish;
pub mod text;
pub mod wire;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::rules::Refusal;
use crate::accounts::Act;
use crate::app::App;
use crate::app::auth::may;
use crate::app::problem::Problem;

/// The slice's routes.
pub fn routes(app: &App) -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(may(app, Act::DisclosureRead, routes!(lists::list)))
        .routes(may(app, Act::DisclosurePublish, routes!(publish::publish)))
        .routes(may(app, Act::DisclosurePublish, routes!(text::look)))
        .routes(may(app, Act::DisclosureRead, routes!(calendar::list)))
        .routes(may(app, Act::CalendarManage, routes!(calendar::put)))
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        Self::refused(refusal.code())
    }
}
