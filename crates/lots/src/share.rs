//! The secret and its 2-of-3 shares, so that it can't be withheld (`spec/draw.md`, section 3.4).
//!
//! Randomness comes from the caller: this crate has none.

use std::fmt;
use std::str::FromStr;

use crate::hash::{Digest, NotHex, parse_hex};

/// The bureau's secret `s`: 64 lower-case hex characters. Its bytes are not shown by `Debug`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Secret([u8; 32]);

impl Secret {
    /// The 64 zeros of a draw that is announced at once.
    pub const AT_ONCE: Self = Self([0; 32]);

    /// The secret of these random bytes.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// What the commitment holds: `H("yaoguang/v1/secret\n" + s)`.
    #[must_use]
    pub fn commitment(&self) -> Digest {
        Digest::of_parts(&[b"yaoguang/v1/secret\n", &self.hex()])
    }

    /// The 64 characters.
    #[must_use]
    pub fn hex(&self) -> [u8; 64] {
        Digest(self.0).hex()
    }

    /// Split into three shares with 32 random bytes; any two give the secret back, one tells nothing.
    #[must_use]
    pub fn split(&self, random: [u8; 32]) -> [Share; 3] {
        [1, 2, 3].map(|x| {
            let mut value = self.0;
            value.iter_mut().zip(random).for_each(|(byte, r)| *byte ^= multiply(x, r));
            Share { x, value }
        })
    }
}

impl FromStr for Secret {
    type Err = NotHex;

    fn from_str(text: &str) -> Result<Self, NotHex> {
        parse_hex(text).map(Self)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

/// One of three shares of a secret. Displays as `yaoguang-share:v1:x:hex:check`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Share {
    x: u8,
    value: [u8; 32],
}

/// Why a share, or two of them, give no secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShareError {
    /// Not of the form `yaoguang-share:v1:x:hex:check`.
    Form,
    /// The check characters say that something was mistyped.
    Check,
    /// The same share twice.
    Same,
}

impl fmt::Display for ShareError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Form => "not a share",
            Self::Check => "the share was mistyped: its check characters don't match",
            Self::Same => "the same share twice",
        })
    }
}

impl std::error::Error for ShareError {}

const PREFIX: &str = "yaoguang-share:v1:";

impl Share {
    fn body(&self) -> String {
        format!("{}:{}", self.x, Digest(self.value))
    }

    fn check(&self) -> String {
        Digest::of_parts(&[b"yaoguang/v1/share\n", self.body().as_bytes()]).to_string()[..8].to_owned()
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{PREFIX}{}:{}", self.body(), self.check())
    }
}

impl fmt::Debug for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Share({})", self.x)
    }
}

impl FromStr for Share {
    type Err = ShareError;

    fn from_str(text: &str) -> Result<Self, ShareError> {
        let mut parts = text.strip_prefix(PREFIX).ok_or(ShareError::Form)?.split(':');
        let (Some(x), Some(value), Some(check), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
            return Err(ShareError::Form);
        };
        let x = match x {
            "1" => 1,
            "2" => 2,
            "3" => 3,
            _ => return Err(ShareError::Form),
        };
        let share = Self { x, value: parse_hex(value).map_err(|_| ShareError::Form)? };
        if share.check() == check { Ok(share) } else { Err(ShareError::Check) }
    }
}

/// The secret of two different shares.
///
/// # Errors
/// [`ShareError::Same`] if they are the same one.
///
/// ```
/// use lots::share::{Secret, join};
/// let secret = Secret::new([7; 32]);
/// let [_, second, third] = secret.split([201; 32]);
/// assert_eq!(join(&third, &second), Ok(secret));
/// ```
pub fn join(one: &Share, other: &Share) -> Result<Secret, ShareError> {
    if one.x == other.x {
        return Err(ShareError::Same);
    }
    // The line through (a, y) and (b, z) at 0 is (b·y + a·z) / (a + b), where + is ⊕.
    let scale = inverse(one.x ^ other.x);
    let mut bytes = [0; 32];
    for (byte, (y, z)) in bytes.iter_mut().zip(one.value.iter().zip(other.value)) {
        *byte = multiply(scale, multiply(other.x, *y) ^ multiply(one.x, z));
    }
    Ok(Secret(bytes))
}

/// The product in GF(2^8) with the polynomial x^8 + x^4 + x^3 + x + 1.
fn multiply(mut a: u8, mut b: u8) -> u8 {
    let mut product = 0;
    while b != 0 {
        product ^= if b & 1 == 1 { a } else { 0 };
        a = (a << 1) ^ if a & 0x80 == 0 { 0 } else { 0x1b };
        b >>= 1;
    }
    product
}

/// `a` to the power of 254: its inverse, since every element's 255th power is 1.
fn inverse(a: u8) -> u8 {
    (0..254).fold(1, |power, _| multiply(power, a))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_two_shares_give_the_secret_back() {
        let secret = Secret::new(std::array::from_fn(|i| u8::try_from(i * 37 % 256).unwrap()));
        let shares = secret.split(std::array::from_fn(|i| u8::try_from(i * 91 % 256).unwrap()));
        for a in 0..3 {
            for b in 0..3 {
                let expected = if a == b { Err(ShareError::Same) } else { Ok(secret) };
                assert_eq!(join(&shares[a], &shares[b]), expected);
            }
        }
    }

    #[test]
    fn the_field_is_that_of_aes() {
        // FIPS 197, section 4.2: {57}·{83} = {c1}.
        assert_eq!(multiply(0x57, 0x83), 0xc1);
        assert!((1..=255).all(|a| multiply(a, inverse(a)) == 1));
    }

    #[test]
    fn a_mistyped_share_is_noticed() {
        let text = Secret::new([1; 32]).split([2; 32])[0].to_string();
        assert_eq!(text.parse::<Share>().unwrap().to_string(), text);
        for at in PREFIX.len()..text.len() {
            let mut typo = text.clone().into_bytes();
            typo[at] = if typo[at] == b'1' { b'2' } else { b'1' };
            assert!(String::from_utf8(typo).unwrap().parse::<Share>().is_err(), "byte {at}");
        }
        assert_eq!("nonsense".parse::<Share>(), Err(ShareError::Form));
    }
}
