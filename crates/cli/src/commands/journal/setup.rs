//! Setting a journal up: keys, the first keys note, a policy for others.

use std::fs;
use std::path::{Path, PathBuf};

use journal::checkpoint::Origin;
use journal::key::{KeyError, KeyType, SecretKey, Signer, VerifierKey};
use journal::keys::KeysNote;
use journal::policy::Policy;
use lots::hash::Digest;

use super::Complaint;
use super::place::{PSEUDONYMS, Place, ROOT, ROOT_PUBLIC, failed, keep_key};
use crate::bundle::write_new;
use crate::chance;
use crate::locale::Words;
use crate::screen;

/// The arguments of `lots journal init`.
#[derive(Debug, clap::Args)]
pub struct InitArgs {
    #[command(flatten)]
    place: Place,
    /// The log's name.
    #[arg(long, value_name = "NAME")]
    origin: Origin,
}

impl InitArgs {
    /// For a journal of this name.
    pub(super) fn new(place: Place, origin: Origin) -> Self {
        Self { place, origin }
    }
}

/// A fresh secret key.
pub fn fresh(kind: KeyType, name: &str, words: &Words) -> Result<SecretKey, Complaint> {
    loop {
        let secret = chance::bytes().map_err(|why| words.say("commit-chance", &[("why", &why.to_string())]))?;
        let name = name.parse().map_err(|_| words.say("journal-form", &[]))?;
        match SecretKey::new(kind, name, secret) {
            // Not a scalar of SM2's range: one of 2^32 draws.
            Err(KeyError::Key) => {}
            other => return other.map_err(|_| words.say("journal-form", &[])),
        }
    }
}

/// Keep a key that signs checkpoints.
pub fn keep_signer(folder: &Path, key: &SecretKey, words: &Words) -> Result<(), Complaint> {
    let kind = if key.verifier_key().kind() == KeyType::Sm2 { "sm2" } else { "ed25519" };
    keep_key(&folder.join(format!("{kind}-{}.key", key.verifier_key().id())), &key.to_secret_text(), words)
}

/// Make keys and begin the journal.
pub fn init(args: &InitArgs, words: &Words) -> Result<Vec<String>, Complaint> {
    let Place { data, keys, .. } = &args.place;
    if data.exists() {
        return Err(words.say("file-exists", &[("file", &data.display().to_string())]));
    }
    fs::create_dir_all(keys).map_err(|why| screen::unwritable(words, keys, &why))?;
    let origin = args.origin.as_str();
    let root = fresh(KeyType::Ed25519, &format!("{origin}/root"), words)?;
    let signers = [fresh(KeyType::Ed25519, origin, words)?, fresh(KeyType::Sm2, origin, words)?];
    keep_key(&keys.join(ROOT), &root.to_secret_text(), words)?;
    for signer in &signers {
        keep_signer(keys, signer, words)?;
    }
    let secret: [u8; 32] = chance::bytes().map_err(|why| words.say("commit-chance", &[("why", &why.to_string())]))?;
    keep_key(&keys.join(PSEUDONYMS), &Digest(secret).to_string(), words)?;
    let public = keys.join(ROOT_PUBLIC);
    let text = root.verifier_key().to_string();
    write_new(&public, format!("{text}\n").as_bytes()).map_err(|why| screen::unwritable(words, &public, &why))?;
    let known = signers.iter().map(|key| key.verifier_key().clone()).collect();
    let note = KeysNote::first(args.origin.clone(), known).map_err(|why| failed(words, keys, &why))?;
    let note = note.sign(&root).map_err(|why| failed(words, keys, &why))?;
    args.place.create(note.to_string().as_bytes(), words)?;
    // The first start publishes the checkpoint of nothing.
    drop(args.place.open(words)?);
    Ok(vec![
        words.say("journal-init-done", &[("origin", &origin), ("folder", &data.display().to_string())]),
        words.say("journal-init-root", &[("key", &text)]),
        words.say("journal-init-keep", &[("file", &keys.join(ROOT).display().to_string())]),
        words.say("journal-init-guard", &[("folder", &args.place.guard.display().to_string())]),
    ])
}

/// The arguments of `lots journal policy`.
#[derive(Debug, clap::Args)]
pub struct PolicyArgs {
    #[command(flatten)]
    place: Place,
    /// A witness's key, once for each.
    #[arg(long, value_name = "VKEY")]
    witness: Vec<VerifierKey>,
    /// How many of them must have cosigned.
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    quorum: usize,
    /// Where to write it.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

/// Write a policy: the keys in force, these witnesses, so many of them.
pub fn policy(args: &PolicyArgs, words: &Words) -> Result<Vec<String>, Complaint> {
    let size = args.place.checkpoint(words)?.checkpoint().size();
    let chain = args.place.chain(words)?;
    let mut text: String = chain.in_force(size).iter().map(|key| format!("log {key}\n")).collect();
    let mut names = Vec::new();
    for key in &args.witness {
        let name = format!("w{}", names.len() + 1);
        text.push_str(&format!("witness {name} {key}\n"));
        names.push(name);
    }
    if args.quorum == 0 {
        text.push_str("quorum none\n");
    } else {
        text.push_str(&format!("group quorum-group {} {}\nquorum quorum-group\n", args.quorum, names.join(" ")));
    }
    // What others can't read isn't written.
    Policy::from_text(text.as_bytes())
        .map_err(|why| words.say("journal-policy-bad", &[("line", &why.line), ("code", &why.flaw.code())]))?;
    write_new(&args.out, text.as_bytes()).map_err(|why| screen::unwritable(words, &args.out, &why))?;
    Ok(vec![words.say("journal-written", &[("file", &args.out.display().to_string())])])
}

/// A policy from its file.
pub fn read_policy(path: &Path, words: &Words) -> Result<Policy, Complaint> {
    let bytes = fs::read(path).map_err(|why| failed(words, path, &why))?;
    Policy::from_text(&bytes)
        .map_err(|why| words.say("journal-policy-bad", &[("line", &why.line), ("code", &why.flaw.code())]))
}
