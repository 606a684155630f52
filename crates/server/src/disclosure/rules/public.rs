//! All that is public of a result, as it was published: its canonical JSON is what everybody can download, and what the journal's digest is
//! over. Not the statement, the witness, who was there for the subject, nor what was found besides the rows.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::app::value::Date;
use crate::draws::DrawId;
use crate::inspections::VisitId;
use crate::inspections::rules::Record;
use crate::inspections::rules::record::Tick;
use crate::subjects::rules::VisitResult;

/// The form's name.
pub const FORM: &str = "yaoguang/disclosure/v1";

/// A result, for everybody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DisclosureText)]
pub struct Public {
    /// [`FORM`].
    pub form: String,
    /// Of which visit.
    pub visit: VisitId,
    /// Which version of its record.
    pub number: i64,
    /// Why there is this version; empty for the first.
    pub reason: String,
    /// Who inspected.
    pub office: String,
    /// Of which draw.
    pub draw: DrawId,
    /// The draw's task.
    pub task: String,
    /// The subject's name; a person's own is masked.
    pub name: String,
    /// Its code.
    pub code: String,
    /// What was inspected.
    pub items: Vec<PublicItem>,
    /// The day.
    pub visited: Date,
    /// What it came to.
    pub results: Vec<VisitResult>,
    /// The rows answered *no*.
    pub findings: Vec<Finding>,
    /// Whether the record has a text besides, which isn't public; nothing in a text from before this was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub besides: Option<bool>,
    /// How the rows were answered; nothing in a text from before this was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<Answers>,
    /// Who inspected: those of the team that the record says were there, in its order.
    pub team: Vec<PublicMember>,
    /// How many of the team weren't there; nothing in a text from before this was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub absent: Option<usize>,
    /// Why they weren't; not there where everybody was.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub absent_why: String,
    /// By when it was to be public.
    pub due: Date,
    /// Whether a year of that count had no calendar then.
    pub provisional: bool,
    /// The day it was published.
    pub published: Date,
}

/// An item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DisclosureItem)]
pub struct PublicItem {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// A row answered *no*.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DisclosureFinding)]
pub struct Finding {
    /// Of which item.
    pub item: String,
    /// What was looked at.
    pub row: String,
    /// What was found.
    pub found: String,
}

/// How many rows were answered how: a record whose rows all don't apply found nothing because nothing was looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DisclosureAnswers)]
pub struct Answers {
    /// *Yes*.
    pub yes: usize,
    /// *No*.
    pub no: usize,
    /// Not applicable.
    pub not_applicable: usize,
    /// By a number or a text.
    pub stated: usize,
}

impl Answers {
    /// Of a record.
    #[must_use]
    pub fn of(said: &Record) -> Self {
        let mut all = Self::default();
        for row in said.items.iter().flat_map(|item| &item.rows) {
            match row.tick {
                Some(Tick::Yes) => all.yes += 1,
                Some(Tick::No) => all.no += 1,
                Some(Tick::NotApplicable) => all.not_applicable += 1,
                None => all.stated += 1,
            }
        }
        all
    }
}

/// Somebody of the team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DisclosureMember)]
pub struct PublicMember {
    /// Their name.
    pub name: String,
    /// Their certificate number.
    pub certificate: String,
    /// Whether they handed the record in or confirmed it with an account of their own; nothing in a text from before this was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed: Option<bool>,
}
