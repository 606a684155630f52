//! Outcomes on the wire.

pub mod lists;
pub mod paper;
pub mod propose;
pub mod steps;
pub mod wire;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::rules::{Fault, Refusal};
use crate::accounts::Act;
use crate::app::App;
use crate::app::auth::may;
use crate::app::problem::{FieldFault, Problem};

/// The slice's routes.
pub fn routes(app: &App) -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(may(app, Act::OutcomeRead, routes!(lists::list)))
        .routes(may(app, Act::OutcomeRead, routes!(lists::waiting)))
        .routes(may(app, Act::OutcomeRead, routes!(lists::look)))
        .routes(may(app, Act::OutcomeRead, routes!(paper::paper)))
        .routes(may(app, Act::OutcomePropose, routes!(propose::propose)))
        .routes(may(app, Act::OutcomeApprove, routes!(steps::approve)))
        .routes(may(app, Act::OutcomeApprove, routes!(steps::decline)))
        .routes(may(app, Act::OutcomePropose, routes!(steps::recheck)))
        .routes(may(app, Act::OutcomeApprove, routes!(steps::extend)))
        .routes(may(app, Act::OutcomePropose, routes!(steps::decision)))
        .routes(may(app, Act::OutcomePropose, routes!(steps::acknowledge)))
        .routes(may(app, Act::OutcomeRead, routes!(steps::withdraw)))
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        Self::refused(refusal.code())
    }
}

/// Nothing is wrong, or a Problem that names each field.
fn sound(faults: Vec<Fault>) -> Result<(), Problem> {
    if faults.is_empty() {
        return Ok(());
    }
    let told = |Fault { field, code, most }: Fault| {
        let told = FieldFault::new(field, code);
        match most.and_then(|most| i64::try_from(most).ok()) {
            Some(most) => told.with("most", most),
            None => told,
        }
    };
    Err(Problem::fields(faults.into_iter().map(told).collect()))
}
