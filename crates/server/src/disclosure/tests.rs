//! Working days against the State Council's notices, and who may publish what.

use proptest::prelude::*;

use super::rules::calendar::{BUILT_IN, faults};
use super::rules::{self, Calendar, Refusal, Standing, State, Turn};
use crate::app::value::Date;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

#[test]
fn the_years_are_as_their_documents_say() {
    let calendar = Calendar::built_in();
    let check = |text: &str, works: bool| assert_eq!(calendar.is_working(day(text)), works, "{text}");
    // Weekends that are worked, weekdays that aren't, and the days around them.
    for (text, works) in [
        ("2024-02-09", true),
        ("2024-02-12", false),
        ("2024-02-18", true),
        ("2024-05-11", true),
        ("2025-01-26", true),
        ("2025-01-27", true),
        ("2025-02-04", false),
        ("2025-02-05", true),
        ("2025-10-08", false),
        ("2025-10-11", true),
        ("2026-01-02", false),
        ("2026-01-04", true),
        ("2026-02-14", true),
        ("2026-02-23", false),
        ("2026-02-28", true),
        ("2026-03-01", false),
        ("2026-10-10", true),
    ] {
        check(text, works);
    }
    for known in BUILT_IN {
        assert!(faults(known.year, known.document, &known.holidays(), &known.workdays()).is_empty(), "{}", known.year);
    }
}

#[test]
fn twenty_working_days_pass_over_a_holiday() {
    let calendar = Calendar::built_in();
    let due = |start: &str, days: u16| {
        let due = calendar.due(day(start), days);
        (due.day.to_string(), due.provisional)
    };
    assert_eq!(due("2026-03-05", 1), ("2026-03-06".to_owned(), false));
    // Friday's next working day is Monday.
    assert_eq!(due("2026-03-06", 1), ("2026-03-09".to_owned(), false));
    // 2026-02-13 is a Friday before a worked Saturday and nine days off.
    assert_eq!(due("2026-02-13", 1), ("2026-02-14".to_owned(), false));
    assert_eq!(due("2026-02-13", 2), ("2026-02-24".to_owned(), false));
    assert_eq!(due("2026-03-10", 20), ("2026-04-08".to_owned(), false));
    // Into a year that nobody has entered yet.
    assert_eq!(due("2026-12-31", 1), ("2027-01-01".to_owned(), true));
    let entered = Calendar::built_in().with(2027, &[day("2027-01-01")], &[]);
    let later = entered.due(day("2026-12-31"), 1);
    assert_eq!((later.day.to_string(), later.provisional), ("2027-01-04".to_owned(), false));
}

#[test]
fn what_is_wrong_with_a_year_is_named() {
    let check = |holidays: &[&str], workdays: &[&str], expected: &[(&str, &str)]| {
        let days = |texts: &[&str]| texts.iter().map(|text| day(text)).collect::<Vec<_>>();
        let found = faults(2027, "国办发明电〔2026〕9号", &days(holidays), &days(workdays));
        let found: Vec<(&str, &str)> = found.iter().map(|(field, code)| (field.as_str(), *code)).collect();
        assert_eq!(found, expected);
    };
    check(&["2027-01-01", "2027-12-31"], &["2027-01-03"], &[]);
    check(&[], &[], &[("holidays", "calendar-count")]);
    // No year says anything about another, least of all about one that is built in.
    check(&["2026-12-31", "2027-01-01"], &[], &[("holidays.0", "calendar-other-year")]);
    check(
        &["2027-01-01", "2028-01-01"],
        &["2026-12-27"],
        &[("holidays.1", "calendar-other-year"), ("workdays.0", "calendar-other-year")],
    );
    check(&["2027-01-01", "2027-01-01"], &[], &[("holidays.1", "named-twice")]);
    check(&["2027-01-01"], &["2027-01-04"], &[("workdays.0", "calendar-weekday")]);
    check(&["2027-01-03"], &["2027-01-03"], &[("workdays.0", "calendar-both")]);
    assert_eq!(
        faults(2023, "", &[day("2023-01-01")], &[]),
        [("year".to_owned(), "calendar-year"), ("document".to_owned(), "calendar-document")]
    );
    assert_eq!(rules::enter(2026), Err(Refusal::BuiltIn));
    assert_eq!(rules::enter(2027), Ok(()));
}

#[test]
fn a_result_is_published_once_by_somebody_else_and_after_its_draw() {
    let due = Standing { state: State::Due, turn: Turn::Next, is_announced: true, is_own: false };
    let check = |standing: Standing, expected: Result<State, Refusal>| assert_eq!(rules::publish(standing), expected);
    check(due, Ok(State::Published));
    check(Standing { state: State::Published, ..due }, Err(Refusal::Published));
    check(Standing { state: State::Superseded, ..due }, Err(Refusal::Published));
    check(Standing { turn: Turn::TooEarly, ..due }, Err(Refusal::EarlierFirst));
    check(Standing { turn: Turn::PassedOver, ..due }, Ok(State::Superseded));
    check(Standing { is_own: true, ..due }, Err(Refusal::OwnVisit));
    check(Standing { is_announced: false, ..due }, Err(Refusal::Unannounced));
}

#[test]
fn versions_of_a_visit_become_public_in_their_order() {
    let check = |number, due: &[i64], public: &[i64], expected| {
        assert_eq!(rules::turn(number, due, public), expected, "{number} {due:?} {public:?}");
    };
    check(1, &[1], &[], Turn::Next);
    check(1, &[1, 2], &[], Turn::Next);
    check(2, &[1, 2], &[], Turn::TooEarly);
    check(2, &[2], &[1], Turn::Next);
    check(1, &[1], &[2], Turn::PassedOver);
    check(2, &[1, 2], &[3], Turn::TooEarly);
}

#[test]
fn a_year_says_nothing_about_the_days_of_another() {
    let calendar = Calendar::built_in().with(2027, &[day("2026-12-31"), day("2027-01-01")], &[day("2026-10-02")]);
    assert!(calendar.is_working(day("2026-12-31")) && !calendar.is_working(day("2026-10-02")));
    assert!(!calendar.is_working(day("2027-01-01")));
}

fn some_day() -> impl Strategy<Value = Date> {
    (0..1300_i32).prop_map(|days| day("2024-01-01").plus_days(days))
}

proptest! {
    #[test]
    fn a_due_day_is_worked_and_so_many_working_days_later(start in some_day(), days in 1..60_u16) {
        let calendar = Calendar::built_in();
        let due = calendar.due(start, days).day;
        prop_assert!(calendar.is_working(due));
        let (mut at, mut count) = (start, 0);
        while at < due {
            at = at.plus_days(1);
            count += u16::from(calendar.is_working(at));
        }
        prop_assert_eq!(count, days);
    }

    #[test]
    fn a_later_event_is_never_due_earlier(start in some_day(), later in 0..40_i32, days in 1..60_u16) {
        let calendar = Calendar::built_in();
        prop_assert!(calendar.due(start, days).day <= calendar.due(start.plus_days(later), days).day);
    }

    #[test]
    fn what_is_overdue_began_on_that_day_or_before(today in some_day(), days in 1..60_u16) {
        let calendar = Calendar::built_in();
        let last = calendar.overdue_since(today, days);
        prop_assert!(calendar.due(last, days).day < today);
        prop_assert!(calendar.due(last.plus_days(1), days).day >= today);
    }
}

#[test]
fn shares_are_whole_numbers_rounded_half_up() {
    use super::rules::figures::{percent, share};
    for (part, whole, expected) in [
        (1, 3, "33.33%"),
        (2, 3, "66.67%"),
        (1, 8, "12.50%"),
        (0, 5, "0.00%"),
        (5, 5, "100.00%"),
        (0, 0, "–"),
        (1, 20_000, "0.01%"),
    ] {
        assert_eq!(percent(share(part, whole)), expected, "{part}/{whole}");
    }
    assert_eq!(share(u64::MAX, u64::MAX), Some(10_000));
}
