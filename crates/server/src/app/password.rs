//! Passwords as Argon2id (RFC 9106), few at a time.

use std::sync::LazyLock;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use tokio::sync::Semaphore;

use super::clock::Outside;
use super::problem::Problem;

/// Each takes 19 MiB (OWASP's second choice: m = 19 MiB, t = 2, p = 1, the crate's default) and a core; more at once would let strangers fill the memory.
static AT_ONCE: Semaphore = Semaphore::const_new(4);

/// What a password is held against where there is no account, so that an answer takes as long as elsewhere.
static NOBODY: LazyLock<String> = LazyLock::new(|| hash_now("nobody's password", &[0; 16]));

fn hash_now(password: &str, salt: &[u8; 16]) -> String {
    let hash = Argon2::default().hash_password_with_salt(password.as_bytes(), salt);
    let hash: PasswordHash = hash.expect("the default parameters are valid");
    hash.to_string()
}

/// The hash of a password, in PHC form.
///
/// # Errors
/// `broken` if the process is ending.
pub async fn hash(outside: &dyn Outside, password: String) -> Result<String, Problem> {
    let mut salt = [0; 16];
    outside.random(&mut salt);
    let _turn = AT_ONCE.acquire().await.map_err(Problem::broken)?;
    tokio::task::spawn_blocking(move || hash_now(&password, &salt)).await.map_err(Problem::broken)
}

/// Whether a password is the one that was hashed; `None`: there is no account, and the answer is no.
///
/// # Errors
/// `broken` if the process is ending.
pub async fn verify(hash: Option<String>, password: String) -> Result<bool, Problem> {
    let _turn = AT_ONCE.acquire().await.map_err(Problem::broken)?;
    let known = hash.is_some();
    let right = tokio::task::spawn_blocking(move || {
        let text = hash.unwrap_or_else(|| NOBODY.clone());
        PasswordHash::new(&text).is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
    });
    Ok(right.await.map_err(Problem::broken)? && known)
}

/// A password for somebody to change at once: 15 characters that aren't mistaken for others, in groups. About 73 bits.
#[must_use]
pub fn given(outside: &dyn Outside) -> String {
    const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let mut bytes = [0; 15];
    outside.random(&mut bytes);
    let letter = |byte: &u8| char::from(ALPHABET[usize::from(byte % 32)]);
    bytes.chunks(5).map(|group| group.iter().map(letter).collect::<String>()).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::clock::Made;
    use crate::app::value::Timestamp;

    #[tokio::test]
    async fn only_the_password_that_was_hashed_is_right() {
        let made = Made::new(Timestamp(0), 1);
        let kept = hash(&made, "马到成功2026年".into()).await.unwrap();
        assert!(kept.starts_with("$argon2id$"));
        assert!(verify(Some(kept.clone()), "马到成功2026年".into()).await.unwrap());
        assert!(!verify(Some(kept.clone()), "马到成功2026".into()).await.unwrap());
        assert!(!verify(None, "nobody's password".into()).await.unwrap());
        assert_ne!(hash(&made, "马到成功2026年".into()).await.unwrap(), kept);
    }
}
