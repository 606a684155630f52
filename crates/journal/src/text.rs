//! The small forms all formats here share: base64 and decimal numbers, each value with exactly one text.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use lots::hash::Digest;

/// The greatest size or index: what every other reader of these formats can hold (a signed 64-bit integer).
pub(crate) const MAX_SIZE: u64 = i64::MAX as u64;

/// Base64 of RFC 4648, section 4, with padding.
pub(crate) fn to_base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// Bytes of base64 with its padding and with zeros in the bits left over: no two texts are the same bytes.
pub(crate) fn from_base64(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text).ok()
}

/// A digest in base64.
pub(crate) fn digest_from_base64(text: &str) -> Option<Digest> {
    Some(Digest(from_base64(text)?.try_into().ok()?))
}

/// A decimal number without sign and leading zeros, at most [`MAX_SIZE`].
pub(crate) fn decimal(text: &str) -> Option<u64> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    text.parse().ok().filter(|&number| plain && number <= MAX_SIZE)
}

/// The lines of a text, each ended by a newline. `None` if there is something behind the last newline.
pub(crate) fn lines(text: &str) -> Option<Vec<&str>> {
    let ended = text.is_empty() || text.ends_with('\n');
    ended.then(|| text.split_terminator('\n').collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_has_one_text() {
        assert_eq!(from_base64("AAE="), Some(vec![0, 1]));
        for other in ["AAE", "AAF=", "AAE=\n", " AAE=", "AA==E", "_-8=", "AAE=="] {
            assert_eq!(from_base64(other), None, "{other:?}");
        }
        assert_eq!((decimal("0"), decimal("10")), (Some(0), Some(10)));
        assert_eq!(decimal("9223372036854775807"), Some(MAX_SIZE));
        for other in
            ["", "00", "01", "+1", "-1", " 1", "1 ", "1_0", "１", "9223372036854775808", "99999999999999999999"]
        {
            assert_eq!(decimal(other), None, "{other:?}");
        }
    }

    #[test]
    fn lines_end_with_a_newline() {
        assert_eq!(lines(""), Some(vec![]));
        assert_eq!(lines("\n"), Some(vec![""]));
        assert_eq!(lines("a\n\nb\n"), Some(vec!["a", "", "b"]));
        assert_eq!(lines("a"), None);
    }
}
