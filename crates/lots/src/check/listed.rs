//! What a result says of itself, checked without the frozen tables: anyone can do this with the public edition.

use std::collections::{BTreeMap, BTreeSet};

use super::ensure;
use crate::commitment::Commitment;
use crate::hash::Digest;
use crate::quota;
use crate::result::{Cutoff, DrawResult, StratumResult, Target, slack};
use crate::seed::{Seed, SeedRecord};
use crate::teams::pair_ticket;
use crate::ticket::ticket;

/// Check 16: record, secret, sources, `S`.
pub(super) fn check_seed(result: &DrawResult, record: &SeedRecord) -> Result<(), String> {
    let seed = &result.seed;
    ensure(seed.record == Digest::of(record.text().as_bytes()), || format!("record {}", seed.record))?;
    ensure(seed.secret == record.secret, || format!("secret {}", seed.secret))?;
    ensure(seed.sources == record.values(), || "sources".to_owned())?;
    ensure(seed.value == record.seed().0, || format!("S {}, recomputed {}", seed.value, record.seed().0))
}

/// Check 17: strata as committed, quotas recomputed.
pub(super) fn check_quotas(commitment: &Commitment, seed: Seed, result: &DrawResult) -> Result<(), String> {
    let body = commitment.body();
    ensure(body.strata.len() == result.strata.len(), || format!("{} strata", result.strata.len()))?;
    let quotas = quota::quotas(body.rounding, &body.strata, &seed.quota_key());
    for ((committed, listed), quota) in body.strata.iter().zip(&result.strata).zip(quotas) {
        let same = committed.name == listed.name && committed.population == listed.population;
        ensure(same, || format!("{}: {} subjects", listed.name, listed.population))?;
        ensure(listed.quota == quota, || format!("{}: quota {}, recomputed {quota}", listed.name, listed.quota))?;
    }
    Ok(())
}

/// Check 18, of what is listed: tickets recomputed, order, ranks, cut-offs, counts, reserves.
pub(super) fn check_tickets(seed: Seed, result: &DrawResult, reserves: u64) -> Result<(), String> {
    let key = seed.ticket_key();
    let mut targets = result.targets.as_slice();
    for stratum in &result.strata {
        let quota = usize::try_from(stratum.quota).unwrap_or(usize::MAX);
        ensure(targets.len() >= quota, || format!("{}: fewer targets than its quota", stratum.name))?;
        let (own, rest) = targets.split_at(quota);
        targets = rest;
        check_stratum(&key, stratum, own, reserves)?;
    }
    ensure(targets.is_empty(), || format!("{}: a target too many", targets[0].id))
}

fn check_stratum(key: &Digest, stratum: &StratumResult, targets: &[Target], reserves: u64) -> Result<(), String> {
    if let Some(stray) = targets.iter().find(|target| target.stratum != stratum.name) {
        return Err(format!("{}: stands in {}", stray.id, stray.stratum));
    }
    let drawn = targets.iter().map(|target| (&target.id, target.rank, target.ticket));
    let behind = stratum.reserves.iter().map(|lot| (&lot.id, lot.rank, lot.ticket));
    let mut before = None;
    for (expected, (id, rank, listed)) in (1..).zip(drawn.chain(behind)) {
        ensure(listed == ticket(key, id.as_str()), || format!("{id}: ticket {listed}"))?;
        ensure(rank == expected, || format!("{id}: rank {rank}, expected {expected}"))?;
        ensure(before < Some((listed, id)), || format!("{id}: not behind the one before"))?;
        before = Some((listed, id));
    }
    let last = Cutoff(targets.last().map(|target| target.ticket));
    ensure(stratum.cutoff == last, || format!("{}: cut-off", stratum.name))?;
    let expected = reserves.min(stratum.population - stratum.quota);
    let found = stratum.reserves.len() as u64;
    ensure(found == expected, || format!("{}: {found} reserves, expected {expected}", stratum.name))
}

/// Check 19, of what is listed: pair tickets recomputed, nobody twice in a team, seats ascending and within range.
pub(super) fn check_pairs(commitment: &Commitment, seed: Seed, result: &DrawResult) -> Result<(), String> {
    let (key, seats) = (seed.pair_key(), commitment.body().seats.len());
    for target in &result.targets {
        let mut people = BTreeSet::new();
        let mut seat_before = 0;
        for member in &target.team {
            let at = || format!("{} {}", target.id, member.inspector);
            ensure(member.ticket == pair_ticket(&key, &target.id, &member.inspector), || at() + ": ticket")?;
            ensure(people.insert(&member.inspector), || at() + ": twice in the team")?;
            let fits = member.seat > seat_before && usize::try_from(member.seat).is_ok_and(|seat| seat <= seats);
            ensure(fits, || format!("{}: seat {}", at(), member.seat))?;
            seat_before = member.seat;
        }
    }
    for strand in &result.strands {
        let same = strand.ticket == pair_ticket(&key, &strand.subject, &strand.inspector);
        ensure(same, || format!("{} {}: ticket", strand.subject, strand.inspector))?;
    }
    Ok(())
}

/// Check 20, of what is listed: nobody has more pairs than level and slack allow.
pub(super) fn check_loads(commitment: &Commitment, result: &DrawResult) -> Result<(), String> {
    let most = u64::from(result.level.level) + u64::from(slack(commitment));
    let mut loads = BTreeMap::new();
    for member in result.targets.iter().flat_map(|target| &target.team) {
        *loads.entry(&member.inspector).or_insert(0u64) += 1;
    }
    match loads.iter().find(|&(_, &load)| load > most) {
        Some((inspector, load)) => Err(format!("{inspector}: {load} targets, at most {most}")),
        None => Ok(()),
    }
}

/// Check 23, of what is listed: the open seats are those that no member takes.
pub(super) fn check_open(commitment: &Commitment, result: &DrawResult) -> Result<(), String> {
    let mut listed = result.open.iter();
    for target in &result.targets {
        for (seat, pool) in (1..).zip(&commitment.body().seats) {
            if target.team.iter().any(|member| member.seat == seat) {
                continue;
            }
            let found = listed.next();
            let named = found.is_some_and(|open| (&open.subject, open.seat, &open.pool) == (&target.id, seat, pool));
            ensure(named, || format!("{}: seat {seat} is open and not listed", target.id))?;
        }
    }
    match listed.next() {
        Some(open) => Err(format!("{}: seat {} is taken", open.subject, open.seat)),
        None => Ok(()),
    }
}
