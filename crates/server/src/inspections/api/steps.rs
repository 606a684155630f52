//! What a visit's team does: give notice, write the record, hand it in.

use axum::extract::State as Held;
use lots::hash::Digest;

use super::sound;
use super::wire::{DraftBody, StepBody, VisitPage};
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::{Json, Path};
use crate::app::journal::Act;
use crate::app::problem::Problem;
use crate::app::shell::{Tx, found, next};
use crate::draws::store::{self as draws, amendment, draw};
use crate::inspections::rules::record::Against;
use crate::inspections::rules::{self, Hand, Record, VisitId};
use crate::inspections::store::{self, Whole, account, notice as numbers, record, sight, team, visit};

/// How many random bytes the address of a notice has.
const TOKEN: usize = 16;

/// Record the act, save, answer with the visit.
pub(super) async fn done(
    app: &App,
    mut tx: Tx,
    (whole, by): (Whole, &By),
    act: Act,
) -> Result<Json<VisitPage>, Problem> {
    visit::save(tx.db(), &whole.row).await?;
    tx.record(act).await?;
    tx.commit().await?;
    Ok(Json(VisitPage::of(app.read(), whole, (by.person, app.now().date())).await?))
}

/// The visit, if the caller is of its team.
pub(super) async fn own(tx: &Tx, id: VisitId, by: &By) -> Result<Whole, Problem> {
    let row = sight::load(tx.db(), id, by).await?;
    let (known, member) = store::member(tx.db(), &row, by.person).await?;
    rules::of_team(known, member)?;
    Ok(store::whole(tx.db(), row).await?)
}

/// The same while no amendment of its draw is decided about: one that lets its target go and a record of the visit don't come to be at once. The team, which the
/// record names, is the one that the draw's last opening has.
async fn held(app: &App, tx: &Tx, id: VisitId, by: &By) -> Result<Whole, Problem> {
    let whole = own(tx, id, by).await?;
    draw::stay(tx.db(), whole.row.draw).await?;
    draws::as_sealed(&app.db, tx.db(), &draws::any(tx.db(), whole.row.draw).await?).await?;
    own(tx, id, by).await
}

/// Give notice: it gets its number, and its address on the portal.
#[utoipa::path(post, path = "/api/v1/visits/{id}/notice", tag = "inspections", params(("id" = VisitId, Path)), request_body = StepBody, responses((status = 200, body = VisitPage)))]
pub async fn notice(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<VisitId>,
    Json(body): Json<StepBody>,
) -> Result<Json<VisitPage>, Problem> {
    let tx = app.begin(&by).await?;
    let whole = own(&tx, id, &by).await?;
    let state = rules::notice(whole.row.state)?;
    let year = i64::from(tx.now.date().0.year());
    let number = numbers::take(tx.db(), whole.row.organisation, year).await?;
    let row = visit::Model {
        state,
        notice_year: Some(year),
        notice_number: Some(number),
        token: Some(token(&app)),
        noticed_at: Some(tx.now),
        version: next(whole.row.version, body.version),
        ..whole.row
    };
    let whole = Whole { row, ..whole };
    store::lay_hand(tx.db(), id, by.person, Hand::Write).await?;
    let act = whole.act(visit::NOTICED);
    done(&app, tx, (whole, &by), act).await
}

fn token(app: &App) -> String {
    let mut bytes = [0; TOKEN];
    app.outside.random(&mut bytes);
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Keep what is written so far; it may lack anything.
#[utoipa::path(post, path = "/api/v1/visits/{id}/draft", tag = "inspections", params(("id" = VisitId, Path)), request_body = DraftBody, responses((status = 200, body = VisitPage)))]
pub async fn draft(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<VisitId>,
    Json(body): Json<DraftBody>,
) -> Result<Json<VisitPage>, Problem> {
    sound(body.record.faults())?;
    let tx = app.begin(&by).await?;
    let whole = own(&tx, id, &by).await?;
    rules::write(whole.row.state)?;
    let text = lots::canonical::to_text(&body.record);
    let whole =
        Whole { row: visit::Model { text, version: next(whole.row.version, body.version), ..whole.row }, ..whole };
    store::lay_hand(tx.db(), id, by.person, Hand::Write).await?;
    let act = whole.act("visit.drafted");
    done(&app, tx, (whole, &by), act).await
}

/// Hand the record in. What it lacks is named, field by field.
#[utoipa::path(post, path = "/api/v1/visits/{id}/record", tag = "inspections", params(("id" = VisitId, Path)), request_body = DraftBody, responses((status = 200, body = VisitPage)))]
pub async fn hand_in(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<VisitId>,
    Json(body): Json<DraftBody>,
) -> Result<Json<VisitPage>, Problem> {
    let tx = app.begin(&by).await?;
    let mut whole = held(&app, &tx, id, &by).await?;
    let form = store::form(tx.db(), &whole.row).await?;
    let inspector = account::inspector(tx.db(), by.person).await?;
    let members = team::one(tx.db(), &whole.row).await?;
    let mut mine = members.iter().filter(|member| Some(member.inspector) == inspector);
    let was_there = mine.any(|member| body.record.present.contains(&member.code));
    let team: Vec<String> = members.into_iter().map(|member| member.code).collect();
    let against = Against {
        form: &form,
        team: &team,
        noticed: whole.row.noticed_at.unwrap_or_else(|| whole.row.committed.begins()),
        first_day: whole.row.first_day,
        now: tx.now,
    };
    let named = (whole.row.code.as_str(), body.record.present.as_slice());
    let undecided = amendment::undecided(tx.db(), whole.row.draw, named, body.record.ended()).await?;
    let state = rules::hand_in(whole.row.state, body.record.lacks(&against), was_there, undecided)?;
    let said = body.record.attended(&team);
    let handed = record::Model { inspector, ..handed(&app, (&tx, &by), &whole, &said)? };
    let row = visit::Model {
        state,
        text: handed.text.clone(),
        digest: Some(handed.digest.clone()),
        recorder: Some(by.person),
        recorded_at: Some(tx.now),
        version: next(whole.row.version, body.version),
        ..whole.row
    };
    record::insert(tx.db(), &handed).await?;
    store::lay_hand(tx.db(), id, by.person, Hand::Write).await?;
    let records = [whole.records, vec![handed]].concat();
    whole = Whole { row, records, confirmations: whole.confirmations };
    // No digest of the record: there are few to try, and the image seals it with a salt.
    let act = whole.act("visit.recorded").number("number", whole.row.number);
    done(&app, tx, (whole, &by), act).await
}

fn handed(app: &App, (tx, by): (&Tx, &By), whole: &Whole, said: &Record) -> Result<record::Model, Problem> {
    let (row, text) = (&whole.row, lots::canonical::to_text(said));
    // A correction that was returned has the return's reason in its row by now: its own stands with what was handed in first.
    let before = whole.records.iter().find(|record| record.number == row.number);
    let why = before.map_or(&row.reason, |record| &record.reason);
    Ok(record::Model {
        id: app.fresh(),
        visit: row.id,
        organisation: row.organisation,
        number: row.number,
        reason: if row.number > 1 { why.clone() } else { String::new() },
        digest: Digest::of(text.as_bytes()).to_string(),
        text,
        visited: found(said.visited)?,
        results: lots::canonical::to_text(&said.outcome()),
        recorder: by.person,
        inspector: None,
        recorded_at: tx.now,
        reviewer: None,
        reviewed_at: None,
        counted: String::new(),
    })
}
