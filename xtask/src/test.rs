//! `cargo xtask test`: everything that must hold, one step after another, and one line of figures last.

use std::time::Instant;

use crate::postgres::Postgres;
use crate::process::Run;
use crate::tally::Tally;
use crate::{Failure, api, demo, house, setup, tidy, web};

/// One step: its name, what it holds, and how it runs.
struct Step {
    name: &'static str,
    holds: &'static str,
    run: fn(&mut Tally) -> Result<(), Failure>,
}

/// In this order: what fails soonest first, and the page before the demonstration that ends with it.
const STEPS: [Step; 10] = [
    Step { name: "fmt", holds: "the sources are formatted", run: format },
    Step { name: "tidy", holds: "the invariants a program can hold", run: tidy::run },
    Step { name: "clippy", holds: "no lint complains", run: clippy },
    Step { name: "rust", holds: "the Rust tests and examples, on PostgreSQL and DuckDB too", run: rust },
    Step { name: "api", holds: "the interface answers as its document says, whatever is asked", run: api::check },
    Step { name: "doc", holds: "the documentation has no broken links", run: documentation },
    Step { name: "web", holds: "the second implementation and the console, in Node", run: node },
    Step { name: "browser", holds: "the second implementation and the console, in Chromium", run: browser },
    Step { name: "journeys", holds: "what people do, in a browser on a server of its own", run: journeys },
    Step { name: "demo", holds: "the demonstration shows what it promises", run: demonstration },
];

/// Run all steps, or the one after `--only`; `--list` names them.
pub fn run(arguments: &[String]) -> Result<(), Failure> {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let steps: Vec<&Step> = match arguments[..] {
        [] => STEPS.iter().collect(),
        ["--list"] => {
            STEPS.iter().for_each(|step| println!("{:8} {}", step.name, step.holds));
            return Ok(());
        }
        ["--only", name] => STEPS.iter().filter(|step| step.name == name).collect(),
        _ => return Err("cargo xtask test [--only STEP] [--list]".into()),
    };
    if steps.is_empty() {
        return Err("there is no such step; `cargo xtask test --list` names them".into());
    }
    let mut total = Tally::default();
    let mut lines = Vec::new();
    for step in steps {
        lines.push(take(step, &mut total));
    }
    println!("\n{}\n{} passed, {} failed", lines.join("\n"), total.passed, total.failed);
    if total.failed == 0 { Ok(()) } else { Err("something doesn't hold; see above".into()) }
}

/// Run one step and say in a line how it went. A step that fails counts as a failure even if no runner said so.
fn take(step: &Step, total: &mut Tally) -> String {
    println!("\n== {}: {} ==", step.name, step.holds);
    let started = Instant::now();
    let mut tally = Tally::default();
    let result = (step.run)(&mut tally);
    if let Err(failure) = &result {
        eprintln!("{failure}");
        tally.failed = tally.failed.max(1);
    }
    total.add(tally);
    let word = if result.is_ok() && tally.failed == 0 { "ok" } else { "FAILED" };
    format!(
        "{:8} {word:6} {:4} s  {} passed, {} failed",
        step.name,
        started.elapsed().as_secs(),
        tally.passed,
        tally.failed
    )
}

/// A check without tests of its own counts as one.
fn one(tally: &mut Tally, result: Result<(), Failure>) -> Result<(), Failure> {
    if result.is_ok() {
        tally.passed += 1;
    }
    result
}

fn format(tally: &mut Tally) -> Result<(), Failure> {
    one(tally, Run::cargo(&["fmt", "--all", "--check"]).show())
}

fn clippy(tally: &mut Tally) -> Result<(), Failure> {
    let command =
        ["clippy", "--workspace", "--all-targets", "--locked", "--features", house::FEATURES, "--", "-D", "warnings"];
    one(tally, Run::cargo(&command).show())
}

fn rust(tally: &mut Tally) -> Result<(), Failure> {
    setup::packages()?;
    let python = setup::python()?;
    let postgres = Postgres::start()?;
    Run::cargo(&["test", "--workspace", "--locked", "--no-fail-fast", "--features", house::FEATURES])
        .env("YAOGUANG_TEST_PG", postgres.url())
        .env("YAOGUANG_TEST_PYTHON", python)
        .hear(|line| tally.hear(line))
}

fn documentation(tally: &mut Tally) -> Result<(), Failure> {
    let command = ["doc", "--workspace", "--no-deps", "--locked", "--features", house::FEATURES];
    one(tally, Run::cargo(&command).env("RUSTDOCFLAGS", "-D warnings").show())
}

fn node(tally: &mut Tally) -> Result<(), Failure> {
    setup::packages()?;
    setup::npm()?;
    one(tally, web::script(&["run", "build", "-w", "verify"]).show())?;
    one(tally, web::script(&["run", "build", "-w", "console"]).show())?;
    web::script(&["test", "-w", "verify"]).hear(|line| tally.hear(line))?;
    web::script(&["test", "-w", "console"]).hear(|line| tally.hear(line))
}

fn browser(tally: &mut Tally) -> Result<(), Failure> {
    setup::packages()?;
    setup::npm()?;
    web::script(&["run", "test:browser", "-w", "verify"]).hear(|line| tally.hear(line))?;
    web::script(&["run", "test:browser", "-w", "console"]).hear(|line| tally.hear(line))
}

fn journeys(tally: &mut Tally) -> Result<(), Failure> {
    setup::packages()?;
    setup::npm()?;
    let server = house::yaoguang()?;
    web::script(&["test", "-w", "e2e"]).env("YAOGUANG_BIN", server).hear(|line| tally.hear(line))
}

fn demonstration(tally: &mut Tally) -> Result<(), Failure> {
    one(tally, demo::check())
}
