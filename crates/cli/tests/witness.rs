//! A witness asked by two processes at once. In a program of its own: a process that starts others lends them its locks for a moment.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use journal::checkpoint::{Checkpoint, SignedCheckpoint};
use journal::key::{KeyType, SecretKey, Signer};
use journal::witness::Request;
use lots::hash::Digest;
use lots_cli::exit::Exit;
use tempfile::TempDir;

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn of_two_processes_with_two_histories_a_witness_signs_for_one() {
    let scratch = TempDir::new().unwrap();
    let key = SecretKey::new(KeyType::Ed25519, "a.example".parse().unwrap(), [7; 32]).unwrap();
    let policy = scratch.path().join("policy");
    fs::write(&policy, format!("log {}\nquorum none\n", key.verifier_key())).unwrap();
    let requests: Vec<PathBuf> = (0..2u8)
        .map(|number| {
            let checkpoint = Checkpoint::new("a.example".parse().unwrap(), 1, Digest([number; 32])).unwrap();
            let checkpoint = SignedCheckpoint::sign(checkpoint, &[&key]).unwrap();
            let path = scratch.path().join(format!("request-{number}"));
            fs::write(&path, Request { old: 0, proof: vec![], checkpoint }.to_string()).unwrap();
            path
        })
        .collect();
    for round in 0..8 {
        let witness = scratch.path().join(format!("witness-{round}"));
        let init = ["lots", "witness", "init", text(&witness), "--name", "b.example"].map(OsString::from);
        assert_eq!(lots_cli::run(init, |_| None), Exit::Fine);
        let children: Vec<_> = requests
            .iter()
            .enumerate()
            .map(|(number, request)| {
                let out = scratch.path().join(format!("answer-{round}-{number}"));
                let mut command = Command::new(env!("CARGO_BIN_EXE_lots"));
                command.args(["witness", "sign", text(&witness), text(request), "--policy", text(&policy)]);
                command.args(["--out", text(&out)]).stdout(std::process::Stdio::null()).spawn().unwrap()
            })
            .collect();
        let codes: Vec<Option<i32>> = children.into_iter().map(|mut child| child.wait().unwrap().code()).collect();
        assert!(codes == [Some(0), Some(1)] || codes == [Some(1), Some(0)], "{codes:?}");
    }
}
