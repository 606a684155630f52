//! A round of drand as a relay tells it, held against the plan (`spec/draw.md`, section 3.1). Pure; who fetches it is no business of the rules.

use lots::check::BeaconVerdict;
use lots::commitment::Commitment;
use lots::hash::Digest;
use lots::seed::DrandClaim;
use lots::source::{Chain, Source};
use serde::Deserialize;

use super::seed::{Reading, settled};
use crate::codes;

codes! {
    /// Why a relay's answer isn't taken.
    #[schema(as = DrawFetchFault)]
    Fault {
        /// There is nobody, or no answer in time.
        Unreachable = "unreachable",
        /// The relay doesn't have the round, or refuses.
        Status = "status",
        /// The answer is larger than it may be.
        TooLarge = "too-large",
        /// The answer isn't a round of drand.
        Form = "form",
        /// It is another round.
        OtherRound = "other-round",
        /// Value or signature aren't the network's for this round.
        Signature = "signature",
    }
}

/// A round that a plan asks for and nobody has given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Which of the plan's sources, from 0.
    pub place: usize,
    /// The source's name.
    pub name: String,
    /// The chain.
    pub chain: Digest,
    /// The round.
    pub round: u64,
    /// The round's time, in seconds since 1970.
    pub closes: i64,
    chained: bool,
}

impl Wanted {
    /// Where a relay of drand's HTTP interface has it.
    #[must_use]
    pub fn address(&self, relay: &str) -> String {
        format!("{}/{}/public/{}", relay.trim_end_matches('/'), self.chain, self.round)
    }
}

/// The first round that is wanted: of a known chain, planned in the first place. That an earlier source did not come into being, people say.
#[must_use]
pub fn wanted(commitment: &Commitment, given: &[Reading]) -> Option<Wanted> {
    commitment.plan().sources.iter().enumerate().find_map(|(place, planned)| {
        let choice = planned.choices.first()?;
        let Source::Drand { chain, round } = choice.source else { return None };
        let known = Chain::known(&chain)?;
        let is_given = settled(planned, place, given).is_some();
        let name = choice.source.to_string();
        let closes = choice.closes.seconds();
        (!is_given).then_some(Wanted { place, name, chain, round, closes, chained: known.chained })
    })
}

/// A round as a relay tells it. What else it says is of no interest.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Told {
    /// Which.
    pub round: u64,
    /// Its value.
    pub randomness: String,
    /// Its signature.
    pub signature: String,
    /// The signature before it, on a chained chain.
    #[serde(default)]
    pub previous_signature: String,
}

/// A reading of what a relay told, if it is the round asked for and the network signed it.
///
/// # Errors
/// [`Fault`].
pub fn sound(wanted: &Wanted, told: Told) -> Result<Reading, Fault> {
    if told.round != wanted.round {
        return Err(Fault::OtherRound);
    }
    let evidence =
        if wanted.chained { format!("{}:{}", told.signature, told.previous_signature) } else { told.signature };
    let claim = DrandClaim { chain: wanted.chain, round: wanted.round, value: &told.randomness, evidence: &evidence };
    if lots_cli::beacon::check(&claim) != BeaconVerdict::Valid {
        return Err(Fault::Signature);
    }
    let (place, name, value) = (wanted.place, wanted.name.clone(), told.randomness);
    Ok(Reading { place, name, value, evidence, why: String::new(), by: None })
}

/// How long to wait before the next try, in seconds: ten, then twice as long each time, half an hour at most; nothing after two days of it.
#[must_use]
pub fn wait_s(tries: u32) -> Option<i64> {
    (tries <= 100).then(|| 10i64.saturating_mul(1 << tries.min(20)).min(1800))
}
