//! The one configuration file, TOML. Unknown fields are refused, so that a mistyped one isn't silently nothing.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// What `yaoguang.toml` says. Every field but `data` has a value if it isn't there.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The folder of everything this server keeps: database, keys, uploads. Relative to the file's folder.
    pub data: PathBuf,
    /// Where to listen. A port of 0 takes a free one.
    #[serde(default = "listen")]
    pub listen: SocketAddr,
    /// `postgres://…`; without it SQLite in the data folder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub database_url: Option<String>,
    /// The address people type, for links in feeds and sitemap: `https://jiage.example.gov.cn`. Without it relative links.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub public_url: Option<String>,
    /// The folder of the journal's guard: the last signed checkpoint. It must not lie in the data folder and never be
    /// restored from a backup together with it. Relative to the file's folder.
    #[serde(default = "guard")]
    pub guard: PathBuf,
    /// The journal's name, e.g. `price.fushun.example/journal`.
    pub journal_origin: String,
    /// The organisation that entries name, e.g. `price.fushun.example`.
    pub journal_organisation: String,
    /// Whether cookies are sent over https only. Off is for loopback.
    #[serde(default = "yes")]
    pub secure_cookies: bool,
    /// Whether the system, security and audit administrators must use a second factor. Off is for trying things out.
    #[serde(default = "yes")]
    pub administrators_need_totp: bool,
    /// Whether the client's address is read from `X-Forwarded-For`, which is true behind a proxy and nowhere else.
    #[serde(default)]
    pub behind_proxy: bool,
    /// What may be how much.
    #[serde(default)]
    pub limits: Limits,
    /// What is kept how long.
    #[serde(default)]
    pub keep: Keep,
    /// By when results are published.
    #[serde(default)]
    pub disclosure: Disclosure,
    /// Where rounds of drand are fetched.
    #[serde(default)]
    pub drand: Drand,
}

/// Where rounds of drand are fetched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Drand {
    /// Relays of drand's HTTP interface, asked in this order; nothing is fetched if there are none. Plain http: what they say is believed for
    /// its signature, not for who says it.
    pub urls: Vec<String>,
    /// How long one request may take in all, in seconds.
    pub timeout_s: u64,
}

impl Default for Drand {
    fn default() -> Self {
        Self { urls: Vec::new(), timeout_s: 10 }
    }
}

/// The most relays.
const RELAYS: usize = 8;
/// The longest `drand.timeout_s`.
const TIMEOUT_S: u64 = 60;

impl Drand {
    /// The first address that isn't one, or one too many.
    fn fault(&self) -> Option<&str> {
        let form = |url: &&String| {
            let rest = url.strip_prefix("http://").unwrap_or_default();
            let sound = |byte: u8| byte.is_ascii_alphanumeric() || b"-.:/[]_~".contains(&byte);
            rest.is_empty() || rest.starts_with('/') || !rest.bytes().all(sound)
        };
        self.urls.iter().find(form).or_else(|| self.urls.get(RELAYS)).map(String::as_str)
    }
}

/// By when results are published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Disclosure {
    /// What the clock begins with.
    pub starts: Starts,
    /// So many working days; the day of the event doesn't count.
    pub working_days: u16,
}

impl Default for Disclosure {
    fn default() -> Self {
        Self { starts: Starts::Recorded, working_days: 20 }
    }
}

/// What the clock of a result begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Starts {
    /// The day of the visit.
    Visited,
    /// The day its record was handed in.
    Recorded,
    /// The day its record was reviewed.
    Reviewed,
}

/// The most working days of `disclosure.working_days`.
const WORKING_DAYS: u16 = 120;

/// What is kept how long, in days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Keep {
    /// The files of an import after its last job: the upload, its rows, and what the error file is made of.
    pub imports_days: u32,
    /// Answers of acts for repeated requests.
    pub answers_days: u32,
    /// Sessions that are over, and failed tries to begin one.
    pub sessions_days: u32,
}

impl Default for Keep {
    fn default() -> Self {
        Self { imports_days: 90, answers_days: 7, sessions_days: 180 }
    }
}

/// What may be how much.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// The largest body of a JSON request, in bytes.
    pub body_bytes: usize,
    /// The largest uploaded file, in bytes.
    pub upload_bytes: u64,
    /// A session ends after so many seconds without a request.
    pub session_idle_s: i64,
    /// A session ends after so many seconds.
    pub session_s: i64,
    /// Connections that read at once. PostgreSQL has as many more that write, and four that look beside them.
    pub readers: u32,
    /// Jobs that run at once in this process.
    pub workers: u32,
    /// What a process has in hand, a job or the journal, another may take up after so many seconds without a sign of it.
    pub lease_s: i64,
    /// Streams of events that are open at once in this process.
    pub streams: u32,
    /// A commit waits so many seconds until the journal has everything that a draw is made from; then it ends without one.
    pub journal_wait_s: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body_bytes: 1 << 20,
            upload_bytes: 512 << 20,
            session_idle_s: 3600,
            session_s: 12 * 3600,
            readers: 8,
            workers: 2,
            lease_s: 60,
            streams: 200,
            journal_wait_s: 60,
        }
    }
}

fn listen() -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], 8620))
}

fn guard() -> PathBuf {
    "guard".into()
}

fn yes() -> bool {
    true
}

/// The shortest lease: it is renewed each third of it, in whole seconds.
const LEASE_S: i64 = 3;

/// Why there is no configuration.
#[derive(Debug, thiserror::Error)]
pub enum NoConfig {
    /// The file can't be read.
    #[error("{0}: {1}")]
    Unreadable(PathBuf, std::io::Error),
    /// It isn't TOML, lacks a field or has an unknown one.
    #[error("{0}: {1}")]
    Wrong(PathBuf, Box<toml::de::Error>),
    /// `limits.lease_s` is so short that what renews a lease, three times while it lasts, would never rest.
    #[error("{0}: limits.lease_s = {1}: {LEASE_S} at least")]
    LeaseShort(PathBuf, i64),
    /// `disclosure.working_days` is none, or so many that nothing would ever be due.
    #[error("{0}: disclosure.working_days = {1}: 1 to {WORKING_DAYS}")]
    WorkingDays(PathBuf, u16),
    /// An address of `drand.urls` isn't plain http to a host, or it is one too many.
    #[error("{0}: drand.urls: {1:?}: up to {RELAYS} addresses as http://host[:port][/path]")]
    Relay(PathBuf, String),
    /// `drand.timeout_s` is none, or so long that a relay that says nothing would keep the others waiting.
    #[error("{0}: drand.timeout_s = {1}: 1 to {TIMEOUT_S}")]
    Timeout(PathBuf, u64),
}

impl Config {
    /// Read `file`; its folders become relative to where it lies.
    ///
    /// # Errors
    /// [`NoConfig`].
    pub fn read(file: &Path) -> Result<Self, NoConfig> {
        let text = std::fs::read_to_string(file).map_err(|why| NoConfig::Unreadable(file.to_owned(), why))?;
        let mut config: Self = toml::from_str(&text).map_err(|why| NoConfig::Wrong(file.to_owned(), Box::new(why)))?;
        if config.limits.lease_s < LEASE_S {
            return Err(NoConfig::LeaseShort(file.to_owned(), config.limits.lease_s));
        }
        if !(1..=WORKING_DAYS).contains(&config.disclosure.working_days) {
            return Err(NoConfig::WorkingDays(file.to_owned(), config.disclosure.working_days));
        }
        if let Some(url) = config.drand.fault() {
            return Err(NoConfig::Relay(file.to_owned(), url.to_owned()));
        }
        if !(1..=TIMEOUT_S).contains(&config.drand.timeout_s) {
            return Err(NoConfig::Timeout(file.to_owned(), config.drand.timeout_s));
        }
        let home = file.parent().unwrap_or(Path::new(""));
        config.data = home.join(&config.data);
        config.guard = home.join(&config.guard);
        Ok(config)
    }

    /// The file as `init` writes it: every field with what it is.
    #[must_use]
    pub fn documented(origin: &str, organisation: &str) -> String {
        include_str!("config.toml").replace("ORIGIN", origin).replace("ORGANISATION", organisation)
    }

    /// The same file with the database's address in it, if one is said.
    #[must_use]
    pub fn documented_on(origin: &str, organisation: &str, database_url: Option<&str>) -> String {
        const UNSET: &str = "# database_url = \"postgres://yaoguang@127.0.0.1/yaoguang\"";
        let text = Self::documented(origin, organisation);
        let Some(url) = database_url else { return text };
        text.replace(UNSET, &format!("database_url = {}", toml::Value::from(url)))
    }

    /// The database's address.
    #[must_use]
    pub fn database(&self) -> String {
        let file = || format!("sqlite://{}?mode=rwc", self.data.join("yaoguang.db").display());
        self.database_url.clone().unwrap_or_else(file)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_takes_the_place_of_the_one_commented_out() {
        let text = Config::documented_on("a.example/journal", "a.example", Some("postgres://a@127.0.0.1/b\"c"));
        let config: Config = toml::from_str(&text).unwrap();
        assert_eq!(config.database_url.as_deref(), Some("postgres://a@127.0.0.1/b\"c"));
    }

    #[test]
    fn the_documented_file_names_every_field_and_says_the_defaults() {
        let text = Config::documented("a.example/journal", "a.example");
        let config: Config = toml::from_str(&text).unwrap();
        assert_eq!(config.limits.upload_bytes, Limits::default().upload_bytes);
        assert_eq!(config.listen, listen());
        assert_eq!(config.keep, Keep::default());
        assert_eq!(config.disclosure, Disclosure::default());
        assert_eq!(config.drand, Drand::default());
        for field in toml::Table::try_from(&config).unwrap().keys() {
            assert!(text.contains(&format!("{field} =")) || text.contains(&format!("[{field}]")), "{field}");
        }
        // What is optional stands there too, behind a mark.
        assert!(text.contains("# database_url =") && text.contains("# public_url ="));
    }

    #[test]
    fn a_lease_that_would_be_renewed_without_a_pause_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("yaoguang.toml");
        let read = |lease: i64| {
            let text = Config::documented("a.example/journal", "a.example")
                .replace("lease_s = 60", &format!("lease_s = {lease}"));
            std::fs::write(&file, text).unwrap();
            Config::read(&file)
        };
        assert_eq!(read(3).unwrap().limits.lease_s, 3);
        assert!(matches!(read(2), Err(NoConfig::LeaseShort(_, 2))));
    }

    #[test]
    fn relays_are_addresses_of_plain_http() {
        let fault = |urls: &[&str]| {
            Drand { urls: urls.iter().map(|&url| url.into()).collect(), ..Drand::default() }.fault().map(str::to_owned)
        };
        assert_eq!(fault(&["http://api.drand.sh", "http://[::1]:8080/drand"]), None);
        for url in
            ["https://api.drand.sh", "http://", "http:///a", "api.drand.sh", "http://a b", "http://u@h", "http://h?q"]
        {
            assert_eq!(fault(&["http://h", url]).as_deref(), Some(url));
        }
        assert_eq!(fault(&["http://h"; RELAYS + 1]).as_deref(), Some("http://h"));
    }

    #[test]
    fn an_unknown_field_is_refused() {
        let text = Config::documented("a.example/journal", "a.example") + "\nportt = 1\n";
        assert!(toml::from_str::<Config>(&text).is_err());
    }
}
