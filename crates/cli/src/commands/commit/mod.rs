//! `lots commit`: freeze rosters, bench, recusals and scheme; refuse before anything is frozen if it can't work.

mod folder;
mod freeze;
mod plan;
mod rosters;
mod subjects;

#[cfg(test)]
mod tests;

use std::path::PathBuf;

use crate::chance;
use crate::commands::feasible;
use crate::commands::journal::{self, Recording};
use crate::commands::roster_check::column;
use crate::exit::Exit;
use crate::locale::{Sayable, Words};
use crate::roster::{Field, IdRule};
use crate::scan::STREAMED_FROM_BYTES;
use crate::screen;

use folder::Folder;
pub(super) use freeze::Frozen;
pub(super) use subjects::Subjects;

/// The arguments of `lots commit`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The plan.
    #[arg(long, value_name = "FILE")]
    plan: PathBuf,
    /// Who may be drawn.
    #[arg(long, value_name = "FILE")]
    subjects: PathBuf,
    /// Who is left out.
    #[arg(long, value_name = "FILE")]
    excluded: Option<PathBuf>,
    /// Who inspects.
    #[arg(long, value_name = "FILE")]
    inspectors: PathBuf,
    /// Who must not meet.
    #[arg(long, value_name = "FILE")]
    recusals: Option<PathBuf>,
    /// The new directory.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// The time of the commit.
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    /// The date of the inspections.
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    /// What ids are held to.
    #[arg(long, value_enum, hide_possible_values = true, default_value = "auto", value_name = "auto|uscc|any")]
    ids: IdRule,
    /// Columns named by the user.
    #[arg(long, value_name = "FIELD=NAME", value_parser = column)]
    column: Vec<(Field, String)>,
    /// Where the shares of an unannounced draw's secret go.
    #[arg(long, value_name = "DIR")]
    shares: Option<PathBuf>,
    #[command(flatten)]
    recording: Recording,
}

/// A refusal in words.
type Complaint = String;

/// Freeze.
pub fn run(args: &Args, words: &Words) -> Exit {
    let committed = commit(args, STREAMED_FROM_BYTES, words).and_then(|mut lines| {
        // Only the journal's entry makes a commitment public, so without it nothing is called done.
        lines.extend(journal::keep(&args.out, &args.recording, words)?);
        Ok(lines)
    });
    match committed {
        Ok(lines) => {
            lines.iter().for_each(|line| screen::answer(line));
            Exit::Fine
        }
        Err(complaint) => {
            screen::complain(&complaint);
            Exit::Found
        }
    }
}

/// Freeze; a roster of at least so many bytes is streamed.
fn commit(args: &Args, streamed_from_bytes: u64, words: &Words) -> Result<Vec<String>, Complaint> {
    let plan = plan::read(&args.plan, words)?;
    let committed = plan::committed(args.at.as_deref(), &plan, words)?;
    let folder = Folder::create(&args.out, words)?;
    let (frozen, without_certificate) = freeze::freeze(args, &folder, streamed_from_bytes, &committed, words)?;
    let secret = plan::secret(&plan, words)?;
    let commitment = plan::commitment(plan, committed, &frozen, &secret, words)?;
    let certain = feasible::judge(&commitment, &frozen, words)?;
    let shares = match commitment.body().disclosure.as_str() {
        "at-once" => None,
        _ => Some(folder::write_shares(args, &secret, words)?),
    };
    folder.finish(&commitment, &frozen, words)?;
    let mut lines = vec![words.say("commit-done", &[("digest", &commitment.digest().to_string())])];
    let body = commitment.body();
    let said: [(&str, &dyn Sayable); 4] = [
        ("subjects", &body.tables.subjects.rows),
        ("excluded", &body.tables.excluded.rows),
        ("inspectors", &body.tables.bench.rows),
        ("recusals", &body.tables.recusals.rows),
    ];
    lines.push(words.say("commit-counts", &said));
    lines.push(words.say("commit-assurance", &[("level", &format!("{:?}", body.assurance))]));
    lines.push(certain);
    if !without_certificate.is_empty() {
        lines.push(words.say("commit-certificates", &[("codes", &without_certificate.join("、"))]));
    }
    lines.extend(shares.map(|shares| shares.keep(words)));
    Ok(lines)
}

fn random<const N: usize>(words: &Words) -> Result<[u8; N], Complaint> {
    chance::bytes().map_err(|why| words.say("commit-chance", &[("why", &why.to_string())]))
}
