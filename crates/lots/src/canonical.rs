//! Canonical JSON: RFC 8785 restricted to objects, arrays, strings and integers below 2^53 (`spec/draw.md`, section 1).
//!
//! Every record that is hashed is one of our own types whose fields are declared in the order of their names, so that
//! serde writes them canonically. Reading is strict by a round trip: what does not write back to the same bytes was
//! not canonical. That one comparison rejects white space, escapes, key order, duplicate keys, `1.0`, `1e3` and `-0`.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::{DeserializeOwned, Visitor};
use serde::{Deserializer, Serialize};

/// The greatest integer that canonical JSON may hold here: 2^53 − 1, the last one every JavaScript reader knows exactly.
pub const MAX_INTEGER: u64 = (1 << 53) - 1;

/// Why a text is not canonical JSON of the expected shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotCanonical {
    /// It is not JSON, or lacks a key, has an unknown one, or a value of the wrong type or form.
    Shape(String),
    /// It is JSON of the right shape, but not in canonical form, from this byte on.
    Form {
        /// Offset of the first byte that differs from the canonical text.
        offset: usize,
    },
    /// An integer above 2^53 − 1.
    Integer,
}

impl fmt::Display for NotCanonical {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Shape(why) => f.write_str(why),
            Self::Form { offset } => write!(f, "not canonical JSON (RFC 8785) at byte {offset}"),
            Self::Integer => f.write_str("an integer above 2^53 - 1"),
        }
    }
}

impl std::error::Error for NotCanonical {}

/// Write `value` as canonical JSON, without an end of line.
///
/// The type's fields must be declared in the order of their names; [`from_text`] of the same type would refuse the
/// result otherwise.
///
/// ```
/// #[derive(serde::Serialize)]
/// struct Rate { p: u64, q: u64 }
/// assert_eq!(lots::canonical::to_text(&Rate { p: 1, q: 20 }), r#"{"p":1,"q":20}"#);
/// ```
///
/// # Panics
/// If a map of the type has keys that aren't strings: a mistake in the type, not in the data.
#[must_use]
pub fn to_text<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("records have text keys only")
}

/// Read canonical JSON.
///
/// # Errors
/// [`NotCanonical`] if `bytes` are not exactly what [`to_text`] writes for the value they hold.
///
/// ```
/// use lots::canonical::from_text;
/// #[derive(serde::Serialize, serde::Deserialize)]
/// struct Rate { p: u64, q: u64 }
/// assert!(from_text::<Rate>(br#"{"p":1,"q":20}"#).is_ok());
/// for bad in [r#"{"q":20,"p":1}"#, r#"{"p":1, "q":20}"#, r#"{"p":1.0,"q":20}"#, r#"{"p":1,"q":9007199254740992}"#] {
///     assert!(from_text::<Rate>(bad.as_bytes()).is_err());
/// }
/// ```
pub fn from_text<T: Serialize + DeserializeOwned>(bytes: &[u8]) -> Result<T, NotCanonical> {
    let value: T = serde_json::from_slice(bytes).map_err(|e| NotCanonical::Shape(e.to_string()))?;
    let mut canonical = Vec::with_capacity(bytes.len());
    serde_json::to_writer(&mut canonical, &value).expect("records have text keys only");
    if canonical != bytes {
        let offset = canonical.iter().zip(bytes).position(|(a, b)| a != b);
        return Err(NotCanonical::Form { offset: offset.unwrap_or(canonical.len().min(bytes.len())) });
    }
    if has_big_integer(bytes) { Err(NotCanonical::Integer) } else { Ok(value) }
}

/// Read a value that is written as a text, without keeping a copy of the text: for `deserialize` of such types.
///
/// # Errors
/// If it isn't a text, or the type refuses it.
pub fn read_text<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: FromStr<Err: fmt::Display>,
{
    struct Text<T>(PhantomData<T>);

    impl<T: FromStr<Err: fmt::Display>> Visitor<'_> for Text<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a text")
        }

        fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
            text.parse().map_err(E::custom)
        }
    }

    deserializer.deserialize_str(Text(PhantomData))
}

/// Whether canonical JSON text holds an integer above [`MAX_INTEGER`].
fn has_big_integer(text: &[u8]) -> bool {
    let (mut in_string, mut escaped, mut number) = (false, false, 0u64);
    for &byte in text {
        if in_string {
            (in_string, escaped) = (escaped || byte != b'"', !escaped && byte == b'\\');
            continue;
        }
        in_string = byte == b'"';
        number =
            if byte.is_ascii_digit() { number.saturating_mul(10).saturating_add(u64::from(byte - b'0')) } else { 0 };
        if number > MAX_INTEGER {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn strings_are_escaped_as_rfc_8785_asks() {
        let text = to_text(&"\u{8}\t\n\u{c}\r\u{1f}\"\\/\u{7f}é摇\u{2028}😀");
        assert_eq!(text, "\"\\b\\t\\n\\f\\r\\u001f\\\"\\\\/\u{7f}é摇\u{2028}😀\"");
    }

    #[test]
    fn digits_inside_strings_are_no_integers() {
        let value = BTreeMap::from([("a\"".to_owned(), "99999999999999999999".to_owned())]);
        let text = to_text(&value);
        assert_eq!(from_text::<BTreeMap<String, String>>(text.as_bytes()), Ok(value));
    }

    #[test]
    fn a_difference_is_located() {
        assert_eq!(from_text::<Vec<u64>>(b"[1, 2]"), Err(NotCanonical::Form { offset: 3 }));
        assert_eq!(from_text::<Vec<u64>>(b"[1,2]\n"), Err(NotCanonical::Form { offset: 5 }));
        assert_eq!(from_text::<Vec<u64>>(b"[9007199254740992]"), Err(NotCanonical::Integer));
        assert_eq!(from_text::<Vec<u64>>(b"[9007199254740991]"), Ok(vec![MAX_INTEGER]));
    }
}
