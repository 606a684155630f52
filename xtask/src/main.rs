//! The commands of the house: `cargo xtask setup | test | demo | web | bench`.

mod api;
mod bench;
mod demo;
mod house;
mod postgres;
mod process;
mod setup;
mod tally;
mod test;
mod tidy;
mod web;

use std::process::ExitCode;

/// Why a command stopped, in words for the person who ran it.
type Failure = String;

const HELP: &str = "\
cargo xtask COMMAND

  demo [--check] [--subjects N]   a fictitious bureau served on this machine: portal, console, registers, journal
  demo draw [--check] [--subjects N]   one draw by command: commit, seed, draw, verify, tamper, see it caught
  test [--only STEP] [--list]     everything that must hold, from formatting to the browser
  web                             build the verifying page and the console
  bench [--only PART] [--rounds N]  time the draw, the teams and the server against other tools: bench/README.md
  setup                           install what is missing (test and web do this by themselves)
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (command, rest) = arguments.split_first().map_or(("help", &[][..]), |(first, rest)| (first.as_str(), rest));
    let result = match command {
        "bench" => bench::run(rest),
        "demo" => demo::run(rest),
        "test" => test::run(rest),
        "web" => web::build(),
        "setup" => setup::everything(),
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(())
        }
        other => Err(format!("there is no command `{other}`\n\n{HELP}")),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}
