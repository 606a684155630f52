//! Who complained, in plain, for the one who handles it.

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::moves::noted;
use super::settled;
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::{Json, Path};
use crate::app::problem::Problem;
use crate::complaints::rules::veil::Complainant;
use crate::complaints::rules::{self, ComplaintId, NoteKind, check};
use crate::complaints::store::{plain, whole_within};

/// Why somebody wants to see who complained.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ComplaintUnmask)]
pub struct UnmaskBody {
    /// Why: 1–500 characters. It is kept.
    pub reason: String,
}

/// Who complained, in plain.
#[derive(Serialize, ToSchema)]
pub struct ComplainantBody {
    /// Their name.
    pub name: Option<String>,
    /// Their phone.
    pub phone: Option<String>,
    /// Their address.
    pub address: Option<String>,
    /// Whether they asked for confidentiality.
    pub confidential: bool,
    /// Who was said to complain until an edit, the earliest first; only those that aren't as it is now.
    pub former: Vec<FormerComplainantBody>,
}

/// Who was said to complain, in plain.
#[derive(Serialize, ToSchema)]
pub struct FormerComplainantBody {
    /// Their name.
    pub name: Option<String>,
    /// Their phone.
    pub phone: Option<String>,
    /// Their address.
    pub address: Option<String>,
}

impl From<Complainant> for FormerComplainantBody {
    fn from(Complainant { name, phone, address, .. }: Complainant) -> Self {
        Self { name, phone, address }
    }
}

/// See who complained. Only the assigned handler may, while handling it; each time is journalled with its reason.
///
/// The answer isn't kept behind the idempotency key: a repeated key is told `already-done`.
#[utoipa::path(post, path = "/api/v1/complaints/{id}/unmask", tag = "complaints", params(("id" = ComplaintId, Path)), request_body = UnmaskBody, responses((status = 200, body = ComplainantBody)))]
pub async fn unmask(
    State(app): State<App>,
    by: By,
    Path(id): Path<ComplaintId>,
    Json(body): Json<UnmaskBody>,
) -> Result<Response, Problem> {
    settled(check::reason(&body.reason))?;
    let mut tx = app.begin(&by).await?;
    let (whole, _) = whole_within(tx.db(), id, &by.scope).await?;
    rules::unmask(&whole.row.standing(), by.person)?;
    let known = plain::complainant(&app, &whole.row)?;
    let formers = whole.formers.iter().map(|row| Ok(plain::former(&app, row)?.told.complainant));
    let formers = formers.collect::<Result<Vec<_>, Problem>>()?;
    let former = formers.into_iter().filter(|former| *former != known).map(FormerComplainantBody::from).collect();
    let whole = noted(&app, &tx, whole, (NoteKind::Unmasked, &by), &body.reason).await?;
    tx.record(whole.act("complaint.unmasked")).await?;
    tx.commit().await?;
    let (name, phone, address) = (known.name, known.phone, known.address);
    let body = ComplainantBody { name, phone, address, confidential: known.confidential, former };
    let bytes = serde_json::to_vec(&body).map_err(Problem::broken)?;
    Ok(unkept("application/json", bytes))
}

/// An answer of a length that isn't known beforehand: such a one is never kept in the database behind its idempotency key, where it would lie
/// in plain.
pub(super) fn unkept(kind: &'static str, bytes: Vec<u8>) -> Response {
    let once = stream::iter([Ok::<_, std::io::Error>(Bytes::from(bytes))]);
    ([(CONTENT_TYPE, kind), (CACHE_CONTROL, "no-store")], Body::from_stream(once)).into_response()
}
