//! The second implementation and its page: `web/verify`.

use crate::process::Run;
use crate::{Failure, house, setup};

/// Build the one self-contained page.
pub fn build() -> Result<(), Failure> {
    setup::npm()?;
    script(&["run", "build", "-w", "verify"]).show()?;
    println!("web/verify/dist/verify.html");
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
