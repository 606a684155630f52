//! The result of a draw, `result.json` (`spec/draw.md`, section 8.1), and the pure function that makes it.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::canonical;
use crate::commitment::{Commitment, Protocol};
use crate::hash::Digest;
use crate::name::{StratumName, SubjectId};
use crate::quota;
use crate::seed::{Seed, SeedRecord, SourceValue};
use crate::teams::{Bench, Drawing, Member, OpenSeat, Recusals, Strand, Watch, Witness};
use crate::ticket::{Lot, RankedLot};

/// `result.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DrawResult {
    /// `C`.
    pub commitment: Digest,
    /// The level of loads and its witness.
    pub level: Level,
    /// Seats that stay open, by target, then seat.
    pub open: Vec<OpenSeat>,
    /// The protocol's version.
    pub protocol: Protocol,
    /// The seed and what it came from.
    pub seed: SeedOfResult,
    /// Why seats stay open: none or one witness.
    pub shortage: Vec<Witness>,
    /// Pairs passed over since the rest could not have been filled any more, in ticket order.
    pub strands: Vec<Strand>,
    /// Quotas, cut-offs and reserves, in the plan's order.
    pub strata: Vec<StratumResult>,
    /// The targets, by stratum in the plan's order, then rank.
    pub targets: Vec<Target>,
}

/// The smallest number of places each at which all seats can be filled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// The level.
    pub level: u32,
    /// Why one less would not do: none or one witness.
    pub witness: Vec<Witness>,
}

/// The seed as the result repeats it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeedOfResult {
    /// The SHA-256 of `seed.json`.
    pub record: Digest,
    /// The secret.
    pub secret: Digest,
    /// The sources' names and values.
    pub sources: Vec<SourceValue>,
    /// `S`.
    pub value: Digest,
}

/// What was drawn in a stratum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StratumResult {
    /// The greatest drawn ticket.
    pub cutoff: Cutoff,
    /// The stratum.
    pub name: StratumName,
    /// How many subjects it has.
    pub population: u64,
    /// How many were drawn.
    pub quota: u64,
    /// Those next in order.
    pub reserves: Vec<RankedLot>,
}

/// The ticket of a stratum's last target; written as `""` where nobody is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cutoff(pub Option<Digest>);

impl Serialize for Cutoff {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Some(ticket) => ticket.serialize(serializer),
            None => serializer.serialize_str(""),
        }
    }
}

impl<'de> Deserialize<'de> for Cutoff {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text.is_empty() {
            return Ok(Self(None));
        }
        text.parse().map(|ticket| Self(Some(ticket))).map_err(serde::de::Error::custom)
    }
}

/// A drawn subject and its team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// The subject.
    pub id: SubjectId,
    /// Its rank in its stratum, from 1.
    pub rank: u64,
    /// Its stratum.
    pub stratum: StratumName,
    /// Its team, by seat.
    pub team: Vec<Member>,
    /// Its ticket.
    pub ticket: Digest,
}

/// How many lots of each stratum a draw needs: quota and reserves, in the plan's order.
#[must_use]
pub fn lots_needed(commitment: &Commitment, seed: Seed) -> Vec<u64> {
    let body = commitment.body();
    let quotas = quota::quotas(body.rounding, &body.strata, &seed.quota_key());
    quotas.into_iter().zip(&body.strata).map(|(n, s)| (n + body.reserves).min(s.population)).collect()
}

/// Draw the subjects: targets without teams, and the strata.
///
/// `smallest` holds each stratum's smallest lots in order, in the plan's order, at least as many as [`lots_needed`] says.
///
/// # Panics
/// If there are fewer: the roster scanned is not the committed one, which the caller has to notice first.
#[must_use]
pub fn draw_subjects(commitment: &Commitment, seed: Seed, smallest: &[Vec<Lot>]) -> (Vec<Target>, Vec<StratumResult>) {
    let body = commitment.body();
    let quotas = quota::quotas(body.rounding, &body.strata, &seed.quota_key());
    let (mut targets, mut strata) = (Vec::new(), Vec::new());
    for ((quota, stratum), lots) in quotas.into_iter().zip(&body.strata).zip(smallest) {
        let drawn = usize::try_from(quota).expect("a quota's lots are in memory");
        let reserves = usize::try_from(body.reserves).expect("reserves have a limit");
        let (drawn, behind) = lots.split_at(drawn);
        strata.push(StratumResult {
            cutoff: Cutoff(drawn.last().map(|lot| lot.ticket)),
            name: stratum.name.clone(),
            population: stratum.population,
            quota,
            reserves: (quota + 1..).zip(behind.iter().take(reserves)).map(ranked).collect(),
        });
        targets.extend((1..).zip(drawn).map(ranked).map(|lot| Target {
            id: lot.id,
            rank: lot.rank,
            stratum: stratum.name.clone(),
            team: Vec::new(),
            ticket: lot.ticket,
        }));
    }
    (targets, strata)
}

fn ranked((rank, lot): (u64, &Lot)) -> RankedLot {
    RankedLot { id: lot.id.clone(), rank, ticket: lot.ticket }
}

/// The whole draw: a pure function of frozen inputs and seed.
///
/// `smallest` is as for [`draw_subjects`]; the record has been checked against the commitment.
///
/// # Panics
/// As [`draw_subjects`].
#[must_use]
pub fn draw(
    commitment: &Commitment,
    record: &SeedRecord,
    smallest: &[Vec<Lot>],
    bench: &Bench,
    recusals: &Recusals,
) -> DrawResult {
    draw_watched(commitment, record, smallest, (bench, recusals), &mut |_, _| ())
}

/// As [`draw`]; `watch` is told how many of the teams' members are settled.
///
/// # Panics
/// As [`draw_subjects`].
#[must_use]
pub fn draw_watched(
    commitment: &Commitment,
    record: &SeedRecord,
    smallest: &[Vec<Lot>],
    (bench, recusals): (&Bench, &Recusals),
    watch: &mut Watch<'_>,
) -> DrawResult {
    let seed = record.seed();
    let (mut targets, strata) = draw_subjects(commitment, seed, smallest);
    let ids: Vec<SubjectId> = targets.iter().map(|target| target.id.clone()).collect();
    let key = seed.pair_key();
    let drawing = Drawing { bench, targets: &ids, recusals, slack: slack(commitment), key: &key };
    let assignment = drawing.assign(watch);
    targets.iter_mut().zip(assignment.teams).for_each(|(target, team)| target.team = team);
    DrawResult {
        commitment: commitment.digest(),
        level: Level { level: assignment.level, witness: assignment.level_witness.into_iter().collect() },
        open: assignment.open,
        protocol: Protocol::V1,
        seed: SeedOfResult {
            record: Digest::of(record.text().as_bytes()),
            secret: record.secret,
            sources: record.values(),
            value: seed.0,
        },
        shortage: assignment.shortage.into_iter().collect(),
        strands: assignment.strands,
        strata,
        targets,
    }
}

/// The committed slack; a commitment holds at most 10^6.
#[must_use]
pub fn slack(commitment: &Commitment) -> u32 {
    u32::try_from(commitment.body().capacity.slack).unwrap_or(u32::MAX)
}

impl DrawResult {
    /// Read `result.json`.
    ///
    /// # Errors
    /// [`canonical::NotCanonical`].
    pub fn from_text(bytes: &[u8]) -> Result<Self, canonical::NotCanonical> {
        canonical::from_text(bytes)
    }

    /// The canonical text.
    #[must_use]
    pub fn text(&self) -> String {
        canonical::to_text(self)
    }

    /// The target of this id.
    #[must_use]
    pub fn target(&self, id: &str) -> Option<&Target> {
        self.targets.iter().find(|target| target.id.as_str() == id)
    }
}
