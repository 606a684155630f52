//! Complaints read: lists, one complaint, its story, counts.

#![expect(unused_qualifications, reason = "utoipa writes out the query's types")]

use std::collections::BTreeMap;

use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::wire::{ClerkBody, Clerks, ComplaintBody, ComplaintRow};
use crate::accounts::OrganisationId;
use crate::accounts::PersonId;
use crate::accounts::api::organisations::open_within;
use crate::accounts::store::person;
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::{Json, Path, Query};
use crate::app::list::{Ask, Page, page};
use crate::app::problem::Problem;
use crate::app::value::Timestamp;
use crate::complaints::rules::{Clock, ComplaintId};
use crate::complaints::store::list::{Filters, Question, SORTS, select};
use crate::complaints::store::{complaint, counts as store_counts, handler, story as store_story, whole_within};

/// Who asks for what.
pub(super) fn question<'a>(app: &App, by: &'a By, q: Option<&'a str>) -> Question<'a> {
    Question { person: by.person, scope: &by.scope, today: app.now().date(), q }
}

/// Complaints: filtered, searched, sorted by `number`, `received`, `due` or `updated`.
///
/// `q` is looked for in numbers and in the business' name as it was told; never in who complained.
#[utoipa::path(get, path = "/api/v1/complaints", tag = "complaints", params(Ask, Filters), responses((status = 200, body = Page<ComplaintRow>)))]
pub async fn list(
    State(app): State<App>,
    by: By,
    Query(ask): Query<Ask>,
    Query(filters): Query<Filters>,
) -> Result<Json<Page<ComplaintRow>>, Problem> {
    let rows = select(&filters, question(&app, &by, ask.q.as_deref()));
    let Page { rows, next, count } = page(app.read(), rows, &ask, SORTS, complaint::Column::Id).await?;
    let clerks = Clerks::of(app.read(), &rows, &[]).await?;
    let rows = rows.into_iter().map(|row| ComplaintRow::new(&app, row, &clerks)).collect::<Result<_, _>>()?;
    Ok(Json(Page { rows, next, count }))
}

/// One complaint, complete. Who complained is masked.
#[utoipa::path(get, path = "/api/v1/complaints/{id}", tag = "complaints", params(("id" = ComplaintId, Path)), responses((status = 200, body = ComplaintBody)))]
pub async fn look(State(app): State<App>, by: By, Path(id): Path<ComplaintId>) -> Result<Json<ComplaintBody>, Problem> {
    let (whole, _) = whole_within(app.read(), id, &by.scope).await?;
    Ok(Json(ComplaintBody::new(&app, app.read(), whole).await?))
}

/// How many complaints there are.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ComplaintCounts)]
pub struct CountsBody {
    /// All the caller sees, by state.
    pub states: BTreeMap<String, i64>,
    /// Those the caller handles, by state.
    pub mine: BTreeMap<String, i64>,
    /// Of all: due within three days.
    pub soon: i64,
    /// Of all: overdue.
    pub overdue: i64,
    /// Of the caller's: due within three days.
    pub mine_soon: i64,
    /// Of the caller's: overdue.
    pub mine_overdue: i64,
}

/// How many complaints there are, for the workbench.
#[utoipa::path(get, path = "/api/v1/complaints/counts", tag = "complaints", responses((status = 200, body = CountsBody)))]
pub async fn counts(State(app): State<App>, by: By) -> Result<Json<CountsBody>, Problem> {
    let (db, ask) = (app.read(), question(&app, &by, None));
    let (all, mine) = (Filters::default(), Filters { mine: true, ..Filters::default() });
    let named = |counts: BTreeMap<_, i64>| {
        counts.into_iter().map(|(state, count): (crate::complaints::State, _)| (state.to_string(), count)).collect()
    };
    Ok(Json(CountsBody {
        states: named(store_counts::states(db, &all, ask).await?),
        mine: named(store_counts::states(db, &mine, ask).await?),
        soon: store_counts::timed(db, &all, ask, Clock::Soon).await?,
        overdue: store_counts::timed(db, &all, ask, Clock::Overdue).await?,
        mine_soon: store_counts::timed(db, &mine, ask, Clock::Soon).await?,
        mine_overdue: store_counts::timed(db, &mine, ask, Clock::Overdue).await?,
    }))
}

/// Whose handlers are asked for.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct HandlersAsk {
    /// The complaint's organisation.
    pub organisation: OrganisationId,
}

/// Everybody who can be given a complaint of an organisation, by name.
#[utoipa::path(get, path = "/api/v1/complaints/handlers", tag = "complaints", params(HandlersAsk), responses((status = 200, body = Vec<ClerkBody>)))]
pub async fn handlers(
    State(app): State<App>,
    by: By,
    Query(ask): Query<HandlersAsk>,
) -> Result<Json<Vec<ClerkBody>>, Problem> {
    let organisation = open_within(app.read(), ask.organisation, &by).await?;
    let able = handler::able(app.read(), &organisation).await?;
    let others = able.into_iter().filter(|person| person.id != by.person);
    Ok(Json(others.map(|person| ClerkBody { id: person.id, name: person.name }).collect()))
}

/// Everybody who handles or handled a complaint that the caller sees, by name: to filter the list by.
#[utoipa::path(get, path = "/api/v1/complaints/handlers/known", tag = "complaints", responses((status = 200, body = Vec<ClerkBody>)))]
pub async fn known_handlers(State(app): State<App>, by: By) -> Result<Json<Vec<ClerkBody>>, Problem> {
    let known = handler::known(app.read(), &by.scope).await?;
    Ok(Json(known.into_iter().map(|person| ClerkBody { id: person.id, name: person.name }).collect()))
}

/// One act in a complaint's story.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ComplaintChapter {
    /// When.
    pub at: Timestamp,
    /// What was done, e.g. `complaint.assigned`.
    pub kind: String,
    /// By whom; nothing for the system itself.
    pub person: Option<ClerkBody>,
    /// In which role.
    pub role: String,
    /// What everybody may read of it.
    #[schema(value_type = Object)]
    pub facts: serde_json::Value,
    /// Its entry in the journal, once it has one.
    pub entry: Option<i64>,
    /// The names of the fields it changed; of the first act, of all it set.
    pub changed: Vec<String>,
    /// Whether what the complaint was then can't be opened any more.
    pub erased: bool,
}

/// All that happened to a complaint, in order. The reasons stand with the complaint itself.
#[utoipa::path(get, path = "/api/v1/complaints/{id}/story", tag = "complaints", params(("id" = ComplaintId, Path)), responses((status = 200, body = Vec<ComplaintChapter>)))]
pub async fn story(
    State(app): State<App>,
    by: By,
    Path(id): Path<ComplaintId>,
) -> Result<Json<Vec<ComplaintChapter>>, Problem> {
    whole_within(app.read(), id, &by.scope).await?;
    let chapters = store_story::of(app.read(), id).await?;
    let actors = chapters.iter().filter_map(|chapter| chapter.row.actor.map(PersonId));
    let names = person::names(app.read(), actors).await?;
    let named = |id: PersonId| ClerkBody { id, name: names.get(&id).cloned().unwrap_or_default() };
    let told = chapters.into_iter().map(|chapter| {
        Ok(ComplaintChapter {
            at: chapter.row.at,
            kind: chapter.row.kind,
            person: chapter.row.actor.map(PersonId).map(named),
            role: chapter.row.role,
            facts: serde_json::from_str(&chapter.row.facts).map_err(Problem::broken)?,
            entry: chapter.row.entry,
            changed: chapter.changed.into_iter().collect(),
            erased: chapter.erased,
        })
    });
    Ok(Json(told.collect::<Result<_, Problem>>()?))
}
