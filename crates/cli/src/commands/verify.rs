//! `lots verify`: recompute everything from a bundle alone and say in plain words what was checked.

use std::path::PathBuf;

use lots::check::{Check, Remark, Report, Status, verify, verify_receipt};
use serde_json::json;

use crate::bundle::{Opened, RECEIPT};
use crate::exit::Exit;
use crate::locale::Words;
use crate::outside::World;
use crate::screen;

/// The arguments of `lots verify`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A directory, a zip, or a receipt.
    #[arg(value_name = "BUNDLE")]
    bundle: PathBuf,
    /// Answer in JSON.
    #[arg(long)]
    json: bool,
}

/// Check a bundle or receipt.
pub fn run(args: &Args, words: &Words) -> Exit {
    let opened = match screen::opened(words, &args.bundle) {
        Ok(opened) => opened,
        Err(exit) => return exit,
    };
    let mut world = World::new(&opened.roster);
    let report = check(&opened, &mut world);
    if let Some(why) = &world.fault {
        return screen::unreadable(words, &args.bundle, why);
    }
    if args.json {
        screen::answer(&as_json(&report).to_string());
    } else {
        in_words(&report, words).iter().for_each(|line| screen::answer(line));
    }
    if report.failure().is_none() { Exit::Fine } else { Exit::Found }
}

/// The report on a bundle, or on a lone receipt.
pub fn check(opened: &Opened, world: &mut World<'_>) -> Report {
    match opened.files.get(RECEIPT) {
        Some(receipt) if opened.files.len() == 1 => verify_receipt(receipt, world),
        _ => verify(&opened.files, world),
    }
}

fn mark(status: &Status) -> (&'static str, &'static str) {
    match status {
        Status::Passed => ("✓", "passed"),
        Status::PassedInPart => ("✓", "passed-in-part"),
        Status::NotHere => ("–", "not-here"),
        Status::Failed(_) => ("✗", "failed"),
        Status::NotReached => ("·", "not-reached"),
    }
}

fn as_json(report: &Report) -> serde_json::Value {
    let checks = report.lines.iter().map(|(check, status)| json!({"code": check.code(), "status": mark(status).1}));
    let remarks = report.remarks.iter().map(|remark| match remark {
        Remark::UnknownChain(name) => json!({"unknown_chain": name}),
        Remark::Fallback(name, why) => json!({"fallback": name, "why": why}),
        Remark::Erased(table, rows) => json!({"erased": table, "rows": rows}),
    });
    json!({
        "verdict": report.verdict(),
        "detail": report.failure().map_or("", |(_, detail)| detail),
        "checks": checks.collect::<Vec<_>>(),
        "remarks": remarks.collect::<Vec<_>>(),
    })
}

/// What a check looks at, in a sentence.
#[must_use]
pub fn sentence(check: Check, words: &Words) -> String {
    words.say(&format!("check-{}", check.code()), &[])
}

fn in_words(report: &Report, words: &Words) -> Vec<String> {
    let mut lines = Vec::new();
    for (number, (check, status)) in (1u32..).zip(&report.lines) {
        let note = match status {
            Status::PassedInPart => words.say("verify-in-part", &[]),
            Status::NotHere => words.say("verify-not-here", &[]),
            Status::NotReached => words.say("verify-not-reached", &[]),
            Status::Passed | Status::Failed(_) => String::new(),
        };
        lines.push(format!("{} {number:>2} {}{note}", mark(status).0, sentence(*check, words)));
    }
    for remark in &report.remarks {
        lines.push(match remark {
            Remark::UnknownChain(name) => words.say("verify-unknown-chain", &[("name", name)]),
            Remark::Fallback(name, why) => words.say("verify-fallback", &[("name", name), ("why", why)]),
            Remark::Erased(table, rows) => words.say("verify-erased", &[("table", table), ("rows", rows)]),
        });
    }
    lines.push(match report.failure() {
        None => words.say("verify-ok", &[]),
        Some((check, detail)) => words
            .say("verify-failed", &[("check", &sentence(check, words)), ("code", &check.code()), ("detail", &detail)]),
    });
    lines
}
