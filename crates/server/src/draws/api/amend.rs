//! 抽取后变更: a recusal or absence declared after the draw, a target that is gone. One [asks](super::asking), another approves; `lots` says who takes the seat.

use std::collections::BTreeMap;

use axum::extract::State as Held;
use lots::amend::{Amendment, Request, State as Standing};
use lots::hash::Digest;
use lots::result::DrawResult;
use sea_orm::DatabaseTransaction;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::commit::{commitment, in_journal, opened};
use super::run::people;
use super::targets::{MemberBody, members};
use super::wire::{Who, line};
use crate::accounts::PersonId;
use crate::accounts::store::person;
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::{Json, Path};
use crate::app::problem::Problem;
use crate::app::shell::{Tx, found};
use crate::app::value::Timestamp;
use crate::draws::rules::amend::{self, AmendmentId, Kind, Notices, Reason, State};
use crate::draws::rules::{DrawId, Refusal, State as DrawState};
use crate::draws::store::{self, Whole, amendment, draw, file, identity, target};
use lots::table::RosterSecret;

/// An amendment.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AmendmentBody {
    /// Which.
    pub id: AmendmentId,
    /// What it is about.
    pub kind: Kind,
    /// The target's code; empty for an absence.
    pub subject: String,
    /// Its name in the registry today.
    pub subject_name: String,
    /// The inspector, unless a target is gone.
    pub inspector: Option<MemberBody>,
    /// Why, in public.
    pub reason: Reason,
    /// Why, in words that aren't public.
    pub words: String,
    /// Where it stands.
    pub state: State,
    /// Who asked.
    pub asker: Who,
    /// When.
    pub asked_at: Timestamp,
    /// Who approved or declined it.
    pub decider: Option<Who>,
    /// When.
    pub decided_at: Option<Timestamp>,
    /// What they said to it, or why who asked took it back.
    pub answer: String,
    /// Its number in the chain, from 1.
    pub number: Option<i64>,
    /// Its hash.
    pub head: Option<String>,
    /// The reserve that became a target; empty if none did.
    pub stood_in: String,
    /// Its name when it was drawn.
    pub stood_in_name: String,
    /// How many teams it changed.
    pub changed: i64,
    /// How many of their seats nobody fills.
    pub open_seats: i64,
    /// When who asked took it back, if they did; why stands in `answer`.
    pub withdrawn_at: Option<Timestamp>,
    /// Whether notice was given of the visits that it is about; nothing once it is over.
    pub notices: Option<NoticesBody>,
}

/// How it stands with the notices of the visits that an amendment is about: the target's, or those of all teams that the inspector is of.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[schema(as = AmendmentNotices)]
pub struct NoticesBody {
    /// How many visits were dispatched.
    pub visits: u64,
    /// Of how many of them notice was given.
    pub given: u64,
    /// When that was first.
    pub first_at: Option<Timestamp>,
}

impl From<Notices> for NoticesBody {
    fn from(Notices { visits, given, first }: Notices) -> Self {
        Self { visits, given, first_at: first }
    }
}

/// All amendments of a draw, as bodies.
async fn bodies(db: &DatabaseTransaction, whole: &Whole) -> Result<Vec<AmendmentBody>, Problem> {
    let rows = &whole.amendments;
    let people: Vec<PersonId> = rows.iter().flat_map(|row| [Some(row.asker), row.decider]).flatten().collect();
    let people: BTreeMap<PersonId, String> = person::names(db, people).await?;
    let who = |id: PersonId| Who { id, name: people.get(&id).cloned().unwrap_or_default() };
    let codes = rows.iter().flat_map(|row| [row.subject.as_str(), row.stood_in.as_str()]);
    let codes: Vec<&str> = codes.filter(|code| !code.is_empty()).collect();
    let drawn = identity::of(db, &whole.draw, &codes).await?;
    let name = |code: &str| drawn.get(code).map(|one| one.name.clone()).unwrap_or_default();
    let members = members(db, whole.draw.id).await?;
    let notices = notices(db, whole).await?;
    let body = |row: &amendment::Model| AmendmentBody {
        id: row.id,
        kind: row.kind,
        subject: row.subject.clone(),
        subject_name: name(&row.subject),
        inspector: members.get(&row.inspector).cloned(),
        reason: row.reason,
        words: row.words.clone(),
        state: row.state,
        asker: who(row.asker),
        asked_at: row.asked_at,
        decider: row.decider.map(who),
        decided_at: row.decided_at,
        answer: row.answer.clone(),
        number: row.number,
        head: row.head.clone(),
        stood_in: row.stood_in.clone(),
        stood_in_name: name(&row.stood_in),
        changed: row.changed,
        open_seats: row.open_seats,
        withdrawn_at: row.withdrawn_at,
        notices: notices.get(&row.id).copied().map(NoticesBody::from),
    };
    Ok(rows.iter().map(body).collect())
}

/// How it stands with the notices of the visits that each undecided amendment is about: whoever decides weighs whether the business was told who comes.
async fn notices(db: &DatabaseTransaction, whole: &Whole) -> Result<BTreeMap<AmendmentId, Notices>, Problem> {
    let asked: Vec<&amendment::Model> = whole.amendments.iter().filter(|row| row.state == State::Asked).collect();
    if asked.is_empty() {
        return Ok(BTreeMap::new());
    }
    let given = crate::NOTICED(db, whole.draw.id).await?;
    let targets = match asked.iter().any(|row| row.kind == Kind::Absent) {
        true => target::of(db, whole.draw.id).await?,
        false => Vec::new(),
    };
    let of = |row: &amendment::Model| match row.kind {
        Kind::Absent => {
            let theirs = targets.iter().filter(|target| target.now().contains(&row.inspector));
            Notices::of(theirs.filter_map(|target| given.get(&target.code).copied()))
        }
        Kind::Recuse | Kind::Gone => Notices::of(given.get(&row.subject).copied()),
    };
    Ok(asked.into_iter().map(|row| (row.id, of(row))).collect())
}

/// What was asked and decided after the draw. Before the draw is published each look is on record.
#[utoipa::path(post, path = "/api/v1/draws/{id}/amendments/open", tag = "draws", params(("id" = DrawId, Path)), responses((status = 200, body = Vec<AmendmentBody>)))]
pub async fn list(Held(app): Held<App>, by: By, Path(id): Path<DrawId>) -> Result<Json<Vec<AmendmentBody>>, Problem> {
    let mut tx = app.begin(&by).await?;
    draw::look(tx.db(), id).await?;
    let whole = store::load(tx.db(), id, &by.scope).await?;
    if whole.draw.state == DrawState::Drawn {
        tx.record(whole.act("drawing.amendments-opened")).await?;
    }
    let bodies = bodies(tx.db(), &whole).await?;
    tx.commit().await?;
    Ok(Json(bodies))
}

/// A target that was visited isn't gone: with it would go what was found there.
pub(super) async fn unvisited(tx: &Tx, id: DrawId, (kind, subject): (Kind, &str)) -> Result<(), Problem> {
    if kind == Kind::Gone && crate::VISITED(tx.db(), id, subject).await? {
        return Err(Refusal::Visited.into());
    }
    Ok(())
}

/// Commit, and say how the amendment stands.
pub(super) async fn answer(tx: Tx, whole: Whole, id: AmendmentId) -> Result<Json<AmendmentBody>, Problem> {
    let bodies = bodies(tx.db(), &whole).await?;
    tx.commit().await?;
    Ok(Json(found(bodies.into_iter().find(|body| body.id == id))?))
}

/// A decision.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AmendmentAnswer {
    /// What is said to it.
    #[serde(default)]
    pub answer: String,
}

/// The draw as the last change of it left it; nobody else changes it until this change ends.
pub(super) async fn held(tx: &Tx, by: &By, id: DrawId) -> Result<Whole, Problem> {
    store::load(tx.db(), id, &by.scope).await?;
    draw::hold(tx.db(), id).await?;
    store::load(tx.db(), id, &by.scope).await
}

/// One of a draw's amendments.
///
/// # Errors
/// `not-found`.
pub(super) fn one(whole: &Whole, which: AmendmentId) -> Result<amendment::Model, Problem> {
    found(whole.amendments.iter().find(|row| row.id == which).cloned())
}

/// The draw, held, and the amendment that is decided about.
async fn undecided(tx: &Tx, by: &By, (id, which): (DrawId, AmendmentId)) -> Result<(Whole, amendment::Model), Problem> {
    let whole = held(tx, by, id).await?;
    let row = one(&whole, which)?;
    amend::decide(whole.draw.state, row.state, row.asker, by.person)?;
    Ok((whole, row))
}

pub(super) fn with(mut whole: Whole, row: &amendment::Model) -> Whole {
    whole.amendments.iter_mut().filter(|one| one.id == row.id).for_each(|one| one.clone_from(row));
    whole
}

/// Approve what somebody else asked for: the next acceptable pairs in ticket order take the seats, a stratum's next reserve stands in.
#[utoipa::path(post, path = "/api/v1/draws/{id}/amendments/{amendment}/approve", tag = "draws", params(("id" = DrawId, Path), ("amendment" = AmendmentId, Path)), request_body = AmendmentAnswer, responses((status = 200, body = AmendmentBody)))]
pub async fn approve(
    Held(app): Held<App>,
    by: By,
    Path(which): Path<(DrawId, AmendmentId)>,
    Json(body): Json<AmendmentAnswer>,
) -> Result<Json<AmendmentBody>, Problem> {
    let said = line("answer", &body.answer, false)?;
    let mut tx = app.begin(&by).await?;
    let (whole, row) = undecided(&tx, &by, which).await?;
    unvisited(&tx, which.0, (row.kind, &row.subject)).await?;
    in_journal(&app, tx.db(), which.0, "draw.drawn").await?;
    let (amendment, result) = made(&app, &tx, &row, by.person).await?;
    amendment::link(tx.db(), which.0, &amendment).await?;
    let code = amendment.outcome.stood_in.as_ref().map(ToString::to_string);
    let code: Vec<&str> = code.iter().map(String::as_str).collect();
    let identities = identity::of(tx.db(), &whole.draw, &code).await?;
    let teams = target::amend(tx.db(), which.0, (&amendment, &result, &identities)).await?.to_string();
    draw::seal(tx.db(), which.0, &teams).await?;
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let (number, head) = (i64::try_from(amendment.number).unwrap_or(i64::MAX), amendment.digest());
    let row = amendment::Model {
        state: State::Approved,
        decider: Some(by.person),
        decided_at: Some(tx.now),
        answer: said,
        number: Some(number),
        head: Some(head.to_string()),
        stood_in: amendment.outcome.stood_in.as_ref().map(ToString::to_string).unwrap_or_default(),
        changed: count(amendment.outcome.changes.len()),
        open_seats: count(amendment.outcome.open.len()),
        ..row
    };
    amendment::save(tx.db(), &row).await?;
    let mut whole = with(whole, &row);
    whole.draw.teams = Some(teams);
    let act = whole.act("drawing.amended").number("number", number).digest("head", head);
    tx.record(act.digest(amendment::MARK, row.mark())).await?;
    let act = whole.protocol("draw.amended").digest("commitment", result.commitment).digest("head", head);
    tx.record(act.number("number", number).code("reason", row.reason.code())).await?;
    answer(tx, whole, row.id).await
}

/// The next link of the chain, after holding every input against its digest: what lies in the database is not believed.
async fn made(app: &App, tx: &Tx, row: &amendment::Model, by: PersonId) -> Result<(Amendment, DrawResult), Problem> {
    let (db, id) = (tx.db(), row.draw);
    let commitment = commitment(db, id).await?;
    let (bench, recusals) = (file::need(db, id, "bench.tsv").await?, file::need(db, id, "recusals.tsv").await?);
    let roster = opened(app, db, id, file::ROSTER_SECRET).await?;
    let text = file::need(db, id, "result.json").await?;
    let chain = amendment::chain(db, id).await?;
    let event = amend::event(row.kind, &row.subject, &row.inspector);
    let event = event.ok_or_else(|| Problem::broken("a code of a draw hasn't its form"))?;
    let reason = row.reason.code().parse().map_err(Problem::broken)?;
    let request = Request { approver: amend::approver(by), event, reason };
    let making = move || -> Result<(Amendment, DrawResult), Problem> {
        let roster = RosterSecret::from_file(roster.as_bytes()).map_err(Problem::broken)?;
        let people = people(&commitment, (&bench, &recusals), &roster)?;
        let result = DrawResult::from_text(&text).map_err(Problem::broken)?;
        let slack = lots::result::slack(&commitment);
        let mut standing = match chain {
            None => Standing::new(&result, slack),
            Some(chain) => Standing::replay(&chain, &result, slack, None).map_err(Problem::broken)?,
        };
        let amendment = standing.apply(request, &people).map_err(|why| match amend::refused(&why) {
            Some(refusal) => refusal.into(),
            None => Problem::broken(why),
        })?;
        Ok((amendment, result))
    };
    let made = tokio::task::spawn_blocking(making).await.map_err(Problem::broken)??;
    let known = store::any(db, id).await?.draw.result;
    match known == Some(Digest::of(made.1.text().as_bytes()).to_string()) {
        true => Ok(made),
        false => Err(Problem::broken("result.json isn't what was drawn")),
    }
}

/// Decline what somebody else asked for, with the reason. It stays on record.
#[utoipa::path(post, path = "/api/v1/draws/{id}/amendments/{amendment}/decline", tag = "draws", params(("id" = DrawId, Path), ("amendment" = AmendmentId, Path)), request_body = AmendmentAnswer, responses((status = 200, body = AmendmentBody)))]
pub async fn decline(
    Held(app): Held<App>,
    by: By,
    Path(which): Path<(DrawId, AmendmentId)>,
    Json(body): Json<AmendmentAnswer>,
) -> Result<Json<AmendmentBody>, Problem> {
    let said = line("answer", &body.answer, true)?;
    let mut tx = app.begin(&by).await?;
    let (whole, row) = undecided(&tx, &by, which).await?;
    let row = amendment::Model {
        state: State::Declined,
        decider: Some(by.person),
        decided_at: Some(tx.now),
        answer: said,
        ..row
    };
    amendment::save(tx.db(), &row).await?;
    let whole = with(whole, &row);
    let act = whole.act("drawing.amendment-declined").code("kind", row.kind.code());
    tx.record(act.digest(amendment::MARK, row.mark())).await?;
    answer(tx, whole, row.id).await
}
