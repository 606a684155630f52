//! 抽取: a pure function of what is frozen and the seed, as a job. Nobody sees anything before it is on record.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use axum::extract::State as Held;
use lots::check::{Outside as _, RosterRequest};
use lots::commitment::Commitment;
use lots::hash::Digest;
use lots::result::{DrawResult, draw, lots_needed};
use lots::seed::SeedRecord;
use lots::table::{BenchRow, ExcludedRow, RecusalRow, RosterSecret, Table};
use lots::teams::{Bench, Inspector, Recusals};
use lots_cli::bundle::{ROSTER, Roster};
use lots_cli::outside::World;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::commit::{in_journal, opened};
use super::wire::StepBody;
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::{Json, Path};
use crate::app::jobs::{self, Far, Job, Kind, Step};
use crate::app::journal::record::Actor;
use crate::app::problem::Problem;
use crate::app::system::Queued;
use crate::draws::rules::{DrawId, Refusal, State};
use crate::draws::store::{self, Whole, draw as row, file, identity, target};

/// The work.
pub const RUNNING: Kind = (RUN, |app, job| Box::pin(step(app, job)));
/// Its name.
pub const RUN: &str = "draw-run";
/// How long to wait for the seed's entry before looking again.
const LOOK: Duration = Duration::from_millis(200);

/// Which draw.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Args {
    /// Which.
    pub draw: DrawId,
}

/// Draw, where the job that the last value asked for ended with a fault. The result is the same whoever asks, and how often.
#[utoipa::path(post, path = "/api/v1/draws/{id}/run", tag = "draws", params(("id" = DrawId, Path)), request_body = StepBody, responses((status = 202, body = Queued)))]
pub async fn begin(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<DrawId>,
    Json(_body): Json<StepBody>,
) -> Result<(axum::http::StatusCode, Json<Queued>), Problem> {
    let mut tx = app.begin(&by).await?;
    let whole = store::load(tx.db(), id, &by.scope).await?;
    if whole.draw.state != State::Seeded {
        return Err(Refusal::NotCommitted.into());
    }
    let job = jobs::ask(&app, tx.db(), (by.person.0, by.role), (RUN, &Args { draw: id }), &()).await?;
    tx.record(whole.act("drawing.run-asked")).await?;
    tx.commit().await?;
    app.queued.notify_one();
    Ok((axum::http::StatusCode::ACCEPTED, Json(Queued { job })))
}

async fn step(app: App, job: Job) -> Result<Step, Problem> {
    let Args { draw: id } = job.args()?;
    let whole = store::any(app.read(), id).await?;
    if matches!(whole.draw.state, State::Drawn | State::Announced) {
        return Ok(Step::Done(json!({"result": whole.draw.result})));
    }
    if whole.draw.state != State::Seeded {
        return Err(Problem::stale());
    }
    if in_journal(&app, app.read(), id, "draw.seeded").await.is_err() {
        // Each is an entry before the next begins (section 4); the writer needs a moment.
        tokio::time::sleep(LOOK).await;
        return Ok(Step::More);
    }
    let files = Files::read(&app, &whole.draw).await?;
    let (result, numbers) = tokio::task::spawn_blocking(move || files.draw()).await.map_err(Problem::broken)??;
    save(&app, &job, whole, (&result, numbers)).await?;
    Ok(Step::Done(json!({"targets": result.targets.len(), "open": result.open.len()})))
}

/// The frozen inputs.
struct Files {
    commitment: Commitment,
    record: SeedRecord,
    roster: RosterSecret,
    bytes: BTreeMap<&'static str, Vec<u8>>,
    /// Which entry of the registry each row is, with the digest it was kept under; nothing in a draw from before it was kept.
    entries: Option<(Vec<u8>, String)>,
}

/// The entries of who was drawn and who is in reserve, by code.
type Numbers = Option<BTreeMap<String, i64>>;

impl Files {
    async fn read(app: &App, draw: &row::Model) -> Result<Self, Problem> {
        let id = draw.id;
        let mut bytes = BTreeMap::new();
        for name in [ROSTER, "excluded.tsv", "bench.tsv", "recusals.tsv"] {
            bytes.insert(name, file::need(app.read(), id, name).await?);
        }
        let seed = file::need(app.read(), id, "seed.json").await?;
        let roster = opened(app, app.read(), id, file::ROSTER_SECRET).await?;
        Ok(Self {
            commitment: super::commit::commitment(app.read(), id).await?,
            record: SeedRecord::from_text(&seed).map_err(Problem::broken)?,
            roster: RosterSecret::from_file(roster.as_bytes()).map_err(Problem::broken)?,
            bytes,
            entries: match &draw.entries {
                Some(digest) => Some((file::need(app.read(), id, file::ENTRIES).await?, digest.clone())),
                None => None,
            },
        })
    }

    fn file(&self, name: &str) -> &[u8] {
        self.bytes.get(name).map(Vec::as_slice).unwrap_or_default()
    }

    /// Draw, after holding every input against its root: what lies in the database is not believed.
    fn draw(mut self) -> Result<(DrawResult, Numbers), Problem> {
        self.record.check(&self.commitment).map_err(Problem::broken)?;
        let roster = Roster::Bytes(self.bytes.remove(ROSTER).unwrap_or_default());
        let roots = self.commitment.body().tables;
        let excluded = Table::<ExcludedRow>::from_file(self.file("excluded.tsv")).map_err(Problem::broken)?;
        let people = people(&self.commitment, (self.file("bench.tsv"), self.file("recusals.tsv")), &self.roster)?;
        let seed = self.record.seed();
        let request = RosterRequest {
            secret: self.roster,
            strata: self.commitment.body().strata.iter().map(|stratum| &stratum.name).collect(),
            key: seed.ticket_key(),
            keep: lots_needed(&self.commitment, seed),
            unwanted: excluded.kept().map(|row| row.id.as_str()).collect(),
        };
        let scan = World::new(&roster).roster(&request).map_err(Problem::broken)?;
        let same = [
            (ROSTER, scan.table == roots.subjects && scan.unwanted.is_none()),
            ("excluded.tsv", excluded.root(&self.roster) == roots.excluded),
        ];
        if let Some((name, _)) = same.iter().find(|(_, same)| !same) {
            return Err(changed(name));
        }
        let result = draw(&self.commitment, &self.record, &scan.smallest, &people.0, &people.1);
        let numbers = match (&self.entries, &roster) {
            (Some((entries, digest)), Roster::Bytes(rows)) => {
                if Digest::of(entries).to_string() != *digest {
                    return Err(changed(file::ENTRIES));
                }
                Some(identity::numbers(rows, entries, &wanted(&result))?)
            }
            _ => None,
        };
        Ok((result, numbers))
    }
}

/// Who was drawn, and who is in reserve.
fn wanted(result: &DrawResult) -> BTreeSet<&str> {
    let reserves = result.strata.iter().flat_map(|stratum| &stratum.reserves).map(|reserve| reserve.id.as_str());
    result.targets.iter().map(|target| target.id.as_str()).chain(reserves).collect()
}

fn changed(name: &str) -> Problem {
    Problem::broken(format!("{name} isn't what was committed"))
}

/// Bench and recusals from their files, once these are held against their roots.
///
/// # Errors
/// `broken` if they aren't what was committed.
pub fn people(
    commitment: &Commitment,
    (bench, recusals): (&[u8], &[u8]),
    roster: &RosterSecret,
) -> Result<(Bench, Recusals), Problem> {
    let roots = commitment.body().tables;
    let bench = Table::<BenchRow>::from_file(bench).map_err(Problem::broken)?;
    let recusals = Table::<RecusalRow>::from_file(recusals).map_err(Problem::broken)?;
    let same =
        [("bench.tsv", bench.root(roster) == roots.bench), ("recusals.tsv", recusals.root(roster) == roots.recusals)];
    if let Some((name, _)) = same.iter().find(|(_, same)| !same) {
        return Err(changed(name));
    }
    let inspector =
        |row: &BenchRow| Inspector { code: row.code.clone(), pools: row.pools.clone(), capacity: row.capacity };
    let seats = commitment.body().seats.clone();
    let people = Bench::new(bench.kept().map(inspector).collect(), seats).map_err(Problem::broken)?;
    Ok((people, Recusals::new(recusals.kept().map(|row| (row.code.clone(), row.id.clone())))))
}

async fn save(app: &App, job: &Job, whole: Whole, (result, numbers): (&DrawResult, Numbers)) -> Result<(), Problem> {
    let text = result.text();
    let digest = Digest::of(text.as_bytes());
    // Whoever committed had no hand in it.
    let mut tx = app.begin_as(Actor::SYSTEM).await?;
    file::put(tx.db(), whole.draw.id, "result.json", text.as_bytes()).await?;
    let numbers = match numbers {
        Some(numbers) => numbers,
        None => identity::numbers_today(tx.db(), &whole.draw, &wanted(result)).await?,
    };
    let (identities, kept) = identity::keep(tx.db(), &whole.draw, &numbers).await?;
    let teams = target::keep(tx.db(), whole.draw.id, (result, &identities)).await?;
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let draw = row::Model {
        state: State::Drawn,
        result: Some(digest.to_string()),
        targets: count(result.targets.len()),
        open_seats: count(result.open.len()),
        teams: Some(teams.to_string()),
        identities: Some(kept.to_string()),
        drawn_at: Some(tx.now),
        version: whole.draw.version + 1,
        ..whole.draw
    };
    row::save(tx.db(), &draw).await?;
    let whole = Whole { draw, ..whole };
    let act = whole.act("drawing.drawn").digest("result", digest);
    // How many were drawn of an unannounced draw is told with it.
    tx.record(match whole.draw.disclosure {
        None => act.number("targets", whole.draw.targets).number("open", whole.draw.open_seats),
        Some(_) => act,
    })
    .await?;
    let act = whole.protocol("draw.drawn").digest("commitment", result.commitment);
    tx.record(act.digest("result", digest)).await?;
    job.save(tx.db(), Far { done: 1, total: 1 }, &()).await?;
    tx.commit().await
}
