//! Checks of the server's house (`docs/decisions/0009-the-servers-house.md`).

use super::{File, Project};

/// The slices in their order: one may use earlier ones only.
const SLICES: [&str; 11] = [
    "accounts",
    "catalogue",
    "subjects",
    "inspectors",
    "complaints",
    "plans",
    "draws",
    "inspections",
    "outcomes",
    "disclosure",
    "audit",
];
/// The rooms of a slice: files, or folders of the same name.
const ROOMS: [&str; 6] = ["mod", "rules", "store", "api", "portal", "tests"];
const SERVER: &str = "crates/server/src/";

/// The files of a slice, by their path within it.
fn of_slice<'a>(project: &'a Project, slice: &'a str) -> impl Iterator<Item = (&'a File, &'a str)> {
    project.files.iter().filter_map(move |file| {
        let within = file.path.strip_prefix(SERVER)?.strip_prefix(slice)?.strip_prefix('/')?;
        within.ends_with(".rs").then_some((file, within))
    })
}

/// Every room of a slice is one of the house's.
pub(super) fn rooms_are_the_same(project: &Project) -> Vec<String> {
    let all = SLICES.iter().flat_map(|slice| of_slice(project, slice));
    let strange = all.filter(|(_, within)| !ROOMS.contains(&room(within)));
    strange.map(|(file, _)| format!("{}: no room of a slice", file.path)).collect()
}

fn room(within: &str) -> &str {
    within.split('/').next().unwrap_or("").trim_end_matches(".rs")
}

/// What a room of rules may not name: where things are kept, spoken of or looked up.
const OUTSIDE: [&str; 14] = [
    "sea_orm",
    "axum",
    "tokio",
    "maud",
    "serde_json",
    "sqlx",
    "tracing",
    "std::fs",
    "std::net",
    "std::time",
    "std::env",
    "SystemTime",
    "getrandom",
    "utoipa_axum",
];

/// Invariant: rules are pure. Of the shell they know values only.
pub(super) fn rules_are_pure(project: &Project) -> Vec<String> {
    let mut complaints = Vec::new();
    for (file, _) in
        SLICES.iter().flat_map(|slice| of_slice(project, slice)).filter(|(_, within)| room(within) == "rules")
    {
        for (number, line) in (1..).zip(file.text.lines().map(|line| line.split("//").next().unwrap_or(""))) {
            let shell = line.contains("crate::app::") && !line.contains("crate::app::value");
            let outside = OUTSIDE.iter().find(|word| line.contains(*word)).copied().or(shell.then_some("crate::app"));
            complaints.extend(outside.map(|word| format!("{}:{number}: {word}", file.path)));
        }
    }
    complaints
}

/// Invariant: a slice uses earlier ones only; the shell knows accounts alone, whose table of acts it carries out.
pub(super) fn slices_are_in_order(project: &Project) -> Vec<String> {
    let mut complaints = Vec::new();
    for (at, slice) in SLICES.iter().enumerate() {
        for (file, _) in of_slice(project, slice) {
            complaints.extend(named(file, &SLICES[at + 1..]));
        }
    }
    for (file, _) in of_slice(project, "app") {
        complaints.extend(named(file, &SLICES[1..]));
    }
    complaints
}

fn named(file: &File, slices: &[&str]) -> Vec<String> {
    let uses = |slice: &&&str| file.text.contains(&format!("crate::{slice}::"));
    slices.iter().filter(uses).map(|slice| format!("{} uses {slice}", file.path)).collect()
}
