//! A draw's `journal.json`, good and tampered with, and the check that must notice.

use std::collections::BTreeMap;

use journal::bundle::{self, Draw, Item, Record};
use journal::checkpoint::{Checkpoint, SignedCheckpoint};
use journal::cosignature::cosign;
use journal::entry::{Actor, Body, CaseName, Draft, Fact, Opening, Salt};
use journal::key::{KeyType, SecretKey, Signer};
use journal::policy::Policy;
use journal::receipt::Receipt;
use journal::tree::{Frontier, MemoryTiles, inclusion};
use lots::hash::Digest;
use lots::merkle::leaf_hash;
use serde_json::{Value, json};

use super::{Vectors, world};

/// The files of a draw of `draws.json`.
fn files(base: &str) -> BTreeMap<String, Vec<u8>> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../spec/vectors/draws.json");
    let draws: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let case = draws["cases"].as_array().unwrap().iter().find(|case| case["name"] == base).unwrap();
    let files = case["files"].as_object().unwrap().iter();
    let mut files: BTreeMap<String, Vec<u8>> =
        files.map(|(name, text)| (name.clone(), text.as_str().unwrap().into())).collect();
    files.insert("result.json".into(), case["result"].as_str().unwrap().into());
    files
}

/// One entry to be written, with what may be wrong about it.
#[derive(Clone)]
struct Act {
    draft: Draft,
    /// The value behind the seal `task`, if there is one.
    task: Option<String>,
    /// `prev`, if it isn't the entry before.
    prev: Option<Option<u64>>,
    /// When the two witnesses cosigned, if they did.
    cosigned: [Option<u64>; 2],
    /// Who signs the checkpoint, if it isn't the log's keys.
    log: Option<&'static str>,
}

fn fact(act: &mut Act, name: &str, fact: Fact) {
    act.draft.body.facts.insert(name.parse().unwrap(), fact);
}

fn act(draw: &str, kind: &str, time: &str, facts: &[(&str, Fact)]) -> Act {
    let facts = facts.iter().map(|(name, fact)| (name.parse().unwrap(), fact.clone())).collect();
    let draft = Draft {
        actor: Actor { pseudonym: "00112233445566778899aabbccddeeff".parse().unwrap(), role: "clerk".parse().unwrap() },
        body: Body { facts, sealed: [].into() },
        case: CaseName { id: draw.parse().unwrap(), kind: "draw".parse().unwrap() },
        kind: kind.parse().unwrap(),
        organisation: "price.fushun.example".parse().unwrap(),
        time: format!("2026-03-05T{time}+08:00").parse().unwrap(),
    };
    Act { draft, task: None, prev: None, cosigned: [Some(1_772_676_000), Some(1_772_676_600)], log: None }
}

fn digest(files: &BTreeMap<String, Vec<u8>>, name: &str) -> Fact {
    Fact::Digest(Digest::of(&files[name]))
}

/// The entries of a draw as they should be: commit, seed, draw, amendments.
fn acts(base: &str) -> Vec<Act> {
    let files = files(base);
    let draw = Draw::of(&files).unwrap();
    let tables = draw.commitment.body().tables;
    let commitment = ("commitment", digest(&files, "commitment.json"));
    let mut committed = act(
        base,
        "draw.committed",
        "09:31:00",
        &[
            commitment.clone(),
            ("number", Fact::Integer(draw.commitment.body().number)),
            ("subjects", Fact::Integer(tables.subjects.rows)),
            ("excluded", Fact::Integer(tables.excluded.rows)),
            ("inspectors", Fact::Integer(tables.bench.rows)),
            ("recusals", Fact::Integer(tables.recusals.rows)),
        ],
    );
    committed.task = Some(draw.commitment.body().task.as_str().to_owned());
    let seeded = act(base, "draw.seeded", "21:30:00", &[commitment.clone(), ("seed", digest(&files, "seed.json"))]);
    let drawn = act(base, "draw.drawn", "21:31:00", &[commitment.clone(), ("result", digest(&files, "result.json"))]);
    let mut acts = vec![committed, seeded, drawn];
    for amendment in draw.amendments.iter().flat_map(|file| &file.amendments) {
        let facts = [
            commitment.clone(),
            ("head", Fact::Digest(amendment.digest())),
            ("number", Fact::Integer(amendment.number)),
            ("reason", Fact::Code(amendment.reason.as_str().parse().unwrap())),
        ];
        acts.push(act(base, "draw.amended", "21:40:00", &facts));
    }
    acts
}

fn announced(base: &str) -> Act {
    let files = files(base);
    let facts = [("commitment", digest(&files, "commitment.json")), ("result", digest(&files, "result.json"))];
    act(base, "draw.announced", "21:35:00", &facts)
}

fn checkpoint(frontier: &Frontier, act: &Act) -> SignedCheckpoint {
    let name = act.log.unwrap_or(world::ORIGIN);
    let checkpoint = Checkpoint::new(name.parse().unwrap(), frontier.size(), frontier.root()).unwrap();
    let keys = [world::key(KeyType::Ed25519, name, 1), world::key(KeyType::Sm2, name, 2)];
    let signed = SignedCheckpoint::sign(checkpoint, &[&keys[0], &keys[1]]).unwrap();
    let times = (0..).zip(act.cosigned).filter_map(|(number, time)| Some((number, time?)));
    let lines: Vec<_> =
        times.map(|(n, time)| cosign(&world::witness(n), signed.note().text(), time).unwrap()).collect();
    signed.with(lines).unwrap()
}

/// Write the acts into a log, other entries between them, and give the record of the case.
fn record(acts: &[Act]) -> Record {
    let (mut frontier, mut tiles) = (Frontier::default(), MemoryTiles::default());
    let (mut items, mut last) = (Vec::new(), None);
    for act in acts {
        tiles.extend(frontier.append(&[leaf_hash(b"an entry of another case")]));
        let mut draft = act.draft.clone();
        let openings: Vec<Opening> = act
            .task
            .iter()
            .map(|task| Opening { field: "task".parse().unwrap(), salt: Salt::new([7; 32]), value: task.clone() })
            .collect();
        draft.body.sealed.extend(openings.iter().map(|opening| (opening.field.clone(), opening.seal())));
        let entry = draft.after(act.prev.unwrap_or(last)).unwrap();
        let index = frontier.size();
        tiles.extend(frontier.append(&[entry.leaf()]));
        let proof = inclusion(&tiles, index, frontier.size()).unwrap();
        let receipt = Receipt { extra: None, index, proof, checkpoint: checkpoint(&frontier, act) };
        last = Some(index);
        items.push(Item { entry, openings, receipt });
    }
    Record { items }
}

fn policy() -> String {
    let [ed25519, sm2] = [world::ed25519(), world::sm2()].map(|key| key.verifier_key().to_string());
    let [w0, w1] = [0, 1].map(|number| world::witness(number).verifier_key().to_string());
    format!("log {ed25519}\nlog {sm2}\nwitness a {w0}\nwitness b {w1}\ngroup both all a b\nquorum both\n")
}

fn case(why: &str, base: &str, journal: &str) -> Value {
    case_under(why, base, journal, &policy())
}

fn case_under(why: &str, base: &str, journal: &str, policy: &str) -> Value {
    let draw = Draw::of(&files(base)).unwrap();
    let trust = Policy::from_text(policy.as_bytes()).unwrap();
    let (alone, _) = bundle::verify(journal.as_bytes(), &draw, None);
    let (with, known) = bundle::verify(journal.as_bytes(), &draw, Some(&trust));
    json!({
        "why": why, "base": base, "journal": journal, "policy": policy, "first": with.verdict(),
        "first_without_policy": alone.verdict(), "cosigned": known.cosigned.map(|time| time.to_string()),
    })
}

/// A journal that was written otherwise from the beginning.
fn rewritten(why: &str, change: impl FnOnce(&mut Vec<Act>)) -> Value {
    let mut acts = acts("recused");
    change(&mut acts);
    case(why, "recused", &record(&acts).text())
}

/// A journal.json whose text was changed afterwards.
fn edited(why: &str, from: &str, to: &str) -> Value {
    let text = record(&acts("recused")).text();
    let after = text.replacen(from, to, 1);
    assert_ne!(text, after, "{why}: the edit changes something");
    case(why, "recused", &after)
}

/// A journal.json whose items were changed afterwards.
fn changed(why: &str, change: impl FnOnce(&mut Vec<Item>)) -> Value {
    let mut record = record(&acts("recused"));
    change(&mut record.items);
    case(why, "recused", &record.text())
}

pub fn bundles() -> Vectors {
    let mut cases = good();
    cases.extend(forms());
    cases.extend(facts());
    cases.extend(inclusions());
    cases.extend(orders());
    cases.extend(signatures());
    let about = "journal.json of a draw of draws.json (base): the first check of section 9 that fails, with the policy and without";
    ("journal-bundles.json", about, cases)
}

fn good() -> Vec<Value> {
    let unknown = |place: usize, time: &'static str| {
        move |acts: &mut Vec<Act>| acts.insert(place, act("recused", "draw.inspected", time, &[]))
    };
    vec![
        case("as it should be", "plain", &record(&acts("plain")).text()),
        case("with amendments", "recused", &record(&acts("recused")).text()),
        rewritten("announced, then amended", |acts| acts.insert(3, announced("recused"))),
        rewritten("announced between amendments", |acts| {
            acts.insert(4, announced("recused"));
            acts[4].draft.time = acts[3].draft.time.clone();
        }),
        rewritten("an entry of an unknown kind", unknown(2, "21:30:30")),
        rewritten("an entry of an unknown kind between commit and seed", unknown(1, "10:00:00")),
        rewritten("an entry of an unknown kind at the end", unknown(5, "21:50:00")),
        rewritten("an entry of an unknown kind with a task of its own", |acts| {
            unknown(2, "21:30:30")(acts);
            acts[2].task = Some("另一项任务".into());
        }),
        changed("the task's seal stays shut", |items| items[0].openings.clear()),
        rewritten("every entry at the same time as the one before", |acts| {
            let time = acts[1].draft.time.clone();
            acts[1..].iter_mut().for_each(|act| act.draft.time = time.clone());
        }),
        rewritten("seeded as the last source closes", |acts| {
            acts[1].draft.time = "2026-03-05T21:00:00+08:00".parse().unwrap();
        }),
    ]
}

fn forms() -> Vec<Value> {
    vec![
        edited("not canonical", "{\"entries\"", "{ \"entries\""),
        edited("another version", "journal/v1\"}", "journal/v2\"}"),
        edited("an entry with a key missing", "\\\"actor\\\"", "\\\"actors\\\""),
        edited("a proof of another form", "tlog-proof@v1", "tlog-proof@v2"),
        edited("an opening of another value", "\"value\":\"价格", "\"value\":\"价"),
        edited("an opening of another field", "\"field\":\"task\"", "\"field\":\"tasks\""),
        changed("an opening twice", |items| {
            let opening = items[0].openings[0].clone();
            items[0].openings.push(opening);
        }),
        changed("an opening where nothing is sealed", |items| {
            let opening = items[0].openings[0].clone();
            items[1].openings.push(opening);
        }),
        changed("a proof that holds the entry", |items| items[0].receipt.extra = Some(items[0].entry.bytes().to_vec())),
        changed("nothing", Vec::clear),
        changed("without the commit", |items| drop(items.remove(0))),
        changed("without the seed", |items| drop(items.remove(1))),
        changed("not drawn yet", |items| items.truncate(2)),
        changed("without the last amendment", |items| drop(items.pop())),
        changed("the seed before the commit", |items| items.swap(0, 1)),
        rewritten("an amendment that the bundle doesn't have", |acts| acts.push(acts[3].clone())),
        rewritten("committed twice", |acts| acts.insert(1, acts[0].clone())),
        rewritten("an entry of an unknown kind before the commit", |acts| {
            acts.insert(0, act("recused", "draw.inspected", "09:00:00", &[]));
        }),
        rewritten("announced before the draw", |acts| acts.insert(2, announced("recused"))),
        rewritten("announced twice", |acts| acts.extend([announced("recused"), announced("recused")])),
        rewritten("annulled", |acts| {
            let reason = ("reason", Fact::Code("x-mistake".parse().unwrap()));
            let mut annulled = act("recused", "draw.annulled", "09:40:00", &[reason]);
            fact(&mut annulled, "commitment", acts[0].draft.body.facts["commitment"].clone());
            annulled.draft.body.sealed.insert("why".parse().unwrap(), Digest([9; 32]));
            acts.truncate(1);
            acts.push(annulled);
        }),
    ]
}

fn facts() -> Vec<Value> {
    let other = || Fact::Digest(Digest([9; 32]));
    let mut cases = Vec::new();
    for name in ["number", "subjects", "excluded", "inspectors", "recusals"] {
        cases.push(rewritten(&format!("committed with another {name}"), |acts| {
            fact(&mut acts[0], name, Fact::Integer(77));
        }));
    }
    for (place, name) in
        [(0, "commitment"), (1, "commitment"), (1, "seed"), (2, "commitment"), (2, "result"), (3, "head")]
    {
        let why = format!("entry {} with another {name}", place + 1);
        cases.push(rewritten(&why, |acts| fact(&mut acts[place], name, other())));
    }
    cases.extend([
        rewritten("an amendment with another number", |acts| fact(&mut acts[3], "number", Fact::Integer(2))),
        rewritten("an amendment with another reason", |acts| {
            fact(&mut acts[4], "reason", Fact::Code("x-other".parse().unwrap()));
        }),
        rewritten("the amendments in another order", |acts| acts.swap(3, 4)),
        rewritten("announced with another result", |acts| {
            acts.push(announced("recused"));
            fact(&mut acts[5], "result", other());
            acts[5].draft.time = acts[4].draft.time.clone();
        }),
        rewritten("the case of another draw", |acts| {
            acts.iter_mut().for_each(|act| act.draft.case.id = "plain".parse().unwrap());
        }),
        rewritten("an entry of an unknown kind in a case of another kind", |acts| {
            acts.insert(2, act("recused", "visit.inspected", "21:30:30", &[]));
            acts[2].draft.case.kind = "visit".parse().unwrap();
        }),
        rewritten("one entry of another draw", |acts| acts[2].draft.case.id = "plain".parse().unwrap()),
        rewritten("another task behind the seal", |acts| acts[0].task = Some("别的任务".into())),
        case("the journal of another draw", "plain", &record(&acts("recused")[..3]).text()),
    ]);
    cases
}

fn inclusions() -> Vec<Value> {
    let sized = |items: &mut Vec<Item>, size: u64| {
        let old = items[1].receipt.checkpoint.checkpoint();
        let checkpoint = Checkpoint::new(old.origin().clone(), size, *old.root()).unwrap();
        let keys = [world::ed25519(), world::sm2()];
        items[1].receipt.checkpoint = SignedCheckpoint::sign(checkpoint, &[&keys[0], &keys[1]]).unwrap();
    };
    vec![
        changed("a hash of a proof", |items| items[1].receipt.proof[0] = Digest([9; 32])),
        changed("a hash too few", |items| items[1].receipt.proof.truncate(1)),
        changed("a hash too many", |items| items[1].receipt.proof.push(Digest([9; 32]))),
        changed("another index", |items| items[1].receipt.index -= 1),
        changed("an index beyond the tree", |items| items[1].receipt.index = 1000),
        changed("the proof of another entry", |items| items[1].receipt = items[2].receipt.clone()),
        changed("a checkpoint of another size", |items| sized(items, 5)),
        edited("another role", "clerk", "clerc"),
    ]
}

fn orders() -> Vec<Value> {
    let at = |time: &str| format!("2026-03-05T{time}+08:00").parse().unwrap();
    vec![
        rewritten("two organisations", |acts| acts[1].draft.organisation = "tax.fushun.example".parse().unwrap()),
        rewritten("two logs", |acts| acts[1].log = Some("tax.fushun.example/journal")),
        rewritten("the entry before isn't named", |acts| acts[1].prev = Some(None)),
        rewritten("another entry before is named", |acts| acts[2].prev = Some(Some(1))),
        rewritten("the first names one before it", |acts| acts[0].prev = Some(Some(0))),
        rewritten("an entry of the case was left out", |acts| {
            acts[2].prev = Some(Some(4));
        }),
        rewritten("a time falls", |acts| acts[3].draft.time = at("21:30:59")),
        rewritten("committed as the first source closes", |acts| acts[0].draft.time = at("18:00:00")),
        rewritten("seeded before the last source closes", |acts| acts[1].draft.time = at("20:59:59")),
        changed("written in another order", |items| {
            // The two amendments' proofs hold; only their order in the log is another.
            let mut other = acts("recused");
            other[3].prev = Some(Some(7));
            other[4].prev = Some(Some(9));
            other.swap(3, 4);
            *items = record(&other).items;
            items.swap(3, 4);
        }),
    ]
}

fn signatures() -> Vec<Value> {
    let broken = |items: &mut Vec<Item>, line: usize| {
        let mut lines = items[2].receipt.checkpoint.note().lines().to_vec();
        lines[line].signature[40] ^= 1;
        items[2].receipt.checkpoint = items[2].receipt.checkpoint.with_lines(lines).unwrap();
    };
    // 2026-03-05T18:00:00+08:00, the close of the first source.
    const CLOSES: u64 = 1_772_704_800;
    let no_quorum = policy().replace("quorum both", "quorum none");
    let any = policy().replace("both all", "both any");
    let text = |change: fn(&mut Vec<Act>)| {
        let mut acts = acts("recused");
        change(&mut acts);
        record(&acts).text()
    };
    let late: fn(&mut Vec<Act>) = |acts| acts[0].cosigned = [Some(CLOSES - 1), Some(CLOSES)];
    let stranger = world::key(KeyType::Ed25519, world::ORIGIN, 99).verifier_key().to_string();
    let other_log = policy().replace(&log_lines(), &format!("log {stranger}\n"));
    vec![
        rewritten("a checkpoint without a cosignature", |acts| acts[2].cosigned = [Some(CLOSES), None]),
        rewritten("checkpoints without cosignatures", |acts| {
            acts.iter_mut().for_each(|act| act.cosigned = [None, None]);
        }),
        rewritten("the commit cosigned a second before the first close", |acts| {
            acts[0].cosigned = [Some(CLOSES - 1), Some(1_772_676_000)];
        }),
        case("the commit cosigned as the first source closes", "recused", &text(late)),
        case_under("the same with one witness enough", "recused", &text(late), &any),
        case_under("the same without a quorum", "recused", &text(late), &no_quorum),
        rewritten("later entries cosigned late", |acts| acts[1].cosigned = [Some(CLOSES), Some(CLOSES + 99)]),
        changed("the log's signature doesn't verify", |items| broken(items, 0)),
        changed("the log's second signature doesn't verify", |items| broken(items, 1)),
        changed("a witness's signature doesn't verify", |items| broken(items, 2)),
        case_under("a policy with another log", "recused", &record(&acts("recused")).text(), &other_log),
    ]
}

fn log_lines() -> String {
    let keys: [SecretKey; 2] = [world::ed25519(), world::sm2()];
    keys.iter().map(|key| format!("log {}\n", key.verifier_key())).collect()
}
