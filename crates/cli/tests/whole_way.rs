//! The whole way on files: commit, seed, draw, verify, receipt; and what must be caught on it.

#[path = "draws/mod.rs"]
mod draws;

use std::fs;
use std::path::Path;

use draws::{Draw, lots};
use lots::hash::Digest;
use lots_cli::bundle::open;
use lots_cli::commands::verify::{check, in_words};
use lots_cli::exit::Exit;
use lots_cli::locale::{Tongue, Words};
use lots_cli::outside::World;
use lots_cli::roster::{IdRule, Options, Subject, read};

fn verdict(folder: &Path) -> &'static str {
    let opened = open(folder).unwrap();
    check(&opened, &mut World::new(&opened.roster)).verdict()
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn chicago_is_drawn_verified_and_each_business_gets_its_receipt() {
    let draw = Draw::of_chicago();
    let result = draw.result();
    assert_eq!(verdict(draw.folder()), "ok");
    assert!(result.open.is_empty() && result.targets.iter().all(|target| target.team.len() == 2));
    for edition in ["auditor", "public"] {
        let zip = draw.beside(&format!("{edition}.zip"));
        assert_eq!(lots(&["bundle", text(draw.folder()), "--edition", edition, "--out", text(&zip)]), Exit::Fine);
        assert_eq!(lots(&["verify", text(&zip)]), Exit::Fine);
    }
    // What a court gets: an account, and the auditor's bundle in it.
    let court = draw.beside("court.zip");
    let mut outer = zip::ZipWriter::new(fs::File::create_new(&court).unwrap());
    for (name, bytes) in
        [("说明.html", b"<!DOCTYPE html>".to_vec()), ("7-auditor.zip", fs::read(draw.beside("auditor.zip")).unwrap())]
    {
        outer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut outer, &bytes).unwrap();
    }
    outer.finish().unwrap();
    assert_eq!(lots_cli::bundle::within(&court).unwrap().as_deref(), Some("7-auditor.zip"));
    assert_eq!(lots_cli::bundle::within(&draw.beside("auditor.zip")).unwrap(), None);
    assert_eq!(lots(&["verify", text(&court)]), Exit::Fine);
    let excluded = fs::read_to_string(draw.folder().join("excluded.tsv")).unwrap();
    let left_out = excluded.split('\t').next().unwrap();
    for id in [result.targets[0].id.as_str(), left_out] {
        let receipt = draw.beside(&format!("receipt-{id}.json"));
        assert_eq!(lots(&["receipt", text(draw.folder()), id, "--out", text(&receipt)]), Exit::Fine);
        assert_eq!(lots(&["verify", text(&receipt)]), Exit::Fine);
        assert_eq!(lots(&["explain", text(draw.folder()), id]), Exit::Fine);
    }
    assert_eq!(lots(&["receipt", text(draw.folder()), "nobody", "--out", text(&draw.beside("none"))]), Exit::Found);
}

#[test]
fn the_verdict_says_what_was_not_checked_and_where_it_failed() {
    let draw = Draw::of_city(600);
    let said = |path: &Path| {
        let opened = open(path).unwrap();
        let report = check(&opened, &mut World::new(&opened.roster));
        in_words(&opened, &report, &Words::new(Tongue::Zh)).join("\n")
    };
    let zip = draw.beside("public.zip");
    assert_eq!(lots(&["bundle", text(draw.folder()), "--edition", "public", "--out", text(&zip)]), Exit::Fine);
    let commitment = fs::read(draw.folder().join("commitment.json")).unwrap();
    let public = said(&zip);
    let wanted = ["8、9、10、11、12、13、21、22", "18、19、20、23", &Digest::of(&commitment).to_string()];
    assert!(wanted.iter().all(|part| public.contains(part)), "{public}");
    assert!(!said(draw.folder()).contains("没有核对"));
    let result = draw.result();
    let target = &result.targets[0];
    let path = draw.folder().join("result.json");
    let ranked = format!("\"rank\":1,\"stratum\":\"{}\"", target.stratum);
    let changed = fs::read_to_string(&path).unwrap().replacen(&ranked, &ranked.replace(":1,", ":7,"), 1);
    fs::write(&path, changed).unwrap();
    let failed = said(draw.folder());
    assert!(failed.contains(&format!("{} 的名次写作 7，应为 1。（rank）", target.id)), "{failed}");
}

#[test]
fn a_changed_byte_in_any_file_is_caught() {
    let draw = Draw::of_city(600);
    assert_eq!(verdict(draw.folder()), "ok");
    let tables = ["table-excluded", "table-bench", "table-recusals", "table-subjects"];
    for (file, expected) in [
        ("commitment.json", "commitment-form seed-commitment"),
        ("seed.json", "seed-form seed-commitment secret sources result-seed"),
        ("result.json", "result-form result-commitment result-seed quotas tickets pairs level teams strands open"),
        ("subjects.tsv", tables[3]),
        ("excluded.tsv", tables[0]),
        ("bench.tsv", "table-bench table-recusals"),
        ("recusals.tsv", tables[2]),
        ("roster-secret.txt", "table-excluded table-subjects"),
    ] {
        let path = draw.folder().join(file);
        let whole = fs::read(&path).unwrap();
        for part in 0..7 {
            let mut changed = whole.clone();
            let at = (whole.len() - 1) * part / 6;
            changed[at] = if changed[at] == b'0' { b'1' } else { b'0' };
            fs::write(&path, &changed).unwrap();
            let found = verdict(draw.folder());
            assert!(expected.split(' ').any(|code| code == found), "{file}, byte {at}: {found}");
        }
        fs::write(&path, &whole).unwrap();
    }
    assert_eq!(verdict(draw.folder()), "ok");
}

#[test]
fn nothing_is_drawn_twice_or_from_changed_inputs() {
    let draw = Draw::of_city(600);
    assert_eq!(lots(&["draw", text(draw.folder())]), Exit::Broken, "a result is not overwritten");
    fs::remove_file(draw.folder().join("result.json")).unwrap();
    let bench = draw.folder().join("bench.tsv");
    let before = fs::read_to_string(&bench).unwrap();
    let first = before.lines().next().unwrap();
    let mut fields: Vec<&str> = first.split('\t').collect();
    fields[2] = if fields[2] == "1" { "2" } else { "1" };
    fs::write(&bench, before.replacen(first, &fields.join("\t"), 1)).unwrap();
    assert_eq!(lots(&["draw", text(draw.folder())]), Exit::Found, "the bench is not the committed one");
    assert!(!draw.folder().join("result.json").exists());
}

#[test]
fn dirty_rosters_are_refused_in_the_rows_that_the_sample_dirtied() {
    let scratch = tempfile::TempDir::new().unwrap();
    let city = scratch.path().join("city");
    assert_eq!(lots(&["sample", text(&city), "--subjects", "600"]), Exit::Fine);
    let manifest = fs::read_to_string(city.join("dirty/manifest.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    // Being in two rosters at once shows only when both are at hand.
    let codes = |entry: &&serde_json::Value| entry["field"] == "统一社会信用代码" && entry["kind"] != "both";
    let options = Options { ids: IdRule::Uscc, ..Options::default() };
    let mut tried = 0;
    for entry in manifest["files"].as_array().unwrap().iter().filter(codes) {
        let mut rows: Vec<u64> = serde_json::from_value(entry["rows"].clone()).unwrap();
        if entry["kind"] == "duplicate" {
            // The flaw stands in the later row and names the earlier one.
            rows.remove(0);
        }
        let path = city.join("dirty").join(entry["file"].as_str().unwrap());
        let Ok(roster) = read::<Subject>(&path, &options) else {
            panic!("{} can't be read", entry["file"]);
        };
        let found: Vec<u64> = roster.report.flaws.keys().copied().collect();
        assert!(rows.iter().all(|row| found.contains(row)), "{}: {rows:?} dirty, {found:?} found", entry["file"]);
        tried += 1;
    }
    assert!(tried >= 10, "{tried} dirty files");
    for file in ["full-width.csv", "wrong-check.csv", "duplicate.csv"] {
        let roster = city.join("dirty").join(file);
        let errors = scratch.path().join(format!("errors-{file}"));
        let arguments = ["roster-check", text(&roster), "--as", "subjects", "--error-file", text(&errors)];
        assert_eq!(lots(&arguments), Exit::Found, "{file}");
        let written = fs::read_to_string(&errors).unwrap();
        assert!(written.starts_with('\u{feff}') && written.lines().count() > 1, "{file}: {written}");
    }
}
