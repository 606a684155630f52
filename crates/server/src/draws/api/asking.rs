//! 提出、撤回抽取后变更: who asks that a team or a target be [amended](super::amend), and takes back what they asked for.

use axum::extract::State as Held;
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;

use super::amend::{AmendmentAnswer, AmendmentBody, answer, held, one, unvisited, with};
use super::wire::line;
use crate::accounts::Act as Allowed;
use crate::accounts::store::{grants, organisation_within};
use crate::app::App;
use crate::app::auth::{By, Scope};
use crate::app::idempotency;
use crate::app::input::{Json, Path};
use crate::app::problem::Problem;
use crate::app::shell::Tx;
use crate::draws::rules::amend::{self, AmendmentId, Asked, Kind, Named, Reason, State, Target};
use crate::draws::rules::{DrawId, State as DrawState};
use crate::draws::store::{Whole, amendment, target};

/// An amendment to be.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAmendment {
    /// What it is about.
    pub kind: Kind,
    /// The target's code; empty for an absence.
    #[serde(default)]
    pub subject: String,
    /// The inspector's code in the draw; empty for a target that is gone.
    #[serde(default)]
    pub inspector: String,
    /// Why, in public.
    pub reason: Reason,
    /// Why, in words that aren't public.
    pub words: String,
}

/// Ask for an amendment, which somebody else approves: whoever dispatches visits, or an inspector of a team that it concerns.
#[utoipa::path(post, path = "/api/v1/draws/{id}/amendments", tag = "draws", params(("id" = DrawId, Path)), request_body = NewAmendment, responses((status = 200, body = AmendmentBody)))]
pub async fn ask(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<DrawId>,
    Json(body): Json<NewAmendment>,
) -> Result<Json<AmendmentBody>, Problem> {
    let words = line("words", &body.words, true)?;
    let mut tx = app.begin(&by).await?;
    let whole = held(&tx, &by, id).await?;
    let row = amendment::Model {
        id: app.fresh(),
        draw: id,
        kind: body.kind,
        subject: body.subject,
        inspector: body.inspector,
        reason: body.reason,
        words,
        state: State::Asked,
        asker: by.person,
        asked_at: tx.now,
        decider: None,
        decided_at: None,
        answer: String::new(),
        number: None,
        head: None,
        stood_in: String::new(),
        changed: 0,
        open_seats: 0,
        withdrawn_at: None,
    };
    let which = row.id;
    match put(&mut tx, &by, whole, row).await {
        Ok(whole) => answer(tx, whole, which).await,
        Err(refused) => {
            // Nothing was done, so that the key isn't used up either: a retry is judged anew and told the same.
            tx.undo().await?;
            seen(&app, &by, id, &refused).await?;
            Err(refused)
        }
    }
}

/// Put in what is asked for, if it may be.
async fn put(tx: &mut Tx, by: &By, mut whole: Whole, row: amendment::Model) -> Result<Whole, Problem> {
    let asked = Asked { kind: row.kind, subject: &row.subject, inspector: &row.inspector, reason: row.reason };
    let standing = target::one(tx.db(), row.draw, asked.subject).await?.filter(|row| row.gone.is_none());
    let standing = standing.map(|row| Target { team: row.now(), subject: row.code });
    let named = Named {
        target: standing.as_ref(),
        is_benched: target::is_member(tx.db(), row.draw, asked.inspector).await?,
        is_theirs: is_theirs(tx, by, (&whole, &asked, standing.as_ref())).await?,
    };
    amend::ask(whole.draw.state, &asked, named)?;
    unvisited(tx, row.draw, (row.kind, &row.subject)).await?;
    amendment::insert(tx.db(), &row).await?;
    let (kind, mark) = (row.kind, row.mark());
    whole.amendments.push(row);
    let act = whole.act("drawing.amendment-asked").code("kind", kind.code());
    tx.record(act.digest(amendment::MARK, mark)).await?;
    Ok(whole)
}

/// Whether it is for the caller to ask: they dispatch the draw's visits, or they are an inspector whom it concerns. Who else may ask at all, an inspector of another
/// team, could hold up everybody's visits.
async fn is_theirs(
    tx: &Tx,
    by: &By,
    (whole, asked, standing): (&Whole, &Asked<'_>, Option<&Target>),
) -> Result<bool, Problem> {
    let dispatching = grants(tx.db(), by.person).await?.into_iter();
    let dispatching = dispatching.filter(|grant| Allowed::VisitDispatch.allowed().contains(&grant.role));
    let dispatching = Scope(dispatching.map(|grant| grant.path).collect());
    if organisation_within(tx.db(), whole.draw.organisation, &dispatching).await?.is_some() {
        return Ok(true);
    }
    let Some(inspector) = crate::INSPECTOR(tx.db(), by.person).await? else { return Ok(false) };
    let Some(own) = target::code_of(tx.db(), whole.draw.id, inspector).await? else { return Ok(false) };
    let teams: Vec<Vec<String>> = match asked.kind {
        Kind::Absent => {
            let all = target::of(tx.db(), whole.draw.id).await?;
            let teams = all.iter().map(target::Model::now);
            teams.filter(|team| team.iter().any(|code| code == asked.inspector)).collect()
        }
        Kind::Recuse | Kind::Gone => standing.map(|target| target.team.clone()).into_iter().collect(),
    };
    Ok(amend::concerns(asked, &own, &teams))
}

/// What is refused says who was drawn, and who of them goes: before that is published each such answer is a look on record, once however often the same request is
/// tried again. Who can't have it recorded isn't told it.
async fn seen(app: &App, by: &By, id: DrawId, refused: &Problem) -> Result<(), Problem> {
    if refused.status != StatusCode::UNPROCESSABLE_ENTITY {
        return Ok(());
    }
    let mut tx = app.begin_as(by.actor()).await?;
    let whole = held(&tx, by, id).await?;
    let faults = refused.fields.iter().map(|fault| format!(" {}:{}", fault.field, fault.code));
    let told = refused.code.to_owned() + &faults.collect::<String>();
    if whole.draw.state != DrawState::Drawn || !idempotency::first(tx.db(), by, (&told, tx.now)).await? {
        return Ok(());
    }
    tx.record(whole.act("drawing.amendments-opened")).await?;
    tx.commit().await
}

/// Take back what one asked for and nobody has decided, with the reason. It stays on record, and everybody reads that it was taken back.
#[utoipa::path(post, path = "/api/v1/draws/{id}/amendments/{amendment}/withdraw", tag = "draws", params(("id" = DrawId, Path), ("amendment" = AmendmentId, Path)), request_body = AmendmentAnswer, responses((status = 200, body = AmendmentBody)))]
pub async fn withdraw(
    Held(app): Held<App>,
    by: By,
    Path((id, which)): Path<(DrawId, AmendmentId)>,
    Json(body): Json<AmendmentAnswer>,
) -> Result<Json<AmendmentBody>, Problem> {
    let said = line("answer", &body.answer, true)?;
    let mut tx = app.begin(&by).await?;
    let whole = held(&tx, &by, id).await?;
    let row = one(&whole, which)?;
    amend::withdraw(whole.draw.state, row.state, row.asker, by.person)?;
    let row = amendment::Model { state: State::Withdrawn, withdrawn_at: Some(tx.now), answer: said, ..row };
    amendment::save(tx.db(), &row).await?;
    let whole = with(whole, &row);
    let act = whole.act("drawing.amendment-withdrawn").code("kind", row.kind.code());
    tx.record(act.digest(amendment::MARK, row.mark())).await?;
    answer(tx, whole, row.id).await
}
