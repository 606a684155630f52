//! Subjects on the wire.

pub mod edit;
pub mod export;
pub mod import;
pub mod kept;
pub mod look;
pub mod merge;
pub mod moves;
pub mod wire;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::rules::Refusal;
use super::rules::check::Fault;
use super::rules::export_most;
use crate::accounts::Act;
use crate::app::App;
use crate::app::auth::may;
use crate::app::problem::{FieldFault, Problem};

/// The slice's routes.
pub fn routes(app: &App) -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(may(app, Act::SubjectRead, routes!(look::list)))
        .routes(may(app, Act::SubjectRead, routes!(look::look)))
        .routes(may(app, Act::SubjectRead, routes!(look::tags)))
        .routes(may(app, Act::SubjectRead, routes!(look::counts)))
        .routes(may(app, Act::SubjectRead, routes!(look::story)))
        .routes(may(app, Act::SubjectRead, routes!(look::duplicates)))
        .routes(may(app, Act::SubjectRead, routes!(look::duplicate_groups)))
        .routes(may(app, Act::SubjectRead, routes!(kept::list)))
        .routes(may(app, Act::SubjectRead, routes!(kept::keep)))
        .routes(may(app, Act::SubjectRead, routes!(kept::remove)))
        .routes(may(app, Act::SubjectManage, routes!(edit::add)))
        .routes(may(app, Act::SubjectManage, routes!(edit::edit)))
        .routes(may(app, Act::SubjectManage, routes!(edit::tags)))
        .routes(may(app, Act::SubjectManage, routes!(edit::licences)))
        .routes(may(app, Act::SubjectManage, routes!(moves::status)))
        .routes(may(app, Act::SubjectRisk, routes!(moves::risk)))
        .routes(may(app, Act::SubjectMerge, routes!(merge::ask)))
        .routes(may(app, Act::SubjectMerge, routes!(merge::withdraw)))
        .routes(may(app, Act::SubjectRead, routes!(merge::list)))
        .routes(may(app, Act::SubjectRead, routes!(merge::look)))
        .routes(may(app, Act::SubjectMergeApprove, routes!(merge::approve)))
        .routes(may(app, Act::SubjectMergeApprove, routes!(merge::decline)))
        .routes(may(app, Act::SubjectUnmask, routes!(look::phone)))
        .routes(may(app, Act::SubjectExport, routes!(export::export)))
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let most = |workbook| i64::try_from(export_most(workbook)).unwrap_or(i64::MAX);
        Self::refused(refusal.code()).with("xlsx", most(true)).with("csv", most(false))
    }
}

impl From<Fault> for FieldFault {
    fn from(fault: Fault) -> Self {
        Self::new(fault.field, fault.code).with("suggestion", fault.suggestion).with("most", fault.most)
    }
}

/// All is well, or all that isn't.
fn settled(faults: Vec<Fault>) -> Result<(), Problem> {
    if faults.is_empty() { Ok(()) } else { Err(Problem::fields(faults.into_iter().map(Into::into).collect())) }
}
