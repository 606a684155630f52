//! 公示: one result or many at once, each judged by itself.

use std::collections::{BTreeMap, BTreeSet};

use axum::extract::State as Held;
use lots::hash::Digest;
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _};

use super::wire::{Judged, PublishBody};
use crate::accounts::store::{organisation, within};
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::Json;
use crate::app::journal::held::UNLIKE;
use crate::app::page::Reader;
use crate::app::problem::{FieldFault, Problem};
use crate::app::shell::{Tx, found};
use crate::app::value::Date;
use crate::disclosure::rules::public::{Answers, FORM, Finding, Public, PublicItem, PublicMember};
use crate::disclosure::rules::{self, Calendar, Due, Refusal, Standing, State, turn};
use crate::disclosure::store::{calendar, due, result};
use crate::draws::store::{self as draws, draw};
use crate::draws::{DrawId, State as DrawState};
use crate::inspections::RecordId;
use crate::inspections::rules::Hand;
use crate::inspections::store::team::{self, Member};
use crate::inspections::store::{self as inspections, account, confirmation, record, seen, visit};

/// The most results of one act.
const MOST: usize = 200;

/// Publish results. What one of them is refused for stops no other.
#[utoipa::path(post, path = "/api/v1/disclosures/publish", tag = "disclosure", request_body = PublishBody, responses((status = 200, body = Vec<Judged>)))]
pub async fn publish(
    Held(app): Held<App>,
    by: By,
    reader: Reader,
    Json(body): Json<PublishBody>,
) -> Result<Json<Vec<Judged>>, Problem> {
    if body.ids.is_empty() || body.ids.len() > MOST {
        return Err(Problem::fields(vec![FieldFault::new("ids", "disclosure-count")]));
    }
    let mut tx = app.begin(&by).await?;
    let calendar = calendar(tx.db()).await?;
    let (mut judged, mut held) = (Vec::new(), BTreeSet::new());
    for at in in_order(&tx, &body.ids).await? {
        let id = body.ids[at];
        let verdict = match one(&app, &tx, (&by, &calendar), (id, &mut held)).await {
            Ok(due) => {
                // Whatever stops it from here on lets nothing of the act be saved: something is written by then.
                save(&mut tx, &due).await?;
                let path = Some(due.fresh.path());
                Judged { id, published: true, path, code: None, message: None }
            }
            Err(no) if no.status.is_client_error() && !ENDS.contains(&no.code) => {
                let (code, message) = (no.code.to_owned(), no.detail(reader.words));
                Judged { id, published: false, path: None, code: Some(code), message: Some(message) }
            }
            Err(broken) => return Err(broken),
        };
        judged.push((at, verdict));
    }
    tx.commit().await?;
    judged.sort_by_key(|(at, _)| *at);
    Ok(Json(judged.into_iter().map(|(_, verdict)| verdict).collect()))
}

/// The places of what is asked for in the order in which it is judged: versions by their number, so that an earlier and a later one of the same
/// visit are published together however they were named.
async fn in_order(tx: &Tx, ids: &[RecordId]) -> Result<Vec<usize>, Problem> {
    let rows = record::Entity::find().filter(record::Column::Id.is_in(ids.iter().copied())).all(tx.db()).await?;
    let numbers: BTreeMap<RecordId, i64> = rows.into_iter().map(|row| (row.id, row.number)).collect();
    let mut places: Vec<usize> = (0..ids.len()).collect();
    places.sort_by_key(|at| numbers.get(&ids[*at]).copied());
    Ok(places)
}

/// What ends the whole act, whichever result it is found at.
const ENDS: [&str; 2] = ["stale", UNLIKE];

/// A result that may be published, and what it is of.
struct Ready {
    fresh: result::Model,
    visit: visit::Model,
    row: record::Model,
}

/// Judge one, and make what is published of it. What it is made of is what the journal says: the visit with its record, and the draw, which is held once for all
/// of its results. Nothing is written.
async fn one(
    app: &App,
    tx: &Tx,
    (by, calendar): (&By, &Calendar),
    (id, held): (RecordId, &mut BTreeSet<DrawId>),
) -> Result<Ready, Problem> {
    let rows = record::Entity::find_by_id(id).filter(record::Column::Organisation.in_subquery(within(&by.scope)));
    let rows = rows.filter(record::Column::Reviewer.is_not_null());
    let row = rows.one(tx.db()).await?.ok_or(Refusal::NotDue)?;
    let visit = found(visit::Entity::find_by_id(row.visit).one(tx.db()).await?)?;
    let whole = inspections::whole(tx.db(), visit).await?;
    inspections::as_sealed(&app.db, tx.db(), &whole).await?;
    let row = found(whole.records.iter().find(|record| record.id == id && record.reviewer.is_some()).cloned())?;
    let visit = whole.row;
    let drawn = draws::any(tx.db(), visit.draw).await?;
    if held.insert(visit.draw) {
        draws::as_sealed(&app.db, tx.db(), &drawn).await?;
    }
    let draw = drawn.draw;
    let there = team::there(tx.db(), &[(visit.draw, &row)]).await?.remove(&id).unwrap_or_default();
    let state = rules::publish(standing(tx, by, (&visit, &row), &draw, &there).await?)?;
    let due = due::of_version(tx.db(), &row, (&app.config.disclosure, calendar)).await?;
    let said = told(tx.db(), (&visit, &row), &draw, (due, tx.now.date()), there).await?;
    let text = lots::canonical::to_text(&said);
    let fresh = result::Model {
        id,
        visit: visit.id,
        draw: visit.draw,
        organisation: visit.organisation,
        number: row.number,
        state,
        name: visit.public_name.clone(),
        folded: String::new(),
        code: visit.code.clone(),
        domain: visit.domain,
        region: visit.region.clone(),
        items: visit.items.clone(),
        results: row.results.clone(),
        visited: row.visited,
        due: due.day,
        provisional: due.provisional,
        day: tx.now.date(),
        at: tx.now,
        publisher: by.person,
        digest: Digest::of(text.as_bytes()).to_string(),
        text,
        version: 1,
    };
    Ok(Ready { fresh, visit, row })
}

/// Publish one.
async fn save(tx: &mut Tx, Ready { fresh, visit, row }: &Ready) -> Result<(), Problem> {
    inspections::lay_hand(tx.db(), visit.id, fresh.publisher, Hand::Publish).await?;
    if fresh.state == State::Published {
        supersede(tx, fresh).await?;
    }
    result::insert(tx.db(), fresh).await?;
    tx.record(fresh.act("disclosure.published")).await?;
    if fresh.state == State::Published {
        seen::publish(tx, visit, row).await?;
    }
    Ok(())
}

/// What a version's publication hangs on; `there` is who inspected by its record.
async fn standing(
    tx: &Tx,
    by: &By,
    (visit, row): (&visit::Model, &record::Model),
    draw: &draw::Model,
    there: &[Member],
) -> Result<Standing, Problem> {
    let public = result::Entity::find().filter(result::Column::Visit.eq(visit.id)).all(tx.db()).await?;
    let numbers: Vec<i64> = public.iter().map(|row| row.number).collect();
    let reviewed = record::of(tx.db(), &[visit.id]).await?.into_iter().filter(|row| row.reviewer.is_some());
    let due: Vec<i64> = reviewed.map(|row| row.number).filter(|number| !numbers.contains(number)).collect();
    let hand = inspections::hand_of(tx.db(), visit.id, by.person).await?;
    // Who was there has a part in it, even if an amendment seated somebody else since.
    let inspector = account::inspector(tx.db(), by.person).await?;
    let was_there = there.iter().any(|member| Some(member.inspector) == inspector);
    Ok(Standing {
        state: public.iter().find(|public| public.id == row.id).map_or(State::Due, |public| public.state),
        turn: turn(row.number, &due, &numbers),
        is_announced: draw.state == DrawState::Announced,
        is_own: hand.is_some_and(|hand| hand != Hand::Publish)
            || was_there
            || inspections::member(tx.db(), visit, by.person).await?.1,
    })
}

/// Published -> Superseded.
async fn supersede(tx: &mut Tx, by: &result::Model) -> Result<(), Problem> {
    let Some(row) = result::in_force(tx.db(), by.visit).await? else { return Ok(()) };
    let row = result::Model { state: State::Superseded, version: row.version + 1, ..row };
    result::save(tx.db(), &row).await?;
    tx.record(row.act("disclosure.superseded")).await
}

/// What everybody reads of it from the day on which it is published.
pub(super) async fn told<C: ConnectionTrait>(
    db: &C,
    (visit, row): (&visit::Model, &record::Model),
    draw: &draw::Model,
    (due, published): (Due, Date),
    there: Vec<Member>,
) -> Result<Public, Problem> {
    let office = organisation::Entity::find_by_id(visit.organisation).one(db).await?;
    let (form, said) = (inspections::form(db, visit).await?, row.said()?);
    let asked = |item: &str, at: usize| form.item(item).and_then(|item| item.rows.get(at)).map(|row| row.text.clone());
    let finding = |(item, at, found): (&str, usize, &str)| Finding {
        row: asked(item, at).unwrap_or_default(),
        item: item.to_owned(),
        found: found.to_owned(),
    };
    let confirmations = confirmation::of(db, &[visit.id]).await?;
    // Of a record from before it was kept who handed it in, nobody can say who stands by it.
    let stands =
        |one: &Member| row.inspector.map(|_| confirmation::vouched(row, &confirmations, one.inspector).is_some());
    let member = |one: Member| PublicMember { confirmed: stands(&one), name: one.name, certificate: one.certificate };
    Ok(Public {
        form: FORM.to_owned(),
        visit: visit.id,
        number: row.number,
        reason: row.reason.clone(),
        office: office.map(|row| row.name).unwrap_or_default(),
        draw: draw.id,
        task: draw.task.clone(),
        name: visit.public_name.clone(),
        code: visit.code.clone(),
        items: form.items.iter().map(|item| PublicItem { code: item.code.clone(), name: item.name.clone() }).collect(),
        visited: row.visited,
        results: row.outcome()?,
        findings: said.found().map(finding).collect(),
        besides: Some(said.has_besides()),
        answers: Some(Answers::of(&said)),
        team: there.into_iter().map(member).collect(),
        absent: Some(said.absent.len()),
        absent_why: said.absent_why,
        due: due.day,
        provisional: due.provisional,
        published,
    })
}
