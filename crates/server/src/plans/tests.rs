//! Tables for the rules, and small cases that can be counted by hand.

use std::collections::BTreeSet;

use proptest::prelude::*;
use uuid::Uuid;

use super::rules::line::Named;
use super::rules::quota::{by_month, of_year, weekdays};
use super::rules::simulate::population::months_before;
use super::rules::simulate::{
    Bench, Cell, Course, Figures, MOST_SUBJECTS, Outcome, Population, Seen, TooLarge, figures, run,
};
use super::rules::{
    self, ClassRate, Extent, Facts, Head, Line, Refusal, Standing, State, filing_flaw, flaws, head_flaws,
};
use crate::accounts::{OrganisationId, PersonId};
use crate::catalogue::EditionId;
use crate::catalogue::rules::{Method, Rate};
use crate::subjects::{Domain, Risk};

fn person(n: u128) -> PersonId {
    PersonId(Uuid::from_u128(n))
}

fn standing() -> Standing {
    let digest = "d".to_owned();
    Standing { drafters: vec![person(1)], approver: Some(person(2)), submitted: Some(digest.clone()), now: digest }
}

#[test]
fn a_year_has_one_version_at_a_time() {
    let check = |there: &[State], expected: Result<State, Refusal>| {
        assert_eq!(rules::begin(there), expected, "{there:?}");
    };
    check(&[], Ok(State::Draft));
    check(&[State::Discarded, State::Closed], Ok(State::Draft));
    check(&[State::Superseded, State::Published], Err(Refusal::Exists));
    for open in State::OPEN {
        check(&[State::Published, open], Err(Refusal::Open));
    }
}

#[test]
fn a_step_follows_from_one_state_only() {
    let standing = standing();
    let (boss, third) = (person(2), person(3));
    let fresh = Standing { approver: None, ..standing.clone() };
    for &state in State::ALL {
        let is = |from: State, refusal: Refusal, to: State| if state == from { Ok(to) } else { Err(refusal) };
        assert_eq!(rules::submit(state, 1), is(State::Draft, Refusal::NotDraft, State::Submitted));
        assert_eq!(rules::discard(state), is(State::Draft, Refusal::NotDraft, State::Discarded));
        let approved = is(State::Submitted, Refusal::NotSubmitted, State::Approved);
        assert_eq!(rules::approve(state, &fresh, boss), approved);
        assert_eq!(rules::file(state), is(State::Approved, Refusal::NotApproved, State::Filed));
        let published = is(State::Filed, Refusal::NotFiled, State::Published);
        assert_eq!(rules::publish(state, &standing, third), published);
        assert_eq!(rules::adjust(state, &[state]), is(State::Published, Refusal::NotPublished, State::Draft));
        assert_eq!(rules::close(state), is(State::Published, Refusal::NotPublished, State::Closed));
        let back = [State::Submitted, State::Approved].contains(&state);
        let expected = if back { Ok(State::Draft) } else { Err(Refusal::NotReturnable) };
        assert_eq!(rules::send_back(state, &standing, boss), expected);
    }
    assert_eq!(rules::submit(State::Draft, 0), Err(Refusal::NoLines));
    assert_eq!(rules::adjust(State::Published, &[State::Published, State::Filed]), Err(Refusal::Open));
}

#[test]
fn drafter_approver_and_publisher_are_three() {
    let standing = standing();
    let (author, boss) = (person(1), person(2));
    assert_eq!(rules::approve(State::Submitted, &standing, author), Err(Refusal::OwnDraft));
    assert_eq!(rules::send_back(State::Approved, &standing, author), Err(Refusal::OwnDraft));
    assert_eq!(rules::publish(State::Filed, &standing, author), Err(Refusal::OwnApproval));
    assert_eq!(rules::publish(State::Filed, &standing, boss), Err(Refusal::OwnApproval));
}

#[test]
fn a_person_has_one_kind_of_hand_on_a_version() {
    use rules::Hand::{Approve, Draft};
    assert_eq!(rules::one_hand(None, Draft), Ok(Draft));
    assert_eq!(rules::one_hand(Some(Draft), Draft), Ok(Draft));
    assert_eq!(rules::one_hand(Some(Approve), Draft), Err(Refusal::OtherHand));
    assert_eq!(rules::simulate(true), Err(Refusal::Simulating));
}

#[test]
fn what_lies_there_must_be_what_was_submitted() {
    let changed = Standing { now: "other".into(), ..standing() };
    assert_eq!(rules::approve(State::Submitted, &changed, person(2)), Err(Refusal::TextChanged));
    assert_eq!(rules::publish(State::Filed, &changed, person(3)), Err(Refusal::TextChanged));
}

#[test]
fn a_filing_isnt_of_tomorrow() {
    let (today, tomorrow) = ("2026-03-05".parse().unwrap(), "2026-03-06".parse().unwrap());
    assert_eq!(filing_flaw(today, today), None);
    assert_eq!(filing_flaw(tomorrow, today), Some(("date", "plan-filing-future")));
}

fn head() -> Head {
    Head {
        title: "年度抽查计划".into(),
        basis: "《价格法》".into(),
        note: String::new(),
        cap: 1,
        cooldown_months: 0,
        horizon_years: 1,
        effort_hundredths: 50,
    }
}

fn line(classes: &[(Risk, u32, u32, u32)], months: &[u8]) -> Line {
    let class = |(risk, numerator, denominator, minimum): &(Risk, u32, u32, u32)| ClassRate {
        risk: *risk,
        rate: Rate { numerator: *numerator, denominator: *denominator },
        minimum: *minimum,
    };
    Line {
        edition: EditionId(Uuid::from_u128(1)),
        item: "JG-001".into(),
        extent: Extent::default(),
        classes: classes.iter().map(class).collect(),
        months: months.iter().copied().collect(),
        organisation: OrganisationId(Uuid::from_u128(1)),
        seats: 2,
        method: Method::OnSite,
        note: String::new(),
    }
}

#[test]
fn a_head_keeps_its_limits() {
    let check = |change: fn(&mut Head), field: &str, code: &str| {
        let mut changed = head();
        change(&mut changed);
        let found: Vec<_> = head_flaws(&changed).into_iter().map(|flaw| (flaw.field, flaw.code)).collect();
        assert_eq!(found, [(field, code)]);
    };
    assert!(head_flaws(&head()).is_empty());
    check(|head| head.title.clear(), "title", "plan-text-empty");
    check(|head| head.title = "字".repeat(201), "title", "plan-text-long");
    check(|head| head.basis = " 依据".into(), "basis", "plan-text-spaces");
    check(|head| head.note = "\u{7}".into(), "note", "control-character");
    check(|head| head.cap = 0, "cap", "plan-cap");
    check(|head| head.cap = 13, "cap", "plan-cap");
    check(|head| head.cooldown_months = 25, "cooldown_months", "plan-cooldown");
    check(|head| head.horizon_years = 11, "horizon_years", "plan-horizon");
    check(|head| head.effort_hundredths = 0, "effort_hundredths", "plan-effort");
}

#[test]
fn a_line_keeps_its_limits_and_says_which_field() {
    let named = || Named { public: true, methods: Some([Method::OnSite].into()), within: true };
    let good = || line(&[(Risk::B, 1, 20, 0)], &[3]);
    let check = |change: fn(&mut Line, &mut Named), field: &str, code: &str| {
        let (first, mut second, mut of_second) = (good(), good(), named());
        change(&mut second, &mut of_second);
        let found: Vec<_> = flaws(&[(&first, named()), (&second, of_second)]);
        let found: Vec<_> = found.into_iter().map(|flaw| (flaw.line, flaw.field, flaw.code)).collect();
        assert_eq!(found, [(Some(2), field, code)]);
    };
    check(|_, named| named.public = false, "edition", "plan-line-edition");
    check(|_, named| named.methods = None, "item", "plan-line-item");
    check(|_, named| named.within = false, "organisation", "plan-line-organisation");
    check(|line, _| line.method = Method::Written, "method", "plan-line-method");
    check(|line, _| line.seats = 1, "seats", "plan-line-seats");
    check(|line, _| line.seats = 11, "seats", "plan-line-seats");
    check(|line, _| line.months.clear(), "months", "plan-line-no-month");
    check(|line, _| line.months = [13].into(), "months", "plan-line-month");
    check(|line, _| line.classes.clear(), "classes", "plan-line-no-class");
    check(|line, _| line.classes.push(line.classes[0]), "classes", "plan-line-class-twice");
    check(|line, _| line.classes[0].rate = Rate { numerator: 2, denominator: 4 }, "classes", "plan-line-rate");
    check(|line, _| line.classes[0].rate = Rate { numerator: 3, denominator: 2 }, "classes", "plan-line-rate");
    check(|line, _| line.classes[0].rate = Rate { numerator: 0, denominator: 1 }, "classes", "plan-line-nobody");
    check(|line, _| line.classes[0].minimum = 1_000_001, "classes", "plan-line-minimum");
    check(|line, _| line.extent.regions = ["21x".into()].into(), "extent", "plan-extent-region");
    check(|line, _| line.extent.industries = [String::new()].into(), "extent", "plan-extent-industry");
    check(|line, _| line.extent.industries = ["P82".into()].into(), "extent", "plan-extent-industry");
    check(|line, _| line.extent.industries = ["99".into()].into(), "extent", "plan-extent-industry");
    check(|line, _| line.extent.tags = [" 药".into()].into(), "extent", "plan-extent-tag");
    check(|line, _| line.extent.tags = (0..51).map(|n| n.to_string()).collect(), "extent", "plan-extent-long");
    check(|line, _| line.note = "字".repeat(201), "note", "plan-text-long");
    let (many, named) = (good(), named());
    let found = flaws(&std::iter::repeat_n((&many, named), 201).collect::<Vec<_>>());
    assert_eq!(found[0].code, "plan-lines-many");
}

#[test]
fn an_extent_holds_whom_it_says() {
    let tags = ["网点".to_owned()];
    let facts = Facts { domain: Domain::Medical, region: "210403", industry: "5251", tags: &tags };
    let texts = |list: &[&str]| -> BTreeSet<String> { list.iter().map(|text| (*text).to_owned()).collect() };
    let check = |extent: Extent, holds: bool| assert_eq!(extent.holds(facts), holds, "{extent:?}");
    let any = Extent::default;
    check(any(), true);
    check(Extent { domains: [Domain::Medical, Domain::Tourism].into(), ..any() }, true);
    check(Extent { domains: [Domain::Tourism].into(), ..any() }, false);
    check(Extent { regions: texts(&["2102", "2104"]), ..any() }, true);
    check(Extent { regions: texts(&["210402"]), ..any() }, false);
    check(Extent { industries: texts(&["52"]), ..any() }, true);
    check(Extent { industries: texts(&["5252"]), ..any() }, false);
    check(Extent { industries: texts(&["F"]), ..any() }, true);
    check(Extent { industries: texts(&["F52"]), ..any() }, true);
    check(Extent { industries: texts(&["H"]), ..any() }, false);
    // An entry from before the letter was refused.
    let older = Facts { industry: "F5251", ..facts };
    assert!(Extent { industries: texts(&["52"]), ..any() }.holds(older));
    check(Extent { tags: texts(&["网点", "连锁"]), ..any() }, true);
    check(Extent { domains: [Domain::Medical].into(), tags: texts(&["连锁"]), ..any() }, false);
}

#[test]
fn a_years_quota_is_spread_over_its_months_and_none_is_lost() {
    let class =
        |numerator, denominator, minimum| ClassRate { risk: Risk::B, rate: Rate { numerator, denominator }, minimum };
    assert_eq!(of_year(class(1, 20, 0), 130), 7);
    assert_eq!(of_year(class(1, 20, 10), 130), 10);
    assert_eq!(of_year(class(0, 1, 10), 4), 4);
    assert_eq!(by_month(7, &[3, 6, 9].into()), [0, 0, 3, 0, 0, 2, 0, 0, 2, 0, 0, 0]);
    assert_eq!(by_month(1, &[12].into())[11], 1);
    assert_eq!(by_month(5, &BTreeSet::new()), [0; 12]);
}

#[test]
fn weekdays_are_counted_from_the_calendar() {
    for (year, month, days) in [(2026, 1, 22), (2026, 2, 20), (2024, 2, 21), (2026, 8, 21), (2026, 13, 0)] {
        assert_eq!(weekdays(year, month), days, "{year}-{month}");
    }
}

#[test]
fn months_are_counted_to_january() {
    for (day, months) in [("2025-12-31", 1), ("2025-01-01", 12), ("2023-11-05", 26), ("2026-03-01", 1)] {
        assert_eq!(months_before(day.parse().unwrap(), 2026), months, "{day}");
    }
}

fn cell(lines: &[u16]) -> Cell {
    Cell { risk: Risk::B, lines: lines.to_vec(), since: None, cap: None, cooldown: None }
}

fn people(cells: &[(Cell, u64)]) -> Population {
    let mut population = Population::default();
    cells.iter().for_each(|(cell, many)| population.put(cell.clone(), *many));
    population
}

fn played(head: &Head, lines: &[Line], population: &Population) -> Outcome {
    run(&Course { head, lines, seed: [9; 32] }, population, |_, _| {}).unwrap()
}

#[test]
fn everybody_once_where_the_rate_is_one_and_so_is_the_cap() {
    let lines = [line(&[(Risk::B, 1, 1, 0)], &[3, 9])];
    let outcome = played(&head(), &lines, &people(&[(cell(&[0]), 11), (cell(&[]), 5)]));
    assert_eq!((outcome.visits[0][2], outcome.visits[0][8]), (6, 5));
    assert_eq!((outcome.most, &*outcome.seen, &*outcome.shortfalls), (1, &[11][..], &[0][..]));
    assert_eq!(outcome.strata[0].seen, 11);
}

#[test]
fn two_lines_that_reach_the_same_subjects_share_their_cap() {
    let lines = [line(&[(Risk::B, 1, 1, 0)], &[1]), line(&[(Risk::B, 1, 1, 0)], &[2])];
    // Ten in both, four in the second only: the first takes the ten, and for the second four have room.
    let population = people(&[(cell(&[0, 1]), 10), (cell(&[1]), 4)]);
    let outcome = played(&head(), &lines, &population);
    assert_eq!((outcome.visits[0][0], outcome.visits[1][1]), (10, 4));
    assert_eq!((&*outcome.shortfalls, outcome.most), (&[0, 10][..], 1));
    let twice = played(&Head { cap: 2, ..head() }, &lines, &population);
    assert_eq!((twice.visits[1][1], &*twice.shortfalls, twice.most), (14, &[0, 0][..], 2));
}

#[test]
fn a_cool_down_keeps_months_between_two_visits() {
    let lines = [line(&[(Risk::B, 1, 1, 0)], &[1]), line(&[(Risk::B, 1, 1, 0)], &[3])];
    let check = |cooldown_months: i64, second: u64| {
        let head = Head { cap: 12, cooldown_months, ..head() };
        let outcome = played(&head, &lines, &people(&[(cell(&[0, 1]), 8)]));
        assert_eq!((outcome.visits[0][0], outcome.visits[1][2]), (8, second), "{cooldown_months}");
    };
    check(0, 8);
    check(2, 8);
    check(3, 0);
    // Visited in November: two months before January.
    let head = Head { cap: 12, cooldown_months: 4, ..head() };
    let recent = Cell { since: Some(2), ..cell(&[0, 1]) };
    let outcome = played(&head, &lines, &people(&[(recent, 8)]));
    assert_eq!((outcome.visits[0][0], outcome.visits[1][2]), (0, 8));
}

#[test]
fn the_registrys_own_limits_of_a_subject_hold_too() {
    let lines = [line(&[(Risk::B, 1, 1, 0)], &[1]), line(&[(Risk::B, 1, 1, 0)], &[6])];
    let head = Head { cap: 2, ..head() };
    let once = Cell { cap: Some(1), ..cell(&[0, 1]) };
    let slow = Cell { cooldown: Some(6), ..cell(&[0, 1]) };
    let outcome = played(&head, &lines, &people(&[(once, 3), (slow, 4), (cell(&[0, 1]), 5)]));
    assert_eq!((outcome.visits[0][0], outcome.visits[1][5]), (12, 5));
}

#[test]
fn a_horizon_repeats_the_year_and_counts_whom_it_met() {
    let lines = [line(&[(Risk::B, 1, 2, 0)], &[5])];
    let head = Head { horizon_years: 10, ..head() };
    let outcome = played(&head, &lines, &people(&[(cell(&[0]), 1000)]));
    assert_eq!(outcome.seen[0], 500);
    assert!(outcome.seen.is_sorted());
    // After two years three quarters, after ten all but one of a thousand: within wide bounds, whatever the seed.
    assert!((700..800).contains(&outcome.seen[1]), "{:?}", outcome.seen);
    assert!(outcome.seen[9] > 985, "{:?}", outcome.seen);
}

#[test]
fn the_same_seed_gives_the_same_and_the_limit_is_a_limit() {
    let lines = [line(&[(Risk::B, 1, 3, 0)], &[1, 2]), line(&[(Risk::B, 1, 4, 0)], &[2])];
    let head = Head { horizon_years: 3, cooldown_months: 2, cap: 2, ..head() };
    let population = people(&[(cell(&[0, 1]), 300), (cell(&[0]), 50)]);
    assert_eq!(played(&head, &lines, &population), played(&head, &lines, &population));
    let crowd = people(&[(cell(&[0]), MOST_SUBJECTS + 1)]);
    let course = Course { head: &head, lines: &lines, seed: [0; 32] };
    assert_eq!(run(&course, &crowd, |_, _| {}), Err(TooLarge));
}

fn summed(lines: &[Line], population: &Population, inspectors: [u64; 12]) -> Figures {
    let head = head();
    let course = Course { head: &head, lines, seed: [9; 32] };
    let outcome = run(&course, population, |_, _| {}).unwrap();
    figures(&course, population, &outcome, &Bench { year: 2026, inspectors, for_cause: 10 })
}

#[test]
fn figures_name_the_month_and_the_line_where_the_bench_is_shortest() {
    let heavy = Line { seats: 4, ..line(&[(Risk::B, 1, 1, 0)], &[3]) };
    let lines = [line(&[(Risk::B, 1, 1, 0)], &[3, 4]), heavy];
    let population = people(&[(cell(&[0]), 20), (cell(&[1]), 10), (cell(&[]), 10)]);
    let mut inspectors = [2; 12];
    let said = summed(&lines, &population, inspectors);
    assert_eq!((said.visits, said.population, said.reached), (30, 40, 30));
    // March: 10 visits × 2 seats × 0.5 days, and 10 × 4 × 0.5.
    let march = &said.months[2];
    assert_eq!((march.load_hundredths, march.weekdays, march.capacity_hundredths()), (3_000, 22, 4_400));
    let worst = |said: &Figures| said.bottleneck.map(|bottleneck| (bottleneck.month, bottleneck.line));
    assert_eq!(worst(&said), Some((3, 2)));
    assert_eq!((&*said.seen_per_mille, said.random_per_mille), (&[750][..], Some(750)));
    // Nobody is there in April: that is worse than a full March.
    inspectors[3] = 0;
    assert_eq!(worst(&summed(&lines, &population, inspectors)), Some((4, 1)));
    let idle = summed(&lines, &people(&[(cell(&[]), 3)]), inspectors);
    assert_eq!((idle.visits, idle.bottleneck, idle.random_per_mille), (0, None, Some(0)));
}

#[test]
fn a_population_is_folded_and_last_year_counted_by_stratum() {
    let near = Extent { regions: ["2104".to_owned()].into(), ..Extent::default() };
    let lines = [Line { extent: near, ..line(&[(Risk::B, 1, 1, 0)], &[1]) }, line(&[(Risk::D, 1, 1, 0)], &[1])];
    let mut population = Population::default();
    let mut add = |region: &str, risk: Risk, last: Option<&str>, last_year: (u64, u64)| {
        let facts = Facts { domain: Domain::Medical, region, industry: "", tags: &[] };
        let last = last.map(|day| day.parse().unwrap());
        population.add(&lines, 2026, Seen { facts, risk, last, last_year, cap: None, cooldown_days: Some(31) });
    };
    add("210402", Risk::B, Some("2025-06-01"), (1, 1));
    add("210403", Risk::B, Some("2025-06-30"), (2, 0));
    add("220100", Risk::B, None, (1, 1));
    add("220100", Risk::D, None, (1, 0));
    let cells: Vec<_> = population.cells().map(|(cell, many)| (cell.lines.clone(), cell.since, many)).collect();
    assert_eq!(cells, [(vec![], None, 1), (vec![0], Some(7), 2), (vec![1], None, 1)]);
    assert!(population.cells().all(|(cell, _)| cell.cooldown == Some(2)));
    let past = population.past(0, Risk::B);
    assert_eq!((past.visits, past.found, population.past(1, Risk::D).visits), (3, 1, 1));
    assert_eq!((population.all(), population.reached(), population.pairs()), (4, 3, 3));
}

proptest! {
    #[test]
    fn nobody_is_seen_above_the_cap_and_what_is_short_is_told(
        sizes in prop::collection::vec(0_u64..40, 4),
        (p, q) in (1_u32..8).prop_flat_map(|q| (0..=q, Just(q))),
        (cap, cooldown) in (1_i64..4, 0_i64..14),
    ) {
        let rate = Rate::new(p.into(), q.into()).unwrap();
        let class = (Risk::B, rate.numerator, rate.denominator, 1);
        let lines = [line(&[class], &[1, 4, 7]), line(&[class], &[4, 12]), line(&[class], &[4])];
        let cells: [&[u16]; 4] = [&[0], &[0, 1], &[1, 2], &[0, 1, 2]];
        let cells: Vec<_> = cells.iter().zip(&sizes).map(|(lines, many)| (cell(lines), *many)).collect();
        let head = Head { cap, cooldown_months: cooldown, horizon_years: 3, ..head() };
        let outcome = played(&head, &lines, &people(&cells));
        prop_assert!(i64::from(outcome.most) <= cap);
        for (at, came) in outcome.strata.iter().enumerate() {
            let visits: u64 = outcome.visits[at].iter().sum();
            prop_assert_eq!(visits + outcome.shortfalls[at], came.quota);
            prop_assert!(came.seen <= came.population);
        }
    }

    #[test]
    fn a_greater_rate_never_brings_fewer_visits(many in 0_u64..200, q in 1_u32..30) {
        let visits = |p: u32| {
            let rate = Rate::new(p.into(), q.into()).unwrap();
            let lines = [line(&[(Risk::B, rate.numerator, rate.denominator, 1)], &[2, 5])];
            played(&head(), &lines, &people(&[(cell(&[0]), many)])).visits[0].iter().sum::<u64>()
        };
        let all: Vec<u64> = (0..=q).map(visits).collect();
        prop_assert!(all.is_sorted(), "{:?}", all);
        prop_assert_eq!(all[all.len() - 1], many);
    }
}
