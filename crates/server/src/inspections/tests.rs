//! The rules of visits: who does what when, and what a record lacks.

use super::rules::confirm::{Account, Handed, Stage, confirm, is_named_otherwise, stage};
use super::rules::record::{
    ABSENCE, Against, FormItem, FormRow, Inspected, ItemSaid, LENGTH, MOST_ITEMS, RowSaid, Signing, Tick,
};
use super::rules::{self, Form, Hand, Record, Refusal, Standing, State};
use crate::accounts::PersonId;
use crate::app::value::{Date, Timestamp};
use crate::catalogue::rules::{Answer, Method};
use crate::inspectors::InspectorId;
use crate::subjects::rules::VisitResult;
use sea_orm::prelude::Uuid;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn person(number: u128) -> PersonId {
    PersonId(Uuid::from_u128(number))
}

fn form() -> Form {
    let row =
        |text: &str, answer: Answer| FormRow {
            text: text.to_owned(), answer, basis: "《价格法》第十三条".to_owned()
        };
    let item = |code: &str, methods: &[Method], rows: Vec<FormRow>| FormItem {
        code: code.to_owned(),
        name: code.to_owned(),
        bases: Vec::new(),
        content: String::new(),
        methods: methods.iter().copied().collect(),
        materials: Vec::new(),
        rows,
    };
    let first = vec![row("是否一货一签", Answer::YesNo), row("抽查几件", Answer::Value)];
    Form {
        items: vec![
            item("JG-001", &[Method::OnSite], first),
            item("JG-002", &[Method::Written], vec![row("有无加价", Answer::YesNo)]),
        ],
    }
}

fn said(tick: Tick) -> RowSaid {
    RowSaid { tick: Some(tick), ..RowSaid::default() }
}

fn complete() -> Record {
    let value = RowSaid { value: "12件".to_owned(), ..RowSaid::default() };
    Record {
        visited: Some(day("2026-03-10")),
        from: Some(540),
        to: Some(600),
        place: "市场一号".to_owned(),
        method: Some(Method::OnSite),
        present: vec!["E001".to_owned(), "E002".to_owned()],
        absent: Vec::new(),
        absent_why: "E003当日出庭应诉".to_owned(),
        items: vec![
            ItemSaid { item: "JG-001".to_owned(), rows: vec![said(Tick::Yes), value] },
            ItemSaid { item: "JG-002".to_owned(), rows: vec![said(Tick::NotApplicable)] },
        ],
        findings: String::new(),
        results: vec![VisitResult::Nothing],
        subject: Inspected { who: "店长".to_owned(), signing: Some(Signing::Signed), ..Inspected::default() },
    }
}

/// What a record lacks, as `field code`.
fn lacks(record: &Record) -> Vec<String> {
    let (form, team) = (form(), ["E001", "E002", "E003"].map(str::to_owned));
    let (noticed, now) = ("2026-03-04T01:00:59Z".parse().unwrap(), "2026-03-12T08:00:00Z".parse().unwrap());
    let against = Against { form: &form, team: &team, noticed, first_day: day("2026-03-05"), now };
    record.lacks(&against).into_iter().map(|lack| format!("{} {}", lack.field, lack.code)).collect()
}

#[test]
fn a_visit_begins_after_its_notice_and_is_over_when_its_record_is_handed_in() {
    let (form, team) = (form(), ["E001", "E002", "E003"].map(str::to_owned));
    let at = |text: &str| text.parse::<Timestamp>().unwrap();
    // Nine o'clock and fifty-nine seconds, and four in the afternoon, in China.
    let (noticed, now) = (at("2026-03-10T01:00:59.000001Z"), at("2026-03-10T08:00:00Z"));
    let against = Against { form: &form, team: &team, noticed, first_day: day("2026-03-05"), now };
    let check = |from, to, expected: &[(&str, &str)]| {
        let lacks = Record { from: Some(from), to: Some(to), ..complete() }.lacks(&against);
        let said: Vec<(&str, &str)> = lacks.iter().map(|lack| (&*lack.field, lack.code)).collect();
        assert_eq!(said, expected, "{from} {to}");
        lacks
    };
    // A record says no seconds: the minute of the notice is not before it.
    check(540, 600, &[]);
    let early = check(539, 600, &[("from", "visit-from-before-notice")]);
    assert_eq!(early[0].limit, Some(noticed));
    // Five minutes ahead of the server's clock is what a watch may be.
    check(540, 965, &[]);
    let ahead = check(540, 966, &[("to", "visit-to-future")]);
    assert_eq!(ahead[0].limit, Some(now));
    check(966, 965, &[("to", "visit-time-order")]);
    // A visit of no minute is none; so one that begins in its notice's minute is over after the notice.
    check(540, 540, &[("to", "visit-time-order")]);
    check(540, 541, &[]);
    check(500, 1000, &[("from", "visit-from-before-notice"), ("to", "visit-to-future")]);
    // Of a day that is wrong the times aren't held against anything.
    let tomorrow = Record { visited: Some(day("2026-03-11")), ..complete() }.lacks(&against);
    assert_eq!(tomorrow.iter().map(|lack| lack.code).collect::<Vec<_>>(), ["visit-future"]);
}

#[test]
fn a_complete_record_lacks_nothing_and_an_empty_one_everything() {
    assert_eq!(lacks(&complete()), Vec::<String>::new());
    let all = [
        "visited required",
        "from required",
        "to required",
        "place required",
        "method required",
        "present visit-two",
        "absent_why required",
        "items.JG-001 required",
        "items.JG-002 required",
        "results required",
        "subject.who required",
        "subject.signing required",
    ];
    assert_eq!(lacks(&Record::default()), all);
    // A draft may lack all of it.
    assert_eq!(Record::default().faults(), []);
}

#[test]
fn each_lack_is_named_at_its_field() {
    let check = |change: fn(&mut Record), expected: &[&str]| {
        let mut record = complete();
        change(&mut record);
        assert_eq!(lacks(&record), expected);
    };
    check(|record| record.visited = Some(day("2026-03-12")), &[]);
    check(|record| (record.visited, record.to) = (Some(day("2026-03-12")), Some(966)), &["to visit-to-future"]);
    check(|record| record.visited = Some(day("2026-03-13")), &["visited visit-future"]);
    check(|record| record.visited = Some(day("2026-03-05")), &[]);
    check(|record| record.visited = Some(day("2026-03-04")), &["visited visit-before-period"]);
    check(|record| record.visited = Some(day("2026-03-03")), &["visited visit-before-notice"]);
    check(|record| record.to = Some(539), &["to visit-time-order"]);
    check(|record| record.to = record.from, &["to visit-time-order"]);
    check(|record| record.to = Some(1440), &["to visit-minute"]);
    check(|record| record.method = Some(Method::Online), &["method visit-method"]);
    check(|record| record.present.push("E003".into()), &[]);
    check(|record| record.absent_why = " ".into(), &["absent_why required"]);
    check(
        |record| {
            record.present.push("E003".into());
            record.absent_why.clear();
        },
        &[],
    );
    check(|record| record.present = vec!["E001".into()], &["present visit-two"]);
    check(|record| record.present[1] = "E001".into(), &["present named-twice", "present visit-two"]);
    check(|record| record.present[1] = "E009".into(), &["present.1 visit-not-of-team"]);
    check(|record| record.items[1].item = "JG-003".into(), &["items.1.item visit-item", "items.JG-002 required"]);
    check(|record| record.items[1].item = "JG-001".into(), &["items.1.item named-twice", "items.JG-002 required"]);
    check(|record| record.items[0].rows.truncate(1), &["items.0.rows visit-rows"]);
    check(|record| record.items[0].rows[0].tick = None, &["items.0.rows.0.tick required"]);
    check(|record| record.items[0].rows[1].value.clear(), &["items.0.rows.1.value required"]);
    check(|record| record.items[0].rows[1].tick = Some(Tick::Yes), &["items.0.rows.1.tick visit-value-wanted"]);
    check(|record| record.items[0].rows[1] = said(Tick::NotApplicable), &[]);
    check(|record| record.results.push(VisitResult::Ordered), &["results visit-nothing-alone"]);
    check(
        |record| record.subject.signing = Some(Signing::Refused),
        &["subject.reason required", "subject.witness required"],
    );
}

#[test]
fn where_nobody_was_there_nothing_was_looked_at_and_nothing_else_came_of_it() {
    let deserted = |result: VisitResult| {
        let items = complete().items.into_iter().map(|item| {
            let rows = item.rows.iter().map(|_| said(Tick::NotApplicable)).collect();
            ItemSaid { rows, ..item }
        });
        Record {
            items: items.collect(),
            results: vec![result],
            subject: Inspected::default(),
            findings: "门锁着".to_owned(),
            ..complete()
        }
    };
    for nobody in [VisitResult::NotReached, VisitResult::Gone] {
        assert_eq!(lacks(&deserted(nobody)), Vec::<String>::new(), "{nobody}");
        for other in VisitResult::ALL.iter().copied().filter(|other| *other != nobody) {
            let record = Record { results: vec![nobody, other], ..deserted(nobody) };
            let code = if other == VisitResult::Nothing { "visit-nothing-alone" } else { "visit-nobody-alone" };
            assert_eq!(lacks(&record)[0], format!("results {code}"), "{nobody} {other}");
        }
        let value = RowSaid { value: "12件".to_owned(), ..RowSaid::default() };
        let no = RowSaid { found: "没有标价签".to_owned(), ..said(Tick::No) };
        for (at, row) in [(0, said(Tick::Yes)), (0, no), (1, value)] {
            let mut record = deserted(nobody);
            record.items[0].rows[at] = row;
            assert_eq!(lacks(&record), ["results visit-nobody-but-answered"], "{nobody} {at}");
        }
    }
    assert!(VisitResult::have_reached(&[VisitResult::NoActivity]) && !VisitResult::have_reached(&[]));
    assert!(!VisitResult::have_reached(&[VisitResult::NotReached, VisitResult::NoActivity]));
}

#[test]
fn what_was_found_is_said_and_isnt_nothing() {
    let mut record = complete();
    record.items[0].rows[0] = said(Tick::No);
    assert_eq!(lacks(&record), ["items.0.rows.0.found required", "results visit-nothing-but-found"]);
    record.items[0].rows[0].found = "三件商品没有标价签".to_owned();
    record.results = vec![VisitResult::Ordered, VisitResult::NotPublished];
    assert_eq!(lacks(&record), Vec::<String>::new());
    assert_eq!(record.found().collect::<Vec<_>>(), [("JG-001", 0, "三件商品没有标价签")]);
    assert_eq!(record.outcome(), [VisitResult::NotPublished, VisitResult::Ordered]);
}

#[test]
fn no_text_stands_behind_a_result_that_says_nothing_was_found() {
    let check = |change: fn(&mut Record), expected: &[&str]| {
        let mut record = complete();
        change(&mut record);
        assert_eq!(lacks(&record), expected);
    };
    let found = RowSaid { found: "现场发现价格欺诈".to_owned(), ..said(Tick::No) };
    check(|record| record.findings = "现场发现价格欺诈".into(), &["findings visit-nothing-but-text"]);
    check(|record| record.findings = " \n".into(), &[]);
    check(|record| record.items[0].rows[0].found = "价格欺诈".into(), &["items.0.rows.0.found visit-found-not-no"]);
    check(|record| record.items[1].rows[0].found = "价格欺诈".into(), &["items.1.rows.0.found visit-found-not-no"]);
    check(|record| record.items[0].rows[1].found = "价格欺诈".into(), &["items.0.rows.1.found visit-found-not-no"]);
    check(|record| record.items[0].rows[0].value = "价格欺诈".into(), &["items.0.rows.0.value visit-value-ticked"]);
    check(|record| record.items[1].rows[0].value = "价格欺诈".into(), &["items.1.rows.0.value visit-value-ticked"]);
    check(
        |record| record.items[0].rows[1].tick = Some(Tick::NotApplicable),
        &["items.0.rows.1.value visit-value-ticked"],
    );
    // With these a text may stand, of which the public result says that it is there.
    for result in [VisitResult::NoActivity, VisitResult::Ordered] {
        let mut record = Record { findings: "门锁着".to_owned(), results: vec![result], ..complete() };
        assert_eq!(lacks(&record), Vec::<String>::new(), "{result}");
        assert!(record.has_besides());
        record.items[0].rows[0] = found.clone();
        let expected: &[&str] = if result.is_finding() { &[] } else { &["results visit-clean-but-found"] };
        assert_eq!(lacks(&record), expected, "{result}");
        record.results = vec![VisitResult::Pending, result];
        assert_eq!(lacks(&record), Vec::<String>::new(), "{result}");
    }
}

#[test]
fn a_draft_keeps_to_the_limits() {
    let faults = |record: &Record| {
        record.faults().into_iter().map(|one| format!("{} {}", one.field, one.code)).collect::<Vec<_>>()
    };
    let mut record = Record { findings: "字".repeat(LENGTH), ..Record::default() };
    assert_eq!(faults(&record), Vec::<String>::new());
    record.findings.push('字');
    assert_eq!(faults(&record), ["findings visit-too-long"]);
    let items = vec![ItemSaid::default(); MOST_ITEMS + 1];
    assert_eq!(faults(&Record { items, ..Record::default() }), ["items too-many"]);
    let broken = Record { place: "一\u{7}".to_owned(), findings: "一\n二".to_owned(), ..Record::default() };
    assert_eq!(faults(&broken), ["place control-character"]);
    let unseen = Record { place: "现\u{200b}场".to_owned(), absent_why: "\u{3164}".to_owned(), ..Record::default() };
    assert_eq!(faults(&unseen), ["place unseen-character", "absent_why unseen-character"]);
    let mut record = Record { absent_why: "字".repeat(ABSENCE), ..Record::default() };
    assert_eq!(faults(&record), Vec::<String>::new());
    record.absent_why.push('字');
    assert_eq!(faults(&record), ["absent_why visit-absent-long"]);
}

#[test]
fn who_was_not_there_is_in_the_text_only_where_somebody_was_not() {
    let team = ["E001", "E002", "E003"].map(str::to_owned);
    let said = complete().attended(&team);
    assert_eq!((said.absent, &*said.absent_why), (vec!["E003".to_owned()], "E003当日出庭应诉"));
    // Whatever was sent.
    let sent = Record { absent: vec!["E009".to_owned()], ..complete() };
    let text = lots::canonical::to_text(&sent.attended(&team[..2]));
    assert!(!text.contains("absent"), "{text}");
    assert_eq!(serde_json::from_str::<Record>(&text).unwrap().absent_why, "");
}

#[test]
fn an_item_without_a_checklist_is_answered_by_its_content() {
    let text = crate::catalogue::rules::ItemText {
        code: "JG-001".into(),
        domain: "涉企".into(),
        name: "明码标价".into(),
        sub: "商品标价".into(),
        bases: vec![],
        body: String::new(),
        object: String::new(),
        content: "是否一货一签".into(),
        methods: [Method::OnSite].into(),
        class: crate::catalogue::rules::Class::Ordinary,
        rate: crate::catalogue::rules::Rate::new(3, 100).unwrap(),
        frequency: crate::catalogue::rules::Frequency::default(),
        qualification: String::new(),
        materials: vec![],
        checklist: vec![],
        discretion: vec![],
    };
    let form = Form::of(vec![text]);
    assert_eq!((&*form.items[0].name, &*form.items[0].rows[0].text), ("明码标价：商品标价", "是否一货一签"));
}

#[test]
fn each_step_has_its_place() {
    let all = State::ALL;
    let from = |step: fn(State) -> Result<State, Refusal>| -> Vec<State> {
        all.iter().copied().filter(|state| step(*state).is_ok()).collect()
    };
    assert_eq!(from(rules::notice), [State::Assigned]);
    assert_eq!(from(|state| rules::hand_in(state, vec![], true, vec![])), [State::Noticed]);
    let open = || vec!["E105".to_owned()];
    assert_eq!(rules::hand_in(State::Noticed, vec![], false, open()), Err(Refusal::RecorderAbsent));
    assert_eq!(rules::hand_in(State::Noticed, vec![], true, open()), Err(Refusal::RecusalOpen(open())));
    assert_eq!(from(|state| rules::review(state, &Standing::default(), person(1), "")), [State::Recorded]);
    assert_eq!(from(|state| rules::give_back(state, &Standing::default(), person(1))), [State::Recorded]);
    assert_eq!(from(rules::correct), [State::Reviewed]);
    assert_eq!(rules::dispatch(true, 1), Ok(State::Assigned));
    assert_eq!(rules::dispatch(true, 0), Err(Refusal::Dispatched));
    assert_eq!(rules::dispatch(false, 1), Err(Refusal::DrawNotDrawn));
}

#[test]
fn who_was_there_or_wrote_does_not_review() {
    let standing = Standing { writers: vec![person(2)], is_member: false, recorded: "a".into() };
    let review = |standing: &Standing, by: u128, read: &str| rules::review(State::Recorded, standing, person(by), read);
    assert_eq!(review(&standing, 1, "a"), Ok(State::Reviewed));
    assert_eq!(review(&standing, 2, "a"), Err(Refusal::OwnVisit));
    assert_eq!(review(&standing, 1, "b"), Err(Refusal::OtherText));
    let member = Standing { is_member: true, ..standing };
    assert_eq!(review(&member, 1, "a"), Err(Refusal::OwnVisit));
    assert_eq!(rules::give_back(State::Recorded, &member, person(1)), Err(Refusal::OwnVisit));
    assert_eq!(rules::of_team(false, false), Err(Refusal::NoAccount));
    assert_eq!(rules::of_team(true, false), Err(Refusal::NotTeam));
    assert_eq!(rules::one_hand(Some(Hand::Write), Hand::Review), Err(Refusal::OtherHand));
    assert_eq!(rules::one_hand(Some(Hand::Review), Hand::Review), Ok(()));
}

#[test]
fn a_visit_is_overdue_until_it_is_reviewed() {
    for (state, last, expected) in [
        (State::Assigned, "2026-03-09", true),
        (State::Recorded, "2026-03-09", true),
        (State::Reviewed, "2026-03-09", false),
        (State::Assigned, "2026-03-10", false),
    ] {
        assert_eq!(rules::overdue(state, day(last), day("2026-03-10")), expected, "{state} {last}");
    }
}

#[test]
fn an_account_in_use_keeps_its_inspector_while_visits_are_under_way() {
    use rules::AccountChange;
    let (one, other) = (Some(person(1)), Some(person(2)));
    let check = |change, is_usable, is_bound, expected: Result<Option<AccountChange>, Refusal>| {
        assert_eq!(rules::account(change, is_usable, is_bound), expected, "{change:?} {is_usable} {is_bound}");
    };
    check((None, one), false, true, Ok(Some(AccountChange::Given)));
    check((one, one), true, true, Ok(None));
    check((one, other), true, true, Err(Refusal::AccountInUse));
    check((one, None), true, true, Err(Refusal::AccountInUse));
    check((one, other), true, false, Ok(Some(AccountChange::Changed)));
    check((one, None), false, true, Ok(Some(AccountChange::Taken)));
}

/// An account and its inspector, of the same number.
fn account(number: u128) -> Account {
    (person(number), InspectorId(Uuid::from_u128(number)))
}

#[test]
fn a_version_is_confirmed_from_its_handing_in_until_it_is_public() {
    for (visit, is_last, done, expected) in [
        (State::Recorded, true, (false, false), Stage::Open),
        (State::Recorded, false, (false, false), Stage::Returned),
        (State::Noticed, true, (false, false), Stage::Returned),
        (State::Noticed, true, (true, false), Stage::Open),
        (State::Reviewed, true, (true, false), Stage::Open),
        (State::Recorded, false, (true, false), Stage::Open),
        (State::Reviewed, true, (true, true), Stage::Public),
        (State::Recorded, false, (true, true), Stage::Public),
    ] {
        assert_eq!(stage(visit, is_last, done), expected, "{visit} {is_last} {done:?}");
    }
}

#[test]
fn who_was_there_confirms_once_what_another_handed_in() {
    let there = [1, 2, 3].map(|number| account(number).1);
    let recorder = (person(1), Some(account(1).1));
    let confirmed = [account(3)];
    let handed = Handed { stage: Stage::Open, recorder, there: &there, confirmed: &confirmed };
    let check = |handed: Handed<'_>, by: Account, is_member: bool, expected: Result<(), Refusal>| {
        assert_eq!(confirm(handed, by, is_member), expected, "{handed:?} {by:?}");
    };
    check(handed, account(2), true, Ok(()));
    // Whoever was there may, though somebody else was seated since.
    check(handed, account(2), false, Ok(()));
    check(handed, account(1), true, Err(Refusal::OwnRecord));
    check(handed, account(4), true, Err(Refusal::NotThere));
    check(handed, account(4), false, Err(Refusal::NotTeam));
    check(handed, account(3), true, Err(Refusal::Confirmed));
    // Neither one account for two inspectors, nor two accounts for one.
    check(handed, (person(1), account(2).1), true, Err(Refusal::OwnRecord));
    check(handed, (person(9), account(1).1), true, Err(Refusal::OwnRecord));
    check(handed, (person(3), account(2).1), true, Err(Refusal::Confirmed));
    check(handed, (person(9), account(3).1), true, Err(Refusal::Confirmed));
    // Of a record from before it was kept whose it was, the person is known.
    check(Handed { recorder: (person(1), None), ..handed }, account(1), true, Err(Refusal::OwnRecord));
    check(Handed { stage: Stage::Returned, ..handed }, account(2), true, Err(Refusal::RecordReturned));
    check(Handed { stage: Stage::Public, ..handed }, account(2), true, Err(Refusal::RecordPublic));
}

#[test]
fn an_account_with_another_name_is_told_apart() {
    for (account, inspector, expected) in [
        ("赖三", "于志晓", true),
        ("于志晓", "于志晓", false),
        ("于 志晓", "于志晓", false),
        ("于　志晓 ", "于志晓", false),
        ("Li Ming", "li ming", false),
        ("", "于志晓", true),
    ] {
        assert_eq!(is_named_otherwise(account, inspector), expected, "{account} {inspector}");
    }
}
