//! Times the draw and the teams against what people would use instead; `bench/README.md` says what came out.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::postgres::Postgres;
use crate::process::Run;
use crate::{Failure, house, setup};

const HELP: &str = "\
cargo xtask bench [--rows N] [--rounds N] [--only draws|teams|chances|journal]

  --rows N      rows of the roster (1000000); 180000000 takes 6 GB of disk, and the others much memory
  --rounds N    how often each program runs (5)
  --only PART   the draws, the teams, the scatter of chances or the journal by itself
";

/// A larger roster isn't loaded into PostgreSQL.
const MOST_ROWS_IN_POSTGRESQL: u64 = 20_000_000;

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    All,
    Draws,
    Teams,
    Chances,
    Journal,
}

/// What is asked for.
#[derive(Debug, PartialEq, Eq)]
struct Wish {
    rows: u64,
    rounds: u32,
    part: Part,
}

impl Wish {
    fn wants(&self, part: Part) -> bool {
        self.part == part || self.part == Part::All
    }
}

/// Build the examples for release, make the roster if it isn't there, and run the rounds.
///
/// `YAOGUANG_BENCH_PYTHON` names a Python that has the packages of `bench/requirements.txt`, in place of our own environment.
///
/// # Errors
/// If the arguments are not understood, something can't be installed or built, a program fails, or two draws disagree.
pub fn run(arguments: &[String]) -> Result<(), Failure> {
    if arguments.iter().any(|argument| argument == "--help") {
        print!("{HELP}");
        return Ok(());
    }
    let wish = parse(arguments)?;
    let python = python()?;
    let examples = [
        "--example",
        "scan",
        "--example",
        "plain",
        "--example",
        "teams",
        "--example",
        "chances",
        "--example",
        "durable",
    ];
    let packages = ["--package", "cli", "--package", "lots", "--package", "journal"];
    Run::cargo(&["build", "--release", "--locked", "--bins"]).args(packages).args(examples).show()?;
    let target = house::target()?;
    let built = target.join("release/examples");
    if wish.wants(Part::Draws) {
        draws(&python, &built, &target.join("bench"), &wish)?;
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
        journal(&built, &target)?;
    }
    Ok(())
}

/// How many entries the log has that is audited.
const AUDITED: &str = "1000000";

/// Entries made durable beside the bare disk, and a whole log audited.
fn journal(built: &Path, target: &Path) -> Result<(), Failure> {
    let folder = target.join("bench/journal");
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    }
    fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    Run::new(built.join("durable")).args([&folder]).show()?;
    let lots = target.join("release/lots");
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
    fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
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

fn python() -> Result<PathBuf, Failure> {
    match std::env::var_os("YAOGUANG_BENCH_PYTHON") {
        Some(python) => Ok(PathBuf::from(python)),
        None => setup::environment("bench-python", "bench/requirements.txt"),
    }
}

fn script(python: &Path, name: &str) -> Run {
    Run::new(python).env("PYTHONDONTWRITEBYTECODE", "1").args([house::root().join("bench").join(name)])
}

fn parse(arguments: &[String]) -> Result<Wish, Failure> {
    let mut wish = Wish { rows: 1_000_000, rounds: 5, part: Part::All };
    let mut words = arguments.iter().map(String::as_str);
    while let Some(flag) = words.next() {
        let value = words.next().ok_or_else(|| format!("{flag} needs a value\n\n{HELP}"))?;
        match (flag, value) {
            ("--rows", rows) => wish.rows = positive(rows)?,
            ("--rounds", rounds) => {
                wish.rounds = u32::try_from(positive(rounds)?).map_err(|_| format!("{rounds} rounds are too many"))?;
            }
            ("--only", "draws") => wish.part = Part::Draws,
            ("--only", "teams") => wish.part = Part::Teams,
            ("--only", "journal") => wish.part = Part::Journal,
            ("--only", "chances") => wish.part = Part::Chances,
            _ => return Err(format!("`{flag} {value}` is not understood\n\n{HELP}")),
        }
    }
    Ok(wish)
}

fn positive(text: &str) -> Result<u64, Failure> {
    text.parse().ok().filter(|&n| n > 0).ok_or_else(|| format!("`{text}` is not a number above 0\n\n{HELP}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, wish: Option<&Wish>) {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        assert_eq!(parse(&words).ok().as_ref(), wish, "{line}");
    }

    #[test]
    fn a_million_rows_unless_told_otherwise() {
        check("", Some(&Wish { rows: 1_000_000, rounds: 5, part: Part::All }));
        check("--rows 10000000 --only draws", Some(&Wish { rows: 10_000_000, rounds: 5, part: Part::Draws }));
        check("--only teams --rounds 3", Some(&Wish { rows: 1_000_000, rounds: 3, part: Part::Teams }));
        check("--only chances", Some(&Wish { rows: 1_000_000, rounds: 5, part: Part::Chances }));
    }

    #[test]
    fn nonsense_is_refused() {
        check("--rows 0", None);
        check("--rows many", None);
        check("--rows", None);
        check("--only pictures", None);
    }
}
