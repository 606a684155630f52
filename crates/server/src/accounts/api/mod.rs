//! Accounts on the wire.

pub mod confirm;
pub mod me;
pub mod organisations;
pub mod people;
pub mod session;
pub mod setup;
pub mod wire;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::rules::{Act, Refusal};
use crate::app::App;
use crate::app::auth::{may, public};
use crate::app::problem::Problem;

/// The slice's routes.
pub fn routes(app: &App) -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(public(routes!(setup::look, setup::begin)))
        .routes(public(routes!(session::begin)))
        .routes(may(app, Act::Me, routes!(session::end)))
        .routes(may(app, Act::Me, routes!(me::look)))
        .routes(may(app, Act::Me, routes!(me::change_password)))
        .routes(may(app, Act::Me, routes!(me::begin_totp)))
        .routes(may(app, Act::Me, routes!(me::confirm_totp)))
        .routes(may(app, Act::Me, routes!(me::end_totp)))
        .routes(may(app, Act::Me, routes!(me::sessions)))
        .routes(may(app, Act::Me, routes!(me::end_session)))
        .routes(may(app, Act::OrganisationRead, routes!(organisations::list)))
        .routes(may(app, Act::OrganisationManage, routes!(organisations::add)))
        .routes(may(app, Act::OrganisationManage, routes!(organisations::edit)))
        .routes(may(app, Act::OrganisationManage, routes!(organisations::close)))
        .routes(may(app, Act::PersonRead, routes!(people::list)))
        .routes(may(app, Act::PersonRead, routes!(people::look)))
        .routes(may(app, Act::PersonManage, routes!(people::add)))
        .routes(may(app, Act::PersonManage, routes!(people::edit)))
        .routes(may(app, Act::PersonManage, routes!(people::suspend)))
        .routes(may(app, Act::PersonManage, routes!(people::restore)))
        .routes(may(app, Act::PersonManage, routes!(people::reset_password)))
        .routes(may(app, Act::PersonGrant, routes!(people::grant)))
        .routes(may(app, Act::PersonConfirm, routes!(confirm::confirm)))
        .routes(may(app, Act::PersonVouch, routes!(confirm::vouch)))
        .routes(may(app, Act::SessionManage, routes!(people::sessions)))
        .routes(may(app, Act::SessionManage, routes!(people::end_sessions)))
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        Self::refused(refusal.code())
    }
}
