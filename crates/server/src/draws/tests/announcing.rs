//! When a result announces itself.

use super::{State, Timestamp, date, rules};

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[test]
fn a_result_announces_itself_72_hours_after_it_was_drawn_or_at_noon_of_its_date() {
    let check = |drawn: &str, disclosure: Option<&str>, expected: &str| {
        let due = rules::announces_at(State::Drawn, Some(at(drawn)), disclosure.map(date));
        assert_eq!(due, Some(at(expected)), "{drawn} {disclosure:?}");
    };
    check("2026-03-05T13:30:00.000001Z", None, "2026-03-08T13:30:00.000001Z");
    // An unannounced one: its noon is 4:00 UTC.
    check("2026-03-05T13:30:00Z", Some("2026-04-20"), "2026-04-20T04:00:00Z");
    check("2026-04-20T03:59:59Z", Some("2026-04-20"), "2026-04-20T04:00:00Z");
    // One that came late.
    check("2026-04-20T04:00:01Z", Some("2026-04-20"), "2026-04-20T04:00:01Z");
    check("2026-05-02T01:00:00Z", Some("2026-04-20"), "2026-05-02T01:00:00Z");
}

#[test]
fn nothing_but_a_result_that_waits_announces_itself_and_not_a_moment_too_early() {
    let drawn = at("2026-03-05T13:30:00Z");
    for state in State::ALL.iter().copied().filter(|state| *state != State::Drawn) {
        assert_eq!(rules::announces_at(state, Some(drawn), None), None, "{state}");
    }
    let due = rules::announces_at(State::Drawn, Some(drawn), None);
    let itself = |now: &str| rules::announces_itself(due, at(now));
    assert!(!itself("2026-03-08T13:29:59.999999Z"));
    assert!(itself("2026-03-08T13:30:00Z"));
    assert!(itself("2027-03-08T13:30:00Z"));
    assert!(!rules::announces_itself(None, at("2027-03-08T13:30:00Z")));
}
