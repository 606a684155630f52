//! Entries, their chains, and their seals.

use journal::chain::Chains;
use journal::entry::{Draft, Entry, EntryError, Known, Opening, Pseudonym, Salt};
use lots::hash::Digest;
use serde_json::{Value, json};

use super::{Vectors, verdict, world};

/// A good entry of each known kind, by name.
fn good(kind: &str) -> Value {
    let digest = |of: &str| Digest::of(of.as_bytes()).to_string();
    let (c, result) = (digest("commitment.json"), digest("result.json"));
    let (facts, sealed) = match kind {
        "draw.committed" => (
            json!({"commitment": c, "excluded": 3, "inspectors": 6, "number": 1, "recusals": 2, "subjects": 65}),
            json!({"task": opening("task", "食品销售监督检查").seal()}),
        ),
        "draw.seeded" => (json!({"commitment": c, "seed": digest("seed.json")}), json!({})),
        "draw.drawn" | "draw.announced" => (json!({"commitment": c, "result": result}), json!({})),
        "draw.amended" => {
            (json!({"commitment": c, "head": digest("amendment"), "number": 1, "reason": "moved-away"}), json!({}))
        }
        "draw.annulled" => {
            (json!({"commitment": c, "reason": "wrong-roster"}), json!({"why": opening("why", "名录有误").seal()}))
        }
        "journal.keys" => (json!({"note": digest("keys/2"), "number": 2}), json!({})),
        "journal.erased" => (json!({"entry": 12, "field": "task"}), json!({})),
        _ => (json!({"at": "2026-03-06T10:00:00+08:00", "way": "by-post"}), json!({})),
    };
    let journal = kind.starts_with("journal");
    json!({
        "actor": {"pseudonym": Pseudonym::of(&[5; 32], "clerk-li"), "role": "clerk"},
        "body": {"facts": facts, "sealed": sealed},
        "case": {
            "id": if journal { world::ORIGIN } else { "2026-03-A" },
            "kind": if journal { "journal" } else { "draw" },
        },
        "kind": kind,
        "organisation": "price.fushun.example",
        "prev": [],
        "time": "2026-03-05T09:30:00+08:00",
        "version": "yaoguang/journal/v1",
    })
}

fn opening(field: &str, value: &str) -> Opening {
    let salt = Salt::new(Digest::of(value.as_bytes()).0);
    Opening { field: field.parse().unwrap(), salt, value: value.into() }
}

fn entry_case(text: &str) -> Value {
    let entry = Entry::from_text(text.as_bytes());
    let leaf = entry.as_ref().map(|entry| entry.leaf().to_string()).unwrap_or_default();
    let known = entry.as_ref().is_ok_and(|entry| entry.known().is_some());
    json!({"text": text, "verdict": verdict(&entry, EntryError::code), "leaf": leaf, "known": known})
}

/// The text of a good entry with one place, named by a JSON pointer, set to another value.
fn with(kind: &str, pointer: &str, new: Value) -> String {
    let mut value = good(kind);
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    value.pointer_mut(parent).unwrap().as_object_mut().unwrap().insert(key.into(), new);
    value.to_string()
}

/// Good entries with one value altered.
fn altered() -> Vec<String> {
    let digest = Digest::of(b"");
    let fields = |count: usize| Value::Object((0..count).map(|i| (format!("f{i:02}"), json!(i))).collect());
    let (longest, longer) = (format!("/body/facts/{}", "n".repeat(32)), format!("/body/facts/{}", "n".repeat(33)));
    let alterations = [
        ("draw.committed", "/actor/pseudonym", json!("0000000000000000000000000000000A")),
        ("draw.committed", "/actor/pseudonym", json!("00")),
        ("draw.committed", "/actor/role", json!("Clerk")),
        ("draw.committed", "/actor/name", json!("李")),
        ("draw.committed", "/body/facts/subjects", json!(-1)),
        ("draw.committed", "/body/facts/subjects", json!(1.5)),
        ("draw.committed", "/body/facts/subjects", json!(9_007_199_254_740_992u64)),
        ("draw.committed", "/body/facts/subjects", json!("free text")),
        ("draw.committed", "/body/facts/subjects", json!(true)),
        ("draw.committed", "/body/facts/subjects", json!("sixty-five")),
        ("draw.committed", "/body/facts/more", json!(1)),
        ("draw.committed", "/body/facts", json!({})),
        ("draw.committed", "/body/sealed", json!({})),
        ("draw.committed", "/body/sealed/why", json!(digest)),
        ("draw.committed", "/body/sealed/task", json!("x")),
        ("draw.committed", "/case/kind", json!("task")),
        ("draw.committed", "/case/id", json!("食品")),
        ("draw.committed", "/case/id", json!("2026 03 A+")),
        ("draw.committed", "/kind", json!("committed")),
        ("draw.committed", "/kind", json!("draw.committed.twice")),
        ("draw.committed", "/kind", json!("draw.")),
        ("draw.committed", "/organisation", json!("")),
        ("draw.committed", "/prev", json!([1, 2])),
        ("draw.committed", "/prev", json!(null)),
        ("draw.committed", "/prev", json!([9_007_199_254_740_992u64])),
        ("draw.committed", "/time", json!("2026-03-05T01:30:00Z")),
        ("draw.committed", "/version", json!("yaoguang/journal/v2")),
        ("journal.keys", "/case/id", json!("no origin")),
        ("journal.keys", "/case/id", json!("a+b")),
        ("journal.erased", "/body/facts/field", json!("so_called")),
        ("notice.served", "/body/facts", fields(64)),
        ("notice.served", "/body/facts", fields(65)),
        ("notice.served", "/body/facts/Way", json!(1)),
        ("notice.served", "/body/facts/9", json!(1)),
        ("notice.served", longest.as_str(), json!(digest)),
        ("notice.served", longer.as_str(), json!(digest)),
        ("notice.served", "/body/facts/way", json!("w".repeat(33))),
        ("notice.served", "/body/sealed/way", json!(digest)),
    ];
    alterations.into_iter().map(|(kind, pointer, value)| with(kind, pointer, value)).collect()
}

pub fn entries() -> Vectors {
    let mut texts: Vec<String> = Known::ALL.iter().map(|known| good(known.name()).to_string()).collect();
    texts.push(good("notice.served").to_string());
    texts.push(with("draw.seeded", "/prev", json!([7])));
    texts.push(with("draw.seeded", "/prev", json!([9_007_199_254_740_991u64])));
    texts.extend(altered());
    let plain = good("draw.seeded").to_string();
    texts.extend([
        format!("{plain}\n"),
        plain.replacen(':', ": ", 1),
        plain.replace("price", "pr\\u0069ce"),
        plain.replace(r#""prev":[]"#, r#""prev":[],"prev":[]"#),
        plain.replace(r#","version":"yaoguang/journal/v1""#, ""),
        "{}".into(),
        String::new(),
    ]);
    let cases = texts.iter().map(|text| entry_case(text)).collect();
    (
        "journal-entries.json",
        "Entries (journal.md, section 2), with their leaves; verdict: ok or the first thing wrong",
        cases,
    )
}

/// A draft of a kind at a minute of a day.
fn draft(kind: &str, minute: u32) -> Draft {
    let entry = Entry::from_text(good(kind).to_string().as_bytes()).unwrap();
    Draft {
        actor: entry.actor().clone(),
        body: entry.body().clone(),
        case: entry.case().clone(),
        kind: entry.kind().clone(),
        organisation: entry.organisation().clone(),
        time: format!("2026-03-05T09:{minute:02}:00+08:00").parse().unwrap(),
    }
}

fn chain_case(why: &str, entries: &[Entry]) -> Value {
    let mut chains = Chains::new(world::origin());
    let fault = (0..).zip(entries).find_map(|(index, entry)| chains.admit(index, entry).err().map(|f| (index, f)));
    let texts: Vec<&str> = entries.iter().map(|entry| std::str::from_utf8(entry.bytes()).unwrap()).collect();
    let (at, verdict) = fault.map_or((String::new(), "ok"), |(index, fault)| (index.to_string(), fault.code()));
    json!({"why": why, "origin": world::ORIGIN, "entries": texts, "verdict": verdict, "at": at})
}

/// Entries of these kinds, a minute apart, each after the one before; what comes first may be bad.
fn row(kinds: &[&str]) -> Vec<Entry> {
    let prev = |index: usize| index.checked_sub(1).map(|prev| prev as u64);
    (0..).zip(kinds).map(|(i, kind)| draft(kind, i).after(prev(i as usize)).unwrap()).collect()
}

pub fn chains() -> Vectors {
    let whole = ["draw.committed", "draw.seeded", "draw.drawn", "draw.amended", "draw.announced", "draw.amended"];
    let mut other = draft("draw.committed", 1);
    other.organisation = "market.fushun.example".parse().unwrap();
    let two = [draft("draw.committed", 5).after(None).unwrap(), other.clone().after(None).unwrap()];
    let mut elsewhere = draft("journal.erased", 1);
    elsewhere.case.id = "another.example".parse().unwrap();
    let back = [draft("draw.committed", 5).after(None).unwrap(), draft("draw.seeded", 4).after(Some(0)).unwrap()];
    let same = [draft("draw.committed", 5).after(None).unwrap(), draft("draw.seeded", 5).after(Some(0)).unwrap()];
    let skipped = [
        draft("draw.committed", 1).after(None).unwrap(),
        draft("draw.seeded", 2).after(Some(0)).unwrap(),
        draft("draw.drawn", 3).after(Some(0)).unwrap(),
    ];
    let mut cases = vec![
        chain_case("a whole draw", &row(&whole)),
        chain_case("no entries", &[]),
        chain_case("annulled", &row(&["draw.committed", "draw.annulled"])),
        chain_case("a known seed can't be annulled", &row(&["draw.committed", "draw.seeded", "draw.annulled"])),
        chain_case("nothing follows an end", &row(&["draw.committed", "draw.annulled", "draw.seeded"])),
        chain_case("not even what isn't known", &row(&["draw.committed", "draw.annulled", "notice.served"])),
        chain_case("a draw begins with its commit", &row(&["draw.seeded"])),
        chain_case("and not with what isn't known", &row(&["notice.served"])),
        chain_case("what isn't known may stand between", &row(&["draw.committed", "notice.served", "draw.seeded"])),
        chain_case("committed once", &row(&["draw.committed", "draw.committed"])),
        chain_case("no draw without a seed", &row(&["draw.committed", "draw.drawn"])),
        chain_case("seeded once", &row(&["draw.committed", "draw.seeded", "draw.seeded"])),
        chain_case("announced once", &row(&[&whole[..5], &["draw.announced"]].concat())),
        chain_case("announced after it is drawn", &row(&["draw.committed", "draw.seeded", "draw.announced"])),
        chain_case("amended after it is drawn", &row(&["draw.committed", "draw.seeded", "draw.amended"])),
        chain_case("the journal's own", &row(&["journal.keys", "journal.erased", "journal.keys"])),
        chain_case("another log's", &[elsewhere.after(None).unwrap()]),
        chain_case("two organisations, two cases", &two),
        chain_case("the second of which has no entry before", &[two[0].clone(), other.after(Some(0)).unwrap()]),
        chain_case("times don't fall", &back),
        chain_case("but may be equal", &same),
        chain_case("the entry before is the last", &skipped),
    ];
    cases.push(chain_case("there must be an entry before", &[draft("draw.seeded", 1).after(Some(0)).unwrap()]));
    ("journal-chains.json", "The chain of a case (section 2); at: the index of the entry that is wrong", cases)
}

pub fn seals() -> Vectors {
    let mut cases = Vec::new();
    for (field, value) in
        [("task", "食品销售监督检查"), ("why", ""), ("task", "two\nlines"), ("f_2", "\"quoted\" \u{1}")]
    {
        let opening = opening(field, value);
        cases.push(json!({"opening": opening.text(), "seal": opening.seal()}));
    }
    for (secret, person) in [(0u8, "clerk-li"), (255, "clerk-li"), (255, "李")] {
        let secret = [secret; 32];
        cases.push(json!({"secret": Digest(secret), "person": person, "pseudonym": Pseudonym::of(&secret, person)}));
    }
    ("journal-seals.json", "Seals with their openings, and pseudonyms (section 2)", cases)
}
