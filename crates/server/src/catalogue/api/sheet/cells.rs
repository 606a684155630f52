//! What a field of an item is as text: in a cell, in a comparison, on a page.

use std::collections::BTreeSet;

use crate::app::words::{Tongue, Words, words};
use crate::catalogue::rules::read;
use crate::catalogue::rules::{Answer, CheckRow, Class, DiscretionRow, Frequency, Grade, ItemText, Method};

/// Between the parts of a list.
const BETWEEN: &str = "；";

/// A field of an item.
#[must_use]
pub fn cell(item: &ItemText, field: &str, words: &Words) -> String {
    match field {
        "code" => item.code.clone(),
        "domain" => item.domain.clone(),
        "name" => item.name.clone(),
        "sub" => item.sub.clone(),
        "bases" => joined(item.bases.iter().map(read::basis_text)),
        "body" => item.body.clone(),
        "object" => item.object.clone(),
        "content" => item.content.clone(),
        "methods" => joined(item.methods.iter().map(|method| words.say(&format!("method-{method}"), &[]))),
        "class" => words.say(&format!("class-{}", item.class), &[]),
        "rate" => item.rate.to_string(),
        "frequency" => frequency(&item.frequency, words),
        "qualification" => item.qualification.clone(),
        "materials" => joined(item.materials.iter().cloned()),
        "checklist" => joined(item.checklist.iter().map(|row| check_row(row, words))),
        "discretion" => joined(item.discretion.iter().map(|row| discretion(row, words))),
        _ => String::new(),
    }
}

fn check_row(row: &CheckRow, words: &Words) -> String {
    format!("{} [{}] {}", row.text, words.say(&format!("answer-{}", row.answer), &[]), row.basis)
}

fn discretion(row: &DiscretionRow, words: &Words) -> String {
    format!("{} [{}] {} {}", row.violation, words.say(&format!("grade-{}", row.grade), &[]), row.range, row.basis)
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(BETWEEN)
}

fn frequency(said: &Frequency, words: &Words) -> String {
    let bounds = match (said.at_least, said.at_most) {
        (None, None) => String::new(),
        (Some(least), None) => words.say("frequency-least", &[("n", &least)]),
        (None, Some(most)) => words.say("frequency-most", &[("n", &most)]),
        (Some(least), Some(most)) if least == most => words.say("frequency-exact", &[("n", &least)]),
        (Some(least), Some(most)) => words.say("frequency-between", &[("least", &least), ("most", &most)]),
    };
    let parts = [bounds, said.note.clone()];
    joined(parts.into_iter().filter(|part| !part.is_empty()))
}

/// The member of a closed set that a cell names: by its code, or by a name of either language, or by one of the other ways
/// people write it, which the locale files list under `<key>-read`.
fn member<T: Copy>(text: &str, set: &[T], key: impl Fn(T) -> String) -> Option<T> {
    let named = |member: &T| {
        let key = key(*member);
        [Tongue::Zh, Tongue::En].into_iter().any(|tongue| {
            let words = words(tongue);
            let others = words.say(&format!("{key}-read"), &[]);
            words.say(&key, &[]).eq_ignore_ascii_case(text) || others.split('|').any(|other| other.trim() == text)
        })
    };
    set.iter().copied().find(named)
}

/// 事项类别.
#[must_use]
pub fn class(text: &str) -> Option<Class> {
    member(text, Class::ALL, |class| format!("class-{class}"))
}

/// How a row of a checklist is answered.
#[must_use]
pub fn answer(text: &str) -> Option<Answer> {
    member(text, Answer::ALL, |answer| format!("answer-{answer}"))
}

/// 裁量档次.
#[must_use]
pub fn grade(text: &str) -> Option<Grade> {
    member(text, Grade::ALL, |grade| format!("grade-{grade}"))
}

/// 抽查方式.
///
/// # Errors
/// The part that names none.
pub fn methods(text: &str) -> Result<BTreeSet<Method>, String> {
    let parts = text.split(['、', ',', '，']).flat_map(read::list);
    parts.map(|part| member(&part, Method::ALL, |method| format!("method-{method}")).ok_or(part)).collect()
}
