//! `plan.json`: what a bureau decides before it commits; `entries.json`: the values that come into being afterwards.
//!
//! The plan has the keys of a commitment (`spec/draw.md`, section 2.2) that a person decides. The rest (populations, roots, the hash of
//! the secret, the assurance level) follows from the rosters and is added by `lots commit`.

use std::collections::BTreeMap;

use lots::hash::Digest;
use lots::time::Time;
use serde_json::{Value, json};

use super::Options;
use super::inspectors::{ALL, LEADS};
use super::random::Random;

const DRAW: &str = "fushun-price-2026-demo-1";
/// Who reveals a value, and whether from outside the bureau.
const PARTIES: [(&str, u32); 3] = [("bureau", 0), ("discipline-office", 1), ("business-association", 1)];
/// 快乐8 rests for about ten days around the spring festival, which is over by this day of the year.
const AFTER_SPRING: i64 = 50;
const CLOSED_DAYS: i64 = 10;

/// A time of the day so many days after the commit.
fn time(options: &Options, days: i64, clock: &str) -> Time {
    let first: Time = format!("{}T{clock}+08:00", options.date).parse().expect("a date and a time of day");
    Time::beijing(first.seconds() + days * 86_400).expect("a day near a date")
}

/// The issue of 快乐8 whose sales close so many days after the commit.
fn issue(options: &Options, days: i64) -> String {
    let date = time(options, days, "21:00:00").beijing_date();
    let day = date.day_of_year();
    let number = if day > AFTER_SPRING { day - CLOSED_DAYS } else { day };
    format!("kl8:{}{number:03}", date.year())
}

/// The sampling rate of a risk class, in percent.
fn percent(stratum: &str) -> u32 {
    match stratum.rsplit('/').next() {
        Some("A") => 1,
        Some("B") => 3,
        Some("C") => 10,
        _ => 20,
    }
}

/// How many targets the plan draws: `at-least` quotas with a minimum of one (`spec/draw.md`, section 2.3).
pub(super) fn targets(strata: &BTreeMap<String, u32>) -> u32 {
    strata.iter().map(|(name, population)| (population * percent(name)).div_ceil(100).max(1).min(*population)).sum()
}

/// `plan.json`.
pub(super) fn plan_json(options: &Options, strata: &BTreeMap<String, u32>) -> Vec<u8> {
    let strata: Vec<Value> =
        strata.keys().map(|name| json!({"name": name, "p": percent(name), "q": 100, "minimum": 1})).collect();
    pretty(&json!({
        "capacity": {"rule": "level", "slack": 0},
        "committed": time(options, 0, "09:00:00"),
        "disclosure": "at-once",
        "draw": DRAW,
        "number": 1,
        "origin": "price.fushun.example",
        "reserves": 2,
        "rounding": "at-least",
        "seats": [LEADS, ALL],
        "seed_plan": seed_plan(options),
        "strata": strata,
        "task": format!("{}年第一次价格收费“双随机”抽查（演示数据）", options.date.year()),
        "why": ""
    }))
}

fn seed_plan(options: &Options) -> Value {
    let mut sources: Vec<Value> = PARTIES
        .iter()
        .map(|(party, outside)| {
            json!({
                "closes": time(options, 1, "12:00:00"),
                "fallback": [],
                "hash": reveal_hash(party, &reveal(options, party)),
                "name": format!("reveal:{party}"),
                "outside": outside
            })
        })
        .collect();
    sources.push(json!({
        "closes": time(options, 1, "21:00:00"),
        "fallback": [{"closes": time(options, 2, "21:00:00"), "name": issue(options, 2)}],
        "hash": "",
        "name": issue(options, 1),
        "outside": 0
    }));
    json!({"delay_s": 3600, "rule": "名单锁定次日停止销售的快乐8期次；该期未开奖的，顺延下一期。", "sources": sources})
}

/// The value a party will reveal; in a real draw only that party knows it.
fn reveal(options: &Options, party: &str) -> String {
    Digest::of(format!("yaoguang sample reveal {} {party}", options.seed).as_bytes()).to_string()
}

/// `spec/draw.md`, section 3.1.
fn reveal_hash(party: &str, value: &str) -> String {
    Digest::of(format!("yaoguang/v1/reveal\n{DRAW}\n{party}\n{value}").as_bytes()).to_string()
}

/// `entries.json`: one entry for each source of the plan, with the keys of `spec/draw.md` section 3.5.
pub(super) fn entries_json(options: &Options) -> Vec<u8> {
    let mut sources: Vec<Value> = PARTIES
        .iter()
        .map(|(party, _)| {
            json!({
                "entered": [],
                "evidence": "演示数据",
                "name": format!("reveal:{party}"),
                "value": reveal(options, party),
                "why": ""
            })
        })
        .collect();
    sources.push(json!({
        "entered": ["clerk-li", "clerk-wang"],
        "evidence": "演示用的虚构号码，不是真实开奖结果",
        "name": issue(options, 1),
        "value": numbers(options),
        "why": ""
    }));
    pretty(&json!({"sources": sources}))
}

/// Twenty different numbers from 1 to 80 in their normal form.
fn numbers(options: &Options) -> String {
    let mut random = Random::new(options.seed, "kl8");
    let mut drum: Vec<u32> = (1..=80).collect();
    for i in 0..20 {
        let rest = u32::try_from(drum.len() - i).expect("a drum holds 80 balls");
        let other = i + usize::try_from(random.below(rest)).expect("a u32 fits");
        drum.swap(i, other);
    }
    drum.truncate(20);
    drum.sort_unstable();
    drum.iter().map(|n| format!("{n:02}")).collect::<Vec<_>>().join(" ")
}

fn pretty(value: &Value) -> Vec<u8> {
    let mut text = serde_json::to_string_pretty(value).expect("values of strings and integers always serialise");
    text.push('\n');
    text.into_bytes()
}
