//! `lots draw`: the draw itself, a pure function of the frozen inputs and the seed.

use std::path::PathBuf;

use lots::check::{Check, Outside, RosterRequest};
use lots::commitment::Commitment;
use lots::result::{DrawResult, draw_watched, lots_needed};
use lots::seed::SeedRecord;

use crate::bundle::{self, Edition, Opened};
use crate::commands::journal::{self, Recording};
use crate::exit::Exit;
use crate::frozen::{self, Fault};
use crate::locale::Words;
use crate::outside::World;
use crate::screen;

/// The arguments of `lots draw`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The draw's directory, with its seed on record.
    #[arg(value_name = "DIR")]
    directory: PathBuf,
    /// Also write the auditor's bundle as a zip.
    #[arg(long, value_name = "FILE")]
    zip: Option<PathBuf>,
    #[command(flatten)]
    recording: Recording,
}

/// Write `result.json`.
pub fn run(args: &Args, words: &Words) -> Exit {
    let opened = match bundle::open(&args.directory) {
        Ok(opened) => opened,
        Err(why) => return screen::unreadable(words, &args.directory, &why),
    };
    let result = match result(&opened, words) {
        Ok(result) => result,
        Err(fault) => return screen::fault(words, &fault),
    };
    let path = args.directory.join("result.json");
    if let Err(why) = bundle::write_new(&path, result.text().as_bytes()) {
        screen::complain(&screen::unwritable(words, &path, &why));
        return Exit::Broken;
    }
    let kept = match journal::keep(&args.directory, &args.recording, words) {
        Ok(kept) => kept,
        Err(complaint) => {
            screen::complain(&complaint);
            return Exit::Found;
        }
    };
    summary(&result, words).iter().chain(&kept).for_each(|line| screen::answer(line));
    if let Some(out) = &args.zip {
        if let Err(why) = bundle::zip(&args.directory, Edition::Auditor, out) {
            screen::complain(&screen::unwritable(words, out, &why));
            return Exit::Broken;
        }
        screen::answer(&words.say("bundle-done", &[("file", &out.display().to_string())]));
    }
    Exit::Fine
}

/// Draw from an opened directory, after checking that its inputs are still the committed ones.
///
/// # Errors
/// [`Fault`]; a table that is no longer the committed one is `Form`.
pub fn result(opened: &Opened, words: &Words) -> Result<DrawResult, Fault> {
    let commitment = frozen::commitment(opened)?;
    let record = frozen::seed(opened, &commitment)?;
    check_tables(opened, &commitment)?;
    let progress = screen::Progress::new(words);
    let smallest = smallest(opened, &commitment, &record, &progress)?;
    let (bench, recusals) = frozen::people(opened, &commitment)?;
    let mut watch = |done, total| progress.at(&|words| words.say("progress-teams", &[]), done, total);
    Ok(draw_watched(&commitment, &record, &smallest, (&bench, &recusals), &mut watch))
}

/// A table is the committed one.
///
/// # Errors
/// [`Fault::Form`] if not.
pub(super) fn same(
    file: &'static str,
    found: lots::commitment::TableRoot,
    committed: lots::commitment::TableRoot,
) -> Result<(), Fault> {
    if found == committed { Ok(()) } else { Err(Fault::Form(file, Check::TableSubjects.code().to_owned())) }
}

/// The small tables are the committed ones.
///
/// # Errors
/// [`Fault`].
pub(super) fn check_tables(opened: &Opened, commitment: &Commitment) -> Result<(), Fault> {
    let (secret, roots) = (frozen::secret(opened)?, commitment.body().tables);
    same("excluded.tsv", frozen::excluded(opened)?.root(&secret), roots.excluded)?;
    same("bench.tsv", frozen::bench_table(opened)?.root(&secret), roots.bench)?;
    same("recusals.tsv", frozen::recusals_table(opened)?.root(&secret), roots.recusals)
}

fn smallest(
    opened: &Opened,
    commitment: &Commitment,
    record: &SeedRecord,
    progress: &screen::Progress<'_>,
) -> Result<Vec<Vec<lots::ticket::Lot>>, Fault> {
    let excluded = frozen::excluded(opened)?;
    let seed = record.seed();
    let request = RosterRequest {
        secret: frozen::secret(opened)?,
        strata: commitment.body().strata.iter().map(|stratum| &stratum.name).collect(),
        key: seed.ticket_key(),
        keep: lots_needed(commitment, seed),
        unwanted: excluded.kept().map(|row| row.id.as_str()).collect(),
    };
    let mut world = World::new(&opened.roster).telling(progress);
    let scan = world.roster(&request).map_err(|why| Fault::Table(bundle::ROSTER, why))?;
    same(bundle::ROSTER, scan.table, commitment.body().tables.subjects)?;
    Ok(scan.smallest)
}

fn summary(result: &DrawResult, words: &Words) -> Vec<String> {
    let members = result.targets.iter().map(|target| target.team.len()).sum::<usize>();
    let mut lines = vec![words.say("draw-done", &[("targets", &result.targets.len()), ("members", &members)])];
    for stratum in result.strata.iter().filter(|stratum| stratum.population > 0) {
        let said: [(&str, &dyn crate::locale::Sayable); 3] =
            [("name", &stratum.name.as_str()), ("quota", &stratum.quota), ("population", &stratum.population)];
        lines.push(words.say("draw-stratum", &said));
    }
    lines.push(words.say("draw-level", &[("level", &result.level.level), ("strands", &result.strands.len())]));
    if !result.open.is_empty() {
        lines.push(words.say("draw-open", &[("open", &result.open.len())]));
    }
    let digest = lots::hash::Digest::of(result.text().as_bytes()).to_string();
    lines.push(words.say("draw-digest", &[("digest", &digest)]));
    lines
}
