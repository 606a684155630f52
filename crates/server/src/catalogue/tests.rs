//! The rules, by tables.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::api::sheet::read::incoming;
use super::api::sheet::write;
use super::api::sheet::{Part, cells};
use super::rules::compare::compare;
use super::rules::*;
use crate::accounts::PersonId;
use crate::app::value::Date;
use crate::app::words::{Tongue, words};

const ANN: PersonId = PersonId(Uuid::from_u128(1));
const BOB: PersonId = PersonId(Uuid::from_u128(2));
const EVE: PersonId = PersonId(Uuid::from_u128(3));

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// An item with all it needs.
fn item(code: &str) -> ItemText {
    ItemText {
        code: code.into(),
        domain: "涉企".into(),
        name: "明码标价".into(),
        sub: "商品标价".into(),
        bases: vec![Basis { law: "《中华人民共和国价格法》".into(), article: "第十三条".into() }],
        body: "市价格监督检查机构".into(),
        object: "商品零售经营者".into(),
        content: "是否标明品名、价格".into(),
        methods: BTreeSet::from([Method::OnSite]),
        class: Class::Ordinary,
        rate: Rate::new(3, 100).unwrap(),
        frequency: Frequency { at_least: Some(1), at_most: None, note: String::new() },
        qualification: String::new(),
        materials: vec!["营业执照".into(), "价目表".into()],
        checklist: vec![CheckRow {
            text: "有无标价签".into(), answer: Answer::YesNo, basis: "第十三条".into()
        }],
        discretion: vec![DiscretionRow {
            violation: "不明码标价".into(),
            basis: "第四十二条".into(),
            grade: Grade::Lenient,
            range: "处1000元以下罚款".into(),
        }],
    }
}

#[test]
fn each_item_has_basis_body_object_content_and_method() {
    let check = |change: fn(&mut ItemText), field: &str, code: &str| {
        let mut changed = item("JG-002");
        change(&mut changed);
        let lack = Lack { item: "JG-002".into(), field: field.to_owned().leak(), code: code.to_owned().leak() };
        assert_eq!(submit(State::Draft, &[item("JG-001"), changed]), Err(Refusal::Incomplete(vec![lack])));
    };
    check(|item| item.bases.clear(), "bases", "item-no-basis");
    check(|item| item.body.clear(), "body", "item-no-body");
    check(|item| item.object.clear(), "object", "item-no-object");
    check(|item| item.content.clear(), "content", "item-no-content");
    check(|item| item.methods.clear(), "methods", "item-no-method");
    assert_eq!(submit(State::Draft, &[item("JG-001")]), Ok(State::Submitted));
    assert_eq!(submit(State::Draft, &[]), Err(Refusal::NoItems));
}

#[test]
fn a_step_has_its_state_and_no_other() {
    let sound = Standing { drafters: vec![ANN], approver: Some(BOB), submitted: Some("d".into()), now: "d".into() };
    let effect = Effect { from: day("2026-03-05"), today: day("2026-03-05"), others: &[] };
    for &state in State::ALL {
        let is = |wanted: State| state == wanted;
        assert_eq!(write(state).is_ok(), is(State::Draft), "{state}");
        assert_eq!(submit(state, &[item("A")]).is_ok(), is(State::Draft), "{state}");
        assert_eq!(approve(state, &sound, BOB).is_ok(), is(State::Submitted), "{state}");
        assert_eq!(reject(state, &sound, BOB).is_ok(), is(State::Submitted), "{state}");
        assert_eq!(publish(state, &sound, EVE, effect).is_ok(), is(State::Approved), "{state}");
        assert_eq!(withdraw(state, None, effect.today).is_ok(), is(State::Approved) || is(State::Published), "{state}");
    }
}

#[test]
fn drafting_approving_and_publishing_take_three_people() {
    let standing = Standing { drafters: vec![ANN], approver: Some(BOB), submitted: Some("d".into()), now: "d".into() };
    let effect = Effect { from: day("2026-03-05"), today: day("2026-03-05"), others: &[] };
    assert_eq!(approve(State::Submitted, &standing, ANN), Err(Refusal::OwnDraft));
    assert_eq!(reject(State::Submitted, &standing, ANN), Err(Refusal::OwnDraft));
    assert_eq!(publish(State::Approved, &standing, ANN, effect), Err(Refusal::OwnApproval));
    assert_eq!(publish(State::Approved, &standing, BOB, effect), Err(Refusal::OwnApproval));
    let changed = Standing { now: "e".into(), ..standing };
    assert_eq!(approve(State::Submitted, &changed, BOB), Err(Refusal::TextChanged));
    assert_eq!(publish(State::Approved, &changed, EVE, effect), Err(Refusal::TextChanged));
}

#[test]
fn one_edition_is_in_force_on_a_day() {
    let standing = Standing { submitted: Some(String::new()), ..Standing::default() };
    let check = |from: &str, others: &[(&str, Option<&str>)], expected: Result<State, Refusal>| {
        let others: Vec<_> =
            others.iter().map(|(from, until)| Span { from: day(from), until: until.map(day) }).collect();
        let effect = Effect { from: day(from), today: day("2026-03-05"), others: &others };
        assert_eq!(publish(State::Approved, &standing, ANN, effect), expected, "{from} {others:?}");
    };
    check("2026-03-05", &[], Ok(State::Published));
    check("2026-03-04", &[], Err(Refusal::EffectivePast));
    check("2026-03-05", &[("2026-01-01", None)], Ok(State::Published));
    check("2026-03-05", &[("2026-03-05", None)], Err(Refusal::EffectiveOrder));
    check("2026-04-01", &[("2026-05-01", None)], Err(Refusal::EffectiveOrder));
    check("2026-04-01", &[("2026-01-01", Some("2026-04-01"))], Ok(State::Published));
    check("2026-04-01", &[("2026-01-01", Some("2026-04-02"))], Err(Refusal::EffectiveOrder));
}

#[test]
fn what_was_withdrawn_before_it_was_in_force_never_is() {
    let span = |from: &str| Some(Span { from: day(from), until: None });
    let today = day("2026-03-05");
    assert_eq!(withdraw(State::Published, span("2026-01-01"), today), Ok(Some(today)));
    assert_eq!(withdraw(State::Published, span("2026-04-01"), today), Ok(Some(day("2026-04-01"))));
    assert_eq!(withdraw(State::Approved, None, today), Ok(None));
}

#[test]
fn an_order_names_each_item_once() {
    let id = |n: u128| ItemId(Uuid::from_u128(n));
    assert_eq!(order(&[id(1), id(2)], &[id(2), id(1)]), Ok(()));
    for wanted in [vec![id(1)], vec![id(1), id(1)], vec![id(1), id(3)], vec![id(1), id(2), id(2)]] {
        assert_eq!(order(&[id(1), id(2)], &wanted), Err(Refusal::OrderIncomplete), "{wanted:?}");
    }
}

#[test]
fn a_comparison_names_each_field_that_differs() {
    let mut changed = item("B");
    changed.rate = Rate::new(1, 10).unwrap();
    changed.checklist.clear();
    let found = compare(&[item("A"), item("B"), item("C")], &[changed, item("D"), item("C")]);
    let codes = |items: &[ItemText]| items.iter().map(|item| item.code.clone()).collect::<Vec<_>>();
    assert_eq!((codes(&found.added), codes(&found.removed), found.same), (vec!["D".into()], vec!["A".into()], 1));
    let [change] = &*found.changed else { panic!("{found:?}") };
    assert_eq!((&*change.after.code, &*change.fields), ("B", &["rate", "checklist"][..]));
    assert_eq!((change.before.rate.to_string(), change.after.rate.to_string()), ("3%".to_owned(), "10%".to_owned()));
}

#[test]
fn a_rate_is_read_exactly() {
    let check = |text: &str, expected: Option<(u32, u32)>| {
        let read = read::rate(text).map(|rate| (rate.numerator, rate.denominator));
        assert_eq!(read, expected, "{text}");
    };
    check("0.03", Some((3, 100)));
    check("0.10", Some((1, 10)));
    check("3%", Some((3, 100)));
    check("２.５％", Some((1, 40)));
    check("3‰", Some((3, 1000)));
    check("1/30", Some((1, 30)));
    check("1", Some((1, 1)));
    check("0", Some((0, 1)));
    for wrong in ["", "1.5", "101%", "-0.1", "1/0", "0.0000001", "三成", "1e-2", ".5", "1/2/3"] {
        check(wrong, None);
    }
}

#[test]
fn a_rate_is_shown_as_it_can_be_read_again() {
    let check = |numerator, denominator, expected: &str| {
        let rate = Rate::new(numerator, denominator).unwrap();
        assert_eq!(rate.to_string(), expected);
        assert_eq!(read::rate(expected), Some(rate));
    };
    check(3, 100, "3%");
    check(1, 40, "2.5%");
    check(1, 3, "1/3");
    check(1, 1_000_000, "0.0001%");
    check(0, 7, "0%");
}

#[test]
fn bases_are_a_law_and_its_articles() {
    let check = |text: &str, expected: &[(&str, &str)]| {
        let read: Vec<_> = read::bases(text).into_iter().map(|basis| (basis.law, basis.article)).collect();
        let expected: Vec<_> =
            expected.iter().map(|(law, article)| ((*law).to_owned(), (*article).to_owned())).collect();
        assert_eq!(read, expected);
    };
    check("《价格法》第十三条", &[("《价格法》", "第十三条")]);
    check(
        "《价格法》第十三条；《规定》（令第56号）第五条",
        &[("《价格法》", "第十三条"), ("《规定》（令第56号）", "第五条")],
    );
    check("《商品房销售明码标价规定》", &[("《商品房销售明码标价规定》", "")]);
    check("价格法第十三条、第十四条", &[("价格法", "第十三条、第十四条")]);
    check(" ； ", &[]);
}

#[test]
fn a_frequency_is_numbers_where_it_says_numbers() {
    let check = |text: &str, at_least, at_most, note: &str| {
        assert_eq!(read::frequency(text), Frequency { at_least, at_most, note: note.into() }, "{text}");
    };
    check("每年不少于1次", Some(1), None, "");
    check("每年不超过 2 次", None, Some(2), "");
    check("每年１至３次", Some(1), Some(3), "");
    check("每年2次", Some(2), Some(2), "");
    check("春耕前不少于1次", None, None, "春耕前不少于1次");
    check("每年不少于1次；春耕前", Some(1), None, "春耕前");
    check("at least 2 a year", Some(2), None, "");
    check("1 to 3 a year", Some(1), Some(3), "");
    check("", None, None, "");
}

#[test]
fn the_demonstration_catalogue_is_read_without_a_fault() {
    let read = incoming(include_bytes!("../../data/catalogue_price.csv")).unwrap();
    assert_eq!(read.faults, []);
    assert_eq!(read.items.len(), 24);
    assert_eq!(lacks(&read.items), []);
    let item = &read.items[2];
    assert_eq!(item.methods, BTreeSet::from([Method::OnSite, Method::Online]));
    assert_eq!((item.class, item.rate.to_string()), (Class::Key, "10%".to_owned()));
    assert_eq!(item.bases[1].article, "第十九条、第二十条");
    // What is asked is asked so that 是 is as it should be: what must not be is put as 未…, not as 是否….
    let asked: Vec<&str> = read.items.iter().flat_map(|item| item.content.split('；')).collect();
    let wrong = ["强制", "加价", "超标准", "串通", "欺诈", "另外收费", "搭车", "转嫁", "跨学期"];
    for one in asked.iter().filter(|one| wrong.iter().any(|word| one.contains(word))) {
        assert!(["未", "没有"].iter().any(|word| one.contains(word)) && !one.contains("是否"), "{one}");
    }
}

#[test]
fn what_is_written_out_is_read_back() {
    let items = [item("JG-001"), ItemText { rate: Rate::new(1, 3).unwrap(), ..item("JG-002") }];
    for tongue in [Tongue::Zh, Tongue::En] {
        let book = write::workbook(&items, words(tongue)).unwrap();
        let read = incoming(&book).unwrap();
        assert_eq!((read.faults, read.items), (vec![], items.to_vec()), "{tongue:?}");
        let text = write::text(&items, words(tongue)).unwrap();
        let read = incoming(&text).unwrap();
        let again: Vec<_> = read.items.iter().zip(&items).map(|(item, old)| read.over(item, Some(old))).collect();
        assert_eq!(again, items, "{tongue:?}");
    }
}

#[test]
fn dirt_is_named_by_row_and_column() {
    let head = "编号,领域,抽查事项,抽查方式,事项类别,比例,频次";
    let check = |row: &str, faults: &[(&str, &str)]| {
        let read = incoming(format!("清单\n{head}\n{row}\n").as_bytes()).unwrap();
        let found: Vec<_> = read.faults.iter().map(|fault| (fault.row, &*fault.field, fault.code)).collect();
        let expected: Vec<_> = faults.iter().map(|(field, code)| (3, *field, *code)).collect();
        assert_eq!(found, expected, "{row}");
    };
    check("A-1,涉企,明码标价,现场,重点,3%,", &[]);
    check(",涉企,明码标价,现场,重点,3%,", &[("code", "item-code-form")]);
    check("A 1,涉企,明码标价,现场,重点,3%,", &[("code", "item-code-form")]);
    check("A-1,涉企,明码标价,飞行检查,重点,3%,", &[("methods", "item-method-unknown")]);
    check("A-1,涉企,明码标价,现场、网络监测,特殊,3%,", &[("class", "item-class-unknown")]);
    check("A-1,涉企,明码标价,现场,重点,三成,", &[("rate", "item-rate-form")]);
    check(
        "A-1,,,现场,重点,,每年9999次",
        &[("rate", "empty"), ("domain", "empty"), ("name", "empty"), ("frequency", "item-frequency-form")],
    );
}

#[test]
fn a_code_twice_is_found_in_any_encoding() {
    let text = "编号,领域,抽查事项,事项类别,比例\nA-1,涉企,标价,一般,3%\nA-1,涉企,标价,一般,3%\n";
    let (gbk, _, _) = encoding_rs::GB18030.encode(text);
    for bytes in [text.as_bytes(), &gbk] {
        let read = incoming(bytes).unwrap();
        let found: Vec<_> = read.faults.iter().map(|fault| (fault.row, fault.code)).collect();
        assert_eq!(found, [(3, "item-code-twice")]);
    }
}

#[test]
fn every_member_of_a_set_has_words_that_are_read_back() {
    for tongue in [Tongue::Zh, Tongue::En] {
        let words = words(tongue);
        for class in Class::ALL {
            assert_eq!(cells::class(&words.say(&format!("class-{class}"), &[])), Some(*class));
        }
        for method in Method::ALL {
            assert_eq!(cells::methods(&words.say(&format!("method-{method}"), &[])), Ok(BTreeSet::from([*method])));
        }
        for answer in Answer::ALL {
            assert_eq!(cells::answer(&words.say(&format!("answer-{answer}"), &[])), Some(*answer));
        }
        for grade in Grade::ALL {
            assert_eq!(cells::grade(&words.say(&format!("grade-{grade}"), &[])), Some(*grade));
        }
        for part in Part::ALL {
            assert!(words.has(&part.key()));
        }
    }
}
