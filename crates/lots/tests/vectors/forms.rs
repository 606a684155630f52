//! Forms: canonical JSON, names, tables, salts, shares, beacons.

use lots::canonical::from_text;
use lots::hash::Digest;
use lots::merkle;
use lots::name::{DrawId, InspectorCode, Note, PersonCode, PoolName, ReasonCode, StratumName, SubjectId};
use lots::share::Secret;
use lots::source::CHAINS;
use lots::table::RosterSecret;
use serde_json::{Value, json};

use crate::Vectors;

pub fn canonical() -> Vectors {
    let texts = [
        r#"{}"#,
        r#"[]"#,
        r#""""#,
        r#"0"#,
        r#"9007199254740991"#,
        r#"9007199254740992"#,
        r#"{"a":1,"b":[2,"x"]}"#,
        r#"{"b":1,"a":2}"#,
        r#"{"a":1,"a":1}"#,
        r#"{"a": 1}"#,
        "{\"a\":1}\n",
        " {}",
        r#"{"a":1.0}"#,
        r#"{"a":1e3}"#,
        r#"{"a":-0}"#,
        r#"{"a":-1}"#,
        r#"{"a":01}"#,
        r#"{"a":null}"#,
        r#"{"a":true}"#,
        r#"{"a":"\u0041"}"#,
        r#"{"a":"\/"}"#,
        r#"{"a":"摇光"}"#,
        "{\"a\":\"\\u6447\"}",
        r#"{"a":"\b\t\n\f\r\"\\"}"#,
        r#"{"a":"\u001f"}"#,
        r#"{"a":"\u001F"}"#,
        r#"{"a":"\u0008"}"#,
        "{\"a\":\"\u{7f}\u{2028}\u{1f600}\"}",
        "{\"a\":\"\t\"}",
        r#"{"a":"#,
        r#"{"a":1,}"#,
        r#"[1,2"#,
        r#"{"a":18446744073709551616}"#,
        r#"{"a":"9007199254740992"}"#,
        "\u{feff}{}",
        "",
        r#"{"a":1}{}"#,
    ];
    let cases = texts.iter().map(|text| json!({"text": text, "ok": is_canonical(text)})).collect();
    ("canonical.json", "Canonical JSON (section 1): objects, arrays, strings, integers up to 2^53 - 1", cases)
}

/// Canonical, and of the kinds of values that the protocol has.
fn is_canonical(text: &str) -> bool {
    fn plain(value: &Value) -> bool {
        match value {
            Value::Null | Value::Bool(_) => false,
            Value::Number(number) => number.is_u64(),
            Value::String(_) => true,
            Value::Array(items) => items.iter().all(plain),
            Value::Object(fields) => fields.values().all(plain),
        }
    }
    from_text::<Value>(text.as_bytes()).is_ok_and(|value| plain(&value))
}

pub fn names() -> Vectors {
    let long = |n: usize| "x".repeat(n);
    let texts = [
        "91350100M000100Y43".into(),
        "1".into(),
        String::new(),
        " a".into(),
        "a ".into(),
        "a b".into(),
        "a\tb".into(),
        "a\n".into(),
        "~".into(),
        "é".into(),
        "９１".into(),
        "高风险".into(),
        "高风险/食品".into(),
        "\u{3000}高".into(),
        "高\u{a0}".into(),
        "高\u{a0}低".into(),
        "a,b".into(),
        "a\u{7f}".into(),
        "a\u{85}b".into(),
        "cap-reached".into(),
        "x-本地".into(),
        "X-1".into(),
        "clerk-li".into(),
        long(32),
        long(33),
        long(55),
        long(56),
        long(120),
        long(121),
        "层".repeat(40),
        "层".repeat(41),
        long(400),
        long(401),
        " ".into(),
    ];
    let mut cases = Vec::new();
    for text in &texts {
        for (kind, ok) in [
            ("subject", SubjectId::check(text).is_ok()),
            ("inspector", InspectorCode::check(text).is_ok()),
            ("stratum", StratumName::check(text).is_ok()),
            ("pool", PoolName::check(text).is_ok()),
            ("reason", ReasonCode::check(text).is_ok()),
            ("person", PersonCode::check(text).is_ok()),
            ("draw", DrawId::check(text).is_ok()),
            ("line", Note::new(text.as_str()).is_ok() && !text.is_empty()),
        ] {
            cases.push(json!({"kind": kind, "text": text, "ok": ok}));
        }
    }
    ("names.json", "Forms of names (section 1.1); line is an origin or task", cases)
}

pub fn tables() -> Vectors {
    let mut cases = Vec::new();
    for count in (0..=9usize).chain([31, 32, 33]) {
        let rows: Vec<String> = (0..count).map(|i| format!("S{i:02}\t高风险\t{i:032x}")).collect();
        let leaves: Vec<Digest> = rows.iter().map(|row| merkle::leaf_hash(row.as_bytes())).collect();
        let picks = [0, count / 2, count.saturating_sub(1)];
        let proofs = picks.iter().filter(|&&index| index < count).map(|&index| {
            let proof: Vec<String> = merkle::proof(&leaves, index).iter().map(Digest::to_string).collect();
            json!({"index": index, "proof": proof})
        });
        let proofs: Vec<Value> = proofs.collect();
        cases.push(json!({"rows": rows, "root": merkle::root(leaves).to_string(), "proofs": proofs}));
    }
    ("tables.json", "Roots and inclusion proofs (section 2.1)", cases)
}

pub fn salts() -> Vectors {
    let mut cases = Vec::new();
    for secret in [[0u8; 32], [0xff; 32], std::array::from_fn(|i| u8::try_from(i * 7).unwrap())] {
        for id in ["1", "91350100M000100Y43", &"x".repeat(55)] {
            let salt = RosterSecret(secret).salt(id).to_string();
            cases.push(json!({"secret": Digest(secret).to_string(), "id": id, "salt": salt}));
        }
    }
    ("salts.json", "Salts of subjects and excluded (section 2.1)", cases)
}

pub fn shares() -> Vectors {
    let mut cases = Vec::new();
    for seed in 0u8..3 {
        let secret = Digest::of(&[seed]);
        let shares = Secret::new(secret.0).split(Digest::of(&[seed, 1]).0).map(|share| share.to_string());
        cases.push(json!({"secret": secret.to_string(), "shares": shares}));
    }
    ("shares.json", "The secret's 2-of-3 shares (section 3.4)", cases)
}

pub fn beacons() -> Vectors {
    let quicknet = "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39";
    let value = "fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd";
    let first = "8d61d9100567de44682506aea1a7a6fa6e5491cd27a0a0ed349ef6910ac5ac20ff7bc3e09d7c046566c9f7f3c6f3b10104990e7cb424998203d8f7de586fb7fa5f60045417a432684f85093b06ca91c769f0e7ca19268375e659c2a2352b4655";
    let before = "176f93498eac9ca337150b46d21dd58673ea4e3581185f869672e59fa4cb390a";
    let first_value = "101297f1ca7dc44ef6088d94ad5fb7ba03455dc33d53ddb412bbc4564ed986ec";
    let case = |chain: usize, round: u64, signature: &str, previous: &str, value: &str, ok: bool| json!({"chain": CHAINS[chain].hash, "round": round, "signature": signature, "previous": previous, "value": value, "ok": ok});
    let cases = vec![
        case(0, 1000, quicknet, "", value, true),
        case(0, 1001, quicknet, "", value, false),
        case(0, 1000, quicknet, "", first_value, false),
        case(1, 1, first, before, first_value, true),
        case(1, 2, first, before, first_value, false),
        case(1, 1, first, &before.replace('1', "2"), first_value, false),
    ];
    ("beacons.json", "Published rounds of drand (section 3.1)", cases)
}
