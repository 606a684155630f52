//! A desk in the demonstration: somebody signed in, who works through the interface like everybody else; and the office's clock, by which each act takes a
//! while.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request};
use serde_json::Value;
use tower::ServiceExt as _;

use super::Broken;
use super::people::PASSWORD;
use crate::app::clock::{Made, Outside as _};
use crate::app::value::{Date, Timestamp};

/// So long somebody stays signed in: less than a session lasts without a request.
const SIGNED_IN_S: i64 = 45 * 60;

/// The office: the routes, called without a socket.
pub struct Office {
    router: Router,
    clock: Arc<Made>,
    pace_s: AtomicI64,
    acts: AtomicI64,
    desks: Mutex<BTreeMap<String, (Timestamp, Desk)>>,
}

/// Somebody who is signed in.
#[derive(Clone, Debug)]
pub struct Desk {
    token: String,
    /// Their account.
    pub person: String,
    /// Where they work.
    pub organisation: String,
}

impl Desk {
    /// Somebody without an account.
    #[must_use]
    pub fn stranger() -> Self {
        Self { token: String::new(), person: String::new(), organisation: String::new() }
    }
}

impl Office {
    /// With these routes, and a clock on the wall.
    #[must_use]
    pub fn new(router: Router, clock: Arc<Made>) -> Self {
        let (pace_s, acts, desks) = (AtomicI64::new(30), AtomicI64::new(0), Mutex::new(BTreeMap::new()));
        Self { router, clock, pace_s, acts, desks }
    }

    /// From here on an act takes somebody so many seconds, or up to half as many more.
    pub fn pace(&self, seconds: i64) {
        self.pace_s.store(seconds, Ordering::Relaxed);
    }

    /// Nothing happens until then. What is over already isn't waited for: no act is earlier than the one before it.
    pub fn until(&self, at: Timestamp) {
        if self.clock.now() < at {
            self.clock.set(at);
        }
    }

    /// So many seconds go by.
    pub fn after(&self, seconds: i64) {
        self.clock.set(self.clock.now().plus_s(seconds));
    }

    /// The time.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The date.
    #[must_use]
    pub fn today(&self) -> Date {
        self.clock.now().date()
    }

    /// Somebody does something: it takes its time, never the same.
    fn takes_time(&self) {
        let (pace, act) = (self.pace_s.load(Ordering::Relaxed), self.acts.fetch_add(1, Ordering::Relaxed));
        self.after(pace + act * 37 % 61 * pace / 120);
    }

    /// Somebody's desk, who signs in unless they did a while ago.
    ///
    /// # Errors
    /// [`Broken`].
    pub async fn desk(&self, login: &str) -> Result<Desk, Broken> {
        let now = self.clock.now();
        let known = self.desks.lock().map_err(Broken::from)?.get(login).cloned();
        if let Some((_, desk)) = known.filter(|(since, _)| now < since.plus_s(SIGNED_IN_S)) {
            return Ok(desk);
        }
        let desk = self.sign_in(login, PASSWORD).await?;
        self.desks.lock().map_err(Broken::from)?.insert(login.to_owned(), (now, desk.clone()));
        Ok(desk)
    }

    /// Sign in.
    ///
    /// # Errors
    /// [`Broken`].
    pub async fn sign_in(&self, login: &str, password: &str) -> Result<Desk, Broken> {
        let nobody = Desk::stranger();
        let body = serde_json::json!({ "login": login, "password": password, "bearer": true });
        let body = (Some("application/json".to_owned()), body.to_string().into_bytes());
        let me = self.send(&nobody, Method::POST, "/api/v1/session", body).await?;
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        Ok(Desk { token: text(&me["token"]), person: text(&me["id"]), organisation: text(&me["organisation"]["id"]) })
    }

    /// Read.
    ///
    /// # Errors
    /// [`Broken`].
    pub async fn read(&self, desk: &Desk, path: &str) -> Result<Value, Broken> {
        self.send(desk, Method::GET, path, (None, Vec::new())).await
    }

    /// Act.
    ///
    /// # Errors
    /// [`Broken`].
    pub async fn act(&self, desk: &Desk, path: &str, body: &Value) -> Result<Value, Broken> {
        self.takes_time();
        self.send(desk, Method::POST, path, (Some("application/json".to_owned()), body.to_string().into_bytes())).await
    }

    /// Hand in a file.
    ///
    /// # Errors
    /// [`Broken`].
    pub async fn hand_in(&self, desk: &Desk, path: &str, name: &str, file: &[u8]) -> Result<Value, Broken> {
        const MARK: &str = "the-demonstrations-own-mark-between-parts";
        let head = format!(
            "--{MARK}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        let body = [head.as_bytes(), file, b"\r\n--", MARK.as_bytes(), b"--\r\n"].concat();
        self.send(desk, Method::POST, path, (Some(format!("multipart/form-data; boundary={MARK}")), body)).await
    }

    async fn send(
        &self,
        desk: &Desk,
        method: Method,
        path: &str,
        body: (Option<String>, Vec<u8>),
    ) -> Result<Value, Broken> {
        let (kind, body) = body;
        let mut request = Request::builder().method(method).uri(path).header("content-length", body.len());
        request = request.header("idempotency-key", uuid::Uuid::now_v7().to_string());
        if let Some(kind) = kind {
            request = request.header("content-type", kind);
        }
        if !desk.token.is_empty() {
            request = request.header("authorization", format!("Bearer {}", desk.token));
        }
        let request = request.body(Body::from(body)).map_err(|why| Broken(format!("{path}: {why}")))?;
        let response = self.router.clone().oneshot(request).await.map_err(|why| Broken(format!("{path}: {why}")))?;
        let status = response.status();
        let bytes = to_bytes(response.into_body(), usize::MAX).await.map_err(|why| Broken(format!("{path}: {why}")))?;
        let text = String::from_utf8_lossy(&bytes);
        if !status.is_success() {
            return Err(Broken(format!("{path}: {status} {text}")));
        }
        serde_json::from_str(&text).map_err(|why| Broken(format!("{path}: {why}")))
    }
}
