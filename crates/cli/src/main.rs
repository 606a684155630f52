//! `lots`: draws, verifies and explains draws from files.

use std::process::ExitCode;

fn main() -> ExitCode {
    lots_cli::run(std::env::args_os(), |name| std::env::var(name).ok()).into()
}
