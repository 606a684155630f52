//! Two entries of one subject become one: asked for by one person, approved by another.

#![expect(unused_qualifications, reason = "in what `utoipa::path` writes for a path and a query")]

use std::collections::BTreeMap;

use axum::extract::State as Held;
use sea_orm::{ColumnTrait as _, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait as _};
use sea_orm::{QueryFilter as _, QueryOrder as _, QueryTrait as _};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::look::TwinBody;
use super::settled;
use crate::accounts::store::{person, within};
use crate::accounts::{OrganisationId, PersonId};
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::{Json, Path, Query};
use crate::app::journal::record::opening;
use crate::app::list::{Ask, Page, Sorts, page};
use crate::app::problem::Problem;
use crate::app::shell::{Tx, found};
use crate::app::value::Timestamp;
use crate::subjects::rules::check::line;
use crate::subjects::rules::merging::{self, Alike, MergeId, Side, State};
use crate::subjects::rules::{Status, SubjectId, industry};
use crate::subjects::store::image::CASE;
use crate::subjects::store::{Whole, merge, search, subject, whole_within, with_merged};

/// The most characters of a reason.
const REASON_MOST: i64 = 500;

/// Somebody by name.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = MergePerson)]
pub struct Who {
    /// Who.
    pub id: PersonId,
    /// Their name.
    pub name: String,
}

/// A merge, with both entries as they are now.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MergeBody {
    /// Which.
    pub id: MergeId,
    /// Whose registry both entries stand in.
    pub organisation: OrganisationId,
    /// The entry that goes.
    pub gone: TwinBody,
    /// The entry that stays.
    pub stays: TwinBody,
    /// What they have in common now.
    pub alike: Vec<Alike>,
    /// Why both are one subject.
    pub reason: String,
    /// Where it stands.
    pub state: State,
    /// Who asked.
    pub asker: Who,
    /// When.
    pub asked_at: Timestamp,
    /// Who approved or declined it, or took it back.
    pub decider: Option<Who>,
    /// When.
    pub decided_at: Option<Timestamp>,
    /// What they said to it.
    pub answer: String,
    /// The version of this.
    pub version: i64,
}

fn side(whole: &Whole) -> Side<'_, OrganisationId> {
    Side { tags: &whole.tags, ..bare(&whole.row) }
}

/// Without its tags.
fn bare(row: &subject::Model) -> Side<'_, OrganisationId> {
    Side {
        id: row.id,
        organisation: row.organisation,
        status: row.status,
        code: &row.code,
        name: &row.name,
        address: &row.address,
        risk: row.risk,
        reach: (row.kind, row.domain, &row.region, industry::bare(&row.industry)),
        tags: &[],
        limits: (row.visits_most, row.cooldown_days),
    }
}

/// Rows with their entries and people.
async fn bodies<C: ConnectionTrait>(db: &C, rows: &[merge::Model]) -> Result<Vec<MergeBody>, Problem> {
    let people: Vec<PersonId> = rows.iter().flat_map(|row| [Some(row.asker), row.decider]).flatten().collect();
    let people = person::names(db, people).await?;
    let who = |id: PersonId| Who { id, name: people.get(&id).cloned().unwrap_or_default() };
    let entries = merge::entries(db, rows).await?;
    let entries: BTreeMap<SubjectId, subject::Model> = entries.into_iter().map(|row| (row.id, row)).collect();
    let mut told = Vec::new();
    for row in rows {
        let gone = found(entries.get(&row.gone))?;
        let stays = found(entries.get(&row.stays))?;
        told.push(MergeBody {
            id: row.id,
            organisation: row.organisation,
            alike: bare(gone).alike(&bare(stays)),
            gone: gone.clone().into(),
            stays: stays.clone().into(),
            reason: row.reason.clone(),
            state: row.state,
            asker: who(row.asker),
            asked_at: row.asked_at,
            decider: row.decider.map(who),
            decided_at: row.decided_at,
            answer: row.answer.clone(),
            version: row.version,
        });
    }
    Ok(told)
}

/// Commit, and say how the merge stands.
async fn answer(tx: Tx, row: &merge::Model) -> Result<Json<MergeBody>, Problem> {
    let body = bodies(tx.db(), std::slice::from_ref(row)).await?.remove(0);
    tx.commit().await?;
    Ok(Json(body))
}

/// Which merges are asked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct Which {
    /// Where they stand.
    #[param(inline)]
    pub state: Option<State>,
    /// Only those with this entry on either side.
    pub subject: Option<SubjectId>,
    /// Whose.
    pub organisation: Option<OrganisationId>,
    /// Only those that the caller asked for; `false`: only those of others.
    pub mine: Option<bool>,
}

const SORTS: Sorts<merge::Column> = &[("asked_at", merge::Column::AskedAt), ("name", merge::Column::Name)];

/// Merges asked for and decided; `q` searches name and code of the entry that goes, as they were then.
#[utoipa::path(get, path = "/api/v1/merges", tag = "subjects", params(Ask, Which), responses((status = 200, body = Page<MergeBody>)))]
pub async fn list(
    Held(app): Held<App>,
    by: By,
    Query(ask): Query<Ask>,
    Query(which): Query<Which>,
) -> Result<Json<Page<MergeBody>>, Problem> {
    let said = |text: &str| {
        let text = text.trim();
        Condition::any().add(merge::Column::Name.contains(text)).add(merge::Column::Code.contains(text.to_uppercase()))
    };
    let rows = merge::Entity::find()
        .filter(merge::Column::Organisation.in_subquery(within(&by.scope)))
        .apply_if(ask.q.as_deref(), |rows, text| rows.filter(said(text)))
        .apply_if(which.state, |rows, state| rows.filter(merge::Column::State.eq(state)))
        .apply_if(which.organisation, |rows, id| rows.filter(merge::Column::Organisation.eq(id)))
        .apply_if(which.mine, |rows, mine| {
            let asker = merge::Column::Asker;
            rows.filter(if mine { asker.eq(by.person) } else { asker.ne(by.person) })
        })
        .apply_if(which.subject, |rows, id| {
            rows.filter(Condition::any().add(merge::Column::Gone.eq(id)).add(merge::Column::Stays.eq(id)))
        });
    let rows = page(app.read(), rows, &ask, SORTS, merge::Column::Id).await?;
    let told = bodies(app.read(), &rows.rows).await?;
    Ok(Json(Page { rows: told, next: rows.next, count: rows.count }))
}

/// One merge.
#[utoipa::path(get, path = "/api/v1/merges/{id}", tag = "subjects", params(("id" = MergeId, Path)), responses((status = 200, body = MergeBody)))]
pub async fn look(Held(app): Held<App>, by: By, Path(id): Path<MergeId>) -> Result<Json<MergeBody>, Problem> {
    let row = found(merge::of_id(app.read(), id).await?)?;
    whole_within(app.read(), row.gone, &by.scope).await?;
    Ok(Json(bodies(app.read(), &[row]).await?.remove(0)))
}

/// The entry that stays, and why both are one.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewMerge {
    /// Which.
    pub into: SubjectId,
    /// The version of it that was read.
    pub into_version: i64,
    /// The version that was read of the one that goes.
    pub version: i64,
    /// Why both are one subject: 1–500 characters.
    pub reason: String,
}

/// The versions that were read.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MergeApproval {
    /// Of the merge.
    pub version: i64,
    /// Of the entry that goes.
    pub gone_version: i64,
    /// Of the entry that stays.
    pub stays_version: i64,
}

/// What is said to a merge.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MergeAnswer {
    /// The version that was read.
    pub version: i64,
    /// Why: 1–500 characters.
    pub reason: String,
}

/// As the entry came into the registry: whoever edits one until it is like another doesn't make them one business.
async fn at_first(db: &DatabaseTransaction, row: &subject::Model) -> Result<subject::Model, Problem> {
    let opening = opening::Entity::find()
        .filter(opening::Column::CaseId.eq(row.id.0))
        .filter(opening::Column::CaseKind.eq(CASE))
        .order_by_asc(opening::Column::RowId)
        .order_by_asc(opening::Column::Leaf);
    let value = opening.one(db).await?.and_then(|opening| opening.value).unwrap_or_default();
    let image: serde_json::Value = serde_json::from_str(&value).unwrap_or_default();
    let text = |field: &str, now: &String| image[field].as_str().map_or_else(|| now.clone(), str::to_owned);
    let (code, name) = (text("code", &row.code), text("name", &row.name));
    // An image doesn't name what is empty.
    let address = if image.is_object() { text("address", &String::new()) } else { row.address.clone() };
    Ok(subject::Model { code, name, address, ..row.clone() })
}

/// An entry and all that were merged into it, as they came in.
async fn all_at_first(db: &DatabaseTransaction, row: &subject::Model) -> Result<Vec<subject::Model>, Problem> {
    let mut first = Vec::new();
    for row in with_merged(db, row).await? {
        first.push(at_first(db, &row).await?);
    }
    Ok(first)
}

/// Whether one may go into the other as both stand.
async fn fits(db: &DatabaseTransaction, gone: &Whole, stays: &Whole) -> Result<Status, Problem> {
    let status = merging::merge(&side(gone), &side(stays))?;
    let (went, stay) = (all_at_first(db, &gone.row).await?, all_at_first(db, &stays.row).await?);
    let went: Vec<_> = went.iter().map(bare).collect();
    let stay: Vec<_> = stay.iter().map(bare).collect();
    merging::likeness(&went, &stay)?;
    Ok(status)
}

/// Nobody decides about an entry that changed since they read it.
fn unchanged(whole: &Whole, version: i64) -> Result<(), Problem> {
    if whole.row.version == version { Ok(()) } else { Err(Problem::stale()) }
}

/// Ask that a subject be merged into another; somebody else approves. Until then both stay as they are, and are drawn.
#[utoipa::path(post, path = "/api/v1/subjects/{id}/merge", tag = "subjects", params(("id" = SubjectId, Path)), request_body = NewMerge, responses((status = 200, body = MergeBody)))]
pub async fn ask(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<SubjectId>,
    Json(body): Json<NewMerge>,
) -> Result<Json<MergeBody>, Problem> {
    settled(line("reason", &body.reason, REASON_MOST, true).into_iter().collect())?;
    let mut tx = app.begin(&by).await?;
    let gone = whole_within(tx.db(), id, &by.scope).await?;
    let stays = whole_within(tx.db(), body.into, &by.scope).await?;
    fits(tx.db(), &gone, &stays).await?;
    unchanged(&gone, body.version)?;
    unchanged(&stays, body.into_version)?;
    let row = merge::Model {
        id: app.fresh(),
        organisation: gone.row.organisation,
        gone: gone.row.id,
        stays: stays.row.id,
        name: gone.row.name,
        code: gone.row.code,
        reason: body.reason,
        state: State::Asked,
        asker: by.person,
        asked_at: tx.now,
        decider: None,
        decided_at: None,
        answer: String::new(),
        version: 1,
    };
    merge::insert(tx.db(), &row).await?;
    tx.record(row.act("subject-merge.asked")).await?;
    answer(tx, &row).await
}

/// The merge, read in the version that is decided about.
async fn undecided(tx: &Tx, by: &By, (id, version): (MergeId, i64)) -> Result<merge::Model, Problem> {
    let row = found(merge::of_id(tx.db(), id).await?)?;
    whole_within(tx.db(), row.gone, &by.scope).await?;
    if row.state == State::Asked && row.version != version {
        return Err(Problem::stale());
    }
    Ok(row)
}

/// Approve what somebody else asked for. The name of the entry that goes isn't found any more; its code is, and leads to the other. Both keep their story.
#[utoipa::path(post, path = "/api/v1/merges/{id}/approve", tag = "subjects", params(("id" = MergeId, Path)), request_body = MergeApproval, responses((status = 200, body = MergeBody)))]
pub async fn approve(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<MergeId>,
    Json(body): Json<MergeApproval>,
) -> Result<Json<MergeBody>, Problem> {
    let mut tx = app.begin(&by).await?;
    let row = undecided(&tx, &by, (id, body.version)).await?;
    merging::decide(row.state, row.asker, by.person)?;
    let gone = whole_within(tx.db(), row.gone, &by.scope).await?;
    let stays = whole_within(tx.db(), row.stays, &by.scope).await?;
    let status = fits(tx.db(), &gone, &stays).await?;
    let row = row.decided(State::Merged, (by.person, tx.now), String::new());
    merge::save(tx.db(), &row).await?;
    let went = gone.row.clone().touched(tx.now, body.gone_version);
    let went = subject::Model { status, status_reason: None, merged_into: Some(stays.row.id), ..went };
    let gone = Whole { row: went, ..gone };
    let stays = Whole { row: stays.row.clone().touched(tx.now, body.stays_version), ..stays };
    subject::save_same(tx.db(), &gone.row).await?;
    subject::save_same(tx.db(), &stays.row).await?;
    search::remove(tx.db(), &[gone.row.number]).await?;
    let numbers = |act: crate::app::journal::Act| act.number("from", gone.row.number).number("into", stays.row.number);
    tx.record(numbers(row.act("subject-merge.approved"))).await?;
    tx.record(gone.act("subject.merged").number("into", stays.row.number)).await?;
    tx.record(stays.act("subject.merge-taken").number("from", gone.row.number)).await?;
    answer(tx, &row).await
}

/// Decline what somebody else asked for, with the reason. It stays on record.
#[utoipa::path(post, path = "/api/v1/merges/{id}/decline", tag = "subjects", params(("id" = MergeId, Path)), request_body = MergeAnswer, responses((status = 200, body = MergeBody)))]
pub async fn decline(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<MergeId>,
    Json(body): Json<MergeAnswer>,
) -> Result<Json<MergeBody>, Problem> {
    end(&app, &by, (id, body), State::Declined).await
}

/// Take back what one asked for, with the reason. It stays on record.
#[utoipa::path(post, path = "/api/v1/merges/{id}/withdraw", tag = "subjects", params(("id" = MergeId, Path)), request_body = MergeAnswer, responses((status = 200, body = MergeBody)))]
pub async fn withdraw(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<MergeId>,
    Json(body): Json<MergeAnswer>,
) -> Result<Json<MergeBody>, Problem> {
    end(&app, &by, (id, body), State::Withdrawn).await
}

/// End a merge that isn't made: declined by somebody else, withdrawn by who asked.
async fn end(app: &App, by: &By, (id, body): (MergeId, MergeAnswer), state: State) -> Result<Json<MergeBody>, Problem> {
    settled(line("reason", &body.reason, REASON_MOST, true).into_iter().collect())?;
    let mut tx = app.begin(by).await?;
    let row = undecided(&tx, by, (id, body.version)).await?;
    let kind = match state {
        State::Withdrawn => {
            merging::withdraw(row.state, row.asker, by.person)?;
            "subject-merge.withdrawn"
        }
        _ => {
            merging::decide(row.state, row.asker, by.person)?;
            "subject-merge.declined"
        }
    };
    let row = row.decided(state, (by.person, tx.now), body.reason);
    merge::save(tx.db(), &row).await?;
    tx.record(row.act(kind)).await?;
    answer(tx, &row).await
}
