//! Whom a scope of trades and regions passes over.

use std::collections::BTreeMap;

use super::{date, scheme};
use crate::draws::rules::outside::Outside;
use crate::draws::rules::scheme::Scope;

fn counts(of: &[(&str, u64)]) -> BTreeMap<String, u64> {
    of.iter().map(|(code, many)| ((*code).to_owned(), *many)).collect()
}

#[test]
fn a_scope_asks_for_what_there_can_be() {
    let texts = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    let lacks = |scope: Scope| {
        let mut scheme = scheme();
        scheme.scope = scope;
        let lacks = scheme.lacks(date("2026-03-05"));
        lacks.into_iter().map(|lack| (lack.field, lack.code)).collect::<Vec<_>>()
    };
    let of = |industries: &[&str]| lacks(Scope { industries: texts(industries), ..Scope::default() });
    assert!(of(&["F", "52", "8425", "Q84"]).is_empty());
    let fault = |at: usize, code: &'static str| (format!("scope.industries.{at}"), code);
    assert_eq!(of(&["83 "]), [fault(0, "industry-form")]);
    assert_eq!(of(&["52", "餐饮", "5", ""]), [1, 2, 3].map(|at| fault(at, "industry-form")));
    assert_eq!(of(&["P82", "99"]), [fault(0, "industry-section"), fault(1, "industry-unknown")]);
    let tagged = Scope { tags: texts(&["夜\u{200b}市"]), ..Scope::default() };
    assert_eq!(lacks(tagged), [("scope.tags.0".to_owned(), "text-unclean")]);
    let there = Scope { regions: texts(&["21-4"]), ..Scope::default() };
    assert_eq!(lacks(there), [("scope.regions".to_owned(), "region-prefix")]);
}

#[test]
fn whoever_lacks_what_the_scope_asks_for_is_counted_and_nobody_else() {
    let trades = counts(&[("", 3), ("F", 5), ("52", 7), ("F52", 1), ("5212", 2), ("62", 11), ("H", 13)]);
    let regions = counts(&[("210402", 20), ("210404", 15), ("210400", 4), ("210499", 1), ("110105", 2)]);
    let check =
        |industries: &[&str], of: &[&str], (none, wide): (u64, u64), (region_wide, beyond): (u64, &[(&str, u64)])| {
            let texts = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
            let scope = Scope { industries: texts(industries), regions: texts(of), ..Scope::default() };
            let expected = Outside { trade_none: none, trade_wide: wide, region_wide, regions: counts(beyond) };
            assert_eq!(Outside::of(&scope, &trades, &regions), expected, "{scope:?}");
        };
    check(&[], &[], (0, 0), (0, &[]));
    check(&["F"], &[], (3, 0), (0, &[]));
    check(&["52"], &[], (3, 5), (0, &[]));
    // Neither the section nor the division says whether it is this class.
    check(&["5212"], &[], (3, 5 + 7 + 1), (0, &[]));
    check(&[], &["2104"], (0, 0), (0, &[("110105", 2)]));
    check(&[], &["210402"], (0, 0), (4, &[("110105", 2), ("210400", 4), ("210404", 15), ("210499", 1)]));
}

#[test]
fn what_is_no_trade_says_too_little_whatever_is_asked_for() {
    let trades = counts(&[("餐饮", 6), ("99", 2), ("A52", 1), ("52", 7)]);
    let scope = |asked: &str| Scope { industries: vec![asked.to_owned()], ..Scope::default() };
    for asked in ["52", "F", "62"] {
        assert_eq!(Outside::of(&scope(asked), &trades, &BTreeMap::new()).trade_wide, 8, "{asked}");
    }
}
