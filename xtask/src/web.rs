//! The web workspace: the second implementation and its pages (`web/verify`), the staff application (`web/console`).

use crate::process::Run;
use crate::{Failure, house, setup};

/// Build the one self-contained page, the pages that the server serves, and the staff application.
pub fn build() -> Result<(), Failure> {
    setup::npm()?;
    script(&["run", "build", "-w", "verify"]).show()?;
    script(&["run", "build", "-w", "console"]).show()?;
    println!("web/verify/dist, web/console/dist");
    Ok(())
}

/// An npm command in the web workspace.
pub fn script(arguments: &[&str]) -> Run {
    let run = Run::new("npm").args(arguments).in_folder(&house::root().join("web"));
    match setup::chromium() {
        Some(chromium) => run.env("CHROMIUM", chromium),
        None => run,
    }
}
