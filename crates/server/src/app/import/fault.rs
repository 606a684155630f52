//! What is wrong with a row, as a value: its sentence stands in the locale files under `fault-<code>`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::app::problem::{Arg, say};
use crate::app::words::Words;

/// A reason for which a row is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Fault {
    /// The field's name; empty if the whole row is at fault.
    #[schema(value_type = String)]
    pub field: Cow<'static, str>,
    /// Stable code; its sentence stands under `fault-<code>`.
    #[schema(value_type = String)]
    pub code: Cow<'static, str>,
    /// What its sentence needs.
    #[serde(default)]
    #[schema(value_type = Object)]
    pub args: BTreeMap<Cow<'static, str>, Value>,
    /// What the cell says.
    pub value: String,
}

/// A value in a fault's sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// A whole number.
    Number(i64),
    /// A text.
    Text(String),
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// The names that sentences of faults may use, for turning stored ones back into the program's own.
const NAMES: &[&str] = &["most", "row", "suggestion", "expected", "found", "one-of"];

impl Fault {
    /// A fault of a field that says `value`.
    pub fn new(field: &'static str, code: &'static str, value: impl Into<String>) -> Self {
        Self { field: field.into(), code: code.into(), args: BTreeMap::new(), value: value.into() }
    }

    /// With a value for its sentence: `most`, `row`, `suggestion`, `expected`, `found` or `one-of`.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.args.insert(name.into(), value.into());
        self
    }

    /// The sentence, without the field's name.
    #[must_use]
    pub fn say(&self, words: &Words) -> String {
        let known = |(name, value): (&Cow<'static, str>, &Value)| {
            let name = NAMES.iter().find(|known| *known == name)?;
            let value = match value {
                Value::Number(number) => Arg::Number(*number),
                Value::Text(text) => Arg::Text(text.clone()),
            };
            Some((*name, value))
        };
        let args: Vec<_> = self.args.iter().filter_map(known).collect();
        say(words, &format!("fault-{}", self.code), &args)
    }
}
