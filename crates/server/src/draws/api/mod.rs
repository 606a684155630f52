//! Draws on the wire.

pub mod account;
pub mod amend;
pub mod announcing;
pub mod asking;
pub mod attempt;
pub mod bundle;
pub mod ceremony;
pub mod commit;
pub mod drafts;
pub mod end;
pub mod estimate;
pub mod foreseen;
mod held;
pub mod onward;
pub mod preview;
pub mod progress;
pub mod receipt;
pub mod relay;
pub mod ruled;
pub mod run;
pub mod seed;
pub mod source;
pub mod standing;
pub mod steps;
pub mod targets;
pub mod waiting;
pub mod wire;

use lots::source::ValueError;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::rules::freeze::Unfit;
use super::rules::{Lack, Refusal};
use crate::accounts::Act;
use crate::app::App;
use crate::app::auth::{may, public};
use crate::app::problem::{FieldFault, Problem};

/// The slice's routes.
pub fn routes(app: &App) -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(may(app, Act::DrawRead, routes!(drafts::list)))
        .routes(may(app, Act::DrawRead, routes!(drafts::look)))
        .routes(may(app, Act::DrawDraft, routes!(drafts::add)))
        .routes(may(app, Act::DrawDraft, routes!(drafts::edit)))
        .routes(may(app, Act::DrawPreview, routes!(preview::begin)))
        .routes(may(app, Act::DrawPreview, routes!(ruled::export)))
        .routes(may(app, Act::DrawDraft, routes!(steps::submit)))
        .routes(may(app, Act::DrawDraft, routes!(steps::discard)))
        .routes(may(app, Act::DrawApprove, routes!(steps::approve)))
        .routes(may(app, Act::DrawApprove, routes!(steps::give_back)))
        .routes(may(app, Act::DrawOperate, routes!(ceremony::link)))
        .routes(public(routes!(ceremony::look)))
        .routes(public(routes!(ceremony::hash)))
        .routes(public(routes!(ceremony::reveal)))
        .routes(may(app, Act::DrawOperate, routes!(commit::begin)))
        .routes(may(app, Act::DrawEnter, routes!(seed::read)))
        .routes(may(app, Act::DrawOperate, routes!(run::begin)))
        .routes(may(app, Act::DrawAnnounce, routes!(end::announce)))
        .routes(may(app, Act::DrawAnnul, routes!(end::annul)))
        .routes(may(app, Act::DrawOpen, routes!(targets::list)))
        .routes(may(app, Act::DrawOpen, routes!(bundle::download)))
        .routes(may(app, Act::DrawOpen, routes!(receipt::take)))
        .routes(may(app, Act::AmendmentRead, routes!(amend::list)))
        .routes(may(app, Act::DrawAmend, routes!(asking::ask)))
        .routes(may(app, Act::DrawAmend, routes!(asking::withdraw)))
        .routes(may(app, Act::DrawApprove, routes!(amend::approve)))
        .routes(may(app, Act::DrawApprove, routes!(amend::decline)))
        .routes(may(app, Act::DrawRead, routes!(standing::list)))
        .routes(may(app, Act::PlanRead, routes!(progress::look)))
        .routes(may(app, Act::DrawDraft, routes!(standing::add)))
        .routes(may(app, Act::DrawApprove, routes!(standing::approve)))
        .routes(may(app, Act::DrawApprove, routes!(standing::give_back)))
        .routes(may(app, Act::DrawDraft, routes!(standing::withdraw)))
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let problem = Self::refused(refusal.code());
        match refusal {
            Refusal::Scheme(lacks) | Refusal::Amendment(lacks) => Self { fields: faults(lacks), ..problem },
            Refusal::SameRule(number) => problem.with("n", number),
            Refusal::NotAValue(why) => not_a_value(problem, why),
            Refusal::Freeze(Unfit::Unrated(name, count) | Unfit::Telling(name, count)) => {
                problem.with("name", name).with("count", i64::try_from(count).unwrap_or(i64::MAX))
            }
            Refusal::Freeze(Unfit::Infeasible(demand, places)) => {
                let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
                problem.with("demand", number(demand)).with("places", number(places))
            }
            Refusal::Freeze(Unfit::Unseated(n, replays)) => problem.with("n", n).with("replays", replays),
            Refusal::Freeze(Unfit::Code(what) | Unfit::Bench(what)) => problem.with("what", what),
            Refusal::Freeze(Unfit::Protocol(code, what)) => problem.with("code", code).with("what", what),
            _ => problem,
        }
    }
}

/// Why a value can't be its source's: a kind that the sentence selects by, and what it says of it.
fn not_a_value(problem: Problem, why: ValueError) -> Problem {
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    match why {
        ValueError::Count { expected, found } => {
            problem.with("kind", "count").with("expected", count(expected)).with("found", count(found))
        }
        ValueError::Range { number, most } => {
            problem.with("kind", "range").with("number", number).with("most", i64::from(most))
        }
        ValueError::Twice(number) => problem.with("kind", "twice").with("number", i64::from(number)),
        ValueError::Character(text) => problem.with("kind", "character").with("text", text),
        ValueError::NotNormal(text) => problem.with("kind", "normal").with("text", text),
    }
}

/// Faults of a scheme or rule, each at its field.
fn faults(lacks: Vec<Lack>) -> Vec<FieldFault> {
    lacks.into_iter().map(|lack| FieldFault::new(lack.field, lack.code)).collect()
}
