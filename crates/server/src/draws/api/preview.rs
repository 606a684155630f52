//! What a commit would freeze, without freezing anything: populations, exclusions, bench, feasibility, chances, replays, seed plan.

use std::collections::{BTreeMap, BTreeSet};

use axum::extract::State as Held;
use lots::feasibility::Feasibility;
use lots::hash::Digest;
use lots::quota::{Rounding as LotsRounding, greatest_quota};
use lots::table::RosterSecret;
use lots::time::Time;
use sea_orm::DatabaseTransaction;
use serde::{Deserialize, Serialize};
use tokio::sync::watch::Sender;
use utoipa::ToSchema;

use super::estimate;
use super::foreseen::{self, ReplaysBody, RuledOutBody};
use super::wire::StepBody;
use crate::accounts::{Act as Allowed, PersonId};
use crate::app::App;
use crate::app::auth::{self, By};
use crate::app::input::{Json, Path};
use crate::app::jobs::{self, Far, Job, Kind, Step};
use crate::app::problem::Problem;
use crate::app::shell::found;
use crate::app::system::Queued;
use crate::draws::rules::bench::{Benched, bench};
use crate::draws::rules::freeze::{self, Frozen, Parted, Unfit};
use crate::draws::rules::named::{self, Concerned, Place, Registered, Stray, Why};
use crate::draws::rules::outside::Outside;
use crate::draws::rules::scheme::Rounding;
use crate::draws::rules::{self, DrawId, Lack, Scheme};
use crate::draws::store::gather::{Gathered, gather, registered};
use crate::draws::store::{self, Whole, rule};

/// The work.
pub const PREVIEWING: Kind = (PREVIEW, |app, job| Box::pin(step(app, job)));
const PREVIEW: &str = "draw-preview";

/// Which draw.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Args {
    /// Which.
    pub draw: DrawId,
}

/// What a commit would freeze now.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = DrawPreview)]
pub struct PreviewBody {
    /// The draw's version it was made for.
    pub version: i64,
    /// The strata there are, with their rates.
    pub strata: Vec<StratumBody>,
    /// How many subjects may be drawn.
    pub subjects: u64,
    /// How many are left out, by reason.
    pub excluded: BTreeMap<String, u64>,
    /// Those left out by a rule, not by the scheme's own word, the first of each reason; nothing of an unannounced draw.
    pub ruled_out: Option<Vec<RuledOutBody>>,
    /// So many of each reason are told at the most.
    pub ruled_out_most: u64,
    /// Entries of a business that another entry stands for.
    pub doubled: u64,
    /// Whom a scope of trades or regions passes over.
    pub outside: Outside,
    /// How many would be drawn at the most.
    pub targets: u64,
    /// How many inspectors are on the bench.
    pub inspectors: u64,
    /// How many of them can take each seat, in the scheme's order.
    pub seats: Vec<u64>,
    /// How many aren't, by reason.
    pub absent: BTreeMap<String, u64>,
    /// How many pairs must not meet.
    pub recusals: u64,
    /// `certain`, `impossible`, or by replays `estimated` or `unseated`; `unsure` where there is nothing to judge yet.
    pub feasibility: String,
    /// How the work falls on those who go, in draws that were made up; nothing where there is too much of it, or where it is impossible.
    pub replays: Option<ReplaysBody>,
    /// Why it is impossible: so many places are asked of so many inspectors, who have fewer.
    pub bottleneck: Option<BottleneckBody>,
    /// A to D, if the standing rule and the parties grant a level.
    pub assurance: Option<String>,
    /// What stands against a commit, by field.
    pub lacks: Vec<LackBody>,
    /// Names in the scheme that do nothing: unknown ones are refused when it is submitted.
    pub strays: Vec<StrayBody>,
}

/// A stratum with its rate.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StratumBody {
    /// Its name.
    pub name: String,
    /// How many subjects it has.
    pub population: u64,
    /// Whether the scheme has a rate for it.
    pub rated: bool,
    /// How many would be drawn at the most.
    pub quota: u64,
    /// A subject's chance, in millionths, at that quota.
    pub chance: u64,
}

/// Seats that can't be filled, and by whom only they could be.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct BottleneckBody {
    /// How many places are asked for.
    pub demand: u64,
    /// How many there are.
    pub places: u64,
    /// How many inspectors have them.
    pub inspectors: u64,
    /// How many subjects ask.
    pub subjects: u64,
}

/// A field at fault.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = DrawLack)]
pub struct LackBody {
    /// The field.
    pub field: String,
    /// The fault's code.
    pub code: String,
}

impl From<Lack> for LackBody {
    fn from(lack: Lack) -> Self {
        Self { field: lack.field, code: lack.code.to_owned() }
    }
}

/// A name in the scheme that does nothing.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = DrawStray)]
pub struct StrayBody {
    /// The field.
    pub field: String,
    /// Where it stands.
    pub place: Place,
    /// The name.
    pub text: String,
    /// Why it does nothing.
    pub why: Why,
}

impl From<Stray> for StrayBody {
    fn from(stray: Stray) -> Self {
        Self { field: stray.field, place: stray.place, text: stray.text, why: stray.why }
    }
}

/// Look at what a commit would freeze now. Nothing is frozen; the job's result has the figures.
#[utoipa::path(post, path = "/api/v1/draws/{id}/preview", tag = "draws", params(("id" = DrawId, Path)), request_body = StepBody, responses((status = 202, body = Queued), (status = 200, body = PreviewBody)))]
pub async fn begin(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<DrawId>,
    Json(_body): Json<StepBody>,
) -> Result<(axum::http::StatusCode, Json<Queued>), Problem> {
    let tx = app.begin(&by).await?;
    let whole = store::load(tx.db(), id, &by.scope).await?;
    let args = Args { draw: whole.draw.id };
    let job = jobs::ask(&app, tx.db(), (by.person.0, by.role), (PREVIEW, &args), &()).await?;
    tx.commit().await?;
    app.queued.notify_one();
    Ok((axum::http::StatusCode::ACCEPTED, Json(Queued { job })))
}

async fn step(app: App, job: Job) -> Result<Step, Problem> {
    let by = auth::standing(&app, PersonId(job.0.person), Allowed::DrawPreview).await?;
    let Args { draw } = job.args()?;
    let snapshot = app.db.snapshot().await?;
    let whole = found(store::load(&snapshot, draw, &by.scope).await.ok())?;
    let scheme = whole.draw.scheme()?;
    let standing = rule::in_force(&snapshot, whole.draw.organisation).await?.map(|row| row.rule()).transpose()?;
    let (tell, heard) = jobs::telling();
    let mut body = job.followed(&app, looked(&app, snapshot, (&whole, &scheme), tell), heard).await??;
    body.version = whole.draw.version;
    // The scheme's own first, then what was found in the registries.
    body.lacks.splice(0..0, scheme.lacks(app.now().date()).into_iter().map(Into::into));
    if let Err(why) = rules::holders(&scheme, whole.parties.iter().map(|party| party.holds)) {
        body.lacks.push(LackBody { field: "parties".into(), code: why.code().into() });
    }
    let committed = Time::beijing(app.now().seconds()).map_err(Problem::broken)?;
    let parties = super::commit::revealing(&whole, true);
    let plan = standing.map(|standing| standing.plan(&committed, &parties));
    match plan {
        None => body.lacks.push(LackBody { field: "rule".into(), code: "draw-no-rule".into() }),
        Some(Err(why)) => body.lacks.push(LackBody { field: "rule".into(), code: why.code().into() }),
        Some(Ok((_, assurance))) => body.assurance = Some(format!("{assurance:?}")),
    }
    job.save(app.db.write(), Far { done: 1, total: 1 }, &()).await?;
    Ok(Step::Done(serde_json::to_value(&body).map_err(Problem::broken)?))
}

/// Gather, and look at it on a thread that doesn't answer requests.
async fn looked(
    app: &App,
    snapshot: DatabaseTransaction,
    (whole, scheme): (&Whole, &Scheme),
    tell: Sender<Far>,
) -> Result<PreviewBody, Problem> {
    let mut told = reading(tell.clone());
    let gathered = gather(&snapshot, whole.draw.organisation, (scheme, app.now().date()), &mut told).await?;
    let known = registered(&snapshot, whole.draw.organisation, scheme).await?;
    let ruled_out = foreseen::ruled_out(&snapshot, &whole.draw, scheme, &gathered.parted).await?;
    // Replays may take minutes, and read nothing.
    drop(snapshot);
    let (app, scheme) = (app.clone(), scheme.clone());
    let figures = move || figures(&scheme, gathered, &known, (&app, &tell));
    let body = tokio::task::spawn_blocking(figures).await.map_err(Problem::broken)??;
    Ok(PreviewBody { ruled_out, ..body })
}

/// Tells how far the registry is read, of which that is three parts of four: what is read is hashed afterwards.
pub fn reading(tell: Sender<Far>) -> impl FnMut(i64, i64) + Send {
    move |done, of| {
        tell.send_replace(Far { done, total: of.saturating_add(of / 3) });
    }
}

/// The figures of what was gathered. The codes' order doesn't matter here, so no secret is spent on it.
fn figures(
    scheme: &Scheme,
    gathered: Gathered,
    known: &Registered,
    (app, tell): (&App, &Sender<Far>),
) -> Result<PreviewBody, Problem> {
    let Gathered { parted, people, conflicts, .. } = gathered;
    let benched = bench(scheme, &people, &RosterSecret([0; 32]));
    let able = benched.seated.iter().filter(|one| one.is_able());
    let seated: BTreeSet<&str> = able.map(|one| one.certificate.as_str()).collect();
    let concerned =
        Concerned { subject: &|code| parted.has(code), inspector: &|certificate| seated.contains(certificate) };
    let strays = named::strays(scheme, known, &concerned);
    let mut body = PreviewBody {
        version: 0,
        strata: strata(scheme, &parted),
        subjects: parted.subjects.len() as u64,
        excluded: parted.reasons.clone(),
        ruled_out: None,
        ruled_out_most: foreseen::MOST_NAMED as u64,
        doubled: parted.doubled,
        outside: Outside::of(&scheme.scope, &parted.trades, &parted.regions),
        targets: 0,
        inspectors: seated.len() as u64,
        seats: benched.able(&scheme.seats),
        absent: benched.absent(),
        recusals: 0,
        feasibility: "unsure".to_owned(),
        replays: None,
        bottleneck: None,
        assurance: None,
        lacks: Vec::new(),
        strays: strays.into_iter().map(Into::into).collect(),
    };
    body.targets = body.strata.iter().map(|stratum| stratum.quota).sum();
    let mut random = || {
        let mut bytes = [0; 16];
        app.outside.random(&mut bytes);
        bytes
    };
    // A stratum without a rate, or an empty roster, has been said above: there is nothing to judge yet.
    let frozen = match freeze::tables(scheme, parted, &benched, &conflicts, &mut random) {
        Ok(frozen) => frozen,
        Err(why) => {
            // Unless nobody is in the strata from which some are to be drawn.
            if why == Unfit::Nobody && body.subjects > 0 {
                body.lacks.push(LackBody { field: "strata".into(), code: why.code().into() });
            }
            return Ok(body);
        }
    };
    // There is no commitment from which the seeds of replays would follow.
    let mut base = Digest::default();
    app.outside.random(&mut base.0);
    judge(scheme, (&frozen, &benched), (&base, tell), &mut body)?;
    Ok(body)
}

fn judge(
    scheme: &Scheme,
    (frozen, benched): (&Frozen, &Benched),
    (base, tell): (&Digest, &Sender<Far>),
    body: &mut PreviewBody,
) -> Result<(), Problem> {
    body.recusals = frozen.recusals.rows().len() as u64;
    let telling = freeze::telling(scheme, &frozen.strata);
    body.lacks.extend(telling.map(|stratum| {
        let unfit = Unfit::Telling(stratum.name.to_string(), stratum.population);
        LackBody { field: format!("strata.{}", stratum.name), code: unfit.code().into() }
    }));
    let feasibility = freeze::feasibility(scheme, frozen);
    // Of what is impossible the bottleneck says more.
    if matches!(feasibility, Ok(Feasibility::Certain | Feasibility::Unsure)) {
        body.replays = foreseen::replayed(scheme, (frozen, benched), (base, tell))?;
    }
    match feasibility {
        Ok(Feasibility::Certain) => "certain".clone_into(&mut body.feasibility),
        Ok(Feasibility::Unsure) => match freeze::replays(scheme, frozen) {
            Ok(replays) => {
                // A seat stays open in the same ones, with the teams and without.
                let unseated = match &body.replays {
                    Some(played) => played.unseated,
                    None => estimate::unseated(&replays, base, tell)?,
                };
                body.feasibility = if unseated == 0 { "estimated" } else { "unseated" }.to_owned();
            }
            Err(why) => body.lacks.push(LackBody { field: "strata".into(), code: why.code().into() }),
        },
        Ok(Feasibility::Impossible(witness)) => {
            "impossible".clone_into(&mut body.feasibility);
            body.bottleneck = Some(BottleneckBody {
                demand: witness.demand,
                places: witness.places,
                inspectors: witness.inspectors_count,
                subjects: witness.subjects_count,
            });
        }
        Err(why) => {
            "impossible".clone_into(&mut body.feasibility);
            body.lacks.push(LackBody { field: "seats".into(), code: why.code().into() });
        }
    }
    Ok(())
}

fn strata(scheme: &Scheme, parted: &Parted) -> Vec<StratumBody> {
    let rounding = match scheme.rounding {
        Rounding::AtLeast => LotsRounding::AtLeast,
        Rounding::Exact => LotsRounding::Exact,
    };
    let rated = scheme.strata.iter().map(|rate| {
        let population = parted.populations.get(&rate.name).copied().unwrap_or(0);
        let stratum = rate.stratum(population);
        let quota = stratum.map_or(0, |stratum| greatest_quota(rounding, &stratum)).min(population);
        let chance = (quota * 1_000_000).checked_div(population).unwrap_or(0);
        StratumBody { name: rate.name.clone(), population, rated: true, quota, chance }
    });
    let named = |name: &str| scheme.strata.iter().any(|rate| rate.name == name);
    let rest = parted.populations.iter().filter(|(name, _)| !named(name));
    let unrated = rest.map(|(name, population)| StratumBody {
        name: name.clone(),
        population: *population,
        rated: false,
        quota: 0,
        chance: 0,
    });
    rated.chain(unrated).collect()
}
