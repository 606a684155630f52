//! What a check found, in words.

use lots::check::{Detail, Value};

use crate::locale::{Sayable, Words};

/// The key of a finding's sentence.
#[must_use]
pub fn key(code: &str) -> String {
    format!("detail-{code}")
}

/// The sentence of a detail.
#[must_use]
pub fn say(detail: &Detail, words: &Words) -> String {
    sentence(detail.finding().code(), detail.values(), words)
}

/// The sentence of a detail of the journal's checks.
#[must_use]
pub fn say_journal(detail: &journal::detail::Detail, words: &Words) -> String {
    sentence(detail.finding().code(), detail.values(), words)
}

fn sentence<'a>(code: &str, values: impl Iterator<Item = (&'static str, &'a Value)>, words: &Words) -> String {
    let values: Vec<(&str, &dyn Sayable)> = values
        .map(|(name, value)| match value {
            Value::Number(number) => (name, number as &dyn Sayable),
            Value::Text(text) => (name, text as &dyn Sayable),
        })
        .collect();
    words.say(&key(code), &values)
}
