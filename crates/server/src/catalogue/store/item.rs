//! Items of editions.

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use serde_json::json;

use crate::app::journal::{Act, Case, Change};
use crate::app::problem::Problem;
use crate::app::shell::{saved, unique};
use crate::catalogue::rules::{Class, EditionId, ItemId, ItemText};

/// How many rows one statement inserts.
const ROWS: usize = 100;

/// An item in an edition.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "catalogue_item")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ItemId,
    /// In which edition.
    pub edition: EditionId,
    /// Its place there, from 1.
    pub place: i64,
    /// Its code, to look it up by.
    pub code: String,
    /// 领域, to sort by.
    pub domain: String,
    /// 抽查事项, to sort by.
    pub name: String,
    /// 事项类别.
    pub class: Class,
    /// What a search looks in.
    pub search: String,
    /// All it says: canonical JSON of [`ItemText`].
    pub text: String,
    /// Whether it was taken out of the draft.
    pub removed: bool,
    /// From 1.
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

/// Where an item stands.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// In which edition.
    pub edition: EditionId,
    /// Its place there.
    pub at: i64,
}

impl Model {
    /// A new one.
    #[must_use]
    pub fn new(id: ItemId, place: Place, text: &ItemText) -> Self {
        let empty = Self {
            id,
            edition: place.edition,
            place: place.at,
            code: String::new(),
            domain: String::new(),
            name: String::new(),
            class: text.class,
            search: String::new(),
            text: String::new(),
            removed: false,
            version: 1,
        };
        empty.with(text)
    }

    /// The same with another text.
    #[must_use]
    pub fn with(self, text: &ItemText) -> Self {
        Self {
            code: text.code.clone(),
            domain: text.domain.clone(),
            name: text.name.clone(),
            class: text.class,
            search: text.search(),
            text: lots::canonical::to_text(text),
            ..self
        }
    }

    /// What it says.
    ///
    /// # Errors
    /// `broken` if that isn't what was written.
    pub fn said(&self) -> Result<ItemText, Problem> {
        serde_json::from_str(&self.text).map_err(Problem::broken)
    }

    /// What the journal's entries on it are about.
    #[must_use]
    pub fn case(&self) -> Case {
        Case { kind: "item", id: self.id.0 }
    }

    /// What an act on many makes of it.
    #[must_use]
    pub fn change(&self, was: Option<&Self>) -> Change {
        Change { case: self.case(), was: was.map(image), image: image(self) }
    }

    /// An act on it that leaves it so.
    #[must_use]
    pub fn act(&self, kind: &'static str) -> Act {
        Act::new(kind, self.case()).image(image(self))
    }
}

/// All that must not change unseen.
#[must_use]
pub fn image(row: &Model) -> String {
    lots::canonical::to_text(&json!({
        "edition": row.edition, "place": row.place, "text": row.text, "removed": row.removed, "version": row.version,
    }))
}

/// Put in new ones.
///
/// # Errors
/// `fields` if a code is there already.
pub async fn insert<C: ConnectionTrait>(db: &C, rows: &[Model]) -> Result<(), Problem> {
    for rows in rows.chunks(ROWS) {
        let rows = rows.iter().cloned().map(|row| ActiveModel::from(row).reset_all());
        let inserted = Entity::insert_many(rows).exec_without_returning(db).await;
        unique(inserted, "code", "item-code-taken")?;
    }
    Ok(())
}

/// Save a change of the version before.
///
/// # Errors
/// `stale`; `fields` if its code is another's.
pub async fn save<C: ConnectionTrait>(db: &C, row: &Model) -> Result<(), Problem> {
    let change = ActiveModel {
        place: Set(row.place),
        code: Set(row.code.clone()),
        domain: Set(row.domain.clone()),
        name: Set(row.name.clone()),
        class: Set(row.class),
        search: Set(row.search.clone()),
        text: Set(row.text.clone()),
        removed: Set(row.removed),
        version: Set(row.version),
        ..Default::default()
    };
    let before =
        Entity::update_many().set(change).filter(Column::Id.eq(row.id)).filter(Column::Version.eq(row.version - 1));
    saved(unique(before.exec(db).await, "code", "item-code-taken")?.rows_affected)
}
