//! Complaints registered, and edited while nobody handles them.

use axum::extract::State;
use sea_orm::EntityTrait as _;
use serde::Deserialize;
use utoipa::ToSchema;

use super::link::telling;
use super::settled;
use super::wire::ComplaintBody;
use crate::accounts::OrganisationId;
use crate::accounts::api::organisations::open_within;
use crate::accounts::store::organisation;
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::{Json, Path};
use crate::app::problem::Problem;
use crate::app::shell::{Tx, found};
use crate::complaints::rules::check::{self, Before, Draft};
use crate::complaints::rules::veil::Told;
use crate::complaints::rules::{self, ComplaintId, Refusal};
use crate::complaints::store::complaint::{self, Birth};
use crate::complaints::store::{Whole, former, hung, number, plain, whole_within};
use crate::subjects::{self, SubjectId};

/// A new complaint.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewComplaint {
    /// Whose it is to be.
    pub organisation: OrganisationId,
    /// What it says.
    pub complaint: Draft,
}

/// A complaint as it is to be.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ComplaintEdit {
    /// All of it, except that what is shown with masks stays as it is if it isn't said: the content, and who complains. Kind, channel, day and a business that is
    /// named are said as they are.
    pub complaint: Draft,
    /// The version that was read.
    pub version: i64,
}

/// Register a complaint, report or petition. It gets the next number of its organisation and year.
#[utoipa::path(post, path = "/api/v1/complaints", tag = "complaints", request_body = NewComplaint, responses((status = 200, body = ComplaintBody)))]
pub async fn register(
    State(app): State<App>,
    by: By,
    Json(body): Json<NewComplaint>,
) -> Result<Json<ComplaintBody>, Problem> {
    let NewComplaint { organisation, complaint: draft } = body;
    let told = draft.over(Told::default());
    settled(check::draft(&draft, &told, app.now().date()))?;
    let mut tx = app.begin(&by).await?;
    let office = open_within(tx.db(), organisation, &by).await?;
    known_subject(&tx, draft.subject, (&office, &by)).await?;
    let number = number::take(tx.db(), organisation, tx.now).await?;
    let birth = Birth { id: app.fresh(), organisation, number, registrar: by.person, at: tx.now };
    let row = plain::filled(&app, complaint::Model::new(birth, &draft), &told);
    complaint::insert(tx.db(), &row).await?;
    let whole = Whole { row, notes: vec![], formers: vec![] };
    let act = whole.act("complaint.registered").code("kind", draft.kind.code());
    tx.record(act.code("channel", draft.channel.code())).await?;
    let body = ComplaintBody::new(&app, tx.db(), whole).await?;
    tx.commit().await?;
    Ok(Json(body))
}

/// Edit a complaint that is only registered: mistakes of writing. What is replaced is kept, and the act tells which fields; kind, channel, day and a business that is
/// named stay. Who complained is said otherwise by who registered it alone, and never taken out.
#[utoipa::path(post, path = "/api/v1/complaints/{id}", tag = "complaints", params(("id" = ComplaintId, Path)), request_body = ComplaintEdit, responses((status = 200, body = ComplaintBody)))]
pub async fn edit(
    State(app): State<App>,
    by: By,
    Path(id): Path<ComplaintId>,
    Json(body): Json<ComplaintEdit>,
) -> Result<Json<ComplaintBody>, Problem> {
    let ComplaintEdit { complaint: draft, version } = body;
    let mut tx = app.begin(&by).await?;
    let (whole, office) = whole_within(tx.db(), id, &by.scope).await?;
    rules::edit(&whole.row.standing())?;
    if whole.row.version != version {
        return Err(Problem::stale());
    }
    let (registered, was) = (whole.row.draft(), plain::told(&app, &whole.row)?);
    let told = draft.over(was.clone());
    let before = Before { was: &was, formers: &plain::formers(&app, &whole)? };
    let faults = check::draft(&draft, &told, tx.now.date()).into_iter().chain(check::edit(&draft, before, &told));
    settled(faults.chain(check::fixed(&draft, &registered)))?;
    let changed = check::changed((&draft, &registered), (&was, &told));
    if changed.contains(&check::COMPLAINANT) {
        rules::edit_complainant(&whole.row.standing(), by.person)?;
    }
    let linked = draft.subject.filter(|_| registered.subject.is_none());
    if changed.is_empty() && linked.is_none() {
        return Err(Refusal::AlreadySo.into());
    }
    known_subject(&tx, linked, (&office, &by)).await?;
    let kept = (!changed.is_empty()).then(|| plain::replaced(&app, &whole, (by.person, tx.now)));
    let row = whole.row.edited(&draft, tx.now, version);
    let row = plain::changed(&app, row, &was, &told);
    complaint::save(tx.db(), &row).await?;
    if let Some(one) = &kept {
        hung::insert::<former::Entity, _>(tx.db(), one).await?;
    }
    let whole = Whole { row, notes: whole.notes, formers: whole.formers.into_iter().chain(kept).collect() };
    let act = changed.into_iter().fold(whole.act("complaint.edited"), |act, field| act.code(field, "changed"));
    tx.record(telling(act, linked)).await?;
    let body = ComplaintBody::new(&app, tx.db(), whole).await?;
    tx.commit().await?;
    Ok(Json(body))
}

/// The subject that was chosen for a complaint of an office is one that the caller sees, wasn't merged into another, and stands in the registry of that office, of one
/// above it or of one below it.
pub(super) async fn known_subject(
    tx: &Tx,
    chosen: Option<SubjectId>,
    (office, by): (&organisation::Model, &By),
) -> Result<(), Problem> {
    let Some(id) = chosen else { return Ok(()) };
    let subject = subjects::store::whole_within(tx.db(), id, &by.scope).await?.row;
    subjects::rules::open(subject.status)?;
    let registry = found(organisation::Entity::find_by_id(subject.organisation).one(tx.db()).await?)?;
    rules::in_line(&office.path, &registry.path)?;
    Ok(())
}
