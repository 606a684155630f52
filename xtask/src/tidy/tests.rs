//! Each check finds what it is for, and only that.

use std::collections::BTreeSet;

use serde_json::json;

use super::*;

fn project(path: &str, text: &str) -> Project {
    let files = vec![File { path: path.into(), text: text.into() }];
    Project { files, metadata: json!({}), licences: vec![] }
}

#[test]
fn reading_a_file_or_a_clock_is_found_in_lots() {
    let complaints = |text| sources::pure_crates_are_pure(&project("crates/lots/src/a.rs", text)).len();
    assert_eq!(
        complaints("use std::fs::File;\nuse std::{fmt, time::Instant};\nlet home = std::env::var(\"HOME\");"),
        3
    );
    assert_eq!(complaints("use rand::Rng;"), 1);
    assert_eq!(complaints("use std::fmt;\n// std::fs is for others\nlet time = std::cmp::min(a, b_time);"), 0);
    assert!(sources::pure_crates_are_pure(&project("crates/cli/src/a.rs", "use std::fs;")).is_empty());
}

#[test]
fn files_are_let_into_one_place_of_journal() {
    let complaints = |path: &str, text: &str| sources::pure_crates_are_pure(&project(path, text));
    assert_eq!(complaints("crates/journal/src/tree.rs", "use std::fs;"), ["crates/journal/src/tree.rs:1: fs"]);
    assert!(complaints("crates/journal/src/files/guard.rs", "use std::{fs, os};").is_empty());
    assert_eq!(complaints("crates/journal/src/files.rs", "use std::{fs, time};").len(), 1);
}

#[test]
fn code_the_compiler_does_not_check_is_found_outside_lanes() {
    let text = concat!("fn f() { un", "safe { g() } }\n#![forbid(un", "safe_code)]");
    assert_eq!(sources::unsafe_in_lanes_only(&project("crates/cli/src/a.rs", text)), ["crates/cli/src/a.rs:1"]);
    assert!(sources::unsafe_in_lanes_only(&project("crates/lots/src/lanes/avx512.rs", text)).is_empty());
}

#[test]
fn long_files_and_marks_are_found() {
    assert_eq!(sources::files_are_short(&project("a.ts", &"x\n".repeat(501))).len(), 1);
    assert!(sources::files_are_short(&project("a.ts", &"x\n".repeat(500))).is_empty());
    assert!(sources::files_are_short(&project("a.csv", &"x\n".repeat(501))).is_empty());
    let marks = concat!("a // TO", "DO\nb\ntest.", "skip('c')\n#[ig", "nore]");
    assert_eq!(sources::nothing_is_unfinished(&project("a.rs", marks)).len(), 3);
}

#[test]
fn a_module_without_opening_words_is_found() {
    assert_eq!(sources::modules_say_what_they_are(&project("crates/a/src/b.rs", "use c;")), ["crates/a/src/b.rs"]);
    assert!(sources::modules_say_what_they_are(&project("crates/a/src/b.rs", "//! What it is.")).is_empty());
}

#[test]
fn a_dependency_of_weight_is_found() {
    let dependency = |name: &str, kind: Value| json!({"name": name, "kind": kind});
    let lots = |extra: Value| json!({"name": "lots", "dependencies": [dependency("sha2", Value::Null), extra]});
    let journal = json!({"name": "journal", "dependencies": [dependency("sm2", Value::Null)]});
    let complaints = |extra| {
        let metadata = json!({"packages": [lots(extra), journal]});
        dependencies::pure_crates_depend_on_little(&Project { metadata, ..project("a", "") })
    };
    assert_eq!(complaints(dependency("tokio", Value::Null)), ["`lots` depends on tokio"]);
    assert!(complaints(dependency("proptest", json!("dev"))).is_empty());
}

#[test]
fn licence_expressions_are_read() {
    let deny = "[licenses]\nallow = [\"MIT\", \"Apache-2.0\",\n \"Unicode-3.0\"]\n[bans]\n";
    let list = dependencies::allowed_licences(deny);
    let allowed: BTreeSet<&str> = list.iter().map(String::as_str).collect();
    let met = [
        "MIT",
        "MIT/Apache-2.0",
        "GPL-3.0 OR MIT",
        "(MIT OR GPL-3.0) AND Unicode-3.0",
        "MIT AND (GPL-3.0 OR Apache-2.0)",
    ];
    let unmet = ["", "GPL-3.0", "MIT AND GPL-3.0", "(MIT AND GPL-3.0) OR LGPL-2.1", "Apache-2.0 WITH something"];
    assert!(met.iter().all(|expression| dependencies::satisfied(expression, &allowed)));
    assert!(!unmet.iter().any(|expression| dependencies::satisfied(expression, &allowed)));
}

#[test]
fn addresses_in_lock_files_are_found() {
    let cargo =
        "source = \"registry+https://github.com/rust-lang/crates.io-index\"\nsource = \"git+https://example.org/x\"";
    assert_eq!(text::lock_files_name_no_other_host(&project("Cargo.lock", cargo)).len(), 1);
    let npm = "\"resolved\": \"https://example.org/a.tgz\"";
    assert_eq!(text::lock_files_name_no_other_host(&project("web/package-lock.json", npm)).len(), 1);
    assert!(
        text::lock_files_name_no_other_host(&project("web/package-lock.json", "\"integrity\": \"sha512\"")).is_empty()
    );
}

#[test]
fn folders_of_a_machine_are_found_and_addresses_are_not() {
    let found = |line: &str| !text::no_machine_paths(&project("a.md", line)).is_empty();
    assert!(found(concat!("in /ho", "me/somebody/x")) && found(concat!("`/t", "mp/x`")));
    assert!(!found(concat!("https://example.org/ho", "me/x")) && !found("src/work/mod.rs"));
}

#[test]
fn links_are_followed_from_their_document() {
    assert_eq!(text::resolve("docs/decisions/0001.md", "../../spec/draw.md"), "spec/draw.md");
    let complaints = |link: &str| text::links_lead_somewhere(&project("docs/a.md", &format!("see [b]({link})"))).len();
    assert_eq!(complaints("b.md"), 1);
    assert_eq!(
        complaints("a.md#part") + complaints("../docs/") + complaints("https://example.org") + complaints("#part"),
        0
    );
}

#[test]
fn a_strange_room_is_found() {
    let complaints = |path: &str| slices::rooms_are_the_same(&project(path, "")).len();
    assert_eq!(complaints("crates/server/src/subjects/helpers.rs"), 1);
    assert_eq!(complaints("crates/server/src/subjects/store/licence.rs"), 0);
    assert_eq!(complaints("crates/server/src/app/anything.rs"), 0);
}

#[test]
fn rules_that_look_outside_are_found() {
    let complaints = |path: &str, text: &str| slices::rules_are_pure(&project(path, text)).len();
    let rules = "crates/server/src/accounts/rules.rs";
    assert_eq!(complaints(rules, "use sea_orm::DbErr;\nuse crate::app::shell::App;\nlet t = SystemTime::now();"), 3);
    assert_eq!(complaints(rules, "use crate::app::value::Date;\n// sea_orm is for others"), 0);
    assert_eq!(complaints("crates/server/src/subjects/rules/risk.rs", "use axum::Json;"), 1);
    assert_eq!(complaints("crates/server/src/accounts/store.rs", "use sea_orm::DbErr;"), 0);
}

#[test]
fn a_slice_that_uses_a_later_one_is_found() {
    let complaints = |path: &str, text: &str| slices::slices_are_in_order(&project(path, text)).len();
    assert_eq!(complaints("crates/server/src/catalogue/api.rs", "use crate::subjects::SubjectId;"), 1);
    assert_eq!(complaints("crates/server/src/subjects/api.rs", "use crate::catalogue::ItemId;"), 0);
    assert_eq!(complaints("crates/server/src/app/jobs.rs", "use crate::accounts::Role;\nuse crate::subjects::X;"), 1);
}
