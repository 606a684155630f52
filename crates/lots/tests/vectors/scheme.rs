//! The scheme: sources, plans, commitments, seeds, quotas, tickets.

use lots::commitment::Commitment;
use lots::hash::Digest;
use lots::plan::SeedPlan;
use lots::quota::{Rounding, Stratum, quotas as compute};
use lots::seed::{Seed, SourceValue};
use lots::share::Secret;
use lots::source::{CHAINS, Source};
use lots::ticket::Smallest;
use serde_json::{Value, json};

use crate::Vectors;
use crate::city::{COMMITTED, City, KL8, make, seed_plan};

pub fn sources() -> Vectors {
    let hex = "0123456789abcdef".repeat(4);
    let drand = format!("drand:{}:1000", CHAINS[0].hash);
    let pairs: Vec<(String, String)> = [
        ("kl8:2026055", KL8),
        ("kl8:2026055", &KL8.replace("77", "81")),
        ("kl8:2026055", &KL8.replace("77", "73")),
        ("kl8:2026055", &KL8.replace("01", "1")),
        ("kl8:2026055", &KL8.replace(' ', ",")),
        ("kl8:2026055", &KL8.replace(" 77", "")),
        ("kl8:2026055", "05 01 09 13 17 21 25 29 33 37 41 45 49 53 57 61 65 69 73 77"),
        ("kl8:2026055", &format!("{KL8} ")),
        ("kl8:2026055", &KL8.replace("01", "00")),
        ("kl8:2026000", KL8),
        ("kl8:26055", KL8),
        ("kl8:1999055", KL8),
        ("ssq:2026026", "03 09 11 18 25 33+07"),
        ("ssq:2026026", "03 09 11 18 25 33+16"),
        ("ssq:2026026", "03 09 11 18 25 33+17"),
        ("ssq:2026026", "03 09 11 18 25 34+07"),
        ("ssq:2026026", "03 09 11 18 25 33+7"),
        ("ssq:2026026", "03 03 11 18 25 33+07"),
        ("ssq:2026026", "03 09 11 18 25 33 07"),
        ("dice:4d6", "1666"),
        ("dice:4d6", "1667"),
        ("dice:4d6", "0666"),
        ("dice:4d6", "166"),
        ("dice:3d10", "090"),
        ("dice:4d6", "1 6 6 6"),
        ("dice:1d2", "2"),
        ("dice:1d1", "1"),
        ("dice:201d6", "1"),
        ("dice:04d6", "1666"),
        ("dice:1d11", "1"),
        ("reveal:discipline", &hex),
        ("reveal:discipline", &hex.to_uppercase()),
        ("reveal:discipline", &hex[1..]),
        ("reveal:", &hex),
        ("reveal:Ann", &hex),
        (&drand, &hex),
        (&drand.replace("1000", "0"), &hex),
        (&drand.replace("1000", "01"), &hex),
        (&drand.replace("1000", "9007199254740992"), &hex),
        ("drand:00:1", &hex),
        ("lotto:2026001", "1"),
        ("kl8", KL8),
        ("", ""),
    ]
    .iter()
    .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
    .collect();
    let cases = pairs.iter().map(|(name, value)| {
        let ok = name.parse::<Source>().is_ok_and(|source| source.check(value).is_ok());
        json!({"name": name, "value": value, "ok": ok})
    });
    ("sources.json", "Sources: names and values in normal form (section 3.1)", cases.collect())
}

/// Change one field of a JSON document; `path` is a JSON pointer (RFC 6901), `null` takes the field away.
fn changed(document: &Value, path: &str, value: &Value) -> Value {
    let mut changed = document.clone();
    let (parent, field) = path.rsplit_once('/').expect("a pointer begins with a slash");
    let parent = changed.pointer_mut(parent).expect("the parent is there");
    match (parent, value) {
        (Value::Object(fields), Value::Null) => {
            fields.remove(field);
        }
        (Value::Object(fields), _) => {
            fields.insert(field.to_owned(), value.clone());
        }
        (Value::Array(items), _) if field == "-" => items.push(value.clone()),
        (Value::Array(items), Value::Null) => {
            items.remove(field.parse().expect("an index"));
        }
        (Value::Array(items), _) => items[field.parse::<usize>().expect("an index")] = value.clone(),
        _ => panic!("{path} is in no object or array"),
    }
    changed
}

fn source(name: &str, closes: &str) -> Value {
    json!({"closes": closes, "fallback": [], "hash": "", "name": name, "outside": 0})
}

fn reveal(party: &str, outside: u64) -> Value {
    let hash = Digest::of(party.as_bytes()).to_string();
    json!({"closes": "2026-03-05T18:00:00+08:00", "fallback": [], "hash": hash, "name": format!("reveal:{party}"), "outside": outside})
}

#[expect(clippy::too_many_lines, reason = "a table of cases: splitting it would hide its completeness")]
pub fn plans() -> Vectors {
    let base = serde_json::to_value(seed_plan("plans")).expect("a plan is JSON");
    let evening = "2026-03-05T21:00:00+08:00";
    // The first quicknet round at or after the commit and two hours.
    let round = CHAINS[0].first_round_from(1_772_674_200 + 7_200);
    let time = lots::time::Time::beijing(CHAINS[0].round_time(round).unwrap()).unwrap();
    let drand = |round: u64| source(&format!("drand:{}:{round}", CHAINS[0].hash), time.as_str());
    let unknown = source(&format!("drand:{}:5", Digest::of(b"chain")), evening);
    let fallback = |name: &str, closes: &str| json!({"closes": closes, "name": name});
    let only = |sources: Value| changed(&base, "/sources", &sources);
    let plans = vec![
        base.clone(),
        only(json!([source("kl8:2026055", evening)])),
        only(json!([drand(round)])),
        only(json!([drand(round + 1)])),
        only(json!([drand(round - 1)])),
        only(json!([unknown])),
        only(json!([reveal("a", 1), reveal("b", 1)])),
        only(json!([reveal("a", 1), reveal("b", 0)])),
        only(json!([reveal("a", 1), source("dice:24d6", evening)])),
        only(json!([reveal("a", 1), source("dice:23d6", evening)])),
        only(json!([reveal("a", 1), reveal("b", 1), source("dice:1d2", evening)])),
        only(json!([source("dice:200d10", evening)])),
        only(json!([reveal("a", 1), source("ssq:2026027", evening)])),
        only(json!([reveal("a", 1), reveal("b", 1), source("ssq:2026027", evening)])),
        only(json!([reveal("a", 1), source("ssq:2026028", evening)])),
        only(json!([reveal("a", 1), source("ssq:2026026", "2026-03-06T21:00:00+08:00")])),
        only(json!([reveal("a", 0), source("ssq:2026027", evening), source("dice:14d6", evening)])),
        only(json!([])),
        only(Value::Array((0..17).map(|i| reveal(&format!("p{i}"), 1)).collect())),
        only(json!([source("kl8:2026055", evening), reveal("a", 1)])),
        only(json!([source("dice:24d6", evening), reveal("a", 1)])),
        only(json!([reveal("a", 1), reveal("a", 1)])),
        only(json!([source("kl8:2026065", evening)])),
        only(json!([source("kl8:2026064", evening)])),
        only(json!([source("kl8:2026024", evening)])),
        only(json!([source("kl8:2026023", evening)])),
        only(json!([source("kl8:2025055", evening)])),
        changed(&base, "/delay_s", &json!(31_536_001)),
        changed(&base, "/delay_s", &json!(41_401)),
        changed(&base, "/delay_s", &json!(41_400)),
        changed(&base, "/delay_s", &json!(0)),
        changed(&base, "/sources/0/closes", &json!(COMMITTED)),
        changed(&base, "/sources/0/closes", &json!(evening)),
        changed(&base, "/sources/0/closes", &json!("2026-03-05T20:59:59+08:00")),
        changed(&base, "/sources/0/closes", &json!("2026-03-05T10:00:00Z")),
        changed(&base, "/sources/0/hash", &json!("")),
        changed(&base, "/sources/2/hash", &base["sources"][0]["hash"]),
        changed(&base, "/sources/2/outside", &json!(1)),
        changed(&base, "/sources/0/outside", &json!(2)),
        changed(&base, "/sources/0/name", &json!("reveal:Discipline")),
        changed(&base, "/sources/2/fallback", &json!([fallback("kl8:2026056", "2026-03-06T21:00:00+08:00")])),
        changed(&base, "/sources/2/fallback", &json!([fallback("ssq:2026027", evening)])),
        changed(&base, "/sources/2/fallback", &json!([fallback("kl8:2026055", evening)])),
        changed(&base, "/sources/2/fallback", &json!([fallback("dice:24d6", evening)])),
        changed(&base, "/sources/0/fallback", &json!([fallback("kl8:2026056", "2026-03-06T21:00:00+08:00")])),
        changed(&base, "/sources/2/fallback", &json!([fallback("kl8:2026056", "2026-03-05T11:29:59+08:00")])),
    ];
    let cases = plans.into_iter().map(|plan| {
        let body = serde_json::from_value(plan.clone()).expect("the plan has its shape");
        match SeedPlan::check(&body, &COMMITTED.parse().unwrap()) {
            Ok(checked) => json!({"draw": "plans", "committed": COMMITTED, "plan": plan, "assurance": format!("{:?}", checked.assurance)}),
            Err(refusal) => json!({"draw": "plans", "committed": COMMITTED, "plan": plan, "refusal": refusal.code()}),
        }
    });
    ("plans.json", "Seed plans: assurance granted, or refused (sections 3.1 to 3.3)", cases.collect())
}

#[expect(clippy::too_many_lines, reason = "a table of cases: splitting it would hide its completeness")]
pub fn commitments() -> Vectors {
    let made = make(&City::small("commitments"));
    let base: Value = serde_json::from_slice(&made.files["commitment.json"]).unwrap();
    let zeros = Secret::AT_ONCE.commitment().to_string();
    let other = Secret::new([1; 32]).commitment().to_string();
    let exact = changed(&changed(&base, "/rounding", &json!("exact")), "/strata/0/minimum", &json!(0));
    let exact = changed(&exact, "/strata/1/minimum", &json!(0));
    let mut texts: Vec<String> = [
        ("/rounding", json!("exact")),
        ("/rounding", json!("nearest")),
        ("/assurance", json!("B")),
        ("/assurance", json!("E")),
        ("/capacity/slack", json!(1_000_000)),
        ("/capacity/slack", json!(1_000_001)),
        ("/capacity/rule", json!("flat")),
        ("/committed", json!("2026-03-05T09:30:00Z")),
        ("/disclosure", json!("2026-03-06")),
        ("/disclosure", json!("soon")),
        ("/draw", json!("")),
        ("/number", json!(0)),
        ("/number", json!(2)),
        ("/why", json!("重抽")),
        ("/origin", json!("")),
        ("/origin", json!("x".repeat(401))),
        ("/protocol", json!("yaoguang/v2")),
        ("/reserves", json!(1000)),
        ("/reserves", json!(1001)),
        ("/seats", json!(["all"])),
        ("/seats", json!([])),
        ("/seats", json!(vec!["all"; 16])),
        ("/seats", json!(vec!["all"; 17])),
        ("/seats/0", json!("a,b")),
        ("/secret", json!(other)),
        ("/secret", json!(zeros.to_uppercase())),
        ("/strata/1/name", json!("A")),
        ("/strata/0/q", json!(0)),
        ("/strata/0/q", json!(1_000_001)),
        ("/strata/0/p", json!(21)),
        ("/strata/0/p", json!(20)),
        ("/strata/0/p", json!(0)),
        ("/strata/0/population", json!(41)),
        ("/strata", json!([])),
        ("/strata/-", json!({"minimum": 0, "name": "C", "p": 0, "population": 0, "q": 1})),
        ("/strata/-", json!({"minimum": 0, "name": "C", "p": 1, "population": 0, "q": 1})),
        ("/strata/-", json!({"minimum": 1, "name": "C", "p": 0, "population": 0, "q": 1})),
        ("/task", json!("多\n行")),
        ("/task", json!("")),
        ("/extra", json!(1)),
        ("/why", Value::Null),
        ("/seed_plan/sources/2/name", json!("kl8:2026066")),
        ("/seed_plan/sources/0/hash", json!("")),
        ("/tables/bench/rows", json!(9_007_199_254_740_992_u64)),
        ("/number", json!("1")),
    ]
    .iter()
    .map(|(path, value)| changed(&base, path, value).to_string())
    .collect();
    texts.push(exact.to_string());
    texts.push(changed(&changed(&exact, "/strata/0/q", &json!(999_999)), "/strata/1/q", &json!(1_000_000)).to_string());
    texts.push(changed(&changed(&base, "/disclosure", &json!("2026-03-06")), "/secret", &json!(other)).to_string());
    texts.push(changed(&changed(&base, "/disclosure", &json!("2026-03-05")), "/secret", &json!(other)).to_string());
    texts.push(changed(&changed(&base, "/number", &json!(2)), "/why", &json!("首次抽取因停电作废")).to_string());
    texts.push(base.to_string());
    texts.push(base.to_string() + "\n");
    texts.push(base.to_string().replace("\"number\":1", "\"number\": 1"));
    let cases = texts.into_iter().map(|text| match Commitment::from_text(text.as_bytes()) {
        Ok(commitment) => json!({"text": text, "C": commitment.digest().to_string()}),
        Err(refusal) => json!({"text": text, "refusal": refusal.code()}),
    });
    ("commitments.json", "Commitments: their digest, or the first refusal (section 2.2)", cases.collect())
}

pub fn seeds() -> Vectors {
    let value = |name: &str, value: &str| SourceValue { name: name.into(), value: value.into() };
    let c = Digest::of(b"commitment");
    let cases = [
        (vec![value("kl8:2026055", KL8)], Secret::AT_ONCE),
        (
            vec![value("reveal:discipline", &"ab".repeat(32)), value("ssq:2026026", "03 09 11 18 25 33+07")],
            Secret::new([0xab; 32]),
        ),
        (vec![value("dice:4d6", "1266")], Secret::AT_ONCE),
    ];
    let cases = cases.iter().map(|(values, secret)| {
        let seed = Seed::new(&c, values, secret);
        json!({
            "C": c.to_string(), "sources": values, "secret": std::str::from_utf8(&secret.hex()).unwrap(), "S": seed.0.to_string(),
            "K_t": seed.ticket_key().to_string(), "K_q": seed.quota_key().to_string(), "K_p": seed.pair_key().to_string(),
        })
    });
    ("seeds.json", "The seed and its keys (sections 3.5 and 5)", cases.collect())
}

pub fn quotas() -> Vectors {
    let stratum = |&(population, p, q, minimum): &(u64, u64, u64, u64)| Stratum {
        minimum,
        name: "x".parse().unwrap(),
        p,
        population,
        q,
    };
    let mut cases = Vec::new();
    let mut add = |rounding: Rounding, key: u8, strata: &[(u64, u64, u64, u64)]| {
        let key = Digest::of(&[key]);
        let list: Vec<Stratum> = strata.iter().map(stratum).collect();
        let listed: Vec<Value> =
            strata.iter().map(|&(n, p, q, m)| json!({"population": n, "p": p, "q": q, "minimum": m})).collect();
        let quotas = compute(rounding, &list, &key);
        cases.push(json!({"rounding": rounding, "K_q": key.to_string(), "strata": listed, "quotas": quotas}));
    };
    add(
        Rounding::AtLeast,
        0,
        &[
            (0, 0, 1, 0),
            (1, 1, 20, 0),
            (8, 1, 20, 0),
            (20, 1, 20, 0),
            (21, 1, 20, 0),
            (100, 0, 1, 3),
            (2, 0, 1, 3),
            (7, 7, 7, 0),
        ],
    );
    add(Rounding::AtLeast, 0, &[(9_007_199_254_740_991, 999_999, 1_000_000, 0)]);
    for key in 0..12 {
        add(
            Rounding::Exact,
            key,
            &[(13, 1, 20, 0), (7, 3, 8, 0), (0, 0, 5, 0), (1, 1, 3, 0), (5, 1, 1, 0), (3, 0, 2, 0)],
        );
        add(Rounding::Exact, key, &[(8, 1, 20, 0); 9]);
        add(Rounding::Exact, key, &[(1_000_003, 1, 999_983, 0), (9_007_199_254_740_991, 999_982, 999_983, 0)]);
    }
    ("quotas.json", "Quotas under both roundings (section 2.3)", cases)
}

pub fn tickets() -> Vectors {
    let mut cases = Vec::new();
    for (seed, count, quota, reserves) in [
        (0u8, 0usize, 0usize, 2usize),
        (1, 1, 1, 2),
        (2, 1, 0, 2),
        (3, 30, 5, 2),
        (4, 30, 30, 2),
        (5, 30, 29, 2),
        (6, 30, 0, 0),
    ] {
        let key = Digest::of(&[seed]);
        let mut ids: Vec<String> = (0..count).map(City::id).collect();
        if seed == 3 {
            ids.push("with a space".into());
            ids.push("~".repeat(55));
        }
        let mut smallest = Smallest::new(quota + reserves);
        ids.iter().for_each(|id| smallest.push(&key, &id.parse().unwrap()));
        let lots = smallest.into_sorted();
        let cutoff = quota.checked_sub(1).map_or(String::new(), |last| lots[last].ticket.to_string());
        let ranked: Vec<Value> = (1u64..)
            .zip(&lots)
            .map(|(rank, lot)| json!({"id": lot.id, "ticket": lot.ticket.to_string(), "rank": rank}))
            .collect();
        cases.push(json!({"K_t": key.to_string(), "ids": ids, "quota": quota, "reserves": reserves, "ranked": ranked, "cutoff": cutoff}));
    }
    ("tickets.json", "Targets, reserves and cut-offs of one stratum (section 5)", cases)
}
