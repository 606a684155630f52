//! The rules, by tables.

use uuid::Uuid;

use super::rules::check::{self, Before, ComplainantDraft, Draft};
use super::rules::veil::{Complainant, Everybody, Former, Told};
use super::rules::{self, Assignment, Channel, Clock, Kind, Outcome, Refusal, Standing, State, form, signal};
use crate::accounts::PersonId;
use crate::app::value::Date;
use crate::subjects::{Domain, Risk, SubjectId};

const REGISTRAR: PersonId = PersonId(Uuid::from_u128(1));
const HANDLER: PersonId = PersonId(Uuid::from_u128(2));
const LEADER: PersonId = PersonId(Uuid::from_u128(3));

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn standing(state: State) -> Standing {
    let handler = matches!(state, State::Assigned | State::Handled | State::Closed);
    Standing {
        state,
        registrar: REGISTRAR,
        handler: handler.then(|| (HANDLER, day("2026-03-10"))),
        erased: false,
        linked: true,
    }
}

/// A step that everybody may try, and what comes of it in each state.
fn check_step(step: impl Fn(&Standing, PersonId) -> Result<State, Refusal>, by: PersonId, ways: &[(State, State)]) {
    for &state in State::ALL {
        let to = ways.iter().find(|(from, _)| *from == state).map(|(_, to)| *to);
        assert_eq!(step(&standing(state), by), to.ok_or(Refusal::NotNow(state)), "{state}");
    }
}

#[test]
fn each_step_has_its_states() {
    use State::{Assigned, Closed, Handled, Refused, Registered, Transferred, Withdrawn};
    let assign = |standing: &Standing, by| {
        rules::assign(standing, by, Assignment { to: HANDLER, due: day("2026-03-20"), able: true })
    };
    check_step(assign, LEADER, &[(Registered, Assigned), (Assigned, Assigned)]);
    check_step(rules::refuse, LEADER, &[(Registered, Refused)]);
    check_step(rules::transfer, LEADER, &[(Registered, Transferred), (Assigned, Transferred)]);
    check_step(rules::withdraw, LEADER, &[(Registered, Withdrawn), (Assigned, Withdrawn)]);
    check_step(rules::handle, HANDLER, &[(Assigned, Handled)]);
    check_step(rules::send_back, LEADER, &[(Handled, Assigned)]);
    check_step(rules::close, LEADER, &[(Handled, Closed)]);
    let stays = |rule: fn(&Standing, PersonId) -> Result<(), Refusal>| {
        move |standing: &Standing, by| rule(standing, by).map(|()| standing.state)
    };
    check_step(|standing, _| rules::edit(standing).map(|()| standing.state), REGISTRAR, &[(Registered, Registered)]);
    check_step(stays(rules::unmask), HANDLER, &[(Assigned, Assigned), (Handled, Handled)]);
    let over = [Closed, Refused, Transferred, Withdrawn];
    check_step(stays(rules::erase), LEADER, &over.map(|state| (state, state)));
    for &state in State::ALL {
        assert_eq!(state.is_over(), over.contains(&state), "{state}");
    }
}

#[test]
fn two_people_see_each_complaint() {
    let no = |result: Result<State, Refusal>, refusal| assert_eq!(result, Err(refusal));
    no(rules::refuse(&standing(State::Registered), REGISTRAR), Refusal::OwnRegistration);
    no(rules::transfer(&standing(State::Registered), REGISTRAR), Refusal::OwnRegistration);
    no(rules::withdraw(&standing(State::Assigned), REGISTRAR), Refusal::OwnRegistration);
    no(rules::handle(&standing(State::Assigned), LEADER), Refusal::NotHandler);
    no(rules::send_back(&standing(State::Handled), HANDLER), Refusal::OwnHandling);
    no(rules::close(&standing(State::Handled), HANDLER), Refusal::OwnHandling);
    assert_eq!(rules::unmask(&standing(State::Assigned), REGISTRAR), Err(Refusal::NotHandler));
    assert_eq!(rules::erase(&standing(State::Closed), REGISTRAR), Err(Refusal::OwnRegistration));
    let again = Standing { erased: true, ..standing(State::Closed) };
    assert_eq!(rules::erase(&again, LEADER), Err(Refusal::Erased));
}

#[test]
fn a_complaint_without_a_business_is_linked_by_its_handler_or_by_who_may_close() {
    use State::{Assigned, Closed, Handled};
    let unlinked = |state| Standing { linked: false, ..standing(state) };
    for &state in State::ALL {
        let open = [Assigned, Handled, Closed].contains(&state);
        let expected = if open { Ok(()) } else { Err(Refusal::NotNow(state)) };
        assert_eq!(rules::link(&unlinked(state), HANDLER, false), expected, "{state}");
        assert_eq!(rules::link(&unlinked(state), LEADER, true), expected, "{state}");
    }
    assert_eq!(rules::link(&unlinked(Closed), LEADER, false), Err(Refusal::NotHandler));
    assert_eq!(rules::link(&standing(Handled), HANDLER, false), Err(Refusal::Linked));
    assert_eq!(rules::link(&Standing { erased: true, ..unlinked(Closed) }, LEADER, true), Err(Refusal::Erased));
}

#[test]
fn what_is_found_true_names_a_business_or_says_why_not() {
    let check = |outcome, linked, why: &str, expected: Option<&str>| {
        let fault = check::no_subject_why(Some(outcome), linked, why);
        assert_eq!(fault.as_ref().map(|fault| fault.code), expected, "{outcome} {linked} {why}");
        assert!(fault.is_none_or(|fault| fault.field == "no_subject_why"));
    };
    for outcome in [Outcome::Substantiated, Outcome::Partly] {
        check(outcome, true, "", None);
        check(outcome, false, "", Some("no-subject-why"));
        check(outcome, false, "\u{200b}……", Some("no-subject-why"));
        check(outcome, false, "名录中没有。", None);
        check(outcome, false, &"无".repeat(501), Some("too-long"));
        check(outcome, true, "名录中没有。", Some("no-subject-why-unasked"));
    }
    for outcome in [Outcome::Unsubstantiated, Outcome::Unverifiable] {
        check(outcome, false, "", None);
        check(outcome, false, "名录中没有。", Some("no-subject-why-unasked"));
    }
}

#[test]
fn a_complaint_goes_to_another_who_is_able() {
    let check = |to, due: &str, able, expected| {
        let assignment = Assignment { to, due: day(due), able };
        assert_eq!(rules::assign(&standing(State::Assigned), LEADER, assignment), expected);
    };
    check(HANDLER, "2026-03-11", true, Ok(State::Assigned));
    check(HANDLER, "2026-03-10", true, Err(Refusal::AlreadySo));
    check(REGISTRAR, "2026-03-10", true, Ok(State::Assigned));
    check(REGISTRAR, "2026-03-10", false, Err(Refusal::HandlerUnable));
    check(LEADER, "2026-03-11", true, Err(Refusal::AssignSelf));
}

#[test]
fn time_runs_while_somebody_handles_it() {
    let today = day("2026-03-05");
    let check = |state, due: Option<&str>, expected| assert_eq!(rules::clock(state, due.map(day), today), expected);
    check(State::Assigned, Some("2026-03-09"), Clock::Running);
    check(State::Assigned, Some("2026-03-08"), Clock::Soon);
    check(State::Assigned, Some("2026-03-05"), Clock::Soon);
    check(State::Assigned, Some("2026-03-04"), Clock::Overdue);
    check(State::Handled, Some("2026-03-04"), Clock::Stopped);
    check(State::Registered, None, Clock::Stopped);
}

#[test]
fn numbers_have_year_and_place() {
    assert_eq!(rules::number(2026, 123), "2026-000123");
    assert_eq!(rules::number(2026, 1_234_567), "2026-1234567");
}

#[test]
fn substantiated_complaints_suggest_a_class_and_never_a_lower_one() {
    let check = |count, now, expected| assert_eq!(signal::suggest(count, now), expected, "{count} {now}");
    for now in [Risk::A, Risk::B, Risk::C, Risk::D] {
        check(0, now, None);
        check(1, now, (now < Risk::C).then_some(Risk::C));
        check(2, now, (now < Risk::C).then_some(Risk::C));
        check(3, now, (now < Risk::D).then_some(Risk::D));
        check(300, now, (now < Risk::D).then_some(Risk::D));
    }
    let counted: Vec<_> = Outcome::ALL.iter().copied().filter(|outcome| signal::counts(*outcome)).collect();
    assert_eq!(counted, [Outcome::Substantiated, Outcome::Partly]);
    assert_eq!(signal::since(day("2026-03-05")), day("2025-03-05"));
    assert_eq!(signal::since(day("2024-02-29")), day("2023-02-28"));
}

fn wang() -> Complainant {
    Complainant {
        name: Some("王小明".into()),
        phone: Some("138-0000-5678".into()),
        address: Some("新抚区王小明家园3号".into()),
        confidential: false,
    }
}

#[test]
fn a_mask_lies_over_every_repetition() {
    let check = |text: &str, open: &str, secret: &str| {
        assert_eq!(wang().veil(text), open);
        assert_eq!(Complainant { confidential: true, ..wang() }.veil(text), secret);
    };
    check("王小明说，老王食品多收了钱", "王**说，老王食品多收了钱", "***说，老王食品多收了钱");
    check("请拨打13800005678或138-0000-5678", "请拨打138******5678或138******5678", "请拨打***或***");
    check("住新抚区王小明家园3号", "住***", "住***");
    assert_eq!(Complainant::default().veil("王小明"), "王小明");
    assert!(wang().is_named_in("王小明水果店") && !wang().is_named_in("小明水果店"));
    assert_eq!(format!("{:?}", wang()), "Complainant");
}

#[test]
fn the_masks_lie_over_everybody_who_was_ever_said_to_complain() {
    let former = |complainant: Complainant| Former {
        subject_name: "老王食品店".into(),
        item: String::new(),
        told: Told { content: "多收了5元。".into(), complainant },
    };
    let wrong =
        Complainant { name: Some("汪小明".into()), address: Some("新抚区王小明家园3".into()), ..wang() };
    let everybody = Everybody::new(&wang(), &[former(wrong), former(Complainant::default())]);
    let said = "汪小明即王小明，电话13800005678，住新抚区王小明家园3号";
    // The whole address, though a former one is its beginning.
    assert_eq!(everybody.veil(said), "汪**即王**，电话138******5678，住***");
    assert_eq!(everybody.clone().hidden().veil(said), "***即***，电话***，住***");
    // What was read with a mask of any of them isn't taken for what is said.
    assert!(
        everybody.is_masked_in("汪**再次来电", "汪小明来电") && !everybody.is_masked_in("汪小明再次来电", "汪小明来电")
    );
    assert_eq!(format!("{everybody:?}"), "Everybody");
}

#[test]
fn a_name_and_an_address_are_told_from_a_sentence() {
    for name in ["王", "欧阳晓云", "买买提·吐尔逊", "John Smith-Li", "抚顺市第一商贸有限公司"] {
        assert!(form::is_name(name), "{name}");
    }
    for sentence in ["多收了5元", "老板拒不退货", "多收了钱", "王小明，张三", "they took five yuan more from me", ""]
    {
        assert!(!form::is_name(sentence), "{sentence}");
    }
    for address in ["顺城区浑河北路77号", "新抚区王小明家园3号", "东洲区（万新）A座2-301", "前甸镇大甸子村"]
    {
        assert!(form::is_address(address), "{address}");
    }
    for sentence in ["多收了5元", "在市场买的肉是臭的", "卖过期食品，地点在二楼", "经查不属实", "别处", "3号"]
    {
        assert!(!form::is_address(sentence), "{sentence}");
    }
    let near =
        |text: &str, other: &str, expected: bool| assert_eq!(form::is_near(text, other), expected, "{text} {other}");
    near("次仁多吉旺堆", "次仁多吉旺推", true);
    near("浑河浑河", "浑河", false);
    near("多收了5元", "王小明", false);
    // By the one that was registered first, so that nobody comes to a sentence step by step.
    let was = Told { content: "次仁多吉旺堆说：多收了5元。".into(), complainant: wang() };
    let first = Complainant { name: Some("次仁多吉旺推".into()), ..wang() };
    let told = Told { content: was.content.clone(), complainant: first };
    let formers = [Former { subject_name: "老王食品店".into(), item: String::new(), told }];
    let check = |name: &str, fault: bool| {
        let said = ComplainantDraft { name: Some(name.into()), ..ComplainantDraft::default() };
        let draft = Draft { content: Some("多收了6元。".into()), complainant: said, ..draft() };
        let faults = check::edit(&draft, Before { was: &was, formers: &formers }, &draft.over(was.clone()));
        assert_eq!(faults.iter().any(|fault| fault.code == "complainant-form"), fault, "{name}");
    };
    check("次仁多吉旺堆", false);
    check("王小明多收", true);
}

#[test]
fn a_mask_shows_ends_only_where_enough_stays_hidden() {
    let check = |name: &str, phone: &str, masked: (&str, &str)| {
        let one = Complainant { name: Some(name.into()), phone: Some(phone.into()), ..Complainant::default() };
        assert_eq!((one.masked_name().as_deref(), one.masked_phone().as_deref()), (Some(masked.0), Some(masked.1)));
    };
    check("王小明", "13800005678", ("王**", "138****5678"));
    check("王明", "52345678", ("王*", "***"));
    check("王", "1234567", ("***", "***"));
}

fn draft() -> Draft {
    Draft {
        kind: Kind::Complaint,
        channel: Channel::Call,
        received: day("2026-03-04"),
        subject: None,
        subject_name: "老王食品店".into(),
        domain: Domain::Enterprise,
        item: String::new(),
        content: Some("多收了5元。".into()),
        complainant: ComplainantDraft::default(),
    }
}

#[test]
fn what_a_complaint_must_say_depends_on_its_kind() {
    let check = |draft: Draft, complainant: Complainant, expected: &[(&str, &str)]| {
        let told = draft.over(Told { complainant, ..Told::default() });
        let faults = check::draft(&draft, &told, day("2026-03-05"));
        let found: Vec<_> = faults.iter().map(|fault| (fault.field, fault.code)).collect();
        assert_eq!(found, expected);
    };
    let (name, phone) = ("complainant.name", "complainant.phone");
    let nobody = Complainant::default;
    check(draft(), wang(), &[]);
    check(draft(), nobody(), &[(name, "complainant-needed"), (phone, "complainant-needed")]);
    check(Draft { kind: Kind::Report, ..draft() }, nobody(), &[]);
    check(Draft { kind: Kind::Petition, ..draft() }, nobody(), &[(name, "complainant-needed")]);
    check(Draft { received: day("2026-03-06"), ..draft() }, wang(), &[("received", "date-ahead")]);
    check(Draft { content: Some(" \n".into()), ..draft() }, wang(), &[("content", "empty")]);
    check(Draft { content: None, ..draft() }, wang(), &[("content", "empty")]);
    check(Draft { content: Some("\u{3164}".into()), ..draft() }, wang(), &[("content", "empty")]);
    check(Draft { content: Some("多\n收".into()), ..draft() }, wang(), &[]);
    check(Draft { content: Some("多\u{7}收".into()), ..draft() }, wang(), &[("content", "control-character")]);
    check(Draft { subject_name: "王小明的店".into(), ..draft() }, wang(), &[("subject_name", "names-complainant")]);
    check(draft(), Complainant { phone: Some("123".into()), ..wang() }, &[(phone, "phone-form")]);
    check(draft(), Complainant { phone: Some("电话8765432".into()), ..wang() }, &[(phone, "phone-form")]);
}

#[test]
fn a_reason_says_something_and_hides_nothing() {
    let check = |text: &str, expected: Option<&str>| {
        assert_eq!(check::reason(text).map(|fault| fault.code), expected, "{text:?}");
    };
    check("重复投诉", None);
    check("\u{3164}\u{115f}", Some("empty"));
    check("重复\u{200b}投诉", Some("unseen-character"));
}

#[test]
fn what_isnt_said_of_a_complainant_stays() {
    let said = ComplainantDraft {
        name: None,
        phone: Some(String::new()),
        address: Some("别处".into()),
        confidential: Some(true),
    };
    let now = said.over(wang());
    let expected = (Some("王小明"), None, Some("别处"), true);
    assert_eq!((now.name.as_deref(), now.phone.as_deref(), now.address.as_deref(), now.confidential), expected);
    let secret = Complainant { confidential: true, ..wang() };
    assert!(ComplainantDraft::default().over(secret.clone()) == secret, "nothing said changes nothing");
    let told = Told { content: "多收了5元。".into(), complainant: secret };
    assert!(Draft { content: None, ..draft() }.over(told.clone()) == told, "nothing said changes nothing");
}

#[test]
fn what_was_read_with_masks_is_not_taken_for_what_is_said() {
    let was = Told {
        content: "王小明说：***牌香烟多收了5元。电话138-0000-5678。".into(), complainant: wang()
    };
    let check = |content: Option<&str>, complainant: ComplainantDraft, expected: &[(&str, &str)]| {
        let draft = Draft { content: content.map(str::to_owned), complainant, ..draft() };
        let faults = check::edit(&draft, Before { was: &was, formers: &[] }, &draft.over(was.clone()));
        let found: Vec<_> = faults.iter().map(|fault| (fault.field, fault.code)).collect();
        assert_eq!(found, expected, "{content:?}");
    };
    let nothing = ComplainantDraft::default;
    let name = |text: &str| ComplainantDraft { name: Some(text.into()), ..nothing() };
    let phone = |text: &str| ComplainantDraft { phone: Some(text.into()), ..nothing() };
    let address = |text: &str| ComplainantDraft { address: Some(text.into()), ..nothing() };
    let masked = |field| [(field, "masked-text")];
    check(None, nothing(), &[]);
    check(Some("王小明说：***牌香烟多收了6元。"), nothing(), &[]);
    check(Some(&wang().veil(&was.content)), nothing(), &masked("content"));
    check(Some("王**说：多收了6元。"), nothing(), &masked("content"));
    check(Some("电话138******5678。"), nothing(), &masked("content"));
    check(Some("住***，***牌香烟。"), nothing(), &masked("content"));
    check(None, name("王**"), &[("complainant.name", "masked-text"), ("content", "names-former")]);
    check(None, phone("138******5678"), &[("complainant.phone", "masked-text"), ("content", "names-former")]);
    check(None, address("***"), &masked("complainant.address"));
    check(None, address("顺城区浑河北路77号"), &[]);
    // A sentence in the place of an address would have what it repeats vanish with an erasure.
    check(None, address("***牌香烟多收了5元"), &[("complainant.address", "complainant-form")]);
    check(None, name("多收了5元"), &[("complainant.name", "complainant-form"), ("content", "names-former")]);
    check(None, name("王晓明"), &[("content", "names-former")]);
    check(Some("王晓明说：多收了5元。"), name("王晓明"), &[]);
    check(Some("王小明说：多收了5元。"), name("王晓明"), &[]);
}

#[test]
fn a_report_that_stays_is_not_written_again() {
    let check = |said: Option<&str>, before: Option<&str>, expected: &[(&str, &str)]| {
        let handling = check::Handling { outcome: Outcome::Partly, disposal: said.map(str::to_owned), visited: None };
        let faults =
            check::handling(&handling, (&Everybody::from(wang()), before), day("2026-03-01"), day("2026-03-05"));
        let found: Vec<_> = faults.iter().map(|fault| (fault.field, fault.code)).collect();
        assert_eq!(found, expected, "{said:?} {before:?}");
    };
    check(None, None, &[("disposal", "empty")]);
    check(None, Some("已退款给王小明。"), &[]);
    check(Some("已退款给王小明。"), None, &[]);
    check(Some("已退款给王**，并责令改正。"), Some("已退款给王小明。"), &[("disposal", "masked-text")]);
}

#[test]
fn days_lie_where_they_can() {
    let today = day("2026-03-05");
    let check = |due: &str, sound| assert_eq!(check::due(day(due), today).is_none(), sound, "{due}");
    check("2026-03-04", false);
    check("2026-03-05", true);
    check("2027-03-06", true);
    check("2027-03-07", false);
    let visit = |visited: Option<&str>, sound| {
        let disposal = Some("已责令退款。".to_owned());
        let handling = check::Handling { outcome: Outcome::Partly, disposal, visited: visited.map(day) };
        assert_eq!(
            check::handling(&handling, (&Everybody::from(wang()), None), day("2026-03-01"), today).is_empty(),
            sound,
            "{visited:?}"
        );
    };
    visit(None, true);
    visit(Some("2026-03-01"), true);
    visit(Some("2026-02-28"), false);
    visit(Some("2026-03-06"), false);
}

#[test]
fn an_edit_leaves_what_a_complaint_is_counted_by() {
    let (shop, rival) = (SubjectId(Uuid::from_u128(7)), SubjectId(Uuid::from_u128(8)));
    let linked = Draft { subject: Some(shop), ..draft() };
    let check = |to: Draft, registered: &Draft, expected: &[&str]| {
        let faults = check::fixed(&to, registered);
        assert!(faults.iter().all(|fault| fault.code == "registered-fixed"));
        assert_eq!(faults.iter().map(|fault| fault.field).collect::<Vec<_>>(), expected);
    };
    check(draft(), &draft(), &[]);
    check(linked.clone(), &draft(), &[]);
    check(draft(), &linked, &["subject"]);
    check(Draft { subject: Some(rival), ..draft() }, &linked, &["subject"]);
    let other = Draft { kind: Kind::Report, channel: Channel::Web, received: day("2019-01-02"), ..draft() };
    check(other, &draft(), &["kind", "channel", "received"]);
    let mended = Draft { subject_name: "老王".into(), item: "JG-01".into(), domain: Domain::Tourism, ..draft() };
    check(mended.clone(), &draft(), &[]);
    let was = Told { content: "多收了5元。".into(), complainant: wang() };
    assert_eq!(check::changed((&mended, &draft()), (&was, &was)), ["subject_name", "domain", "item"]);
    assert_eq!(check::changed((&draft(), &draft()), (&was, &Told::default())), ["content", "complainant"]);
    assert_eq!(check::changed((&linked, &draft()), (&was, &was)), Vec::<&str>::new());
}

#[test]
fn nobody_empties_who_complained_and_only_who_took_it_down_says_otherwise() {
    let was = Told { content: "多收了5元。".into(), complainant: wang() };
    let empty =
        ComplainantDraft { name: Some(String::new()), phone: Some(String::new()), ..ComplainantDraft::default() };
    let draft = Draft { content: None, complainant: empty, ..draft() };
    let faults = check::edit(&draft, Before { was: &was, formers: &[] }, &draft.over(was.clone()));
    let found: Vec<_> = faults.iter().map(|fault| (fault.field, fault.code)).collect();
    assert_eq!(found, [("complainant.name", "complainant-kept"), ("complainant.phone", "complainant-kept")]);
    assert_eq!(rules::edit_complainant(&standing(State::Registered), REGISTRAR), Ok(()));
    assert_eq!(rules::edit_complainant(&standing(State::Registered), LEADER), Err(Refusal::NotRegistrar));
}

#[test]
fn a_complaint_and_its_business_lie_in_one_line_of_offices() {
    let check = |one: &str, other: &str, expected| {
        assert_eq!(rules::in_line(one, other), expected, "{one} {other}");
        assert_eq!(rules::in_line(other, one), expected, "{other} {one}");
    };
    check("/1/", "/1/", Ok(()));
    check("/1/", "/1/2/", Ok(()));
    check("/1/2/", "/1/3/", Err(Refusal::SubjectElsewhere));
    check("/1/2/", "/1/22/", Err(Refusal::SubjectElsewhere));
}
