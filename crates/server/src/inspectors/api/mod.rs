//! Inspectors on the wire.

pub mod beside;
pub mod export;
pub mod importer;
pub mod register;
pub mod settings;
pub mod story;
mod wire;

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
        .routes(may(app, Act::InspectorRead, routes!(register::list)))
        .routes(may(app, Act::InspectorManage, routes!(register::add)))
        .routes(may(app, Act::InspectorRead, routes!(register::warnings)))
        .routes(may(app, Act::InspectorRead, routes!(export::csv)))
        .routes(may(app, Act::InspectorRead, routes!(export::xlsx)))
        .routes(may(app, Act::InspectorRead, routes!(settings::look)))
        .routes(may(app, Act::InspectorManage, routes!(settings::set)))
        .routes(may(app, Act::InspectorRead, routes!(register::look)))
        .routes(may(app, Act::InspectorManage, routes!(register::edit)))
        .routes(may(app, Act::InspectorManage, routes!(register::suspend)))
        .routes(may(app, Act::InspectorManage, routes!(register::restore)))
        .routes(may(app, Act::InspectorManage, routes!(register::depart)))
        .routes(may(app, Act::InspectorUnmask, routes!(story::unmask)))
        .routes(may(app, Act::InspectorRead, routes!(story::story)))
        .routes(may(app, Act::InspectorManage, routes!(beside::add_training)))
        .routes(may(app, Act::InspectorManage, routes!(beside::withdraw_training)))
        .routes(may(app, Act::InspectorManage, routes!(beside::add_conflict)))
        .routes(may(app, Act::InspectorManage, routes!(beside::withdraw_conflict)))
        .routes(may(app, Act::InspectorManage, routes!(beside::add_leave)))
        .routes(may(app, Act::InspectorManage, routes!(beside::withdraw_leave)))
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        Self::refused(refusal.code())
    }
}
