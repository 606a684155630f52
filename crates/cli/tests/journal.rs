//! A draw with its journal and two witnesses, from setting up to an auditor's verdict; and what must be caught on the way.

#[path = "served/mod.rs"]
mod served;

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use journal::key::{SecretKey, Signer};
use lots_cli::exit::Exit;
use serde_json::Value;
use tempfile::TempDir;

/// When everything after the commit is entered: behind the close of the trial's sources.
const LATER: &str = "2098-03-07T09:00:00+08:00";

/// Run `lots` in this language.
fn spoken(tongue: &str, arguments: &[&str]) -> Exit {
    let arguments = ["lots", "--lang", tongue].into_iter().chain(arguments.iter().copied()).map(OsString::from);
    lots_cli::run(arguments, |_| None)
}

/// Run `lots` in English.
fn lots(arguments: &[&str]) -> Exit {
    spoken("en", arguments)
}

/// A bureau with its journal, and a plan whose sources close long after this test.
struct Bureau {
    scratch: TempDir,
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// The journal's options of a draw's command.
fn recording(folders: &[PathBuf; 3]) -> [&str; 6] {
    ["--journal", text(&folders[0]), "--guard", text(&folders[1]), "--keys", text(&folders[2])]
}

impl Bureau {
    fn new() -> Self {
        let bureau = Self { scratch: TempDir::new().unwrap() };
        let city = bureau.at("city");
        assert_eq!(lots(&["sample", text(&city), "--subjects", "600"]), Exit::Fine);
        let mut plan: Value = serde_json::from_slice(&fs::read(city.join("plan.json")).unwrap()).unwrap();
        let sources = plan["seed_plan"]["sources"].as_array_mut().unwrap();
        sources.truncate(3);
        sources.iter_mut().for_each(|source| source["closes"] = "2098-03-06T12:00:00+08:00".into());
        fs::write(city.join("plan.json"), plan.to_string()).unwrap();
        let mut entries: Value = serde_json::from_slice(&fs::read(city.join("entries.json")).unwrap()).unwrap();
        entries["sources"].as_array_mut().unwrap().truncate(3);
        fs::write(city.join("entries.json"), entries.to_string()).unwrap();
        assert_eq!(bureau.journal("init", &["--origin", "price.fushun.example/journal"]), Exit::Fine);
        bureau
    }

    fn at(&self, name: &str) -> PathBuf {
        self.scratch.path().join(name)
    }

    fn folders(&self) -> [PathBuf; 3] {
        ["journal", "guard", "keys"].map(|name| self.at(name))
    }

    fn journal(&self, command: &str, more: &[&str]) -> Exit {
        let [data, guard, keys] = self.folders();
        let mut arguments = vec!["journal", command, text(&data), "--guard", text(&guard), "--keys", text(&keys)];
        arguments.extend(more);
        lots(&arguments)
    }

    fn commit(&self, draw: &Path) -> Exit {
        let (city, folders) = (self.at("city"), self.folders());
        let [plan, subjects, inspectors] = ["plan.json", "subjects.csv", "inspectors.csv"].map(|name| city.join(name));
        let mut arguments = vec!["commit", "--plan", text(&plan), "--subjects", text(&subjects)];
        arguments.extend(["--inspectors", text(&inspectors), "--out", text(draw)]);
        arguments.extend(["--role", "clerk", "--person", "李雷"]);
        arguments.extend(recording(&folders));
        lots(&arguments)
    }

    /// Seed, draw, and an amendment.
    fn go_on(&self, draw: &Path) {
        let (folders, entries) = (self.folders(), self.at("city/entries.json"));
        let step = |arguments: &[&str]| {
            let more = recording(&folders);
            let all: Vec<&str> = arguments.iter().copied().chain(more).chain(["--entered", LATER]).collect();
            assert_eq!(lots(&all), Exit::Fine, "{arguments:?}");
        };
        step(&["seed", text(draw), "--entries", text(&entries)]);
        step(&["draw", text(draw)]);
        let result: Value = serde_json::from_slice(&fs::read(draw.join("result.json")).unwrap()).unwrap();
        let inspector = result["targets"][0]["team"][0]["inspector"].as_str().unwrap().to_owned();
        let mut amend = vec!["amend", text(draw), "--kind", "absent", "--inspector", &inspector];
        amend.extend(["--reason", "x-ill", "--approver", "leader-zhao"]);
        step(&amend);
    }

    /// Two witnesses and a policy that asks for both.
    fn witnesses(&self) -> PathBuf {
        let policy = self.at("policy.txt");
        let mut arguments = vec!["--quorum".to_owned(), "2".into(), "--out".into(), text(&policy).into()];
        for name in ["discipline.example", "archive.example"] {
            let folder = self.at(name);
            assert_eq!(lots(&["witness", "init", text(&folder), "--name", name]), Exit::Fine);
            let secret = fs::read_to_string(folder.join("witness.key")).unwrap();
            let key: SecretKey = secret.trim_end().parse().unwrap();
            arguments.extend(["--witness".into(), key.verifier_key().to_string()]);
        }
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        assert_eq!(self.journal("policy", &arguments), Exit::Fine);
        policy
    }

    /// Carry the latest checkpoint to a witness that cosigned `size` entries, and the answer back.
    fn cosign(&self, witness: &str, size: u64, policy: &Path) {
        let (request, answer) = (self.at(&format!("{witness}-{size}.req")), self.at(&format!("{witness}-{size}.ans")));
        assert_eq!(self.journal("request", &["--for", &size.to_string(), "--out", text(&request)]), Exit::Fine);
        let folder = self.at(witness);
        let sign = ["witness", "sign", text(&folder), text(&request), "--policy", text(policy), "--out", text(&answer)];
        assert_eq!(lots(&sign), Exit::Fine);
        assert_eq!(self.journal("cosign", &[text(&answer), "--policy", text(policy)]), Exit::Fine);
    }
}

#[test]
fn a_draw_with_a_journal_and_two_witnesses_goes_the_whole_way() {
    let bureau = Bureau::new();
    let (draw, policy) = (bureau.at("draw"), bureau.witnesses());
    assert_eq!(bureau.commit(&draw), Exit::Fine);
    for witness in ["discipline.example", "archive.example"] {
        bureau.cosign(witness, 0, &policy);
    }
    bureau.go_on(&draw);
    let id = "fushun-price-2026-demo-1";
    let announce = ["--draw", text(&draw), "--kind", "draw.announced", "--entered", LATER, "--confirm"];
    assert_eq!(bureau.journal("append", &[&announce[..], &["another"]].concat()), Exit::Found, "not confirmed");
    assert_eq!(bureau.journal("append", &[&announce[..], &[id]].concat()), Exit::Fine);
    let verify = |more: &[&str]| lots(&[&["verify", text(&draw)], more].concat());
    assert_eq!(verify(&[]), Exit::Fine);
    assert_eq!(verify(&["--policy", text(&policy)]), Exit::Found, "the later entries aren't cosigned");
    for witness in ["discipline.example", "archive.example"] {
        bureau.cosign(witness, 1, &policy);
    }
    let record = ["--draw", text(&draw), "--entered", LATER];
    assert_eq!(bureau.journal("record", &record), Exit::Fine);
    assert_eq!(verify(&["--policy", text(&policy)]), Exit::Fine);
    assert_eq!(verify(&["--policy", text(&policy), "--json"]), Exit::Fine);
    assert_eq!(spoken("zh", &["verify", text(&draw), "--policy", text(&policy)]), Exit::Fine);
    for edition in ["auditor", "public"] {
        let zip = bureau.at(&format!("{edition}.zip"));
        assert_eq!(lots(&["bundle", text(&draw), "--edition", edition, "--out", text(&zip)]), Exit::Fine);
        assert_eq!(lots(&["verify", text(&zip), "--policy", text(&policy)]), Exit::Fine);
    }
    let root = fs::read_to_string(bureau.at("keys/root.vkey")).unwrap();
    let (data, kept) = (bureau.at("journal"), bureau.at("kept"));
    let audit = ["audit", text(&data), "--root", root.trim_end(), "--policy", text(&policy)];
    assert_eq!(lots(&[&audit[..], &["--keep", text(&kept)]].concat()), Exit::Fine);
    assert_eq!(lots(&[&audit[..], &["--since", text(&kept), "--json"]].concat()), Exit::Fine);
    assert_eq!(bureau.journal("status", &[]), Exit::Fine);
    assert_eq!(bureau.journal("entry", &["0"]), Exit::Fine);
    assert_eq!(bureau.journal("entry", &["5"]), Exit::Found, "there are five");
    let proof = bureau.at("entry.tlog-proof");
    assert_eq!(bureau.journal("receipt", &["0", "--out", text(&proof)]), Exit::Fine);
    assert_eq!(lots(&["verify", text(&proof), "--policy", text(&policy)]), Exit::Fine);
    assert_eq!(lots(&["verify", text(&proof)]), Exit::Found, "nobody knows who signed");
    let changed = fs::read_to_string(&proof).unwrap().replacen("index 0", "index 1", 1);
    fs::write(&proof, changed).unwrap();
    assert_eq!(lots(&["verify", text(&proof), "--policy", text(&policy)]), Exit::Found);
}

#[test]
fn what_broke_off_is_mended_by_doing_it_again_and_never_entered_twice() {
    let bureau = Bureau::new();
    let draw = bureau.at("draw");
    fs::rename(bureau.at("guard"), bureau.at("elsewhere")).unwrap();
    assert_eq!(bureau.commit(&draw), Exit::Found, "without its guard nothing is entered");
    assert!(draw.join("commitment.json").exists() && !draw.join("journal.json").exists());
    fs::remove_dir_all(bureau.at("guard")).unwrap();
    fs::rename(bureau.at("elsewhere"), bureau.at("guard")).unwrap();
    let record = || bureau.journal("record", &["--draw", text(&draw)]);
    assert_eq!(record(), Exit::Fine);
    let whole = fs::read(draw.join("journal.json")).unwrap();
    fs::remove_file(draw.join("journal.json")).unwrap();
    assert_eq!(record(), Exit::Fine);
    assert_eq!(fs::read(draw.join("journal.json")).unwrap(), whole, "the same entry with the same opening");
    let erase = ["--draw", text(&draw), "--entry", "0", "--field", "task"];
    assert_eq!(bureau.journal("erase", &erase), Exit::Fine);
    let after = fs::read_to_string(draw.join("journal.json")).unwrap();
    assert!(after.contains("\"openings\":[]") && String::from_utf8(whole).unwrap().contains("\"field\":\"task\""));
    bureau.go_on(&draw);
    assert_eq!(lots(&["verify", text(&draw)]), Exit::Fine);
    // The commitment of another draw under the same id.
    let other = bureau.at("other");
    assert_eq!(bureau.commit(&other), Exit::Found, "the journal has this draw already");
}

#[test]
fn keys_are_changed_with_overlap() {
    let bureau = Bureau::new();
    let keys = || {
        let files =
            fs::read_dir(bureau.at("keys")).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
        files
            .filter_map(|name| Some(name.strip_prefix("ed25519-")?.strip_suffix(".key")?.to_owned()))
            .collect::<Vec<_>>()
    };
    let old = keys().remove(0);
    assert_eq!(bureau.journal("keys", &["add-ed25519"]), Exit::Fine);
    assert_eq!(keys().len(), 2);
    assert_eq!(bureau.journal("keys", &["drop", "--id", "00000000"]), Exit::Found);
    assert_eq!(bureau.journal("keys", &["drop", "--id", &old]), Exit::Fine);
    fs::remove_file(bureau.at(&format!("keys/ed25519-{old}.key"))).unwrap();
    assert_eq!(bureau.commit(&bureau.at("draw")), Exit::Fine);
    let (data, root) = (bureau.at("journal"), fs::read_to_string(bureau.at("keys/root.vkey")).unwrap());
    assert_eq!(lots(&["audit", text(&data), "--root", root.trim_end()]), Exit::Fine);
}

#[test]
fn a_log_is_audited_where_it_is_served() {
    let bureau = Bureau::new();
    assert_eq!(bureau.commit(&bureau.at("draw")), Exit::Fine);
    let server = served::serve(bureau.at("journal/log"));
    let root = fs::read_to_string(bureau.at("keys/root.vkey")).unwrap();
    let audit = |url: &str| lots(&["audit", url, "--root", root.trim_end()]);
    assert_eq!(audit(&server.url("")), Exit::Fine);
    assert_eq!(audit(&server.url("/away")), Exit::Found, "an answer that leads elsewhere is none");
    assert_eq!(audit(&server.url("/nothing")), Exit::Found);
    assert_eq!(audit("https://127.0.0.1/"), Exit::Broken);
    let path = bureau.at("journal/log/tile/0/000.p/1");
    let mut tile = fs::read(&path).unwrap();
    tile[0] ^= 1;
    fs::write(&path, tile).unwrap();
    assert_eq!(audit(&server.url("")), Exit::Found);
}

#[test]
fn a_load_verifies_itself() {
    let scratch = TempDir::new().unwrap();
    let [data, guard, keys] = ["journal", "guard", "keys"].map(|name| scratch.path().join(name));
    let hammer = ["journal", "hammer", text(&data), "--guard", text(&guard), "--keys", text(&keys)];
    let load = ["--writers", "4", "--readers", "2", "--entries", "60"];
    assert_eq!(lots(&[&hammer[..], &load[..]].concat()), Exit::Fine);
    assert_eq!(lots(&["audit", text(&data)]), Exit::Fine);
}

#[test]
fn the_guard_and_the_keys_are_kept_as_they_must_be() {
    let scratch = TempDir::new().unwrap();
    let [data, inside, keys] = ["journal", "journal/guard", "keys"].map(|name| scratch.path().join(name));
    let init = |guard: &Path| {
        lots(&["journal", "init", text(&data), "--guard", text(guard), "--keys", text(&keys), "--origin", "a.example"])
    };
    assert_eq!(init(&inside), Exit::Found, "a backup would take both");
    #[cfg(unix)]
    for file in fs::read_dir(&keys).unwrap() {
        use std::os::unix::fs::PermissionsExt as _;
        let file = file.unwrap();
        let private = file.file_name().to_str().unwrap().ends_with(".key");
        let mode = file.metadata().unwrap().permissions().mode() & 0o777;
        assert!(!private || mode == 0o600, "{:?} {mode:o}", file.file_name());
    }
}
