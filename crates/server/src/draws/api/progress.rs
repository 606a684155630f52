//! How far an annual plan has been carried out.

use std::collections::HashMap;

use axum::extract::State as Held;
use sea_orm::ConnectionTrait;
use serde::Serialize;
use utoipa::ToSchema;

use crate::accounts::OrganisationId;
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::{Json, Path};
use crate::app::problem::Problem;
use crate::app::value::Date;
use crate::draws::rules::progress::{Tally, due, progress, random_per_mille};
use crate::draws::rules::{DrawId, State};
use crate::draws::store::plan as plans_of;
use crate::plans::PlanId;
use crate::plans::rules::simulate::Figures;
use crate::plans::store::{self as plans, beside, simulation};

/// How far a plan is.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PlanProgress {
    /// Which version.
    pub plan: PlanId,
    /// Of which year.
    pub year: i64,
    /// By line, in order.
    pub lines: Vec<PlanLineProgress>,
    /// By draws of lines that this version has no more.
    pub former: Tally,
    /// By draws outside any plan.
    pub beside: Tally,
    /// Visits for cause in that year.
    pub for_cause: u64,
    /// Of a thousand inspections that were made so many were by lot, those with a public result; nothing if there were none.
    pub random_per_mille: Option<u64>,
}

/// How far a line is.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PlanLineProgress {
    /// The line, from 1.
    pub line: u64,
    /// Visits of the year, by the plan's simulation; nothing if there is none of this text.
    pub planned: Option<u64>,
    /// Of them, those due by the end of this month.
    pub due: Option<u64>,
    /// What draws came to.
    #[serde(flatten)]
    pub tally: Tally,
}

/// How far a version of a plan has been carried out by draws, those of earlier versions of its year included.
#[utoipa::path(get, path = "/api/v1/plans/{id}/progress", tag = "draws", params(("id" = PlanId, Path)), responses((status = 200, body = PlanProgress)))]
pub async fn look(Held(app): Held<App>, by: By, Path(id): Path<PlanId>) -> Result<Json<PlanProgress>, Problem> {
    let plan = plans::load(app.read(), id, &by.scope).await?;
    let published = (crate::PUBLISHED)(app.clone()).await?;
    let all: fn(State) -> bool = |_| true;
    Ok(Json(of(app.read(), &plan, app.now().date(), (all, &published)).await?))
}

/// Which draws count, and how many of each one's visits have a public result.
pub type Counted<'a> = (fn(State) -> bool, &'a HashMap<DrawId, u64>);

/// How far a version has been carried out by draws that stand so, of which so many visits have a public result.
///
/// # Errors
/// A [`Problem`] from the database.
pub async fn of<C: ConnectionTrait>(
    db: &C,
    plan: &plans::plan::Model,
    today: Date,
    (counts, published): Counted<'_>,
) -> Result<PlanProgress, Problem> {
    let offices = plans::offices(db, plan.organisation).await?;
    let offices: Vec<OrganisationId> = offices.into_iter().map(|row| row.id).collect();
    let mut draws = plans_of::counted(db, (&offices, plan.year), published).await?;
    draws.retain(|draw| counts(draw.state));
    let for_cause = beside::for_cause(db, &offices, plan.year).await?;
    let digest = plan.text_digest()?.to_string();
    let made = simulation::latest(db, plan.id).await?.filter(|row| row.digest == digest);
    let figures: Option<Figures> =
        made.map(|row| serde_json::from_str(&row.figures)).transpose().map_err(Problem::broken)?;
    let progress = progress(&plan.said()?, &draws);
    let line = |(at, tally): (usize, &Tally)| {
        let planned = figures.as_ref().and_then(|figures| figures.lines.get(at));
        PlanLineProgress {
            line: u64::try_from(at + 1).unwrap_or(u64::MAX),
            planned: planned.map(|line| line.visits),
            due: planned.map(|line| due(&line.months, plan.year, today)),
            tally: *tally,
        }
    };
    let all = progress.lines.iter().chain([&progress.former, &progress.beside]);
    let random = all.map(|tally| tally.published).sum();
    Ok(PlanProgress {
        plan: plan.id,
        year: plan.year,
        lines: progress.lines.iter().enumerate().map(line).collect(),
        former: progress.former,
        beside: progress.beside,
        for_cause,
        random_per_mille: random_per_mille(random, for_cause),
    })
}
