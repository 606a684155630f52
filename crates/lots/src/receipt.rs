//! The receipt of one business, `receipt.json` (`spec/draw.md`, section 8.3): was I in the pool, in which stratum, what was my ticket?

use serde::{Deserialize, Serialize};

use crate::canonical::{self, NotCanonical};
use crate::commitment::{CommitmentBody, Protocol};
use crate::hash::Digest;
use crate::result::{Cutoff, DrawResult, Target};
use crate::seed::SeedRecord;
use crate::teams::Member;
use crate::ticket::ticket;

/// `receipt.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// `commitment.json`.
    pub commitment: CommitmentBody,
    /// What this is.
    pub edition: Edition,
    /// The protocol's version.
    pub protocol: Protocol,
    /// The SHA-256 of `result.json`.
    pub result: Digest,
    /// The business's row and its proof.
    pub row: ReceiptRow,
    /// `seed.json`.
    pub seed: SeedRecord,
    /// How it came out for this business.
    pub standing: Standing,
}

/// The word by which a receipt is told from other files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Edition {
    /// The only one.
    Receipt,
}

/// A row of a frozen table with its inclusion proof.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReceiptRow {
    /// Id, stratum or reason, salt.
    pub fields: Vec<String>,
    /// From 0.
    pub index: u64,
    /// Siblings from the leaf upwards.
    pub proof: Vec<Digest>,
    /// The table it stands in.
    pub table: ReceiptTable,
}

/// The tables a business can stand in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ReceiptTable {
    /// It could be drawn.
    Subjects,
    /// It was left out.
    Excluded,
}

/// How the draw came out for one business.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standing {
    /// Its stratum's cut-off.
    pub cutoff: Cutoff,
    /// 1 if it was drawn.
    pub drawn: u64,
    /// Its rank if it was drawn, else 0.
    pub rank: u64,
    /// Its team if it was drawn.
    pub team: Vec<Member>,
    /// Its ticket; `""` for an excluded business.
    pub ticket: Cutoff,
}

impl Standing {
    /// The standing of an excluded business.
    #[must_use]
    pub fn excluded() -> Self {
        Self { cutoff: Cutoff(None), drawn: 0, rank: 0, team: Vec::new(), ticket: Cutoff(None) }
    }

    /// The standing of a subject.
    #[must_use]
    pub fn of(result: &DrawResult, record: &SeedRecord, id: &str, stratum: &str) -> Self {
        let cutoff = result.strata.iter().find(|s| s.name.as_str() == stratum).map_or(Cutoff(None), |s| s.cutoff);
        let ticket = ticket(&record.seed().ticket_key(), id);
        let target = result.target(id);
        Self {
            cutoff,
            drawn: u64::from(target.is_some()),
            rank: target.map_or(0, |target| target.rank),
            team: target.map(team).unwrap_or_default(),
            ticket: Cutoff(Some(ticket)),
        }
    }
}

fn team(target: &Target) -> Vec<Member> {
    target.team.clone()
}

impl Receipt {
    /// Read `receipt.json`.
    ///
    /// # Errors
    /// [`NotCanonical`].
    pub fn from_text(bytes: &[u8]) -> Result<Self, NotCanonical> {
        canonical::from_text(bytes)
    }

    /// The canonical text.
    #[must_use]
    pub fn text(&self) -> String {
        canonical::to_text(self)
    }
}
