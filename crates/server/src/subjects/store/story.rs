//! A subject's whole story, from the journal's rows and what was opened of their seals.

use std::collections::BTreeMap;

use sea_orm::entity::prelude::*;
use sea_orm::{DbErr, QueryOrder};
use serde_json::Value as Json;

use super::image::CASE;
use crate::app::journal::record::{opening, row};
use crate::subjects::rules::SubjectId;

/// One act on a subject.
#[derive(Clone, Debug, PartialEq)]
pub struct Chapter {
    /// The journal's row.
    pub row: row::Model,
    /// What the subject was after it, if that still can be opened.
    pub image: Option<String>,
}

/// All acts on a subject, in order: its own, and those on many things of which it was one.
///
/// # Errors
/// [`DbErr`].
pub async fn of<C: ConnectionTrait>(db: &C, id: SubjectId) -> Result<Vec<Chapter>, DbErr> {
    let opened = opening::Entity::find().filter(opening::Column::CaseId.eq(id.0));
    let mut images: BTreeMap<Uuid, Option<String>> = opened
        .order_by_asc(opening::Column::RowId)
        .all(db)
        .await?
        .into_iter()
        .map(|opening| (opening.row_id, opening.value))
        .collect();
    let own = row::Entity::find().filter(row::Column::CaseKind.eq(CASE)).filter(row::Column::CaseId.eq(id.0));
    let mut rows = own.all(db).await?;
    let known: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let others: Vec<Uuid> = images.keys().copied().filter(|id| !known.contains(id)).collect();
    for part in others.chunks(500) {
        rows.extend(row::Entity::find().filter(row::Column::Id.is_in(part.iter().copied())).all(db).await?);
    }
    rows.sort_by_key(|row| (row.at, row.id));
    let chapter = |row: row::Model| Chapter { image: images.remove(&row.id).flatten(), row };
    Ok(rows.into_iter().map(chapter).collect())
}

/// A field that an act changed.
#[derive(Clone, Debug, PartialEq, serde::Serialize, utoipa::ToSchema)]
pub struct Changed {
    /// The field.
    pub field: String,
    /// What it was; nothing where it was empty.
    #[schema(value_type = serde_json::Value)]
    pub was: Option<Json>,
    /// What it became; nothing where it was emptied.
    #[schema(value_type = serde_json::Value)]
    pub became: Option<Json>,
}

/// Why a subject stands so, by its image.
#[must_use]
pub fn status_reason(image: &str) -> Option<String> {
    let fields: BTreeMap<String, Json> = serde_json::from_str(image).ok()?;
    fields.get(STATUS_REASON)?.as_str().map(str::to_owned)
}

const STATUS_REASON: &str = "status_reason";

/// What tells one image from the one before. Not the version, which changes with every act, nor why it stands so, which is
/// [told by itself](status_reason).
#[must_use]
pub fn changes(before: Option<&str>, after: &str) -> Vec<Changed> {
    let read = |text: &str| serde_json::from_str::<BTreeMap<String, Json>>(text).unwrap_or_default();
    let (was, is) = (before.map(read).unwrap_or_default(), read(after));
    let mut fields: Vec<&String> = was.keys().chain(is.keys()).collect();
    fields.sort_unstable();
    fields.dedup();
    fields.retain(|field| *field != "version" && *field != STATUS_REASON);
    let told = fields.into_iter().filter(|field| was.get(*field) != is.get(*field));
    told.map(|field| Changed { field: field.clone(), was: was.get(field).cloned(), became: is.get(field).cloned() })
        .collect()
}
