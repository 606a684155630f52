//! The forms of names in entries.

use std::borrow::{Borrow, Cow};
use std::fmt;
use std::str::FromStr;

use hmac::{Hmac, KeyInit as _, Mac as _};
use lots::hash::{Digest, NotHex, parse_hex};
use lots::name::NameError;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::Sha256;

/// Texts that are read by `FromStr` and written by `Display`.
macro_rules! text {
    ($name:ident) => {
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "\"{self}\"")
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                lots::canonical::read_text(deserializer)
            }
        }
    };
}

/// 1–32 of what `allowed` lets pass.
fn check(text: &str, allowed: impl Fn(usize, char) -> bool) -> Result<(), NameError> {
    const LIMIT: usize = 32;
    if text.is_empty() {
        return Err(NameError::Empty);
    }
    if text.len() > LIMIT {
        return Err(NameError::TooLong { limit: LIMIT });
    }
    match text.char_indices().find(|&(offset, c)| !allowed(offset, c)) {
        Some((offset, character)) => Err(NameError::BadCharacter { character, offset }),
        None => Ok(()),
    }
}

/// A code: 1–32 of `a-z 0-9 -`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(Cow<'static, str>);

impl Code {
    /// The role of the system itself.
    pub const SYSTEM: Self = Self(Cow::Borrowed("system"));

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Code {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        check(text, |_, c| matches!(c, 'a'..='z' | '0'..='9' | '-'))?;
        Ok(Self(Cow::Owned(text.to_owned())))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

text!(Code);

/// A field's name: 1–32 of `a-z 0-9 _`, beginning with a letter.
///
/// ```
/// use journal::entry::FieldName;
/// assert!("number".parse::<FieldName>().is_ok());
/// assert!("2nd".parse::<FieldName>().is_err());
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldName(Box<str>);

impl FieldName {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for FieldName {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        check(text, |at, c| c.is_ascii_lowercase() || (at > 0 && matches!(c, '0'..='9' | '_')))?;
        Ok(Self(text.into()))
    }
}

impl Borrow<str> for FieldName {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for FieldName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

text!(FieldName);

/// What kind of act: `noun.verb`, two codes.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Kind(Box<str>);

impl Kind {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Kind {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        let (noun, verb) = text.split_once('.').ok_or(NameError::Empty)?;
        noun.parse::<Code>()?;
        verb.parse::<Code>()?;
        Ok(Self(text.into()))
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

text!(Kind);

/// A person without a name: the same person is the same pseudonym within an organisation, and nowhere else.
///
/// 32 lower-case hex characters: the first of `hex(HMAC-SHA-256(P, person))`; 32 zeros are the system itself.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pseudonym([u8; 16]);

impl Pseudonym {
    /// The system itself.
    pub const SYSTEM: Self = Self([0; 16]);

    /// A person's, where `secret` are the organisation's 32 bytes.
    ///
    /// # Panics
    /// Never: HMAC takes a key of any length.
    #[must_use]
    pub fn of(secret: &[u8; 32], person: &str) -> Self {
        let mut mac = Hmac::<Sha256>::new_from_slice(secret).expect("HMAC takes a key of any length");
        mac.update(person.as_bytes());
        let whole = Digest(mac.finalize().into_bytes().into());
        let mut half = [0; 16];
        half.copy_from_slice(&whole.0[..16]);
        Self(half)
    }
}

impl FromStr for Pseudonym {
    type Err = NotHex;

    fn from_str(text: &str) -> Result<Self, NotHex> {
        parse_hex(text).map(Self)
    }
}

impl fmt::Display for Pseudonym {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A digest is written whole, which is much faster than byte by byte; its first half is this.
        let mut whole = Digest([0; 32]);
        whole.0[..16].copy_from_slice(&self.0);
        f.write_str(std::str::from_utf8(&whole.hex()[..32]).map_err(|_| fmt::Error)?)
    }
}

text!(Pseudonym);
