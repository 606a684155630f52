//! Checks of what the workspace depends on.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Project;

/// What the pure crates may depend on, each with its reason in `ARCHITECTURE.md`.
const MAY_DEPEND: [(&str, &[&str]); 2] = [
    ("lots", &["serde", "serde_json", "sha2"]),
    ("journal", &["base64", "ed25519-dalek", "hmac", "lots", "serde", "serde_json", "sha2", "sm2", "sm3"]),
];

/// Packages of the lock file that no build of ours compiles: `ahash` wants this one, public domain by CC0, for WebAssembly only.
const NOT_BUILT: [&str; 1] = ["tiny-keccak"];

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or("")
}

/// Invariant 1, for dependencies. What only tests use doesn't count.
pub(super) fn pure_crates_depend_on_little(project: &Project) -> Vec<String> {
    MAY_DEPEND.iter().flat_map(|(name, allowed)| depends_on_little(project, name, allowed)).collect()
}

fn depends_on_little(project: &Project, name: &str, allowed: &[&str]) -> Vec<String> {
    let Some(package) = list(&project.metadata, "packages").iter().find(|package| text(package, "name") == name) else {
        return vec![format!("there is no crate `{name}`")];
    };
    let shipped = list(package, "dependencies").iter().filter(|dependency| text(dependency, "kind") != "dev");
    shipped
        .map(|dependency| text(dependency, "name"))
        .filter(|dependency| !allowed.contains(dependency))
        .map(|dependency| format!("`{name}` depends on {dependency}"))
        .collect()
}

/// The list `allow` of `deny.toml`'s section on licences: the quoted words between its brackets.
pub(super) fn allowed_licences(deny: &str) -> Vec<String> {
    let section = deny.split("[licenses]").nth(1).unwrap_or("");
    let list = section.split("allow = [").nth(1).and_then(|rest| rest.split(']').next()).unwrap_or("");
    list.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Licences of all packages in the lock file, ours included. `cargo deny check` does the same and more, where it is installed.
pub(super) fn licences_are_allowed(project: &Project) -> Vec<String> {
    let allowed: BTreeSet<&str> = project.licences.iter().map(String::as_str).collect();
    let packages = list(&project.metadata, "packages").iter();
    packages
        .filter(|package| !NOT_BUILT.contains(&text(package, "name")))
        .filter(|package| !satisfied(text(package, "license"), &allowed))
        .map(|package| format!("{}: {}", text(package, "name"), text(package, "license")))
        .collect()
}

/// Whether a licence expression (SPDX) can be met with allowed licences only. `/` is an old way to write OR.
///
/// AND binds closer than OR; parentheses are resolved from the inside.
pub(super) fn satisfied(expression: &str, allowed: &BTreeSet<&str>) -> bool {
    let mut expression = expression.replace('/', " OR ");
    while let Some(close) = expression.find(')') {
        let Some(open) = expression[..close].rfind('(') else { return false };
        let inner = if flat(&expression[open + 1..close], allowed) { "YES" } else { "NO" };
        expression.replace_range(open..=close, inner);
    }
    flat(&expression, allowed)
}

fn flat(expression: &str, allowed: &BTreeSet<&str>) -> bool {
    let meets = |licence: &str| licence == "YES" || allowed.contains(licence);
    expression.split(" OR ").any(|all| all.split(" AND ").all(|licence| meets(licence.trim())))
}
