//! Checks of source text.

use super::{File, Project};

/// The longest a source file may be.
const LONGEST: usize = 500;

fn rust<'a>(project: &'a Project, below: &'a str) -> impl Iterator<Item = &'a File> {
    project.files.iter().filter(move |file| file.path.starts_with(below) && file.path.ends_with(".rs"))
}

fn is_source(path: &str) -> bool {
    [".rs", ".ts", ".tsx", ".js", ".mjs", ".html", ".css"].iter().any(|end| path.ends_with(end))
}

/// The lines of a Rust file with their numbers, without `//` comments. A `//` inside a string also ends the line, which only
/// makes the checks milder there.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    (1..).zip(text.lines().map(|line| line.split("//").next().unwrap_or("")))
}

/// Whether `word` stands in `line` by itself, not as part of a longer name.
fn has_word(line: &str, word: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        !line[..at].chars().next_back().is_some_and(part) && !line[at + word.len()..].chars().next().is_some_and(part)
    })
}

/// The modules of std a line names: those behind `std::`, also in braces.
fn modules_of_std(line: &str) -> impl Iterator<Item = &str> {
    line.split("std::").skip(1).flat_map(|rest| match rest.strip_prefix('{') {
        Some(list) => list.split('}').next().unwrap_or("").split(',').map(first_segment).collect(),
        None => vec![first_segment(rest)],
    })
}

fn first_segment(path: &str) -> &str {
    path.trim().split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("")
}

/// Invariant 1, for all of `src`, unit tests included: that is simpler and does no harm.
///
/// `journal` alone has a place where files are read and written; only their permissions are let in there besides.
pub(super) fn pure_crates_are_pure(project: &Project) -> Vec<String> {
    const FORBIDDEN: [&str; 6] = ["fs", "net", "time", "env", "process", "os"];
    const PURE: [&str; 2] = ["crates/lots/src/", "crates/journal/src/"];
    const FILES: &str = "crates/journal/src/files";
    let mut complaints = Vec::new();
    for file in PURE.into_iter().flat_map(|folder| rust(project, folder)) {
        let in_files = |module: &str| ["fs", "os"].contains(&module) && file.path.starts_with(FILES);
        let forbidden = |module: &str| FORBIDDEN.contains(&module) && !in_files(module);
        for (number, line) in code(&file.text) {
            let module = modules_of_std(line).find(|module| forbidden(module));
            let chance = ["rand", "getrandom"].into_iter().find(|word| has_word(line, word));
            complaints.extend(module.or(chance).map(|word| format!("{}:{number}: {word}", file.path)));
        }
    }
    complaints
}

/// Decision 0003: wide SIMD is the one exception.
pub(super) fn unsafe_in_lanes_only(project: &Project) -> Vec<String> {
    let mut complaints = Vec::new();
    for file in rust(project, "").filter(|file| !file.path.starts_with("crates/lots/src/lanes")) {
        for (number, line) in code(&file.text) {
            let quoted = line.contains(concat!("\"un", "safe"));
            // A source of a content security policy isn't code.
            let line = line.replace(concat!("'un", "safe-inline'"), "");
            if has_word(&line, concat!("un", "safe")) && !quoted {
                complaints.push(format!("{}:{number}", file.path));
            }
        }
    }
    complaints
}

/// A file one can't hold in one's head is two files.
pub(super) fn files_are_short(project: &Project) -> Vec<String> {
    let sources = project.files.iter().filter(|file| is_source(&file.path));
    let lengths = sources.map(|file| (&file.path, file.text.lines().count()));
    lengths.filter(|(_, lines)| *lines > LONGEST).map(|(path, lines)| format!("{path}: {lines} lines")).collect()
}

/// Marks of unfinished work and of tests that don't run. Written in two halves here, so that this file doesn't find itself.
pub(super) fn nothing_is_unfinished(project: &Project) -> Vec<String> {
    const MARKS: [&str; 14] = [
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        concat!("XX", "X:"),
        concat!("to", "do!("),
        concat!("un", "implemented!("),
        concat!("db", "g!("),
        concat!("#[ig", "nore"),
        concat!("test.", "skip"),
        concat!("it.", "skip"),
        concat!("describe.", "skip"),
        concat!("test.", "only"),
        concat!("it.", "only"),
        concat!("describe.", "only"),
        concat!("sk", "ip: true"),
    ];
    let mut complaints = Vec::new();
    for file in project.files.iter().filter(|file| is_source(&file.path)) {
        for (number, line) in (1..).zip(file.text.lines()) {
            if let Some(mark) = MARKS.iter().find(|mark| line.contains(**mark)) {
                complaints.push(format!("{}:{number}: {mark}", file.path));
            }
        }
    }
    complaints
}

/// A module opens with what it is; a module of tests says so by its name.
pub(super) fn modules_say_what_they_are(project: &Project) -> Vec<String> {
    let modules = rust(project, "crates/").chain(rust(project, "xtask/"));
    let speaking = modules.filter(|file| !file.path.ends_with("/tests.rs") && !file.path.contains("/tests/"));
    speaking.filter(|file| !file.text.starts_with("//!")).map(|file| file.path.clone()).collect()
}
