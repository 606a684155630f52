//! What may be amended after the draw, by whom, and what becomes of it.

use super::{State, Timestamp, person};
use crate::draws::rules::Refusal;
use crate::draws::rules::amend::{self, Asked, Kind, Named, Notices, Reason, Target};

fn asked(kind: Kind, subject: &'static str, inspector: &'static str) -> Asked<'static> {
    Asked { kind, subject, inspector, reason: kind.reasons()[0] }
}

fn named(target: Option<&Target>, is_benched: bool) -> Named<'_> {
    Named { target, is_benched, is_theirs: true }
}

#[test]
fn an_amendment_names_what_goes_with_its_kind() {
    let target = Target { subject: "S1".into(), team: vec!["E001".into(), "E002".into()] };
    let check = |asked: Asked<'_>, target: Option<&Target>, benched: bool, codes: &[&str]| {
        let found = match amend::ask(State::Drawn, &asked, named(target, benched)) {
            Err(Refusal::Amendment(lacks)) => lacks.into_iter().map(|lack| lack.code).collect(),
            other => other.map(|()| Vec::new()).unwrap(),
        };
        assert_eq!(found, codes, "{asked:?}");
    };
    check(asked(Kind::Recuse, "S1", "E002"), Some(&target), true, &[]);
    check(asked(Kind::Recuse, "S1", "E003"), Some(&target), true, &["amendment-not-in-team"]);
    check(asked(Kind::Recuse, "S9", "E001"), None, true, &["amendment-no-target"]);
    check(asked(Kind::Recuse, "S1", "E999"), Some(&target), false, &["amendment-not-on-bench"]);
    check(asked(Kind::Absent, "", "E001"), None, true, &[]);
    check(asked(Kind::Absent, "S1", "E001"), Some(&target), true, &["amendment-not-named"]);
    check(asked(Kind::Gone, "S1", ""), Some(&target), false, &[]);
    check(asked(Kind::Gone, "S1", "E001"), Some(&target), true, &["amendment-not-named"]);
    check(
        Asked { reason: Reason::Illness, ..asked(Kind::Gone, "S1", "") },
        Some(&target),
        false,
        &["amendment-reason"],
    );
    for state in State::ALL {
        let open = matches!(state, State::Drawn | State::Announced);
        assert_eq!(amend::ask(*state, &asked(Kind::Absent, "", "E001"), named(None, true)).is_ok(), open, "{state}");
    }
    // Every reason goes with one kind, and the protocol can write it.
    for reason in Reason::ALL {
        assert_eq!(Kind::ALL.iter().filter(|kind| kind.reasons().contains(reason)).count(), 1, "{reason}");
        assert!(reason.code().parse::<lots::name::ReasonCode>().is_ok());
    }
}

#[test]
fn whoever_it_is_not_for_is_told_nothing_else() {
    let stranger = Named { is_theirs: false, ..named(None, false) };
    let nothing = asked(Kind::Recuse, "S9", "E999");
    assert_eq!(amend::ask(State::Drawn, &nothing, stranger), Err(Refusal::NotOwnTeam));
    assert_eq!(amend::ask(State::Seeded, &nothing, stranger), Err(Refusal::NotDrawn));
    let teams = |teams: &[&[&str]]| -> Vec<Vec<String>> {
        teams.iter().map(|team| team.iter().map(|code| (*code).to_owned()).collect()).collect()
    };
    let check = |asked: Asked<'_>, of: &[&[&str]], own: &str, expected: bool| {
        assert_eq!(amend::concerns(&asked, own, &teams(of)), expected, "{asked:?} {own}");
    };
    let pair: &[&str] = &["E001", "E002"];
    check(asked(Kind::Recuse, "S1", "E001"), &[pair], "E001", true);
    check(asked(Kind::Recuse, "S1", "E001"), &[pair], "E002", true);
    check(asked(Kind::Recuse, "S1", "E001"), &[pair], "E003", false);
    check(asked(Kind::Recuse, "S9", "E001"), &[], "E001", false);
    check(asked(Kind::Gone, "S1", ""), &[pair], "E002", true);
    // Whoever can't take part says so themselves, also where they have no seat.
    check(asked(Kind::Absent, "", "E001"), &[], "E001", true);
    check(asked(Kind::Absent, "", "E001"), &[pair, &["E001", "E004"]], "E004", true);
    check(asked(Kind::Absent, "", "E001"), &[pair], "E004", false);
}

#[test]
fn an_amendment_is_decided_once_and_by_somebody_else() {
    use amend::State::{Approved, Asked, Declined, Withdrawn};
    let decide = |state, by| amend::decide(State::Announced, state, person(1), person(by));
    assert_eq!(decide(Asked, 2), Ok(()));
    assert_eq!(decide(Asked, 1), Err(Refusal::OwnAmendment));
    let withdraw = |state, by| amend::withdraw(State::Announced, state, person(1), person(by));
    assert_eq!(withdraw(Asked, 1), Ok(()));
    assert_eq!(withdraw(Asked, 2), Err(Refusal::NotAsker));
    for over in [Approved, Declined, Withdrawn] {
        assert_eq!(
            (decide(over, 2), withdraw(over, 1)),
            (Err(Refusal::AmendmentDecided), Err(Refusal::AmendmentDecided))
        );
    }
    assert_eq!(amend::decide(State::Seeded, Asked, person(1), person(2)), Err(Refusal::NotDrawn));
    assert_eq!(amend::withdraw(State::Seeded, Asked, person(1), person(1)), Err(Refusal::NotDrawn));
    assert_eq!(amend::approver(person(1)), amend::approver(person(1)));
    assert_ne!(amend::approver(person(1)), amend::approver(person(2)));
}

#[test]
fn of_several_notices_the_first_is_told() {
    let at = |text: &str| Some(text.parse::<Timestamp>().unwrap());
    let check = |visits: &[Option<Timestamp>], (given, first): (u64, Option<Timestamp>)| {
        let expected = Notices { visits: visits.len() as u64, given, first };
        assert_eq!(Notices::of(visits.iter().copied()), expected);
    };
    let (early, late) = (at("2026-03-10T08:00:00Z"), at("2026-03-11T08:00:00Z"));
    check(&[], (0, None));
    check(&[None], (0, None));
    check(&[late, None, early], (2, early));
}
