//! Times the draw, the teams and the server against what people would use instead; `bench/README.md` says what came out.

mod draws;
mod lists;
mod server;
mod wish;

use std::fs;
use std::path::{Path, PathBuf};

use self::wish::HELP;
use crate::process::Run;
use crate::{Failure, house, setup};

/// Measure what is asked for.
///
/// `YAOGUANG_BENCH_PYTHON` names a Python that has the packages of `bench/requirements.txt`, in place of our own environment.
///
/// # Errors
/// If the arguments are not understood, something can't be installed or built, a program fails, or two draws disagree.
pub fn run(arguments: &[String]) -> Result<(), Failure> {
    if arguments.iter().any(|argument| argument == "--help") {
        print!("{HELP}");
        return Ok(());
    }
    let wish = wish::parse(arguments)?;
    if wish.part.is_of_the_server() { server::run(&wish) } else { draws::run(&wish) }
}

/// The folder of what the benchmarks make.
fn folder() -> Result<PathBuf, Failure> {
    let folder = house::target()?.join("bench");
    fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    Ok(folder)
}

/// An empty folder of this name in it.
fn empty(name: &str) -> Result<PathBuf, Failure> {
    let folder = folder()?.join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    }
    fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    Ok(folder)
}

fn python() -> Result<PathBuf, Failure> {
    match std::env::var_os("YAOGUANG_BENCH_PYTHON") {
        Some(python) => Ok(PathBuf::from(python)),
        None => setup::environment("bench-python", "bench/requirements.txt"),
    }
}

fn script(python: &Path, name: &str) -> Run {
    Run::new(python).env("PYTHONDONTWRITEBYTECODE", "1").args([house::root().join("bench").join(name)])
}
