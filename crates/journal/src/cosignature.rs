//! Cosignatures of witnesses (C2SP tlog-cosignature, Ed25519): a checkpoint's text signed together with a time.

use crate::key::{KeyType, SignError, Signer};
use crate::note::Line;
use crate::text::MAX_SIZE;

/// What a witness signs: a heading, the time, and the checkpoint's text.
#[must_use]
pub fn message(text: &str, time: u64) -> String {
    format!("cosignature/v1\ntime {time}\n{text}")
}

/// Time and signature of the 72 bytes of a cosignature. A time above 2^63 − 1 isn't one.
pub(crate) fn split(signature: &[u8]) -> Option<(u64, &[u8])> {
    let (time, signature) = signature.split_first_chunk()?;
    let time = u64::from_be_bytes(*time);
    (signature.len() == 64 && time <= MAX_SIZE).then_some((time, signature))
}

/// A witness's line under a checkpoint's text, at `time` in seconds since 1970.
///
/// # Errors
/// [`SignError::Kind`] if the key isn't a witness's, [`SignError::Form`] if the time is above 2^63 − 1.
pub fn cosign(signer: &dyn Signer, text: &str, time: u64) -> Result<Line, SignError> {
    let key = signer.verifier_key();
    if key.kind() != KeyType::Witness {
        return Err(SignError::Kind);
    }
    if time > MAX_SIZE {
        return Err(SignError::Form);
    }
    let signature = [&time.to_be_bytes()[..], &signer.sign(message(text, time).as_bytes())?].concat();
    key.verify(text, &signature).map_err(|_| SignError::Unverified)?;
    Ok(Line { name: key.name().clone(), id: key.id(), signature })
}
