//! Tampered bundles, and the check that must notice; receipts.

use lots::check::{MemoryRoster, verify, verify_receipt};
use lots::commitment::Protocol;
use lots::hash::Digest;
use lots::merkle;
use lots::receipt::{Edition, Receipt, ReceiptRow, ReceiptTable, Standing};
use lots::table::{ExcludedRow, RosterSecret, Table, TableRow};
use serde_json::{Value, json};

use crate::Vectors;
use crate::amendments::amended_base;
use crate::city::{City, Made, World, make};
use crate::draws::cities;

const AUDITOR: [&str; 5] = ["subjects.tsv", "excluded.tsv", "bench.tsv", "recusals.tsv", "roster-secret.txt"];

/// The failing check of a bundle.
fn first(made: &Made, edit: &Value, public: bool) -> &'static str {
    let mut files = made.files.clone();
    if public {
        AUDITOR.iter().for_each(|file| drop(files.remove(*file)));
    }
    let text = |key: &str| edit[key].as_str().unwrap_or_default().to_owned();
    if let Some(file) = edit["drop"].as_str() {
        files.remove(file);
    } else if let Some(whole) = edit["text"].as_str() {
        files.insert(text("file"), whole.as_bytes().to_vec());
    } else if let Some(file) = edit["file"].as_str() {
        let before = String::from_utf8(files[file].clone()).unwrap();
        let after = before.replacen(&text("find"), &text("replace"), 1);
        assert_ne!(before, after, "the edit changes something: {edit}");
        files.insert(file.to_owned(), after.into_bytes());
    }
    let mut world = World(files.get("subjects.tsv").cloned().unwrap_or_default());
    verify(&files, &mut world).verdict()
}

/// Flip one character to another of the same kind.
fn flipped(c: char) -> char {
    match c {
        '0' => '1',
        'f' => 'e',
        '0'..='9' => '0',
        'a'..='e' => 'f',
        'A'..='Z' => '7',
        _ => 'x',
    }
}

/// Edits that change one place of each file, at several places in it.
fn scattered(made: &Made) -> Vec<Value> {
    let mut edits = Vec::new();
    for (file, bytes) in &made.files {
        let text = std::str::from_utf8(bytes).unwrap();
        let places: Vec<(usize, char)> = text.char_indices().collect();
        for part in 0..9 {
            let Some(&(at, c)) = places.get(places.len() * part / 9) else { continue };
            // Enough of the surroundings to find the place again.
            let from = places[(places.len() * part / 9).saturating_sub(30)].0;
            let find = &text[from..at + c.len_utf8()];
            let replace = format!("{}{}", &text[from..at], flipped(c));
            if text.find(find) == Some(from) {
                edits.push(json!({"file": file, "find": find, "replace": replace}));
            }
        }
    }
    edits
}

fn edits(made: &Made) -> Vec<Value> {
    let result = &made.result;
    let replace = |file: &str, find: &str, with: &str| json!({"file": file, "find": find, "replace": with});
    let first = &result.targets[0];
    let member = serde_json::to_string(&first.team[0]).unwrap();
    let twice = serde_json::to_string(&first.team[1]).unwrap();
    let cutoff = result.strata[0].cutoff.0.unwrap().to_string();
    vec![
        json!({}),
        json!({"drop": "result.json"}),
        json!({"drop": "seed.json"}),
        json!({"file": "notes.txt", "text": "x"}),
        replace("result.json", "\"rank\":1", "\"rank\":2"),
        replace("result.json", &cutoff, &Digest::of(b"cut-off").to_string()),
        replace("result.json", &member, &twice),
        replace("result.json", "\"level\":{\"level\":", "\"level\":{\"level\":1"),
        replace("result.json", "\"quota\":", "\"quota\":1"),
        replace(
            "result.json",
            "\"open\":[]",
            &format!("\"open\":[{{\"pool\":\"all\",\"seat\":1,\"subject\":\"{}\"}}]", first.id),
        ),
        replace("result.json", "\"inspectors\":[", &format!("\"inspectors\":[{}", "\"E\",".repeat(20))),
        replace("result.json", "\"seat\":1", "\"seat\":3"),
        replace("result.json", "\"seat\":2", "\"seat\":1"),
        replace("seed.json", "clerk-wang", "clerk-li"),
        replace("seed.json", "\"why\":\"\"", "\"why\":\"x\""),
        replace("seed.json", "01 05", "02 05"),
        replace("commitment.json", "\"reserves\":2", "\"reserves\":1"),
        replace("commitment.json", "\"slack\":0", "\"slack\":1"),
        replace("bench.tsv", "\t9\t", "\t8\t"),
        replace("subjects.tsv", "\tA\n", "\tB\n"),
        replace("subjects.tsv", "\tA\n", "\tC\n"),
        replace("excluded.tsv", "closed", "cap-reached"),
    ]
}

/// A bundle whose first target was swapped for another subject of its stratum, tickets, ranks and all.
fn favoured(made: &Made) -> Value {
    let drawn = &made.result.targets[0];
    let roster = MemoryRoster::from_file(&made.files["subjects.tsv"]).unwrap();
    let key = made.record.seed().ticket_key();
    let other = roster.table().kept().filter(|row| row.stratum == drawn.stratum);
    let tickets = other.map(|row| (lots::ticket::ticket(&key, row.id.as_str()), row.id.clone()));
    let second = &made.result.targets[1];
    // Somebody who would stand between the first and the second, but is not drawn, does not exist: the second itself is dropped.
    let last = tickets.max().unwrap();
    let find = format!("\"id\":\"{}\",\"rank\":2", second.id);
    let replace = format!("\"id\":\"{}\",\"rank\":2", last.1);
    json!({"file": "result.json", "find": find, "replace": replace})
}

/// The last reserve of a stratum gives way to somebody who is listed in another one, whose ticket would stand there: only that somebody is listed twice tells.
fn listed_twice(made: &Made) -> Value {
    let result = &made.result;
    let mut found = result.strata.iter().filter_map(|stratum| {
        let [.., before, last] = stratum.reserves.as_slice() else { return None };
        let drawn = result.targets.iter().filter(|target| target.stratum != stratum.name);
        let others = result.strata.iter().filter(|other| other.name != stratum.name);
        let lots = others.flat_map(|other| &other.reserves).map(|lot| (lot.ticket, &lot.id));
        let mut elsewhere = drawn.map(|target| (target.ticket, &target.id)).chain(lots);
        let (ticket, id) = elsewhere.find(|(ticket, _)| *ticket > before.ticket)?;
        let rank = last.rank;
        let find = format!("\"id\":\"{}\",\"rank\":{rank},\"ticket\":\"{}\"", last.id, last.ticket);
        let replace = format!("\"id\":\"{id}\",\"rank\":{rank},\"ticket\":\"{ticket}\"");
        Some(json!({"file": "result.json", "find": find, "replace": replace}))
    });
    found.next().expect("tickets of different strata lie among each other")
}

/// Somebody else in a seat, with the right ticket: nothing but the teams themselves can tell.
fn replaced(made: &Made) -> Option<Value> {
    let places = made.result.level.level + lots::result::slack(&made.commitment);
    let load = |code: &str| {
        let members = made.result.targets.iter().flat_map(|target| &target.team);
        members.filter(|member| member.inspector.as_str() == code).count()
    };
    let target = &made.result.targets[0];
    let free = made.people.0.inspectors().iter().find(|inspector| {
        let there = target.team.iter().any(|member| member.inspector == inspector.code);
        !there && load(inspector.code.as_str()) < usize::try_from(places).unwrap()
    })?;
    let mut member = target.team[0].clone();
    let find = serde_json::to_string(&member).unwrap();
    member.ticket = lots::teams::pair_ticket(&made.record.seed().pair_key(), &target.id, &free.code);
    member.inspector = free.code.clone();
    let edit = json!({"file": "result.json", "find": find, "replace": serde_json::to_string(&member).unwrap()});
    Some(edit)
}

fn amended_edits(made: &Made) -> Vec<Value> {
    let text = std::str::from_utf8(&made.files["amendments.json"]).unwrap();
    let head = text.rsplit('"').nth(1).unwrap();
    let replace = |find: &str, with: &str| json!({"file": "amendments.json", "find": find, "replace": with});
    vec![
        json!({}),
        replace("\"approver\":\"leader-zhao\"", "\"approver\":\"leader-qian\""),
        replace("\"kind\":\"recuse\"", "\"kind\":\"absent\""),
        replace("\"number\":1", "\"number\":2"),
        replace(head, &Digest::of(b"head").to_string()),
        json!({"file": "amendments.json", "text": format!("{{\"amendments\":[],\"head\":\"{head}\"}}")}),
    ]
}

pub fn checks() -> Vectors {
    let mut cases = Vec::new();
    let base = City::small("plain");
    let made = make(&base);
    let mut add = |base: &str, made: &Made, edit: &Value, public: bool| {
        let name = format!("{base} {}: {edit}", if public { "public" } else { "auditor" });
        let first = first(made, edit, public);
        cases.push(json!({"name": name, "base": base, "edit": edit, "first": first, "public": public}));
    };
    for edit in edits(&made).iter().chain(&scattered(&made)).chain([&favoured(&made), &listed_twice(&made)]) {
        add("plain", &made, edit, false);
        let file = edit["file"].as_str().or(edit["drop"].as_str()).unwrap_or_default();
        if !AUDITOR.contains(&file) {
            add("plain", &made, edit, true);
        }
    }
    for city in cities() {
        let made = make(&city);
        add(city.name, &made, &json!({}), false);
        add(city.name, &made, &json!({}), true);
    }
    let base = City { reserves: 0, excluded: 0, recusals: vec![], slack: 3, ..City::small("bare") };
    let made = make(&base);
    add("bare", &made, &replaced(&made).expect("somebody has room"), false);
    let (base, made) = amended_base();
    for edit in amended_edits(&made) {
        add(base, &made, &edit, false);
        add(base, &made, &edit, true);
    }
    for case in &cases {
        let unchanged = case["edit"] == json!({});
        // The public edition can't show everything; its honest remainder is in the specification.
        let seen = unchanged || case["first"] != "ok" || case["public"] == true;
        assert!(seen && (!unchanged || case["first"] == "ok"), "only what is untouched verifies: {case}");
    }
    ("checks.json", "Tampered bundles and the first check that fails (section 8.4)", cases)
}

fn row<T: TableRow>(table: &Table<T>, secret: &RosterSecret, index: usize, kind: ReceiptTable) -> ReceiptRow {
    let fields = table.kept().nth(index).unwrap().text(secret).split('\t').map(str::to_owned).collect();
    ReceiptRow { fields, index: index as u64, proof: merkle::proof(&table.leaves(secret), index), table: kind }
}

fn receipt(made: &Made, row: ReceiptRow) -> Receipt {
    let standing = match row.table {
        ReceiptTable::Subjects => Standing::of(&made.result, &made.record, &row.fields[0], &row.fields[1]),
        ReceiptTable::Excluded => Standing::excluded(),
    };
    Receipt {
        commitment: made.commitment.body().clone(),
        edition: Edition::Receipt,
        protocol: Protocol::V1,
        result: Digest::of(&made.files["result.json"]),
        row,
        seed: made.record.clone(),
        standing,
    }
}

pub fn receipts() -> Vectors {
    let made = make(&City::small("plain"));
    let secret = RosterSecret::from_file(&made.files["roster-secret.txt"]).unwrap();
    let roster = MemoryRoster::from_file(&made.files["subjects.tsv"]).unwrap();
    let excluded = Table::<ExcludedRow>::from_file(&made.files["excluded.tsv"]).unwrap();
    let drawn = made.result.targets[0].id.as_str();
    let place = roster.table().position((drawn, "")).unwrap();
    let drawn = receipt(&made, row(roster.table(), &secret, place, ReceiptTable::Subjects)).text();
    let undrawn = (0..).find(|&i| made.result.target(roster.table().kept().nth(i).unwrap().id.as_str()).is_none());
    let undrawn = receipt(&made, row(roster.table(), &secret, undrawn.unwrap(), ReceiptTable::Subjects)).text();
    let left_out = receipt(&made, row(&excluded, &secret, 1, ReceiptTable::Excluded)).text();
    let edits = [
        ("a drawn business", drawn.clone()),
        ("a business not drawn", undrawn.clone()),
        ("a business left out", left_out.clone()),
        ("drawn, denied", drawn.replace("\"drawn\":1", "\"drawn\":0")),
        ("not drawn, claimed", undrawn.replace("\"drawn\":0", "\"drawn\":1")),
        ("another inspector", drawn.replacen("\"inspector\":\"E0", "\"inspector\":\"E1", 1)),
        ("another seat", drawn.replacen("\"seat\":2", "\"seat\":3", 1)),
        ("another rank", drawn.replace("\"rank\":1", "\"rank\":2")),
        ("another ticket", undrawn.replace("\"ticket\":\"", "\"ticket\":\"0").replacen("0\"}}", "\"}}", 1)),
        ("another place", undrawn.replace("\"index\":", "\"index\":1")),
        ("another stratum", drawn.replacen("\",\"A\",\"", "\",\"B\",\"", 1)),
        ("left out, with a rank", left_out.replace("\"rank\":0", "\"rank\":3")),
        ("another table", left_out.replace("\"table\":\"excluded\"", "\"table\":\"subjects\"")),
        ("another seed", drawn.replace("01 05 09", "02 05 09")),
        ("another commitment", drawn.replace("\"reserves\":2", "\"reserves\":3")),
        ("not canonical", drawn.replace("{\"commitment\"", "{ \"commitment\"")),
        ("no receipt", "{}".to_owned()),
    ];
    let cases = edits.iter().map(|(name, text)| {
        let first = verify_receipt(text.as_bytes(), &World(Vec::new())).verdict();
        let honest = ["a drawn business", "a business not drawn", "a business left out"].contains(name);
        assert_eq!(first == "ok", honest, "{name}: {first}");
        json!({"name": name, "text": text, "first": first})
    });
    ("receipts.json", "Receipts and the first check that fails (section 8.4)", cases.collect())
}
