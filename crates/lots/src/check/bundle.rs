//! The walk through a bundle's checks.

use std::collections::{BTreeMap, BTreeSet};

use super::detail::{Detail, Finding, text};
use super::recomputed::Auditor;
use super::{
    BeaconFlaw, BeaconVerdict, Check, Outside, Remark, Report, RosterRequest, Status, Stop, Trail, ensure, listed,
};
use crate::amend;
use crate::commitment::{Commitment, TableRoot};
use crate::lottery::{closures, issue_of};
use crate::plan::Choice;
use crate::result::{DrawResult, lots_needed, slack};
use crate::seed::{SeedRecord, SeedRefusal};
use crate::source::Source;
use crate::table::{BenchRow, ExcludedRow, RecusalRow, RosterSecret, Table, TableError, TableRow};
use crate::teams::{Bench, Inspector, Recusals, Watch};

/// The files of a bundle by name. `subjects.tsv` may be empty here: its rows are asked of [`Outside::roster`]; only its
/// presence counts.
pub type Files = BTreeMap<String, Vec<u8>>;

const PUBLIC: [&str; 3] = ["commitment.json", "seed.json", "result.json"];
const AUDITOR: [&str; 5] = ["subjects.tsv", "excluded.tsv", "bench.tsv", "recusals.tsv", "roster-secret.txt"];
const AMENDMENTS: &str = "amendments.json";
/// Looked into by the journal's checks (`spec/journal.md`, section 9), not by these.
const JOURNAL: &str = "journal.json";

/// Check a bundle of either edition.
pub fn verify(files: &Files, outside: &mut dyn Outside) -> Report {
    let mut trail = Trail::default();
    // A failed check is in the trail already.
    let _ = walk(&mut trail, files, outside);
    trail.finish(&Check::BUNDLE)
}

fn walk(trail: &mut Trail, files: &Files, outside: &mut dyn Outside) -> Result<(), Stop> {
    let complete = trail.pass(Check::Files, check_files(files))?;
    let commitment = Commitment::from_text(&files["commitment.json"]).map_err(|refusal| Detail::from(&refusal));
    let commitment = trail.pass(Check::CommitmentForm, commitment)?;
    let record = check_seed(trail, &files["seed.json"], &commitment, outside)?;
    let auditor = match complete {
        true => check_tables(trail, files, &commitment, &record, outside)?,
        false => {
            NEEDS_TABLES.iter().for_each(|&check| trail.not_here(check));
            None
        }
    };
    let result = DrawResult::from_text(&files["result.json"]).map_err(|why| Detail::of_form("result.json", &why));
    let result = trail.pass(Check::ResultForm, result)?;
    let same = ensure(result.commitment == commitment.digest(), || {
        Detail::new(Finding::ResultCommitment, [text(result.commitment), text(commitment.digest())])
    });
    trail.pass(Check::ResultCommitment, same)?;
    trail.pass(Check::ResultSeed, listed::check_seed(&result, &record))?;
    let mut watch = |done, total| outside.progress(Check::Teams, done, total);
    check_result(trail, (&commitment, &record), &result, auditor.as_ref(), &mut watch)?;
    check_amendments(trail, files.get(AMENDMENTS), (&commitment, &result), auditor.as_ref())
}

const NEEDS_TABLES: [Check; 6] = [
    Check::TableExcluded,
    Check::TableBench,
    Check::TableRecusals,
    Check::TableSubjects,
    Check::Populations,
    Check::Pools,
];

/// Whether this is the auditor's edition.
fn check_files(files: &Files) -> Result<bool, Detail> {
    let has = |name: &&str| files.contains_key(*name);
    let complete = AUDITOR.iter().any(has);
    let needed: Vec<&str> = PUBLIC.iter().chain(if complete { &AUDITOR[..] } else { &[] }).copied().collect();
    if let Some(missing) = needed.iter().find(|name| !has(name)) {
        return Err(Detail::new(Finding::FileMissing, [text(missing)]));
    }
    let allowed = needed.iter().copied().chain([AMENDMENTS, JOURNAL]);
    let unknown = files.keys().find(|name| !allowed.clone().any(|known| known == name.as_str()));
    unknown.map_or(Ok(complete), |name| Err(Detail::new(Finding::FileExtra, [text(name)])))
}

/// Checks 3 to 7.
pub(super) fn check_seed(
    trail: &mut Trail,
    bytes: &[u8],
    commitment: &Commitment,
    outside: &dyn Outside,
) -> Result<SeedRecord, Stop> {
    let record = trail.pass(Check::SeedForm, SeedRecord::from_text(bytes).map_err(|why| Detail::from(&why)))?;
    let verdict = record.check(commitment);
    for check in [Check::SeedCommitment, Check::Secret, Check::Sources] {
        let fails = |refusal: &SeedRefusal| refusal.code() == check.code();
        let outcome = match &verdict {
            Err(refusal) if fails(refusal) => Err(refusal.into()),
            _ => Ok(()),
        };
        trail.pass(check, outcome)?;
    }
    let mut remarks = Vec::new();
    let signatures = record.drand_claims().iter().try_for_each(|claim| {
        let name = || format!("drand:{}:{}", claim.chain, claim.round);
        match outside.beacon(claim) {
            BeaconVerdict::Valid => Ok(()),
            BeaconVerdict::Invalid(flaw) => Err(Detail::new(finding(flaw), [name().as_str().into()])),
            BeaconVerdict::UnknownChain => {
                remarks.push(Remark::UnknownChain(name()));
                Ok(())
            }
        }
    });
    let fallbacks = record.sources.iter().filter(|entry| !entry.why.as_str().is_empty());
    remarks.extend(fallbacks.map(|e| Remark::Fallback(e.name.clone(), e.why.as_str().to_owned())));
    remarks.extend(strange_issues(commitment));
    trail.report.remarks.extend(remarks);
    trail.pass(Check::BeaconSignature, signatures)?;
    Ok(record)
}

/// The plan's lottery issues that aren't those of their days, where these are known: the window of section 3.1 leaves room for a stale one.
fn strange_issues(commitment: &Commitment) -> Vec<Remark> {
    let choices = commitment.plan().sources.iter().flat_map(|source| &source.choices);
    let strange = |choice: &Choice| {
        let day = choice.closes.beijing_date();
        let is_lottery = matches!(choice.source, Source::Kl8(_) | Source::Ssq(_));
        let drawn = issue_of(&choice.source, day);
        let is_strange = is_lottery && closures(day.year()).is_some() && drawn.as_ref() != Some(&choice.source);
        is_strange.then(|| Remark::Issue(choice.source.to_string(), drawn.map(|source| source.to_string())))
    };
    choices.filter_map(strange).collect()
}

fn finding(flaw: BeaconFlaw) -> Finding {
    match flaw {
        BeaconFlaw::Evidence => Finding::BeaconEvidence,
        BeaconFlaw::Signature => Finding::BeaconSignature,
        BeaconFlaw::Value => Finding::BeaconValue,
    }
}

fn at(file: &str) -> impl Fn(TableError) -> Detail {
    move |error| Detail::of_row(file, &error)
}

fn compare(file: &str, found: TableRoot, committed: TableRoot) -> Result<(), Detail> {
    ensure(found.rows == committed.rows, || {
        Detail::new(Finding::TableRows, [file.into(), found.rows.into(), committed.rows.into()])
    })?;
    ensure(found.root == committed.root, || Detail::new(Finding::TableRoot, [file.into()]))
}

fn table<T: TableRow>(
    files: &Files,
    file: &str,
    secret: &RosterSecret,
    committed: TableRoot,
) -> Result<Table<T>, Detail> {
    let table = Table::<T>::from_file(&files[file]).map_err(at(file))?;
    compare(file, table.root(secret), committed)?;
    Ok(table)
}

/// Checks 8 to 13.
fn check_tables(
    trail: &mut Trail,
    files: &Files,
    commitment: &Commitment,
    record: &SeedRecord,
    outside: &mut dyn Outside,
) -> Result<Option<Auditor>, Stop> {
    let roots = commitment.body().tables;
    let secret = RosterSecret::from_file(&files["roster-secret.txt"]);
    let secret_text = secret.map_err(|_| Detail::new(Finding::RosterSecret, []));
    let excluded = secret_text.and_then(|secret| {
        table::<ExcludedRow>(files, "excluded.tsv", &secret, roots.excluded).map(|table| (secret, table))
    });
    let (secret, excluded) = trail.pass(Check::TableExcluded, excluded)?;
    let bench = table::<BenchRow>(files, "bench.tsv", &secret, roots.bench);
    let bench = trail.pass(Check::TableBench, bench)?;
    let recusals = table::<RecusalRow>(files, "recusals.tsv", &secret, roots.recusals);
    let recusals = trail.pass(Check::TableRecusals, recusals.and_then(|table| on_bench(table, &bench)))?;
    for (name, erased) in [("bench.tsv", bench.erased()), ("recusals.tsv", recusals.erased())] {
        if erased > 0 {
            trail.report.remarks.push(Remark::Erased(name, erased));
        }
    }
    let request = request(commitment, record, secret, &excluded);
    let scan = outside.roster(&request).map_err(at("subjects.tsv"));
    let scan = scan.and_then(|scan| compare("subjects.tsv", scan.table, roots.subjects).map(|()| scan));
    let scan = trail.pass(Check::TableSubjects, scan)?;
    let strata = &commitment.body().strata;
    let wrong = strata.iter().zip(&scan.populations).find(|(stratum, rows)| stratum.population != **rows);
    let populations = match (wrong, &scan.unwanted) {
        (Some((stratum, &rows)), _) => {
            Err(Detail::new(Finding::Population, [text(&stratum.name), rows.into(), stratum.population.into()]))
        }
        (None, Some(id)) => Err(Detail::new(Finding::InBoth, [text(id)])),
        (None, None) => Ok(()),
    };
    trail.pass(Check::Populations, populations)?;
    if bench.erased() + recusals.erased() > 0 {
        trail.not_here(Check::Pools);
        return Ok(Some(Auditor { lots: scan.smallest, people: None }));
    }
    let inspectors =
        bench.kept().map(|row| Inspector { code: row.code.clone(), pools: row.pools.clone(), capacity: row.capacity });
    let seats = &commitment.body().seats;
    let bench = Bench::new(inspectors.collect(), seats.clone()).map_err(|refusal| Detail::from(&refusal));
    let bench = trail.pass(Check::Pools, bench)?;
    let recusals = Recusals::new(recusals.kept().map(|row| (row.code.clone(), row.id.clone())));
    Ok(Some(Auditor { lots: scan.smallest, people: Some((bench, recusals)) }))
}

fn on_bench(recusals: Table<RecusalRow>, bench: &Table<BenchRow>) -> Result<Table<RecusalRow>, Detail> {
    let codes: BTreeSet<&str> = bench.kept().map(|row| row.code.as_str()).collect();
    // An erased inspector's recusals can't be matched any more.
    let stranger = recusals.kept().find(|row| bench.erased() == 0 && !codes.contains(row.code.as_str()));
    match stranger {
        Some(row) => Err(Detail::new(Finding::RecusalStranger, [text(&row.code)])),
        None => Ok(recusals),
    }
}

fn request<'a>(
    commitment: &'a Commitment,
    record: &SeedRecord,
    secret: RosterSecret,
    excluded: &'a Table<ExcludedRow>,
) -> RosterRequest<'a> {
    let seed = record.seed();
    RosterRequest {
        secret,
        strata: commitment.body().strata.iter().map(|stratum| &stratum.name).collect(),
        key: seed.ticket_key(),
        keep: lots_needed(commitment, seed),
        unwanted: excluded.kept().map(|row| row.id.as_str()).collect(),
    }
}

/// Checks 17 to 23.
fn check_result(
    trail: &mut Trail,
    (commitment, record): (&Commitment, &SeedRecord),
    result: &DrawResult,
    auditor: Option<&Auditor>,
    watch: &mut Watch<'_>,
) -> Result<(), Stop> {
    let seed = record.seed();
    let in_part = |complete: bool| if complete { Status::Passed } else { Status::PassedInPart };
    let lots = auditor.map(|auditor| auditor.lots.as_slice());
    let people = auditor.and_then(|auditor| auditor.people.as_ref());
    trail.pass(Check::Quotas, listed::check_quotas(commitment, seed, result))?;
    let tickets = listed::check_tickets(seed, result, commitment.body().reserves);
    let tickets =
        tickets.and_then(|()| lots.map_or(Ok(()), |lots| Auditor::check_lots(commitment, seed, result, lots)));
    trail.enter(Check::Tickets, in_part(lots.is_some()), tickets)?;
    let pairs = listed::check_pairs(commitment, seed, result);
    let pairs = pairs.and_then(|()| people.map_or(Ok(()), |people| Auditor::check_eligible(result, people)));
    trail.enter(Check::Pairs, in_part(people.is_some()), pairs)?;
    let assignment = people.map(|people| Auditor::assign(commitment, seed, result, people, watch));
    let assignment = assignment.as_ref();
    let level = listed::check_loads(commitment, result);
    let level = level.and_then(|()| assignment.map_or(Ok(()), |assignment| Auditor::check_level(result, assignment)));
    trail.enter(Check::Level, in_part(people.is_some()), level)?;
    match assignment {
        Some(assignment) => {
            trail.pass(Check::Teams, Auditor::check_teams(result, assignment))?;
            trail.pass(Check::Strands, Auditor::check_strands(result, assignment))?;
        }
        None => [Check::Teams, Check::Strands].into_iter().for_each(|check| trail.not_here(check)),
    }
    let open = listed::check_open(commitment, result);
    let open = open.and_then(|()| assignment.map_or(Ok(()), |assignment| Auditor::check_shortage(result, assignment)));
    trail.enter(Check::Open, in_part(people.is_some()), open)
}

/// Check 24.
fn check_amendments(
    trail: &mut Trail,
    file: Option<&Vec<u8>>,
    (commitment, result): (&Commitment, &DrawResult),
    auditor: Option<&Auditor>,
) -> Result<(), Stop> {
    let people = auditor.and_then(|auditor| auditor.people.as_ref());
    let passed = match (file, people) {
        (Some(_), None) => Status::PassedInPart,
        _ => Status::Passed,
    };
    let outcome = file.map_or(Ok(()), |bytes| amend::check(bytes, result, slack(commitment), people));
    trail.enter(Check::Amendments, passed, outcome.map_err(|refusal| Detail::from(&refusal)))
}
