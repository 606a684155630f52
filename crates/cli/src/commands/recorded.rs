//! What the journal shows of a draw: the checks 25 to 29 of a bundle, and a receipt of the journal by itself.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use journal::bundle::{Check, Draw, FILE, Known, verify};
use journal::detail::{Detail, Finding, Lines, Named, Status};
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
    let found = judge(&receipt, policy);
    if as_json {
        let checks = found.lines.iter().map(|(check, status)| json!({"code": check.code(), "status": mark(status).1}));
        let verdict = found.failure().map_or("ok", Check::code);
        let checks: Vec<Value> = checks.collect();
        let value = json!({"verdict": verdict, "checks": checks, "index": receipt.index, "cosigned": found.cosigned});
        screen::answer(&value.to_string());
    } else {
        found.in_words(&receipt, words).iter().for_each(|line| screen::answer(line));
    }
    // A receipt of which something couldn't be checked is not said to hold: anybody can make one.
    if found.lines.iter().all(|(_, status)| *status == Status::Passed) { Exit::Fine } else { Exit::Found }
}

/// What came of a single receipt (`spec/journal.md`, section 6).
struct Judged {
    lines: Vec<(Check, Status)>,
    entry: Option<Entry>,
    cosigned: Option<u64>,
}

fn judge(receipt: &Receipt, policy: Option<&Policy>) -> Judged {
    let place = || 1u64.into();
    let read = receipt.extra.as_deref().map(Entry::from_text);
    let form = match &read {
        None => Status::NotHere,
        Some(Ok(_)) => Status::Passed,
        Some(Err(why)) => Status::Failed(Detail::new(Finding::ItemEntry, [place(), why.code().into()])),
    };
    let entry = read.and_then(Result::ok);
    let inclusion = match &entry {
        None => Status::NotHere,
        Some(entry) if receipt.includes(entry.leaf()) => Status::Passed,
        Some(_) => Status::Failed(Detail::new(Finding::Inclusion, [place(), receipt.index.into()])),
    };
    let satisfied = policy.map(|policy| policy.check(&receipt.checkpoint));
    let signatures = match &satisfied {
        None => Status::NotHere,
        Some(Ok(_)) => Status::Passed,
        Some(Err(why)) => Status::Failed(Detail::new(Finding::ItemPolicy, [place(), why.code().into()])),
    };
    let lines = vec![(Check::Form, form), (Check::Inclusion, inclusion), (Check::Signatures, signatures)];
    let cosigned = satisfied.and_then(Result::ok).and_then(|satisfied| satisfied.time);
    Judged { lines, entry, cosigned }
}

impl Judged {
    fn failure(&self) -> Option<Check> {
        self.lines.iter().find(|(_, status)| matches!(status, Status::Failed(_))).map(|(check, _)| *check)
    }

    fn in_words(&self, receipt: &Receipt, words: &Words) -> Vec<String> {
        let said = |at: usize| &self.lines[at].1;
        let mut lines = Vec::new();
        if let Some(entry) = &self.entry {
            let (act, case) = (super::journal::act(entry.kind().as_str(), words), entry.case().id.as_str());
            let time = entry.time().as_str();
            lines.push(words.say("proof-entry", &[("act", &act), ("case", &case), ("time", &time)]));
        }
        if matches!(said(0), Status::Failed(_)) || *said(0) == Status::NotHere {
            lines.push(words.say("proof-no-entry", &[]));
            return lines;
        }
        if matches!(said(1), Status::Failed(_)) {
            lines.push(words.say("proof-not-included", &[]));
            return lines;
        }
        let origin = receipt.checkpoint.checkpoint().origin().as_str();
        match (said(2), self.cosigned) {
            (Status::Failed(_), _) => lines.push(words.say("proof-policy", &[])),
            (Status::Passed, cosigned) => {
                lines.push(words.say("proof-ok", &[("index", &receipt.index), ("origin", &origin)]));
                lines.push(match cosigned {
                    Some(time) => words.say("proof-cosigned", &[("time", &time_in_words(time))]),
                    None => words.say("proof-signed", &[]),
                });
            }
            _ => lines.push(words.say("proof-no-policy", &[])),
        }
        lines
    }
}
