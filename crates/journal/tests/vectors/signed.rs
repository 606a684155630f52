//! Keys, notes, checkpoints, cosignatures, receipts.

use journal::checkpoint::{CheckpointError, SignedCheckpoint};
use journal::cosignature::{cosign, message};
use journal::key::{KeyError, KeyType, SecretKey, Signer, VerifierKey};
use journal::note::{Note, NoteError};
use journal::receipt::{Receipt, ReceiptError};
use journal::tree::inclusion;
use serde_json::{Value, json};

use super::{Vectors, verdict, world};

fn key_code(why: &KeyError) -> &'static str {
    match why {
        KeyError::Form => "form",
        KeyError::Type => "type",
        KeyError::Key => "key",
        KeyError::Id => "id",
    }
}

pub fn note_code(why: &NoteError) -> &'static str {
    match why {
        NoteError::TooLong => "too-long",
        NoteError::Characters => "characters",
        NoteError::Form => "form",
        NoteError::Signature => "signature",
        NoteError::Unsigned => "unsigned",
    }
}

fn checkpoint_code(why: &CheckpointError) -> &'static str {
    match why {
        CheckpointError::Note(why) => note_code(why),
        CheckpointError::Form => "text",
        CheckpointError::Size => "size",
    }
}

pub fn keys() -> Vectors {
    let mut cases = Vec::new();
    for key in [world::ed25519(), world::sm2(), world::witness(0)] {
        let (secret, public) = (key.to_secret_text(), key.verifier_key().to_string());
        cases.push(json!({"secret": secret, "key": public}));
    }
    let good = world::ed25519().verifier_key().to_string();
    let sm2 = world::sm2().verifier_key().to_string();
    let (stem, base64) = good.rsplit_once('+').unwrap();
    for text in [
        good.clone(),
        sm2.clone(),
        world::witness(0).verifier_key().to_string(),
        // One of small order: y = 1.
        named("a.example", &[&[1u8, 1][..], &[0; 31]].concat()),
        // Not on the curve.
        named("a.example", &[&[1u8, 2][..], &[0; 31]].concat()),
        // y = p + 3, which another key writes as 3.
        named("a.example", &[&[1u8, 0xf0][..], &[0xff; 30], &[0x7f]].concat()),
        // ECDSA, ML-DSA-44, another name behind 0xff, one byte too few.
        named("a.example", &[2; 33]),
        named("a.example", &[6; 1313]),
        named("a.example", b"\xffSM2-with-SHA256"),
        named("a.example", &[1; 32]),
        // SM2: compressed, and not on the curve.
        named("a.example", &[b"\xffSM2-with-SM3\x02".as_slice(), &[3; 32]].concat()),
        named("a.example", &[b"\xffSM2-with-SM3\x04".as_slice(), &[3; 64]].concat()),
        good.replace(&stem[stem.len() - 8..], "00000000"),
        good.replace(&stem[stem.len() - 8..], &stem[stem.len() - 8..].to_uppercase()),
        good.replace("price", "pri ce"),
        format!("{good}\n"),
        good.trim_end_matches('=').to_owned() + "!",
        format!("+{base64}"),
        stem.to_owned(),
        String::new(),
    ] {
        let key = text.parse::<VerifierKey>();
        let canonical = key.as_ref().is_ok_and(|key| key.to_string() == text);
        assert_eq!(canonical, key.is_ok());
        cases.push(json!({"key": text, "verdict": verdict(&key, key_code)}));
    }
    ("journal-keys.json", "Verifier keys, and signer keys with theirs (section 4.1)", cases)
}

/// A verifier key's text around any bytes, with the right id.
fn named(name: &str, bytes: &[u8]) -> String {
    let id = lots::hash::Digest::of(&[name.as_bytes(), b"\n", bytes].concat()).to_string();
    format!("{name}+{}+{}", &id[..8], base64::Engine::encode(&base64::engine::general_purpose::STANDARD, bytes))
}

fn note_case(why: &str, note: &str, keys: &[VerifierKey]) -> Value {
    let opened = Note::from_text(note.as_bytes()).and_then(|note| note.open(keys));
    let lines: Vec<Value> = opened.iter().flatten().map(|line| {
        json!({"key": line.key, "line": line.line, "time": line.time.map_or(String::new(), |time| time.to_string())})
    }).collect();
    let keys: Vec<String> = keys.iter().map(VerifierKey::to_string).collect();
    json!({"why": why, "note": note, "keys": keys, "verdict": verdict(&opened, note_code), "verified": lines})
}

pub fn notes() -> Vectors {
    let (ed, sm2, witness) = (world::ed25519(), world::sm2(), world::witness(0));
    let all = world::public(&[&ed, &sm2, &witness]);
    let text = "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n";
    let both = Note::sign(text.into(), &[&ed, &sm2]).unwrap().to_string();
    let (head, lines) =
        both.split_once("\n\n—").map(|(head, lines)| (format!("{head}\n\n"), format!("—{lines}"))).unwrap();
    let cosigned = world::cosigned(5, &[(0, 1_772_674_200)]).to_string();
    let line = lines.lines().next().unwrap();
    let other = world::key(KeyType::Ed25519, world::ORIGIN, 9);
    let unknown = |count: usize| format!("{head}{}\n", vec![line; count].join("\n"));
    let mut cases = vec![
        note_case("two keys", &both, &all),
        note_case("one of them known", &both, &all[1..2]),
        note_case("none of them known", &both, &all[2..]),
        note_case("the same name, another key", &both, &world::public(&[&other])),
        note_case("a witness's line has a time", &cosigned, &all),
        note_case("another text", &both.replace("sole", "sale"), &all),
        note_case("another time", &cosigned.replace(&line_of(&cosigned, 2), &later(&line_of(&cosigned, 2))), &all),
        note_case("one bad line of a known key", &format!("{head}{lines}{}\n", swapped(line)), &all),
        note_case("a bad line of an unknown key", &format!("{head}{lines}{}\n", swapped(line)), &all[1..]),
        note_case("the same line twice", &format!("{head}{lines}{line}\n"), &all),
        note_case("sixteen lines", &unknown(16), &all),
        note_case("sixty-four lines", &unknown(64), &all),
        note_case("sixty-five lines", &unknown(65), &all),
        note_case("too long", &format!("{}{both}", "x".repeat(65_536)), &all),
        note_case("a line that isn't base64", &format!("{head}{lines}— a.example !!!!\n"), &all),
        note_case("a signature of no bytes", &format!("{head}{lines}— a.example AAAAAA==\n"), &all),
        note_case("a hyphen for a dash", &both.replace('—', "-"), &all),
        note_case("two blanks", &both.replace("— price", "—  price"), &all),
        note_case("a carriage return", &both.replace('\n', "\r\n"), &all),
        note_case("a tab", &both.replace("Ognuno ", "Ognuno\t"), &all),
        note_case("no newline at the end", both.trim_end(), &all),
        note_case("no signatures", text, &all),
        note_case("no empty line", &both.replace("\n\n", "\n"), &all),
        note_case("nothing", "", &all),
    ];
    cases.push(note_case("a plus in a name", &format!("{head}{lines}— a+b AAAAAAA=\n"), &all));
    cases.push(note_case("a wide blank in a name", &format!("{head}{lines}— a\u{3000}b AAAAAAA=\n"), &all));
    cases.extend(public_examples());
    ("journal-notes.json", "Signed notes, good and bad (section 4.1, signed-note)", cases)
}

/// The examples of C2SP's documents, with keys that others published for them.
fn public_examples() -> Vec<Value> {
    let note = "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n";
    let key: VerifierKey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW".parse().unwrap();
    let neumann = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
    vec![
        note_case("the example of signed-note, whose key we don't know", note, std::slice::from_ref(&key)),
        note_case("the example of the first signed notes", neumann, &[key]),
    ]
}

fn line_of(note: &str, number: usize) -> String {
    note.lines().filter(|line| line.starts_with('—')).nth(number).unwrap().to_owned()
}

/// A cosignature's line with its time a second later.
fn later(line: &str) -> String {
    let mut line = journal::note::Line::from_text(line).unwrap();
    line.signature[7] += 1;
    line.to_string()
}

/// A line with the last byte of its signature turned.
fn swapped(line: &str) -> String {
    let mut line = journal::note::Line::from_text(line).unwrap();
    *line.signature.last_mut().unwrap() ^= 1;
    line.to_string()
}

pub fn checkpoints() -> Vectors {
    let mut cases = Vec::new();
    let good = world::signed(5).to_string();
    let root = good.lines().nth(2).unwrap().to_owned();
    let zero = world::signed(0).to_string();
    for (why, text) in [
        ("five entries", good.clone()),
        ("none", zero.clone()),
        ("none, but another root", zero.replacen(zero.lines().nth(2).unwrap(), &root, 1)),
        ("cosigned", world::cosigned(1000, &[(0, 1_772_674_200), (1, 1_772_674_260)]).to_string()),
        ("the public example", "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n".into()),
        ("greatest size", good.replacen("\n5\n", "\n9223372036854775807\n", 1)),
        ("beyond it", good.replacen("\n5\n", "\n9223372036854775808\n", 1)),
        ("a leading zero", good.replacen("\n5\n", "\n05\n", 1)),
        ("a sign", good.replacen("\n5\n", "\n+5\n", 1)),
        ("an extension line", good.replacen("\n\n", "\nmore\n\n", 1)),
        ("a root without padding", good.replacen(&root, root.trim_end_matches('='), 1)),
        ("a root of other bits", good.replacen(&root, &format!("{}B=", &root[..42]), 1)),
        ("a short root", good.replacen(&root, "AAAA", 1)),
        ("an origin with a blank", good.replacen("price", "pri ce", 1)),
        ("an origin with a plus", good.replacen("price", "pri+ce", 1)),
        ("an origin that isn't ASCII", good.replacen("price", "价格", 1)),
        ("no origin", good.replacen(world::ORIGIN, "", 1)),
        ("no signature", good.split_inclusive('\n').take(3).collect()),
    ] {
        let read = SignedCheckpoint::from_text(text.as_bytes());
        let (origin, size, root) = read.as_ref().map_or_else(
            |_| Default::default(),
            |read| {
                let read = read.checkpoint();
                (read.origin().to_string(), read.size().to_string(), read.root().to_string())
            },
        );
        cases.push(json!({
            "why": why, "note": text, "verdict": verdict(&read, checkpoint_code), "origin": origin, "size": size, "root": root,
        }));
    }
    (
        "journal-checkpoints.json",
        "Forms of checkpoints; signatures aren't looked at (section 4.1, tlog-checkpoint)",
        cases,
    )
}

pub fn cosignatures() -> Vectors {
    let text = world::checkpoint(5).to_string();
    let case = |number: u8, time: u64| {
        let (key, message) = (world::witness(number), message(&text, time));
        let line = cosign(&key, &text, time).unwrap().to_string();
        json!({"secret": key.to_secret_text(), "checkpoint": text, "time": time.to_string(), "message": message, "line": line})
    };
    let mut cases = vec![case(0, 0), case(0, 1_772_674_200), case(1, i64::MAX as u64)];
    for key in [world::ed25519(), world::sm2()] {
        cases.push(json!({"secret": key.to_secret_text(), "checkpoint": text, "message": text, "line": key.line(&text).unwrap().to_string()}));
    }
    (
        "journal-signatures.json",
        "What a log and a witness sign (section 4.1, tlog-cosignature); all are deterministic",
        cases,
    )
}

fn receipt_code(why: &ReceiptError) -> &'static str {
    match why {
        ReceiptError::Form => "form",
        ReceiptError::Checkpoint(_) => "checkpoint",
    }
}

pub fn receipts() -> Vectors {
    let receipt = |size: u64, index: u64| Receipt {
        extra: None,
        index,
        proof: inclusion(&world::tree(size).1, index, size).unwrap(),
        checkpoint: world::cosigned(size, &[(0, 1_772_674_200)]),
    };
    let plain = receipt(600, 300).to_string();
    let with_entry = Receipt { extra: Some(b"300".to_vec()), ..receipt(600, 300) }.to_string();
    let hash = plain.lines().nth(2).unwrap();
    let entry_line = with_entry.lines().nth(1).unwrap();
    let mut cases = Vec::new();
    for (why, text) in [
        ("without extra", plain.clone()),
        ("with the entry", with_entry.clone()),
        ("a log of one entry", receipt(1, 0).to_string()),
        ("empty extra", with_entry.replacen(entry_line, "extra ", 1)),
        ("another index", plain.replacen("index 300", "index 301", 1)),
        ("index beyond", plain.replacen("index 300", "index 600", 1)),
        ("a hash left out", plain.replacen(&format!("{hash}\n"), "", 1)),
        ("a hash twice", plain.replacen(hash, &format!("{hash}\n{hash}"), 1)),
        ("too many hashes", plain.replacen(hash, &vec![hash; 64].join("\n"), 1)),
        ("a leading zero", plain.replacen("index 300", "index 0300", 1)),
        ("extra behind the index", plain.replacen("index 300", &format!("index 300\n{entry_line}"), 1)),
        ("extra twice", with_entry.replacen(entry_line, &format!("{entry_line}\n{entry_line}"), 1)),
        ("extra without padding", with_entry.replacen("MzAw", "MzA", 1)),
        ("another version", plain.replacen("@v1", "@v2", 1)),
        ("no index", plain.replacen("index 300\n", "", 1)),
        ("no checkpoint", plain.split_once("\n\n").unwrap().0.to_owned() + "\n"),
        ("a checkpoint without its form", plain.replacen("\n600\n", "\n0600\n", 1)),
        ("nothing", String::new()),
    ] {
        let read = Receipt::from_text(text.as_bytes());
        let index = read.as_ref().map_or(0, |read| if read.checkpoint.checkpoint().size() == 1 { 0 } else { 300 });
        let includes = read.as_ref().is_ok_and(|read| read.includes(world::leaf(index)));
        let entry = index.to_string();
        cases.push(json!({"why": why, "receipt": text, "verdict": verdict(&read, receipt_code), "entry": entry, "includes": includes}));
    }
    (
        "journal-receipts.json",
        "Receipts (section 6, tlog-proof); includes: whether the entry with these bytes stands there",
        cases,
    )
}

/// Keys of the world are the same in every run.
#[test]
fn a_secret_key_reads_back() {
    for key in [world::ed25519(), world::sm2(), world::witness(0)] {
        let read: SecretKey = key.to_secret_text().parse().unwrap();
        assert_eq!(read.verifier_key(), key.verifier_key());
    }
}
