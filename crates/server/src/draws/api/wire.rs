//! What draws look like on the wire.

use std::collections::BTreeMap;

use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::commit::commitment;
use super::relay::FetchBody;
use crate::accounts::store::person;
use crate::accounts::{OrganisationId, PersonId};
use crate::app::problem::{FieldFault, Problem};
use crate::app::value::{Date, Timestamp};
use crate::draws::rules::amend::State as Amended;
use crate::draws::rules::seed::told;
use crate::draws::rules::{DrawId, Scheme, State, standing};
use crate::draws::store::{Whole, draw, file, party, reading};

/// Somebody by name.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = DrawPerson)]
pub struct Who {
    /// Who.
    pub id: PersonId,
    /// Their name.
    pub name: String,
}

/// A draw in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DrawRow {
    /// Which.
    pub id: DrawId,
    /// Whose.
    pub organisation: OrganisationId,
    /// The task's name.
    pub task: String,
    /// 1, or the number of a further draw of the task.
    pub number: i64,
    /// Where it stands.
    pub state: State,
    /// By when it is published, if it isn't at once.
    pub disclosure: Option<Date>,
    /// A to D, from the commit on.
    pub assurance: Option<String>,
    /// Subjects that may be drawn, from the commit on.
    pub subjects: i64,
    /// How many were drawn.
    pub targets: i64,
    /// When it was begun.
    pub begun_at: Timestamp,
    /// When it was committed.
    pub committed_at: Option<Timestamp>,
    /// When it was drawn.
    pub drawn_at: Option<Timestamp>,
    /// For acts on it.
    pub version: i64,
}

impl From<draw::Model> for DrawRow {
    fn from(row: draw::Model) -> Self {
        Self {
            id: row.id,
            organisation: row.organisation,
            task: row.task,
            number: row.number,
            state: row.state,
            disclosure: row.disclosure,
            assurance: row.assurance,
            subjects: row.subjects,
            targets: row.targets,
            begun_at: row.begun_at,
            committed_at: row.committed_at,
            drawn_at: row.drawn_at,
            version: row.version,
        }
    }
}

/// A party.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PartyBody {
    /// Its place, from 1.
    pub place: i64,
    /// Its code in the commitment.
    pub code: String,
    /// Who it is.
    pub name: String,
    /// Whether it stands outside the operator.
    pub outside: bool,
    /// Which share of the secret it holds, 1 to 3; 0 for none.
    pub holds: i64,
    /// Whether a link is out, and until when.
    pub link_until: Option<Timestamp>,
    /// The hash of what it will reveal.
    pub hash: Option<String>,
    /// When it gave the hash.
    pub hashed_at: Option<Timestamp>,
    /// What it revealed.
    pub value: Option<String>,
    /// When.
    pub revealed_at: Option<Timestamp>,
    /// When it took its share.
    pub share_at: Option<Timestamp>,
}

impl From<party::Model> for PartyBody {
    fn from(row: party::Model) -> Self {
        Self {
            place: row.place,
            code: row.code,
            name: row.name,
            outside: row.outside,
            holds: row.holds,
            link_until: row.link_until,
            hash: row.hash,
            hashed_at: row.hashed_at,
            value: row.value,
            revealed_at: row.revealed_at,
            share_at: row.share_at,
        }
    }
}

/// A value as somebody read it off. While only one person has read a source, its value is shown to nobody: the second reads for themselves.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReadingBody {
    /// Which of the plan's sources, from 0.
    pub place: i64,
    /// The source's name.
    pub name: String,
    /// In normal form, once two people have read the source.
    pub value: Option<String>,
    /// A citation, or a beacon's signature.
    pub evidence: String,
    /// Why an earlier source did not come into being.
    pub why: String,
    /// Who read it; nobody if the system fetched it.
    pub person: Option<Who>,
    /// The host that the system fetched it from; empty if a person read it.
    pub origin: String,
    /// When.
    pub at: Timestamp,
}

/// A draw.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DrawBody {
    /// What stands in a list.
    #[serde(flatten)]
    pub row: DrawRow,
    /// The draw before it, of a further one.
    pub follows: Option<DrawId>,
    /// Why there is a further one.
    pub why: String,
    /// What people decided.
    pub scheme: Scheme,
    /// Who began it.
    pub drafter: Who,
    /// Who approved it.
    pub approver: Option<Who>,
    /// Who committed it.
    pub operator: Option<Who>,
    /// Who announced it; nobody if it announced itself.
    pub announcer: Option<Who>,
    /// Who asked that it be annulled.
    pub annuller: Option<Who>,
    /// Why it was returned or given up, or why its annulment was asked for.
    pub reason: String,
    /// Who confirmed the annulment.
    pub confirmer: Option<Who>,
    /// Why they did.
    pub confirmation: Option<String>,
    /// `C`.
    pub commitment: Option<String>,
    /// The digest of `seed.json`.
    pub seed: Option<String>,
    /// The seed in hex, once everybody may know it: of an unannounced draw with its announcement.
    pub seed_value: Option<String>,
    /// The digest of `result.json`.
    pub result: Option<String>,
    /// Subjects left out.
    pub excluded: i64,
    /// Inspectors on the bench.
    pub inspectors: i64,
    /// Pairs that must not meet.
    pub recusals: i64,
    /// Seats nobody could fill.
    pub open_seats: i64,
    /// When the first source that isn't a reveal closes: until then it can be annulled.
    pub first_close: Option<Timestamp>,
    /// While it waits for its seed: until when parties reveal. If one doesn't, there is never a seed.
    pub reveals_until: Option<Timestamp>,
    /// While it waits for its seed: until when the public sources are read off. If they aren't, there is never a seed.
    pub read_until: Option<Timestamp>,
    /// When it was submitted last.
    pub submitted_at: Option<Timestamp>,
    /// When it was approved.
    pub approved_at: Option<Timestamp>,
    /// When its seed was there.
    pub seeded_at: Option<Timestamp>,
    /// While it is drawn: when the result announces itself, if nobody has by then.
    pub announces_at: Option<Timestamp>,
    /// When it was announced.
    pub announced_at: Option<Timestamp>,
    /// Who reveals.
    pub parties: Vec<PartyBody>,
    /// What was read off.
    pub readings: Vec<ReadingBody>,
    /// How it stands with a round of drand that the system fetches; nothing if it fetches none.
    pub fetch: Option<FetchBody>,
    /// How many amendments wait for somebody to decide.
    pub amendments_asked: u64,
    /// How many were approved.
    pub amendments_approved: u64,
}

impl DrawBody {
    /// Of a draw, looking the names up.
    ///
    /// # Errors
    /// A [`Problem`] from the database.
    pub async fn named<C: ConnectionTrait>(db: &C, whole: Whole) -> Result<Self, Problem> {
        let Whole { draw: row, parties, readings, amendments, .. } = whole;
        let of = |state: Amended| amendments.iter().filter(|one| one.state == state).count() as u64;
        let hands = [Some(row.drafter), row.approver, row.operator, row.announcer, row.annuller, row.confirmer];
        let ids = hands.into_iter().flatten().chain(readings.iter().filter_map(|reading| reading.person));
        let names: BTreeMap<PersonId, String> = person::names(db, ids).await?;
        let who = |id: PersonId| Who { id, name: names.get(&id).cloned().unwrap_or_default() };
        let read = |one: &reading::Model| ReadingBody {
            place: one.place,
            name: one.name.clone(),
            value: (row.state != State::Committed || is_agreed(one, &readings)).then(|| one.value.clone()),
            evidence: one.evidence.clone(),
            why: one.why.clone(),
            person: one.person.map(who),
            origin: one.origin.clone(),
            at: one.at,
        };
        let (reveals_until, read_until) = deadlines(db, &row).await?;
        let record = file::seed(db, &row).await?;
        Ok(Self {
            follows: row.follows,
            why: row.why.clone(),
            scheme: row.scheme()?,
            drafter: who(row.drafter),
            approver: row.approver.map(who),
            operator: row.operator.map(who),
            announcer: row.announcer.map(who),
            annuller: row.annuller.map(who),
            reason: row.reason.clone(),
            confirmer: row.confirmer.map(who),
            confirmation: row.confirmation.clone(),
            commitment: row.commitment.clone(),
            seed: row.seed.clone(),
            seed_value: record.and_then(|record| told(&record, row.state)).map(|seed| seed.0.to_string()),
            result: row.result.clone(),
            excluded: row.excluded,
            inspectors: row.able(),
            recusals: row.recusals,
            open_seats: row.open_seats,
            first_close: row.first_close,
            reveals_until,
            read_until,
            submitted_at: row.submitted_at,
            approved_at: row.approved_at,
            seeded_at: row.seeded_at,
            announces_at: row.announces_at(),
            announced_at: row.announced_at,
            readings: readings.iter().map(read).collect(),
            fetch: FetchBody::of(db, &row).await?,
            amendments_asked: of(Amended::Asked),
            amendments_approved: of(Amended::Approved),
            parties: shown(parties),
            row: row.into(),
        })
    }
}

/// Whether another person read the same: whoever reads third, where two differ, mustn't see what these read either.
fn is_agreed(one: &reading::Model, readings: &[reading::Model]) -> bool {
    let is_as = |other: &&reading::Model| {
        (other.place, &other.name, &other.value) == (one.place, &one.name, &one.value) && other.person != one.person
    };
    readings.iter().any(|other| is_as(&other))
}

/// Until when parties reveal, and until when public sources are read off, while a draw waits for its seed.
async fn deadlines<C: ConnectionTrait>(
    db: &C,
    row: &draw::Model,
) -> Result<(Option<Timestamp>, Option<Timestamp>), Problem> {
    if row.state != State::Committed {
        return Ok((None, None));
    }
    let commitment = commitment(db, row.id).await?;
    Ok((standing::last_reveal(commitment.plan()), standing::read_until(commitment.plan())))
}

/// Parties, and what they revealed once all have: whoever has yet to must not be able to compute the result and stay away, nor anybody else for them.
fn shown(parties: Vec<party::Model>) -> Vec<PartyBody> {
    let are_all = parties.iter().all(|party| party.value.is_some());
    let body = |party: party::Model| party::Model { value: party.value.clone().filter(|_| are_all), ..party }.into();
    parties.into_iter().map(body).collect()
}

/// A party of a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PartyDraft {
    /// Who it is: 市纪委监委驻局纪检监察组, 市消费者协会.
    pub name: String,
    /// Whether it stands outside the operator.
    pub outside: bool,
    /// Which share of an unannounced draw's secret it holds, 1 to 3; 0 for none.
    pub holds: i64,
}

/// A draft.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDraw {
    /// Whose; the caller's own organisation if not said.
    pub organisation: Option<OrganisationId>,
    /// The task's name.
    pub task: String,
    /// The draw it follows, if it is a further one of a task.
    pub follows: Option<DrawId>,
    /// Why there is a further one.
    #[serde(default)]
    pub why: String,
    /// What people decide.
    pub scheme: Scheme,
    /// Who reveals.
    pub parties: Vec<PartyDraft>,
}

/// A change of a draft.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DrawEdit {
    /// The task's name.
    pub task: String,
    /// What people decide.
    pub scheme: Scheme,
    /// Who reveals.
    pub parties: Vec<PartyDraft>,
    /// The version that was read.
    pub version: i64,
}

/// A step.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DrawStep)]
pub struct StepBody {
    /// The version that was read.
    pub version: i64,
}

/// A step with its reason.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DrawReason)]
pub struct ReasonBody {
    /// Why.
    pub reason: String,
    /// The version that was read.
    pub version: i64,
}

/// A line of public text, without blanks around it.
///
/// # Errors
/// `fields`.
pub fn line(field: &str, text: &str, needed: bool) -> Result<String, Problem> {
    let text = text.trim();
    if text.is_empty() && !needed || crate::draws::rules::scheme::is_line(text) {
        return Ok(text.to_owned());
    }
    let code = if text.is_empty() { "empty" } else { "line-form" };
    Err(Problem::fields(vec![FieldFault::new(field, code)]))
}
