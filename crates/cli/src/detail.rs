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
    let values: Vec<(&str, &dyn Sayable)> = detail
        .values()
        .map(|(name, value)| match value {
            Value::Number(number) => (name, number as &dyn Sayable),
            Value::Text(text) => (name, text as &dyn Sayable),
        })
        .collect();
    words.say(&key(detail.finding().code()), &values)
}
