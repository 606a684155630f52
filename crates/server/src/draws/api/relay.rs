//! 取种: a round of drand, fetched by the system itself where the configuration names relays of it (`[drand]`). It is a value like one that
//! somebody entered: the same signature is checked, and whichever is there first stands.

use lots::commitment::Commitment;
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::commit::{commitment, in_journal};
use super::run::Args;
use super::seed;
use crate::accounts::Role;
use crate::app::App;
use crate::app::jobs::{self, Far, Job, JobState, Kind, Step};
use crate::app::journal::held::UNLIKE;
use crate::app::journal::record::Actor;
use crate::app::outward::{self, Missed};
use crate::app::problem::Problem;
use crate::app::value::Timestamp;
use crate::draws::rules::drand::{self, Fault, Told, Wanted};
use crate::draws::rules::seed::Reading;
use crate::draws::rules::{DrawId, State};
use crate::draws::store::{self, draw, reading};

/// The work.
pub const FETCHING: Kind = (FETCH, |app, job| Box::pin(step(app, job)));
const FETCH: &str = "draw-drand";
/// A round is asked for so many seconds after its time: the network needs a moment.
const AFTER_S: i64 = 3;

/// What came of the tries so far.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Mark {
    tries: u32,
    missed: Vec<MissedBody>,
}

/// A relay whose answer wasn't taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = DrawFetchMissed)]
pub struct MissedBody {
    /// The relay's host.
    pub host: String,
    /// Why.
    pub fault: Fault,
    /// When.
    pub at: Timestamp,
}

/// How it stands with a round that the system fetches.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = DrawFetch)]
pub struct FetchBody {
    /// How often it was tried.
    pub tries: u32,
    /// What each relay's last answer was refused for.
    pub missed: Vec<MissedBody>,
    /// When it is tried again; nothing if it was given up, and people enter the value.
    pub next: Option<Timestamp>,
}

impl FetchBody {
    /// Of a draw, if the system fetches something for it.
    ///
    /// # Errors
    /// A [`Problem`] from the database.
    pub async fn of<C: ConnectionTrait>(db: &C, row: &draw::Model) -> Result<Option<Self>, Problem> {
        if row.state != State::Committed {
            return Ok(None);
        }
        let Some(last) = jobs::last(db, FETCH, &Args { draw: row.id }).await? else { return Ok(None) };
        let next = (last.state == JobState::Waiting).then_some(last.lease);
        let Mark { tries, missed } = Job(last).mark()?;
        Ok(Some(Self { tries, missed, next }))
    }
}

/// Have a committed draw's round fetched when its time has come, if there is one and the configuration says from where.
///
/// # Errors
/// [`Problem`].
pub async fn ask<C: ConnectionTrait>(
    app: &App,
    db: &C,
    row: &draw::Model,
    commitment: &Commitment,
) -> Result<(), Problem> {
    match drand::wanted(commitment, &[]) {
        Some(wanted) if !app.config.drand.urls.is_empty() => {
            again(app, db, row, (&Mark::default(), wanted.closes + AFTER_S)).await
        }
        _ => Ok(()),
    }
}

async fn again<C: ConnectionTrait>(
    app: &App,
    db: &C,
    row: &draw::Model,
    (mark, at): (&Mark, i64),
) -> Result<(), Problem> {
    let operator = (row.operator.unwrap_or(row.drafter).0, Role::DrawOperator);
    let at = Timestamp(at.saturating_mul(1_000_000));
    jobs::ask_for(app, db, operator, (FETCH, &Args { draw: row.id }), (mark, at)).await.map(|_| ())
}

/// Ask for what was committed before the configuration named relays, or given up since. For the start of a server.
///
/// # Errors
/// [`Problem`].
pub async fn resume(app: &App) -> Result<(), Problem> {
    if app.config.drand.urls.is_empty() {
        return Ok(());
    }
    let open = draw::Entity::find().filter(draw::Column::State.eq(State::Committed)).all(app.read()).await?;
    for row in open {
        let last = jobs::last(app.read(), FETCH, &Args { draw: row.id }).await?;
        if last.is_none_or(|job| !matches!(job.state, JobState::Waiting | JobState::Running)) {
            let tx = app.begin_as(Actor::SYSTEM).await?;
            ask(app, tx.db(), &row, &commitment(tx.db(), row.id).await?).await?;
            tx.commit().await?;
        }
    }
    Ok(())
}

async fn step(app: App, job: Job) -> Result<Step, Problem> {
    let (Args { draw: id }, mark) = (job.args()?, job.mark::<Mark>()?);
    let whole = store::any(app.read(), id).await?;
    let given: Vec<Reading> = whole.readings.iter().map(reading::Model::reading).collect();
    let wanted = drand::wanted(&commitment(app.read(), id).await?, &given);
    let (State::Committed, Some(wanted)) = (whole.draw.state, wanted) else {
        return over(&app, &job, &mark).await;
    };
    if in_journal(&app, app.read(), id, "draw.committed").await.is_err() {
        // No value is taken while the commit isn't in; that is no relay's fault.
        return wait(&app, &job, &whole.draw, (mark, Some(10))).await;
    }
    let mut missed = Vec::new();
    for relay in &app.config.drand.urls {
        let host = host(relay);
        match fetched(&wanted, (relay, app.config.drand.timeout_s)).await? {
            Ok(sound) => return enter(&app, &job, (id, &mark), (sound, host)).await,
            Err(fault) => missed.push(MissedBody { host, fault, at: app.now() }),
        }
    }
    let wait_s = drand::wait_s(mark.tries);
    wait(&app, &job, &whole.draw, (Mark { tries: mark.tries + 1, missed }, wait_s)).await
}

/// What one relay has, if it is sound.
async fn fetched(wanted: &Wanted, (relay, timeout_s): (&str, u64)) -> Result<Result<Reading, Fault>, Problem> {
    let (address, wanted) = (wanted.address(relay), wanted.clone());
    let fetching = move || {
        let bytes = outward::fetch(&address, timeout_s).map_err(|why| match why {
            Missed::Unreachable => Fault::Unreachable,
            Missed::Status => Fault::Status,
            Missed::TooLarge => Fault::TooLarge,
        })?;
        drand::sound(&wanted, serde_json::from_slice::<Told>(&bytes).map_err(|_| Fault::Form)?)
    };
    tokio::task::spawn_blocking(fetching).await.map_err(Problem::broken)
}

/// The host of a relay's address.
fn host(relay: &str) -> String {
    let rest = relay.strip_prefix("http://").unwrap_or(relay);
    rest.split('/').next().unwrap_or_default().to_owned()
}

/// Enter the value, unless somebody was faster: theirs verified too, so it is the same.
async fn enter(
    app: &App,
    job: &Job,
    (id, mark): (DrawId, &Mark),
    (sound, host): (Reading, String),
) -> Result<Step, Problem> {
    let mut tx = app.begin_as(Actor::SYSTEM).await?;
    // Of two processes that have it at once, one waits here and then sees the other's.
    draw::hold(tx.db(), id).await?;
    let whole = store::any(tx.db(), id).await?;
    match seed::keep(app, &mut tx, whole, (sound, &host)).await {
        Ok(_) => {}
        Err(problem) if problem.code == "stale" => return Ok(Step::More),
        // What was changed in the database is put right some day: nothing is over then.
        Err(problem) if problem.status.is_client_error() && problem.code != UNLIKE => {
            tx.undo().await?;
            return over(app, job, mark).await;
        }
        Err(problem) => return Err(problem),
    }
    job.save(tx.db(), Far { done: 1, total: 1 }, mark).await?;
    tx.commit().await?;
    app.queued.notify_one();
    Ok(Step::Done(serde_json::json!({ "origin": host })))
}

/// Nothing is left to do.
async fn over(app: &App, job: &Job, mark: &Mark) -> Result<Step, Problem> {
    job.save(app.db.write(), Far { done: 1, total: 1 }, mark).await?;
    Ok(Step::Done(serde_json::Value::Null))
}

/// Try again later: another job, so that nobody waits meanwhile.
async fn wait(app: &App, job: &Job, row: &draw::Model, (mark, wait_s): (Mark, Option<i64>)) -> Result<Step, Problem> {
    let tx = app.begin_as(Actor::SYSTEM).await?;
    if let Some(seconds) = wait_s {
        again(app, tx.db(), row, (&mark, app.now().seconds() + seconds)).await?;
    }
    job.save(tx.db(), Far { done: 1, total: 1 }, &mark).await?;
    tx.commit().await?;
    Ok(Step::Done(serde_json::to_value(&mark).map_err(Problem::broken)?))
}
