//! `journal.json` as it is written.

use std::fmt;

use lots::canonical::{self, NotCanonical};
use serde::{Deserialize, Serialize};

use crate::entry::{Entry, EntryError, Opening};
use crate::receipt::{Receipt, ReceiptError};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Version {
    #[serde(rename = "yaoguang/journal/v1")]
    V1,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ItemText {
    entry: String,
    openings: Vec<Opening>,
    proof: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RecordText {
    entries: Vec<ItemText>,
    version: Version,
}

/// An entry of a draw's case with what shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The entry.
    pub entry: Entry,
    /// Openings of its seals, by field; a seal may stay shut.
    pub openings: Vec<Opening>,
    /// Its receipt, without `extra`.
    pub receipt: Receipt,
}

/// `journal.json`: all entries of a draw's case, from its commit on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// In the case's order.
    pub items: Vec<Item>,
}

/// Why bytes aren't a record. Places count from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordError {
    /// Not canonical, a key missing or unknown.
    Form(NotCanonical),
    /// What stands at this place is no entry.
    Entry(u64, EntryError),
    /// What stands at this place is no receipt.
    Proof(u64, ReceiptError),
    /// The receipt at this place holds an entry of its own.
    Extra(u64),
    /// The openings at this place aren't sorted, or one opens no seal of the entry.
    Opening(u64),
}

impl fmt::Display for RecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Form(why) => why.fmt(f),
            Self::Entry(place, why) => write!(f, "entry {place}: {why}"),
            Self::Proof(place, why) => write!(f, "proof {place}: {why}"),
            Self::Extra(place) => write!(f, "proof {place} holds an entry of its own"),
            Self::Opening(place) => write!(f, "entry {place}: an opening that opens nothing, or not in order"),
        }
    }
}

impl std::error::Error for RecordError {}

impl Record {
    /// Read `journal.json`. Whether its proofs hold is another question.
    ///
    /// # Errors
    /// [`RecordError`] of the first item that has not its form.
    pub fn from_text(bytes: &[u8]) -> Result<Self, RecordError> {
        let text: RecordText = canonical::from_text(bytes).map_err(RecordError::Form)?;
        let items = text.entries.into_iter().zip(1..).map(|(item, place)| read(item, place));
        Ok(Self { items: items.collect::<Result<_, _>>()? })
    }

    /// The canonical text.
    #[must_use]
    pub fn text(&self) -> String {
        let entries = self.items.iter().map(|item| ItemText {
            entry: String::from_utf8_lossy(item.entry.bytes()).into_owned(),
            openings: item.openings.clone(),
            proof: item.receipt.to_string(),
        });
        canonical::to_text(&RecordText { entries: entries.collect(), version: Version::V1 })
    }
}

fn read(item: ItemText, place: u64) -> Result<Item, RecordError> {
    let entry = Entry::from_text(item.entry.as_bytes()).map_err(|why| RecordError::Entry(place, why))?;
    let sorted = item.openings.is_sorted_by(|a, b| a.field < b.field);
    if !sorted || !item.openings.iter().all(|opening| opening.opens(&entry)) {
        return Err(RecordError::Opening(place));
    }
    let receipt = Receipt::from_text(item.proof.as_bytes()).map_err(|why| RecordError::Proof(place, why))?;
    if receipt.extra.is_some() {
        return Err(RecordError::Extra(place));
    }
    Ok(Item { entry, openings: item.openings, receipt })
}
