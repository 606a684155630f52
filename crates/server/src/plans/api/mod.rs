//! Plans on the wire.

pub mod drafts;
pub mod files;
pub mod lists;
pub mod simulating;
pub mod steps;
pub mod wire;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::rules::{Flaw, Refusal};
use crate::accounts::Act;
use crate::app::App;
use crate::app::auth::may;
use crate::app::problem::{FieldFault, Problem};

/// The slice's routes.
pub fn routes(app: &App) -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(may(app, Act::PlanRead, routes!(lists::list)))
        .routes(may(app, Act::PlanRead, routes!(lists::look)))
        .routes(may(app, Act::PlanRead, routes!(lists::choices)))
        .routes(may(app, Act::PlanRead, routes!(files::workbook)))
        .routes(may(app, Act::PlanRead, routes!(simulating::latest)))
        .routes(may(app, Act::PlanDraft, routes!(drafts::add)))
        .routes(may(app, Act::PlanDraft, routes!(drafts::edit)))
        .routes(may(app, Act::PlanDraft, routes!(drafts::lines)))
        .routes(may(app, Act::PlanDraft, routes!(drafts::adjust)))
        .routes(may(app, Act::PlanDraft, routes!(simulating::simulate)))
        .routes(may(app, Act::PlanDraft, routes!(steps::submit)))
        .routes(may(app, Act::PlanDraft, routes!(steps::discard)))
        .routes(may(app, Act::PlanApprove, routes!(steps::approve)))
        .routes(may(app, Act::PlanApprove, routes!(steps::send_back)))
        .routes(may(app, Act::PlanFile, routes!(steps::file)))
        .routes(may(app, Act::PlanPublish, routes!(steps::publish)))
        .routes(may(app, Act::PlanPublish, routes!(steps::close)))
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        Self::refused(refusal.code())
    }
}

/// Nothing is wrong, or a Problem that names each field: `lines.3.seats`.
///
/// # Errors
/// `fields`.
pub fn sound(flaws: Vec<Flaw>) -> Result<(), Problem> {
    if flaws.is_empty() { Ok(()) } else { Err(Problem::fields(flaws.into_iter().map(fault).collect())) }
}

fn fault(flaw: Flaw) -> FieldFault {
    let Flaw { line, field, code } = flaw;
    match line {
        Some(line) => FieldFault::new(format!("lines.{line}.{field}"), code),
        None => FieldFault::new(field, code),
    }
}
