//! A plan played through, as a job.

use axum::extract::State as Held;
use sha2::{Digest as _, Sha256};

use super::wire::PlanSimulation;
use crate::accounts::{Act as Allowed, OrganisationId, PersonId};
use crate::app::App;
use crate::app::auth::{self, By};
use crate::app::input::{Json, Path};
use crate::app::jobs::{self, Far, Job, Kind, Step};
use crate::app::journal::Act;
use crate::app::problem::Problem;
use crate::app::system::Queued;
use crate::plans::rules::simulate::{Bench, Course, Figures, Population, TooLarge, figures, run};
use crate::plans::rules::{self, Head, Line, PlanId};
use crate::plans::store::simulation::{self, SIMULATE};
use crate::plans::store::{self, beside, population};

/// The work.
pub const SIMULATING: Kind = (SIMULATE, |app, job| Box::pin(step(app, job)));

/// The latest simulation of a version; nothing before the first.
#[utoipa::path(get, path = "/api/v1/plans/{id}/simulation", tag = "plans", params(("id" = PlanId, Path)), responses((status = 200, body = Option<PlanSimulation>)))]
pub async fn latest(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<PlanId>,
) -> Result<Json<Option<PlanSimulation>>, Problem> {
    let plan = store::load(app.read(), id, &by.scope).await?;
    let Some(row) = simulation::latest(app.read(), id).await? else { return Ok(Json(None)) };
    let fresh = plan.text_digest()?.to_string() == row.digest;
    let figures = serde_json::from_str(&row.figures).map_err(Problem::broken)?;
    Ok(Json(Some(PlanSimulation { digest: row.digest, fresh, at: row.at, figures })))
}

/// Have a version played through, with the population, the bench and the complaints as they are now. One runs at a time.
#[utoipa::path(post, path = "/api/v1/plans/{id}/simulate", tag = "plans", params(("id" = PlanId, Path)), responses((status = 200, body = Queued)))]
pub async fn simulate(Held(app): Held<App>, by: By, Path(id): Path<PlanId>) -> Result<Json<Queued>, Problem> {
    let mut tx = app.begin(&by).await?;
    let plan = store::load(tx.db(), id, &by.scope).await?;
    rules::simulate(simulation::running(tx.db(), id).await?)?;
    let job = jobs::ask(&app, tx.db(), (by.person.0, by.role), (SIMULATE, &id), &()).await?;
    tx.record(Act::new("plan.simulation-asked", plan.case())).await?;
    tx.commit().await?;
    app.queued.notify_one();
    Ok(Json(Queued { job }))
}

/// All that a simulation takes.
struct Taken {
    head: Head,
    lines: Vec<Line>,
    population: Population,
    bench: Bench,
    seed: [u8; 32],
}

async fn step(app: App, job: Job) -> Result<Step, Problem> {
    let by = auth::standing(&app, PersonId(job.0.person), Allowed::PlanDraft).await?;
    let id: PlanId = job.args()?;
    let plan = store::load(app.read(), id, &by.scope).await?;
    let digest = plan.text_digest()?;
    let offices: Vec<OrganisationId> =
        store::offices(app.read(), plan.organisation).await?.into_iter().map(|row| row.id).collect();
    let (head, lines) = (plan.head(), plan.said()?);
    let today = app.now().date();
    let population = population::gather(app.read(), &offices, &lines, (plan.year, today)).await?;
    let bench = beside::bench(app.read(), &offices, plan.year, today).await?;
    let seed = Sha256::digest(format!("{digest}\n{}", population.text())).into();
    let figures = played(&app, &job, Taken { head, lines, population, bench, seed }).await?;
    let text = lots::canonical::to_text(&figures);
    let person = PersonId(job.0.person);
    let row = simulation::Model {
        id: app.fresh(),
        plan: id,
        digest: digest.to_string(),
        person,
        at: app.now(),
        figures: text,
    };
    let mut tx = app.begin_as(job.actor()).await?;
    simulation::insert(tx.db(), &row).await?;
    let outcome = lots::hash::Digest(Sha256::digest(&row.figures).into());
    let visits = i64::try_from(figures.visits).unwrap_or(i64::MAX);
    let act = Act::new("plan.simulated", plan.case()).digest("plan", digest).digest("figures", outcome);
    tx.record(act.number("visits", visits)).await?;
    job.save(tx.db(), Far::percent(100), &()).await?;
    tx.commit().await?;
    Ok(Step::Done(serde_json::json!({ "plan": id, "visits": figures.visits })))
}

/// The simulation on a thread of its own, which says how far it is as long as it takes.
async fn played(app: &App, job: &Job, taken: Taken) -> Result<Figures, Problem> {
    let (tell, heard) = jobs::telling();
    let playing = tokio::task::spawn_blocking(move || {
        let Taken { head, lines, population, bench, seed } = taken;
        let course = Course { head: &head, lines: &lines, seed };
        let told = |done: usize, of: usize| {
            tell.send_replace(Far::percent(i64::try_from(done * 100 / of.max(1)).unwrap_or(100)));
        };
        let outcome = run(&course, &population, told)?;
        Ok(figures(&course, &population, &outcome, &bench))
    });
    let played: Result<Figures, TooLarge> = job.followed(app, playing, heard).await?.map_err(Problem::broken)?;
    played.map_err(|TooLarge| Problem::refused("plan-too-large"))
}
