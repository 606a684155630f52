//! Tables for the rules.

mod amending;
mod announcing;
mod counted;
mod outside;
mod planned;
mod roster;
mod sought;
mod waiting;

use std::collections::BTreeMap;

use lots::plan::{Choice, PlannedSource};
use lots::source::Source;
use lots::table::RosterSecret;
use uuid::Uuid;

use super::rules::bench::{Someone, bench};
use super::rules::cell::{Part, parts};
use super::rules::freeze::{Candidate, Parted, telling};
use super::rules::scheme::{BenchScheme, LeftOut, Pool, Rate, Rounding, Scheme, Scope};
use super::rules::seed::{Reading, agreed, unsettled};
use super::rules::{self, Axes, Hands, Refusal, State, Traits};
use crate::accounts::PersonId;
use crate::app::value::{Date, Timestamp};
use crate::catalogue::EditionId;
use crate::inspectors::InspectorId;
use crate::inspectors::rules::{InspectorState, Standing};
use crate::subjects::{Domain, Risk, Status};

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn person(number: u128) -> PersonId {
    PersonId(Uuid::from_u128(number))
}

fn scheme() -> Scheme {
    Scheme {
        edition: Some(EditionId(Uuid::from_u128(7))),
        items: vec!["P-01".into()],
        from: date("2026-03-10"),
        to: date("2026-04-10"),
        scope: Scope::default(),
        axes: Axes::default(),
        strata: vec![Rate { name: "all".into(), p: 1, q: 20, minimum: 1 }],
        rounding: Rounding::AtLeast,
        visits_most: Some(2),
        cooldown_days: Some(90),
        left_out: vec![LeftOut { code: "C3".into(), reason: "inspected-elsewhere".into() }],
        bench: BenchScheme { fields: Vec::new(), pools: Vec::new(), left_out: Vec::new(), capacity: 10 },
        seats: vec!["all".into(), "all".into()],
        recusals: Vec::new(),
        slack: 0,
        reserves: 2,
        disclosure: None,
        plan: None,
    }
}

#[test]
fn a_sound_scheme_lacks_nothing_and_each_fault_is_named_at_its_field() {
    let today = date("2026-03-05");
    assert_eq!(scheme().lacks(today), []);
    let check = |change: fn(&mut Scheme), field: &str, code: &str| {
        let mut scheme = scheme();
        change(&mut scheme);
        let lacks = scheme.lacks(today);
        assert!(
            lacks.iter().any(|lack| (lack.field.as_str(), lack.code) == (field, code)),
            "{field} {code}: {lacks:?}"
        );
    };
    check(|s| s.items.clear(), "items", "draw-no-items");
    check(|s| s.from = date("2026-03-04"), "from", "date-past");
    check(|s| s.items.push("P-01".into()), "items.1", "named-twice");
    check(|s| s.to = date("2026-03-09"), "to", "date-order");
    check(|s| s.to = date("2027-03-12"), "to", "draw-too-long");
    check(|s| s.disclosure = Some(date("2026-03-05")), "disclosure", "date-past");
    check(|s| s.from = date("2027-03-07"), "from", "draw-from-far");
    check(|s| s.disclosure = Some(s.to.plus_days(93)), "disclosure", "draw-disclosure-far");
    check(|s| s.axes.visited = vec![12, 12], "axes", "out-of-range");
    check(|s| s.axes.region = 5, "axes", "out-of-range");
    check(|s| s.strata.clear(), "strata", "draw-no-strata");
    check(|s| s.strata[0].q = 0, "strata.0.p", "rate-form");
    check(|s| s.strata[0].p = 21, "strata.0.p", "rate-form");
    check(|s| s.rounding = Rounding::Exact, "strata.0.minimum", "exact-minimum");
    check(|s| s.strata.push(s.strata[0].clone()), "strata.1.name", "named-twice");
    check(|s| (s.strata[0].p, s.strata[0].minimum) = (0, 0), "strata", "draw-nobody");
    check(|s| s.left_out[0].code = "商店".into(), "left_out.0.code", "subject-code-form");
    check(|s| s.left_out[0].reason = "因为".into(), "left_out.0.reason", "reason-form");
    // What a rule decides isn't typed by hand.
    check(|s| s.left_out[0].reason = "cap-reached".into(), "left_out.0.reason", "reason-ruled");
    check(|s| s.left_out[0].reason = "cooling-down".into(), "left_out.0.reason", "reason-ruled");
    check(|s| s.seats.truncate(1), "seats", "seats-count");
    check(|s| s.seats[0] = "leads".into(), "seats", "seats-unknown");
    check(|s| s.bench.capacity = 0, "bench.capacity", "out-of-range");
    check(
        |s| {
            s.bench.pools =
                vec![Pool { name: "all".into(), experts: false, qualification: String::new(), unit: String::new() }]
        },
        "bench.pools.0.name",
        "name-form",
    );
}

#[test]
fn a_stratum_is_named_by_what_its_axes_see() {
    let on = date("2026-03-10");
    let axes = Axes { risk: true, domain: true, region: 4, visited: vec![12, 36], complaints: true };
    let check = |visited: Option<&str>, complained: bool, expected: &str| {
        let visited = visited.map(date);
        let traits = Traits { risk: Risk::C, domain: Domain::Medical, region: "210402", visited, complained };
        assert_eq!(axes.cell(traits, on), expected);
    };
    check(None, false, "C/medical/2104/never/no-complaints");
    check(Some("2025-03-11"), true, "C/medical/2104/within-12m/complaints");
    check(Some("2025-03-10"), true, "C/medical/2104/within-36m/complaints");
    check(Some("2023-03-10"), false, "C/medical/2104/before-36m/no-complaints");
    let traits = Traits { risk: Risk::A, domain: Domain::Medical, region: "210402", visited: None, complained: false };
    assert_eq!(Axes::default().cell(traits, on), "all");
}

#[test]
fn a_stratum_s_name_is_read_back() {
    let read: Vec<Part<'_>> = parts("C/medical/2104/within-12m/complaints").collect();
    let expected = [
        Part::Risk(Risk::C),
        Part::Domain(Domain::Medical),
        Part::Other("2104"),
        Part::Within(12),
        Part::Complained(true),
    ];
    assert_eq!(read, expected);
    let read: Vec<Part<'_>> = parts("before-36m/never/no-complaints/all/within-m/第一层").collect();
    let expected = [
        Part::Before(36),
        Part::Never,
        Part::Complained(false),
        Part::Everybody,
        Part::Other("within-m"),
        Part::Other("第一层"),
    ];
    assert_eq!(read, expected);
}

#[test]
fn a_stratum_of_an_unannounced_draw_tells_who_is_drawn_where_most_or_some_of_a_few_are() {
    let check = |rounding: Rounding, (population, p, q, minimum): (u64, u32, u32, u32), expected: usize| {
        let strata = [Rate { name: "B".into(), p, q, minimum }.stratum(population).unwrap()];
        let secret = Scheme { rounding, disclosure: Some(date("2026-05-01")), ..scheme() };
        assert_eq!(telling(&secret, &strata).count(), expected, "{rounding} {strata:?}");
        assert_eq!(telling(&Scheme { disclosure: None, ..secret }, &strata).count(), 0);
    };
    for (rates, expected) in [
        ((1, 1, 100, 0), 1),
        ((4, 1, 100, 0), 1),
        ((5, 1, 100, 0), 0),
        ((4, 0, 1, 0), 0),
        ((0, 1, 1, 0), 0),
        ((20, 1, 1, 0), 1),
        ((6, 0, 1, 6), 1),
        ((20, 1, 2, 0), 0),
        ((20, 11, 20, 0), 1),
    ] {
        check(Rounding::AtLeast, rates, expected);
    }
    for (rates, expected) in [
        ((4, 1, 100, 0), 1),
        ((20, 999_999, 1_000_000, 0), 1),
        ((20, 1, 1, 0), 1),
        ((20, 1, 4, 0), 0),
        ((20, 0, 1, 0), 0),
    ] {
        check(Rounding::Exact, rates, expected);
    }
}

fn candidate(code: &str) -> Candidate {
    Candidate {
        number: 1,
        code: code.into(),
        risk: Risk::B,
        status: Status::Active,
        domain: Domain::Enterprise,
        region: "210402".into(),
        likeness: [1, 2],
        limits: (None, None),
        visits: 0,
        visited: None,
        complained: false,
    }
}

#[test]
fn whoever_is_left_out_is_left_out_for_one_reason_in_order() {
    let scheme = scheme();
    let listed: BTreeMap<&str, &str> = [("C3", "inspected-elsewhere")].into();
    let check = |of: Candidate, reason: Option<&str>| {
        let mut parted = Parted::default();
        parted.take(&scheme, &listed, &of).unwrap();
        let found = parted.excluded.first().map(|row| row.reason.to_string());
        assert_eq!(found.as_deref(), reason, "{of:?}");
        assert_eq!(parted.subjects.len(), usize::from(reason.is_none()));
    };
    check(candidate("C1"), None);
    check(Candidate { visits: 2, ..candidate("C3") }, Some("inspected-elsewhere"));
    check(Candidate { visits: 2, ..candidate("C1") }, Some("cap-reached"));
    // A subject's own limits hold where they are stricter.
    check(Candidate { visits: 1, limits: (Some(1), None), ..candidate("C1") }, Some("x-own-limit"));
    check(Candidate { visits: 2, limits: (Some(5), None), ..candidate("C1") }, Some("cap-reached"));
    // Ninety days from 2025-12-10 end on 2026-03-10: the first day that may be.
    check(Candidate { visited: Some(date("2025-12-10")), ..candidate("C1") }, None);
    check(Candidate { visited: Some(date("2025-12-11")), ..candidate("C1") }, Some("cooling-down"));
    let own = Candidate { visited: Some(date("2025-12-01")), limits: (None, Some(100)), ..candidate("C1") };
    check(own, Some("x-own-limit"));
}

#[test]
fn a_business_that_is_said_to_be_closed_is_left_out_where_it_shows() {
    let (scheme, listed, mut parted) =
        (scheme(), BTreeMap::from([("C2", "for-cause"), ("C3", "for-cause")]), Parted::default());
    let with = |code: &str, status| Candidate { status, ..candidate(code) };
    let all = [
        ("C1", Status::Active),
        ("C2", Status::Active),
        ("C3", Status::Suspended),
        ("C4", Status::Deregistered),
        ("C5", Status::Moved),
        ("C6", Status::Merged),
    ];
    all.iter().for_each(|(code, status)| parted.take(&scheme, &listed, &with(code, *status)).unwrap());
    // A second entry that is closed takes nothing from the first, whichever comes first in the registry.
    parted.take(&scheme, &listed, &with("C1", Status::Revoked)).unwrap();
    parted.take(&scheme, &listed, &with("C7", Status::Revoked)).unwrap();
    parted.take(&scheme, &listed, &with("C7", Status::Active)).unwrap();
    parted.close().unwrap();
    let ids =
        |rows: &[(lots::table::SubjectRow, i64)]| rows.iter().map(|(row, _)| row.id.to_string()).collect::<Vec<_>>();
    assert_eq!(ids(&parted.subjects), ["C1", "C7"]);
    let out: Vec<_> = parted.excluded.iter().map(|row| (row.id.as_str(), row.reason.as_str())).collect();
    assert_eq!(
        out,
        [("C2", "for-cause"), ("C3", "closed"), ("C4", "closed"), ("C5", "moved-away"), ("C6", "x-merged")]
    );
    assert_eq!((parted.named, parted.doubled), (BTreeMap::from([("for-cause".to_owned(), 1)]), 0));
}

#[test]
fn a_business_with_two_entries_has_one_ticket() {
    let (scheme, listed, mut parted) = (scheme(), BTreeMap::new(), Parted::default());
    for code in ["C1", "C2", "C1"] {
        parted.take(&scheme, &listed, &candidate(code)).unwrap();
    }
    assert_eq!((parted.subjects.len(), parted.doubled, parted.populations["all"]), (2, 1, 2));
    // The two have one name and address.
    assert_eq!(parted.alike, 1);
    let refused = parted.take(&scheme, &listed, &candidate("商店")).unwrap_err();
    assert_eq!(refused.code(), "draw-code-unfit");
}

fn someone(number: u128, valid_to: &str, expert: bool) -> Someone {
    Someone {
        id: InspectorId(Uuid::from_u128(number)),
        name: format!("检查人员{number}"),
        certificate: format!("2104{number:03}"),
        fields: vec!["涉企".into()],
        qualifications: Vec::new(),
        expert,
        unit: "价格科".into(),
        id_number: None,
        standing: Standing {
            state: InspectorState::Active,
            valid_from: None,
            valid_to: date(valid_to),
            away: Vec::new(),
            passed: Vec::new(),
            training_months: None,
        },
    }
}

#[test]
fn the_bench_has_whoever_may_be_drawn_on_both_ends_under_codes_that_say_nothing() {
    let mut scheme = scheme();
    scheme.bench.pools =
        vec![Pool { name: "experts".into(), experts: true, qualification: String::new(), unit: String::new() }];
    scheme.bench.left_out = vec![LeftOut { code: "2104005".into(), reason: "seconded".into() }];
    let mut people: Vec<Someone> = (1..=5).map(|number| someone(number, "2026-12-31", number == 2)).collect();
    // Valid on the first day, expired on the last.
    people.push(someone(6, "2026-04-09", false));
    let seen = bench(&scheme, &people, &RosterSecret([1; 32]));
    // Who can't be drawn is on the bench too, in everybody's pool alone.
    let codes: Vec<&str> = seen.seated.iter().map(|one| one.code.as_str()).collect();
    assert_eq!(codes, ["E001", "E002", "E003", "E004", "E005", "E006"]);
    let unable: BTreeMap<&str, (&str, usize)> = seen
        .seated
        .iter()
        .filter(|one| !one.is_able())
        .map(|one| (one.certificate.as_str(), (one.why.as_str(), one.pools.len())))
        .collect();
    assert_eq!(unable, BTreeMap::from([("2104005", ("seconded", 1)), ("2104006", ("expired", 1))]));
    assert_eq!(
        (seen.absent(), seen.named),
        (
            BTreeMap::from([("expired".to_owned(), 1), ("seconded".to_owned(), 1)]),
            BTreeMap::from([("seconded".to_owned(), 1)])
        )
    );
    let expert = seen.seated.iter().find(|one| one.certificate == "2104002").unwrap();
    assert_eq!(expert.pools, ["all", "experts"]);
    // Another secret, another order: a code tells nothing of the certificate.
    let orders = (0..20).map(|n| bench(&scheme, &people, &RosterSecret([n; 32])).seated);
    let firsts: std::collections::BTreeSet<String> = orders.map(|seated| seated[0].certificate.clone()).collect();
    assert_eq!(firsts.len(), 6);
    scheme.bench.fields = vec!["医疗".into()];
    assert!(bench(&scheme, &people, &RosterSecret([1; 32])).seated.iter().all(|one| !one.is_able()));
}

#[test]
fn the_steps_of_a_draw_and_who_may_take_them() {
    let hands = Hands { drafters: vec![person(1)], approver: Some(person(2)) };
    assert_eq!(rules::approve(State::Submitted, &hands, person(1)), Err(Refusal::OwnDraft));
    assert_eq!(rules::approve(State::Submitted, &hands, person(2)), Ok(State::Approved));
    assert_eq!(rules::approve(State::Draft, &hands, person(2)), Err(Refusal::NotSubmitted));
    assert_eq!(rules::commit(State::Approved, &hands, person(2), &[]), Err(Refusal::OwnApproval));
    assert_eq!(rules::commit(State::Approved, &hands, person(1), &[true, false]), Err(Refusal::HashMissing));
    assert_eq!(rules::commit(State::Approved, &hands, person(1), &[true]), Ok(State::Committed));
    assert_eq!(rules::commit(State::Committed, &hands, person(1), &[true]), Err(Refusal::NotApproved));
    for state in [State::Committed, State::Seeded, State::Drawn, State::Announced, State::Annulled] {
        assert_eq!(rules::discard(state), Err(Refusal::Frozen));
    }
    let announce = |by, disclosure: Option<&str>| {
        rules::announce(State::Drawn, &hands, person(by), (disclosure.map(date), date("2026-03-10")))
    };
    assert_eq!(announce(1, None), Err(Refusal::OwnApproval));
    assert_eq!(announce(2, None), Err(Refusal::OwnApproval));
    assert_eq!(announce(3, Some("2026-03-11")), Err(Refusal::BeforeDisclosure));
    assert_eq!(announce(3, Some("2026-03-10")), Ok(State::Announced));
    assert_eq!(announce(3, None), Ok(State::Announced));
}

#[test]
fn a_draw_is_annulled_by_two_and_only_before_a_beacon_closes() {
    let close = Timestamp(1_000);
    let annul = |state, asked: Option<u128>, by, now| {
        rules::annul(state, asked.map(person), person(by), (Timestamp(now), Some(close)))
    };
    assert_eq!(annul(State::Committed, None, 1, 999), Ok(None));
    assert_eq!(annul(State::Committed, Some(1), 1, 999), Err(Refusal::OwnAnnulment));
    assert_eq!(annul(State::Committed, Some(1), 2, 999), Ok(Some(State::Annulled)));
    assert_eq!(annul(State::Committed, Some(1), 2, 1_000), Err(Refusal::BeaconThere));
    assert_eq!(annul(State::Committed, None, 1, 1_000), Err(Refusal::BeaconThere));
    assert_eq!(annul(State::Seeded, Some(1), 2, 1), Err(Refusal::NotCommitted));
    let lost = |asked: Option<u128>, by| {
        rules::annul(State::Committed, asked.map(person), person(by), (Timestamp(9_999), None))
    };
    assert_eq!(lost(None, 1), Ok(None));
    assert_eq!(lost(Some(1), 1), Err(Refusal::OwnAnnulment));
    assert_eq!(lost(Some(1), 2), Ok(Some(State::Annulled)));
}

#[test]
fn a_rule_is_put_in_force_once_and_not_by_its_writer() {
    use rules::standing::{Standing, approve, give_back, withdraw};
    let check = |state, by, expected: [Result<(), Refusal>; 3]| {
        let (drafter, by) = (person(1), person(by));
        let found = [approve(state, drafter, by), give_back(state, drafter, by), withdraw(state, drafter, by)];
        assert_eq!(found, expected, "{state:?}");
    };
    check(Standing::Waiting, 2, [Ok(()), Ok(()), Err(Refusal::NotOwnRule)]);
    check(Standing::Waiting, 1, [Err(Refusal::OwnDraft), Err(Refusal::OwnDraft), Ok(())]);
    for state in [Standing::InForce, Standing::Returned, Standing::Withdrawn] {
        for by in [1, 2] {
            check(state, by, [Err(Refusal::NotSubmitted), Err(Refusal::NotSubmitted), Err(Refusal::NotSubmitted)]);
        }
    }
}

#[test]
fn one_that_is_over_is_followed() {
    let over = [State::Drawn, State::Announced, State::Annulled];
    for state in State::ALL {
        assert_eq!(rules::follow(*state, false).is_ok(), over.contains(state), "{state}");
        let is_over = over.contains(state) || *state == State::Committed;
        assert_eq!(rules::follow(*state, true).is_ok(), is_over, "{state}, a party stayed away");
    }
}

#[test]
fn three_shares_of_a_secret_have_three_holders() {
    let unannounced = Scheme { disclosure: Some(date("2026-05-01")), ..scheme() };
    assert_eq!(rules::holders(&unannounced, [3, 0, 1, 2]), Ok(()));
    assert_eq!(rules::holders(&unannounced, [1, 2, 0]), Err(Refusal::HoldersMissing));
    assert_eq!(rules::holders(&unannounced, []), Err(Refusal::HoldersMissing));
    assert_eq!(rules::holders(&scheme(), []), Ok(()));
}

#[test]
fn a_lottery_is_settled_by_two_people_who_read_the_same() {
    let reading = |by: u128, value: &str| Reading {
        place: 0,
        name: "ssq:2026023".into(),
        value: value.into(),
        evidence: "公告".into(),
        why: String::new(),
        by: Some(person(by)),
    };
    let source: Source = "ssq:2026023".parse().unwrap();
    let check = |readings: &[Reading], by: Option<(u128, u128)>| {
        let found = agreed(readings, 0, (0, &source)).map(|(one, other)| (one.by.unwrap(), other.unwrap().by.unwrap()));
        assert_eq!(found, by.map(|(one, other)| (person(one), person(other))));
    };
    check(&[reading(1, "a")], None);
    check(&[reading(1, "a"), reading(2, "b")], None);
    check(&[reading(1, "a"), reading(2, "b"), reading(3, "b")], Some((2, 3)));
    check(&[reading(1, "a"), reading(2, "a")], Some((1, 2)));
    check(&[reading(1, "a"), reading(1, "a")], None);
    let planned = PlannedSource {
        choices: vec![Choice { closes: "2026-03-05T21:00:00+08:00".parse().unwrap(), source: source.clone() }],
        reveal_hash: None,
        outside: false,
    };
    let open = |readings: &[Reading]| unsettled(&planned, 0, readings).first().map(|(_, count)| *count);
    assert_eq!(open(&[]), None);
    assert_eq!(open(&[reading(1, "a")]), Some(1));
    assert_eq!(open(&[reading(1, "a"), reading(2, "b")]), Some(2));
    assert_eq!(open(&[reading(1, "a"), reading(2, "b"), reading(3, "b")]), None);
}
