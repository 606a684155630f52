//! Answers to everybody, kept in memory for as long as nothing has changed.
//!
//! What may be kept says so itself ([`Keep`]): pages of the portal, files of the journal, styles. None of them depends on who asks, only on
//! the address, the host, the language and whether it may be zipped; so these are the key, and what is kept is the bytes as they are sent.
//!
//! An answer is given again while two things are as they were before it was made: the count of changes that this process has
//! committed ([`Db::changes`](super::db::Db::changes)), and the second. The first holds at once, for whoever acts and looks; the second for what other processes write
//! and for what goes by the clock. So nobody sees a page more than a second old, and however many look, it is made once a second.

use std::collections::HashMap;
use std::sync::Mutex;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{ACCEPT_ENCODING, AUTHORIZATION, HOST, RANGE};
use axum::http::{Method, Response as Parted, StatusCode};
use axum::middleware::Next;
use axum::response::Response;

use super::problem::Problem;
use super::shell::App;
use super::words::{Tongue, asked_for};

/// An answer with this extension may be kept.
#[derive(Clone, Copy, Debug)]
pub struct Keep;

/// A larger answer isn't kept.
const LARGEST: usize = 256 << 10;
/// All answers together.
const ROOM: usize = 16 << 20;

/// What an answer depends on, but for the database and the time.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    address: String,
    host: Vec<u8>,
    english: bool,
    zipped: bool,
}

impl Key {
    /// Of a request whose answer everybody may have.
    fn of(request: &Request) -> Option<Self> {
        let headers = request.headers();
        let own = headers.contains_key(AUTHORIZATION) || headers.contains_key(RANGE);
        if *request.method() != Method::GET || own || request.uri().path().starts_with("/api/") {
            return None;
        }
        let zipped =
            headers.get(ACCEPT_ENCODING).is_some_and(|known| known.as_bytes().windows(4).any(|w| w == b"gzip"));
        Some(Self {
            address: request.uri().path_and_query()?.as_str().to_owned(),
            host: headers.get(HOST).map(|host| host.as_bytes().to_vec()).unwrap_or_default(),
            english: asked_for(headers) == Tongue::En,
            zipped,
        })
    }
}

/// When an answer was begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    changes: u64,
    second: i64,
}

impl Moment {
    pub(super) fn now(app: &App) -> Self {
        Self { changes: app.db.changes(), second: app.now().seconds() }
    }
}

/// The answers of one moment.
#[derive(Debug)]
struct Answers {
    at: Moment,
    bytes: usize,
    by_key: HashMap<Key, Parted<Bytes>>,
}

/// What is kept.
#[derive(Debug, Default)]
pub struct Kept(Mutex<Option<Answers>>);

impl Kept {
    fn find(&self, key: &Key, at: Moment) -> Option<Response> {
        let answers = self.0.lock().ok()?;
        let found = answers.as_ref().filter(|answers| answers.at == at)?.by_key.get(key)?;
        Some(found.clone().map(Body::from))
    }

    fn put(&self, key: Key, at: Moment, answer: Parted<Bytes>) {
        let Ok(mut answers) = self.0.lock() else { return };
        let size = answer.body().len() + key.address.len() + key.host.len();
        let mut kept = answers
            .take()
            .filter(|kept| kept.at == at && kept.bytes + size <= ROOM)
            .unwrap_or_else(|| Answers { at, bytes: 0, by_key: HashMap::new() });
        kept.bytes += size;
        kept.by_key.insert(key, answer);
        *answers = Some(kept);
    }
}

/// Give a kept answer again, or keep the one that is made, if it may be.
///
/// # Errors
/// `broken` if the answer's body fails.
pub async fn kept(State(app): State<App>, request: Request, next: Next) -> Result<Response, Problem> {
    let Some(key) = Key::of(&request) else { return Ok(next.run(request).await) };
    let at = Moment::now(&app);
    if let Some(answer) = app.kept.find(&key, at) {
        return Ok(answer);
    }
    let response = next.run(request).await;
    if response.extensions().get::<Keep>().is_none() || response.status() != StatusCode::OK {
        return Ok(response);
    }
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.map_err(Problem::broken)?;
    if bytes.len() <= LARGEST {
        app.kept.put(key, at, Parted::from_parts(parts.clone(), bytes.clone()));
    }
    Ok(Response::from_parts(parts, Body::from(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(address: &str, headers: &[(&str, &str)]) -> Option<Key> {
        let request =
            headers.iter().fold(Request::get(address), |request, (name, value)| request.header(*name, *value));
        Key::of(&request.body(Body::empty()).unwrap())
    }

    #[test]
    fn an_answer_is_given_again_until_something_changes_or_the_second_is_over() {
        let (kept, first) = (Kept::default(), Moment { changes: 1, second: 1 });
        let known = key("/items", &[]).unwrap();
        kept.put(known.clone(), first, Parted::new(Bytes::from_static(b"page")));
        assert!(kept.find(&known, first).is_some());
        assert!(kept.find(&known, Moment { changes: 2, ..first }).is_none());
        assert!(kept.find(&known, Moment { second: 2, ..first }).is_none());
        assert!(kept.find(&key("/items?after=1", &[]).unwrap(), first).is_none());
    }

    #[test]
    fn languages_hosts_and_zipped_answers_are_kept_apart() {
        let plain = key("/", &[]);
        let check = |headers: &[(&str, &str)], same: bool| assert_eq!(key("/", headers) == plain, same, "{headers:?}");
        check(&[("accept", "text/html")], true);
        check(&[("cookie", "lang=zh-CN")], true);
        check(&[("cookie", "lang=en")], false);
        check(&[("accept-language", "en")], false);
        check(&[("host", "elsewhere.example")], false);
        check(&[("accept-encoding", "gzip, br")], false);
    }

    #[test]
    fn what_is_somebodys_own_is_never_kept() {
        assert_eq!(key("/", &[("authorization", "Bearer x")]), None);
        assert_eq!(key("/", &[("range", "bytes=0-1")]), None);
        assert_eq!(key("/api/v1/me", &[]), None);
    }

    #[test]
    fn there_is_room_for_so_much_and_no_more() {
        let (kept, at) = (Kept::default(), Moment { changes: 1, second: 1 });
        for n in 0..100 {
            kept.put(key(&format!("/{n}"), &[]).unwrap(), at, Parted::new(Bytes::from(vec![0; LARGEST])));
        }
        assert!(kept.0.lock().unwrap().as_ref().unwrap().bytes <= ROOM);
        assert!(kept.find(&key("/99", &[]).unwrap(), at).is_some());
    }
}
