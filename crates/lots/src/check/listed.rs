//! What a result says of itself, checked without the frozen tables: anyone can do this with the public edition.

use std::collections::{BTreeMap, BTreeSet};

use super::detail::{Detail, Finding, text};
use super::ensure;
use crate::commitment::Commitment;
use crate::hash::Digest;
use crate::quota;
use crate::result::{Cutoff, DrawResult, StratumResult, Target, slack};
use crate::seed::{Seed, SeedRecord};
use crate::teams::pair_ticket;
use crate::ticket::ticket;

fn plain(finding: Finding) -> Detail {
    Detail::new(finding, [])
}

/// Check 16: record, secret, sources, `S`.
pub(super) fn check_seed(result: &DrawResult, record: &SeedRecord) -> Result<(), Detail> {
    let seed = &result.seed;
    ensure(seed.record == Digest::of(record.text().as_bytes()), || plain(Finding::ResultRecord))?;
    ensure(seed.secret == record.secret, || plain(Finding::ResultSecret))?;
    ensure(seed.sources == record.values(), || plain(Finding::ResultSources))?;
    ensure(seed.value == record.seed().0, || {
        Detail::new(Finding::ResultSeed, [text(seed.value), text(record.seed().0)])
    })
}

/// Check 17: strata as committed, quotas recomputed.
pub(super) fn check_quotas(commitment: &Commitment, seed: Seed, result: &DrawResult) -> Result<(), Detail> {
    let body = commitment.body();
    ensure(body.strata.len() == result.strata.len(), || {
        let [found, expected] = [&result.strata.len(), &body.strata.len()].map(|&strata| (strata as u64).into());
        Detail::new(Finding::StrataCount, [found, expected])
    })?;
    let quotas = quota::quotas(body.rounding, &body.strata, &seed.quota_key());
    for ((committed, listed), quota) in body.strata.iter().zip(&result.strata).zip(quotas) {
        let same = committed.name == listed.name && committed.population == listed.population;
        ensure(same, || Detail::new(Finding::StratumDiffers, [text(&listed.name), listed.population.into()]))?;
        ensure(listed.quota == quota, || {
            Detail::new(Finding::Quota, [text(&listed.name), listed.quota.into(), quota.into()])
        })?;
    }
    Ok(())
}

/// Check 18, of what is listed: tickets recomputed, order, ranks, cut-offs, counts, reserves, nobody twice.
pub(super) fn check_tickets(seed: Seed, result: &DrawResult, reserves: u64) -> Result<(), Detail> {
    let key = seed.ticket_key();
    let mut targets = result.targets.as_slice();
    for stratum in &result.strata {
        let quota = usize::try_from(stratum.quota).unwrap_or(usize::MAX);
        ensure(targets.len() >= quota, || Detail::new(Finding::TargetsFew, [text(&stratum.name)]))?;
        let (own, rest) = targets.split_at(quota);
        targets = rest;
        check_stratum(&key, stratum, own, reserves)?;
    }
    ensure(targets.is_empty(), || Detail::new(Finding::TargetExtra, [text(&targets[0].id)]))?;
    // A subject is in one stratum, which the public edition doesn't say of all: somebody listed in two would be drawn twice as often.
    let reserves = result.strata.iter().flat_map(|stratum| &stratum.reserves).map(|lot| &lot.id);
    let mut listed = BTreeSet::new();
    match result.targets.iter().map(|target| &target.id).chain(reserves).find(|id| !listed.insert(*id)) {
        Some(twice) => Err(Detail::new(Finding::TargetTwice, [text(twice)])),
        None => Ok(()),
    }
}

fn check_stratum(key: &Digest, stratum: &StratumResult, targets: &[Target], reserves: u64) -> Result<(), Detail> {
    if let Some(stray) = targets.iter().find(|target| target.stratum != stratum.name) {
        return Err(Detail::new(Finding::TargetStray, [text(&stray.id), text(&stray.stratum)]));
    }
    let drawn = targets.iter().map(|target| (&target.id, target.rank, target.ticket));
    let behind = stratum.reserves.iter().map(|lot| (&lot.id, lot.rank, lot.ticket));
    let mut before = None;
    for (expected, (id, rank, listed)) in (1..).zip(drawn.chain(behind)) {
        let found = ticket(key, id.as_str());
        ensure(listed == found, || Detail::new(Finding::Ticket, [text(id), text(listed), text(found)]))?;
        ensure(rank == expected, || Detail::new(Finding::Rank, [text(id), rank.into(), expected.into()]))?;
        ensure(before < Some((listed, id)), || Detail::new(Finding::Order, [text(id)]))?;
        before = Some((listed, id));
    }
    let last = Cutoff(targets.last().map(|target| target.ticket));
    ensure(stratum.cutoff == last, || Detail::new(Finding::Cutoff, [text(&stratum.name)]))?;
    let expected = reserves.min(stratum.population - stratum.quota);
    let found = stratum.reserves.len() as u64;
    ensure(found == expected, || {
        Detail::new(Finding::ReserveCount, [text(&stratum.name), found.into(), expected.into()])
    })
}

/// Check 19, of what is listed: pair tickets recomputed, nobody twice in a team, seats ascending and within range.
pub(super) fn check_pairs(commitment: &Commitment, seed: Seed, result: &DrawResult) -> Result<(), Detail> {
    let (key, seats) = (seed.pair_key(), commitment.body().seats.len());
    for target in &result.targets {
        let mut people = BTreeSet::new();
        let mut seat_before = 0;
        for member in &target.team {
            let at = |finding| Detail::new(finding, [text(&target.id), text(&member.inspector)]);
            ensure(member.ticket == pair_ticket(&key, &target.id, &member.inspector), || at(Finding::PairTicket))?;
            ensure(people.insert(&member.inspector), || at(Finding::PairTwice))?;
            let fits = member.seat > seat_before && usize::try_from(member.seat).is_ok_and(|seat| seat <= seats);
            ensure(fits, || {
                let seat = u64::from(member.seat).into();
                Detail::new(Finding::PairSeat, [text(&target.id), text(&member.inspector), seat])
            })?;
            seat_before = member.seat;
        }
    }
    for strand in &result.strands {
        let same = strand.ticket == pair_ticket(&key, &strand.subject, &strand.inspector);
        ensure(same, || Detail::new(Finding::PairTicket, [text(&strand.subject), text(&strand.inspector)]))?;
    }
    Ok(())
}

/// Check 20, of what is listed: nobody has more pairs than level and slack allow.
pub(super) fn check_loads(commitment: &Commitment, result: &DrawResult) -> Result<(), Detail> {
    let most = u64::from(result.level.level) + u64::from(slack(commitment));
    let mut loads = BTreeMap::new();
    for member in result.targets.iter().flat_map(|target| &target.team) {
        *loads.entry(&member.inspector).or_insert(0u64) += 1;
    }
    match loads.iter().find(|&(_, &load)| load > most) {
        Some((inspector, &load)) => Err(Detail::new(Finding::Load, [text(inspector), load.into(), most.into()])),
        None => Ok(()),
    }
}

/// Check 23, of what is listed: the open seats are those that no member takes.
pub(super) fn check_open(commitment: &Commitment, result: &DrawResult) -> Result<(), Detail> {
    let mut listed = result.open.iter();
    for target in &result.targets {
        for (seat, pool) in (1..).zip(&commitment.body().seats) {
            if target.team.iter().any(|member| member.seat == seat) {
                continue;
            }
            let found = listed.next();
            let named = found.is_some_and(|open| (&open.subject, open.seat, &open.pool) == (&target.id, seat, pool));
            ensure(named, || Detail::new(Finding::SeatUnlisted, [text(&target.id), u64::from(seat).into()]))?;
        }
    }
    match listed.next() {
        Some(open) => Err(Detail::new(Finding::SeatTaken, [text(&open.subject), u64::from(open.seat).into()])),
        None => Ok(()),
    }
}
