//! The server killed again and again while a roster is taken in and several clerks write: nothing is lost, nothing is
//! there twice, and tables, rows and journal agree after every kill.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use lots_cli::roster::uscc;
use serde_json::{Value, json};

use crate::bureau::{Bureau, Desk};
#[cfg(feature = "sql-tests")]
use crate::world::fresh_database;

/// Rows of a file; where one is in, the next is sent.
const ROWS: usize = 3000;
const CLERKS: usize = 3;
/// What must have moved before each kill, besides some acts of the clerks.
const KILLS: [Moving; 10] = [
    Moving::Acts,
    Moving::Import,
    Moving::Import,
    Moving::Journal,
    Moving::Import,
    Moving::Import,
    Moving::Acts,
    Moving::Import,
    Moving::Journal,
    Moving::Import,
];
/// A thing that hasn't moved after so many looks doesn't move.
const LOOKS: usize = 12_000;
const LOOK_EVERY: Duration = Duration::from_millis(5);
const COMPLAINTS: &str = "/api/v1/complaints";

#[derive(Clone, Copy, Debug)]
enum Moving {
    Acts,
    Journal,
    Import,
}

/// Chance that can be had again: splitmix64.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: u64) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % most).unwrap()
    }
}

/// The seed of this run: `YAOGUANG_TEST_SEED`, or another each time. It is printed, so that a failure names it.
fn seed() -> u64 {
    let given = std::env::var("YAOGUANG_TEST_SEED").ok().map(|text| text.parse().unwrap());
    let seed = given.unwrap_or_else(|| getrandom::u64().unwrap());
    println!("YAOGUANG_TEST_SEED={seed}");
    seed
}

fn code(row: usize) -> String {
    uscc::complete(&format!("91210402MA{row:06}")).unwrap()
}

fn roster(file: usize) -> String {
    let mut text = "统一社会信用代码,企业名称,领域,经营地址,标签\n".to_owned();
    for row in file * ROWS..(file + 1) * ROWS {
        writeln!(text, "{},第{row}商贸有限公司,涉企,新抚区东一路{row}号,重点", code(row)).unwrap();
    }
    text
}

/// Somebody who registers complaints one after another, each with a key and a name of its own.
struct Clerk {
    name: usize,
    organisation: String,
    sent: usize,
    /// Sent, and not answered.
    open: bool,
}

impl Clerk {
    fn mark(&self, act: usize) -> String {
        format!("act-{}-{act}", self.name)
    }

    /// Send the next act, or again the one that wasn't answered. Whether the server answered.
    fn step(&mut self, desk: &Desk) -> bool {
        if !self.open {
            (self.sent, self.open) = (self.sent + 1, true);
        }
        let mark = self.mark(self.sent);
        let body = json!({"organisation": self.organisation, "complaint": {
            "kind": "report", "channel": "call", "received": "2026-01-05", "subject": null, "subject_name": mark,
            "domain": "enterprise", "content": "没有明码标价。",
            "complainant": {"name": "李某某", "phone": null, "address": null, "confidential": true},
        }});
        let Some((status, text)) = desk.act_with(&mark, COMPLAINTS, &body) else { return false };
        self.open = !is_done(status, &text);
        true
    }
}

/// Whether an act is done, by the answer to it or to its repetition.
fn is_done(status: u16, text: &str) -> bool {
    // It was durable, and the first answer died with the process.
    let before = status == 409 && text.contains("already-done");
    // The database is still busy with what the dead process had asked of it.
    let busy = status == 409 && text.contains("act-running");
    assert!((200..300).contains(&status) || before || busy, "{status} {text}");
    !busy
}

/// The import of the latest file, brought on from step to step.
struct Import {
    file: usize,
    path: String,
    mapping: Value,
}

impl Import {
    fn begin(desk: &Desk, file: usize) -> Self {
        let key = format!("upload-{file}");
        let (status, text) = desk.hand_in(&key, "/api/v1/imports?kind=subjects", &roster(file)).unwrap();
        assert_eq!(status, 200, "{text}");
        let seen: Value = serde_json::from_str(&text).unwrap();
        let columns = seen["columns"].as_array().unwrap().iter();
        let guessed =
            columns.filter_map(|column| Some((column["guess"].as_str()?.to_owned(), column["index"].clone())));
        let mapping = Value::Object(guessed.collect());
        Self { file, path: format!("/api/v1/imports/{}", seen["id"].as_str().unwrap()), mapping }
    }

    /// Each row came to a new subject.
    fn is_complete(&self, desk: &Desk) {
        let outcome = desk.read(&self.path)["outcome"].clone();
        assert_eq!([&outcome["rows"], &outcome["new"]], [ROWS, ROWS], "{outcome}");
    }

    /// Ask for the next job where there is none under way. Its state, with how far the job is.
    fn push(&self, desk: &Desk) -> (String, i64) {
        let import = desk.read(&self.path);
        let state = import["state"].as_str().unwrap().to_owned();
        let (verb, body) = match state.as_str() {
            "uploaded" => ("check", json!({"mapping": self.mapping})),
            "checked" => ("run", json!({})),
            "checking" | "running" => {
                let job = desk.read(&format!("/api/v1/jobs/{}", import["job"].as_str().unwrap()));
                return (state, job["done"].as_i64().unwrap());
            }
            "done" => return (state, 0),
            _ => panic!("{import}"),
        };
        let (status, text) =
            desk.act_with(&format!("{verb}-{}", self.file), &format!("{}/{verb}", self.path), &body).unwrap();
        is_done(status, &text);
        (state, 0)
    }
}

/// Look until it moves, or is over.
fn until_moved<T: PartialEq + std::fmt::Debug>(mut look: impl FnMut() -> T, over: impl Fn(&T) -> bool) {
    let first = look();
    for _ in 0..LOOKS {
        let now = look();
        if now != first || over(&now) {
            return;
        }
        thread::sleep(LOOK_EVERY);
    }
    panic!("nothing moves from {first:?}");
}

fn journal_size(desk: &Desk) -> String {
    let (_, note) = desk.look("/journal/checkpoint").unwrap();
    note.lines().nth(1).unwrap_or_default().to_owned()
}

fn await_move(moving: Moving, desk: &Desk, import: &Import, acts: &dyn Fn() -> usize) {
    match moving {
        Moving::Acts => until_moved(acts, |_| false),
        Moving::Journal => until_moved(|| journal_size(desk), |_| false),
        Moving::Import => until_moved(|| import.push(desk), |(state, _)| state == "done"),
    }
    println!("{moving:?} moved; the import of file {} is {:?}", import.file, import.push(desk));
}

/// Sends the clerks home, so that a test that fails ends.
struct Evening<'a>(&'a AtomicBool);

impl Drop for Evening<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

/// A life of the server: the clerks write until it is killed, so many acts behind what moved.
fn live_and_die(
    bureau: &mut Bureau,
    token: &str,
    clerks: &mut [Clerk],
    import: &Import,
    (moving, more): (Moving, usize),
) {
    let desk = bureau.desk(token);
    let (acts, over) = (AtomicUsize::new(0), AtomicBool::new(false));
    thread::scope(|scope| {
        let mut hands = Vec::new();
        let _evening = Evening(&over);
        for clerk in clerks {
            let (desk, acts, over) = (bureau.desk(token), &acts, &over);
            hands.push(scope.spawn(move || {
                while !over.load(Ordering::SeqCst) && clerk.step(&desk) {
                    acts.fetch_add(1, Ordering::SeqCst);
                }
            }));
        }
        let at_work = || assert!(!hands.iter().any(|hand| hand.is_finished()), "a clerk stopped before the server did");
        await_move(moving, &desk, import, &|| {
            at_work();
            acts.load(Ordering::SeqCst)
        });
        let enough = acts.load(Ordering::SeqCst) + more;
        while acts.load(Ordering::SeqCst) < enough {
            at_work();
            thread::sleep(LOOK_EVERY);
        }
        bureau.kill();
    });
}

/// How often each of these stands in a list.
fn counted(desk: &Desk, path: &str, field: &str) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    let mut after = String::new();
    loop {
        let page = desk.read(&format!("{path}?limit=200{after}"));
        for row in page["rows"].as_array().unwrap() {
            *found.entry(row[field].as_str().unwrap().to_owned()).or_default() += 1;
        }
        let Some(next) = page["next"].as_str() else { return found };
        after = format!("&after={next}");
    }
}

fn is_sound(bureau: &Bureau) -> String {
    let output = bureau.doctor();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    said
}

fn survives(database: Option<&str>) {
    let mut chance = Chance(seed());
    let mut bureau = Bureau::made(database);
    bureau.start();
    let token = bureau.set_up(&["registry-manager"]);
    let desk = bureau.desk(&token);
    let organisation = desk.read("/api/v1/me")["organisation"]["id"].as_str().unwrap().to_owned();
    let mut import = Import::begin(&desk, 0);
    let clerk = |name| Clerk { name, organisation: organisation.clone(), sent: 0, open: false };
    let mut clerks: Vec<Clerk> = (0..CLERKS).map(clerk).collect();
    for moving in KILLS {
        live_and_die(&mut bureau, &token, &mut clerks, &import, (moving, chance.below(24)));
        is_sound(&bureau);
        bureau.start();
        let desk = bureau.desk(&token);
        if import.push(&desk).0 == "done" {
            import.is_complete(&desk);
            import = Import::begin(&desk, import.file + 1);
        }
    }
    finish(bureau, &token, &mut clerks, &import);
}

/// Let everything come to its end, and count.
fn finish(mut bureau: Bureau, token: &str, clerks: &mut [Clerk], import: &Import) {
    let desk = bureau.desk(token);
    while import.push(&desk).0 != "done" {
        until_moved(|| import.push(&desk), |(state, _)| state == "done");
    }
    import.is_complete(&desk);
    for clerk in &mut *clerks {
        while clerk.open {
            assert!(clerk.step(&desk));
        }
    }
    let once = |marks: Vec<String>| marks.into_iter().map(|mark| (mark, 1)).collect::<BTreeMap<_, _>>();
    assert!(
        counted(&desk, "/api/v1/subjects", "code") == once((0..(import.file + 1) * ROWS).map(code).collect()),
        "each row is there once"
    );
    let acts = clerks.iter().flat_map(|clerk| (1..=clerk.sent).map(|act| clerk.mark(act))).collect();
    assert_eq!(counted(&desk, COMPLAINTS, "subject_name"), once(acts));
    for _ in 0..LOOKS {
        if is_sound(&bureau).contains(" 0 of them waiting") {
            return bureau.kill();
        }
    }
    panic!("the journal doesn't catch up");
}

#[test]
fn on_sqlite_nothing_is_lost_or_doubled() {
    survives(None);
}

#[cfg(feature = "sql-tests")]
#[tokio::test]
async fn on_postgres_nothing_is_lost_or_doubled() {
    let server = std::env::var("YAOGUANG_TEST_PG").expect("`cargo xtask test` starts a server and says where");
    let url = fresh_database(&server).await;
    tokio::task::spawn_blocking(move || survives(Some(&url))).await.unwrap();
}
