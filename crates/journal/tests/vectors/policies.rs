//! Policies, and whether checkpoints satisfy them.

use journal::checkpoint::{Checkpoint, SignedCheckpoint};
use journal::key::{KeyType, Signer};
use journal::policy::{Policy, PolicyError, Unsatisfied};
use serde_json::{Value, json};

use super::{Vectors, verdict, world};

fn policy_case(why: &str, text: &str, checkpoints: &[SignedCheckpoint]) -> Value {
    let read = Policy::from_text(text.as_bytes());
    let mut checks = Vec::new();
    for (checkpoint, policy) in checkpoints.iter().zip(std::iter::repeat(read.as_ref().ok())) {
        let Some(policy) = policy else { break };
        let checked = policy.check(checkpoint);
        let time = checked.ok().and_then(|satisfied| satisfied.time).map_or(String::new(), |time| time.to_string());
        let verdict = verdict(&checked, |why: &Unsatisfied| why.code());
        checks.push(json!({"checkpoint": checkpoint.to_string(), "verdict": verdict, "time": time}));
    }
    let line = read.as_ref().map_or_else(|why| why.line, |_| 0);
    json!({"why": why, "policy": text, "verdict": verdict(&read, |why: &PolicyError| why.flaw.code()), "line": line, "checks": checks})
}

fn log() -> String {
    format!("log {} https://journal.example/\n", world::ed25519().verifier_key())
}

fn witness(number: u8) -> String {
    format!("witness W{number} {}\n", world::witness(number).verifier_key())
}

/// A log and three witnesses.
fn three() -> String {
    [log(), witness(0), witness(1), witness(2)].concat()
}

/// A checkpoint whose witness's line has another time than was signed.
fn altered() -> SignedCheckpoint {
    let good = world::cosigned(5, &[(0, 100)]);
    let mut lines = good.note().lines().to_vec();
    lines[2].signature[7] ^= 1;
    good.with_lines(lines).unwrap()
}

/// A checkpoint of another log.
fn elsewhere() -> SignedCheckpoint {
    let checkpoint = Checkpoint::new("another.example".parse().unwrap(), 5, *world::checkpoint(5).root()).unwrap();
    SignedCheckpoint::sign(checkpoint, &[&world::key(KeyType::Ed25519, "another.example", 1)]).unwrap()
}

/// As large a policy as every reader must take.
fn big() -> String {
    let log = |seed| format!("log {}\n", world::key(KeyType::Ed25519, world::ORIGIN, seed).verifier_key());
    let mut big: String = (100..132).map(log).collect();
    big.extend((0..32).map(witness));
    big.extend((0..31).map(|n| format!("group G{n} 1 W{n}\n")));
    let members: String = (0..31).map(|n| format!(" G{n}")).collect();
    big + &format!("group all-of 1{members} W31\nquorum all-of\n")
}

fn good() -> Vec<Value> {
    let with = |times: &[(u8, u64)]| world::cosigned(5, times);
    let all = [
        with(&[]),
        with(&[(0, 300)]),
        with(&[(1, 100), (2, 200)]),
        with(&[(0, 300), (1, 100), (2, 200)]),
        altered(),
        elsewhere(),
    ];
    let (log, three) = (log(), three());
    let two = format!("{three}group two 2 W0 W1 W2\nquorum two\n");
    let nested = format!("{three}group any-of any W1 W2\ngroup all-of all any-of W0\nquorum all-of\n");
    vec![
        policy_case("no witnesses", &format!("{log}quorum none\n"), &all),
        policy_case("one witness", &format!("{three}quorum W1\n"), &all),
        policy_case("two of three", &two, &all),
        policy_case("groups in groups", &nested, &all),
        policy_case("any", &format!("{three}group g any W0 W1 W2\nquorum g\n"), &all),
        policy_case("32 logs, witnesses and groups", &big(), &all),
        policy_case("an SM2 log", &format!("log {}\nquorum none\n", world::sm2().verifier_key()), &all),
        policy_case("no logs", &format!("{}quorum W0\n", witness(0)), &all),
        policy_case(
            "blanks and comments",
            &format!("\n# 注\n \t# more\n\tlog\t{}  \n  quorum  none\t\n", world::ed25519().verifier_key()),
            &all,
        ),
        policy_case(
            "names are bytes",
            &format!("{log}witness 见证 {}\nquorum 见证\n", world::witness(0).verifier_key()),
            &all,
        ),
        policy_case("a quorum before its groups", &format!("{three}quorum W0\ngroup g any W1\n"), &all),
    ]
}

/// Texts that are no policies.
fn bad() -> Vec<Value> {
    let (log, three) = (log(), three());
    let texts = [
        ("nothing", String::new()),
        ("no quorum", three.clone()),
        ("two quorums", format!("{three}quorum none\nquorum none\n")),
        ("an unknown quorum", format!("{three}quorum W9\n")),
        ("a group of later names", format!("{log}group g any W0\n{}quorum g\n", witness(0))),
        ("itself as a member", format!("{three}group g any g\nquorum g\n")),
        ("none as a member", format!("{three}group g any none\nquorum g\n")),
        ("none as a name", format!("{log}witness none {}\nquorum none\n", world::witness(0).verifier_key())),
        ("a name twice", format!("{three}group W0 any W1\nquorum W0\n")),
        ("a member twice", format!("{three}group g any W1 W1\nquorum g\n")),
        ("a member of two groups", format!("{three}group g any W1\ngroup h any W1\nquorum g\n")),
        ("a threshold of 0", format!("{three}group g 0 W1\nquorum g\n")),
        ("a threshold too high", format!("{three}group g 2 W1\nquorum g\n")),
        ("a threshold with a zero before", format!("{three}group g 01 W1\nquorum g\n")),
        ("no members", format!("{three}group g any\nquorum g\n")),
        ("a log twice", format!("{log}{log}quorum none\n")),
        ("a witness's key twice", format!("{three}witness V {}\nquorum none\n", world::witness(0).verifier_key())),
        ("a log's key as a witness", format!("{log}witness W {}\nquorum none\n", world::ed25519().verifier_key())),
        ("a witness's key as a log", format!("log {}\nquorum none\n", world::witness(0).verifier_key())),
        ("not a key", "log abc\nquorum none\n".to_owned()),
        ("a word too many", format!("{} more\nquorum none\n", log.trim_end())),
        ("an unknown word", format!("{log}mirror x\nquorum none\n")),
        ("a carriage return", format!("{log}quorum none\r\n")),
        ("no newline at the end", format!("{log}quorum none")),
    ];
    texts.into_iter().map(|(why, text)| policy_case(why, &text, &[])).collect()
}

pub fn policies() -> Vectors {
    (
        "journal-policies.json",
        "Policies and whether checkpoints satisfy them (section 5, tlog-policy); line: the first that is wrong",
        [good(), bad()].concat(),
    )
}
