//! Encryption at rest of what belongs to a person and isn't searched for: id numbers, phones, complainants.
//!
//! AES-256-GCM (NIST SP 800-38D) with a random nonce of 96 bits before the ciphertext. Row and field are bound in as
//! associated data, so that a ciphertext moved to another row doesn't open. The key lies beside the database in a file of
//! its own; a stolen copy of the database alone shows nothing.

use std::path::Path;

use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::clock::Outside;

const NONCE: usize = 12;

/// The key.
#[derive(Clone)]
pub struct Crypt {
    cipher: Aes256Gcm,
    tags: [u8; 32],
}

/// Why something doesn't open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a value that this key, row and field don't open")]
pub struct NotOpened;

impl Crypt {
    /// With this key.
    #[must_use]
    pub fn new(key: &[u8; 32]) -> Self {
        let tags = Sha256::new().chain_update(b"yaoguang/tags/v1\n").chain_update(key).finalize();
        Self { cipher: Aes256Gcm::new(key.into()), tags: tags.into() }
    }

    /// The key in `file`, which is made if it isn't there.
    ///
    /// # Errors
    /// If the file can't be read or made, or isn't 32 bytes long.
    pub fn in_file(file: &Path, outside: &dyn Outside) -> std::io::Result<Self> {
        let key = super::secret::in_file(file, outside)?;
        Ok(Self::new(&key))
    }

    /// A key for tags by HMAC, made of this one: it opens nothing.
    #[must_use]
    pub fn tag_key(&self) -> [u8; 32] {
        self.tags
    }

    /// Encrypt `text` for a field of a row.
    #[must_use]
    pub fn seal(&self, outside: &dyn Outside, row: Uuid, field: &str, text: &str) -> Vec<u8> {
        let mut nonce = [0; NONCE];
        outside.random(&mut nonce);
        let bound = bound(row, field);
        let payload = Payload { msg: text.as_bytes(), aad: &bound };
        let sealed =
            self.cipher.encrypt(Nonce::from_slice(&nonce), payload).expect("a text in memory isn't 64 GiB long");
        [nonce.as_slice(), &sealed].concat()
    }

    /// What was sealed.
    ///
    /// # Errors
    /// [`NotOpened`].
    pub fn open(&self, row: Uuid, field: &str, sealed: &[u8]) -> Result<String, NotOpened> {
        let (nonce, sealed) = sealed.split_at_checked(NONCE).ok_or(NotOpened)?;
        let payload = Payload { msg: sealed, aad: &bound(row, field) };
        let text = self.cipher.decrypt(Nonce::from_slice(nonce), payload).map_err(|_| NotOpened)?;
        String::from_utf8(text).map_err(|_| NotOpened)
    }
}

impl std::fmt::Debug for Crypt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Crypt")
    }
}

fn bound(row: Uuid, field: &str) -> Vec<u8> {
    [row.as_bytes().as_slice(), field.as_bytes()].concat()
}

/// All but the first and last characters as stars: `138****5678`, `2104***********123X`.
///
/// A text too short to leave a third of it hidden shows nothing.
#[must_use]
pub fn mask(text: &str, first: usize, last: usize) -> String {
    let characters: Vec<char> = text.chars().collect();
    let hidden = characters.len().saturating_sub(first + last);
    if hidden * 3 < characters.len() || hidden == 0 {
        return "*".repeat(characters.len());
    }
    let end = first + hidden;
    let star = |(at, &c): (usize, &char)| if (first..end).contains(&at) { '*' } else { c };
    characters.iter().enumerate().map(star).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::clock::Made;
    use crate::app::value::Timestamp;

    #[test]
    fn only_its_own_row_and_field_open_it() {
        let (crypt, made) = (Crypt::new(&[7; 32]), Made::new(Timestamp(0), 1));
        let (row, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let sealed = crypt.seal(&made, row, "phone", "13800005678");
        assert_eq!(crypt.open(row, "phone", &sealed).as_deref(), Ok("13800005678"));
        assert_eq!(crypt.open(other, "phone", &sealed), Err(NotOpened));
        assert_eq!(crypt.open(row, "name", &sealed), Err(NotOpened));
        assert_eq!(crypt.open(row, "phone", &sealed[..5]), Err(NotOpened));
        assert_eq!(Crypt::new(&[8; 32]).open(row, "phone", &sealed), Err(NotOpened));
        assert_ne!(crypt.seal(&made, row, "phone", "13800005678"), sealed);
    }

    #[test]
    fn a_mask_shows_ends_only_where_enough_stays_hidden() {
        let check = |text: &str, first, last, expected: &str| assert_eq!(mask(text, first, last), expected);
        check("13800005678", 3, 4, "138****5678");
        check("21040219800101123X", 4, 4, "2104**********123X");
        check("王小明", 1, 0, "王**");
        check("12345", 3, 4, "*****");
        check("", 3, 4, "");
    }
}
