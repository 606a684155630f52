//! 复核: by somebody who wasn't there and wrote nothing in the record.

use axum::extract::State as Held;

use super::steps::done;
use super::wire::{ReasonBody, ReviewBody, VisitPage, reason};
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::{Json, Path};
use crate::app::problem::Problem;
use crate::app::shell::{found, next};
use crate::inspections::rules::{self, Hand, State, VisitId};
use crate::inspections::store::{self, Whole, record, sight, visit};

/// Review what was handed in. Its day and results count among the subject's visits once it is public ([`seen`](crate::inspections::store::seen)).
#[utoipa::path(post, path = "/api/v1/visits/{id}/review", tag = "inspections", params(("id" = VisitId, Path)), request_body = ReviewBody, responses((status = 200, body = VisitPage)))]
pub async fn review(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<VisitId>,
    Json(body): Json<ReviewBody>,
) -> Result<Json<VisitPage>, Problem> {
    let tx = app.begin(&by).await?;
    let row = sight::load(tx.db(), id, &by).await?;
    let standing = store::standing(tx.db(), &row, by.person).await?;
    let state = rules::review(row.state, &standing, by.person, &body.digest)?;
    let mut whole = store::whole(tx.db(), row).await?;
    let last = found(whole.records.pop())?;
    let last = record::Model { reviewer: Some(by.person), reviewed_at: Some(tx.now), ..last };
    record::save(tx.db(), &last).await?;
    store::lay_hand(tx.db(), id, by.person, Hand::Review).await?;
    whole.records.push(last);
    let row =
        visit::Model { state, reviewed: whole.row.number, version: next(whole.row.version, body.version), ..whole.row };
    let whole = Whole { row, ..whole };
    let act = whole.act("visit.reviewed").number("number", whole.row.number);
    done(&app, tx, (whole, &by), act).await
}

/// Return what was handed in, with the reason: it is a draft again.
#[utoipa::path(post, path = "/api/v1/visits/{id}/return", tag = "inspections", params(("id" = VisitId, Path)), request_body = ReasonBody, responses((status = 200, body = VisitPage)))]
pub async fn give_back(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<VisitId>,
    Json(body): Json<ReasonBody>,
) -> Result<Json<VisitPage>, Problem> {
    let reason = reason(&body.reason)?;
    let tx = app.begin(&by).await?;
    let row = sight::load(tx.db(), id, &by).await?;
    let standing = store::standing(tx.db(), &row, by.person).await?;
    let state: State = rules::give_back(row.state, &standing, by.person)?;
    let whole = store::whole(tx.db(), row).await?;
    store::lay_hand(tx.db(), id, by.person, Hand::Review).await?;
    let row = visit::Model {
        state,
        reason,
        digest: None,
        recorder: None,
        recorded_at: None,
        version: next(whole.row.version, body.version),
        ..whole.row
    };
    let whole = Whole { row, ..whole };
    let act = whole.act("visit.returned").number("number", whole.row.number);
    done(&app, tx, (whole, &by), act).await
}
