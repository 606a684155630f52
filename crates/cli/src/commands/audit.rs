//! `lots audit`: check a journal from its files alone, in its folder or over the network.

use std::fs;
use std::path::PathBuf;

use journal::audit::{Check, Report, Trust, audit};
use journal::checkpoint::SignedCheckpoint;
use journal::detail::{Named, Status};
use journal::key::VerifierKey;
use serde_json::json;

use crate::commands::journal::place::failed;
use crate::commands::journal::{Complaint, act, in_house, is_known, read_policy};
use crate::detail;
use crate::exit::Exit;
use crate::locale::Words;
use crate::log_source::Source;
use crate::screen;

/// The arguments of `lots audit`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A folder or a URL.
    #[arg(value_name = "DIR|URL")]
    log: String,
    /// Whose signatures are asked for.
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
    /// The log's root key.
    #[arg(long, value_name = "VKEY")]
    root: Option<VerifierKey>,
    /// A checkpoint kept from earlier.
    #[arg(long, value_name = "FILE")]
    since: Option<PathBuf>,
    /// Keep the audited checkpoint, for the next time.
    #[arg(long, value_name = "FILE")]
    keep: Option<PathBuf>,
    /// Answer in JSON.
    #[arg(long)]
    json: bool,
}

/// Audit.
pub fn run(args: &Args, words: &Words) -> Exit {
    let report = match report(args, words) {
        Ok(report) => report,
        Err(complaint) => {
            screen::complain(&complaint);
            return Exit::Broken;
        }
    };
    if args.json {
        screen::answer(&as_json(&report).to_string());
    } else {
        in_words(&report, words).iter().for_each(|line| screen::answer(line));
    }
    if report.lines.failure().is_some() {
        return Exit::Found;
    }
    if let (Some(path), Some(checkpoint)) = (&args.keep, &report.checkpoint)
        && let Err(why) = fs::write(path, checkpoint.to_string())
    {
        screen::complain(&screen::unwritable(words, path, &why));
        return Exit::Broken;
    }
    Exit::Fine
}

fn report(args: &Args, words: &Words) -> Result<Report, Complaint> {
    let log = Source::of(&args.log).ok_or_else(|| words.say("audit-https", &[]))?;
    let policy = args.policy.as_ref().map(|path| read_policy(path, words)).transpose()?;
    let since = args.since.as_ref().map(|path| {
        let bytes = fs::read(path).map_err(|why| failed(words, path, &why))?;
        SignedCheckpoint::from_text(&bytes).map_err(|why| failed(words, path, &why))
    });
    let since = since.transpose()?;
    let trust = Trust { root: args.root.as_ref(), policy: policy.as_ref(), since: since.as_ref() };
    let progress = screen::Progress::new(words);
    Ok(audit(&log, &trust, &mut |done, total| progress.at(&|words| words.say("progress-audit", &[]), done, total)))
}

/// The mark and the code of how a check came out.
pub fn mark(status: &Status) -> (&'static str, &'static str) {
    match status {
        Status::Passed => ("✓", "passed"),
        Status::NotHere => ("–", "not-here"),
        Status::Failed(_) => ("✗", "failed"),
        Status::NotReached => ("·", "not-reached"),
    }
}

fn as_json(report: &Report) -> serde_json::Value {
    let checks = report.lines.0.iter().map(|(check, status)| json!({"code": check.code(), "status": mark(status).1}));
    let checkpoint = report.checkpoint.as_ref().map(SignedCheckpoint::checkpoint);
    json!({
        "verdict": report.lines.verdict(),
        "detail": report.lines.failure().map_or(String::new(), |(_, detail)| detail.to_string()),
        "finding": report.lines.failure().map_or("", |(_, detail)| detail.finding().code()),
        "checks": checks.collect::<Vec<_>>(),
        "origin": checkpoint.map(|checkpoint| checkpoint.origin().as_str()),
        "size": checkpoint.map(journal::checkpoint::Checkpoint::size),
        "root": checkpoint.map(|checkpoint| checkpoint.root().to_string()),
        "cosigned": report.cosigned,
        "kinds": report.kinds,
        "unknown": report.unknown,
        "cases": report.cases,
    })
}

/// The key of the sentence that says what a check of an audit looks at.
#[must_use]
pub fn key(check: Check) -> String {
    format!("audit-{}", check.code())
}

/// How many entries there are of each kind; those whose place in the log was audited but not their meaning stand together, behind a line that says so. What the
/// server of this project writes has its words there; what somebody else writes stands as it is.
fn kinds(report: &Report, words: &Words) -> Vec<String> {
    let (known, others): (Vec<_>, Vec<_>) = report.kinds.iter().partition(|(kind, _)| is_known(kind, words));
    let said = |(kind, count): &(&String, &u64)| {
        words.say("audit-kind", &[("act", &act(kind.as_str(), words)), ("count", *count)])
    };
    let mut lines: Vec<String> = known.iter().map(said).collect();
    if !others.is_empty() {
        let entries: u64 = others.iter().map(|(_, count)| **count).sum();
        lines.push(words.say("audit-others", &[("kinds", &others.len()), ("count", &entries)]));
        let said = |(kind, count): &(&String, &u64)| match in_house(kind, words) {
            Some(act) => words.say("audit-other-act", &[("act", &act), ("kind", &kind.as_str()), ("count", *count)]),
            None => words.say("audit-other-kind", &[("kind", &kind.as_str()), ("count", *count)]),
        };
        lines.extend(others.iter().map(said));
    }
    lines
}

fn in_words(report: &Report, words: &Words) -> Vec<String> {
    let mut lines = Vec::new();
    for (number, (check, status)) in (1u32..).zip(&report.lines.0) {
        let note = match status {
            Status::NotHere => words.say("audit-not-given", &[]),
            Status::NotReached => words.say("verify-not-reached", &[]),
            Status::Passed | Status::Failed(_) => String::new(),
        };
        lines.push(format!("{} {number:>2} {}{note}", mark(status).0, words.say(&key(*check), &[])));
    }
    if let Some((check, found)) = report.lines.failure() {
        let detail = detail::say_journal(found, words);
        lines.push(words.say("audit-failed", &[("code", &check.code()), ("detail", &detail)]));
        lines.push(words.say("audit-failed-do", &[]));
        return lines;
    }
    lines.extend(kinds(report, words));
    if let Some(signed) = &report.checkpoint {
        let (origin, root) = (signed.checkpoint().origin().as_str(), signed.checkpoint().root().to_string());
        let size = signed.checkpoint().size();
        lines.push(words.say("audit-ok", &[("origin", &origin), ("entries", &size), ("cases", &report.cases)]));
        lines.push(words.say("audit-compare", &[("entries", &size), ("root", &root)]));
    }
    lines
}
