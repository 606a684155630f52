//! The operating system's randomness: salts, secrets, shares. The draw itself has none but its seed.

/// `N` random bytes.
///
/// # Errors
/// What the operating system says.
pub fn bytes<const N: usize>() -> Result<[u8; N], getrandom::Error> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}
