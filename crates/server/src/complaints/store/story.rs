//! A complaint's story, from the journal's rows and what was opened of their seals.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::DbErr;
use sea_orm::QueryOrder;
use sea_orm::entity::prelude::*;
use serde_json::Value as Json;

use super::image::CASE;
use crate::app::journal::record::{opening, row};
use crate::complaints::rules::ComplaintId;

/// One act on a complaint.
#[derive(Clone, Debug, PartialEq)]
pub struct Chapter {
    /// The journal's row.
    pub row: row::Model,
    /// The fields it changed.
    pub changed: BTreeSet<String>,
    /// Whether what the complaint was then can't be opened any more.
    pub erased: bool,
}

/// All acts on a complaint, in order.
///
/// # Errors
/// [`DbErr`].
pub async fn of<C: ConnectionTrait>(db: &C, id: ComplaintId) -> Result<Vec<Chapter>, DbErr> {
    let rows = row::Entity::find().filter(row::Column::CaseKind.eq(CASE)).filter(row::Column::CaseId.eq(id.0));
    let rows = rows.order_by_asc(row::Column::CasePlace).all(db).await?;
    let opened = opening::Entity::find().filter(opening::Column::CaseId.eq(id.0)).all(db).await?;
    let mut images: BTreeMap<Uuid, Option<String>> =
        opened.into_iter().map(|opening| (opening.row_id, opening.value)).collect();
    let mut before: Option<String> = None;
    let mut chapters = Vec::new();
    for row in rows {
        let image = images.remove(&row.id).flatten();
        let erased = image.is_none() && row.seals != "{}";
        let changed = image.as_deref().map(|image| changes(before.as_deref(), image)).unwrap_or_default();
        before = image.or(before);
        chapters.push(Chapter { row, changed, erased });
    }
    Ok(chapters)
}

/// The names of the fields that tell one image from the one before. The version isn't told: it changes with almost every act.
#[must_use]
pub fn changes(before: Option<&str>, after: &str) -> BTreeSet<String> {
    let read = |text: &str| serde_json::from_str::<BTreeMap<String, Json>>(text).unwrap_or_default();
    let (was, is) = (before.map(read).unwrap_or_default(), read(after));
    let fields = was.keys().chain(is.keys()).filter(|field| *field != "version" && was.get(*field) != is.get(*field));
    fields.cloned().collect()
}
