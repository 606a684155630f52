//! Long work in the background: a row per job, taken by a worker with a lease.
//!
//! A worker that dies leaves its lease to run out; another then takes the job up where its progress says, so a job's work
//! must be resumable: each step is one transaction that saves how far it came. A lease is renewed while a step runs. Nothing
//! here needs a lock or a channel of the database's own.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::journal::record::Actor;
use super::problem::Problem;
use super::shell::{App, found};
use super::value::Timestamp;
use crate::accounts::Role;
use crate::{codes, id};

id!(/// A job.
    JobId);

codes! {
    /// How far a job is.
    JobState {
        /// Nobody has taken it up.
        Waiting = "waiting",
        /// A worker has it.
        Running = "running",
        /// It is done.
        Done = "done",
        /// It ended with a Problem.
        Failed = "failed",
        /// Somebody stopped it; what was done before stays as its kind says.
        Cancelled = "cancelled",
    }
}

/// A job's row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "job")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: JobId,
    /// What kind of work.
    pub kind: String,
    /// What it works on, JSON of its kind's own.
    pub args: String,
    /// How far it is.
    pub state: JobState,
    /// Who asked for it.
    pub person: Uuid,
    /// In which role.
    pub role: Role,
    /// When.
    pub at: Timestamp,
    /// Steps done, in the kind's own unit.
    pub done: i64,
    /// Steps in all, 0 if not known yet.
    pub total: i64,
    /// Where to go on, JSON of its kind's own.
    pub mark: String,
    /// What came out, JSON; of one that failed, what its Problem's sentences need.
    pub result: Option<String>,
    /// The code of the Problem it ended with.
    pub problem: Option<String>,
    /// Whether somebody wants it to stop.
    pub stopping: bool,
    /// Whose it is while it runs.
    pub worker: Option<Uuid>,
    /// Until when.
    pub lease: Timestamp,
}

impl ActiveModelBehavior for ActiveModel {}

/// What a step of a job came to.
pub enum Step {
    /// There is more to do.
    More,
    /// It is done, with this result.
    Done(serde_json::Value),
}

type Running = Pin<Box<dyn Future<Output = Result<Step, Problem>> + Send>>;
/// One kind of work: its name, and a step of it.
pub type Kind = (&'static str, fn(App, Job) -> Running);

/// A job in a worker's hands.
#[derive(Clone, Debug)]
pub struct Job(pub Model);

impl Job {
    /// What it works on.
    ///
    /// # Errors
    /// `broken` if the row isn't of this kind.
    pub fn args<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        serde_json::from_str(&self.0.args).map_err(Problem::broken)
    }

    /// Where to go on.
    ///
    /// # Errors
    /// `broken` if the row isn't of this kind.
    pub fn mark<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        serde_json::from_str(&self.0.mark).map_err(Problem::broken)
    }

    /// Who asked for it, for the journal.
    #[must_use]
    pub fn actor(&self) -> Actor {
        Actor { person: Some(self.0.person), role: self.0.role.code() }
    }

    /// Save how far it came, in the step's own transaction.
    ///
    /// # Errors
    /// `lease-lost` if another worker has taken it: then the step must not be committed.
    pub async fn save<C: ConnectionTrait>(&self, db: &C, far: Far, mark: &impl Serialize) -> Result<(), Problem> {
        let mark = Set(serde_json::to_string(mark).map_err(Problem::broken)?);
        self.write(db, ActiveModel { done: Set(far.done), total: Set(far.total), mark, ..Default::default() }).await
    }

    /// Wait for a step's work that takes long, and say now and then how far it is by what it told last.
    ///
    /// # Errors
    /// `broken` if another worker has taken the job: then the step must not be committed.
    pub async fn followed<T>(&self, app: &App, work: impl Future<Output = T>, heard: Heard) -> Result<T, Problem> {
        tokio::pin!(work);
        loop {
            tokio::select! {
                outcome = &mut work => return Ok(outcome),
                () = tokio::time::sleep(BEAT) => {
                    let far = *heard.borrow();
                    self.tell(app, far).await?;
                }
            }
        }
    }

    async fn tell(&self, app: &App, far: Far) -> Result<(), Problem> {
        let row = ActiveModel { done: Set(far.done), total: Set(far.total), ..Default::default() };
        self.write(app.db.write(), row).await
    }

    async fn write<C: ConnectionTrait>(&self, db: &C, row: ActiveModel) -> Result<(), Problem> {
        let mine =
            Entity::update_many().set(row).filter(Column::Id.eq(self.0.id)).filter(Column::Worker.eq(self.0.worker));
        match mine.exec(db).await?.rows_affected {
            1 => Ok(()),
            _ => Err(Problem::broken("lease lost")),
        }
    }
}

/// How often a long step says how far it is.
const BEAT: Duration = Duration::from_secs(2);
/// What a long step's work told last.
pub type Heard = tokio::sync::watch::Receiver<Far>;

/// Where a long step's work tells how far it is, and where that is heard.
#[must_use]
pub fn telling() -> (tokio::sync::watch::Sender<Far>, Heard) {
    tokio::sync::watch::channel(Far::default())
}

/// How far a job is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Far {
    /// Steps done.
    pub done: i64,
    /// Steps in all.
    pub total: i64,
}

impl Far {
    /// So many of a hundred.
    #[must_use]
    pub const fn percent(done: i64) -> Self {
        Self { done, total: 100 }
    }
}

/// Ask for a job, in the transaction of the act that wants it.
///
/// # Errors
/// [`Problem`].
pub async fn ask<C: ConnectionTrait>(
    app: &App,
    db: &C,
    actor: (Uuid, Role),
    work: (&'static str, &impl Serialize),
    mark: &impl Serialize,
) -> Result<JobId, Problem> {
    ask_for(app, db, actor, work, (mark, Timestamp(0))).await
}

/// Ask for a job that nobody takes before a time.
///
/// # Errors
/// [`Problem`].
pub async fn ask_for<C: ConnectionTrait>(
    app: &App,
    db: &C,
    actor: (Uuid, Role),
    (kind, args): (&'static str, &impl Serialize),
    (mark, not_before): (&impl Serialize, Timestamp),
) -> Result<JobId, Problem> {
    let id = app.fresh();
    let row = ActiveModel {
        id: Set(id),
        kind: Set(kind.to_owned()),
        args: Set(serde_json::to_string(args).map_err(Problem::broken)?),
        state: Set(JobState::Waiting),
        person: Set(actor.0),
        role: Set(actor.1),
        at: Set(app.now()),
        done: Set(0),
        total: Set(0),
        mark: Set(serde_json::to_string(mark).map_err(Problem::broken)?),
        result: Set(None),
        problem: Set(None),
        stopping: Set(false),
        worker: Set(None),
        // A lease that nobody holds: it runs out when the job may be taken.
        lease: Set(not_before),
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(id)
}

/// A job of a person's.
///
/// # Errors
/// `not-found`.
pub async fn load(app: &App, id: JobId, person: Uuid) -> Result<Model, Problem> {
    found(Entity::find_by_id(id).filter(Column::Person.eq(person)).one(app.read()).await?)
}

/// A person's latest jobs.
///
/// # Errors
/// [`Problem`].
pub async fn latest(app: &App, person: Uuid) -> Result<Vec<Model>, Problem> {
    let mine = Entity::find().filter(Column::Person.eq(person)).order_by_desc(Column::Id).limit(50);
    Ok(mine.all(app.read()).await?)
}

/// The last job of a kind on something.
///
/// # Errors
/// [`Problem`].
pub async fn last<C: ConnectionTrait>(db: &C, kind: &str, args: &impl Serialize) -> Result<Option<Model>, Problem> {
    let args = serde_json::to_string(args).map_err(Problem::broken)?;
    let of = Entity::find().filter(Column::Kind.eq(kind)).filter(Column::Args.eq(args));
    Ok(of.order_by_desc(Column::Id).limit(1).one(db).await?)
}

/// The jobs of some kinds that aren't over.
///
/// # Errors
/// [`Problem`].
pub async fn live<C: ConnectionTrait>(db: &C, kinds: &[&str]) -> Result<Vec<Model>, Problem> {
    let of = Entity::find().filter(Column::Kind.is_in(kinds.iter().copied()));
    Ok(of.filter(Column::State.is_in([JobState::Waiting, JobState::Running])).all(db).await?)
}

/// How many jobs of a kind on something failed, and when the last one was asked for; nothing if none did.
///
/// # Errors
/// [`Problem`].
pub async fn failed<C: ConnectionTrait>(
    db: &C,
    kind: &str,
    args: &impl Serialize,
) -> Result<Option<(u64, Timestamp)>, Problem> {
    let args = serde_json::to_string(args).map_err(Problem::broken)?;
    let of = Entity::find().filter(Column::Kind.eq(kind)).filter(Column::Args.eq(args));
    let of = of.filter(Column::State.eq(JobState::Failed));
    let last = of.clone().order_by_desc(Column::Id).limit(1).one(db).await?;
    let Some(last) = last else { return Ok(None) };
    Ok(Some((of.count(db).await?, last.at)))
}

/// Ask a job to stop. One that nobody has taken stops at once.
///
/// # Errors
/// `job-over` if it is over.
pub async fn cancel<C: ConnectionTrait>(db: &C, id: JobId) -> Result<(), Problem> {
    let waiting = ActiveModel { stopping: Set(true), state: Set(JobState::Cancelled), ..Default::default() };
    let running = ActiveModel { stopping: Set(true), ..Default::default() };
    let mut touched = 0;
    for (row, state) in [(waiting, JobState::Waiting), (running, JobState::Running)] {
        let mine = Entity::update_many().set(row).filter(Column::Id.eq(id)).filter(Column::State.eq(state));
        touched += mine.exec(db).await?.rows_affected;
    }
    if touched == 0 { Err(Problem::refused("job-over")) } else { Ok(()) }
}

/// Run jobs of these kinds until `stop` is cancelled; a step under way is finished first.
pub async fn work(app: App, kinds: &'static [Kind], stop: tokio_util::sync::CancellationToken) {
    while !stop.is_cancelled() {
        match take(&app, kinds).await {
            Ok(Some(job)) => run(&app, kinds, job, &stop).await,
            Ok(None) => {
                // A job put in by another process rings no bell here, so look now and then.
                tokio::select! {
                    () = stop.cancelled() => {}
                    () = app.queued.notified() => {}
                    () = tokio::time::sleep(Duration::from_secs(2)) => {}
                }
            }
            Err(problem) => {
                tracing::error!(cause = problem.cause, "jobs can't be taken");
                tokio::time::sleep(Duration::from_secs(2)).await;
            }
        }
    }
}

/// Take a job and run it as far as it goes. Whether there was one.
///
/// # Errors
/// [`Problem`] if none can be taken.
pub async fn work_once(app: &App, kinds: &'static [Kind]) -> Result<bool, Problem> {
    let Some(job) = take(app, kinds).await? else { return Ok(false) };
    run(app, kinds, job, &tokio_util::sync::CancellationToken::new()).await;
    Ok(true)
}

/// Take the oldest job that nobody has.
async fn take(app: &App, kinds: &'static [Kind]) -> Result<Option<Job>, Problem> {
    let now = app.now();
    let free = Entity::find()
        .filter(Column::State.is_in([JobState::Waiting, JobState::Running]))
        .filter(Column::Lease.lt(now))
        .filter(Column::Kind.is_in(kinds.iter().map(|(name, _)| *name)))
        .order_by_asc(Column::Id);
    let Some(row) = free.one(app.read()).await? else { return Ok(None) };
    let worker = app.fresh::<Uuid>();
    let lease = now.plus_s(app.config.limits.lease_s);
    let claim = ActiveModel {
        state: Set(JobState::Running),
        worker: Set(Some(worker)),
        lease: Set(lease),
        ..Default::default()
    };
    // As it was read: not renewed by then, nor over.
    let as_read = Entity::update_many().filter(Column::Lease.eq(row.lease)).filter(Column::State.eq(row.state));
    let mine = as_read.set(claim).filter(Column::Id.eq(row.id));
    if mine.exec(app.db.write()).await?.rows_affected == 0 {
        return Ok(None);
    }
    // A worker that was only slow may have saved a step since the row was read; from here on it can't.
    let own = Entity::find_by_id(row.id).filter(Column::Worker.eq(Some(worker)));
    Ok(own.one(app.db.write()).await?.map(Job))
}

async fn run(app: &App, kinds: &'static [Kind], job: Job, stop: &tokio_util::sync::CancellationToken) {
    let Some((_, step)) = kinds.iter().find(|(name, _)| *name == job.0.kind) else { return };
    let mut job = job;
    loop {
        let outcome = tokio::select! {
            outcome = step(app.clone(), job.clone()) => outcome,
            lost = renewed(app, &job) => Err(lost),
        };
        match settle(app, &job, outcome, stop.is_cancelled()).await {
            Ok(Some(next)) => job = next,
            Ok(None) => return,
            // The lease runs out, and somebody takes it up again.
            Err(problem) => return tracing::error!(job = %job.0.id, cause = problem.cause, "a job can't be saved"),
        }
    }
}

/// Renew the lease while a step takes its time, or two workers would take a long one from each other for ever. Why it is lost.
async fn renewed(app: &App, job: &Job) -> Problem {
    let limits = &app.config.limits;
    let every = Duration::from_secs(limits.lease_s.unsigned_abs()) / 3;
    loop {
        tokio::time::sleep(every).await;
        let lease = ActiveModel { lease: Set(app.now().plus_s(limits.lease_s)), ..Default::default() };
        let mine = Entity::update_many().set(lease).filter(Column::Id.eq(job.0.id));
        match mine.filter(Column::Worker.eq(job.0.worker)).exec(app.db.write()).await {
            Ok(renewed) if renewed.rows_affected == 0 => return Problem::broken("lease lost"),
            Ok(_) => {}
            Err(why) => tracing::warn!(job = %job.0.id, %why, "a lease can't be renewed"),
        }
    }
}

/// Write down what a step came to; the job, if there is more to do now.
async fn settle(app: &App, job: &Job, outcome: Result<Step, Problem>, leaving: bool) -> Result<Option<Job>, Problem> {
    let row = found(Entity::find_by_id(job.0.id).one(app.read()).await?)?;
    let lease = app.now().plus_s(app.config.limits.lease_s);
    let change = match outcome {
        Ok(Step::More) if row.stopping => over(JobState::Cancelled),
        // Leaving: the next process takes it up at once.
        Ok(Step::More) if leaving => ActiveModel { lease: Set(Timestamp(0)), ..Default::default() },
        Ok(Step::More) => ActiveModel { lease: Set(lease), ..Default::default() },
        Ok(Step::Done(result)) => ActiveModel { result: Set(Some(result.to_string())), ..over(JobState::Done) },
        Err(problem) if problem.again => ActiveModel { lease: Set(lease), ..Default::default() },
        Err(problem) => {
            tracing::warn!(job = %job.0.id, code = problem.code, cause = problem.cause, "a job failed");
            ActiveModel {
                problem: Set(Some(problem.code.to_owned())),
                result: Set(Some(problem.values().to_string())),
                ..over(JobState::Failed)
            }
        }
    };
    let goes_on = matches!(&change.state, sea_orm::ActiveValue::NotSet) && !leaving;
    let settled = Entity::update_many()
        .set(change)
        .filter(Column::Id.eq(job.0.id))
        .filter(Column::Worker.eq(job.0.worker))
        .exec(app.db.write())
        .await?;
    // Whose job was taken over leaves it.
    Ok((goes_on && settled.rows_affected == 1).then_some(Job(Model { lease, worker: job.0.worker, ..row })))
}

fn over(state: JobState) -> ActiveModel {
    ActiveModel { state: Set(state), ..Default::default() }
}

/// The kinds of all slices, for [`work`].
pub fn kinds() -> &'static [Kind] {
    crate::KINDS
}

/// Start `count` workers.
pub fn start(app: &App, count: u32, stop: &tokio_util::sync::CancellationToken) -> Vec<tokio::task::JoinHandle<()>> {
    (0..count).map(|_| tokio::spawn(work(app.clone(), kinds(), stop.clone()))).collect()
}
