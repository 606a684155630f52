//! What plans look like on the wire.

use std::collections::BTreeMap;

use lots_cli::roster::character::says;
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::accounts::store::{organisation, person};
use crate::accounts::{OrganisationId, PersonId};
use crate::app::problem::{FieldFault, Problem};
use crate::app::value::{Date, Timestamp};
use crate::catalogue::EditionId;
use crate::catalogue::api::wire::Named;
use crate::catalogue::rules::{ItemText, Method};
use crate::plans::rules::simulate::Figures;
use crate::plans::rules::{Head, Line, PlanId, State};
use crate::plans::store::{Items, items, plan};

/// A version of a plan, without its lines.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PlanBody {
    /// Which.
    pub id: PlanId,
    /// Whose.
    pub organisation: OrganisationId,
    /// Their name.
    pub organisation_name: String,
    /// Of which year.
    pub year: i64,
    /// Which version of that year's, from 1.
    pub number: i64,
    /// What it says besides its lines.
    pub head: Head,
    /// How many lines.
    pub line_count: i64,
    /// Where it stands.
    pub state: State,
    /// The version it was copied from.
    pub base: Option<PlanId>,
    /// Who began it.
    pub drafter: Named,
    /// Who approved it.
    pub approver: Option<Named>,
    /// Who published it.
    pub publisher: Option<Named>,
    /// Why it was returned last, discarded or closed.
    pub reason: String,
    /// SHA-256 over the canonical JSON of all it says, from its submission on.
    pub digest: Option<String>,
    /// 备案号; empty before.
    pub filing_number: String,
    /// When it was filed.
    pub filing_date: Option<Date>,
    /// When it was submitted last.
    pub submitted_at: Option<Timestamp>,
    /// When it was approved.
    pub approved_at: Option<Timestamp>,
    /// When its filing was noted.
    pub filed_at: Option<Timestamp>,
    /// When it was published.
    pub published_at: Option<Timestamp>,
    /// When a later version took its place, or it was closed.
    pub ended_at: Option<Timestamp>,
    /// For acts on it.
    pub version: i64,
}

/// Names of people and organisations.
#[derive(Debug, Default)]
pub struct Names {
    people: BTreeMap<PersonId, String>,
    organisations: BTreeMap<OrganisationId, String>,
}

impl Names {
    /// Those that versions and lines name.
    ///
    /// # Errors
    /// A [`Problem`] from the database.
    pub async fn of<C: ConnectionTrait>(db: &C, rows: &[plan::Model], lines: &[Line]) -> Result<Self, Problem> {
        let hands = rows.iter().flat_map(|row| [Some(row.drafter), row.approver, row.publisher]).flatten();
        let hands: Vec<PersonId> = hands.collect();
        let people = person::names(db, hands).await?;
        let ids = rows.iter().map(|row| row.organisation).chain(lines.iter().map(|line| line.organisation));
        let ids: Vec<OrganisationId> = ids.collect();
        let organisations = organisation::Entity::find().filter(organisation::Column::Id.is_in(ids)).all(db).await?;
        Ok(Self { people, organisations: organisations.into_iter().map(|row| (row.id, row.name)).collect() })
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

impl PlanBody {
    /// Of a row.
    #[must_use]
    pub fn new(row: plan::Model, names: &Names) -> Self {
        Self {
            id: row.id,
            organisation: row.organisation,
            organisation_name: names.organisation(row.organisation).to_owned(),
            year: row.year,
            number: row.number,
            head: row.head(),
            line_count: row.line_count,
            state: row.state,
            base: row.base,
            drafter: names.person(row.drafter),
            approver: row.approver.map(|id| names.person(id)),
            publisher: row.publisher.map(|id| names.person(id)),
            reason: row.reason,
            digest: row.digest,
            filing_number: row.filing_number,
            filing_date: row.filing_date,
            submitted_at: row.submitted_at,
            approved_at: row.approved_at,
            filed_at: row.filed_at,
            published_at: row.published_at,
            ended_at: row.ended_at,
            version: row.version,
        }
    }
}

/// A line with the names of what it names.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = PlanLineBody)]
pub struct LineBody {
    /// Its place, from 1.
    pub place: u64,
    /// What it says.
    pub line: Line,
    /// The item's name.
    pub item_name: String,
    /// The organisation's name.
    pub organisation_name: String,
}

/// A version with its lines, and the other versions of its year.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PlanPage {
    /// The version.
    pub plan: PlanBody,
    /// Its lines.
    pub lines: Vec<LineBody>,
    /// All versions of its year, this one too.
    pub versions: Vec<PlanVersion>,
}

/// Another version of a year's plan.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PlanVersion {
    /// Which.
    pub id: PlanId,
    /// Its number.
    pub number: i64,
    /// Where it stands.
    pub state: State,
}

impl PlanPage {
    /// Of a version, looking up what it names.
    ///
    /// # Errors
    /// A [`Problem`] from the database.
    pub async fn of<C: ConnectionTrait>(db: &C, row: plan::Model) -> Result<Self, Problem> {
        let said = row.said()?;
        let names = Names::of(db, std::slice::from_ref(&row), &said).await?;
        let items = items(db, &said).await?;
        let versions = crate::plans::store::versions(db, row.organisation, row.year).await?;
        let version = |row: plan::Model| PlanVersion { id: row.id, number: row.number, state: row.state };
        Ok(Self {
            lines: bodies(said, &items, &names),
            versions: versions.into_iter().map(version).collect(),
            plan: PlanBody::new(row, &names),
        })
    }
}

/// Lines with the names of what they name.
#[must_use]
pub fn bodies(lines: Vec<Line>, items: &Items, names: &Names) -> Vec<LineBody> {
    let body = |(place, line): (u64, Line)| LineBody {
        place,
        item_name: items.get(&(line.edition, line.item.clone())).map(name).unwrap_or_default(),
        organisation_name: names.organisation(line.organisation).to_owned(),
        line,
    };
    (1..).zip(lines).map(body).collect()
}

/// An item's name with its part, if it is one.
fn name(item: &ItemText) -> String {
    if item.sub.is_empty() { item.name.clone() } else { format!("{}：{}", item.name, item.sub) }
}

/// What a plan's lines are chosen from.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PlanChoices {
    /// The catalogue in force; nothing while there is none.
    pub edition: Option<EditionId>,
    /// Its items.
    pub items: Vec<ItemChoice>,
    /// Who may carry lines out.
    pub organisations: Vec<OfficeChoice>,
}

/// An item to choose.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ItemChoice {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// 抽查方式.
    pub methods: Vec<Method>,
}

impl From<ItemText> for ItemChoice {
    fn from(item: ItemText) -> Self {
        Self { name: name(&item), methods: item.methods.into_iter().collect(), code: item.code }
    }
}

/// An organisation to choose.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OfficeChoice {
    /// Which.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
}

/// What a new plan starts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = PlanStart)]
pub enum Start {
    /// Nothing.
    Empty,
    /// The lines of the year before, as they were public last; nothing if there are none.
    LastYear,
}

/// A new plan.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPlan {
    /// Whose; one's own organisation if not said.
    pub organisation: Option<OrganisationId>,
    /// Of which year: 2016 to 2100.
    pub year: i64,
    /// What it says besides its lines.
    pub head: Head,
    /// What its lines start from.
    pub from: Start,
}

/// What can be changed of a draft's head.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanEdit {
    /// What it says besides its lines.
    pub head: Head,
    /// The version that was read.
    pub version: i64,
}

/// A draft's lines: all of them, in order.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanLines {
    /// At most 200.
    pub lines: Vec<Line>,
    /// The version that was read.
    pub version: i64,
}

/// The version that was read.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PlanStep)]
pub struct StepBody {
    /// The version that was read.
    pub version: i64,
}

/// The version that was read, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PlanReason)]
pub struct ReasonBody {
    /// Why: 1 to 200 characters.
    pub reason: String,
    /// The version that was read.
    pub version: i64,
}

/// What the superior authority gave.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PlanFiling)]
pub struct FilingBody {
    /// 备案号: 1 to 100 characters.
    pub number: String,
    /// Its date, today or earlier.
    pub date: Date,
    /// The version that was read.
    pub version: i64,
}

/// A simulation.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PlanSimulation {
    /// The digest of the text it was made for.
    pub digest: String,
    /// Whether that is the text now. One that isn't is of an earlier draft.
    pub fresh: bool,
    /// When it was made.
    pub at: Timestamp,
    /// What it came to.
    pub figures: Figures,
}

/// One line of text: without spaces around it, not empty, not longer than `most`.
///
/// # Errors
/// `fields`.
pub fn one_line(field: &str, text: &str, most: usize) -> Result<String, Problem> {
    let text = text.trim();
    let limit = i64::try_from(most).unwrap_or(i64::MAX);
    let fault = match text {
        _ if !says(text) => Some(FieldFault::new(field, "empty")),
        _ if text.chars().count() > most => Some(FieldFault::new(field, "too-long").with("most", limit)),
        _ if text.chars().any(char::is_control) => Some(FieldFault::new(field, "control-character")),
        _ => FieldFault::unclean(field, text),
    };
    match fault {
        Some(fault) => Err(Problem::fields(vec![fault])),
        None => Ok(text.to_owned()),
    }
}
