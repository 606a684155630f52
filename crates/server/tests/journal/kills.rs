//! Killed processes: one that records and writes is killed at any instant, twenty times.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use tokio_util::sync::CancellationToken;
use yaoguang::app::journal::sequencer;

use crate::world::*;

/// Tells the test that it is the child, and where the bureau is.
const CHILD: &str = "YAOGUANG_TEST_CHILD";
const NAME: &str = "kills::nothing_is_lost_or_doubled_by_twenty_kills";
const KILLS: usize = 20;

/// Record until killed, and say what was committed.
async fn record(folder: &Path) {
    let app = open(config(folder, None)).await;
    let _running = sequencer::start(&app, &CancellationToken::new());
    writeln!(std::io::stdout(), "\nstarted").unwrap();
    let mut row = add(&app).await;
    loop {
        row = rename(&app, &row).await;
        let mut out = std::io::stdout().lock();
        writeln!(out, "recorded").unwrap();
        out.flush().unwrap();
    }
}

/// How many acts a child said were committed before it was killed behind so many lines.
fn kill_one(folder: &Path, lines: usize) -> usize {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", NAME, "--nocapture"])
        .env(CHILD, folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap()).lines();
    let said = out.by_ref().map_while(Result::ok).filter(|line| line == "recorded").take(lines).count();
    assert_eq!(said, lines, "a child records until it is killed");
    child.kill().unwrap();
    assert!(!child.wait().unwrap().success());
    said + out.map_while(Result::ok).filter(|line| line == "recorded").count()
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_lost_or_doubled_by_twenty_kills() {
    if let Some(folder) = std::env::var_os(CHILD) {
        return record(Path::new(&folder)).await;
    }
    let world = World::sqlite().await;
    let mut said = 0;
    for kill in 0..KILLS {
        said += kill_one(&world.path(""), 1 + kill * 7 % 40);
        assert_eq!(world.findings().await, <[&str; 0]>::default(), "kill {kill}");
    }
    let rows = rows(&world.app).await;
    assert!(rows >= (said + KILLS) as u64, "{rows} rows, {said} said to be committed");
    write(&world.app).await.unwrap();
    world.is_whole(rows).await;
}
