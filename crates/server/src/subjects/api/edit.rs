//! Subjects entered and edited, one at a time.

use std::collections::BTreeSet;

use axum::extract::State;
use sea_orm::entity::prelude::*;
use serde::Deserialize;
use utoipa::ToSchema;

use super::settled;
use super::wire::{LicenceBody, SubjectBody, sealed};
use crate::accounts::OrganisationId;
use crate::accounts::api::organisations::open_within;
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::{Json, Path};
use crate::app::problem::Problem;
use crate::app::shell::{Tx, saved, unique};
use crate::subjects::rules::check::{self, Draft, Fault};
use crate::subjects::rules::industry::bare;
use crate::subjects::rules::{self, Domain, SubjectId, public_name};
use crate::subjects::store::child::{licence, tag};
use crate::subjects::store::search::{self, Words};
use crate::subjects::store::subject::{self, Birth};
use crate::subjects::store::{Whole, code_was, image, number, whole_within};

/// A new subject.
#[derive(Debug, Deserialize, ToSchema)]
pub struct NewSubject {
    /// Whose registry it goes into.
    pub organisation: OrganisationId,
    /// What it is.
    pub subject: Draft,
}

/// A subject as it is to be.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SubjectEdit {
    /// All of it.
    pub subject: Draft,
    /// The version that was read.
    pub version: i64,
}

/// Tags to put on and take off.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TagsEdit {
    /// To put on.
    #[serde(default)]
    pub add: BTreeSet<String>,
    /// To take off.
    #[serde(default)]
    pub remove: BTreeSet<String>,
    /// The version that was read.
    pub version: i64,
}

/// All licences a subject has.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LicencesEdit {
    /// All of them; no two with the same kind and number.
    pub licences: Vec<LicenceBody>,
    /// The version that was read.
    pub version: i64,
}

/// Enter a subject.
#[utoipa::path(post, path = "/api/v1/subjects", tag = "subjects", request_body = NewSubject, responses((status = 200, body = SubjectBody)))]
pub async fn add(State(app): State<App>, by: By, Json(body): Json<NewSubject>) -> Result<Json<SubjectBody>, Problem> {
    let NewSubject { organisation, subject: draft } = body;
    settled(draft.faults())?;
    let mut tx = app.begin(&by).await?;
    open_within(tx.db(), organisation, &by).await?;
    let number = number::take(tx.db(), 1).await?;
    let birth = Birth { id: app.fresh(), number, organisation, at: tx.now };
    let phone = sealed(&app, birth.id, draft.phone.as_deref(), None);
    let row = subject::Model { phone, ..subject::Model::new(birth, &draft) };
    unique(subject::insert(tx.db(), &row).await, "code", "code-taken")?;
    search::put(tx.db(), &[Words::of(&row)]).await?;
    let whole = Whole::bare(row);
    // The class it begins with is no move, and counted on the pages of draws by itself.
    tx.record(whole.act("subject.added").code("risk", whole.row.risk.fact())).await?;
    tx.commit().await?;
    Ok(Json(SubjectBody::new(&app, whole)))
}

/// Edit a subject.
#[utoipa::path(post, path = "/api/v1/subjects/{id}", tag = "subjects", params(("id" = SubjectId, Path)), request_body = SubjectEdit, responses((status = 200, body = SubjectBody)))]
pub async fn edit(
    State(app): State<App>,
    by: By,
    Path(id): Path<SubjectId>,
    Json(body): Json<SubjectEdit>,
) -> Result<Json<SubjectBody>, Problem> {
    let SubjectEdit { subject: draft, version } = body;
    settled(draft.faults())?;
    let mut tx = app.begin(&by).await?;
    let whole = whole_within(tx.db(), id, &by.scope).await?;
    rules::open(whole.row.status)?;
    let phone = sealed(&app, id, draft.phone.as_deref(), whole.row.phone.clone());
    let row = subject::Model { phone, ..whole.row.clone().edited(&draft, tx.now, version) };
    saved(unique(subject::save(tx.db(), &row).await, "code", "code-taken")?)?;
    search::change(tx.db(), &whole.row, &row).await?;
    let is_seen = reach(&whole.row) != reach(&row);
    let is_recoded = whole.row.code != row.code;
    // As the public sees it, too: whoever is made a stall is masked.
    let shown = |row: &subject::Model| public_name(row.kind, &row.name, &row.representative);
    let is_renamed = whole.row.name != row.name || shown(&whole.row) != shown(&row);
    let is_elsewhere = whole.row.address != row.address;
    let was = is_recoded.then(|| code_was::Model {
        subject: whole.row.number,
        place: i64::try_from(whole.codes.len()).unwrap_or(i64::MAX),
        code: whole.row.code.clone(),
        until: tx.now,
    });
    let mut whole = Whole { row, ..whole };
    if let Some(was) = was {
        code_was::insert(tx.db(), &was).await?;
        whole.codes.push(was);
    }
    // That it was changed is public, and counted on the pages of draws; from what to what isn't, nor any digest of it: codes are public, and would be found.
    let told = [("reach", is_seen), ("code", is_recoded), ("name", is_renamed), ("address", is_elsewhere)];
    let told = told.into_iter().filter(|(_, is_changed)| *is_changed);
    tx.record(told.fold(whole.act("subject.edited"), |act, (fact, _)| act.code(fact, "changed"))).await?;
    tx.commit().await?;
    Ok(Json(SubjectBody::new(&app, whole)))
}

/// What decides whether a draw sees a subject, besides its status, risk class and tags.
fn reach(row: &subject::Model) -> (Domain, &str, &str, Option<i64>, Option<i64>) {
    // A letter that is taken off before the digits changes nothing.
    (row.domain, &row.region, bare(&row.industry), row.visits_most, row.cooldown_days)
}

/// Record what a subject is now, and answer.
async fn finish(app: &App, mut tx: Tx, whole: Whole, kind: &'static str) -> Result<Json<SubjectBody>, Problem> {
    tx.record(whole.act(kind)).await?;
    tx.commit().await?;
    Ok(Json(SubjectBody::new(app, whole)))
}

/// A subject to change, with its row in the version behind the one that was read, saved.
async fn touched(tx: &Tx, id: SubjectId, by: &By, version: i64) -> Result<Whole, Problem> {
    let whole = whole_within(tx.db(), id, &by.scope).await?;
    rules::open(whole.row.status)?;
    let row = whole.row.clone().touched(tx.now, version);
    subject::save_same(tx.db(), &row).await?;
    Ok(Whole { row, ..whole })
}

/// Put tags on a subject and take others off.
#[utoipa::path(post, path = "/api/v1/subjects/{id}/tags", tag = "subjects", params(("id" = SubjectId, Path)), request_body = TagsEdit, responses((status = 200, body = SubjectBody)))]
pub async fn tags(
    State(app): State<App>,
    by: By,
    Path(id): Path<SubjectId>,
    Json(body): Json<TagsEdit>,
) -> Result<Json<SubjectBody>, Problem> {
    settled(body.add.iter().filter_map(|tag| check::tag(tag)).collect())?;
    let tx = app.begin(&by).await?;
    let whole = touched(&tx, id, &by, body.version).await?;
    let mut tags: BTreeSet<String> = whole.tags.iter().cloned().collect();
    tags.extend(body.add);
    tags.retain(|tag| !body.remove.contains(tag));
    settled((tags.len() > check::MOST_TAGS).then(|| Fault::new("tags", "out-of-range")).into_iter().collect())?;
    let number = whole.row.number;
    tag::Entity::delete_many().filter(tag::Column::Subject.eq(number)).exec(tx.db()).await?;
    let rows: Vec<_> = tags.iter().map(|tag| tag::Model { tag: tag.clone(), subject: number }.into()).collect();
    tag::Entity::insert_many::<tag::ActiveModel, _>(rows).exec_without_returning(tx.db()).await?;
    finish(&app, tx, Whole { tags: tags.into_iter().collect(), ..whole }, "subject.tagged").await
}

/// Say which licences a subject has.
#[utoipa::path(post, path = "/api/v1/subjects/{id}/licences", tag = "subjects", params(("id" = SubjectId, Path)), request_body = LicencesEdit, responses((status = 200, body = SubjectBody)))]
pub async fn licences(
    State(app): State<App>,
    by: By,
    Path(id): Path<SubjectId>,
    Json(body): Json<LicencesEdit>,
) -> Result<Json<SubjectBody>, Problem> {
    settled(licence_faults(&body.licences))?;
    let tx = app.begin(&by).await?;
    let whole = touched(&tx, id, &by, body.version).await?;
    let row = |body: LicenceBody| licence::Model {
        id: app.fresh(),
        subject: whole.row.number,
        kind: body.kind,
        code: body.code,
        valid_to: body.valid_to,
    };
    let licences: Vec<licence::Model> = body.licences.into_iter().map(row).collect();
    licence::Entity::delete_many().filter(licence::Column::Subject.eq(whole.row.number)).exec(tx.db()).await?;
    let rows: Vec<licence::ActiveModel> =
        licences.iter().cloned().map(|row| licence::ActiveModel::from(row).reset_all()).collect();
    licence::Entity::insert_many(rows).exec_without_returning(tx.db()).await?;
    let mut whole = Whole { licences, ..whole };
    image::sort(&mut whole);
    finish(&app, tx, whole, "subject.licensed").await
}

fn licence_faults(licences: &[LicenceBody]) -> Vec<Fault> {
    let mut faults: Vec<Fault> = licences.iter().flat_map(LicenceBody::faults).collect();
    let distinct: BTreeSet<_> = licences.iter().map(|licence| (&licence.kind, &licence.code)).collect();
    faults.extend((distinct.len() < licences.len()).then(|| Fault::new("licences", "licence-twice")));
    faults.extend((licences.len() > check::MOST_TAGS).then(|| Fault::new("licences", "out-of-range")));
    faults
}
