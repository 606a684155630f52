//! What is wrong with a cell, as a kind; the words are in the locale files.

use lots::name::NameError;

use super::Field;
use super::dirt::Dirt;
use super::uscc::UsccError;
use crate::locale::Words;

/// What is wrong with a field of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// Nothing there.
    Missing,
    /// Something got into it; this would be the text without it.
    Dirty {
        /// What got in.
        dirt: Vec<Dirt>,
        /// The text without it.
        suggestion: String,
    },
    /// It hasn't the form of its name (`spec/draw.md`, section 1.1).
    Form(NameError),
    /// No 统一社会信用代码.
    Uscc(UsccError),
    /// A spreadsheet kept it as a number and lost its last digits.
    LostDigits,
    /// Hidden below a merged cell.
    Merged,
    /// No known reason.
    Reason(Vec<&'static str>),
    /// Not a whole number from 0 to 1,000,000.
    Number,
    /// No date.
    Date,
    /// The same key as in this row.
    Duplicate(u64),
}

/// A flaw, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The row of the file, from 1, the header counted.
    pub row: u64,
    /// The field.
    pub field: Field,
    /// What stands there.
    pub value: String,
    /// What is wrong with it.
    pub flaw: Flaw,
}

impl Flaw {
    /// The code by which JSON and summaries call this kind of flaw.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Dirty { .. } => "dirty",
            Self::Form(_) => "form",
            Self::Uscc(_) => "uscc",
            Self::LostDigits => "lost-digits",
            Self::Merged => "merged",
            Self::Reason(_) => "reason",
            Self::Number => "number",
            Self::Date => "date",
            Self::Duplicate(_) => "duplicate",
        }
    }

    /// In words, with what to do.
    #[must_use]
    pub fn say(&self, words: &Words) -> String {
        let separator = words.say("list-separator", &[]);
        match self {
            Self::Missing => words.say("flaw-missing", &[]),
            Self::Dirty { dirt, suggestion } => {
                let kinds: Vec<String> = dirt.iter().map(|dirt| words.say(dirt.key(), &[])).collect();
                words.say("flaw-dirty", &[("kinds", &kinds.join(&separator)), ("suggestion", suggestion)])
            }
            Self::Form(error) => name_error(*error, words),
            Self::Uscc(error) => uscc_error(*error, words),
            Self::LostDigits => words.say("flaw-lost-digits", &[]),
            Self::Merged => words.say("flaw-merged", &[]),
            Self::Reason(known) => words.say("flaw-reason", &[("known", &known.join(&separator))]),
            Self::Number => words.say("flaw-number", &[]),
            Self::Date => words.say("flaw-date", &[]),
            Self::Duplicate(row) => words.say("flaw-duplicate", &[("row", row)]),
        }
    }
}

fn name_error(error: NameError, words: &Words) -> String {
    match error {
        NameError::Empty => words.say("flaw-missing", &[]),
        NameError::TooLong { limit } => words.say("flaw-too-long", &[("limit", &limit)]),
        NameError::BadCharacter { character, .. } => {
            words.say("flaw-character", &[("character", &character.to_string())])
        }
        NameError::Blank => words.say("dirt-blank", &[]),
    }
}

fn uscc_error(error: UsccError, words: &Words) -> String {
    match error {
        UsccError::Length(length) => words.say("flaw-uscc-length", &[("length", &length)]),
        UsccError::Character { character, position } => {
            words.say("flaw-uscc-character", &[("character", &character.to_string()), ("position", &position)])
        }
        UsccError::Organisation(expected) => {
            words.say("flaw-uscc-organisation", &[("expected", &expected.to_string())])
        }
        UsccError::Last(expected) => words.say("flaw-uscc-last", &[("expected", &expected.to_string())]),
    }
}

impl Found {
    /// In words: field, value, what is wrong.
    #[must_use]
    pub fn say(&self, words: &Words) -> String {
        let field = words.say(self.field.key(), &[]);
        words.say("flaw-at", &[("field", &field), ("value", &self.value), ("what", &self.flaw.say(words))])
    }
}
