//! `lots amend`: what happened after the draw, as the next link of the chain in `amendments.json`.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use lots::amend::{Amendment, Amendments, Event, Refusal, Request, State};
use lots::check::{Check, Detail};
use lots::name::{InspectorCode, PersonCode, ReasonCode, SubjectId};
use lots::result::{DrawResult, slack};

use super::journal::{self, Recording};
use super::verify::{check, sentence};
use crate::bundle::{self, Opened};
use crate::detail;
use crate::exit::Exit;
use crate::frozen::{self, Fault};
use crate::locale::Words;
use crate::outside::World;
use crate::screen;

const FILE: &str = "amendments.json";
/// Names that begin with a dot are not a bundle's (`spec/draw.md`, section 8.4).
const LOCK: &str = ".amendments.lock";

/// What an amendment is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Kind {
    /// An inspector must not meet one target.
    Recuse,
    /// An inspector can't take part any more.
    Absent,
    /// A target is gone.
    Gone,
}

/// The arguments of `lots amend`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The draw's directory, with its result.
    #[arg(value_name = "DIR")]
    directory: PathBuf,
    /// What happened.
    #[arg(long, value_name = "recuse|absent|gone", hide_possible_values = true)]
    kind: Kind,
    /// The target; for `recuse` and `gone`.
    #[arg(long, value_name = "ID", required_if_eq_any([("kind", "recuse"), ("kind", "gone")]))]
    subject: Option<SubjectId>,
    /// The inspector; for `recuse` and `absent`.
    #[arg(long, value_name = "CODE", required_if_eq_any([("kind", "recuse"), ("kind", "absent")]))]
    inspector: Option<InspectorCode>,
    /// The reason's code.
    #[arg(long, value_name = "CODE")]
    reason: ReasonCode,
    /// Who approved it.
    #[arg(long, value_name = "PERSON")]
    approver: PersonCode,
    #[command(flatten)]
    recording: Recording,
}

/// Why nothing was amended.
enum Stop {
    /// A file of the draw isn't right.
    Fault(Fault),
    /// The draw, or what was amended before, doesn't verify.
    Unverified(Check),
    /// The amendment doesn't stand.
    Refused(Refusal),
    /// Subject and inspector don't go with the kind.
    Mismatch,
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// Add an amendment to the chain.
pub fn run(args: &Args, words: &Words) -> Exit {
    // Held until the new chain is in its place.
    let _alone = match alone(&args.directory) {
        Ok(lock) => lock,
        Err(why) => return screen::unreadable(words, &args.directory, &why),
    };
    let opened = match bundle::open(&args.directory) {
        Ok(opened) => opened,
        Err(why) => return screen::unreadable(words, &args.directory, &why),
    };
    let amended = amended(args, &opened, &screen::Progress::new(words));
    let (amendment, text) = match amended {
        Ok(amended) => amended,
        Err(Stop::Fault(fault)) => return screen::fault(words, &fault),
        Err(Stop::Refused(why)) => {
            screen::complain(&words.say("amend-refused", &[("why", &detail::say(&Detail::from(&why), words))]));
            return Exit::Found;
        }
        Err(Stop::Unverified(check)) => {
            let said = sentence(check, words);
            screen::complain(&words.say("amend-unverified", &[("check", &said), ("code", &check.code())]));
            return Exit::Found;
        }
        Err(Stop::Mismatch) => {
            screen::complain(&words.say("amend-mismatch", &[]));
            return Exit::Usage;
        }
    };
    if let Err(why) = replace(&args.directory, &text) {
        screen::complain(&screen::unwritable(words, &args.directory.join(FILE), &why));
        return Exit::Broken;
    }
    let kept = match journal::keep(&args.directory, &args.recording, words) {
        Ok(kept) => kept,
        Err(complaint) => {
            screen::complain(&complaint);
            return Exit::Found;
        }
    };
    in_words(&amendment, words).iter().chain(&kept).for_each(|line| screen::answer(line));
    Exit::Fine
}

fn event(args: &Args) -> Option<Event> {
    match (args.kind, args.subject.clone(), args.inspector.clone()) {
        (Kind::Recuse, Some(subject), Some(inspector)) => Some(Event::Recuse { subject, inspector }),
        (Kind::Absent, None, Some(inspector)) => Some(Event::Absent { inspector }),
        (Kind::Gone, Some(subject), None) => Some(Event::Gone { subject }),
        _ => None,
    }
}

/// The next amendment, and the file's new text.
fn amended(args: &Args, opened: &Opened, progress: &screen::Progress<'_>) -> Result<(Amendment, String), Stop> {
    let event = event(args).ok_or(Stop::Mismatch)?;
    let commitment = frozen::commitment(opened)?;
    // Nothing is built on a draw that doesn't verify, or on a chain that doesn't.
    if let Some((failed, _)) = check(opened, &mut World::new(&opened.roster).telling(progress)).failure() {
        return Err(Stop::Unverified(failed));
    }
    let people = frozen::people(opened, &commitment)?;
    let bytes = opened.files.get("result.json").ok_or(Fault::Missing("result.json"))?;
    let result = DrawResult::from_text(bytes).map_err(|why| Fault::Form("result.json", why.to_string()))?;
    let slack = slack(&commitment);
    let mut state = match opened.files.get(FILE) {
        None => State::new(&result, slack),
        Some(bytes) => {
            let file = Amendments::from_text(bytes).map_err(|why| Fault::Form(FILE, why.to_string()))?;
            State::replay(&file, &result, slack, Some(&people))?
        }
    };
    let request = Request { approver: args.approver.clone(), event, reason: args.reason.clone() };
    let amendment = state.apply(request, &people)?;
    let file = state.file().expect("an amendment was just added");
    Ok((amendment, file.text()))
}

/// Wait until nobody else amends this draw, and keep others waiting while the file lives: of two at once, the later builds on the earlier.
///
/// The lock is the operating system's and ends with the program, however that ends; the empty file stays and is none of the bundle's.
fn alone(directory: &Path) -> io::Result<File> {
    let lock = File::options().create(true).truncate(false).write(true).open(directory.join(LOCK))?;
    lock.lock()?;
    Ok(lock)
}

/// Put the new chain in the old one's place: a reader finds one of them whole, whenever it looks.
fn replace(directory: &Path, text: &str) -> io::Result<()> {
    let mut beside = tempfile::Builder::new().prefix(".amendments").tempfile_in(directory)?;
    beside.write_all(text.as_bytes())?;
    beside.as_file().sync_all()?;
    let file = beside.persist(directory.join(FILE)).map_err(|why| why.error)?;
    // A temporary file is its owner's alone; the chain is as public as the result.
    file.set_permissions(std::fs::metadata(directory.join("result.json"))?.permissions())
}

fn in_words(amendment: &Amendment, words: &Words) -> Vec<String> {
    let outcome = &amendment.outcome;
    let mut lines = vec![words.say("amend-done", &[("number", &amendment.number)])];
    if let Some(id) = &outcome.stood_in {
        lines.push(words.say("amend-stood-in", &[("id", &id.as_str())]));
    }
    if outcome.changes.is_empty() {
        lines.push(words.say("amend-no-change", &[]));
    }
    for change in &outcome.changes {
        let team: Vec<&str> = change.team.iter().map(|member| member.inspector.as_str()).collect();
        lines.push(words.say("amend-team", &[("id", &change.subject.as_str()), ("team", &team.join("、"))]));
    }
    for seat in &outcome.open {
        let (id, pool) = (seat.subject.as_str(), seat.pool.as_str());
        lines.push(words.say("amend-open", &[("id", &id), ("seat", &seat.seat), ("pool", &pool)]));
    }
    lines.push(words.say("amend-digest", &[("digest", &amendment.digest().to_string())]));
    lines
}
