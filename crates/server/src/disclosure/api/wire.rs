//! What results and working days look like on the wire.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::accounts::OrganisationId;
use crate::app::value::{Date, Timestamp};
use crate::catalogue::api::wire::Named;
use crate::codes;
use crate::disclosure::rules::State;
use crate::draws::DrawId;
use crate::inspections::api::wire::MemberBody;
use crate::inspections::{RecordId, VisitId};
use crate::subjects::rules::VisitResult;

/// A version of a result, public or due.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DisclosureRow {
    /// Which: the id of the record.
    pub id: RecordId,
    /// Of which visit.
    pub visit: VisitId,
    /// Which version of the visit's record, from 1.
    pub number: i64,
    /// Why there is this version, if it is a correction.
    pub reason: String,
    /// Of which draw.
    pub draw: DrawId,
    /// The draw's task.
    pub task: String,
    /// Whose.
    pub organisation: OrganisationId,
    /// Their name.
    pub organisation_name: String,
    /// The subject's name; nothing while the caller may not see the visit.
    pub name: Option<String>,
    /// Its code; nothing while the caller may not see the visit.
    pub code: Option<String>,
    /// What it came to; nothing while the caller may not see the visit.
    pub results: Vec<VisitResult>,
    /// Who inspected by what the record says, as it becomes public; nobody while the caller may not see the visit.
    pub team: Vec<MemberBody>,
    /// The day of the visit.
    pub visited: Date,
    /// The day the clock began with.
    pub start: Date,
    /// By when it is to be public, or was.
    pub due: Date,
    /// Whether a year of that count has no calendar yet (暂定).
    pub provisional: bool,
    /// Whether that day is over and it isn't public, or whether it became public after it.
    pub late: bool,
    /// Where it stands.
    pub state: State,
    /// Whether it waits for the announcement of its draw.
    pub waiting: bool,
    /// The day on which that announcement is planned, while it waits and there is one.
    pub waits_until: Option<Date>,
    /// When it was published.
    pub published_at: Option<Timestamp>,
    /// By whom.
    pub publisher: Option<Named>,
    /// Where everybody reads it, once it is public.
    pub path: Option<String>,
}

/// What is to be published.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DisclosurePublishing)]
pub struct PublishBody {
    /// Which: 1 to 200, each judged by itself.
    pub ids: Vec<RecordId>,
}

/// What became of one of them.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = DisclosureJudged)]
pub struct Judged {
    /// Which.
    pub id: RecordId,
    /// Whether it is public now.
    pub published: bool,
    /// Where everybody reads it.
    pub path: Option<String>,
    /// The code of what stops it.
    pub code: Option<String>,
    /// The rule that stops it, and what one can do.
    pub message: Option<String>,
}

codes! {
    /// What the clock of a result begins with.
    #[schema(as = DisclosureStarts)]
    StartsBody {
        /// The day of the visit.
        Visited = "visited",
        /// The day its record was handed in.
        Recorded = "recorded",
        /// The day its record was reviewed.
        Reviewed = "reviewed",
    }
}

/// Working days, and the rule that counts them.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = DisclosureCalendar)]
pub struct CalendarBody {
    /// What the clock begins with.
    pub starts: StartsBody,
    /// So many working days after that day.
    pub working_days: u16,
    /// The years that are known.
    pub years: Vec<YearBody>,
}

/// A year.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = CalendarYear)]
pub struct YearBody {
    /// The year.
    pub year: i64,
    /// The number of the State Council's notice.
    pub document: String,
    /// Holidays, weekends among them.
    pub holidays: Vec<Date>,
    /// Saturdays and Sundays that are worked.
    pub workdays: Vec<Date>,
    /// Whether the program brings it along; then it can't be changed.
    pub built_in: bool,
    /// For a change; 0 if it is built in.
    pub version: i64,
}

/// A year to enter, or to put right.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CalendarYearEdit)]
pub struct YearEdit {
    /// The number of the State Council's notice: 1 to 100 characters.
    pub document: String,
    /// Holidays: 1 to 60 days of this year.
    pub holidays: Vec<Date>,
    /// Saturdays and Sundays of this year that are worked: up to 20.
    pub workdays: Vec<Date>,
    /// The version that was read; 0 if there was none.
    pub version: i64,
}
