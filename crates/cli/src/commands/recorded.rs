//! What the journal shows of a draw: the checks 25 to 29 of a bundle, and a receipt of the journal by itself.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use journal::bundle::{Check, Draw, FILE, Known, verify};
use journal::detail::{Lines, Named, Status};
use journal::entry::Entry;
use journal::policy::Policy;
use journal::receipt::Receipt;
use lots::check::Report;
use lots::time::Time;
use serde_json::{Value, json};

use super::audit::mark;
use crate::bundle::{Opened, RECEIPT};
use crate::detail;
use crate::exit::Exit;
use crate::locale::Words;
use crate::screen;

/// The number of the first of these checks.
const FIRST: u32 = 25;

/// The largest receipt that is read.
const MAX_RECEIPT_BYTES: u64 = 1 << 20;

/// The journal's part of a verdict.
pub struct Recorded {
    /// `None` for a lone receipt of a business, which has no such part.
    lines: Option<Lines<Check>>,
    known: Known,
    there: bool,
    policy: bool,
}

impl Recorded {
    /// Make the checks if the 24 before them hold.
    #[must_use]
    pub fn of(opened: &Opened, report: &Report, policy: Option<&Policy>) -> Self {
        let mut recorded = Self {
            lines: None,
            known: Known::default(),
            there: opened.files.contains_key(FILE),
            policy: policy.is_some(),
        };
        if opened.files.contains_key(RECEIPT) {
            return recorded;
        }
        let draw = Draw::of(&opened.files).filter(|_| report.failure().is_none());
        recorded.lines = Some(match (opened.files.get(FILE), draw) {
            (None, _) => Lines::not_here(),
            (Some(_), None) => Lines(Check::ALL.iter().map(|&check| (check, Status::NotReached)).collect()),
            (Some(journal), Some(draw)) => {
                let (lines, known) = verify(journal, &draw, policy);
                recorded.known = known;
                lines
            }
        });
        recorded
    }

    /// Whether nothing failed.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.lines.as_ref().is_none_or(|lines| lines.failure().is_none())
    }

    /// Put this part into the answer of `lots verify --json`.
    pub fn into_json(&self, answer: &mut Value) {
        let Some(lines) = &self.lines else { return };
        let checks = lines.0.iter().map(|(check, status)| json!({"code": check.code(), "status": mark(status).1}));
        if let Some(all) = answer["checks"].as_array_mut() {
            all.extend(checks);
        }
        if let Some((check, found)) = lines.failure() {
            answer["verdict"] = json!(check.code());
            answer["detail"] = json!(found.to_string());
            answer["finding"] = json!(found.finding().code());
        }
        answer["cosigned"] = json!(self.known.cosigned);
    }

    /// This part in words.
    #[must_use]
    pub fn in_words(&self, words: &Words) -> Vec<String> {
        let Some(all) = &self.lines else { return Vec::new() };
        if !self.there {
            return vec![words.say("recorded-none", &[])];
        }
        let mut lines = vec![words.say("recorded-heading", &[])];
        for (number, (check, status)) in (FIRST..).zip(&all.0) {
            let note = match status {
                Status::NotHere => words.say("recorded-no-policy", &[]),
                Status::NotReached => words.say("verify-not-reached", &[]),
                Status::Passed | Status::Failed(_) => String::new(),
            };
            lines.push(format!("{} {number:>2} {}{note}", mark(status).0, words.say(&key(*check), &[])));
        }
        for kind in &self.known.unknown {
            lines.push(words.say("recorded-unknown", &[("kind", kind)]));
        }
        if let Some((check, found)) = all.failure() {
            let said = detail::say_journal(found, words);
            lines.push(words.say("recorded-failed", &[("code", &check.code()), ("detail", &said)]));
            return lines;
        }
        if all.0.iter().any(|(_, status)| *status == Status::NotReached) {
            return lines;
        }
        lines.push(match (self.known.cosigned, self.policy) {
            (Some(time), _) => words.say("recorded-cosigned", &[("time", &time_in_words(time))]),
            (None, true) => words.say("recorded-signed", &[]),
            (None, false) => words.say("recorded-unsigned", &[]),
        });
        lines
    }
}

fn time_in_words(seconds: u64) -> String {
    let time = i64::try_from(seconds).ok().and_then(|seconds| Time::beijing(seconds).ok());
    time.map_or_else(|| seconds.to_string(), |time| time.as_str().to_owned())
}

/// The key of the sentence that says what a check looks at.
#[must_use]
pub fn key(check: Check) -> String {
    format!("check-{}", check.code())
}

/// Whether a file is a receipt of a journal.
#[must_use]
pub fn is_receipt(path: &Path) -> bool {
    let mut beginning = [0; 19];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut beginning));
    read.is_ok() && &beginning == b"c2sp.org/tlog-proof"
}

/// Check a journal's receipt that holds its entry.
#[must_use]
pub fn receipt(path: &Path, policy: Option<&Policy>, as_json: bool, words: &Words) -> Exit {
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(MAX_RECEIPT_BYTES).read_to_end(&mut bytes));
    if let Err(why) = read {
        return screen::unreadable(words, path, &why);
    }
    let receipt = match Receipt::from_text(&bytes) {
        Ok(receipt) => receipt,
        Err(why) => return screen::unreadable(words, path, &why),
    };
    let entry = receipt.extra.as_deref().and_then(|bytes| Entry::from_text(bytes).ok());
    let included = entry.as_ref().is_some_and(|entry| receipt.includes(entry.leaf()));
    let satisfied = policy.map(|policy| policy.check(&receipt.checkpoint));
    let verdict = match (&entry, included, &satisfied) {
        (None, ..) => "entry",
        (_, false, _) => "inclusion",
        (.., Some(Err(_))) => "policy",
        _ => "ok",
    };
    let cosigned = satisfied.and_then(Result::ok).and_then(|satisfied| satisfied.time);
    if as_json {
        let value =
            json!({"verdict": verdict, "index": receipt.index, "cosigned": cosigned, "policy": policy.is_some()});
        screen::answer(&value.to_string());
    } else {
        let origin = receipt.checkpoint.checkpoint().origin().as_str();
        screen::answer(&match verdict {
            "entry" => words.say("proof-no-entry", &[]),
            "inclusion" => words.say("proof-not-included", &[]),
            "policy" => words.say("proof-policy", &[]),
            _ => words.say("proof-ok", &[("index", &receipt.index), ("origin", &origin)]),
        });
        if let (Some(entry), "ok") = (&entry, verdict) {
            let (act, case) = (super::journal::act(entry.kind().as_str(), words), entry.case().id.as_str());
            let time = entry.time().as_str();
            screen::answer(&words.say("proof-entry", &[("act", &act), ("case", &case), ("time", &time)]));
            screen::answer(&match (policy, cosigned) {
                (None, _) => words.say("proof-no-policy", &[]),
                (Some(_), None) => words.say("recorded-signed", &[]),
                (Some(_), Some(time)) => words.say("recorded-cosigned", &[("time", &time_in_words(time))]),
            });
        }
    }
    if verdict == "ok" { Exit::Fine } else { Exit::Found }
}
