//! What subjects look like on the wire.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::accounts::{OrganisationId, PersonId};
use crate::app::App;
use crate::app::crypt::mask;
use crate::app::value::{Date, Timestamp};
use crate::subjects::rules::check::{self, Fault};
use crate::subjects::rules::{CodeKind, Domain, Kind, Risk, Status, SubjectId, VisitResult};
use crate::subjects::store::Whole;
use crate::subjects::store::child::{licence, risk, visit};
use crate::subjects::store::subject::{self, PHONE};

/// A licence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LicenceBody {
    /// What it permits.
    pub kind: String,
    /// Its number.
    pub code: String,
    /// The last day it is valid on; nothing if it doesn't end.
    #[serde(default)]
    pub valid_to: Option<Date>,
}

impl From<&licence::Model> for LicenceBody {
    fn from(row: &licence::Model) -> Self {
        Self { kind: row.kind.clone(), code: row.code.clone(), valid_to: row.valid_to }
    }
}

impl LicenceBody {
    /// What is wrong with it.
    #[must_use]
    pub fn faults(&self) -> Vec<Fault> {
        let faults =
            [check::line("licences.kind", &self.kind, 50, true), check::line("licences.code", &self.code, 100, true)];
        faults.into_iter().flatten().collect()
    }
}

/// A move of a risk class.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RiskMoveBody {
    /// From.
    pub was: Risk,
    /// To.
    pub became: Risk,
    /// Why.
    pub reason: String,
    /// What it rests on.
    pub basis: String,
    /// By whom.
    pub person: PersonId,
    /// When.
    pub at: Timestamp,
}

impl From<&risk::Model> for RiskMoveBody {
    fn from(row: &risk::Model) -> Self {
        let risk::Model { was, became, person, at, .. } = *row;
        Self { was, became, person, at, reason: row.reason.clone(), basis: row.basis.clone() }
    }
}

/// A visit from before this system.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct VisitBody {
    /// When.
    pub visited: Date,
    /// What it came to.
    pub result: VisitResult,
}

impl From<&visit::Model> for VisitBody {
    fn from(row: &visit::Model) -> Self {
        Self { visited: row.visited, result: row.result }
    }
}

/// A subject, complete.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SubjectBody {
    /// Which.
    pub id: SubjectId,
    /// Its place in the roster.
    pub number: i64,
    /// Whose registry it stands in.
    pub organisation: OrganisationId,
    /// Its name.
    pub name: String,
    /// Its code.
    pub code: String,
    /// Which kind of code.
    pub code_kind: CodeKind,
    /// What it is in law.
    pub kind: Kind,
    /// The field it works in.
    pub domain: Domain,
    /// GB/T 4754, or empty.
    pub industry: String,
    /// GB/T 2260.
    pub region: String,
    /// The grid that looks after it.
    pub grid: String,
    /// Its address.
    pub address: String,
    /// Degrees north, in millionths.
    pub latitude: Option<i64>,
    /// Degrees east, in millionths.
    pub longitude: Option<i64>,
    /// 法定代表人（负责人、经营者）.
    pub representative: String,
    /// Whom to call.
    pub liaison: String,
    /// Their phone, masked.
    pub phone: Option<String>,
    /// How it stands.
    pub status: Status,
    /// Risk class.
    pub risk: Risk,
    /// The moves of its risk class, in order.
    pub risk_moves: Vec<RiskMoveBody>,
    /// The most visits a year.
    pub visits_most: Option<i64>,
    /// The fewest days between two visits.
    pub cooldown_days: Option<i64>,
    /// The subject it was a second entry of.
    pub merged_into: Option<SubjectId>,
    /// Its licences.
    pub licences: Vec<LicenceBody>,
    /// Its tags.
    pub tags: Vec<String>,
    /// Visits from before this system.
    pub visits: Vec<VisitBody>,
    /// When it was last changed.
    pub updated: Timestamp,
    /// For edits.
    pub version: i64,
}

impl SubjectBody {
    /// Of a subject with all that hangs on it.
    #[must_use]
    pub fn new(app: &App, whole: Whole) -> Self {
        let phone = phone(app, &whole.row).map(|phone| mask(&phone, 3, 4));
        let Whole { row, licences, tags, moves, visits, codes: _ } = whole;
        Self {
            id: row.id,
            number: row.number,
            organisation: row.organisation,
            name: row.name,
            code: row.code,
            code_kind: row.code_kind,
            kind: row.kind,
            domain: row.domain,
            industry: row.industry,
            region: row.region,
            grid: row.grid,
            address: row.address,
            latitude: row.latitude,
            longitude: row.longitude,
            representative: row.representative,
            liaison: row.liaison,
            phone,
            status: row.status,
            risk: row.risk,
            risk_moves: moves.iter().map(Into::into).collect(),
            visits_most: row.visits_most,
            cooldown_days: row.cooldown_days,
            merged_into: row.merged_into,
            licences: licences.iter().map(Into::into).collect(),
            tags,
            visits: visits.iter().map(Into::into).collect(),
            updated: row.updated,
            version: row.version,
        }
    }
}

/// The phone in full, if there is one that this server's key opens.
#[must_use]
pub fn phone(app: &App, row: &subject::Model) -> Option<String> {
    app.crypt.open(row.id.0, PHONE, row.phone.as_deref()?).ok()
}

/// What is kept of a phone somebody entered: nothing said leaves what is there, an empty text takes it away.
#[must_use]
pub fn sealed(app: &App, id: SubjectId, said: Option<&str>, now: Option<Vec<u8>>) -> Option<Vec<u8>> {
    match said {
        None => now,
        Some("") => None,
        Some(phone) => Some(app.crypt.seal(&*app.outside, id.0, PHONE, phone)),
    }
}
