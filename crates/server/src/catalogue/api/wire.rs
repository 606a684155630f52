//! What editions and items look like on the wire.

use std::collections::BTreeMap;

use lots_cli::roster::character::says;
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::accounts::store::{organisation, person};
use crate::accounts::{OrganisationId, PersonId};
use crate::app::problem::{FieldFault, Problem};
use crate::app::value::{Date, Timestamp};
use crate::catalogue::rules::text::LENGTHS;
use crate::catalogue::rules::{Change, Comparison, EditionId, ItemId, ItemText, State};
use crate::catalogue::store::{edition, item};

/// Somebody by name.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Named {
    /// Who.
    pub id: PersonId,
    /// Their name.
    pub name: String,
}

/// An edition.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EditionBody {
    /// Which.
    pub id: EditionId,
    /// Whose.
    pub organisation: OrganisationId,
    /// Their name.
    pub organisation_name: String,
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
    pub drafter: Named,
    /// Who approved it.
    pub approver: Option<Named>,
    /// Who published it.
    pub publisher: Option<Named>,
    /// Why it was rejected last, or withdrawn.
    pub reason: String,
    /// SHA-256 over the canonical JSON of all it says, from its submission on.
    pub digest: Option<String>,
    /// How many items, from its submission on; 0 before.
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
    /// For acts on it. Every change of an item counts.
    pub version: i64,
}

/// Names of people and organisations.
#[derive(Debug, Default)]
pub struct Names {
    people: BTreeMap<PersonId, String>,
    organisations: BTreeMap<OrganisationId, String>,
}

impl Names {
    /// Those that editions name.
    ///
    /// # Errors
    /// A [`Problem`] from the database.
    pub async fn of<C: ConnectionTrait>(db: &C, rows: &[edition::Model]) -> Result<Self, Problem> {
        let ids = rows.iter().flat_map(|row| [Some(row.drafter), row.approver, row.publisher]).flatten();
        let people = person::Entity::find().filter(person::Column::Id.is_in(ids)).all(db).await?;
        let ids = rows.iter().map(|row| row.organisation);
        let organisations = organisation::Entity::find().filter(organisation::Column::Id.is_in(ids)).all(db).await?;
        Ok(Self {
            people: people.into_iter().map(|row| (row.id, row.name)).collect(),
            organisations: organisations.into_iter().map(|row| (row.id, row.name)).collect(),
        })
    }

    fn person(&self, id: PersonId) -> Named {
        Named { id, name: self.people.get(&id).cloned().unwrap_or_default() }
    }

    /// An organisation's.
    #[must_use]
    pub fn organisation(&self, id: OrganisationId) -> &str {
        self.organisations.get(&id).map_or("", |name| name)
    }
}

impl EditionBody {
    /// Of a row.
    #[must_use]
    pub fn new(row: edition::Model, names: &Names) -> Self {
        Self {
            id: row.id,
            organisation: row.organisation,
            organisation_name: names.organisation(row.organisation).to_owned(),
            number: row.number,
            title: row.title,
            note: row.note,
            state: row.state,
            base: row.base,
            drafter: names.person(row.drafter),
            approver: row.approver.map(|id| names.person(id)),
            publisher: row.publisher.map(|id| names.person(id)),
            reason: row.reason,
            digest: row.digest,
            items: row.items,
            effective_from: row.effective_from,
            effective_until: row.effective_until,
            submitted_at: row.submitted_at,
            approved_at: row.approved_at,
            published_at: row.published_at,
            version: row.version,
        }
    }

    /// Of a row, looking the names up.
    ///
    /// # Errors
    /// A [`Problem`] from the database.
    pub async fn named<C: ConnectionTrait>(db: &C, row: edition::Model) -> Result<Self, Problem> {
        let names = Names::of(db, std::slice::from_ref(&row)).await?;
        Ok(Self::new(row, &names))
    }
}

/// An item in an edition.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ItemBody {
    /// Which.
    pub id: ItemId,
    /// In which edition.
    pub edition: EditionId,
    /// Its place there, from 1.
    pub place: i64,
    /// All it says.
    pub text: ItemText,
    /// For edits.
    pub version: i64,
}

impl TryFrom<item::Model> for ItemBody {
    type Error = Problem;

    fn try_from(row: item::Model) -> Result<Self, Problem> {
        let text = row.said()?;
        Ok(Self { id: row.id, edition: row.edition, place: row.place, text, version: row.version })
    }
}

/// All that differs between two editions.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ComparisonBody {
    /// In the later edition only, in its order.
    pub added: Vec<ItemText>,
    /// In the earlier edition only, in its order.
    pub removed: Vec<ItemText>,
    /// In both with other words, in the later one's order.
    pub changed: Vec<ItemChange>,
    /// How many say the same in both.
    pub same: usize,
}

/// An item that says something else.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ItemChange {
    /// Its code.
    pub code: String,
    /// Its name in the later edition.
    pub name: String,
    /// The fields that differ.
    pub fields: Vec<FieldChange>,
}

/// A field that says something else, in the shapes of an item's text.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FieldChange {
    /// Its name.
    pub field: &'static str,
    /// What it said.
    #[schema(value_type = serde_json::Value)]
    pub before: serde_json::Value,
    /// What it says.
    #[schema(value_type = serde_json::Value)]
    pub after: serde_json::Value,
}

impl From<Comparison> for ComparisonBody {
    fn from(found: Comparison) -> Self {
        let changed = found.changed.into_iter().map(Into::into).collect();
        Self { added: found.added, removed: found.removed, changed, same: found.same }
    }
}

impl From<Change> for ItemChange {
    fn from(change: Change) -> Self {
        let value = |item: &ItemText| serde_json::to_value(item).expect("texts and numbers are JSON");
        let (before, after) = (value(&change.before), value(&change.after));
        let of = |field| FieldChange { field, before: before[field].clone(), after: after[field].clone() };
        Self { code: change.after.code, name: change.after.name, fields: change.fields.into_iter().map(of).collect() }
    }
}

/// What a new edition starts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Start {
    /// Nothing.
    Empty,
    /// A copy of the one published last; nothing if there is none.
    Published,
}

/// A new edition.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewEdition {
    /// Whose; one's own organisation if not said.
    pub organisation: Option<OrganisationId>,
    /// Its title.
    pub title: String,
    /// What is to be new in it.
    #[serde(default)]
    pub note: String,
    /// What it starts from.
    pub from: Start,
}

/// What can be changed of a draft itself.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EditionEdit {
    /// Its title.
    pub title: String,
    /// What is new in it.
    pub note: String,
    /// The version that was read.
    pub version: i64,
}

/// An item's new text.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemEdit {
    /// All it says.
    pub text: ItemText,
    /// The version that was read.
    pub version: i64,
}

/// Items in the order they are to have.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OrderBody {
    /// All of them.
    pub items: Vec<ItemId>,
    /// The edition's version that was read.
    pub version: i64,
}

/// The version that was read.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StepBody {
    /// The version that was read.
    pub version: i64,
}

/// The version that was read, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = EditionReason)]
pub struct ReasonBody {
    /// Why: 1 to 200 characters.
    pub reason: String,
    /// The version that was read.
    pub version: i64,
}

/// The version that was read, and the first day in force.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PublishBody {
    /// The first day in force, today or later.
    pub effective_from: Date,
    /// The version that was read.
    pub version: i64,
}

/// One line: without spaces around it, not longer than short fields are.
///
/// # Errors
/// `fields`.
pub fn line(field: &str, text: &str, needed: bool) -> Result<String, Problem> {
    let text = text.trim();
    let most = i64::try_from(LENGTHS.0).unwrap_or(i64::MAX);
    let fault = match text {
        _ if needed && !says(text) => Some(FieldFault::new(field, "empty")),
        _ if text.chars().count() > LENGTHS.0 => Some(FieldFault::new(field, "too-long").with("most", most)),
        _ if text.chars().any(char::is_control) => Some(FieldFault::new(field, "control-character")),
        _ => FieldFault::unclean(field, text),
    };
    match fault {
        Some(fault) => Err(Problem::fields(vec![fault])),
        None => Ok(text.to_owned()),
    }
}

/// An item's text, if it is well formed.
///
/// # Errors
/// `fields`.
pub fn sound(text: &ItemText) -> Result<(), Problem> {
    let faults: Vec<_> = text.faults().into_iter().map(|(field, code)| FieldFault::new(field, code)).collect();
    if faults.is_empty() { Ok(()) } else { Err(Problem::fields(faults)) }
}
