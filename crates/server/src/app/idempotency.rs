//! A double click is one act.
//!
//! A POST carries `Idempotency-Key`. The act's own transaction claims the key, so the act and the claim are durable together;
//! the answer is kept behind it. The same key with the same body gives the first answer again, with another body a
//! refusal. An act that is refused claims nothing: its key may be used again. Where the database asks for a transaction to be run again, the request is, up to three times.

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::header::{CONTENT_TYPE, HeaderValue};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::{DbErr, SqlErr, Statement};
use sha2::{Digest as _, Sha256};

use super::auth::By;
use super::input::Unkept;
use super::problem::Problem;
use super::shell::App;
use super::value::Timestamp;

/// The header.
pub const HEADER: &str = "idempotency-key";
/// How often a request is run when the database asks for it.
const TRIES: usize = 4;
/// A kept answer is at most this long; a longer one is kept as its status only.
const KEPT_BYTES: usize = 64 << 10;

/// A key that an act was done with.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "idempotency")]
pub struct Model {
    /// Whose key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub person: Uuid,
    /// The key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    /// SHA-256 of path and body.
    pub digest: Vec<u8>,
    /// When.
    pub at: Timestamp,
    /// The answer's status, once there is one.
    pub status: Option<i32>,
    /// The answer.
    pub answer: Option<Vec<u8>>,
}

impl ActiveModelBehavior for ActiveModel {}

/// What a request says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// The header's value.
    pub key: String,
    /// SHA-256 of path and body.
    pub digest: Vec<u8>,
}

/// Run a POST once for its key.
///
/// # Errors
/// `idempotency-key-missing`, `idempotency-key-used`, `body-too-long`.
pub async fn once(app: &App, by: By, request: Request, next: Next) -> Result<Response, Problem> {
    let key = key_of(request.headers())?;
    let (parts, body) = request.into_parts();
    if is_upload(&parts.headers) {
        let key = Key { digest: digest(&parts, &[]), key };
        return run(app, By { key: Some(key), ..by }, Request::from_parts(parts, body), next).await;
    }
    let body = to_bytes(body, app.config.limits.body_bytes).await.map_err(|_| too_long(app))?;
    let key = Key { digest: digest(&parts, &body), key };
    let by = By { key: Some(key), ..by };
    let mut tries = 1;
    loop {
        let request = Request::from_parts(parts.clone(), Body::from(body.clone()));
        let response = run(app, by.clone(), request, next.clone()).await?;
        let again = response.extensions().get::<Problem>().is_some_and(|problem| problem.again);
        if !again || tries == TRIES {
            return Ok(response);
        }
        tries += 1;
    }
}

fn too_long(app: &App) -> Problem {
    let most = i64::try_from(app.config.limits.body_bytes).unwrap_or(i64::MAX);
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "body-too-long").with("most", most)
}

/// Files are streamed, so their bytes can't be part of the digest; path and length are.
fn is_upload(headers: &HeaderMap) -> bool {
    headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).is_some_and(|kind| kind.starts_with("multipart/"))
}

fn digest(parts: &Parts, body: &[u8]) -> Vec<u8> {
    let length = parts.headers.get("content-length").map(HeaderValue::as_bytes).unwrap_or_default();
    let mut hash = Sha256::new();
    for part in [parts.uri.path().as_bytes(), b"\n", length, b"\n", body] {
        hash.update(part);
    }
    hash.finalize().to_vec()
}

fn key_of(headers: &HeaderMap) -> Result<String, Problem> {
    let key = headers.get(HEADER).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let sound = (1..=64).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b));
    if sound { Ok(key.to_owned()) } else { Err(Problem::new(StatusCode::BAD_REQUEST, "idempotency-key-missing")) }
}

async fn run(app: &App, by: By, mut request: Request, next: Next) -> Result<Response, Problem> {
    let key = by.key.clone().expect("set by the caller");
    if let Some(done) = Entity::find_by_id((by.person.0, key.key.clone())).one(app.read()).await? {
        return again(done, &key);
    }
    let person = by.person.0;
    request.extensions_mut().insert(by);
    let response = next.run(request).await;
    keep(app, person, &key, response).await
}

/// The answer to a key that was used.
fn again(done: Model, key: &Key) -> Result<Response, Problem> {
    if done.digest != key.digest {
        return Err(Problem::refused("idempotency-key-used"));
    }
    let status =
        done.status.and_then(|status| u16::try_from(status).ok()).and_then(|status| StatusCode::from_u16(status).ok());
    match (status, done.answer) {
        (Some(status), Some(answer)) => Ok((status, [(CONTENT_TYPE, "application/json")], answer).into_response()),
        // The act is done, but its answer was lost with the process, or was too long to keep.
        _ => Err(Problem::new(StatusCode::CONFLICT, "already-done")),
    }
}

/// Keep the answer of an act that claimed its key.
async fn keep(app: &App, person: Uuid, key: &Key, response: Response) -> Result<Response, Problem> {
    let upto = KEPT_BYTES;
    if !is_kept(&response) {
        return Ok(response);
    }
    let (parts, body) = response.into_parts();
    let body: Bytes = to_bytes(body, upto).await.map_err(Problem::broken)?;
    Entity::update_many()
        .set(ActiveModel {
            status: Set(Some(i32::from(parts.status.as_u16()))),
            answer: Set(Some(body.to_vec())),
            ..Default::default()
        })
        .filter(Column::Person.eq(person))
        .filter(Column::Key.eq(&key.key))
        .exec(app.db.write())
        .await?;
    Ok(Response::from_parts(parts, Body::from(body)))
}

/// A success in JSON, not too long, that isn't private. Of anything else only that it was done is known afterwards.
fn is_kept(response: &Response) -> bool {
    let fits = response.body().size_hint_exact().is_some_and(|bytes| bytes <= KEPT_BYTES as u64);
    let kind = response.headers().get(CONTENT_TYPE).map(HeaderValue::as_bytes);
    let private = response.extensions().get::<Unkept>().is_some();
    response.status().is_success() && fits && kind == Some(b"application/json") && !private
}

/// A body whose length is known.
trait Exact {
    fn size_hint_exact(&self) -> Option<u64>;
}

impl Exact for Body {
    fn size_hint_exact(&self) -> Option<u64> {
        axum::body::HttpBody::size_hint(self).exact()
    }
}

/// Claim the caller's key in the act's own transaction.
///
/// # Errors
/// `act-running` if a request with the same key has claimed it in between.
pub async fn claim<C: ConnectionTrait>(db: &C, by: &By, at: Timestamp) -> Result<(), Problem> {
    let Some(Key { key, digest }) = by.key.clone() else { return Ok(()) };
    let row =
        ActiveModel { person: Set(by.person.0), key: Set(key), digest: Set(digest), at: Set(at), ..Default::default() };
    Entity::insert(row).exec_without_returning(db).await.map_err(claimed)?;
    Ok(())
}

fn claimed(error: DbErr) -> Problem {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => Problem::new(StatusCode::CONFLICT, "act-running"),
        _ => error.into(),
    }
}

/// Whether a refusal is told for the first time to this caller for this key, what they asked and what they are told; the transaction claims that. A refused act does
/// nothing and claims no key, so that a retry is judged anew; what telling it shows goes on record once all the same, and anew where it says something else.
///
/// # Errors
/// [`DbErr`].
pub async fn first<C: ConnectionTrait>(db: &C, by: &By, (told, at): (&str, Timestamp)) -> Result<bool, DbErr> {
    const CLAIM: &str = "INSERT INTO idempotency (person, key, digest, at) VALUES ($1, $2, $3, $4) ON CONFLICT (person, key) DO NOTHING";
    let Some(Key { key, digest }) = &by.key else { return Ok(true) };
    let values = [by.person.0.into(), refused(key, digest, told).into(), digest.clone().into(), at.into()];
    let claimed = db.execute_raw(Statement::from_sql_and_values(db.get_database_backend(), CLAIM, values)).await?;
    Ok(claimed.rows_affected() > 0)
}

/// What stands for a refusal among the keys: no caller's key has a colon.
fn refused(key: &str, digest: &[u8], told: &str) -> String {
    let mut hash = Sha256::new();
    for part in [key.as_bytes(), b"\n", digest, b"\n", told.as_bytes()] {
        hash.update(part);
    }
    let hex: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    format!("refused:{hex}")
}

#[cfg(test)]
mod tests {
    use super::refused;

    #[test]
    fn a_refusal_is_another_by_its_key_by_what_was_asked_and_by_what_is_told() {
        let one = refused("key", b"asked", "no-target");
        assert_eq!(one, refused("key", b"asked", "no-target"));
        for other in [
            refused("other", b"asked", "no-target"),
            refused("key", b"else", "no-target"),
            refused("key", b"asked", "asked"),
        ] {
            assert_ne!(one, other);
        }
        assert!(one.starts_with("refused:") && one.len() == 72, "{one}");
    }
}
