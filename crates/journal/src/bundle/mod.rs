//! The journal's part of a draw's bundle: `journal.json`, and the checks 25 to 29 (`spec/journal.md`, section 9).
//!
//! They stand behind the 24 of `spec/draw.md`, which show that the draw follows from its files; these show that the files
//! are those the journal was told of, and when. They are made from the files alone and stop at the first that fails.

mod checks;
mod record;

use std::collections::BTreeMap;

use lots::amend::Amendments;
use lots::commitment::Commitment;
use lots::hash::Digest;
use lots::seed::SeedRecord;

pub use record::{Item, Record, RecordError};

use crate::detail::{Lines, Named, Stop};
use crate::policy::Policy;

/// The name of the file.
pub const FILE: &str = "journal.json";

/// A check of section 9.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the specification's table says what each is; the codes are its words")]
pub enum Check {
    Form,
    Facts,
    Inclusion,
    Order,
    Signatures,
}

impl Named for Check {
    const ALL: &'static [Self] = &[Self::Form, Self::Facts, Self::Inclusion, Self::Order, Self::Signatures];

    fn code(self) -> &'static str {
        match self {
            Self::Form => "journal-form",
            Self::Facts => "journal-facts",
            Self::Inclusion => "journal-inclusion",
            Self::Order => "journal-order",
            Self::Signatures => "journal-signatures",
        }
    }
}

/// What a reader has to know besides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// When the quorum had cosigned the checkpoint that holds the commit, in seconds since 1970, if the policy has witnesses.
    pub cosigned: Option<u64>,
    /// The kinds of entries that this version doesn't know; nothing but their place was checked.
    pub unknown: Vec<String>,
}

/// The files of a draw that the journal's entries are about; that they hold is for the checks 1 to 24 to say.
pub struct Draw {
    /// `commitment.json`
    pub commitment: Commitment,
    /// `seed.json`, and the digest of its bytes.
    pub seed: (SeedRecord, Digest),
    /// The digest of `result.json`.
    pub result: Digest,
    /// `amendments.json`, if there is one.
    pub amendments: Option<Amendments>,
}

impl Draw {
    /// The files of a bundle by name. `None` if one is missing or has not its form, which an earlier check says.
    #[must_use]
    pub fn of(files: &BTreeMap<String, Vec<u8>>) -> Option<Self> {
        let seed = files.get("seed.json")?;
        Some(Self {
            commitment: Commitment::from_text(files.get("commitment.json")?).ok()?,
            seed: (SeedRecord::from_text(seed).ok()?, Digest::of(seed)),
            result: Digest::of(files.get("result.json")?),
            amendments: match files.get("amendments.json") {
                None => None,
                Some(bytes) => Some(Amendments::from_text(bytes).ok()?),
            },
        })
    }
}

/// Make the checks 25 to 29 over a `journal.json`.
#[must_use]
pub fn verify(journal: &[u8], draw: &Draw, policy: Option<&Policy>) -> (Lines<Check>, Known) {
    let (mut lines, mut known) = (Lines::default(), Known::default());
    // A failed check is among the lines already.
    let _ = walk(&mut lines, &mut known, journal, draw, policy);
    (lines.finish(), known)
}

fn walk(
    lines: &mut Lines<Check>,
    known: &mut Known,
    journal: &[u8],
    draw: &Draw,
    policy: Option<&Policy>,
) -> Result<(), Stop> {
    let steps = lines.enter(Check::Form, checks::form(journal, draw))?;
    known.unknown = checks::unknown(&steps);
    lines.enter(Check::Facts, checks::facts(&steps, draw))?;
    lines.enter(Check::Inclusion, checks::inclusion(&steps))?;
    lines.enter(Check::Order, checks::order(&steps, draw))?;
    match policy {
        None => lines.skip(Check::Signatures),
        Some(policy) => known.cosigned = lines.enter(Check::Signatures, checks::signatures(&steps, draw, policy))?,
    }
    Ok(())
}
