//! Writing into a journal what no draw's command writes by itself.

use std::path::{Path, PathBuf};

use journal::entry::{Body, CaseName, Code, Draft, Entry, Fact, FieldName, Known};
use lots::hash::Digest;

use super::Complaint;
use super::case::{self, Act};
use super::place::{Acting, Place, failed};
use super::read::bytes;
use crate::bundle::{self, Opened};
use crate::frozen;
use crate::locale::Words;

/// The arguments of `lots journal record`.
#[derive(Debug, clap::Args)]
pub struct RecordArgs {
    #[command(flatten)]
    place: Place,
    /// The draw's directory.
    #[arg(long, value_name = "DIR")]
    draw: PathBuf,
    #[command(flatten)]
    acting: Acting,
}

fn opened(draw: &Path, words: &Words) -> Result<Opened, Complaint> {
    bundle::open(draw).map_err(|why| failed(words, draw, &why))
}

/// Bring the journal up to a draw's directory.
pub fn record(args: &RecordArgs, words: &Words) -> Result<Vec<String>, Complaint> {
    let opened = opened(&args.draw, words)?;
    let written = case::record(&args.draw, &opened, &args.place, (&args.acting, Vec::new()), words)?;
    Ok(vec![words.say("journal-recorded", &[("entries", &written)])])
}

/// What `lots journal append` writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Kind {
    /// 公布
    #[value(name = "draw.announced")]
    Announced,
    /// 作废
    #[value(name = "draw.annulled")]
    Annulled,
}

/// The arguments of `lots journal append`.
#[derive(Debug, clap::Args)]
pub struct AppendArgs {
    #[command(flatten)]
    place: Place,
    /// The draw's directory.
    #[arg(long, value_name = "DIR")]
    draw: PathBuf,
    /// Which act.
    #[arg(long, value_enum, hide_possible_values = true, value_name = "draw.announced|draw.annulled")]
    kind: Kind,
    /// Why it is called off; a code.
    #[arg(long, value_name = "CODE", required_if_eq("kind", "draw.annulled"))]
    reason: Option<Code>,
    /// Why, in words; sealed.
    #[arg(long, value_name = "TEXT", required_if_eq("kind", "draw.annulled"))]
    why: Option<String>,
    /// The draw's id again: an entry can't be taken back.
    #[arg(long, value_name = "ID")]
    confirm: String,
    #[command(flatten)]
    acting: Acting,
}

/// Write `draw.announced` or `draw.annulled`.
pub fn append(args: &AppendArgs, words: &Words) -> Result<Vec<String>, Complaint> {
    let opened = opened(&args.draw, words)?;
    let commitment = frozen::commitment(&opened).map_err(|why| failed(words, &args.draw, &why))?;
    let id = commitment.body().draw.as_str();
    if args.confirm != id {
        return Err(words.say("journal-confirm", &[("id", &id)]));
    }
    let mut facts = vec![case::commitment_fact(&commitment)];
    let act = match args.kind {
        Kind::Announced => {
            let result = opened.files.get("result.json").ok_or_else(|| words.say("journal-not-drawn", &[]))?;
            facts.push(("result", Fact::Digest(Digest::of(result))));
            Act::new(Known::DrawAnnounced, facts)
        }
        Kind::Annulled => {
            facts.extend(args.reason.clone().map(|reason| ("reason", Fact::Code(reason))));
            let why = args.why.clone().unwrap_or_default();
            Act::new(Known::DrawAnnulled, facts).sealing("why", &why, words)?
        }
    };
    let written = case::record(&args.draw, &opened, &args.place, (&args.acting, vec![act]), words)?;
    Ok(vec![words.say("journal-recorded", &[("entries", &written)])])
}

/// The arguments of `lots journal erase`.
#[derive(Debug, clap::Args)]
pub struct EraseArgs {
    #[command(flatten)]
    place: Place,
    /// The directory of the draw whose opening is destroyed.
    #[arg(long, value_name = "DIR")]
    draw: PathBuf,
    /// The entry's index, from 0.
    #[arg(long, value_name = "N")]
    entry: u64,
    /// The seal's name.
    #[arg(long, value_name = "NAME")]
    field: FieldName,
    #[command(flatten)]
    acting: Acting,
}

/// Destroy an opening, then say so: an entry must not claim what isn't done yet.
pub fn erase(args: &EraseArgs, words: &Words) -> Result<Vec<String>, Complaint> {
    let place = &args.place;
    let form = || words.say("journal-form", &[]);
    let bytes = bytes(place, args.entry, words)?;
    let entry = Entry::from_text(&bytes).map_err(|why| failed(words, &place.data, &why))?;
    if entry.sealed(args.field.as_str()).is_none() {
        return Err(words.say("journal-no-seal", &[("index", &args.entry), ("field", &args.field.as_str())]));
    }
    let mut openings = case::openings(&args.draw, words)?;
    openings.retain(|opening| !(opening.field == args.field && opening.opens(&entry)));
    case::keep_openings(&args.draw, &openings, words)?;
    case::attach(&args.draw, place, entry.case().id.as_str(), words)?;
    let field: Code = args.field.as_str().replace('_', "-").parse().map_err(|_| form())?;
    let facts = [("entry", Fact::Integer(args.entry)), ("field", Fact::Code(field))];
    let draft = journal_draft(place, Known::JournalErased, &facts, &args.acting, words)?;
    let mut writer = place.open(words)?;
    case::append(&mut writer, vec![draft], words)?;
    Ok(vec![words.say("journal-erased", &[("index", &args.entry), ("field", &args.field.as_str())])])
}

/// A draft about the journal itself.
pub fn journal_draft(
    place: &Place,
    known: Known,
    facts: &[(&str, Fact)],
    acting: &Acting,
    words: &Words,
) -> Result<Draft, Complaint> {
    let form = || words.say("journal-form", &[]);
    let mut body = Body::default();
    for (name, fact) in facts {
        body.facts.insert(name.parse().map_err(|_| form())?, fact.clone());
    }
    Ok(Draft {
        actor: place.actor(acting, words)?,
        body,
        case: CaseName {
            id: place.origin(words)?.as_str().parse().map_err(|_| form())?,
            kind: known.case_kind().parse().map_err(|_| form())?,
        },
        kind: known.name().parse().map_err(|_| form())?,
        organisation: place.organisation(words)?,
        time: acting.time(words)?,
    })
}
