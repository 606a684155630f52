//! The second factor: time-based codes (RFC 6238), six digits of 30 seconds, one step of tolerance.

use totp_rs::{Builder, Secret, Totp};

use super::clock::Outside;
use super::problem::Problem;

/// The bytes of a fresh secret.
#[must_use]
pub fn fresh(outside: &dyn Outside) -> [u8; 20] {
    let mut secret = [0; 20];
    outside.random(&mut secret);
    secret
}

fn totp(secret: &[u8], account: &str) -> Result<Totp, Problem> {
    let named = Builder::new().with_secret(Secret::from(secret.to_vec())).with_account_name(account.to_owned());
    named.with_issuer(Some("Yaoguang".to_owned())).build().map_err(|why| Problem::broken(format!("{why:?}")))
}

/// What an authenticator reads from a QR code.
///
/// # Errors
/// `broken` if the secret isn't one.
pub fn uri(secret: &[u8], account: &str) -> Result<String, Problem> {
    totp(secret, account)?.to_url().map_err(|why| Problem::broken(format!("{why:?}")))
}

/// The time step a code belongs to, if it belongs to one about now.
///
/// # Errors
/// `broken` if the secret isn't one.
pub fn step(secret: &[u8], code: &str, seconds: i64) -> Result<Option<i64>, Problem> {
    let seconds = u64::try_from(seconds).unwrap_or(0);
    let step = totp(secret, "account")?.check(code, seconds);
    Ok(step.map(|step| i64::try_from(step).unwrap_or(i64::MAX)))
}

/// The code of a time, as an authenticator shows it.
///
/// # Errors
/// `broken` if the secret isn't one.
pub fn code(secret: &[u8], seconds: i64) -> Result<String, Problem> {
    Ok(totp(secret, "account")?.generate(u64::try_from(seconds).unwrap_or(0)).to_string())
}

/// A QR code as SVG.
///
/// # Errors
/// `broken` if the text is too long for one.
pub fn qr(text: &str) -> Result<String, Problem> {
    let code = fast_qr::QRBuilder::new(text).build().map_err(|why| Problem::broken(format!("{why:?}")))?;
    Ok(fast_qr::convert::svg::SvgBuilder::default().to_str(&code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codes_of_rfc_6238() {
        let secret = b"12345678901234567890";
        let check = |seconds, expected: &str| assert_eq!(code(secret, seconds).unwrap(), expected);
        check(59, "287082");
        check(1_111_111_109, "081804");
        check(2_000_000_000, "279037");
    }

    #[test]
    fn a_code_lasts_one_step_longer_and_no_more() {
        let secret = b"12345678901234567890";
        assert_eq!(step(secret, "287082", 59).unwrap(), Some(1));
        assert!(step(secret, "287082", 89).unwrap().is_some());
        assert_eq!(step(secret, "287082", 150).unwrap(), None);
        assert_eq!(step(secret, "", 59).unwrap(), None);
    }
}
