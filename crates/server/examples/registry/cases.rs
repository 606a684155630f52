//! The pages that are timed: what each is called, and what is asked for the n-th time.

use yaoguang::app::list::Ask;
use yaoguang::subjects::rules::{Domain, Kind, Risk, Status};
use yaoguang::subjects::store::list::Filters;

use super::made::{Dice, FIRST, REGIONS, ROADS, SECOND, TAGS};

/// A name, and the page.
pub type Case = (&'static str, fn(&mut Dice) -> (Ask, Filters));

/// A page of fifty rows.
pub fn ask(q: Option<&str>, sort: &str) -> Ask {
    Ask { limit: Some(50), after: None, sort: Some(sort.to_owned()), q: q.map(str::to_owned) }
}

fn all() -> Filters {
    Filters::default()
}

fn search(q: &str) -> (Ask, Filters) {
    (ask(Some(q), "number"), all())
}

fn a_name(dice: &mut Dice) -> String {
    format!("{}{}", dice.pick(FIRST), dice.pick(SECOND))
}

fn a_risk(dice: &mut Dice) -> Filters {
    Filters { risk: Some(dice.pick(Risk::ALL)), ..all() }
}

/// Nothing narrows these.
pub const SORTS: &[Case] = &[
    ("first page, by number", |_| (ask(None, "number"), all())),
    ("by name", |_| (ask(None, "name"), all())),
    ("by code", |_| (ask(None, "code"), all())),
    ("latest changed", |_| (ask(None, "-updated"), all())),
];

/// Narrowed by filters.
pub const FILTERS: &[Case] = &[
    ("filter: domain", |dice| (ask(None, "number"), Filters { domain: Some(dice.pick(Domain::ALL)), ..all() })),
    ("filter: risk", |dice| (ask(None, "number"), a_risk(dice))),
    ("filter: status", |_| (ask(None, "number"), Filters { status: Some(Status::Deregistered), ..all() })),
    ("filter: region", |dice| (ask(None, "number"), Filters { region: Some(dice.pick(REGIONS).into()), ..all() })),
    ("filter: industry", |_| (ask(None, "number"), Filters { industry: Some("F".into()), ..all() })),
    ("filter: kind", |_| (ask(None, "number"), Filters { kind: Some(Kind::Trader), ..all() })),
    ("filter: rare kind", |_| (ask(None, "number"), Filters { kind: Some(Kind::Institution), ..all() })),
    ("filter: tag of every twelfth", |_| (ask(None, "number"), Filters { tag: Some(TAGS.0.into()), ..all() })),
    ("filter: tag of every 5000th", |_| (ask(None, "number"), Filters { tag: Some(TAGS.1.into()), ..all() })),
    ("filter: licence ends soon", |_| {
        (ask(None, "number"), Filters { licence_until: "2026-01-31".parse().ok(), ..all() })
    }),
    ("filter: licence ends in five years", |_| {
        (ask(None, "number"), Filters { licence_until: "2031-01-31".parse().ok(), ..all() })
    }),
    ("domain, by name", |dice| (ask(None, "name"), Filters { domain: Some(dice.pick(Domain::ALL)), ..all() })),
    ("domain + risk, by name", |dice| {
        (ask(None, "name"), Filters { domain: Some(dice.pick(Domain::ALL)), ..a_risk(dice) })
    }),
    ("region + status, latest", |dice| {
        let region = Some(dice.pick(REGIONS).into());
        (ask(None, "-updated"), Filters { region, status: Some(Status::Active), ..all() })
    }),
    ("kind + risk, by name", |dice| (ask(None, "name"), Filters { kind: Some(Kind::Trader), ..a_risk(dice) })),
    ("tag + risk, by name", |dice| (ask(None, "name"), Filters { tag: Some(TAGS.0.into()), ..a_risk(dice) })),
    ("domain + risk + region, latest", |dice| {
        let (domain, region) = (Some(dice.pick(Domain::ALL)), Some(dice.pick(REGIONS).into()));
        (ask(None, "-updated"), Filters { domain, region, ..a_risk(dice) })
    }),
    ("rare: status + risk + region, by name", |dice| {
        let (status, risk) = (Some(Status::Deregistered), Some(Risk::D));
        (ask(None, "name"), Filters { status, risk, region: Some(dice.pick(REGIONS).into()), ..all() })
    }),
    ("nothing fits: status + domain, by name", |_| {
        (ask(None, "name"), Filters { status: Some(Status::Moved), domain: Some(Domain::Enterprise), ..all() })
    }),
];

/// Found by words or codes.
pub const SEARCHES: &[Case] = &[
    ("search: two characters", |dice| search(&a_name(dice))),
    ("search: one character", |dice| search(dice.pick(SECOND))),
    ("search: common word 有限", |_| search("有限")),
    ("search: common phrase 商贸有限公司", |_| search("商贸有限公司")),
    ("search: rare word 玄鹤", |_| search("玄鹤")),
    ("search: two terms", |dice| search(&format!("{} 超市", a_name(dice)))),
    ("search: road and number", |dice| search(&format!("{}{}号", dice.pick(ROADS), 1 + dice.below(300)))),
    ("search: initials", |_| search("hdsm")),
    ("search: common initials", |_| search("fss")),
    ("search: whole code", |dice| search(&format!("91210402MA{:06}", dice.below(30_000)))),
    ("search: code's end", |dice| search(&format!("{:04}", dice.below(10_000)))),
    ("search: code of a whole city", |_| search("912104")),
    ("two characters + risk", |dice| (ask(Some(&a_name(dice)), "number"), a_risk(dice))),
    ("common word + risk, by name", |dice| (ask(Some("有限"), "name"), a_risk(dice))),
    ("common word + domain + risk", |dice| {
        (ask(Some("有限"), "number"), Filters { domain: Some(dice.pick(Domain::ALL)), ..a_risk(dice) })
    }),
    ("common word + status nobody has", |_| {
        (ask(Some("有限"), "number"), Filters { status: Some(Status::Moved), ..all() })
    }),
];

/// A kind of page, and the path of one.
pub type Path = (&'static str, fn(&mut Dice) -> String);

/// Pages of the portal, as paths.
pub const PORTAL: &[Path] = &[
    ("portal: subjects", |_| "/subjects".to_owned()),
    ("portal: search, two characters", |dice| format!("/subjects?q={}", encoded(&a_name(dice)))),
    ("portal: search, common word", |_| format!("/subjects?q={}", encoded("有限"))),
    ("portal: search + domain", |dice| {
        format!("/subjects?q={}&domain={}", encoded(&a_name(dice)), dice.pick(Domain::ALL))
    }),
];

fn encoded(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}
