//! Keys that sign, with the secret in memory.

use std::fmt;
use std::str::FromStr;

use ed25519_dalek::Signer as _;

use super::public::USER_ID;
use super::{KeyError, KeyId, KeyType, SignError, Signer, VerifierKey};
use crate::note::KeyName;
use crate::text::{from_base64, to_base64};

/// The order of SM2's group less one (GB/T 32918.5): no secret, since 1 + d would have no inverse.
const SM2_LAST: [u8; 32] = [
    0xff, 0xff, 0xff, 0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x72, 0x03, 0xdf,
    0x6b, 0x21, 0xc6, 0x05, 0x2b, 0x53, 0xbb, 0xf4, 0x09, 0x39, 0xd5, 0x41, 0x22,
];

/// A secret key with its name: `PRIVATE+KEY+name+id+base64(signature type + secret)`. `Debug` doesn't show the secret.
pub struct SecretKey {
    verifier: VerifierKey,
    ready: Ready,
}

enum Ready {
    Ed25519(Box<ed25519_dalek::SigningKey>),
    Sm2(Box<sm2::dsa::SigningKey>),
}

impl SecretKey {
    /// A key of this kind and name from 32 secret bytes: the seed of RFC 8032, or SM2's d, the greatest byte first.
    ///
    /// # Errors
    /// [`KeyError::Key`] if SM2's d isn't 1 to n − 2.
    pub fn new(kind: KeyType, name: KeyName, secret: [u8; 32]) -> Result<Self, KeyError> {
        let (ready, public) = match kind {
            KeyType::Ed25519 | KeyType::Witness => {
                let key = ed25519_dalek::SigningKey::from_bytes(&secret);
                let public = key.verifying_key().to_bytes().to_vec();
                (Ready::Ed25519(Box::new(key)), public)
            }
            KeyType::Sm2 => {
                let key = sm2::dsa::SigningKey::from_slice(USER_ID, &secret).map_err(|_| KeyError::Key)?;
                if secret == SM2_LAST {
                    return Err(KeyError::Key);
                }
                let public = sm2_public(&key);
                (Ready::Sm2(Box::new(key)), public)
            }
        };
        Ok(Self { verifier: VerifierKey::new(kind, name, &public)?, ready })
    }

    /// The text to keep. Whoever reads it can sign.
    #[must_use]
    pub fn to_secret_text(&self) -> String {
        let secret = match &self.ready {
            Ready::Ed25519(key) => key.to_bytes(),
            Ready::Sm2(key) => key.to_bytes().into(),
        };
        let key = &self.verifier;
        format!("PRIVATE+KEY+{}+{}+{}", key.name(), key.id(), to_base64(&[key.kind().prefix(), &secret].concat()))
    }
}

fn sm2_public(key: &sm2::dsa::SigningKey) -> Vec<u8> {
    use sm2::elliptic_curve::sec1::ToSec1Point as _;
    key.verifying_key().as_affine().to_sec1_point(false).as_bytes().to_vec()
}

impl FromStr for SecretKey {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let mut parts = text.strip_prefix("PRIVATE+KEY+").ok_or(KeyError::Form)?.splitn(3, '+');
        let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(KeyError::Form);
        };
        let name = name.parse().map_err(|_| KeyError::Form)?;
        let id = KeyId::from_hex(id).ok_or(KeyError::Form)?;
        let bytes = from_base64(key).ok_or(KeyError::Form)?;
        let (kind, secret) = KeyType::split(&bytes, |_| 32).ok_or(KeyError::Type)?;
        let key = Self::new(kind, name, secret.try_into().map_err(|_| KeyError::Type)?)?;
        if key.verifier.id() == id { Ok(key) } else { Err(KeyError::Id) }
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SecretKey").field(&self.verifier).finish()
    }
}

impl Signer for SecretKey {
    fn verifier_key(&self) -> &VerifierKey {
        &self.verifier
    }

    fn sign(&self, message: &[u8]) -> Result<[u8; 64], SignError> {
        match &self.ready {
            Ready::Ed25519(key) => Ok(key.sign(message).to_bytes()),
            Ready::Sm2(key) => {
                let signature: sm2::dsa::Signature =
                    key.try_sign(message).map_err(|why| SignError::Device(why.to_string()))?;
                Ok(signature.to_bytes().into())
            }
        }
    }
}
