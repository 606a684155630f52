//! The server: its lists, imports, portal and starts.

use std::fs;
use std::path::Path;

use super::wish::{Part, Wish};
use super::{folder, lists, script};
use crate::postgres::Postgres;
use crate::process::Run;
use crate::{Failure, house, setup, web};

/// The subjects of the demonstration's bureau, which a district has.
const DISTRICT: u64 = 30_000;
/// The rows of the workbook and of the text that are imported.
const IMPORTED: (u64, u64) = (100_000, 1_000_000);
/// How long each load of the portal lasts, in seconds.
const LOADED_S: u32 = 5;
/// How often the server is started.
const STARTS: u32 = 10;

/// How busy the machine was in the last minute.
pub(super) fn load() -> String {
    let loads = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    format!("load {}", loads.split(' ').next().unwrap_or("unknown"))
}

/// Subjects of the registries that are drawn from, how many targets a draw has, and how many inspectors.
const DRAWN: [(u64, &str, &str); 3] = [(30_000, "2000", "200"), (30_000, "20000", "2000"), (1_000_000, "2000", "200")];

/// Build the server for release, and measure.
///
/// # Errors
/// If something can't be installed or built, or a program fails.
pub(super) fn run(wish: &Wish) -> Result<(), Failure> {
    setup::for_bench()?;
    // The demonstration looks whether the console is there.
    web::build()?;
    let build = ["build", "--release", "--locked", "--workspace", "--bins", "--example", "registry"];
    Run::cargo(&build).args(["--features", house::FEATURES]).show()?;
    let built = house::target()?.join("release");
    let (yaoguang, rounds) = (built.join("yaoguang"), wish.rounds.to_string());
    let rows = (IMPORTED.0.min(wish.subjects).to_string(), IMPORTED.1.min(wish.subjects).to_string());
    let district = DISTRICT.min(wish.subjects).to_string();
    if wish.wants(Part::Lists) {
        lists::run(&built.join("examples/registry"), wish)?;
    }
    if wish.wants(Part::Portal) {
        let folder = super::empty("portal")?;
        ask("portal.py", &yaoguang, &folder).args([&rounds, &district, &LOADED_S.to_string()]).show()?;
    }
    if wish.wants(Part::Import) {
        import(&yaoguang, &[&rounds, &rows.0, &rows.1])?;
    }
    if wish.wants(Part::Starts) {
        let many = [STARTS.to_string(), district, rows.1, wish.entries.to_string()];
        ask("starts.py", &yaoguang, &super::empty("starts")?).args(many).show()?;
    }
    if wish.wants(Part::Campaign) {
        web::script(&["run", "build:test", "-w", "verify"]).show()?;
        for (subjects, targets, inspectors) in DRAWN {
            let subjects = subjects.min(wish.subjects);
            let ask = || -> Result<Run, Failure> {
                let folder = super::empty("campaign")?;
                let run = script(Path::new("python3"), "campaign.py").args([
                    &yaoguang,
                    &built.join("lots"),
                    &built.join("examples/registry"),
                    &folder,
                ]);
                Ok(run.args([&subjects.to_string(), targets, inspectors]))
            };
            ask()?.show()?;
            let postgres = Postgres::start()?;
            ask()?.args([postgres.url()]).show()?;
        }
    }
    Ok(())
}

fn ask(name: &str, yaoguang: &Path, folder: &Path) -> Run {
    println!("\n# {name}\n");
    script(Path::new("python3"), name).args([yaoguang, folder])
}

/// The files stay for the next time; what they were imported into doesn't.
fn import(yaoguang: &Path, arguments: &[&str]) -> Result<(), Failure> {
    let postgres = Postgres::start()?;
    ask("imports.py", yaoguang, &folder()?).args(arguments).args([postgres.url()]).show()
}
