//! Which passwords somebody may choose. Pure.

use std::collections::BTreeSet;

/// The fewest characters of a password, and the most bytes.
pub const PASSWORD: (usize, usize) = (10, 256);

/// What is wrong with a password somebody chose, as a fault's code (NIST SP 800-63B, 3.1.1.2: length, and not what an
/// attacker tries first; no rules on kinds of characters).
#[must_use]
pub fn password_fault(password: &str, login: &str, name: &str) -> Option<&'static str> {
    let lower = password.to_lowercase();
    let characters: BTreeSet<char> = password.chars().collect();
    match password {
        _ if password.chars().count() < PASSWORD.0 => Some("password-short"),
        _ if password.len() > PASSWORD.1 => Some("password-long"),
        _ if characters.len() < 5 => Some("password-plain"),
        _ if !login.is_empty() && lower.contains(&login.to_lowercase()) => Some("password-login"),
        _ if !name.is_empty() && lower.contains(&name.to_lowercase()) => Some("password-login"),
        _ if COMMON.iter().any(|common| lower.contains(common)) => Some("password-common"),
        _ => None,
    }
}

/// What people type first when they are told to choose a password.
const COMMON: &[&str] =
    &["password", "123456789", "987654321", "qwertyuiop", "1qaz2wsx", "a1b2c3d4", "yaoguang", "admin123", "11223344"];
