//! Each rule of section 8.2 on a small draw.

use super::{Amendment, Amendments, Event, Refusal, Request, State, check};
use crate::commitment::Protocol;
use crate::hash::Digest;
use crate::name::{InspectorCode, SubjectId};
use crate::result::{Cutoff, DrawResult, Level, SeedOfResult, StratumResult, Target};
use crate::seed::Seed;
use crate::teams::{Bench, Inspector, Recusals, assign};
use crate::ticket::RankedLot;

type People = (Bench, Recusals);

/// Inspectors as `code:capacity`, two seats of one pool.
fn people(inspectors: &str) -> People {
    let inspector = |text: &str| {
        let (code, capacity) = text.split_once(':').unwrap();
        let pools = vec!["all".parse().unwrap()];
        Inspector { code: code.parse().unwrap(), pools, capacity: capacity.parse().unwrap() }
    };
    let bench = Bench::new(inspectors.split(' ').map(inspector).collect(), vec!["all".parse().unwrap(); 2]);
    (bench.unwrap(), Recusals::default())
}

/// A draw of one stratum, by the ids of targets and reserves in the order of their ranks.
fn draw(people: &People, targets: &[&str], reserves: &[&str]) -> DrawResult {
    let seed = Seed(Digest::of(b"amend"));
    let ids: Vec<SubjectId> = targets.iter().map(|id| id.parse().unwrap()).collect();
    let drawn = assign(&people.0, &ids, &people.1, 0, &seed.pair_key());
    let ticket = Digest::of(b"any");
    let target = |((id, team), rank)| Target { id, rank, stratum: "s".parse().unwrap(), team, ticket };
    let reserve = |(id, rank): (&&str, u64)| RankedLot { id: id.parse().unwrap(), rank, ticket };
    let quota = targets.len() as u64;
    DrawResult {
        commitment: ticket,
        level: Level { level: drawn.level, witness: drawn.level_witness.into_iter().collect() },
        open: drawn.open,
        protocol: Protocol::V1,
        seed: SeedOfResult { record: ticket, secret: ticket, sources: Vec::new(), value: seed.0 },
        shortage: drawn.shortage.into_iter().collect(),
        strands: drawn.strands,
        strata: vec![StratumResult {
            cutoff: Cutoff(Some(ticket)),
            name: "s".parse().unwrap(),
            population: 9,
            quota,
            reserves: reserves.iter().zip(quota + 1..).map(reserve).collect(),
        }],
        targets: ids.into_iter().zip(drawn.teams).zip(1..).map(target).collect(),
    }
}

fn request(event: Event) -> Request {
    Request { approver: "chief".parse().unwrap(), event, reason: "relative".parse().unwrap() }
}

fn recuse(subject: &str, inspector: &InspectorCode) -> Request {
    request(Event::Recuse { subject: subject.parse().unwrap(), inspector: inspector.clone() })
}

fn absent(inspector: &str) -> Request {
    request(Event::Absent { inspector: inspector.parse().unwrap() })
}

fn gone(subject: &str) -> Request {
    request(Event::Gone { subject: subject.parse().unwrap() })
}

fn team(state: &State, subject: &str) -> Vec<InspectorCode> {
    let (_, team) = state.teams().find(|(id, _)| id.as_str() == subject).expect("is a target");
    team.iter().map(|member| member.inspector.clone()).collect()
}

const FIVE: &str = "Ann:9 Bo:9 Cy:9 Di:9 Ed:9";
const TARGETS: [&str; 4] = ["t1", "t2", "t3", "t4"];

#[test]
fn a_recused_inspector_leaves_and_the_others_stay() {
    let people = people(FIVE);
    let mut state = State::new(&draw(&people, &TARGETS, &[]), 0);
    let (before, others) = (team(&state, "t1"), team(&state, "t2"));
    let amendment = state.apply(recuse("t1", &before[0]), &people).unwrap();
    let after = team(&state, "t1");
    assert!(after.len() == 2 && after.contains(&before[1]) && !after.contains(&before[0]));
    assert_eq!(team(&state, "t2"), others);
    assert_eq!(amendment.outcome.changes.len(), 1);
}

#[test]
fn a_struck_pair_stays_struck() {
    let people = people(FIVE);
    let mut state = State::new(&draw(&people, &["t1"], &[]), 0);
    for left in (0..5).rev() {
        let before = team(&state, "t1");
        let amendment = state.apply(recuse("t1", &before[0]), &people).unwrap();
        assert!(!team(&state, "t1").contains(&before[0]));
        assert_eq!(amendment.outcome.open.len(), 2_usize.saturating_sub(left));
    }
    assert!(team(&state, "t1").is_empty());
}

#[test]
fn an_absent_inspector_leaves_every_team_and_never_returns() {
    let people = people(FIVE);
    let mut state = State::new(&draw(&people, &TARGETS, &["r1"]), 0);
    let had = TARGETS.iter().filter(|id| team(&state, id).iter().any(|code| code.as_str() == "Ann")).count();
    let amendment = state.apply(absent("Ann"), &people).unwrap();
    assert_eq!(amendment.outcome.changes.len(), had);
    assert!(had > 0 && amendment.outcome.changes.is_sorted_by_key(|change| &change.subject));
    state.apply(gone("t1"), &people).unwrap();
    assert!(state.teams().all(|(_, team)| team.len() == 2 && team.iter().all(|m| m.inspector.as_str() != "Ann")));
}

#[test]
fn somebody_absent_without_targets_vacates_nothing() {
    let people = people("Ann:9 Bo:9 Cy:0");
    let result = draw(&people, &["t1"], &[]);
    let amendment = State::new(&result, 0).apply(absent("Cy"), &people).unwrap();
    assert!(amendment.outcome.changes.is_empty() && amendment.outcome.open.is_empty());
    assert_eq!(amendment.outcome.level, result.level.level);
}

#[test]
fn the_reserve_of_lowest_rank_stands_in_until_none_is_left() {
    let people = people(FIVE);
    let mut state = State::new(&draw(&people, &["t1", "t2"], &["r9", "r1"]), 0);
    let mut stands_in = |id: &str| state.apply(gone(id), &people).unwrap().outcome;
    assert_eq!(stands_in("t1").stood_in, Some("r9".parse().unwrap()));
    assert_eq!(stands_in("r9").stood_in, Some("r1".parse().unwrap()));
    let last = stands_in("t2");
    assert_eq!((last.stood_in, last.changes), (None, Vec::new()));
    assert_eq!(state.teams().map(|(id, team)| (id.as_str(), team.len())).collect::<Vec<_>>(), [("r1", 2)]);
}

#[test]
fn the_level_rises_only_as_far_as_needed() {
    let people = people("Ann:9 Bo:9 Cy:9 Di:9");
    let result = draw(&people, &TARGETS, &[]);
    assert_eq!(result.level.level, 2);
    let first = State::new(&result, 3).apply(absent("Ann"), &people).unwrap();
    assert_eq!(first.outcome.level, 5, "the draw's slack is spent before the level rises");
    let first = State::new(&result, 0).apply(absent("Ann"), &people).unwrap();
    assert_eq!((first.outcome.level, first.outcome.open.len()), (3, 0));
}

#[test]
fn capacity_holds_and_what_cannot_be_filled_is_open() {
    let people = people("Ann:2 Bo:2 Cy:2 Di:2");
    let mut state = State::new(&draw(&people, &TARGETS, &[]), 0);
    let amendment = state.apply(absent("Ann"), &people).unwrap();
    assert_eq!(amendment.outcome.open.len(), 2);
    assert!(amendment.outcome.changes.iter().all(|change| change.team.len() == 1));
}

#[test]
fn whoever_is_not_there_is_refused_and_nothing_changes() {
    let people = people(FIVE);
    let mut state = State::new(&draw(&people, &TARGETS, &["r1"]), 0);
    let outsider = people.0.inspectors().iter().find(|i| !team(&state, "t1").contains(&i.code)).unwrap().code.clone();
    let stranger: InspectorCode = "Zoe".parse().unwrap();
    let cases = [
        (recuse("t9", &outsider), Refusal::NoTarget("t9".parse().unwrap())),
        (recuse("r1", &outsider), Refusal::NoTarget("r1".parse().unwrap())),
        (recuse("t1", &outsider), Refusal::NotInTeam(outsider.clone(), "t1".parse().unwrap())),
        (absent("Zoe"), Refusal::NotOnBench(stranger)),
        (gone("t9"), Refusal::NoTarget("t9".parse().unwrap())),
    ];
    for (request, refusal) in cases {
        assert_eq!(state.apply(request, &people), Err(refusal));
    }
    assert_eq!(state.file(), None);
    state.apply(gone("t1"), &people).unwrap();
    assert_eq!(state.apply(gone("t1"), &people), Err(Refusal::NoTarget("t1".parse().unwrap())));
}

/// Three amendments of each kind, and what they belong to.
fn chain() -> (People, DrawResult, Amendments) {
    let people = people(FIVE);
    let result = draw(&people, &TARGETS, &["r1"]);
    let mut state = State::new(&result, 0);
    let member = team(&state, "t2")[0].clone();
    for request in [recuse("t2", &member), gone("t1"), absent("Bo")] {
        state.apply(request, &people).unwrap();
    }
    let file = state.file().unwrap();
    (people, result, file)
}

#[test]
fn a_chain_checks_with_and_without_the_people() {
    let (people, result, file) = chain();
    assert_eq!(check(file.text().as_bytes(), &result, 0, Some(&people)), Ok(()));
    assert_eq!(check(file.text().as_bytes(), &result, 0, None), Ok(()));
}

/// Tamper with one amendment, mend the hashes after it, and check.
fn tampered(number: usize, tamper: impl Fn(&mut Amendment)) -> [Result<(), Refusal>; 2] {
    let (people, result, mut file) = chain();
    tamper(&mut file.amendments[number - 1]);
    for at in 1..file.amendments.len() {
        file.amendments[at].previous = file.amendments[at - 1].digest();
    }
    file.head = file.amendments.last().unwrap().digest();
    let text = file.text();
    [Some(&people), None].map(|people| check(text.as_bytes(), &result, 0, people))
}

#[test]
fn a_changed_outcome_is_found() {
    assert_eq!(tampered(2, |a| a.outcome.stood_in = None), [Err(Refusal::Outcome(2)), Err(Refusal::Outcome(2))]);
    assert_eq!(tampered(1, |a| a.outcome.changes.clear()), [Err(Refusal::Outcome(1)), Err(Refusal::Outcome(1))]);
    let raised = tampered(1, |a| a.outcome.level += 1);
    assert_eq!(raised, [Err(Refusal::Outcome(1)), Ok(())], "only the bench shows that the level is too high");
    let ticket = tampered(3, |a| a.outcome.changes[0].team[0].ticket = Digest::of(b"other"));
    assert_eq!(ticket, [Err(Refusal::Outcome(3)), Err(Refusal::Outcome(3))]);
}

#[test]
fn a_broken_chain_is_found() {
    let broken = |tamper: &dyn Fn(&mut Amendments)| {
        let (people, result, mut file) = chain();
        tamper(&mut file);
        check(file.text().as_bytes(), &result, 0, Some(&people))
    };
    assert_eq!(broken(&|file| file.amendments[1].previous = Digest::of(b"")), Err(Refusal::Chain(2)));
    assert_eq!(broken(&|file| file.amendments[0].number = 2), Err(Refusal::Chain(2)));
    assert_eq!(broken(&|file| file.head = Digest::of(b"")), Err(Refusal::Chain(4)));
    assert!(matches!(broken(&|file| file.amendments.clear()), Err(Refusal::Empty)));
    assert!(matches!(broken(&|file| file.amendments[0].subject = None), Err(Refusal::Kind(1))));
}
