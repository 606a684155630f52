//! `lots verify`: recompute everything from a bundle alone and say in plain words what was checked.

use std::path::PathBuf;

use lots::check::{Check, Remark, Report, Status, verify, verify_receipt};
use lots::commitment::Commitment;
use lots::hash::Digest;
use lots::receipt::Receipt;
use serde_json::json;

use crate::bundle::{self, Opened, RECEIPT};
use crate::commands::journal::read_policy;
use crate::commands::recorded::{self, Recorded};
use crate::detail;
use crate::exit::Exit;
use crate::locale::{Sayable, Words};
use crate::outside::World;
use crate::screen;

/// The arguments of `lots verify`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A directory, a zip, or a receipt.
    #[arg(value_name = "BUNDLE")]
    bundle: PathBuf,
    /// Whose signatures a journal's part must carry.
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
    /// Answer in JSON.
    #[arg(long)]
    json: bool,
}

/// Check a bundle or receipt.
pub fn run(args: &Args, words: &Words) -> Exit {
    let policy = match args.policy.as_ref().map(|path| read_policy(path, words)).transpose() {
        Ok(policy) => policy,
        Err(complaint) => {
            screen::complain(&complaint);
            return Exit::Broken;
        }
    };
    if recorded::is_receipt(&args.bundle) {
        return recorded::receipt(&args.bundle, policy.as_ref(), args.json, words);
    }
    let opened = match screen::opened(words, &args.bundle) {
        Ok(opened) => opened,
        Err(exit) => return exit,
    };
    let progress = screen::Progress::new(words);
    let mut world = World::new(&opened.roster).telling(&progress);
    let report = check(&opened, &mut world);
    let fault = world.fault.take();
    drop(progress);
    if let Some(why) = &fault {
        return screen::unreadable(words, &args.bundle, why);
    }
    let journal = Recorded::of(&opened, &report, policy.as_ref());
    if args.json {
        let mut answer = as_json(&report);
        journal.into_json(&mut answer);
        screen::answer(&answer.to_string());
    } else {
        if let Ok(Some(file)) = bundle::within(&args.bundle) {
            screen::answer(&words.say("verify-within", &[("file", &file)]));
        }
        in_words(&opened, &report, words).iter().for_each(|line| screen::answer(line));
        journal.in_words(words).iter().for_each(|line| screen::answer(line));
    }
    if report.failure().is_none() && journal.holds() { Exit::Fine } else { Exit::Found }
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
        Remark::Issue(name, drawn) => json!({"issue": name, "drawn": drawn}),
        Remark::Erased(table, rows) => json!({"erased": table, "rows": rows}),
    });
    json!({
        "verdict": report.verdict(),
        "detail": report.failure().map_or(String::new(), |(_, detail)| detail.to_string()),
        "finding": report.failure().map_or("", |(_, detail)| detail.finding().code()),
        "checks": checks.collect::<Vec<_>>(),
        "remarks": remarks.collect::<Vec<_>>(),
    })
}

/// What a check looks at, in a sentence.
#[must_use]
pub fn sentence(check: Check, words: &Words) -> String {
    words.say(&format!("check-{}", check.code()), &[])
}

/// The report in words: every check, what a reader has to know besides, and the verdict.
#[must_use]
pub fn in_words(opened: &Opened, report: &Report, words: &Words) -> Vec<String> {
    let erased = report.remarks.iter().any(|remark| matches!(remark, Remark::Erased(..)));
    let mut lines = Vec::new();
    for (number, (check, status)) in (1u32..).zip(&report.lines) {
        let note = match status {
            Status::PassedInPart | Status::NotHere if erased => words.say("verify-gap-erased", &[]),
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
            Remark::Issue(name, None) => words.say("verify-issue-none", &[("name", name)]),
            Remark::Issue(name, Some(drawn)) => words.say("verify-issue", &[("name", name), ("drawn", drawn)]),
            Remark::Erased(table, rows) => words.say("verify-erased", &[("table", table), ("rows", rows)]),
        });
    }
    match report.failure() {
        None => lines.extend(verdict(opened, report, erased, words)),
        Some((check, found)) => {
            let said: [(&str, &dyn Sayable); 4] = [
                ("check", &sentence(check, words)),
                ("code", &check.code()),
                ("detail", &detail::say(found, words)),
                ("finding", &found.finding().code()),
            ];
            lines.push(words.say("verify-failed", &said));
            lines.push(words.say("verify-failed-do", &[]));
        }
    }
    lines
}

/// What it means that nothing failed: what was not checked and why, and what is left to compare.
fn verdict(opened: &Opened, report: &Report, erased: bool, words: &Words) -> Vec<String> {
    if let Some(receipt) = opened.files.get(RECEIPT) {
        let receipt = Receipt::from_text(receipt).ok();
        let commitment = receipt.and_then(|receipt| Commitment::new(receipt.commitment).ok());
        let digest = commitment.map(|commitment| commitment.digest().to_string()).unwrap_or_default();
        return vec![words.say("verify-ok-receipt", &[]), words.say("verify-compare-receipt", &[("digest", &digest)])];
    }
    let numbers = |wanted: &Status| -> Vec<String> {
        let lines = (1u32..).zip(&report.lines);
        lines.filter(|(_, (_, status))| status == wanted).map(|(number, _)| number.to_string()).collect()
    };
    let separator = words.say("list-separator", &[]);
    let (gaps, parts) = (numbers(&Status::NotHere), numbers(&Status::PassedInPart));
    let said: [(&str, &dyn Sayable); 2] = [("gaps", &gaps.join(&separator)), ("parts", &parts.join(&separator))];
    let verdict = match (gaps.is_empty() && parts.is_empty(), erased) {
        (true, _) => words.say("verify-ok", &[]),
        (false, true) => words.say("verify-ok-erased", &said),
        (false, false) => words.say("verify-ok-public", &said),
    };
    let digest = Digest::of(opened.files.get("commitment.json").map_or(&[], Vec::as_slice)).to_string();
    vec![verdict, words.say("verify-compare", &[("digest", &digest)])]
}
