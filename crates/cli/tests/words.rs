//! The words and the code agree: no key is missing, unused, empty, or said with other variables than it has.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;
use journal::detail::{self, Named};
use journal::entry::Known;
use journal::{audit, bundle};
use lots::check::{Check, Finding};
use lots_cli::locale::FILES;
use lots_cli::roster::Kind;
use lots_cli::roster::reason::codes;

type Variables = BTreeSet<String>;

/// The keys of a file, with the variables each one names.
fn keys_of(file: &str, text: &str) -> BTreeMap<String, Variables> {
    let resource = parser::parse(text).unwrap_or_else(|(_, errors)| panic!("{file}: {errors:?}"));
    let mut keys = BTreeMap::new();
    for entry in resource.body {
        let Entry::Message(message) = entry else { continue };
        let name = message.id.name.to_owned();
        let pattern = message.value.unwrap_or_else(|| panic!("{file}: {name} is empty"));
        let mut variables = Variables::new();
        in_pattern(&pattern, &mut variables);
        assert!(keys.insert(name.clone(), variables).is_none(), "{file}: {name} stands twice");
    }
    keys
}

fn in_pattern(pattern: &Pattern<&str>, found: &mut Variables) {
    for element in &pattern.elements {
        match element {
            PatternElement::Placeable { expression } => in_expression(expression, found),
            PatternElement::TextElement { .. } => {}
        }
    }
}

fn in_expression(expression: &Expression<&str>, found: &mut Variables) {
    match expression {
        Expression::Inline(inline) => in_inline(inline, found),
        Expression::Select { selector, variants } => {
            in_inline(selector, found);
            variants.iter().for_each(|variant| in_pattern(&variant.value, found));
        }
    }
}

fn in_inline(inline: &InlineExpression<&str>, found: &mut Variables) {
    match inline {
        InlineExpression::VariableReference { id } => {
            found.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            arguments.positional.iter().for_each(|argument| in_inline(argument, found));
        }
        InlineExpression::Placeable { expression } => in_expression(expression, found),
        _ => {}
    }
}

/// All keys of one language.
fn all_keys(
    text_of: impl Fn(&(&'static str, &'static str, &'static str)) -> &'static str,
) -> BTreeMap<String, Variables> {
    let mut all = BTreeMap::new();
    for file in &FILES {
        for (key, variables) in keys_of(file.0, text_of(file)) {
            assert!(all.insert(key.clone(), variables).is_none(), "{key} stands in two files");
        }
    }
    all
}

fn chinese() -> BTreeMap<String, Variables> {
    all_keys(|file| file.1)
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The text of every source file of this crate, without its unit tests and comments.
fn source_text() -> String {
    let mut paths = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut paths);
    let mut text = String::new();
    for path in paths {
        let source = fs::read_to_string(path).unwrap();
        let code = source.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}

/// The keys that code says by name: the text literals right behind `say(`, on the same or the next line.
fn keys_said(source: &str) -> BTreeSet<&str> {
    let after_say = source.split(".say(").skip(1).map(str::trim_start);
    after_say.filter_map(|rest| rest.strip_prefix('"')?.split('"').next()).collect()
}

#[test]
fn both_languages_have_the_same_keys_with_the_same_variables() {
    let (zh, en) = (chinese(), all_keys(|file| file.2));
    let names = |keys: &BTreeMap<String, Variables>| keys.keys().cloned().collect::<BTreeSet<_>>();
    assert_eq!(names(&zh), names(&en));
    for (key, variables) in &zh {
        assert_eq!(variables, &en[key], "variables of {key}");
    }
}

#[test]
fn every_key_the_code_says_is_there() {
    let (source, keys) = (source_text(), chinese());
    let missing: Vec<_> = keys_said(&source).into_iter().filter(|key| !keys.contains_key(*key)).collect();
    assert_eq!(missing, Vec::<&str>::new());
}

#[test]
fn every_key_is_used_somewhere() {
    let source = source_text();
    let mut named = lots_cli::args::help_keys();
    // Keys made of a code of the protocol: one for every check and every reason of the specification.
    named.extend(Check::BUNDLE.iter().chain(&Check::RECEIPT).map(|check| format!("check-{}", check.code())));
    named.extend(Finding::ALL.iter().map(|finding| lots_cli::detail::key(finding.code())));
    named.extend(audit::Check::ALL.iter().map(|&check| lots_cli::commands::audit::key(check)));
    named.extend(bundle::Check::ALL.iter().map(|&check| lots_cli::commands::recorded::key(check)));
    named.extend(detail::Finding::ALL.iter().map(|finding| lots_cli::detail::key(finding.code())));
    named.extend(Known::ALL.iter().map(|known| format!("act-{}", known.name().replace('.', "-"))));
    named.extend(codes(Kind::Excluded).iter().map(|code| format!("reason-{code}")));
    // Of the server's file of acts the server says the rest.
    named.extend(FILES.iter().filter(|file| file.0 == "acts.ftl").flat_map(|file| keys_of(file.0, file.1).into_keys()));
    let used = |key: &String| named.contains(key) || source.contains(&format!("\"{key}\""));
    let unused: Vec<_> = chinese().into_keys().filter(|key| !used(key)).collect();
    assert_eq!(unused, Vec::<String>::new());
}

#[test]
fn every_finding_has_its_sentence_with_its_values_and_a_code_of_its_own() {
    let keys = chinese();
    let mut seen = BTreeSet::new();
    let of_lots = Finding::ALL.iter().map(|finding| (finding.code(), finding.values()));
    let of_journal = detail::Finding::ALL.iter().map(|finding| (finding.code(), finding.values()));
    for (code, values) in of_lots.chain(of_journal) {
        assert!(seen.insert(code), "{code} stands twice");
        let values: Variables = values.iter().map(|&name| name.to_owned()).collect();
        assert_eq!(keys.get(&lots_cli::detail::key(code)), Some(&values), "{code}");
    }
}

#[test]
fn every_command_and_argument_has_its_help() {
    let keys = chinese();
    let checks = Check::BUNDLE.iter().chain(&Check::RECEIPT).map(|check| format!("check-{}", check.code()));
    assert!(checks.into_iter().all(|key| keys.contains_key(&key)));
    let missing: Vec<_> = lots_cli::args::help_keys().into_iter().filter(|key| !keys.contains_key(key)).collect();
    assert_eq!(missing, Vec::<String>::new());
}
