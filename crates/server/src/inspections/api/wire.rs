//! What visits look like on the wire.

use std::collections::BTreeMap;

use lots_cli::roster::character::{hides, says};
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::accounts::store::{organisation, person};
use crate::accounts::{OrganisationId, PersonId};
use crate::app::problem::{FieldFault, Problem};
use crate::app::value::{Date, Timestamp};
use crate::catalogue::api::wire::Named;
use crate::draws::DrawId;
use crate::draws::State as DrawState;
use crate::draws::store::draw;
use crate::inspections::rules::record::FormItem;
use crate::inspections::rules::{Record, RecordId, State, VisitId, Vouched, overdue};
use crate::inspections::store::confirmation::{self, Beside};
use crate::inspections::store::team::{self, Member};
use crate::inspections::store::{Whole, account, form, record, visit};
use crate::subjects::Domain;

/// Somebody of a visit's team.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = VisitMember)]
pub struct MemberBody {
    /// Their code in the draw.
    pub code: String,
    /// Their name.
    pub name: String,
    /// Their certificate number.
    pub certificate: String,
}

impl From<Member> for MemberBody {
    fn from(member: Member) -> Self {
        Self { code: member.code, name: member.name, certificate: member.certificate }
    }
}

/// A notice's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct NoticeNumber {
    /// Of which year.
    pub year: i64,
    /// Its number in it.
    pub number: i64,
}

/// A visit in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct VisitRow {
    /// Which.
    pub id: VisitId,
    /// Of which draw.
    pub draw: DrawId,
    /// The draw's task.
    pub task: String,
    /// Whether that draw was announced.
    pub announced: bool,
    /// Whose.
    pub organisation: OrganisationId,
    /// Their name.
    pub organisation_name: String,
    /// The subject's code.
    pub code: String,
    /// Its name at dispatch.
    pub name: String,
    /// That name as everybody reads it in a published result.
    pub public_name: String,
    /// Its address at dispatch.
    pub address: String,
    /// Its field of work, if it was in the registry at dispatch.
    pub domain: Option<Domain>,
    /// Its region.
    pub region: String,
    /// The codes of the items.
    pub items: Vec<String>,
    /// The first day of the draw's period.
    pub first_day: Date,
    /// The last.
    pub last_day: Date,
    /// Where it stands.
    pub state: State,
    /// Whether it isn't reviewed though that last day is over.
    pub overdue: bool,
    /// Which version of its record is worked on, from 1.
    pub number: i64,
    /// The notice's number.
    pub notice: Option<NoticeNumber>,
    /// Who inspects, by seat.
    pub team: Vec<MemberBody>,
    /// For acts on it.
    pub version: i64,
}

/// What rows of visits name.
#[derive(Debug, Default)]
pub struct Names {
    draws: BTreeMap<DrawId, (String, bool)>,
    organisations: BTreeMap<OrganisationId, String>,
    teams: BTreeMap<VisitId, Vec<Member>>,
    today: Option<Date>,
}

impl Names {
    /// Of these visits, on a day.
    ///
    /// # Errors
    /// A [`Problem`] from the database.
    pub async fn of<C: ConnectionTrait>(db: &C, rows: &[visit::Model], today: Date) -> Result<Self, Problem> {
        let draws = draw::Entity::find().filter(draw::Column::Id.is_in(rows.iter().map(|row| row.draw)));
        let offices = rows.iter().map(|row| row.organisation);
        let offices = organisation::Entity::find().filter(organisation::Column::Id.is_in(offices));
        let told = |row: draw::Model| (row.id, (row.task, row.state == DrawState::Announced));
        Ok(Self {
            draws: draws.all(db).await?.into_iter().map(told).collect(),
            organisations: offices.all(db).await?.into_iter().map(|row| (row.id, row.name)).collect(),
            teams: team::of(db, rows).await?,
            today: Some(today),
        })
    }
}

impl VisitRow {
    /// Of a row.
    ///
    /// # Errors
    /// `broken` if the row isn't what this program wrote.
    pub fn new(row: &visit::Model, names: &Names) -> Result<Self, Problem> {
        let (task, announced) = names.draws.get(&row.draw).cloned().unwrap_or_default();
        let team = names.teams.get(&row.id).cloned().unwrap_or_default();
        Ok(Self {
            id: row.id,
            draw: row.draw,
            task,
            announced,
            organisation: row.organisation,
            organisation_name: names.organisations.get(&row.organisation).cloned().unwrap_or_default(),
            code: row.code.clone(),
            name: row.name.clone(),
            public_name: row.public_name.clone(),
            address: row.address.clone(),
            domain: row.domain,
            region: row.region.clone(),
            items: row.item_codes()?,
            first_day: row.first_day,
            last_day: row.last_day,
            state: row.state,
            overdue: names.today.is_some_and(|today| overdue(row.state, row.last_day, today)),
            number: row.number,
            notice: row.notice().map(|(year, number)| NoticeNumber { year, number }),
            team: team.into_iter().map(Into::into).collect(),
            version: row.version,
        })
    }
}

/// Somebody who was there by a record, and how they stand by it with an account of their own.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = VisitPresence)]
pub struct PresenceBody {
    /// Their code in the draw.
    pub code: String,
    /// Their name.
    pub name: String,
    /// How; nothing if they don't.
    pub vouched: Option<Vouched>,
    /// Whose account that was.
    pub account: Option<Named>,
    /// When.
    pub at: Option<Timestamp>,
}

/// A record as it was handed in.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = VisitHandedIn)]
pub struct HandedIn {
    /// Which.
    pub id: RecordId,
    /// Which version of the visit's record.
    pub number: i64,
    /// Why there is this version, if it is a correction.
    pub reason: String,
    /// What it says.
    pub record: Record,
    /// SHA-256 over its canonical JSON.
    pub digest: String,
    /// Who handed it in.
    pub recorder: Named,
    /// When.
    pub recorded_at: Timestamp,
    /// Who reviewed it; nobody if it was returned or waits.
    pub reviewer: Option<Named>,
    /// When.
    pub reviewed_at: Option<Timestamp>,
    /// Who was there by it, in its order.
    pub there: Vec<PresenceBody>,
}

/// Who did something to a visit, and when.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = VisitTouched)]
pub struct TouchedBody {
    /// Who.
    pub by: Named,
    /// When.
    pub at: Timestamp,
}

/// A visit with its form, what is written, and what was handed in.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct VisitPage {
    /// The visit.
    pub visit: VisitRow,
    /// The caller's code in its team, if they are of it.
    pub mine: Option<String>,
    /// What its record answers.
    pub form: Vec<FormItem>,
    /// What is written, or waits for review.
    pub draft: Record,
    /// The digest of what waits for review, or was reviewed: for the review.
    pub digest: Option<String>,
    /// Why it was returned last, or is corrected.
    pub reason: String,
    /// Who dispatched it, and when.
    pub dispatched: Option<TouchedBody>,
    /// When the notice was given.
    pub noticed_at: Option<Timestamp>,
    /// Who gave it.
    pub noticer: Option<Named>,
    /// The path of the public page that says the notice is genuine.
    pub notice_path: Option<String>,
    /// What was handed in, in that order.
    pub records: Vec<HandedIn>,
    /// Those of them that wait for the caller's confirmation.
    pub to_confirm: Vec<RecordId>,
    /// Who did something to it last, and when: whoever finds that it was changed meanwhile is told by whom.
    pub touched: Option<TouchedBody>,
}

impl VisitPage {
    /// Of a visit, looking up what it names, for a caller.
    ///
    /// # Errors
    /// A [`Problem`] from the database.
    pub async fn of<C: ConnectionTrait>(db: &C, whole: Whole, (by, today): (PersonId, Date)) -> Result<Self, Problem> {
        let beside = confirmation::beside(db, &whole).await?;
        let me = account::inspector(db, by).await?;
        let waits = |&record: &&record::Model| match (me, beside.get(&record.id)) {
            (Some(inspector), Some(of)) => confirmation::judged(&whole, (record, of), (by, inspector), true).is_ok(),
            _ => false,
        };
        let to_confirm = whole.records.iter().filter(waits).map(|record| record.id).collect();
        let records = handed_in(db, &whole, beside).await?;
        let row = whole.row;
        let names = Names::of(db, std::slice::from_ref(&row), today).await?;
        let team = names.teams.get(&row.id).map_or(&[][..], Vec::as_slice);
        let mine = team.iter().find(|member| Some(member.inspector) == me).map(|member| member.code.clone());
        let [dispatched, noticed] = begun(db, row.id).await?;
        Ok(Self {
            mine,
            dispatched,
            noticer: noticed.map(|notice| notice.by),
            form: form(db, &row).await?.items,
            draft: row.said()?,
            digest: row.digest.clone(),
            reason: row.reason.clone(),
            noticed_at: row.noticed_at,
            notice_path: row.token.as_ref().map(|token| format!("/notices/{token}")),
            records,
            to_confirm,
            touched: touched(db, row.id).await?,
            visit: VisitRow::new(&row, &names)?,
        })
    }
}

async fn touched<C: ConnectionTrait>(db: &C, id: VisitId) -> Result<Option<TouchedBody>, Problem> {
    let Some((id, at)) = visit::touched(db, id).await? else { return Ok(None) };
    let name = person::names(db, [id]).await?.remove(&id).unwrap_or_default();
    Ok(Some(TouchedBody { by: Named { id, name }, at }))
}

/// Who dispatched it, and who gave its notice.
async fn begun<C: ConnectionTrait>(db: &C, id: VisitId) -> Result<[Option<TouchedBody>; 2], Problem> {
    let acts = visit::begun(db, id).await?;
    let names = person::names(db, acts.values().map(|(by, _)| *by)).await?;
    let body = |kind: &str| {
        let &(id, at) = acts.get(kind)?;
        Some(TouchedBody { by: Named { id, name: names.get(&id).cloned().unwrap_or_default() }, at })
    };
    Ok([body(visit::DISPATCHED), body(visit::NOTICED)])
}

/// All that was handed in of a visit, with who stands by it.
async fn handed_in<C: ConnectionTrait>(
    db: &C,
    whole: &Whole,
    mut beside: BTreeMap<RecordId, Beside>,
) -> Result<Vec<HandedIn>, Problem> {
    let hands = whole.records.iter().flat_map(|row| [Some(row.recorder), row.reviewer]).flatten();
    let hands: Vec<PersonId> = hands.chain(whole.confirmations.iter().map(|one| one.person)).collect();
    let people = person::names(db, hands).await?;
    let named = |id: PersonId| Named { id, name: people.get(&id).cloned().unwrap_or_default() };
    let mut handed = Vec::new();
    for record in &whole.records {
        let presence = |member: Member| {
            let vouched = confirmation::vouched(record, &whole.confirmations, member.inspector);
            PresenceBody {
                code: member.code,
                name: member.name,
                vouched: vouched.map(|(how, ..)| how),
                account: vouched.map(|(_, person, _)| named(person)),
                at: vouched.map(|(.., at)| at),
            }
        };
        let there = beside.remove(&record.id).map(|of| of.there).unwrap_or_default();
        handed.push(HandedIn {
            id: record.id,
            number: record.number,
            record: record.said()?,
            reason: record.reason.clone(),
            digest: record.digest.clone(),
            recorder: named(record.recorder),
            recorded_at: record.recorded_at,
            reviewer: record.reviewer.map(named),
            reviewed_at: record.reviewed_at,
            there: there.into_iter().map(presence).collect(),
        });
    }
    Ok(handed)
}

/// The version that was read.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = VisitStep)]
pub struct StepBody {
    /// The version that was read.
    pub version: i64,
}

/// The version that was read, and why.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = VisitReason)]
pub struct ReasonBody {
    /// Why: 1 to 200 characters.
    pub reason: String,
    /// The version that was read.
    pub version: i64,
}

/// What is written.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = VisitDraft)]
pub struct DraftBody {
    /// All of it.
    pub record: Record,
    /// The version that was read.
    pub version: i64,
}

/// A confirmation.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = VisitConfirming)]
pub struct ConfirmBody {
    /// The version of the record that was read.
    pub record: RecordId,
    /// The version of the visit that was read.
    pub version: i64,
}

/// A review.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = VisitReviewing)]
pub struct ReviewBody {
    /// The digest of what was read.
    pub digest: String,
    /// The version that was read.
    pub version: i64,
}

/// The most characters of a reason.
const REASON: usize = 200;

/// A reason: one line, without blanks around it.
///
/// # Errors
/// `fields`.
pub fn reason(text: &str) -> Result<String, Problem> {
    let text = text.trim();
    let fault = match text {
        _ if !says(text) => Some(FieldFault::new("reason", "empty")),
        _ if text.chars().count() > REASON => Some(FieldFault::new("reason", "too-long").with("most", 200_u64)),
        _ if text.chars().any(char::is_control) => Some(FieldFault::new("reason", "control-character")),
        _ if hides(text) => Some(FieldFault::new("reason", "unseen-character")),
        _ => None,
    };
    fault.map_or_else(|| Ok(text.to_owned()), |fault| Err(Problem::fields(vec![fault])))
}
