//! All that is public of a result, as it was published: its canonical JSON is what everybody can download, and what the journal's digest is
//! over. Not the statement, the witness, who was there for the subject, nor what was found besides the rows.

use serde::{Deserialize, Serialize};

use crate::app::value::Date;
use crate::draws::DrawId;
use crate::inspections::VisitId;
use crate::subjects::rules::VisitResult;

/// The form's name.
pub const FORM: &str = "yaoguang/disclosure/v1";

/// A result, for everybody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
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
    /// Who inspected: those of the team that the record says were there, in its order.
    pub team: Vec<PublicMember>,
    /// By when it was to be public.
    pub due: Date,
    /// Whether a year of that count had no calendar then.
    pub provisional: bool,
    /// The day it was published.
    pub published: Date,
}

/// An item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicItem {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// A row answered *no*.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// Of which item.
    pub item: String,
    /// What was looked at.
    pub row: String,
    /// What was found.
    pub found: String,
}

/// Somebody of the team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicMember {
    /// Their name.
    pub name: String,
    /// Their certificate number.
    pub certificate: String,
}
