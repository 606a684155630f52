//! Who belongs in a frozen roster by what was sealed.

use std::collections::{BTreeSet, HashMap};

use uuid::Uuid;

use super::scheme;
use crate::accounts::OrganisationId;
use crate::draws::rules::Axes;
use crate::draws::rules::roster::{Entry, Frozen, Place};
use crate::draws::rules::scheme::{Scheme, Scope};
use crate::subjects::{Domain, Risk, Status};

const OFFICE: OrganisationId = OrganisationId(Uuid::from_u128(1));

fn entry(number: i64) -> Entry {
    Entry {
        number,
        organisation: OFFICE,
        code: format!("C{number}"),
        status: Status::Active,
        risk: Risk::C,
        domain: Domain::Enterprise,
        region: "210402".into(),
        industry: "5212".into(),
        tags: vec!["连锁".into()],
    }
}

/// By class and field, of businesses of one field and one city.
fn asked() -> Scheme {
    let scope = Scope { domains: vec![Domain::Enterprise], regions: vec!["2104".into()], ..Scope::default() };
    let axes = Axes { risk: true, domain: true, visited: vec![12], ..Axes::default() };
    Scheme { scope, axes, ..scheme() }
}

fn frozen(scheme: Scheme, rows: &[(&str, Place)]) -> Frozen {
    let rows: HashMap<String, Place> = rows.iter().map(|(code, place)| ((*code).to_owned(), place.clone())).collect();
    Frozen::new(scheme, BTreeSet::from([OFFICE]), rows)
}

fn drawable(number: i64, stratum: &str) -> Place {
    Place::In(number, stratum.into())
}

#[test]
fn an_entry_lies_in_a_scope_by_all_that_is_asked_for() {
    let check = |scope: Scope, change: fn(&mut Entry), expected: bool| {
        let mut entry = entry(1);
        change(&mut entry);
        assert_eq!(frozen(Scheme { scope, ..scheme() }, &[]).asks(&entry), expected, "{entry:?}");
    };
    check(Scope::default(), |_| (), true);
    check(Scope::default(), |one| one.organisation = OrganisationId(Uuid::from_u128(2)), false);
    check(Scope::default(), |one| one.status = Status::Merged, true);
    check(Scope { risks: vec![Risk::C, Risk::D], ..Scope::default() }, |_| (), true);
    check(Scope { risks: vec![Risk::C, Risk::D], ..Scope::default() }, |one| one.risk = Risk::B, false);
    check(Scope { domains: vec![Domain::Medical], ..Scope::default() }, |_| (), false);
    check(Scope { regions: vec!["2104".into()], ..Scope::default() }, |_| (), true);
    check(Scope { regions: vec!["2104".into()], ..Scope::default() }, |one| one.region.clear(), false);
    for (asked, expected) in [("F", true), ("52", true), ("62", false)] {
        check(Scope { industries: vec![asked.into()], ..Scope::default() }, |_| (), expected);
    }
    check(Scope { tags: vec!["夜市".into(), "连锁".into()], ..Scope::default() }, |_| (), true);
    check(Scope { tags: vec!["夜市".into()], ..Scope::default() }, |_| (), false);
}

#[test]
fn who_belongs_there_stands_there_by_their_sealed_class() {
    let check = |rows: &[(&str, Place)], change: fn(&mut Entry), expected: (bool, &[&str])| {
        let mut one = entry(1);
        change(&mut one);
        let mut frozen = frozen(asked(), rows);
        let agrees = frozen.hold(&[Some(one)]);
        assert_eq!((agrees, frozen.rest()), (expected.0, expected.1.iter().map(|one| (*one).to_owned()).collect()));
    };
    let there = || ("C1", drawable(1, "C/enterprise/never"));
    check(&[there()], |_| (), (true, &[]));
    check(&[], |_| (), (false, &[]));
    check(&[there()], |one| one.risk = Risk::D, (false, &[]));
    check(&[("C1", drawable(1, "C/enterprises"))], |_| (), (false, &[]));
    // Who doesn't belong there stands there, under another code too.
    check(&[there()], |one| one.domain = Domain::Medical, (false, &[]));
    check(&[there()], |one| one.code = "C9".into(), (false, &["1"]));
    check(&[("X1", Place::Out("closed".into()))], |one| one.domain = Domain::Medical, (true, &["X1"]));
    // Left out by a rule that hangs on visits; for want of business only if there is none.
    check(&[("C1", Place::Out("cooling-down".into()))], |_| (), (true, &[]));
    check(&[("C1", Place::Out("closed".into()))], |_| (), (false, &[]));
    check(&[("C1", Place::Out("closed".into()))], |one| one.status = Status::Revoked, (true, &[]));
    check(&[], |one| one.status = Status::Revoked, (false, &[]));
    check(&[there()], |one| one.status = Status::Revoked, (false, &[]));
}

#[test]
fn the_first_of_two_entries_with_one_code_stands_for_both() {
    let second = || Some(Entry { code: "C1".into(), risk: Risk::A, ..entry(2) });
    let rows = [("C1", drawable(1, "C/enterprise/never"))];
    let mut right = frozen(asked(), &rows);
    assert!(right.hold(&[Some(entry(1))]) && right.hold(&[second()]));
    assert!(right.rest().is_empty());
    let mut wrong = frozen(asked(), &[("C1", drawable(2, "A/enterprise/never"))]);
    assert!(!wrong.hold(&[Some(entry(1))]) && wrong.hold(&[second()]));
}

#[test]
fn what_changed_while_a_roster_was_gathered_may_have_either_state() {
    let moved = || Some(Entry { risk: Risk::A, ..entry(1) });
    let class = |class: &str| [("C1", drawable(1, &format!("{class}/enterprise/never")))];
    for (said, expected) in [("C", true), ("A", true), ("B", false)] {
        assert_eq!(frozen(asked(), &class(said)).hold(&[Some(entry(1)), moved()]), expected, "{said}");
    }
    // A new entry may be there or not.
    assert!(frozen(asked(), &[]).hold(&[None, moved()]));
    assert!(frozen(asked(), &class("A")).hold(&[None, moved()]));
    assert!(frozen(asked(), &[]).hold(&[None]));
}
