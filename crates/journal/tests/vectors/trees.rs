//! Paths, files, roots and proofs. The entry with index `i` is the decimal text of `i`.

use journal::tile::{Path, encode_entries, new_bundles, new_tiles};
use journal::tree::{consistency as prove, continues, inclusion as include};
use lots::hash::Digest;
use lots::merkle::includes;
use serde_json::{Value, json};

use super::{Vectors, world};

pub fn paths() -> Vectors {
    let texts = [
        "checkpoint",
        "keys/1",
        "keys/12",
        "tile/0/000",
        "tile/0/001.p/1",
        "tile/7/000.p/255",
        "tile/63/000",
        "tile/0/x001/x234/067",
        "tile/2/x999/999",
        "tile/0/x018/x446/x744/x073/x709/x551/615.p/255",
        "tile/entries/000",
        "tile/entries/x001/000.p/12",
        "",
        "/checkpoint",
        "checkpoint/",
        "Checkpoint",
        "keys/0",
        "keys/01",
        "keys/",
        "tile/64/000",
        "tile/00/000",
        "tile/0/00",
        "tile/0/0000",
        "tile/0/x000/001",
        "tile/0/001/001",
        "tile/0/x001",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/01",
        "tile/0/000.p/",
        "tile/0/000/",
        "tile/-1/000",
        "tile/data/000",
        "tile/0/x018/x446/x744/x073/x709/x551/616",
        "tile/entries/../000",
        "tile/0/x001/000.p/1/2",
    ];
    let case = |text: &&str| {
        let path = text.parse::<Path>();
        let (kind, level, index, width) = match path {
            Ok(Path::Checkpoint) => ("checkpoint", String::new(), String::new(), 0),
            Ok(Path::Keys(number)) => ("keys", String::new(), number.to_string(), 0),
            Ok(Path::Tile(tile)) => ("tile", tile.level().to_string(), tile.index().to_string(), tile.width()),
            Ok(Path::Entries(bundle)) => ("entries", String::new(), bundle.index().to_string(), bundle.width()),
            Err(_) => ("", String::new(), String::new(), 0),
        };
        json!({"path": text, "ok": path.is_ok(), "kind": kind, "level": level, "index": index, "width": width})
    };
    ("journal-paths.json", "Paths of a log's files (section 3, tlog-tiles)", texts.iter().map(case).collect())
}

pub fn files() -> Vectors {
    let mut cases = Vec::new();
    for (old, new) in
        [(0, 0), (0, 1), (1, 2), (255, 256), (256, 257), (0, 257), (250, 600), (65_535, 65_537), (70_000, 70_001)]
    {
        let tiles: Vec<String> = new_tiles(old, new).map(|tile| tile.to_string()).collect();
        let bundles: Vec<String> = new_bundles(old, new).map(|bundle| bundle.to_string()).collect();
        cases.push(json!({"old": old.to_string(), "new": new.to_string(), "tiles": tiles, "entries": bundles}));
    }
    for entries in [vec![], vec![String::new()], vec!["0".into(), "1".into()], vec!["ab".repeat(300)]] {
        let bytes = encode_entries::<String>(&entries).unwrap();
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        cases.push(json!({"bundle": hex, "of": entries}));
    }
    (
        "journal-files.json",
        "Files a log of new entries has and one of old hasn't; bytes of entry bundles (section 3)",
        cases,
    )
}

pub fn roots() -> Vectors {
    let sizes = (0..=20).chain([255, 256, 257, 511, 512, 513, 1000, 65_535, 65_536, 65_537]);
    let cases = sizes.map(|size| json!({"size": size.to_string(), "root": world::tree(size).0.root()})).collect();
    ("journal-roots.json", "Roots; entry i is the decimal text of i (section 3, RFC 6962)", cases)
}

/// A hash with its last bit turned.
fn turned(hash: Digest) -> Digest {
    let mut hash = hash;
    hash.0[31] ^= 1;
    hash
}

/// A proof and its damaged forms, each with what was done.
fn variants(proof: &[Digest]) -> Vec<(&'static str, Vec<Digest>)> {
    let mut all = vec![("whole", proof.to_vec()), ("longer", [proof, &[Digest::of(b"")]].concat())];
    if let Some((last, rest)) = proof.split_last() {
        all.push(("shorter", rest.to_vec()));
        all.push(("empty", Vec::new()));
        all.push(("turned bit", [rest, &[turned(*last)]].concat()));
        all.push(("reversed", proof.iter().rev().copied().collect()));
    }
    all
}

pub fn inclusion() -> Vectors {
    let mut cases = Vec::new();
    let mut case = |why: &str, size: u64, index: u64, leaf: Digest, proof: &[Digest], root: &Digest| {
        let ok = includes(root, size, index, leaf, proof);
        cases.push(json!({
            "why": why, "size": size.to_string(), "index": index.to_string(), "leaf": leaf, "root": root, "proof": proof, "ok": ok,
        }));
    };
    for (size, index) in [(1, 0), (2, 1), (3, 2), (7, 4), (8, 0), (257, 256), (600, 300), (65_537, 65_536), (65_537, 1)]
    {
        let (frontier, tiles) = world::tree(size);
        let (root, leaf) = (frontier.root(), world::leaf(index));
        let proof = include(&tiles, index, size).unwrap();
        for (why, proof) in variants(&proof) {
            case(why, size, index, leaf, &proof, &root);
        }
        case("another leaf", size, index, turned(leaf), &proof, &root);
        case("another root", size, index, leaf, &proof, &turned(root));
        case("another index", size, index ^ 1, leaf, &proof, &root);
        case("index beyond", size, size, leaf, &proof, &root);
        case("another size", size.next_power_of_two() * 2, index, leaf, &proof, &root);
        case("greatest numbers", u64::MAX >> 1, (u64::MAX >> 1) - 1, leaf, &proof, &root);
    }
    case("nothing", 0, 0, Digest::of(b""), &[], &Digest::of(b""));
    ("journal-inclusion.json", "Inclusion proofs, good and bad (section 3, RFC 6962 section 2.1.1)", cases)
}

pub fn consistency() -> Vectors {
    let mut cases: Vec<Value> = Vec::new();
    let mut case = |why: &str, (old, old_root): (u64, Digest), (new, new_root): (u64, Digest), proof: &[Digest]| {
        let ok = continues(old, &old_root, new, &new_root, proof);
        cases.push(json!({
            "why": why, "old": old.to_string(), "old_root": old_root, "new": new.to_string(), "new_root": new_root, "proof": proof, "ok": ok,
        }));
    };
    let pairs = [
        (0, 0),
        (0, 5),
        (1, 1),
        (1, 2),
        (2, 3),
        (3, 7),
        (4, 8),
        (6, 8),
        (7, 8),
        (8, 9),
        (256, 257),
        (300, 600),
        (255, 65_537),
    ];
    for (old, new) in pairs {
        let root = |size: u64| (size, world::tree(size).0.root());
        let (before, after) = (root(old), root(new));
        let proof = prove(&world::tree(new).1, old, new).unwrap();
        for (why, proof) in variants(&proof) {
            case(why, before, after, &proof);
        }
        case("another old root", (old, turned(before.1)), after, &proof);
        case("another new root", before, (new, turned(after.1)), &proof);
        case("roots swapped", (old, after.1), (new, before.1), &proof);
        case("sizes swapped", after, before, &proof);
        case("old size off by one", (old + 1, before.1), after, &proof);
        case("new size off by one", before, (new + 1, after.1), &proof);
        case("greatest numbers", ((u64::MAX >> 1) - 1, before.1), (u64::MAX >> 1, after.1), &proof);
    }
    ("journal-consistency.json", "Consistency proofs, good and bad (section 3, RFC 6962 section 2.1.2)", cases)
}
