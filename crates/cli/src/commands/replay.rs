//! `lots replay`: what chances a draw gives, measured with made-up seeds over the same frozen inputs.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use lots::check::MemoryRoster;
use lots::commitment::Commitment;
use lots::name::SubjectId;
use lots::quota::{Stratum, quotas};
use lots::replay::{Chance, People, Replays, StratumTally};
use lots::result::slack;
use lots::seed::Seed;
use lots::teams::Bench;
use serde_json::json;

use super::draw::{check_tables, same};
use crate::bundle::{self, Opened, ROSTER};
use crate::exit::Exit;
use crate::frozen::{self, Fault};
use crate::locale::Words;
use crate::plot::{Bar, percent, svg};
use crate::screen;

/// The most subjects: replays hold all of them in memory, some 200 bytes each.
const MOST_ROWS: u64 = 10_000_000;

/// The arguments of `lots replay`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// An auditor's bundle; it need not be drawn yet.
    #[arg(value_name = "BUNDLE")]
    bundle: PathBuf,
    /// How many replays.
    #[arg(long, value_name = "R", value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    runs: u64,
    /// Make no teams.
    #[arg(long)]
    no_teams: bool,
    /// Also draw a plot.
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
    /// Answer in JSON.
    #[arg(long)]
    json: bool,
}

/// Replay a draw.
pub fn run(args: &Args, words: &Words) -> Exit {
    let opened = match screen::opened(words, &args.bundle) {
        Ok(opened) => opened,
        Err(exit) => return exit,
    };
    match replay(args, &opened, words) {
        Ok(exit) => exit,
        Err(fault) => screen::fault(words, &fault),
    }
}

fn replay(args: &Args, opened: &Opened, words: &Words) -> Result<Exit, Fault> {
    let commitment = frozen::commitment(opened)?;
    let subjects = commitment.body().tables.subjects.rows;
    if subjects > MOST_ROWS {
        screen::complain(&words.say("replay-too-large", &[("rows", &subjects), ("limit", &MOST_ROWS)]));
        return Ok(Exit::Broken);
    }
    check_tables(opened, &commitment)?;
    let roster = MemoryRoster::from_file(&frozen::roster(opened)?).map_err(|why| Fault::Table(ROSTER, why))?;
    same(ROSTER, roster.table().root(&frozen::secret(opened)?), commitment.body().tables.subjects)?;
    let (bench, recusals) = frozen::people(opened, &commitment)?;
    let people = People { bench: &bench, recusals: &recusals, slack: slack(&commitment) };
    let mut replays = Replays::new(by_stratum(&commitment, &roster), (!args.no_teams).then_some(people));
    play(&mut replays, &commitment, args.runs, words);
    let rows: Vec<Row<'_>> = rows(&commitment, &replays);
    if args.json {
        screen::answer(&as_json(&rows, &replays, &bench).to_string());
    } else {
        in_words(&rows, &replays, &bench, words).iter().for_each(|line| screen::answer(line));
    }
    let Some(path) = &args.svg else { return Ok(Exit::Fine) };
    let bars: Vec<Bar> = rows.iter().filter_map(Row::bar).collect();
    if let Err(why) = bundle::write_new(path, svg(&bars, replays.played, words).as_bytes()) {
        screen::complain(&screen::unwritable(words, path, &why));
        return Ok(Exit::Broken);
    }
    Ok(Exit::Fine)
}

fn by_stratum<'a>(commitment: &Commitment, roster: &'a MemoryRoster) -> Vec<Vec<&'a SubjectId>> {
    let strata = &commitment.body().strata;
    let places: std::collections::HashMap<_, _> = strata.iter().map(|stratum| &stratum.name).zip(0..).collect();
    let mut found: Vec<Vec<&SubjectId>> = vec![Vec::new(); strata.len()];
    for row in roster.table().kept() {
        if let Some(&place) = places.get(&row.stratum) {
            let stratum: &mut Vec<&SubjectId> = &mut found[place];
            stratum.push(&row.id);
        }
    }
    found
}

/// Play, and say every second how far it has come.
fn play(replays: &mut Replays<'_>, commitment: &Commitment, runs: u64, words: &Words) {
    let body = commitment.body();
    let mut said = Instant::now();
    for r in 1..=runs {
        let seed = Seed::replay(&commitment.digest(), r);
        replays.play(seed, &quotas(body.rounding, &body.strata, &seed.quota_key()));
        if said.elapsed() >= Duration::from_secs(1) {
            screen::complain(&words.say("replay-progress", &[("played", &r), ("runs", &runs)]));
            said = Instant::now();
        }
    }
}

/// A stratum's figures.
struct Row<'a> {
    name: &'a str,
    population: u64,
    theory: Chance,
    tally: &'a StratumTally,
    played: u64,
}

fn rows<'a>(commitment: &'a Commitment, replays: &'a Replays<'_>) -> Vec<Row<'a>> {
    let body = commitment.body();
    // A fixed quota is the same for every seed, so any will do.
    let fixed = quotas(body.rounding, &body.strata, &Seed::replay(&commitment.digest(), 1).quota_key());
    let strata = body.strata.iter().zip(fixed).zip(&replays.tallies);
    let row = |((stratum, quota), tally): ((&'a Stratum, u64), &'a StratumTally)| Row {
        name: stratum.name.as_str(),
        population: stratum.population,
        theory: Chance::in_theory(body.rounding, stratum, quota),
        tally,
        played: replays.played,
    };
    strata.map(row).collect()
}

fn written(chance: Chance) -> String {
    chance.millionths().map_or_else(|| "–".to_owned(), percent)
}

fn thousandths(value: u128) -> String {
    format!("{}.{:03}", value / 1000, value % 1000)
}

impl Row<'_> {
    fn measured(&self) -> [Chance; 3] {
        [self.tally.mean(self.played), self.tally.least(self.played), self.tally.greatest(self.played)]
    }

    fn cells(&self) -> Vec<String> {
        let theory = format!("{} ({}/{})", written(self.theory), self.theory.of, self.theory.out_of);
        let mut cells = vec![self.population.to_string(), theory];
        cells.extend(self.measured().map(written));
        cells.push(self.tally.chi_square().map_or_else(|| "–".to_owned(), thousandths));
        cells.push(self.tally.degrees().to_string());
        cells.push(self.name.to_owned());
        cells
    }

    fn json(&self) -> serde_json::Value {
        let [mean, least, greatest] = self.measured().map(Chance::millionths);
        json!({
            "name": self.name,
            "population": self.population,
            "chance": {"of": self.theory.of, "out_of": self.theory.out_of},
            "drawn": self.tally.drawn,
            "millionths": {"theory": self.theory.millionths(), "mean": mean, "least": least, "greatest": greatest},
            "chi_square": self.tally.chi_square().map(thousandths),
            "degrees": self.tally.degrees(),
        })
    }

    /// Its bar; none for an empty stratum.
    fn bar(&self) -> Option<Bar> {
        if self.population == 0 {
            return None;
        }
        let [mean, least, greatest] = self.measured().map(Chance::millionths);
        let (theory, name) = (self.theory.millionths()?, self.name.to_owned());
        Some(Bar { name, theory, mean: mean?, least: least?, greatest: greatest? })
    }
}

fn as_json(rows: &[Row<'_>], replays: &Replays<'_>, bench: &Bench) -> serde_json::Value {
    let inspectors = bench.inspectors().iter().zip(&replays.loads).map(|(inspector, load)| {
        json!({"code": inspector.code.as_str(), "total": load.total, "least": load.least, "greatest": load.greatest})
    });
    json!({
        "replays": replays.played,
        "strata": rows.iter().map(Row::json).collect::<Vec<_>>(),
        "inspectors": inspectors.collect::<Vec<_>>(),
        "with_open_seats": replays.with_open_seats,
    })
}

fn in_words(rows: &[Row<'_>], replays: &Replays<'_>, bench: &Bench, words: &Words) -> Vec<String> {
    let mut lines = vec![words.say("replay-done", &[("replays", &replays.played)])];
    let mut table = vec![vec![
        words.say("replay-population", &[]),
        words.say("replay-theory", &[]),
        words.say("replay-mean", &[]),
        words.say("replay-least", &[]),
        words.say("replay-greatest", &[]),
        words.say("replay-chi-square", &[]),
        words.say("replay-degrees", &[]),
        words.say("replay-stratum", &[]),
    ]];
    table.extend(rows.iter().map(Row::cells));
    lines.extend(aligned(&table));
    if replays.loads.is_empty() {
        return lines;
    }
    let mut table = vec![vec![
        words.say("replay-mean-load", &[]),
        words.say("replay-least", &[]),
        words.say("replay-greatest", &[]),
        words.say("replay-inspector", &[]),
    ]];
    for (inspector, load) in bench.inspectors().iter().zip(&replays.loads) {
        let mean = thousandths(u128::from(load.total) * 1000 / u128::from(replays.played));
        table.push(vec![mean, load.least.to_string(), load.greatest.to_string(), inspector.code.to_string()]);
    }
    lines.push(String::new());
    lines.extend(aligned(&table));
    lines.push(words.say("replay-open", &[("replays", &replays.with_open_seats)]));
    lines
}

/// How many columns of a terminal a text takes: Chinese characters take two.
fn width(text: &str) -> usize {
    text.chars().map(|c| if c >= '\u{2e80}' { 2 } else { 1 }).sum()
}

/// The table's lines, cells to the right of their columns; the last column holds names and runs free.
fn aligned(table: &[Vec<String>]) -> Vec<String> {
    let columns = table.iter().map(Vec::len).max().unwrap_or_default();
    let widest = |column: usize| table.iter().filter_map(|row| row.get(column)).map(|cell| width(cell)).max();
    let widths: Vec<usize> = (0..columns).map(|column| widest(column).unwrap_or_default()).collect();
    let line = |row: &Vec<String>| {
        let last = row.len().saturating_sub(1);
        let cells = row.iter().zip(&widths).enumerate();
        let padded = cells.map(|(column, (cell, wide))| match column == last {
            true => cell.clone(),
            false => format!("{}{cell}", " ".repeat(wide - width(cell))),
        });
        padded.collect::<Vec<_>>().join("  ")
    };
    table.iter().map(line).collect()
}
