//! 取种: values of lotteries, dice and beacons, read off by people; and the record once all are there.

use axum::extract::State as Held;
use lots::hash::Digest;
use lots::name::{Note, PersonCode};
use lots::seed::DrandClaim;
use lots::share::Secret;
use lots::source::Source;
use serde::Deserialize;
use utoipa::ToSchema;

use super::commit::{commitment, in_journal, opened};
use super::run::{Args, RUN};
use super::wire::DrawBody;
use crate::accounts::{PersonId, Role};
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::{Json, Path};
use crate::app::jobs::{self, Far, Job, Kind, Step};
use crate::app::journal::record::Actor;
use crate::app::problem::Problem;
use crate::app::shell::Tx;
use crate::app::value::Timestamp;
use crate::draws::rules::seed::{Asked, Reading, Revealed, choice, due_s, read as read_off, record, settled};
use crate::draws::rules::{DrawId, Refusal, State};
use crate::draws::store::{self, Whole, draw, file, reading};

/// The work of putting a seed on record that was complete before its last source closed.
pub const SEEDING: Kind = (SEED, |app, job| Box::pin(step(app, job)));
/// Its name.
pub const SEED: &str = "draw-seed";

async fn step(app: App, job: Job) -> Result<Step, Problem> {
    let Args { draw } = job.args()?;
    let mut tx = app.begin_as(Actor::SYSTEM).await?;
    let whole = store::any(tx.db(), draw).await?;
    if whole.draw.state == State::Committed {
        settle(&app, &mut tx, whole).await?;
    }
    job.save(tx.db(), Far { done: 1, total: 1 }, &()).await?;
    tx.commit().await?;
    app.queued.notify_one();
    Ok(Step::Done(serde_json::Value::Null))
}

/// A value as somebody reads it off.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewReading {
    /// Which of the plan's sources, from 0.
    pub place: u32,
    /// Its name: the planned one, or that of one that stands in.
    pub name: String,
    /// As it was read, with any separators.
    pub value: String,
    /// Where it was read; a drand round's signature.
    pub evidence: String,
    /// Why the earlier ones did not come into being.
    #[serde(default)]
    pub why: String,
}

/// Read a source's value off. Lotteries and dice are read by two people, each without seeing what the other read.
#[utoipa::path(post, path = "/api/v1/draws/{id}/readings", tag = "draws", params(("id" = DrawId, Path)), request_body = NewReading, responses((status = 200, body = DrawBody)))]
pub async fn read(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<DrawId>,
    Json(body): Json<NewReading>,
) -> Result<Json<DrawBody>, Problem> {
    let evidence = evidence(&body)?;
    let why = super::wire::line("why", &body.why, false)?;
    let mut tx = app.begin(&by).await?;
    let whole = store::load(tx.db(), id, &by.scope).await?;
    let place = usize::try_from(body.place).unwrap_or(usize::MAX);
    let typed = Reading { place, name: body.name, value: body.value, evidence, why, by: Some(by.person) };
    let whole = keep(&app, &mut tx, whole, (typed, "")).await?;
    tx.commit().await?;
    app.queued.notify_one();
    Ok(Json(DrawBody::named(app.read(), whole).await?))
}

/// A citation is a line; a round's signatures are longer.
fn evidence(body: &NewReading) -> Result<String, Problem> {
    let text = body.evidence.trim();
    match body.name.parse() {
        Ok(Source::Drand { .. }) if !text.is_empty() && Note::new(text).is_ok() => Ok(text.to_owned()),
        _ => super::wire::line("evidence", text, true),
    }
}

/// Keep a reading of a committed draw, if it is sound; with the last one that is missing the seed is on record. `origin` is the host that a
/// reading of the system's own came from.
///
/// # Errors
/// [`Problem`].
pub(super) async fn keep(
    app: &App,
    tx: &mut Tx,
    whole: Whole,
    (typed, origin): (Reading, &str),
) -> Result<Whole, Problem> {
    let id = whole.draw.id;
    if whole.draw.state != State::Committed {
        return Err(Refusal::NotCommitted.into());
    }
    in_journal(app, tx.db(), id, "draw.committed").await?;
    let commitment = commitment(tx.db(), id).await?;
    let before: Vec<Reading> = whole.readings.iter().map(reading::Model::reading).collect();
    let sound = read_off(&Asked { commitment: &commitment, before: &before, now: tx.now }, typed)?;
    signed(&sound)?;
    let place = i64::try_from(sound.place).unwrap_or(i64::MAX);
    let turn = i64::try_from(choice(&commitment, sound.place, &sound.name)?).unwrap_or(i64::MAX);
    let row = reading::Model {
        id: app.fresh(),
        draw: id,
        place,
        name: sound.name,
        value: sound.value,
        evidence: sound.evidence,
        why: sound.why,
        person: sound.by,
        origin: origin.to_owned(),
        at: tx.now,
    };
    reading::insert(tx.db(), &row).await?;
    let draw = draw::Model { version: whole.draw.version + 1, ..whole.draw };
    draw::save(tx.db(), &draw).await?;
    let mut readings = whole.readings;
    readings.push(row);
    let whole = Whole { draw, readings, ..whole };
    let act = whole.act("drawing.read-off").number(reading::SOURCE, place).number(reading::CHOICE, turn);
    tx.record(if origin.is_empty() { act } else { act.digest("origin", Digest::of(origin.as_bytes())) }).await?;
    settle(app, tx, whole).await
}

/// A drand round's signature verifies, where its chain is known.
fn signed(reading: &Reading) -> Result<(), Refusal> {
    let Ok(Source::Drand { chain, round }) = reading.name.parse() else { return Ok(()) };
    let claim = DrandClaim { chain, round, value: &reading.value, evidence: &reading.evidence };
    match lots_cli::beacon::check(&claim) {
        lots::check::BeaconVerdict::Valid => Ok(()),
        _ => Err(Refusal::Signature),
    }
}

/// Whether all values are there of which a committed draw's seed is made.
///
/// # Errors
/// [`Problem`].
pub async fn is_whole<C: sea_orm::ConnectionTrait>(db: &C, whole: &Whole) -> Result<bool, Problem> {
    if whole.parties.iter().any(|party| party.value.is_none()) {
        return Ok(false);
    }
    let commitment = commitment(db, whole.draw.id).await?;
    let readings: Vec<Reading> = whole.readings.iter().map(reading::Model::reading).collect();
    let sources = commitment.plan().sources.iter().enumerate();
    Ok(sources
        .filter(|(_, planned)| !matches!(planned.choices[0].source, Source::Reveal(_)))
        .all(|(place, planned)| settled(planned, place, &readings).is_some()))
}

/// Make the seed's record if all values are there and their sources have closed: it goes on record, and the draw is asked for. With reveals
/// alone the values may be there earlier; then the record waits for the close.
///
/// # Errors
/// [`Problem`].
pub async fn settle(app: &App, tx: &mut Tx, whole: Whole) -> Result<Whole, Problem> {
    let id = whole.draw.id;
    let commitment = commitment(tx.db(), id).await?;
    let readings: Vec<Reading> = whole.readings.iter().map(reading::Model::reading).collect();
    let revealed = whole.parties.iter().filter_map(|party| {
        let code: PersonCode = party.code.parse().ok()?;
        Some(Revealed { code, value: party.value.clone()? })
    });
    let revealed: Vec<Revealed> = revealed.collect();
    let secret: Secret = opened(app, tx.db(), id, file::SECRET).await?.parse().map_err(Problem::broken)?;
    let code = |person: PersonId| reader(id, person);
    let Some(record) = record(&commitment, &readings, &revealed, &secret, &code)? else { return Ok(whole) };
    let operator = (whole.draw.operator.unwrap_or(whole.draw.drafter).0, Role::DrawOperator);
    let due = due_s(&commitment, &record);
    if tx.now.seconds() < due {
        let at = Timestamp(due.saturating_mul(1_000_000));
        jobs::ask_for(app, tx.db(), operator, (SEED, &Args { draw: id }), (&(), at)).await?;
        return Ok(whole);
    }
    let text = record.text();
    let digest = Digest::of(text.as_bytes());
    file::put(tx.db(), id, "seed.json", text.as_bytes()).await?;
    let draw = draw::Model {
        state: State::Seeded,
        seed: Some(digest.to_string()),
        seeded_at: Some(tx.now),
        version: whole.draw.version + 1,
        ..whole.draw
    };
    draw::save(tx.db(), &draw).await?;
    let whole = Whole { draw, ..whole };
    tx.record(whole.act("drawing.seeded").digest("seed", digest)).await?;
    let act = whole.protocol("draw.seeded").digest("commitment", commitment.digest());
    tx.record(act.digest("seed", digest)).await?;
    jobs::ask(app, tx.db(), operator, (RUN, &Args { draw: id }), &()).await?;
    Ok(whole)
}

/// What stands in the public record for who read a value: the same for one person in one draw, and nothing of them.
fn reader(draw: DrawId, person: PersonId) -> PersonCode {
    let digest = Digest::of(format!("yaoguang/server/reader\n{draw}\n{person}").as_bytes()).to_string();
    format!("reader-{}", &digest[..16]).parse().expect("hexadecimal digits are a slug")
}
