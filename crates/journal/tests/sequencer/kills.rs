//! Killed processes: a writer with real files is killed at any instant, a thousand times.
//!
//! A kill takes the process and not the machine: what the system's page cache holds stays, synced or not. That the order
//! of writes and syncs is right as well is for the tests of lost power; here real files, locks and renames are tried.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{RwLock, mpsc};
use std::thread;
use std::time::Duration;

use journal::checkpoint::SignedCheckpoint;
use journal::files::Folder;
use journal::files::guard::FileGuard;
use journal::sequencer::Sequencer;

use crate::world::*;

/// Tells the test that it is the child, and where to write.
const CHILD: &str = "JOURNAL_TEST_CHILD";
/// A process that is just being started holds what its parent has open, locks too. So nobody starts one while a folder is
/// open here: reading is having one open, writing is starting one.
static STARTING: RwLock<()> = RwLock::new(());
/// How many kills, and how many journals share them.
const KILLS: usize = 1000;
const JOURNALS: usize = 4;

fn open(place: &Path) -> Sequencer<Folder, FileGuard> {
    let data = place.join("data");
    let folder = Folder::open(&data).unwrap_or_else(|why| panic!("{why:?}"));
    let guard = FileGuard::open(&place.join("guard"), &data).unwrap();
    Sequencer::recover(folder, guard, identity()).unwrap_or_else(|why| panic!("{why:?}"))
}

/// Write until killed, and say what was acknowledged.
fn write(place: &Path) {
    let mut writer = open(place);
    let mut out = std::io::stdout().lock();
    let mut chance = Chance(writer.checkpoint().checkpoint().size());
    // The first line is cut off from what the test runner printed.
    writeln!(out, "\nstarted").unwrap();
    loop {
        let size = writer.checkpoint().checkpoint().size();
        let answers = writer.append(drafts(size, chance.one_of(&[1, 1, 2, 5, 30]))).unwrap();
        for appended in answers.into_iter().map(Result::unwrap) {
            let leaf = lots::hash::Digest::of(&appended.entry);
            writeln!(out, "ack {} {leaf}", appended.index).unwrap();
        }
        out.flush().unwrap();
        if chance.below(6) == 0 {
            writer.settle().unwrap();
        }
    }
}

/// When a child is killed.
struct Fate {
    /// After so many lines of its own: 0 is while it starts, 1 when it has started, more are acknowledgements.
    lines: usize,
    /// And so much later.
    delay: Duration,
}

/// Start a child and kill it; what it said was acknowledged. A line that was cut off said nothing.
fn kill_one(place: &Path, fate: &Fate) -> Vec<(usize, String)> {
    let name = "kills::everything_acknowledged_survives_a_thousand_kills";
    let starting = STARTING.write().unwrap();
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", name, "--nocapture"])
        .env(CHILD, place)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    drop(starting);
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut lines = Vec::new();
    let mut next = || {
        let mut line = String::new();
        (out.read_line(&mut line).unwrap() > 0 && line.ends_with('\n')).then_some(line)
    };
    while lines.len() < fate.lines {
        // What the test runner prints comes before the child's own.
        let line = next().expect("a child writes until it is killed");
        if !lines.is_empty() || line == "started\n" {
            lines.push(line);
        }
    }
    // Nothing comes on this channel: it is the wait itself.
    let (_quiet, nothing) = mpsc::channel::<()>();
    let _ = nothing.recv_timeout(fate.delay);
    child.kill().unwrap();
    assert!(!child.wait().unwrap().success());
    lines.extend(std::iter::from_fn(next));
    let acknowledged = lines.iter().filter_map(|line| line.trim_end().strip_prefix("ack ")?.split_once(' '));
    acknowledged.map(|(index, digest)| (index.parse().unwrap(), digest.to_owned())).collect()
}

/// One journal and its kills: after each, everything acknowledged by all children so far is there.
fn kill_many(seed: u64) -> usize {
    let place = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let data = place.path().join("data");
    let open_here = STARTING.read().unwrap();
    let folder = Folder::open(&data).unwrap_or_else(|why| panic!("{why:?}"));
    create(folder, FileGuard::open(&place.path().join("guard"), &data).unwrap());
    drop(open_here);
    let (mut chance, mut acknowledged, mut witnessed) = (Chance(seed), Vec::new(), Witnessed::default());
    for _ in 0..KILLS / JOURNALS {
        let fate = Fate { lines: chance.below(8), delay: Duration::from_micros(chance.next() % 12_000) };
        acknowledged.extend(kill_one(place.path(), &fate));
        let published = std::fs::read(data.join("log/checkpoint")).ok();
        witnessed.checkpoints.extend(published.map(|bytes| SignedCheckpoint::from_text(&bytes).unwrap()));
        let open_here = STARTING.read().unwrap();
        drop(open(place.path()));
        drop(open_here);
        let held = witnessed.hold(&log_of(&data));
        for (index, digest) in &acknowledged {
            assert_eq!(lots::hash::Digest::of(&held[*index]).to_string(), *digest, "entry {index}");
        }
    }
    acknowledged.len()
}

#[test]
fn everything_acknowledged_survives_a_thousand_kills() {
    if let Some(place) = std::env::var_os(CHILD) {
        return write(Path::new(&place));
    }
    let journals: Vec<_> = (0..JOURNALS as u64).map(|seed| thread::spawn(move || kill_many(seed))).collect();
    for journal in journals {
        // The fates ask for some acknowledgements of most children.
        assert!(journal.join().unwrap() > KILLS / JOURNALS);
    }
}
