//! Mistakes that other draws made, each shown to be impossible here.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use lots::check::{BeaconVerdict, Files, MemoryRoster, Outside, Remark, RosterRequest, RosterScan, verify};
use lots::commitment::{Commitment, CommitmentBody, Refusal};
use lots::hash::Digest;
use lots::name::{Note, SubjectId};
use lots::quota::{MAX_DENOMINATOR, Rounding, Stratum, quotas};
use lots::result::{DrawResult, draw, draw_subjects, lots_needed};
use lots::seed::{DrandClaim, Seed, SeedRecord};
use lots::share::{Secret, Share};
use lots::source::Source;
use lots::table::{BenchRow, ExcludedRow, RecusalRow, RosterSecret, Salt, Table, TableError};
use lots::teams::{Bench, Inspector, Recusals, assign};
use lots::ticket::{Lot, Smallest, ticket};
use serde_json::Value;

struct World(Vec<u8>);

impl Outside for World {
    fn roster(&mut self, request: &RosterRequest<'_>) -> Result<RosterScan, TableError> {
        MemoryRoster::from_file(&self.0)?.scan(request, &mut |_, _| ())
    }

    fn beacon(&self, _: &DrandClaim<'_>) -> BeaconVerdict {
        BeaconVerdict::UnknownChain
    }
}

fn verdict(files: &Files) -> &'static str {
    verify(files, &mut World(files["subjects.tsv"].clone())).verdict()
}

/// The bundles of the vectors, results included.
fn bundles() -> Vec<Files> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../spec/vectors/draws.json");
    let whole: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let bytes = |text: &Value| text.as_str().unwrap().as_bytes().to_vec();
    let bundle = |case: &Value| {
        let files = case["files"].as_object().unwrap().iter().map(|(name, text)| (name.clone(), bytes(text)));
        files.chain([("result.json".to_owned(), bytes(&case["result"]))]).collect()
    };
    whole["cases"].as_array().unwrap().iter().map(bundle).collect()
}

fn text<'a>(files: &'a Files, name: &str) -> &'a str {
    std::str::from_utf8(&files[name]).unwrap()
}

fn edited(files: &Files, name: &str, from: &str, to: &str) -> Files {
    let mut edited = files.clone();
    let before = text(files, name);
    assert!(before.contains(from), "{name} has {from}");
    edited.insert(name.to_owned(), before.replacen(from, to, 1).into_bytes());
    edited
}

/// The draw of a bundle's frozen tables, from its commitment and seed alone.
fn redraw(files: &Files) -> DrawResult {
    let commitment = Commitment::from_text(&files["commitment.json"]).unwrap();
    let record = SeedRecord::from_text(&files["seed.json"]).unwrap();
    let request = RosterRequest {
        secret: RosterSecret::from_file(&files["roster-secret.txt"]).unwrap(),
        strata: commitment.body().strata.iter().map(|stratum| &stratum.name).collect(),
        key: record.seed().ticket_key(),
        keep: lots_needed(&commitment, record.seed()),
        unwanted: BTreeSet::new(),
    };
    let scan = MemoryRoster::from_file(&files["subjects.tsv"]).unwrap().scan(&request, &mut |_, _| ()).unwrap();
    let bench = Table::<BenchRow>::from_file(&files["bench.tsv"]).unwrap();
    let inspectors =
        bench.kept().map(|row| Inspector { code: row.code.clone(), pools: row.pools.clone(), capacity: row.capacity });
    let bench = Bench::new(inspectors.collect(), commitment.body().seats.clone()).unwrap();
    let recusals = Table::<RecusalRow>::from_file(&files["recusals.tsv"]).unwrap();
    let recusals = Recusals::new(recusals.kept().map(|row| (row.code.clone(), row.id.clone())));
    draw(&commitment, &record, &scan.smallest, &bench, &recusals)
}

fn body() -> CommitmentBody {
    Commitment::from_text(&bundles()[0]["commitment.json"]).unwrap().body().clone()
}

fn stratum(name: &str, population: u64, (p, q): (u64, u64), minimum: u64) -> Stratum {
    Stratum { minimum, name: name.parse().unwrap(), p, population, q }
}

/// A commitment with these strata only.
fn committed(rounding: Rounding, strata: Vec<Stratum>) -> Result<Commitment, Refusal> {
    let mut body = body();
    body.tables.subjects.rows = strata.iter().map(|stratum| stratum.population).sum();
    (body.rounding, body.strata) = (rounding, strata);
    Commitment::new(body)
}

fn key(number: u64) -> Digest {
    Digest::of(&number.to_be_bytes())
}

fn subject(number: usize) -> SubjectId {
    format!("S{number}").parse().unwrap()
}

/// The subjects' order by lot.
fn order(key: &Digest, ids: &[SubjectId]) -> Vec<SubjectId> {
    let mut smallest = Smallest::new(ids.len());
    ids.iter().for_each(|id| smallest.push(key, id));
    smallest.into_sorted().into_iter().map(|lot| lot.id).collect()
}

#[test]
fn a_seed_of_twenty_digits_stays_text() {
    let digits = "12345678901234567890";
    let dice: Source = "dice:20d10".parse().unwrap();
    assert_eq!(dice.normalise(digits).as_deref(), Ok(digits));
    let entry = |value: &str| {
        let commitment = Digest::default();
        format!(
            "{{\"commitment\":\"{commitment}\",\"protocol\":\"yaoguang/v1\",\"secret\":\"{commitment}\",\"sources\":[{{\
             \"entered\":[\"one\",\"two\"],\"evidence\":\"\",\"name\":\"dice:20d10\",\"value\":{value},\"why\":\"\"}}]}}"
        )
    };
    let record = SeedRecord::from_text(entry(&format!("\"{digits}\"")).as_bytes()).unwrap();
    assert_eq!(record.values()[0].value, digits);
    assert!(SeedRecord::from_text(entry(digits).as_bytes()).is_err());
}

#[test]
fn an_id_of_digits_is_text_and_not_a_number() {
    let long = "12345678901234567890";
    assert_eq!(serde_json::from_str::<SubjectId>(&format!("\"{long}\"")).unwrap().as_str(), long);
    assert!(serde_json::from_str::<SubjectId>(long).is_err());
    assert_ne!(ticket(&key(0), "007"), ticket(&key(0), "7"));
}

#[test]
fn a_ticket_depends_on_the_id_alone() {
    let files = &bundles()[0];
    let result = DrawResult::from_text(&files["result.json"]).unwrap();
    let key = SeedRecord::from_text(&files["seed.json"]).unwrap().seed().ticket_key();
    for target in &result.targets {
        // The key's text, then the business's own id, and no number of a row or database.
        assert_eq!(target.ticket, Digest::of(format!("{key}{}", target.id).as_bytes()));
    }
}

#[test]
fn the_order_of_rows_does_not_matter() {
    let row = |id: &str| ExcludedRow { id: id.parse().unwrap(), reason: "closed".parse().unwrap() };
    let tables =
        [["A", "B", "C"], ["C", "B", "A"], ["B", "C", "A"]].map(|ids| Table::new(ids.map(row).into()).unwrap());
    let secret = RosterSecret([1; 32]);
    assert!(tables.iter().all(|table| table.root(&secret) == tables[0].root(&secret)));
    let ids: Vec<SubjectId> = (0..50).map(subject).collect();
    let backwards: Vec<SubjectId> = ids.iter().rev().cloned().collect();
    assert_eq!(order(&key(1), &ids), order(&key(1), &backwards));
}

#[test]
fn an_unsorted_file_is_refused() {
    let sorted = text(&bundles()[0], "subjects.tsv").to_owned();
    let (first, rest) = sorted.split_once('\n').unwrap();
    assert!(MemoryRoster::from_file(sorted.as_bytes()).is_ok());
    assert!(MemoryRoster::from_file(format!("{rest}{first}\n").as_bytes()).is_err());
}

#[test]
fn every_round_has_its_own_seed() {
    let first = body();
    let mut second = first.clone();
    (second.number, second.why) = (2, Note::new("首轮因系统故障作废").unwrap());
    let mut other = first.clone();
    other.draw = "another".parse().unwrap();
    let values = SeedRecord::from_text(&bundles()[0]["seed.json"]).unwrap().values();
    let seed = |body: &CommitmentBody| {
        let text = lots::canonical::to_text(body);
        Seed::new(&Digest::of(text.as_bytes()), &values, &Secret::AT_ONCE).0
    };
    assert_eq!(BTreeSet::from([seed(&first), seed(&second), seed(&other)]).len(), 3);
}

#[test]
fn a_further_round_says_why() {
    let mut silent = body();
    silent.number = 2;
    assert_eq!(Commitment::new(silent), Err(Refusal::FurtherDraw));
}

#[test]
fn a_seed_edited_after_the_draw_is_noticed() {
    let files = &bundles()[0];
    assert_eq!(verdict(files), "ok");
    // Neither a value nor who entered it, nor a citation, can be changed later: the result holds the record's hash.
    for (from, to) in [("01 05 09", "02 05 09"), ("clerk-li", "clerk-he"), ("\"evidence\":\"\"", "\"evidence\":\"x\"")]
    {
        assert_eq!(verdict(&edited(files, "seed.json", from, to)), "result-seed", "{from}");
    }
}

#[test]
fn floats_are_refused() {
    let files = &bundles()[0];
    for number in ["1.0", "1e0", "1.5", "-0", "-1", "\"1\""] {
        let edited = edited(files, "result.json", "\"rank\":1,", &format!("\"rank\":{number},"));
        assert!(DrawResult::from_text(&edited["result.json"]).is_err(), "{number}");
        assert_eq!(verdict(&edited), "result-form", "{number}");
    }
}

#[test]
fn the_same_inputs_make_the_same_draw_on_any_day() {
    // The vectors were made at another time on another machine. There is no clock here, no generator, and no reload that
    // draws again.
    for files in bundles() {
        assert_eq!(redraw(&files).text(), text(&files, "result.json"));
        assert_eq!(redraw(&files), redraw(&files));
    }
}

#[test]
fn the_bias_of_the_only_modulo_is_bounded() {
    // 2^60 values fall on Q classes: two classes differ by one value in at least 2^60 / Q.
    let fewest = (1u64 << 60) / MAX_DENOMINATOR;
    assert!(fewest > 1_000_000_000_000, "below 10^-12");
    let strata = |q: u64| vec![stratum("A", 10, (1, 1_000), 0), stratum("B", 10, (1, q), 0)];
    assert!(committed(Rounding::Exact, strata(1_000_000)).is_ok());
    assert_eq!(committed(Rounding::Exact, strata(999_999)), Err(Refusal::ExactDenominator));
}

#[test]
fn a_newcomer_moves_nobody() {
    let mut ids: Vec<SubjectId> = (0..40).map(subject).collect();
    for number in 0..20 {
        let before = order(&key(number), &ids);
        ids.insert(usize::try_from(number).unwrap(), subject(1_000 + usize::try_from(number).unwrap()));
        let after = order(&key(number), &ids);
        let old: Vec<SubjectId> = after.into_iter().filter(|id| before.contains(id)).collect();
        assert_eq!(old, before);
    }
}

#[test]
fn rows_are_ordered_by_bytes_and_not_by_a_collation() {
    let row = |id: &str| ExcludedRow { id: id.parse().unwrap(), reason: "closed".parse().unwrap() };
    let table = Table::new(["a", "B", "b", "A", "1", "10", "2", "_"].map(row).into()).unwrap();
    let ids: Vec<&str> = table.kept().map(|row| row.id.as_str()).collect();
    assert_eq!(ids, ["1", "10", "2", "A", "B", "_", "a", "b"]);
    for other in ["a\tclosed\nB\tclosed\n", "2\tclosed\n10\tclosed\n", "_\tclosed\nA\tclosed\n"] {
        assert!(Table::<ExcludedRow>::from_file(other.as_bytes()).is_err(), "{other}");
    }
}

#[test]
fn upper_case_hex_is_refused() {
    let digest = key(0).to_string();
    let upper = digest.to_uppercase();
    assert_ne!(digest, upper);
    let drand = Source::Drand { chain: key(1), round: 1 };
    let share = Secret::new([0xab; 32]).split([0xcd; 32])[0].to_string();
    assert!(digest.parse::<Digest>().is_ok() && upper.parse::<Digest>().is_err());
    assert!(digest.parse::<Secret>().is_ok() && upper.parse::<Secret>().is_err());
    assert!("ab".repeat(16).parse::<Salt>().is_ok() && "AB".repeat(16).parse::<Salt>().is_err());
    assert!(drand.check(&digest).is_ok() && drand.check(&upper).is_err());
    assert!(share.parse::<Share>().is_ok() && share.replace('a', "A").parse::<Share>().is_err());
    assert!(RosterSecret::from_file(format!("{upper}\n").as_bytes()).is_err());
}

#[test]
fn nobody_is_dealt_twice_to_one_target() {
    // Dealing a shuffled list round and round meets itself where the counts don't divide, as three seats and five inspectors.
    let inspector = |n: u32| Inspector {
        code: format!("E{n}").parse().unwrap(),
        pools: vec!["all".parse().unwrap()],
        capacity: 99,
    };
    let targets: Vec<SubjectId> = (0..7).map(subject).collect();
    for (seats, people) in [(2, 3), (3, 5), (3, 4), (4, 7), (3, 3)] {
        let bench = Bench::new((0..people).map(inspector).collect(), vec!["all".parse().unwrap(); seats]).unwrap();
        for number in 0..40 {
            let drawn = assign(&bench, &targets, &Recusals::default(), 0, &key(number));
            for team in &drawn.teams {
                let different: BTreeSet<_> = team.iter().map(|member| &member.inspector).collect();
                assert_eq!(different.len(), seats, "{people} people, key {number}");
            }
        }
    }
}

#[test]
fn every_subset_can_be_drawn() {
    // Systematic sampling with one random start knows N/n lists; here all C(6, 3) = 20 come up.
    let ids: Vec<SubjectId> = (0..6).map(subject).collect();
    let drawn: BTreeSet<BTreeSet<SubjectId>> =
        (0..400).map(|number| order(&key(number), &ids).into_iter().take(3).collect()).collect();
    assert_eq!(drawn.len(), 20);
}

/// All orders of the numbers below `n`.
fn orders(n: usize) -> Vec<Vec<usize>> {
    if n == 0 {
        return vec![Vec::new()];
    }
    let shorter = orders(n - 1);
    let longer = shorter.iter().flat_map(|order| (0..n).map(move |at| (order, at)));
    longer
        .map(|(order, at)| {
            let mut order = order.clone();
            order.insert(at, n - 1);
            order
        })
        .collect()
}

/// Draw `n` of `population` under every order of tickets: how often each subject was drawn.
fn drawn_over_all_orders(population: usize, n: u64) -> BTreeMap<SubjectId, usize> {
    let whole = u64::try_from(population).unwrap();
    let commitment = committed(Rounding::AtLeast, vec![stratum("A", whole, (0, 1), n)]).unwrap();
    let mut counts: BTreeMap<SubjectId, usize> = (0..population).map(|number| (subject(number), 0)).collect();
    for order in orders(population) {
        // The tickets' values don't matter but for their order: equally likely orders are all there is to a draw.
        let lots = (0u8..).zip(order).map(|(rank, number)| Lot { ticket: Digest([rank; 32]), id: subject(number) });
        let (targets, _) = draw_subjects(&commitment, Seed(key(0)), &[lots.collect()]);
        targets.iter().for_each(|target| *counts.get_mut(&target.id).unwrap() += 1);
    }
    counts
}

#[test]
fn every_chance_is_exactly_n_out_of_the_population() {
    for population in 1..=6 {
        let all = orders(population).len();
        for n in 0..=population {
            let counts = drawn_over_all_orders(population, u64::try_from(n).unwrap());
            // all · n / N, in whole numbers; the tail has the same chance as the head.
            assert!(counts.values().all(|&count| count * population == all * n), "{n} of {population}: {counts:?}");
        }
    }
}

#[test]
fn the_edges_of_quotas_hold() {
    let quota = |rounding, stratum: Stratum| quotas(rounding, &[stratum], &key(3))[0];
    for rounding in [Rounding::AtLeast, Rounding::Exact] {
        assert_eq!(quota(rounding, stratum("nobody", 0, (0, 1), 0)), 0);
        assert_eq!(quota(rounding, stratum("rate 0", 1_000, (0, 7), 0)), 0);
        assert_eq!(quota(rounding, stratum("rate 1", 1_000, (7, 7), 0)), 1_000);
    }
    assert_eq!(quota(Rounding::AtLeast, stratum("more asked than there are", 3, (1, 20), 10)), 3);
    let edges = vec![
        stratum("nobody", 0, (0, 1), 0),
        stratum("rate 0", 5, (0, 7), 0),
        stratum("rate 1", 5, (7, 7), 0),
        stratum("too few", 2, (1, 20), 9),
    ];
    let commitment = committed(Rounding::AtLeast, edges).unwrap();
    let lots = |count: u8| (0..count).map(|n| Lot { ticket: Digest([n; 32]), id: subject(n.into()) }).collect();
    let (targets, strata) = draw_subjects(&commitment, Seed(key(0)), &[lots(0), lots(5), lots(5), lots(2)]);
    let quotas: Vec<u64> = strata.iter().map(|stratum| stratum.quota).collect();
    assert_eq!((targets.len(), quotas), (7, vec![0, 0, 5, 2]));
    assert!(strata[0].cutoff.0.is_none() && strata[1].cutoff.0.is_none() && strata[2].cutoff.0.is_some());
}

#[test]
fn nobody_can_be_asked_of_an_empty_stratum() {
    for empty in [stratum("A", 0, (1, 20), 0), stratum("A", 0, (0, 1), 1)] {
        assert_eq!(committed(Rounding::AtLeast, vec![empty]), Err(Refusal::EmptyStratum("A".to_owned())));
    }
}

/// An issue of a lottery that is known before the commit, by closed days that never were: the window of section 3.1 lets it through, a reader is told.
#[test]
fn an_issue_that_is_not_its_day_s_is_remarked() {
    let remarks = |files: &Files| verify(files, &mut World(files["subjects.tsv"].clone())).remarks;
    // The vectors' issue is one too late for its day, which does no harm but is none of that day's either.
    let files = &bundles()[0];
    let strange = |name: &str| Remark::Issue(name.to_owned(), Some("kl8:2026054".to_owned()));
    assert_eq!(remarks(files), [strange("kl8:2026055")]);
    let mut files = files.clone();
    for (name, issue) in [("kl8:2026054", None), ("kl8:2026043", Some(strange("kl8:2026043")))] {
        for file in ["commitment.json", "seed.json"] {
            files.insert(file.to_owned(), text(&bundles()[0], file).replace("kl8:2026055", name).into_bytes());
        }
        // The record is of another commitment then, and is told so first; the remark stands in the plan alone.
        let commitment = Commitment::from_text(&files["commitment.json"]).unwrap().digest().to_string();
        let before = Commitment::from_text(&bundles()[0]["commitment.json"]).unwrap().digest().to_string();
        let record = text(&files, "seed.json").replace(&before, &commitment).into_bytes();
        files.insert("seed.json".to_owned(), record);
        assert_eq!(remarks(&files), Vec::from_iter(issue), "{name}");
    }
}
