//! Signing in and out.

use axum::extract::State;
use axum::http::header::{SET_COOKIE, USER_AGENT};
use axum::http::{HeaderMap, StatusCode};
use axum::response::AppendHeaders;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use utoipa::ToSchema;

use super::me::{MeBody, me};
use super::wire::Done;
use crate::accounts::rules::{PersonState, wait_until};
use crate::accounts::store::session::{self, Which, failure};
use crate::accounts::store::{grants, person};
use crate::app::App;
use crate::app::auth::{By, SESSION, cookie, hash};
use crate::app::client::Address;
use crate::app::document::No;
use crate::app::input::Json;
use crate::app::problem::Problem;
use crate::app::{password, totp};

/// Who wants to sign in.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// The login.
    pub login: String,
    /// The password.
    pub password: String,
    /// The second factor's code, if the account has one.
    pub totp: Option<String>,
    /// Whether the token is wanted in the answer too, by a program that keeps no cookies.
    #[serde(default)]
    pub bearer: bool,
}

/// Who signed in.
#[derive(Debug, Serialize, ToSchema)]
pub struct SignedIn {
    /// The account.
    #[serde(flatten)]
    pub me: MeBody,
    /// The token for `Authorization: Bearer`, if it was asked for.
    pub token: Option<String>,
}

/// Sign in. Slows down a place that keeps failing; never locks an account.
#[utoipa::path(post, path = "/api/v1/session", tag = "accounts", request_body = SignIn, responses((status = 200, body = SignedIn), (status = 401, response = No), (status = 429, response = No)))]
pub async fn begin(
    State(app): State<App>,
    address: Address,
    headers: HeaderMap,
    Json(body): Json<SignIn>,
) -> Result<(AppendHeaders<[(axum::http::HeaderName, String); 2]>, Json<SignedIn>), Problem> {
    let places = Places::of(&app, &address, &headers, &body.login);
    places.may_try(&app).await?;
    let row = checked(&app, &body, &places).await?;
    let token = token(&app);
    open(&app, &row, &token, &address, &headers).await?;
    places.succeeded(&app).await?;
    let set = [
        (SET_COOKIE, set_cookie(&app, SESSION, &token)),
        (SET_COOKIE, set_cookie(&app, DEVICE, &device(&app, &row.login))),
    ];
    let me = me(&app, row.id).await?;
    Ok((AppendHeaders(set), Json(SignedIn { me, token: body.bearer.then_some(token) })))
}

/// Sign out.
#[utoipa::path(post, path = "/api/v1/session/end", tag = "accounts", responses((status = 200, body = Done)))]
pub async fn end(
    State(app): State<App>,
    by: By,
) -> Result<(AppendHeaders<[(axum::http::HeaderName, String); 1]>, Json<Done>), Problem> {
    let tx = app.begin(&by).await?;
    session::end(tx.db(), by.person, Which::This(&by.session), tx.now).await?;
    tx.commit().await?;
    Ok((
        AppendHeaders([(SET_COOKIE, format!("{SESSION}=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict"))]),
        Json(Done {}),
    ))
}

/// The account whose login, password and code these are.
async fn checked(app: &App, body: &SignIn, places: &Places) -> Result<person::Model, Problem> {
    let row = person::of_login(app.read(), &body.login).await?.filter(|row| row.state == PersonState::Active);
    let right = password::verify(row.as_ref().map(|row| row.password.clone()), body.password.clone()).await?;
    let Some(row) = row.filter(|_| right) else { return Err(places.failed(app, "bad-login").await) };
    match (row.totp_on, body.totp.as_deref().filter(|code| !code.is_empty())) {
        (false, _) => Ok(row),
        // Not a failure: the page asks for the code next.
        (true, None) => Err(Problem::new(StatusCode::UNAUTHORIZED, "totp-needed")),
        (true, Some(code)) if takes(app, &row, code).await? => Ok(row),
        (true, Some(_)) => Err(places.failed(app, "totp-wrong").await),
    }
}

/// Whether a code is the account's and wasn't taken before.
pub(super) async fn takes(app: &App, row: &person::Model, code: &str) -> Result<bool, Problem> {
    let sealed = row.totp.as_deref().unwrap_or_default();
    let secret = app.crypt.open(row.id.0, "totp", sealed).map_err(Problem::broken)?;
    match totp::step(&unhex(&secret), code, app.now().seconds())? {
        Some(step) => Ok(person::take_step(app.db.write(), row.id, step).await?),
        None => Ok(false),
    }
}

/// The bytes of a secret as it is sealed.
pub(super) fn unhex(text: &str) -> Vec<u8> {
    let pairs = text.as_bytes().chunks(2).filter_map(|pair| std::str::from_utf8(pair).ok());
    pairs.filter_map(|pair| u8::from_str_radix(pair, 16).ok()).collect()
}

async fn open(
    app: &App,
    row: &person::Model,
    token: &str,
    address: &Address,
    headers: &HeaderMap,
) -> Result<(), Problem> {
    let agent = headers.get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let now = app.now();
    let session = session::Model {
        hash: hash(token),
        id: app.fresh(),
        person: row.id,
        at: now,
        seen: now,
        ended: None,
        address: address.0.clone(),
        agent: agent.chars().take(200).collect(),
    };
    session::insert(app.db.write(), session).await?;
    Ok(())
}

/// 32 random bytes in hex.
fn token(app: &App) -> String {
    let mut bytes = [0; 32];
    app.outside.random(&mut bytes);
    lots::hash::Digest(bytes).to_string()
}

fn set_cookie(app: &App, name: &str, value: &str) -> String {
    let secure = if app.config.secure_cookies { "; Secure" } else { "" };
    let life = if name == DEVICE { "; Max-Age=31536000" } else { "" };
    format!("{name}={value}; Path=/; HttpOnly; SameSite=Strict{life}{secure}")
}

/// The cookie of a browser that signed in before: its failures are counted apart from those of strangers at the same address.
const DEVICE: &str = "yaoguang_device";

fn device(app: &App, login: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(&app.crypt.tag_key()).expect("any length will do");
    mac.update(login.to_lowercase().as_bytes());
    let tag = mac.finalize().into_bytes();
    lots::hash::Digest(tag.into()).to_string()
}

/// Where a try comes from: the places whose failures count.
struct Places(Vec<String>);

impl Places {
    fn of(app: &App, address: &Address, headers: &HeaderMap, login: &str) -> Self {
        let login = login.to_lowercase();
        let known = cookie(headers, DEVICE).filter(|cookie| *cookie == device(app, &login));
        let named =
            |kind: &str, what: &str| lots::hash::Digest::of(format!("{kind}\n{what}\n{login}").as_bytes()).to_string();
        Self(vec![known.map_or_else(|| named("address", &address.0), |device| named("device", &device))])
    }

    async fn may_try(&self, app: &App) -> Result<(), Problem> {
        for place in &self.0 {
            let Some(row) = failure::of(app.read(), place).await? else { continue };
            let left = wait_until(row.failures, row.last).seconds() - app.now().seconds();
            if left > 0 {
                let slower = Problem::new(StatusCode::TOO_MANY_REQUESTS, "throttled").with("seconds", left);
                return Err(Problem { retry_after_s: u32::try_from(left).ok(), ..slower });
            }
        }
        Ok(())
    }

    /// The Problem to answer with, once the failure is written down.
    async fn failed(&self, app: &App, code: &'static str) -> Problem {
        match self.add(app).await {
            Ok(()) => Problem::new(StatusCode::UNAUTHORIZED, code),
            Err(problem) => problem,
        }
    }

    async fn add(&self, app: &App) -> Result<(), Problem> {
        for place in &self.0 {
            let before = failure::of(app.read(), place).await?.map_or(0, |row| row.failures);
            failure::save(app.db.write(), place, before + 1, app.now()).await?;
        }
        Ok(())
    }

    async fn succeeded(&self, app: &App) -> Result<(), Problem> {
        for place in &self.0 {
            failure::save(app.db.write(), place, 0, app.now()).await?;
        }
        Ok(())
    }
}

/// The roles of an account, for [`me`].
pub(super) async fn held(
    app: &App,
    id: crate::accounts::PersonId,
) -> Result<Vec<crate::accounts::store::Grant>, Problem> {
    Ok(grants(app.read(), id).await?)
}
