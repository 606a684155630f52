//! The rules of outcomes: who does what when, and what is wrong with what is written.

use sea_orm::prelude::Uuid;

use super::rules::said::{
    Against, Draft, LENGTH, MOST_FEN, MOST_ROWS, NAME, NUMBER, Recheck, extension_faults, reason_faults,
};
use super::rules::told::{Known, Number, public, shown};
use super::rules::*;
use crate::accounts::PersonId;
use crate::app::value::Date;
use crate::subjects::rules::VisitResult;

const TEAM: PersonId = PersonId(Uuid::from_u128(1));
const BOSS: PersonId = PersonId(Uuid::from_u128(2));

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn at(kind: Kind, state: State) -> Standing {
    let writer = (state == State::Deciding).then_some(TEAM);
    Standing { kind, state, proposer: TEAM, writer }
}

fn team() -> Caller {
    Caller { person: TEAM, is_member: true, inspects: true, approves: false, leads: false }
}

fn approver() -> Caller {
    Caller { person: BOSS, is_member: false, inspects: false, approves: true, leads: false }
}

fn leader() -> Caller {
    Caller { leads: true, ..approver() }
}

#[test]
fn an_order_follows_a_record_and_everything_else_a_review() {
    let check = |kind, seen, there, expected| assert_eq!(begin(kind, seen, there), expected, "{kind} {seen:?} {there}");
    for kind in Kind::ALL.iter().copied().filter(|kind| *kind != Kind::Rectification) {
        check(kind, (false, false), 0, Err(Refusal::VisitNotReviewed));
        check(kind, (true, false), 0, Err(Refusal::VisitNotReviewed));
        check(kind, (false, true), 19, Ok(State::Proposed));
        check(kind, (true, true), MOST, Err(Refusal::TooMany));
    }
    check(Kind::Rectification, (false, false), 0, Err(Refusal::VisitNotRecorded));
    check(Kind::Rectification, (true, false), 0, Ok(State::Open));
    check(Kind::Rectification, (false, true), 19, Ok(State::Open));
    check(Kind::Rectification, (false, true), MOST, Err(Refusal::TooMany));
}

#[test]
fn what_waits_is_approved_by_other_eyes() {
    let check = |at: Standing, by: Caller, expected| {
        assert_eq!(approve(&at, &by), expected, "{at:?} {by:?}");
        let declined = match (at.state, expected) {
            (State::Deciding, Ok(_)) => Ok(State::Open),
            (_, expected) => expected.map(|_| State::Declined),
        };
        assert_eq!(decline(&at, &by), declined, "{at:?} {by:?}");
    };
    for kind in [Kind::Case, Kind::Transfer] {
        check(at(kind, State::Proposed), approver(), Ok(State::Open));
    }
    check(at(Kind::NoAction, State::Proposed), approver(), Ok(State::Closed));
    check(at(Kind::Referral, State::Proposed), approver(), Err(Refusal::LeaderOnly));
    check(at(Kind::Referral, State::Proposed), leader(), Ok(State::Open));
    check(at(Kind::Case, State::Deciding), approver(), Ok(State::Closed));
    let member = Caller { is_member: true, ..leader() };
    let proposer = Caller { person: TEAM, ..leader() };
    check(at(Kind::Case, State::Proposed), team(), Err(Refusal::NotApprover));
    check(at(Kind::Case, State::Proposed), member, Err(Refusal::OwnVisit));
    check(at(Kind::Case, State::Proposed), proposer, Err(Refusal::OwnProposal));
    check(at(Kind::Case, State::Deciding), member, Err(Refusal::OwnVisit));
    // Who proposed a case may approve another's decision; who wrote the decision may not.
    check(at(Kind::Case, State::Deciding), proposer, Err(Refusal::OwnDecision));
    check(Standing { writer: Some(BOSS), ..at(Kind::Case, State::Deciding) }, proposer, Ok(State::Closed));
    for kind in Kind::ALL {
        check(at(*kind, State::Open), leader(), Err(Refusal::NotWaiting));
        for state in [State::Closed, State::Declined, State::Withdrawn] {
            check(at(*kind, state), leader(), Err(Refusal::Over));
        }
    }
}

#[test]
fn steps_are_for_their_kind_and_their_people() {
    type Rule = fn(&Standing, &Caller) -> Result<State, Refusal>;
    let rules: [(Rule, &[Kind], Caller, State); 5] = [
        (|at, by| recheck(at, by, true), &[Kind::Rectification], team(), State::Closed),
        (|at, by| recheck(at, by, false), &[Kind::Rectification], team(), State::Open),
        (extend, &[Kind::Rectification], approver(), State::Open),
        (decide, &[Kind::Case], team(), State::Deciding),
        (acknowledge, &[Kind::Transfer, Kind::Referral], team(), State::Closed),
    ];
    for (rule, kinds, by, to) in rules {
        for &kind in Kind::ALL {
            if !kinds.contains(&kind) {
                assert_eq!(rule(&at(kind, State::Open), &by), Err(Refusal::OtherKind), "{kind}");
                continue;
            }
            assert_eq!(rule(&at(kind, State::Open), &by), Ok(to), "{kind}");
            assert_eq!(rule(&at(kind, State::Proposed), &by), Err(Refusal::NotOpen), "{kind}");
            assert_eq!(rule(&at(kind, State::Deciding), &by), Err(Refusal::Deciding), "{kind}");
            for state in [State::Closed, State::Declined, State::Withdrawn] {
                assert_eq!(rule(&at(kind, state), &by), Err(Refusal::Over), "{kind} {state}");
            }
            let (other, refusal) = if by.inspects {
                (Caller { is_member: false, ..by }, Refusal::NotTeam)
            } else {
                (Caller { is_member: true, ..by }, Refusal::OwnVisit)
            };
            assert_eq!(rule(&at(kind, State::Open), &other), Err(refusal), "{kind}");
            let nobody = Caller { inspects: false, approves: false, ..by };
            assert!(rule(&at(kind, State::Open), &nobody).is_err(), "{kind}");
        }
    }
}

#[test]
fn a_proposal_is_withdrawn_by_who_made_it_and_anything_by_who_approves() {
    let check = |at: Standing, by: Caller, expected| assert_eq!(withdraw(&at, &by), expected, "{at:?} {by:?}");
    for &kind in Kind::ALL {
        check(at(kind, State::Proposed), team(), Ok(State::Withdrawn));
        check(at(kind, State::Open), team(), Err(Refusal::NotApprover));
        check(at(kind, State::Open), approver(), Ok(State::Withdrawn));
        check(at(kind, State::Proposed), approver(), Ok(State::Withdrawn));
        check(at(kind, State::Open), Caller { is_member: true, ..leader() }, Err(Refusal::OwnVisit));
        check(at(kind, State::Deciding), leader(), Err(Refusal::Deciding));
        for state in [State::Closed, State::Declined, State::Withdrawn] {
            check(at(kind, state), leader(), Err(Refusal::Over));
        }
    }
    // Somebody else of the team didn't make it.
    check(at(Kind::Case, State::Proposed), Caller { person: BOSS, ..team() }, Err(Refusal::NotApprover));
}

#[test]
fn what_somebody_can_do_is_what_the_rules_let_them() {
    let check = |kind, state, by, expected: &[Step]| assert_eq!(can(&at(kind, state), &by), expected, "{kind} {state}");
    check(Kind::Rectification, State::Open, team(), &[Step::Recheck]);
    check(Kind::Rectification, State::Open, approver(), &[Step::Extend, Step::Withdraw]);
    check(Kind::Case, State::Proposed, team(), &[Step::Withdraw]);
    check(Kind::Case, State::Proposed, approver(), &[Step::Approve, Step::Decline, Step::Withdraw]);
    check(Kind::Case, State::Open, team(), &[Step::Decision]);
    check(Kind::Case, State::Deciding, approver(), &[Step::Approve, Step::Decline]);
    check(Kind::Referral, State::Proposed, approver(), &[Step::Withdraw]);
    check(Kind::Transfer, State::Open, team(), &[Step::Acknowledge]);
    check(Kind::Case, State::Closed, leader(), &[]);
}

fn place(item: &str, row: usize) -> Place {
    Place { item: item.to_owned(), row }
}

fn draft(kind: Kind) -> Draft {
    let order = kind == Kind::Rectification;
    let sent = matches!(kind, Kind::Transfer | Kind::Referral);
    Draft {
        kind,
        text: "补齐标价签".to_owned(),
        findings: vec![place("JG-001", 1)],
        due: order.then(|| day("2026-03-20")),
        to: if sent { "市场监督管理局".to_owned() } else { String::new() },
    }
}

fn codes(faults: Vec<Fault>) -> Vec<(String, &'static str)> {
    faults.into_iter().map(|fault| (fault.field, fault.code)).collect()
}

fn only(field: &str, code: &'static str) -> Vec<(String, &'static str)> {
    vec![(field.to_owned(), code)]
}

#[test]
fn a_new_outcome_says_what_until_when_and_about_which_rows() {
    let (rows, found) = (vec![("JG-001".to_owned(), 2), ("JG-002".to_owned(), 1)], vec![place("JG-001", 1)]);
    let against = Against { rows: &rows, found: &found, visited: day("2026-03-10") };
    let check = |draft: Draft, expected: &[(&str, &'static str)]| {
        let expected: Vec<_> = expected.iter().map(|(field, code)| ((*field).to_owned(), *code)).collect();
        assert_eq!(codes(draft.faults(&against)), expected, "{draft:?}");
    };
    Kind::ALL.iter().for_each(|kind| check(draft(*kind), &[]));
    let order = || draft(Kind::Rectification);
    check(Draft { text: " ".to_owned(), ..order() }, &[("text", "required")]);
    check(Draft { text: "字".repeat(LENGTH), ..order() }, &[]);
    check(Draft { text: "字".repeat(LENGTH + 1), ..order() }, &[("text", "too-long")]);
    check(Draft { text: "a\u{7}".to_owned(), ..order() }, &[("text", "control-character")]);
    check(Draft { text: "\u{3164}".to_owned(), ..order() }, &[("text", "required")]);
    check(Draft { text: "a\u{200b}".to_owned(), ..order() }, &[("text", "unseen-character")]);
    check(Draft { due: None, ..order() }, &[("due", "required")]);
    check(Draft { due: Some(day("2026-03-10")), ..order() }, &[("due", "outcome-due-early")]);
    check(Draft { due: Some(day("2026-03-11")), ..order() }, &[]);
    check(Draft { due: Some(day("2027-03-10")), ..order() }, &[]);
    check(Draft { due: Some(day("2027-03-11")), ..order() }, &[("due", "outcome-due-late")]);
    check(Draft { due: Some(day("2026-03-20")), ..draft(Kind::Case) }, &[("due", "outcome-unwanted")]);
    check(Draft { to: "某局".to_owned(), ..draft(Kind::Case) }, &[("to", "outcome-unwanted")]);
    check(Draft { to: String::new(), ..draft(Kind::Referral) }, &[("to", "required")]);
    check(Draft { to: "局".repeat(NAME + 1), ..draft(Kind::Transfer) }, &[("to", "too-long")]);
    // Rows: none that isn't there, none twice, and of an order or a case one that was answered no.
    let about = |kind, findings: &[Place]| Draft { findings: findings.to_vec(), ..draft(kind) };
    check(about(Kind::Case, &[place("JG-001", 1), place("JG-001", 2)]), &[("findings.1", "outcome-no-row")]);
    check(about(Kind::Case, &[place("JG-001", 1), place("JG-003", 0)]), &[("findings.1", "outcome-no-row")]);
    check(about(Kind::Case, &[place("JG-001", 1), place("JG-001", 1)]), &[("findings", "named-twice")]);
    check(about(Kind::Case, &[]), &[("findings", "outcome-none-found")]);
    check(about(Kind::Rectification, &[place("JG-002", 0)]), &[("findings", "outcome-none-found")]);
    check(about(Kind::Transfer, &[]), &[]);
    let many = Draft { findings: vec![place("JG-001", 1); MOST_ROWS + 1], ..order() };
    check(many, &[("findings", "too-many")]);
    let nothing = Against { found: &[], ..against };
    assert_eq!(about(Kind::Rectification, &[]).faults(&nothing), Vec::new());
}

#[test]
fn a_look_has_a_day_and_a_new_due_day_if_the_order_wasnt_followed() {
    let days = (day("2026-03-10"), day("2026-03-20"));
    let look = |on: &str, cleared, due: Option<&str>| Recheck {
        day: day(on),
        text: "看了".to_owned(),
        cleared,
        due: due.map(day),
    };
    let check = |look: Recheck, expected: Vec<(String, &'static str)>| assert_eq!(codes(look.faults(days)), expected);
    check(look("2026-03-20", true, None), vec![]);
    check(look("2026-03-10", true, None), vec![]);
    check(look("2026-03-21", true, None), only("day", "outcome-day-future"));
    check(look("2026-03-09", true, None), only("day", "outcome-day-early"));
    check(look("2026-03-20", true, Some("2026-03-30")), only("due", "outcome-unwanted"));
    check(look("2026-03-20", false, None), only("due", "required"));
    check(look("2026-03-20", false, Some("2026-03-20")), only("due", "outcome-due-early"));
    check(look("2026-03-20", false, Some("2026-03-21")), vec![]);
    check(look("2026-03-20", false, Some("2027-03-21")), only("due", "outcome-due-late"));
    check(Recheck { text: String::new(), ..look("2026-03-20", true, None) }, only("text", "required"));
}

#[test]
fn more_time_is_later_and_has_a_reason() {
    let now = Some(day("2026-03-20"));
    let check = |reason: &str, due: &str, expected: Vec<(String, &'static str)>| {
        assert_eq!(codes(extension_faults(reason, day(due), now)), expected, "{due}");
    };
    check("货在路上", "2026-03-21", vec![]);
    check("货在路上", "2026-03-20", only("due", "outcome-due-early"));
    check("货在路上", "2027-03-21", only("due", "outcome-due-late"));
    check("", "2026-03-21", only("reason", "required"));
    assert_eq!(codes(reason_faults(&"字".repeat(LENGTH + 1))), only("reason", "too-long"));
}

fn decision(sanctions: &[Sanction], fine: Option<i64>, confiscated: Option<i64>) -> Decision {
    Decision {
        number: "抚价罚〔2026〕1号".to_owned(),
        day: day("2026-03-20"),
        sanctions: sanctions.to_vec(),
        fine,
        confiscated,
        text: "事实和依据".to_owned(),
    }
}

#[test]
fn a_decision_has_what_it_imposes_and_amounts_exactly_with_it() {
    use Sanction::{Confiscation, Fine, NoPenalty, Warning};
    let days = (day("2026-03-10"), day("2026-03-20"));
    let check = |decision: Decision, expected: Vec<(String, &'static str)>| {
        assert_eq!(codes(decision.faults(days)), expected, "{decision:?}");
    };
    check(decision(&[Warning], None, None), vec![]);
    check(decision(&[NoPenalty], None, None), vec![]);
    check(decision(&[Fine, Confiscation], Some(0), Some(MOST_FEN)), vec![]);
    check(decision(&[], None, None), only("sanctions", "required"));
    check(decision(&[Warning, Warning], None, None), only("sanctions", "named-twice"));
    check(decision(&[Warning, NoPenalty], None, None), only("sanctions", "outcome-no-penalty-alone"));
    check(decision(&[Fine], None, None), only("fine", "required"));
    check(decision(&[Warning], Some(1), None), only("fine", "outcome-unwanted"));
    check(decision(&[Fine], Some(-1), None), only("fine", "outcome-amount"));
    check(decision(&[Fine], Some(MOST_FEN + 1), None), only("fine", "outcome-amount"));
    check(decision(&[Confiscation], None, None), only("confiscated", "required"));
    check(decision(&[Warning], None, Some(1)), only("confiscated", "outcome-unwanted"));
    let plain = || decision(&[Warning], None, None);
    check(Decision { number: "号".repeat(NUMBER + 1), ..plain() }, only("number", "too-long"));
    check(Decision { number: String::new(), ..plain() }, only("number", "required"));
    check(Decision { text: String::new(), ..plain() }, only("text", "required"));
    check(Decision { day: day("2026-03-21"), ..plain() }, only("day", "outcome-day-future"));
    check(Decision { day: day("2026-03-09"), ..plain() }, only("day", "outcome-day-early"));
    check(Decision { day: day("2026-03-10"), ..plain() }, vec![]);
}

#[test]
fn an_answer_says_who_and_why_not() {
    let days = (day("2026-03-10"), day("2026-03-20"));
    let answer = |by: &str, accepted, text: &str| Acknowledgement {
        day: day("2026-03-15"),
        by: by.to_owned(),
        accepted,
        text: text.to_owned(),
    };
    let check = |answer: Acknowledgement, expected| assert_eq!(codes(answer.faults(days)), expected);
    check(answer("市场监督管理局", true, ""), vec![]);
    check(answer("市场监督管理局", false, "不属于本局职责"), vec![]);
    check(answer("市场监督管理局", false, ""), only("text", "required"));
    check(answer("", true, ""), only("by", "required"));
    check(Acknowledgement { day: day("2026-03-21"), ..answer("某局", true, "") }, only("day", "outcome-day-future"));
    check(Acknowledgement { day: day("2026-03-09"), ..answer("某局", true, "") }, only("day", "outcome-day-early"));
}

#[test]
fn a_visit_waits_until_it_has_what_its_results_ask_for() {
    use VisitResult::{
        FalselyPublished, Gone, NoActivity, NotPublished, NotReached, Nothing, Obstructed, Ordered, Pending,
    };
    let check = |results: &[VisitResult], outcomes: &[(Kind, State)], expected| {
        assert_eq!(wants(results, outcomes), expected, "{results:?} {outcomes:?}");
    };
    check(&[Nothing], &[], None);
    check(&[Ordered], &[], Some(Wants::Rectification));
    check(&[Ordered], &[(Kind::Case, State::Open)], Some(Wants::Rectification));
    check(&[Ordered], &[(Kind::Rectification, State::Withdrawn)], Some(Wants::Rectification));
    check(&[Ordered], &[(Kind::Rectification, State::Open)], None);
    check(&[Ordered], &[(Kind::Rectification, State::Closed)], None);
    check(&[Pending], &[], Some(Wants::Any));
    check(&[Pending], &[(Kind::Case, State::Declined), (Kind::Transfer, State::Withdrawn)], Some(Wants::Any));
    check(&[Pending], &[(Kind::NoAction, State::Proposed)], None);
    check(&[Ordered, Pending], &[(Kind::Case, State::Open)], Some(Wants::Rectification));
    check(&[Ordered, Pending], &[(Kind::Rectification, State::Open)], None);
    // Whatever else was found: something follows, if only that it is decided not to act.
    for found in [NotPublished, FalselyPublished, Obstructed] {
        check(&[found], &[], Some(Wants::Any));
        check(&[NoActivity, found], &[(Kind::Case, State::Declined)], Some(Wants::Any));
        check(&[found], &[(Kind::NoAction, State::Closed)], None);
    }
    for nothing in [NotReached, NoActivity, Gone] {
        check(&[nothing], &[], None);
    }
}

#[test]
fn a_due_day_that_is_over_is_told_of_while_something_runs() {
    let check = |state, due: Option<&str>, expected| {
        assert_eq!(overdue(state, due.map(day), day("2026-03-20")), expected, "{state} {due:?}");
    };
    check(State::Open, Some("2026-03-19"), true);
    check(State::Deciding, Some("2026-03-19"), true);
    check(State::Open, Some("2026-03-20"), false);
    check(State::Open, None, false);
    for state in [State::Proposed, State::Closed, State::Declined, State::Withdrawn] {
        check(state, Some("2026-03-19"), false);
    }
}

#[test]
fn papers_are_printed_of_what_has_a_number() {
    let check = |kind, is_numbered, expected| assert_eq!(paper(kind, is_numbered), expected, "{kind}");
    for kind in [Kind::Rectification, Kind::Transfer, Kind::Referral] {
        check(kind, true, Ok(()));
        check(kind, false, Err(Refusal::NoPaper));
    }
    check(Kind::Case, true, Err(Refusal::NoPaper));
    check(Kind::NoAction, true, Err(Refusal::NoPaper));
}

#[test]
fn the_public_reads_what_was_done_and_nothing_of_what_wasnt() {
    let known = |kind, state, number: Option<i64>| Known {
        kind,
        state,
        number: number.map(|number| Number { year: 2026, number }),
        opened: Some(day("2026-03-12")),
        due: Some(day("2026-03-20")),
        dues: ["2026-03-15", "2026-03-18", "2026-03-20"].map(day).to_vec(),
        cleared: Some(day("2026-03-19")),
        to: "某局".to_owned(),
        decision: Some(decision(&[Sanction::Fine], Some(50_000), None)),
        text: "首次违法，已改正".to_owned(),
    };
    for &kind in Kind::ALL {
        assert_eq!(public(known(kind, State::Proposed, None)), None, "{kind}");
        assert_eq!(public(known(kind, State::Withdrawn, None)), None, "{kind}");
    }
    for &state in State::ALL {
        assert_eq!(public(known(Kind::Referral, state, Some(1))), None, "{state}");
    }
    let told = |kind, state| public(known(kind, state, Some(1))).unwrap();
    let order = told(Kind::Rectification, State::Closed);
    assert_eq!((order.due, order.cleared), (Some(day("2026-03-20")), Some(day("2026-03-19"))));
    assert_eq!((order.first_due, order.extended), (Some(day("2026-03-15")), Some(2)));
    assert_eq!((order.to, order.acknowledged, order.decision, order.grounds), (None, None, None, None));
    // A decision that waits for approval is none, and that it waits is nobody's concern.
    let waiting = told(Kind::Case, State::Deciding);
    assert_eq!((waiting.state, waiting.decision, waiting.due), (State::Open, None, None));
    assert_eq!((waiting.first_due, waiting.extended), (None, None));
    let case = told(Kind::Case, State::Closed);
    assert_eq!(case.decision.unwrap().fine, Some(50_000));
    let transfer = told(Kind::Transfer, State::Open);
    assert_eq!((transfer.to.as_deref(), transfer.acknowledged), (Some("某局"), Some(false)));
    assert_eq!(told(Kind::Transfer, State::Closed).acknowledged, Some(true));
    assert_eq!(told(Kind::NoAction, State::Closed).grounds.as_deref(), Some("首次违法，已改正"));
    assert_eq!(shown(State::Withdrawn), State::Withdrawn);
}
