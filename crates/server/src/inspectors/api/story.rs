//! What happened to an inspector's entry, in time order; and looks at encrypted fields, which become part of it.

use axum::extract::State;
use sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::wire::{REASON_MOST, opened};
use crate::accounts::Faults;
use crate::accounts::store::person;
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::{Json, Path, Private};
use crate::app::journal::record::{opening, row};
use crate::app::problem::Problem;
use crate::app::shell::found;
use crate::app::value::Timestamp;
use crate::inspectors::rules::{InspectorId, Refusal, Secret};
use crate::inspectors::store::{self, unmasking};

/// The most acts of a story; older ones are in the journal.
const MOST: u64 = 500;

/// What to see, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = InspectorUnmask)]
pub struct UnmaskBody {
    /// Which field.
    pub field: Secret,
    /// Why; it is sealed in the journal.
    pub reason: String,
}

/// A field in full.
#[derive(Debug, Serialize, ToSchema)]
pub struct Unmasked {
    /// Which field.
    pub field: Secret,
    /// What stands there.
    pub value: String,
}

/// See a phone or id number in full. Who looks, when and why is recorded first.
#[utoipa::path(post, path = "/api/v1/inspectors/{id}/unmask", tag = "inspectors", params(("id" = InspectorId, Path)), request_body = UnmaskBody, responses((status = 200, body = Unmasked)))]
pub async fn unmask(
    State(app): State<App>,
    by: By,
    Path(id): Path<InspectorId>,
    Json(body): Json<UnmaskBody>,
) -> Result<Private<Unmasked>, Problem> {
    let mut faults = Faults::default();
    let reason = faults.line("reason", &body.reason, REASON_MOST);
    faults.settled()?;
    let mut tx = app.begin(&by).await?;
    let row = found(store::of(tx.db(), id, &by.scope).await?)?;
    let value = opened(&app, &row, body.field)?.ok_or(Refusal::NothingThere)?;
    let look =
        unmasking::Model { id: app.fresh(), inspector: id, field: body.field, reason, person: by.person, at: tx.now };
    unmasking::insert(tx.db(), &look).await?;
    tx.record(look.act()).await?;
    tx.commit().await?;
    Ok(Private(Unmasked { field: body.field, value }))
}

/// An act of a story.
#[derive(Debug, Serialize, ToSchema)]
pub struct StoryLine {
    /// When.
    pub at: Timestamp,
    /// What was done.
    pub kind: String,
    /// The name of who did it; nothing for the system itself.
    pub by: Option<String>,
    /// In which role.
    pub role: String,
    /// The act's facts.
    #[schema(value_type = Object)]
    pub facts: serde_json::Value,
    /// What the entry, training, conflict or leave was afterwards; never an encrypted field.
    #[schema(value_type = Option<Object>)]
    pub after: Option<serde_json::Value>,
    /// The entry in the public journal, once it has a place there.
    pub entry: Option<i64>,
}

/// The whole story of an inspector's entry, the first act first, at most the latest 500.
#[utoipa::path(get, path = "/api/v1/inspectors/{id}/story", tag = "inspectors", params(("id" = InspectorId, Path)), responses((status = 200, body = Vec<StoryLine>)))]
pub async fn story(
    State(app): State<App>,
    by: By,
    Path(id): Path<InspectorId>,
) -> Result<Json<Vec<StoryLine>>, Problem> {
    found(store::of(app.read(), id, &by.scope).await?)?;
    let cases = cases(&app, id).await?;
    let mine = opening::Entity::find()
        .select_only()
        .column(opening::Column::RowId)
        .filter(opening::Column::CaseId.is_in(cases.clone()))
        .into_query();
    let told = Condition::any().add(row::Column::CaseId.is_in(cases.clone())).add(row::Column::Id.in_subquery(mine));
    let mut acts = row::Entity::find().filter(told).order_by_desc(row::Column::Id).limit(MOST).all(app.read()).await?;
    acts.reverse();
    Ok(Json(lines(&app, acts, cases).await?))
}

/// What the story is about: the inspector's entry and what is beside it.
async fn cases(app: &App, id: InspectorId) -> Result<Vec<Uuid>, Problem> {
    let beside = store::beside(app.read(), id).await?;
    let looks = unmasking::of(app.read(), id).await?;
    let mut cases = vec![id.0];
    cases.extend(beside.trainings.iter().map(|row| row.id.0));
    cases.extend(beside.conflicts.iter().map(|row| row.id.0));
    cases.extend(beside.leaves.iter().map(|row| row.id.0));
    cases.extend(looks.iter().map(|row| row.id));
    Ok(cases)
}

async fn lines(app: &App, acts: Vec<row::Model>, cases: Vec<Uuid>) -> Result<Vec<StoryLine>, Problem> {
    let ids: Vec<Uuid> = acts.iter().map(|act| act.id).collect();
    let openings = opening::Entity::find()
        .filter(opening::Column::RowId.is_in(ids))
        .filter(opening::Column::CaseId.is_in(cases))
        .all(app.read())
        .await?;
    let actors: Vec<Uuid> = acts.iter().filter_map(|act| act.actor).collect();
    let people = person::Entity::find().filter(person::Column::Id.is_in(actors)).all(app.read()).await?;
    let line = |act: row::Model| {
        // Why somebody looked at an encrypted field is for the auditor.
        let shown = openings.iter().find(|opening| opening.row_id == act.id && act.kind != "inspector.unmasked");
        StoryLine {
            at: act.at,
            by: people.iter().find(|person| Some(person.id.0) == act.actor).map(|person| person.name.clone()),
            kind: act.kind,
            role: act.role,
            facts: serde_json::from_str(&act.facts).unwrap_or_default(),
            after: shown.and_then(|opening| serde_json::from_str(opening.value.as_deref()?).ok()),
            entry: act.entry,
        }
    };
    Ok(acts.into_iter().map(line).collect())
}
