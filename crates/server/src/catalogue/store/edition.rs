//! Editions.

use lots::hash::Digest;
use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::{DbErr, SqlErr};
use serde::Serialize;
use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::accounts::{OrganisationId, PersonId};
use crate::app::journal::{Act, Case};
use crate::app::problem::Problem;
use crate::app::shell::saved;
use crate::app::value::{Date, Timestamp};
use crate::catalogue::rules::{EditionId, ItemText, Refusal, Span, State};

/// An edition of an organisation's catalogue.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "catalogue_edition")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: EditionId,
    /// Whose.
    pub organisation: OrganisationId,
    /// Which of theirs, from 1.
    pub number: i64,
    /// Its title.
    pub title: String,
    /// What is new in it.
    pub note: String,
    /// Where it stands.
    pub state: State,
    /// The edition it was copied from.
    pub base: Option<EditionId>,
    /// Who began it.
    pub drafter: PersonId,
    /// Who approved it.
    pub approver: Option<PersonId>,
    /// Who published it.
    pub publisher: Option<PersonId>,
    /// Why it was rejected last, or withdrawn.
    pub reason: String,
    /// The digest of all it says, from its submission on.
    pub digest: Option<String>,
    /// How many items, from its submission on.
    pub items: i64,
    /// The first day it is in force.
    pub effective_from: Option<Date>,
    /// The day it no longer is.
    pub effective_until: Option<Date>,
    /// When it was submitted last.
    pub submitted_at: Option<Timestamp>,
    /// When it was approved.
    pub approved_at: Option<Timestamp>,
    /// When it was published.
    pub published_at: Option<Timestamp>,
    /// From 1. Every change of an item counts too.
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// What the journal's entries on it are about.
    #[must_use]
    pub fn case(&self) -> Case {
        Case { kind: "edition", id: self.id.0 }
    }

    /// An act on it that leaves it so.
    #[must_use]
    pub fn act(&self, kind: &'static str) -> Act {
        Act::new(kind, self.case()).number("number", self.number).image(image(self))
    }

    /// An act on its items that leaves the edition itself as it is.
    #[must_use]
    pub fn act_on_many(&self, kind: &'static str) -> Act {
        Act::new(kind, self.case()).number("number", self.number)
    }

    /// The same, with the digest of all it says as a fact.
    #[must_use]
    pub fn act_on_text(&self, kind: &'static str, digest: Digest) -> Act {
        self.act(kind).digest("edition", digest).number("items", self.items)
    }

    /// When it is in force.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        self.effective_from.map(|from| Span { from, until: self.effective_until })
    }

    /// Where it stands on a day, as a key of the locale files: one that was superseded is in force until its end.
    #[must_use]
    pub fn standing_on(&self, day: Date) -> &'static str {
        match (self.state, self.span()) {
            (State::Published | State::Superseded, Some(span)) if span.from > day => "edition-to-come",
            (State::Published, _) => "edition-in-force",
            (State::Superseded, Some(Span { until: Some(until), .. })) if until > day => "edition-in-force",
            (State::Superseded, _) => "edition-past",
            (State::Withdrawn, _) => "edition-withdrawn",
            _ => "edition-not-public",
        }
    }
}

/// All that must not change unseen. Not the version, which counts the edits of items: those have acts of their own.
#[must_use]
pub fn image(row: &Model) -> String {
    let mut image = serde_json::to_value(row).expect("texts and numbers are JSON");
    if let Some(fields) = image.as_object_mut() {
        fields.remove("version");
    }
    lots::canonical::to_text(&image)
}

/// All that an edition says, as canonical JSON: what is published, and what its digest is over.
#[must_use]
pub fn whole(row: &Model, items: &[ItemText]) -> String {
    lots::canonical::to_text(&json!({
        "form": "yaoguang/catalogue/v1",
        "organisation": row.organisation, "number": row.number, "title": row.title, "note": row.note, "items": items,
    }))
}

/// SHA-256 of [`whole`].
#[must_use]
pub fn digest(row: &Model, items: &[ItemText]) -> Digest {
    Digest(Sha256::digest(whole(row, items)).into())
}

/// Put in a new one.
///
/// # Errors
/// `edition-open` if the organisation has one that isn't finished.
pub async fn insert<C: ConnectionTrait>(db: &C, row: &Model) -> Result<(), Problem> {
    let row: ActiveModel = row.clone().into();
    match Entity::insert(row.reset_all()).exec_without_returning(db).await {
        Ok(_) => Ok(()),
        Err(error) => Err(open_already(error)),
    }
}

fn open_already(error: DbErr) -> Problem {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => Refusal::EditionOpen.into(),
        _ => error.into(),
    }
}

/// Save a change of the version before.
///
/// # Errors
/// `stale`.
pub async fn save<C: ConnectionTrait>(db: &C, row: &Model) -> Result<(), Problem> {
    let change = ActiveModel {
        title: Set(row.title.clone()),
        note: Set(row.note.clone()),
        state: Set(row.state),
        approver: Set(row.approver),
        publisher: Set(row.publisher),
        reason: Set(row.reason.clone()),
        digest: Set(row.digest.clone()),
        items: Set(row.items),
        effective_from: Set(row.effective_from),
        effective_until: Set(row.effective_until),
        submitted_at: Set(row.submitted_at),
        approved_at: Set(row.approved_at),
        published_at: Set(row.published_at),
        version: Set(row.version),
        ..Default::default()
    };
    let before =
        Entity::update_many().set(change).filter(Column::Id.eq(row.id)).filter(Column::Version.eq(row.version - 1));
    saved(before.exec(db).await?.rows_affected)
}
