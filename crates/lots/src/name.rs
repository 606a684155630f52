//! The names of the draw: ids, codes, strata, pools, reasons, persons (`spec/draw.md`, section 1.1).
//!
//! A value of one of these types has its form; nothing is trimmed, folded or repaired on the way in. Names compare by
//! bytes.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Why a text is not a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameError {
    /// Nothing there.
    Empty,
    /// Longer than `limit` bytes.
    TooLong {
        /// The most bytes allowed.
        limit: usize,
    },
    /// A character that this kind of name can't hold.
    BadCharacter {
        /// The character.
        character: char,
        /// Its offset in bytes.
        offset: usize,
    },
    /// A blank (U+0020, U+00A0 or U+3000) at the beginning or the end.
    Blank,
}

impl fmt::Display for NameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("is empty"),
            Self::TooLong { limit } => write!(f, "is longer than {limit} bytes"),
            Self::BadCharacter { character, offset } => {
                write!(f, "has the character {character:?} at byte {offset}, which is not allowed here")
            }
            Self::Blank => f.write_str("begins or ends with a blank"),
        }
    }
}

impl std::error::Error for NameError {}

fn check(text: &str, limit: usize, allowed: impl Fn(char) -> bool) -> Result<(), NameError> {
    const BLANKS: [char; 3] = [' ', '\u{a0}', '\u{3000}'];
    if text.is_empty() {
        return Err(NameError::Empty);
    }
    if text.len() > limit {
        return Err(NameError::TooLong { limit });
    }
    if let Some((offset, character)) = text.char_indices().find(|&(_, c)| !allowed(c) && !BLANKS.contains(&c)) {
        return Err(NameError::BadCharacter { character, offset });
    }
    if text.starts_with(BLANKS) || text.ends_with(BLANKS) {
        return Err(NameError::Blank);
    }
    match text.char_indices().find(|&(_, c)| !allowed(c)) {
        Some((offset, character)) => Err(NameError::BadCharacter { character, offset }),
        None => Ok(()),
    }
}

fn printable_ascii(c: char) -> bool {
    matches!(c, ' '..='~')
}

fn slug(c: char) -> bool {
    matches!(c, 'a'..='z' | '0'..='9' | '-')
}

macro_rules! name {
    ($(#[$doc:meta])* $name:ident, $limit:expr, $allowed:expr) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Box<str>);

        impl $name {
            /// Check `text` and take it as it is.
            ///
            /// # Errors
            /// [`NameError`] says what is wrong with it and where.
            pub fn new(text: impl Into<Box<str>>) -> Result<Self, NameError> {
                let text = text.into();
                Self::check(&text)?;
                Ok(Self(text))
            }

            /// Whether `text` has the form of this name.
            ///
            /// # Errors
            /// [`NameError`] says what is wrong with it and where.
            pub fn check(text: &str) -> Result<(), NameError> {
                check(text, $limit, $allowed)
            }

            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = NameError;

            fn from_str(text: &str) -> Result<Self, NameError> {
                Self::new(text)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&self.0, f)
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                crate::canonical::read_text(deserializer)
            }
        }
    };
}

name! {
    /// Names a subject (检查对象): 1–55 printable ASCII bytes, normally the 18-character 统一社会信用代码.
    ///
    /// ```
    /// use lots::name::{NameError, SubjectId};
    /// assert!(SubjectId::new("91350100M000100Y43").is_ok());
    /// assert_eq!(SubjectId::new("91350100M000100Y43 "), Err(NameError::Blank));
    /// ```
    SubjectId, 55, printable_ascii
}
name! {
    /// Names an inspector (执法检查人员) by a code fixed at the commit, never by name or ID number: 1–55 printable ASCII bytes.
    InspectorCode, 55, printable_ascii
}
name! {
    /// Names a stratum (分层): 1–120 bytes of UTF-8 without control characters.
    StratumName, 120, |c: char| !c.is_control()
}
name! {
    /// Names a pool (人员池) of inspectors: like a stratum's name, and without a comma.
    PoolName, 120, |c: char| !c.is_control() && c != ','
}
name! {
    /// Says why somebody is left out or must not meet: 1–32 of `a-z 0-9 -`.
    ReasonCode, 32, slug
}
name! {
    /// A party that reveals, a person who approves or enters: 1–55 of `a-z 0-9 -`, a pseudonym.
    PersonCode, 55, slug
}
name! {
    /// Names a draw: 1–120 printable ASCII bytes.
    DrawId, 120, printable_ascii
}

/// A line of public text that people read (task, reason of a further draw, citation): up to 400 bytes without control
/// characters; may be empty.
///
/// ```
/// use lots::name::Note;
/// assert!(Note::new("").is_ok());
/// assert!(Note::new("two\nlines").is_err());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Note(Box<str>);

impl Note {
    /// Check `text` and take it as it is.
    ///
    /// # Errors
    /// [`NameError::TooLong`] or [`NameError::BadCharacter`].
    pub fn new(text: impl Into<Box<str>>) -> Result<Self, NameError> {
        const LIMIT: usize = 400;
        let text = text.into();
        if text.len() > LIMIT {
            return Err(NameError::TooLong { limit: LIMIT });
        }
        match text.char_indices().find(|(_, c)| c.is_control()) {
            Some((offset, character)) => Err(NameError::BadCharacter { character, offset }),
            None => Ok(Self(text)),
        }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Serialize for Note {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Note {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}
