//! `lots seed`: put the sources' values on record, in normal form, entered by two persons where they must be.

use std::fs;
use std::path::PathBuf;

use lots::commitment::{Commitment, Protocol};
use lots::hash::Digest;
use lots::name::{Note, PersonCode};
use lots::seed::{SeedEntry, SeedRecord};
use lots::share::{Secret, Share, join};
use lots::source::{Source, ValueError};
use serde::Deserialize;

use crate::commands::journal::{self, Recording};
use crate::exit::Exit;
use crate::locale::Words;
use crate::{bundle, frozen, screen};

/// The arguments of `lots seed`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The draw's directory, as `lots commit` made it.
    #[arg(value_name = "DIR")]
    directory: PathBuf,
    /// The values, as one person entered them.
    #[arg(long, value_name = "FILE")]
    entries: PathBuf,
    /// The values again, as a second person entered them; must be the same.
    #[arg(long, value_name = "FILE")]
    again: Option<PathBuf>,
    /// Two of the three shares of an unannounced draw's secret.
    #[arg(long, value_name = "FILE", num_args = 2)]
    shares: Vec<PathBuf>,
    #[command(flatten)]
    recording: Recording,
}

/// What a person enters: the values of the plan's sources.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entries {
    sources: Vec<Entry>,
}

/// A value as it is entered: any separators, any order.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    #[serde(default)]
    entered: Vec<PersonCode>,
    #[serde(default)]
    evidence: String,
    name: String,
    value: String,
    #[serde(default)]
    why: String,
}

/// Why there is no record, in words.
type Complaint = String;

/// Write `seed.json`.
pub fn run(args: &Args, words: &Words) -> Exit {
    let opened = match bundle::open(&args.directory) {
        Ok(opened) => opened,
        Err(why) => return screen::unreadable(words, &args.directory, &why),
    };
    let commitment = match frozen::commitment(&opened) {
        Ok(commitment) => commitment,
        Err(fault) => return screen::fault(words, &fault),
    };
    let record = record(args, &commitment, words);
    let written = record.and_then(|record| {
        record.check(&commitment).map_err(|why| words.say("seed-refused", &[("why", &why.to_string())]))?;
        let path = args.directory.join("seed.json");
        bundle::write_new(&path, record.text().as_bytes()).map_err(|why| screen::unwritable(words, &path, &why))?;
        let kept = journal::keep(&args.directory, &args.recording, words)?;
        Ok((record, kept))
    });
    match written {
        Ok((record, kept)) => {
            let seed = record.seed();
            screen::answer(&words.say("seed-done", &[("seed", &seed.0.to_string())]));
            screen::answer(&words.say("seed-key", &[("key", &seed.ticket_key().to_string())]));
            kept.iter().for_each(|line| screen::answer(line));
            Exit::Fine
        }
        Err(complaint) => {
            screen::complain(&complaint);
            Exit::Found
        }
    }
}

fn record(args: &Args, commitment: &Commitment, words: &Words) -> Result<SeedRecord, Complaint> {
    let mut sources = entries(&args.entries, words)?;
    if let Some(again) = &args.again {
        merge(&mut sources, entries(again, words)?, words)?;
    }
    Ok(SeedRecord { commitment: commitment.digest(), protocol: Protocol::V1, secret: secret(args, words)?, sources })
}

fn entries(path: &PathBuf, words: &Words) -> Result<Vec<SeedEntry>, Complaint> {
    let unreadable = |why: &dyn std::fmt::Display| {
        words.say("file-unreadable", &[("file", &path.display().to_string()), ("why", &why.to_string())])
    };
    let text = fs::read_to_string(path).map_err(|why| unreadable(&why))?;
    let entries: Entries = serde_json::from_str(&text).map_err(|why| unreadable(&why))?;
    entries.sources.into_iter().map(|entry| entered(entry, words)).collect()
}

/// An entry with its value in normal form.
fn entered(entry: Entry, words: &Words) -> Result<SeedEntry, Complaint> {
    let refused = |why: String| words.say("seed-value", &[("name", &entry.name), ("why", &why)]);
    let source: Source = entry.name.parse().map_err(|_| refused(words.say("seed-no-source", &[])))?;
    let value = source.normalise(&entry.value).map_err(|why| refused(value_error(&why, words)))?;
    let evidence = Note::new(entry.evidence.as_str()).map_err(|why| refused(why.to_string()))?;
    let why = Note::new(entry.why.as_str()).map_err(|why| refused(why.to_string()))?;
    Ok(SeedEntry { entered: entry.entered, evidence, name: entry.name, value, why })
}

/// What can't be about a value, in words.
fn value_error(error: &ValueError, words: &Words) -> String {
    match error {
        ValueError::Count { expected, found } => {
            words.say("seed-value-count", &[("expected", expected), ("found", found)])
        }
        ValueError::Range { number, most } => words.say("seed-value-range", &[("number", number), ("most", most)]),
        ValueError::Twice(number) => words.say("seed-value-twice", &[("number", number)]),
        ValueError::Character(text) => words.say("seed-value-character", &[("text", text)]),
        ValueError::NotNormal(normal) => words.say("seed-value-normal", &[("normal", normal)]),
    }
}

/// The second person's entries confirm the first's: the same values, another name.
fn merge(first: &mut [SeedEntry], second: Vec<SeedEntry>, words: &Words) -> Result<(), Complaint> {
    for entry in second {
        let Some(known) = first.iter_mut().find(|known| known.name == entry.name) else {
            return Err(words.say("seed-not-entered", &[("name", &entry.name)]));
        };
        if known.value != entry.value {
            let said: [(&str, &dyn crate::locale::Sayable); 3] =
                [("name", &entry.name), ("first", &known.value), ("second", &entry.value)];
            return Err(words.say("seed-differs", &said));
        }
        known.entered.extend(entry.entered);
    }
    Ok(())
}

fn secret(args: &Args, words: &Words) -> Result<Digest, Complaint> {
    let [one, other] = args.shares.as_slice() else {
        return Ok(hex(&Secret::AT_ONCE));
    };
    let share = |path: &PathBuf| -> Result<Share, Complaint> {
        let refused = |why: &dyn std::fmt::Display| {
            words.say("seed-share", &[("file", &path.display().to_string()), ("why", &why.to_string())])
        };
        let text = fs::read_to_string(path).map_err(|why| refused(&why))?;
        text.trim_end().parse().map_err(|why: lots::share::ShareError| refused(&why))
    };
    let secret = join(&share(one)?, &share(other)?);
    secret.map(|secret| hex(&secret)).map_err(|why| words.say("seed-shares", &[("why", &why.to_string())]))
}

fn hex(secret: &Secret) -> Digest {
    let text = secret.hex();
    let text = std::str::from_utf8(&text).expect("hex is ASCII");
    text.parse().expect("a secret's hex is 64 lower-case characters")
}
