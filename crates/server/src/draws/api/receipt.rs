//! 回执: one business's proof that it was in the pool, in which stratum, with which ticket (`spec/draw.md`, section 8.3).
//!
//! It holds the row's salt and so tells the stratum, in which risk class and complaints may stand: it is made here and handed to the
//! business. There is no public address for it, since a business's code is no secret.

use axum::body::Body;
use axum::extract::State as Held;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use lots::check::MemoryRoster;
use lots::commitment::Protocol;
use lots::hash::Digest;
use lots::receipt::{Edition, Receipt, ReceiptTable, Standing};
use lots::result::DrawResult;
use lots::seed::SeedRecord;
use lots::table::{ExcludedRow, RosterSecret, Table};
use lots_cli::commands::receipt::row;
use serde::Deserialize;
use utoipa::ToSchema;

use super::commit::{commitment, opened};
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::{Json, Path};
use crate::app::problem::{FieldFault, Problem};
use crate::draws::rules::{DrawId, Refusal, State};
use crate::draws::store::{self, draw, file};

/// Whose receipt.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ReceiptOf)]
pub struct Whose {
    /// The business's code.
    pub code: String,
}

/// A business's receipt of an announced draw, to be handed to it. Each one made is on record, without the business.
#[utoipa::path(post, path = "/api/v1/draws/{id}/receipt", tag = "draws", params(("id" = DrawId, Path)), request_body = Whose, responses((status = 200, content_type = "application/json", body = Vec<u8>)))]
pub async fn take(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<DrawId>,
    Json(body): Json<Whose>,
) -> Result<Response, Problem> {
    let code = body.code.trim().to_uppercase();
    let mut tx = app.begin(&by).await?;
    draw::look(tx.db(), id).await?;
    let whole = store::load(tx.db(), id, &by.scope).await?;
    if whole.draw.state != State::Announced {
        return Err(Refusal::NotAnnounced.into());
    }
    let nobody = || Problem::fields(vec![FieldFault::new("code", "draw-receipt-nobody")]);
    let receipt = receipt(&app, id, code.clone()).await?.ok_or_else(nobody)?;
    tx.record(whole.act("drawing.receipt-taken")).await?;
    tx.commit().await?;
    let name = format!("attachment; filename=\"receipt-{code}.json\"");
    let headers = [(CONTENT_TYPE, "application/json".to_owned()), (CONTENT_DISPOSITION, name)];
    Ok((headers, Body::from(receipt.text())).into_response())
}

/// The receipt of a code, if it is in one of the tables.
async fn receipt(app: &App, id: DrawId, code: String) -> Result<Option<Receipt>, Problem> {
    let db = app.read();
    let commitment = commitment(db, id).await?;
    let secret = opened(app, db, id, file::ROSTER_SECRET).await?;
    let (seed, text) = (file::need(db, id, "seed.json").await?, file::need(db, id, "result.json").await?);
    let (subjects, excluded) = (file::need(db, id, "subjects.tsv").await?, file::need(db, id, "excluded.tsv").await?);
    // A million rows are hashed: not on a thread that answers requests.
    let making = move || -> Result<Option<Receipt>, Problem> {
        let secret = RosterSecret::from_file(secret.as_bytes()).map_err(Problem::broken)?;
        let seed = SeedRecord::from_text(&seed).map_err(Problem::broken)?;
        let result = DrawResult::from_text(&text).map_err(Problem::broken)?;
        let subjects = MemoryRoster::from_file(&subjects).map_err(Problem::broken)?;
        let found = row(subjects.table(), &secret, &code, ReceiptTable::Subjects);
        let found = match found {
            Some(row) => Some((Standing::of(&result, &seed, &code, &row.fields[1]), row)),
            None => {
                let excluded = Table::<ExcludedRow>::from_file(&excluded).map_err(Problem::broken)?;
                row(&excluded, &secret, &code, ReceiptTable::Excluded).map(|row| (Standing::excluded(), row))
            }
        };
        Ok(found.map(|(standing, row)| Receipt {
            commitment: commitment.body().clone(),
            edition: Edition::Receipt,
            protocol: Protocol::V1,
            result: Digest::of(&text),
            row,
            seed,
            standing,
        }))
    };
    tokio::task::spawn_blocking(making).await.map_err(Problem::broken)?
}
