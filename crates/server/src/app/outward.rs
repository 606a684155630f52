//! The one way out: something small is fetched from an address that the configuration names. Plain http; no redirects, no proxy.

use std::time::Duration;

/// The most bytes of an answer.
const MOST_BYTES: u64 = 16_384;

/// Why nothing came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missed {
    /// There is nobody, or no answer in time.
    Unreachable,
    /// The answer isn't 200.
    Status,
    /// The answer is larger than it may be.
    TooLarge,
}

/// Fetch what an address has, within so many seconds in all. It blocks: not for a thread that answers requests.
///
/// # Errors
/// [`Missed`].
pub fn fetch(url: &str, timeout_s: u64) -> Result<Vec<u8>, Missed> {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .proxy(None)
        .timeout_global(Some(Duration::from_secs(timeout_s)))
        .build()
        .into();
    let response = agent.get(url).header("accept", "application/json").call().map_err(|_| Missed::Unreachable)?;
    if response.status().as_u16() != 200 {
        return Err(Missed::Status);
    }
    response.into_body().with_config().limit(MOST_BYTES).read_to_vec().map_err(|why| match why {
        ureq::Error::BodyExceedsLimit(_) => Missed::TooLarge,
        _ => Missed::Unreachable,
    })
}
