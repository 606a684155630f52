//! A bureau in a test: an application on a database of its own, people in their roles, and requests to it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use sea_orm::EntityTrait as _;
use sea_orm::sea_query::Expr;
use serde_json::Value;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt as _;
use uuid::Uuid;
use yaoguang::accounts::rules::{Lane, Level, OrganisationState, PersonState};
use yaoguang::accounts::store::{organisation, person, role, session};
use yaoguang::accounts::{OrganisationId, PersonId, Role};
use yaoguang::app::clock::{Made, Outside};
use yaoguang::app::config::Config;
use yaoguang::app::crypt::Crypt;
use yaoguang::app::db::Db;
use yaoguang::app::journal::audit::audit;
use yaoguang::app::journal::record::Actor;
use yaoguang::app::journal::sequencer;
use yaoguang::app::{App, auth, http};

use crate::empty;

/// The time all tests begin at.
pub const START: &str = "2026-03-05T01:00:00Z";

/// The same test on both databases, beginning at [`START`] or, said so, at another time. The body gets a [`World`], which it gives back by letting it go.
#[macro_export]
macro_rules! on_both {
    ($(#[$meta:meta])* async fn $name:ident($world:ident) $body:block) => {
        $crate::on_both!(@ $crate::harness::START, $(#[$meta])* async fn $name($world) $body);
    };
    (beginning $start:literal $(#[$meta:meta])* async fn $name:ident($world:ident) $body:block) => {
        $crate::on_both!(@ $start, $(#[$meta])* async fn $name($world) $body);
    };
    (@ $start:expr, $(#[$meta:meta])* async fn $name:ident($world:ident) $body:block) => {
        $(#[$meta])*
        mod $name {
            #[allow(unused_imports, reason = "what a body needs differs")]
            use super::*;

            async fn run($world: &$crate::harness::World) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                let world = $crate::harness::World::on_sqlite_at($start).await;
                run(&world).await;
                world.finish().await;
            }

            #[cfg(feature = "sql-tests")]
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                let world = $crate::harness::World::on_postgres_at($start).await;
                run(&world).await;
                world.finish().await;
            }
        }
    };
}

/// A bureau and the way to talk to it.
pub struct World {
    /// The application.
    pub app: App,
    /// Its clock.
    pub clock: Arc<Made>,
    /// The bureau at the top.
    pub bureau: OrganisationId,
    /// Its routes.
    router: Router,
    keys: AtomicU64,
    /// The folder of its files, removed with it.
    _folder: tempfile::TempDir,
}

/// Somebody who asks.
#[derive(Clone)]
pub struct Client {
    /// Who; nobody if there is no session.
    pub person: PersonId,
    token: String,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// HTTP status.
    pub status: StatusCode,
    /// Headers.
    pub headers: HeaderMap,
    /// The body, if it is JSON.
    pub json: Value,
    /// The body.
    pub bytes: Vec<u8>,
}

impl Answer {
    /// The body of a request that went well.
    #[track_caller]
    pub fn good(self) -> Value {
        assert!(self.status.is_success(), "{} {}", self.status, self.json);
        self.json
    }

    /// It was refused with this code.
    #[track_caller]
    pub fn refused(self, status: u16, code: &str) -> Value {
        assert_eq!((self.status.as_u16(), self.json["code"].as_str()), (status, Some(code)), "{}", self.json);
        // Every Problem has words: a key in their place is a missing sentence.
        for field in ["title", "detail"] {
            let text = self.json[field].as_str().unwrap_or_default();
            assert!(!text.is_empty() && !text.starts_with("problem-"), "{}", self.json);
        }
        for fault in self.json["fields"].as_array().into_iter().flatten() {
            let text = fault["message"].as_str().unwrap_or_default();
            assert!(!text.is_empty() && !text.starts_with("fault-"), "{fault}");
        }
        self.json
    }

    /// It was refused because of this field.
    #[track_caller]
    pub fn at_fault(self, field: &str, code: &str) {
        let body = self.refused(422, "fields");
        let found =
            body["fields"].as_array().unwrap().iter().any(|fault| fault["field"] == field && fault["code"] == code);
        assert!(found, "{field} {code}: {body}");
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

impl World {
    /// On a fresh SQLite file.
    pub async fn on_sqlite() -> Self {
        Self::on_sqlite_at(START).await
    }

    /// The same, beginning at another time.
    pub async fn on_sqlite_at(start: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("yaoguang.db");
        std::fs::write(&file, empty::on_sqlite().await).unwrap();
        Self::on(&format!("sqlite://{}", file.display()), folder, start).await
    }

    /// On a fresh database of the server that `cargo xtask test` started.
    #[cfg(feature = "sql-tests")]
    pub async fn on_postgres_at(start: &str) -> Self {
        Self::on(&empty::on_postgres().await, tempfile::tempdir().unwrap(), start).await
    }

    async fn on(url: &str, folder: tempfile::TempDir, start: &str) -> Self {
        let clock = Arc::new(Made::new(start.parse().unwrap(), 1));
        let mut config: Config = toml::from_str(&Config::documented("test.example/journal", "test.example")).unwrap();
        config.data = folder.path().join("data");
        config.guard = folder.path().join("guard");
        config.database_url = Some(url.to_owned());
        config.secure_cookies = false;
        config.limits.journal_wait_s = 8;
        std::fs::create_dir_all(&config.data).unwrap();
        let db = Db::connect(url, 4).await.unwrap();
        let outside: Arc<dyn Outside> = clock.clone();
        let app = App::new(config, db, outside, Crypt::new(&[7; 32]));
        let router = http::router(&app);
        let bureau = organisation(&app, None, "抚顺市物价局").await;
        Self { app, clock, bureau, router, keys: AtomicU64::new(0), _folder: folder }
    }

    /// Another process of the same bureau, configured otherwise.
    pub fn configured(&self, change: impl FnOnce(&mut Config)) -> App {
        let mut config = self.app.config.clone();
        change(&mut config);
        App::new(config, self.app.db.clone(), self.clock.clone(), Crypt::new(&[7; 32]))
    }

    /// An organisation below the bureau.
    pub async fn office(&self, name: &str) -> OrganisationId {
        organisation(&self.app, Some(self.bureau), name).await
    }

    /// Somebody of the bureau with these roles.
    pub async fn client(&self, roles: &[Role]) -> Client {
        self.client_of(self.bureau, roles).await
    }

    /// Somebody with these roles in an organisation.
    pub async fn client_of(&self, organisation: OrganisationId, roles: &[Role]) -> Client {
        let id: PersonId = self.app.fresh();
        let lane = roles.first().map_or(Lane::Business, |role| role.lane());
        let row = person::Model {
            id,
            login: format!("u{}", id.0.simple()),
            name: format!("某{}", roles.first().map_or("人", |role| role.code())),
            organisation,
            state: PersonState::Active,
            lane,
            password: "no password is this".into(),
            password_given: false,
            totp: None,
            totp_on: true,
            totp_step: 0,
            resting: false,
            version: 1,
        };
        let grants: Vec<_> =
            roles.iter().map(|role| role::Model { person: id, role: *role, organisation, lane }).collect();
        let token = Uuid::now_v7().to_string();
        let now = self.app.now();
        let session = session::Model {
            hash: auth::hash(&token),
            id: self.app.fresh(),
            person: id,
            at: now,
            seen: now,
            ended: None,
            address: "-".into(),
            agent: "test".into(),
        };
        let mut tx = self.app.begin_as(Actor::SYSTEM).await.unwrap();
        person::insert(tx.db(), &row).await.unwrap();
        role::give(tx.db(), &grants).await.unwrap();
        session::insert(tx.db(), session).await.unwrap();
        tx.record(row.act("person.added", &grants)).await.unwrap();
        tx.commit().await.unwrap();
        Client { person: id, token }
    }

    /// Somebody without a session.
    pub fn stranger(&self) -> Client {
        Client { person: PersonId(Uuid::nil()), token: String::new() }
    }

    /// Somebody who signed in and was given this token.
    pub fn with_token(&self, token: &str) -> Client {
        Client { person: PersonId(Uuid::nil()), token: token.to_owned() }
    }

    /// A fresh idempotency key.
    pub fn key(&self) -> String {
        format!("key-{}", self.keys.fetch_add(1, Ordering::SeqCst))
    }

    /// Send any request.
    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        let json = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        Answer { status: parts.status, headers: parts.headers, json, bytes }
    }

    /// A request by somebody, still without a body.
    pub fn request(&self, client: &Client, method: Method, path: &str) -> axum::http::request::Builder {
        let request = Request::builder().method(method).uri(path).header("accept-language", "zh-CN");
        if client.token.is_empty() {
            request
        } else {
            request.header("authorization", format!("Bearer {}", client.token))
        }
    }

    /// Read.
    pub async fn get(&self, client: &Client, path: &str) -> Answer {
        self.send(self.request(client, Method::GET, path).body(Body::empty()).unwrap()).await
    }

    /// Read what comes bit by bit.
    pub async fn follow(&self, request: Request<Body>) -> axum::response::Response {
        self.router.clone().oneshot(request).await.unwrap()
    }

    /// Act, with a fresh key.
    pub async fn post(&self, client: &Client, path: &str, body: Value) -> Answer {
        self.post_with(client, path, &body, &self.key()).await
    }

    /// Act, with this key.
    pub async fn post_with(&self, client: &Client, path: &str, body: &Value, key: &str) -> Answer {
        let request = self
            .request(client, Method::POST, path)
            .header("content-type", "application/json")
            .header("idempotency-key", key)
            .body(Body::from(body.to_string()));
        self.send(request.unwrap()).await
    }

    /// Upload a file in field `file`.
    #[allow(dead_code, reason = "for the slices that take files")]
    pub async fn upload(&self, client: &Client, path: &str, name: &str, file: &[u8]) -> Answer {
        let mark = "a-mark-that-no-file-has";
        let head = format!(
            "--{mark}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
        );
        let body = [head.as_bytes(), file, format!("\r\n--{mark}--\r\n").as_bytes()].concat();
        let request = self
            .request(client, Method::POST, path)
            .header("content-type", format!("multipart/form-data; boundary={mark}"))
            .header("content-length", body.len())
            .header("idempotency-key", self.key())
            .body(Body::from(body));
        self.send(request.unwrap()).await
    }

    /// Put the clock to a later time, and have everybody sign in anew then: sessions end sooner than draws.
    pub async fn later(&self, at: &str) {
        self.clock.set(at.parse().unwrap());
        let now = self.app.now();
        let sessions = session::Entity::update_many()
            .col_expr(session::Column::At, Expr::value(now))
            .col_expr(session::Column::Seen, Expr::value(now));
        sessions.exec(self.app.db.write()).await.unwrap();
    }

    /// Run waiting jobs to their end, in this task.
    #[allow(dead_code, reason = "for the slices that have jobs")]
    pub async fn work(&self) {
        use yaoguang::app::jobs;
        while jobs::work_once(&self.app, jobs::kinds()).await.unwrap() {}
    }

    /// Run waiting jobs to their end while acts become entries beside them, as in a server: what is tried again is on record before.
    #[allow(dead_code, reason = "for the slices that have such jobs")]
    pub async fn work_recorded(&self) {
        self.sequence().await;
        let stop = CancellationToken::new();
        let writer = sequencer::start(&self.app, &stop);
        self.work().await;
        stop.cancel();
        writer.ended().await;
    }

    /// Bring every act into the journal, which is begun the first time.
    pub async fn sequence(&self) {
        if !self.app.config.guard.exists() {
            sequencer::init(&self.app).await.unwrap();
        }
        let stop = CancellationToken::new();
        let writer = sequencer::start(&self.app, &stop);
        yaoguang::demo::recorded(&self.app).await.unwrap();
        stop.cancel();
        writer.ended().await;
    }

    /// Bring every act into the journal, and hold tables, rows and journal against each other: what `yaoguang doctor` does.
    pub async fn finish(self) {
        self.sequence().await;
        let report = audit(&self.app, yaoguang::IMAGERS, |_, _, _| {}).await.unwrap();
        assert!(report.findings.is_empty(), "{:#?}", report.findings);
    }
}

async fn organisation(app: &App, parent: Option<OrganisationId>, name: &str) -> OrganisationId {
    let id: OrganisationId = app.fresh();
    let above = parent.map_or_else(String::new, |parent| format!("{parent}/"));
    let row = organisation::Model {
        id,
        parent,
        path: format!("{above}{id}/"),
        name: name.into(),
        level: if parent.is_some() { Level::County } else { Level::City },
        region: "210400".into(),
        state: OrganisationState::Open,
        version: 1,
    };
    let mut tx = app.begin_as(Actor::SYSTEM).await.unwrap();
    organisation::insert(tx.db(), &row).await.unwrap();
    tx.record(row.act("organisation.added")).await.unwrap();
    tx.commit().await.unwrap();
    id
}
