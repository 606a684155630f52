//! Where things are.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::Failure;
use crate::process::Run;

/// The features every build of the workspace has, so that nothing is compiled twice.
pub const FEATURES: &str = "cli/sql-tests,server/sql-tests";

/// The folder of the workspace.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask is a folder of the workspace")
}

/// What cargo knows about the workspace and all it depends on.
pub fn metadata() -> Result<Value, Failure> {
    let text = Run::cargo(&["metadata", "--format-version=1", "--locked"]).output()?;
    serde_json::from_str(&text).map_err(|e| format!("cargo metadata: {e}"))
}

/// Cargo's target folder, which need not be `target`.
pub fn target() -> Result<PathBuf, Failure> {
    let metadata = metadata()?;
    let folder = metadata["target_directory"].as_str().ok_or("cargo metadata names no target folder")?;
    Ok(PathBuf::from(folder))
}

/// The command line tool, as built by `cargo build` or `cargo test`.
pub fn lots() -> Result<PathBuf, Failure> {
    program("lots")
}

/// The server, as built by `cargo build` or `cargo test`.
pub fn yaoguang() -> Result<PathBuf, Failure> {
    program("yaoguang")
}

fn program(name: &str) -> Result<PathBuf, Failure> {
    Ok(target()?.join("debug").join(format!("{name}{}", std::env::consts::EXE_SUFFIX)))
}
