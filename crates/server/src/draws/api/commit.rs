//! 锁定: everything is gathered and frozen, as a job, and its hash goes on record.

use std::collections::BTreeMap;

use axum::extract::State as Held;
use journal::entry::{FieldName, Opening, Salt};
use lots::commitment::Commitment;
use lots::feasibility::Feasibility;
use lots::hash::Digest;
use lots::share::Secret;
use lots::table::RosterSecret;
use lots::time::Time;
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _};
use serde::Serialize;
use serde_json::json;
use tokio::sync::watch::Sender;

use super::attempt::{self, Mark};
use super::estimate;
use super::held::{Moment, as_approved, held, on_record, plain, settled};
use super::preview::Args;
use super::steps::edition_stands;
use super::wire::StepBody;
use crate::accounts::{Act as Allowed, PersonId};
use crate::app::App;
use crate::app::auth::{self, By};
use crate::app::input::{Json, Path};
use crate::app::jobs::{self, Far, Job, Kind, Step};
use crate::app::journal::Act;
use crate::app::journal::entered::entered;
use crate::app::journal::record::row;
use crate::app::problem::Problem;
use crate::app::shell::{Tx, next};
use crate::app::system::Queued;
use crate::app::value::Timestamp;
use crate::draws::rules::bench::{Absence, Benched, Recused, Someone, bench, training_months};
use crate::draws::rules::freeze::{self, Frozen, Heading, Unfit};
use crate::draws::rules::replay::REPLAYS;
use crate::draws::rules::standing::{Revealing, first_close, is_late};
use crate::draws::rules::{self, DrawId, Refusal, Scheme, State, named};
use crate::draws::store::gather::{Gathered, gather, registered};
use crate::draws::store::{self, Whole, draw, file, identity, party, rule, target};
use crate::inspectors::InspectorId;
use crate::inspectors::rules::Secret as Field;

/// The work.
pub const COMMITTING: Kind = (COMMIT, |app, job| Box::pin(step(app, job)));
const COMMIT: &str = "draw-commit";

/// Freeze everything and put its hash on record. It can't be undone; it can be annulled while no beacon is known.
#[utoipa::path(post, path = "/api/v1/draws/{id}/commit", tag = "draws", params(("id" = DrawId, Path)), request_body = StepBody, responses((status = 202, body = Queued)))]
pub async fn begin(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<DrawId>,
    Json(body): Json<StepBody>,
) -> Result<(axum::http::StatusCode, Json<Queued>), Problem> {
    let mut tx = app.begin(&by).await?;
    let whole = store::load(tx.db(), id, &by.scope).await?;
    let hands = store::hands(tx.db(), &whole.draw).await?;
    let given: Vec<bool> = whole.parties.iter().map(|party| party.hash.is_some()).collect();
    rules::commit(whole.draw.state, &hands, by.person, &given)?;
    let scheme = whole.draw.scheme()?;
    rules::near(&scheme, tx.now.date())?;
    rules::holders(&scheme, whole.parties.iter().map(|party| party.holds))?;
    edition_stands(tx.db(), &scheme).await?;
    as_approved(tx.db(), &whole).await?;
    rule::in_force(tx.db(), whole.draw.organisation).await?.ok_or(Refusal::NoRule)?;
    // The version that was read is the one that will be frozen, or the job ends with `stale`.
    let draw = draw::Model { version: next(whole.draw.version, body.version), ..whole.draw.clone() };
    draw::save(tx.db(), &draw).await?;
    let whole = Whole { draw, ..whole };
    let job =
        jobs::ask(&app, tx.db(), (by.person.0, by.role), (COMMIT, &Args { draw: id }), &whole.draw.version).await?;
    tx.record(whole.act("drawing.commit-asked")).await?;
    tx.commit().await?;
    app.queued.notify_one();
    Ok((axum::http::StatusCode::ACCEPTED, Json(Queued { job })))
}

/// The parties as the plan sees them. Before they have given their hashes a preview supposes some.
#[must_use]
pub fn revealing(whole: &Whole, supposing: bool) -> Vec<Revealing> {
    let one = |party: &party::Model| {
        let hash = party.hash.as_ref().and_then(|hash| hash.parse().ok()).or(supposing.then(Digest::default))?;
        Some(Revealing { code: party.code.parse().ok()?, hash, outside: party.outside })
    };
    whole.parties.iter().filter_map(one).collect()
}

/// What is frozen and what keeps it secret.
struct Ready {
    frozen: Frozen,
    benched: Benched,
    absence: Absence,
    roster: RosterSecret,
    secret: Secret,
    commitment: Commitment,
    rule: rule::Model,
}

async fn step(app: App, job: Job) -> Result<Step, Problem> {
    let by = auth::standing(&app, PersonId(job.0.person), Allowed::DrawOperate).await?;
    let (Args { draw }, mark) = (job.args()?, job.mark::<Mark>()?);
    let whole = store::load(app.read(), draw, &by.scope).await?;
    if !waits(&whole, mark)? {
        return Ok(Step::Done(json!({"commitment": whole.draw.commitment})));
    }
    attempt::begin(&app, &job, &whole).await?;
    attempt::once(tried((&app, &job), &by, (draw, mark)).await)
}

/// Whether there is anything to do: a draw is committed already if the worker was killed between the commit and the job's own end.
fn waits(whole: &Whole, mark: Mark) -> Result<bool, Problem> {
    match whole.draw.state {
        State::Committed => Ok(false),
        State::Approved if whole.draw.version == mark.version() => Ok(true),
        _ => Err(Problem::stale()),
    }
}

async fn tried((app, job): (&App, &Job), by: &By, (draw, mark): (DrawId, Mark)) -> Result<Step, Problem> {
    let (tell, heard) = jobs::telling();
    let moment = job.followed(app, on_record(app, draw), heard.clone()).await??;
    let whole = store::load(&*moment.db, draw, &by.scope).await?;
    // The draw is as of its first look, however long the work takes: what is done in between isn't gathered, and counts as done after the commit.
    let taken = app.now();
    if !waits(&whole, mark)? {
        return Ok(Step::Done(json!({"commitment": whole.draw.commitment})));
    }
    let waiting = moment.waiting();
    let ready = job.followed(app, ready(app, (moment, taken), &whole, tell), heard.clone()).await??;
    job.followed(app, settled(app, waiting), heard).await??;
    let commitment = ready.commitment.digest();
    save(app, job, by, whole, ready).await?;
    Ok(Step::Done(json!({"commitment": commitment})))
}

/// What a commit is made of.
struct Stock {
    /// When the registries were read.
    taken: Timestamp,
    scheme: Scheme,
    rule: rule::Model,
    /// Whether the registries were held against the journal.
    held: bool,
    gathered: Gathered,
}

/// Gather and freeze.
async fn ready(
    app: &App,
    (moment, taken): (Moment, Timestamp),
    whole: &Whole,
    tell: Sender<Far>,
) -> Result<Ready, Problem> {
    let (scheme, today) = (whole.draw.scheme()?, taken.date());
    rules::near(&scheme, today)?;
    let snapshot = &*moment.db;
    let rule = rule::in_force(snapshot, whole.draw.organisation).await?.ok_or(Refusal::NoRule)?;
    let held = held(app, &moment, whole, &tell).await?;
    // Somebody named at the approval who has another number since would be left out of nothing.
    named::check(&scheme, &registered(snapshot, whole.draw.organisation, &scheme).await?)?;
    // The third quarter.
    let mut told = |done, of| {
        tell.send_replace(Far { done: 2 * of + done, total: 4 * of });
    };
    let gathered = gather(snapshot, whole.draw.organisation, (&scheme, today), &mut told).await?;
    plain(snapshot).await?;
    // Replays may take minutes, and read nothing.
    drop(moment);
    let stock = Stock { taken, scheme, rule, held, gathered };
    let (app, whole) = (app.clone(), whole.clone());
    // A million rows are hashed: not on a thread that answers requests.
    tokio::task::spawn_blocking(move || put_together(&app, &whole, stock, &tell)).await.map_err(Problem::broken)?
}

/// Freeze what was gathered, once the bench suffices for it.
fn put_together(app: &App, whole: &Whole, stock: Stock, tell: &Sender<Far>) -> Result<Ready, Problem> {
    let Stock { taken, scheme, rule, held, gathered } = stock;
    let standing = rule.rule()?;
    let (roster, secret) = (RosterSecret(random(app)), random(app));
    let secret = if scheme.disclosure.is_some() { Secret::new(secret) } else { Secret::AT_ONCE };
    let benched = bench(&scheme, &gathered.people, &roster);
    each_once(app, &gathered.people, &benched)?;
    let absence = benched.absence(&scheme, &gathered.parted);
    let training_months = Some(training_months(&gathered.people));
    let mut salt = || {
        let mut bytes = [0; 16];
        app.outside.random(&mut bytes);
        bytes
    };
    let frozen = freeze::tables(&scheme, gathered.parted, &benched, &gathered.conflicts, &mut salt);
    let frozen = frozen.map_err(Refusal::Freeze)?;
    if let Some(stratum) = freeze::telling(&scheme, &frozen.strata).next() {
        return Err(Refusal::Freeze(Unfit::Telling(stratum.name.to_string(), stratum.population)).into());
    }
    let feasibility = freeze::feasibility(&scheme, &frozen).map_err(Refusal::Freeze)?;
    if let Feasibility::Impossible(witness) = &feasibility {
        return Err(Refusal::Freeze(Unfit::Infeasible(witness.demand, witness.places)).into());
    }
    let heading = Heading {
        draw: whole.draw.id,
        origin: &app.config.journal_organisation,
        task: &whole.draw.task,
        number: u64::try_from(whole.draw.number).unwrap_or(1),
        why: &whole.draw.why,
        committed: Time::beijing(taken.seconds()).map_err(Problem::broken)?,
    };
    let parties = revealing(whole, false);
    let commitment = freeze::commitment(&heading, (&scheme, &frozen), (&roster, &secret), (&standing, &parties));
    let commitment = commitment.map_err(Refusal::Freeze)?;
    let replays = match feasibility {
        Feasibility::Unsure => seated(&scheme, &frozen, &commitment, tell)?,
        _ => 0,
    };
    let recused = Recused {
        unmatched: gathered.unmatched,
        ..Recused::of((&frozen.recusals, &frozen.subjects), &benched, &scheme.seats)
    };
    let suggested = Some(gathered.suggested);
    let absence = Absence { recused, held: Some(held), replays: Some(replays), training_months, suggested, ..absence };
    Ok(Ready { absence, frozen, benched, roster, secret, commitment, rule })
}

/// Nobody who can be drawn is on the bench twice, under two certificates: they would be drawn twice as often, and could be both of a team. Whose id number
/// isn't known is held against the others by the certificate alone.
fn each_once(app: &App, people: &[Someone], benched: &Benched) -> Result<(), Problem> {
    let mut id_numbers = BTreeMap::<InspectorId, String>::new();
    for one in people {
        if let Some(sealed) = &one.id_number {
            let opened = app.crypt.open(one.id.0, Field::IdNumber.code(), sealed).map_err(Problem::broken)?;
            id_numbers.insert(one.id, opened);
        }
    }
    let same = benched.same_person(&id_numbers);
    same.map_or(Ok(()), |(one, other)| {
        Err(Problem::refused("draw-same-person").with("one", one.to_owned()).with("other", other.to_owned()))
    })
}

/// By how many made-up draws it is estimated that the bench suffices; if one of them can't be seated, nothing is committed.
fn seated(scheme: &Scheme, frozen: &Frozen, commitment: &Commitment, tell: &Sender<Far>) -> Result<u64, Problem> {
    let replays = freeze::replays(scheme, frozen).map_err(Refusal::Freeze)?;
    match estimate::unseated(&replays, &commitment.digest(), tell)? {
        0 => Ok(REPLAYS),
        count => Err(Refusal::Freeze(Unfit::Unseated(count, REPLAYS)).into()),
    }
}

async fn save(app: &App, job: &Job, by: &By, whole: Whole, ready: Ready) -> Result<(), Problem> {
    let mut tx = app.begin_as(job.actor()).await?;
    if is_late(ready.commitment.plan(), tx.now) {
        return Err(Refusal::CommitLate.into());
    }
    let (members, entries) = keep(app, &tx, whole.draw.id, &ready).await?;
    let parties = shared(app, &whole, &ready.secret);
    for party in &parties {
        party::save(tx.db(), party).await?;
    }
    let body = ready.commitment.body();
    let rows = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let draw = draw::Model {
        state: State::Committed,
        rule: Some(ready.rule.id),
        operator: Some(by.person),
        assurance: Some(format!("{:?}", body.assurance)),
        commitment: Some(ready.commitment.digest().to_string()),
        subjects: rows(body.tables.subjects.rows),
        excluded: rows(body.tables.excluded.rows),
        inspectors: rows(body.tables.bench.rows),
        recusals: rows(body.tables.recusals.rows),
        absent: rows(ready.absence.reasons.values().sum()),
        absence: Some(told(&ready.absence).to_string()),
        members: Some(members.to_string()),
        entries: Some(entries.to_string()),
        first_close: Some(first_close(ready.commitment.plan())),
        committed_at: Some(Timestamp(body.committed.seconds() * 1_000_000)),
        version: whole.draw.version + 1,
        ..whole.draw.clone()
    };
    draw::save(tx.db(), &draw).await?;
    let whole = Whole { draw, parties, ..whole };
    record(app, &mut tx, &whole, (&ready.commitment, &ready.absence, members)).await?;
    super::relay::ask(app, tx.db(), &whole.draw, &ready.commitment).await?;
    job.save(tx.db(), Far { done: 1, total: 1 }, &Mark::Asked(whole.draw.version)).await?;
    tx.commit().await
}

/// Keep the files of an auditor's bundle, the secrets encrypted, and who has which code: these are the digests of that, inspectors first.
async fn keep(app: &App, tx: &Tx, id: DrawId, ready: &Ready) -> Result<(Digest, Digest), Problem> {
    let Frozen { subjects, excluded, bench, recusals, .. } = &ready.frozen;
    let texts = [
        ("commitment.json", ready.commitment.text()),
        ("subjects.tsv", subjects.to_file()),
        ("excluded.tsv", excluded.to_file()),
        ("bench.tsv", bench.to_file()),
        ("recusals.tsv", recusals.to_file()),
    ];
    for (name, text) in texts {
        file::put(tx.db(), id, name, text.as_bytes()).await?;
    }
    let hex = String::from_utf8_lossy(&ready.secret.hex()).into_owned();
    for (name, text) in [(file::ROSTER_SECRET, ready.roster.to_file()), (file::SECRET, hex)] {
        let sealed = app.crypt.seal(&*app.outside, id.0, name, &text);
        file::put(tx.db(), id, name, &sealed).await?;
    }
    file::put(tx.db(), id, file::ABSENCE, lots::canonical::to_text(&ready.absence).as_bytes()).await?;
    let entries = identity::entries(&ready.frozen.entries)?;
    file::put(tx.db(), id, file::ENTRIES, &entries).await?;
    let salt = Digest(random(app)).to_string();
    let members = target::seat(tx.db(), id, (&ready.benched.seated, &salt)).await?;
    Ok((members, Digest::of(&entries)))
}

fn random(app: &App) -> [u8; 32] {
    let mut bytes = [0; 32];
    app.outside.random(&mut bytes);
    bytes
}

/// The digest of the file that says who takes no part.
fn told(absence: &Absence) -> Digest {
    Digest::of(lots::canonical::to_text(absence).as_bytes())
}

/// The parties with the shares they hold of an unannounced draw's secret.
fn shared(app: &App, whole: &Whole, secret: &Secret) -> Vec<party::Model> {
    let shares = secret.split(random(app));
    let with = |party: &party::Model| {
        let held = usize::try_from(party.holds - 1).ok().and_then(|at| shares.get(at));
        let held = held.filter(|_| *secret != Secret::AT_ONCE);
        let share = held.map(|share| app.crypt.seal(&*app.outside, party.id.0, "share", &share.to_string()));
        party::Model { share, ..party.clone() }
    };
    whole.parties.iter().map(with).collect()
}

/// The protocol's entry and the house's. The seal of the task's name is opened in `journal.json`, so its opening is a file of the draw.
async fn record(
    app: &App,
    tx: &mut Tx,
    whole: &Whole,
    (commitment, absence, members): (&Commitment, &Absence, Digest),
) -> Result<(), Problem> {
    let task = sealed(app, tx, whole, ("task", file::TASK, &whole.draw.task)).await?;
    let act = whole.act("drawing.committed").digest("commitment", commitment.digest());
    let rows = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let act = act.number("absent", whole.draw.absent).number("absent_named", rows(absence.named));
    let act = act.number("excluded_named", rows(absence.excluded_named));
    let act = act.code("registry", if absence.held == Some(true) { "held" } else { "not-held" });
    // Of an unannounced draw too: it follows from what is frozen and the public digest of that, so it says nothing of a seed that isn't there yet. That
    // somewhere more subjects are named in recusals than are drawn, as an estimate says, names none of them.
    let replays = rows(absence.replays.unwrap_or_default());
    let act = act.code("feasibility", if replays > 0 { "estimated" } else { "certain" });
    let act = if replays > 0 { act.number("replays", replays) } else { act };
    // Of a draw that is a secret yet a digest alone would tell what it is: there are few schemes to try.
    let scheme = whole.draw.scheme()?.told();
    let act = match whole.draw.disclosure {
        None => act.digest("scheme", Digest::of(scheme.as_bytes())),
        Some(_) => act.seal("scheme", sealed(app, tx, whole, ("scheme", file::SCHEME, &scheme)).await?),
    };
    tx.record(act.digest("absence", told(absence)).digest("members", members)).await?;
    let act = facts(whole.protocol("draw.committed"), whole, commitment).seal("task", task);
    tx.record(act).await
}

/// A seal of a text, whose opening is a file of the draw.
async fn sealed(app: &App, tx: &Tx, whole: &Whole, (field, name, text): (&str, &str, &str)) -> Result<Digest, Problem> {
    let field: FieldName = field.parse().expect("a field's name");
    let opening = Opening { field, salt: Salt::new(random(app)), value: text.to_owned() };
    file::put(tx.db(), whole.draw.id, name, opening.text().as_bytes()).await?;
    Ok(opening.seal())
}

fn facts(act: Act, whole: &Whole, commitment: &Commitment) -> Act {
    let row = &whole.draw;
    act.digest("commitment", commitment.digest())
        .number("number", row.number)
        .number("subjects", row.subjects)
        .number("excluded", row.excluded)
        .number("inspectors", row.inspectors)
        .number("recusals", row.recusals)
}

/// What a committed draw's files say.
///
/// # Errors
/// `broken` if they aren't what this program wrote.
pub async fn commitment<C: ConnectionTrait>(db: &C, id: DrawId) -> Result<Commitment, Problem> {
    Commitment::from_text(&file::need(db, id, "commitment.json").await?).map_err(Problem::broken)
}

/// A secret that was kept encrypted.
///
/// # Errors
/// `broken`.
pub async fn opened<C: ConnectionTrait>(app: &App, db: &C, id: DrawId, name: &str) -> Result<String, Problem> {
    let sealed = file::need(db, id, name).await?;
    app.crypt.open(id.0, name, &sealed).map_err(Problem::broken)
}

/// Whether an act of the protocol is in the journal, under a signed checkpoint. `db` is where the act is looked for: what isn't committed
/// isn't in.
///
/// # Errors
/// [`Refusal::EntryWaiting`].
pub async fn in_journal<C: ConnectionTrait>(app: &App, db: &C, id: DrawId, kind: &str) -> Result<(), Problem> {
    let of = row::Entity::find().filter(row::Column::CaseKind.eq("draw")).filter(row::Column::CaseId.eq(id.0));
    let act = of.filter(row::Column::Kind.eq(kind)).one(db).await?;
    match act {
        Some(act) if act.entry.is_some() && entered(app, act.id).await? => Ok(()),
        _ => Err(Refusal::EntryWaiting.into()),
    }
}

/// What is answered where there is nothing more to say.
#[derive(Clone, Copy, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = DrawDone)]
pub struct DoneBody {
    /// For further acts.
    pub version: i64,
}
