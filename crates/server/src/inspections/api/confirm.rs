//! Somebody of the team who was there stands by a record that another of them handed in, with their own account.
//!
//! Nothing waits for it: who has no account must not hold a bureau up. What is published says who did and who didn't.

use axum::extract::State as Held;

use super::steps::done;
use super::wire::{ConfirmBody, VisitPage};
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::{Json, Path};
use crate::app::problem::Problem;
use crate::app::shell::{found, next};
use crate::inspections::rules::{Hand, Refusal, VisitId};
use crate::inspections::store::{self, Whole, account, confirmation, sight, visit};

/// Confirm a version that another of the team handed in, once, until it is public.
#[utoipa::path(post, path = "/api/v1/visits/{id}/confirm", tag = "inspections", params(("id" = VisitId, Path)), request_body = ConfirmBody, responses((status = 200, body = VisitPage)))]
pub async fn confirm(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<VisitId>,
    Json(body): Json<ConfirmBody>,
) -> Result<Json<VisitPage>, Problem> {
    let tx = app.begin(&by).await?;
    let row = sight::load(tx.db(), id, &by).await?;
    let inspector = account::inspector(tx.db(), by.person).await?.ok_or(Refusal::NoAccount)?;
    let (_, is_member) = store::member(tx.db(), &row, by.person).await?;
    let whole = store::whole(tx.db(), row).await?;
    let record = found(whole.records.iter().find(|record| record.id == body.record))?;
    let beside = confirmation::beside(tx.db(), &whole).await?;
    let of = (record, found(beside.get(&record.id))?);
    confirmation::judged(&whole, of, (by.person, inspector), is_member)?;
    let (record, number) = (record.id, record.number);
    let fresh = confirmation::Model { id: app.fresh(), visit: id, record, inspector, person: by.person, at: tx.now };
    confirmation::insert(tx.db(), &fresh).await?;
    store::lay_hand(tx.db(), id, by.person, Hand::Write).await?;
    let row = visit::Model { version: next(whole.row.version, body.version), ..whole.row };
    let confirmations = [whole.confirmations, vec![fresh]].concat();
    let whole = Whole { row, records: whole.records, confirmations };
    let act = whole.act("visit.confirmed").number("number", number);
    done(&app, tx, (whole, &by), act).await
}
