//! Keys that verify and keys that sign, and their texts (C2SP signed-note; `spec/journal.md`, section 4.1).
//!
//! Three kinds: Ed25519, SM2 with SM3 (国密), and a witness's Ed25519 key, whose signatures carry a time. What signs is a
//! [`Signer`]; [`SecretKey`] is the one that holds its secret itself, a device (HSM, 服务器密码机) is another.
//! Both algorithms sign deterministically (RFC 8032; RFC 6979 with SM3), so nothing here needs random numbers.
//!
//! ```
//! use journal::key::{KeyType, SecretKey, Signer, VerifierKey};
//! let key = SecretKey::new(KeyType::Sm2, "price.fushun.example/journal".parse()?, [7; 32])?;
//! let text = key.verifier_key().to_string();
//! assert!(text.starts_with("price.fushun.example/journal+"));
//! let known: VerifierKey = text.parse()?;
//! let signature = key.sign(b"a note\n")?;
//! assert_eq!(known.verify("a note\n", &signature), Ok(None));
//! assert!(known.verify("another\n", &signature).is_err());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod public;
mod secret;

use std::fmt;

use lots::hash::{Digest, parse_hex};

pub use public::VerifierKey;
pub use secret::SecretKey;

use crate::note::{KeyName, Line};

/// The kinds of keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyType {
    /// Ed25519 (RFC 8032) over the note's text.
    Ed25519,
    /// SM2 (GB/T 32918.2) with SM3 over the note's text, user id `1234567812345678`.
    Sm2,
    /// A witness's Ed25519 key; its signatures are cosignatures (C2SP tlog-cosignature), with a time.
    Witness,
}

impl KeyType {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Ed25519, Self::Sm2, Self::Witness];

    /// The bytes of the signature type before the public key.
    #[must_use]
    pub fn prefix(self) -> &'static [u8] {
        match self {
            Self::Ed25519 => &[1],
            Self::Sm2 => b"\xffSM2-with-SM3",
            Self::Witness => &[4],
        }
    }

    /// The length of a public key in bytes.
    fn public_length(self) -> usize {
        if self == Self::Sm2 { 65 } else { 32 }
    }

    /// Signature type and key, apart, if the key has `length` bytes for that type.
    fn split(bytes: &[u8], length: impl Fn(Self) -> usize) -> Option<(Self, &[u8])> {
        let of = |kind: Self| bytes.strip_prefix(kind.prefix()).map(|key| (kind, key));
        Self::ALL.into_iter().filter_map(of).find(|(kind, key)| key.len() == length(*kind))
    }
}

/// The first 4 bytes of `H(name + "\n" + signature type + public key)`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId(pub [u8; 4]);

impl KeyId {
    /// The id of a key.
    #[must_use]
    pub fn of(name: &KeyName, kind: KeyType, public: &[u8]) -> Self {
        let [a, b, c, d, ..] = Digest::of_parts(&[name.as_str().as_bytes(), b"\n", kind.prefix(), public]).0;
        Self([a, b, c, d])
    }

    fn from_hex(text: &str) -> Option<Self> {
        parse_hex(text).ok().map(Self)
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyId({self})")
    }
}

/// Why a key is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyError {
    /// Not `name+id+base64`.
    Form,
    /// The signature type is none of ours, or the key hasn't its length.
    Type,
    /// The key is no point of its curve, one of small order, or no scalar of the right range.
    Key,
    /// The key id isn't the key's.
    Id,
}

impl fmt::Display for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Form => "expected a key as name+id+base64",
            Self::Type => "this type of key isn't known here",
            Self::Key => "the key isn't a valid one",
            Self::Id => "the key id isn't that of the key",
        })
    }
}

impl std::error::Error for KeyError {}

/// A signature doesn't verify.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadSignature;

impl fmt::Display for BadSignature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the signature doesn't verify")
    }
}

impl std::error::Error for BadSignature {}

/// Why nothing was signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignError {
    /// The signer isn't of the kind that signs this.
    Kind,
    /// What came out isn't a note.
    Form,
    /// What the signer answered doesn't verify under its own key.
    Unverified,
    /// The device says why, in its own words.
    Device(String),
}

impl fmt::Display for SignError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Kind => f.write_str("this key isn't for that"),
            Self::Form => f.write_str("this can't be signed as a note"),
            Self::Unverified => f.write_str("the signer's own signature doesn't verify"),
            Self::Device(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for SignError {}

/// What signs: a secret key in memory, or a device that keeps it.
pub trait Signer {
    /// The key by which its signatures verify; it has the signer's name.
    fn verifier_key(&self) -> &VerifierKey;

    /// The 64 bytes of a signature over exactly `message`: Ed25519 (RFC 8032) or, for an SM2 key, r and s of SM2 with SM3.
    ///
    /// # Errors
    /// [`SignError::Device`] if it doesn't sign.
    fn sign(&self, message: &[u8]) -> Result<[u8; 64], SignError>;

    /// Its line under the text of a note. A signature that doesn't verify never leaves here.
    ///
    /// # Errors
    /// [`SignError::Kind`] for a witness's key, which signs with a time ([`crate::cosignature`]).
    fn line(&self, text: &str) -> Result<Line, SignError> {
        let key = self.verifier_key();
        if key.kind() == KeyType::Witness {
            return Err(SignError::Kind);
        }
        let signature = self.sign(text.as_bytes())?.to_vec();
        key.verify(text, &signature).map_err(|_| SignError::Unverified)?;
        Ok(Line { name: key.name().clone(), id: key.id(), signature })
    }
}
