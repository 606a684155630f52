//! The interface held against its own document, on a demonstration that is served: see `crates/server/tests/api/trial.py`.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::process::Run;
use crate::tally::Tally;
use crate::{Failure, house, setup};

/// Businesses in the demonstration's registry.
const SUBJECTS: &str = "200";

/// A demonstration that is served, until this is dropped.
struct Served(Child);

impl Served {
    /// Make and serve one in `folder`; the server, and its address.
    fn start(program: &Path, folder: &Path) -> Result<(Self, String), Failure> {
        let mut command = Command::new(program);
        command.args(["demo", "--subjects", SUBJECTS, "--port", "0", "--folder"]).arg(folder);
        let mut child = command.stdout(Stdio::piped()).spawn().map_err(|e| format!("{}: {e}", program.display()))?;
        let output = child.stdout.take().ok_or("the server's output is a pipe")?;
        let served = Self(child);
        let mut lines = BufReader::new(output).lines().map_while(Result::ok);
        let address =
            lines.find_map(|line| Some(line[line.find("http://127.0.0.1:")?..].split('/').nth(2)?.to_owned()));
        // What it says later must go somewhere.
        std::thread::spawn(move || lines.count());
        Ok((served, format!("http://{}", address.ok_or("the demonstration doesn't say where it is served")?)))
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _killed = self.0.kill();
        let _status = self.0.wait();
    }
}

/// The step of `cargo xtask test`: the trial, and the audit of what it left behind.
pub fn check(tally: &mut Tally) -> Result<(), Failure> {
    setup::packages()?;
    let python = setup::environment("api-python", "crates/server/tests/api/requirements.txt")?;
    let (program, folder) = (house::yaoguang()?, house::target()?.join("api"));
    let bureau = folder.join("bureau");
    let (served, address) = Served::start(&program, &bureau)?;
    let trial = Run::new(python).args(["crates/server/tests/api/trial.py", &address]).args([&folder]);
    let tried = trial.hear(|line| tally.hear(line));
    drop(served);
    let config = bureau.join("yaoguang.toml");
    let audited = Run::new(program).args(["doctor", "--config"]).args([&config]).show();
    if audited.is_ok() {
        tally.passed += 1;
    }
    tried.and(audited)
}
