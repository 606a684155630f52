//! The next version of a reviewed record. The one before stays as it was.

use axum::extract::State as Held;

use super::steps::{done, own};
use super::wire::{ReasonBody, VisitPage, reason};
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::{Json, Path};
use crate::app::problem::Problem;
use crate::app::shell::next;
use crate::inspections::rules::{self, Hand, VisitId};
use crate::inspections::store::{self, Whole, visit};

/// Begin a correction, with the reason.
#[utoipa::path(post, path = "/api/v1/visits/{id}/correct", tag = "inspections", params(("id" = VisitId, Path)), request_body = ReasonBody, responses((status = 200, body = VisitPage)))]
pub async fn correct(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<VisitId>,
    Json(body): Json<ReasonBody>,
) -> Result<Json<VisitPage>, Problem> {
    let reason = reason(&body.reason)?;
    let tx = app.begin(&by).await?;
    let whole = own(&tx, id, &by).await?;
    let state = rules::correct(whole.row.state)?;
    store::lay_hand(tx.db(), id, by.person, Hand::Write).await?;
    let row = visit::Model {
        state,
        reason,
        number: whole.row.number + 1,
        digest: None,
        recorder: None,
        recorded_at: None,
        version: next(whole.row.version, body.version),
        ..whole.row
    };
    let whole = Whole { row, ..whole };
    let act = whole.act("visit.corrected").number("number", whole.row.number);
    done(&app, tx, (whole, &by), act).await
}
