//! A complaint on its way: assigned, handled, sent back, closed; or refused, transferred, withdrawn.

use axum::extract::State;
use serde::Deserialize;
use utoipa::ToSchema;

use super::link::{linked, telling};
use super::settled;
use super::wire::ComplaintBody;
use crate::accounts::PersonId;
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::{Json, Path};
use crate::app::journal::Act;
use crate::app::problem::Problem;
use crate::app::shell::Tx;
use crate::app::value::Date;
use crate::complaints::rules::State as Stage;
use crate::complaints::rules::check::{self, Handling};
use crate::complaints::rules::{self, Assignment, ComplaintId, NoteKind, Refusal, Standing};
use crate::complaints::store::{Whole, complaint, handler, hung, note, plain, whole_within};
use crate::subjects::SubjectId;
use crate::subjects::rules::check::line;

/// Whom a complaint goes to.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AssignBody {
    /// An inspector who is competent for the complaint's organisation.
    pub handler: PersonId,
    /// Until which day: from today to a year on.
    pub due: Date,
    /// The version that was read.
    pub version: i64,
}

/// Why something is done.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ComplaintReason)]
pub struct ReasonBody {
    /// Why: 1–500 characters.
    pub reason: String,
    /// The version that was read.
    pub version: i64,
}

/// Where a complaint is transferred to, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TransferBody {
    /// The authority: 1–100 characters.
    pub to: String,
    /// Why: 1–500 characters.
    pub reason: String,
    /// The version that was read.
    pub version: i64,
}

/// What was found and done.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HandleBody {
    /// All of it.
    pub handling: Handling,
    /// The business in the registry that it is about, where the complaint names none yet.
    #[serde(default)]
    pub subject: Option<SubjectId>,
    /// The version that was read.
    pub version: i64,
}

/// What is left to say at the end.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseBody {
    /// The business in the registry that it is about, where the complaint names none yet.
    #[serde(default)]
    pub subject: Option<SubjectId>,
    /// Why no entry is known, 1–500 characters: of what was found true, wholly or in part, of a business that isn't named. Of any other complaint empty.
    #[serde(default)]
    pub no_subject_why: String,
    /// The version that was read.
    pub version: i64,
}

/// Give a complaint to an inspector, or to another, or until another day.
#[utoipa::path(post, path = "/api/v1/complaints/{id}/assign", tag = "complaints", params(("id" = ComplaintId, Path)), request_body = AssignBody, responses((status = 200, body = ComplaintBody)))]
pub async fn assign(
    State(app): State<App>,
    by: By,
    Path(id): Path<ComplaintId>,
    Json(body): Json<AssignBody>,
) -> Result<Json<ComplaintBody>, Problem> {
    let AssignBody { handler: to, due, version } = body;
    let tx = app.begin(&by).await?;
    settled(check::due(due, tx.now.date()))?;
    let (whole, organisation) = whole_within(tx.db(), id, &by.scope).await?;
    let able = handler::is_able(tx.db(), to, &organisation).await?;
    let state = rules::assign(&whole.row.standing(), by.person, Assignment { to, due, able })?;
    let (handler, assigner, day) = (Some(to), Some(by.person), Some(due));
    let row = complaint::Model { handler, assigner, due: day, ..whole.row.touched(tx.now, version) };
    let whole = Whole { row: row.moved(state), ..whole };
    finish(&app, tx, whole, |whole| whole.act("complaint.assigned").number("due", rules::day_number(due))).await
}

/// Refuse a complaint (不予受理).
#[utoipa::path(post, path = "/api/v1/complaints/{id}/refuse", tag = "complaints", params(("id" = ComplaintId, Path)), request_body = ReasonBody, responses((status = 200, body = ComplaintBody)))]
pub async fn refuse(
    State(app): State<App>,
    by: By,
    Path(id): Path<ComplaintId>,
    Json(body): Json<ReasonBody>,
) -> Result<Json<ComplaintBody>, Problem> {
    let end = End { rule: rules::refuse, note: NoteKind::Refused, kind: "complaint.refused", to: None };
    ended(&app, &by, id, body, end).await
}

/// Hand a complaint to the authority that is competent (移送).
#[utoipa::path(post, path = "/api/v1/complaints/{id}/transfer", tag = "complaints", params(("id" = ComplaintId, Path)), request_body = TransferBody, responses((status = 200, body = ComplaintBody)))]
pub async fn transfer(
    State(app): State<App>,
    by: By,
    Path(id): Path<ComplaintId>,
    Json(body): Json<TransferBody>,
) -> Result<Json<ComplaintBody>, Problem> {
    let TransferBody { to, reason, version } = body;
    settled(line("to", &to, 100, true))?;
    let end = End { rule: rules::transfer, note: NoteKind::Transferred, kind: "complaint.transferred", to: Some(to) };
    ended(&app, &by, id, ReasonBody { reason, version }, end).await
}

/// Note that a complaint was withdrawn by who made it (撤回).
#[utoipa::path(post, path = "/api/v1/complaints/{id}/withdraw", tag = "complaints", params(("id" = ComplaintId, Path)), request_body = ReasonBody, responses((status = 200, body = ComplaintBody)))]
pub async fn withdraw(
    State(app): State<App>,
    by: By,
    Path(id): Path<ComplaintId>,
    Json(body): Json<ReasonBody>,
) -> Result<Json<ComplaintBody>, Problem> {
    let end = End { rule: rules::withdraw, note: NoteKind::Withdrawn, kind: "complaint.withdrawn", to: None };
    ended(&app, &by, id, body, end).await
}

/// Report what was found and done. The handler's own act.
#[utoipa::path(post, path = "/api/v1/complaints/{id}/handle", tag = "complaints", params(("id" = ComplaintId, Path)), request_body = HandleBody, responses((status = 200, body = ComplaintBody)))]
pub async fn handle(
    State(app): State<App>,
    by: By,
    Path(id): Path<ComplaintId>,
    Json(body): Json<HandleBody>,
) -> Result<Json<ComplaintBody>, Problem> {
    let HandleBody { handling, subject, version } = body;
    let tx = app.begin(&by).await?;
    let (whole, office) = whole_within(tx.db(), id, &by.scope).await?;
    let state = rules::handle(&whole.row.standing(), by.person)?;
    let (known, before) = (plain::everybody(&app, &whole)?, plain::disposal(&app, &whole.row)?);
    let was = (&known, before.as_deref());
    settled(check::handling(&handling, was, whole.row.received, tx.now.date()))?;
    let row = linked(&tx, whole.row.touched(tx.now, version), subject, (&office, &by)).await?;
    let new = handling.disposal.iter().filter(|said| Some(*said) != before.as_ref());
    let row = new.fold(row, |row, text| plain::disposed(&app, row, text));
    let row = complaint::Model { outcome: Some(handling.outcome), visited: handling.visited, ..row };
    let whole = Whole { row: row.moved(state), ..whole };
    let act = |whole: &Whole| whole.act("complaint.handled").code("outcome", handling.outcome.code());
    finish(&app, tx, whole, |whole| telling(act(whole), subject)).await
}

/// Send a complaint back to its handler. What was written stays to go on from.
#[utoipa::path(post, path = "/api/v1/complaints/{id}/send-back", tag = "complaints", params(("id" = ComplaintId, Path)), request_body = ReasonBody, responses((status = 200, body = ComplaintBody)))]
pub async fn send_back(
    State(app): State<App>,
    by: By,
    Path(id): Path<ComplaintId>,
    Json(body): Json<ReasonBody>,
) -> Result<Json<ComplaintBody>, Problem> {
    let ReasonBody { reason, version } = body;
    settled(check::reason(&reason))?;
    let tx = app.begin(&by).await?;
    let (whole, _) = whole_within(tx.db(), id, &by.scope).await?;
    let state = rules::send_back(&whole.row.standing(), by.person)?;
    let mut whole = noted(&app, &tx, whole, (NoteKind::SentBack, &by), &reason).await?;
    whole.row = complaint::Model { outcome: None, ..whole.row.touched(tx.now, version) }.moved(state);
    finish(&app, tx, whole, |whole| whole.act("complaint.sent-back")).await
}

/// Close a complaint that was handled (办结). One that was found true names a business of the registry, or says why no entry is known.
#[utoipa::path(post, path = "/api/v1/complaints/{id}/close", tag = "complaints", params(("id" = ComplaintId, Path)), request_body = CloseBody, responses((status = 200, body = ComplaintBody)))]
pub async fn close(
    State(app): State<App>,
    by: By,
    Path(id): Path<ComplaintId>,
    Json(body): Json<CloseBody>,
) -> Result<Json<ComplaintBody>, Problem> {
    let tx = app.begin(&by).await?;
    let (whole, office) = whole_within(tx.db(), id, &by.scope).await?;
    let state = rules::close(&whole.row.standing(), by.person)?;
    let CloseBody { subject, no_subject_why: why, version } = body;
    let row = linked(&tx, whole.row.touched(tx.now, version), subject, (&office, &by)).await?;
    settled(check::no_subject_why(row.outcome, row.subject.is_some(), &why))?;
    let row = if why.is_empty() { row } else { plain::unlinked(&app, row, &why) };
    let row = row.over(state, by.person, tx.now);
    let whole = Whole { row, ..whole };
    finish(&app, tx, whole, |whole| match why.as_str() {
        "" => telling(whole.act("complaint.closed"), subject),
        _ => whole.act("complaint.closed").code("subject", "unknown"),
    })
    .await
}

/// A way to end a complaint without handling it.
struct End {
    rule: fn(&Standing, PersonId) -> Result<Stage, Refusal>,
    note: NoteKind,
    kind: &'static str,
    to: Option<String>,
}

async fn ended(
    app: &App,
    by: &By,
    id: ComplaintId,
    body: ReasonBody,
    end: End,
) -> Result<Json<ComplaintBody>, Problem> {
    settled(check::reason(&body.reason))?;
    let tx = app.begin(by).await?;
    let (whole, _) = whole_within(tx.db(), id, &by.scope).await?;
    let state = (end.rule)(&whole.row.standing(), by.person)?;
    // The authority's name stands unencrypted, so it is veiled before it is kept.
    let known = plain::everybody(app, &whole)?;
    let to = end.to.map(|to| known.veil(&to));
    let mut whole = noted(app, &tx, whole, (end.note, by), &body.reason).await?;
    let row = whole.row.touched(tx.now, body.version).over(state, by.person, tx.now);
    whole.row = complaint::Model { transferred_to: to, ..row };
    finish(app, tx, whole, |whole| whole.act(end.kind)).await
}

/// With a note behind those there are, saved.
pub(super) async fn noted(
    app: &App,
    tx: &Tx,
    whole: Whole,
    (kind, by): (NoteKind, &By),
    reason: &str,
) -> Result<Whole, Problem> {
    let note = plain::noted(app, &whole, kind, (by.person, tx.now), reason);
    hung::insert::<note::Entity, _>(tx.db(), &note).await?;
    let notes = whole.notes.into_iter().chain([note]).collect();
    Ok(Whole { notes, ..whole })
}

/// Save, record, answer.
pub(super) async fn finish(
    app: &App,
    mut tx: Tx,
    whole: Whole,
    act: impl FnOnce(&Whole) -> Act,
) -> Result<Json<ComplaintBody>, Problem> {
    complaint::save(tx.db(), &whole.row).await?;
    tx.record(act(&whole)).await?;
    let body = ComplaintBody::new(app, tx.db(), whole).await?;
    tx.commit().await?;
    Ok(Json(body))
}
