//! What complaints look like on the wire. Who complained is masked here and nowhere let through: the only body with plain values is
//! [`super::unmask::ComplainantBody`].

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait, DbErr};
use serde::Serialize;
use utoipa::ToSchema;

use crate::accounts::store::person;
use crate::accounts::{OrganisationId, PersonId};
use crate::app::App;
use crate::app::problem::Problem;
use crate::app::value::{Date, Timestamp};
use crate::complaints::rules::veil::{Complainant, Everybody, Former};
use crate::complaints::rules::{self, Channel, Clock, ComplaintId, Kind, NoteKind, Outcome, State};
use crate::complaints::store::{Whole, complaint, former, note, plain};
use crate::subjects::{Domain, SubjectId};

/// A clerk, by id and name.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ClerkBody {
    /// Who.
    pub id: PersonId,
    /// Their name.
    pub name: String,
}

/// The names of clerks.
#[derive(Debug)]
pub struct Clerks(BTreeMap<PersonId, String>);

impl Clerks {
    /// Of all that stand on these rows, and of others.
    ///
    /// # Errors
    /// [`DbErr`].
    pub async fn of<C: ConnectionTrait>(db: &C, rows: &[complaint::Model], others: &[PersonId]) -> Result<Self, DbErr> {
        let theirs = |row: &complaint::Model| [Some(row.registrar), row.assigner, row.handler, row.ender, row.eraser];
        let ids = rows.iter().flat_map(theirs).flatten().chain(others.iter().copied());
        Ok(Self(person::names(db, ids).await?))
    }

    fn named(&self, id: PersonId) -> ClerkBody {
        ClerkBody { id, name: self.0.get(&id).cloned().unwrap_or_default() }
    }
}

/// Who complained, masked.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MaskedBody {
    /// `王**`; `***` where they asked for confidentiality; nothing if there is no name.
    pub name: Option<String>,
    /// `138****5678`, or `***`.
    pub phone: Option<String>,
    /// Whether there is an address, which is never shown.
    pub has_address: bool,
    /// Whether they asked for confidentiality.
    pub confidential: bool,
    /// Whether their data was erased.
    pub erased: bool,
}

impl MaskedBody {
    fn new(known: &Complainant, erased: bool) -> Self {
        Self {
            name: known.masked_name(),
            phone: known.masked_phone(),
            has_address: known.address.is_some(),
            confidential: known.confidential,
            erased,
        }
    }
}

/// A complaint in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ComplaintRow {
    /// Which.
    pub id: ComplaintId,
    /// Its number.
    pub number: String,
    /// Whose it is.
    pub organisation: OrganisationId,
    /// 投诉、举报、信访.
    pub kind: Kind,
    /// How it came.
    pub channel: Channel,
    /// The day it came.
    pub received: Date,
    /// The business in the registry.
    pub subject: Option<SubjectId>,
    /// The business as it was told.
    pub subject_name: String,
    /// The field it is about.
    pub domain: Domain,
    /// The item it touches, or empty.
    pub item: String,
    /// Who complained, masked.
    pub complainant: MaskedBody,
    /// Where it stands.
    pub state: State,
    /// Who registered it.
    pub registrar: ClerkBody,
    /// Who handles it.
    pub handler: Option<ClerkBody>,
    /// Until when.
    pub due: Option<Date>,
    /// How its time stands today.
    pub clock: Clock,
    /// What came of it.
    pub outcome: Option<Outcome>,
    /// When it was last changed.
    pub updated: Timestamp,
    /// For edits.
    pub version: i64,
}

impl ComplaintRow {
    /// Of a row.
    ///
    /// # Errors
    /// A [`Problem`] if this server's key doesn't open it.
    pub fn new(app: &App, row: complaint::Model, clerks: &Clerks) -> Result<Self, Problem> {
        let known = plain::complainant(app, &row)?;
        Ok(Self::masked(app, row, &known, clerks))
    }

    fn masked(app: &App, row: complaint::Model, known: &Complainant, clerks: &Clerks) -> Self {
        Self {
            id: row.id,
            number: row.number,
            organisation: row.organisation,
            kind: row.kind,
            channel: row.channel,
            received: row.received,
            subject: row.subject,
            subject_name: row.subject_name,
            domain: row.domain,
            item: row.item,
            complainant: MaskedBody::new(known, row.erased),
            state: row.state,
            registrar: clerks.named(row.registrar),
            handler: row.handler.map(|id| clerks.named(id)),
            due: row.due,
            clock: rules::clock(row.state, row.due, app.now().date()),
            outcome: row.outcome,
            updated: row.updated,
            version: row.version,
        }
    }
}

/// A note: why something was done.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NoteBody {
    /// Of what.
    pub kind: NoteKind,
    /// By whom.
    pub person: ClerkBody,
    /// When.
    pub at: Timestamp,
    /// Why, with masks where it names who complained.
    pub reason: String,
}

/// What a complaint told until an edit.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ComplaintFormer)]
pub struct FormerBody {
    /// Who replaced it.
    pub person: ClerkBody,
    /// When.
    pub at: Timestamp,
    /// The business as it was told, with masks where it names who complained.
    pub subject_name: String,
    /// The field it was about.
    pub domain: Domain,
    /// The item it touched, or empty; with masks likewise.
    pub item: String,
    /// What was complained of, with masks likewise.
    pub content: String,
    /// Who complained, masked.
    pub complainant: MaskedBody,
}

impl FormerBody {
    fn new(
        app: &App,
        row: &former::Model,
        (known, clerks): (&Everybody, &Clerks),
        erased: bool,
    ) -> Result<Self, Problem> {
        let Former { subject_name, item, told } = plain::former(app, row)?;
        let veil = |text: &str| known.veil(text);
        Ok(Self {
            person: clerks.named(row.person),
            at: row.at,
            subject_name: veil(&subject_name),
            domain: row.domain,
            item: veil(&item),
            content: veil(&told.content),
            complainant: MaskedBody::new(&told.complainant, erased),
        })
    }
}

/// A complaint, complete.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ComplaintBody {
    /// As in a list.
    #[serde(flatten)]
    pub row: ComplaintRow,
    /// What is complained of, with masks where it names who complained.
    pub content: String,
    /// Who assigned it.
    pub assigner: Option<ClerkBody>,
    /// What was found and done, with masks likewise. Stays while a complaint that was sent back is handled again.
    pub disposal: Option<String>,
    /// The day somebody went there.
    pub visited: Option<Date>,
    /// Why no entry of the registry is known of a business of which it was found true, with masks likewise.
    pub no_subject_why: Option<String>,
    /// Where it was transferred to.
    pub transferred_to: Option<String>,
    /// Who ended it.
    pub ender: Option<ClerkBody>,
    /// The day it ended.
    pub ended: Option<Date>,
    /// Why things were done, in order.
    pub notes: Vec<NoteBody>,
    /// What it told until edits, in order.
    pub formers: Vec<FormerBody>,
}

impl ComplaintBody {
    /// Of a complaint with what hangs on it.
    ///
    /// # Errors
    /// A [`Problem`] if this server's key doesn't open it.
    pub async fn new<C: ConnectionTrait>(app: &App, db: &C, whole: Whole) -> Result<Self, Problem> {
        let known = plain::everybody(app, &whole)?;
        let Whole { row, notes, formers } = whole;
        let others = notes.iter().map(|note| note.person).chain(formers.iter().map(|former| former.person));
        let clerks = Clerks::of(db, std::slice::from_ref(&row), &others.collect::<Vec<_>>()).await?;
        let note = |note: &note::Model| {
            let reason = known.veil(&plain::reason(app, note)?);
            Ok(NoteBody { kind: note.kind, person: clerks.named(note.person), at: note.at, reason })
        };
        let erased = row.erased;
        let former = |former: &former::Model| FormerBody::new(app, former, (&known, &clerks), erased);
        Ok(Self {
            content: known.veil(&plain::content(app, &row)?),
            assigner: row.assigner.map(|id| clerks.named(id)),
            disposal: plain::disposal(app, &row)?.map(|text| known.veil(&text)),
            visited: row.visited,
            no_subject_why: plain::no_subject_why(app, &row)?.map(|text| known.veil(&text)),
            transferred_to: row.transferred_to.clone(),
            ender: row.ender.map(|id| clerks.named(id)),
            ended: row.ended,
            notes: notes.iter().map(note).collect::<Result<_, Problem>>()?,
            formers: formers.iter().map(former).collect::<Result<_, Problem>>()?,
            row: ComplaintRow::masked(app, row, known.now(), &clerks),
        })
    }
}
