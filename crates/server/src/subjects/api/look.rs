//! The registry read: lists, one subject, its story, what may be there twice.

#![expect(unused_qualifications, reason = "utoipa writes out the query's types")]

use std::collections::BTreeMap;

use axum::extract::State;
use sea_orm::{EntityTrait, QuerySelect as _};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::wire::{self, SubjectBody};
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::{Json, Path, Private, Query};
use crate::app::journal::{Act, Case, Change};
use crate::app::list::Ask;
use crate::app::problem::{FieldFault, Problem};
use crate::app::value::Timestamp;
use crate::subjects::rules::SubjectId;
use crate::subjects::store::child::tag;
use crate::subjects::store::counts as store_counts;
use crate::subjects::store::image::image;
use crate::subjects::store::list::{self as store_list, Filters, Found};
use crate::subjects::store::story::{self as store_story, Changed};
use crate::subjects::store::{duplicates as store_duplicates, reach, subject, whole_within};

/// The registry: filtered, searched, sorted by `number`, `name`, `updated` or `code`.
///
/// `q` is looked for in names and addresses (any part), in the initials of names' pinyin (any part), and as a code's beginning or end. A page
/// of a search with filters may have fewer rows than asked for and still a `next`.
#[utoipa::path(get, path = "/api/v1/subjects", tag = "subjects", params(Ask, Filters), responses((status = 200, body = Found)))]
pub async fn list(
    State(app): State<App>,
    by: By,
    Query(ask): Query<Ask>,
    Query(filters): Query<Filters>,
) -> Result<Json<Found>, Problem> {
    let reach = reach::of_scope(app.read(), &by.scope).await?.only(filters.organisation);
    let filters = Filters { organisation: None, ..filters };
    Ok(Json(store_list::page(app.read(), &ask, &filters, &reach).await?))
}

/// One subject, complete. The phone is masked.
#[utoipa::path(get, path = "/api/v1/subjects/{id}", tag = "subjects", params(("id" = SubjectId, Path)), responses((status = 200, body = SubjectBody)))]
pub async fn look(State(app): State<App>, by: By, Path(id): Path<SubjectId>) -> Result<Json<SubjectBody>, Problem> {
    let whole = whole_within(app.read(), id, &by.scope).await?;
    Ok(Json(SubjectBody::new(&app, whole)))
}

/// A phone in full.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PhoneBody {
    /// The phone; nothing if there is none.
    pub phone: Option<String>,
}

/// See a subject's phone in full. It is recorded that somebody did.
#[utoipa::path(post, path = "/api/v1/subjects/{id}/phone", tag = "subjects", params(("id" = SubjectId, Path)), responses((status = 200, body = PhoneBody)))]
pub async fn phone(State(app): State<App>, by: By, Path(id): Path<SubjectId>) -> Result<Private<PhoneBody>, Problem> {
    let mut tx = app.begin(&by).await?;
    // An edit at the same time waits for this, or this for it: or the last opening could say what the subject was before.
    subject::lock(tx.db(), id).await?;
    let whole = whole_within(tx.db(), id, &by.scope).await?;
    // The case is the look's own, and whom it was at is behind the root: who is called before a visit may be a target that nobody is to know of yet.
    let look = Case { kind: "subject-look", id: app.fresh() };
    let image = image(&whole);
    let seen = Change { case: whole.case(), was: Some(image.clone()), image };
    tx.record_many(Act::new("subject.phone-seen", look), &[seen]).await?;
    tx.commit().await?;
    Ok(Private(PhoneBody { phone: wire::phone(&app, &whole.row) }))
}

/// All tags in use, sorted. At most 1,000.
#[utoipa::path(get, path = "/api/v1/subjects/tags", tag = "subjects", responses((status = 200, body = Vec<String>)))]
pub async fn tags(State(app): State<App>) -> Result<Json<Vec<String>>, Problem> {
    let tags = tag::Entity::find().select_only().column(tag::Column::Tag).distinct().limit(1000).into_tuple();
    let mut tags: Vec<String> = tags.all(app.read()).await?;
    tags.sort();
    Ok(Json(tags))
}

/// How many subjects there are in all organisations.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = SubjectCounts)]
pub struct CountsBody {
    /// In all, those that were merged left out.
    pub all: i64,
    /// By domain, 存续 ones only.
    pub domains: BTreeMap<String, i64>,
    /// By region, 存续 ones only.
    pub regions: BTreeMap<String, i64>,
    /// By status.
    pub statuses: BTreeMap<String, i64>,
}

impl From<store_counts::Counts> for CountsBody {
    fn from(counts: store_counts::Counts) -> Self {
        Self {
            all: counts.all,
            domains: counts.domains.into_iter().map(|(domain, count)| (domain.to_string(), count)).collect(),
            regions: counts.regions,
            statuses: counts.statuses.into_iter().map(|(status, count)| (status.to_string(), count)).collect(),
        }
    }
}

/// How many subjects there are, by domain, region and status. Public on the portal too.
#[utoipa::path(get, path = "/api/v1/subjects/counts", tag = "subjects", responses((status = 200, body = CountsBody)))]
pub async fn counts(State(app): State<App>) -> Result<Json<CountsBody>, Problem> {
    Ok(Json(store_counts::counts(app.read()).await?.into()))
}

/// One act in a subject's story.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ChapterBody {
    /// When.
    pub at: Timestamp,
    /// What was done, e.g. `subject.risk-moved`; `import.rows-written` if it came with a file.
    pub kind: String,
    /// In which role.
    pub role: String,
    /// What everybody may read of it.
    #[schema(value_type = Object)]
    pub facts: serde_json::Value,
    /// Its entry in the journal, once it has one.
    pub entry: Option<i64>,
    /// The fields it changed; of the first act, all it set.
    pub changes: Vec<Changed>,
    /// Why, of a change of its status.
    pub reason: Option<String>,
    /// Whether what the subject was then can't be opened any more.
    pub erased: bool,
}

/// All that happened to a subject, in order.
#[utoipa::path(get, path = "/api/v1/subjects/{id}/story", tag = "subjects", params(("id" = SubjectId, Path)), responses((status = 200, body = Vec<ChapterBody>)))]
pub async fn story(
    State(app): State<App>,
    by: By,
    Path(id): Path<SubjectId>,
) -> Result<Json<Vec<ChapterBody>>, Problem> {
    whole_within(app.read(), id, &by.scope).await?;
    let mut before: Option<String> = None;
    let mut told = Vec::new();
    for chapter in store_story::of(app.read(), id).await? {
        let image = chapter.image;
        let changes = image.as_deref().map(|image| store_story::changes(before.as_deref(), image)).unwrap_or_default();
        // An act that changes nothing may have sealed nothing, as a look at the phone did once.
        let erased = image.is_none() && chapter.row.seals != "{}";
        let is_reasoned = chapter.row.kind == "subject.status-changed";
        let reason = image.as_deref().filter(|_| is_reasoned).and_then(store_story::status_reason);
        before = image.or(before);
        told.push(ChapterBody {
            at: chapter.row.at,
            kind: chapter.row.kind,
            role: chapter.row.role,
            facts: serde_json::from_str(&chapter.row.facts).map_err(Problem::broken)?,
            entry: chapter.row.entry,
            changes,
            reason,
            erased,
        });
    }
    Ok(Json(told))
}

/// A subject that may be the same as another.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TwinBody {
    /// Which.
    pub id: SubjectId,
    /// Its place in the roster.
    pub number: i64,
    /// Its name.
    pub name: String,
    /// Its code.
    pub code: String,
    /// Its address.
    pub address: String,
    /// For a merge.
    pub version: i64,
}

impl From<subject::Model> for TwinBody {
    fn from(row: subject::Model) -> Self {
        let subject::Model { id, number, name, code, address, version, .. } = row;
        Self { id, number, name, code, address, version }
    }
}

/// Entries of the same organisation that may be this subject: equal name and address, or a code one slip away.
#[utoipa::path(get, path = "/api/v1/subjects/{id}/duplicates", tag = "subjects", params(("id" = SubjectId, Path)), responses((status = 200, body = Vec<TwinBody>)))]
pub async fn duplicates(
    State(app): State<App>,
    by: By,
    Path(id): Path<SubjectId>,
) -> Result<Json<Vec<TwinBody>>, Problem> {
    let whole = whole_within(app.read(), id, &by.scope).await?;
    let twins = store_duplicates::of(app.read(), &whole.row).await?;
    Ok(Json(twins.into_iter().map(Into::into).collect()))
}

/// Where a list of groups goes on.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct GroupsAsk {
    /// What `next` said of the page before.
    pub after: Option<String>,
}

/// A page of groups.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct GroupsBody {
    /// Entries with equal name and address; two or more a group.
    pub groups: Vec<Vec<TwinBody>>,
    /// For `after` of the next page; nothing at the end.
    pub next: Option<String>,
}

fn no_cursor() -> Problem {
    Problem::fields(vec![FieldFault::new("after", "no-cursor")])
}

/// How many groups a page looks at.
const GROUPS: u64 = 50;

/// Entries that stand more than once, by equal name and address.
#[utoipa::path(get, path = "/api/v1/subjects/duplicates", tag = "subjects", params(GroupsAsk), responses((status = 200, body = GroupsBody)))]
pub async fn duplicate_groups(
    State(app): State<App>,
    by: By,
    Query(ask): Query<GroupsAsk>,
) -> Result<Json<GroupsBody>, Problem> {
    let reach = reach::of_scope(app.read(), &by.scope).await?;
    let after = ask.after.map(|text| text.parse()).transpose().map_err(|_| no_cursor())?;
    let groups = store_duplicates::groups(app.read(), &reach, after, GROUPS).await?;
    let full = groups.len() == usize::try_from(GROUPS).unwrap_or(usize::MAX);
    let next = groups.last().filter(|_| full).map(|(mark, _)| mark.to_string());
    let groups = groups.into_iter().map(|(_, group)| group).filter(|group| group.len() > 1);
    Ok(Json(GroupsBody { groups: groups.map(|group| group.into_iter().map(Into::into).collect()).collect(), next }))
}
