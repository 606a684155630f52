//! Changing keys: a new one beside the old, later the old one away.

use std::path::PathBuf;

use journal::entry::{Fact, Known};
use journal::key::{KeyType, Signer};
use journal::keys::KeysNote;
use lots::hash::Digest;

use super::Complaint;
use super::place::{Acting, Place, ROOT, failed, secret_key};
use super::setup::{fresh, keep_signer};
use super::write::journal_draft;
use crate::locale::Words;

/// What changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Change {
    /// A new Ed25519 key beside those in force.
    AddEd25519,
    /// A new SM2 key beside those in force.
    AddSm2,
    /// Away with one.
    Drop,
}

/// The arguments of `lots journal keys`.
#[derive(Debug, clap::Args)]
pub struct KeysArgs {
    #[command(flatten)]
    place: Place,
    /// What changes.
    #[arg(value_enum, hide_possible_values = true, value_name = "add-ed25519|add-sm2|drop")]
    change: Change,
    /// The key id of the key to drop.
    #[arg(long, value_name = "ID", required_if_eq("change", "drop"))]
    id: Option<String>,
    /// The root key, if it isn't with the others.
    #[arg(long, value_name = "FILE")]
    root: Option<PathBuf>,
    #[command(flatten)]
    acting: Acting,
}

/// Write a keys note and its entry.
pub fn change(args: &KeysArgs, words: &Words) -> Result<Vec<String>, Complaint> {
    let place = &args.place;
    let root = secret_key(&args.root.clone().unwrap_or_else(|| place.keys.join(ROOT)), words)?;
    let size = place.checkpoint(words)?.checkpoint().size();
    let chain = place.chain(words)?;
    let mut keys = chain.in_force(u64::MAX).to_vec();
    let kind = match args.change {
        Change::AddEd25519 => Some(KeyType::Ed25519),
        Change::AddSm2 => Some(KeyType::Sm2),
        Change::Drop => None,
    };
    if let Some(kind) = kind {
        let key = fresh(kind, place.origin(words)?.as_str(), words)?;
        keep_signer(&place.keys, &key, words)?;
        keys.push(key.verifier_key().clone());
    }
    if let Some(id) = args.id.as_ref().filter(|_| kind.is_none()) {
        let before = keys.len();
        keys.retain(|key| key.id().to_string() != *id);
        if keys.len() == before {
            return Err(words.say("journal-no-such-key", &[("id", id)]));
        }
    }
    // The entry itself is under the keys before; what is behind it is under these.
    let note = KeysNote::after(&chain, size + 1, keys).map_err(|why| failed(words, &place.keys, &why))?;
    let number = note.number();
    let note = note.sign(&root).map_err(|why| failed(words, &place.keys, &why))?.to_string();
    let facts = [("note", Fact::Digest(Digest::of(note.as_bytes()))), ("number", Fact::Integer(number))];
    let draft = journal_draft(place, Known::JournalKeys, &facts, &args.acting, words)?;
    let mut writer = place.open(words)?;
    let stopped = |why: &dyn std::fmt::Display| words.say("journal-stopped", &[("why", &why.to_string())]);
    let changed = writer.change_keys(note.as_bytes(), draft).map_err(|why| stopped(&why))?;
    changed.map_err(|why| words.say("journal-refused", &[("why", &why.to_string())]))?;
    writer.settle().map_err(|why| stopped(&why))?;
    drop(writer);
    let mut lines = vec![words.say("journal-keys-changed", &[("number", &number), ("size", &(size + 1))])];
    let chain = place.chain(words)?;
    lines.extend(
        chain.in_force(size + 1).iter().map(|key| words.say("journal-status-key", &[("key", &key.to_string())])),
    );
    Ok(lines)
}
