//! One test a rule.

use serde_json::{Value, json};

use super::*;

fn committed() -> Value {
    let digest = Digest::of(b"").to_string();
    json!({
        "actor": {"pseudonym": "00000000000000000000000000000000", "role": "system"},
        "body": {
            "facts": {"commitment": digest, "excluded": 0, "inspectors": 6, "number": 1, "recusals": 0, "subjects": 65},
            "sealed": {"task": digest},
        },
        "case": {"id": "2026-03-A", "kind": "draw"},
        "kind": "draw.committed",
        "organisation": "price.fushun.example",
        "prev": [],
        "time": "2026-03-05T09:30:00+08:00",
        "version": "yaoguang/journal/v1",
    })
}

fn code_of(value: &Value) -> &'static str {
    Entry::from_text(value.to_string().as_bytes()).map_or_else(|why| why.code(), |_| "ok")
}

/// The code of the entry with one place, named by a JSON pointer, set to another value.
fn with(pointer: &str, new: Value) -> &'static str {
    let mut value = committed();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    value.pointer_mut(parent).unwrap().as_object_mut().unwrap().insert(key.into(), new);
    code_of(&value)
}

#[test]
fn an_entry_of_the_form_is_its_bytes() {
    let text = committed().to_string();
    let entry = Entry::from_text(text.as_bytes()).unwrap();
    assert_eq!((entry.bytes(), entry.known()), (text.as_bytes(), Some(Known::DrawCommitted)));
    assert_eq!((entry.integer("subjects"), entry.prev()), (Some(65), None));
    assert_eq!(entry.leaf(), leaf_hash(text.as_bytes()));
}

#[test]
fn another_text_of_the_same_entry_is_refused() {
    let text = committed().to_string();
    for other in [format!("{text}\n"), text.replacen(':', ": ", 1), text.replace("price", "pr\\u0069ce")] {
        assert_eq!(Entry::from_text(other.as_bytes()).unwrap_err().code(), "form");
    }
    let twice = text.replace(r#""number":1"#, r#""number":1,"number":1"#);
    assert_eq!(Entry::from_text(twice.as_bytes()).unwrap_err().code(), "form");
}

#[test]
fn every_value_has_its_form() {
    for (pointer, bad) in [
        ("/actor/pseudonym", json!("0000000000000000000000000000000")),
        ("/actor/pseudonym", json!("0000000000000000000000000000000A")),
        ("/actor/role", json!("")),
        ("/actor/role", json!("Clerk")),
        ("/actor/name", json!("x")),
        ("/body/facts/subjects", json!(-1)),
        ("/body/facts/subjects", json!(9_007_199_254_740_992u64)),
        ("/body/facts/subjects", json!("free text")),
        ("/body/facts/subjects", json!(null)),
        ("/body/facts/Subjects", json!(1)),
        ("/body/sealed/task", json!("x")),
        ("/body/more", json!({})),
        ("/case/id", json!("")),
        ("/case/id", json!("食品")),
        ("/kind", json!("committed")),
        ("/kind", json!("draw.committed.twice")),
        ("/kind", json!("draw.")),
        ("/organisation", json!(" ")),
        ("/prev", json!([1, 2])),
        ("/prev", json!([-1])),
        ("/prev", json!(null)),
        ("/prev", json!([9_007_199_254_740_992u64])),
        ("/time", json!("2026-03-05T09:30:00Z")),
        ("/version", json!("yaoguang/journal/v2")),
        ("/note", json!("x")),
    ] {
        assert_eq!(with(pointer, bad.clone()), "form", "{pointer} {bad}");
    }
}

#[test]
fn a_known_kind_has_exactly_its_facts_and_seals() {
    assert_eq!(with("/body/facts/more", json!(1)), "facts");
    assert_eq!(with("/body/facts/number", json!("one")), "facts");
    assert_eq!(with("/body/facts", json!({})), "facts");
    assert_eq!(with("/body/sealed", json!({})), "seals");
    assert_eq!(with("/body/sealed/why", json!(Digest::of(b""))), "seals");
    assert_eq!(with("/case/kind", json!("task")), "case-kind");
}

#[test]
fn facts_and_seals_of_every_known_kind_are_sorted() {
    for known in Known::ALL {
        assert!(known.facts().is_sorted_by(|a, b| a.0 < b.0) && known.seals().is_sorted_by(|a, b| a < b));
        assert!(known.facts().iter().all(|fact| fact.0.parse::<FieldName>().is_ok()));
        assert_eq!(Known::of(&known.name().parse().unwrap()), Some(known));
    }
}

#[test]
fn a_journal_case_is_named_by_an_origin() {
    let mut value = committed();
    value["kind"] = json!("journal.erased");
    value["body"] = json!({"facts": {"entry": 3, "field": "task"}, "sealed": {}});
    value["case"] = json!({"id": "price.fushun.example/journal", "kind": "journal"});
    assert_eq!(code_of(&value), "ok");
    value["case"]["id"] = json!("no origin");
    assert_eq!(code_of(&value), "case-kind");
}

#[test]
fn an_unknown_kind_may_say_anything_of_the_form() {
    let mut value = committed();
    value["kind"] = json!("notice.served");
    value["body"]["facts"] = json!({"at": "2026-03-05T09:30:00+08:00", "way": "by-post"});
    let entry = Entry::from_text(value.to_string().as_bytes()).unwrap();
    assert_eq!((entry.known(), entry.code("way").map(Code::as_str)), (None, Some("by-post")));
    assert_eq!(entry.fact("at").map(Fact::form), Some(Form::Time));
}

#[test]
fn there_are_limits() {
    let mut value = committed();
    value["kind"] = json!("notice.served");
    let fields = |count: usize| Value::Object((0..count).map(|i| (format!("f{i:02}"), json!(i))).collect());
    value["body"]["facts"] = fields(64);
    assert_eq!(code_of(&value), "ok");
    value["body"]["facts"] = fields(65);
    assert_eq!(code_of(&value), "too-many");
    assert_eq!(Entry::from_text(&[b'x'; 65_536]), Err(EntryError::TooLong));
    assert_eq!(Entry::from_text(&[b'x'; 65_535]).unwrap_err().code(), "form");
}

#[test]
fn no_name_is_both_fact_and_seal() {
    let mut value = committed();
    value["kind"] = json!("notice.served");
    value["body"]["facts"] = json!({"task": 1});
    assert_eq!(code_of(&value), "both");
}

#[test]
fn a_seal_opens_by_its_salt_field_and_value_only() {
    let opening = Opening { field: "task".parse().unwrap(), salt: Salt::new([7; 32]), value: "食品销售".into() };
    let mut value = committed();
    value["body"]["sealed"]["task"] = json!(opening.seal());
    let entry = Entry::from_text(value.to_string().as_bytes()).unwrap();
    assert!(opening.opens(&entry));
    assert!(!Opening { value: "食品".into(), ..opening.clone() }.opens(&entry));
    assert!(!Opening { salt: Salt::new([8; 32]), ..opening.clone() }.opens(&entry));
    assert!(!Opening { field: "why".parse().unwrap(), ..opening.clone() }.opens(&entry));
    assert_eq!(Opening::from_text(opening.text().as_bytes()), Ok(opening));
}

#[test]
fn a_pseudonym_depends_on_person_and_organisation() {
    let of = |secret: u8, person: &str| Pseudonym::of(&[secret; 32], person).to_string();
    assert!(of(1, "a") != of(1, "b") && of(1, "a") != of(2, "a") && of(1, "a").len() == 32);
    // RFC 4231, case 1, has a key of 20 bytes; HMAC pads keys with zeros, so ours of 32 with zeros behind is the same key.
    let mut key = [0; 32];
    key[..20].fill(0x0b);
    assert_eq!(Pseudonym::of(&key, "Hi There").to_string(), "b0344c61d8db38535ca8afceaf0bf12b");
}
