//! The files of a draw as a bundle that `lots verify` and the page of the second implementation check (`spec/draw.md`, section 8.3).

#![expect(unused_qualifications, reason = "in what `utoipa::path` writes for a path and a query")]

use std::io::Write as _;

use axum::body::Body;
use axum::extract::State as Held;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use journal::bundle::{Item, Record};
use journal::entry::Opening;
use journal::receipt::Receipt;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::account;
use super::commit::opened;
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::{Path, Query};
use crate::app::journal::record::row;
use crate::app::portal::journal::log;
use crate::app::problem::Problem;
use crate::codes;
use crate::draws::rules::{DrawId, Refusal, State};
use crate::draws::store::{self, Whole, amendment, draw, file, target};

codes! {
    /// Which files.
    #[schema(as = BundleEdition)]
    Edition {
        /// Without salts and rows of those who weren't drawn: for everybody.
        Public = "public",
        /// Everything: for auditors.
        Auditor = "auditor",
        /// The auditor's as a zip within, and an account of it in plain Chinese: for courts.
        Court = "court",
    }
}

/// Which bundle is asked for.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams, ToSchema)]
#[into_params(parameter_in = Query)]
pub struct Which {
    /// Which files.
    #[param(inline)]
    pub edition: Edition,
}

/// A draw's bundle as a zip, once it is drawn; of an unannounced draw each download is on record until it is published.
#[utoipa::path(post, path = "/api/v1/draws/{id}/bundle", tag = "draws", params(("id" = DrawId, Path), Which), responses((status = 200, content_type = "application/zip", body = Vec<u8>)))]
pub async fn download(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<DrawId>,
    Query(which): Query<Which>,
) -> Result<Response, Problem> {
    let mut tx = app.begin(&by).await?;
    draw::look(tx.db(), id).await?;
    let whole = store::load(tx.db(), id, &by.scope).await?;
    match whole.draw.state {
        State::Announced | State::Drawn => {}
        _ => return Err(Refusal::NotDrawn.into()),
    }
    tx.record(whole.act("drawing.bundle-taken").code("edition", which.edition.code())).await?;
    tx.commit().await?;
    let bytes = match which.edition {
        Edition::Court => court(&app, &whole).await?,
        edition => zipped(&files(&app, id, edition).await?)?,
    };
    let name = format!("attachment; filename=\"{id}-{}.zip\"", which.edition);
    Ok(([(CONTENT_TYPE, "application/zip".to_owned()), (CONTENT_DISPOSITION, name)], Body::from(bytes)).into_response())
}

/// The auditor's bundle as it is, so that it verifies as it is, and the account and who is behind the codes beside it.
async fn court(app: &App, whole: &Whole) -> Result<Vec<u8>, Problem> {
    let files = files(app, whole.draw.id, Edition::Auditor).await?;
    let (name, inner) = (format!("{}-auditor.zip", whole.draw.id), zipped(&files)?);
    let members = target::members_text(app.read(), whole.draw.id).await?;
    let beside = account::Beside { name: &name, zip: &inner, members: &members };
    let account = account::written(app, whole, &files, &beside).await?;
    let members = (account::MEMBERS.to_owned(), members.into_bytes());
    zipped(&[(account::FILE.to_owned(), account.into_bytes()), members, (name, inner)].into())
}

/// The files of an edition, by name.
///
/// # Errors
/// [`Problem`]; [`Refusal::EntryWaiting`] while the draw's entries aren't all in the journal.
pub async fn files(app: &App, id: DrawId, edition: Edition) -> Result<lots::check::Files, Problem> {
    use lots_cli::bundle::{AUDITOR, PUBLIC};
    let mut files = file::all(app.read(), id, &PUBLIC).await?;
    if let Some(chain) = amendment::chain(app.read(), id).await? {
        files.insert("amendments.json".to_owned(), chain.text().into_bytes());
    }
    if edition != Edition::Public {
        files.extend(file::all(app.read(), id, &AUDITOR).await?);
        let secret = opened(app, app.read(), id, file::ROSTER_SECRET).await?;
        files.insert("roster-secret.txt".to_owned(), secret.into_bytes());
    }
    files.insert(journal::bundle::FILE.to_owned(), record(app, id).await?.text().into_bytes());
    Ok(files)
}

/// `journal.json`: the entries of the draw's case with their proofs, and the openings of what they seal.
async fn record(app: &App, id: DrawId) -> Result<Record, Problem> {
    let rows = row::Entity::find().filter(row::Column::CaseKind.eq("draw")).filter(row::Column::CaseId.eq(id.0));
    let mut record = Record::default();
    for row in rows.order_by_asc(row::Column::CasePlace).all(app.read()).await? {
        let index = row.entry.and_then(|entry| u64::try_from(entry).ok()).ok_or(Refusal::EntryWaiting)?;
        let (entry, receipt) = log::proved(app, index).await?;
        let name = match row.kind.as_str() {
            "draw.committed" => Some(file::TASK),
            "draw.annulled" => Some(file::WHY),
            _ => None,
        };
        let mut openings = Vec::new();
        if let Some(name) = name {
            let text = file::need(app.read(), id, name).await?;
            openings.push(Opening::from_text(&text).map_err(Problem::broken)?);
        }
        record.items.push(Item { entry, openings, receipt: Receipt { extra: None, ..receipt } });
    }
    Ok(record)
}

/// The files as a zip; the same files give the same bytes.
///
/// # Errors
/// `broken` if a file is larger than a zip takes.
pub fn zipped(files: &lots::check::Files) -> Result<Vec<u8>, Problem> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).map_err(Problem::broken)?;
        zip.write_all(bytes).map_err(Problem::broken)?;
    }
    Ok(zip.finish().map_err(Problem::broken)?.into_inner())
}
