//! How it stands with the journal, and the check of tables, rows and journal against each other: the same that `yaoguang doctor` makes.

use std::collections::BTreeMap;

use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use super::wire::ActorBody;
use crate::accounts::store::person;
use crate::accounts::{Act as Allowed, PersonId};
use crate::app::App;
use crate::app::auth::{self, By};
use crate::app::input::Json;
use crate::app::jobs::{self, Far, Job, JobId, JobState, Kind, Step};
use crate::app::journal::audit::{Finding, Part, Report, audit};
use crate::app::journal::{Act, Case};
use crate::app::portal::journal::log;
use crate::app::problem::Problem;
use crate::app::system::Queued;
use crate::app::value::Timestamp;
use crate::audit::rules;
use crate::audit::store::check::{CHECK, latest, running, waiting};

/// The work.
pub const CHECKING: Kind = (CHECK, |app, job| Box::pin(step(app, job)));
/// How many findings a result names; all are counted.
const NAMED: usize = 100;

/// How it stands with the journal.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StandingBody {
    /// How many entries the published checkpoint has.
    pub size: u64,
    /// Its root, 64 hexadecimal digits; nothing before the first checkpoint.
    pub root: Option<String>,
    /// How many acts wait for their entry.
    pub waiting: u64,
    /// Since when the first of them.
    pub waiting_since: Option<Timestamp>,
    /// Who writes: `writing` this process, `standby` another, `off`, `again` after a fault, `broken` until somebody looks.
    pub writer: String,
}

/// How it stands with the journal.
#[utoipa::path(get, path = "/api/v1/journal/standing", tag = "journal", responses((status = 200, body = StandingBody)))]
pub async fn standing(State(app): State<App>, _by: By) -> Result<Json<StandingBody>, Problem> {
    let checkpoint = log::checkpoint(&app).await?;
    let (waiting, waiting_since) = waiting(app.read()).await?;
    let writer = app.sequencing.borrow().code().to_owned();
    let checkpoint = checkpoint.as_ref().map(|signed| signed.checkpoint());
    Ok(Json(StandingBody {
        size: checkpoint.map_or(0, |checkpoint| checkpoint.size()),
        root: checkpoint.map(|checkpoint| checkpoint.root().to_string()),
        waiting,
        waiting_since,
        writer,
    }))
}

/// A check.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = JournalCheck)]
pub struct CheckBody {
    /// Its job.
    pub id: JobId,
    /// When it was asked for.
    pub at: Timestamp,
    /// By whom.
    pub person: ActorBody,
    /// How far it is.
    pub state: JobState,
    /// What came out.
    pub outcome: Option<CheckOutcome>,
}

/// What a check came to.
#[derive(Clone, Debug, Serialize, serde::Deserialize, ToSchema)]
pub struct CheckOutcome {
    /// How many entries the journal had.
    pub size: u64,
    /// How many rows there were.
    pub rows: u64,
    /// How many openings.
    pub openings: u64,
    /// How many of them were destroyed.
    pub destroyed: u64,
    /// How many things were compared.
    pub images: u64,
    /// How many disagreements there are.
    pub found: u64,
    /// The first hundred.
    pub findings: Vec<FindingBody>,
}

/// Two things that should agree and don't.
#[derive(Clone, Debug, Serialize, serde::Deserialize, ToSchema)]
pub struct FindingBody {
    /// Stable code.
    pub code: String,
    /// What its sentence needs, by name.
    pub values: BTreeMap<String, String>,
}

impl From<&Finding> for FindingBody {
    fn from(finding: &Finding) -> Self {
        let values = finding.values().into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        Self { code: finding.code().to_owned(), values }
    }
}

impl From<&Report> for CheckOutcome {
    fn from(report: &Report) -> Self {
        Self {
            size: report.checkpoint.as_ref().map_or(0, |signed| signed.checkpoint().size()),
            rows: report.rows,
            openings: report.openings,
            destroyed: report.destroyed,
            images: report.images,
            found: report.found,
            findings: report.findings.iter().take(NAMED).map(Into::into).collect(),
        }
    }
}

/// The latest checks, at most 20.
#[utoipa::path(get, path = "/api/v1/journal/checks", tag = "journal", responses((status = 200, body = Vec<CheckBody>)))]
pub async fn list(State(app): State<App>, _by: By) -> Result<Json<Vec<CheckBody>>, Problem> {
    let rows = latest(app.read()).await?;
    let names = person::names(app.read(), rows.iter().map(|row| PersonId(row.person))).await?;
    let body = |row: jobs::Model| {
        let id = PersonId(row.person);
        CheckBody {
            id: row.id,
            at: row.at,
            person: ActorBody { id, name: names.get(&id).cloned().unwrap_or_default() },
            state: row.state,
            outcome: row.result.and_then(|text| serde_json::from_str(&text).ok()),
        }
    };
    Ok(Json(rows.into_iter().map(body).collect()))
}

/// Have tables, rows and journal held against each other. One check runs at a time; its result stands in the list of checks.
#[utoipa::path(post, path = "/api/v1/journal/checks", tag = "journal", responses((status = 200, body = Queued)))]
pub async fn begin(State(app): State<App>, by: By) -> Result<Json<Queued>, Problem> {
    let mut tx = app.begin(&by).await?;
    let view = rules::view(by.scope.0.iter().map(String::as_str));
    rules::check(view, running(tx.db()).await?)?;
    let job = jobs::ask(&app, tx.db(), (by.person.0, by.role), (CHECK, &()), &()).await?;
    tx.record(Act::new("audit.asked", case(job))).await?;
    tx.commit().await?;
    app.queued.notify_one();
    Ok(Json(Queued { job }))
}

fn case(job: JobId) -> Case {
    Case { kind: "audit", id: job.0 }
}

async fn step(app: App, job: Job) -> Result<Step, Problem> {
    auth::standing(&app, PersonId(job.0.person), Allowed::JournalRead).await?;
    let report = followed(&app, &job).await?;
    let outcome = CheckOutcome::from(&report);
    let number = |value: u64| i64::try_from(value).unwrap_or(i64::MAX);
    let act = Act::new("audit.done", case(job.0.id)).number("size", number(outcome.size));
    let act = act.number("rows", number(outcome.rows)).number("openings", number(outcome.openings));
    let act = act.number("images", number(outcome.images)).number("found", number(outcome.found));
    let mut tx = app.begin_as(job.actor()).await?;
    tx.record(act).await?;
    job.save(tx.db(), Far::percent(100), &()).await?;
    tx.commit().await?;
    Ok(Step::Done(serde_json::to_value(&outcome).map_err(Problem::broken)?))
}

/// The audit, which says how far it is as long as it takes.
async fn followed(app: &App, job: &Job) -> Result<Report, Problem> {
    let (tell, heard) = jobs::telling();
    let auditing = audit(app, crate::IMAGERS, move |part, done, of| {
        tell.send_replace(Far::percent(percent(part, done, of)));
    });
    job.followed(app, auditing, heard).await?.map_err(Problem::broken)
}

/// How far a check is in all, in per cent: its six parts count alike.
fn percent(part: Part, done: u64, of: u64) -> i64 {
    let before = match part {
        Part::Log => 0,
        Part::Entries => 1,
        Part::Openings => 2,
        Part::Images => 3,
        Part::Changes => 4,
        Part::Rosters => 5,
    };
    let share = i64::try_from(done.saturating_mul(100).checked_div(of).unwrap_or(0).min(100)).unwrap_or(0);
    (before * 100 + share) / 6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_check_goes_on_from_0_to_100() {
        let check = |part, done, of, per_cent| assert_eq!(percent(part, done, of), per_cent, "{part:?} {done}/{of}");
        check(Part::Log, 0, 10, 0);
        check(Part::Log, 10, 10, 16);
        check(Part::Entries, 5, 10, 25);
        check(Part::Images, 7, 0, 50);
        check(Part::Changes, 7, 0, 66);
        check(Part::Rosters, 9, 9, 100);
    }
}
