//! What a program can hold of the house's invariants (`ARCHITECTURE.md`).
//!
//! Each check looks at the files or the dependencies and answers with complaints; none means that it holds.

mod dependencies;
mod slices;
mod sources;
mod text;

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::tally::Tally;
use crate::{Failure, house};

/// A text file of the project.
pub struct File {
    /// Relative to the root, with `/`.
    pub path: String,
    /// What it says.
    pub text: String,
}

/// What the checks look at.
pub struct Project {
    /// All text files, sorted by path.
    pub files: Vec<File>,
    /// The answer of `cargo metadata`.
    pub metadata: Value,
    /// The licences that `deny.toml` allows.
    pub licences: Vec<String>,
}

/// A check: what holds if it has no complaints.
type Check = (&'static str, fn(&Project) -> Vec<String>);

const CHECKS: [Check; 13] = [
    ("`lots` and `journal` know no clock, file, network, environment or chance", sources::pure_crates_are_pure),
    ("unsafe code stands only in crates/lots/src/lanes", sources::unsafe_in_lanes_only),
    ("no file is longer than 500 lines", sources::files_are_short),
    ("nothing is left to be done and no test is left out", sources::nothing_is_unfinished),
    ("every module says what it is", sources::modules_say_what_they_are),
    (
        "`lots` depends on a hash, `journal` on signatures too, and nothing else of weight",
        dependencies::pure_crates_depend_on_little,
    ),
    ("every dependency has an allowed licence", dependencies::licences_are_allowed),
    ("packages come from the public registries", text::lock_files_name_no_other_host),
    ("a slice of the server has the house's rooms and no others", slices::rooms_are_the_same),
    ("rules are pure", slices::rules_are_pure),
    ("a slice uses earlier ones only", slices::slices_are_in_order),
    ("no text names a machine's folders", text::no_machine_paths),
    ("links between documents lead somewhere", text::links_lead_somewhere),
];

/// Run all checks and print the complaints.
pub fn run(tally: &mut Tally) -> Result<(), Failure> {
    let project = read(house::root())?;
    for (holds, check) in CHECKS {
        let complaints = check(&project);
        println!("{} {holds}", if complaints.is_empty() { "ok    " } else { "FAILED" });
        complaints.iter().for_each(|complaint| println!("         {complaint}"));
        if complaints.is_empty() { tally.passed += 1 } else { tally.failed += 1 }
    }
    Ok(())
}

fn read(root: &Path) -> Result<Project, Failure> {
    let mut files = Vec::new();
    collect(root, "", &mut files)?;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let deny = files.iter().find(|file| file.path == "deny.toml").ok_or("deny.toml is missing")?;
    let licences = dependencies::allowed_licences(&deny.text);
    Ok(Project { metadata: house::metadata()?, licences, files })
}

/// Read the text files below `folder`, leaving out what is made, fetched or git's own.
fn collect(root: &Path, folder: &str, files: &mut Vec<File>) -> Result<(), Failure> {
    const MADE: [&str; 8] = [".git", "target", "node_modules", "dist", "demo", "corpus", "artifacts", "out"];
    let complain = |e: std::io::Error| format!("{folder}: {e}");
    for entry in fs::read_dir(root.join(folder)).map_err(complain)? {
        let entry = entry.map_err(complain)?;
        let Ok(name) = entry.file_name().into_string() else {
            return Err(format!("{folder}: a file's name isn't UTF-8"));
        };
        let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
        if entry.file_type().map_err(complain)?.is_dir() {
            if !MADE.contains(&name.as_str()) {
                collect(root, &path, files)?;
            }
        } else if let Ok(text) = fs::read_to_string(entry.path()) {
            files.push(File { path, text });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
