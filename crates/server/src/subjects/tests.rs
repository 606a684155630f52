//! Tables for the rules on subjects.

use proptest::prelude::*;

use super::rules::check::{Draft, code, code_kind, line, tag};
use super::rules::merging::{self, Alike, Side, merge};
use super::rules::search::{folded, initials, likeness, of_subject, read, words};
use super::rules::*;
use crate::accounts::PersonId;

fn draft() -> Draft {
    Draft {
        name: "抚顺市新抚区宏达商贸有限公司".into(),
        code: "91350100M000100Y43".into(),
        code_kind: None,
        kind: Kind::Enterprise,
        domain: Domain::Enterprise,
        industry: "52".into(),
        region: "210402".into(),
        grid: String::new(),
        address: "新抚区东一路1号".into(),
        latitude: None,
        longitude: None,
        representative: "王小明".into(),
        liaison: String::new(),
        phone: None,
        visits_most: None,
        cooldown_days: None,
    }
}

#[test]
fn a_code_is_right_or_what_is_meant_is_suggested() {
    let check = |text: &str, fault: Option<(&str, &str)>| {
        let found = code("code", text, code_kind(text)).map(|fault| (fault.code, fault.suggestion));
        assert_eq!(found.as_ref().map(|(code, meant)| (*code, meant.as_str())), fault, "{text}");
    };
    check("91350100M000100Y43", None);
    check("91350100m000100y43", Some(("code-dirty", "91350100M000100Y43")));
    check(" 91350100M000100Y43", Some(("code-dirty", "91350100M000100Y43")));
    check("９1350100M000100Y43", Some(("code-dirty", "91350100M000100Y43")));
    check("9135O100M000100Y43", Some(("code-dirty", "91350100M000100Y43")));
    check("91350100M000100Y44", Some(("uscc-check", "")));
    check("91350100M000100Y4", Some(("uscc-length", "")));
    check("9135-100M000100Y43", Some(("uscc-character", "-")));
    check("210402600012345", None);
    check("2104020000123", None);
    check("２104020000123", Some(("code-dirty", "2104020000123")));
    check("XM-2026-001", None);
    check("xm-2026-001", Some(("code-dirty", "XM-2026-001")));
    check("20260001", None);
    check("项目一", Some(("internal-form", "")));
    check("", Some(("empty", "")));
}

#[test]
fn a_kind_of_code_that_was_said_is_held_to() {
    let check = |text: &str, kind, fault: Option<&str>| {
        assert_eq!(code("code", text, kind).map(|fault| fault.code), fault, "{text} {kind}");
    };
    check("XM-2026-001", CodeKind::Uscc, Some("uscc-length"));
    check("91350100M000100Y43", CodeKind::Internal, Some("code-like-uscc"));
    check("91350100M000100Y53", CodeKind::Internal, Some("internal-form"));
    check("91350100M000100Y", CodeKind::Internal, None);
    check("210402600012345", CodeKind::Internal, Some("internal-form"));
    check("21040260001234", CodeKind::Registration, Some("registration-form"));
}

#[test]
fn a_number_of_the_bureaus_own_hides_no_credit_code() {
    let check = |text: &str, is_sound: bool| {
        let fault = code("code", text, CodeKind::Internal).map(|fault| fault.code);
        assert_eq!(fault, (!is_sound).then_some("code-like-uscc"), "{text}");
    };
    for text in [
        "91350100M000100Y4-3",
        "9135-0100-M000-100Y-43",
        "91350100M000100Y43-1",
        "91350100M000100Y43A",
        "A-91350100M000100Y43-1",
        "91350100M000100Y4",
        "91350100M000100Y4-1",
    ] {
        check(text, false);
    }
    for text in ["XM-2026-001", "91350100M000100Y", "91350100M000100Y5-1", "2104022026030500001234"] {
        check(text, true);
    }
}

#[test]
fn each_field_has_its_form() {
    let check = |change: fn(&mut Draft), faults: &[(&str, &str)]| {
        let mut changed = draft();
        change(&mut changed);
        let found: Vec<_> = changed.faults().iter().map(|fault| (fault.field, fault.code)).collect();
        assert_eq!(found, faults);
    };
    check(|_| (), &[]);
    check(|draft| draft.name = " ".into(), &[("name", "empty")]);
    check(|draft| draft.name = "老王食品\u{3000}".into(), &[("name", "dirty")]);
    check(|draft| draft.name = "长".repeat(201), &[("name", "too-long")]);
    check(|draft| draft.region = "2104".into(), &[("region", "region-form")]);
    check(|draft| draft.region = "２１０４０２".into(), &[("region", "code-dirty")]);
    for (industry, fault) in [
        ("", None),
        ("F", None),
        ("5212", None),
        ("F5212", Some(("industry-letter", "5212"))),
        ("A52", Some(("industry-section", ""))),
        ("98", Some(("industry-unknown", ""))),
        ("U52", Some(("industry-form", ""))),
        ("F5", Some(("industry-form", ""))),
    ] {
        let found = Draft { industry: industry.into(), ..draft() }.faults();
        let found = found.first().map(|fault| (fault.code, fault.suggestion.as_str()));
        assert_eq!(found, fault, "{industry}");
    }
    for (phone, sound) in
        [("", true), ("13800005678", true), ("024-5750 1234", true), ("12345", false), ("电话", false)]
    {
        let found = Draft { phone: Some(phone.into()), ..draft() }.faults();
        assert_eq!(found.is_empty(), sound, "{phone}");
    }
    check(|draft| draft.latitude = Some(41_880_000), &[("longitude", "empty")]);
    check(|draft| (draft.latitude, draft.longitude) = (Some(91_000_000), Some(0)), &[("latitude", "out-of-range")]);
    check(|draft| (draft.latitude, draft.longitude) = (Some(41_880_000), Some(123_950_000)), &[]);
    check(|draft| draft.visits_most = Some(-1), &[("visits_most", "out-of-range")]);
}

#[test]
fn a_text_is_what_it_looks_like() {
    let check = |text: &str, expected: Option<(&str, &str)>| {
        let fault = line("name", text, 50, true);
        assert_eq!(fault.as_ref().map(|fault| (fault.code, fault.suggestion.as_str())), expected, "{text:?}");
    };
    check("抚顺金山", None);
    check("𠮷野家㐂〇", None);
    check("抚顺\u{f90a}山", Some(("dirty", "抚顺金山")));
    check("重点监管\u{fe0f}", Some(("dirty", "重点监管")));
    check("启\u{34f}明", Some(("dirty", "启明")));
    check("启明\u{e000}", Some(("undefined-character", "启明")));
    check("\u{3164}", Some(("empty", "")));
    check("———", Some(("empty", "")));
    check("金\u{200a}山", Some(("dirty", "金 山")));
    check("金\u{301}山", Some(("mark-character", "金山")));
    check("金\u{1d159}山", Some(("dirty", "金山")));
    assert_eq!(tag("重点监管\u{fe0f}").map(|fault| fault.code), Some("dirty"));
}

#[test]
fn no_blank_stands_between_the_characters_of_a_name() {
    let check = |change: fn(&mut Draft), expected: &[(&str, &str, &str)]| {
        let mut draft = draft();
        change(&mut draft);
        let faults = draft.faults();
        let found: Vec<_> = faults.iter().map(|fault| (fault.field, fault.code, fault.suggestion.as_str())).collect();
        assert_eq!(found, expected);
    };
    check(|draft| draft.name = "抚\u{200a}顺\u{200a}食品".into(), &[("name", "dirty", "抚顺食品")]);
    check(|draft| draft.name = "抚顺 食品".into(), &[("name", "dirty", "抚顺食品")]);
    check(|draft| draft.name = "KFC 抚顺店".into(), &[]);
    check(|draft| draft.representative = "赵 铁".into(), &[("representative", "dirty", "赵铁")]);
    check(|draft| draft.representative = "阿不都·热合曼".into(), &[]);
    check(|draft| draft.address = "新抚区 东一路1号".into(), &[]);
}

#[test]
fn a_tag_is_one_word() {
    for (text, sound) in [("老字号", true), ("两 词", false), ("甲,乙", false), ("甲、乙", false), ("", false)]
    {
        assert_eq!(tag(text).is_none(), sound, "{text}");
    }
}

#[test]
fn a_status_changes_unless_it_was_merged() {
    use Status::{Active, Deregistered, Merged, Moved};
    let check = |now, to, expected| assert_eq!(change_status(now, to), expected, "{now} {to}");
    check(Active, Deregistered, Ok(Deregistered));
    check(Deregistered, Active, Ok(Active));
    check(Active, Active, Err(Refusal::AlreadySo));
    check(Active, Merged, Err(Refusal::StatusMerged));
    for to in Status::ALL {
        assert_eq!(change_status(Merged, *to), Err(Refusal::Merged));
    }
    check(Moved, Active, Ok(Active));
}

#[test]
fn a_risk_class_moves_and_d_needs_its_basis() {
    use Status::{Active, Deregistered, Merged, Revoked};
    let check = |status, now, to, basis, expected| {
        assert_eq!(move_risk(status, now, to, basis), expected, "{status} {now} {to} {basis:?}");
    };
    check(Active, Risk::A, Risk::C, "", Ok(Risk::C));
    check(Active, Risk::D, Risk::A, "", Ok(Risk::A));
    check(Active, Risk::B, Risk::B, "x", Err(Refusal::AlreadySo));
    check(Active, Risk::B, Risk::D, " ", Err(Refusal::BasisNeeded));
    check(Active, Risk::B, Risk::D, "抚价检〔2026〕3号", Ok(Risk::D));
    check(Revoked, Risk::B, Risk::C, "", Ok(Risk::C));
    check(Deregistered, Risk::B, Risk::C, "", Err(Refusal::Over));
    check(Merged, Risk::B, Risk::C, "", Err(Refusal::Merged));
}

fn side(id: u128, organisation: u8, status: Status) -> Side<'static, u8> {
    Side {
        id: SubjectId(uuid::Uuid::from_u128(id)),
        organisation,
        status,
        code: "91350100M000100Y43",
        name: "宏达商贸（抚顺）有限公司",
        address: "东一路1号",
        risk: Risk::B,
        reach: (Kind::Enterprise, Domain::Enterprise, "210402", "52"),
        tags: &[],
        limits: (None, None),
    }
}

#[test]
fn two_entries_of_one_organisation_merge_once() {
    let (one, other) = (side(1, 1, Status::Active), side(2, 1, Status::Active));
    assert_eq!(merge(&one, &other), Ok(Status::Merged));
    assert_eq!(merge(&one, &one), Err(Refusal::MergeSelf));
    assert_eq!(merge(&side(1, 1, Status::Merged), &other), Err(Refusal::Merged));
    assert_eq!(merge(&one, &side(2, 1, Status::Merged)), Err(Refusal::MergeIntoMerged));
    assert_eq!(merge(&one, &side(2, 2, Status::Active)), Err(Refusal::MergeElsewhere));
    assert_eq!(merge(&one, &side(2, 1, Status::Deregistered)), Err(Refusal::MergeOver));
    assert_eq!(merge(&side(1, 1, Status::Deregistered), &other), Ok(Status::Merged));
}

#[test]
fn entries_that_have_nothing_in_common_do_not_merge() {
    let one = side(1, 1, Status::Active);
    let unlike =
        Side { code: "NB-0001", name: "启明幼儿园", address: "东二路2号", ..side(2, 1, Status::Active) };
    let check = |other: Side<'_, u8>, is_like: bool| {
        let expected = if is_like { Ok(Status::Merged) } else { Err(Refusal::MergeUnlike) };
        assert_eq!(merge(&one, &other), expected, "{other:?}");
    };
    check(unlike, false);
    check(Side { code: "91350100M000100Y44", ..unlike }, true);
    check(Side { name: "宏达商贸(抚顺) 有限公司", ..unlike }, true);
    check(Side { address: "东一路 1号", ..unlike }, true);
    // Numbers of the bureau's own that follow each other.
    assert_eq!(merge(&Side { code: "NB-0002", ..one }, &unlike), Err(Refusal::MergeUnlike));
    // What neither has is nothing that both have.
    let bare = |side: Side<'static, u8>| Side { address: "", ..side };
    assert_eq!(merge(&bare(one), &bare(unlike)), Err(Refusal::MergeUnlike));
}

#[test]
fn a_merge_moves_neither_class_nor_tags_nor_limits() {
    let (one, other) = (side(1, 1, Status::Active), side(2, 1, Status::Active));
    let tags = ["重点".to_owned()];
    for differs in [
        Side { risk: Risk::D, ..one },
        Side { reach: (Kind::Stall, Domain::Enterprise, "210402", "52"), ..one },
        Side { reach: (Kind::Enterprise, Domain::Tourism, "210402", "52"), ..one },
        Side { reach: (Kind::Enterprise, Domain::Enterprise, "210403", "52"), ..one },
        Side { reach: (Kind::Enterprise, Domain::Enterprise, "210402", ""), ..one },
        Side { tags: &tags, ..one },
        Side { limits: (Some(1), None), ..one },
        Side { limits: (None, Some(180)), ..one },
    ] {
        assert_eq!(merge(&differs, &other), Err(Refusal::MergeDiffers), "{differs:?}");
        assert_eq!(merge(&other, &Side { id: one.id, ..differs }), Err(Refusal::MergeDiffers), "{differs:?}");
    }
}

#[test]
fn all_that_goes_is_like_all_that_it_comes_to() {
    let (one, other) = (side(1, 1, Status::Active), side(2, 1, Status::Active));
    let strange =
        Side { code: "NB-0001", name: "启明幼儿园", address: "东二路2号", ..side(3, 1, Status::Merged) };
    let bridge = Side { address: one.address, ..strange };
    assert_eq!(merging::likeness(&[one], &[other]), Ok(()));
    assert_eq!(merging::likeness(&[one], &[bridge]), Ok(()));
    assert_eq!(merging::likeness(&[one], &[bridge, strange]), Err(Refusal::MergeUnlike));
    assert_eq!(merging::likeness(&[bridge, one], &[strange]), Err(Refusal::MergeUnlike));
    assert_eq!(one.alike(&bridge), [Alike::Address]);
    assert_eq!(one.alike(&other), [Alike::Name, Alike::Address]);
}

#[test]
fn one_person_asks_for_a_merge_and_another_decides() {
    use merging::State::{Asked, Declined, Merged, Withdrawn};
    let person = |number| PersonId(uuid::Uuid::from_u128(number));
    let decide = |state, by| merging::decide(state, person(1), person(by));
    assert_eq!(decide(Asked, 2), Ok(()));
    assert_eq!(decide(Asked, 1), Err(Refusal::MergeOwn));
    let withdraw = |state, by| merging::withdraw(state, person(1), person(by));
    assert_eq!(withdraw(Asked, 1), Ok(()));
    assert_eq!(withdraw(Asked, 2), Err(Refusal::MergeNotOwn));
    for over in [Merged, Declined, Withdrawn] {
        assert_eq!(decide(over, 2), Err(Refusal::MergeDecided));
        assert_eq!(withdraw(over, 1), Err(Refusal::MergeDecided));
    }
}

#[test]
fn codes_are_near_when_one_slip_tells_them_apart() {
    let check = |one: &str, other: &str, expected| assert_eq!(near(one, other), expected, "{one} {other}");
    check("91350100M000100Y43", "91350100M000100Y44", true);
    check("91350100M000100Y43", "91350100M000010Y43", true);
    check("91350100M000100Y43", "91350100M00100Y43", true);
    check("91350100M000100Y43", "91350100M000100Y43", false);
    check("91350100M000100Y43", "91350100M000100Y55", false);
    check("1234", "2143", false);
}

#[test]
fn persons_are_masked_where_the_subject_is_a_person() {
    assert_eq!(public_representative(Kind::Enterprise, "王小明"), "王小明");
    assert_eq!(public_representative(Kind::Stall, "王小明"), "王**");
    assert_eq!(public_representative(Kind::Trader, "王小明"), "王**");
    assert_eq!(public_name(Kind::Stall, "王小明水果摊", "王小明"), "王**水果摊");
    assert_eq!(public_name(Kind::Stall, "水果摊", ""), "水果摊");
    assert_eq!(public_name(Kind::Enterprise, "王小明食品有限公司", "王小明"), "王小明食品有限公司");
}

#[test]
fn a_file_has_so_many_rows() {
    assert_eq!(export(200_000, true), Ok(()));
    assert_eq!(export(200_001, true), Err(Refusal::ExportTooLong));
    assert_eq!(export(200_001, false), Ok(()));
    assert_eq!(export(2_000_001, false), Err(Refusal::ExportTooLong));
}

#[test]
fn a_search_finds_parts_initials_and_nothing_across_texts() {
    let found = of_subject("抚顺市宏达（KTV）食品有限公司", "新抚区东一路1号");
    let check = |q: &str, expected| assert_eq!(read(q).finds(&found), expected, "{q}");
    for part in
        ["宏达", "食", "司", "食品有限", "宏达KTV", "ｋｔｖ", "达（K", "东一路1号", "食品 东一", "hdktvsp", "fss"]
    {
        check(part, true);
    }
    for other in ["司新", "号f", "食店", "食品 西一", "hdsp"] {
        check(other, false);
    }
    assert_eq!(initials("抚顺市宏达(KTV)食品"), "fsshdktvsp");
    assert!(read("（）").is_empty());
    assert_eq!(read("91210402").code.as_deref(), Some("91210402"));
    assert_eq!(read("y43").code.as_deref(), Some("Y43"));
    assert_eq!(read("宏达").code, None);
    // A code in groups is one; words between blanks are several.
    assert_eq!(read("922 104 11 mayu 667p4w").code.as_deref(), Some("92210411MAYU667P4W"));
    assert_eq!(read("2104 0360 0012 345").code.as_deref(), Some("210403600012345"));
    assert_eq!((read("宏达 91210402").code, read("kfc 24").code), (None, None));
}

#[test]
fn what_looks_the_same_has_one_likeness() {
    assert_eq!(likeness("宏达（抚顺）商贸", "东一路１号"), likeness("宏达(抚顺)商贸", "东一路1号"));
    assert_ne!(likeness("宏达商贸", "东一路1号"), likeness("宏达商", "贸东一路1号"));
    // Entries from before such characters were refused.
    assert_eq!(likeness("抚顺\u{f90a}山", "东一路1号"), likeness("抚顺金山", "东一\u{34f}路1号\u{fe0f}"));
    assert_eq!(words(["抚顺\u{2fa6}山"]), words(["抚顺金山"]));
}

/// Few characters, so that parts come up by chance.
fn text() -> impl Strategy<Value = String> {
    proptest::collection::vec(
        proptest::sample::select(vec!['抚', '顺', '食', '品', 'a', 'B', '1', '（', ' ', '𠀀']),
        0..12,
    )
    .prop_map(String::from_iter)
}

proptest! {
    #[test]
    fn searching_by_pairs_is_searching_for_a_part(name in text(), address in text(), q in text()) {
        let plain = |text: &str| folded(text).collect::<String>();
        let parts: Vec<String> = q.split_whitespace().take(5).map(plain).filter(|part| !part.is_empty()).collect();
        let naive = parts.iter().all(|part| plain(&name).contains(part.as_str()) || plain(&address).contains(part.as_str()));
        prop_assert_eq!(read(&q).finds(&words([name.as_str(), address.as_str()])), naive);
    }
}
