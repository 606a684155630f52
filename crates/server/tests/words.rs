//! Every sentence the server and the console say is there, in both languages, and none that nobody says.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, PatternElement};
use fluent_syntax::parser;
use lots_cli::commands::journal::act;
use lots_cli::locale::{Tongue, Words};
use yaoguang::accounts::{Act, Role};
use yaoguang::app::words::FILES;

/// The keys of a file with the variables of each.
fn keys(name: &str, text: &str) -> BTreeMap<String, BTreeSet<String>> {
    let resource = parser::parse(text).unwrap_or_else(|(_, errors)| panic!("{name}: {errors:?}"));
    let mut all = BTreeMap::new();
    for entry in &resource.body {
        if let Entry::Message(message) = entry {
            let mut variables = BTreeSet::new();
            let pattern = message.value.as_ref().unwrap_or_else(|| panic!("{name}: {} has no value", message.id.name));
            pattern.elements.iter().for_each(|element| in_element(element, &mut variables));
            assert!(all.insert(message.id.name.to_owned(), variables).is_none(), "{name}: {} twice", message.id.name);
        }
    }
    all
}

fn in_element(element: &PatternElement<&str>, found: &mut BTreeSet<String>) {
    if let PatternElement::Placeable { expression } = element {
        in_expression(expression, found);
    }
}

fn in_expression(expression: &Expression<&str>, found: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => in_inline(inline, found),
        Expression::Select { selector, variants } => {
            in_inline(selector, found);
            let elements = variants.iter().flat_map(|variant| &variant.value.elements);
            elements.for_each(|element| in_element(element, found));
        }
    }
}

fn in_inline(inline: &InlineExpression<&str>, found: &mut BTreeSet<String>) {
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

/// All source of server and console in one text.
fn sources() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut text = String::new();
    for folder in ["src", "../../web/console/src"] {
        collect(&root.join(folder), &mut text);
    }
    text
}

fn collect(folder: &Path, text: &mut String) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, text);
        } else if ["rs", "ts", "tsx"].iter().any(|end| path.extension().is_some_and(|known| known == *end)) {
            text.push_str(&fs::read_to_string(path).unwrap());
        }
    }
}

#[test]
fn both_languages_have_the_same_keys_and_variables() {
    for (name, zh, en) in FILES {
        let (zh, en) = (keys(name, zh), keys(name, en));
        let (of_zh, of_en): (BTreeSet<_>, BTreeSet<_>) = (zh.keys().collect(), en.keys().collect());
        assert_eq!(of_zh, of_en, "{name}");
        for (key, variables) in &zh {
            assert_eq!(variables, &en[key], "{name}: {key}");
        }
    }
}

#[test]
fn no_key_stands_in_two_files() {
    let mut seen = BTreeMap::new();
    for (name, zh, _) in FILES {
        for key in keys(name, zh).into_keys() {
            if let Some(other) = seen.insert(key.clone(), name) {
                panic!("{key} stands in {other} and {name}");
            }
        }
    }
}

/// Families of keys whose rest is a code of the program's: said if the code stands in the source, quoted.
const FAMILIES: &[&str] = &["problem-", "fault-", "help-yaoguang-"];

#[test]
fn every_key_is_said_somewhere() {
    let sources = sources();
    // What stands quoted, and what stands before something that is put in: `key-{…}` and `key-${…}`.
    let (mut quoted, mut begun) = (BTreeSet::new(), BTreeSet::new());
    for (at, mark) in sources.match_indices(['"', '\'', '`']) {
        let rest = &sources[at + 1..];
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && !"-_.".contains(c)).unwrap_or(rest.len());
        let (word, behind) = rest.split_at(end);
        if behind.starts_with(mark) {
            quoted.insert(word);
        }
        let hole = if mark == "`" { "${" } else { "{" };
        if let Some(prefix) = word.strip_suffix('-').filter(|_| mark != "'" && behind.starts_with(hole)) {
            begun.insert(prefix);
        }
    }
    let named = |text: &str| quoted.contains(text);
    let built: BTreeSet<String> = Act::ALL
        .iter()
        .map(|act| format!("act-{}", act.code().replace('.', "-")))
        .chain(Role::ALL.iter().map(|role| format!("role-{role}")))
        .collect();
    let mut unused = Vec::new();
    for (name, zh, _) in FILES {
        for key in keys(name, zh).into_keys() {
            let code = FAMILIES
                .iter()
                .find_map(|family| key.strip_prefix(family))
                .map(|code| code.trim_end_matches("-detail"));
            let help = key.starts_with("help-yaoguang");
            let prefixed = key.match_indices('-').any(|(at, _)| begun.contains(&key[..at]));
            if !(help || named(&key) || built.contains(&key) || code.is_some_and(named) || prefixed) {
                unused.push(format!("{name}: {key}"));
            }
        }
    }
    assert!(unused.is_empty(), "{unused:#?}");
}

#[test]
fn every_problem_and_act_has_its_words() {
    let all: BTreeSet<String> = FILES.iter().flat_map(|(name, zh, _)| keys(name, zh).into_keys()).collect();
    for act in Act::ALL {
        assert!(all.contains(&format!("act-{}", act.code().replace('.', "-"))), "{act}");
    }
    for role in Role::ALL {
        assert!(all.contains(&format!("role-{role}")), "{role}");
    }
    let titles = all.iter().filter(|key| key.starts_with("problem-") && !key.ends_with("-detail"));
    for title in titles {
        assert!(all.contains(&format!("{title}-detail")), "{title} has no detail");
    }
    // What the source refuses with has words.
    let sources = sources();
    for marks in ["Problem::refused(\"", "Problem::new(StatusCode::"] {
        for rest in sources.split(marks).skip(1) {
            let code = if marks.ends_with('"') {
                rest.split('"').next()
            } else {
                rest.split('"').nth(1).filter(|_| rest[..rest.find(')').unwrap_or(0)].contains('"'))
            };
            if let Some(code) = code {
                assert!(all.contains(&format!("problem-{code}")), "problem-{code}");
            }
        }
    }
}

/// What an act's name ends with, which isn't told by where it stands.
const DONE: &[&str] = &["ed", "made", "given", "taken", "begun", "done", "seen", "written", "back", "off", "set"];

/// The kinds of acts that the server writes: those that stand where an act is made, and those named as one on a thing that has a chain of entries.
fn kinds<'a>(sources: &'a str, all: &BTreeSet<String>) -> BTreeSet<&'a str> {
    let made = ["act(\"", "Act::new(\"", "act_on_many(\"", "act_on_text(\"", "protocol(\""];
    let made = made.into_iter().flat_map(|mark| sources.split(mark).skip(1)).filter_map(|rest| rest.split('"').next());
    let named = sources.split('"').filter(|text| {
        let Some((noun, verb)) = text.split_once('.') else { return false };
        let is_word = |text: &str| text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        let is_act = is_word(noun) && is_word(verb) && DONE.iter().any(|end| verb.ends_with(end));
        is_act && all.contains(&format!("case-{noun}")) && Act::ALL.iter().all(|act| act.code() != *text)
    });
    made.chain(named).filter(|kind| kind.contains('.') && *kind != "thing.done").collect()
}

#[test]
fn every_act_of_the_journal_has_its_words_here_and_on_the_command_line() {
    let all: BTreeSet<String> = FILES.iter().flat_map(|(name, zh, _)| keys(name, zh).into_keys()).collect();
    let sources = sources();
    let kinds = kinds(&sources, &all);
    assert!(kinds.len() > 100, "{}", kinds.len());
    let lots = [Tongue::Zh, Tongue::En].map(Words::new);
    for kind in kinds {
        assert!(all.contains(&format!("entry-{}", kind.replace('.', "-"))), "{kind}");
        // Whoever audits the journal with `lots` isn't told that a bureau's own acts are unknown.
        for words in &lots {
            assert_ne!(act(kind, words), words.say("act-unknown", &[("kind", &kind)]), "{kind}");
        }
    }
}
