//! The seed: its record, its check against the plan, and the three keys (`spec/draw.md`, sections 3.5 and 5).

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::canonical::{self, NotCanonical};
use crate::commitment::{Commitment, Protocol};
use crate::hash::Digest;
use crate::name::{Note, PersonCode};
use crate::plan::{PlannedSource, reveal_hash};
use crate::share::Secret;
use crate::source::{Source, ValueError};

/// `seed.json` as it is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeedRecord {
    /// `C`.
    pub commitment: Digest,
    /// The protocol's version.
    pub protocol: Protocol,
    /// The secret `s`.
    pub secret: Digest,
    /// One entry for each planned source, in order.
    pub sources: Vec<SeedEntry>,
}

/// A source's value, who entered it, and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeedEntry {
    /// Who entered it: two persons for lotteries and dice, nobody for reveals and drand.
    pub entered: Vec<PersonCode>,
    /// A drand signature, else a citation.
    pub evidence: Note,
    /// The source's name.
    pub name: String,
    /// The value in normal form.
    pub value: String,
    /// Why a fallback stands in.
    pub why: Note,
}

/// Name and value of a source, as they enter the seed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceValue {
    /// The source's name.
    pub name: String,
    /// The value in normal form.
    pub value: String,
}

/// Why a seed record is refused; the codes are those of section 8.4.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SeedRefusal {
    /// Not canonical, or not its form.
    Form(NotCanonical),
    /// A name that no source has.
    NoSource(String),
    /// Entered by the wrong number of persons, or by the same one twice.
    Entered(String),
    /// It belongs to another commitment.
    Commitment,
    /// The secret isn't the committed one.
    Secret,
    /// Another number of sources than planned.
    Count,
    /// A name the plan doesn't have in this place, or a fallback without a reason.
    Name(String),
    /// A value that can't be.
    Value(String, ValueError),
    /// A reveal that doesn't match its hash.
    Reveal(String),
}

impl SeedRefusal {
    /// The stable code of the check that fails.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Form(_) | Self::NoSource(_) | Self::Entered(_) => "seed-form",
            Self::Commitment => "seed-commitment",
            Self::Secret => "secret",
            Self::Count | Self::Name(_) | Self::Value(..) | Self::Reveal(_) => "sources",
        }
    }
}

impl fmt::Display for SeedRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Form(why) => why.fmt(f),
            Self::NoSource(name) => write!(f, "{name:?} names no source"),
            Self::Entered(name) => write!(f, "{name}: not entered by the right number of different persons"),
            Self::Commitment => f.write_str("belongs to another commitment"),
            Self::Secret => f.write_str("not the committed secret"),
            Self::Count => f.write_str("another number of sources than planned"),
            Self::Name(name) => write!(f, "{name}: not planned here, or a fallback without a reason"),
            Self::Value(name, why) => write!(f, "{name}: {why}"),
            Self::Reveal(name) => write!(f, "{name}: does not match its hash"),
        }
    }
}

impl std::error::Error for SeedRefusal {}

impl SeedRecord {
    /// Read `seed.json`.
    ///
    /// # Errors
    /// [`SeedRefusal::Form`], [`SeedRefusal::NoSource`] and [`SeedRefusal::Entered`].
    pub fn from_text(bytes: &[u8]) -> Result<Self, SeedRefusal> {
        let record: Self = canonical::from_text(bytes).map_err(SeedRefusal::Form)?;
        record.check_entries()?;
        Ok(record)
    }

    fn check_entries(&self) -> Result<(), SeedRefusal> {
        for entry in &self.sources {
            let Ok(source) = entry.name.parse::<Source>() else {
                return Err(SeedRefusal::NoSource(entry.name.clone()));
            };
            let fits = match entry.entered.as_slice() {
                [] => !source.needs_double_entry(),
                [one, other] => source.needs_double_entry() && one != other,
                _ => false,
            };
            if !fits {
                return Err(SeedRefusal::Entered(entry.name.clone()));
            }
        }
        Ok(())
    }

    /// Check the record against its commitment. Beacon signatures are not checked here: see [`SeedRecord::drand_claims`].
    ///
    /// # Errors
    /// The first [`SeedRefusal`] in the order of section 8.4.
    pub fn check(&self, commitment: &Commitment) -> Result<(), SeedRefusal> {
        self.check_entries()?;
        if self.commitment != commitment.digest() {
            return Err(SeedRefusal::Commitment);
        }
        if Secret::new(self.secret.0).commitment() != commitment.body().secret {
            return Err(SeedRefusal::Secret);
        }
        let planned = &commitment.plan().sources;
        if planned.len() != self.sources.len() {
            return Err(SeedRefusal::Count);
        }
        self.sources.iter().zip(planned).try_for_each(|(entry, planned)| check_entry(entry, planned, commitment))
    }

    /// What the draw needs somebody else to check: rounds of drand, whose BLS signatures this crate doesn't know.
    #[must_use]
    pub fn drand_claims(&self) -> Vec<DrandClaim<'_>> {
        let claims = self.sources.iter().filter_map(|entry| match entry.name.parse() {
            Ok(Source::Drand { chain, round }) => {
                Some(DrandClaim { chain, round, value: &entry.value, evidence: entry.evidence.as_str() })
            }
            _ => None,
        });
        claims.collect()
    }

    /// The seed.
    #[must_use]
    pub fn seed(&self) -> Seed {
        Seed::new(&self.commitment, &self.values(), &Secret::new(self.secret.0))
    }

    /// Names and values, as `result.json` repeats them.
    #[must_use]
    pub fn values(&self) -> Vec<SourceValue> {
        self.sources.iter().map(|e| SourceValue { name: e.name.clone(), value: e.value.clone() }).collect()
    }

    /// The canonical text.
    #[must_use]
    pub fn text(&self) -> String {
        canonical::to_text(self)
    }
}

/// A drand round as a record claims it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DrandClaim<'a> {
    /// The chain's hash.
    pub chain: Digest,
    /// The round.
    pub round: u64,
    /// The randomness, 64 hex characters.
    pub value: &'a str,
    /// The signature in hex; on a chained chain followed by `:` and the previous one.
    pub evidence: &'a str,
}

fn check_entry(entry: &SeedEntry, planned: &PlannedSource, commitment: &Commitment) -> Result<(), SeedRefusal> {
    let place = planned.choices.iter().position(|choice| choice.source.to_string() == entry.name);
    let Some(place) = place.filter(|&place| (place > 0) != entry.why.as_str().is_empty()) else {
        return Err(SeedRefusal::Name(entry.name.clone()));
    };
    let source = &planned.choices[place].source;
    source.check(&entry.value).map_err(|why| SeedRefusal::Value(entry.name.clone(), why))?;
    match (source, planned.reveal_hash) {
        (Source::Reveal(party), Some(hash)) if reveal_hash(&commitment.body().draw, party, &entry.value) != hash => {
            Err(SeedRefusal::Reveal(entry.name.clone()))
        }
        _ => Ok(()),
    }
}

/// The seed `S`, from which everything random in a draw follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seed(pub Digest);

impl Seed {
    /// `S` of a commitment, its sources' values in order, and the secret (section 3.5).
    #[must_use]
    pub fn new(commitment: &Digest, values: &[SourceValue], secret: &Secret) -> Self {
        let mut text = format!("yaoguang/v1/seed\n{commitment}\n");
        for SourceValue { name, value } in values {
            text.push_str(name);
            text.push('=');
            text.push_str(value);
            text.push('\n');
        }
        let secret = secret.hex();
        Self(Digest::of_parts(&[text.as_bytes(), b"secret=", &secret, b"\n"]))
    }

    /// The made-up seed of the `r`-th replay (section 9).
    #[must_use]
    pub fn replay(commitment: &Digest, r: u64) -> Self {
        Self(Digest::of(format!("yaoguang/v1/replay\n{commitment}\n{r}\n").as_bytes()))
    }

    fn key(self, purpose: &str) -> Digest {
        Digest::of_parts(&[b"yaoguang/v1/", purpose.as_bytes(), b"\n", &self.0.hex()])
    }

    /// `K_t`, for tickets; the key itself is this digest's hex.
    #[must_use]
    pub fn ticket_key(self) -> Digest {
        self.key("subject")
    }

    /// `K_q`, for randomised rounding.
    #[must_use]
    pub fn quota_key(self) -> Digest {
        self.key("quota")
    }

    /// `K_p`, for pairs.
    #[must_use]
    pub fn pair_key(self) -> Digest {
        self.key("pair")
    }
}
