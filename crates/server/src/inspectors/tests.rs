//! Rules by tables.

use super::rules::*;
use crate::app::value::Date;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn sound() -> Standing {
    Standing {
        state: InspectorState::Active,
        valid_from: Some(day("2024-01-01")),
        valid_to: day("2026-12-31"),
        away: vec![],
        passed: vec![],
        training_months: None,
    }
}

#[test]
fn somebody_is_drawn_unless_something_stands_against_it() {
    let check = |standing: Standing, on: &str, codes: &[&str]| {
        let why = drawable(&standing, day(on)).err().unwrap_or_default();
        assert_eq!(why.iter().map(|why| why.code()).collect::<Vec<_>>(), codes, "{standing:?} {on}");
    };
    let away = |from: &str, to: &str| vec![Away { from: day(from), to: day(to), kind: LeaveKind::Sick }];
    check(sound(), "2026-03-05", &[]);
    check(sound(), "2024-01-01", &[]);
    check(sound(), "2023-12-31", &["not-yet-valid"]);
    check(sound(), "2026-12-31", &[]);
    check(sound(), "2027-01-01", &["expired"]);
    check(Standing { valid_from: None, ..sound() }, "1990-01-01", &[]);
    check(Standing { state: InspectorState::Suspended, ..sound() }, "2026-03-05", &["suspended"]);
    check(Standing { state: InspectorState::Left, ..sound() }, "2027-03-05", &["left", "expired"]);
    check(Standing { away: away("2026-03-05", "2026-03-07"), ..sound() }, "2026-03-04", &[]);
    check(Standing { away: away("2026-03-05", "2026-03-07"), ..sound() }, "2026-03-05", &["on-leave"]);
    check(Standing { away: away("2026-03-05", "2026-03-07"), ..sound() }, "2026-03-07", &["on-leave"]);
    check(Standing { away: away("2026-03-05", "2026-03-07"), ..sound() }, "2026-03-08", &[]);
}

#[test]
fn a_training_counts_for_so_many_months() {
    let check = |passed: &[&str], on: &str, ok: bool| {
        let passed = passed.iter().map(|text| day(text)).collect();
        let standing = Standing { passed, training_months: Some(12), ..sound() };
        assert_eq!(drawable(&standing, day(on)).is_ok(), ok, "{on}");
    };
    check(&[], "2026-03-05", false);
    check(&["2025-03-05"], "2026-03-05", true);
    check(&["2025-03-04"], "2026-03-05", false);
    // One that is still to come doesn't count.
    check(&["2026-03-06"], "2026-03-05", false);
    check(&["2024-02-29", "2026-01-01"], "2026-03-05", true);
    assert_eq!(training_since(day("2026-02-28"), 24), day("2024-02-28"));
}

#[test]
fn states_move_along_their_arrows() {
    use InspectorState::{Active, Left, Suspended};
    let check = |now, to, expected: Result<InspectorState, Refusal>| assert_eq!(moved(now, to), expected);
    check(Active, Suspended, Ok(Suspended));
    check(Active, Left, Ok(Left));
    check(Active, Active, Err(Refusal::AlreadySo));
    check(Suspended, Active, Ok(Active));
    check(Suspended, Left, Ok(Left));
    check(Left, Active, Ok(Active));
    check(Left, Suspended, Err(Refusal::HasLeft));
    assert_eq!((keep(Suspended), keep(Left)), (Ok(()), Err(Refusal::HasLeft)));
    assert_eq!((withdraw(false), withdraw(true)), (Ok(true), Err(Refusal::Withdrawn)));
}

#[test]
fn numbers_have_their_form() {
    let check = |fault: fn(&str) -> Option<&'static str>, text: &str, sound: bool| {
        assert_eq!(fault(text).is_none(), sound, "{text}");
    };
    check(certificate_fault, "辽D2104001", true);
    check(certificate_fault, "21040019823", true);
    check(certificate_fault, "抚价执〔2024〕12号", true);
    check(certificate_fault, "123", false);
    check(certificate_fault, "粤A(2024)001-2", true);
    for text in [
        "21 04",
        "２１０４００１",
        "2104001-",
        "(2104)001",
        "21--04001",
        "21\u{200b}04001",
        "二一〇四",
        "2104001\u{ff2f}",
    ] {
        check(certificate_fault, text, false);
    }
    check(phone_fault, "13800005678", true);
    check(phone_fault, "024-57500000", true);
    check(phone_fault, "+86-13800005678", true);
    check(phone_fault, "138****5678", false);
    check(phone_fault, "123456", false);
    // The example of GB 11643-1999, and the same with another last character.
    check(id_number_fault, "11010519491231002X", true);
    check(id_number_fault, "110105194912310021", false);
    check(id_number_fault, "440524188001010014", true);
    check(id_number_fault, "44052418800101001", false);
    check(id_number_fault, "44052418800101001４", false);
}

#[test]
fn initials_are_those_of_the_syllables() {
    let check = |name: &str, expected: &str| assert_eq!(initials(name), expected);
    check("王小明", "wxm");
    check("Smith 李", "smithl");
    check("", "");
}

#[test]
fn names_that_look_the_same_are_one() {
    for text in ["赵铁", "赵铁\u{fe0f}", "赵 铁", "赵\u{3000}铁", "\u{3164}赵铁", "赵\u{e000}铁", "赵\u{34f}铁"]
    {
        assert_eq!(looks(text), "赵铁", "{text:?}");
    }
    assert_eq!(looks("抚\u{f90a}"), looks("抚金"));
    assert_ne!(looks("赵铁"), looks("赵鉄"));
}

#[test]
fn certificates_that_look_alike_are_one_and_what_could_be_meant_is_suggested() {
    for text in
        ["２１０４００９００１", "21040O9001", "21040o900l", "2104-00(9001)", "2104009001-", "21040090\u{200b}0I"]
    {
        assert_eq!(folded(text), "2104009001", "{text}");
    }
    assert_ne!(folded("辽2104009001"), folded("2104009001"));
    let check = |text: &str, code: Option<&str>| assert_eq!(certificate_fault(text), code, "{text}");
    check("２１０４００９００１", Some("certificate-dirty"));
    check("2104 009001-", Some("certificate-dirty"));
    check("2104+9001", Some("certificate-form"));
    assert_eq!(half_width("２１０４（００９）００１"), "2104(009)001");
    assert_eq!(half_width("2104 009001-"), "2104009001");
}
