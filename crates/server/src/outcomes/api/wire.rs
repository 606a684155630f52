//! What outcomes look like on the wire.

use std::collections::BTreeMap;

use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::accounts::store::{organisation, person};
use crate::accounts::{OrganisationId, PersonId};
use crate::app::problem::Problem;
use crate::app::value::{Date, Timestamp};
use crate::catalogue::api::wire::Named;
use crate::draws::DrawId;
use crate::draws::store::draw;
use crate::inspections::VisitId;
use crate::inspections::rules::Form;
use crate::inspections::store::{form, record, visit};
use crate::outcomes::rules::{
    Acknowledgement, Act, Caller, Decision, Kind, OutcomeId, Place, Sanction, State, Step, Wants, can, overdue,
};
use crate::outcomes::store::{Whole, outcome, step};
use crate::subjects::rules::VisitResult;

/// An outcome's number, of its organisation and kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = OutcomeNumber)]
pub struct NumberBody {
    /// Of which year.
    pub year: i64,
    /// Its number in it.
    pub number: i64,
}

/// An organisation by name.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = OutcomeOffice)]
pub struct Office {
    /// Which.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
}

/// An outcome in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OutcomeRow {
    /// Which.
    pub id: OutcomeId,
    /// Of which visit.
    pub visit: VisitId,
    /// What it is.
    pub kind: Kind,
    /// Where it stands.
    pub state: State,
    /// Its number, once it has one.
    pub number: Option<NumberBody>,
    /// The subject's name.
    pub name: String,
    /// Its code.
    pub code: String,
    /// Whose.
    pub organisation: Office,
    /// Until when: of an order, and of a case by law.
    pub due: Option<Date>,
    /// Whether that is over and it isn't.
    pub overdue: bool,
    /// When it became open.
    pub opened_at: Option<Timestamp>,
    /// When it was over.
    pub closed_at: Option<Timestamp>,
    /// For steps on it.
    pub version: i64,
}

/// The names of organisations.
pub type Offices = BTreeMap<OrganisationId, String>;

/// The names of these rows' organisations.
///
/// # Errors
/// A [`Problem`] from the database.
pub async fn offices<C: ConnectionTrait>(db: &C, rows: &[outcome::Model]) -> Result<Offices, Problem> {
    let ids = rows.iter().map(|row| row.organisation);
    let rows = organisation::Entity::find().filter(organisation::Column::Id.is_in(ids)).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

impl OutcomeRow {
    /// Of a row, on a day.
    #[must_use]
    pub fn new(row: &outcome::Model, offices: &Offices, today: Date) -> Self {
        let name = offices.get(&row.organisation).cloned().unwrap_or_default();
        Self {
            id: row.id,
            visit: row.visit,
            kind: row.kind,
            state: row.state,
            number: row.numbered().map(|(year, number)| NumberBody { year, number }),
            name: row.name.clone(),
            code: row.code.clone(),
            organisation: Office { id: row.organisation, name },
            due: row.due,
            overdue: overdue(row.state, row.due, today),
            opened_at: row.opened_at,
            closed_at: row.closed_at,
            version: row.version,
        }
    }
}

/// A visit that waits for an outcome.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OutcomeWaiting {
    /// Which.
    pub visit: VisitId,
    /// The subject's name.
    pub name: String,
    /// Its code.
    pub code: String,
    /// Of which draw.
    pub draw: DrawId,
    /// The draw's task.
    pub task: String,
    /// The day of the visit.
    pub visited: Date,
    /// What it came to.
    pub results: Vec<VisitResult>,
    /// What it asks for.
    pub wants: Wants,
}

/// A draw by name.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = OutcomeDraw)]
pub struct DrawBody {
    /// Which.
    pub id: DrawId,
    /// Its task.
    pub task: String,
}

/// A row of the record that an outcome is about.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = OutcomeFinding)]
pub struct FindingBody {
    /// The item's code.
    pub item: String,
    /// Its name.
    pub item_name: String,
    /// The row's place in its checklist, from 0.
    pub row: usize,
    /// What was looked at.
    pub question: String,
    /// What was found.
    pub found: String,
}

/// Something that was done.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = OutcomeDone)]
pub struct StepBody {
    /// What.
    pub act: Act,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub person: Named,
    /// The day it is about.
    pub day: Option<Date>,
    /// What was said.
    pub text: String,
    /// The due day it set.
    pub due: Option<Date>,
    /// Whether the order was followed, of a look.
    pub cleared: Option<bool>,
    /// The decision that was written, also if it was declined.
    pub decision: Option<Decision>,
}

/// An outcome with its story.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OutcomePage {
    /// As in lists.
    #[serde(flatten)]
    pub row: OutcomeRow,
    /// Of which draw.
    pub draw: DrawBody,
    /// What is ordered, or proposed and why.
    pub text: String,
    /// To whom, of a transfer or a referral.
    pub to: Option<String>,
    /// The rows it is about.
    pub findings: Vec<FindingBody>,
    /// A case's decision, written or approved.
    pub decision: Option<Decision>,
    /// What the receiving department answered.
    pub acknowledgement: Option<Acknowledgement>,
    /// What was done, the first first.
    pub steps: Vec<StepBody>,
    /// What the caller may do now.
    pub can: Vec<Step>,
}

impl OutcomePage {
    /// Of an outcome, for a caller, on a day.
    ///
    /// # Errors
    /// A [`Problem`] from the database.
    pub async fn of<C: ConnectionTrait>(
        db: &C,
        (whole, at): (&Whole, &visit::Model),
        (caller, today): (&Caller, Date),
    ) -> Result<Self, Problem> {
        let row = &whole.row;
        let offices = offices(db, std::slice::from_ref(row)).await?;
        let task = draw::Entity::find_by_id(row.draw).one(db).await?.map(|draw| draw.task).unwrap_or_default();
        let people = person::names(db, whole.steps.iter().map(|step| step.person)).await?;
        let steps: Result<Vec<StepBody>, Problem> = whole.steps.iter().map(|step| done(step, &people)).collect();
        Ok(Self {
            row: OutcomeRow::new(row, &offices, today),
            draw: DrawBody { id: row.draw, task },
            text: row.text.clone(),
            to: (!row.recipient.is_empty()).then(|| row.recipient.clone()),
            findings: findings(db, row, &form(db, at).await?).await?,
            decision: row.decided()?,
            acknowledgement: row.answered()?,
            steps: steps?,
            can: can(&row.standing(), caller),
        })
    }
}

fn done(step: &step::Model, people: &BTreeMap<PersonId, String>) -> Result<StepBody, Problem> {
    Ok(StepBody {
        act: step.act,
        at: step.at,
        person: Named { id: step.person, name: people.get(&step.person).cloned().unwrap_or_default() },
        day: step.day,
        text: step.text.clone(),
        due: step.due,
        cleared: step.cleared,
        decision: step.decision()?,
    })
}

async fn findings<C: ConnectionTrait>(db: &C, row: &outcome::Model, form: &Form) -> Result<Vec<FindingBody>, Problem> {
    let record = record::Entity::find_by_id(row.record).one(db).await?.ok_or_else(Problem::not_found)?;
    let said = record.said()?;
    let found = |place: &Place| {
        let item = said.items.iter().find(|item| item.item == place.item);
        item.and_then(|item| item.rows.get(place.row)).map(|row| row.found.clone()).unwrap_or_default()
    };
    let told = |place: Place| {
        let item = form.item(&place.item);
        FindingBody {
            item_name: item.map(|item| item.name.clone()).unwrap_or_default(),
            question: item.and_then(|item| item.rows.get(place.row)).map(|row| row.text.clone()).unwrap_or_default(),
            found: found(&place),
            item: place.item,
            row: place.row,
        }
    };
    Ok(row.places()?.into_iter().map(told).collect())
}

/// A new outcome.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OutcomeProposal)]
pub struct ProposeBody {
    /// What it is.
    pub kind: Kind,
    /// What is ordered, or proposed and why: 1 to 2,000 characters.
    pub text: String,
    /// The rows of the record that it is about.
    #[serde(default)]
    pub findings: Vec<Place>,
    /// Until when, of an order.
    #[serde(default)]
    pub due: Option<Date>,
    /// To whom, of a transfer or a referral: 1 to 200 characters.
    #[serde(default)]
    pub to: Option<String>,
}

/// The version that was read.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OutcomeApproval)]
pub struct ApproveBody {
    /// The version that was read.
    pub version: i64,
}

/// The version that was read, and why.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OutcomeReason)]
pub struct ReasonBody {
    /// The version that was read.
    pub version: i64,
    /// Why: 1 to 2,000 characters.
    pub reason: String,
}

/// A look whether an order was followed.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OutcomeRecheck)]
pub struct RecheckBody {
    /// The version that was read.
    pub version: i64,
    /// When.
    pub day: Date,
    /// What was seen: 1 to 2,000 characters.
    pub text: String,
    /// Whether it was followed.
    pub cleared: bool,
    /// Until when now, if it wasn't.
    #[serde(default)]
    pub due: Option<Date>,
}

/// More time for an order.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OutcomeExtension)]
pub struct ExtendBody {
    /// The version that was read.
    pub version: i64,
    /// Until when now.
    pub due: Date,
    /// Why: 1 to 2,000 characters.
    pub reason: String,
}

/// A case's decision.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OutcomeDeciding)]
pub struct DecisionBody {
    /// The version that was read.
    pub version: i64,
    /// Its document's number: 1 to 60 characters.
    pub number: String,
    /// Its day.
    pub day: Date,
    /// What it imposes.
    pub sanctions: Vec<Sanction>,
    /// The fine in fen, if there is one.
    #[serde(default)]
    pub fine: Option<i64>,
    /// What is confiscated in fen, if anything is.
    #[serde(default)]
    pub confiscated: Option<i64>,
    /// The facts and the law: 1 to 2,000 characters.
    pub text: String,
}

/// What the receiving department answered.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OutcomeAnswer)]
pub struct AcknowledgeBody {
    /// The version that was read.
    pub version: i64,
    /// When.
    pub day: Date,
    /// Who: 1 to 200 characters.
    pub by: String,
    /// Whether they take it.
    pub accepted: bool,
    /// What they say, up to 2,000 characters: why not, if they don't take it.
    pub text: String,
}
