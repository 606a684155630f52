//! Reading a journal: its state, one entry, one receipt.

use std::path::PathBuf;

use journal::entry::{Entry, Fact};
use journal::files::Log;
use journal::reader::entries;
use journal::tile::{Bundle, FULL};

use super::Complaint;
use super::case::receipt as of_entry;
use super::place::{Place, failed};
use crate::bundle::write_new;
use crate::locale::Words;
use crate::screen;

/// The arguments of `lots journal status`.
#[derive(Debug, clap::Args)]
pub struct StatusArgs {
    #[command(flatten)]
    place: Place,
}

/// Size, root, keys: after everything was read and held against the guard.
pub fn status(args: &StatusArgs, words: &Words) -> Result<Vec<String>, Complaint> {
    let signed = args.place.open(words)?.checkpoint().as_ref().clone();
    let checkpoint = signed.checkpoint();
    let origin = checkpoint.origin().as_str();
    let root = checkpoint.root().to_string();
    let chain = args.place.chain(words)?;
    let keys = chain.in_force(checkpoint.size());
    let cosigned = signed.note().lines().len().saturating_sub(keys.len());
    let mut lines = vec![
        words.say("journal-status", &[("origin", &origin), ("entries", &checkpoint.size()), ("root", &root)]),
        words.say("journal-status-cosigned", &[("lines", &cosigned)]),
    ];
    lines.extend(keys.iter().map(|key| words.say("journal-status-key", &[("key", &key.to_string())])));
    Ok(lines)
}

/// The arguments of `lots journal entry`.
#[derive(Debug, clap::Args)]
pub struct EntryArgs {
    #[command(flatten)]
    place: Place,
    /// Its index, from 0.
    #[arg(value_name = "N")]
    index: u64,
    /// Answer in JSON.
    #[arg(long)]
    json: bool,
}

/// The bytes of an entry.
pub fn bytes(place: &Place, index: u64, words: &Words) -> Result<Vec<u8>, Complaint> {
    let size = place.checkpoint(words)?.checkpoint().size();
    let none = || words.say("journal-no-entry", &[("index", &index), ("entries", &size)]);
    let full = u64::from(FULL);
    let width = size.saturating_sub(index / full * full).min(full);
    let bundle = u16::try_from(width).ok().and_then(|width| Bundle::new(index / full, width));
    let log: Log = place.log();
    let read = entries(&log, bundle.ok_or_else(none)?).map_err(|why| failed(words, &place.data, &why))?;
    usize::try_from(index % full).ok().and_then(|at| read.into_iter().nth(at)).ok_or_else(none)
}

/// What kind of act an entry is, in words.
#[must_use]
pub fn act(kind: &str, words: &Words) -> String {
    match (is_known(kind, words), in_house(kind, words)) {
        (true, _) => words.say(&key(kind), &[]),
        (false, Some(said)) => said,
        (false, None) => words.say("act-unknown", &[("kind", &kind)]),
    }
}

/// Whether a kind of act is one of the protocol's: others are of the system that keeps the log.
#[must_use]
pub fn is_known(kind: &str, words: &Words) -> bool {
    words.has(&key(kind))
}

/// What a kind of act is called that the server of this project writes.
#[must_use]
pub fn in_house(kind: &str, words: &Words) -> Option<String> {
    let key = format!("entry-{}", kind.replace('.', "-"));
    words.has(&key).then(|| words.say(&key, &[]))
}

fn key(kind: &str) -> String {
    format!("act-{}", kind.replace('.', "-"))
}

fn in_words(index: u64, entry: &Entry, words: &Words) -> Vec<String> {
    let kind = entry.kind().as_str();
    let (act, case) = (act(kind, words), entry.case().id.as_str());
    let mut lines = vec![
        words.say("journal-entry", &[("index", &index), ("act", &act), ("case", &case), ("kind", &kind)]),
        words.say("journal-entry-time", &[("time", &entry.time().as_str())]),
    ];
    let (pseudonym, role) = (entry.actor().pseudonym.to_string(), entry.actor().role.as_str());
    let organisation = entry.organisation().as_str();
    lines.push(
        words
            .say("journal-entry-actor", &[("pseudonym", &pseudonym), ("role", &role), ("organisation", &organisation)]),
    );
    for (name, fact) in &entry.body().facts {
        let value = match fact {
            Fact::Digest(digest) => digest.to_string(),
            Fact::Integer(number) => number.to_string(),
            Fact::Code(code) => code.to_string(),
            Fact::Time(time) => time.as_str().to_owned(),
        };
        lines.push(words.say("journal-entry-fact", &[("name", &name.as_str()), ("value", &value)]));
    }
    for (name, seal) in &entry.body().sealed {
        lines.push(words.say("journal-entry-seal", &[("name", &name.as_str()), ("seal", &seal.to_string())]));
    }
    lines
}

/// One entry, and that it is included.
pub fn entry(args: &EntryArgs, words: &Words) -> Result<Vec<String>, Complaint> {
    let bytes = bytes(&args.place, args.index, words)?;
    let entry = Entry::from_text(&bytes).map_err(|why| failed(words, &args.place.data, &why))?;
    let receipt = of_entry(&args.place, args.index, words)?;
    let included = receipt.includes(entry.leaf());
    if args.json {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let value = serde_json::json!({
            "index": args.index, "entry": text, "included": included, "proof": receipt.to_string(),
        });
        return Ok(vec![value.to_string()]);
    }
    let mut lines = in_words(args.index, &entry, words);
    let (size, root) = (receipt.checkpoint.checkpoint().size(), receipt.checkpoint.checkpoint().root().to_string());
    lines.push(match included {
        true => words.say("journal-entry-included", &[("entries", &size), ("root", &root)]),
        false => return Err(words.say("journal-entry-not-included", &[("index", &args.index)])),
    });
    Ok(lines)
}

/// The arguments of `lots journal receipt`.
#[derive(Debug, clap::Args)]
pub struct ReceiptArgs {
    #[command(flatten)]
    place: Place,
    /// The entry's index, from 0.
    #[arg(value_name = "N")]
    index: u64,
    /// Where to write it.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

/// Write a receipt with the entry inside.
pub fn receipt(args: &ReceiptArgs, words: &Words) -> Result<Vec<String>, Complaint> {
    let mut receipt = of_entry(&args.place, args.index, words)?;
    receipt.extra = Some(bytes(&args.place, args.index, words)?);
    write_new(&args.out, receipt.to_string().as_bytes()).map_err(|why| screen::unwritable(words, &args.out, &why))?;
    Ok(vec![words.say("journal-written", &[("file", &args.out.display().to_string())])])
}
