//! The draw, the teams, the scatter of chances and the log of a command.

use std::path::Path;
use std::time::Instant;

use super::wish::{Part, Wish};
use super::{folder, python, script};
use crate::postgres::Postgres;
use crate::process::Run;
use crate::{Failure, house, setup};

/// A larger roster isn't loaded into PostgreSQL.
const MOST_ROWS_IN_POSTGRESQL: u64 = 20_000_000;

/// Build the examples for release, make the roster if it isn't there, and run the rounds.
///
/// # Errors
/// If something can't be installed or built, a program fails, or two draws disagree.
pub fn run(wish: &Wish) -> Result<(), Failure> {
    let python = python()?;
    let examples = ["scan", "plain", "teams", "chances", "durable"].map(|name| ["--example", name]).concat();
    let packages = ["--package", "cli", "--package", "lots", "--package", "journal"];
    Run::cargo(&["build", "--release", "--locked", "--bins"]).args(packages).args(examples).show()?;
    let built = house::target()?.join("release/examples");
    if wish.wants(Part::Draws) {
        draws(&python, &built, &folder()?, wish)?;
    }
    if wish.wants(Part::Teams) {
        let (targets, inspectors) = ("20000", "2000");
        let program = built.join("teams");
        script(&python, "teams.py").args([&program]).args([targets, inspectors, &wish.rounds.to_string()]).show()?;
    }
    if wish.wants(Part::Chances) {
        script(&python, "chances.py").args([built.join("chances")]).args(["1000", "20"]).show()?;
    }
    if wish.wants(Part::Journal) {
        journal(&built)?;
    }
    Ok(())
}

/// How many entries the log has that is audited.
const AUDITED: &str = "1000000";

/// Entries made durable beside the bare disk, and a whole log audited.
fn journal(built: &Path) -> Result<(), Failure> {
    let folder = super::empty("journal")?;
    Run::new(built.join("durable")).args([&folder]).show()?;
    let lots = house::target()?.join("release/lots");
    let places = ["--guard", "guard", "--keys", "keys"];
    let run = |words: &[&str]| Run::new(&lots).args(words).args(["--lang", "en"]).in_folder(&folder);
    let load = ["--writers", "256", "--readers", "1", "--entries", AUDITED];
    run(&["journal", "hammer", "log"]).args(load).args(places).show()?;
    let started = Instant::now();
    run(&["audit", "log"]).show()?;
    println!("{AUDITED} entries audited in {} ms", started.elapsed().as_millis());
    Ok(())
}

fn draws(python: &Path, built: &Path, folder: &Path, wish: &Wish) -> Result<(), Failure> {
    let roster = folder.join(format!("roster-{}.csv", wish.rows));
    // The counts are written last, so a roster whose making was broken off is made again.
    if !folder.join(format!("roster-{}.csv.counts", wish.rows)).exists() {
        script(python, "roster.py").args([&wish.rows.to_string()]).args([&roster]).show()?;
    }
    let programs = [built.join("scan"), built.join("plain")];
    let run = script(python, "draws.py").args([&roster]).args([&wish.rounds.to_string()]).args(&programs);
    // The largest tables would need as much disk again, and hours to sort.
    if wish.rows > MOST_ROWS_IN_POSTGRESQL || setup::postgresql_programs().is_none() {
        return run.show();
    }
    let postgres = Postgres::start()?;
    run.args([postgres.url(), postgres.process().to_string()]).show()
}
