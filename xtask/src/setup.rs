//! Installs what is missing: system packages, npm packages from the lock file, and a Python environment with DuckDB.
//!
//! Doing it twice does nothing the second time.

use std::fs;
use std::path::{Path, PathBuf};

use crate::process::{Run, find, installed, is_root};
use crate::{Failure, house};

/// A Debian package and how to see that it is there.
#[derive(Clone, Copy)]
struct Package {
    name: &'static str,
    present: fn() -> bool,
    purpose: &'static str,
}

const POSTGRESQL: Package =
    Package { name: "postgresql", present: has_postgresql, purpose: "recomputes draws in the tests" };

const PACKAGES: [Package; 5] = [
    POSTGRESQL,
    Package { name: "chromium", present: has_chromium, purpose: "runs the verifying page in the tests" },
    Package { name: "fonts-noto-cjk", present: has_fonts, purpose: "gives Chromium its Chinese glyphs" },
    Package { name: "python3-venv", present: has_venv, purpose: "holds DuckDB" },
    Package { name: "npm", present: has_npm, purpose: "builds the verifying page (Node 20 or later)" },
];

/// What only the benchmarks of the server need.
const BENCH_PACKAGES: [Package; 4] = [
    POSTGRESQL,
    Package { name: "wrk", present: has_wrk, purpose: "loads the portal" },
    Package { name: "nginx-light", present: has_nginx, purpose: "serves the same pages as files" },
    Package { name: "sqlite3", present: has_sqlite, purpose: "loads the same rows" },
];

fn has_wrk() -> bool {
    installed("wrk")
}

fn has_nginx() -> bool {
    installed("nginx")
}

fn has_sqlite() -> bool {
    installed("sqlite3")
}

fn has_postgresql() -> bool {
    postgresql_programs().is_some() && installed("psql")
}

fn has_chromium() -> bool {
    chromium().is_some()
}

fn has_fonts() -> bool {
    Path::new("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc").exists()
        || Run::new("fc-list").args([":lang=zh"]).output().is_ok_and(|fonts| !fonts.trim().is_empty())
}

fn has_venv() -> bool {
    Run::new("python3").args(["-c", "import venv, ensurepip"]).output().is_ok()
}

fn has_npm() -> bool {
    installed("npm") && installed("node")
}

/// The browser for the tests: `CHROMIUM`, or the one on the path.
pub fn chromium() -> Option<PathBuf> {
    let named = std::env::var_os("CHROMIUM").map(PathBuf::from);
    named.or_else(|| find("chromium")).or_else(|| find("chromium-browser")).or_else(|| find("google-chrome"))
}

/// The folder of `initdb` and `postgres`, which Debian keeps off the path.
pub fn postgresql_programs() -> Option<PathBuf> {
    let mut versions: Vec<PathBuf> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path().join("bin"))
        .collect();
    versions.sort();
    let on_path = find("initdb").and_then(|program| program.parent().map(Path::to_path_buf));
    versions.into_iter().rev().chain(on_path).find(|bin| bin.join("initdb").is_file() && bin.join("postgres").is_file())
}

/// Install everything the tests need.
pub fn everything() -> Result<(), Failure> {
    packages()?;
    npm()?;
    python()?;
    Ok(())
}

/// System packages: installed where there is `apt-get` and we may; otherwise said.
pub fn packages() -> Result<(), Failure> {
    install(&PACKAGES)
}

/// Those that the benchmarks of the server need.
///
/// # Errors
/// If one is missing and can't be installed.
pub fn for_bench() -> Result<(), Failure> {
    install(&BENCH_PACKAGES)
}

fn install(packages: &[Package]) -> Result<(), Failure> {
    let missing: Vec<&Package> = packages.iter().filter(|package| !(package.present)()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let list: Vec<String> = missing.iter().map(|p| format!("  {} ({})", p.name, p.purpose)).collect();
    let list = list.join("\n");
    if !installed("apt-get") || !is_root() {
        return Err(format!("Please install, by these or similar names, and run this again:\n{list}"));
    }
    println!("Installing:\n{list}");
    // In the first runlevel Debian's packages start no services.
    let quiet = |run: Run| run.env("DEBIAN_FRONTEND", "noninteractive").env("RUNLEVEL", "1");
    let apt = |arguments: &[&str]| quiet(Run::new("apt-get").args(arguments)).show();
    apt(&["update", "-q"])?;
    let names = missing.iter().map(|package| package.name);
    let wanted: Vec<&str> = ["install", "-q", "-y", "--no-install-recommends"].into_iter().chain(names).collect();
    apt(&wanted)
}

/// The web workspace's packages, exactly those of its lock file.
pub fn npm() -> Result<(), Failure> {
    let web = house::root().join("web");
    let lock = fs::read(web.join("package-lock.json")).map_err(|e| format!("web/package-lock.json: {e}"))?;
    // npm writes no mark of what it installed from, so we keep the lock file beside it.
    let mark = web.join("node_modules/.installed-from");
    if fs::read(&mark).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    Run::new("npm").args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).in_folder(&web).show()?;
    fs::write(&mark, lock).map_err(|e| format!("{}: {e}", mark.display()))
}

/// The Python of the tests, with the packages of `crates/cli/tests/requirements.txt`: its interpreter.
pub fn python() -> Result<PathBuf, Failure> {
    environment("python", "crates/cli/tests/requirements.txt")
}

/// A Python environment of this name in the target folder with the packages of a file of requirements: its interpreter.
///
/// # Errors
/// If it can't be made or the packages can't be fetched.
pub fn environment(name: &str, requirements: &str) -> Result<PathBuf, Failure> {
    let folder = house::target()?.join(name);
    let python = folder.join("bin/python");
    let wanted_file = house::root().join(requirements);
    let wanted = fs::read(&wanted_file).map_err(|e| format!("{}: {e}", wanted_file.display()))?;
    let mark = folder.join("installed-from");
    if python.exists() && fs::read(&mark).is_ok_and(|installed| installed == wanted) {
        return Ok(python);
    }
    Run::new("python3").args(["-m".as_ref(), "venv".as_ref(), folder.as_os_str()]).show()?;
    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"];
    Run::new(&python).args(pip).args([&wanted_file]).show()?;
    fs::write(&mark, wanted).map_err(|e| format!("{}: {e}", mark.display()))?;
    Ok(python)
}
