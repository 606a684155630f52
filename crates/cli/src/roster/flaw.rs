//! What can be wrong with a row. Values, not sentences: the sentences are in the locale files.

use lots::name::NameError;

use crate::locale::Words;
use crate::roster::Field;
use crate::roster::dirt::Dirt;
use crate::roster::uscc::UsccError;

/// Something wrong with a row, for which it is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// Nothing in the field.
    Missing(Field),
    /// Nothing in the field, because the cell lies below a merged one.
    Merged(Field),
    /// Blanks, invisible, full-width or wrong letters, and what the cell would be without them.
    Dirty {
        /// The field.
        field: Field,
        /// The kinds of dirt.
        dirt: Vec<Dirt>,
        /// The cell's text.
        found: String,
        /// The clean text, if it is right then.
        suggestion: Option<String>,
    },
    /// Not of the form of section 1.1 of the specification.
    Form {
        /// The field.
        field: Field,
        /// The cell's text.
        found: String,
        /// What is wrong with it.
        error: NameError,
    },
    /// Not a 统一社会信用代码.
    NotUscc {
        /// The cell's text.
        found: String,
        /// What is wrong with it.
        error: UsccError,
    },
    /// Among codes, an id that looks like one with a character lost or gained.
    NearUscc {
        /// The cell's text.
        found: String,
        /// The code it perhaps was.
        suggestion: Option<String>,
    },
    /// A long code that a spreadsheet made a number of: its last digits are lost.
    LostDigits {
        /// The field.
        field: Field,
        /// What is left of it.
        found: String,
    },
    /// Neither a reason code nor the label of one.
    UnknownReason(String),
    /// Not a whole number from 0 to 1,000,000.
    NotACapacity(String),
    /// Not a date.
    NotADate(String),
    /// A pool named twice.
    PoolTwice(String),
    /// Another number of cells than the header has.
    Ragged {
        /// The header's.
        expected: usize,
        /// The row's.
        found: usize,
    },
    /// The key of an earlier row.
    Duplicate {
        /// The key.
        key: String,
        /// The earlier row.
        first_row: u64,
        /// What else the earlier row says.
        first: String,
        /// What else this row says.
        here: String,
    },
    /// The id is in the other roster too: a subject can't be both in the draw and left out.
    AlsoListed {
        /// The id.
        key: String,
        /// Its row in the other file.
        other_row: u64,
    },
    /// The inspector of a recusal isn't on the bench.
    NotOnBench(String),
}

impl Flaw {
    /// The kind, as a word for programs and as the key of its sentence.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Missing(_) => "flaw-missing",
            Self::Merged(_) => "flaw-merged",
            Self::Dirty { .. } => "flaw-dirty",
            Self::Form { .. } => "flaw-form",
            Self::NotUscc { .. } => "flaw-not-uscc",
            Self::NearUscc { .. } => "flaw-near-uscc",
            Self::LostDigits { .. } => "flaw-lost-digits",
            Self::UnknownReason(_) => "flaw-unknown-reason",
            Self::NotACapacity(_) => "flaw-not-a-capacity",
            Self::NotADate(_) => "flaw-not-a-date",
            Self::PoolTwice(_) => "flaw-pool-twice",
            Self::Ragged { .. } => "flaw-ragged",
            Self::Duplicate { .. } => "flaw-duplicate",
            Self::AlsoListed { .. } => "flaw-also-listed",
            Self::NotOnBench(_) => "flaw-not-on-bench",
        }
    }

    /// The field it is about; none if about the whole row.
    #[must_use]
    pub fn field(&self) -> Option<Field> {
        match self {
            Self::Missing(field) | Self::Merged(field) => Some(*field),
            Self::Dirty { field, .. } | Self::Form { field, .. } | Self::LostDigits { field, .. } => Some(*field),
            Self::NotUscc { .. } | Self::NearUscc { .. } | Self::AlsoListed { .. } => Some(Field::Id),
            Self::UnknownReason(_) => Some(Field::Reason),
            Self::NotACapacity(_) => Some(Field::Capacity),
            Self::NotADate(_) => Some(Field::ValidTo),
            Self::PoolTwice(_) => Some(Field::Pools),
            Self::NotOnBench(_) => Some(Field::Code),
            Self::Ragged { .. } | Self::Duplicate { .. } => None,
        }
    }

    /// What the cell should perhaps be.
    #[must_use]
    pub fn suggestion(&self) -> Option<&str> {
        match self {
            Self::Dirty { suggestion, .. } | Self::NearUscc { suggestion, .. } => suggestion.as_deref(),
            _ => None,
        }
    }

    /// In words, without the row's number.
    #[must_use]
    pub fn say(&self, words: &Words) -> String {
        let key = self.key();
        let field = self.field().map(|field| words.say(field.key(), &[])).unwrap_or_default();
        match self {
            Self::Missing(_) | Self::Merged(_) => words.say(key, &[("field", &field)]),
            Self::Dirty { dirt, found, suggestion, .. } => {
                let kinds: Vec<String> = dirt.iter().map(|dirt| words.say(dirt.key(), &[])).collect();
                let kinds = kinds.join(&words.say("list-separator", &[]));
                let said = words.say(key, &[("field", &field), ("found", found), ("kinds", &kinds)]);
                said + &say_suggestion(suggestion.as_deref(), words)
            }
            Self::NearUscc { found, suggestion } => {
                let said = words.say(key, &[("found", found), ("characters", &found.len())]);
                said + &say_suggestion(suggestion.as_deref(), words)
            }
            Self::Form { found, error, .. } => {
                words.say(key, &[("field", &field), ("found", found), ("why", &say_form(*error, words))])
            }
            Self::NotUscc { found, error } => words.say(key, &[("found", found), ("why", &say_uscc(*error, words))]),
            Self::LostDigits { found, .. } => words.say(key, &[("field", &field), ("found", found)]),
            Self::UnknownReason(found)
            | Self::NotACapacity(found)
            | Self::NotADate(found)
            | Self::PoolTwice(found)
            | Self::NotOnBench(found) => words.say(key, &[("found", found)]),
            Self::Ragged { expected, found } => words.say(key, &[("expected", expected), ("found", found)]),
            Self::Duplicate { key: id, first_row, first, here } => {
                let said = words.say(key, &[("id", id), ("row", first_row)]);
                if first == here {
                    return said;
                }
                said + &words.say("flaw-duplicate-differs", &[("first", first), ("here", here)])
            }
            Self::AlsoListed { key: id, other_row } => words.say(key, &[("id", id), ("row", other_row)]),
        }
    }
}

fn say_suggestion(suggestion: Option<&str>, words: &Words) -> String {
    suggestion.map_or(String::new(), |clean| words.say("flaw-suggestion", &[("suggestion", &clean)]))
}

fn say_form(error: NameError, words: &Words) -> String {
    match error {
        NameError::Empty => words.say("form-empty", &[]),
        NameError::TooLong { limit } => words.say("form-too-long", &[("limit", &limit)]),
        NameError::BadCharacter { character, .. } => {
            words.say("form-bad-character", &[("character", &character.escape_debug().to_string())])
        }
        NameError::Blank => words.say("form-blank", &[]),
    }
}

fn say_uscc(error: UsccError, words: &Words) -> String {
    match error {
        UsccError::Length(found) => words.say("uscc-length", &[("found", &found)]),
        UsccError::Character { character, position } => {
            words.say("uscc-character", &[("character", &character.to_string()), ("position", &position)])
        }
        UsccError::Organisation(expected) => words.say("uscc-organisation", &[("expected", &expected.to_string())]),
        UsccError::Last(expected) => words.say("uscc-last", &[("expected", &expected.to_string())]),
    }
}
