//! What a committed draw waits for.

use lots::plan::{PlannedSourceBody, SeedPlan, SeedPlanBody};

use super::{Reading, Timestamp, person};
use crate::draws::rules::waiting::{Known, can_read, wants_annulment, wants_following};

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// A lottery alone, which closes at 13:00 UTC.
fn plan() -> SeedPlan {
    let kl8 = PlannedSourceBody {
        closes: "2026-03-05T21:00:00+08:00".into(),
        fallback: Vec::new(),
        hash: String::new(),
        name: "kl8:2026054".into(),
        outside: 0,
    };
    let rule = lots::name::Note::new("锁定两小时后截止的第一期快乐8").unwrap();
    let body = SeedPlanBody { delay_s: 7200, rule, sources: vec![kl8] };
    SeedPlan::check(&body, &"2026-03-05T09:00:00+08:00".parse().unwrap()).unwrap()
}

fn read(by: u128, value: &str) -> Reading {
    let name = "kl8:2026054".to_owned();
    Reading { place: 0, name, value: value.into(), evidence: "公告".into(), why: String::new(), by: Some(person(by)) }
}

#[test]
fn a_value_waits_from_its_close_until_two_agree_for_whoever_has_not_read_it() {
    let check = |readings: &[Reading], by: u128, now: &str, expected: bool| {
        assert_eq!(can_read(&plan(), readings, person(by), at(now)), expected, "{by} {now} {}", readings.len());
    };
    let after = "2026-03-05T13:00:00Z";
    check(&[], 1, "2026-03-05T12:59:59Z", false);
    check(&[], 1, after, true);
    check(&[read(1, "01")], 1, after, false);
    check(&[read(1, "01")], 2, after, true);
    // Two who differ wait for a third; two who agree for nobody.
    check(&[read(1, "01"), read(2, "02")], 3, after, true);
    check(&[read(1, "01"), read(2, "01")], 3, after, false);
    check(&[], 1, "2026-03-20T13:00:00Z", true);
    check(&[], 1, "2026-03-20T13:00:01Z", false);
}

#[test]
fn a_lost_draw_waits_to_be_annulled_while_it_can_be_and_to_be_followed_afterwards() {
    let check = |known: Known, now: &str, expected: (bool, bool)| {
        let found = (wants_annulment(&known, person(1), at(now)), wants_following(&known, at(now)));
        assert_eq!(found, expected, "{known:?} {now}");
    };
    let until = Some(at("2026-03-05T13:00:00Z"));
    let (before, after) = ("2026-03-05T12:59:59Z", "2026-03-05T13:00:00Z");
    let lost = Known { is_lost: true, annulled_until: until, annuller: None, is_followed: false };
    check(lost, before, (true, false));
    check(lost, after, (false, true));
    check(Known { is_followed: true, ..lost }, after, (false, false));
    check(Known { annulled_until: None, ..lost }, after, (true, false));
    // Whoever asked waits for another; nobody need ask where there is a seed to come.
    check(Known { annuller: Some(person(1)), ..lost }, before, (false, false));
    check(Known { annuller: Some(person(2)), ..lost }, before, (true, false));
    check(Known { is_lost: false, ..lost }, before, (false, false));
    check(Known { is_lost: false, annuller: Some(person(2)), ..lost }, before, (true, false));
}
