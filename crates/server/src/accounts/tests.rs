//! The rules on accounts, row by row.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::rules::*;
use crate::app::value::Timestamp;

const ME: PersonId = PersonId(Uuid::from_u128(1));
const OTHER: PersonId = PersonId(Uuid::from_u128(2));

fn set(roles: &[Role]) -> BTreeSet<Role> {
    roles.iter().copied().collect()
}

#[test]
fn three_administrators_exclude_each_other_and_business() {
    let check = |roles: &[Role], expected: Result<Lane, Refusal>| {
        assert_eq!(check_together(&set(roles)), expected, "{roles:?}")
    };
    check(&[], Ok(Lane::Business));
    check(&[Role::Planner, Role::Approver, Role::Inspector], Ok(Lane::Business));
    check(&[Role::SystemAdmin], Ok(Lane::System));
    check(&[Role::SystemAdmin, Role::SecurityAdmin], Err(Refusal::RolesTogether));
    check(&[Role::SecurityAdmin, Role::AuditAdmin], Err(Refusal::RolesTogether));
    for &role in Role::ALL.iter().filter(|role| !role.is_privileged()) {
        check(&[Role::AuditAdmin, role], Err(Refusal::RolesTogether));
    }
}

#[test]
fn roles_are_given_by_another_and_the_last_administrator_stays() {
    let check = |person, now: &[Role], wanted: &[Role], only: &[Role], expected: Result<Lane, Refusal>| {
        let (now, wanted, only_here) = (set(now), set(wanted), set(only));
        let granting = Granting { person, by: ME, now: &now, wanted: &wanted, only_here: &only_here };
        assert_eq!(grant(granting), expected);
    };
    check(OTHER, &[], &[Role::Planner], &[], Ok(Lane::Business));
    check(ME, &[], &[Role::Planner], &[], Err(Refusal::OwnRoles));
    check(OTHER, &[Role::AuditAdmin], &[], &[Role::AuditAdmin], Err(Refusal::LastAdministrator));
    check(OTHER, &[Role::AuditAdmin], &[Role::AuditAdmin], &[Role::AuditAdmin], Ok(Lane::Audit));
    check(OTHER, &[Role::AuditAdmin], &[], &[], Ok(Lane::Business));
}

#[test]
fn an_account_is_suspended_by_another_once() {
    let check = |person, state, only: &[Role], expected: Result<PersonState, Refusal>| {
        assert_eq!(suspend(person, state, ME, &set(only)), expected);
    };
    check(OTHER, PersonState::Active, &[], Ok(PersonState::Suspended));
    check(ME, PersonState::Active, &[], Err(Refusal::OwnAccount));
    check(OTHER, PersonState::Suspended, &[], Err(Refusal::AlreadySo));
    check(OTHER, PersonState::Active, &[Role::SystemAdmin], Err(Refusal::LastAdministrator));
    assert_eq!(restore(PersonState::Suspended), Ok(PersonState::Active));
    assert_eq!(restore(PersonState::Active), Err(Refusal::AlreadySo));
}

#[test]
fn a_level_lies_below_its_parents() {
    let check = |above, below, sound: bool| assert_eq!(check_levels(above, below).is_ok(), sound);
    check(Level::Province, Level::City, true);
    check(Level::Province, Level::County, true);
    check(Level::City, Level::City, false);
    check(Level::County, Level::City, false);
}

#[test]
fn a_password_is_long_and_not_what_is_guessed_first() {
    let check = |password: &str, expected: Option<&str>| {
        assert_eq!(password_fault(password, "wang", "王小明"), expected, "{password}")
    };
    check("correct horse", None);
    check("马到成功二零二六年开门红", None);
    check("short", Some("password-short"));
    check(&"ab cd ef gh".repeat(30), Some("password-long"));
    check("aaaaabbbbbcc", Some("password-plain"));
    check("my wang is here", Some("password-login"));
    check("王小明的密码是这个啊", Some("password-login"));
    check("my Password is", Some("password-common"));
    check("x1234567890", Some("password-common"));
}

#[test]
fn waiting_grows_and_ends() {
    let at = Timestamp(0);
    let check = |failures, seconds| assert_eq!(wait_until(failures, at).seconds(), seconds, "{failures}");
    check(0, 0);
    check(4, 0);
    check(5, 1);
    check(6, 2);
    check(10, 32);
    check(14, 512);
    check(15, 900);
    check(1_000_000, 900);
}

#[test]
fn an_account_is_confirmed_by_whoever_gives_roles_or_the_next_nearest() {
    use Confirmer::{Audit, Security, Server};
    let check = |by, lane, others: &[Role], expected: Result<(), Refusal>| {
        let account = Confirming { person: OTHER, lane, resting: true, password_given: false, others };
        assert_eq!(confirm(by, account), expected, "{by:?} {lane} {others:?}");
    };
    let (both, no) = ([Role::SecurityAdmin, Role::AuditAdmin], Err(Refusal::OtherConfirms));
    check(Security(ME), Lane::Business, &both, Ok(()));
    check(Security(OTHER), Lane::Business, &both, Err(Refusal::OwnConfirmation));
    check(Audit(ME), Lane::Business, &both, no);
    check(Audit(ME), Lane::System, &[Role::AuditAdmin], no);
    check(Audit(ME), Lane::Security, &both, no);
    check(Audit(ME), Lane::Security, &[Role::AuditAdmin], Ok(()));
    check(Server, Lane::Security, &[Role::AuditAdmin], no);
    check(Server, Lane::Business, &[], no);
    check(Server, Lane::Security, &[], Ok(()));
    let account = Confirming { person: OTHER, lane: Lane::Business, resting: true, password_given: true, others: &[] };
    assert_eq!(confirm(Security(ME), account), Err(Refusal::PasswordGiven));
    assert_eq!(confirm(Security(ME), Confirming { resting: false, ..account }), Err(Refusal::NotResting));
}
