//! Draws: lists, looks, drafts.

#![expect(unused_qualifications, reason = "in what `utoipa::path` writes for a path and a query")]

use axum::extract::State as Held;
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, ExprTrait as _, QueryFilter as _, QueryTrait as _,
};
use serde::Deserialize;
use utoipa::IntoParams;

use super::commit::commitment;
use super::waiting::waiting;
use super::wire::{DrawBody, DrawEdit, DrawRow, NewDraw, PartyDraft, line};
use crate::accounts::OrganisationId;
use crate::accounts::store::{organisation_within, within};
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::{Json, Path, Query};
use crate::app::list::{Ask, Page, Sorts, page};
use crate::app::problem::{FieldFault, Problem};
use crate::app::shell::{Tx, found, next};
use crate::app::value::{Date, Timestamp};
use crate::draws::rules::waiting::Wait;
use crate::draws::rules::{self, DrawId, State, standing};
use crate::draws::store::{self, Hand, Whole, draw, party};

const SORTS: Sorts<draw::Column> = &[("begun", draw::Column::BegunAt), ("task", draw::Column::Task)];
/// The most parties of a draw: a plan has sixteen sources, two of which are beacon and dice.
const MOST_PARTIES: usize = 14;

/// Which draws are asked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct Which {
    /// Where they stand.
    pub state: Option<State>,
    /// Whose.
    pub organisation: Option<OrganisationId>,
    /// Those that are drawn and not announced: whether the day has come on which they may be.
    pub disclosable: Option<bool>,
    /// If true, those that are drawn and of which a target has no visit yet.
    pub undispatched: Option<bool>,
    /// What they wait for from the caller.
    #[param(inline)]
    pub waits: Option<Wait>,
}

/// Draws, drafts included.
#[utoipa::path(get, path = "/api/v1/draws", tag = "draws", params(Ask, Which), responses((status = 200, body = Page<DrawRow>)))]
pub async fn list(
    Held(app): Held<App>,
    by: By,
    Query(ask): Query<Ask>,
    Query(which): Query<Which>,
) -> Result<Json<Page<DrawRow>>, Problem> {
    let ids = match which.waits {
        Some(wait) => Some(waiting(app.read(), &by, wait, app.now()).await?),
        None => None,
    };
    let rows = draw::Entity::find()
        .filter(draw::Column::Organisation.in_subquery(within(&by.scope)))
        .filter(draw::Column::Task.contains(ask.q.clone().unwrap_or_default()))
        .apply_if(which.state, |rows, state| rows.filter(draw::Column::State.eq(state)))
        .apply_if(which.organisation, |rows, id| rows.filter(draw::Column::Organisation.eq(id)))
        .apply_if(which.disclosable, |rows, has_come| rows.filter(disclosable(has_come, app.now().date())))
        .apply_if(which.undispatched.filter(|wanted| *wanted), |rows, _| rows.filter(crate::UNDISPATCHED()))
        .apply_if(ids, |rows, ids| rows.filter(draw::Column::Id.is_in(ids)));
    Ok(Json(page(app.read(), rows, &ask, SORTS, draw::Column::Id).await?.map(Into::into)))
}

/// Draws that wait for their announcement, and whether the day has come on which it may be made.
fn disclosable(has_come: bool, today: Date) -> Condition {
    let (on, drawn) = (draw::Column::Disclosure, draw::Column::State.eq(State::Drawn));
    let when = if has_come { on.is_null().or(on.lte(today)) } else { on.gt(today) };
    Condition::all().add(drawn).add(when)
}

/// One draw.
#[utoipa::path(get, path = "/api/v1/draws/{id}", tag = "draws", params(("id" = DrawId, Path)), responses((status = 200, body = DrawBody)))]
pub async fn look(Held(app): Held<App>, by: By, Path(id): Path<DrawId>) -> Result<Json<DrawBody>, Problem> {
    let whole = store::load(app.read(), id, &by.scope).await?;
    Ok(Json(DrawBody::named(app.read(), whole).await?))
}

/// The parties of a draft, by their places.
fn parties(app: &App, id: DrawId, drafts: &[PartyDraft]) -> Result<Vec<party::Model>, Problem> {
    if drafts.len() > MOST_PARTIES {
        return Err(Problem::fields(vec![FieldFault::new("parties", "too-many")]));
    }
    let mut rows = Vec::new();
    for (place, draft) in (1..).zip(drafts) {
        let name = line(&format!("parties.{}.name", place - 1), &draft.name, true)?;
        let doubled = draft.holds != 0 && drafts.iter().filter(|other| other.holds == draft.holds).count() > 1;
        if doubled || !(0..=3).contains(&draft.holds) {
            return Err(Problem::fields(vec![FieldFault::new(format!("parties.{}.holds", place - 1), "share-form")]));
        }
        rows.push(party::Model {
            id: app.fresh(),
            draw: id,
            place,
            code: format!("party-{place}"),
            name,
            outside: draft.outside,
            holds: draft.holds,
            link: None,
            link_until: None,
            hash_link: None,
            hash: None,
            hashed_at: None,
            value: None,
            revealed_at: None,
            share: None,
            again: None,
            share_at: None,
            replaced_at: None,
        });
    }
    told_apart(&rows)?;
    Ok(rows)
}

/// Each party has a name of its own.
///
/// # Errors
/// `party-twice`, at the name of the second.
pub fn told_apart(parties: &[party::Model]) -> Result<(), Problem> {
    let twice = rules::parties::twice(parties.iter().map(|party| party.name.as_str()));
    match twice {
        Some(at) => Err(Problem::fields(vec![FieldFault::new(format!("parties.{at}.name"), "party-twice")])),
        None => Ok(()),
    }
}

/// Begin a draw.
#[utoipa::path(post, path = "/api/v1/draws", tag = "draws", request_body = NewDraw, responses((status = 200, body = DrawBody)))]
pub async fn add(Held(app): Held<App>, by: By, Json(body): Json<NewDraw>) -> Result<Json<DrawBody>, Problem> {
    let (task, why) = (line("task", &body.task, true)?, line("why", &body.why, body.follows.is_some())?);
    let mut tx = app.begin(&by).await?;
    let wanted = body.organisation.unwrap_or(by.organisation);
    let organisation = found(organisation_within(tx.db(), wanted, &by.scope).await?)?.id;
    let before = match body.follows {
        Some(before) => {
            let before = store::load(tx.db(), before, &by.scope).await?;
            rules::follow(before.draw.state, is_lost_for_good(tx.db(), &before, tx.now).await?)?;
            Some(before.draw)
        }
        None => None,
    };
    // A draw that may be followed once may be so for good, and the table holds that one draw follows it.
    let (number, follows) = before.map_or((1, None), |before| (before.number + 1, Some(before.id)));
    let id = app.fresh();
    let row = draw::Model {
        task,
        number,
        follows,
        why: if follows.is_some() { why } else { String::new() },
        ..draw::Model::begun(id, organisation, by.person, tx.now).with(&body.scheme)
    };
    draw::insert(tx.db(), &row).await?;
    let parties = parties(&app, id, &body.parties)?;
    party::replace(tx.db(), id, (&parties, tx.now)).await?;
    store::lay_hand(tx.db(), id, by.person, Hand::Draft).await?;
    let whole = Whole::begun(row, parties);
    tx.record(whole.act("drawing.begun")).await?;
    tx.commit().await?;
    Ok(Json(DrawBody::named(app.read(), whole).await?))
}

/// Whether a party stayed away, or nobody read the values off, and the time to annul the draw is over too.
async fn is_lost_for_good<C: ConnectionTrait>(db: &C, whole: &Whole, now: Timestamp) -> Result<bool, Problem> {
    if whole.draw.state != State::Committed {
        return Ok(false);
    }
    let commitment = commitment(db, whole.draw.id).await?;
    let is_lost = whole.is_lost(commitment.plan(), now);
    let until = standing::annulled_until(commitment.plan(), is_lost, None);
    Ok(is_lost && until.is_some_and(|until| now >= until))
}

/// The draft with these parties. A list that says nothing new replaces nothing.
async fn with_parties(tx: &Tx, whole: Whole, parties: Vec<party::Model>) -> Result<Whole, Problem> {
    let id = whole.draw.id;
    let same = parties.len() == whole.parties.len() && parties.iter().zip(&whole.parties).all(|(a, b)| a.is_as(b));
    if same {
        return Ok(whole);
    }
    party::replace(tx.db(), id, (&parties, tx.now)).await?;
    Ok(Whole { parties, replaced: party::replaced(tx.db(), id).await?, ..whole })
}

/// Change a draft.
#[utoipa::path(post, path = "/api/v1/draws/{id}", tag = "draws", params(("id" = DrawId, Path)), request_body = DrawEdit, responses((status = 200, body = DrawBody)))]
pub async fn edit(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<DrawId>,
    Json(body): Json<DrawEdit>,
) -> Result<Json<DrawBody>, Problem> {
    let (task, parties) = (line("task", &body.task, true)?, parties(&app, id, &body.parties)?);
    let mut tx = app.begin(&by).await?;
    let whole = store::load(tx.db(), id, &by.scope).await?;
    rules::write(whole.draw.state)?;
    let draw = draw::Model { task, version: next(whole.draw.version, body.version), ..whole.draw.with(&body.scheme) };
    draw::save(tx.db(), &draw).await?;
    store::lay_hand(tx.db(), id, by.person, Hand::Draft).await?;
    let whole = with_parties(&tx, Whole { draw, ..whole }, parties).await?;
    tx.record(whole.act("drawing.edited")).await?;
    tx.commit().await?;
    Ok(Json(DrawBody::named(app.read(), whole).await?))
}
