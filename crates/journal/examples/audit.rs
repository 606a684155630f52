//! How long an audit takes: `cargo run --release -p journal --example audit -- 1000000`.

use std::collections::HashMap;
use std::time::Instant;

use journal::audit::{Trust, audit};
use journal::checkpoint::{Checkpoint, SignedCheckpoint};
use journal::entry::{Actor, Body, CaseName, Draft, Fact};
use journal::key::{KeyType, SecretKey, Signer};
use journal::keys::KeysNote;
use journal::storage::{Fault, Published};
use journal::tile::{Bundle, encode_entries, encode_hashes};
use journal::tree::Frontier;
use lots::hash::Digest;

struct Files(HashMap<String, Vec<u8>>);

impl Published for Files {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Fault> {
        Ok(self.0.get(path).cloned())
    }
}

const ORIGIN: &str = "price.fushun.example/journal";

/// The acts of one draw after another: committed, seeded, drawn.
fn entry(index: u64) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let digest = |name: &str| Fact::Digest(Digest::of(format!("{name} {}", index / 3).as_bytes()));
    let mut body = Body::default();
    body.facts.insert("commitment".parse()?, digest("commitment"));
    let kind = match index % 3 {
        0 => {
            for name in ["number", "subjects", "excluded", "inspectors", "recusals"] {
                body.facts.insert(name.parse()?, Fact::Integer(index));
            }
            body.sealed.insert("task".parse()?, Digest::of(b"task"));
            "draw.committed"
        }
        1 => {
            body.facts.insert("seed".parse()?, digest("seed"));
            "draw.seeded"
        }
        _ => {
            body.facts.insert("result".parse()?, digest("result"));
            "draw.drawn"
        }
    };
    let draft = Draft {
        actor: Actor::SYSTEM,
        body,
        case: CaseName { id: format!("2026-{:07}", index / 3).parse()?, kind: "draw".parse()? },
        kind: kind.parse()?,
        organisation: "price.fushun.example".parse()?,
        time: "2026-03-05T09:31:00+08:00".parse()?,
    };
    Ok(draft.after((!index.is_multiple_of(3)).then(|| index - 1))?.bytes().to_vec())
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let entries: u64 = std::env::args().nth(1).unwrap_or_default().parse()?;
    let root = SecretKey::new(KeyType::Ed25519, format!("{ORIGIN}/root").parse()?, [1; 32])?;
    let key = SecretKey::new(KeyType::Ed25519, ORIGIN.parse()?, [2; 32])?;
    let (mut files, mut frontier, mut bytes) = (HashMap::new(), Frontier::default(), 0);
    for index in 0..entries.div_ceil(256) {
        let part: Vec<Vec<u8>> = (index * 256..entries.min(index * 256 + 256)).map(entry).collect::<Result<_, _>>()?;
        bytes += part.iter().map(Vec::len).sum::<usize>();
        let leaves: Vec<Digest> = part.iter().map(|entry| lots::merkle::leaf_hash(entry)).collect();
        files.extend(
            frontier.append(&leaves).into_iter().map(|(tile, hashes)| (tile.to_string(), encode_hashes(&hashes))),
        );
        let bundle = Bundle::new(index, u16::try_from(part.len())?).ok_or("no bundle")?;
        files.insert(bundle.to_string(), encode_entries(&part).ok_or("too long")?);
    }
    let note = KeysNote::first(ORIGIN.parse()?, vec![key.verifier_key().clone()])?.sign(&root)?;
    files.insert("keys/1".into(), note.to_string().into_bytes());
    let checkpoint = Checkpoint::new(ORIGIN.parse()?, frontier.size(), frontier.root())?;
    files.insert("checkpoint".into(), SignedCheckpoint::sign(checkpoint, &[&key])?.to_string().into_bytes());
    let begin = Instant::now();
    let trust = Trust { root: Some(root.verifier_key()), ..Trust::default() };
    let report = audit(&Files(files), &trust, &mut |_, _| ());
    println!("{entries} entries, {bytes} bytes: {} in {} ms", report.lines.verdict(), begin.elapsed().as_millis());
    Ok(())
}
