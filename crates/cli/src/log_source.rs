//! A log to audit: its folder, or the address it is served under.
//!
//! Over the network nothing is trusted: sizes are bounded, waiting too, and an answer that sends the reader elsewhere is none.

use std::path::Path;
use std::time::Duration;

use journal::files::Log;
use journal::storage::{Fault, Published};

/// The most bytes of a file: 256 entries of 65,535 bytes with their lengths.
const MAX_FILE_BYTES: u64 = 256 * (65_535 + 2);

/// How long one file may take in all.
const TIMEOUT: Duration = Duration::from_secs(30);

/// Where a log is read from.
pub enum Source {
    /// A folder, the log's or the journal's data.
    Folder(Log),
    /// A URL without a slash at its end.
    Web(String, ureq::Agent),
}

impl Source {
    /// The log at a path or an `http` URL. `None` for `https`, which this program doesn't speak.
    #[must_use]
    pub fn of(place: &str) -> Option<Self> {
        if place.starts_with("https://") {
            return None;
        }
        if !place.starts_with("http://") {
            let path = Path::new(place);
            let inner = path.join("log/checkpoint").is_file();
            return Some(Self::Folder(if inner { Log::of_data(path) } else { Log::at(path) }));
        }
        let agent = ureq::Agent::config_builder()
            .max_redirects(0)
            .max_redirects_will_error(true)
            .timeout_global(Some(TIMEOUT))
            .http_status_as_error(false)
            .build();
        Some(Self::Web(place.trim_end_matches('/').to_owned(), agent.into()))
    }
}

impl Published for Source {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Fault> {
        match self {
            Self::Folder(log) => log.read(path),
            Self::Web(url, agent) => {
                let not_done = |why: ureq::Error| Fault::NotDone(why.to_string());
                let mut answer = agent.get(format!("{url}/{path}")).call().map_err(not_done)?;
                match answer.status().as_u16() {
                    200 => {
                        let body = answer.body_mut().with_config().limit(MAX_FILE_BYTES).read_to_vec();
                        body.map(Some).map_err(not_done)
                    }
                    404 | 410 => Ok(None),
                    status => Err(Fault::NotDone(format!("HTTP {status}"))),
                }
            }
        }
    }
}
