//! Complaints on the wire.

pub mod edit;
pub mod erase;
pub mod export;
pub mod link;
pub mod look;
pub mod moves;
pub mod signals;
pub mod unmask;
pub mod wire;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::rules::{EXPORT_MOST, Refusal};
use crate::accounts::Act;
use crate::app::App;
use crate::app::auth::may;
use crate::app::problem::{Arg, Problem};
use crate::subjects::rules::check::Fault;

/// The slice's routes.
pub fn routes(app: &App) -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(may(app, Act::ComplaintRead, routes!(look::list)))
        .routes(may(app, Act::ComplaintRead, routes!(look::look)))
        .routes(may(app, Act::ComplaintRead, routes!(look::counts)))
        .routes(may(app, Act::ComplaintRead, routes!(look::story)))
        .routes(may(app, Act::ComplaintRead, routes!(look::known_handlers)))
        .routes(may(app, Act::ComplaintRead, routes!(signals::list)))
        .routes(may(app, Act::ComplaintRead, routes!(export::export)))
        .routes(may(app, Act::ComplaintRegister, routes!(edit::register)))
        .routes(may(app, Act::ComplaintRegister, routes!(edit::edit)))
        .routes(may(app, Act::ComplaintAssign, routes!(look::handlers)))
        .routes(may(app, Act::ComplaintAssign, routes!(moves::assign)))
        .routes(may(app, Act::ComplaintAssign, routes!(moves::refuse)))
        .routes(may(app, Act::ComplaintAssign, routes!(moves::transfer)))
        .routes(may(app, Act::ComplaintAssign, routes!(moves::withdraw)))
        .routes(may(app, Act::ComplaintHandle, routes!(moves::handle)))
        .routes(may(app, Act::ComplaintAssign, routes!(moves::send_back)))
        .routes(may(app, Act::ComplaintAssign, routes!(moves::close)))
        .routes(may(app, Act::ComplaintLink, routes!(link::link)))
        .routes(may(app, Act::ComplaintUnmask, routes!(unmask::unmask)))
        .routes(may(app, Act::ComplaintErase, routes!(erase::erase)))
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let problem = Self::refused(refusal.code());
        match refusal {
            Refusal::NotNow(state) => problem.with("state", Arg::Key(format!("complaint-state-{state}"))),
            Refusal::ExportTooLong => problem.with("most", EXPORT_MOST),
            _ => problem,
        }
    }
}

/// All is well, or all that isn't.
fn settled(faults: impl IntoIterator<Item = Fault>) -> Result<(), Problem> {
    let faults: Vec<_> = faults.into_iter().map(Into::into).collect();
    if faults.is_empty() { Ok(()) } else { Err(Problem::fields(faults)) }
}
