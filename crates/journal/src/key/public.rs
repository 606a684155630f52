//! Keys that verify.

use std::fmt;
use std::str::FromStr;

use ed25519_dalek::Signature as Ed25519Signature;
use sm2::dsa::signature::Verifier as _;

use super::{BadSignature, KeyError, KeyId, KeyType};
use crate::cosignature;
use crate::note::{KeyName, Line};
use crate::text::{from_base64, to_base64};

/// The user id of GM/T 0009, section 10, for everybody who has no other.
pub(super) const USER_ID: &str = "1234567812345678";

/// A public key with its name: `name+id+base64(signature type + public key)`.
///
/// A value of this type is a valid key of its kind; Ed25519 keys of small order, under which anything verifies, are refused.
#[derive(Clone, Debug)]
pub struct VerifierKey {
    name: KeyName,
    id: KeyId,
    kind: KeyType,
    public: Vec<u8>,
    ready: Ready,
}

/// The key as its library has it.
#[derive(Clone, Debug)]
enum Ready {
    Ed25519(Box<ed25519_dalek::VerifyingKey>),
    Sm2(Box<sm2::dsa::VerifyingKey>),
}

impl VerifierKey {
    /// A key of this kind and name.
    ///
    /// # Errors
    /// [`KeyError::Type`] if the length is wrong, [`KeyError::Key`] if it isn't a valid key.
    pub fn new(kind: KeyType, name: KeyName, public: &[u8]) -> Result<Self, KeyError> {
        if public.len() != kind.public_length() {
            return Err(KeyError::Type);
        }
        let ready = match kind {
            KeyType::Ed25519 | KeyType::Witness => ed25519(public).map(Box::new).map(Ready::Ed25519),
            KeyType::Sm2 => sm2(public).map(Box::new).map(Ready::Sm2),
        };
        let ready = ready.ok_or(KeyError::Key)?;
        Ok(Self { id: KeyId::of(&name, kind, public), name, kind, public: public.to_vec(), ready })
    }

    /// The name.
    #[must_use]
    pub fn name(&self) -> &KeyName {
        &self.name
    }

    /// The key id.
    #[must_use]
    pub fn id(&self) -> KeyId {
        self.id
    }

    /// The kind.
    #[must_use]
    pub fn kind(&self) -> KeyType {
        self.kind
    }

    /// The bytes of the public key: 32 for Ed25519, 65 for SM2.
    #[must_use]
    pub fn public(&self) -> &[u8] {
        &self.public
    }

    /// Whether a line says that it is of this key: name and id are the same.
    #[must_use]
    pub fn is_of(&self, line: &Line) -> bool {
        self.name == line.name && self.id == line.id
    }

    /// Whether `signature`, as it stands in a line behind the key id, is this key's under the text of a note. The answer is a
    /// cosignature's time; `None` for keys of the other kinds.
    ///
    /// # Errors
    /// [`BadSignature`], also for a signature of the wrong length.
    pub fn verify(&self, text: &str, signature: &[u8]) -> Result<Option<u64>, BadSignature> {
        if self.kind == KeyType::Witness {
            let (time, signature) = cosignature::split(signature).ok_or(BadSignature)?;
            self.verify_bytes(cosignature::message(text, time).as_bytes(), signature)?;
            return Ok(Some(time));
        }
        self.verify_bytes(text.as_bytes(), signature).map(|()| None)
    }

    /// Whether `signature` is this key's over exactly `message`.
    fn verify_bytes(&self, message: &[u8], signature: &[u8]) -> Result<(), BadSignature> {
        let signature: &[u8; 64] = signature.try_into().map_err(|_| BadSignature)?;
        let verified = match &self.ready {
            Ready::Ed25519(key) => key.verify_strict(message, &Ed25519Signature::from_bytes(signature)).is_ok(),
            Ready::Sm2(key) => {
                let signature = sm2::dsa::Signature::from_slice(signature);
                signature.is_ok_and(|signature| key.verify(message, &signature).is_ok())
            }
        };
        if verified { Ok(()) } else { Err(BadSignature) }
    }
}

fn ed25519(public: &[u8]) -> Option<ed25519_dalek::VerifyingKey> {
    let key = ed25519_dalek::VerifyingKey::from_bytes(public.try_into().ok()?).ok()?;
    // The library takes a y above the field's prime too; there the same key would have two texts.
    let canonical = key.as_bytes() == public && key.to_edwards().compress().as_bytes() == public;
    (canonical && !key.is_weak()).then_some(key)
}

fn sm2(public: &[u8]) -> Option<sm2::dsa::VerifyingKey> {
    let uncompressed = public.first() == Some(&4);
    sm2::dsa::VerifyingKey::from_sec1_bytes(USER_ID, public).ok().filter(|_| uncompressed)
}

impl PartialEq for VerifierKey {
    fn eq(&self, other: &Self) -> bool {
        (&self.name, self.kind, &self.public) == (&other.name, other.kind, &other.public)
    }
}

impl Eq for VerifierKey {}

impl FromStr for VerifierKey {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let mut parts = text.splitn(3, '+');
        let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(KeyError::Form);
        };
        let name = name.parse().map_err(|_| KeyError::Form)?;
        let id = KeyId::from_hex(id).ok_or(KeyError::Form)?;
        let bytes = from_base64(key).ok_or(KeyError::Form)?;
        let (kind, public) = KeyType::split(&bytes, KeyType::public_length).ok_or(KeyError::Type)?;
        let key = Self::new(kind, name, public)?;
        if key.id == id { Ok(key) } else { Err(KeyError::Id) }
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}+{}+{}", self.name, self.id, to_base64(&[self.kind.prefix(), &self.public].concat()))
    }
}
