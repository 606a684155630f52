//! Checks of documents and lock files.

use std::collections::BTreeSet;

use super::{File, Project};

/// Where cargo's packages come from: the name of the public index, which a mirror serves just as well.
const CRATES: &str = "registry+https://github.com/rust-lang/crates.io-index";

fn numbered(file: &File) -> impl Iterator<Item = (usize, &str)> {
    (1..).zip(file.text.lines())
}

/// Cargo's lock file names the public index, npm's names none at all.
pub(super) fn lock_files_name_no_other_host(project: &Project) -> Vec<String> {
    let mut complaints = Vec::new();
    for file in project.files.iter().filter(|file| file.path.ends_with("Cargo.lock")) {
        let sources = numbered(file).filter_map(|(number, line)| Some((number, line.strip_prefix("source = ")?)));
        let others = sources.filter(|(_, source)| source.trim_matches('"') != CRATES);
        complaints.extend(others.map(|(number, source)| format!("{}:{number}: {source}", file.path)));
    }
    for file in project.files.iter().filter(|file| file.path.ends_with("package-lock.json")) {
        let hosts = numbered(file).filter(|(_, line)| line.contains("\"resolved\": \"http"));
        complaints.extend(hosts.map(|(number, _)| format!("{}:{number}: an address", file.path)));
    }
    complaints
}

/// Texts must be true on every machine, so they name no folder of one. A URL's path and a program's first line are something else.
pub(super) fn no_machine_paths(project: &Project) -> Vec<String> {
    const FOLDERS: [&str; 7] = ["/home/", "/root/", "/Users/", "/work/", "/mnt/", "/opt/", "/tmp/"];
    let document =
        |path: &str| [".md", ".toml", ".yml", ".lock", ".json", ".ftl"].iter().any(|end| path.ends_with(end));
    let mut complaints = Vec::new();
    for file in project.files.iter().filter(|file| document(&file.path)) {
        for (number, line) in numbered(file) {
            let named = FOLDERS.iter().find(|folder| {
                line.match_indices(**folder).any(|(at, _)| {
                    let before = line[..at].chars().next_back();
                    !before.is_some_and(|c| c.is_alphanumeric() || "-_./*".contains(c))
                })
            });
            complaints.extend(named.map(|folder| format!("{}:{number}: {folder}", file.path)));
        }
    }
    complaints
}

/// The targets of a line's Markdown links: `](target)`.
fn links(line: &str) -> impl Iterator<Item = &str> {
    line.split("](").skip(1).filter_map(|rest| rest.split(')').next())
}

/// Links to files of the project.
pub(super) fn links_lead_somewhere(project: &Project) -> Vec<String> {
    let paths: BTreeSet<&str> = project.files.iter().map(|file| file.path.as_str()).collect();
    let exists = |path: &str| {
        let folder = format!("{}/", path.trim_end_matches('/'));
        path.is_empty()
            || paths.contains(path)
            || paths.range(folder.as_str()..).next().is_some_and(|p| p.starts_with(&folder))
    };
    let mut complaints = Vec::new();
    for file in project.files.iter().filter(|file| file.path.ends_with(".md")) {
        for (number, line) in numbered(file) {
            for link in links(line).filter(|link| !link.contains("://") && !link.starts_with("mailto:")) {
                let path = link.split('#').next().unwrap_or("");
                if !path.is_empty() && !exists(&resolve(&file.path, path)) {
                    complaints.push(format!("{}:{number}: {link}", file.path));
                }
            }
        }
    }
    complaints
}

/// The path a relative link in `document` leads to.
pub(super) fn resolve(document: &str, link: &str) -> String {
    let mut parts: Vec<&str> = document.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}
