//! Visits on the wire.

pub mod accounts;
pub mod confirm;
pub mod correct;
pub mod dispatch;
pub mod export;
pub mod lists;
pub mod paper;
pub mod review;
pub mod steps;
pub mod wire;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::rules::{EXPORT_MOST, Lack, Refusal};
use crate::accounts::Act;
use crate::app::App;
use crate::app::auth::may;
use crate::app::problem::{FieldFault, Problem};

/// The slice's routes.
pub fn routes(app: &App) -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(may(app, Act::VisitDispatch, routes!(dispatch::dispatch)))
        .routes(may(app, Act::VisitRead, routes!(dispatch::dispatches)))
        .routes(may(app, Act::VisitRead, routes!(lists::list)))
        .routes(may(app, Act::VisitRead, routes!(lists::look)))
        .routes(may(app, Act::VisitRead, routes!(export::export)))
        .routes(may(app, Act::VisitRead, routes!(paper::notice)))
        .routes(may(app, Act::VisitRead, routes!(paper::record)))
        .routes(may(app, Act::VisitRecord, routes!(steps::notice)))
        .routes(may(app, Act::VisitRecord, routes!(steps::draft)))
        .routes(may(app, Act::VisitRecord, routes!(steps::hand_in)))
        .routes(may(app, Act::VisitRecord, routes!(confirm::confirm)))
        .routes(may(app, Act::VisitRecord, routes!(correct::correct)))
        .routes(may(app, Act::VisitReview, routes!(review::review)))
        .routes(may(app, Act::VisitReview, routes!(review::give_back)))
        .routes(may(app, Act::VisitAccounts, routes!(accounts::list)))
        .routes(may(app, Act::VisitAccounts, routes!(accounts::put)))
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let problem = Self::refused(refusal.code());
        match refusal {
            Refusal::ExportTooLong => problem.with("most", EXPORT_MOST),
            Refusal::RecusalOpen(codes) => problem.with("inspectors", codes.join(" ")),
            Refusal::Incomplete(lacks) => Self { fields: faults(lacks), ..problem },
            _ => problem,
        }
    }
}

/// Faults of a record, each at its field.
fn faults(lacks: Vec<Lack>) -> Vec<FieldFault> {
    let fault = |lack: Lack| {
        let fault = FieldFault::new(lack.field, lack.code);
        match lack.limit {
            Some(limit) => fault.with("limit", limit.local().strftime("%Y-%m-%d %H:%M").to_string()),
            None => fault,
        }
    };
    lacks.into_iter().map(fault).collect()
}

/// Nothing is wrong, or a Problem that names each field.
fn sound(lacks: Vec<Lack>) -> Result<(), Problem> {
    if lacks.is_empty() { Ok(()) } else { Err(Problem::fields(faults(lacks))) }
}
